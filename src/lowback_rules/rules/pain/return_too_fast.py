"""pain.return_too_fast: more load than customary in the first sessions after a stop."""

from ...authoring import (
    CAUTION,
    LOW_BACK,
    PAIN_HABIT,
    WARNING,
    WORK_SETS,
    Cite,
    Decimal,
    Evidence,
    Fact,
    Fired,
    Gap,
    Summary,
    Verdicts,
    View,
    above,
    fires,
    frozen,
    limit,
    not_recorded,
    quiet,
    rule,
    unsure,
    volume,
)


@frozen
class Limits:
    first: Decimal = limit(
        "0.60",
        unit="ratio",
        low="0.2",
        high="1",
        stricter="lower",
        doc="largest volume of the first session back, as a share of the volume before; a later one may have it too",
    )
    step: Decimal = limit(
        "1.20",
        unit="ratio",
        low="1",
        high="2",
        stricter="lower",
        doc="largest volume of a later session back, as a share of the session back before it",
    )
    held: Decimal = limit(
        "1.00",
        unit="ratio",
        low="0.5",
        high="1",
        stricter="lower",
        doc="the same, where that session hurt more than `pain_ok` or left a worse morning",
    )
    pain_ok: int = limit(
        3, unit="0-10", low=0, high=5, stricter="lower", doc="pain during a session back up to this allows a step"
    )
    as_warning: int = limit(
        0,
        unit="switch",
        low=0,
        high=1,
        stricter="higher",
        back_history=1,
        doc="1: a warning instead of a caution",
    )
    stop_above: int = limit(5, unit="0-10", low=2, high=7, doc="pain above this in or after a session is a stop")
    days: int = limit(28, unit="days", low=14, high=56, doc="how long after a stop a session is a return")
    before_days: int = limit(
        28, unit="days", low=14, high=56, doc="how far before the stop the last low-back session is looked for"
    )


_BEFORE = "2026-03-02 deadlift 10x5@100kg; pain 0 before, 1 during, 1 after, 0 morning\n"
_STOP = "2026-03-05 deadlift 5x5@100kg; pain 1 before, 7 during, 3 after, 2 morning\n"
_FIRST = "2026-03-12 deadlift 10x5@60kg; pain 0 before, 1 during, 1 after, 0 morning\n"


@rule(
    title="Returning too fast after a stop",
    limits=Limits,
    lookback=("days", "before_days"),
    reads={"exercise", "load", "reps", "pain.before", "pain.during", "pain.after", "pain.next_morning"},
    uses={WORK_SETS, PAIN_HABIT},
    worse={"load": "higher", "reps": "higher"},
    asks="lumbar",
    message={
        "first": "First low-back session after back pain of {pain} on {stop_date}: the volume is {share} of that "
        "before; {limits.first} is a common starting point.",
        "step": "Back after pain of {pain} on {stop_date}: the low-back volume is {share} of that of the last session "
        "back ({previous_date}) and {part} of that before; up to {limits.step} of the one or {limits.first} of the "
        "other is common.",
        "held": "Back after pain of {pain} on {stop_date}: the low-back volume is {share} of that of the last session "
        "back ({previous_date}), which hurt or left a worse morning; up to {limits.held} is customary then.",
    },
    formula={
        "first": "today's low-back volume / that of {reference_date} = {share}, above {limits.first}",
        "step": "today's low-back volume / that of {previous_date} = {share}, above {limits.step}; "
        "/ that of {reference_date} = {part}, above {limits.first}",
        "held": "today's low-back volume / that of {previous_date} = {share}, above {limits.held}; pain during it was "
        "above {limits.pain_ok}, or the next morning worse than before",
    },
    severities={
        CAUTION: "volume above `first` in the first session back; later above `first` and `step`, or above `held`",
        WARNING: "the same with `as_warning`, which back history switches on",
    },
    gaps={
        "pain": "not-recorded",
        "pain before": "not-recorded",
        "pain during": "not-recorded",
        "pain after": "not-recorded",
        "pain next morning": "not-recorded",
        "load and reps": "not-recorded",
        "exercise": "unknown-exercise",
        "low-back work before": "no-comparison",
    },
    advice="Start lower and build up over a few sessions. Less for a few days, keep moving.",
    evidence=Evidence(
        source="D",
        threshold="D",
        directness="extrapolated",
        sources=("DASILVA2019", "MACHADO2017", "BERGLUND2015", "TATARYN2021"),
        statement="A graded return is universal practice; back pain comes back within a year in 33 to 69 %, more often "
        "after more than two episodes. The numbers are convention.",
        criticism="No trial compares how fast lifters return, and loading the back is itself a treatment that works.",
    ),
    examples=[
        fires(
            _BEFORE + _STOP + "2026-03-12 deadlift 10x5@70kg; pain 0 before, 1 during, 1 after",
            "70 % of the volume before",
            severity=CAUTION,
        ),
        fires(
            _BEFORE + _STOP + "2026-03-12 deadlift 10x5@70kg; pain 0 before, 1 during, 1 after",
            "with back history this is a warning",
            severity=WARNING,
            back_history=True,
        ),
        fires(
            _BEFORE + _STOP + _FIRST + "2026-03-16 deadlift 10x5@75kg; pain 0 before, 1 during, 1 after",
            "125 % of the first session back",
            severity=CAUTION,
        ),
        fires(
            _BEFORE
            + _STOP
            + _FIRST.replace("1 during", "4 during")
            + "2026-03-16 deadlift 10x5@62.5kg; pain 0 before, 1 during, 1 after",
            "more than in the first session back, which hurt",
            severity=CAUTION,
        ),
        quiet(
            _BEFORE + _STOP + "2026-03-12 deadlift 10x5@60kg; pain 0 before, 1 during, 1 after",
            "60 % of the volume before",
        ),
        quiet(
            _BEFORE + _STOP + _FIRST + "2026-03-16 deadlift 10x5@72kg; pain 0 before, 1 during, 1 after",
            "120 % of the first session back",
        ),
        quiet(
            _BEFORE
            + _STOP
            + _FIRST.replace("10x5@60kg", "10x5@30kg")
            + "2026-03-16 deadlift 10x5@60kg; pain 0 before, 1 during, 1 after",
            "twice the session before, a light one, but 60 % of the volume before the stop",
        ),
        quiet(
            _BEFORE
            + _STOP
            + _FIRST.replace("10x5@60kg", "10x5@100kg")
            + "2026-03-16 deadlift 10x5@140kg; pain 0 before, 1 during, 1 after",
            "all of the volume was lifted again, so that the return is over",
        ),
        unsure("2026-03-05 deadlift 5x5@100kg\n2026-03-12 deadlift 5x5@100kg", "pain was never logged"),
        unsure(
            _BEFORE + "2026-03-05 deadlift 5x5@100kg; pain 1 during\n2026-03-12 deadlift 10x5@70kg; pain 1 during",
            "pain after the session before is not recorded, and may have been a stop",
        ),
        unsure(
            _BEFORE + _STOP + _FIRST.replace(", 0 morning", "") + "2026-03-16 deadlift 10x5@70kg; pain 1 during",
            "how the morning after the first session back was is not recorded",
        ),
        unsure(
            _BEFORE.replace("5@100kg", "5") + _STOP + "2026-03-12 deadlift 10x5@50kg; pain 1 during",
            "the load before the stop is not recorded",
        ),
        unsure(
            "2026-03-05 bench press 5x5@80kg; pain 1 before, 7 during, 3 after, 2 morning\n"
            "2026-03-12 deadlift 10x5@70kg; pain 1 during",
            "no low-back work before the stop",
        ),
    ],
    hides={"pain.trained_through"},
)
def return_too_fast(view: View, limits: Limits) -> Verdicts:
    """Flag more low-back volume than is customary in the first sessions after a stop.

    A stop is pain above five in or after a session. The first session back starts at a share of the volume before; each
    later one may do as much again, or take a step from the last, if that one hurt little and left no worse morning.
    Once the volume before is reached, the return is over.
    """
    if not view.recorded("pain"):
        yield not_recorded(LOW_BACK, "pain")
        return
    days = limits.days + limits.before_days
    _, *highest = view.each(_highest, days)
    stop_above = limits.stop_above
    may_be_stops = [place for place, (pain, missing) in enumerate(highest) if missing or pain > stop_above]
    sessions = list(view.sessions(days)) if may_be_stops else []
    unknown = list[str]()
    for place in may_be_stops:
        if view.day - sessions[place].day > limits.days:
            continue
        pain, missing = highest[place]
        if pain > limits.stop_above:
            verdicts = list(_judged(view, sessions, place, limits))
            if any(isinstance(verdict, Fired) for verdict in verdicts):
                # A later stop that is not on record would be compared with something else.
                verdicts += [not_recorded(LOW_BACK, name) for name in unknown]
            yield from verdicts
            return
        if missing and any(_judged(view, sessions, place, limits)):
            for name in missing:
                yield not_recorded(LOW_BACK, name)
        unknown += missing


def _highest(summary: Summary) -> tuple[int, tuple[str, ...]]:
    """The highest pain on record during or after a session, and what is not on record of it."""
    pain = summary.session.pain
    values = {"pain during": pain.during, "pain after": pain.after}
    missing = tuple([name for name, value in values.items() if value is None])
    return max([value for value in values.values() if value is not None], default=0), missing


def _judged(view: View, sessions: list[Summary], place: int, limits: Limits) -> Verdicts:
    """The verdict of today's session, if the stop was at that place of the sessions, which run from new to old."""
    stop = sessions[place]
    between = [summary for summary in sessions[:place] if _may_load(summary)]
    before = next((summary for summary in sessions[place + 1 :] if _may_load(summary)), None)
    basis = [stop] if before is None or stop.day - before.day > limits.before_days else [stop, before]
    reference = max(basis, key=lambda summary: summary.volume.amount)
    known = all(summary.volume.complete for summary in basis)
    if known and any(_reached(summary, reference) for summary in between):
        return
    if not volume(view.summary.lumbar).complete:
        yield not_recorded(LOW_BACK, "load and reps")
        yield from _incomplete([*between, *basis])
    if between:
        yield from _later(view, stop, between, basis, reference, limits)
        return
    yield from _incomplete(basis)
    now = volume(view.summary.lumbar).amount
    if known and not reference.volume.amount:
        yield _no_comparison(stop)
    elif known and above(now, limits.first, reference.volume.amount):
        yield _fired(view, stop, reference, limits, "first", limits.first)


def _later(
    view: View, stop: Summary, between: list[Summary], basis: list[Summary], reference: Summary, limits: Limits
) -> Verdicts:
    """The verdict of a session that is not the first one back."""
    previous, now = between[0], volume(view.summary.lumbar).amount
    well, missing = _went_well(view, previous, limits)
    # What the first session back may have, a later one may have too, however light the last was.
    low = not above(now, limits.first, reference.volume.amount)
    if well and low:
        return
    if not previous.volume.complete:
        yield from _incomplete([*between, *basis])
        return
    if not previous.volume.amount:
        yield _no_comparison(previous)
        return
    then = previous.volume.amount
    if not above(now, limits.held, then):
        return
    step = not low and above(now, limits.step, then)
    if not step and well:
        return
    if not step and well is None:
        for name in missing:
            yield not_recorded(LOW_BACK, name)
        return
    gaps = list(_incomplete([*between, *basis]))
    if gaps:
        # The volume before may have been reached already.
        yield from gaps
    elif well is False:
        yield _fired(view, stop, previous, limits, "held", limits.held)
    else:
        yield _fired(view, stop, previous, limits, "step", limits.step, reference)


def _may_load(summary: Summary) -> bool:
    """Whether a session has low-back work, or may have."""
    return bool(summary.lumbar or summary.unknown or summary.unread)


def _reached(summary: Summary, reference: Summary) -> bool:
    return summary.volume.complete and summary.volume.amount >= reference.volume.amount


def _incomplete(summaries: list[Summary]) -> Verdicts:
    for summary in summaries:
        for lift in summary.unknown:
            yield Gap(lift.subject, "unknown-exercise", "exercise")
        if not summary.unknown and not summary.volume.complete:
            yield not_recorded(LOW_BACK, "load and reps")


def _no_comparison(summary: Summary) -> Gap:
    return Gap(LOW_BACK, "no-comparison", f"low-back work before: {summary.id}")


def _went_well(view: View, summary: Summary, limits: Limits) -> tuple[bool | None, list[str]]:
    """Whether a session back hurt little and left no worse morning; None where that is not known, and what is missing.

    The morning of a session of today is not asked: it is still to come.
    """
    pain = summary.session.pain
    missing: list[str] = []
    if pain.during is None:
        missing.append("pain during")
    elif pain.during > limits.pain_ok:
        return False, []
    if view.ago(summary.day):
        morning = _next_morning(view, summary)
        if morning is None:
            missing.append("pain next morning")
        elif pain.before is None:
            missing += ["pain before"] if morning else []
        elif morning > pain.before:
            return False, []
    return (None if missing else True), missing


def _next_morning(view: View, summary: Summary) -> int | None:
    """Pain on the morning after a session: from that day's check-in, else from the session's own entry."""
    checked = view.morning_check_in(summary)
    return summary.session.pain.next_morning if checked is None else checked


def _fired(
    view: View, stop: Summary, other: Summary, limits: Limits, name: str, most: Decimal, before: Summary | None = None
) -> Fired:
    """The finding: today's volume is above `most` of that of the other session, and of `first` of the one before."""
    now = volume(view.summary.lumbar).amount
    facts = {
        "pain": Fact.count(_highest(stop)[0], "0-10"),
        "stop_date": Fact.day(stop.day),
        "share": Fact.ratio(now, other.volume.amount, most),
        "reference_date" if name == "first" else "previous_date": Fact.day(other.day),
    }
    cites = [Cite(stop.id), Cite(other.id)]
    if before is not None:
        facts |= {
            "part": Fact.ratio(now, before.volume.amount, limits.first),
            "reference_date": Fact.day(before.day),
        }
        cites.append(Cite(before.id))
    return Fired(
        LOW_BACK,
        WARNING if limits.as_warning else CAUTION,
        facts,
        tuple(dict.fromkeys(cites)),
        limit=name,
        message=name,
    )
