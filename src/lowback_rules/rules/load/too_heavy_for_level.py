"""load.too_heavy_for_level: sets nearer to a one-repetition maximum than is usual for the level."""

from ...authoring import (
    CAUTION,
    WARNING,
    WORK_SETS,
    Cite,
    Decimal,
    Evidence,
    Fact,
    Fired,
    Level,
    Lift,
    Lifter,
    Performed,
    SetLog,
    Verdicts,
    View,
    fires,
    frozen,
    limit,
    not_recorded,
    plus,
    quiet,
    reps_to_failure,
    rule,
    unsure,
)


@frozen
class Limits:
    min_zone: int = limit(
        6,
        unit="reps",
        low=1,
        high=15,
        stricter="higher",
        levels={"intermediate": 3, "advanced": 1},
        back_history=8,
        back_history_levels={"intermediate": 5, "advanced": 3},
        groups={"65 and over": 6},
        doc="repetitions done and in reserve, at the least, in each work set",
    )
    severe_by: int = limit(
        3, unit="reps", low=1, high=10, stricter="lower", doc="this much below the zone is a warning"
    )


@rule(
    title="Heavier than the level's repetition-maximum zone",
    limits=Limits,
    reads={"exercise", "reps", "rpe"},
    uses={WORK_SETS},
    worse={"rpe": "higher"},
    asks="lumbar",
    message="{subject}: {reps} with {reserve} in reserve is about a {zone}RM effort; "
    "{needed}RM or lighter is the usual zone for your level.",
    formula="{reps} done + {reserve} in reserve = {zone}, below {limits.min_zone}",
    severities={CAUTION: "below the zone", WARNING: "below it by `severe_by` or more"},
    gaps={"reps": "not-recorded", "RPE or RIR": "not-recorded"},
    advice="Take some load off and leave one or two more repetitions in reserve.",
    evidence=Evidence(
        source="C",
        threshold="D",
        directness="indirect",
        sources=("ACSM2009", "ACSM2026", "FRAGALA2019", "LLOYD2014", "ZOURDOS2016"),
        statement="ACSM 2009: 8-12RM for novices, later also 1-6RM. The two repetitions of slack and the figures for "
        "back history are ours.",
        criticism="Chosen for skill and steady progress; heavy loads have not been shown to injure novices more, and "
        "people underrate their reserve by about one repetition, so the rule errs towards firing.",
    ),
    examples=[
        fires("2026-03-09 deadlift 3@100kg rpe 9", "4RM; 6RM is the novice's zone", severity=CAUTION),
        fires("2026-03-09 deadlift 2@100kg rpe 9", "3RM: three below the zone", severity=WARNING),
        fires("2026-03-09 deadlift 5@100kg fail", "to failure nothing is in reserve: 5RM", severity=CAUTION),
        fires("2026-03-09 deadlift 5@100kg fail rpe 9", "to failure, whatever RPE stands beside it", severity=CAUTION),
        fires(
            "2026-03-09 deadlift 3@100kg rpe 9",
            "4RM; with back history 5RM is the zone of an intermediate",
            severity=CAUTION,
            level=Level.INTERMEDIATE,
            back_history=True,
        ),
        fires(
            "2026-03-09 deadlift 3@100kg rpe 8",
            "5RM; from 65 on 6RM is the zone at every level",
            severity=CAUTION,
            level=Level.ADVANCED,
            lifter=Lifter(age=70),
        ),
        fires(
            "2026-03-09 deadlift 2@85kg rpe 8, 3x6@100kg rpe 8",
            "a lighter set is work where its RPE was high: 4RM",
            severity=CAUTION,
        ),
        fires(
            "2026-03-09 deadlift 4@100kg rpe 9",
            "5RM; advanced, with back history and from 65 on: the strictest of 1RM, 3RM and 6RM holds",
            severity=CAUTION,
            level=Level.ADVANCED,
            back_history=True,
            lifter=Lifter(age=70),
        ),
        quiet(
            "2026-03-09 deadlift 5@100kg rpe 9",
            "6RM is the zone of an advanced lifter from 65 on, with back history too",
            level=Level.ADVANCED,
            back_history=True,
            lifter=Lifter(age=70),
        ),
        quiet("2026-03-09 deadlift 5@100kg rpe 9", "6RM exactly: the limit is allowed"),
        quiet("2026-03-09 deadlift 6@100kg", "six repetitions are in the zone, whatever was in reserve"),
        quiet("2026-03-09 deadlift 1@100kg rpe 10", "an advanced lifter's single", level=Level.ADVANCED),
        unsure("2026-03-09 deadlift 5@100kg", "whether one was in reserve is not recorded"),
        unsure("2026-03-09 deadlift 3@60kg, 3x6@100kg rpe 8", "how hard the set before was is not recorded"),
        unsure("2026-03-09 deadlift 30s@100kg rpe 8", "repetitions are not recorded"),
    ],
)
def too_heavy_for_level(view: View, limits: Limits) -> Verdicts:
    """Flag work sets nearer to a one-repetition maximum than is usual for the lifter's level.

    Repetitions done plus those in reserve are the repetition maximum that the set stands for. Beginners gain as much
    from lighter sets and learn the movement in them.
    """
    needed = limits.min_zone
    for lift in view.summary.lumbar:
        lowest: Decimal | None = None
        heaviest: Performed | None = None
        for entry in lift.work:
            if not _is_below(entry.log, needed):
                continue
            zone = _zone(entry)
            if zone is not None and (lowest is None or zone < lowest):
                lowest, heaviest = zone, entry
        yield from _gaps(lift, needed)
        if lowest is None or heaviest is None:
            continue
        reps = heaviest.log.reps or 0
        facts = {
            "reps": Fact.count(reps, "reps"),
            "reserve": Fact(str(plus(lowest, Decimal(-reps))), "reps"),
            "zone": Fact(str(lowest), "number"),
            "needed": Fact.count(needed, ""),
        }
        severe = lowest <= needed - limits.severe_by
        cites = (Cite(view.summary.id, heaviest.place),)
        yield Fired(lift.subject, WARNING if severe else CAUTION, facts, cites, limit="min_zone")


def _is_below(log: SetLog, needed: int) -> bool:
    """Whether a set is known to be in a lower zone: by whole numbers, as most are not."""
    if not log.reps:
        return False
    if log.kind == "failure":
        return log.reps < needed
    return log.rpe is not None and log.rpe > log.reps + 10 - needed


def _zone(entry: Performed) -> Decimal | None:
    """Repetitions done and in reserve; in a set marked to failure there is no reserve, whatever its RPE."""
    if entry.log.kind == "failure" and entry.log.reps:
        return Decimal(entry.log.reps)
    return reps_to_failure(entry.log)


def _gaps(lift: Lift, needed: int) -> Verdicts:
    """What is missing of sets that may be below the zone; a lighter set without flag is work if its RPE was high."""
    missing: list[str] = []
    for entry in lift.sets:
        if entry.log.kind == "warm-up":
            continue
        reps, rpe = entry.log.reps, entry.log.rpe
        possible = entry.done and (rpe is None or entry in lift.work)
        if possible and not reps:
            missing.append("reps")
        elif possible and reps is not None and reps < needed and rpe is None and entry.log.kind != "failure":
            missing.append("RPE or RIR")
    for what in dict.fromkeys(missing):
        yield not_recorded(lift.subject, what)
