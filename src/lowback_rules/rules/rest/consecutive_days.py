"""rest.consecutive_days: the low back loaded on too many days in a row."""

from ...authoring import (
    CAUTION,
    LOW_BACK,
    WARNING,
    WORK_SETS,
    Cite,
    Evidence,
    Fact,
    Fired,
    Gap,
    Level,
    Summary,
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
    max_run: int = limit(
        2,
        unit="days",
        low=1,
        high=10,
        stricter="lower",
        levels={"intermediate": 3, "advanced": 4},
        back_history=2,
        doc="most days in a row with a work set that loads the low back",
    )
    severe_by: int = limit(
        2,
        unit="days",
        low=1,
        high=4,
        stricter="lower",
        doc="a run longer than `max_run` by this many days is a warning",
    )
    days: int = limit(14, unit="days", low=14, high=60, doc="how far back a run is followed")


_BEFORE = "2026-02-23 squat 3x5@80kg\n"


@rule(
    title="Low-back loading on too many days in a row",
    limits=Limits,
    lookback="days",
    reads={"exercise"},
    uses={WORK_SETS},
    asks="lumbar",
    message="Low-back loading on each of the last {run}; the usual most is {limits.max_run} in a row.",
    formula="days in a row from {first} up to today = {run}, above {limits.max_run}",
    severities={CAUTION: "above `max_run`", WARNING: "from `max_run` and `severe_by` together on"},
    gaps={
        "exercise": "unknown-exercise",
        "a set that could not be read": "not-recorded",
        "days needed": "too-short",
    },
    advice="Put a day between, or make the next one a day for lifts that spare the low back.",
    evidence=Evidence(
        source="B",
        threshold="D",
        directness="indirect",
        sources=("ANDERSEN2017", "COENEN2013", "YANG2018", "GARBER2011"),
        statement="Low-back pain of 95 warehouse-type workers rose by 0.92 of 10 over up to three consecutive days of "
        "lifting (Andersen 2017). How many days are usual at each level is our own choice.",
        criticism="The rise is below any clinically important difference; hours of manual handling are not a "
        "60-minute session.",
    ),
    examples=[
        fires(
            _BEFORE + "2026-03-02 deadlift 3x5@100kg\n2026-03-03 squat 3x5@80kg\n2026-03-04 romanian deadlift 3x8@60kg",
            "three days in a row; two are usual for a novice",
            severity=CAUTION,
        ),
        fires(
            _BEFORE + "2026-03-02 deadlift 3x5@100kg\n2026-03-03 squat 3x5@80kg\n2026-03-04 deadlift 3x5@60kg\n"
            "2026-03-05 squat 3x5@80kg",
            "four days in a row, two more than usual",
            severity=WARNING,
        ),
        fires(
            _BEFORE + "2026-03-02 deadlift 3x5@100kg\n2026-03-03 squat 3x5@80kg\n2026-03-04 deadlift 3x5@60kg",
            "with back history two days are usual at every level",
            severity=CAUTION,
            level=Level.ADVANCED,
            back_history=True,
        ),
        quiet(
            _BEFORE + "2026-03-02 deadlift 3x5@100kg\n2026-03-03 squat 3x5@80kg",
            "two days in a row: the limit is allowed",
        ),
        quiet(
            _BEFORE + "2026-03-02 deadlift 3x5@100kg\n2026-03-03 bench press 3x5@60kg\n2026-03-04 squat 3x5@80kg\n"
            "2026-03-05 deadlift 3x5@60kg",
            "a bench day does not load the low back",
        ),
        unsure(
            _BEFORE + "2026-03-02 deadlift 3x5@100kg\n2026-03-03 zorb heave 3x5@80kg\n2026-03-04 squat 3x5@80kg",
            "whether Tuesday's exercise loads the low back is not known",
        ),
        unsure(
            "2026-03-02 deadlift 3x5@100kg\n2026-03-03 squat 3x5@80kg",
            "the log begins with the run: what was done before is not known",
        ),
    ],
)
def consecutive_days(view: View, limits: Limits) -> Verdicts:
    """Flag a run of consecutive days, ending today, on each of which the low back was loaded.

    Counts local days with a work set of a deadlift, hinge, squat or the like, however light. In warehouse work pain
    added up over consecutive days of lifting; a day between is the simplest way to let it settle.
    """
    loaded = {0: view.summary}
    doubtful: dict[int, list[Gap]] = {}
    if _trained_yesterday(view):
        _, *gaps_of = view.each(_gaps, limits.days)
        for earlier, gaps in zip(view.sessions(limits.days), gaps_of, strict=True):
            ago = view.ago(earlier.day)
            if earlier.lumbar:
                loaded.setdefault(ago, earlier)
            doubtful.setdefault(ago, []).extend(gaps)
    run = possible = 1
    while run in loaded:
        run += 1
    while possible in loaded or doubtful.get(possible):
        possible += 1
    if run > limits.max_run:
        yield _fired(view, [loaded[ago] for ago in range(run)], limits)
    needed = limits.max_run + (limits.severe_by if run > limits.max_run else 1)
    if run >= needed:
        return
    if possible >= needed:
        for ago in range(possible):
            if ago not in loaded:
                yield from doubtful[ago]
    elif view.first_day is None or view.ago(view.first_day) < possible:
        yield Gap(LOW_BACK, "too-short", f"days needed: {needed}")


def _trained_yesterday(view: View) -> bool:
    """Whether there is a session of yesterday, without which no run is longer than today."""
    return 1 in [view.day - earlier.day for earlier in view.sessions(1)]


def _gaps(summary: Summary) -> tuple[Gap, ...]:
    """What may have loaded the low back in a session: work sets of unknown exercises, and sets that were not read."""
    gaps = [Gap(lift.subject, "unknown-exercise", "exercise") for lift in summary.unknown if lift.work]
    gaps += [not_recorded(subject, "a set that could not be read") for subject in summary.unread]
    return tuple(gaps)


def _fired(view: View, days: list[Summary], limits: Limits) -> Fired:
    severe = len(days) >= limits.max_run + limits.severe_by
    return Fired(
        LOW_BACK,
        WARNING if severe else CAUTION,
        {"run": Fact.count(len(days), "days"), "first": Fact.day(view.day - len(days) + 1)},
        [Cite(summary.id) for summary in reversed(days)],
        limit="severe_by" if severe else "max_run",
    )
