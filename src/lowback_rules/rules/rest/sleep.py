"""rest.sleep: short nights over a week."""

from functools import lru_cache

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
    Verdicts,
    View,
    fires,
    frozen,
    limit,
    not_recorded,
    quiet,
    ratio_text,
    rule,
    unsure,
)


@frozen
class Limits:
    hours: Decimal = limit(
        "7",
        unit="h",
        low="4",
        high="10",
        stricter="higher",
        groups={"under 18": "8"},
        doc="mean sleep of the nights on record",
    )
    min_nights: int = limit(
        5, unit="nights", low=1, high=7, stricter="lower", doc="nights on record that a mean is made of"
    )
    days: int = limit(7, unit="days", low=7, high=14, doc="the stretch of nights, the last one included")


_FIVE_NIGHTS = (
    "2026-03-02 bench press 3x5@60kg; sleep {}h\n2026-03-03 squat 3x5@80kg; sleep {}h\n"
    "2026-03-04 bench press 3x5@60kg; sleep {}h\n2026-03-05 squat 3x5@80kg; sleep {}h\n"
    "2026-03-06 deadlift 3x5@100kg; sleep {}h"
)
_TWO_NIGHTS = "2026-02-28 plank 3x45s; sleep {}h\n2026-03-01 plank 3x45s; sleep {}h\n"


@rule(
    title="Short sleep",
    limits=Limits,
    lookback="days",
    reads={"sleep_hours"},
    worse={"sleep_hours": "lower"},
    message="{mean} of sleep a night on average over {nights}; {limits.hours} or more are usual guidance.",
    formula="mean of {nights} on record in the last {limits.days} = {mean}, below {limits.hours}",
    severities={INFO: "mean below `hours`"},
    gaps={"sleep of enough nights": "not-recorded"},
    advice="An earlier night helps more than an extra set; after a short one, an easier session is no loss.",
    evidence=Evidence(
        source="C",
        threshold="C",
        directness="indirect",
        sources=("WATSON2015", "MILEWSKI2014"),
        statement="AASM and SRS recommend 7 hours or more for adults. Adolescents who slept less than 8 hours had more "
        "sports injuries.",
        criticism="The study of adolescents is a survey over many sports whose interval reaches no difference; nothing "
        "of it is about lifting or backs.",
    ),
    examples=[
        fires(_FIVE_NIGHTS.format(6.5, 6, 7, 6.5, 7), "6.6 hours on average over five nights", severity=INFO),
        fires(
            _TWO_NIGHTS.format(7, 7) + _FIVE_NIGHTS.format(7, 7, 7, 7, 6.9),
            "48.9 hours in seven nights, of 49",
            severity=INFO,
        ),
        quiet(_FIVE_NIGHTS.format(7, 7, 7, 6.5, 7.5), "7 hours on average over five nights: the limit is allowed"),
        quiet(_TWO_NIGHTS.format(6, 8) + _FIVE_NIGHTS.format(7, 7, 7, 6.5, 7.5), "the same over seven"),
        unsure("2026-03-06 deadlift 3x5@100kg; sleep 6h", "one night is no week"),
    ],
)
def sleep(view: View, limits: Limits) -> Verdicts:
    """Point out a week of short nights.

    The mean of the nights on record in the last week, from sessions and check-ins, counts; it takes five of them. Sleep
    is when training takes effect; the guidance is about health in general and not about backs.
    """
    nights = view.sleep(limits.days - 1)
    if len(nights) < limits.min_nights:
        yield _too_few(len(nights), limits.min_nights)
        return
    total = sum([Fraction(hours) for hours in nights.values()], Fraction(0))
    if total < Fraction(limits.hours) * len(nights):
        yield Fired(
            LOW_BACK,
            INFO,
            {
                "mean": Fact(ratio_text(total / len(nights), limits.hours, 2), "h"),
                "nights": Fact.count(len(nights), "nights"),
            },
            [
                Cite(summary.id)
                for summary in (view.summary, *view.sessions(limits.days - 1))
                if summary.session.sleep_hours is not None
            ],
            limit="hours",
        )


@lru_cache(maxsize=256)
def _too_few(nights: int, needed: int) -> Gap:
    return not_recorded(LOW_BACK, f"sleep of enough nights: {nights} of {needed}")
