"""Outcomes of logs that the tables cannot hold: a held set of 0 repetitions, a mention of pain, a person's own limits."""

from datetime import date, timedelta

import pytest
from attrs import evolve

from lowback_rules import DayLog, Pain, Session, SetLog, kg
from lowback_rules.catalogue import built_in
from lowback_rules.testing import Case

from . import tables

BY_ID = {rule.id: rule for rule in built_in()}
HELD = Session(date(2026, 3, 2), [SetLog("deadlift", kg(100), 0, seconds=30, target_reps=5)])
MENTIONED = evolve(Session.parse("2026-03-09 squat 3x5@100kg"), pain_mentioned="sore back")
NOT_ALIKE = ("not-assessed", "gap deadlift: no-comparison, earlier set at similar reps")


def case(*lines: str, **limits: int) -> Case:
    *past, today = [Session.parse(line) for line in lines]
    return Case(tuple(past), today, settings=tuple(limits.items()))


def felt(day: int, pain: int) -> str:
    return f"2026-03-{day:02} squat 3x5@100kg; pain {pain} before, {pain} during, {pain} after"


# Pain before training in each of eleven weeks, the first of them on the oldest day that is looked at.
WEEKS = tuple(DayLog(date(2026, 3, 30) - timedelta(ago), pain=Pain(before=3)) for ago in range(76, 5, -7))

ROWS = [
    pytest.param(
        "load.no_readiness",
        Case((HELD,), Session.parse("2026-03-09 deadlift 3x5@102.5kg")),
        (
            "fired",
            "deadlift (missed): info, care none",
            "  last_date 2026-03-02 date, best 100 kg, load 102.5 kg, reps 0, target 5 reps",
            "  limit None of:",
            "  cites 2026-03-02/0, 2026-03-09/0",
        ),
        id="a held set missed its target by all repetitions",
    ),
    pytest.param(
        "load.step_jump",
        Case((HELD,), Session.parse("2026-03-09 deadlift 3@150kg")),
        NOT_ALIKE,
        id="0 and 3 repetitions are not alike",
    ),
    pytest.param(
        "load.step_jump",
        Case((Session.parse("2026-03-02 deadlift 3@50kg"),), evolve(HELD, start=date(2026, 3, 9))),
        NOT_ALIKE,
        id="3 and 0 repetitions are not alike",
    ),
    pytest.param(
        "pain.intensity_zone",
        Case((), MENTIONED),
        ("not-assessed", 'gap low-back: not-recorded, pain mentioned, not rated: "sore back"; rate it 0 to 10'),
        id="what is mentioned asks for a rating, and for nothing else",
    ),
    pytest.param(
        "pain.persisting",
        evolve(case("2026-03-30 squat 3x5@100kg; pain 3 during", longest=90, entries=1), days=WEEKS),
        (
            "fired",
            "low-back (care): caution, care ordinary",
            "  days 76 days, since 2026-01-13 date, until 2026-03-30 date, entered 12 days",
            "  limit care_days of: care_days 42 days (default), pain_from 3 0-10 (default)",
            "  cites 2026-03-30/None",
        ),
        id="nothing is looked for before what begins on the oldest day but a gap",
    ),
    pytest.param(
        "pain.weekly_trend", case(felt(5, 1), felt(7, 2), felt(9, 3), delta=3), ("clear",), id="1, 2, 3 is a rise of 2"
    ),
    pytest.param(
        "pain.weekly_trend",
        case(felt(3, 1), felt(4, 1), felt(5, 1), "2026-03-07 squat 3x5@100kg", felt(9, 3), delta=3),
        ("clear",),
        id="1, something, 3 is no rise of 3 whatever it was",
    ),
    pytest.param(
        "pain.weekly_trend",
        case("2026-03-05 squat 3x5@100kg", felt(7, 1), felt(9, 1), min_entries=3),
        (
            "not-assessed",
            "gap low-back: not-recorded, pain before",
            "gap low-back: not-recorded, pain during",
            "gap low-back: not-recorded, pain after",
            "gap low-back: no-comparison, two weeks with enough pain entries",
        ),
        id="a third entry that is open may be a 10",
    ),
    pytest.param("pain.weekly_trend", case(felt(9, 2), delta=3), ("clear",), id="twice 2 is below twice 3"),
]


@pytest.mark.parametrize(("rule_id", "judged", "said"), ROWS)
def test_an_outcome_beyond_the_notation(rule_id: str, judged: Case, said: tuple[str, ...]) -> None:
    assert tables.said(BY_ID[rule_id], judged) == said
