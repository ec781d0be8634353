"""rest.weekly_sessions: more hard lumbar sessions in a week than is usual."""

from ...authoring import (
    HARD_SETS,
    INFO,
    LOW_BACK,
    Cite,
    Evidence,
    Fact,
    Fired,
    Gap,
    Level,
    Lifter,
    Verdicts,
    View,
    fires,
    frozen,
    limit,
    most_hard,
    quiet,
    rule,
    unsure,
)


@frozen
class Limits:
    max: int = limit(
        3,
        unit="sessions",
        low=1,
        high=14,
        stricter="lower",
        levels={"intermediate": 4, "advanced": 5},
        back_history=3,
        groups={"65 and over": 3},
        doc="most hard lumbar sessions in the last `days`",
    )
    hard_sets: int = limit(
        3,
        unit="sets",
        low=1,
        high=12,
        stricter="lower",
        doc="lumbar-weighted hard sets that make a session hard",
    )
    days: int = limit(7, unit="days", low=7, high=14, doc="the stretch, today included, that is counted")


_BEFORE = "2026-02-20 deadlift 3x5@100kg rpe 8\n"
_TWO = "2026-03-04 deadlift 3x5@100kg rpe 8\n2026-03-06 deadlift 3x5@100kg rpe 8\n"
_THREE = "2026-03-02 deadlift 3x5@100kg rpe 8\n" + _TWO


@rule(
    title="More hard lumbar sessions in a week than is usual",
    limits=Limits,
    lookback="days",
    reads={"exercise", "load", "rpe"},
    uses={HARD_SETS},
    worse={"load": "higher", "rpe": "higher"},
    message="{sessions} that were hard on the low back in the last {limits.days}; the usual most for you is "
    "{limits.max}.",
    formula="sessions of at least {limits.hard_sets} that were hard, weighted, in the last {limits.days} = {sessions}, "
    "above {limits.max}",
    severities={INFO: "above `max`"},
    gaps={
        "this session": "unknown-hardness",
        "an earlier session": "unknown-hardness",
        "days needed": "too-short",
    },
    advice="Keep one of these days for lifts that spare the low back, or make its sets easier.",
    evidence=Evidence(
        source="C",
        threshold="C",
        directness="indirect",
        sources=("ACSM2009", "NSCA_ESSENTIALS", "ACSM2026", "PELLAND2024"),
        statement="Training days in a week: 2-3 for novices, 3-4 and 4-5 later (ACSM 2009); 2-3, 3-4 and 4-7 (NSCA).",
        criticism="Norms are for whole training days, not for the low back; higher frequency helps strength at equal "
        "volume.",
    ),
    examples=[
        fires(_BEFORE + _THREE + "2026-03-08 deadlift 3x5@100kg rpe 8", "four in seven days", severity=INFO),
        fires(
            _BEFORE + _THREE + "2026-03-08 deadlift 3x5@100kg rpe 8",
            "with back history three are usual at every level",
            severity=INFO,
            level=Level.ADVANCED,
            back_history=True,
        ),
        fires(
            _BEFORE + _THREE + "2026-03-08 deadlift 3x5@100kg rpe 8",
            "from 65 on three are usual at every level",
            severity=INFO,
            level=Level.ADVANCED,
            lifter=Lifter(age=65),
        ),
        quiet(_BEFORE + _TWO + "2026-03-08 deadlift 3x5@100kg rpe 8", "three in seven days: the limit is allowed"),
        quiet(
            _BEFORE + _THREE + "2026-03-09 deadlift 3x5@100kg rpe 8",
            "the first of four was seven days ago: three in the last seven",
        ),
        quiet(
            _BEFORE + _THREE + "2026-03-08 deadlift 2x5@100kg rpe 8, 5@100kg rpe 6",
            "two hard sets make no hard session",
        ),
        quiet(
            _BEFORE + _THREE + "2026-03-07 deadlift 3x5@100kg rpe 8\n2026-03-08 bench press 3x5@80kg rpe 8",
            "a bench day adds nothing: it is not told again",
        ),
        unsure(_BEFORE + _THREE + "2026-03-08 romanian deadlift 3x5@80kg", "how hard today was is not known"),
        unsure(
            _BEFORE + "2026-03-02 romanian deadlift 3x5@80kg\n" + _TWO + "2026-03-08 deadlift 3x5@100kg rpe 8",
            "how hard the first of four was decides it",
        ),
        unsure("2026-03-08 deadlift 3x5@100kg rpe 8", "the log has no week yet"),
    ],
)
def weekly_sessions(view: View, limits: Limits) -> Verdicts:
    """Point out a week with more hard low-back sessions than is usual.

    A session is hard with three hard sets, weighted: a deadlift or hinge counts 1, a squat or row 0.5. Only a session
    that is hard itself is told, as it is the one that goes over. The norms are for training days of any kind.
    """
    hard_from = 2 * limits.hard_sets
    at_most = [*view.each(most_hard, limits.days - 1)]
    if sum([most >= hard_from for most in at_most]) <= limits.max and view.covers(limits.days - 1):
        return
    if view.hard_sets(view.summary).possible < hard_from:
        return
    summaries = (view.summary, *view.sessions(limits.days - 1))
    may_be_hard = [summary for summary, most in zip(summaries, at_most, strict=True) if most >= hard_from]
    week = [(summary, view.hard_sets(summary)) for summary in may_be_hard]
    hard = [(summary, sets) for summary, sets in week if sets.certain >= hard_from]
    doubtful = [summary for summary, sets in week if sets.certain < hard_from <= sets.possible]
    if len(hard) > limits.max and view.summary not in doubtful:
        facts = {"sessions": Fact.count(len(hard), "sessions")}
        if any(sets.incomplete for _, sets in hard):
            facts["baseline"] = Fact.text("incomplete")
        cites = [Cite(summary.id) for summary, _ in reversed(hard)]
        yield Fired(LOW_BACK, INFO, facts, cites, limit="max")
    elif len(hard) + len(doubtful) > limits.max:
        for summary in doubtful:
            what = "this session" if summary is view.summary else f"an earlier session: {summary.id}"
            yield Gap(LOW_BACK, "unknown-hardness", what)
    elif not view.covers(limits.days - 1):
        yield Gap(LOW_BACK, "too-short", f"days needed: {limits.days}")
