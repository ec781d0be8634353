"""pain.intensity_zone: pain during and after, and a sudden onset."""

from lowback_rules.load import Load
from lowback_rules.model import DayLog, Session

from .common import LOW_BACK, Fired, Gaps, Verdict, verdict


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
    """0 to 2 is clear, 3 to 5 noted (caution from 4 with back history), above 5 and a sudden onset are a stop."""
    values = (today.pain.during, today.pain.after)
    most = max((value for value in values if value is not None), default=0)
    fired: Fired = {}
    gaps: Gaps = {(LOW_BACK, "not-recorded")} if None in values else set()
    if most > 5 or today.pain.sudden_onset:
        fired[LOW_BACK] = ("stop", "none")
    elif most >= 3:
        fired[LOW_BACK] = ("caution" if back_history and most >= 4 else "info", "none")
    return verdict(fired, gaps)
