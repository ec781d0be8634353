"""rest.inter_set: very short rests between heavy sets."""

from itertools import pairwise
from typing import NamedTuple

from ...authoring import (
    E1RM,
    INFO,
    Cite,
    Decimal,
    Evidence,
    Fact,
    Fired,
    Gap,
    Lift,
    Performed,
    SetLog,
    Verdicts,
    View,
    at_least,
    find_exercise,
    fires,
    frozen,
    limit,
    microseconds,
    not_recorded,
    quiet,
    rule,
    unsure,
)

_SECOND = 1_000_000
_MINUTE = 60 * _SECOND
_LUMBAR_CLASS = 3


@frozen
class Limits:
    seconds: int = limit(
        120,
        unit="s",
        low=30,
        high=600,
        stricter="higher",
        back_history=180,
        doc="rests below this are short; told when most of them are",
    )
    from_share: Decimal = limit(
        "0.80", unit="ratio", low="0.5", high="1", doc="from this share of the maximum on a work set is heavy"
    )


@rule(
    title="Very short rest between heavy sets",
    limits=Limits,
    reads={"exercise", "load", "reps", "rest_after_s", "completed_at"},
    uses={E1RM},
    worse={"rest_after_s": "lower"},
    message="{subject}: rests between heavy sets under {limits.seconds}: {short} of {intervals}.",
    formula="rests between sets from {limits.from_share} of the maximum on that are below {limits.seconds}: {short} of "
    "{intervals}, more than half",
    severities={INFO: "more than half of the rests are below `seconds`"},
    gaps={
        "rest between sets": "not-recorded",
        "load": "not-recorded",
        "reps": "not-recorded",
        "load and reps of earlier sets": "not-recorded",
        "effort or an earlier maximum": "not-recorded",
        "exercise": "unknown-exercise",
        "a set that could not be read": "not-recorded",
    },
    advice="Rest three to five minutes between heavy sets of deadlifts and hinges.",
    evidence=Evidence(
        source="C",
        threshold="D",
        directness="indirect",
        sources=("ACSM2009", "MCLEOD2024"),
        statement="ACSM 2009: three to five minutes between heavy sets of one to six repetitions. 120 s is a lenient "
        "floor, and 180 s with back history; both are our own choice.",
        criticism="In an umbrella review the rest between sets did not appear to matter for gains; its effect on the "
        "back is unknown.",
    ),
    examples=[
        fires(
            "2026-03-02 deadlift 5@100kg rpe 8 rest 75s, 5@100kg rpe 8 rest 80s, 5@100kg rpe 8 rest 90s, 5@100kg rpe 9",
            "75, 80 and 90 s at 81 % of the maximum",
            severity=INFO,
        ),
        fires(
            "2026-03-02 deadlift 3x5@100kg rpe 8 rest 150s",
            "150 s; with back history 180 s are usual",
            severity=INFO,
            back_history=True,
        ),
        fires(
            "2026-02-23 deadlift 1@125kg rpe 10\n2026-03-02 deadlift 3x5@100kg rest 60s",
            "80 % of an earlier maximum is heavy",
            severity=INFO,
        ),
        quiet(
            "2026-03-02 deadlift 2x5@100kg rpe 8 rest 120s, 5@100kg rpe 8 rest 100s, 5@100kg rpe 9",
            "120, 120 and 100 s: one of three is below",
        ),
        quiet(
            "2026-03-02 deadlift 5@100kg rpe 8 rest 60s, 5@100kg rpe 8 rest 120s, 5@100kg rpe 9",
            "one of two is not more than half, and 120 s are allowed",
        ),
        quiet(
            "2026-03-02 deadlift 3x5@100kg rpe 6.5 rest 60s",
            "fewer than 80 % of the maximum",
        ),
        quiet("2026-03-02 squat 3x5@100kg rpe 9 rest 60s", "squats are not asked about"),
        quiet(
            "2026-03-02 deadlift 5@100kg rpe 9 rest 15s, 5@95kg drop rpe 10",
            "a drop set follows at once: that is no rest between heavy sets",
        ),
        quiet(
            "2026-03-02 deadlift 5@100kg rpe 9 rest 60s; bench press 5@80kg rpe 8 rest 60s; deadlift 5@100kg rpe 9",
            "in turns with another lift: the rest after one set is not all the time to the next",
        ),
        unsure("2026-03-02 deadlift 3x5@100kg rpe 8", "no rest is recorded"),
        unsure(
            "2026-03-02 deadlift 3x5@100kg rest 60s",
            "neither a maximum nor the effort is known",
        ),
        unsure(
            "2026-03-02 deadlift 5@100kg rpe 8 rest 60s, 5@100kg rpe 8, 5@100kg rpe 9",
            "the second rest decides it",
        ),
        unsure("2026-03-02 zorb heave 3x5@100kg rpe 8 rest 60s", "it may be a deadlift or a hinge"),
    ],
)
def inter_set(view: View, limits: Limits) -> Verdicts:
    """Point out deadlifts and hinges in which most rests between heavy sets were very short.

    Looks at work sets from 80 % of the maximum on that follow each other, by the rest that is recorded, else by when
    each was completed; a clock of whole minutes tells that to a minute. Whether it matters to the back is unknown;
    three to five minutes are usual.
    """
    for subject in view.summary.unread:
        exercise = find_exercise(subject)
        if exercise is None or exercise.lumbar_class == _LUMBAR_CLASS:
            yield not_recorded(subject, "a set that could not be read")
    for lift in view.summary.lifts:
        if lift.exercise is None or lift.exercise.lumbar_class == _LUMBAR_CLASS:
            yield from _of_lift(view, lift, limits)


class _Interval(NamedTuple):
    """From a work set to the next: whether the rest is short, or None, and what is missing to call both sets heavy."""

    first: Performed
    short: bool | None
    missing: tuple[str, ...]


def _of_lift(view: View, lift: Lift, limits: Limits) -> Verdicts:
    """Fired if most rests are short however the unknown turns out; gaps if they may be."""
    intervals = _intervals(view, lift, limits)
    if not intervals:
        return
    heavy = [interval for interval in intervals if not interval.missing]
    short = [interval for interval in heavy if interval.short]
    long = [interval for interval in heavy if interval.short is False]
    not_long = [interval for interval in intervals if interval.short is not False]
    if short and 2 * len(short) > len(
        [interval for interval in intervals if not (interval.missing and interval.short)]
    ):
        yield Fired(
            lift.subject,
            INFO,
            {"short": Fact.count(len(short), "number"), "intervals": Fact.count(len(heavy), "number")},
            [Cite(view.summary.id, interval.first.place) for interval in short],
            limit="seconds",
        )
    elif len(not_long) > len(long):
        for interval in intervals:
            for what in interval.missing:
                yield Gap(lift.subject, "unknown-exercise" if what == "exercise" else "not-recorded", what)
            if interval.short is None and lift.exercise is not None:
                yield not_recorded(lift.subject, "rest between sets")


def _intervals(view: View, lift: Lift, limits: Limits) -> list[_Interval]:
    """The rests between work sets that follow each other and are heavy, or may be; none if each of them is long."""
    rests = _rests(lift, limits)
    if all(short is False for _, short in rests):
        return []
    heavy = _all_heavy(view, lift, limits)
    intervals: list[_Interval] = []
    for place, short in rests:
        found = heavy[place : place + 2]
        if False not in found:
            missing = tuple([what for what in found if isinstance(what, str)])
            intervals.append(_Interval(lift.work[place], short, missing))
    return intervals


def _rests(lift: Lift, limits: Limits) -> list[tuple[int, bool | None]]:
    """Which work sets are followed by another, in their order, and whether the rest is short; a drop set needs none."""
    return [
        (place, _is_short(first.log, second.log, limits.seconds * _SECOND))
        for place, (first, second) in enumerate(pairwise(lift.work))
        if second.place == first.place + 1 and second.log.kind != "drop"
    ]


def _all_heavy(view: View, lift: Lift, limits: Limits) -> list[bool | str]:
    """Whether each work set is heavy, or what is missing to say so; sets alike are looked at once."""
    found: list[bool | str] = []
    before: object = None
    for entry in lift.work:
        log = entry.log
        alike = entry.grains, log.reps, log.rpe, log.kind
        found.append(found[-1] if alike == before else _heavy(view, lift, entry, limits))
        before = alike
    return found


def _heavy(view: View, lift: Lift, entry: Performed, limits: Limits) -> bool | str:
    """Whether a work set is heavy, or what is missing to say so."""
    if lift.exercise is None:
        return "exercise"
    effort = entry.log.rpe
    # Without flags, a set whose load is missing may be the top set that makes ramp sets of the ones before it.
    if not (lift.complete or _told_apart(lift)) and (effort is None or effort < view.definitions.effort_rpe):
        return "load"
    by_effort = view.intensity(entry, None)
    if by_effort is not None and at_least(by_effort[0], limits.from_share, by_effort[1]):
        return True
    if entry.grains is None:
        return "load"
    if view.e1rm_incomplete(lift.subject):
        return "load and reps of earlier sets"
    reference = view.e1rm_ref(lift.subject)
    if reference is not None and at_least(entry.grains * reference[1], limits.from_share, reference[0]):
        return True
    if entry.log.reps is None and (effort is not None or entry.log.kind == "failure"):
        return "reps"
    return "effort or an earlier maximum" if reference is None and by_effort is None else False


def _told_apart(lift: Lift) -> bool:
    """Whether it is known which sets are work: by flags, or as no load is missing."""
    return any(other.log.kind is not None for other in lift.sets) or all(
        other.grains is not None for other in lift.sets if other.done
    )


def _is_short(first: SetLog, second: SetLog, limit: int) -> bool | None:
    """Whether the rest after the first of two sets, or from its completion to the second's, is short; None: unknown."""
    if first.rest_after_s is not None:
        return first.rest_after_s * _SECOND < limit
    begin, end = first.completed_at, second.completed_at
    if begin is None or end is None or (begin.tzinfo is None) is not (end.tzinfo is None):
        return None
    # Sets ticked off in one go, or out of order, say nothing about the rest between them.
    passed = microseconds(end) - microseconds(begin)
    if passed <= 0:
        return None
    # A clock of whole minutes is up to a minute off either way.
    off = 0 if microseconds(begin) % _MINUTE or microseconds(end) % _MINUTE else _MINUTE
    if passed - off < limit < passed + off:
        return None
    return passed < limit
