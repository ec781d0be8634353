"""warmup.ramp_sets: too few lighter sets before a heavy one."""

from ...authoring import (
    CAUTION,
    RAMP_STEPS,
    WARM_UP_HABIT,
    WARNING,
    Cite,
    Decimal,
    Evidence,
    Fact,
    Fired,
    Ratio,
    Verdicts,
    View,
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
    light: Decimal = limit(
        "0.70",
        unit="ratio",
        low="0.4",
        high="1",
        stricter="lower",
        doc="from this share of the maximum `light_steps` are customary",
    )
    medium: Decimal = limit(
        "0.80",
        unit="ratio",
        low="0.4",
        high="1",
        stricter="lower",
        doc="from this share of the maximum `medium_steps`",
    )
    heavy: Decimal = limit(
        "0.90",
        unit="ratio",
        low="0.4",
        high="1",
        stricter="lower",
        doc="from this share of the maximum `heavy_steps`",
    )
    light_steps: int = limit(
        1,
        unit="steps",
        low=0,
        high=6,
        stricter="higher",
        back_history=2,
        doc="ramp steps before a light top set",
    )
    medium_steps: int = limit(
        2,
        unit="steps",
        low=0,
        high=6,
        stricter="higher",
        back_history=3,
        doc="ramp steps before a medium top set",
    )
    heavy_steps: int = limit(
        3,
        unit="steps",
        low=0,
        high=6,
        stricter="higher",
        back_history=4,
        doc="ramp steps before a heavy top set",
    )


@rule(
    title="Too few ramp-up sets before a heavy lift",
    limits=Limits,
    reads={"exercise", "load", "reps"},
    uses={RAMP_STEPS, WARM_UP_HABIT},
    worse={"rpe": "higher"},
    asks="lumbar",
    message="{subject}: {steps} before {top} ({intensity} of your estimated maximum); customary: {needed}.",
    formula="{steps} before {top}, at {intensity} of the estimated maximum; fewer than {needed}",
    severities={
        CAUTION: "one step short",
        WARNING: "two or more short, or none at all from `medium` on",
    },
    gaps={
        "load": "not-recorded",
        "reps": "not-recorded",
        "warm-ups": "not-recorded",
        "effort or an earlier maximum": "not-recorded",
        "load and reps of earlier sets": "not-recorded",
    },
    advice="Build up in clear steps: for example 5 repetitions at half of the work load, then 3 at three quarters.",
    evidence=Evidence(
        source="B",
        threshold="D",
        directness="indirect",
        sources=(
            "RIBEIRO2020",
            "WARMUP_SR2021",
            "NSCA_ESSENTIALS",
            "LADDER_GBC",
            "FRADKIN2010",
            "FRADKIN2006",
            "MCCRARY2015",
        ),
        statement="Small trials: 6 repetitions at 80 % of the training load improved squat force, 40 % alone did not. "
        "Three graded sets before a maximum are the NSCA testing protocol. What was shown is performance.",
        criticism="No trial of ramp sets with injury as the outcome; many lifters do not log warm-up sets.",
    ),
    examples=[
        fires(
            "2026-03-02 deadlift 5@50kg w, 5@80kg w, 1@120kg rpe 10\n2026-03-09 deadlift 5@60kg w, 5@100kg",
            "83.3 % of 120 kg after one step; two are customary",
            severity=CAUTION,
        ),
        fires(
            "2026-03-02 deadlift 5@50kg w, 5@80kg w, 1@120kg rpe 10\n2026-03-09 deadlift 5@100kg",
            "83.3 % with no step at all",
            severity=WARNING,
        ),
        fires(
            "2026-03-02 deadlift 5@50kg w, 5@80kg w, 1@120kg rpe 10\n2026-03-09 deadlift 5@50kg w, 5@80kg w, 5@100kg",
            "two steps; with back history three are customary",
            severity=CAUTION,
            back_history=True,
        ),
        quiet(
            "2026-03-02 deadlift 5@50kg w, 5@80kg w, 1@120kg rpe 10\n2026-03-09 deadlift 5@50kg w, 3@80kg w, 5@100kg",
            "two steps are the two that are customary",
        ),
        quiet(
            "2026-03-02 deadlift 5@50kg w, 5@80kg w, 1@120kg rpe 10\n2026-03-09 deadlift 5@83kg",
            "69.2 % of the maximum needs no step",
        ),
        unsure(
            "2026-03-02 deadlift 1@120kg rpe 10\n2026-03-09 deadlift 5@100kg",
            "no warm-up was ever logged: not logged is not not-done",
        ),
        unsure("2026-03-09 deadlift 5@60kg w, 5@100kg", "neither a maximum nor the effort is known"),
    ],
    hides={"warmup.last_step_too_big"},
)
def ramp_sets(view: View, limits: Limits) -> Verdicts:
    """Flag a heavy top set that comes after fewer lighter steps than is customary.

    How many depends on how near the maximum the top set is. A step is an earlier, clearly lighter set of the same
    movement family; loads nearly the same count once, and a heavy set of the same family counts as a step.
    """
    for lift in view.summary.lumbar:
        if not lift.complete and any(entry.grains is None for entry in lift.work):
            yield not_recorded(lift.subject, "load")
        ramp = ramp_before(view, lift)
        if ramp is None:
            continue
        tops, reference = ramp.tops, view.e1rm_ref(lift.subject)
        share = largest_share(tops, reference)
        if share is None:
            yield not_recorded(lift.subject, "effort or an earlier maximum")
            continue
        steps, unknown = ramp.steps, ramp.unknown
        needed, crossed = _needed_above(steps, share, limits)
        if steps >= needed:
            # Erased reps must not turn a finding into "clear": the share may be larger than what is left to see.
            most_steps = max(limits.light_steps, limits.medium_steps, limits.heavy_steps)
            if steps < most_steps and (missing := missing_of_share(view, lift, tops, reference)):
                yield not_recorded(lift.subject, missing)
        elif not view.recorded("warm-ups"):
            yield not_recorded(lift.subject, "warm-ups")
        elif steps + unknown >= needed:
            yield not_recorded(lift.subject, "load")
        else:
            none_at_all = steps == 0 and at_least(share[0], limits.medium, share[1])
            facts = {
                "steps": Fact.count(steps, "ramp steps"),
                "needed": Fact.count(needed, ""),
                "top": Fact.mass(tops[0].grains or 0),
                "intensity": Fact.ratio(*share, getattr(limits, crossed.removesuffix("_steps"))),
            }
            if unknown or view.e1rm_incomplete(lift.subject):
                facts["baseline"] = Fact.text("incomplete")
            yield Fired(
                lift.subject,
                WARNING if needed - steps >= 2 or none_at_all else CAUTION,
                facts,
                (Cite(view.summary.id, tops[0].place),),
                limit=crossed,
            )


def _needed_above(steps: int, share: Ratio, limits: Limits) -> tuple[int, str]:
    """The customary number of steps at this share of the maximum, and the limit that says so; no less than `steps`."""
    needed, crossed = steps, ""
    for name, bound, customary in (
        ("light_steps", limits.light, limits.light_steps),
        ("medium_steps", limits.medium, limits.medium_steps),
        ("heavy_steps", limits.heavy, limits.heavy_steps),
    ):
        if customary > needed and at_least(share[0], bound, share[1]):
            needed, crossed = customary, name
    return needed, crossed
