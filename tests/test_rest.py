"""The rules of the family rest on what the plain notation cannot say: when a set was completed, and rows not read."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from lowback_rules import Lifter, Session, SetLog, check_session, kg

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 3, 2, 12, 0, 30)
NIGHT = datetime(2026, 3, 29, 1, 59, 30, tzinfo=BERLIN)


def heavy(completed_at: datetime | None, rest: int | None = None) -> SetLog:
    """A deadlift set at 81 % of the maximum."""
    return SetLog("deadlift", kg(100), 5, rpe=8, completed_at=completed_at, rest_after_s=rest)


def status(rule: str, session: Session, past: tuple[Session, ...] = (), lifter: Lifter | None = None) -> str:
    outcomes = check_session(session, past, lifter=lifter).outcomes
    return next(outcome.status for outcome in outcomes if outcome.rule == rule)


@pytest.mark.parametrize(
    ("seconds", "rest", "expected"),
    [
        (119, None, "fired"),
        (120, None, "clear"),
        # Ticked off in one go, or in another order: nothing is known of the rest between.
        (0, None, "not-assessed"),
        (-60, None, "not-assessed"),
        (None, None, "not-assessed"),
        # The rest that is recorded comes first.
        (60, 120, "clear"),
        (180, 90, "fired"),
    ],
)
def test_rest_between_sets_by_the_time_each_was_completed(seconds: int | None, rest: int | None, expected: str) -> None:
    second = None if seconds is None else NOON + timedelta(seconds=seconds)
    assert status("rest.inter_set", Session(NOON, [heavy(NOON, rest), heavy(second)])) == expected


@pytest.mark.parametrize(
    ("minutes", "back_history", "expected"),
    [
        # 12:00 to 12:01 is anything under two minutes, 12:00 to 12:02 anything from one to three.
        (1, False, "fired"),
        (2, False, "not-assessed"),
        (3, False, "clear"),
        (2, True, "fired"),
        (3, True, "not-assessed"),
        (4, True, "clear"),
    ],
)
def test_a_clock_of_whole_minutes_is_up_to_a_minute_off(minutes: int, back_history: bool, expected: str) -> None:
    begin = NOON.replace(second=0)
    session = Session(begin, [heavy(begin), heavy(begin + timedelta(minutes=minutes))])
    assert status("rest.inter_set", session, lifter=Lifter(back_history=back_history)) == expected


def test_rest_between_sets_is_elapsed_time_across_the_change_of_the_clocks() -> None:
    after = datetime(2026, 3, 29, 3, 0, 30, tzinfo=BERLIN)
    assert status("rest.inter_set", Session(NIGHT, [heavy(NIGHT), heavy(after)])) == "fired"


def test_a_time_without_an_offset_is_not_compared_with_one_that_has_it() -> None:
    sets = [heavy(NIGHT), heavy(NIGHT.replace(tzinfo=None) + timedelta(seconds=60))]
    assert status("rest.inter_set", Session(NIGHT, sets)) == "not-assessed"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("deadlift", "not-assessed"), ("zorb heave", "not-assessed"), ("squat", "clear"), ("bench press", "clear")],
)
def test_a_set_that_was_not_read_may_stand_between_heavy_sets(name: str, expected: str) -> None:
    assert status("rest.inter_set", Session(date(2026, 3, 2), unread=(name,))) == expected


@pytest.mark.parametrize(("name", "expected"), [("deadlift", "not-assessed"), ("bench press", "clear")])
def test_a_day_with_rows_that_were_not_read_may_belong_to_the_run(name: str, expected: str) -> None:
    squat = [SetLog("squat", kg(80), 5)]
    past = (
        Session(date(2026, 2, 16), squat),
        Session(date(2026, 3, 2), squat),
        Session(date(2026, 3, 3), unread=(name,)),
    )
    assert status("rest.consecutive_days", Session(date(2026, 3, 4), squat), past) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("lumbar extension machine", "not-assessed"), ("zorb heave", "not-assessed"), ("weighted roman chair", "clear")],
)
def test_a_set_that_was_not_read_may_be_isolated_back_extension(name: str, expected: str) -> None:
    extension = [SetLog("lumbar extension machine", kg(60), 12, rpe=10)]
    past = tuple(Session(date(2026, month, day), extension) for month, day in ((2, 16), (3, 2), (3, 4)))
    assert status("rest.isolated_extension_dose", Session(date(2026, 3, 6), unread=(name,)), past) == expected
