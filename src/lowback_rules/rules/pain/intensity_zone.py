"""pain.intensity_zone: back pain during or after training, noted within the usual zone and a stop above it."""

from ...authoring import (
    CAUTION,
    INFO,
    LOW_BACK,
    PAIN_MENTIONED,
    STOP,
    Cite,
    Evidence,
    Fact,
    Fired,
    Gap,
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
    acceptable: int = limit(
        5,
        unit="0-10",
        low=2,
        high=7,
        stricter="lower",
        doc="pain above this is a stop for the day's lumbar work",
    )
    note_from: int = limit(3, unit="0-10", low=1, high=7, stricter="lower", doc="pain from this on is noted")
    caution_from: int = limit(
        6,
        unit="0-10",
        low=1,
        high=10,
        stricter="lower",
        back_history=4,
        doc="pain from this on is a caution, where it is not a stop",
    )


@rule(
    title="Back pain during or after training",
    limits=Limits,
    reads={"pain.during", "pain.after", "pain.sudden_onset", "pain_mentioned"},
    worse={"pain.during": "higher", "pain.after": "higher", "pain.sudden_onset": "true"},
    message={
        "stop": "Back pain {pain} during or after training; up to {limits.acceptable} is the usual zone.",
        "note": "Back pain {pain} during or after training: within the usual zone of up to {limits.acceptable}.",
        "sudden": "Back pain came on suddenly during training.",
    },
    formula={
        "stop": "higher of during and after = {pain}, above {limits.acceptable}",
        "note": "higher of during and after = {pain}, from {limits.note_from} or {limits.caution_from} on",
        "sudden": "a sudden onset is a stop by itself",
    },
    severities={
        INFO: "from `note_from` on",
        CAUTION: "from `caution_from` on",
        STOP: "above `acceptable`, or a sudden onset",
    },
    gaps={
        "pain": "not-recorded",
        "pain during": "not-recorded",
        "pain after": "not-recorded",
        PAIN_MENTIONED: "not-recorded",
    },
    advice={
        "": "Leave the lumbar work for the day. Less for a few days, keep moving.",
        "note": "Hold or lower the load and do not add.",
    },
    evidence=Evidence(
        source="B",
        threshold="D",
        directness="extrapolated",
        sources=("SILBERNAGEL2007", "THOMEE1997", "SMITHBE2017", "OLAYA2015", "NICE_NG59", "WHO2023"),
        statement="Pain-monitoring model: loading up to 5 of 10 did no harm in Achilles tendinopathy (trial, n = 38); "
        "painful exercise in chronic musculoskeletal pain is no worse (seven trials).",
        criticism="The model comes from tendons and knees and was never validated for the low back.",
    ),
    examples=[
        fires("2026-03-02 romanian deadlift 3x8@60kg; pain 6 during", "6 is above 5", severity=STOP),
        fires("2026-03-02 deadlift 3x5@100kg; pain 5 during, 1 after", "5 is within the zone", severity=INFO),
        fires(
            "2026-03-02 deadlift 3x5@100kg; pain 4 during, 1 after",
            "with back history 4 is a caution",
            severity=CAUTION,
            back_history=True,
        ),
        fires("2026-03-02 deadlift 3x5@100kg; pain sudden", "a sudden onset", severity=STOP),
        quiet("2026-03-02 deadlift 3x5@100kg; pain 2 during, 2 after", "2 is below what is noted"),
        unsure("2026-03-02 deadlift 3x5@100kg", "no entry is not zero"),
        unsure("2026-03-02 deadlift 3x5@100kg; pain 1 during", "pain afterwards is not recorded"),
    ],
)
def intensity_zone(view: View, limits: Limits) -> Verdicts:
    """Note back pain during or after training, and say stop above the zone.

    Looks at pain during and after alone. Some pain while training is usual in rehabilitation; above five of ten the
    day's lumbar work is over. Where a note mentions pain that was not rated (`--read-notes`), the rule asks for the
    rating; words alone are never a finding.
    """
    pain = view.session.pain
    known = [value for value in (pain.during, pain.after) if value is not None]
    if not known and view.session.pain_mentioned:
        yield Gap.pain_mentioned(view.session.pain_mentioned)
    elif not known:
        yield not_recorded(LOW_BACK, "pain")
    elif pain.during is None:
        yield not_recorded(LOW_BACK, "pain during")
    elif pain.after is None:
        yield not_recorded(LOW_BACK, "pain after")
    highest = max(known, default=0)
    facts = {"pain": Fact.count(highest, "0-10")} if known else {}
    cites = (Cite(view.summary.id),)
    if known and highest > limits.acceptable:
        if pain.sudden_onset:
            facts["onset"] = Fact.text("sudden")
        yield Fired(LOW_BACK, STOP, facts, cites, limit="acceptable", message="stop")
    elif pain.sudden_onset:
        yield Fired(LOW_BACK, STOP, {**facts, "onset": Fact.text("sudden")}, cites, message="sudden")
    elif known and highest >= min(limits.note_from, limits.caution_from):
        caution = highest >= limits.caution_from
        yield Fired(
            LOW_BACK,
            CAUTION if caution else INFO,
            facts,
            cites,
            limit="caution_from" if caution else "note_from",
            message="note",
        )
