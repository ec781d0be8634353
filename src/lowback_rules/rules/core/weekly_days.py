"""core.weekly_days: too few days with core work."""

from ...authoring import (
    CAUTION,
    CORE_HABIT,
    INFO,
    LIFTS,
    LOW_BACK,
    Cite,
    Evidence,
    Fact,
    Fired,
    Gap,
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
    min_days: int = limit(
        2,
        unit="days",
        low=1,
        high=7,
        stricter="higher",
        back_history=3,
        doc="days with core work in the last `days`",
    )
    days: int = limit(7, unit="days", low=7, high=14, doc="the stretch, today included, that is counted")
    long_days: int = limit(14, unit="days", low=14, high=28, doc="no core work at all for this long is a caution")


_CLEAN = (
    "2026-03-02 deadlift 3x5@100kg; plank 3x45s\n2026-03-05 squat 3x5@80kg; side plank 2x30s\n"
    "2026-03-09 deadlift 3x5@100kg; plank 3x45s\n2026-03-12 squat 3x5@80kg; bird dog 2x8\n"
    "2026-03-16 deadlift 3x5@100kg; plank 3x45s\n"
)


@rule(
    title="Too few days with core work",
    limits=Limits,
    lookback=("long_days", "long_days"),
    reads={"exercise"},
    uses={LIFTS, CORE_HABIT},
    message={
        "": "Trunk work on {core_days} of the last {limits.days}; the usual target is {limits.min_days}.",
        "none": "No trunk work in the last {window}; the usual target is {limits.min_days} in {limits.days}.",
    },
    formula={
        "": "{core_days} with core work in the last {limits.days}, fewer than {limits.min_days}",
        "none": "{core_days} with core work in the last {window}, fewer than {limits.min_days}",
    },
    severities={
        INFO: "fewer days than `min_days`, or none at all in `long_days` as in the session before",
        CAUTION: "none at all in `long_days`, told once",
    },
    gaps={"days needed": "too-short", "core": "not-recorded", "exercise": "unknown-exercise"},
    advice="Two short sets of a plank, side plank or bird dog at the end of a session are enough to count.",
    evidence=Evidence(
        source="A",
        threshold="D",
        directness="indirect",
        sources=(
            "STEFFENS2016",
            "MUELLER2020",
            "SMITH2014",
            "WANG2012",
            "SARAGIOTTO2016",
            "OWEN2020",
            "MARTUSCELLO2013",
            "MCGILL1998",
        ),
        statement="Exercise in general goes with fewer new episodes of low-back pain (RR 0.65 alone, 0.55 with "
        "education). Grade A is for exercise in general; two days a week for the healthy is convention.",
        criticism="Core work is not superior to other exercise for low-back pain beyond the short term.",
    ),
    examples=[
        fires(
            _CLEAN + "2026-03-19 squat 3x5@80kg; side plank 2x30s",
            "Monday and Thursday: two days, with back history three are usual",
            severity=INFO,
            back_history=True,
        ),
        fires(
            "2026-03-02 deadlift 3x5@100kg; plank 3x45s\n2026-03-16 deadlift 3x5@100kg",
            "no core work in the last 14 days",
            severity=CAUTION,
        ),
        fires(
            "2026-03-02 deadlift 3x5@100kg; plank 3x45s\n2026-03-16 deadlift 3x5@100kg\n2026-03-18 squat 3x5@80kg",
            "told on Monday already",
            severity=INFO,
        ),
        fires(
            "2026-03-02 deadlift 3x5@100kg; plank 3x45s\n2026-03-16 deadlift 3x5@100kg; plank 3x45s",
            "one day in the last seven",
            severity=INFO,
        ),
        quiet(
            _CLEAN + "2026-03-19 squat 3x5@80kg; side plank 2x30s",
            "Monday and Thursday: two days are the target",
        ),
        unsure("2026-03-02 deadlift 3x5@100kg\n2026-03-16 deadlift 3x5@100kg", "core work was never logged"),
        unsure("2026-03-09 plank 3x45s\n2026-03-16 deadlift 3x5@100kg", "the log is only a week old"),
    ],
    hides={"core.coverage:direction", "core.share"},
)
def weekly_days(view: View, limits: Limits) -> Verdicts:
    """Point out a week with little or no trunk work.

    Counts local days with at least one core set in the last seven, today included. It stays a hint, as the grade-A
    evidence is for exercise in general; two weeks without any are a caution, once.
    """
    days = {view.ago(summary.day) for summary in view.core_sessions(limits.days - 1)}
    if view.summary.core_sets:
        days.add(0)
    if len(days) >= limits.min_days:
        return
    if not view.covers(limits.long_days - 1):
        yield Gap(LOW_BACK, "too-short", f"days needed: {limits.long_days}")
        return
    if not view.recorded("core"):
        yield not_recorded(LOW_BACK, "core")
        return
    unknown = _unknown(view, limits.long_days)
    possible = {ago for ago, _ in unknown if ago < limits.days and ago not in days}
    if len(days) + len(possible) >= limits.min_days:
        for subject in sorted({subject for ago, subject in unknown if ago in possible}):
            yield Gap(subject, "unknown-exercise", "exercise")
        return
    recent = {view.ago(summary.day): summary for summary in view.core_sessions(limits.long_days - 1)}
    if view.summary.core_sets:
        recent[0] = view.summary
    none_at_all = not recent and not unknown
    yield Fired(
        LOW_BACK,
        CAUTION if none_at_all and not _told(view, limits) else INFO,
        {
            "core_days": Fact.count(len(days), "days"),
            "window": Fact.count(limits.long_days if none_at_all else limits.days, "days"),
        },
        [Cite(summary.id) for _, summary in sorted(recent.items(), reverse=True)],
        limit="min_days",
        message="none" if none_at_all else "",
    )


def _told(view: View, limits: Limits) -> bool:
    """Whether the session before, within `long_days`, had no core work at all in its `long_days` either."""
    before = next(view.sessions(limits.long_days - 1), None)
    if before is None:
        return False
    days = view.ago(before.day) + limits.long_days
    return view.covers(days - 1) and not any(view.core_sessions(days - 1)) and not _unknown(view, days)


def _unknown(view: View, days: int) -> set[tuple[int, str]]:
    """How long ago, and of what name, sets of unknown exercises were done."""
    summaries: list[Summary] = [view.summary, *view.sessions(days - 1)]
    return {
        (view.ago(summary.day), lift.subject)
        for summary in summaries
        for lift in summary.unknown
        if any(entry.done for entry in lift.sets)
    }
