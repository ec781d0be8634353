"""Real exports, where they are beside the project; they are other people's diaries and are not in it."""

import json
from pathlib import Path

import pytest

from lowback_rules import LogError, cli, read_log
from lowback_rules.catalogue import rules
from tests.test_openweight import again, content

ENABLED = sum(rule.enabled for rule in rules())
SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
# Workouts counted in the files by hand: distinct (title, start, end) for Hevy, distinct dates for Strong, FitNotes and
# Fitbod, distinct (name, start) for FitNotes' Workouts, distinct (date, routine) for GymBook.
WORKOUTS = {
    "fitbod.csv": 66,
    "fitnotes_android_lbs.csv": 18,
    "fitnotes_workouts_decimal_comma.csv": 50,
    "gymbook_italian.csv": 40,
    "garmin_fit_sets_decoded.csv": 1,
    "hevy_api.json": 6,
    "hevy_lbs_miles.csv": 295,
    "hevy_locale_app-de.csv": 2,
    "hevy_locale_app-en.csv": 8,
    "hevy_locale_web-en-US.csv": 6,
    "liftosaur.csv": 3,
    "strong_comma.csv": 86,
    "strong_comma_10_columns.csv": 3,
    "strong_comma_german.csv": 13,
    "strong_comma_set_tags.csv": 33,
    "strong_semicolon_quoted_rest_rows.csv": 3,
    "strong_semicolon_units_per_row.csv": 7,
}


def _here(path: Path) -> Path:
    """The path; where it is not beside the project, which stands alone, the test ends and the summary says why."""
    if not path.exists():
        pytest.skip("../shared is not beside the project: the tests of real exports did not run")
    return path


@pytest.mark.parametrize("name", WORKOUTS)
def test_a_real_export_is_judged_whole(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = _here(SHARED / "logs" / name)
    options = ["--unit", "kg"] if name.startswith(("strong_comma", "fitnotes_workouts")) else []
    status = cli.main(["check", str(path), "--format", "json", *options])
    captured = capsys.readouterr()
    assert (status in (0, 1), captured.err) == (True, "")
    data = json.loads(captured.out)
    assert len(data["reports"]) == WORKOUTS[name]
    assert all(len(report["outcomes"]) == ENABLED for report in data["reports"])


# Rows below the header, counted by hand (none is divided by a line break), and those that are no work.
ROWS = {
    "fitbod.csv": (1449, 0),
    "fitnotes_android_lbs.csv": (436, 0),
    "fitnotes_workouts_decimal_comma.csv": (811, 7),
    "gymbook_italian.csv": (1163, 131),
}


@pytest.mark.parametrize("name", ROWS)
def test_every_row_of_a_real_export_is_a_set(name: str) -> None:
    path = _here(SHARED / "logs" / name)
    log = read_log(path, unit="kg")
    not_done = [entry for session in log.history for entry in session.sets if entry.completed is False]
    assert (log.sets, len(not_done)) == ROWS[name]
    assert log.rows == log.sets == len(path.read_text(encoding="utf-8").splitlines()) - 1


@pytest.mark.parametrize("name", WORKOUTS)
def test_a_real_export_comes_back_from_openweight(name: str) -> None:
    log = read_log(_here(SHARED / "logs" / name), unit="kg")
    assert content(again(log)) == content(log)


@pytest.mark.parametrize("name", ["minimal", "full-featured", "timed-exercises", "carries-and-distance"])
def test_examples_of_openweight_are_read(name: str) -> None:
    assert read_log(_here(SHARED / "research" / "openweight" / "examples" / f"{name}.json")).history


@pytest.mark.parametrize("name", ["empty-sets", "missing-date", "weight-without-unit"])
def test_invalid_examples_of_openweight_are_refused(name: str) -> None:
    path = _here(SHARED / "research" / "openweight" / "invalid-examples" / f"{name}.json")
    with pytest.raises(LogError) as raised:
        read_log(path)
    assert all(problem.path for problem in raised.value.problems)
