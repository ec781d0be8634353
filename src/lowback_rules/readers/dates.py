"""Dates and durations as apps write them."""

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal

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


def from_epoch(seconds: Decimal | int) -> datetime:
    """The moment, in UTC, that many seconds after 1970; milliseconds are told by their size; LogError otherwise."""
    exact = Decimal(seconds)
    exact = exact / 1000 if exact >= _MILLISECONDS else exact
    try:
        return datetime.fromtimestamp(0, UTC) + timedelta(microseconds=int(exact * 1_000_000))
    except OverflowError:
        raise LogError(f"{seconds} is no time in seconds since 1970") from None


# As seconds, the year 5138.
_MILLISECONDS = 10**11


def duration(text: str) -> timedelta:
    """A duration such as 1h 43m, 59m, 31min, 20s or 3916 (seconds); LogError otherwise."""
    clean = text.strip()
    if re.fullmatch(r"\d{1,9}(\.0+)?", clean):
        return timedelta(seconds=int(clean.partition(".")[0]))
    parts = _PART.findall(clean)
    if not parts or _PART.sub("", clean).strip() or any(len(number) > 6 for number, _ in parts):
        raise LogError(f"{text!r} is no duration such as 1h 43m")
    return timedelta(seconds=sum(int(number) * _SECONDS[unit.lower()] for number, unit in parts))


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
