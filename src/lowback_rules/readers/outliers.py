"""Slips of the pen and clocks left running: taken out of what rules compare with, and told.

A set that is left out stands in `Session.unread`, so that no rule calls the session all clear.
"""

from array import array
from collections import defaultdict
from datetime import timedelta
from itertools import chain, pairwise

from attrs import evolve

from ..load import GRAINS_PER_KG
from ..model import Session, SetLog, microseconds
from .format import OUTLIER, Draft

# A workout that lasts longer was not ended when it ended.
LONGEST = timedelta(hours=12)
# A missing decimal point makes ten times the load. Up to two sets of an exercise that are above four times every other
# one of at least four, and above 100 kg, are slips; so are more than 300 repetitions with a load.
TIMES, MOST_SLIPS, FEWEST_OTHERS = 4, 2, 4
FROM_GRAINS = 100 * GRAINS_PER_KG
MOST_REPS = 300


def without_outliers(draft: Draft) -> None:
    """Take out what cannot be right, each with a problem."""
    slips = _slips(draft.sessions)
    for place, (session, lines) in enumerate(zip(draft.sessions, draft.lines, strict=True)):
        if session.end is not None and session.end - session.starts_at > LONGEST:
            hours = (microseconds(session.end) - microseconds(session.starts_at)) // 3_600_000_000
            draft.problem(
                f"the workout of {session.start} lasts {hours} hours; it is read without an end",
                lines[0] if lines else None,
            )
            draft.sessions[place] = evolve(session, end=None)
        if slips and not slips.keys().isdisjoint(map(id, session.sets)):
            draft.sessions[place], draft.lines[place] = _without(slips, draft.sessions[place], lines, draft)


def _slips(sessions: list[Session]) -> dict[int, str]:
    """The sets that cannot be right, by identity, and why."""
    # Readers share equal sets, so that far fewer are different than there are.
    sets = list(chain.from_iterable([session.sets for session in sessions]))
    different = dict(zip(map(id, sets), sets, strict=True)).values()
    loads: dict[str, set[int]] = defaultdict(set)
    many: list[SetLog] = []
    for entry in different:
        load, reps = entry.load, entry.reps
        if load is None or load.bodyweight or not load.grains:
            continue
        # The test of most sets, before that of them all.
        if (reps and entry.completed is None) or entry.done:
            loads[entry.exercise].add(load.grains)
        if reps is not None and reps > MOST_REPS:
            many.append(entry)
    bounds = {name: bound for name, found in loads.items() if (bound := _cliff(found)) is not None}
    for name in [name for name in bounds if not _few_above(name, bounds[name], sessions)]:
        del bounds[name]
    doubtful = [*many, *[entry for entry in different if entry.exercise in bounds]] if bounds else many
    return {id(entry): what for entry in doubtful if (what := _slip(entry, bounds))}


def _cliff(loads: set[int]) -> int | None:
    """The load with the next one more than four times as high, above 100 kg, and at most two loads there."""
    ordered = sorted(loads)
    for below, above in list(pairwise(ordered))[-MOST_SLIPS:]:
        if above > TIMES * below and above > FROM_GRAINS:
            return below
    return None


def _few_above(name: str, bound: int, sessions: list[Session]) -> bool:
    """Whether at most two sets of an exercise are above a load, and at least four at or below it."""
    sets = [entry for session in sessions for entry in session.sets if entry.exercise == name and entry.done]
    loads = [entry.load.grains for entry in sets if entry.load is not None and not entry.load.bodyweight]
    above = sum(grains > bound for grains in loads)
    return above <= MOST_SLIPS and len([grains for grains in loads if grains]) - above >= FEWEST_OTHERS


def _without(
    slips: dict[int, str], session: Session, lines: "array[int]", draft: Draft
) -> tuple[Session, "array[int]"]:
    """The session without its slips, and the lines of what is left."""
    kept = []
    unread = list(session.unread)
    for place, entry in enumerate(session.sets):
        if id(entry) not in slips:
            kept.append(place)
            continue
        unread.append(entry.exercise)
        draft.aside[OUTLIER] += 1
        draft.problem(
            f"{entry.exercise} on {session.day}: {slips[id(entry)]}; a slip of the pen? (set aside)",
            lines[place] if lines else None,
        )
    session = evolve(session, sets=[session.sets[place] for place in kept], unread=unread)
    return session, array("L", [lines[place] for place in kept]) if lines else lines


def _slip(entry: SetLog, bounds: dict[str, int]) -> str | None:
    """Why the set cannot be right, or None."""
    if entry.load is None or entry.load.bodyweight:
        return None
    if entry.load.grains > bounds.get(entry.exercise, entry.load.grains):
        return f"{entry.load.kg:.1f} kg is over {TIMES} times any other load of it"
    if entry.load.grains and entry.reps is not None and entry.reps > MOST_REPS:
        return f"{entry.reps} repetitions with {entry.load.kg:.1f} kg"
    return None
