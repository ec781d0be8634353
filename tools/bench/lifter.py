"""A synthetic lifter, the same at every call: 150 sessions a year, 6 exercises of 4 sets each; and the files of it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from lowback_rules import Pain, Session, SetLog, kg
from lowback_rules.model import Kind

SESSIONS_A_YEAR = 150
LAST = datetime(2026, 3, 2, 18)
# Three kinds of session in turn: the name of an exercise, and its top load in kg on the first day.
DAYS = (
    (("Deadlift", 100), ("Bent Over Row", 60), ("Leg Press", 120), ("Bench Press", 70), ("Lat Pulldown", 50)),
    (("Squat", 80), ("Romanian Deadlift", 70), ("Overhead Press", 40), ("Leg Curl", 40), ("Bicep Curl", 15)),
    (("Front Squat", 60), ("Good Morning", 40), ("Incline Bench Press", 55), ("Pull Up", 0), ("Triceps Pushdown", 25)),
)
KINDS: tuple[Kind, ...] = ("warm-up", "warm-up", "work", "work")
CORE = ("Plank", "Side Plank", "Bird Dog")


def sessions(years: int, *, distinct: bool = False) -> list[Session]:
    """Sessions in even steps, the last of them on the same day however long the log; oldest first.

    Loads climb by 2 % every four weeks and are taken back after twelve; with `distinct` no two sets are alike.
    """
    random = Random(2026)
    count = years * SESSIONS_A_YEAR
    step = timedelta(days=365) / SESSIONS_A_YEAR
    made: list[Session] = []
    for number in range(count):
        start = (LAST - step * (count - 1 - number)).replace(second=0, microsecond=0)
        sets: list[SetLog] = []
        for name, top in DAYS[number % 3]:
            load = top * (1 + Decimal("0.02") * (number // 3 // 4 % 3))
            reps = random.choice((5, 5, 6))
            shares = (Decimal("0.5"), Decimal("0.8"), Decimal(1), Decimal(1))
            for place, share in enumerate(shares):
                extra = Decimal(len(sets) + 24 * number) / 100_000 if distinct else 0
                effort = random.choice((8, Decimal("8.5"), None)) if share == 1 else None
                sets.append(SetLog(name, kg(load * share + extra), reps, rpe=effort, kind=KINDS[place]))
        for place in range(4):
            seconds = 30 + random.randrange(4) * 5 if not distinct else 30 + place + 4 * number
            sets.append(SetLog(CORE[number % 3], seconds=seconds))
        pain = Pain(0, random.choice((1, 2, 3)), 0) if random.random() < 0.05 else Pain(0, 0, 0)
        made.append(Session(start, sets, end=start + timedelta(minutes=75), pain=pain))
    return made


def hevy(count: int, *, distinct: bool = False) -> Iterator[str]:
    """A Hevy export of about so many rows, of the same lifter, a line at a time."""
    yield (
        "title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,weight_kg,"
        "reps,distance_km,duration_seconds,rpe\n"
    )
    written = 0
    for session in sessions(-(-count // (24 * SESSIONS_A_YEAR)), distinct=distinct):
        assert isinstance(session.start, datetime)
        assert isinstance(session.end, datetime)
        workout = f'"Workout","{_said(session.start)}","{_said(session.end)}",""'
        for place, entry in enumerate(session.sets):
            kind = "warmup" if entry.kind == "warm-up" else "normal"
            load = "" if entry.load is None else f"{entry.load.kg:f}"
            numbers = [load, *("" if value is None else str(value) for value in (entry.reps,))]
            held, effort = ("" if value is None else str(value) for value in (entry.seconds, entry.rpe))
            yield f'{workout},"{entry.exercise}",,"",{place % 4},"{kind}",{",".join(numbers)},,{held},{effort}\n'
            written += 1
            if written == count:
                return


def _said(moment: datetime) -> str:
    return f"{moment.day} {moment:%b %Y, %H:%M}"
