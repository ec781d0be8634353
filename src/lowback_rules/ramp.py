"""Ramp: what stands before the first top set of a lift, and how near the maximum that set is."""

from collections.abc import Iterator

from .definitions import Definitions
from .estimates import Ratio, is_larger
from .kept import kept
from .load import least, most
from .summary import Lift, Performed, Summary
from .values import frozen
from .view import View


@frozen(eq=False)
class Ramp:
    """The sets of the same movement family before the first top set of a lift.

    `steps` are the ramp steps that they make, and `unknown` how many of them might be further ones if they had a load.
    `nearest` is the heaviest known one, however hard it was, and `unloaded` counts all without a load.
    """

    steps: int
    unknown: int
    nearest: Performed | None
    unloaded: int


@kept
def top_sets(lift: Lift) -> tuple[Performed, ...]:
    """The work sets at the lift's heaviest known load, in order; none where that is 0 or not known."""
    return tuple([entry for entry in lift.work if entry.grains == lift.top]) if lift.top else ()


def largest_share(view: View, tops: tuple[Performed, ...], reference: Ratio | None) -> Ratio | None:
    """The largest known share of the maximum among sets at one load; sets alike are looked at once."""
    largest: Ratio | None = None
    before: object = None
    for entry in tops:
        alike = entry.log.reps, entry.log.rpe, entry.log.kind
        if alike == before:
            continue
        before = alike
        share = view.intensity(entry, reference)
        if share is not None and is_larger(share, largest):
            largest = share
    return largest


def missing_of_share(view: View, lift: Lift, tops: tuple[Performed, ...], reference: Ratio | None) -> str | None:
    """What is not recorded, so that the share of the maximum may be larger than largest_share(); None if nothing is."""
    if any(entry.log.reps is None for entry in tops):
        return "reps"
    if reference is None and view.e1rm_incomplete(lift.subject):
        return "load and reps of earlier sets"
    return None


def ramp_before(view: View, lift: Lift) -> Ramp:
    """What was done of the movement family of a lift of today before its first top set."""
    return _ramps(view.summary, view.definitions)[lift.subject]


@kept
def _ramps(summary: Summary, definitions: Definitions) -> dict[str, Ramp]:
    """The ramp of each low-back lift that has a top set, by its subject."""
    return {
        lift.subject: _ramp(summary, definitions, lift, tops[0]) for lift in summary.lumbar if (tops := top_sets(lift))
    }


def _ramp(summary: Summary, definitions: Definitions, lift: Lift, first_top: Performed) -> Ramp:
    top = first_top.grains or 0
    lightest, heaviest = least(definitions.ramp_from, top), most(definitions.ramp_to, top)
    heavy = least(definitions.hard_share, top)
    loads: list[int] = []
    sisters: list[int] = []
    unknown, unloaded = 0, 0
    nearest: Performed | None = None
    for other, entry in _earlier(summary, lift, first_top):
        easy = _is_easy(entry, definitions)
        sister = other is not lift and entry in other.work
        if entry.grains is None:
            unloaded += 1
            unknown += easy or sister
            continue
        if nearest is None or entry.grains > (nearest.grains or 0):
            nearest = entry
        if easy and lightest <= entry.grains <= heaviest:
            loads.append(entry.grains)
        elif sister and entry.grains >= heavy:
            sisters.append(entry.grains)
    step = least(definitions.ramp_step, top)
    # One heavy set of a sister exercise counts, whichever of them adds a step.
    steps = max([_distinct(loads, step), *(_distinct([*loads, load], step) for load in sisters)])
    return Ramp(steps, unknown, nearest, unloaded)


def _earlier(summary: Summary, lift: Lift, first_top: Performed) -> Iterator[tuple[Lift, Performed]]:
    """Sets of the movement family that were done before the first top set, each with its lift."""
    for other in summary.lifts:
        if other.exercise is None or lift.exercise is None or other.exercise.family != lift.exercise.family:
            continue
        for entry in other.sets:
            if entry.place < first_top.place and entry.done:
                yield other, entry


def _is_easy(entry: Performed, definitions: Definitions) -> bool:
    effort = entry.log.rpe
    return effort is None or effort < definitions.effort_rpe


def _distinct(loads: list[int], step: int) -> int:
    """How many loads there are if those closer than `step` to the last counted one count once."""
    count, last = 0, -step
    for load in sorted(loads):
        if load - last >= step:
            count, last = count + 1, load
    return count
