"""Drawn logs: short and long histories whose days, times, loads and pain values sit on the edges that rules judge.

A log is drawn from a few workouts, pain entries and symptom answers that its sessions share: people repeat themselves,
comparisons need something to compare with, and a draw stays cheap.
"""

from datetime import UTC, date, datetime, time, timedelta, timezone
from fractions import Fraction

from attrs import evolve, frozen
from hypothesis import strategies as st

from ..load import Load, bodyweight, kg, lb
from ..model import SYMPTOM_CARE, DayLog, Kind, Level, Lifter, Pain, Session, SetLog, Symptoms
from .cases import Case
from .strategies import one_of, pick

TODAY = date(2026, 3, 25)
LIFTS = ("deadlift", "sumo deadlift", "romanian deadlift", "squat", "front squat", "bent over row")
LIGHT = ("back extension", "back extension", "plank", "plank", "suitcase carry", "russian twist", "pull-up")
UNKNOWN = ("zorb heave", "Quux lift")
LONG_AGO = (9, 13, 14, 15, 20, 21, 27, 28, 29, 34, 41, 42, 43, 55, 56, 60, 61, 74, 89, 90, 91, 120, 365, 366, 393, 400)
LATELY = (0, 1, 1, 2, 2, 3, 4, 5, 6, 7, 8)
CHECK_INS = (-1, 0, 0, 1, 1, 2, 3, 6, 7, 8, 27, 28, 29, 60, 90, 91)
CLOCK = (time(0), time(6), time(7, 30), time(17), time(18), time(18), time(18, 0, 1), time(19), time(20), time(23, 30))
MINUTES = (0, 45, 60, 60, 75, 120, 360, 361, 600)
RAMPS = (
    (), (), ("0.5",), ("0.6", "0.8"), ("0.3", "0.6", "0.9"), ("0.5", "0.7", "0.8", "0.925"), ("0.8", "0.85"),
    ("0.29", "0.79", "0.81"), ("0.75", "0.93"), ("0.801", "0.5"), ("0.4", "0.6", "0.75", "0.9"),
)  # fmt: skip
TOPS = ("1", "1", "1", "1.05", "1.1", "1.1025", "1.2", "1.205", "0.925", "0.9", "0.8", "0.825", "0.7", "0.55")
EDGES: dict[str, tuple[str, ...]] = {
    "days": (
        "1", "1.05", "1.051", "1.0625", "1.063", "1.1", "1.101", "1.125", "1.126", "1.2", "1.201", "0.9", "0.8",
        "0.801", "0.7",
    ),
    "layoff": (
        "0.9", "0.901", "0.925", "0.926", "0.825", "0.826", "0.725", "0.726", "0.625", "0.626", "1.05", "1.051", "0.95",
        "0.951", "0.85", "0.851", "0.75", "0.751", "0.5", "0.501", "0.65", "0.651", "0.7", "0.701", "0.8", "0.801",
    ),
    "hours": ("1", "0.7", "0.699", "0.9"),
    "week": ("1", "0.9", "0.8", "1.1"),
    "pain": ("0.8", "0.801", "0.799", "0.999", "1", "0.5"),
    "effort": ("0.9", "0.901", "0.899", "0.8", "0.801", "0.799", "0.7", "0.701", "0.699", "1"),
}  # fmt: skip
SIGNALS = (
    Pain(0, 6, 2, 0), Pain(0, 5, 5, 0), Pain(0, 2, 6, 1), Pain(1, 2, 2, 3), Pain(1, 2, 2, 2), Pain(None, 2, 2, 1),
    Pain(None, 2, 2, 2), Pain(6, 2, 2, 5), Pain(6, 2, 2, 6), Pain(0, 2, 2, None),
)  # fmt: skip
PLAIN = ("1", "1", "1", "1", "1", "0.9", "0.8", "0.7", "0.699")
RPES = (None, "5", "6", "6.5", "7", "8", "8.5", "9.5", "10")
KINDS: tuple[Kind | None, ...] = (None, "work", "failure", "drop")
SYMPTOM_IDS = tuple(SYMPTOM_CARE)
TRAIT = "cancer-or-immune-history"


@frozen
class _Person:
    """What one log is like: its workouts, entries and answers, how it writes times, and how often a set is odd."""

    aim: str
    base: Load
    workouts: tuple[tuple[SetLog, ...], ...]
    pains: tuple[Pain, ...]
    symptoms: tuple[Symptoms, ...]
    clock: str
    offsets: tuple[int, ...]
    ends: tuple[bool, ...]
    oddity: int
    diligent: bool


def scaled(load: Load | None, share: str) -> Load | None:
    """The load times a share, to the grain: ratios fall on limits, not near them. Body-weight loads are left alone."""
    if load is None or load.bodyweight:
        return load
    return Load(int(load.grains * Fraction(share)))


@st.composite
def _workout(draw: st.DrawFn, base: Load) -> tuple[SetLog, ...]:
    """Up to three exercises: lifts as a ramp and work sets, now and then a light or an unknown one."""
    sets: list[SetLog] = []
    flags = draw(st.booleans())
    efforts = draw(
        pick((None,), (None, "8"), ("8",), ("8",), ("7", "9"), ("6", "6.5", "10"), ("6", None), ("5", "9.5"))
    )
    for _ in range(draw(pick(0, 1, 1, 1, 2))):
        exercise, ramp, reps = draw(one_of(LIFTS)), draw(one_of(RAMPS)), draw(pick(5, 5, 5, 3, 4, 1, 8, 10, 11))
        kind: Kind | None = draw(one_of(KINDS)) if flags else None
        top = SetLog(exercise, scaled(base, draw(pick("1", "1", "1.2", "0.9", "0.8"))), reps, kind=kind)
        sets += [evolve(top, load=scaled(top.load, share), kind="warm-up" if flags else None) for share in ramp]
        sets += [evolve(top, rpe=draw(one_of(efforts))) for _ in range(draw(pick(1, 2, 3, 3, 4, 6)))]
    if draw(pick(False, True, True)):
        load = draw(pick(None, bodyweight(), bodyweight(kg(10)), bodyweight(assisted=kg(20)), kg(0), kg(20)))
        light = SetLog(draw(one_of(LIGHT)), load, draw(pick(12, 8, None, 0)), seconds=draw(pick(None, 45, 0)))
        sets += [light] * draw(pick(1, 2))
    if draw(st.integers(0, 9)) == 9:
        sets.append(SetLog(draw(one_of(UNKNOWN)), base, 5, rpe=draw(one_of(RPES))))
        sets += sets[-1:] * draw(pick(0, 2))
    return tuple(sets)


@st.composite
def _odd(draw: st.DrawFn, entry: SetLog) -> SetLog:
    """The set with something missing or unusual in it."""
    change = draw(st.integers(0, 10))
    if change <= 2:
        return evolve(entry, load=draw(pick(None, None, bodyweight(kg(20)), kg(0), lb(225))))
    if change <= 4:
        return evolve(entry, reps=draw(pick(None, None, 0, 1, 2, 7, 8, 9, 12)))
    if change <= 6:
        return evolve(entry, rpe=draw(one_of(RPES)))
    if change <= 8:
        return evolve(entry, kind=draw(pick(None, "work", "warm-up", "drop", "failure")))
    if change == 9:
        return evolve(entry, completed=False)
    return evolve(entry, exercise=draw(pick(*UNKNOWN, *LIFTS)))


@st.composite
def _pain(draw: st.DrawFn) -> Pain:
    value = pick(0, 0, 0, 1, 2, 2, 3, 4, 5, 6, 7)
    style = draw(pick("all", "all", "all", "some", "none"))
    if style == "none":
        return Pain()
    if style == "some":
        value = st.one_of(st.none(), value)
    return Pain(draw(value), draw(value), draw(value), draw(value), sudden_onset=draw(st.integers(0, 19)) == 19)


@st.composite
def _symptoms(draw: st.DrawFn) -> Symptoms:
    style = draw(pick("none", "no", "no", "yes", "open", "few"))
    ids = st.lists(pick(*SYMPTOM_IDS), min_size=1, max_size=2)
    answers = dict.fromkeys(SYMPTOM_IDS if style in ("no", "yes", "open") else (), False)
    if style in ("yes", "few"):
        answers |= dict.fromkeys(draw(ids), True)
        if draw(st.booleans()):
            answers[TRAIT] = True
    if style == "open":
        for symptom in draw(ids):
            answers.pop(symptom, None)
    return Symptoms.from_ids(answers.items())


@st.composite
def _noted(draw: st.DrawFn, entry: SetLog) -> SetLog:
    """The set with what few people write down: form, side, target, rest after it."""
    return evolve(
        entry,
        form=draw(pick(None, "kept", "kept", "lost")),
        side=draw(pick(None, "left", "right")),
        target_reps=draw(pick(None, 5, 5, 8)),
        rest_after_s=draw(pick(None, 60, 119, 120, 180, 240)),
    )


@st.composite
def _plain_workout(draw: st.DrawFn, base: Load, aim: str) -> tuple[SetLog, ...]:
    """One lift with equal work sets, perhaps after a sister lift: no noise, so that an edge decides the verdict."""
    if aim == "week" and draw(pick(False, True, True)):
        return (SetLog(draw(pick("plank", "plank", "plank", "russian twist", UNKNOWN[0])), reps=8),)
    lift, sister = draw(pick(LIFTS[:2], LIFTS[:2], LIFTS[2:4], LIFTS[3:5]))
    efforts: tuple[tuple[int, str | None], ...] = ((5, None), (5, "8"), (5, "8"), (1, "10"), (3, "6.5"), (8, "10"))
    reps, rpe = (1, "10") if aim == "effort" else draw(one_of(efforts))
    top = SetLog(lift, base, reps, rpe=rpe)
    ramp = [
        evolve(top, load=scaled(base, share), rpe=draw(pick(None, None, None, "6.5", "7")))
        for share in draw(one_of(RAMPS))
    ]
    before = draw(pick((), (), ("0.7",), ("0.69", "0.95"), ("1",)))
    others = [evolve(top, exercise=sister, load=scaled(base, share)) for share in before]
    return (*others, *ramp, *(top for _ in range(draw(pick(1, 3, 3, 4, 6)))))


@st.composite
def _person(draw: st.DrawFn, aim: str) -> _Person:
    base = draw(pick(kg(100), kg(100), kg(80), kg(60), kg(50), kg(40), kg(140), lb(225), lb(135)))
    workouts = _workout(base) if aim == "any" else _plain_workout(base, aim)
    return _Person(
        aim=aim,
        base=base,
        workouts=tuple(draw(st.lists(workouts, min_size=1, max_size=3 if aim in ("any", "week") else 1))),
        pains=tuple(draw(st.lists(pick(*SIGNALS) if aim == "pain" else _pain(), min_size=1, max_size=3))),
        symptoms=tuple(draw(st.lists(_symptoms(), min_size=1, max_size=2))),
        clock=draw(pick(*(("naive", "aware") if aim == "hours" else ("date", "naive", "naive", "aware")))),
        offsets=draw(pick((0,), (60,), (-300,), (0, 120), (-300, 540))),
        ends=draw(pick((True,), (True,), (True, False), (False,))),
        oddity=draw(pick(0, 0, 1, 3)) if aim == "any" else 0,
        diligent=draw(pick(False, False, True)),
    )


@st.composite
def _session(draw: st.DrawFn, person: _Person, day: date, asked: bool = False) -> Session:
    """A session of the person on a day; with `asked`, the one to judge: in plain logs that one meets the edges."""
    workout = draw(one_of((*person.workouts, *person.workouts, () if person.aim == "any" else person.workouts[0])))
    if workout:
        plain = person.aim != "any"
        share = draw(pick(*((EDGES[person.aim] if asked else PLAIN) if plain else TOPS)))
        more = draw(pick(*((0, 0, 0, 0, 0, 2, 3) if plain else (0, 0, 0, 1, 2, 3))))
        if plain and asked and (person.aim == "effort" or draw(pick(False, False, True))):
            workout = tuple(evolve(entry, rpe=None) for entry in workout)
        sets = [
            evolve(entry, load=scaled(entry.load, share), reps=entry.reps + more if entry.reps else entry.reps)
            for entry in workout
        ]
        for _ in range(draw(st.integers(0, person.oddity))):
            place = draw(st.integers(0, len(sets) - 1))
            sets[place] = draw(_odd(sets[place]))
        workout = tuple(sets)
    start: date = day
    end: datetime | None = None
    if person.clock != "date":
        zone = timezone(timedelta(minutes=draw(one_of(person.offsets)))) if person.clock == "aware" else None
        start = moment = datetime.combine(day, draw(one_of(CLOCK)), zone)
        if draw(one_of(person.ends)):
            end = moment + timedelta(minutes=draw(one_of(MINUTES)))
            end = end.astimezone(UTC) if zone is not None and len(person.offsets) > 1 else end
    special = draw(st.integers(0, 23))
    if person.diligent:
        workout = tuple(draw(_noted(entry)) for entry in workout)
    woke = None
    if person.diligent and isinstance(start, datetime):
        minutes = draw(pick(None, 39, 60, 119, 120, 400))
        woke = None if minutes is None else start - timedelta(minutes=minutes)
    return Session(
        start,
        workout,
        sleep_hours=draw(pick(None, "6", "6.9", "7", "7.5", "8")) if person.diligent else None,
        general_warmup_minutes=draw(pick(None, 0, 4, 5, 10)) if person.diligent else None,
        woke_at=woke,
        session_rpe=draw(pick(None, 5, 5, 8)) if person.diligent else None,
        end=end,
        pain=draw(one_of(person.pains)),
        symptoms=draw(one_of(person.symptoms)),
        deload=special in (20, 21),
        planned=special == 23,
    )


@st.composite
def _ages(draw: st.DrawFn, aim: str) -> list[int]:
    """How many days ago the sessions were."""
    if aim == "days":
        return draw(st.lists(pick(1, 6, 7, 8, 27, 28, 29, 41, 42, 43, 89, 90, 91), max_size=3))
    if aim == "week":
        return draw(st.lists(pick(0, 1, 5, 6, 6, 7, 12, 13, 13, 14), min_size=2, max_size=6))
    if aim == "pain":
        return draw(st.lists(pick(0, 1, 6, 7, 7, 8), min_size=1, max_size=2))
    if aim == "effort":
        return draw(st.lists(pick(1, 30, 89, 90, 91), min_size=1, max_size=2))
    if aim == "layoff":
        back = draw(pick(0, 0, 0, 6, 7, 13, 14, 20, 21, 27, 28))
        last = back + draw(pick(13, 14, 14, 20, 27, 28, 40, 55, 56, 70, 365, 366))
        return [*([back] if back else []), *(last + more for more in draw(_before_a_gap()))]
    ages = draw(st.lists(one_of(LATELY), max_size=4)) + draw(st.lists(one_of(LONG_AGO), max_size=4))
    if draw(st.booleans()):
        first, step, many = draw(pick(14, 15, 21, 28, 42, 56, 1, 2, 7)), draw(pick(2, 3, 7)), draw(pick(2, 4, 8))
        ages += range(first, first + step * many, step)
    return ages


def _before_a_gap() -> st.SearchStrategy[list[int]]:
    """Days before the last day before a layoff, that day itself most of the time."""
    days = pick(0, 6, 7, 13, 14, 20, 21, 27, 28, 29, 60, 61)
    return st.lists(days, max_size=2).map(lambda found: [0, *found])


@st.composite
def _hours_before(draw: st.DrawFn, person: _Person, today: Session) -> Session:
    """A session that ended, or where no end is recorded started, some telling number of hours before today's."""
    hours = draw(pick(11, 12, 22, 24, 30, 36, 46, 48, 54, 70, 72, 78))
    gap = timedelta(hours=hours, seconds=draw(pick(0, 0, 0, -1, 1)))
    session = draw(_session(person, TODAY))
    length = timedelta(0) if session.end is None else session.end - session.starts_at
    start = today.starts_at - gap - length
    return evolve(session, start=start, end=None if session.end is None else start + length)


@st.composite
def edge_cases(draw: st.DrawFn) -> Case:
    """A session to judge, and a log around it that may hold later, planned, equal-start and doubled sessions.

    A third of the logs are of any kind; the others are plain, and each aims at one sort of edge.
    """
    aim = draw(
        pick("any", "any", "any", "any", "days", "layoff", "layoff", "hours", "hours", "week", "week", "pain", "effort")
    )
    person = draw(_person(aim))
    today = draw(_session(person, TODAY, asked=True))
    if aim == "hours":
        sessions = draw(st.lists(_hours_before(person, today), min_size=1, max_size=2))
    else:
        sessions = [draw(_session(person, TODAY - timedelta(days=age))) for age in draw(_ages(aim))]
    if aim != "any" and draw(st.booleans()):
        oldest = min([session.day for session in sessions], default=TODAY)
        first = oldest - timedelta(days=draw(pick(13, 26, 27, 28, 364, 365)))
        sessions.append(evolve(draw(_session(person, first)), sets=()))
    special = draw(st.integers(0, 9))
    if special == 9:
        sessions.append(draw(_session(person, TODAY + timedelta(days=draw(pick(0, 1, 7))))))
    if special == 8 and sessions:
        double = draw(one_of(sessions))
        sessions += draw(one_of(((double,), (evolve(double, id="a"), evolve(double, id="b")))))
    if special == 7 and sessions:
        sessions[0] = evolve(sessions[0], id="mine")
        today = evolve(today, id=draw(pick("mine", "other")))
    dates = draw(st.lists(one_of(CHECK_INS), max_size=3, unique=True))
    return Case(
        past=tuple(draw(st.permutations(sessions))) if special == 6 else tuple(sessions),
        today=today,
        lifter=Lifter(
            level=draw(pick(*tuple(Level))),
            back_history=draw(st.booleans()),
            bodyweight=draw(pick(None, kg(80))),
        ),
        records=draw(pick(None, None, None, frozenset({"warm-ups", "core", "pain"}), frozenset({"pain"}), frozenset())),
        days=tuple(
            DayLog(TODAY - timedelta(days=age), pain=draw(one_of(person.pains)), symptoms=draw(one_of(person.symptoms)))
            for age in dates
        ),
    )
