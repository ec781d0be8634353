"""core.side_asymmetry: left and right holds that differ, twice in a row."""

from typing import NamedTuple

from ...authoring import (
    INFO,
    LIFTS,
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
    not_recorded,
    quiet,
    rule,
    unsure,
)


@frozen
class Limits:
    asymmetry: Decimal = limit(
        "0.10",
        unit="ratio",
        low="0",
        high="0.9",
        stricter="lower",
        doc="largest difference of the sides, as a share of the longer hold",
    )
    days: int = limit(90, unit="days", low=14, high=365, doc="how far back to look for the test before")


_TAG = "one-sided"
_BEFORE = "2026-03-02 side plank 60s left, 50s right\n"


@rule(
    title="Left-right endurance difference",
    limits=Limits,
    lookback="days",
    reads={"exercise", "seconds", "side", "distance_m"},
    uses={LIFTS},
    message="{subject}: left and right holds differ by {difference} ({left} and {right}), and by {before} on "
    "{before_date}; up to {limits.asymmetry} is usual.",
    formula="({longer} - {shorter}) / {longer} = {difference}, above {limits.asymmetry}; "
    "and {before} in the test before",
    severities={INFO: "above `asymmetry` in two tests in a row"},
    gaps={
        "side of a hold": "not-recorded",
        "time of a hold": "not-recorded",
        "side or time of an earlier hold": "not-recorded",
        "earlier test of both sides": "no-comparison",
    },
    advice="Begin with the shorter side, and do no more on the longer one until the two are near each other.",
    evidence=Evidence(
        source="D",
        threshold="D",
        directness="indirect",
        sources=("MCGILL1999",),
        statement="McGill's rule of thumb is a difference of 5 %; 10 % leaves room for the noise of measuring.",
        criticism="Young healthy sample, cross-sectional; asymmetry is common in people without pain.",
    ),
    examples=[
        fires(_BEFORE + "2026-03-16 side plank 60s left, 50s right", "16.7 % in two tests", severity=INFO),
        quiet(_BEFORE + "2026-03-16 side plank 60s left, 54s right", "10 % exactly"),
        quiet(
            "2026-03-02 side plank 60s left, 54s right\n2026-03-16 side plank 60s left, 50s right",
            "only one of the two tests is above 10 %",
        ),
        quiet(
            _BEFORE + "2026-03-16 side plank 50s left, 50s right, 60s left, 58s right",
            "the best hold of each side counts",
        ),
        quiet(
            _BEFORE + "2026-03-16 suitcase carry 40m@24kg; side bend 12@16kg",
            "neither carries nor repetitions are holds",
        ),
        quiet("2026-03-16 farmer walk 2x40s@32kg", "a carry with both hands has no side"),
        unsure("2026-03-16 side plank 60s left, 50s right", "one test may be chance"),
        unsure(_BEFORE + "2026-03-16 side plank 60s, 50s", "which side was which is not known"),
        unsure(_BEFORE + "2026-03-16 side plank 60s left", "the other side is not recorded"),
    ],
)
def side_asymmetry(view: View, limits: Limits) -> Verdicts:
    """Point out a difference of the sides that shows in two tests in a row.

    A test is a session with a timed hold of each side, such as a side plank; the best of each side counts. One
    difference may be chance, two in a row hardly.
    """
    for lift in view.summary.lifts:
        if lift.exercise is None or _TAG not in lift.exercise.tags:
            continue
        today = _holds(lift)
        if today is None:
            continue
        if today.missing is not None:
            yield not_recorded(lift.subject, f"{today.missing} of a hold")
            continue
        if not today.is_test:
            yield not_recorded(lift.subject, "side of a hold")
            continue
        if not today.exceeds(limits.asymmetry):
            continue
        earlier, unclear = _test_before(view, lift.subject, limits.days)
        if unclear:
            yield not_recorded(lift.subject, "side or time of an earlier hold")
        if earlier is None:
            if not unclear:
                yield Gap(lift.subject, "no-comparison", "earlier test of both sides")
        elif earlier[1].exceeds(limits.asymmetry):
            yield _fired(view, lift.subject, today, *earlier, limits)


class _Holds(NamedTuple):
    """The best timed hold of each side in one session; `missing` is what of another hold may change them."""

    left: Performed | None
    right: Performed | None
    missing: str | None

    @property
    def is_test(self) -> bool:
        return self.left is not None and self.right is not None

    @property
    def seconds(self) -> tuple[int, int]:
        """The shorter and the longer of the two."""
        shorter, longer = sorted((_seconds(self.left), _seconds(self.right)))
        return shorter, longer

    def exceeds(self, asymmetry: Decimal) -> bool:
        shorter, longer = self.seconds
        return above(longer - shorter, asymmetry, longer)


def _seconds(entry: Performed | None) -> int:
    return 0 if entry is None else entry.log.seconds or 0


def _holds(lift: Lift) -> _Holds | None:
    """The holds of a one-sided exercise in one session; None where there is none, as in repetitions."""
    sets = [
        entry
        for entry in lift.sets
        if entry.done and not entry.log.reps and entry.log.distance_m is None and entry.log.seconds != 0
    ]
    if not sets:
        return None
    longest: dict[str | None, Performed] = {}
    for entry in sets:
        if entry.log.seconds is None:
            return _Holds(None, None, "time")
        side = entry.log.side
        if side not in longest or _seconds(entry) > _seconds(longest[side]):
            longest[side] = entry
    left, right = longest.get("left"), longest.get("right")
    sideless = _seconds(longest.get(None)) > min(_seconds(left), _seconds(right))
    return _Holds(left, right, "side" if sideless else None)


def _test_before(view: View, subject: str, days: int) -> tuple[tuple[Summary, _Holds] | None, bool]:
    """The last earlier test of an exercise, and whether a later one may be hidden by what is not recorded."""
    unclear = False
    for summary in view.core_sessions(days):
        for lift in summary.lifts:
            holds = _holds(lift) if lift.subject == subject else None
            if holds is None:
                continue
            if holds.missing is not None:
                unclear = True
            elif holds.is_test:
                return (summary, holds), unclear
    return None, unclear


def _fired(view: View, subject: str, today: _Holds, summary: Summary, earlier: _Holds, limits: Limits) -> Fired:
    (shorter, longer), (less, more) = today.seconds, earlier.seconds
    facts = {
        "difference": Fact.ratio(longer - shorter, longer, limits.asymmetry),
        "left": Fact.count(_seconds(today.left), "s"),
        "right": Fact.count(_seconds(today.right), "s"),
        "longer": Fact.count(longer, "s"),
        "shorter": Fact.count(shorter, "s"),
        "before": Fact.ratio(more - less, more, limits.asymmetry),
        "before_date": Fact.day(summary.day),
    }
    cites = [
        Cite(at.id, entry.place)
        for at, holds in ((summary, earlier), (view.summary, today))
        for entry in (holds.left, holds.right)
        if entry is not None
    ]
    return Fired(subject, INFO, facts, cites, limit="asymmetry")
