"""openweight plans: days from a start, loads from stated maxima, and a plan judged as a whole."""

import json
import os
import subprocess
import sys
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from lowback_rules import (
    History,
    Level,
    Lifter,
    Load,
    Log,
    LogError,
    Session,
    SetLog,
    Severity,
    bodyweight,
    check_plan,
    cli,
    kg,
    lb,
    read_log,
)
from tests.test_openweight import schema

ROOT = Path(__file__).resolve().parent.parent
ROUTINE = ROOT / "examples" / "guide-routine.json"
MONDAY = date(2026, 11, 23)
MAXIMA = {"deadlift": kg(100), "good morning": kg(50)}
DEADLIFT = {"name": "Deadlift"}


def template(*sets: Any, exercise: str = "Deadlift", **keys: Any) -> dict[str, Any]:
    return {
        "name": "A",
        "exercises": [{"exercise": {"name": exercise}, "sets": list(sets or [{"targetReps": 5}])}],
    } | keys


def program(*weeks: list[Any], **keys: Any) -> dict[str, Any]:
    return {"name": "P", "weeks": [{"workouts": week} for week in weeks]} | keys


def read(
    data: Any, *, start: date | None = MONDAY, maxima: dict[str, Load] | None = None, unit: str | None = None
) -> Log:
    return read_log(json.dumps(data), start=start, maxima=maxima, unit=unit)


def days(log: Log) -> list[int]:
    return [(session.day - MONDAY).days + 1 for session in log.history]


@pytest.mark.parametrize(
    ("weeks", "expected"),
    [
        ([[template(day=1), template(day=4)], [template(day=7)]], [1, 4, 14]),
        ([[template(day=5), template(day=2)]], [2, 5]),
        ([[template()], [template()]], [1, 8]),
        ([[template()] * 2], [1, 4]),
        ([[template()] * 3], [1, 3, 5]),
        ([[template()] * 4], [1, 2, 4, 6]),
        ([[template()] * 7], [1, 2, 3, 4, 5, 6, 7]),
        ([[template(day=3)], [template()]], [3, 8]),
    ],
)
def test_the_days_of_a_plan(weeks: list[list[dict[str, Any]]], expected: list[int]) -> None:
    log = read(program(*weeks))
    assert (log.format, log.plan, days(log)) == ("openweight-plan", True, expected)
    assert all(session.planned and session.date_only for session in log.history)
    unnamed = any("day" not in workout for week in weeks for workout in week)
    assert [problem.message[:26] for problem in log.problems] == (
        ["the plan names no days; the"[:26]] if unnamed else []
    )


def test_a_plan_asks_for_its_start() -> None:
    with pytest.raises(LogError, match=r"a plan has no dates; .* --start 2026-11-23"):
        read(program([template()]), start=None)
    with pytest.raises(
        LogError, match="2026-11-25 is no Monday and the plan names days of the week; give one such as 2026-11-23"
    ):
        read(program([template(day=1)]), start=date(2026, 11, 25))
    with pytest.raises(LogError, match="week 2 is beyond the calendar"):
        read(program([template()], [template()]), start=date(9999, 12, 27))
    assert days(read(program([template()]), start=MONDAY + timedelta(days=2))) == [3]


@pytest.mark.parametrize("data", [template(), [template(), template()]], ids=["one", "an array"])
def test_templates_are_one_week(data: Any) -> None:
    assert days(read(data)) == ([1] if isinstance(data, dict) else [1, 4])


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"targetReps": 5}, SetLog("Deadlift", reps=5, target_reps=5)),
        ({"targetRepsMin": 8, "targetRepsMax": 12}, SetLog("Deadlift", reps=12, target_reps=12)),
        ({"targetRepsMin": 8}, SetLog("Deadlift", reps=8, target_reps=8)),
        ({"targetReps": 5, "targetWeight": 100, "unit": "kg"}, SetLog("Deadlift", kg(100), 5, target_reps=5)),
        ({"targetReps": 5, "targetWeight": 225, "unit": "lb"}, SetLog("Deadlift", lb(225), 5, target_reps=5)),
        ({"targetReps": 5, "percentage": 72.5, "percentageOf": "1RM"}, SetLog("Deadlift", kg("72.5"), 5, target_reps=5)),
        ({"targetReps": 5, "percentage": 80, "percentageOf": "1 rm"}, SetLog("Deadlift", kg(80), 5, target_reps=5)),
        ({"percentage": 80, "percentageOf": "1RM", "targetWeight": 90, "unit": "kg"}, SetLog("Deadlift", kg(90))),
        ({"targetReps": 5, "targetRPE": 7.5}, SetLog("Deadlift", reps=5, target_reps=5, rpe="7.5")),
        ({"targetReps": 5, "targetRIR": 2}, SetLog("Deadlift", reps=5, target_reps=5, rpe=8)),
        ({"targetReps": 5, "type": "warmup", "restSeconds": 90}, SetLog("Deadlift", reps=5, target_reps=5, kind="warm-up", rest_after_s=90)),
        ({"durationSeconds": 45, "lowback:side": "left"}, SetLog("Deadlift", seconds=45, side="left")),
        ({"distance": 0.04, "distanceUnit": "km"}, SetLog("Deadlift", distance_m=40)),
        ({"lowback:load": "bw+10kg"}, SetLog("Deadlift", bodyweight(kg(10)))),
        ({"tempo": "3-1-2-0"}, SetLog("Deadlift", extra=[("tempo", '"3-1-2-0"')])),
        ({}, SetLog("Deadlift")),
    ],
)  # fmt: skip
def test_what_a_set_of_a_plan_asks_for(cells: dict[str, Any], expected: SetLog) -> None:
    (session,) = read(program([template(cells, day=1)]), maxima=MAXIMA).history
    (found,) = session.sets
    kept = {"percentage", "percentageOf", "targetRepsMin", "targetRepsMax"} & cells.keys()
    assert {key for key, _ in found.extra} - {key for key, _ in expected.extra} == kept
    assert evolve(found, extra=expected.extra) == expected


@pytest.mark.parametrize(
    ("stated", "exercise", "load"),
    [
        ("deadlift", "Deadlift (Barbell)", kg(80)),
        ("Deadlift (Barbell)", "deadlift", kg(80)),
        ("DEADLIFT", "Deadlift", kg(80)),
        ("My own lift", "my own lift", kg(80)),
        ("deadlift", "Romanian Deadlift", None),
        ("squat", "Deadlift", None),
    ],
)
def test_a_maximum_is_found_under_any_name_of_the_exercise(stated: str, exercise: str, load: Load | None) -> None:
    share = {"targetReps": 3, "percentage": 80, "percentageOf": "1RM"}
    log = read(program([template(share, share, exercise=exercise, day=1)]), maxima={stated: kg(100)})
    assert [entry.load for entry in log.history.sessions[0].sets] == [load, load]
    told = f'{exercise}: its loads are shares of a maximum that is not stated; give yours, --max "{exercise}=100kg"'
    assert [problem.message.partition(" (maxima")[0] for problem in log.problems] == ([] if load else [told])


def test_a_maximum_is_a_mass_and_a_share_of_anything_else_is_not_known() -> None:
    share = {"targetReps": 3, "percentage": 80, "percentageOf": "5RM"}
    log = read(program([template(share, day=1)]), maxima=MAXIMA)
    assert log.history.sessions[0].sets[0].load is None
    assert [problem.message for problem in log.problems] == [
        'Deadlift: a share of "5RM" is not read, only of 1RM; read without a load'
    ]
    with pytest.raises(LogError, match="maxima: deadlift: bw\\+20kg is added to the body weight"):
        read(
            template({"percentage": 80, "percentageOf": "1RM"}, {"targetReps": 1}),
            maxima={"deadlift": bodyweight(kg(20))},
        )


def test_a_week_may_be_a_lighter_one() -> None:
    weeks = program([template(day=1)], [template(day=1)])
    weeks["weeks"][1]["lowback:deload"] = True
    log = read(weeks)
    assert [session.deload for session in log.history] == [False, True]


def test_every_problem_of_a_plan_is_told_with_its_path() -> None:
    bad: dict[str, Any] = program(
        [template({"reps": 5, "weight": 100, "unit": "kg", "rpe": 8, "rir": 2}, day=1)],
        [template({"targetRepsMin": 5, "targetRepsMax": 3}, {"percentage": 80}, {"targetWeight": 5}, day=0)],
        [template({"targetReps": -1}, {"targetRPE": 11}, 3, day=1, date="2026-11-23"), 7],
        [],
        [{"name": "B", "exercises": []}],
        date="2026-11-23",
    )
    with pytest.raises(LogError) as raised:
        read_log(json.dumps(bad), start=MONDAY, format="openweight-plan")
    sets = "exercises[0].sets"
    assert {(problem.path, problem.message.split(";")[0]) for problem in raised.value.problems} == {
        ("$.date", "is of a log or a workout"),
        (f"$.weeks[0].workouts[0].{sets}[0].reps", "is of a set that was done"),
        (f"$.weeks[0].workouts[0].{sets}[0].weight", "is of a set that was done"),
        (f"$.weeks[0].workouts[0].{sets}[0].rpe", "is of a set that was done"),
        (f"$.weeks[0].workouts[0].{sets}[0].rir", "is of a set that was done"),
        ("$.weeks[1].workouts[0].day", "must be 1 (Monday) to 7 (Sunday), in all workouts of a week or in none"),
        (f"$.weeks[1].workouts[0].{sets}[0].targetRepsMin", "5 is above targetRepsMax, 3"),
        (f"$.weeks[1].workouts[0].{sets}[1].percentageOf", "is missing"),
        (f"$.weeks[1].workouts[0].{sets}[2].unit", "is missing"),
        ("$.weeks[2].workouts[1]", "7 is no object"),
        ("$.weeks[2].workouts[0].date", "is of a workout that was done"),
        (f"$.weeks[2].workouts[0].{sets}[0].targetReps", "-1 is negative"),
        (f"$.weeks[2].workouts[0].{sets}[1].targetRPE", "rpe: 11 is out of bounds"),
        (f"$.weeks[2].workouts[0].{sets}[2]", "3 is no object"),
        ("$.weeks[3].workouts", "is missing or empty"),
        ("$.weeks[4].workouts[0].exercises", "is missing or empty"),
    }


@pytest.mark.parametrize(
    "data",
    [
        {"workouts": [], "weeks": [{"workouts": [template()]}], "x": "2026"},
        {"workouts": [{"date": "2026-11-23", "exercises": []}], "weeks": []},
        [template(), {"date": "2026-11-23T18:00:00Z", "exercises": []}],
    ],
)
def test_a_file_that_mixes_a_plan_and_a_log_is_refused(data: Any) -> None:
    with pytest.raises(LogError, match=r"not both|date: is missing"):
        read(data)


def test_a_workout_that_lacks_its_date_is_no_plan() -> None:
    with pytest.raises(LogError, match=r"\$\.date: is missing"):
        read({"name": "A", "exercises": [{"exercise": DEADLIFT, "sets": [{"reps": 5}]}]})


KEYS = [
    "name",
    "weeks",
    "workouts",
    "day",
    "exercises",
    "exercise",
    "sets",
    "targetReps",
    "percentage",
    "percentageOf",
    "unit",
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 9) | st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from(["1RM", "kg"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=20,
)  # fmt: skip


@given(JSON)
def test_any_json_is_read_or_refused(data: Any) -> None:
    for wrapped in (
        data,
        {"weeks": data},
        {"weeks": [{"workouts": data}]},
        program([template(day=data)]),
        template(exercises=data),
        template({"targetReps": data, "percentage": data}),
    ):
        with suppress(LogError):
            read_log(json.dumps(wrapped), start=MONDAY, maxima=MAXIMA, format="openweight-plan")


# A plan as a whole


def heavy(percentage: float) -> dict[str, Any]:
    return {"targetReps": 5, "percentage": percentage, "percentageOf": "1RM", "targetRPE": 8}


def findings(plan: Log, past: History | None = None) -> set[tuple[int, str]]:
    """Day from the start, and rule, of each finding at caution or above."""
    reports = check_plan(plan.history, History() if past is None else past)
    assert len(reports) == len(plan.history)
    return {
        ((report.day - MONDAY).days + 1, finding.rule)
        for report in reports
        for finding in report
        if finding.severity >= Severity.CAUTION
    }


def test_each_session_of_a_plan_is_judged_as_if_those_before_it_had_been_done() -> None:
    weeks = program([template(heavy(60), day=1)], [template(heavy(80), day=1)])
    assert (8, "load.step_jump") in findings(read(weeks, maxima=MAXIMA))
    assert (1, "load.step_jump") not in findings(read(weeks, maxima=MAXIMA))
    close = program([template(*[heavy(60)] * 3, day=1), template(*[heavy(60)] * 3, day=2)])
    assert (2, "rest.min_gap") in findings(read(close, maxima=MAXIMA))


def test_a_plan_is_judged_after_the_log_that_is_given_with_it() -> None:
    past = read_log("2026-11-16 18:00-19:00 deadlift 5@30kg w, 3x5@50kg rpe 8").history
    assert (1, "load.step_jump") in findings(read(template(heavy(80)), maxima=MAXIMA), past)
    late = read_log("2026-11-23 18:00-19:00 deadlift 3x5@50kg").history
    with pytest.raises(
        LogError, match="the plan begins on 2026-11-23, and the log has a workout of 2026-11-23; give a later start"
    ):
        check_plan(read(template()).history, late)
    planned = [Session.parse("2026-11-23 18:00 planned; deadlift 3x5@50kg")]
    assert len(check_plan(read(template()).history, planned)) == 1


def test_a_plan_begins_on_the_days_of_the_report(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    plan, log = tmp_path / "plan.json", tmp_path / "log.json"
    plan.write_text(json.dumps(template(heavy(80))))
    done = {
        "date": "2026-11-16T18:00:00Z",
        "durationSeconds": 3600,
        "exercises": [{"exercise": DEADLIFT, "sets": [{"reps": 5, "weight": 50, "unit": "kg"}]}],
    }
    log.write_text(json.dumps(done))
    for order in ([plan, log], [log, plan]):
        status = cli.main(
            ["check", *map(str, order), "--start", "2026-11-23", "--max", "deadlift=100kg", "--format", "json"]
        )
        reports = json.loads(capsys.readouterr().out)["reports"]
        assert (status, [report["session"]["start"] for report in reports]) == (
            1,
            ["2026-11-16T18:00:00", "2026-11-23"],
        )
        found = {finding["subject"] for outcome in reports[1]["outcomes"] for finding in outcome["findings"]}
        assert "deadlift" in found
    since = cli.main(["check", str(plan), "--start", "2026-11-23", "--since", "2026-11-24", "--format", "json"])
    assert (since, json.loads(capsys.readouterr().out)["reports"]) == (0, [])


# The guide's sample routine


def test_the_routine_of_the_guide_is_valid_openweight_and_the_guides_own() -> None:
    data = json.loads(ROUTINE.read_text(encoding="utf-8"))
    schema("program")(data)
    first = read_log(ROUTINE, start=MONDAY, maxima=MAXIMA).history.sessions[0]
    done = [(entry.exercise, entry.reps) for entry in first.sets if entry.kind is None]
    for exercise, sets, reps in (("Deadlift", 4, 8), ("Hyperextension", 3, 12), ("Good Morning", 3, 10)):
        assert done.count((exercise, reps)) == sets


@pytest.mark.parametrize("back_history", [False, True])
@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize(("deadlift", "good_morning"), [(40, 20), (101, 47), (350, 150)])
def test_the_routine_of_the_guide_is_judged_clean_for_anybody(
    deadlift: int, good_morning: int, level: Level, back_history: bool
) -> None:
    log = read_log(ROUTINE, start=MONDAY, maxima={"deadlift": kg(deadlift), "good morning": kg(good_morning)})
    assert log.problems == ()
    reports = check_plan(log.history, lifter=Lifter(level=level, back_history=back_history))
    assert [finding for report in reports for finding in report] == []
    judged = {outcome.rule for outcome in reports[-6].outcomes if outcome.status == "clear"}
    assert judged >= {"load.step_jump", "rest.min_gap", "warmup.general", "core.weekly_days", "rest.inter_set"}


def test_the_command_judges_the_routine() -> None:
    command = [
        "lowback_rules",
        "check",
        str(ROUTINE),
        "--start",
        "2026-11-23",
        "--max",
        "deadlift=100kg",
        "--max",
        "good morning=50kg",
    ]
    done = subprocess.run(
        [sys.executable, "-m", *command],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"NO_COLOR": "1"},
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "12 workouts" in done.stdout
