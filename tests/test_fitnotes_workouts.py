"""The "Workouts" export of FitNotes: statuses, equipment, decimal commas, times in UTC."""

from datetime import UTC, datetime

import pytest

from lowback_rules import LogError, SetLog, kg, lb, read_log

HEADER = "Name,StartTime,EndTime,BodyWeight,Exercise,Equipment,Reps,Weight,Time,Distance,Status,IsWarmup,RPE,RIR,Categories,Note\n"
TIMES = "2025-03-02T10:25:59Z,2025-03-02T11:27:54Z"


def workouts(*rows: str, times: str = TIMES) -> str:
    return HEADER + "".join([f"Legs,{times},{row}\n" for row in rows])


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (',Squat,Barbell,5,"102,5",,,Done,false,8,,"Legs,Back",', SetLog("Squat", kg("102.5"), 5, rpe=8)),
        (",Squat,Barbell,5,102.5,,,Done,FALSE,,2,,", SetLog("Squat", kg("102.5"), 5, rir=2)),
        (",Squat,Barbell,5,60,,,Done,true,,,,", SetLog("Squat", kg(60), 5, kind="warm-up")),
        (",Squat,Barbell,5,60,,,NotStarted,false,,,,", SetLog("Squat", kg(60), 5, completed=False)),
        (",Squat,Barbell,3,140,,,Failed,false,,,,", SetLog("Squat", kg(140), 0, target_reps=3)),
        (',Plank,None,0,"0,0",00:00:45,,Done,false,,,,', SetLog("Plank", seconds=45)),
        (',Pogos,None,0,"0,0",,,Done,false,,,,', SetLog("Pogos")),
        (",Row,Cable,8,40,,,Done,false,,,,", SetLog("Row (cable)", kg(40), 8)),
        (",Cable Row,Cable,8,40,,,Done,false,,,,", SetLog("Cable Row", kg(40), 8)),
        (",Reverse Curl,EZ bar,8,20,,,Done,false,,,,", SetLog("Reverse Curl (ez bar)", kg(20), 8)),
        (",Ab Wheel,Ab wheel,8,,,,Done,false,,,,", SetLog("Ab Wheel", None, 8)),
    ],
)
def test_a_row_is_a_set(row: str, expected: SetLog) -> None:
    (session,) = read_log(workouts(row), unit="kg").history
    assert session.sets == (expected,)
    assert (session.start, session.end) == (
        datetime(2025, 3, 2, 10, 25, 59, tzinfo=UTC),
        datetime(2025, 3, 2, 11, 27, 54, tzinfo=UTC),
    )


def test_the_unit_is_asked_for() -> None:
    text = workouts(",Squat,Barbell,5,225,,,Done,false,,,,")
    with pytest.raises(LogError, match="give --unit kg or --unit lb"):
        read_log(text)
    assert read_log(text, unit="lb").history.sessions[0].sets[0].load == lb(225)


@pytest.mark.parametrize(
    "cells", ["5,60,,,Half,false", "5,60,,,Done,perhaps", "5,60,90,,Done,false", "5,-60,,,Done,false"]
)
def test_a_cell_that_is_not_known_is_told_with_its_line(cells: str) -> None:
    log = read_log(workouts(",Squat,Barbell,5,60,,,Done,false,,,,", f",Squat,Barbell,{cells},,,,"), unit="kg")
    assert (log.sets, dict(log.set_aside), log.problems[0].line) == (1, {"unreadable": 1}, 3)
    assert log.history.sessions[0].unread == ("Squat",)


def test_warm_ups_come_first_in_their_exercise() -> None:
    rows = [
        ",Squat,Barbell,5,100,,,Done,false,,,,",
        ",Squat,Barbell,5,60,,,Done,true,,,,",
        ",Row,Barbell,5,40,,,Done,true,,,,",
    ]
    (session,) = read_log(workouts(*rows), unit="kg").history
    assert [(entry.exercise, entry.kind) for entry in session.sets] == [
        ("Squat", "warm-up"),
        ("Squat", None),
        ("Row", "warm-up"),
    ]


@pytest.mark.parametrize(
    "times",
    [
        "2025-03-02T10:25:59Z,",
        "2025-03-02T10:25:59Z,2025-03-02T09:00:00Z",
        "2025-03-02T10:25:59Z,later",
        "2025-03-02T10:25:59Z,2025-03-02T12:00:00",
    ],
)
def test_an_end_that_cannot_be_is_not_known(times: str) -> None:
    log = read_log(workouts(",Squat,Barbell,5,60,,,Done,false,,,,", times=times), unit="kg", timezone="Europe/Berlin")
    assert log.history.sessions[0].end is None
    assert log.history.sessions[0].starts_at.hour == 11
    assert [problem.column for problem in log.problems] == ([] if times.endswith(",") else ["EndTime"])


def test_the_body_weight_of_a_day_is_not_read_and_that_is_told() -> None:
    log = read_log(workouts("81,Squat,Barbell,5,60,,12,Done,false,,,,"), unit="kg", timezone="UTC")
    assert log.lifter is None
    assert [problem.message.partition(" ")[0] for problem in log.problems] == ["the", "distances"]
