"""pain.next_morning: back pain that is worse the morning after a session."""

from ...authoring import (
    CAUTION,
    LOW_BACK,
    Cite,
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
    delta: int = limit(
        2,
        unit="points",
        low=1,
        high=5,
        stricter="lower",
        doc="pain the next morning this much above pain before the session",
    )
    absolute: int = limit(
        5,
        unit="0-10",
        low=2,
        high=7,
        stricter="lower",
        doc="pain the next morning above this counts whatever it was before",
    )


@rule(
    title="Worse the next morning",
    limits=Limits,
    reads={"pain.before", "pain.during", "pain.after", "pain.next_morning"},
    worse={"pain.next_morning": "higher"},
    message={
        "rise": "Back pain was {morning} the next morning, {rise} higher than before the session.",
        "high": "Back pain was {morning} the next morning; up to {limits.absolute} is the usual zone.",
    },
    formula={
        "rise": "{morning} the next morning - {before} before = {rise}, at least {limits.delta}",
        "high": "{morning} the next morning, above {limits.absolute}",
    },
    severities={CAUTION: "a rise of at least `delta`, or a morning above `absolute`"},
    gaps={"pain": "not-recorded", "pain next morning": "not-recorded", "pain before": "not-recorded"},
    advice="Repeat the session at a lower load. Less for a few days, keep moving.",
    evidence=Evidence(
        source="B",
        threshold="C",
        directness="extrapolated",
        sources=("SILBERNAGEL2007", "OSTELO2008", "SUZUKI2020", "ANDERSEN2017"),
        statement="In the pain-monitoring model pain settles by the next morning; 2 points are the least change that "
        "matters to people with low-back pain.",
        criticism="That change was measured for improvement, and ordinary soreness rises for a day or three too.",
    ),
    examples=[
        fires(
            "2026-03-02 deadlift 3x5@100kg; pain 1 before, 2 during, 2 after, 3 morning", "2 higher", severity=CAUTION
        ),
        fires("2026-03-02 bench press 3x5@60kg; pain 5 before, 6 morning", "6 is above 5", severity=CAUTION),
        fires("2026-03-02 deadlift 3x5@100kg; pain 6 morning", "above 5, whatever it was before", severity=CAUTION),
        quiet("2026-03-02 deadlift 3x5@100kg; pain 1 before, 4 during, 3 after, 2 morning", "1 higher"),
        quiet("2026-03-02 deadlift 3x5@100kg; pain 4 before, 5 morning", "5 is within the zone, and 1 higher"),
        quiet("2026-03-02 deadlift 3x5@100kg; pain 1 morning", "from 0 or more it cannot have risen by 2"),
        unsure("2026-03-02 deadlift 3x5@100kg", "pain was not logged"),
        unsure("2026-03-02 deadlift 3x5@100kg; pain 0 before, 1 during, 1 after", "the next morning is not recorded"),
        unsure("2026-03-02 deadlift 3x5@100kg; pain 1 during, 2 morning", "it may have risen from 0"),
    ],
)
def next_morning(view: View, limits: Limits) -> Verdicts:
    """Flag a session after which the back is worse the next morning than before it.

    Pain that training stirs up usually settles overnight; where it does not, the session was a little too much. Two
    points are about the least change that people notice. What is asked is the session's own entry, written down later.
    """
    pain = view.session.pain
    before, morning = pain.before, pain.next_morning
    if morning is None:
        yield not_recorded(LOW_BACK, "pain next morning" if pain.numbers else "pain")
        return
    facts = {"morning": Fact.count(morning, "0-10")}
    cites = (Cite(view.summary.id),)
    if before is not None and morning - before >= limits.delta:
        facts |= {"before": Fact.count(before, "0-10"), "rise": Fact.count(morning - before, "points")}
        yield Fired(LOW_BACK, CAUTION, facts, cites, limit="delta", message="rise")
    elif morning > limits.absolute:
        yield Fired(LOW_BACK, CAUTION, facts, cites, limit="absolute", message="high")
    elif before is None and morning >= limits.delta:
        yield not_recorded(LOW_BACK, "pain before")
