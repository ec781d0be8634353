"""rest.no_deload: no lighter week for a long time."""

from ...authoring import (
    INFO,
    LOW_BACK,
    WORK_SETS,
    Decimal,
    Evidence,
    Fact,
    Fired,
    Gap,
    Verdicts,
    View,
    above,
    fires,
    frozen,
    limit,
    not_recorded,
    quiet,
    rule,
    unsure,
)


@frozen
class Limits:
    max_weeks: int = limit(
        12,
        unit="weeks",
        low=2,
        high=52,
        stricter="lower",
        levels={"intermediate": 8, "advanced": 8},
        back_history=6,
        doc="weeks in a row without a lighter one",
    )
    light: Decimal = limit(
        "0.70",
        unit="ratio",
        low="0.1",
        high="0.95",
        stricter="lower",
        doc="a week is lighter up to this share of the mean of the `mean_weeks` before it",
    )
    mean_weeks: int = limit(4, unit="weeks", low=1, high=8, doc="weeks that a week is compared with")
    days: int = limit(7, unit="days", low=7, high=7, doc="a week: seven days in a row, the last one ends today")


_MONDAYS = (
    ("01", (5, 12, 19, 26)),
    ("02", (2, 9, 16, 23)),
    ("03", (2, 9, 16)),
)
_LOG = "2025-12-30 bench press 3x5@60kg\n" + "\n".join(
    [f"2026-{month}-{day:02} deadlift 10x5@100kg" for month, days in _MONDAYS for day in days]
)


@rule(
    title="No lighter week for a long time",
    limits=Limits,
    lookback=("max_weeks", "mean_weeks", "days"),
    reads={"exercise", "load", "reps", "deload"},
    uses={WORK_SETS},
    worse={"load": "higher", "reps": "higher"},
    message="No lighter week of low-back work in the last {weeks}; up to {limits.max_weeks} in a row are customary.",
    formula="each of the last {weeks} has more than {limits.light} of the mean volume of the {limits.mean_weeks} "
    "before it, and none is marked as a deload; {weeks} are more than {limits.max_weeks}",
    severities={INFO: "more weeks than `max_weeks`"},
    gaps={"weeks needed": "too-short", "volume of a week": "not-recorded"},
    advice="If you feel worn, plan a week with about half the sets; if you do not, going on is no mistake.",
    evidence=Evidence(
        source="D",
        threshold="D",
        directness="indirect",
        sources=("ROGERSON2024", "BELL2022", "COLEMAN2024"),
        statement="Practice: lifters take a lighter week every 5.6 weeks or so (Rogerson 2024), coaches name 4-6. "
        "The limits are ours.",
        criticism="The only randomised trial, of a whole week off, found no benefit and less gain of strength.",
    ),
    examples=[
        fires(_LOG, "seven weeks alike: with back history six are customary", severity=INFO, back_history=True),
        fires(
            _LOG.replace("2026-03-09 deadlift 10x5", "2026-03-09 deadlift 8x5"),
            "80 % of the weeks before is no lighter week",
            back_history=True,
        ),
        quiet(
            _LOG.replace("2026-02-02 deadlift 10x5", "2026-02-02 deadlift 7x5"),
            "six weeks since one of 70 %: both limits are allowed",
            back_history=True,
        ),
        quiet(_LOG + "; deload", "this week is marked as a deload", back_history=True),
        quiet(
            _LOG.replace("2026-03-09 deadlift", "2026-03-09 bench press"),
            "a week without low-back work is a lighter one",
            back_history=True,
        ),
        unsure(_LOG, "for twelve weeks and the four before them the log is too short"),
        unsure(
            _LOG.replace("2026-02-23 deadlift 10x5@100kg", "2026-02-23 deadlift 10x5"),
            "the volume of a week is not known",
            back_history=True,
        ),
    ],
    enabled=False,
)
def no_deload(view: View, limits: Limits) -> Verdicts:
    """Point out a long row of weeks without a lighter one.

    Weeks of seven days are counted back from today. A week is lighter if its lumbar volume is at most 70 % of the mean
    of the four before it, if it has none, or if a session in it is marked as a deload. Many lifters plan such weeks; no
    trial says that they must.
    """
    weeks = _Weeks(view, limits)
    last = range(limits.max_weeks + 1)
    if any(weeks.is_light(week) for week in last):
        return
    unclear = [week for week in last if weeks.is_light(week) is None]
    if not unclear:
        yield Fired(LOW_BACK, INFO, {"weeks": Fact.count(len(last), "weeks")}, limit="max_weeks")
        return
    needed = len(last) + limits.mean_weeks
    if weeks.covered < needed:
        yield Gap(LOW_BACK, "too-short", f"weeks needed: {needed}")
    if not all(weeks.complete):
        yield not_recorded(LOW_BACK, "volume of a week")


class _Weeks:
    """The lumbar volume of the weeks before today, the newest first; `covered` of them lie wholly within the log."""

    def __init__(self, view: View, limits: Limits) -> None:
        self.limits = limits
        number = limits.max_weeks + 1 + limits.mean_weeks
        self.amounts = [0] * number
        self.complete = [True] * number
        self.deload = [False] * number
        for summary in (view.summary, *view.sessions(number * limits.days - 1)):
            week = view.ago(summary.day) // limits.days
            self.amounts[week] += summary.volume.amount
            self.complete[week] = self.complete[week] and summary.volume.complete
            self.deload[week] = self.deload[week] or summary.session.deload
        first = view.summary.day if view.first_day is None else view.first_day
        self.covered = min((view.ago(first) + 1) // limits.days, number)

    def is_light(self, week: int) -> bool | None:
        """Whether that many weeks ago was a lighter week; None where it is not known."""
        if self.deload[week]:
            return True
        if week < self.covered and self.complete[week] and not self.amounts[week]:
            return True
        compared = week + self.limits.mean_weeks
        if compared >= self.covered or not all(self.complete[week : compared + 1]):
            return None
        before = sum(self.amounts[week + 1 : compared + 1])
        return not above(self.amounts[week] * self.limits.mean_weeks, self.limits.light, before)
