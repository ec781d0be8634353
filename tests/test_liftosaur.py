"""Liftosaur: sets that were not done, workouts that were written down later, and columns of older versions."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowback_rules import Log, LogError, SetLog, bodyweight, kg, lb, read_log

HEADER = (
    "Workout DateTime,Program,Day Name,Exercise,Is Warmup Set?,Required Reps,Completed Reps,Is AMRAP?,Required RPE,"
    "Completed RPE,Log RPE?,Required Weight Value,Required Weight Unit,Completed Weight Value,Completed Weight Unit,"
    "Ask Weight?,Completed Reps Time,Target Muscles,Synergist Muscles,Notes\n"
)
AT = datetime(2026, 3, 2, 17, tzinfo=UTC)


def _row(
    exercise: str = "Squat",
    warm_up: str = "0",
    reps: str = "5",
    load: str = "100,kg",
    rpe: str = "",
    start: datetime = AT,
    tick: datetime | None = AT + timedelta(minutes=9),
    notes: str = "",
) -> str:
    ticked = "" if tick is None else f"{tick:%FT%T.000Z}"
    return (
        f'{start:%FT%T.000Z},P,Day 1,"{exercise}",{warm_up},5,{reps},0,7,{rpe},1,90,kg,{load},0,{ticked},,,"{notes}"\n'
    )


def _read(*rows: str) -> Log:
    return read_log(HEADER + "".join(rows))


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (_row(tick=None), SetLog("Squat", kg(100), 5, target_reps=5)),
        (_row(warm_up="1", tick=None), SetLog("Squat", kg(100), 5, kind="warm-up", target_reps=5)),
        (_row(load="225,lb", rpe="8.5", tick=None), SetLog("Squat", lb(225), 5, rpe="8.5", target_reps=5)),
        (_row(reps="0", tick=None), SetLog("Squat", kg(100), 0, target_reps=5)),
        (_row(reps="", load=","), SetLog("Squat", kg(90), completed=False, target_reps=5)),
        (_row(load="0,kg", tick=None), SetLog("Squat", None, 5, target_reps=5)),
        (
            _row("Pull Up (Assisted)", load="20,kg", tick=None),
            SetLog("Pull Up (Assisted)", bodyweight(assisted=kg(20)), 5, target_reps=5),
        ),
        (_row(), SetLog("Squat", kg(100), 5, target_reps=5, completed_at=AT + timedelta(minutes=9))),
        (
            _row("Romanian Deadlift, Barbell", tick=None, notes='he said ""go"", 🦵\nand so on'),
            SetLog("Romanian Deadlift, Barbell", kg(100), 5, target_reps=5),
        ),
    ],
)
def test_a_row_is_a_set(row: str, expected: SetLog) -> None:
    (session,) = _read(row).history
    assert session.sets == (expected,)


@pytest.mark.parametrize(
    "row", [_row(reps="five"), _row(reps="2.5"), _row(load="100,stone"), _row(load="-5,kg"), _row(rpe="11")]
)
def test_a_row_that_cannot_be_read_is_told_and_the_next_is_read(row: str) -> None:
    log = _read(row, _row())
    assert (log.sets, dict(log.set_aside)) == (1, {"unreadable": 1})
    assert [problem.line for problem in log.problems][:1] == [2]


@pytest.mark.parametrize(
    ("late", "ticked"),
    [
        (timedelta(minutes=1), True),
        (timedelta(hours=3), True),
        (timedelta(hours=8), False),
        (timedelta(days=-1), False),
    ],
)
def test_ticks_count_where_they_belong_to_the_start(late: timedelta, ticked: bool) -> None:
    last = AT + late + timedelta(minutes=30)
    log = _read(_row(tick=AT + late), _row(tick=last))
    (session,) = log.history
    assert session.start == AT
    assert session.end == (last if ticked else None)
    assert [entry.completed_at for entry in session.sets] == ([AT + late, last] if ticked else [None, None])
    assert ("written down later" in " ".join(map(str, log.problems))) is not ticked


def test_a_day_picked_by_hand_is_right_in_the_zone_of_the_phone() -> None:
    # Midnight in Berlin is the evening before in UTC.
    text = HEADER + _row(start=datetime(2026, 3, 1, 23, tzinfo=UTC), tick=AT)
    (session,) = read_log(text, timezone="Europe/Berlin").history
    assert str(session.start) == "2026-03-02 00:00:00+01:00"


def test_the_columns_of_older_versions() -> None:
    header = (
        "Workout DateTime,Program,Day Name,Exercise,Equipment,Is Warmup Set?,Required Reps,Completed Reps,RPE,Is AMRAP?,"
        "Weight Value,Weight Unit,Completed Reps Time,Target Muscles,Synergist Muscles,Notes\n"
    )
    log = read_log(header + "2023-03-02T17:00:00.000Z,P,D,Squat,barbell,0,5,5,8,0,225,lb,2023-03-02T17:09:00.000Z,,,\n")
    (session,) = log.history
    assert session.sets[0].exercise == "Squat, barbell"
    assert (session.sets[0].load, session.sets[0].rpe) == (lb(225), Decimal(8))


CELLS = st.sampled_from(
    ["", "0", "1", "-1", "5", "1e18", "2.5", "kg", "lb", "Squat", "2026-03-02T17:00:00.000Z", "2026-03-02 17:00", "ö"]
)


@given(st.lists(st.lists(CELLS, min_size=20, max_size=20), min_size=1, max_size=8))
def test_any_cells_are_read_or_told(rows: list[list[str]]) -> None:
    with suppress(LogError):
        log = read_log(HEADER + "\n".join(",".join(row) for row in rows))
        assert log.rows == len(rows)
