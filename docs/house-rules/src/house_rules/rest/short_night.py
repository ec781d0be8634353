"""rest.short_night: a heavy day after a short night."""

from lowback_rules.authoring import (
    INFO,
    LOW_BACK,
    SLEEP_HABIT,
    WORK_SETS,
    Decimal,
    Evidence,
    Fact,
    Fired,
    Gap,
    Verdicts,
    View,
    fires,
    frozen,
    limit,
    quiet,
    rule,
    unsure,
)


@frozen
class Limits:
    hours: Decimal = limit("6", unit="h", low="3", high="9", stricter="higher", back_history="7", doc="sleep before")


@rule(
    title="Heavy day after a short night",
    limits=Limits,
    reads={"exercise", "sleep_hours"},
    uses={WORK_SETS, SLEEP_HABIT},
    worse={"sleep_hours": "lower"},
    asks="lumbar",
    message="{slept} of sleep before low-back work; {limits.hours} is a usual minimum.",
    formula="sleep of the night before = {slept}, below {limits.hours}",
    severities={INFO: "below `hours`"},
    gaps={"sleep": "not-recorded"},
    advice="Make it a lighter day.",
    evidence=Evidence(source="C", threshold="D", directness="indirect", sources=("GARBER2011",), criticism="Made up."),
    examples=[
        fires("2026-03-02 deadlift 3x5@100kg; sleep 5h", "5 hours"),
        quiet("2026-03-02 deadlift 3x5@100kg; sleep 6h", "6 hours are the limit"),
        unsure("2026-03-02 deadlift 3x5@100kg", "sleep was not recorded"),
    ],
)
def short_night(view: View, limits: Limits) -> Verdicts:
    """Point out low-back work after a short night."""
    slept = view.session.sleep_hours
    if slept is None:
        yield Gap(LOW_BACK, "not-recorded", "sleep")
    elif slept < limits.hours:
        yield Fired(LOW_BACK, INFO, {"slept": Fact(str(slept), "h")}, limit="hours")
