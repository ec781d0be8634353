"""What a file holds reaches a terminal as signs that can be read, and nothing of it moves the cursor."""

import contextlib
import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowback_rules import cli
from lowback_rules.printing import shown

HEADER = (
    "title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,weight_kg,reps,"
    "distance_km,duration_seconds,rpe"
)
EVIL = "\x1b[2J\x1b]0;mine\x07\u202egnp\u2066\x9b31m\x7f\r\nSTOP  made up\u2028\x85"
JOINED = "\U0001f468\u200d\U0001f469"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kreuzheben, 100 kg · ü é 日本 \U0001f9b5", "Kreuzheben, 100 kg · ü é 日本 \U0001f9b5"),
        ("two\nlines", "two\nlines"),
        (JOINED, JOINED),
        ("\x1b[2J", r"\x1b[2J"),
        ("a\rb\tc\x00\x7f\x9b", r"a\rb\tc\x00\x7f\x9b"),
        ("\u202eabc\u2069", r"\u202eabc\u2069"),
        ("\u200b\ufeff\u2028", r"\u200b\ufeff\u2028"),
        ("\udc80\U000e0041", r"\udc80\U000e0041"),
    ],
)
def test_unprintable_signs_are_spelled_out(text: str, expected: str) -> None:
    assert shown(text) == expected


@given(st.text())
def test_json_stays_the_same_json(text: str) -> None:
    written = json.dumps({"name": text}, ensure_ascii=False)
    assert json.loads(shown(written, as_json=True)) == {"name": text}
    _assert_harmless(shown(written, as_json=True))


def _assert_harmless(output: str) -> None:
    output.encode()
    hidden = {sign for sign in output if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    assert hidden <= {"\n", "\u200c", "\u200d"}, hidden


def _rows(exercise: str) -> str:
    cells = f'"P{EVIL}","{{day}} Apr 2026, 17:18",,"back hurts{EVIL}","{exercise}",,"",0,{{kind}},{{load}},5,,,8\n'
    good = [cells.format(day=day, kind="normal", load=load) for day, load in ((2, 60), (4, 90))]
    return "".join(
        [*good, cells.format(day=5, kind=f'"{EVIL}"', load=60), cells.format(day=f"1{EVIL}", kind="", load=6)]
    )


@pytest.mark.parametrize("options", [[], ["--format", "json"], ["--why", "load.step_jump"], ["--language", "de"]])
def test_a_hostile_file_does_not_reach_the_terminal(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "log.csv"
    text = (
        f'{HEADER},"{EVIL.partition(chr(13))[0]}"\n'
        + _rows("Romanian\nDeadlift").replace(",8\n", ",8,\n")
        + _rows(EVIL).replace(",8\n", ",8,\n")
    )
    path.write_text(text, encoding="utf-8", newline="")
    assert cli.main(["check", str(path), "--read-notes", *options]) in (0, 1)
    captured = capsys.readouterr()
    assert captured.err == ""
    _assert_harmless(captured.out)
    if options != ["--format", "json"]:
        assert not any(line.startswith("STOP  made up") for line in captured.out.splitlines())
        assert options or "\\x1b[2J" in captured.out


@pytest.mark.parametrize(
    "arguments", [["check", f"no{EVIL}"], ["check", "log", "--from", EVIL], [EVIL], ["explain", EVIL], ["check", "log"]]
)
def test_a_hostile_call_is_told_in_one_harmless_line(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "log").write_text(f"{EVIL},b\n", encoding="utf-8")
    with contextlib.suppress(SystemExit):
        assert cli.main(arguments) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    _assert_harmless(err)
