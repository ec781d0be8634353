"""warmup.ramp_sets: lighter steps of the same family before the first set at the top load."""

from fractions import Fraction

from lowback_rules.load import Load
from lowback_rules.model import DayLog, Session

from .common import (
    Entry,
    Fired,
    Gaps,
    Verdict,
    asked,
    earlier,
    entries,
    records_it,
    reference,
    reserve,
    unknown_gaps,
    verdict,
    within,
)

RTS = [Fraction(text) for text in ["100", "95.5", "92.2", "89.2", "86.3", "83.7", "81.1", "78.6", "76.2", "73.9"]]


def _share(entry: Entry, ref: Fraction | None) -> Fraction | None:
    shares = []
    if ref and entry.load is not None:
        shares.append(entry.load / ref)
    left = reserve(entry)
    if left is not None and left <= 4 and entry.reps is not None and 1 <= entry.reps + left <= 10:
        n = entry.reps + left
        low, high = RTS[int(n) - 1], RTS[min(int(n), 9)]
        shares.append((low + (high - low) * (n - int(n))) / 100)
    return max(shares, default=None)


def _distinct(loads: list[Fraction], top: Fraction) -> int:
    """How many steps the loads are, where those closer than 5 % of the top count once."""
    count, last = 0, None
    for load in sorted(loads):
        if last is None or load - last >= Fraction("0.05") * top:
            count, last = count + 1, load
    return count


def _incomplete(exercise: str, today: Session, before: list[Session], bodyweight: Load | None) -> bool:
    """Whether a work set of the last 90 days, which could have been the reference, lacks its load or reps."""
    sets = [entry for session in within(before, today, 90) for entry in entries(session, bodyweight)]
    return any(e.exercise == exercise and e.work and (e.load is None or e.reps is None) for e in sets)


def evaluate(
    past: list[Session],
    today: Session,
    *,
    level: str,
    back_history: bool,
    records: frozenset[str] | None,
    bodyweight: Load | None,
    days: list[DayLog],
) -> Verdict:
    """Fire where the distinct steps are fewer than the intensity of the top set asks for."""
    mine = entries(today, bodyweight)
    fired: Fired = {}
    gaps: Gaps = unknown_gaps(mine)
    if not asked(mine):
        return verdict(fired, gaps)
    before = earlier(past, today)
    habit = records_it("warm-ups", today, before, records, bodyweight)
    for exercise in {entry.exercise for entry in mine if entry.work and (entry.lumbar or 0) >= 2}:
        work = [entry for entry in mine if entry.exercise == exercise and entry.work]
        if any(entry.load is None for entry in work):
            gaps.add((exercise, "not-recorded"))
        loads = [entry.load for entry in work if entry.load is not None]
        if not loads:
            continue
        top = max(loads)
        if not top:
            continue
        ref = reference(exercise, today, before, bodyweight)
        shares = [share for entry in work if entry.load == top and (share := _share(entry, ref)) is not None]
        if not shares:
            gaps.add((exercise, "not-recorded"))
            continue
        share = max(shares)
        needed = (
            3 if share >= Fraction("0.9") else 2 if share >= Fraction("0.8") else 1 if share >= Fraction("0.7") else 0
        )
        needed += 1 if back_history and needed else 0
        place = next(i for i, e in enumerate(mine) if e.exercise == exercise and e.work and e.load == top)
        earlier_sets = [e for e in mine[:place] if e.family == work[0].family and e.done]
        others = [e for e in earlier_sets if e.work and e.exercise != exercise]
        light = [e for e in earlier_sets if e.rpe is None or e.rpe < 7]
        maybe = sum(e.load is None and (e in light or e in others) for e in earlier_sets)
        low, high = Fraction("0.3") * top, Fraction("0.925") * top
        steps = [e.load for e in light if e.load is not None and low <= e.load <= high]
        heavy = [e.load for e in others if e.load is not None and e.load >= Fraction("0.7") * top]
        count = max([_distinct(steps, top), *(_distinct([*steps, load], top) for load in heavy)])
        if count >= needed:
            hidden = ref is None and _incomplete(exercise, today, before, bodyweight)
            hidden = hidden or any(entry.reps is None for entry in work if entry.load == top)
            if count < (4 if back_history else 3) and hidden:
                gaps.add((exercise, "not-recorded"))
            continue
        if not habit or count + maybe >= needed:
            gaps.add((exercise, "not-recorded"))
            continue
        severe = needed - count >= 2 or (count == 0 and share >= Fraction("0.8"))
        fired[exercise] = ("warning" if severe else "caution", "none")
    return verdict(fired, gaps)
