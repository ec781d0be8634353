"""pain.trained_through: today's loading against the lightest session of the week that gave a pain signal."""

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
    check_in,
    earlier,
    entries,
    records_it,
    unknown_gaps,
    verdict,
    volume,
    within,
)


def _signal(session: Session, today: Session, days: list[DayLog]) -> tuple[bool, bool]:
    """Whether the session gave a pain signal, and whether a missing value could have been one."""
    pain = session.pain
    missing = pain.during is None or pain.after is None
    morning = pain.next_morning
    log = check_in(days, session.day.toordinal() + 1)
    if morning is None and log is not None:
        morning = log.pain.before if log.pain.next_morning is None else log.pain.next_morning
    if any(value is not None and value > 5 for value in (pain.during, pain.after)):
        return True, missing
    if ago(session, today) == 0:
        return False, missing
    if morning is None:
        return False, True
    if morning > 5 or (pain.before is not None and morning - pain.before >= 2):
        return True, missing
    return False, missing or (pain.before is None and morning >= 2)


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
    """Fire where volume is above 80 % of the lightest such session, or a top load no lower than the lowest there."""
    mine = entries(today, bodyweight)
    fired: Fired = {}
    gaps: Gaps = unknown_gaps(mine)
    if not asked(mine):
        return verdict(fired, gaps)
    if not records_it("pain", today, earlier(past, today), records, bodyweight, days):
        return verdict(fired, gaps | {(LOW_BACK, "not-recorded")})
    signals = False
    volumes: list[Fraction] = []
    tops: dict[str, Fraction] = {}
    for session in within(earlier(past, today), today, 7):
        signal, unknown = _signal(session, today, days)
        if unknown:
            gaps.add((LOW_BACK, "not-recorded"))
        if not signal:
            continue
        signals = True
        sets = entries(session, bodyweight)
        total, missing = volume(sets)
        if unknown_gaps(sets):
            gaps |= unknown_gaps(sets)
        elif not asked(sets):
            gaps.add((LOW_BACK, "no-comparison"))
        elif missing:
            gaps.add((LOW_BACK, "not-recorded"))
        elif not total:
            gaps.add((LOW_BACK, "no-comparison"))
        else:
            volumes.append(total)
        for exercise in {entry.exercise for entry in sets if entry.work and entry.weight}:
            loads = [
                entry.load for entry in sets if entry.exercise == exercise and entry.work and entry.load is not None
            ]
            if loads:
                tops[exercise] = min(max(loads), tops.get(exercise, max(loads)))
    total, missing = volume(mine)
    if missing and signals:
        gaps.add((LOW_BACK, "not-recorded"))
    through = bool(volumes) and total > Fraction("0.8") * min(volumes)
    for entry in mine:
        if entry.work and entry.weight and entry.load is not None and entry.exercise in tops:
            through = through or entry.load >= tops[entry.exercise]
    if through:
        pain = (today.pain.before, today.pain.during, today.pain.after)
        stop = any(value is not None and value > 5 for value in pain)
        fired[LOW_BACK] = ("stop" if stop else "warning", "none")
    return verdict(fired, gaps)
