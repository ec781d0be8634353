"""Dates and durations as apps write them."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from ..errors import LogError
from .format import DayOrder

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
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_YEAR_FIRST = re.compile(r"(\d{4})([./-])(\d{1,2})\2(\d{1,2})(?!\d)")
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_PART = re.compile(r"(\d+)\s*(h|min|m|s)", re.IGNORECASE)
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
            return datetime.fromisoformat(re.sub(r" (?=[+-])", "", clean))
    except ValueError as error:
        if isinstance(error, LogError):
            raise
    raise LogError(f"{text!r} is no date and time that this format writes, such as 9 Apr 2026, 17:18")


def end_of(text: str, start: datetime) -> datetime:
    """The end of what began at `start`; LogError if it is no date and time, or cannot be the end."""
    end = moment(text)
    if (end.tzinfo is None) is not (start.tzinfo is None):
        raise LogError(f"{text!r} and the start must both have a zone or both have none")
    if end < start:
        raise LogError(f"{text!r} is before the start {start.isoformat(' ')}")
    return end


def day_order(texts: Iterable[str], given: DayOrder | None) -> DayOrder:
    """Whether 05/04/2026 is the fifth of April, as all dates of a file decide it; LogError asks where none does.

    Dates with dots have the day first everywhere. What is `given` counts only where the file leaves it open.
    """
    decided: dict[DayOrder, str] = {}
    doubtful = None
    for text in texts:
        match = _NUMBERS.match(text.strip())
        if match is None:
            continue
        first, second = int(match[1]), int(match[3])
        if match[2] == "." or second <= 12 < first:
            decided.setdefault("day-first", text)
        elif first <= 12 < second:
            decided.setdefault("month-first", text)
        elif first != second:
            doubtful = doubtful or text
    if len(decided) == 1:
        return next(iter(decided))
    if given is not None or not (decided or doubtful):
        return given or "day-first"
    why = " and ".join(f"{text!r} has the {order[:-6]} first" for order, text in decided.items())
    raise LogError(
        f"{why or f'{doubtful!r} may have the day or the month first, and no date of the file decides it'}; "
        "give --dates day-first or --dates month-first (dates= in Python)"
    )


def day_of(text: str, order: DayOrder) -> date:
    """A date in numbers, with the year at either end; LogError if it is none of our time in this order of day and month."""
    clean = text.strip()
    try:
        if match := _YEAR_FIRST.fullmatch(clean):
            found = date(int(match[1]), int(match[3]), int(match[4]))
        elif match := _NUMBERS.fullmatch(clean):
            first, second, year = int(match[1]), int(match[3]), int(match[4])
            day, month = (first, second) if order == "day-first" else (second, first)
            found = date(year if year > 99 else 2000 + year, month, day)
        else:
            raise ValueError
        if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
            raise ValueError
        return found
    except ValueError:
        example = "31/12/2025" if order == "day-first" else "12/31/2025"
        raise LogError(f"{text!r} is no date such as {example}") from None


def duration(text: str) -> timedelta:
    """A duration such as 1h 43m, 59m, 31min, 20s or 3916 (seconds); LogError otherwise."""
    clean = text.strip()
    if re.fullmatch(r"\d{1,9}(\.0+)?", clean):
        return timedelta(seconds=int(clean.partition(".")[0]))
    parts = _PART.findall(clean)
    if not parts or _PART.sub("", clean).strip() or any(len(number) > 6 for number, _ in parts):
        raise LogError(f"{text!r} is no duration such as 1h 43m")
    return timedelta(seconds=sum(int(number) * _SECONDS[unit.lower()] for number, unit in parts))


def elapsed(text: str) -> int | None:
    """The seconds in a time such as 0:01:30, or 01:30 (minutes), None where there are none; LogError otherwise."""
    if not text:
        return None
    if not re.fullmatch(r"(\d{1,3}:)?\d{1,3}:\d{2}(\.\d+)?", text):
        raise LogError(f"{text!r} is no time such as 0:01:30")
    hours, minutes, seconds = ["0", *text.partition(".")[0].split(":")][-3:]
    return (int(hours) * 60 + int(minutes)) * 60 + int(seconds) or None


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
