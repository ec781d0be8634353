"""load.step_jump: each work set against the heaviest comparable one of the last 42 days."""

from fractions import Fraction

from lowback_rules.load import Load
from lowback_rules.model import DayLog, Session

from .common import KG, Fired, Gaps, Verdict, asked, earlier, entries, unknown_gaps, verdict, within


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
    """Fire where a set is more than 10 % and 5 kg above the best at reps within 2."""
    rise, severe = (Fraction("0.05"), Fraction("0.10")) if back_history else (Fraction("0.10"), Fraction("0.20"))
    floor = Fraction("2.5") * KG if back_history else Fraction(5 * KG)
    mine = entries(today, bodyweight)
    fired: Fired = {}
    gaps: Gaps = unknown_gaps(mine)
    if not asked(mine):
        return verdict(fired, gaps)
    old = [entry for session in within(earlier(past, today), today, 42) for entry in entries(session, bodyweight)]
    for exercise in {entry.exercise for entry in mine if entry.work and (entry.lumbar or 0) >= 2}:
        compared = missing = False
        for entry in mine:
            if entry.exercise != exercise or not entry.work:
                continue
            if entry.load is None or entry.reps is None:
                missing = True
                continue
            comparable = []
            for other in old:
                if other.exercise == exercise and other.work and other.load and other.reps is not None:
                    comparable += [other.load] if abs(other.reps - entry.reps) <= 2 else []
            if not comparable:
                continue
            compared, best = True, max(comparable)
            if entry.load > (1 + rise) * best and entry.load - best > floor:
                if entry.load > (1 + severe) * best:
                    fired[exercise] = ("warning", "none")
                else:
                    fired.setdefault(exercise, ("caution", "none"))
        if missing:
            gaps.add((exercise, "not-recorded"))
        elif not compared:
            gaps.add((exercise, "no-comparison"))
    return verdict(fired, gaps)
