"""Outcomes of logs that the tables cannot hold: a held set of 0 repetitions, a mention of pain, a person's own limits."""

from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from attrs import evolve

from lowback_rules import DayLog, Pain, Session, SetLog, kg
from lowback_rules.catalogue import built_in
from lowback_rules.testing import Case
from lowback_rules.testing.cases import with_set

from . import tables

BY_ID = {rule.id: rule for rule in built_in()}
HELD = Session(date(2026, 3, 2), [SetLog("deadlift", kg(100), 0, seconds=30, target_reps=5)])
MENTIONED = evolve(Session.parse("2026-03-09 squat 3x5@100kg"), pain_mentioned="sore back")
NOT_ALIKE = ("not-assessed", "gap deadlift: no-comparison, earlier set at similar reps")


def case(*lines: str, **limits: Any) -> Case:
    *past, today = [Session.parse(line) for line in lines]
    return Case(tuple(past), today, settings=tuple(limits.items()))


def felt(day: int, pain: int) -> str:
    return f"2026-03-{day:02} squat 3x5@100kg; pain {pain} before, {pain} during, {pain} after"


def completed(judged: Case, *moments: datetime) -> Case:
    """The case with its last session's sets, from the first on, completed at these moments."""
    today = judged.today
    for place, moment in enumerate(moments):
        today = with_set(today, place, completed_at=moment)
    return evolve(judged, today=today)


def at(hour: int, minute: int, second: int = 0, microsecond: int = 0) -> datetime:
    return datetime(2026, 3, 9, hour, minute, second, microsecond)


WEST, EAST = timezone(timedelta(hours=-12)), timezone(timedelta(hours=14))
EARLY = case("2026-03-09 06:40 deadlift 3x5@100kg rpe 8; woke 06:00")
RESTED = case("2026-03-09 06:40 deadlift 2x5@100kg rpe 8")
RAMP = ("2026-03-02 deadlift 1@120kg rpe 10", "2026-03-09 deadlift 5@40kg w, 5@60kg w, 3@80kg w, 20s@100kg")
BARE = ("2026-03-02 deadlift 5@50kg w, 1@120kg rpe 10", "2026-03-09 deadlift 5@100kg")
SIDES = case("2026-03-02 side plank 60s left, 50s right", "2026-03-16 side plank 60s left, 50s right")
DROPPED = case(
    "2026-01-17 plank 45s", "2026-02-16 deadlift 1@141kg rpe 10", "2026-03-16 deadlift 1@141kg rpe 10", days=14
)
NO_REPS = ("not-assessed", "gap deadlift: not-recorded, reps")
TIME_MISSING = "gap low-back: not-recorded, time of the first heavy set"


def awake(minutes: int, place: int = 0) -> tuple[str, ...]:
    return (
        "fired",
        "low-back: info, care none",
        f"  minutes {minutes}.00 min",
        "  limit minutes of: minutes 60 min (default), from_share 0.70 ratio (default)",
        f"  cites 2026-03-09T06:40:00/{place}",
    )


def unramped(needed: int, origin: str) -> tuple[str, ...]:
    return (
        "fired",
        "deadlift: warning, care none",
        f"  steps 0 ramp steps, needed {needed}, top 100 kg, intensity 0.8334 ratio",
        f"  limit light_steps of: light_steps {needed} steps ({origin})",
        "  cites 2026-03-09/0",
    )


def zoned(line: str, start: datetime) -> Session:
    """A session whose start has an offset."""
    return evolve(Session.parse(line), start=start)


def single(day: int, load: int) -> Session:
    """A deadlift single on a day of February 2026."""
    return Session.parse(f"2026-02-{day:02} deadlift 1@{load}kg rpe 10")


def not_read(session: Session, *names: str) -> Session:
    return evolve(session, unread=names)


SHORT_REST = (
    "fired",
    "deadlift: info, care none",
    "  short 1 number, intervals 1 number",
    "  limit seconds of: seconds 120 s (default), from_share 0.80 ratio (default)",
    "  cites 2026-03-09T06:40:00/0",
)

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
    pytest.param(
        "rest.performance_drop",
        evolve(DROPPED, past=(evolve(DROPPED.past[0], unread=("deadlift",)), DROPPED.past[1])),
        ("not-assessed", "gap deadlift: not-recorded, a set that could not be read"),
        id="a set that could not be read may be the best of before",
    ),
    pytest.param(
        "rest.performance_drop",
        case(
            "2025-12-01 plank 45s",
            "2026-02-02 deadlift 1@150kg rpe 10",
            "2026-02-20 deadlift 1@141kg rpe 10",
            "2026-02-25 deadlift 1@141kg rpe 10",
            return_days=0,
        ),
        (
            "fired",
            "deadlift: caution, care none",
            "  sessions 2 sessions, drop 0.0600 ratio, best 150 kg, best_date 2026-02-02 date, now 141 kg, since 5 days",
            "  limit fraction of: fraction 0.95 ratio (default), days 42 days (default)",
            "  cites 2026-02-02/0, 2026-02-20/0, 2026-02-25/0",
        ),
        id="with no days to return in, the first day after a layoff counts",
    ),
    pytest.param(
        "warmup.ramp_sets", case(*RAMP, light="1", light_steps=6), NO_REPS, id="a held set may need the light steps"
    ),
    pytest.param(
        "warmup.ramp_sets", case(*RAMP, medium="1", medium_steps=6), NO_REPS, id="a held set may need the medium steps"
    ),
    pytest.param(
        "warmup.ramp_sets", case(*BARE, medium_steps=1), unramped(1, "default"), id="no step of the one that is needed"
    ),
    pytest.param(
        "warmup.ramp_sets", case(*BARE, light_steps=2), unramped(2, "your setting"), id="two light steps of one's own"
    ),
    pytest.param(
        "warmup.early_morning",
        case("2026-03-09 06:40 deadlift 3x5@100kg rpe 6; woke 06:00", from_share="0.9"),
        ("clear",),
        id="five repetitions at RPE 6 are below 90 %",
    ),
    pytest.param("warmup.early_morning", completed(EARLY, at(6, 45), at(6, 50), at(6, 55)), awake(45), id="in order"),
    pytest.param("warmup.early_morning", completed(EARLY, at(6, 40)), awake(40), id="completed at the start"),
    pytest.param(
        "warmup.early_morning",
        completed(EARLY, at(6, 30)),
        (*awake(40), TIME_MISSING),
        id="completed before the start",
    ),
    pytest.param(
        "warmup.early_morning",
        completed(EARLY, at(6, 55), at(6, 45), at(6, 58)),
        awake(45, place=1),
        id="the second set was completed before the first",
    ),
    pytest.param(
        "warmup.early_morning",
        completed(EARLY, at(6, 45).replace(tzinfo=EAST)),
        (*awake(40), TIME_MISSING),
        id="completed at an offset that the start has not",
    ),
    pytest.param(
        "warmup.early_morning",
        completed(EARLY, at(7, 0), at(7, 5), at(7, 10)),
        ("clear",),
        id="an hour exactly to the first set",
    ),
    pytest.param(
        "rest.inter_set",
        completed(RESTED, at(6, 45, 1), at(6, 45, 1, 1)),
        SHORT_REST,
        id="completed a millionth of a second after the other",
    ),
    pytest.param(
        "rest.inter_set", completed(RESTED, at(6, 45), at(6, 46, 30)), SHORT_REST, id="90 seconds between two sets"
    ),
    pytest.param(
        "rest.min_gap",
        Case(
            (
                evolve(
                    case("2026-03-02 deadlift 3x5@100kg rpe 8").today, start=datetime(2026, 3, 2, 23, 59, tzinfo=WEST)
                ),
            ),
            evolve(case("2026-03-02 squat 3x5@80kg rpe 8").today, start=datetime(2026, 3, 6, 3, 50, tzinfo=EAST)),
            settings=(("hours", 44),),
        ),
        ("not-assessed", "gap low-back: not-recorded, end of an earlier session: 2026-03-02T23:59:00-12:00"),
        id="across 26 hours of zones, a whole number of days",
    ),
    pytest.param(
        "rest.min_gap",
        Case(
            (
                evolve(
                    case("2026-03-02 deadlift 3x5@100kg rpe 8").today, start=datetime(2026, 3, 2, 23, 59, tzinfo=WEST)
                ),
            ),
            evolve(case("2026-03-02 squat 3x5@80kg rpe 8").today, start=datetime(2026, 3, 6, 1, 58, tzinfo=EAST)),
            settings=(("hours", 42),),
        ),
        ("not-assessed", "gap low-back: not-recorded, end of an earlier session: 2026-03-02T23:59:00-12:00"),
        id="four local days in less than 48 hours",
    ),
    *[
        pytest.param(
            "rest.min_gap",
            Case(
                (
                    evolve(
                        case("2026-03-02 deadlift 3x5@100kg rpe 8").today,
                        start=datetime(2026, 3, 2, 23, 59, tzinfo=WEST),
                    ),
                ),
                evolve(case("2026-03-02 squat 3x5@80kg rpe 8").today, start=datetime(2026, 3, 6, hour, 1, tzinfo=EAST)),
                settings=(("hours", hours), ("longest", longest)),
            ),
            ("not-assessed", "gap low-back: not-recorded, end of an earlier session: 2026-03-02T23:59:00-12:00"),
            id=f"four local days in less than {hours} + {longest} hours",
        )
        for hour, hours, longest in ((0, 41, 6), (1, 36, 12))
    ],
    pytest.param(
        "rest.monotony",
        case(
            "2026-01-01 18:00-19:00 deadlift 3x5@100kg; session rpe 5",
            *[f"2026-03-0{day} 18:00-19:00 squat 3x5@80kg; session rpe 5" for day in (2, 3, 4, 5, 6)],
            "2026-03-07 18:00-19:00 deadlift 3x5@100kg",
            monotony="2.45",
        ),
        ("clear",),
        id="whatever today's effort was, 2.45 is not passed",
    ),
    pytest.param(
        "rest.performance_drop",
        Case(
            (
                not_read(Session.parse("2025-12-01 plank 45s"), "deadlift"),
                single(2, 150),
                single(9, 143),
                not_read(Session.parse("2026-02-12 plank 45s"), "deadlift"),
            ),
            single(16, 141),
            settings=(("return_days", 0),),
        ),
        ("not-assessed", "gap deadlift: not-recorded, a set that could not be read"),
        id="of two sessions that could not be read one lies between",
    ),
    pytest.param(
        "rest.performance_drop",
        Case(
            (
                single(2, 150),
                Session.parse("2026-02-04 deadlift 3x5 rpe 9"),
                not_read(single(6, 100), "deadlift"),
                single(9, 148),
            ),
            single(16, 148),
        ),
        (
            "not-assessed",
            "gap deadlift: not-recorded, a set that could not be read",
            "gap deadlift: not-recorded, load and reps",
        ),
        id="two sessions of the weeks before lack different things",
    ),
    pytest.param(
        "rest.performance_drop",
        Case(
            (
                zoned("2026-01-01 deadlift 1@150kg rpe 10", datetime(2025, 12, 31, 12, tzinfo=EAST)),
                zoned("2026-01-01 deadlift 5@60kg rpe 6", datetime(2025, 12, 30, 20, tzinfo=WEST)),
                zoned("2026-01-01 deadlift 1@141kg rpe 10", datetime(2026, 1, 14, 12, tzinfo=EAST)),
            ),
            zoned("2026-01-01 deadlift 1@141kg rpe 10", datetime(2026, 1, 18, 12, tzinfo=EAST)),
            settings=(("days", 14), ("layoff_days", 30), ("return_days", 0)),
        ),
        (
            "fired",
            "deadlift: caution, care none",
            "  sessions 2 sessions, drop 0.0600 ratio, best 150 kg, best_date 2025-12-31 date, now 141 kg, since 4 days",
            "  limit fraction of: fraction 0.95 ratio (default), days 14 days (your setting)",
            "  cites 2025-12-31T12:00:00+14:00/0, 2026-01-14T12:00:00+14:00/0, 2026-01-18T12:00:00+14:00/0",
        ),
        id="the best is of an earlier session of a later local day",
    ),
    pytest.param(
        "load.layoff_return",
        Case(
            (
                zoned("2026-03-01 deadlift 5@100kg", datetime(2026, 3, 1, 12, tzinfo=EAST)),
                zoned("2026-03-01 deadlift 5@100kg", datetime(2026, 3, 15, 1, tzinfo=EAST)),
                zoned("2026-03-01 deadlift 5@100kg", datetime(2026, 3, 14, 20, tzinfo=WEST)),
            ),
            zoned("2026-03-01 deadlift 5@100kg", datetime(2026, 3, 16, 12, tzinfo=EAST)),
        ),
        ("not-assessed", "gap deadlift: no-comparison, the movement before its return: 2026-03-01"),
        id="thirteen days off, fourteen by an earlier session of a later local day",
    ),
    pytest.param(
        "core.side_asymmetry",
        evolve(SIDES, today=evolve(SIDES.today, sets=(*SIDES.today.sets, SetLog("side plank")))),
        ("not-assessed", "gap side-plank: not-recorded, time of a hold"),
        id="one hold of three has no time",
    ),
]


@pytest.mark.parametrize(("rule_id", "judged", "said"), ROWS)
def test_an_outcome_beyond_the_notation(rule_id: str, judged: Case, said: tuple[str, ...]) -> None:
    assert tables.said(BY_ID[rule_id], judged) == said
