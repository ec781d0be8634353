"""What openweight calls pain, and what it says of a start that is less than a date-time: for both passes over a file."""

from datetime import date, datetime

PAIN = {"before": "before", "during": "during", "after": "after", "nextMorning": "next_morning"}
# What is known of the time where it is less than a date-time, which the schema asks for, gives.
DATE_ONLY, LOCAL = "date-only", "local"
KNOWN = None, DATE_ONLY, LOCAL


def moment(text: str) -> date:
    """A date-time, or a date alone; ValueError otherwise."""
    return datetime.fromisoformat(text) if len(text) > len("2024-01-15") else date.fromisoformat(text)


def as_known(start: date, known: str | None) -> date:
    """The start without what is not known of it."""
    if known is None or not isinstance(start, datetime):
        return start
    return start.date() if known == DATE_ONLY else start.replace(tzinfo=None)
