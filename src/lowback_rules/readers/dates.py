"""Dates and durations as apps write them: in any order, with months in the app's language."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from unicodedata import normalize

from ..errors import LogError
from .format import DayOrder

# How the names of each month begin, long or short, in the languages of apps: English, German, Spanish, French, Italian,
# Portuguese, Dutch, Polish, Russian, Turkish, Swedish, Danish, Norwegian, Finnish, Czech, Ukrainian, Chinese. The
# longest beginning decides; no word is two months in two of these languages.
_MONTHS = {
    beginning: number
    for number, beginnings in enumerate(
        (
            "jan jän jae gen ene oca sty tammi led янв січ 一月",
            "feb fév fev lut şub helmi úno фев лют 二月",
            "mar mär mae maa mrz mrt bře мар бер 三月",
            "apr avr abr kwi nis huhti dub апр квіт 四月",
            "may mai mag maj mei touko kvě мая май трав 五月",
            "jun juin giu cze haz kesä červ čvn июн черв 六月",
            "jul juil lug lip tem heinä červenec července čvc июл лип 七月",
            "aug ago aoû aou sie ağu elo srp авг серп 八月",
            "sep set wrz eyl syys zář сен вер 九月",
            "oct okt ott out paź eki loka říj окт жов 十月",
            "nov lis kas marras ноя лис 十一月",
            "dec dez dic déc des gru ara joulu pro дек груд 十二月",
        ),
        1,
    )
    for beginning in beginnings.split()
}
# Halves of the day, without dots: whether it is the second.
_HALVES = {
    **dict.fromkeys(("am", "오전", "上午", "凌晨", "清晨", "早上", "午前", "öö", "fm", "ap", "dop", "дп"), False),
    **dict.fromkeys(("pm", "오후", "下午", "中午", "晚上", "午後", "ös", "em", "ip", "odp", "пп"), True),
}
_WORD = r"[^\W\d_]+"
_MONTH = rf"(?:{_WORD}|\d\d?[월月])\.?"
_DATES = [
    re.compile(pattern)
    for pattern in (
        r"(?P<year>\d{4})\s?[-/.年년]\s?(?P<month>\d{1,2})\s?[-/.月월]\s?(?P<day>\d{1,2})[.日일]?",
        rf"(?P<day>\d\d?)(?:\.|er)?(?: de)? (?P<month>{_MONTH})(?: de)?,? (?P<year>\d{{4}})(?: [гр]\.)?",
        rf"(?P<month>{_MONTH}) (?P<day>\d\d?),? (?P<year>\d{{4}})",
        r"(?P<day>\d\d?)\. ?(?P<month>\d\d?)\. ?(?P<year>\d{4}|\d\d)",
        r"(?P<first>\d\d?)(?P<mark>[/-])(?P<second>\d\d?)(?P=mark)(?P<year>\d{4}|\d\d)",
    )
]
_HALF = rf"{_WORD}(?:\. ?{_WORD})?\.?"
_CLOCK = re.compile(
    rf"(?:,? (?:at |um |kl\.? |klo |às )?|T)(?:(?P<before>{_HALF}) ?)?"
    rf"(?P<hour>\d\d?)[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:\.\d+)?)?(?: ?(?P<after>{_HALF}))?"
)
_USUAL_CLOCK = re.compile(r"\d\d?:\d\d(?::\d\d)?")
_ISO = re.compile(r"\d{4}-\d\d-\d\d[ T]\d")
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_PART = re.compile(r"(\d+)\s*(h|min|m|s)", re.IGNORECASE)
# Clocks are put back by one hour, before the morning.
_PUT_BACK, _MORNING = timedelta(hours=1), 5
# As seconds, the year 5138.
_MILLISECONDS = 10**11
_SECONDS = {"h": 3600, "min": 60, "m": 60, "s": 1}


def moment(text: str, order: DayOrder | None = None) -> datetime:
    """A date and time in one of the spellings of the app and the web; LogError otherwise."""
    found = when(text, order)
    if isinstance(found, datetime):
        return found
    raise LogError(f"{text!r} has no time, such as 9 Apr 2026, 17:18")


def when(text: str, order: DayOrder | None = None) -> date:
    """A date, with its time if there is one; LogError otherwise. `order` is needed for 05/04/2026."""
    found = _found(text, order)
    if found is None:
        raise LogError(f"{text!r} is no date and time that this format writes, such as 9 Apr 2026, 17:18")
    return found


def day_of(text: str, order: DayOrder) -> date:
    """A date without a time; LogError otherwise."""
    found = _found(text, order)
    if found is None or isinstance(found, datetime):
        raise LogError(f"{text!r} is no date such as {'31/12/2025' if order == 'day-first' else '12/31/2025'}")
    return found


def instant(text: str) -> datetime:
    """A date and time that is in UTC, whether it says so or not; LogError otherwise."""
    found = moment(text)
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def end_of(text: str, start: datetime, order: DayOrder | None = None) -> datetime:
    """The end of what began at `start`; LogError if it is no date and time, or cannot be the end."""
    return as_end(moment(text, order), start)


def as_end(end: datetime, start: datetime) -> datetime:
    """`end`, if what began at `start` can have ended then; LogError otherwise."""
    if (end.tzinfo is None) is not (start.tzinfo is None):
        raise LogError(f"the end {end} and the start {start} must both have a zone or both have none")
    if end < start:
        night = start.tzinfo is None and start.hour < _MORNING and start - end <= _PUT_BACK
        why = "; the clock was most likely put back that night" if night else ""
        raise LogError(f"the end {end} is before the start {start}{why}")
    return end


def later(start: datetime, seconds: int) -> datetime:
    """The moment so many seconds after `start`; LogError if no calendar has it."""
    try:
        return start + timedelta(seconds=seconds)
    except OverflowError:
        raise LogError(f"a duration of {seconds} seconds is beyond the calendar") from None


def _found(text: str, order: DayOrder | None) -> date | None:
    # The usual case, a date and 17:18, is read apart: a start and its end have one date, and days few clocks.
    day, _, clock = text.rpartition(" ")
    if (on := _usual_date(day, order)) is not None and (at := _usual_clock(clock)) is not None:
        return datetime.combine(on, at)
    clean = _clean(text)
    try:
        if _ISO.match(clean):
            found: date | None = datetime.fromisoformat(re.sub(r" (?=[+-])", "", clean))
        else:
            found = _with_clock(clean, text, order)
    except LogError:
        raise
    except ValueError:
        return None
    return found if found is not None and _FIRST_YEAR <= found.year <= _LAST_YEAR else None


def _clean(text: str) -> str:
    return normalize("NFC", " ".join(text.split()))


@lru_cache(maxsize=4096)
def _usual_date(text: str, order: DayOrder | None) -> date | None:
    """The date that this text is, None if it is not one alone."""
    clean = _clean(text).rstrip(",")
    for pattern in _DATES:
        if match := pattern.fullmatch(clean):
            try:
                found = _day(match, clean, order)
            except ValueError:
                return None
            return found if _FIRST_YEAR <= found.year <= _LAST_YEAR else None
    return None


@lru_cache(maxsize=4096)
def _usual_clock(text: str) -> time | None:
    """The time of day that this text is, None if it is not 17:18 or 17:18:30."""
    if not _USUAL_CLOCK.fullmatch(text):
        return None
    hour, minute, second = [*map(int, text.split(":")), 0][:3]
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _with_clock(clean: str, text: str, order: DayOrder | None) -> date | None:
    for pattern in _DATES:
        if match := pattern.match(clean):
            rest = clean[match.end() :]
            clock = _CLOCK.fullmatch(rest)
            if clock:
                return datetime.combine(_day(match, text, order), time(*_clock(clock)))
            if not rest:
                return _day(match, text, order)
    return None


def _day(match: re.Match[str], text: str, order: DayOrder | None) -> date:
    found = match.groupdict()
    if "mark" in found:
        if order is None:
            raise LogError(f"{text!r} may have the day or the month first")
        first, second = found["first"], found["second"]
        found["day"], found["month"] = (first, second) if order == "day-first" else (second, first)
    year = int(found["year"])
    return date(year if len(found["year"]) == 4 else 2000 + year, _month(found["month"], text), int(found["day"]))


def _month(word: str, text: str) -> int:
    number = _month_of(word)
    if number is None:
        raise LogError(f"{text!r}: {word!r} is no month in a language known here")
    return number


@lru_cache(maxsize=1024)
def _month_of(word: str) -> int | None:
    lowered = word.casefold().rstrip(".")
    if lowered[0].isdecimal():
        return int(lowered.rstrip("월月"))
    beginnings = (lowered[:length] for length in range(len(lowered), 1, -1))
    return next((_MONTHS[beginning] for beginning in beginnings if beginning in _MONTHS), None)


def _clock(match: re.Match[str]) -> tuple[int, int, int]:
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    half = match["before"] or match["after"]
    if half is None:
        return hour, minute, second
    later = _HALVES.get(re.sub(r"[.\s]", "", half.casefold()))
    if later is None or not 1 <= hour <= 12:
        raise ValueError
    return hour % 12 + 12 * later, minute, second


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


def from_epoch(seconds: Decimal | int) -> datetime:
    """The moment, in UTC, that many seconds after 1970; milliseconds are told by their size; LogError otherwise."""
    try:
        exact = Decimal(seconds)
        exact = exact / 1000 if exact >= _MILLISECONDS else exact
        return datetime.fromtimestamp(0, UTC) + timedelta(microseconds=int(exact * 1_000_000))
    except ArithmeticError:
        raise LogError(f"{seconds} is no time in seconds since 1970") from None


def duration(text: str) -> int:
    """The seconds in a duration such as 1h 43m, 59m, 31min, 20s or 3916 (seconds); LogError otherwise."""
    clean = text.strip()
    if re.fullmatch(r"\d{1,9}(\.0+)?", clean):
        return int(clean.partition(".")[0])
    parts = _PART.findall(clean)
    if not parts or _PART.sub("", clean).strip() or any(len(number) > 6 for number, _ in parts):
        raise LogError(f"{text!r} is no duration such as 1h 43m")
    return sum(int(number) * _SECONDS[unit.lower()] for number, unit in parts)


def elapsed(text: str) -> int | None:
    """The seconds in a time such as 0:01:30, or 01:30 (minutes), None where there are none; LogError otherwise."""
    if not text:
        return None
    if not re.fullmatch(r"(\d{1,3}:)?\d{1,3}:\d{2}(\.\d+)?", text):
        raise LogError(f"{text!r} is no time such as 0:01:30")
    hours, minutes, seconds = ["0", *text.partition(".")[0].split(":")][-3:]
    return (int(hours) * 60 + int(minutes)) * 60 + int(seconds) or None
