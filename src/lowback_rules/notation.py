"""The plain notation: one session on one line, for examples, tests and people who type.

    2026-03-09 18:00-19:10 deadlift 5@60kg w, 3x5@100kg rpe 8 rest 180s; plank 3x45s; pain 2 during, 4 morning

This module turns text into plain values and knows nothing of sessions; `Session.parse` and the reader of text files
make them. The grammar is in docs/notation.md. Errors point at the word that is wrong and say what would be right.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from attrs import evolve, field

from .errors import LogError, Problem
from .load import Load, bodyweight, kg, lb
from .values import frozen

NUMBER = r"\d{1,9}(?:\.\d{1,12})?"
_WORD = re.compile(r'"[^"]*"|[^\s",]+|,')
_START = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})"
    r"(?:[ T](?P<from>\d{1,2}:\d{2}(?::\d{2})?)(?:-(?P<to>\d{1,2}:\d{2}(?::\d{2})?))?(?P<offset>Z|[+-]\d{2}:\d{2})?)?"
    r"(?=\s|;|$)",
    re.IGNORECASE,
)
_GROUP = re.compile(r"(?:(\d{1,9})x)?(?:(\d{1,9})|(\d{1,9})s|(" + NUMBER + r")m)(?:@(.*))?", re.IGNORECASE)
_LOAD = re.compile(r"(" + NUMBER + r")(kg|lb)", re.IGNORECASE)
# What many lines do not have is compiled when one has it.
_BODYWEIGHT = r"bw(?:([+-])(" + NUMBER + r")(kg|lb))?"
_SLEEP = r"sleep (" + NUMBER + r")h"
_SESSION_RPE = r"session rpe (" + NUMBER + r")"
_WARM_UP = r"warm-up (\d{1,9})min"
_WOKE = r"woke (\d{1,2}:\d{2})"
_MARKS = {
    "w": ("kind", "warm-up"),
    "work": ("kind", "work"),
    "drop": ("kind", "drop"),
    "fail": ("kind", "failure"),
    "missed": ("completed", False),
    "lost": ("form", "lost"),
    "kept": ("form", "kept"),
    "left": ("side", "left"),
    "right": ("side", "right"),
}
_PAIN_WORDS = {"before": "before", "during": "during", "after": "after", "morning": "next_morning"}


@frozen
class SessionText:
    """What one line says, as keyword arguments: `sets` for SetLog, `pain` for Pain, `items` for Session.

    `columns` holds the column, from 1, at which each set is written.
    """

    start: date
    sets: tuple[dict[str, Any], ...] = ()
    columns: tuple[int, ...] = ()
    pain: dict[str, Any] = field(factory=dict)
    symptoms: tuple[tuple[str, bool], ...] = ()
    items: dict[str, Any] = field(factory=dict)

    @property
    def day_only(self) -> bool:
        """Whether the line gives a date without a time."""
        return not isinstance(self.start, datetime)

    def merged(self, later: "SessionText") -> "SessionText":
        """This line and a later one of the same date-only session, as one; LogError if both give the same item."""
        for name, (mine, theirs) in {
            "pain": (self.pain, later.pain),
            "symptoms": (dict(self.symptoms), dict(later.symptoms)),
            "item": (self.items, later.items),
        }.items():
            for key in mine.keys() & theirs.keys():
                if mine[key] != theirs[key]:
                    raise LogError(f"{name} {key} is given twice for {self.start}: {mine[key]} and {theirs[key]}")
        return evolve(
            self,
            sets=self.sets + later.sets,
            columns=self.columns + later.columns,
            pain=self.pain | later.pain,
            symptoms=tuple((dict(self.symptoms) | dict(later.symptoms)).items()),
            items=self.items | later.items,
        )


def parse_session(text: str) -> SessionText:
    """The values on one line; LogError with the column and the word that is wrong."""
    line = _without_comment(text).replace("×", "x")
    stripped = line.lstrip()
    indent = len(line) - len(stripped)
    match = _START.match(stripped)
    if match is None:
        word = stripped.split(maxsplit=1)[0] if stripped.strip() else ""
        raise _error(indent, f"{word!r} is no date; a session starts as 2026-03-09 or 2026-03-09 18:00-19:10")
    start, end = _moments(match, indent)
    result = SessionText(start, items={} if end is None else {"end": end})
    seen_item = False
    for column, item in _items(stripped[match.end() :], indent + match.end()):
        result = result.merged(_item(item, column, result.start))
        seen_item = True
    if not seen_item:
        raise _error(indent + match.end(), "nothing follows the date; write an exercise: deadlift 3x5@100kg")
    return result


def parse_items(text: str, start: date) -> SessionText:
    """What is noted beside the sets of a session, such as "pain 2 during; sleep 7h"; LogError with the wrong word."""
    result = SessionText(start)
    for column, item in _items(_without_comment(text), 0):
        found = _item(item, column, start)
        if found.sets:
            raise _error(column, f"{item!r} is a set; beside the sets stand pain, symptoms, sleep and the like")
        result = result.merged(found)
    return result


def parse_load(text: str) -> Load:
    """The load that `100kg`, `225lb`, `bw`, `bw+10kg` or `bw-20kg` stands for; LogError otherwise."""
    if match := _LOAD.fullmatch(text):
        return _mass(match[1], match[2])
    if match := re.fullmatch(_BODYWEIGHT, text, re.IGNORECASE):
        if match[1] is None:
            return bodyweight()
        mass = _mass(match[2], match[3])
        return bodyweight(mass) if match[1] == "+" else bodyweight(assisted=mass)
    if re.fullmatch(NUMBER, text):
        raise LogError(f"{text!r} has no unit; write {text}kg or {text}lb")
    raise LogError(f"{text!r} is no load; write 100kg, 225lb, bw, bw+10kg or bw-20kg")


def _mass(number: str, unit: str) -> Load:
    return kg(number) if unit.lower() == "kg" else lb(number)


def _error(column: int, message: str) -> LogError:
    return LogError([Problem(f"column {column + 1}: {message}")])


def _without_comment(text: str) -> str:
    quoted = False
    for index, character in enumerate(text):
        if character == '"':
            quoted = not quoted
        elif character == "#" and not quoted:
            return text[:index]
    return text


def _moments(match: re.Match[str], column: int) -> tuple[date, datetime | None]:
    try:
        day = date.fromisoformat(match["day"])
        if match["from"] is None:
            return day, None
        zone = match["offset"] or ""
        zone = "+00:00" if zone.upper() == "Z" else zone
        start = datetime.fromisoformat(f"{day}T{match['from']:0>5}{zone}")
        if match["to"] is None:
            return start, None
        end = datetime.fromisoformat(f"{day}T{match['to']:0>5}{zone}")
        # "23:30-00:40" ends after midnight.
        return start, end if end >= start else end + timedelta(days=1)
    except (ValueError, OverflowError):
        raise _error(column, f"{match[0]!r} is no date and time of the calendar") from None


def _items(text: str, column: int) -> Iterator[tuple[int, str]]:
    """Each part between semicolons, with its column; semicolons in quotes do not divide."""
    begin, quoted = 0, False
    for index, character in enumerate(text + ";"):
        if character == '"':
            quoted = not quoted
        elif character == ";" and (not quoted or index == len(text)):
            part = text[begin:index]
            if quoted:
                raise _error(column + begin + part.index('"'), "the quote is not closed")
            if part.strip():
                yield column + begin + len(part) - len(part.lstrip()), part.strip()
            begin = index + 1


def _item(item: str, column: int, start: date) -> SessionText:
    lowered = item.lower()
    if lowered in ("planned", "deload"):
        return SessionText(start, items={lowered: True})
    # The long s is one too, where case does not matter.
    if lowered[0] in "sſ":
        if match := re.fullmatch(_SESSION_RPE, item, re.IGNORECASE):
            return SessionText(start, items={"session_rpe": Decimal(match[1])})
        if match := re.fullmatch(_SLEEP, item, re.IGNORECASE):
            return SessionText(start, items={"sleep_hours": Decimal(match[1])})
    if lowered[0] == "w":
        if match := re.fullmatch(_WARM_UP, item, re.IGNORECASE):
            return SessionText(start, items={"general_warmup_minutes": int(match[1])})
        if match := re.fullmatch(_WOKE, item, re.IGNORECASE):
            return SessionText(start, items={"woke_at": _woke(match[1], column, start)})
    beginning = lowered.split(maxsplit=1)[0]
    if beginning == "pain":
        return SessionText(start, pain=_pain(item, column))
    if beginning == "symptoms":
        return SessionText(start, symptoms=_symptoms(item, column))
    return _exercise(item, column, start)


def _woke(text: str, column: int, start: date) -> datetime:
    try:
        clock = time.fromisoformat(f"{text:0>5}")
    except ValueError:
        raise _error(column, f"{text!r} is no time of day") from None
    if not isinstance(start, datetime):
        raise _error(column, "woke needs a session with a time; write 2026-03-09 18:00 instead of 2026-03-09")
    return datetime.combine(start.date(), clock, start.tzinfo)


def _pain(item: str, column: int) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for place, part in _parts(item, len("pain"), column):
        words = part.lower().split()
        value: int
        if words == ["sudden"]:
            name, value = "sudden_onset", True
        elif len(words) == 2 and re.fullmatch(r"\d{1,9}", words[0]) and words[1] in _PAIN_WORDS:
            name, value = _PAIN_WORDS[words[1]], int(words[0])
            if value > 10:
                raise _error(place, f"pain {words[1]}: {value} is out of bounds; it must be 0 to 10")
        else:
            raise _error(place, f"{part!r} is no pain entry; write 2 before, 2 during, 2 after, 2 morning or sudden")
        if name in values:
            raise _error(place, f"pain {words[-1]} is given twice")
        values[name] = value
    return values


def _symptoms(item: str, column: int) -> tuple[tuple[str, bool], ...]:
    answers: dict[str, bool] = {}
    for place, part in _parts(item, len("symptoms"), column):
        match = re.fullmatch(r"([a-z-]+)=(yes|no)", part.lower())
        if match is None:
            raise _error(place, f"{part!r} is no answer; write both-legs=yes or both-legs=no")
        if match[1] in answers:
            raise _error(place, f"symptom {match[1]} is answered twice")
        answers[match[1]] = match[2] == "yes"
    return tuple(answers.items())


def _parts(item: str, skip: int, column: int) -> Iterator[tuple[int, str]]:
    """Each part between commas after the item's first word, with its column."""
    begin = skip
    for part in item[skip:].split(","):
        yield column + begin + len(part) - len(part.lstrip()), part.strip()
        begin += len(part) + 1


def _exercise(item: str, column: int, start: date) -> SessionText:
    words = [(column + match.start(), match[0]) for match in _WORD.finditer(item)]
    name, rest = _name(words)
    if not rest:
        raise _error(column, f"{item!r} has no sets; write {item} 3x5@100kg")
    groups: list[list[tuple[int, str]]] = [[]]
    for place, word in rest:
        if word == ",":
            groups.append([])
        else:
            groups[-1].append((place, word))
    sets: list[dict[str, Any]] = []
    columns: list[int] = []
    for group in groups:
        if not group:
            raise _error(column + len(item), "a comma without a set after it")
        count, values = _group(group)
        sets += [{"exercise": name, **values}] * count
        columns += [group[0][0]] * count
    return SessionText(start, sets=tuple(sets), columns=tuple(columns))


def _name(words: list[tuple[int, str]]) -> tuple[str, list[tuple[int, str]]]:
    place, first = words[0]
    if first.startswith('"'):
        name = " ".join(first.strip('"').split())
        if not name:
            raise _error(place, "the name between the quotes is empty")
        return name, words[1:]
    count = 0
    while count < len(words) and words[count][1][0].isalpha():
        count += 1
    if count == 0:
        raise _error(place, f"{first!r} is no exercise; a name starts with a letter, or stands in quotes")
    return " ".join(word for _, word in words[:count]), words[count:]


def _group(words: list[tuple[int, str]]) -> tuple[int, dict[str, Any]]:
    place, first = words[0]
    match = _GROUP.fullmatch(first)
    if match is None:
        raise _error(place, _group_hint(first))
    sets, reps, seconds, metres, load = match.groups()
    values: dict[str, Any] = {}
    if reps is not None:
        values["reps"] = int(reps)
        if load is None and sets is not None and int(reps) > 100:
            raise _error(place, _group_hint(first))
        if load is None and sets is not None and int(sets) > 30:
            raise _error(place, _group_hint(first))
    elif seconds is not None:
        values["seconds"] = int(seconds)
    else:
        values["distance_m"] = Decimal(metres)
    if load is not None:
        try:
            values["load"] = parse_load(load)
        except LogError as error:
            raise _error(place + len(first) - len(load), error.problems[0].message) from None
    count = 1 if sets is None else int(sets)
    if not 1 <= count <= 100:
        raise _error(place, f"{first!r} is {count} sets; write 1 to 100")
    values.update(_group_marks(words[1:]))
    return count, values


def _group_hint(word: str) -> str:
    if match := re.fullmatch(r"(" + NUMBER + r")(kg|lb)?x(\d{1,9})", word, re.IGNORECASE):
        unit = match[2] or "kg"
        return f"{word!r} is not read, as it could be load x reps or sets x reps; write {match[3]}@{match[1]}{unit}"
    return f"{word!r} is no set; write 5@60kg, 3x5@100kg, 3x45s or 2x40m@24kg"


def _group_marks(words: list[tuple[int, str]]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    rest = iter(words)
    for place, word in rest:
        lowered = word.lower()
        if lowered in _MARKS:
            name, value = _MARKS[lowered]
        elif lowered in ("rpe", "rir", "rest", "target"):
            number = next(rest, (place, ""))[1]
            name, value = _measured(lowered, number, place)
        else:
            raise _error(
                place,
                f"{word!r} is no mark; known are w, work, drop, fail, missed, lost, kept, left, right, rpe 8, rir 2, "
                "target 5, rest 90s (a comma starts the next set)",
            )
        if name in values:
            raise _error(place, f"{word!r} contradicts or repeats an earlier mark of this set")
        values[name] = value
    return values


def _measured(mark: str, number: str, place: int) -> tuple[str, Any]:
    if mark == "rest":
        match = re.fullmatch(r"(\d{1,9})(s|min)", number, re.IGNORECASE)
        if match is None:
            raise _error(place, f"rest {number!r} is no time; write rest 90s or rest 3min")
        return "rest_after_s", int(match[1]) * (60 if match[2].lower() == "min" else 1)
    if mark == "target":
        if not re.fullmatch(r"\d{1,9}", number):
            raise _error(place, f"target {number!r} is no number of reps; write target 5")
        return "target_reps", int(number)
    if not re.fullmatch(NUMBER if mark == "rpe" else r"\d{1,9}", number) or Decimal(number) > 10:
        raise _error(place, f"{mark} {number!r} is out of bounds; it must be 0 to 10, as {mark} 2")
    return mark, Decimal(number) if mark == "rpe" else int(number)
