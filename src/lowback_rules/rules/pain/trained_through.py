"""pain.trained_through: the same or more loading soon after a pain signal."""

from typing import NamedTuple

from ...authoring import (
    LOW_BACK,
    PAIN_HABIT,
    STOP,
    WARNING,
    WORK_SETS,
    Cite,
    Decimal,
    Evidence,
    Fact,
    Fired,
    Gap,
    Lift,
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
    max_ratio: Decimal = limit(
        "0.80",
        unit="ratio",
        low="0.3",
        high="1",
        stricter="lower",
        doc="largest lumbar volume, as a share of the lightest session with a signal",
    )
    signal_above: int = limit(
        5,
        unit="0-10",
        low=2,
        high=7,
        stricter="lower",
        doc="pain above this in or after a session is a signal",
    )
    morning_rise: int = limit(
        2,
        unit="0-10",
        low=1,
        high=5,
        stricter="lower",
        doc="next morning this much worse than before the session is a signal",
    )
    days: int = limit(7, unit="days", low=3, high=14, doc="how long a signal counts")


class _Signal(NamedTuple):
    """A session after which the back complained: how much, and what it was loaded with."""

    summary: Summary
    pain: int
    morning: bool


# Each message and formula by what is compared, when the signal was, and whether it hurts again today.
_WHEN = {"": "on {signal_date}", "-morning": "on the morning after {signal_date}"}
_TODAY = {"": "", "-stop": "; today it was {today}"}
_USUAL = "up to {limits.max_ratio} is usual for a few days"
_COMPARED = {
    "volume": ", and today's low-back volume was {share} of that session's; " + _USUAL + ".",
    "top": ", and today's {exercise} went to {load}, no less than then ({then}).",
    "both": "; today's low-back volume was {share} of that session's (" + _USUAL + ") and {exercise} went to {load}, "
    "no less than then ({then}).",
}
_VOLUME = "today's low-back volume / that of {signal_date} = {share}, above {limits.max_ratio}"
_FORMULAS = {
    "volume": _VOLUME,
    "top": "{exercise}: {load}, not below {then} of {signal_date}",
    "both": _VOLUME + "; {exercise}: {load}, not below {then}",
}
_FORMULA_TODAY = {"": "", "-stop": "; pain {today} today, above {limits.signal_above}"}
_MONDAY = "2026-03-02 deadlift 5x10@100kg; pain 1 before, "
_SIGNALS = {
    "": (_MONDAY + "7 during, 2 after, 1 morning\n", "pain of 7"),
    "-morning": (_MONDAY + "1 during, 1 after, 3 morning\n", "a morning worse by 2"),
}
_AGAIN = {"": ("1 during, 1 after", ""), "-stop": ("6 during, 2 after", ", and again pain of 6")}
_DONE = {
    "volume": ("5x10@96kg", "96 % of the volume"),
    "top": ("1x5@100kg", "no less load"),
    "both": ("5x10@100kg", "all of the volume and load"),
}


@rule(
    title="Same or more loading after a pain signal",
    limits=Limits,
    lookback="days",
    reads={"exercise", "load", "reps", "pain.before", "pain.during", "pain.after", "pain.next_morning"},
    uses={WORK_SETS, PAIN_HABIT},
    worse={
        "load": "higher",
        "reps": "higher",
        "pain.before": "higher",
        "pain.during": "higher",
        "pain.after": "higher",
    },
    asks="lumbar",
    message={
        kind + when + again: "Back pain was {pain} " + _WHEN[when] + _TODAY[again] + compared
        for kind, compared in _COMPARED.items()
        for when in _WHEN
        for again in _TODAY
    },
    formula={
        kind + when + again: formula + _FORMULA_TODAY[again]
        for kind, formula in _FORMULAS.items()
        for when in _WHEN
        for again in _TODAY
    },
    severities={
        WARNING: "volume above `max_ratio`, or a top load no lower",
        STOP: "the same, with pain above `signal_above` today",
    },
    gaps={
        "pain": "not-recorded",
        "pain before": "not-recorded",
        "pain during": "not-recorded",
        "pain after": "not-recorded",
        "pain next morning": "not-recorded",
        "load and reps": "not-recorded",
        "exercise": "unknown-exercise",
        "low-back work in the session with the signal": "no-comparison",
    },
    advice="Less for a few days, while staying active, is the usual advice.",
    evidence=Evidence(
        source="C",
        threshold="D",
        directness="indirect",
        sources=("SILBERNAGEL2007", "NICE_NG59", "ACP2017"),
        statement="Fitting the load to the symptoms is common to the pain-monitoring model and guidelines; "
        "the 20 % is ours.",
        criticism="Most episodes settle whatever is done; staying active is right: the rule asks for less, "
        "not for rest.",
    ),
    examples=[
        *(
            fires(
                f"{monday}2026-03-05 deadlift {done}; pain 1 before, {now}",
                f"{what} after {signal}{again}",
                severity=STOP if again else WARNING,
            )
            for done, what in _DONE.values()
            for monday, signal in _SIGNALS.values()
            for now, again in _AGAIN.values()
        ),
        quiet(
            "2026-03-02 deadlift 5x10@100kg; pain 1 before, 7 during, 2 after, 1 morning\n"
            "2026-03-05 deadlift 5x10@80kg; pain 1 before, 1 during, 1 after",
            "80 % of the volume exactly, and a lighter top set",
        ),
        quiet(
            "2026-03-02 deadlift 5x10@100kg; pain 1 before, 5 during, 2 after, 2 morning\n"
            "2026-03-05 deadlift 5x10@100kg; pain 1 before, 1 during, 1 after",
            "5 of 10 and a morning worse by 1 are no signal",
        ),
        unsure("2026-03-02 deadlift 5x10@100kg\n2026-03-05 deadlift 5x10@96kg", "pain was never logged"),
        unsure(
            "2026-03-02 deadlift 5x10@100kg; pain 1 before, 2 after\n2026-03-05 deadlift 5x10@96kg; pain 1 during",
            "pain during Monday's session is not recorded",
        ),
        unsure(
            "2026-03-02 bench press 5x10@60kg; pain 1 before, 7 during, 2 after, 1 morning\n"
            "2026-03-05 deadlift 5x10@96kg; pain 1 during",
            "a signal, but no low-back work to compare with",
        ),
    ],
)
def trained_through(view: View, limits: Limits) -> Verdicts:
    """Flag a session that loads the low back as much as one that hurt a few days ago.

    A signal is pain above five in or after a session, or a next morning worse by two. Against the lightest session
    with a signal, volume should be lower and top loads below. Less, not nothing.
    """
    if not view.recorded("pain"):
        yield not_recorded(LOW_BACK, "pain")
        return
    signals: list[_Signal] = []
    for summary in view.sessions(limits.days):
        signal, missing = _signal(view, summary, limits)
        if signal is not None:
            signals.append(signal)
        for name in missing:
            yield not_recorded(LOW_BACK, name)
    if not signals:
        return
    lifts = view.summary.lumbar
    if any(entry.grains is None or entry.log.reps is None for lift in lifts for entry in lift.work):
        yield not_recorded(LOW_BACK, "load and reps")
    comparable = []
    for signal in signals:
        done = signal.summary.volume
        if signal.summary.unknown:
            yield Gap(signal.summary.unknown[0].subject, "unknown-exercise", "exercise")
        elif not done.complete:
            yield not_recorded(LOW_BACK, "load and reps")
        elif not done.amount:
            yield Gap(LOW_BACK, "no-comparison", f"low-back work in the session with the signal: {signal.summary.id}")
        else:
            comparable.append(signal)
    by_volume = _by_volume(lifts, comparable, limits)
    by_top = _by_top(lifts, signals)
    if by_volume is not None or by_top is not None:
        yield _fired(view, by_volume, by_top, limits)


def _signal(view: View, summary: Summary, limits: Limits) -> tuple[_Signal | None, list[str]]:
    """The signal that a session gave, or None; and which entries would be needed to say there is none."""
    pain = summary.session.pain
    during, after = pain.during, pain.after
    missing = [name for name, value in (("pain during", during), ("pain after", after)) if value is None]
    highest = max(during or 0, after or 0)
    if highest > limits.signal_above:
        return _Signal(summary, highest, morning=False), missing
    if view.ago(summary.day) == 0:
        return None, missing
    morning = pain.next_morning
    if morning is None:
        morning = view.morning_check_in(summary)
    if morning is None:
        return None, [*missing, "pain next morning"]
    signal = _Signal(summary, morning, morning=True)
    if morning > limits.signal_above:
        return signal, missing
    if morning < limits.morning_rise:
        return None, missing
    if pain.before is None:
        return None, [*missing, "pain before"]
    return (signal if morning - pain.before >= limits.morning_rise else None), missing


def _by_volume(lifts: tuple[Lift, ...], signals: list[_Signal], limits: Limits) -> tuple[_Signal, int, int] | None:
    """The lightest session with a signal, and today's and its volume, if today's is above its share."""
    if not signals:
        return None
    lightest = min(signals, key=lambda signal: signal.summary.volume.amount)
    now, then = volume(lifts).amount, lightest.summary.volume.amount
    return (lightest, now, then) if above(now, limits.max_ratio, then) else None


def _by_top(lifts: tuple[Lift, ...], signals: list[_Signal]) -> tuple[_Signal, Lift, int] | None:
    """The first lift whose top load is no less than the lowest of its tops in sessions with a signal."""
    for lift in lifts:
        tops = [
            (other.top, signal)
            for signal in signals
            for other in signal.summary.lumbar
            if other.subject == lift.subject and other.top
        ]
        if tops and lift.top:
            top, signal = min(tops, key=lambda item: item[0])
            if lift.top >= top:
                return signal, lift, top
    return None


def _fired(
    view: View,
    by_volume: tuple[_Signal, int, int] | None,
    by_top: tuple[_Signal, Lift, int] | None,
    limits: Limits,
) -> Fired:
    facts: dict[str, Fact] = {}
    cites: list[Cite] = []
    message = "both" if by_volume and by_top else "volume" if by_volume else "top"
    when = ""
    for part in (by_top, by_volume):
        if part is not None:
            signal = part[0]
            facts |= {"pain": Fact.count(signal.pain, "0-10"), "signal_date": Fact.day(signal.summary.day)}
            when = "-morning" if signal.morning else ""
            cites.append(Cite(signal.summary.id))
    if by_volume is not None:
        facts["share"] = Fact.ratio(by_volume[1], by_volume[2], limits.max_ratio)
    if by_top is not None:
        _, lift, top = by_top
        facts |= {
            "exercise": Fact.text(lift.subject),
            "load": Fact.mass(lift.top or 0),
            "then": Fact.mass(top),
        }
        cites += [Cite(view.summary.id, entry.place) for entry in lift.work if entry.grains == lift.top][:1]
    pain = view.session.pain
    today = max([value for value in (pain.before, pain.during, pain.after) if value is not None], default=0)
    again = today > limits.signal_above
    if again:
        facts["today"] = Fact.count(today, "0-10")
    return Fired(
        LOW_BACK,
        STOP if again else WARNING,
        facts,
        tuple(dict.fromkeys(cites)),
        limit=None if by_volume is None else "max_ratio",
        message=message + when + ("-stop" if again else ""),
    )
