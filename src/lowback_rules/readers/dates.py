"""Dates and durations as apps write them."""

import re
from datetime import datetime, timedelta

from ..errors import LogError

# Hevy writes months in the app's language, long or short, with or without a dot. These are the beginnings in
# English, German, Italian, Spanish and French.
_MONTHS = (
    ("jan", "gen", "ene"),
    ("feb", "fév", "fev"),
    ("mar", "mär", "mrz"),
    ("apr", "avr", "abr"),
    ("may", "mai", "mag"),
    ("jun", "giu", "juin"),
    ("jul", "lug", "juil"),
    ("aug", "ago", "aoû"),
    ("sep", "set"),
    ("oct", "okt", "ott"),
    ("nov",),
    ("dec", "dez", "dic", "déc"),
)
_DAY_FIRST = re.compile(r"(\d{1,2})\.?\s+([^\W\d_]+\.?|\d{1,2}월)\s+(\d{4}),?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?")
_MONTH_FIRST = re.compile(
    r"([^\W\d_]+)\.?\s+(\d{1,2}),\s+(\d{4}),?\s+(?:at\s+)?(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AaPp])\.?[Mm]\.?"
)
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}),?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?")
_PART = re.compile(r"(\d+)\s*(h|min|m|s)", re.IGNORECASE)
# Clocks are put back by one hour, before the morning.
_PUT_BACK, _MORNING = timedelta(hours=1), 5
_SECONDS = {"h": 3600, "min": 60, "m": 60, "s": 1}


def moment(text: str) -> datetime:
    """A date and time in one of the spellings of the app and the web; LogError otherwise."""
    clean = " ".join(text.split())
    try:
        if match := _DAY_FIRST.fullmatch(clean):
            day, month, year, *clock = match.groups()
            return datetime(int(year), _month(month, text), int(day), *_clock(clock))
        if match := _MONTH_FIRST.fullmatch(clean):
            month, day, year, hour, minute, second, half = match.groups()
            afternoon = half.lower() == "p"
            if not 1 <= int(hour) <= 12:
                raise ValueError
            clock = [str(int(hour) % 12 + 12 * afternoon), minute, second]
            return datetime(int(year), _month(month, text), int(day), *_clock(clock))
        if match := _DOTTED.fullmatch(clean):
            day, month, year, *clock = match.groups()
            return datetime(int(year), int(month), int(day), *_clock(clock))
        if re.match(r"\d{4}-\d{2}-\d{2}[ T]", clean):
            return datetime.fromisoformat(clean.replace(" +", "+"))
    except ValueError as error:
        if isinstance(error, LogError):
            raise
    raise LogError(f"{text!r} is no date and time that this format writes, such as 9 Apr 2026, 17:18")


def duration(text: str) -> timedelta:
    """A duration such as 1h 43m, 59m, 31min, 20s or 3916 (seconds); LogError otherwise."""
    clean = text.strip()
    if re.fullmatch(r"\d{1,9}(\.0+)?", clean):
        return timedelta(seconds=int(clean.partition(".")[0]))
    parts = _PART.findall(clean)
    if not parts or _PART.sub("", clean).strip() or any(len(number) > 6 for number, _ in parts):
        raise LogError(f"{text!r} is no duration such as 1h 43m")
    return timedelta(seconds=sum(int(number) * _SECONDS[unit.lower()] for number, unit in parts))


def check_order(start: datetime, end: datetime, started: str, ended: str) -> None:
    """LogError if a workout ends before it starts, as it does on local clocks in the night in which they are put back.

    `started` and `ended` are the two as the file writes them.
    """
    if end >= start:
        return
    why = ""
    if start.tzinfo is None and start.hour < _MORNING and start - end <= _PUT_BACK:
        why = "; the clock was most likely put back that night"
    raise LogError(f"end: {ended!r} is before the start {started!r}{why}")


def _month(word: str, text: str) -> int:
    if word.endswith("월"):
        return int(word[:-1])
    lowered = word.casefold().rstrip(".")
    for number, beginnings in enumerate(_MONTHS, 1):
        if lowered.startswith(beginnings):
            return number
    raise LogError(f"{text!r}: {word!r} is no month in a language known here")


def _clock(parts: "list[str] | list[str | None]") -> tuple[int, int, int]:
    hour, minute, second = (int(part or 0) for part in parts)
    return hour, minute, second
