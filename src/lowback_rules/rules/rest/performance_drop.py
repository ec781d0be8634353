"""rest.performance_drop: two sessions in a row well below the best of the weeks before."""

from ...authoring import (
    CAUTION,
    WARNING,
    WORK_SETS,
    Care,
    Cite,
    Decimal,
    Evidence,
    Fact,
    Fired,
    Fraction,
    Gap,
    Lift,
    Ratio,
    Summary,
    Verdicts,
    View,
    at_least,
    e1rm,
    fires,
    frozen,
    is_larger,
    limit,
    maximum_share,
    plus,
    quiet,
    ratio_text,
    rule,
    unsure,
)


@frozen
class Limits:
    fraction: Decimal = limit(
        "0.95",
        unit="ratio",
        low="0.7",
        high="1",
        stricter="higher",
        doc="e1RM of each session as a share of the best before them",
    )
    care_after_days: int = limit(
        21,
        unit="days",
        low=7,
        high=84,
        stricter="lower",
        doc="a drop that began more days ago than this is a warning",
    )
    layoff_days: int = limit(
        14,
        unit="days",
        low=7,
        high=42,
        stricter="higher",
        doc="so many days without the exercise are a layoff, after which less is expected",
    )
    days: int = limit(42, unit="days", low=14, high=180, doc="how far before the drop its best is looked for")
    longest: int = limit(84, unit="days", low=84, high=365, doc="how far back the beginning of a drop is looked for")


_BEST = "2026-02-02 deadlift 1@150kg rpe 10\n"


@rule(
    title="Performance falling over successive sessions",
    limits=Limits,
    lookback=("longest", "days"),
    reads={"exercise", "load", "reps", "deload"},
    uses={WORK_SETS},
    message={
        "": "{subject}: the best of the last {sessions} was {drop} below your best of the weeks before (e1RM {best} "
        "on {best_date}, {now} today).",
        "long": "{subject}: for {since} even the best session was {drop} below your best of the weeks before (e1RM "
        "{best} on {best_date}, {now} today); tiredness and loss of form have medical causes too.",
    },
    formula={
        "": "the best e1RM of the last {sessions} is {drop} below {best}, the best of the {limits.days} before them, "
        "and so below {limits.fraction} of it",
        "long": "the best e1RM of the last {sessions} is {drop} below {best}, the best of the {limits.days} before "
        "them, and so below {limits.fraction} of it; the first was {since} ago, more than {limits.care_after_days}",
    },
    severities={CAUTION: "below `fraction`, two sessions or more", WARNING: "for more than `care_after_days`"},
    cares={Care.ORDINARY: "for more than `care_after_days`"},
    gaps={
        "load and reps": "not-recorded",
        "a set of up to 10 reps with its effort": "not-recorded",
        "best e1RM of the weeks before": "no-comparison",
        "earlier sessions": "no-comparison",
    },
    advice="Take an easier week, and look at sleep and food. If it stays so for weeks, mention it to a doctor.",
    evidence=Evidence(
        source="C",
        threshold="D",
        directness="indirect",
        sources=("MEEUSEN2013", "GRANDOU2020", "BELL2020"),
        statement="A lasting fall of performance is the defining sign of overreaching (ECSS and ACSM), which is found "
        "by exclusion. The 95 % is ours.",
        criticism="An e1RM is off by 5-10 %, as much as the limit; hence two sessions and sets of up to 10 reps. "
        "Overtraining from lifting is poorly documented.",
    ),
    examples=[
        fires(
            _BEST + "2026-02-09 deadlift 1@142kg rpe 10\n2026-02-16 deadlift 1@141kg rpe 10",
            "94.7 % and 94 % of 150 kg",
            severity=CAUTION,
        ),
        fires(
            _BEST + "2026-02-09 deadlift 1@140kg rpe 10\n2026-02-16 deadlift 1@140kg rpe 10\n"
            "2026-02-23 deadlift 1@140kg rpe 10\n2026-03-03 deadlift 1@140kg rpe 10",
            "the first low session was 22 days ago",
            severity=WARNING,
        ),
        fires(
            _BEST + "2026-02-09 deadlift 1@140kg rpe 10\n2026-02-16 deadlift 1@140kg rpe 10\n"
            "2026-02-23 deadlift 1@140kg rpe 10\n2026-03-02 deadlift 1@140kg rpe 10",
            "the first low session was 21 days ago: the limit is allowed",
            severity=CAUTION,
        ),
        fires(
            "2026-01-05 deadlift 1@150kg rpe 10\n2026-01-16 deadlift 1@148kg rpe 10\n"
            "2026-01-28 deadlift 1@148kg rpe 10\n2026-02-08 deadlift 1@148kg rpe 10\n"
            "2026-02-16 deadlift 1@141.5kg rpe 10\n2026-02-20 deadlift 1@141.5kg rpe 10",
            "the best of 42 days before the first of the two; the best since would allow it",
        ),
        quiet(
            _BEST + "2026-02-09 deadlift 1@142.5kg rpe 10\n2026-02-16 deadlift 1@141kg rpe 10",
            "142.5 kg is 95 % exactly: the limit is allowed",
        ),
        quiet(
            _BEST + "2026-02-09 deadlift 1@140kg rpe 10; deload\n2026-02-16 deadlift 1@140kg rpe 10",
            "one of the two is a deload",
        ),
        quiet(
            _BEST + "2026-02-16 deadlift 1@140kg rpe 10\n2026-02-23 deadlift 1@140kg rpe 10",
            "two weeks off before the first: less is expected",
        ),
        quiet(
            _BEST + "2026-02-09 deadlift 1@141kg rpe 10\n2026-02-16 deadlift 3@142.5kg, 5@110kg rpe 7",
            "three repetitions prove more than 95 %, whatever their effort",
        ),
        unsure(
            _BEST + "2026-02-09 deadlift 1@142kg rpe 10\n2026-02-16 deadlift 3x5@110kg",
            "how hard today's sets were is not known",
        ),
        unsure(
            _BEST + "2026-02-09 deadlift 1@141kg rpe 10\n2026-02-16 deadlift 1@141kg, 5@110kg rpe 7",
            "the single, of no known effort, proves more than the rated set",
        ),
        unsure(
            _BEST + "2026-02-05 deadlift 3x5 rpe 9\n2026-02-09 deadlift 1@148kg rpe 10\n"
            "2026-02-16 deadlift 1@148kg rpe 10",
            "no drop against what is known, but a load before is not",
        ),
        unsure(
            "2026-02-02 deadlift 3x5@120kg\n2026-02-09 deadlift 1@142kg rpe 10\n2026-02-16 deadlift 1@141kg rpe 10",
            "the best before is not known",
        ),
        unsure("2026-02-09 deadlift 1@142kg rpe 10\n2026-02-16 deadlift 1@141kg rpe 10", "nothing before the two"),
    ],
)
def performance_drop(view: View, limits: Limits) -> Verdicts:
    """Flag a lift that stays well below its best of late for two sessions or more.

    The best e1RM of today and of the session before it are compared with the best of the six weeks before the two;
    deloads and returns after two weeks off do not count. One bad day is noise; strength that stays away is the plainest
    sign that recovery lags behind.
    """
    for today in view.summary.lumbar:
        lifts = [(view.summary, today), *view.lifts(today.subject, limits.longest + limits.days)]
        drop, gaps = _two(view, lifts, limits)
        if drop is not None:
            drop, gaps = _longest(view, lifts, drop, limits)
            yield _fired(view, drop, limits)
        yield from gaps


@frozen
class _Best:
    """The best e1RM before a drop, and where it is; not complete where a load or reps there is missing."""

    e1rm: Ratio
    summary: Summary
    lift: Lift
    complete: bool


@frozen
class _Drop:
    """A run of sessions, the newest first, that are all below the best before them."""

    lifts: list[tuple[Summary, Lift]]
    best: _Best


def _two(view: View, lifts: list[tuple[Summary, Lift]], limits: Limits) -> tuple[_Drop | None, list[Gap]]:
    """The drop of today's session and the one before, or what is missing to say that there is none."""
    subject = lifts[0][1].subject
    for place in (0, 1):
        if lifts[place][0].session.deload:
            return None, []
        follows = _follows(view, lifts, place, limits)
        if not follows:
            return None, [Gap(subject, "no-comparison", "earlier sessions")] if follows is None else []
    two = lifts[:2]
    best = _best(lifts, 1, limits)
    if best is not None and best.complete and any(_reaches(lift, best, limits) for _, lift in two):
        return None, []
    gaps = [gap for _, lift in two for gap in _unknown(lift)]
    if best is None:
        return None, gaps or [Gap(subject, "no-comparison", "best e1RM of the weeks before")]
    if not gaps and not any(_reaches(lift, best, limits) for _, lift in two):
        return _Drop(two, best), []
    return None, gaps or [Gap(subject, "not-recorded", "load and reps")]


def _longest(view: View, lifts: list[tuple[Summary, Lift]], drop: _Drop, limits: Limits) -> tuple[_Drop, list[Gap]]:
    """The drop with the sessions before it that belong to it, and what is missing to say that these are all."""
    for place in range(2, len(lifts)):
        summary, lift = lifts[place]
        if summary.session.deload or view.ago(summary.day) > limits.longest:
            break
        if gaps := _unknown(lift):
            return drop, gaps
        if not _follows(view, lifts, place, limits):
            break
        run, best = lifts[: place + 1], _best(lifts, place, limits)
        if best is not None and not any(_reaches(other, best, limits) for _, other in run):
            drop = _Drop(run, best)
    return drop, []


def _follows(view: View, lifts: list[tuple[Summary, Lift]], place: int, limits: Limits) -> bool | None:
    """Whether a session came after another of the exercise without a layoff; None if the log is too short to tell."""
    day = lifts[place][0].day
    if place + 1 < len(lifts):
        return day - lifts[place + 1][0].day < limits.layoff_days
    return False if view.covers(view.ago(day) + limits.layoff_days) else None


def _best(lifts: list[tuple[Summary, Lift]], place: int, limits: Limits) -> _Best | None:
    """The best of the weeks before a session."""
    first = lifts[place][0].day
    before = [(summary, lift) for summary, lift in lifts[place + 1 :] if first - summary.day <= limits.days]
    complete = all(lift.complete for _, lift in before)
    best: _Best | None = None
    for summary, lift in before:
        if lift.e1rm is not None and (best is None or is_larger(lift.e1rm, best.e1rm)):
            best = _Best(lift.e1rm, summary, lift, complete)
    return best


def _reaches(lift: Lift, best: _Best, limits: Limits) -> bool:
    """Whether a session certainly comes up to the fraction of the best."""
    known = [value for value in (lift.e1rm, _proven(lift)) if value is not None and lift.complete]
    return any(at_least(value[0] * best.e1rm[1], limits.fraction, best.e1rm[0] * value[1]) for value in known)


def _proven(lift: Lift) -> Ratio | None:
    """What the sets without a recorded effort prove at least: their e1RM if nothing was left in reserve."""
    proven: Ratio | None = None
    for entry in lift.work:
        if entry.grains and entry.log.reps and entry.log.rpe is None and entry.log.kind != "failure":
            share = maximum_share(Decimal(entry.log.reps))
            value = None if share is None else (entry.grains * share.numerator, share.denominator)
            if value is not None and is_larger(value, proven):
                proven = value
    return proven


def _unknown(lift: Lift) -> list[Gap]:
    """What is missing to know the e1RM of a session; it is not known where a set without effort proves more, either."""
    if not lift.complete:
        return [Gap(lift.subject, "not-recorded", "load and reps")]
    proven = _proven(lift)
    if lift.e1rm is None or (proven is not None and is_larger(proven, lift.e1rm)):
        return [Gap(lift.subject, "not-recorded", "a set of up to 10 reps with its effort")]
    return []


def _fired(view: View, drop: _Drop, limits: Limits) -> Fired:
    best = Fraction(*drop.best.e1rm)
    e1rms = [Fraction(*lift.e1rm) for _, lift in drop.lifts if lift.e1rm is not None]
    since = view.ago(drop.lifts[-1][0].day)
    lasting = since > limits.care_after_days
    facts = {
        "sessions": Fact.count(len(drop.lifts), "sessions"),
        "drop": Fact(ratio_text(1 - max(e1rms) / best, plus(Decimal(1), limits.fraction.copy_negate())), "ratio"),
        "best": Fact.mass(int(best)),
        "best_date": Fact.day(drop.best.summary.day),
        "now": Fact.mass(int(e1rms[0])),
        "since": Fact.count(since, "days"),
    }
    if not drop.best.complete:
        facts["baseline"] = Fact.text("incomplete")
    return Fired(
        drop.lifts[0][1].subject,
        WARNING if lasting else CAUTION,
        facts,
        [_cite(drop.best.summary, drop.best.lift), *[_cite(*session) for session in reversed(drop.lifts)]],
        limit="care_after_days" if lasting else "fraction",
        care=Care.ORDINARY if lasting else Care.NONE,
        message="long" if lasting else "",
    )


def _cite(summary: Summary, lift: Lift) -> Cite:
    """The set that the e1RM of a session is from."""
    places = [entry.place for entry in lift.work if e1rm(entry.log, entry.grains) == lift.e1rm]
    return Cite(summary.id, places[0])
