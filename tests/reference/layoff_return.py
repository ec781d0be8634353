"""load.layoff_return: load and volume in the four weeks after two weeks without a movement family."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from lowback_rules.load import Load
from lowback_rules.model import DayLog, Session

from .common import KG, Entry, Fired, Gaps, Verdict, asked, earlier, entries, louder, unknown_gaps, verdict, volume

VOLUME_CAPS = (Fraction("0.5"), Fraction("0.7"), Fraction("0.8"), Fraction("0.9"))
MARGIN = Fraction("0.15")


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
    """Judge each return of the last 28 days of each family in the session; the worst is told."""
    mine = entries(today, bodyweight)
    fired: Fired = {}
    gaps: Gaps = unknown_gaps(mine)
    if not asked(mine):
        return verdict(fired, gaps)
    before = earlier(past, today)
    log = [(session, entries(session, bodyweight)) for session in [*before, today]]

    def fire(subject: str, severity: str) -> None:
        fired[subject] = (louder(severity, fired.get(subject, ("info", ""))[0]), "none")

    def of(family: str, sets: list[Entry]) -> list[Entry]:
        return [entry for entry in sets if entry.family == family and entry.work and (entry.lumbar or 0) >= 2]

    def local(session: Session) -> date:
        return min(session.day, today.day)

    for family in {entry.family for entry in mine if entry.work and (entry.lumbar or 0) >= 2}:
        work = of(family, mine)
        first = next(e.exercise for e in mine if any(e.exercise == other.exercise for other in work))
        worked = sorted({local(session) for session, sets in log if of(family, sets)})
        returns = [
            (last, back)
            for last, back in pairwise(worked)
            if (back - last).days >= 14 and 0 <= (today.day - back).days <= 27
        ]
        oldest = next(day for day in worked if 0 <= (today.day - day).days <= 27)
        if not any(1 <= (oldest - day).days <= 365 for day in worked):
            reaches = any((oldest - local(session)).days >= 365 for session in before)
            gaps.add((first, "too-old" if reaches else "no-comparison"))
        for last, back in returns:
            gap, since = (back - last).days, (today.day - back).days
            if gap > 365:
                continue
            cap = Fraction("0.9") if gap < 28 else Fraction("0.8") if gap < 56 else Fraction("0.7")
            cap -= Fraction("0.1") if back_history else 0
            recent = [day for day in worked if 0 <= (last - day).days <= 60]
            usual = any((later - sooner).days >= 14 for sooner, later in pairwise(recent))
            for exercise in {entry.exercise for entry in work if since <= 6}:
                found = missing = False
                for entry in work:
                    if entry.exercise != exercise:
                        continue
                    if entry.load is None or entry.reps is None:
                        missing = True
                        continue
                    comparable = [
                        other.load
                        for session, sets in log
                        for other in of(family, sets)
                        if 0 <= (last - local(session)).days <= 60 and other.exercise == exercise
                        if other.load is not None and other.reps is not None and abs(other.reps - entry.reps) <= 2
                    ]
                    if comparable:
                        found = True
                        best = max(comparable)
                        if entry.load - Fraction("2.5") * KG > cap * best:
                            severe = entry.load > (cap + MARGIN) * best
                            fire(exercise, "info" if usual else "warning" if severe else "caution")
                if missing:
                    gaps.add((exercise, "not-recorded"))
                elif not found:
                    gaps.add((exercise, "no-comparison"))
            if not any((last - local(session)).days >= 27 for session in before):
                gaps.add((first, "too-short"))
                continue
            blocks = []
            unknown = False
            for block in range(4):
                sessions = [(s, sets) for s, sets in log if 7 * block <= (last - local(s)).days <= 7 * block + 6]
                total, missing = volume(entry for _, sets in sessions for entry in of(family, sets))
                blocks.append((total, any(session.deload for session, sets in sessions if of(family, sets))))
                unknown = unknown or missing
            most = max(total for total, _ in blocks)
            full = [total for total, deload in blocks if not deload and total >= Fraction("0.7") * most]
            week = since // 7
            begin = back + timedelta(7 * week)
            now, missing_now = volume(e for s, sets in log if begin <= local(s) for e in of(family, sets))
            if unknown or missing_now:
                gaps.add((first, "not-recorded"))
            if not sum(full):
                gaps.add((first, "not-recorded"))
            elif not unknown and now * len(full) > VOLUME_CAPS[week] * sum(full):
                above = now * len(full) > (VOLUME_CAPS[week] + MARGIN) * sum(full)
                fire(first, "info" if usual else "warning" if above else "caution")
    return verdict(fired, gaps)
