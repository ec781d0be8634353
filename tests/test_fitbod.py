"""Fitbod: zeros that stand for nothing, several sets in a row, and the account of them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowback_rules import LogError, SetLog, bodyweight, kg, lb, read_log
from lowback_rules.readers import joined

NEW = "Date,Exercise,Reps,Weight({}),Duration(s),Distance(m),Incline,Resistance,isWarmup,Note,multiplier\n"
OLD = "Date,Exercise,Sets,Reps,Weight,isWarmup,Note\n"
START = "2026-06-29 04:24:43 +0000"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Deadlift, 5,102.5,0.0,0.0,0.0,0.0,false,, 1.0", SetLog("Deadlift", kg("102.5"), 5)),
        ("Deadlift, 5,60.0,0.0,0.0,0.0,0.0,true,, 1.0", SetLog("Deadlift", kg(60), 5, kind="warm-up")),
        ("Dumbbell Row, 10,24.0,0.0,0.0,0.0,0.0,false,, 2.0", SetLog("Dumbbell Row", kg(24), 10)),
        ("Sit Up, 12,0.0,0.0,0.0,0.0,0.0,false,, 1.0", SetLog("Sit Up", None, 12)),
        ("Plank, 0,0.0,85.0,0.0,0.0,0.0,false,, 0.0", SetLog("Plank", seconds=85)),
        ("Running, 0,0.0,600.0,1500.0,1.0,3.0,false,, 0.0", SetLog("Running", seconds=600, distance_m=1500)),
        ("Deadlift, 0,150.0,0.0,0.0,0.0,0.0,false,, 1.0", SetLog("Deadlift", kg(150), 0)),
        ("Sit Up, 0,0.0,0.0,0.0,0.0,0.0,false,, 1.0", SetLog("Sit Up")),
        ('"Row, ""T"" Bar", 5,40,0,0,0,0,,"heavy,\nlowback: pain 1 after",1', SetLog('Row, "T" Bar', kg(40), 5)),
    ],
)
def test_a_row_is_a_set(row: str, expected: SetLog) -> None:
    (session,) = read_log(f"{NEW.format('kg')}{START},{row}\n").history
    assert session.sets == (expected,)
    assert (session.start, session.end) == (datetime(2026, 6, 29, 4, 24, 43, tzinfo=UTC), None)
    assert session.pain.after == (1 if "lowback" in row else None)


@pytest.mark.parametrize("unit", ["lbs", "lb"])
def test_the_unit_stands_in_the_header(unit: str) -> None:
    log = read_log(f"{NEW.format(unit)}{START},Deadlift, 5,225.0,0,0,0,0,false,, 1.0\n")
    assert (log.unit, log.history.sessions[0].sets[0].load) == ("lb", lb(225))


def test_rows_of_one_date_are_a_workout_and_two_a_day_stay_two() -> None:
    row = "Deadlift, 5,100,0,0,0,0,false,, 1.0"
    log = read_log(f"{NEW.format('kg')}{START},{row}\n{START},{row}\n2026-06-29 17:00:00 +0000,{row}\n")
    assert [len(session.sets) for session in log.history] == [2, 1]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Deadlift,3,5,100,,", [SetLog("Deadlift", kg(100), 5)] * 3),
        ("Deadlift,1,5,60,TRUE,", [SetLog("Deadlift", kg(60), 5, kind="warm-up")]),
        ("Deadlift,,5,60,,", [SetLog("Deadlift", kg(60), 5)]),
        ("Deadlift,0,5,60,,", [SetLog("Deadlift", kg(60), 5, completed=False)]),
        ("Pull Up,2,8,-20,,", [SetLog("Pull Up", bodyweight(assisted=kg(20)), 8)] * 2),
    ],
)
def test_the_old_export_counts_sets_in_a_row(row: str, expected: list[SetLog]) -> None:
    log = read_log(f"{OLD}2018-03-05 17:30:00 +0000,{row}\n", unit="kg")
    assert list(log.history.sessions[0].sets) == expected
    assert (log.rows, log.further) == (1, len(expected) - 1)


def test_each_set_of_a_row_has_its_line() -> None:
    row = "2018-03-05 17:30:00 +0000,{},2,{},100,,\n"
    log = read_log(OLD + row.format("Squat", 5) + row.format("Deadlift", 999), unit="kg", timezone="UTC")
    assert [problem.line for problem in log.problems] == [3, 3]
    assert (log.rows, log.sets, log.further, dict(log.set_aside)) == (2, 2, 2, {"outlier": 2})


def test_several_files_are_one_account() -> None:
    logs = [read_log(f"{OLD}2018-03-0{day} 17:30:00 +0000,Squat,3,5,100,,\n", unit="kg") for day in (5, 6, 6)]
    log = joined(logs)
    assert (log.rows, log.sets, log.further, dict(log.set_aside)) == (3, 6, 6, {"double": 3})


def test_the_old_export_names_no_unit() -> None:
    with pytest.raises(LogError, match="give --unit kg or --unit lb"):
        read_log(f"{OLD}2018-03-05 17:30:00 +0000,Deadlift,3,5,100,,\n")


def test_a_date_without_a_time_is_a_day() -> None:
    assert read_log(f"{OLD}2018-03-05,Deadlift,3,5,100,,\n", unit="kg").history.sessions[0].start == date(2018, 3, 5)


@given(st.lists(st.integers(-1, 6) | st.just(101), min_size=1, max_size=12), st.booleans())
def test_every_row_is_accounted_for(times: list[int], twice: bool) -> None:
    rows = [f"2018-03-{day + 1:02} 17:30:00 +0000,Deadlift,{count},5,100,," for day, count in enumerate(times)]
    text = OLD + "2018-02-01 17:30:00 +0000,Squat,1,5,100,,\n" + "".join([f"{row}\n" for row in rows * (1 + twice)])
    log = read_log(text, unit="kg")
    read = [count for count in times * (1 + twice) if 0 <= count <= 100]
    assert log.rows == 1 + len(rows) * (1 + twice)
    assert log.sets == 1 + sum(max(count, 1) for count in read)
    assert log.further == sum(max(count, 1) - 1 for count in read)


def test_the_order_of_day_and_month_is_never_guessed() -> None:
    row = ",Deadlift,1,5,135,,\n"
    ambiguous = f"{OLD}03/05/2018{row}"
    with pytest.raises(LogError, match="--dates day-first or --dates month-first"):
        read_log(ambiguous, unit="lb")
    (session,) = read_log(ambiguous, unit="lb", dates="month-first").history
    assert session.start == date(2018, 3, 5)
    decided = read_log(f"{ambiguous}03/15/2018 17:00{row}", unit="lb")
    assert [session.start for session in decided.history] == [date(2018, 3, 5), datetime(2018, 3, 15, 17)]


def test_a_workout_that_cannot_be_read_counts_its_rows_not_its_sets() -> None:
    log = read_log(f"{OLD}soon,Deadlift,3,5,135,,\n2018-03-05,Deadlift,2,5,135,,\n", unit="lb")
    assert (log.rows, log.sets, log.further, log.set_aside) == (2, 2, 1, {"unreadable": 1})
