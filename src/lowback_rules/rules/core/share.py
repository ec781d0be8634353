"""core.share: little trunk work for the hard work of the low back."""

from ...authoring import (
    CORE_HABIT,
    HARD_SETS,
    INFO,
    LOW_BACK,
    Cite,
    Decimal,
    Evidence,
    Fact,
    Fired,
    Gap,
    Summary,
    Verdicts,
    View,
    at_least,
    find_exercise,
    fires,
    frozen,
    limit,
    most_hard,
    not_recorded,
    quiet,
    rule,
    unsure,
)


@frozen
class Limits:
    min_share: Decimal = limit(
        "0.25",
        unit="ratio",
        low="0",
        high="2",
        stricter="higher",
        levels={"advanced": "0.2"},
        back_history="0.33",
        doc="core sets for each lumbar-weighted hard set",
    )
    from_sets: int = limit(
        12,
        unit="sets",
        low=1,
        high=100,
        stricter="lower",
        doc="lumbar-weighted hard sets in the last `window_days` from which the share is looked at",
    )
    window_days: int = limit(14, unit="days", low=7, high=56, doc="the stretch, today included, that is counted")


def _weeks(first: str, second: str, third: str) -> str:
    """Sixteen hard sets of deadlifts in two weeks, with trunk work on the days."""
    return (
        f"2026-03-02 deadlift 5x5@100kg rpe 8; {first}\n2026-03-06 deadlift 5x5@100kg rpe 8; {second}\n"
        f"2026-03-15 deadlift 6x5@100kg rpe 8; {third}"
    )


@rule(
    title="Back work without trunk counterpart",
    limits=Limits,
    lookback="window_days",
    reads={"exercise", "load", "rpe"},
    uses={HARD_SETS, CORE_HABIT},
    worse={"load": "higher", "rpe": "higher"},
    message="Trunk work: {core} for {hard} of hard low-back work in the last {limits.window_days}, a share of {share}; "
    "from {limits.min_share} on is customary.",
    formula="{core} / {hard} = {share}, below {limits.min_share}; looked at from {limits.from_sets} of hard work on",
    severities={INFO: "below `min_share`"},
    gaps={
        "days needed": "too-short",
        "core": "not-recorded",
        "sets of late": "unknown-hardness",
        "exercise": "unknown-exercise",
        "a set that could not be read": "not-recorded",
    },
    advice="Add two or three short sets of a plank, side plank or bird dog to the days with hard back work.",
    evidence=Evidence(
        source="D",
        threshold="D",
        directness="extrapolated",
        sources=("GARBER2011", "MARTUSCELLO2013"),
        statement="A convention of coaching, by the balance of opposed muscles, both of which ACSM asks for.",
        criticism="Deadlifts and squats already load the trunk strongly; the ratio is arbitrary.",
    ),
    examples=[
        fires(_weeks("plank 45s", "plank 45s", "bench press 3x5@60kg"), "2 for 16 is 12.5 %", severity=INFO),
        fires(
            _weeks("plank 2x45s", "plank 2x45s", "plank 45s"),
            "5 for 16 is 31.25 %; with back history 33 % are customary",
            severity=INFO,
            back_history=True,
        ),
        quiet(_weeks("plank 2x45s", "plank 45s", "plank 45s"), "4 for 16 is 25 % exactly"),
        quiet(
            "2026-03-02 deadlift 5x5@100kg rpe 8; plank 45s\n2026-03-15 deadlift 6x5@100kg rpe 8; squat 5@100kg rpe 8",
            "11.5 weighted hard sets are too few to look at",
        ),
        unsure(
            _weeks("plank 45s", "plank 45s", "bench press 3x5@60kg").replace(" rpe 8", ""),
            "how hard the sets were is not known",
        ),
        unsure(
            _weeks("plank 45s", "zorb heave 2x10", "plank 45s"),
            "the unknown exercise may have been trunk work",
        ),
        unsure(
            "2026-03-06 deadlift 8x5@100kg rpe 8; plank 45s\n2026-03-15 deadlift 8x5@100kg rpe 8; plank 45s",
            "the log is only nine days old",
        ),
        unsure(_weeks("squat 5@60kg", "squat 5@60kg", "squat 5@60kg"), "core work was never logged"),
    ],
)
def share(view: View, limits: Limits) -> Verdicts:
    """Point out hard work of the low back with hardly any trunk work beside it.

    Counts core sets against hard sets over two weeks, a deadlift or hinge as 1 and a squat or row as 0.5. With little
    hard work nothing is said.
    """
    days = limits.window_days - 1
    core = sum(view.each(_core_sets, days))
    if not _is_low(core, sum(view.each(most_hard, days)), limits):
        return
    window = [view.summary, *view.sessions(days)]
    counts = [view.hard_sets(summary) for summary in window]
    certain, possible = sum([count.certain for count in counts]), sum([count.possible for count in counts])
    if not _is_low(core, possible, limits):
        return
    if not view.covers(days):
        yield Gap(LOW_BACK, "too-short", f"days needed: {limits.window_days}")
        return
    if not view.recorded("core"):
        yield not_recorded(LOW_BACK, "core")
        return
    unclear = [gap for gaps in view.each(_unclear, days) for gap in gaps]
    incomplete = any(count.incomplete for count in counts)
    surely = _is_low(core + len(unclear), certain, limits)
    if not surely or incomplete:
        # Where a maximum may be missing, more sets look hard than were: then the unclear ones may decide after all.
        yield from dict.fromkeys(unclear)
    if surely:
        yield _fired(window, core, certain, incomplete, limits)
    elif not _is_low(core, certain, limits):
        yield Gap(LOW_BACK, "unknown-hardness", "sets of late")


def _core_sets(summary: Summary) -> int:
    return len(summary.core_sets)


def _is_low(core: int, hard: int, limits: Limits) -> bool:
    """Whether the share is too low; `hard` is in half sets."""
    return hard >= 2 * limits.from_sets and not at_least(2 * core, limits.min_share, hard)


def _unclear(summary: Summary) -> tuple[Gap, ...]:
    """A gap for each set that may have been trunk work."""
    gaps = [
        Gap(lift.subject, "unknown-exercise", "exercise")
        for lift in summary.unknown
        for entry in lift.sets
        if entry.done
    ]
    for name in summary.session.unread:
        exercise = find_exercise(name)
        if exercise is None or exercise.core_category is not None:
            subject = " ".join(name.split()) if exercise is None else exercise.id
            gaps.append(not_recorded(subject, "a set that could not be read"))
    return tuple(gaps)


def _fired(window: list[Summary], core: int, hard: int, incomplete: bool, limits: Limits) -> Fired:
    facts = {
        "core": Fact.count(core, "sets"),
        "hard": Fact(f"{hard // 2}{'.5' if hard % 2 else ''}", "sets"),
        "share": Fact.ratio(2 * core, hard, limits.min_share),
    }
    if incomplete:
        facts["baseline"] = Fact.text("incomplete")
    cites = [Cite(summary.id) for summary in reversed(window) if summary.lumbar or summary.core_sets]
    return Fired(LOW_BACK, INFO, facts, cites, limit="min_share")
