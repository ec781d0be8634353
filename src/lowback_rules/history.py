"""History: a person's log, built once and indexed; View: what a rule may see of it, strictly before one session."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any, Self

from attrs import field, frozen

from .definitions import RECORDS, Definitions
from .errors import LogError
from .estimates import Ratio, is_larger, rts_intensity
from .exercises.aliases import renamed
from .load import at_least
from .model import DayLog, Lifter, Pain, Session, microseconds
from .summary import MICROSECONDS_PER_DAY, Lift, Performed, Summary, summarise

# The day of a session is that of its own offset, so days can run against the order of instants by less than this.
_OFFSET_DAYS = 2
_MOST_INDEXES = 4
_NOTHING: tuple[list[int], list[Lift]] = ([], [])


@frozen(eq=False)
class Index:
    """The sessions of a history that were done, summed up and findable by time, exercise, family and habit."""

    definitions: Definitions
    summaries: tuple[Summary, ...]
    instants: tuple[int, ...]
    lifts: dict[str, tuple[list[int], list[Lift]]]
    families: dict[str, list[int]]
    lumbar: list[int]
    core: list[int]
    records: dict[str, list[int]]

    @classmethod
    def build(
        cls,
        sessions: Iterable[tuple[Session, str]],
        definitions: Definitions,
        bodyweight: int | None,
        known: dict[int, Summary],
    ) -> Self:
        """The index of sessions with their ids, in order; `known` holds summaries to take over, by identity."""
        summaries: list[Summary] = []
        lifts: dict[str, tuple[list[int], list[Lift]]] = {}
        families: dict[str, list[int]] = {}
        lumbar: list[int] = []
        core: list[int] = []
        records: dict[str, list[int]] = {name: [] for name in RECORDS}
        for session, session_id in sessions:
            if session.planned:
                continue
            summary = known.get(id(session))
            if summary is None or summary.id != session_id:
                summary = summarise(session, session_id, definitions, bodyweight)
            position = len(summaries)
            summaries.append(summary)
            for lift in summary.lumbar:
                assert lift.exercise is not None
                positions, column = lifts.setdefault(lift.exercise.id, ([], []))
                positions.append(position)
                column.append(lift)
                family = families.setdefault(lift.exercise.family, [])
                if not family or family[-1] != position:
                    family.append(position)
            if summary.lumbar:
                lumbar.append(position)
            if summary.core_sets:
                core.append(position)
            for name in summary.records:
                records[name].append(position)
        return cls(
            definitions,
            tuple(summaries),
            tuple([summary.instant for summary in summaries]),
            lifts,
            families,
            lumbar,
            core,
            records,
        )


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
        given = list(sessions)
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
        """This history and one session more; it replaces one of the same given id."""
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
        if session.id is not None:
            return session.id
        instant = microseconds(session.starts_at)
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
            found = Index.build(zip(self.sessions, self.ids, strict=True), definitions, bodyweight, {})
            # A body weight that changes every day must not fill the memory.
            if len(self._indexes) >= _MOST_INDEXES:
                self._indexes.pop(next(iter(self._indexes)), None)
            self._indexes[key] = found
        return found

    def view(
        self,
        session: Session,
        definitions: Definitions | None = None,
        lifter: Lifter | None = None,
        session_id: str | None = None,
    ) -> "View":
        """What may be seen when `session` is judged: the sessions that start strictly before it, and itself.

        `session_id` is the session's id in this history, where the caller knows it.
        """
        definitions = Definitions() if definitions is None else definitions
        lifter = Lifter() if lifter is None else lifter
        if self.sessions and (session.starts_at.tzinfo is None) is not (self.sessions[0].starts_at.tzinfo is None):
            raise LogError(
                f"start: {session.start} and the history's {self.sessions[0].start} "
                "must both have a UTC offset or both have none"
            )
        session_id = self.id_of(session) if session_id is None else session_id
        instant = microseconds(session.starts_at)
        past = self
        same = self._by_id.get(session_id)
        if same is not None and self._instants[same] < instant:
            past = self.without(session_id)
        bodyweight = None if lifter.bodyweight is None else lifter.bodyweight.grains
        index = past.index(definitions, bodyweight)
        end = bisect_left(index.instants, instant)
        summary = None
        for known in index.summaries[end : end + 2]:
            if known.session is session and known.id == session_id:
                summary = known
        if summary is None:
            summary = summarise(session, session_id, definitions, bodyweight)
        return View(index, end, summary, lifter, self.days, self.records)

    def _position(self, session_id: str) -> int:
        position = self._by_id.get(session_id)
        if position is None:
            raise LogError(f"id: there is no session {session_id!r} in this history")
        return position

    def _derived(self, sessions: tuple[Session, ...]) -> "History":
        other = History(sessions, days=self.days, records=self.records)
        for (definitions, bodyweight), index in self._indexes.items():
            known = {id(summary.session): summary for summary in index.summaries}
            other._indexes[definitions, bodyweight] = Index.build(
                zip(other.sessions, other.ids, strict=True), definitions, bodyweight, known
            )
        return other


@frozen(eq=False)
class HardSets:
    """The hard sets of one session in half sets (class 3 counts 2, class 2 counts 1): certain, and certain or possible.

    `incomplete`: a missing load or reps may hide that a set was harder than it looks.
    """

    certain: int
    possible: int
    incomplete: bool


@frozen(eq=False)
class View:
    """What a rule may see: the session that is judged, summed up, and the sessions that start strictly before it.

    Look-backs are in local days, both ends inside: `days=0` is earlier today. Iterators run from new to old.
    """

    _index: Index
    _end: int
    summary: Summary
    lifter: Lifter
    _days: tuple[DayLog, ...]
    _records: frozenset[str] | None
    _hard: dict[int, HardSets] = field(factory=dict, init=False)

    @property
    def session(self) -> Session:
        """The session that is judged."""
        return self.summary.session

    @property
    def definitions(self) -> Definitions:
        """The shared numbers in force."""
        return self._index.definitions

    @property
    def day(self) -> int:
        """The local day of the session, as a proleptic ordinal."""
        return self.summary.day

    @property
    def first_day(self) -> int | None:
        """The local day on which the log begins, or None if nothing is earlier than the session."""
        return self._index.summaries[0].day if self._end else None

    def ago(self, day: int) -> int:
        """How many local days ago `day` was; 0 for an earlier session with a later date of its own zone."""
        return max(self.summary.day - day, 0)

    def date_of(self, day: int) -> date:
        """The date of a local day."""
        return date.fromordinal(day)

    def covers(self, days: int) -> bool:
        """Whether the log began at least `days` days before the session."""
        first = self.first_day
        return first is not None and self.summary.day - first >= days

    def recorded(self, name: str) -> bool:
        """Whether "warm-ups", "core", "pain" or "sleep" is being recorded at this session."""
        if self._records is not None:
            return name in self._records
        if name in self.summary.records:
            return True
        days = self.definitions.habit_days
        if any(True for _ in self._recent(self._index.records[name], days)):
            return True
        return any(
            entry.pain.numbers if name == "pain" else entry.sleep_hours is not None
            for entry in (self.check_ins(days) if name in ("pain", "sleep") else ())
        )

    def check_ins(self, days: int) -> Iterator[DayLog]:
        """Check-ins of today and the `days` days before, new to old."""
        for entry in reversed(self._days):
            ago = self.summary.day - entry.date.toordinal()
            if ago > days:
                return
            if ago >= 0:
                yield entry

    def morning_check_in(self, after: Summary) -> int | None:
        """Pain on the morning after a session as that day's check-in has it, or None."""
        for entry in self.check_ins(self.ago(after.day)):
            if entry.date.toordinal() == after.day + 1:
                return entry.pain.before if entry.pain.next_morning is None else entry.pain.next_morning
        return None

    def reported(self, days: int) -> tuple[dict[str, bool], list[Pain]]:
        """Answers by symptom id and pain entries since the day of the last session, this session included.

        Check-ins count up to `days` days back; later answers replace earlier ones.
        """
        check_ins = list(self.check_ins(days))
        if check_ins:
            last = next((summary.day for summary in self.sessions(days)), 0)
            check_ins = [entry for entry in check_ins if entry.date.toordinal() >= last]
        answers: dict[str, bool] = {}
        for entry in reversed(check_ins):
            answers.update(entry.symptoms.answers)
        answers.update(self.session.symptoms.answers)
        return answers, [*(entry.pain for entry in check_ins), self.session.pain]

    def sleep(self, days: int) -> dict[int, Decimal]:
        """Hours of sleep by how many days ago the night ended, of today and the `days` days before."""
        nights = {self.ago(entry.date.toordinal()): entry.sleep_hours for entry in self.check_ins(days)}
        for summary in (*reversed(list(self.sessions(days))), self.summary):
            if summary.session.sleep_hours is not None:
                nights[self.ago(summary.day)] = summary.session.sleep_hours
        return {ago: hours for ago, hours in nights.items() if hours is not None}

    def hard_sets(self, at: Summary) -> HardSets:
        """How many lumbar-weighted hard sets a session has; sets of an unknown exercise may be any."""
        found = self._hard.get(id(at))
        if found is None:
            found = self._hard[id(at)] = self._count_hard(at)
        return found

    def _count_hard(self, at: Summary) -> HardSets:
        certain, possible, incomplete = 0, 2 * at.unread_sets, bool(at.unread)
        for lift in at.lifts:
            unknown = lift.exercise is None
            weight = 2 if lift.exercise is None else lift.exercise.lumbar_class - 1
            if weight <= 0:
                continue
            for entry in lift.work:
                hard = self.is_hard(entry, lift.subject, at)
                certain += weight if hard and not unknown else 0
                possible += weight if hard is not False else 0
                incomplete = incomplete or (entry.grains is None and not unknown)
            incomplete = incomplete or (
                any(entry.log.rpe is None for entry in lift.work) and self.e1rm_incomplete(lift.subject, at)
            )
        return HardSets(certain, possible, incomplete)

    def sessions(self, days: int) -> Iterator[Summary]:
        """Earlier sessions of today and the `days` days before, new to old."""
        return self._recent(range(self._end), days)

    def lumbar_sessions(self, days: int) -> Iterator[Summary]:
        """Of these, the ones with a work set of lumbar class 2 or 3."""
        return self._recent(self._index.lumbar, days)

    def core_sessions(self, days: int) -> Iterator[Summary]:
        """Of these, the ones with a core set."""
        return self._recent(self._index.core, days)

    def family_sessions(self, family: str, days: int) -> Iterator[Summary]:
        """Of these, the ones with a work set of a movement family."""
        return self._recent(self._index.families.get(family, ()), days)

    def lifts(self, exercise_id: str, days: int) -> Iterator[tuple[Summary, Lift]]:
        """Earlier lifts of one exercise of lumbar class 2 or 3, with their sessions, new to old."""
        return self._lifts(exercise_id, self._end, self.summary, days)

    def e1rm_ref(self, exercise_id: str, before: Summary | None = None) -> Ratio | None:
        """The best e1RM of an exercise, in grains, in the 90 days before a session (the judged one by default)."""
        at = self.summary if before is None else before
        end = self._end if before is None else bisect_left(self._index.instants, before.instant)
        best: Ratio | None = None
        for _, lift in self._lifts(exercise_id, end, at, self.definitions.e1rm_days):
            if lift.e1rm is not None and is_larger(lift.e1rm, best):
                best = lift.e1rm
        return best

    def e1rm_incomplete(self, exercise_id: str, before: Summary | None = None) -> bool:
        """Whether a work set in the 90 days of e1rm_ref has no load or no reps, so that the best may be missing."""
        at = self.summary if before is None else before
        end = self._end if before is None else bisect_left(self._index.instants, before.instant)
        days = self.definitions.e1rm_days
        return not all(lift.complete for _, lift in self._lifts(exercise_id, end, at, days))

    def is_hard(self, entry: Performed, exercise_id: str, at: Summary) -> bool | None:
        """Whether a work set was hard: RPE 7 or more, or to failure, else 70 % of the e1RM; None where unknown."""
        if entry.log.rpe is not None:
            return entry.log.rpe >= self.definitions.effort_rpe
        if entry.log.kind == "failure":
            return True
        if entry.grains is None:
            return None
        reference = self.e1rm_ref(exercise_id, at)
        if reference is None:
            return None
        return at_least(entry.grains * reference[1], self.definitions.hard_share, reference[0])

    @staticmethod
    def intensity(entry: Performed, reference: Ratio | None) -> Ratio | None:
        """Share of the maximum of a set, as numerator and denominator: the larger of load / e1rm_ref() and RTS."""
        chart = rts_intensity(entry.log)
        by_chart = None if chart is None else (chart.numerator, chart.denominator)
        if reference is None or entry.grains is None:
            return by_chart
        by_load = (entry.grains * reference[1], reference[0])
        return by_load if is_larger(by_load, by_chart) else by_chart

    def _lifts(self, exercise_id: str, end: int, at: Summary, days: int) -> Iterator[tuple[Summary, Lift]]:
        positions, column = self._index.lifts.get(exercise_id, _NOTHING)
        summaries = self._index.summaries
        oldest = at.instant - (days + _OFFSET_DAYS) * MICROSECONDS_PER_DAY
        for place in range(bisect_left(positions, end) - 1, -1, -1):
            summary = summaries[positions[place]]
            if summary.instant < oldest:
                return
            if at.day - summary.day <= days:
                yield summary, column[place]

    def _recent(self, positions: Any, days: int) -> Iterator[Summary]:
        summaries = self._index.summaries
        today = self.summary
        oldest = today.instant - (days + _OFFSET_DAYS) * MICROSECONDS_PER_DAY
        for place in range(bisect_left(positions, self._end) - 1, -1, -1):
            summary = summaries[positions[place]]
            if summary.instant < oldest:
                return
            if today.day - summary.day <= days:
                yield summary


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


def _checked_days(days: Iterable[DayLog]) -> tuple[DayLog, ...]:
    by_date: dict[date, DayLog] = {}
    for entry in days:
        if not isinstance(entry, DayLog):
            raise LogError(f"days: {entry!r} is no DayLog")
        if by_date.setdefault(entry.date, entry) != entry:
            raise LogError(f"days: {entry.date} has two different check-ins; a day has one")
    return tuple([by_date[day] for day in sorted(by_date)])


def _checked_records(records: Iterable[str]) -> frozenset[str]:
    names = frozenset([records] if isinstance(records, str) else records)
    for name in sorted(names):
        if name not in RECORDS:
            raise LogError(f"records: {name!r} is none of {', '.join(RECORDS)}")
    return names


def _rebuilt(sessions: tuple[Session, ...], days: tuple[DayLog, ...], records: frozenset[str] | None) -> History:
    return History(sessions, days=days, records=records)
