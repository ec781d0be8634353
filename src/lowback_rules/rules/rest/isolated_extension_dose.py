"""rest.isolated_extension_dose: isolated back extension to failure more often than useful."""

from typing import NamedTuple

from ...authoring import (
    INFO,
    LIFTS,
    LOW_BACK,
    Cite,
    Decimal,
    Evidence,
    Fact,
    Fired,
    Gap,
    Iterator,
    Lift,
    Performed,
    Summary,
    Verdicts,
    View,
    find_exercise,
    fires,
    frozen,
    limit,
    not_recorded,
    quiet,
    rule,
    unsure,
)

_TAG = "isolated-lumbar-extension"


@frozen
class Limits:
    max: int = limit(
        2,
        unit="sessions",
        low=1,
        high=7,
        stricter="lower",
        back_history=1,
        doc="most sessions with isolated back extension to failure in the last `days`",
    )
    rpe: Decimal = limit(
        "9.5", unit="RPE", low="7", high="10", stricter="lower", doc="from this RPE on a set counts as one to failure"
    )
    days: int = limit(7, unit="days", low=7, high=14, doc="the stretch, today included, that is counted")


_BEFORE = "2026-02-20 squat 3x5@80kg\n"
_TWICE = "2026-03-02 lumbar extension machine 12@60kg rpe 10\n2026-03-04 lumbar extension machine 12@60kg rpe 9.5\n"


@rule(
    title="Isolated back extension to failure more often than useful",
    limits=Limits,
    lookback="days",
    reads={"exercise", "kind", "rpe"},
    uses={LIFTS},
    worse={"rpe": "higher"},
    message="Isolated back extension to failure in {sessions} in the last {limits.days}; trials found that once a week "
    "gives as much strength.",
    formula="sessions in the last {limits.days} with a set from RPE {limits.rpe} on = {sessions}, above {limits.max}",
    severities={INFO: "above `max`"},
    gaps={
        "effort": "not-recorded",
        "exercise": "unknown-exercise",
        "a set that could not be read": "not-recorded",
        "days needed": "too-short",
    },
    advice="Once a week to failure is enough here; stop the other sets a few repetitions before it.",
    evidence=Evidence(
        source="B",
        threshold="B",
        directness="direct",
        sources=("GRAVES1990", "CARPENTER1991", "STEELE2015"),
        statement="Once a week gave the same lumbar strength as two or three times over 12 and 20 weeks.",
        criticism="A machine that holds the pelvis, and untrained people; it shows no added benefit, not harm.",
    ),
    examples=[
        fires(
            _BEFORE + _TWICE + "2026-03-06 lumbar extension machine 12@60kg fail",
            "three sessions, the last marked to failure",
            severity=INFO,
        ),
        fires(
            _BEFORE + _TWICE,
            "two sessions; with back history one is the most",
            severity=INFO,
            back_history=True,
        ),
        quiet(_BEFORE + _TWICE, "two sessions: the limit is allowed"),
        quiet(
            _BEFORE + _TWICE + "2026-03-06 lumbar extension machine 12@60kg rpe 9",
            "today's set ended a repetition before failure",
        ),
        quiet(
            _BEFORE + _TWICE + "2026-03-09 lumbar extension machine 12@60kg rpe 10",
            "the first of three was seven days ago and no longer counts",
        ),
        quiet(
            _BEFORE + _TWICE + "2026-03-06 roman chair back extension 12@bw+10kg rpe 10",
            "a roman chair is another exercise",
        ),
        unsure(
            _BEFORE + _TWICE + "2026-03-06 lumbar extension machine 12@60kg",
            "how hard today's set was is not known",
        ),
        unsure(_BEFORE + _TWICE + "2026-03-06 zorb heave 12@60kg rpe 10", "it may be isolated back extension"),
        unsure(_TWICE, "the log has no week yet"),
    ],
)
def isolated_extension_dose(view: View, limits: Limits) -> Verdicts:
    """Point out isolated back extension to failure more often in a week than it helps.

    Counts sessions with a set on a machine that isolates the lumbar extensors, at nearly the last repetition or to
    failure; today's must be one of them. Trials found no more strength from two or three such sessions than from one.
    """
    of_each = view.each(_doses, limits.days - 1, limits)
    today = next(of_each)
    if not today.certain and not today.gaps:
        return
    certain: list[Cite] = []
    doubtful: list[tuple[Gap, ...]] = []
    summaries = (view.summary, *view.sessions(limits.days - 1))
    for summary, doses in zip(summaries, (today, *of_each), strict=True):
        if doses.certain:
            certain.append(Cite(summary.id, doses.certain[0].place))
        elif doses.gaps:
            doubtful.append(doses.gaps)
    if today.certain and len(certain) > limits.max:
        facts = {"sessions": Fact.count(len(certain), "sessions")}
        yield Fired(LOW_BACK, INFO, facts, reversed(certain), limit="max")
    elif len(certain) + len(doubtful) > limits.max:
        for gaps in doubtful:
            yield from gaps
    elif not view.covers(limits.days - 1):
        yield Gap(LOW_BACK, "too-short", f"days needed: {limits.days}")


class _Doses(NamedTuple):
    """Sets of isolated back extension that went to failure, or nearly, and what may have been others."""

    certain: tuple[Performed, ...]
    gaps: tuple[Gap, ...]


_NONE = _Doses((), ())


def _doses(summary: Summary, limits: Limits) -> _Doses:
    """Those of one session."""
    lifts = [lift for lift in summary.lifts if lift.exercise is None or _TAG in lift.exercise.tags]
    if not lifts and not summary.unread:
        return _NONE
    certain = [
        entry for lift in lifts if lift.exercise is not None for entry in lift.sets if _went_to_failure(entry, limits)
    ]
    return _Doses(tuple(certain), tuple(_gaps(lifts, summary.unread, limits)))


def _went_to_failure(entry: Performed, limits: Limits) -> bool | None:
    """Whether a set went to failure, or nearly; None where its effort is not recorded."""
    if not entry.done or entry.log.kind == "warm-up":
        return False
    if entry.log.kind == "failure":
        return True
    return None if entry.log.rpe is None else entry.log.rpe >= limits.rpe


def _gaps(lifts: list[Lift], unread: tuple[str, ...], limits: Limits) -> Iterator[Gap]:
    """What may have been isolated back extension to failure: sets without effort, of unknown exercises, or not read."""
    for lift in lifts:
        efforts = [_went_to_failure(entry, limits) for entry in lift.sets]
        if lift.exercise is None and any(effort is not False for effort in efforts):
            yield Gap(lift.subject, "unknown-exercise", "exercise")
        elif lift.exercise is not None and None in efforts:
            yield not_recorded(lift.subject, "effort")
    for subject in unread:
        exercise = find_exercise(subject)
        if exercise is None or _TAG in exercise.tags:
            yield not_recorded(subject, "a set that could not be read")
