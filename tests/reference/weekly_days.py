"""core.weekly_days: local days with core work in the last seven."""

from lowback_rules.load import Load
from lowback_rules.model import DayLog, Session

from .common import LOW_BACK, Verdict, ago, earlier, entries, records_it, verdict


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
    """Fire where fewer than 2 (3) days have a core set; none in 14 days is a caution, if the last session was not so."""
    needed = 3 if back_history else 2
    before = earlier(past, today)
    core: set[int] = set()
    unknown: dict[str, set[int]] = {}
    for session in [*before, today]:
        for entry in entries(session, bodyweight):
            if entry.done and entry.core:
                core.add(ago(session, today))
            if entry.done and entry.lumbar is None:
                unknown.setdefault(entry.exercise, set()).add(ago(session, today))
    week = {day for day in core if 0 <= day <= 6}
    if len(week) >= needed:
        return verdict({}, ())
    if not any(ago(session, today) >= 13 for session in before):
        return verdict({}, {(LOW_BACK, "too-short")})
    if not records_it("core", today, before, records, bodyweight):
        return verdict({}, {(LOW_BACK, "not-recorded")})
    maybe = {name: {day for day in found if 0 <= day <= 6} - week for name, found in unknown.items()}
    if len(week.union(*maybe.values())) >= needed:
        return verdict({}, {(name, "unknown-exercise") for name, found in maybe.items() if found})
    seen = core | {day for found in unknown.values() for day in found}
    none = not any(0 <= day <= 13 for day in seen)
    last = min([ago(session, today) for session in before if ago(session, today) <= 13], default=None)
    told = last is not None and not any(last <= day <= last + 13 for day in seen)
    told = told and any(ago(session, today) >= (last or 0) + 13 for session in before)
    return verdict({LOW_BACK: ("caution" if none and not told else "info", "none")}, ())
