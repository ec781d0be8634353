"""load.step_jump: a load far above the best comparable one of late."""

from typing import NamedTuple

from ...authoring import (
    CAUTION,
    WARNING,
    WORK_SETS,
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
    above,
    fires,
    frozen,
    grains_of_kg,
    limit,
    not_recorded,
    quiet,
    rule,
    unsure,
)


@frozen
class Limits:
    rise: Decimal = limit(
        "0.10",
        unit="ratio",
        low="0.02",
        high="0.5",
        stricter="lower",
        back_history="0.05",
        doc="largest rise over the best comparable work set",
    )
    severe: Decimal = limit(
        "0.20",
        unit="ratio",
        low="0.02",
        high="1",
        stricter="lower",
        back_history="0.10",
        doc="above this rise the finding is a warning",
    )
    floor: Decimal = limit(
        "5",
        unit="kg",
        low="0",
        high="20",
        stricter="lower",
        back_history="2.5",
        doc="rises up to this are never flagged, however light the lift",
    )
    days: int = limit(42, unit="days", low=7, high=180, doc="how far back to look for comparable sets")
    rep_tolerance: int = limit(
        2, unit="reps", low=0, high=5, doc="sets whose reps differ by no more than this are comparable"
    )


@rule(
    title="Load step jump",
    limits=Limits,
    lookback="days",
    reads={"exercise", "load", "reps"},
    uses={WORK_SETS},
    worse={"load": "higher"},
    asks="lumbar",
    message="{subject}: {rise} more than the best of late ({best} on {best_date}, {load} now); "
    "usual steps are up to {limits.rise}.",
    formula="({load} - {best}) / {best} = {rise}, above {limits.rise}; and {load} - {best} is above {limits.floor}",
    severities={CAUTION: "above `rise`", WARNING: "above `severe`"},
    gaps={"load": "not-recorded", "reps": "not-recorded", "earlier set at similar reps": "no-comparison"},
    advice="Take a smaller step, or stay at this load for a few sessions until one or two more repetitions are there.",
    evidence=Evidence(
        source="C",
        threshold="C",
        directness="indirect",
        sources=("ACSM2009", "NSCA_ESSENTIALS", "ACSM2026", "STEFFENS2015"),
        statement="ACSM 2009 recommends steps of 2-10 % once one or two extra repetitions are possible; NSCA 2.5-10 %. "
        "Both aim at progress. 5 % with back history and the floor in kg are our own choice.",
        criticism="No study links a 10 % step in the gym to back injury; the 10 % rule failed in running.",
    ),
    examples=[
        fires(
            "2026-03-02 deadlift 3x5@100kg\n2026-03-09 deadlift 3x5@112.5kg",
            "12.5 % and 12.5 kg",
            severity=CAUTION,
        ),
        fires("2026-03-02 deadlift 3x5@100kg\n2026-03-09 deadlift 3x5@121kg", "21 %", severity=WARNING),
        fires(
            "2026-03-02 deadlift 3x5@100kg\n2026-03-09 deadlift 3x5@107.5kg",
            "7.5 % is above the 5 % of back history",
            back_history=True,
        ),
        quiet(
            "2026-03-02 deadlift 3x5@100kg\n2026-03-09 deadlift 3x5@110kg",
            "exactly 10 %: the limit is allowed",
        ),
        quiet("2026-03-02 squat 3x5@40kg\n2026-03-09 squat 3x5@45kg", "12.5 %, but only 5 kg"),
        quiet(
            "2026-03-02 deadlift 3x5@100kg\n2026-03-09 deadlift 3x5@60kg; deload\n2026-03-16 deadlift 3x5@105kg",
            "back to normal after a deload: the best of 42 days counts, not the last session",
        ),
        unsure("2026-03-09 deadlift 3x5@112.5kg", "nothing earlier to compare with"),
        unsure("2026-03-02 deadlift 3x5@100kg\n2026-03-09 deadlift 3x5", "the load is not recorded"),
    ],
    hides={"load.no_readiness"},
)
def step_jump(view: View, limits: Limits) -> Verdicts:
    """Flag a load far above the best comparable one of late.

    Each work set is compared with the heaviest work set of the same exercise in the last weeks at nearly the same
    repetitions; the largest rise counts. A light week between does not make the return to normal a jump. Small steps
    leave tissue and technique time to follow; a plate pair is a large share of a light load, hence the floor.
    """
    floor = grains_of_kg(limits.floor)
    for lift in view.summary.lumbar:
        earlier = list(view.lifts(lift.subject, limits.days))
        compared = False
        worst: _Step | None = None
        for entry in lift.best:
            similar = _best(earlier, entry.log.reps or 0, limits.rep_tolerance)
            if similar is None:
                continue
            compared = True
            step = _Step(entry, *similar)
            if step.rise > floor and above(step.rise, limits.rise, step.base) and step.exceeds(worst):
                worst = step
        yield from _gaps(lift, compared)
        if worst is not None:
            incomplete = not all(other.complete for _, other in earlier)
            yield _fired(view, lift, worst, incomplete, limits)


class _Step(NamedTuple):
    """A work set of today against the best comparable one, with the session of that one."""

    entry: Performed
    summary: Summary
    best: Performed

    @property
    def base(self) -> int:
        return self.best.grains or 0

    @property
    def rise(self) -> int:
        return (self.entry.grains or 0) - self.base

    def exceeds(self, other: "_Step | None") -> bool:
        return other is None or self.rise * other.base > other.rise * self.base


def _best(earlier: list[tuple[Summary, Lift]], reps: int, tolerance: int) -> tuple[Summary, Performed] | None:
    """The heaviest earlier work set at nearly these reps, the newest of those, with its session."""
    best: tuple[Summary, Performed] | None = None
    heaviest = 0
    for summary, lift in earlier:
        if (lift.top or 0) <= heaviest:
            continue
        for entry in lift.best:
            grains = entry.grains or 0
            if grains > heaviest and abs((entry.log.reps or 0) - reps) <= tolerance:
                best, heaviest = (summary, entry), grains
    return best


def _gaps(lift: Lift, compared: bool) -> Iterator[Gap]:
    if lift.complete:
        if not compared:
            yield Gap(lift.subject, "no-comparison", "earlier set at similar reps")
        return
    loads = [entry.grains for entry in lift.work]
    if None in loads:
        yield not_recorded(lift.subject, "load")
    if any(entry.log.reps is None for entry in lift.work):
        yield not_recorded(lift.subject, "reps")
    elif not compared and None not in loads:
        yield Gap(lift.subject, "no-comparison", "earlier set at similar reps")


def _fired(view: View, lift: Lift, worst: _Step, incomplete: bool, limits: Limits) -> Fired:
    severe = above(worst.rise, limits.severe, worst.base)
    facts = {
        "rise": Fact.ratio(worst.rise, worst.base, limits.rise),
        "best": Fact.mass(worst.base),
        "best_date": Fact.day(worst.summary.day),
        "load": Fact.mass(worst.entry.grains or 0),
    }
    if incomplete:
        facts["baseline"] = Fact.text("incomplete")
    return Fired(
        lift.subject,
        WARNING if severe else CAUTION,
        facts,
        (Cite(worst.summary.id, worst.best.place), Cite(view.summary.id, worst.entry.place)),
        limit="severe" if severe else "rise",
    )
