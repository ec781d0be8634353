"""The command: what it prints, its exit status, and one clear line for every wrong input."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lowback_rules import cli, read_log
from lowback_rules.catalogue import rules
from lowback_rules.commands import COMMANDS
from lowback_rules.readers import FORMATS
from lowback_rules.wording import NOT_MEDICAL

ROOT = Path(__file__).resolve().parent.parent
DEMO = str(ROOT / "examples" / "twelve-weeks-hevy.csv")
HEVY = (
    "title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,weight_kg,reps,"
    "distance_km,duration_seconds,rpe\n"
)
STRONG = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def runs(*arguments: str) -> tuple[int, str, str]:
        try:
            status = cli.main(arguments)
        except SystemExit as error:
            status = error.code if isinstance(error.code, int) else 1
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return runs


def _write(path: Path, content: str | bytes) -> str:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


BAD: dict[str, tuple[str | bytes, list[str], str]] = {
    "empty file": ("", [], "the file is empty"),
    "blank file": ("\n \n", [], "the file is empty"),
    "header and no rows": (HEVY, [], "there is a header and no rows below it"),
    "strong header and no rows": (STRONG, ["--unit", "kg"], "there is a header and no rows below it"),
    "another CSV": ("name,age\nAnna,3\n", [], "the first line 'name,age' is that of no format known here"),
    "rows that are all wrong": (HEVY + "a,b\n", [], "line 2: 2 cells where the header has 14"),
    "binary": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", [], "is a binary file, no text"),
    "binary behind a header": (HEVY.encode() + b"\0", [], "is a binary file, no text"),
    "invalid UTF-8": (HEVY.encode() + b"Bankdr\xfccken", [], "line 2: byte 0xfc is no UTF-8"),
    "no unit": (STRONG + "2024-06-18 11:04:00,W,1h,Deadlift,1,60,5,0,0,,,\n", [], "the file names no unit of weight; give --unit kg"),
    "JSON cut off": ('[{"date": "2026-03-09T18:00:00Z", "exer', [], "line 1: is no whole JSON"),
    "JSON nested deep": ("[" * 100_000, [], "nested too deep"),
    "JSON nested deep and whole": ("[" * 100_000 + "]" * 100_000, [], "nested too deep"),
    "JSON with NaN": ('[{"date": NaN}]', [], "NaN is no JSON number"),
    "JSON of something else": ('{"a": 1}', [], "is neither a workout"),
    "JSON with a huge number": ("[" + "9" * 10_000 + "]", [], "is no JSON: Exceeds the limit"),
    "a weight without a unit": (
        '{"date": "2026-03-09T18:00:00Z", "exercises": [{"exercise": {"name": "Squat"}, "sets": [{"reps": 5, "weight": 1}, {"weight": 2}]}]}',
        [],
        "$.exercises[0].sets[0].unit: is missing; a weight has a unit, kg or lb",
    ),
    "a number beyond all bounds": (
        HEVY + 'A,"7 Apr 2026, 06:00",,,Squat,,,0,normal,1e999999999,5,,,\nB,nonsense,,,Squat,,,0,normal,1,1e999999999,,,\n',
        ["--since", "2027-01-01", "--from", "strong"],
        "the header has no column for start (date, datum); ",
    ),
    "JSON with exponents": (
        '{"date": "2026-03-09T18:00:00Z", "exercises": [{"exercise": {"name": "Squat"}, "sets": [{"reps": 1e999999999}]}]}',
        [],
        "$.exercises[0].sets[0].reps: reps: Decimal('1E+999999999') is too large",
    ),
    "JSON with a duration beyond the calendar": (
        '{"date": "9999-12-31T18:00:00Z", "durationSeconds": 99999999, "exercises": []}',
        [],
        "$.durationSeconds: a duration of 99999999 seconds is beyond the calendar",
    ),
    "the last night of the calendar": ("9999-12-31 23:50-01:00 squat 5@60kg", [], "line 1: column 1: '9999-12-31 23:50-01:00'"),
    "five thousand nines": (f"2026-03-09 squat {'9' * 5000}@5kg", [], "is no set; write 5@60kg"),
    "notation that is wrong": ("2026-03-09 squat 60kgx5", [], "line 1: column 18: '60kgx5' is not read"),
    "a long line": ("x" * 70_000, [], "starts with a line longer than 64 KiB"),
    "a field of 200 kB": (HEVY + '"' + "x" * 200_000, [], "line 2: has a line longer than 128 KiB; no export does"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "options", "words"), BAD.values(), ids=BAD)
def test_a_bad_file_is_one_clear_line(
    run: Run, tmp_path: Path, content: str | bytes, options: list[str], words: str
) -> None:
    path = _write(tmp_path / "log", content)
    status, out, err = run("check", path, *options)
    assert (status, out) == (2, "")
    lines = err.splitlines()
    assert lines[0].startswith(f"lowback-rules: {path}: ")
    assert words in lines[0]
    assert len(lines) == words.count("kg or lb") + 1
    assert "Traceback" not in err


def test_a_missing_file_and_a_directory(run: Run, tmp_path: Path) -> None:
    missing = str(tmp_path / "no.csv")
    assert run("check", missing) == (2, "", f"lowback-rules: {missing}: there is no such file\n")
    assert run("check", str(tmp_path)) == (
        2,
        "",
        f"lowback-rules: {tmp_path}: is a directory; name the export file in it\n",
    )


def test_a_file_of_300_megabytes_in_one_line_is_refused_without_reading_it(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "huge"
    with path.open("wb") as stream:
        stream.write(b"x" * 100_000)
        stream.truncate(300 * 1024 * 1024)
    status, _, err = run("check", str(path))
    assert (status, err.count("\n")) == (2, 1)
    assert "starts with a line longer than 64 KiB; no training log does" in err


POLICIES = {
    '[rules."load.step_jmp"]': "there is no rule 'load.step_jmp'; did you mean 'load.step_jump'?",
    '[rules."load.step_jump"]\nrize = 1': "load.step_jump has no limit 'rize'; did you mean 'rise'?",
    '[rules."load.step_jump"]\nrise = 3': "load.step_jump: rise: 3 ratio is outside 0.02 to 0.5",
    '[rules."pain.red_flags"]\nenabled = false': "pain.red_flags: enabled cannot be set; "
    "this rule cannot be switched off or changed",
}


@pytest.mark.parametrize(("text", "words"), POLICIES.items())
def test_a_wrong_policy(run: Run, tmp_path: Path, text: str, words: str) -> None:
    path = _write(tmp_path / "policy.toml", text)
    for command in (["check", DEMO], ["rules"]):
        assert run(*command, "--policy", path) == (2, "", f"lowback-rules: {path}: {words}\n")


def test_a_missing_policy(run: Run) -> None:
    status, _, err = run("check", DEMO, "--policy", "no.toml")
    assert (status, err) == (2, "lowback-rules: no.toml: cannot be read: No such file or directory\n")


@pytest.mark.parametrize(
    "arguments",
    [[], ["chek"], ["check"], ["check", DEMO, "--level", "expert"], ["check", DEMO, "--since", "soon"], ["explain"]],
)
def test_a_wrong_call_is_one_line(run: Run, arguments: list[str]) -> None:
    status, out, err = run(*arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)


def test_the_exit_status_is_that_of_a_linter(run: Run, tmp_path: Path) -> None:
    log = _write(tmp_path / "log", "2026-03-02 deadlift 3x5@100kg\n2026-03-09 deadlift 3x5@112.5kg\n")
    assert run("check", log)[0] == 0
    assert run("check", log, "--fail-on", "caution")[0] == 1
    assert run("check", log, "--fail-on", "stop")[0] == 0
    assert run("check", log, "--back-history")[0] == 1
    assert run("check", log, "--fail-on", "caution", "--since", "2026-03-10")[0] == 0
    assert run("check", DEMO)[0] == 1


def test_the_demo_holds_the_five_mistakes(run: Run) -> None:
    status, out, _ = run("check", DEMO)
    heads = [
        line.split(maxsplit=1) for line in out.splitlines() if line.split(" ")[0] in ("STOP", "WARNING", "CAUTION")
    ]
    assert status == 1
    assert [(word, rest.split(" · ")[0]) for word, rest in heads] == [
        ("STOP", "Back pain during or after training"),
        ("WARNING", "Same or more loading after a pain signal"),
        ("WARNING", "Too little time since the last hard lumbar session"),
        ("WARNING", "Too few ramp-up sets before a heavy lift"),
        ("CAUTION", "Returning too fast after a stop"),
        ("CAUTION", "Worse the next morning"),
        ("CAUTION", "Too few days with core work"),
        ("CAUTION", "Load step jump"),
    ]
    assert " ".join(out.split()).endswith(NOT_MEDICAL)


def test_json_is_schema_1(run: Run) -> None:
    status, out, err = run("check", DEMO, "--format", "json", "--level", "advanced")
    assert (status, err) == (1, "")
    data = json.loads(out)
    assert (data["schema"], data["policy"]["level"], data["problems"]) == (1, "advanced", [])
    assert len(data["reports"]) == 37
    for report in data["reports"]:
        assert set(report["session"]) == {"id", "start"}
        assert len(report["outcomes"]) == sum(rule.enabled for rule in rules())
        for outcome in report["outcomes"]:
            assert set(outcome) == {"rule", "status", "findings", "gaps"}
            for finding in outcome["findings"]:
                needed = ["subject", "severity", "care", "facts", "cites", "message", "evidence", "fingerprint"]
                assert set(needed) <= set(finding)
                assert all(isinstance(fact["value"], str) for fact in finding["facts"].values())
    limit = data["policy"]["limits"]["load.step_jump"]["rise"]
    assert limit == {"value": "0.10", "unit": "ratio", "origin": "default"}


def test_standard_input_several_files_and_formats(run: Run, tmp_path: Path) -> None:
    first = _write(tmp_path / "a", "2026-03-02 deadlift 3x5@100kg\n")
    second = _write(tmp_path / "b", "2026-03-09 deadlift 3x5@130kg\n")
    status, out, _ = run("check", first, second)
    assert status == 1
    assert "2 workouts, 2 Mar 2026 to 9 Mar 2026" in out
    done = subprocess.run(
        [sys.executable, "-m", "lowback_rules", "check", "-", "--from", "plain"],
        input=b"2026-03-02 deadlift 3x5@100kg\n",
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    status, out, err = run("check", first, "--from", "hevy")
    assert status == 2
    assert "the header has no column" in err
    _, out, _ = run("formats")
    assert [line.split()[0] for line in out.splitlines()] == [*(each.name for each in FORMATS), "mapping"]


def test_loads_are_told_in_the_unit_of_the_log(run: Run, tmp_path: Path) -> None:
    log = _write(tmp_path / "log", "2026-03-02 deadlift 3x5@225lb\n2026-03-09 deadlift 3x5@275lb\n")
    _, out, _ = run("check", log)
    assert "225 lb on 2 Mar 2026, 275 lb now" in " ".join(out.split())


def test_unknown_names_and_problems_are_listed(run: Run, tmp_path: Path) -> None:
    log = _write(tmp_path / "log", "2026-03-02 gobbledygook 3x5@100kg\nrubbish\n")
    _, out, _ = run("check", log)
    assert "gobbledygook (3 sets)" in out
    assert f"{log}: line 2: column 1: 'rubbish' is no date" in " ".join(out.split())


RESTED = (
    "2024-06-18 11:04:00,Pull,1h,Deadlift,1,100,5,0,0,,,\n"
    + "2024-06-18 11:04:00,Pull,1h,Deadlift,Rest Timer,,,,120,,,\n" * 2
)


def test_what_was_set_aside_is_accounted_for(run: Run, tmp_path: Path) -> None:
    path = _write(tmp_path / "log", STRONG + RESTED + "2024-06-18 11:04:00,Pull,1h,Deadlift,X,100,5,0,0,,,\n")
    _, out, _ = run("check", path, "--unit", "kg")
    assert "4 rows: 1 set; 3 set aside (2 rest timer, 1 unreadable)" in out.splitlines()
    _, out, _ = run("check", path, "--unit", "kg", "--language", "de")
    assert "4 Zeilen: 1 Satz; 3 ausgelassen (2 Pausentimer, 1 nicht lesbar)" in out.splitlines()
    _, out, _ = run("check", path, "--unit", "kg", "--format", "json")
    assert json.loads(out)["account"] == {"rows": 4, "sets": 1, "set_aside": {"rest timer": 2, "unreadable": 1}}


def test_nothing_is_said_of_rows_where_each_is_a_set(run: Run, tmp_path: Path) -> None:
    _, out, _ = run("check", DEMO)
    assert out.splitlines()[1].startswith("Judged for: ")
    _, out, _ = run("check", DEMO, "--format", "json")
    account = json.loads(out)["account"]
    assert (account["rows"], account["set_aside"]) == (account["sets"], {})


def test_two_exports_of_one_person_merge_without_doubles(run: Run, tmp_path: Path) -> None:
    strong = _write(tmp_path / "strong.csv", STRONG + RESTED)
    row = 'Pull,"18 Jun 2024, 11:04","18 Jun 2024, 12:04",,Deadlift (Barbell),,,{},normal,100,5,,,\n'
    hevy = _write(tmp_path / "hevy.csv", HEVY + row.format(0) + row.format(1))
    _, out, err = run("check", strong, hevy, "--unit", "kg")
    assert err == ""
    assert "1 workout, 18 Jun 2024" in " ".join(out.split())
    assert "5 rows: 2 sets; 3 set aside (1 double, 2 rest timer)" in out
    _, out, _ = run("check", strong, hevy, "--unit", "kg", "--format", "json")
    (problem,) = json.loads(out)["problems"]
    told = f"counted once, as {hevy} holds as much of it or more: 1 workout (2024-06-18)"
    assert (problem["file"], problem["message"]) == (strong, told)


def test_repeated_findings_are_one_episode(run: Run, tmp_path: Path) -> None:
    days = "".join(f"2026-03-{day:02} squat 3x5@60kg; bench press 5@60kg\n" for day in range(2, 20, 4))
    log = _write(tmp_path / "log", "2026-01-20 squat 3x5@60kg; plank 3x45s\n" + days)
    _, out, _ = run("check", log)
    heads = [line for line in out.splitlines() if "Too few days with core work" in line]
    assert heads == [
        "CAUTION  Too few days with core work · 2 Mar 2026",
        "INFO     Too few days with core work · 4 sessions, 6 Mar 2026 to 18 Mar 2026",
    ]


def test_an_episode_ends_where_the_exercise_was_fine_or_two_weeks_passed(run: Run, tmp_path: Path) -> None:
    def heads(*lines: str) -> list[str]:
        log = _write(tmp_path / "log", "\n".join(lines))
        _, out, _ = run("check", log)
        return [line for line in out.splitlines() if "Load step jump" in line or "during or after training ·" in line]

    start, rise, more = "2026-03-02 squat 5@60kg", "2026-03-06 squat 5@80kg", "2026-03-10 squat 5@100kg"
    bench = "2026-03-08 bench press 5@60kg"
    assert heads(start, rise, bench, more) == ["WARNING  Load step jump · 6 Mar 2026 and 10 Mar 2026"]
    assert len(heads(start, rise, "2026-03-08 squat 5@80kg", more)) == 2
    hurts = "2026-03-02 bench press 5@60kg; pain 6 during"
    assert len(heads(hurts, hurts.replace("03-02", "03-16"))) == 1
    assert len(heads(hurts, hurts.replace("03-02", "03-17"))) == 2


def test_check_ins_after_the_last_workout_are_not_lost(run: Run, tmp_path: Path) -> None:
    workout = (
        '{"date": "2026-03-09T18:00:00Z", "exercises": [{"exercise": {"name": "Deadlift"}, "sets": [{"reps": 5}]}]}'
    )
    for workouts in (workout, ""):
        for day in ("2026-03-09", "2026-03-10", "2026-06-10"):
            path = _write(
                tmp_path / "log",
                f'{{"workouts": [{workouts}], "lowback:days": [{{"date": "{day}", "symptoms": {{"saddle-numbness": true}}}}]}}',
            )
            status, out, err = run("check", path)
            assert (status, err) == (1, "")
            assert "go to the nearest emergency department or call your emergency number" in " ".join(out.split())
            assert "Next:" not in out


def test_rules_as_json_is_a_list_of_objects(run: Run) -> None:
    status, out, _ = run("rules", "--format", "json")
    entries = json.loads(out)
    assert (status, len(entries)) == (0, len(rules()))
    for entry in entries:
        assert {"id", "title", "family", "enabled", "limits", "evidence"} <= set(entry)
    _, out, _ = run("rules")
    assert "load.step_jump: Load step jump" in out
    assert "rise = 10 %" in out


def test_explain(run: Run) -> None:
    status, out, _ = run("explain", "load.step_jump")
    assert status == 0
    assert "ACSM2009: Ratamess" in out
    assert run("explain", "load.step_jmp") == (
        2,
        "",
        "lowback-rules: there is no rule 'load.step_jmp'; did you mean 'load.step_jump'?\n",
    )


@pytest.mark.parametrize("width", ["40", "80", "200"])
def test_lines_fit_the_terminal_and_need_no_colour(width: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "lowback_rules", "check", DEMO],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": width},
    )
    assert "\x1b" not in done.stdout
    assert max(len(line) for line in done.stdout.splitlines()) <= min(int(width), 96)


def test_a_reader_that_leaves_early_is_no_error() -> None:
    done = subprocess.run(
        f"{sys.executable} -m lowback_rules explain load.layoff_return | head -1",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("Too much too soon after a layoff (load.layoff_return)\n", "")


def _shell(command: str) -> tuple[int, str]:
    """What a shell that fails with the first of a pipe says of it: the status, and what is on stderr."""
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


def test_what_was_not_read_to_the_end_is_not_a_status_of_0(tmp_path: Path) -> None:
    # More than a pipe holds.
    lines = "".join(
        f"2026-{month:02}-{day:02} squat 3x5@{60 + day}kg; bench press 5@60kg\n"
        for month in range(1, 13)
        for day in range(1, 28)
    )
    log = _write(tmp_path / "log", lines)
    assert _shell(f"{sys.executable} -m lowback_rules check {log} --format json | head -c 9") == (141, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
def test_an_output_that_cannot_be_written_is_said_in_one_line() -> None:
    said = "lowback-rules: the output cannot be written: No space left on device\n"
    assert _shell(f"{sys.executable} -m lowback_rules check {DEMO} > /dev/full") == (2, said)


def test_an_error_of_the_system_that_is_not_of_the_output_is_not_said_to_be(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setitem(COMMANDS, "formats", broken)
    with pytest.raises(PermissionError):
        run("formats")


def test_a_file_without_a_name(run: Run) -> None:
    status, out, err = run("check", "")
    assert (status, out) == (2, "")
    assert err == 'lowback-rules: "": a file has a name; is a variable of the shell empty?\n'


JUMP = "2026-03-02 deadlift 3x5@100kg\n2026-03-09 deadlift 3x5@112.5kg rpe 8\n"


def test_why_says_how_a_finding_came_about(run: Run, tmp_path: Path) -> None:
    path = _write(tmp_path / "log", JUMP)
    status, out, err = run("check", path, "--why", "load.step_jump", "--session", "2026-03-09")
    assert (status, err) == (0, "")
    for line in (
        "load.step_jump on 9 Mar 2026 (session 2026-03-09): fired",
        "How it came about: (112.5 kg - 100 kg) / 100 kg = 12.5 %, above 10 %; and 112.5 kg - 100 kg is above 5 kg",
        "  limit (rise): 10 %, default (crossed)",
        "  2 Mar 2026, set 1: deadlift, 5 reps, 100 kg",
        "  9 Mar 2026, set 1: deadlift, 5 reps, 112.5 kg, RPE 8",
        "  NSCA_ESSENTIALS: ",
    ):
        assert line in out
    assert "10.1249/MSS.0b013e3181915670" in out
    assert "from memory" in out


def test_why_says_what_was_missing_and_what_the_limits_are(run: Run, tmp_path: Path) -> None:
    path = _write(tmp_path / "log", JUMP)
    status, out, _ = run("check", path, "--why", "load.step_jump", "--session", "2026-03-02")
    assert status == 0
    assert "(session 2026-03-02): not-assessed" in out
    assert "  Deadlift: nothing to compare with (earlier set at similar reps)" in out
    assert "  rise: 10 % (default)" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--why", "load.step_jmp"), "there is no rule 'load.step_jmp'; did you mean 'load.step_jump'?"),
        (("--why", "load.acwr"), "the rule load.acwr is switched off"),
        (("--why", "load.step_jump", "--session", "2027"), "--session: '2027' names no workout; ids are such as"),
        (("--why", "load.step_jump", "--session", "2026-03"), "--session: '2026-03' names 2 workouts"),
        (("--session", "2026-03-09"), "--session: belongs to --why RULE"),
        (("--country", "UK"), "country: 'UK' is not known"),
    ],
)
def test_a_wrong_question_is_one_clear_line(run: Run, tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    status, out, err = run("check", _write(tmp_path / "log", JUMP), *arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert words in err


def test_a_report_in_german_and_numbers_of_a_country(run: Run, tmp_path: Path) -> None:
    path = _write(tmp_path / "log", JUMP + "2026-03-10 pain 3 before; symptoms both-legs=yes\n")
    status, out, _ = run("check", path, "--language", "de", "--country", "DE")
    assert status == 1
    assert "112" in out
    assert "2. März 2026" in out
    assert "Not assessed" not in out


def test_the_groups_of_the_lifter_are_in_the_report(run: Run, tmp_path: Path) -> None:
    path = _write(
        tmp_path / "log",
        '{"workouts": [{"date": "2026-03-09", "exercises": []}], "lowback:lifter": {"age": 17, "level": "advanced"}}',
    )
    _, out, _ = run("check", path)
    text = " ".join(out.split())
    assert "Judged for: novice (by under 18)." in text
    assert "Stricter because of an age under 18: novice" in text
    assert "Under 18, training is best supervised by a qualified coach." in text


def test_since_leaves_out_check_ins_of_earlier_days(run: Run, tmp_path: Path) -> None:
    path = _write(
        tmp_path / "log",
        '{"workouts": [], "lowback:days": [{"date": "2026-03-09", "symptoms": {"saddle-numbness": true}}]}',
    )
    assert run("check", path, "--since", "2026-03-10")[0] == 0
    assert run("check", path, "--since", "2026-03-09")[0] == 1


def test_an_emergency_comes_first_whenever_it_was(run: Run, tmp_path: Path) -> None:
    path = _write(
        tmp_path / "log",
        "2026-03-02 deadlift 5@100kg; pain 3 during; symptoms saddle-numbness=yes\n"
        "2026-03-09 deadlift 5@100kg; pain 3 during; symptoms fever-or-unwell=yes, saddle-numbness=no\n",
    )
    _, out, _ = run("check", path)
    assert out.index("Numbness or tingling around") < out.index("Fever or feeling ill")


def test_workouts_told_together_are_alike_and_the_numbers_are_of_the_last(run: Run, tmp_path: Path) -> None:
    path = _write(
        tmp_path / "log",
        "2026-03-02 deadlift 3x5@100kg; pain 3 during, 1 after\n"
        "2026-03-09 deadlift 3x5@100kg; pain 4 during, 1 after\n"
        "2026-03-16 deadlift 3x5@100kg; pain 7 during, 3 after\n",
    )
    _, out, _ = run("check", path)
    text = " ".join(out.split())
    assert "INFO Back pain during or after training · 2 Mar 2026 and 9 Mar 2026 9 Mar 2026: Back pain 4 of 10" in text
    assert "STOP Back pain during or after training · 16 Mar 2026 Back pain 7 of 10" in text


def test_convert_writes_what_check_reads_back(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "log.json"
    assert run("convert", DEMO, "-o", str(out)) == (0, "", "")
    assert read_log(out).history == read_log(DEMO).history
    assert run("convert", DEMO)[1] == out.read_text(encoding="utf-8")
    assert run("convert", str(out)) == (0, out.read_text(encoding="utf-8"), "")
    first, second = (json.loads(run("check", path, "--format", "json")[1]) for path in (DEMO, str(out)))
    assert first["reports"] == second["reports"]


def test_convert_tells_on_stderr_what_was_set_aside_and_takes_several_files(run: Run, tmp_path: Path) -> None:
    notes = _write(tmp_path / "log.txt", "2026-12-01 squat 3x5@60kg\nrubbish\n")
    status, out, err = run("convert", DEMO, notes)
    assert (status, len(json.loads(out)["workouts"])) == (0, len(read_log(DEMO).history) + 1)
    assert err.startswith(f"lowback-rules: {notes}: line 2: column 1: 'rubbish' is no date")
    assert err.count("\n") == 1


def test_convert_refuses_in_one_line(run: Run, tmp_path: Path) -> None:
    log = _write(tmp_path / "log.txt", "2026-12-01 squat 3x5@60kg\n")
    assert run("convert", log, "-o", log) == (
        2,
        "",
        f"lowback-rules: --output: {log} is a file to read; name another one\n",
    )
    assert run("convert", log, "-o", str(tmp_path)) == (
        2,
        "",
        f"lowback-rules: {tmp_path}: cannot be written: Is a directory\n",
    )
    assert run("convert", _write(tmp_path / "b.txt", "rubbish\n"))[0] == 2
    assert read_log(log).sets == 3


def test_a_plan_is_checked_and_converted(run: Run, tmp_path: Path) -> None:
    plan = str(ROOT / "examples" / "guide-routine.json")
    status, _, err = run("check", plan)
    assert (status, err) == (
        2,
        f"lowback-rules: {plan}: a plan has no dates; give the day on which its first week starts, --start 2026-11-23 (start= in Python)\n",
    )
    given = ["--start", "2026-11-23", "--max", "deadlift=100kg", "--max", "good morning=50kg"]
    out = tmp_path / "plan.json"
    assert run("convert", plan, *given, "-o", str(out)) == (0, "", "")
    workouts = json.loads(out.read_text())["workouts"]
    assert all(workout["lowback:planned"] for workout in workouts)
    status, shown, _ = run("check", plan, "--start", "2026-11-23")
    assert status == 0
    assert (
        'Deadlift: its loads are shares of a maximum that is not stated; give yours, --max "Deadlift=100kg"'
        in " ".join(shown.split())
    )
