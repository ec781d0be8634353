"""Index: the sessions of a history that were done, summed up, and columns by which they are found."""

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple, Self

from .definitions import RECORDS, Definitions
from .figures import Figures
from .hardness import HardSets
from .model import PAIN_NUMBERS, Session
from .summary import MICROSECONDS_PER_DAY, Lift, Summary, summarise
from .values import frozen

# The day of a session is that of its own offset, of less than a day either way: two sessions that lie some local days
# apart may lie so many days of 24 hours, and nearly these, apart. Days can also run against the order of instants.
OFFSET_DAYS = 3


class Column(NamedTuple):
    """The lifts of one exercise with their sessions, old to new, and the positions of these sessions."""

    positions: list[int]
    lifts: list[tuple[Summary, Lift]]
    figures: Figures

    def copy(self) -> "Column":
        """One to add to, which leaves this one as it is."""
        return Column(self.positions.copy(), self.lifts.copy(), self.figures.copy())


@frozen(eq=False)
class Index:
    """The sessions of a history that were done, summed up and findable by time, exercise, family and habit.

    Columns hold positions in `summaries`; those of `unrated` are where a number of Pain is missing. `in_order` says
    whether local days never run backwards, as they can where offsets differ; `first` is the instant and the local day
    on which the log begins, whether or not the index holds it. `hard` is what View.hard_sets() found.
    """

    definitions: Definitions
    bodyweight: int | None
    summaries: list[Summary]
    instants: list[int]
    days: list[int]
    in_order: bool
    first: tuple[int, int] | None
    lifts: dict[str, Column]
    families: dict[str, list[int]]
    lumbar: list[int]
    core: list[int]
    records: dict[str, list[int]]
    unrated: dict[str, list[int]]
    tried: dict[str, list[int]]
    unread: list[int]
    hard: dict[Summary, HardSets]
    figures: Figures

    @classmethod
    def empty(cls, definitions: Definitions, bodyweight: int | None, first: tuple[int, int] | None = None) -> Self:
        """The index of no session; `first` is given where it is to hold only the later part of a log."""
        records: dict[str, list[int]] = {name: [] for name in RECORDS}
        unrated: dict[str, list[int]] = {name: [] for name in PAIN_NUMBERS}
        return cls(
            definitions, bodyweight, [], [], [], True, first, {}, {}, [], [], records, unrated, {}, [], {}, Figures()
        )

    def with_sessions(self, sessions: Iterable[tuple[Session, str]], known: dict[int, Summary] | None = None) -> Self:
        """This index and later sessions with their ids, in order; this one and its columns stay as they are.

        `known` holds summaries to take over, by the identity of their sessions.
        """
        summaries, instants, days = self.summaries.copy(), self.instants.copy(), self.days.copy()
        lifts, families = self.lifts.copy(), self.families.copy()
        lumbar, core = self.lumbar.copy(), self.core.copy()
        records = {name: positions.copy() for name, positions in self.records.items()}
        unrated = {name: positions.copy() for name, positions in self.unrated.items()}
        tried, unread = self.tried.copy(), self.unread.copy()
        in_order, first = self.in_order, self.first
        # Only the columns that grow are copied, each once.
        copied: set[str] = set()
        copied_families: set[str] = set()
        copied_tried: set[str] = set()
        for session, session_id in sessions:
            if session.planned:
                continue
            summary = None if known is None else known.get(id(session))
            if summary is None or summary.id != session_id:
                summary = summarise(session, session_id, self.definitions, self.bodyweight)
            position = len(summaries)
            if first is None:
                first = summary.instant, summary.day
            if days and summary.day < days[-1]:
                in_order = False
            summaries.append(summary)
            instants.append(summary.instant)
            days.append(summary.day)
            for lift in summary.lumbar:
                exercise = lift.exercise
                assert exercise is not None
                column = lifts.get(lift.subject)
                if column is None:
                    column = lifts[lift.subject] = Column([], [], Figures())
                elif lift.subject not in copied:
                    column = lifts[lift.subject] = column.copy()
                copied.add(lift.subject)
                column.positions.append(position)
                column.lifts.append((summary, lift))
                if exercise.family not in copied_families:
                    copied_families.add(exercise.family)
                    families[exercise.family] = families.get(exercise.family, []).copy()
                family = families[exercise.family]
                if not family or family[-1] != position:
                    family.append(position)
            for subject in {lift.subject for lift in summary.lifts if lift.put_off is None and lift.attempts}.union(
                summary.unread
            ):
                if subject not in copied_tried:
                    copied_tried.add(subject)
                    tried[subject] = tried.get(subject, []).copy()
                tried[subject].append(position)
            if summary.unread:
                unread.append(position)
            if summary.lumbar:
                lumbar.append(position)
            if summary.core_sets:
                core.append(position)
            for name in summary.records:
                records[name].append(position)
            for name, positions in unrated.items():
                if getattr(session.pain, name) is None:
                    positions.append(position)
        return type(self)(
            self.definitions,
            self.bodyweight,
            summaries,
            instants,
            days,
            in_order,
            first,
            lifts,
            families,
            lumbar,
            core,
            records,
            unrated,
            tried,
            unread,
            self.hard.copy(),
            self.figures.copy(),
        )

    def begin(self, at: Summary, days: int) -> int:
        """The position of the first session whose local day is at most `days` before that of another.

        Where days run backwards, later ones may be older than that still, and have to be asked.
        """
        if self.in_order:
            return bisect_left(self.days, at.day - days)
        return bisect_left(self.instants, at.instant - (days + OFFSET_DAYS) * MICROSECONDS_PER_DAY)
