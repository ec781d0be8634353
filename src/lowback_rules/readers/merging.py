"""Several files of one person: a workout that two of them hold counts once.

Workouts of different files that start in the same minute are the same. Of what the files hold of that minute the most
is kept (more workouts, then more sets, then more recorded fields), whole and as one file has it: two workouts of one
file are never one, and none is lost. A workout without a time is that of another file on its day if exercises and
repetitions are the same; else both stay. What the others record of pain, symptoms, sleep and warm-up is kept with it,
the higher number of two: so files give the same log in any order, and, where no file has two workouts in one minute,
however they are put together.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from attrs import evolve, fields, frozen

from ..model import NO_PAIN_ENTRY, NOT_ASKED, Pain, Session, SetLog, Symptoms, microseconds
from ..summary import subject_of

_PAIN = ("before", "during", "after", "next_morning")
_TAKEN_OVER = ("sleep_hours", "general_warmup_minutes", "session_rpe", "woke_at", "pain_mentioned")
_MICROSECONDS_PER_MINUTE = 60_000_000

Key = Callable[[Session], Hashable | None]


@frozen
class Placed:
    """A workout and the file it is from, by number."""

    file: int
    session: Session


@frozen
class Met:
    """A workout of one file that another one holds too: which file's is kept, or that both are."""

    kept: int
    file: int
    day: date
    both: bool = False


def merged(files: Iterable[Iterable[Session]]) -> tuple[list[Session], list[Met]]:
    """The workouts of all files, each once, and which of them met a different one of another file."""
    met: list[Met] = []
    placed = [Placed(number, session) for number, sessions in enumerate(files) for session in sessions]
    once = list(_once(placed, _minute, met))
    if not any(each.session.date_only for each in once):
        return [each.session for each in once], met
    once = list(_once(once, lambda session: _content(session) if session.date_only else None, met))
    once = list(_with_a_time_rather(once, _of_one_file(placed), met))
    return [each.session for each in once], met + list(_beside(once))


def _minute(session: Session) -> Hashable | None:
    if session.date_only:
        return None
    return microseconds(session.starts_at) // _MICROSECONDS_PER_MINUTE, session.planned


def _content(session: Session) -> Hashable | None:
    """The day with its exercises and repetitions; None of a workout that has none, or is still to come."""
    if session.planned or not session.sets:
        return None
    return session.day, frozenset(Counter((subject_of(entry), entry.reps) for entry in session.sets).items())


def _once(placed: Iterable[Placed], key: Key, met: list[Met]) -> Iterator[Placed]:
    """Of the workouts with one key those of the file that has most; those without a key stay."""
    groups: dict[Hashable, dict[int, list[Session]]] = defaultdict(lambda: defaultdict(list))
    for each in placed:
        if (known := key(each.session)) is None:
            yield each
        else:
            groups[known][each.file].append(each.session)
    for by_file in groups.values():
        first = min(by_file)
        if all(sessions == by_file[first] for sessions in by_file.values()):
            yield from (Placed(first, session) for session in by_file[first])
            continue
        most = max(map(_size, by_file.values()))
        tied = [file for file in by_file if _size(by_file[file]) == most]
        kept = tied[0] if len(tied) == 1 else max(tied, key=lambda file: _details(by_file[file]))
        others = [session for file in by_file if file != kept for session in by_file[file]]
        met += [
            Met(kept, file, session.day)
            for file, sessions in by_file.items()
            for session in sessions
            if session not in by_file[kept]
        ]
        yield from (Placed(kept, _with_entries(each, _meant(each, by_file[kept], others))) for each in by_file[kept])


def _meant(session: Session, kept: Sequence[Session], others: Sequence[Session]) -> Sequence[Session]:
    """Those of the others whose entries are of this session: its equal, and what is no other one's equal."""
    if len(kept) == 1:
        return others
    beside = {_without_entries(each) for each in kept} - {_without_entries(session)}
    return [other for other in others if _without_entries(other) not in beside]


def _of_one_file(placed: Iterable[Placed]) -> set[Hashable]:
    """What one file has both with and without a time: by its own word these are two workouts."""
    kinds = {(each.file, _content(each.session), each.session.date_only) for each in placed}
    return {content for file, content, date_only in kinds if date_only and (file, content, False) in kinds}


def _with_a_time_rather(placed: Iterable[Placed], apart: set[Hashable], met: list[Met]) -> Iterator[Placed]:
    """The workouts without those that another file has with a time."""
    placed = list(placed)
    timed = {_content(each.session): each.file for each in reversed(placed) if not each.session.date_only}
    left_out: dict[Hashable, list[Session]] = defaultdict(list)
    kept = []
    for each in placed:
        content = _content(each.session)
        if each.session.date_only and content is not None and content in timed and content not in apart:
            left_out[content].append(each.session)
            met.append(Met(timed[content], each.file, each.session.day))
        else:
            kept.append(each)
    for each in kept:
        yield Placed(each.file, _with_entries(each.session, left_out.get(_content(each.session), ())))


def _beside(placed: Iterable[Placed]) -> Iterator[Met]:
    """Workouts without a time on a day on which another file has one as well."""
    by_day: dict[date, list[Placed]] = defaultdict(list)
    for each in placed:
        if _content(each.session) is not None:
            by_day[each.session.day].append(each)
    for day, found in by_day.items():
        for each in found:
            if each.session.date_only:
                others = {other.file for other in found if not other.session.date_only or other.file < each.file}
                if others := others - {each.file}:
                    yield Met(min(others), each.file, day, both=True)


def _size(sessions: Sequence[Session]) -> tuple[int, int]:
    """How much a file holds: workouts, then sets."""
    return len(sessions), sum(len(session.sets) for session in sessions)


def _details(sessions: Sequence[Session]) -> tuple[Any, ...]:
    """How much is recorded, and beyond that any fixed order. What is taken over from other files has no say in it."""
    bare = [_without_entries(session) for session in sessions]
    recorded = sum(_recorded(session) + sum(map(_recorded, session.sets)) for session in bare)
    return recorded, sorted(map(repr, bare))


def _recorded(item: Session | SetLog) -> int:
    values = [getattr(item, attribute.name) for attribute in fields(type(item))]
    return sum(value is not None and value != () for value in values)


def _without_entries(session: Session) -> Session:
    nothing: dict[str, Any] = dict.fromkeys(_TAKEN_OVER)
    return evolve(session, pain=NO_PAIN_ENTRY, symptoms=NOT_ASKED, **nothing)


def _with_entries(session: Session, others: Sequence[Session]) -> Session:
    """The session with what the others record of how the lifter was: the higher number, yes rather than no."""
    if not others:
        return session
    everyone = (session, *others)
    pains = [each.pain for each in everyone]
    taken: dict[str, Any] = {name: _highest(getattr(each, name) for each in everyone) for name in _TAKEN_OVER}
    return evolve(
        session,
        pain=Pain(
            **{name: _highest(getattr(pain, name) for pain in pains) for name in _PAIN},
            sudden_onset=any(pain.sudden_onset for pain in pains),
        ),
        symptoms=Symptoms.from_ids(sorted(answer for each in everyone for answer in each.symptoms.answers)),
        **taken,
    )


def _highest(values: Iterable[Any]) -> Any:
    return max((value for value in values if value is not None), default=None)
