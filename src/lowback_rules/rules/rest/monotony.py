"""rest.monotony: days that are all alike."""

from ...authoring import (
    INFO,
    LOW_BACK,
    Cite,
    Decimal,
    Evidence,
    Fact,
    Fired,
    Fraction,
    Gap,
    Summary,
    Verdicts,
    View,
    fires,
    frozen,
    limit,
    monotony_exceeds,
    not_recorded,
    quiet,
    ratio_text,
    rule,
    unsure,
)
from ...authoring import monotony as foster_monotony

_WEEK = 7
_HOUR = 3_600_000_000


@frozen
class Limits:
    monotony: Decimal = limit(
        "2.0",
        unit="number",
        low="1",
        high="5",
        stricter="lower",
        doc="mean over population standard deviation of the daily loads of a week",
    )
    own: Decimal = limit(
        "1",
        unit="ratio",
        low="0",
        high="2",
        stricter="lower",
        doc="only a week above this share of the person's own mean week is looked at",
    )
    weeks: int = limit(6, unit="weeks", low=2, high=26, doc="the weeks, this one included, of the person's own mean")
    longest: int = limit(6, unit="h", low=2, high=24, doc="a session recorded as longer than this has no known end")


_BEFORE = "2026-01-01 18:00-19:00 deadlift 3x5@100kg; session rpe 5\n"
_FIVE_DAYS = "".join([f"2026-03-{day:02} 18:00-19:00 squat 3x5@80kg; session rpe 5\n" for day in (2, 3, 4, 5, 6)])
_TODAY = "2026-03-07 18:00-19:00 deadlift 3x5@100kg; session rpe {}"
_HARDER = "".join(
    [
        f"2026-{day} 18:00-21:00 deadlift 5x5@100kg; session rpe 10\n"
        for day in ("01-26", "02-02", "02-09", "02-16", "02-23")
    ]
)


@rule(
    title="Monotonous daily load",
    limits=Limits,
    lookback="weeks",
    reads={"session_rpe"},
    message="The days of this week are very alike (monotony {monotony}; {limits.monotony} is the usual mark), in a "
    "week with {share} of your own mean load.",
    formula="mean / population SD of seven daily loads (session RPE x minutes) = {monotony}, above {limits.monotony}; "
    "load of this week / mean of {limits.weeks} = {share}, above {limits.own}",
    severities={INFO: "above `monotony`, in a week above `own`"},
    gaps={
        "session RPE": "not-recorded",
        "end of a session": "not-recorded",
        "days needed": "too-short",
        "a day unlike the others": "no-comparison",
    },
    advice="Let hard and easy days differ more, or leave a day free.",
    evidence=Evidence(
        source="B",
        threshold="D",
        directness="extrapolated",
        sources=("FOSTER1998", "FOSTER2001", "DAY2004", "HADDAD2017"),
        statement="Foster 1998: 25 athletes, common illnesses, a mark of each person's own. Session RPE is reliable "
        "for lifting (ICC 0.88). The 2.0 is convention.",
        criticism="With equal sessions 2.0 takes six training days a week (five give 1.58, six 2.45), so it says "
        "little to most lifters.",
    ),
    examples=[
        fires(_BEFORE + _FIVE_DAYS + _TODAY.format(5), "six equal days and one off: 2.45", severity=INFO),
        fires(
            (_BEFORE + _FIVE_DAYS + _TODAY.format(5)).replace("18:00-19:00", "12:00-18:00").replace("01-01", "01-25"),
            "the same with sessions of six hours, the longest that is believed, in a log of six weeks to the day",
        ),
        quiet(
            _BEFORE
            + _FIVE_DAYS.replace("2026-03-04 18:00-19:00", "2026-03-03 20:00-21:00")
            + "2026-03-07 18:00-19:00 deadlift 3x5@100kg",
            "five days: at most 1.58, whatever today's session RPE",
        ),
        quiet(
            _BEFORE + _HARDER + _FIVE_DAYS + _TODAY.format(5),
            "six equal days, but no more than the mean of six weeks",
        ),
        unsure(_BEFORE + _FIVE_DAYS + _TODAY.format(5).replace("; session rpe 5", ""), "no session RPE today"),
        unsure(_BEFORE + _FIVE_DAYS.replace("-19:00", "") + _TODAY.format(5), "when the sessions ended is not known"),
        unsure(_FIVE_DAYS + _TODAY.format(5), "the log is only a week old"),
        unsure(
            _BEFORE + "2026-03-01 18:00-19:00 plank 3x45s; session rpe 5\n" + _FIVE_DAYS + _TODAY.format(5),
            "seven equal days: the spread is nil and monotony has no value",
        ),
    ],
    enabled=False,
)
def monotony(view: View, limits: Limits) -> Verdicts:
    """Point out a week whose days are all alike, if it is more than the person's own usual week.

    Foster's monotony: the mean of seven daily loads (session RPE x minutes, 0 on a day without a session) over their
    population standard deviation. Hard days that never change leave no easy one; the evidence is about illness and not
    about backs.
    """
    loads, missing = _daily(view, limits)
    week = [load for load in loads[:_WEEK] if load is not None]
    total = sum([load for load in loads if load is not None], Fraction(0))
    if not _possible(_WEEK - week.count(Fraction(0)), limits.monotony):
        return
    if len(week) == _WEEK:
        alike = monotony_exceeds(week, limits.monotony) is not False
        if not alike or sum(week) * limits.weeks <= Fraction(limits.own) * total:
            return
    short = not view.covers(len(loads) - 1)
    if short:
        yield Gap(LOW_BACK, "too-short", f"days needed: {len(loads)}")
    for what in missing:
        yield not_recorded(LOW_BACK, what)
    if short or missing:
        return
    value = foster_monotony(week)
    if value is None:
        yield Gap(LOW_BACK, "no-comparison", "a day unlike the others")
        return
    share = sum(week) * limits.weeks / total
    yield Fired(
        LOW_BACK,
        INFO,
        {
            "monotony": Fact(ratio_text(Fraction(value), limits.monotony, 2), "number"),
            "share": Fact(ratio_text(share, limits.own), "ratio"),
        },
        [Cite(summary.id) for summary in (view.summary, *view.sessions(_WEEK - 1))],
        limit="monotony",
    )


def _daily(view: View, limits: Limits) -> tuple[list[Fraction | None], list[str]]:
    """The load of each day, today first, None where it is not known; and what is missing of them."""
    loads: list[Fraction | None] = [Fraction(0)] * (_WEEK * limits.weeks)
    missing: list[str] = []
    for summary in (view.summary, *view.sessions(len(loads) - 1)):
        ago = view.ago(summary.day)
        load, lacking = _load(summary, limits)
        before = loads[ago]
        loads[ago] = None if load is None or before is None else before + load
        missing += lacking
    return loads, sorted(set(missing))


def _load(summary: Summary, limits: Limits) -> tuple[Fraction | None, list[str]]:
    """Session RPE x hours, or None and what is missing of it; nothing of either is no load."""
    effort, end = summary.session.session_rpe, summary.end
    length = None if end is None or end - summary.instant > limits.longest * _HOUR else end - summary.instant
    if effort == 0 or length == 0:
        return Fraction(0), []
    if effort is not None and length is not None:
        return Fraction(effort) * Fraction(length, _HOUR), []
    return None, ["session RPE"] * (effort is None) + ["end of a session"] * (length is None)


def _possible(days: int, mark: Decimal) -> bool:
    """Whether loads on so many days of seven can exceed the mark: the most even ones give the root of d / (7 - d)."""
    return days == _WEEK or Fraction(days, _WEEK - days) > Fraction(mark) ** 2
