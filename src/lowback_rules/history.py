"""History: a person's log, built once, and grown by one session at a time."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from attrs import field

from .definitions import RECORDS, Definitions
from .errors import LogError, each_of
from .exercises.aliases import renamed
from .index import OFFSET_DAYS, Index
from .model import DayLog, Lifter, Session, microseconds
from .summary import MICROSECONDS_PER_DAY, summarise
from .values import frozen
from .view import View

_MOST_INDEXES = 4


@frozen(eq=False, init=False)
class History:
    """A person's sessions in order of start, and what beside them is known: check-ins, and what the log records.

    `records` names what the log records ("warm-ups", "core", "pain", "sleep") and is then complete; None infers it
    for each session from the 90 days before. Sessions handed in twice count once; two different ones under one given
    id, or a mixture of naive and aware starts, are a LogError. A History is never changed: with_session(), without()
    and replaced() return another one.
    """

    sessions: tuple[Session, ...]
    ids: tuple[str, ...]
    days: tuple[DayLog, ...]
    records: frozenset[str] | None
    _instants: tuple[int, ...]
    _indexes: dict[tuple[Definitions, int | None], Index] = field(repr=False)
    _by_id: dict[str, int] = field(repr=False)
    _renamed: dict[frozenset[tuple[str, str]], "History"] = field(factory=dict, repr=False)

    def __init__(
        self,
        sessions: Iterable[Session] = (),
        *,
        days: Iterable[DayLog] = (),
        records: Iterable[str] | None = None,
    ) -> None:
        given = list(each_of("sessions", sessions))
        for session in given:
            if not isinstance(session, Session):
                raise LogError(f"sessions: {session!r} is no Session")
        if len({session.starts_at.tzinfo is None for session in given}) > 1:
            aware = next(session for session in given if session.starts_at.tzinfo is not None)
            naive = next(session for session in given if session.starts_at.tzinfo is None)
            raise LogError(
                f"start: {naive.start} has no UTC offset and {aware.start} has one; a log has it everywhere or nowhere"
            )
        ordered, ids, instants = _with_ids(given)
        self.__attrs_init__(
            ordered,
            ids,
            _checked_days(days),
            None if records is None else _checked_records(records),
            instants,
            {},
            {session_id: position for position, session_id in enumerate(ids)},
        )

    def __len__(self) -> int:
        return len(self.sessions)

    def __iter__(self) -> Iterator[Session]:
        return iter(self.sessions)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, History):
            return NotImplemented
        return self._content == other._content

    def __hash__(self) -> int:
        return hash(self._content)

    @property
    def _content(self) -> tuple[object, ...]:
        return self.sessions, self.days, self.records

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuilt, (self.sessions, self.days, self.records)

    def with_session(self, session: Session) -> "History":
        """This history and one session more; it replaces one of the same given id. LogError if it is no Session."""
        later = self._with_later(checked_session(session))
        if later is not None:
            return later
        kept = self.sessions
        if session.id is not None:
            kept = tuple([other for other in kept if other.id != session.id])
        return self._derived((*kept, session))

    def without(self, session_id: str) -> "History":
        """This history without the session of that id; LogError if there is none."""
        position = self._position(session_id)
        return self._derived(self.sessions[:position] + self.sessions[position + 1 :])

    def replaced(self, session_id: str, session: Session) -> "History":
        """This history with `session` in place of the one of that id; LogError if there is none."""
        position = self._position(session_id)
        return self._derived((*self.sessions[:position], *self.sessions[position + 1 :], session))

    def renamed(self, aliases: Mapping[str, str]) -> "History":
        """This history with a person's own names of exercises replaced, as in Policy.aliases; ids stay as they are.

        Kept, so that asking again costs a look-up.
        """
        key = frozenset(aliases.items())
        found = self._renamed.get(key)
        if found is None:
            sessions = tuple([renamed(session, aliases) for session in self.sessions])
            found = self._renamed[key] = History.__new__(History)
            found.__attrs_init__(sessions, self.ids, self.days, self.records, self._instants, {}, self._by_id)
        return found

    def after(self, session: Session, *, days: int) -> tuple[Session, ...]:
        """The sessions later than `session` that look back on it from at most `days` days: those to judge again.

        `policy.required_history` is the number of days that the enabled rules of a policy look back. A session that was
        moved is a change of both its times. The first session of a log says how long the log is to later ones too: to
        all that look back on the second.
        """
        begin = bisect_left(self._instants, microseconds(session.starts_at) + 1)
        later, seen = self.sessions[begin:], session.day
        if all(other.planned or other == session for other in self.sessions[:begin]):
            seen = max(seen, next((other.day for other in later if not other.planned), date.max))
        return tuple([other for other in later if (other.day - seen).days <= days])

    def id_of(self, session: Session) -> str:
        """The id under which a report names `session`: its own, else that of its equal here, else its start."""
        return self._id_at(session, microseconds(session.starts_at))

    def _id_at(self, session: Session, instant: int) -> str:
        if session.id is not None:
            return session.id
        position = bisect_left(self._instants, instant)
        while position < len(self.sessions) and self._instants[position] == instant:
            if self.sessions[position] is session or self.sessions[position] == session:
                return self.ids[position]
            position += 1
        return session.start.isoformat()

    def index(self, definitions: Definitions, bodyweight: int | None) -> Index:
        """The index for these definitions and this body weight in grains, built at the first call and kept."""
        key = (definitions, bodyweight)
        found = self._indexes.get(key)
        if found is None:
            found = Index.empty(definitions, bodyweight).with_sessions(zip(self.sessions, self.ids, strict=True))
            # A body weight that changes every day must not fill the memory.
            if len(self._indexes) >= _MOST_INDEXES:
                oldest, *_ = self._indexes
                self._indexes.pop(oldest, None)
            self._indexes[key] = found
        return found

    def view(
        self,
        session: Session,
        definitions: Definitions | None = None,
        lifter: Lifter | None = None,
        session_id: str | None = None,
        days: int | None = None,
    ) -> "View":
        """What may be seen when `session` is judged: the sessions that start strictly before it, and itself.

        `session_id` is the session's id in this history, where the caller knows it. With `days`, no more is summed up
        than the sessions of so many days back, and nothing is kept for another call.
        """
        definitions = Definitions() if definitions is None else definitions
        lifter = Lifter() if lifter is None else lifter
        start = session.starts_at
        if self.sessions and (start.tzinfo is None) is not (self.sessions[0].starts_at.tzinfo is None):
            raise LogError(
                f"start: {session.start} and the history's {self.sessions[0].start} "
                "must both have a UTC offset or both have none"
            )
        instant = microseconds(start)
        session_id = self._id_at(session, instant) if session_id is None else session_id
        past = self
        same = self._by_id.get(session_id)
        if same is not None and self._instants[same] < instant:
            past = self.without(session_id)
        bodyweight = None if lifter.bodyweight is None else lifter.bodyweight.grains
        if days is None:
            index = past.index(definitions, bodyweight)
        else:
            index = past._part(definitions, bodyweight, instant, days)
        end = bisect_left(index.instants, instant)
        for place, known in enumerate(index.summaries[end : end + 2], end):
            if known.session is session and known.id == session_id:
                return View(index, end, known, place, lifter, self.days, self.records)
        summary = summarise(session, session_id, definitions, bodyweight)
        return View(index, end, summary, None, lifter, self.days, self.records)

    def _part(self, definitions: Definitions, bodyweight: int | None, instant: int, days: int) -> Index:
        """The index of what lies at most `days` days before an instant, whatever the zones."""
        end = bisect_left(self._instants, instant)
        begin = bisect_left(self._instants, instant - (days + OFFSET_DAYS) * MICROSECONDS_PER_DAY, hi=end)
        older = (place for place in range(begin) if not self.sessions[place].planned)
        first = next(older, None)
        log_begins = None if first is None else (self._instants[first], self.sessions[first].start.toordinal())
        recent = zip(self.sessions[begin:end], self.ids[begin:end], strict=True)
        return Index.empty(definitions, bodyweight, log_begins).with_sessions(recent)

    def _position(self, session_id: str) -> int:
        position = self._by_id.get(session_id)
        if position is None:
            raise LogError(f"id: there is no session {session_id!r} in this history")
        return position

    def _with_later(self, session: Session) -> "History | None":
        """This history and a session that starts after all others and whose id nothing else has; None if it does not.

        All that is there is shared, so the work does not grow with the log but for copies of pointers.
        """
        if not self.sessions:
            return None
        if (session.starts_at.tzinfo is None) is not (self.sessions[0].starts_at.tzinfo is None):
            return None
        instant = microseconds(session.starts_at)
        session_id = session.start.isoformat() if session.id is None else session.id
        if instant <= self._instants[-1] or session_id in self._by_id:
            return None
        other = History.__new__(History)
        other.__attrs_init__(
            (*self.sessions, session),
            (*self.ids, session_id),
            self.days,
            self.records,
            (*self._instants, instant),
            {key: index.with_sessions([(session, session_id)]) for key, index in tuple(self._indexes.items())},
            {**self._by_id, session_id: len(self.sessions)},
        )
        return other

    def _derived(self, sessions: tuple[Session, ...]) -> "History":
        other = History(sessions, days=self.days, records=self.records)
        for (definitions, bodyweight), index in tuple(self._indexes.items()):
            known = {id(summary.session): summary for summary in index.summaries}
            empty = Index.empty(definitions, bodyweight)
            other._indexes[definitions, bodyweight] = empty.with_sessions(
                zip(other.sessions, other.ids, strict=True), known
            )
        return other


def _with_ids(sessions: list[Session]) -> tuple[tuple[Session, ...], tuple[str, ...], tuple[int, ...]]:
    """The sessions in the order (start, id), equal ones once, with their ids and instants."""
    instants = [microseconds(session.starts_at) for session in sessions]
    ids: dict[int, str] = {}
    unnamed: list[int] = []
    by_given_id: dict[str, Session] = {}
    for place, session in enumerate(sessions):
        if session.id is None:
            unnamed.append(place)
        elif session.id not in by_given_id:
            by_given_id[session.id] = session
            ids[place] = session.id
        elif by_given_id[session.id] != session:
            raise LogError(f"id: {session.id!r} is given to two different sessions; an id names one")
    taken = set(by_given_id)
    unnamed.sort(key=instants.__getitem__)
    for _, group in groupby(unnamed, instants.__getitem__):
        same_start = list(group)
        for place in same_start if len(same_start) == 1 else _distinct(same_start, sessions):
            text = session_id = sessions[place].start.isoformat()
            number = 1
            while session_id in taken:
                number += 1
                session_id = f"{text}#{number}"
            taken.add(session_id)
            ids[place] = session_id
    places = sorted(sorted(ids, key=ids.__getitem__), key=instants.__getitem__)
    return (
        tuple([sessions[place] for place in places]),
        tuple([ids[place] for place in places]),
        tuple([instants[place] for place in places]),
    )


def _distinct(places: list[int], sessions: list[Session]) -> list[int]:
    """The places of the different sessions among those of one start, in a fixed order: end, name, content."""
    different = {sessions[place]: place for place in reversed(places)}
    ordered = sorted(different, key=lambda session: (str(session.end or ""), session.name or "", repr(session)))
    return [different[session] for session in ordered]


def checked_session(session: Session) -> Session:
    """The session that was given; LogError if it is none."""
    if not isinstance(session, Session):
        raise LogError(f"session: {session!r} is no Session; Session.parse() makes one of text")
    return session


def _checked_days(days: Iterable[DayLog]) -> tuple[DayLog, ...]:
    by_date: dict[date, DayLog] = {}
    for entry in each_of("days", days):
        if not isinstance(entry, DayLog):
            raise LogError(f"days: {entry!r} is no DayLog")
        if by_date.setdefault(entry.date, entry) != entry:
            raise LogError(f"days: {entry.date} has two different check-ins; a day has one")
    return tuple([by_date[day] for day in sorted(by_date)])


def _checked_records(records: Iterable[str]) -> frozenset[str]:
    names = frozenset([records] if isinstance(records, str) else each_of("records", records))
    for name in sorted(names):
        if name not in RECORDS:
            raise LogError(f"records: {name!r} is none of {', '.join(RECORDS)}")
    return names


def _rebuilt(sessions: tuple[Session, ...], days: tuple[DayLog, ...], records: frozenset[str] | None) -> History:
    return History(sessions, days=days, records=records)
