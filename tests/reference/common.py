"""What the naive evaluators share: plain loops over plain lists, and nothing of the library but its data model."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from fractions import Fraction

from attrs import evolve, frozen

from lowback_rules.load import Load
from lowback_rules.model import DayLog, Session, SetLog

KG = 10**10
LOW_BACK = "low-back"


@frozen
class Verdict:
    """What a rule says of a session: subject -> (severity, care), and the (subject, kind) of each gap."""

    status: str
    fired: dict[str, tuple[str, str]]
    gaps: frozenset[tuple[str, str]]


def verdict(fired: dict[str, tuple[str, str]], gaps: Iterable[tuple[str, str]]) -> Verdict:
    """The verdict with the status that follows from findings and gaps."""
    known = frozenset(gaps)
    return Verdict("fired" if fired else "not-assessed" if known else "clear", fired, known)


@frozen
class Exercise:
    """An exercise that is drawn; `added`: a plain load comes on top of the body weight."""

    id: str
    lumbar: int
    family: str
    core: str | None = None
    added: bool = False


_WEIGHTED_BACK_EXTENSION = Exercise("weighted-back-extension", 2, "back-extension", added=True)
EXERCISES = {
    "deadlift": Exercise("deadlift", 3, "deadlift"),
    "sumo deadlift": Exercise("sumo-deadlift", 3, "deadlift"),
    "romanian deadlift": Exercise("romanian-deadlift", 3, "hinge"),
    "squat": Exercise("squat", 2, "squat"),
    "front squat": Exercise("front-squat", 2, "squat"),
    "bent over row": Exercise("bent-over-row", 2, "bent-over-row"),
    "back extension": Exercise("back-extension", 1, "back-extension", "posterior", added=True),
    "suitcase carry": Exercise("suitcase-carry", 1, "suitcase-carry", "lateral"),
    "plank": Exercise("plank", 0, "plank", "anterior", added=True),
    "russian twist": Exercise("russian-twist", 0, "russian-twist", "rotation"),
    "bench press": Exercise("bench-press", 0, "bench-press"),
    "pull-up": Exercise("pull-up", 0, "pull-up", added=True),
}
CORE = ("anterior", "lateral", "posterior", "rotation")


@frozen
class Entry:
    """One set as the rules see it; `lumbar` is None where the exercise is unknown, masses are in grains."""

    exercise: str
    lumbar: int | None
    family: str
    core: bool
    load: Fraction | None
    reps: int | None
    rpe: Fraction | None
    kind: str | None
    done: bool
    work: bool = False

    @property
    def weight(self) -> Fraction:
        return {3: Fraction(1), 2: Fraction(1, 2)}.get(self.lumbar or 0, Fraction(0))


def _entry(entry: SetLog, bodyweight: Load | None) -> Entry:
    exercise = EXERCISES.get(entry.exercise.lower())
    plain = entry.load
    if exercise is not None and exercise.id == "back-extension" and plain is not None and plain.grains > 0:
        exercise = _WEIGHTED_BACK_EXTENSION
    load: Fraction | None = None if plain is None else Fraction(plain.grains)
    if plain is not None and load is not None and (plain.bodyweight or (exercise is not None and exercise.added)):
        load = None if bodyweight is None else load + bodyweight.grains
    return Entry(
        entry.exercise if exercise is None else exercise.id,
        None if exercise is None else exercise.lumbar,
        entry.exercise if exercise is None else exercise.family,
        exercise is not None and exercise.core in CORE,
        load,
        entry.reps,
        None if entry.rpe is None else Fraction(entry.rpe),
        entry.kind,
        entry.completed is not False and (entry.reps != 0 or bool(entry.seconds)),
    )


def entries(session: Session, bodyweight: Load | None) -> list[Entry]:
    """The sets of a session in order, each told to be work or not: by flag, else by the 92.5 % rule."""
    sets = [_entry(entry, bodyweight) for entry in session.sets]
    work = [False] * len(sets)
    for exercise in {entry.exercise for entry in sets}:
        mine = [place for place, entry in enumerate(sets) if entry.exercise == exercise]
        flagged = any(sets[place].kind is not None for place in mine)
        loads = [load for place in mine if sets[place].done and (load := sets[place].load) is not None]
        start = Fraction("0.925") * max(loads, default=Fraction(0))
        begun = False
        for place in mine:
            entry = sets[place]
            begun = begun or (entry.done and entry.load is not None and entry.load >= start)
            by_load = begun or entry.load is None or (entry.rpe is not None and entry.rpe >= 7)
            work[place] = entry.done and (entry.kind != "warm-up" if flagged else by_load)
    return [evolve(entry, work=is_work) for entry, is_work in zip(sets, work, strict=True)]


def instant(moment: datetime) -> datetime:
    """The moment on the one clock of the log: UTC where it is aware."""
    return moment if moment.tzinfo is None else moment.astimezone(UTC)


def hours_between(first: datetime, second: datetime) -> Fraction:
    """Elapsed hours."""
    delta = instant(second) - instant(first)
    return Fraction((delta.days * 86_400 + delta.seconds) * 10**6 + delta.microseconds, 3_600 * 10**6)


def earlier(past: Sequence[Session], today: Session) -> list[Session]:
    """The sessions before today's, oldest first: not planned, not today's under the same id, each once."""
    seen: list[Session] = []
    for session in past:
        before = instant(session.starts_at) < instant(today.starts_at)
        same = session.id is not None and session.id == today.id
        if before and not session.planned and not same and session not in seen:
            seen.append(session)
    return sorted(seen, key=_order)


def _order(session: Session) -> tuple[datetime, str, bool, datetime]:
    # (start, id); a derived id is the start with #2, #3 ... in the order of the ends, and stands before "a" or "mine".
    end = session.starts_at if session.end is None else session.end
    return instant(session.starts_at), session.id or "", session.end is not None, instant(end)


def ago(session: Session, today: Session) -> int:
    """How many local days before today the session was; 0 if its own zone gave it a later date."""
    return max((today.day - session.day).days, 0)


def within(sessions: Sequence[Session], today: Session, days: int) -> list[Session]:
    """The sessions 0 to `days` days ago."""
    return [session for session in sessions if 0 <= ago(session, today) <= days]


def asked(sets: Sequence[Entry]) -> bool:
    """Whether a rule about loading is asked of a session with these sets."""
    return any(entry.work and entry.lumbar is not None and entry.lumbar >= 2 for entry in sets)


def unknown_gaps(sets: Sequence[Entry]) -> set[tuple[str, str]]:
    """A gap for each exercise of unknown class."""
    return {(entry.exercise, "unknown-exercise") for entry in sets if entry.lumbar is None}


def reserve(entry: Entry) -> Fraction | None:
    """Repetitions in reserve: from RPE, or 0 where the set is marked to failure."""
    if entry.rpe is not None:
        return 10 - entry.rpe
    return Fraction(0) if entry.kind == "failure" else None


def e1rm(entry: Entry) -> Fraction | None:
    """The one-repetition maximum that a work set stands for."""
    left = reserve(entry)
    if not entry.work or entry.load is None or entry.reps is None or left is None:
        return None
    n = entry.reps + left
    if n == 1:
        return entry.load
    if n < 1 or n > 10:
        return None
    return entry.load * ((1 + n / 30) + Fraction(36) / (37 - n)) / 2


def reference(exercise: str, session: Session, before: Sequence[Session], bodyweight: Load | None) -> Fraction | None:
    """The best e1RM of the exercise in the 90 days before the session."""
    best: Fraction | None = None
    for old in before:
        if instant(old.starts_at) < instant(session.starts_at) and 0 <= ago(old, session) <= 90:
            for entry in entries(old, bodyweight):
                value = e1rm(entry) if entry.exercise == exercise else None
                if value and (best is None or value > best):
                    best = value
    return best


def hard(entry: Entry, ref: Fraction | None) -> bool | None:
    """Whether a work set is hard; None where that cannot be told."""
    if entry.rpe is not None:
        return entry.rpe >= 7
    if entry.kind == "failure":
        return True
    if entry.load is None or ref is None:
        return None
    return entry.load >= Fraction("0.7") * ref


def volume(sets: Iterable[Entry]) -> tuple[Fraction, bool]:
    """Lumbar-weighted load x reps of the work sets, and whether a load or reps are missing in them."""
    total, missing = Fraction(0), False
    for entry in sets:
        if entry.work and entry.weight:
            if entry.load is None or entry.reps is None:
                missing = True
            else:
                total += entry.weight * entry.load * entry.reps
    return total, missing


def records_it(
    what: str,
    today: Session,
    before: Sequence[Session],
    records: frozenset[str] | None,
    bodyweight: Load | None,
    days: Sequence[DayLog] = (),
) -> bool:
    """Whether the log records "warm-ups", "core" or "pain": as told, else by evidence of the last 90 days."""
    if records is not None:
        return what in records
    if what == "pain" and any(log.pain.numbers and 0 <= (today.day - log.date).days <= 90 for log in days):
        return True
    for session in [*within(before, today, 90), today]:
        if what == "pain" and session.pain.numbers:
            return True
        sets = entries(session, bodyweight)
        if what == "core" and any(entry.core and entry.done for entry in sets):
            return True
        if what == "warm-ups" and _warms_up(sets):
            return True
    return False


def _warms_up(sets: Sequence[Entry]) -> bool:
    if any(entry.kind == "warm-up" for entry in sets):
        return True
    for exercise in {entry.exercise for entry in sets}:
        loads = [entry.load for entry in sets if entry.exercise == exercise and entry.done and entry.load is not None]
        if loads and any(load <= Fraction("0.8") * max(loads) for load in loads[: loads.index(max(loads))]):
            return True
    return False


def check_in(days: Sequence[DayLog], ordinal: int) -> DayLog | None:
    """The check-in of a day."""
    for log in days:
        if log.date.toordinal() == ordinal:
            return log
    return None


Fired = dict[str, tuple[str, str]]
Gaps = set[tuple[str, str]]
SEVERITIES = ("info", "caution", "warning", "stop")


def louder(first: str, second: str) -> str:
    """The louder of two severities."""
    return max(first, second, key=SEVERITIES.index)
