"""The exercises command: the catalogue, and how a name was matched."""

import json

import pytest

from lowback_rules import cli
from lowback_rules.exercises import catalogue, match
from lowback_rules.lookup import described, entry


def test_the_catalogue_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["exercises"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(catalogue()) + 1
    assert next(line.split() for line in lines if line.startswith("side-plank ")) == ["side-plank", "0", "lateral"]
    assert cli.main(["exercises", "--format", "json"]) == 0
    assert [one["id"] for one in json.loads(capsys.readouterr().out)] == [exercise.id for exercise in catalogue()]


def test_a_name_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["exercises", "Stacco Rumenno con Bilanciere", "romanian-deadlift"]) == 0
    out = capsys.readouterr().out
    for words in (
        "Romanian deadlift (romanian-deadlift)",
        '"rumenno" is "rumeno"',
        '"stacco" is',
        "(Italian)",
        "barbell (changes nothing)",
        "3, loaded hinge or floor pull",
        "hinge (work sets of any of them end a layoff)",
        "MARTINFUENTES2020: Martin-Fuentes",
        "In the guide",
        "hamstrings, glutes, erector spinae",
        "3. Turn round where the hamstrings are tight",
    ):
        assert words in out
    assert all(len(line) <= 80 for line in out.splitlines())


def test_a_set_without_load_is_another_entry() -> None:
    lines = "\n".join(described(match("weighted hyperextension"), 200))
    assert "without load  Back extension (back-extension): lumbar class 1, posterior core work" in lines


def test_an_unknown_name_has_its_nearest_entries_and_a_way_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["exercises", "squat", "zorb deadlift"]) == 1
    out = capsys.readouterr().out
    for words in (
        "is unknown, which is not harmless",
        "not known: zorb",
        "Deadlift (deadlift)",
        '"zorb deadlift" = "Deadlift"',
    ):
        assert words in out
    assert "each word is known" in "\n".join(described(match("bench pull"), 80))


def test_json_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["exercises", "--format", "json", "KH Rudern", "zorb"]) == 1
    known, unknown = json.loads(capsys.readouterr().out)
    assert (known["exercise"]["id"], known["language"]) == ("dumbbell-row", "de")
    assert known["translated"] == {"kh": "dumbbell", "rudern": "row"}
    assert (unknown["exercise"], unknown["unknown_words"]) == (None, ["zorb"])
    guide = entry(match("deadlift"))["exercise"]["guide"]
    assert guide["difficulty"] == "basic"
    assert len(guide["cues"]) == 3


@pytest.mark.parametrize("exercise", catalogue(), ids=lambda exercise: exercise.id)
def test_every_entry_can_be_described_in_80_columns(exercise: object) -> None:
    name = getattr(exercise, "id", "")
    assert all(len(line) <= 80 for line in described(match(name), 80))
