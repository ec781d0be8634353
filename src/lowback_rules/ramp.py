"""Ramp: what stands before the first top set of a lift, and how near the maximum that set is."""

from typing import NamedTuple

from .definitions import Definitions
from .estimates import Ratio, is_larger, rts_ratio
from .kept import kept
from .load import least, most
from .summary import Lift, Performed, Summary
from .view import View


class Ramp(NamedTuple):
    """The top sets of a lift, and the sets of the same movement family before the first of them.

    `steps` are the ramp steps that they make, and `unknown` how many of them might be further ones if they had a load.
    `nearest` is the heaviest known one, however hard it was, and `unloaded` counts all without a load.
    """

    tops: tuple[Performed, ...]
    steps: int
    unknown: int
    nearest: Performed | None
    unloaded: int


def top_sets(lift: Lift) -> tuple[Performed, ...]:
    """The work sets at the lift's heaviest known load, in order; none where that is 0 or not known."""
    return tuple([entry for entry in lift.work if entry.grains == lift.top]) if lift.top else ()


def largest_share(tops: tuple[Performed, ...], reference: Ratio | None) -> Ratio | None:
    """The largest known share of the maximum among sets at one load: the larger of load / reference and RTS."""
    grains = tops[0].grains
    largest = None if reference is None or grains is None else (grains * reference[1], reference[0])
    for entry in tops:
        share = rts_ratio(entry.log)
        if share is not None and is_larger(share, largest):
            largest = share
    return largest


def missing_of_share(view: View, lift: Lift, tops: tuple[Performed, ...], reference: Ratio | None) -> str | None:
    """What is not recorded, so that the share of the maximum may be larger than largest_share(); None if nothing is."""
    if not lift.complete and any(entry.log.reps is None for entry in tops):
        return "reps"
    if reference is None and view.e1rm_incomplete(lift.subject):
        return "load and reps of earlier sets"
    return None


def ramp_before(view: View, lift: Lift) -> Ramp | None:
    """What was done of the movement family of a lift of today before its first top set; None if it has no top set."""
    return _ramps(view)[lift.subject]


@kept
def _ramps(view: View) -> dict[str, Ramp | None]:
    """The ramp of each low-back lift of today, by its subject."""
    return {lift.subject: _ramp(view.summary, view.definitions, lift) for lift in view.summary.lumbar}


def _ramp(summary: Summary, definitions: Definitions, lift: Lift) -> Ramp | None:
    tops = top_sets(lift)
    if not tops:
        return None
    first, top = tops[0].place, tops[0].grains or 0
    lightest, heaviest = least(definitions.ramp_from, top), most(definitions.ramp_to, top)
    loads: list[int] = []
    sisters: list[int] = []
    unknown, unloaded = 0, 0
    nearest: Performed | None = None
    for other in _family(summary, lift):
        for entry in other.sets:
            place, log, grains, done = entry
            if place >= first:
                break
            if not done:
                continue
            easy = log.rpe is None or log.rpe < definitions.effort_rpe
            sister = other is not lift and entry in other.work
            if grains is None:
                unloaded += 1
                unknown += easy or sister
                continue
            if nearest is None or grains > (nearest.grains or 0):
                nearest = entry
            if easy and lightest <= grains <= heaviest:
                loads.append(grains)
            elif sister:
                sisters.append(grains)
    step = least(definitions.ramp_step, top)
    steps = _distinct(loads, step)
    if sisters:
        # One heavy set of a sister exercise counts, whichever of them adds a step.
        heavy = least(definitions.hard_share, top)
        steps = max([steps, *(_distinct([*loads, load], step) for load in sisters if load >= heavy)])
    return Ramp(tops, steps, unknown, nearest, unloaded)


def _family(summary: Summary, lift: Lift) -> list[Lift]:
    """The lifts of a session that are of the movement family of one of them."""
    assert lift.exercise is not None
    family = lift.exercise.family
    return [other for other in summary.lifts if other.exercise is not None and other.exercise.family == family]


def _distinct(loads: list[int], step: int) -> int:
    """How many loads there are if those closer than `step` to the last counted one count once."""
    count, last = 0, -step
    for load in sorted(loads):
        if load - last >= step:
            count, last = count + 1, load
    return count
