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
        steps: list[Fraction] = []
        maybe = 0
        for entry in mine[:place]:
            if entry.family != work[0].family or not entry.done:
                continue
            easy = entry.rpe is None or entry.rpe < 7
            other = entry.work and entry.exercise != exercise
            if entry.load is None:
                maybe += easy or other
            elif (easy and Fraction("0.3") * top <= entry.load <= Fraction("0.925") * top) or (
                other and entry.load >= Fraction("0.7") * top
            ):
                steps.append(entry.load)
        count, last = 0, None
        for load in sorted(steps):
            if last is None or load - last >= Fraction("0.05") * top:
                count, last = count + 1, load
        if count >= needed:
            continue
        if not habit or count + maybe >= needed:
            gaps.add((exercise, "not-recorded"))
            continue
        severe = needed - count >= 2 or (count == 0 and share >= Fraction("0.8"))
        fired[exercise] = ("warning" if severe else "caution", "none")
    return verdict(fired, gaps)
