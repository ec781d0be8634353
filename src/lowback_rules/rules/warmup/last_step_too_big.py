"""warmup.last_step_too_big: a long way from the last lighter set to the top load."""

from ...authoring import (
    CAUTION,
    INFO,
    RAMP_STEPS,
    WARM_UP_HABIT,
    Cite,
    Decimal,
    Evidence,
    Fact,
    Fired,
    Lift,
    Performed,
    Ramp,
    Ratio,
    Verdicts,
    View,
    above,
    at_least,
    fires,
    frozen,
    largest_share,
    limit,
    missing_of_share,
    not_recorded,
    quiet,
    ramp_before,
    rule,
    unsure,
)


@frozen
class Limits:
    max_step: Decimal = limit(
        "0.20",
        unit="ratio",
        low="0.05",
        high="0.7",
        stricter="lower",
        back_history="0.15",
        doc="largest last step, as a share of the top load",
    )
    severe: Decimal = limit(
        "0.30", unit="ratio", low="0.05", high="0.7", stricter="lower", doc="above this the finding is a caution"
    )
    from_share: Decimal = limit(
        "0.80",
        unit="ratio",
        low="0.4",
        high="1",
        stricter="lower",
        doc="top loads from this share of the maximum are looked at",
    )


_BEST = "2026-03-02 deadlift 5@50kg w, 5@80kg w, 1@120kg rpe 10\n"


@rule(
    title="Last jump to the work weight too big",
    limits=Limits,
    reads={"exercise", "load", "reps"},
    uses={RAMP_STEPS, WARM_UP_HABIT},
    asks="lumbar",
    message="{subject}: the last step to {top}, from {nearest}, was {step} of it; "
    "up to {limits.max_step} is customary.",
    formula="({top} - {nearest}) / {top} = {step}, above {limits.max_step}; "
    "at {intensity} of the estimated maximum, from {limits.from_share} on",
    severities={INFO: "above `max_step`", CAUTION: "above `severe`"},
    gaps={
        "load": "not-recorded",
        "reps": "not-recorded",
        "warm-ups": "not-recorded",
        "effort or an earlier maximum": "not-recorded",
        "load and reps of earlier sets": "not-recorded",
    },
    advice="Put one more set of one to three repetitions between, at 85 to 90 % of the work load.",
    evidence=Evidence(
        source="C",
        threshold="C",
        directness="indirect",
        sources=("NSCA_ESSENTIALS", "RIBEIRO2020"),
        statement="The NSCA protocol for a one-repetition maximum goes up by 10-20 % in lifts of the lower body.",
        criticism="The protocol is for maximum testing, not everyday sets.",
    ),
    examples=[
        fires(
            _BEST + "2026-03-09 deadlift 5@40kg w, 3@70kg w, 5@100kg",
            "30 % is above 20 %, and not above the 30 % of a caution",
            severity=INFO,
        ),
        fires(_BEST + "2026-03-09 deadlift 5@40kg w, 3@69kg w, 5@100kg", "31 %", severity=CAUTION),
        fires(
            _BEST + "2026-03-09 deadlift 5@40kg w, 3@80kg w, 5@100kg",
            "20 % is above the 15 % of back history",
            severity=INFO,
            back_history=True,
        ),
        quiet(_BEST + "2026-03-09 deadlift 5@40kg w, 3@80kg w, 5@100kg", "20 % exactly: the limit is allowed"),
        quiet(
            _BEST + "2026-03-09 deadlift 5@50kg w, 5@70kg w, 3@90kg rpe 8, 3@100kg rpe 9",
            "a hard set at 90 kg is the last step, not the warm-up at 70",
        ),
        quiet(_BEST + "2026-03-09 deadlift 5@40kg w, 5@95kg", "79 % of the maximum is below what is looked at"),
        quiet(_BEST + "2026-03-09 deadlift 5@100kg", "no ramp step at all is the business of warmup.ramp_sets"),
        unsure(
            _BEST + "2026-03-09 deadlift 5@40kg w, 3@70kg w, 2 w, 5@100kg",
            "the set without a load may have been nearer",
        ),
        unsure("2026-03-09 deadlift 5@40kg w, 3@70kg w, 5@100kg", "neither a maximum nor the effort is known"),
        unsure(
            "2026-03-02 deadlift 1@120kg rpe 10\n2026-03-09 deadlift 5@100kg",
            "no warm-up was ever logged: not logged is not not-done",
        ),
    ],
)
def last_step_too_big(view: View, limits: Limits) -> Verdicts:
    """Point out a large last step to a heavy top set.

    The step is taken from the heaviest earlier set of the same movement family, whether that was a warm-up or a work
    set. Looked at are heavy top sets that have a ramp; a ramp that is missing is told by warmup.ramp_sets.
    """
    for lift in view.summary.lumbar:
        if not lift.complete and any(entry.grains is None for entry in lift.work):
            yield not_recorded(lift.subject, "load")
        ramp, top = ramp_before(view, lift), lift.top
        if ramp is None or not top or not above(top - _load(ramp.nearest), limits.max_step, top):
            continue
        missing = _missing_of_step(view, ramp)
        if not ramp.steps and missing is None:
            continue
        tops, reference = ramp.tops, view.e1rm_ref(lift.subject)
        share = largest_share(tops, reference)
        if share is None:
            yield not_recorded(lift.subject, "effort or an earlier maximum")
        elif not at_least(share[0], limits.from_share, share[1]):
            if hidden := missing_of_share(view, lift, tops, reference):
                yield not_recorded(lift.subject, hidden)
        elif missing is not None:
            yield not_recorded(lift.subject, missing)
        elif ramp.nearest is not None:
            yield _fired(view, lift, tops[0], ramp.nearest, share, limits)


def _load(entry: Performed | None) -> int:
    return 0 if entry is None else entry.grains or 0


def _missing_of_step(view: View, ramp: Ramp) -> str | None:
    """What is not recorded, so that the last step may have been smaller than it looks."""
    if not view.recorded("warm-ups"):
        return "warm-ups"
    return "load" if ramp.unloaded else None


def _fired(view: View, lift: Lift, first: Performed, nearest: Performed, share: Ratio, limits: Limits) -> Fired:
    top, step = _load(first), _load(first) - _load(nearest)
    severe = above(step, limits.severe, top)
    facts = {
        "step": Fact.ratio(step, top, limits.max_step),
        "nearest": Fact.mass(_load(nearest)),
        "top": Fact.mass(top),
        "intensity": Fact.ratio(*share, limits.from_share),
    }
    if view.e1rm_incomplete(lift.subject):
        facts["baseline"] = Fact.text("incomplete")
    return Fired(
        lift.subject,
        CAUTION if severe else INFO,
        facts,
        (Cite(view.summary.id, nearest.place), Cite(view.summary.id, first.place)),
        limit="severe" if severe else "max_step",
    )
