"""load.after_a_grind: hardly lighter in the session after a grind."""

from lowback_rules.authoring import (
    CAUTION,
    LIFTS,
    WORK_SETS,
    Cite,
    Decimal,
    Evidence,
    Fact,
    Fired,
    Gap,
    Lift,
    Performed,
    Summary,
    Verdicts,
    View,
    above,
    fires,
    frozen,
    limit,
    quiet,
    rule,
    top_sets,
    unsure,
)


@frozen
class Limits:
    share: Decimal = limit(
        "0.95",
        unit="ratio",
        low="0.5",
        high="1",
        stricter="lower",
        back_history="0.90",
        doc="of the load that was ground",
    )
    # No direction is stricter: at a lower RPE more sets are grinds, and a heavier grind allows more.
    rpe: Decimal = limit("9.5", unit="RPE", low="8", high="10", doc="a work set at this effort or more is a grind")
    days: int = limit(7, unit="days", low=1, high=28, stricter="higher", doc="so long a grind is remembered")


@rule(
    title="Heavy again after a grind",
    limits=Limits,
    lookback="days",
    reads={"exercise", "load", "rpe"},
    uses={LIFTS, WORK_SETS},
    worse={"load": "higher"},
    asks="lumbar",
    message="{subject}: {load} is {share} of the {ground} that were a grind {ago} ago; up to {limits.share} is usual.",
    formula="{load} / {ground} = {share}, above {limits.share}",
    severities={CAUTION: "above `share`"},
    gaps={
        "load": "not-recorded",
        "load of the session before": "not-recorded",
        "RPE of the session before": "not-recorded",
        "a set of the session before that could not be read": "not-recorded",
    },
    advice="Take a little off today, and come back to that load next time.",
    evidence=Evidence(
        source="D",
        threshold="D",
        directness="extrapolated",
        sources=("house rule",),
        statement="What a coach does. Both numbers are our own.",
        criticism="Nobody has tested it, and RPE is a guess of the lifter's.",
    ),
    examples=[
        fires("2026-03-02 deadlift 3@140kg rpe 9.5\n2026-03-06 deadlift 3@133.5kg", "95 % of 140 kg are 133 kg"),
        quiet("2026-03-02 deadlift 3@140kg rpe 9.5\n2026-03-06 deadlift 3@133kg", "exactly 95 %"),
        quiet("2026-03-02 deadlift 3@140kg rpe 9\n2026-03-06 deadlift 3@140kg", "RPE 9 is no grind"),
        fires("2026-03-02 deadlift 3@140kg rpe 10\n2026-03-09 deadlift 3@140kg", "7 days later"),
        quiet("2026-03-02 deadlift 3@140kg rpe 10\n2026-03-10 deadlift 3@140kg", "8 days later"),
        quiet(
            "2026-03-02 deadlift 3@140kg rpe 10\n2026-03-04 deadlift 3@110kg rpe 7\n2026-03-06 deadlift 3@140kg",
            "the session between was the lighter one",
        ),
        fires(
            "2026-03-02 deadlift 3@140kg rpe 10\n2026-03-06 deadlift 3@126.5kg",
            "of 140 kg 90 % are 126 kg",
            back_history=True,
        ),
        fires(
            "2026-03-02 squat 3@100kg rpe 8; deadlift 3@140kg rpe 10\n2026-03-06 squat 3@100kg; deadlift 3@140kg",
            "each exercise is judged by itself",
        ),
        unsure("2026-03-02 deadlift 3@140kg\n2026-03-06 deadlift 3@140kg", "it may have been a grind"),
        quiet("2026-03-02 deadlift 3@140kg\n2026-03-06 deadlift 3@133kg", "light enough, even if it was one"),
        unsure(
            "2026-03-02 deadlift 3@150kg, 3@140kg rpe 10\n2026-03-06 deadlift 3@140kg",
            "had 150 kg been a grind, 142.5 kg would be usual",
        ),
        unsure("2026-03-02 deadlift 3 rpe 10\n2026-03-06 deadlift 3@140kg", "a grind at which load?"),
        unsure("2026-03-02 deadlift 3@140kg rpe 10\n2026-03-06 deadlift 3@110kg, 3 work", "a set at which load?"),
    ],
)
def after_a_grind(view: View, limits: Limits) -> Verdicts:
    """Flag a load hardly lighter than the one that was a grind in the session before.

    Only the last session of the exercise counts: if one stands between, that was the lighter one. Of several grinds
    in a session the heaviest counts.
    """
    for lift in view.summary.lumbar:
        before = _before(view, lift.subject, limits.days)
        if before is None:
            continue
        session, sets = before
        ground = [entry for entry in sets if entry.log.rpe is not None and entry.log.rpe >= limits.rpe]
        unrated = [entry for entry in sets if entry.log.rpe is None]
        unread = lift.subject in session.unread
        if not ground and not unrated and not unread:
            continue
        heaviest = max((entry for entry in ground if entry.grains is not None), key=_load, default=None)
        complete = all(entry.grains is not None for entry in lift.work)
        if heaviest is not None and complete and not _is_above(lift, heaviest, limits):
            continue  # Had a heavier set been a grind, more would be usual.
        if unread:
            yield Gap(lift.subject, "not-recorded", "a set of the session before that could not be read")
            continue
        if any(entry.grains is None for entry in (*ground, *unrated)):
            yield Gap(lift.subject, "not-recorded", "load of the session before")
            continue
        # The heaviest grind was the heaviest that is known, or a heavier set without RPE.
        heavier = [entry for entry in unrated if heaviest is None or _load(entry) > _load(heaviest)]
        possible = heavier if heaviest is None else [heaviest, *heavier]
        above_which = [_is_above(lift, entry, limits) for entry in possible]
        if heaviest is not None and all(above_which):
            yield _fired(view, lift, session, heaviest, limits)
        elif not complete and not all(above_which):
            yield Gap(lift.subject, "not-recorded", "load")
        elif any(above_which):
            yield Gap(lift.subject, "not-recorded", "RPE of the session before")


def _before(view: View, subject: str, days: int) -> tuple[Summary, list[Performed]] | None:
    """The last session with the exercise and its work sets; of a set that could not be read nothing else is known."""
    for session in view.sessions(days):
        sets = [entry for lift in session.lumbar if lift.subject == subject for entry in lift.work]
        if sets or subject in session.unread:
            # Nothing is a share of 0 kg.
            return session, [entry for entry in sets if entry.grains != 0]
    return None


def _load(entry: Performed) -> int:
    return entry.grains or 0


def _is_above(lift: Lift, grind: Performed, limits: Limits) -> bool:
    """Whether a known load of today is above the usual share of that grind."""
    return lift.top is not None and above(lift.top, limits.share, _load(grind))


def _fired(view: View, lift: Lift, session: Summary, grind: Performed, limits: Limits) -> Fired:
    (today, *_) = top_sets(lift)
    return Fired(
        lift.subject,
        CAUTION,
        {
            "load": Fact.mass(_load(today)),
            "ground": Fact.mass(_load(grind)),
            "share": Fact.ratio(_load(today), _load(grind), limits.share),
            "ago": Fact(str(view.ago(session.day)), "days"),
        },
        (Cite(session.id, grind.place), Cite(view.summary.id, today.place)),
        limit="share",
    )
