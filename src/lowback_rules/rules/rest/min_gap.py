"""rest.min_gap: too little time since the last hard lumbar session."""

from ...authoring import (
    CAUTION,
    HARD_SETS,
    INFO,
    LOW_BACK,
    WARNING,
    Cite,
    Decimal,
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

_HOUR = 3_600_000_000


@frozen
class Limits:
    hours: int = limit(
        48,
        unit="h",
        low=12,
        high=120,
        stricter="higher",
        levels={"advanced": 24},
        back_history=72,
        doc="time between the end of the last hard lumbar session and the start of this one",
    )
    grace: int = limit(
        2,
        unit="h",
        low=0,
        high=12,
        stricter="lower",
        doc="short of `hours` by at most this much is only a hint",
    )
    hard_sets: int = limit(
        3,
        unit="sets",
        low=1,
        high=12,
        stricter="lower",
        doc="lumbar-weighted hard sets that make a session hard",
    )
    longest: int = limit(6, unit="h", low=2, high=24, doc="a session recorded as longer than this has no known end")


_MONDAY = "2026-03-02 17:00-18:00 deadlift 3x5@100kg rpe 8\n"


@rule(
    title="Too little time since the last hard lumbar session",
    limits=Limits,
    lookback=("hours", "longest"),
    reads={"exercise", "load", "rpe"},
    uses={HARD_SETS},
    asks="lumbar",
    message={
        "": "{hours} since the last hard low-back session; {limits.hours} is the usual minimum for you.",
        "days": "{hours} (counted in whole days, as the log has no times) since the last hard low-back session; "
        "{limits.hours} is the usual minimum for you.",
        "start": "{hours} at most since the last hard low-back session, whose end is not recorded; "
        "{limits.hours} is the usual minimum for you.",
    },
    formula="end of {session} to this start = {hours}, below {limits.hours}",
    severities={
        INFO: "short by at most `grace`",
        CAUTION: "below `hours`",
        WARNING: "below half of `hours`",
    },
    gaps={"an earlier session": "unknown-hardness", "end of an earlier session": "not-recorded"},
    advice="Leave more time between the two, or keep the second day for lifts that spare the low back.",
    evidence=Evidence(
        source="C",
        threshold="C",
        directness="indirect",
        sources=(
            "GARBER2011",
            "NSCA_ESSENTIALS",
            "ANDERSEN2017",
            "YANG2018",
            "PORTO2018",
            "BELCHER2019",
            "BARNES2019",
        ),
        statement="ACSM and NSCA: 48 hours for the same muscles, 48-72 when heavy. Lifting on consecutive workdays "
        "raised next-morning low-back pain by 0.30 of 10 a day (Andersen 2017). 24 hours for the advanced are ours.",
        criticism="Two trials of training on consecutive days found no loss; this is a planning norm.",
    ),
    examples=[
        fires(_MONDAY + "2026-03-04 07:00-08:00 squat 3x5@80kg rpe 8", "37 hours of 48", severity=CAUTION),
        fires(
            _MONDAY + "2026-03-03 07:00-08:00 squat 3x5@80kg rpe 8",
            "13 hours, less than half of 48",
            severity=WARNING,
        ),
        fires(
            _MONDAY + "2026-03-04 17:00-18:00 squat 3x5@80kg rpe 8",
            "47 hours: within the grace",
            severity=INFO,
        ),
        fires(
            "2026-03-28 17:00-18:00+01:00 deadlift 3x5@100kg rpe 8\n2026-03-30 18:00-19:00+02:00 squat 3x5@80kg rpe 8",
            "47 hours across the change of the clocks",
            severity=INFO,
        ),
        fires(
            "2026-03-02 deadlift 3x5@100kg rpe 8\n2026-03-03 squat 3x5@80kg rpe 8",
            "a log of dates: one day of two",
            severity=CAUTION,
        ),
        fires(
            "2026-03-02 18:00 deadlift 3x5@100kg rpe 8\n2026-03-03 18:00 squat 3x5@80kg rpe 8",
            "24 hours from start to start, so fewer from its end",
            severity=CAUTION,
        ),
        quiet(_MONDAY + "2026-03-04 18:00-19:00 squat 3x5@80kg rpe 8", "48 hours exactly"),
        quiet(
            _MONDAY + "2026-03-03 18:00-19:00 bench press 3x5@80kg rpe 8",
            "a bench day does not load the low back",
        ),
        quiet(
            "2026-03-02 17:00-18:00 deadlift 2x5@100kg rpe 8\n2026-03-03 17:00-18:00 squat 3x5@80kg rpe 8",
            "two hard sets make no hard session",
        ),
        unsure(
            "2026-03-02 17:00-18:00 deadlift 3x5@100kg\n2026-03-03 17:00-18:00 squat 3x5@80kg",
            "how hard Monday was is not known",
        ),
        unsure(
            "2026-03-02 17:00 deadlift 3x5@100kg rpe 8\n2026-03-04 18:00 squat 3x5@80kg rpe 8",
            "when Monday's session ended is not known",
        ),
    ],
    hides={"rest.consecutive_days"},
)
def min_gap(view: View, limits: Limits) -> Verdicts:
    """Flag lumbar loading too soon after the last hard lumbar session.

    A session is hard with three hard sets, weighted: a deadlift or hinge counts 1, a squat or row 0.5. Time runs from
    its end to this start. Tissue recovers more slowly than motivation.
    """
    # Zones lie up to 26 hours apart, so as many hours may be two local days more.
    days = -(-(limits.hours + limits.longest) // 24) + 2
    sessions = list(view.sessions(days))
    if not _may_be_too_soon(view, sessions, limits):
        return
    for earlier in sessions:
        hard = view.hard_sets(earlier)
        if hard.possible < 2 * limits.hard_sets:
            continue
        gap, ending = _gap(view, earlier, limits)
        if gap is None or gap < limits.hours * _HOUR:
            if hard.certain < 2 * limits.hard_sets:
                yield Gap(LOW_BACK, "unknown-hardness", f"an earlier session: {earlier.id}")
                continue
            if gap is None:
                yield not_recorded(LOW_BACK, f"end of an earlier session: {earlier.id}")
            else:
                yield _fired(earlier, gap, ending, hard.incomplete, limits)
        if hard.certain >= 2 * limits.hard_sets:
            return


def _may_be_too_soon(view: View, sessions: list[Summary], limits: Limits) -> bool:
    """Whether one of these can have ended too late, however long it was; where times are missing, any can."""
    start, enough = view.summary.instant, (limits.hours + limits.longest) * _HOUR
    return view.session.date_only or any(
        start - earlier.instant < enough or earlier.session.date_only for earlier in sessions
    )


def _fired(earlier: Summary, gap: int, ending: str, incomplete: bool, limits: Limits) -> Fired:
    facts = {"hours": Fact.hours(max(gap, 0), Decimal(limits.hours)), "session": Fact(earlier.id, "session")}
    if ending == "days":
        facts["approximate"] = Fact.text("whole days")
    if incomplete:
        facts["baseline"] = Fact.text("incomplete")
    if 2 * gap < limits.hours * _HOUR:
        severity = WARNING
    else:
        severity = INFO if limits.hours * _HOUR - gap <= limits.grace * _HOUR else CAUTION
    return Fired(LOW_BACK, severity, facts, (Cite(earlier.id),), limit="hours", message=ending)


def _gap(view: View, earlier: Summary, limits: Limits) -> tuple[int | None, str]:
    """Microseconds between the two sessions, and how they were counted; None where the missing end decides."""
    if earlier.session.date_only or view.session.date_only:
        return view.ago(earlier.day) * 24 * _HOUR, "days"
    from_start = view.summary.instant - earlier.instant
    if earlier.end is not None and earlier.end - earlier.instant <= limits.longest * _HOUR:
        return view.summary.instant - earlier.end, ""
    if from_start < limits.hours * _HOUR or from_start >= (limits.hours + limits.longest) * _HOUR:
        return from_start, "start"
    return None, "start"
