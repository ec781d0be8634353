"""rest.min_gap: time since the end of the last hard lumbar session."""

from fractions import Fraction

from lowback_rules.load import Load
from lowback_rules.model import DayLog, Session

from .common import (
    LOW_BACK,
    Fired,
    Gaps,
    Verdict,
    ago,
    asked,
    earlier,
    entries,
    hard,
    hours_between,
    reference,
    unknown_gaps,
    verdict,
)


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
    """Look from new to old for a session that is certainly hard; those that may be, within the limit, are gaps."""
    limit = 72 if back_history else 24 if level == "advanced" else 48
    mine = entries(today, bodyweight)
    fired: Fired = {}
    gaps: Gaps = unknown_gaps(mine)
    if not asked(mine):
        return verdict(fired, gaps)
    before = earlier(past, today)
    for session in reversed(before):
        certain = maybe = Fraction(0)
        for entry in entries(session, bodyweight):
            weight = Fraction(1) if entry.lumbar is None else entry.weight
            if not entry.work or not weight:
                continue
            is_hard = hard(entry, reference(entry.exercise, session, before, bodyweight))
            if is_hard is not False:
                maybe += weight
                certain += weight if is_hard and entry.lumbar is not None else 0
        if maybe < 3:
            continue
        exact = True
        if today.date_only:
            gap = Fraction(24 * ago(session, today))
        elif session.end is not None and hours_between(session.starts_at, session.end) <= 6:
            gap = hours_between(session.end, today.starts_at)
        else:
            gap, exact = hours_between(session.starts_at, today.starts_at), False
        if certain < 3:
            if gap < limit or (not exact and gap < limit + 6):
                gaps.add((LOW_BACK, "unknown-hardness"))
            continue
        if gap < limit:
            severity = "warning" if gap < Fraction(limit, 2) else "info" if limit - gap <= 2 else "caution"
            fired[LOW_BACK] = (severity, "none")
        elif not exact and gap < limit + 6:
            gaps.add((LOW_BACK, "not-recorded"))
        break
    return verdict(fired, gaps)
