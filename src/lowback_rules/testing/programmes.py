"""Logs that look like training: a programme with progression, and what happens to one in real life.

A few choices make a whole log, so that a draw stays cheap and a failing one shrinks to the choice that matters: no
deload, no layoff, no pain, everything recorded, few weeks.
"""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from attrs import frozen
from hypothesis import strategies as st

from ..load import kg
from ..model import Level, Lifter, Pain, Session, SetLog
from .cases import Case

FIRST_DAY = date(2026, 1, 5)
MAIN = ("Deadlift", "Squat", "Romanian Deadlift", "Bent Over Row")
_WEEKDAYS = ((0, 3), (0, 2, 4), (1, 4), (0, 1, 3, 4), (0, 2, 4, 5), (2,))
_SCHEMES = ((3, 5), (5, 5), (3, 8), (4, 3), (1, 5))


@frozen
class Programme:
    """What a programme is like, and what befalls it; weeks are counted from 0.

    Habits are logged for some weeks from the first: never, always, or until they end. `layoff` is a week and how many
    weeks are left out, `pain` a week, for how many, and the worst number.
    """

    weeks: int
    weekdays: tuple[int, ...]
    lifts: tuple[str, ...]
    sets: int
    reps: int
    first_load: Decimal
    step: Decimal
    hour: int | None
    deload_every: int | None
    layoff: tuple[int, int] | None
    back_at: Decimal
    pain: tuple[int, int, int] | None
    warm_up_weeks: int
    core_weeks: int
    rates_pain: bool
    effort: bool

    def sessions(self) -> tuple[Session, ...]:
        """All sessions, in order."""
        return tuple(
            self._session(week, weekday, place)
            for week in range(self.weeks)
            if not (self.layoff and self.layoff[0] <= week < sum(self.layoff))
            for place, weekday in enumerate(self.weekdays)
        )

    def _session(self, week: int, weekday: int, place: int) -> Session:
        deload = self.deload_every is not None and week % self.deload_every == self.deload_every - 1
        top = self._load(week) * (Decimal("0.8") if deload else 1)
        lift = self.lifts[place % len(self.lifts)]
        entries: list[SetLog] = []
        flagged = week < self.warm_up_weeks
        if flagged:
            shares = (Decimal("0.4"), Decimal("0.6"), Decimal("0.8"))
            entries += [SetLog(lift, kg(_plates(top * share)), self.reps, kind="warm-up") for share in shares]
        rpe = Decimal(6 if deload else 8) if self.effort else None
        kind = "work" if flagged else None
        entries += [SetLog(lift, kg(_plates(top)), self.reps, rpe=rpe, kind=kind)] * self.sets  # type: ignore[arg-type]  # a Kind
        if week < self.core_weeks:
            entries += [SetLog("Plank", seconds=45), SetLog("Side Plank", seconds=30, side="left")]
            entries += [SetLog("Side Plank", seconds=30, side="right")]
        day = FIRST_DAY + timedelta(days=7 * week + weekday)
        start = day if self.hour is None else datetime.combine(day, time(self.hour))
        end = start + timedelta(hours=1) if isinstance(start, datetime) else None
        return Session(start, entries, end=end, pain=self._pain(week, place), deload=deload)

    def _load(self, week: int) -> Decimal:
        """The top load of a week: a step more each week, and less after a layoff."""
        load = self.first_load + self.step * week
        back = self.layoff is not None and week >= sum(self.layoff)
        return load * self.back_at if back else load

    def _pain(self, week: int, place: int) -> Pain:
        """None rated, or none felt, or what an episode brings."""
        if not self.rates_pain:
            return Pain()
        if self.pain is None or not self.pain[0] <= week < self.pain[0] + self.pain[1]:
            return Pain(0, 0, 0, 0)
        worst = self.pain[2]
        return Pain(worst // 2, worst, worst, max(worst - place, 0))


def _plates(load: Decimal) -> Decimal:
    """The load to the nearest 2.5 kg, as a bar can be loaded."""
    return round(load / Decimal("2.5")) * Decimal("2.5")


@st.composite
def programmes(draw: st.DrawFn, *, most_weeks: int = 14) -> Programme:
    """Programmes with or without deloads, a layoff, an episode of pain, and with habits that are not logged."""
    pick = st.sampled_from
    weeks = draw(st.integers(1, most_weeks))
    layoff = st.tuples(st.integers(1, weeks), st.integers(1, 8))
    episode = st.tuples(st.integers(0, weeks - 1), st.integers(1, 4), st.integers(1, 8))
    habit = pick((0, weeks // 2, weeks))
    sets, reps = draw(pick(_SCHEMES))
    return Programme(
        weeks=weeks,
        weekdays=draw(pick(_WEEKDAYS)),
        lifts=tuple(draw(st.lists(pick(MAIN), min_size=1, max_size=3, unique=True))),
        sets=sets,
        reps=reps,
        first_load=draw(pick((Decimal(100), Decimal(60), Decimal(40), Decimal("142.5")))),
        step=draw(pick((Decimal(0), Decimal("2.5"), Decimal(5), Decimal(10)))),
        hour=draw(pick((18, 6, None))),
        deload_every=draw(pick((None, 4, 6))),
        layoff=draw(st.one_of(st.none(), layoff)) if weeks > 1 else None,
        back_at=draw(pick((Decimal(1), Decimal("0.9"), Decimal("0.7")))),
        pain=draw(st.one_of(st.none(), episode)),
        warm_up_weeks=draw(habit),
        core_weeks=draw(habit),
        rates_pain=draw(st.booleans()),
        effort=draw(st.booleans()),
    )


def training_logs(*, most_weeks: int = 14) -> st.SearchStrategy[tuple[Session, ...]]:
    """The sessions of programmes, in order."""
    return programmes(most_weeks=most_weeks).map(Programme.sessions)


@st.composite
def programme_cases(draw: st.DrawFn, *, most_weeks: int = 8) -> Case:
    """The last session of a programme, after all that came before it."""
    *past, today = draw(training_logs(most_weeks=most_weeks))
    level, back_history = draw(st.sampled_from(tuple(Level))), draw(st.booleans())
    return Case(tuple(past), today, Lifter(level=level, back_history=back_history))
