"""rest.weekly_sets: more hard sets for the low back in a week than bring much."""

from ...authoring import (
    CAUTION,
    HARD_SETS,
    INFO,
    LOW_BACK,
    Cite,
    Decimal,
    Evidence,
    Fact,
    Fired,
    Gap,
    HardSets,
    Level,
    Summary,
    Verdicts,
    View,
    above,
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
        10,
        unit="sets",
        low=1,
        high=60,
        stricter="lower",
        levels={"intermediate": 15, "advanced": 20},
        back_history=10,
        doc="lumbar-weighted hard sets in the last `days`, beyond which little is gained",
    )
    severe: Decimal = limit(
        "1.5",
        unit="ratio",
        low="1",
        high="3",
        stricter="lower",
        doc="above this share of `max` it is a caution",
    )
    days: int = limit(7, unit="days", low=7, high=14, doc="the stretch, today included, that is counted")


_BEFORE = "2026-02-20 deadlift 3x5@100kg rpe 8\n"
_WEEK = _BEFORE + "2026-03-02 deadlift 4x5@100kg rpe 8; squat 3x5@80kg rpe 8\n"


@rule(
    title="More hard sets for the low back in a week than bring much",
    limits=Limits,
    lookback="days",
    reads={"exercise", "load", "rpe"},
    uses={HARD_SETS},
    worse={"load": "higher", "rpe": "higher"},
    message={
        "": "Hard work for the low back in the last {limits.days}, weighted by exercise: {sets}; beyond about "
        "{limits.max} little is gained.",
        "severe": "Hard work for the low back in the last {limits.days}, weighted by exercise: {sets}, more than "
        "{limits.severe} of the {limits.max} beyond which little is gained.",
    },
    formula={
        "": "hard sets x 1 (deadlifts, hinges) or 0.5 (squats, rows) = {sets}, above {limits.max}",
        "severe": "hard sets x 1 (deadlifts, hinges) or 0.5 (squats, rows) = {sets}, above {limits.severe} of "
        "{limits.max}",
    },
    severities={INFO: "above `max`", CAUTION: "above `severe` of `max`"},
    gaps={
        "this session": "unknown-hardness",
        "an earlier session": "unknown-hardness",
        "days needed": "too-short",
    },
    advice="Fewer sets may do as much: leave some out, or give them to lifts that spare the low back.",
    evidence=Evidence(
        source="A",
        threshold="D",
        directness="extrapolated",
        sources=("ACSM2026", "BAZVALLE2022", "SCHOENFELD2017", "PELLAND2024", "GRAVES1990"),
        statement="Grade A is for gains that flatten: ten or more sets a muscle and week are enough for growth (ACSM "
        "2026), 12-20 in trained men (Baz-Valle 2022); indirect sets count half (Pelland 2024). The ceilings are ours.",
        criticism="No study sets an upper number of sets for the back; the ceiling means little more to gain.",
    ),
    examples=[
        fires(
            _WEEK + "2026-03-05 romanian deadlift 4x8@70kg rpe 8; squat 3x5@80kg rpe 8",
            "8 hinge sets and 6 squat sets at half weight: 11",
            severity=INFO,
        ),
        fires(
            _WEEK + "2026-03-05 deadlift 7x5@100kg rpe 8; squat 3x5@80kg rpe 8\n2026-03-08 squat 3x5@80kg rpe 8",
            "15.5 is more than one and a half times 10",
            severity=CAUTION,
        ),
        fires(
            _WEEK + "2026-03-05 deadlift 7x5@100kg rpe 8; squat 3x5@80kg rpe 8\n2026-03-08 squat 2x5@80kg rpe 8",
            "15 is one and a half times 10 exactly",
            severity=INFO,
        ),
        fires(
            _WEEK + "2026-03-05 romanian deadlift 4x8@70kg rpe 8; squat 3x5@80kg rpe 8",
            "with back history the ceiling is 10 at every level",
            severity=INFO,
            level=Level.ADVANCED,
            back_history=True,
        ),
        quiet(
            _WEEK + "2026-03-05 romanian deadlift 3x8@70kg rpe 8; squat 3x5@80kg rpe 8",
            "7 + 6 x 0.5 = 10 exactly: the limit is allowed",
        ),
        quiet(
            _WEEK + "2026-03-05 romanian deadlift 6x8@70kg rpe 8\n2026-03-07 bench press 5x5@80kg rpe 8",
            "a bench day adds nothing: it is not told again",
        ),
        quiet(
            _WEEK + "2026-03-09 romanian deadlift 10x8@70kg rpe 8",
            "Monday of last week is seven days ago and no longer counts",
        ),
        unsure(_WEEK + "2026-03-05 romanian deadlift 5x8@70kg", "how hard today's five sets were decides it"),
        unsure(
            _BEFORE + "2026-03-02 good morning 4x5@40kg\n2026-03-05 romanian deadlift 8x8@70kg rpe 8",
            "how hard Monday's sets were decides it",
        ),
        unsure("2026-03-05 deadlift 3x5@100kg rpe 8", "the log has no week yet"),
    ],
)
def weekly_sets(view: View, limits: Limits) -> Verdicts:
    """Point out a week with more hard sets for the low back than bring much.

    A hard set of a deadlift or hinge counts 1, of a squat or row 0.5. Only a session with such sets of its own is told.
    Gains flatten with the number of sets; no study knows a number that would be too many for the back.
    """
    most = 2 * limits.max
    if sum(view.each(most_hard, limits.days - 1)) <= most and view.covers(limits.days - 1):
        return
    today = view.hard_sets(view.summary)
    if not today.possible:
        return
    week = [(summary, view.hard_sets(summary)) for summary in (view.summary, *view.sessions(limits.days - 1))]
    certain = sum([sets.certain for _, sets in week])
    possible = sum([sets.possible for _, sets in week])
    fired = today.certain > 0 and certain > most
    severe = fired and above(certain, limits.severe, most)
    if fired:
        yield _fired(week, certain, severe)
    could_be_more = above(possible, limits.severe, most) and not severe if fired else possible > most
    if could_be_more:
        for summary, sets in week:
            if sets.possible > sets.certain:
                what = "this session" if summary is view.summary else f"an earlier session: {summary.id}"
                yield Gap(LOW_BACK, "unknown-hardness", what)
    elif not fired and not view.covers(limits.days - 1):
        yield Gap(LOW_BACK, "too-short", f"days needed: {limits.days}")


def _fired(week: list[tuple[Summary, HardSets]], half_sets: int, severe: bool) -> Fired:
    counted = [(summary, sets) for summary, sets in week if sets.certain]
    facts = {"sets": Fact(f"{half_sets // 2}.5" if half_sets % 2 else str(half_sets // 2), "sets")}
    if any(sets.incomplete for _, sets in counted):
        facts["baseline"] = Fact.text("incomplete")
    return Fired(
        LOW_BACK,
        CAUTION if severe else INFO,
        facts,
        [Cite(summary.id) for summary, _ in reversed(counted)],
        limit="severe" if severe else "max",
        message="severe" if severe else "",
    )
