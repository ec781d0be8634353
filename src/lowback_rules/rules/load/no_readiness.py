"""load.no_readiness: a higher load although the last session was not mastered."""

from ...authoring import (
    CAUTION,
    INFO,
    WORK_SETS,
    Cite,
    Decimal,
    Evidence,
    Fact,
    Fired,
    Lift,
    Performed,
    Verdicts,
    View,
    fires,
    frozen,
    grains_of_kg,
    limit,
    not_recorded,
    quiet,
    rule,
    unsure,
)

_UNREAD = "a set that could not be read"


@frozen
class Limits:
    rpe: Decimal = limit(
        "9.5", unit="RPE", low="7", high="10", stricter="lower", doc="from this RPE a last set was maximal"
    )
    floor: Decimal = limit(
        "0.1", unit="kg", low="0", high="5", stricter="lower", doc="a rise of no more than this is a matter of units"
    )
    as_caution: int = limit(
        0,
        unit="switch",
        low=0,
        high=1,
        stricter="higher",
        back_history=1,
        doc="1: a caution instead of a hint",
    )
    days: int = limit(42, unit="days", low=7, high=180, doc="how far back the last session is looked for")


@rule(
    title="Load raised although the last session was not mastered",
    limits=Limits,
    lookback="days",
    reads={"exercise", "load", "reps", "rpe", "target_reps"},
    uses={WORK_SETS},
    worse={"load": "higher"},
    one_of=[("target_reps", "rpe")],
    asks="lumbar",
    message={
        "failed": "{subject}: the last set on {last_date} failed, and today's load is higher "
        "({best} then, {load} now).",
        "missed": "{subject}: the last set on {last_date} was {reps} of {target}, and today's load is higher "
        "({best} then, {load} now).",
        "maximal": "{subject}: the last set on {last_date} was at RPE {rpe}, and today's load is higher "
        "({best} then, {load} now).",
    },
    formula={
        "failed": "last set of {last_date}: no repetition; {load} is above {best}",
        "missed": "last set of {last_date}: {reps}, below {target}; {load} is above {best}",
        "maximal": "last set of {last_date}: RPE {rpe}, at or above {limits.rpe}; {load} is above {best}",
    },
    severities={
        INFO: "a higher load after a last set that failed, missed its target or was maximal",
        CAUTION: "the same, where `as_caution` is 1",
    },
    gaps={
        "load": "not-recorded",
        "load of the last session": "not-recorded",
        "reps of the last set": "not-recorded",
        "target reps or RPE of the last set": "not-recorded",
        "a set that could not be read": "not-recorded",
    },
    advice="Stay at the last load until its sets are complete with a repetition in reserve.",
    evidence=Evidence(
        source="C",
        threshold="D",
        directness="indirect",
        sources=("NSCA_ESSENTIALS", "ACSM2009"),
        statement="A weak form of the NSCA's 2-for-2 rule and of the ACSM's advice to add load once one or two "
        "repetitions over the target are there.",
        criticism="Linear programmes raise the load every session on purpose; hence only a failed, missed or maximal "
        "last set is noted.",
    ),
    examples=[
        fires(
            "2026-03-02 deadlift 2x5@100kg target 5, 4@100kg target 5\n2026-03-09 deadlift 3x5@102.5kg",
            "the last set missed its target by one",
            severity=INFO,
        ),
        fires(
            "2026-03-02 deadlift 4@100kg target 5 rpe 8\n2026-03-09 deadlift 3x5@102.5kg",
            "a missed target is one at any RPE",
            severity=INFO,
        ),
        fires(
            "2026-03-02 deadlift 3x5@100kg rpe 9.5\n2026-03-09 deadlift 3x5@102.5kg",
            "the last set was maximal",
            severity=INFO,
        ),
        fires(
            "2026-03-02 deadlift 3x5@100kg, 0@105kg\n2026-03-09 deadlift 3x5@102.5kg",
            "the last attempt failed, and is no load that was lifted",
            severity=INFO,
        ),
        fires(
            "2026-03-02 deadlift 3x5@100kg fail\n2026-03-09 deadlift 3x5@102.5kg",
            "to failure, with back history",
            severity=CAUTION,
            back_history=True,
        ),
        quiet(
            "2026-03-02 deadlift 3x5@100kg target 5 rpe 9\n2026-03-09 deadlift 3x5@102.5kg",
            "target met at RPE 9",
        ),
        quiet(
            "2026-03-02 deadlift 3x5@100kg rpe 9\n2026-03-09 deadlift 3x5@102.5kg",
            "RPE 9, and no target is on record: one of the two is enough",
        ),
        fires(
            "2026-03-02 deadlift 3x5@100kg rpe 10\n2026-03-09 deadlift 3x5@100.125kg",
            "the smallest plates",
            severity=INFO,
        ),
        quiet("2026-03-02 deadlift 3x5@100kg rpe 10\n2026-03-09 deadlift 3x5@100kg", "the same load"),
        quiet(
            "2026-03-02 deadlift 3x5@100kg rpe 10\n2026-03-09 deadlift 3x5@100.1kg",
            "0.1 kg more: the limit is allowed",
        ),
        quiet(
            "2026-03-02 deadlift 3x5@100kg rpe 10\n2026-03-09 deadlift 3x5@220.47lb",
            "the same load in the other unit",
        ),
        quiet(
            "2026-03-02 deadlift 3x5@100kg target 5 rpe 9, 0@105kg missed\n2026-03-09 deadlift 3x5@102.5kg",
            "a set that was left out is no attempt",
        ),
        quiet("2026-01-25 deadlift 3x5@100kg rpe 10\n2026-03-09 deadlift 3x5@102.5kg", "43 days ago"),
        unsure(
            "2026-03-02 deadlift 3x5@100kg\n2026-03-09 deadlift 3x5@102.5kg",
            "neither target nor RPE of the last set",
        ),
        unsure("2026-03-02 deadlift 3x5@100kg rpe 10\n2026-03-09 deadlift 3x5", "today's load is not recorded"),
        unsure("2026-03-02 deadlift 3x5 rpe 10\n2026-03-09 deadlift 3x5@100kg", "the load then is not recorded"),
        unsure(
            "2026-03-02 deadlift 3x30s@100kg target 5 rpe 8\n2026-03-09 deadlift 3x5@102.5kg",
            "the reps of the last set are not recorded",
        ),
    ],
)
def no_readiness(view: View, limits: Limits) -> Verdicts:
    """Point out a higher load after a session whose last set failed, missed its target or was maximal.

    Looks at the last session of the same exercise and at the last set that was tried in it; failed attempts count. A
    session that was just about possible says little for a heavier one.
    """
    floor = grains_of_kg(limits.floor)
    for lift in view.summary.lumbar:
        found = view.last_tried(lift.subject, limits.days)
        if found is None:
            continue
        summary, before_it = found
        unread = lift.subject in summary.unread
        if before_it is None:
            yield not_recorded(lift.subject, _UNREAD)
            continue
        last, compared = before_it.attempts[-1], before_it.work or before_it.attempts
        trouble = _trouble(last, limits)
        missing = None if trouble else _UNREAD if unread else _missing(last)
        if trouble is None and missing is None:
            continue
        before = _heaviest(compared)
        if lift.top is not None and before is not None and lift.top - before > floor:
            if unread or missing is not None:
                yield not_recorded(lift.subject, missing or _UNREAD)
            if trouble is not None:
                facts = {
                    "last_date": Fact.day(summary.day),
                    "best": Fact.mass(before),
                    "load": Fact.mass(lift.top),
                    **_facts(trouble, last),
                }
                if unread or any(entry.grains is None for entry in compared):
                    facts["baseline"] = Fact.text("incomplete")
                severity = CAUTION if limits.as_caution else INFO
                name = "rpe" if trouble == "maximal" else None
                cites = (Cite(summary.id, last.place), Cite(view.summary.id, _place(lift)))
                yield Fired(lift.subject, severity, facts, cites, limit=name, message=trouble)
        elif before is None:
            yield not_recorded(lift.subject, "load of the last session")
        elif any(entry.grains is None for entry in lift.work):
            yield not_recorded(lift.subject, "load")


def _trouble(last: Performed, limits: Limits) -> str | None:
    """What went wrong in a set, as the name of a message; None where nothing is known to have."""
    reps, target = last.log.reps, last.log.target_reps
    if not last.done:
        return "failed"
    if reps is not None and target is not None and reps < target:
        return "missed"
    if last.log.kind == "failure" or (last.log.rpe is not None and last.log.rpe >= limits.rpe):
        return "maximal"
    return None


def _missing(last: Performed) -> str | None:
    """What is not recorded of a set in which nothing is known to have gone wrong, so that something may have."""
    if last.log.target_reps is not None and last.log.reps is None:
        return "reps of the last set"
    if last.log.target_reps is None and last.log.rpe is None:
        return "target reps or RPE of the last set"
    return None


def _facts(trouble: str, last: Performed) -> dict[str, Fact]:
    if trouble == "missed":
        return {"reps": Fact.count(last.log.reps or 0, ""), "target": Fact.count(last.log.target_reps or 0, "reps")}
    if trouble == "maximal":
        return {"rpe": Fact("10" if last.log.kind == "failure" else str(last.log.rpe), "number")}
    return {}


def _heaviest(entries: tuple[Performed, ...]) -> int | None:
    return max([entry.grains for entry in entries if entry.grains is not None], default=None)


def _place(lift: Lift) -> int:
    return next(entry.place for entry in lift.work if entry.grains == lift.top)
