"""Summary: what one session is to the lower back, worked out once and kept.

A session becomes one Lift for each exercise, with its work sets told from its ramp sets and every load in grains that
can be compared. Nothing here looks at another session.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

from attrs import field

from .definitions import Definitions
from .estimates import Ratio, e1rm, is_larger
from .exercises import Exercise, find_exercise
from .load import Load, above, least
from .model import Session, SetLog, microseconds
from .values import frozen

MICROSECONDS_PER_DAY = 86_400_000_000


class Performed(NamedTuple):
    """One set as it counts: its place in Session.sets, its load in grains where it is known, whether it was done."""

    place: int
    log: SetLog
    grains: int | None
    done: bool


class _LiftFields:
    """The fields of a lift, without what keeps them from being changed: a frozen one takes three times as long."""

    __slots__ = (
        "attempts",
        "best",
        "complete",
        "e1rm",
        "exercise",
        "places",
        "put_off",
        "sets",
        "subject",
        "top",
        "work",
    )


@frozen(eq=False, weakref_slot=False)
class Lift(_LiftFields):
    """All sets of one exercise in one session, in the order performed.

    `sets` holds attempts too, and `places` theirs in Session.sets; `work` only the work sets that were done. Of these
    `top` is the heaviest known load and `e1rm` the best known e1RM (of lumbar class 2 and 3), in grains; `best` holds
    the heaviest of each number of reps; `complete` says whether every one has a load and reps, and none could not be
    read; `attempts` (of the same classes) are these and the failed ones at a work set, in order. `exercise` is None
    where the name is unknown, and `subject` is then the name as written.

    What surely does not load the low back is most of a log, and few rules ask for its sets: such a lift is `put_off`,
    and worked out at the first question.
    """

    subject: str
    exercise: Exercise | None
    places: tuple[int, ...]
    sets: tuple[Performed, ...]
    work: tuple[Performed, ...]
    top: int | None
    e1rm: Ratio | None
    best: tuple[Performed, ...]
    complete: bool
    attempts: tuple[Performed, ...]
    put_off: "_PutOff | None" = field(default=None, repr=False)

    @property
    def lumbar(self) -> bool:
        """Whether this loads the lower back substantially: class 2 or 3, with at least one work set."""
        return self.exercise is not None and self.exercise.lumbar_class >= 2 and bool(self.work)


class _Unasked(Lift):
    """A lift that is put off, and becomes a Lift when it is worked out.

    A class with __getattr__ is slow to read, and those that are worked out are read by far the most.
    """

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        put_off = self.put_off
        if name not in _OF_SETS or put_off is None:
            raise AttributeError(f"'Lift' object has no attribute {name!r}")
        if name == "sets":
            object.__setattr__(self, name, tuple(put_off.sets(self)))
        else:
            found = put_off.lift(self)
            for part in _OF_SETS:
                object.__setattr__(self, part, getattr(found, part))
            object.__setattr__(self, "__class__", Lift)
        return getattr(self, name)

    def __reduce__(self) -> str | tuple[Any, ...]:
        # With its sets it is a Lift, and so is the copy.
        _ = self.work
        return object.__reduce_ex__(self, 2)


_OF_SETS = ("sets", "work", "top", "e1rm", "best", "complete", "attempts")


class _PutOff(NamedTuple):
    """What the lifts of one session are made of that are put off; `unread`: subjects with a set that was not read."""

    session: Session
    definitions: Definitions
    bodyweight: int | None
    unread: tuple[str, ...]

    def sets(self, of: Lift) -> list[Performed]:
        """The sets of a lift, in order."""
        return _performed(self.session, of.places, of.exercise, self.bodyweight)

    def lift(self, of: Lift) -> Lift:
        """A lift with its sets, and what is made of them."""
        read = of.subject not in self.unread
        return _lift(of.subject, of.exercise, of.places, self.sets(of), self.definitions, read)

    def for_later(self, subject: str, exercise: Exercise, places: tuple[int, ...]) -> Lift:
        """A lift without its sets, until they are asked for."""
        fields: Any = _LiftFields()
        fields.subject, fields.exercise, fields.places, fields.put_off = subject, exercise, places, self
        fields.__class__ = _Unasked
        lift: Lift = fields
        return lift


class Volume(NamedTuple):
    """Lumbar-weighted volume in half grain-repetitions: class 3 weighs 2, class 2 weighs 1."""

    amount: int
    complete: bool


def volume(lifts: Iterable[Lift]) -> Volume:
    """Load x reps over the work sets of lifts of lumbar class 2 and 3; not complete where a load or reps is missing."""
    amount, complete = 0, True
    for lift in lifts:
        assert lift.exercise is not None
        weight = lift.exercise.lumbar_class - 1
        complete = complete and lift.complete
        for entry in lift.work:
            if entry.grains is not None and entry.log.reps is not None:
                amount += weight * entry.grains * entry.log.reps
    return Volume(amount, complete)


@frozen(eq=False, weakref_slot=False)
class Summary:
    """One session, summed up. `day` is an ordinal; `instant` and `end` are microseconds since 1970.

    `unread` are subjects that load the low back, or may, of which a set could not be read, and `unread_sets` how many
    sets that are. `volume` is that of all lumbar lifts; it is not complete either where an exercise is unknown or a set
    could not be read.
    """

    session: Session
    id: str
    day: int
    instant: int
    end: int | None
    lifts: tuple[Lift, ...]
    lumbar: tuple[Lift, ...]
    unknown: tuple[Lift, ...]
    unread: tuple[str, ...]
    unread_sets: int
    records: frozenset[str]
    core_sets: tuple[int, ...]
    volume: Volume


def certain_volume(summary: Summary) -> int:
    """The volume of a session without lifts in which a load or set that is missing leaves open what else was work."""
    if summary.volume.complete:
        return summary.volume.amount
    return volume(
        lift
        for lift in summary.lumbar
        if (lift.subject not in summary.unread and all(entry.grains is not None for entry in lift.work))
        or any(entry.log.kind is not None for entry in lift.sets)
    ).amount


def summarise(session: Session, session_id: str, definitions: Definitions, bodyweight: int | None) -> Summary:
    """The session summed up; `bodyweight` is the lifter's in grains, or None."""
    unread_sets = tuple(_unread(session)) if session.unread else ()
    unread = tuple(dict.fromkeys(unread_sets))
    lifts = tuple(_lifts(session, definitions, bodyweight, unread))
    lumbar = tuple([lift for lift in lifts if lift.put_off is None and lift.lumbar])
    unknown = tuple([lift for lift in lifts if lift.exercise is None])
    core = [lift for lift in lifts if lift.exercise is not None and lift.exercise.core_category is not None]
    core_sets = tuple([place for lift in core for place in lift.places if session.sets[place].done])
    return Summary(
        session,
        session_id,
        session.start.toordinal(),
        microseconds(session.starts_at),
        None if session.end is None else microseconds(session.end),
        lifts,
        lumbar,
        unknown,
        unread,
        len(unread_sets),
        _names(tuple(_recorded(session, lifts, core_sets, definitions))),
        core_sets,
        volume(lumbar) if not unknown and not unread else Volume(volume(lumbar).amount, False),
    )


def _unread(session: Session) -> Iterator[str]:
    """The subject of each set that could not be read and loads the low back, or may."""
    for name in session.unread:
        exercise = find_exercise(name)
        if exercise is None or exercise.lumbar_class >= 2 or exercise.loaded is not None:
            # A load, had it been read, would have made it the entry of the catalogue that counts.
            yield " ".join(name.split()) if exercise is None else (exercise.loaded or exercise).id


def _recorded(
    session: Session, lifts: tuple[Lift, ...], core_sets: tuple[int, ...], definitions: Definitions
) -> Iterator[str]:
    marked = any(entry.kind == "warm-up" for entry in session.sets)
    # Those that are summed up already are asked first.
    if marked or any(_shows_warm_up(lift, definitions) for lift in sorted(lifts, key=_is_put_off)):
        yield "warm-ups"
    if core_sets:
        yield "core"
    if session.pain.numbers:
        yield "pain"
    if session.sleep_hours is not None:
        yield "sleep"


@cache
def _names(recorded: tuple[str, ...]) -> frozenset[str]:
    """One set for all sessions that record the same."""
    return frozenset(recorded)


def _is_put_off(lift: Lift) -> bool:
    return lift.put_off is not None


def _shows_warm_up(lift: Lift, definitions: Definitions) -> bool:
    """Whether a much lighter set stands before the top: such a person logs warm-ups."""
    if not lift.top:
        return False
    for entry in lift.sets:
        if entry.grains is None or not entry.done:
            continue
        if entry.grains >= lift.top:
            return False
        if not above(entry.grains, definitions.lighter_share, lift.top):
            return True
    return False


def _lifts(
    session: Session, definitions: Definitions, bodyweight: int | None, unread: tuple[str, ...]
) -> Iterator[Lift]:
    groups: dict[str, tuple[Exercise | None, list[int]]] = {}
    begin = 0
    # Sets of one exercise mostly follow each other, and are looked up once.
    for name, run in groupby([entry.exercise for entry in session.sets]):
        end = begin + len([*run])
        exercise = find_exercise(name)
        if exercise is None:
            groups.setdefault(" ".join(name.split()), (None, []))[1].extend(range(begin, end))
        elif exercise.loaded is None and exercise.unloaded is None:
            groups.setdefault(exercise.id, (exercise, []))[1].extend(range(begin, end))
        else:
            for place in range(begin, end):
                meant = _meant(exercise, session.sets[place])
                groups.setdefault(meant.id, (meant, []))[1].append(place)
        begin = end
    later = _PutOff(session, definitions, bodyweight, unread)
    for subject, (exercise, found) in groups.items():
        places = tuple(found)
        if exercise is None or exercise.lumbar_class >= 2:
            sets = _performed(session, places, exercise, bodyweight)
            yield _lift(subject, exercise, places, sets, definitions, subject not in unread)
        else:
            yield later.for_later(subject, exercise, places)


def _performed(
    session: Session, places: Iterable[int], exercise: Exercise | None, bodyweight: int | None
) -> list[Performed]:
    own = exercise is not None and exercise.bodyweight
    made: list[Performed] = []
    for place in places:
        entry = session.sets[place]
        load = entry.load
        grains = None if load is None else load.grains
        if load is not None and (own or load.bodyweight):
            grains = _with_bodyweight(load, bodyweight)
        # As Performed() does, which is a call more.
        made.append(tuple.__new__(Performed, (place, entry, grains, entry.done)))
    return made


def _lift(
    subject: str,
    exercise: Exercise | None,
    places: tuple[int, ...],
    sets: list[Performed],
    definitions: Definitions,
    complete: bool,
) -> Lift:
    work = _work_sets(sets, definitions)
    top: int | None = None
    strongest: Ratio | None = None
    best: dict[int, Performed] = {}
    lumbar = exercise is not None and exercise.lumbar_class >= 2
    before: tuple[object, ...] | None = None
    for entry in work:
        grains, reps = entry.grains, entry.log.reps
        alike = (grains, reps, entry.log.rpe, entry.log.kind)
        if alike == before:
            continue
        before = alike
        if grains is not None and (top is None or grains > top):
            top = grains
        estimate = e1rm(entry.log, grains) if lumbar else None
        if estimate is not None and is_larger(estimate, strongest):
            strongest = estimate
        if grains is None or reps is None:
            complete = False
        elif reps not in best or grains > (best[reps].grains or 0):
            best[reps] = entry
    fields: Any = _LiftFields()
    fields.subject, fields.exercise, fields.places, fields.put_off = subject, exercise, places, None
    fields.sets, fields.work, fields.top, fields.e1rm = tuple(sets), work, top, strongest
    fields.best, fields.complete = tuple(best.values()), complete
    fields.attempts = _attempts(sets, work) if lumbar else ()
    fields.__class__ = Lift
    lift: Lift = fields
    return lift


def _attempts(sets: list[Performed], work: tuple[Performed, ...]) -> tuple[Performed, ...]:
    """The work sets and the failed attempts at one, which were neither left out nor a warm-up, in order."""
    failed = [
        entry for entry in sets if not entry.done and entry.log.completed is not False and entry.log.kind != "warm-up"
    ]
    return tuple(sorted((*work, *failed))) if failed else work


def subject_of(entry: SetLog) -> str:
    """The subject under which a set is judged: the exercise's id, or the name as written where it is unknown."""
    exercise = find_exercise(entry.exercise)
    return " ".join(entry.exercise.split()) if exercise is None else _meant(exercise, entry).id


def _meant(exercise: Exercise, entry: SetLog) -> Exercise:
    """The loaded or unloaded entry of the catalogue where the class of an exercise depends on the load."""
    loaded = entry.load is not None and entry.load.grains > 0
    other = exercise.loaded if loaded else exercise.unloaded
    return exercise if other is None else other


def _with_bodyweight(load: Load, bodyweight: int | None) -> int | None:
    """The load to compare, in grains, where the body weight is part of it; None where that is not known."""
    if bodyweight is None or bodyweight + load.grains <= 0:
        return None
    return bodyweight + load.grains


def _work_sets(sets: list[Performed], definitions: Definitions) -> tuple[Performed, ...]:
    done = [entry for entry in sets if entry.done]
    for entry in sets:
        if entry.log.kind is not None:
            return tuple([entry for entry in done if entry.log.kind != "warm-up"])
    heaviest = max([entry.grains for entry in done if entry.grains is not None], default=0)
    begins = least(definitions.work_share, heaviest)
    work: list[Performed] = []
    reached = False
    for entry in done:
        if not reached and entry.grains is not None and entry.grains >= begins:
            reached = True
        effort = entry.log.rpe
        if reached or entry.grains is None or (effort is not None and effort >= definitions.effort_rpe):
            work.append(entry)
    return tuple(work)
