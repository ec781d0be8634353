"""Slips of the pen and clocks left running: taken out of what rules compare with, and told.

A set that is left out stands in `Session.unread`, so that no rule calls the session all clear.
"""

from array import array
from collections import defaultdict
from datetime import timedelta
from heapq import nlargest

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
    bounds = _bounds(draft.sessions)
    for place, (session, lines) in enumerate(zip(draft.sessions, draft.lines, strict=True)):
        draft.sessions[place], draft.lines[place] = _ordinary(session, lines, bounds, draft)


def _bounds(sessions: list[Session]) -> dict[str, int]:
    """For each exercise, the load in grains above which a set is a slip."""
    loads: dict[str, array[int]] = defaultdict(lambda: array("q"))
    for session in sessions:
        for entry in session.sets:
            if entry.load is not None and not entry.load.bodyweight and entry.load.grains and entry.done:
                loads[entry.exercise].append(entry.load.grains)
    return {
        name: max(FROM_GRAINS, TIMES * nlargest(MOST_SLIPS + 1, found)[-1])
        for name, found in loads.items()
        if len(found) >= FEWEST_OTHERS + MOST_SLIPS
    }


def _ordinary(
    session: Session, lines: "array[int]", bounds: dict[str, int], draft: Draft
) -> tuple[Session, "array[int]"]:
    first = lines[0] if lines else None
    if session.end is not None and session.end - session.starts_at > LONGEST:
        hours = (microseconds(session.end) - microseconds(session.starts_at)) // 3_600_000_000
        draft.problem(f"the workout of {session.start} lasts {hours} hours; it is read without an end", first)
        session = evolve(session, end=None)
    slips = {place: what for place, entry in enumerate(session.sets) if (what := _slip(entry, bounds))}
    if not slips:
        return session, lines
    kept = [place for place in range(len(session.sets)) if place not in slips]
    for place, what in slips.items():
        draft.aside[OUTLIER] += 1
        line = lines[place] if lines else None
        draft.problem(f"{session.sets[place].exercise} on {session.day}: {what}; a slip of the pen? (set aside)", line)
    unread = (*session.unread, *(session.sets[place].exercise for place in slips))
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
