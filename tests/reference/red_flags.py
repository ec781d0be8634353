"""pain.red_flags: reported symptoms, each by itself."""

from lowback_rules.load import Load
from lowback_rules.model import DayLog, Session

from .common import LOW_BACK, Fired, Gaps, Verdict, earlier, verdict

EMERGENCY = [
    "saddle-numbness",
    "bladder-or-bowel-change",
    "sexual-dysfunction",
    "both-legs",
    "severe-leg-weakness",
    "chest-pain",
    "serious-trauma",
    "fragile-minor-trauma",
]
URGENT = [
    "fever-or-unwell",
    "unexplained-weight-loss",
    "cancer-or-immune-history",
    "night-or-constant-pain",
    "new-lump-or-shape",
    "thoracic-or-band-pain",
    "unsteady-walking",
    "osteoporosis-sudden-pain",
    "one-leg-weakness",
]
TRAIT = "cancer-or-immune-history"


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
    """Fire for each symptom answered yes; the trait only with new pain; an open question is a gap, beside the trait an open pain too."""
    before = earlier(past, today)
    answers: dict[str, bool] = {}
    pains = [today.pain]
    for log in sorted(days, key=lambda log: log.date):
        since_last = not before or log.date >= before[-1].day
        if since_last and 0 <= (today.day - log.date).days <= 28:
            answers.update(log.symptoms.answers)
            pains.append(log.pain)
    answers.update(today.symptoms.answers)
    older = [session.pain for session in before if 28 <= (today.day - session.day).days <= 90]
    older += [log.pain for log in days if 28 <= (today.day - log.date).days <= 90]
    earlier_pain = any(entry.sudden_onset or max(entry.numbers, default=0) > 0 for entry in older)
    painful = any(entry.sudden_onset or max(entry.numbers, default=0) > 0 for entry in pains)
    fired: Fired = {}
    gaps: Gaps = set()
    for symptom in EMERGENCY + URGENT:
        answer = answers.get(symptom)
        if answer is None:
            gaps.add((LOW_BACK, "not-recorded"))
        elif answer and symptom in EMERGENCY:
            fired[symptom] = ("stop", "emergency")
        elif answer and (symptom != TRAIT or (painful and not earlier_pain)):
            fired[symptom] = ("stop", "urgent")
        elif answer and not painful and len(today.pain.numbers) < 4:
            gaps.add((LOW_BACK, "not-recorded"))
    return verdict(fired, gaps)
