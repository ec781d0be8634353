"""View: what a rule may see of a history: the session that is judged, and what starts strictly before it."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import compress
from typing import Any, TypeVar, TypeVarTuple

from attrs import field

from .definitions import Definitions
from .estimates import Ratio, is_larger, rts_ratio
from .hardness import HardSets
from .index import Column, Index
from .load import at_least
from .model import DayLog, Lifter, Pain, Session
from .summary import Lift, Performed, Summary
from .values import frozen

R = TypeVar("R")
More = TypeVarTuple("More")


@frozen(eq=False)
class View:
    """What a rule may see: the session that is judged, summed up, and the sessions that start strictly before it.

    Look-backs are in local days, both ends inside: `days=0` is earlier today. Iterators run from new to old. `results`
    holds what lasts as long as the view: that of kept(), best e1RMs, and the hard sets of a session that is no part of
    the log.
    """

    _index: Index
    _end: int
    summary: Summary
    _place: int | None
    lifter: Lifter
    _check_ins: tuple[DayLog, ...]
    _records: frozenset[str] | None
    results: dict[Any, Any] = field(factory=dict, init=False, repr=False)

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
        first = self._index.first
        return None if first is None or first[0] >= self.summary.instant else first[1]

    def ago(self, day: int) -> int:
        """How many local days ago `day` was; 0 for an earlier session with a later date of its own zone."""
        ago = self.summary.day - day
        return ago if ago > 0 else 0

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
        if self._latest(self._index.records[name], days) is not None:
            return True
        return any(
            entry.pain.numbers if name == "pain" else entry.sleep_hours is not None
            for entry in (self.check_ins(days) if name in ("pain", "sleep") else ())
        )

    def unread_sessions(self, days: int) -> Iterator[Summary]:
        """Of these, the ones of which a set that loads the low back, or may, could not be read."""
        return self._recent(self._index.unread, days)

    def last_tried(self, exercise_id: str, days: int) -> tuple[Summary, Lift | None] | None:
        """The last earlier session in which an exercise of class 2 or 3 was tried, with its lift.

        A failed attempt is a try, and a session with a set of it that could not be read has one, with None for a lift.
        """
        summary = self._latest(self._index.tried.get(exercise_id, ()), days)
        if summary is None:
            return None
        for lift in summary.lifts:
            if lift.subject == exercise_id:
                return summary, lift if lift.attempts else None
        return summary, None

    def lacks_pain(self, number: str, days: int) -> bool:
        """Whether an earlier session of today and the `days` days before has no pain "before", "during" and so on."""
        return self._latest(self._index.unrated[number], days) is not None

    def check_ins(self, days: int) -> Iterator[DayLog]:
        """Check-ins of today and the `days` days before, new to old."""
        if not self._check_ins:
            return iter(())
        newest, oldest = self.summary.day, self.summary.day - days
        begin = bisect_left(self._check_ins, oldest, key=_ordinal)
        return reversed(self._check_ins[begin : bisect_right(self._check_ins, newest, key=_ordinal)])

    def morning_check_in(self, after: Summary) -> int | None:
        """Pain on the morning after a session as that day's check-in has it, or None."""
        for entry in self.check_ins(self.ago(after.day)) if self._check_ins else ():
            if entry.date.toordinal() == after.day + 1:
                return entry.pain.before if entry.pain.next_morning is None else entry.pain.next_morning
        return None

    def reported(self, days: int) -> tuple[dict[str, bool], list[Pain]]:
        """Answers by symptom id and pain entries since the day of the last session, this session included.

        Check-ins count up to `days` days back; later answers replace earlier ones.
        """
        session = self.session
        if not self._check_ins:
            return dict(session.symptoms.answers), [session.pain]
        last = next((summary.day for summary in self.sessions(days)), 0)
        check_ins = [entry for entry in self.check_ins(days) if entry.date.toordinal() >= last]
        answers: dict[str, bool] = {}
        for entry in reversed(check_ins):
            answers.update(entry.symptoms.answers)
        answers.update(session.symptoms.answers)
        return answers, [*(entry.pain for entry in check_ins), session.pain]

    def sleep(self, days: int) -> dict[int, Decimal]:
        """Hours of sleep by how many days ago the night ended, of today and the `days` days before."""
        nights = {self.ago(entry.date.toordinal()): entry.sleep_hours for entry in self.check_ins(days)}
        for summary in reversed([self.summary, *self._recent(self._index.records["sleep"], days)]):
            if summary.session.sleep_hours is not None:
                nights[self.ago(summary.day)] = summary.session.sleep_hours
        return {ago: hours for ago, hours in nights.items() if hours is not None}

    def hard_sets(self, at: Summary) -> HardSets:
        """How many lumbar-weighted hard sets a session has; sets of an unknown exercise may be any."""
        # What is no part of the log is not kept with it.
        known: dict[Any, Any] = self._index.hard if at is not self.summary or self._place is not None else self.results
        found: HardSets | None = known.get(at)
        if found is None:
            found = known[at] = self._count_hard(at)
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
        index, today = self._index, self.summary
        found = map(index.summaries.__getitem__, range(self._end - 1, index.begin(today, days) - 1, -1))
        return found if index.in_order else filter(lambda summary: today.day - summary.day <= days, found)

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
        return self._lifts(exercise_id, self.summary, days)

    def each(self, function: Callable[[Summary, *More], R], days: int, *arguments: *More) -> Iterator[R]:
        """What a function makes of the session that is judged, and of each of sessions(days).

        It is worked out once for each session, however many later ones look back on it: for functions of a module,
        not made anew each time, that look at nothing but their arguments (equal ones, as 1 and True, are the same), and
        whose result nobody changes.
        """
        index, end = self._index, self._end
        begin = min(index.begin(self.summary, days), end)
        # Mostly it stands in the log, right behind those before it.
        behind = self._place == end
        found: list[R] = index.figures.of(index.summaries, begin, end + behind, function, arguments)
        if not behind:
            found.append(function(self.summary, *arguments))
        if not index.in_order:
            oldest = self.summary.day - days
            found = [*compress(found, [summary.day >= oldest for summary in index.summaries[begin:end]]), found[-1]]
        return reversed(found)

    def each_lift(
        self, function: Callable[[tuple[Summary, Lift], *More], R], lift: Lift, days: int, *arguments: *More
    ) -> Iterator[R]:
        """What a function makes of a lift of today and of each of lifts(lift.subject, days), with their sessions.

        Else as each().
        """
        index, today = self._index, (self.summary, lift)
        column = index.lifts.get(lift.subject)
        if column is None:
            return iter((function(today, *arguments),))
        begin, end = self._span(column, self.summary, days)
        begin = min(begin, end)
        behind = self._place == self._end and bool(lift.work)
        found: list[R] = column.figures.of(column.lifts, begin, end + behind, function, arguments)
        if not behind:
            found.append(function(today, *arguments))
        if not index.in_order:
            oldest = self.summary.day - days
            found = [*compress(found, [summary.day >= oldest for summary, _ in column.lifts[begin:end]]), found[-1]]
        return reversed(found)

    def e1rm_ref(self, exercise_id: str, before: Summary | None = None) -> Ratio | None:
        """The best e1RM of an exercise, in grains, in the 90 days before a session (the judged one by default)."""
        return self._reference(exercise_id, before)[0]

    def e1rm_incomplete(self, exercise_id: str, before: Summary | None = None) -> bool:
        """Whether a work set in the 90 days of e1rm_ref has no load or no reps, so that the best may be missing."""
        return self._reference(exercise_id, before)[1]

    def _reference(self, exercise_id: str, before: Summary | None) -> tuple[Ratio | None, bool]:
        if before is not None and before is not self.summary:
            return self._best(exercise_id, before)
        found: tuple[Ratio | None, bool] | None = self.results.get(exercise_id)
        if found is None:
            found = self.results[exercise_id] = self._best(exercise_id, self.summary)
        return found

    def _best(self, exercise_id: str, at: Summary) -> tuple[Ratio | None, bool]:
        best: Ratio | None = None
        complete = True
        for _, lift in self._lifts(exercise_id, at, self.definitions.e1rm_days):
            e1rm = lift.e1rm
            if e1rm is not None and (best is None or e1rm[0] * best[1] > best[0] * e1rm[1]):
                best = e1rm
            if not lift.complete:
                complete = False
        return best, not complete

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
        by_chart = rts_ratio(entry.log)
        if reference is None or entry.grains is None:
            return by_chart
        by_load = (entry.grains * reference[1], reference[0])
        return by_load if is_larger(by_load, by_chart) else by_chart

    def _lifts(self, exercise_id: str, at: Summary, days: int) -> Iterator[tuple[Summary, Lift]]:
        index = self._index
        column = index.lifts.get(exercise_id)
        if column is None:
            return iter(())
        begin, end = self._span(column, at, days)
        found = map(column.lifts.__getitem__, range(end - 1, begin - 1, -1))
        return found if index.in_order else filter(lambda item: at.day - item[0].day <= days, found)

    def _span(self, column: Column, at: Summary, days: int) -> tuple[int, int]:
        """Where in a column the lifts begin and end that lie so many days before a session."""
        index, positions = self._index, column.positions
        end = self._end if at is self.summary else bisect_left(index.instants, at.instant)
        return bisect_left(positions, index.begin(at, days)), bisect_left(positions, end)

    def _recent(self, positions: Sequence[int], days: int) -> Iterator[Summary]:
        if not positions:
            return iter(())
        index, today = self._index, self.summary
        begin, end = bisect_left(positions, index.begin(today, days)), bisect_left(positions, self._end)
        found = map(index.summaries.__getitem__, map(positions.__getitem__, range(end - 1, begin - 1, -1)))
        return found if index.in_order else filter(lambda summary: today.day - summary.day <= days, found)

    def _latest(self, positions: Sequence[int], days: int) -> Summary | None:
        index = self._index
        if not index.in_order:
            return next(self._recent(positions, days), None)
        place = bisect_left(positions, self._end) - 1
        summary = None if place < 0 else index.summaries[positions[place]]
        return summary if summary is not None and self.summary.day - summary.day <= days else None


def _ordinal(entry: DayLog) -> int:
    return entry.date.toordinal()
