"""Strategies for every class of the model, valid by construction: all that can be written down, likely or not.

For logs that look like training see programmes.py, for those that sit on the edges of rules edges.py.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar

from hypothesis import strategies as st

from ..definitions import RECORDS
from ..exercises import catalogue
from ..history import History
from ..load import GRAINS_PER_KG, Load, bodyweight, kg, lb
from ..model import SYMPTOM_CARE, DayLog, Level, Lifter, Pain, Session, SetLog, Symptoms

Item = TypeVar("Item")
# Names that are typed now and then, those of no catalogue among them.
NAMES = ("Deadlift", "Squat", "Romanian Deadlift", "Bench Press", "Plank", "Back Extension", "Gobbledygook")
_FIRST, _LAST = date(2020, 1, 1), date(2030, 12, 31)
_KINDS = (None, "work", "warm-up", "drop", "failure")
_RECORDS = tuple(sorted(RECORDS))


# Typed, as 0 and False are one key otherwise.
@lru_cache(maxsize=None, typed=True)
def pick(*options: Any) -> st.SearchStrategy[Any]:
    """One of some constants; made once for each tuple of them, as hypothesis checks each new strategy."""
    return st.sampled_from(options)


def one_of(items: Sequence[Item]) -> st.SearchStrategy[Item]:
    """One of some values at hand, by its place: sampled_from() would write all of them out in what it prints."""
    return st.integers(0, len(items) - 1).map(lambda place: items[place])


def _or_none(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), values)


def _decimals(low: int, high: int, parts: int) -> st.SearchStrategy[Decimal]:
    """Decimals in steps of one part of a whole, both ends among them."""
    return st.integers(low * parts, high * parts).map(lambda steps: Decimal(steps) / parts)


def loads() -> st.SearchStrategy[Load]:
    """Loads as people log them, in kg, lb or beside the body weight, and now and then any other mass."""
    return st.one_of(
        st.integers(0, 160).map(lambda steps: kg(Decimal("2.5") * steps)),
        st.integers(0, 120).map(lambda steps: lb(5 * steps)),
        st.integers(0, 24).map(lambda steps: bodyweight(kg(Decimal("2.5") * steps))),
        st.integers(1, 16).map(lambda steps: bodyweight(assisted=kg(5 * steps))),
        st.integers(0, 500 * GRAINS_PER_KG).map(Load),
    )


def exercise_names() -> st.SearchStrategy[str]:
    """Names of exercises: common ones, any of the catalogue, and one that is unknown."""
    return st.one_of(st.sampled_from(NAMES), st.sampled_from([entry.name for entry in catalogue()]))


@st.composite
def sets(draw: st.DrawFn, exercises: st.SearchStrategy[str] | None = None) -> SetLog:
    """One set, in which anything but the name of the exercise may be missing."""
    return SetLog(
        draw(exercise_names() if exercises is None else exercises),
        draw(_or_none(loads())),
        draw(_or_none(st.integers(0, 30))),
        seconds=draw(_or_none(st.integers(0, 600))),
        distance_m=draw(_or_none(_decimals(0, 200, 2))),
        rpe=draw(_or_none(_decimals(0, 10, 2))),
        kind=draw(st.sampled_from(_KINDS)),
        form=draw(st.sampled_from((None, "kept", "lost"))),
        side=draw(st.sampled_from((None, "left", "right"))),
        target_reps=draw(_or_none(st.integers(0, 30))),
        rest_after_s=draw(_or_none(st.integers(0, 900))),
        completed=draw(st.sampled_from((None, True, False))),
    )


def pains() -> st.SearchStrategy[Pain]:
    """Pain entries, each number of which may be missing."""
    value = _or_none(st.integers(0, 10))
    return st.builds(Pain, value, value, value, value, sudden_onset=st.booleans())


def symptoms() -> st.SearchStrategy[Symptoms]:
    """Answers to some of the red-flag questions."""
    answers = st.dictionaries(st.sampled_from(list(SYMPTOM_CARE)), st.booleans(), max_size=6)
    return answers.map(lambda given: Symptoms.from_ids(given.items()))


def lifters() -> st.SearchStrategy[Lifter]:
    """People of any level and age, of whom anything may be unknown."""
    return st.builds(
        Lifter,
        level=st.sampled_from((None, *Level)),
        back_history=_or_none(st.booleans()),
        age=_or_none(st.integers(8, 90)),
        pregnant_or_postpartum=_or_none(st.booleans()),
        osteoporosis=_or_none(st.booleans()),
        bodyweight=_or_none(_decimals(40, 150, 2).map(kg)),
    )


def check_ins(dates: st.SearchStrategy[date] | None = None) -> st.SearchStrategy[DayLog]:
    """Check-ins of days without a workout."""
    days = st.dates(_FIRST, _LAST) if dates is None else dates
    return st.builds(DayLog, days, sleep_hours=_or_none(_decimals(0, 24, 4)), pain=pains(), symptoms=symptoms())


_ZONES = (UTC, timezone(timedelta(hours=9)), timezone(timedelta(hours=-5)), timezone(timedelta(minutes=330)))


@st.composite
def _starts(draw: st.DrawFn, clock: str) -> date:
    day = draw(st.dates(_FIRST, _LAST))
    if clock == "date":
        return day
    zone = draw(st.sampled_from(_ZONES)) if clock == "aware" else None
    minutes = draw(st.integers(0, 24 * 60 - 1))
    return datetime(day.year, day.month, day.day, minutes // 60, minutes % 60, tzinfo=zone)


@st.composite
def sessions(draw: st.DrawFn, clock: str | None = None) -> Session:
    """One workout; `clock` "date", "naive" or "aware" says how its time is written, which a log may not mix."""
    start = draw(_starts(draw(st.sampled_from(("date", "naive", "aware"))) if clock is None else clock))
    end = woke_at = None
    if isinstance(start, datetime):
        end = draw(_or_none(st.integers(0, 240).map(lambda minutes: start + timedelta(minutes=minutes))))
        woke_at = draw(_or_none(st.integers(0, 720).map(lambda minutes: start - timedelta(minutes=minutes))))
    return Session(
        start,
        draw(st.lists(sets(), max_size=6)),
        end=end,
        woke_at=woke_at,
        pain=draw(pains()),
        symptoms=draw(symptoms()),
        deload=draw(st.booleans()),
        planned=draw(st.booleans()),
        sleep_hours=draw(_or_none(_decimals(0, 24, 4))),
        general_warmup_minutes=draw(_or_none(st.integers(0, 60))),
        session_rpe=draw(_or_none(_decimals(0, 10, 2))),
        pain_mentioned=draw(st.sampled_from((None, None, None, "lower back hurts"))),
    )


@st.composite
def histories(draw: st.DrawFn) -> History:
    """A log of any sessions, with check-ins, and with what the log records known or not."""
    clock = draw(st.sampled_from(("date", "naive", "aware")))
    known = _or_none(st.sets(st.sampled_from(_RECORDS)))
    # A log has one check-in a day.
    days = draw(st.lists(check_ins(), max_size=3, unique_by=lambda entry: entry.date))
    return History(draw(st.lists(sessions(clock), max_size=6)), days=days, records=draw(known))
