"""warmup.general: hardly any general warm-up before loading the low back."""

from ...authoring import (
    INFO,
    LOW_BACK,
    WORK_SETS,
    Cite,
    Decimal,
    Evidence,
    Fact,
    Fired,
    Verdicts,
    View,
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
    min_minutes: Decimal = limit(
        "5", unit="min", low="0", high="60", stricter="higher", doc="minutes of light activity before the first lift"
    )


_NO_ENTRY = not_recorded(LOW_BACK, "minutes of general warm-up")


@rule(
    title="General warm-up missing",
    limits=Limits,
    reads={"general_warmup_minutes"},
    uses={WORK_SETS},
    worse={"general_warmup_minutes": "lower"},
    asks="lumbar",
    message="{minutes} of general warm-up before lifting; from {limits.min_minutes} on is the usual advice.",
    formula="{minutes} of general warm-up, below {limits.min_minutes}",
    severities={INFO: "below `min_minutes`"},
    gaps={"minutes of general warm-up": "not-recorded"},
    advice="Begin with five to ten minutes of light activity, such as brisk walking, cycling or rowing.",
    evidence=Evidence(
        source="C",
        threshold="C",
        directness="indirect",
        sources=("NSCA_ESSENTIALS", "LADDER_GBC", "FRADKIN2010", "WARMUP_SR2021"),
        statement="5-10 minutes are the usual textbook advice; 79 % of the measures of performance improved with some "
        "warm-up (Fradkin 2010).",
        criticism="Trials disagree on whether a general warm-up adds anything to a specific one.",
    ),
    examples=[
        fires("2026-03-02 deadlift 3x5@100kg; warm-up 2min", "2 minutes", severity=INFO),
        fires("2026-03-02 deadlift 3x5@100kg; warm-up 0min", "0 is a measurement", severity=INFO),
        quiet("2026-03-02 deadlift 3x5@100kg; warm-up 5min", "5 minutes exactly"),
        quiet("2026-03-02 bench press 3x5@80kg; warm-up 2min", "a bench day does not load the low back"),
        unsure("2026-03-02 deadlift 3x5@100kg", "no entry is not zero minutes"),
    ],
)
def general(view: View, limits: Limits) -> Verdicts:
    """Point out that a recorded general warm-up was short or left out.

    Looks only at minutes that were written down: nobody is reminded of a warm-up that may well have taken place.
    """
    minutes = view.session.general_warmup_minutes
    if minutes is None:
        yield _NO_ENTRY
    elif minutes < limits.min_minutes:
        facts = {"minutes": Fact(f"{minutes:f}", "min")}
        yield Fired(LOW_BACK, INFO, facts, (Cite(view.summary.id),), limit="min_minutes")
