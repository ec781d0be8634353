"""Values are checked when they are made; the error names the field, the value and the bound."""

import pickle
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from attrs.exceptions import FrozenInstanceError

from lowback_rules import DayLog, History, Level, Lifter, LogError, Pain, Session, SetLog, Symptoms, check_session, kg
from lowback_rules.model import SYMPTOM_CARE
from lowback_rules.severity import Care, Severity

AT = datetime(2026, 3, 9, 18)

# Each `type: ignore` here is the fault itself: what a caller without a type checker may try.
WRONG: list[tuple[Callable[[], Any], str]] = [
    (lambda: SetLog(""), "exercise: '' is no name"),
    (lambda: SetLog("squat", 100), "load: 100 has no unit; write kg(100) or lb(100)"),  # type: ignore[arg-type]
    (lambda: SetLog("squat", kg(100), -1), "reps: -1 is out of bounds; it must be 0 or more"),
    (lambda: SetLog("squat", kg(100), 2.5), "reps: 2.5 is no whole number; it must be 0 or more"),  # type: ignore[arg-type]
    (lambda: SetLog("squat", kg(100), True), "reps: True is no whole number; it must be 0 or more"),
    (lambda: SetLog("squat", rpe=11), "rpe: 11 is out of bounds; it must be 0 to 10"),
    (lambda: SetLog("squat", rpe=-1), "rpe: -1 is out of bounds; it must be 0 to 10"),
    (lambda: SetLog("squat", rpe=float("nan")), "rpe: nan is not finite; a number is needed"),
    (lambda: SetLog("squat", rir=11), "rir: 11 is out of bounds; it must be 0 to 10"),
    (lambda: SetLog("squat", rpe=8, rir=1), "rir: 1 disagrees with rpe 8; RPE is 10 - RIR, so give one of the two"),
    (lambda: SetLog("squat", kind="warmup"), "kind: 'warmup' is none of work, warm-up, drop, failure"),  # type: ignore[arg-type]
    (lambda: SetLog("squat", distance_m=float("inf")), "distance_m: inf is not finite; a number is needed"),
    (lambda: Pain(during=11), "pain during: 11 is out of bounds; it must be 0 to 10"),
    (lambda: Pain(during=-1), "pain during: -1 is out of bounds; it must be 0 to 10"),
    (lambda: Pain(after=2.5), "pain after: 2.5 is no whole number; it must be 0 to 10"),  # type: ignore[arg-type]
    (lambda: Pain(after=float("nan")), "pain after: nan is no whole number; it must be 0 to 10"),  # type: ignore[arg-type]
    (lambda: Symptoms(both_legs=1), "symptom both-legs: 1 is neither True, False nor None"),  # type: ignore[arg-type]
    (lambda: Session("2026-03-09"), "start: '2026-03-09' is neither a datetime nor a date"),  # type: ignore[arg-type]
    (lambda: Session(AT, end=AT - timedelta(hours=1)), "end: 2026-03-09 17:00:00 is before the start 2026-03-09 18:00:00"),
    (lambda: Session(AT, end=AT.replace(tzinfo=UTC)), "end: 2026-03-09 18:00:00+00:00 and the start 2026-03-09 18:00:00 must both have a UTC offset or both have none"),
    (lambda: Session(date(2026, 3, 9), end=AT), "end: 2026-03-09 18:00:00 needs a start with a time; 2026-03-09 has none"),
    (lambda: Session(AT, ["squat"]), "sets: 'squat' is no SetLog"),  # type: ignore[list-item]
    (lambda: Session(AT, id=""), "id: '' is empty; leave it out or give the app's own"),
    (lambda: Session(AT, sleep_hours=25), "sleep_hours: 25 is out of bounds; it must be 0 to 24"),
    (lambda: DayLog(AT), f"date: {AT!r} is no date"),
    (lambda: Lifter(level="expert"), "level: 'expert' is none of novice, intermediate, advanced"),
    (lambda: Lifter(age=131), "age: 131 is out of bounds; it must be 0 to 130"),
    (lambda: Lifter(bodyweight=kg(0)), "bodyweight: kg('0') is no mass above 0; write kg(80) or lb(176)"),
    (lambda: History([Session(AT), Session(AT.replace(tzinfo=UTC))]), "start: 2026-03-09 18:00:00 has no UTC offset and 2026-03-09 18:00:00+00:00 has one; a log has it everywhere or nowhere"),
    (lambda: History([Session(AT, id="a"), Session(AT, id="a", name="b")]), "id: 'a' is given to two different sessions; an id names one"),
    (lambda: History(records=["warmups"]), "records: 'warmups' is none of warm-ups, core, pain, sleep"),
    (lambda: History([1]), "sessions: 1 is no Session"),  # type: ignore[list-item]
    (lambda: check_session(Session(AT.replace(tzinfo=UTC)), [Session(AT)]), "start: 2026-03-09 18:00:00+00:00 and the history's 2026-03-09 18:00:00 must both have a UTC offset or both have none"),
    (lambda: check_session("2026-03-09 squat 5@60kg"), "session: '2026-03-09 squat 5@60kg' is no Session; Session.parse() makes one of text"),  # type: ignore[arg-type]
]  # fmt: skip


@pytest.mark.parametrize(("make", "words"), WRONG, ids=[words[:60] for _, words in WRONG])
def test_a_wrong_value_is_named_with_its_bound(make: Callable[[], Any], words: str) -> None:
    with pytest.raises(LogError) as raised:
        make()
    assert str(raised.value) == words


def test_rir_is_kept_as_rpe() -> None:
    assert SetLog("squat", rir=2).rpe == 8
    assert SetLog("squat", rir=0).rpe == 10
    assert SetLog("squat", rpe=8.5, rir=2).rpe == Decimal("8.5")
    assert SetLog("squat", rpe=7.5).rpe == Decimal("7.5")


def test_none_and_zero_are_not_the_same() -> None:
    assert Pain(during=0) != Pain()
    assert Pain(during=0).numbers == (0,)
    assert Symptoms(both_legs=False).answers == (("both-legs", False),)
    assert Symptoms().answers == ()


@pytest.mark.parametrize(
    ("entry", "done"),
    [
        (SetLog("squat", kg(100), 5), True),
        (SetLog("squat", kg(100), 0), False),
        (SetLog("squat", kg(100)), True),
        (SetLog("plank", seconds=45), True),
        (SetLog("plank", None, 0, seconds=45), True),
        (SetLog("squat", kg(100), 5, completed=False), False),
        (SetLog("squat", kg(100), 5, completed=True), True),
    ],
)
def test_what_was_done(entry: SetLog, done: bool) -> None:
    assert entry.done is done


def test_values_are_frozen_hash_pickle_and_cross_threads() -> None:
    session = Session.parse("2026-03-09 18:00 deadlift 3x5@100kg rpe 8; pain 2 during; symptoms both-legs=no")
    with pytest.raises(FrozenInstanceError):
        session.id = "x"  # type: ignore[misc]  # the fault itself
    assert pickle.loads(pickle.dumps(session)) == session
    assert len({session, pickle.loads(pickle.dumps(session))}) == 1
    history = History([session])
    assert pickle.loads(pickle.dumps(history)) == history
    assert hash(pickle.loads(pickle.dumps(history))) == hash(history)
    report = check_session(session, history)
    assert pickle.loads(pickle.dumps(report)) == report
    assert hash(report) == hash(pickle.loads(pickle.dumps(report)))
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: check_session(session, history), range(20))) == {report}


def test_elapsed_time_across_a_change_of_the_clocks() -> None:
    zone = ZoneInfo("Europe/Berlin")
    start = datetime(2026, 10, 25, 2, 30, tzinfo=zone)
    end = datetime(2026, 10, 25, 2, 10, fold=1, tzinfo=zone)
    assert Session(start, end=end).end == end


def test_the_local_day_is_the_date_as_written() -> None:
    late = Session(datetime(2026, 3, 9, 23, 30, tzinfo=timezone(timedelta(hours=-5))))
    assert late.day == date(2026, 3, 9)
    assert Session(date(2026, 3, 9)).date_only
    assert Session(date(2026, 3, 9)).starts_at == datetime(2026, 3, 9)


def test_the_scales_are_ordered_and_print_as_their_words() -> None:
    assert Severity.INFO < Severity.CAUTION < Severity.WARNING < Severity.STOP
    assert Care.NONE < Care.ORDINARY < Care.URGENT < Care.EMERGENCY
    assert Level.NOVICE < Level.INTERMEDIATE < Level.ADVANCED
    assert str(Severity.STOP) == "stop"
    with pytest.raises(TypeError):
        assert Severity.INFO < Care.NONE


def test_the_symptoms_are_the_pinned_ones() -> None:
    by_care = {care: [name for name, of in SYMPTOM_CARE.items() if of is care] for care in Care}
    assert by_care[Care.EMERGENCY] == [
        "saddle-numbness",
        "bladder-or-bowel-change",
        "sexual-dysfunction",
        "both-legs",
        "severe-leg-weakness",
        "chest-pain",
        "serious-trauma",
        "fragile-minor-trauma",
    ]
    assert by_care[Care.URGENT] == [
        "fever-or-unwell",
        "unexplained-weight-loss",
        "cancer-or-immune-history",
        "night-or-constant-pain",
        "new-lump-or-shape",
        "thoracic-or-band-pain",
        "unsteady-walking",
        "osteoporosis-sudden-pain",
        "one-leg-weakness",
    ]
    assert by_care[Care.ORDINARY] == ["one-leg-pain-or-tingling"]
    with pytest.raises(LogError, match=re.escape("symptom: 'both legs' is none of")):
        Symptoms.from_ids([("both legs", True)])


@pytest.mark.parametrize("name", ["reps", "seconds", "target_reps", "rest_after_s"])
def test_a_number_beyond_all_measure_is_refused(name: str) -> None:
    with pytest.raises(LogError, match=rf"{name}: above \d+ it is a slip of the pen"):
        SetLog("deadlift", **{name: 10**5000})  # type: ignore[arg-type]  # the name of a field
    assert getattr(SetLog("deadlift", **{name: 100_000}), name) == 100_000  # type: ignore[arg-type]  # the name of a field
