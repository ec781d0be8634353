"""A table of any other app, read through a mapping: which of its columns is what, and what its words mean.

A mapping is declared by the person, in TOML or as a dict; nothing in it is guessed. `readers/guesses.py` has guesses to
start from.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal
from difflib import get_close_matches
from functools import partial
from os import PathLike
from pathlib import Path
from typing import Any, cast, get_args

from attrs import Factory, fields, frozen

from ..errors import LogError, Problem
from ..load import Load, bodyweight, decimal
from ..model import Kind, SetLog, Side
from .dates import as_end, day_order, duration, elapsed, later, moment, when
from .format import Column, DayOrder, Draft, Format, Options, Part, no_unit
from .source import Opened
from .table import Aside, Header, Row, Sheet, Workout, header_of, plain_name, read_table
from .values import METRES, is_bodyweight, load_or_help, metres_in, unit_in, unit_of
from .zones import zone_of

Given = Mapping[str, object] | str | PathLike[str]

# What a column can be: the part of the workout it belongs to, and what its cells are.
COLUMNS: dict[str, tuple[Part, str]] = {
    "start": ("workout", "the date and time at which the workout began"),
    "date": ("workout", "the date of the workout, with or without its time"),
    "time": ("workout", "the time at which the workout began, where the date has none"),
    "workout": ("workout", "what tells one workout from another of the same date: a number, an id"),
    "name": ("workout", "the name of the workout"),
    "end": ("about", "when the workout ended: a date and time, or a time alone"),
    "duration": ("about", "how long the workout lasted: 1h 5m, 1:05:00, or a number of seconds"),
    "exercise": ("set", "the name of the exercise"),
    "load": ("set", "the weight"),
    "unit": ("set", "the unit of the weight in this row"),
    "reps": ("set", "repetitions done"),
    "target_reps": ("set", "repetitions asked for"),
    "seconds": ("set", "how long a timed set was held: 45, 0:45, 1m 5s"),
    "distance": ("set", "the way of a carry or a run"),
    "rpe": ("set", "effort, 0 to 10"),
    "rir": ("set", "repetitions in reserve"),
    "kind": ("set", "the kind of set; [kinds] says what its words mean"),
    "side": ("set", "left or right; [sides] has other words"),
    "done": ("set", "whether the set was done; [done] has words other than yes and no"),
    "rest": ("set", "seconds of rest that were taken after the set; not the setting of a timer"),
    "notes": ("note", "notes of the set or exercise"),
    "workout_notes": ("note", "notes of the workout"),
}
_KINDS = ("warm-up", "work", "drop", "failure", "unmarked", "left", "right", "not done", "no set")
# Up to these a row must go.
_NEEDED = frozenset(("start", "date", "exercise", "reps"))
_CHOICES: dict[str, tuple[str, ...]] = {
    "unit": ("kg", "lb", "cell"),
    "distance_unit": tuple(METRES),
    "decimal": (".", ","),
    "delimiter": (",", ";", "\t", "|"),
    "dates": get_args(DayOrder),
    "assisted": ("positive", "negative"),
}
# Words of cells that stand for an empty one.
NOTHING = frozenset(("null", "none", "nan", "n/a", "-", "–", "—"))
# Words that need no explanation.
_KNOWN_KINDS = {
    **{kind: kind for kind in _KINDS},
    "warmup": "warm-up",
    "warm up": "warm-up",
    "normal": "unmarked",
    "working": "work",
    "dropset": "drop",
}
_KNOWN_KINDS |= {f"{kind}{mark}set": meaning for kind, meaning in _KNOWN_KINDS.items() for mark in " _"}
_KNOWN_SIDES = {"left": "left", "right": "right", "l": "left", "r": "right"}
_KNOWN_DONE = {"yes": True, "true": True, "1": True, "x": True, "no": False, "false": False, "0": False}
_AMOUNT = re.compile(r"(.*?[\d.,])\s*([^\W\d_]+\.?)?")
_CLOCK = re.compile(r"\d\d?[:.]\d\d(?!\d|[:.]\d{4})")


@frozen(kw_only=True)
class TableMapping:
    """What a person declares of a table: its columns by our names, its words, its settings."""

    columns: Mapping[str, str] = Factory(dict)
    name: str = "mapping"
    unit: str | None = None
    distance_unit: str | None = None
    decimal: str = "."
    delimiter: str | None = None
    dates: DayOrder | None = None
    date_format: str | None = None
    timezone: str | None = None
    assisted: str = "positive"
    bodyweight_in_load: bool = False
    ignore: tuple[str, ...] = ()
    kinds: Mapping[str, str] = Factory(dict)
    sides: Mapping[str, str] = Factory(dict)
    done: Mapping[str, bool] = Factory(dict)


def given_mapping(source: Given) -> Mapping[str, object]:
    """The mapping in a TOML file, or the one that is given; LogError if the file is no TOML."""
    if isinstance(source, Mapping):
        return source
    try:
        return tomllib.loads(Path(source).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise LogError([Problem(f"is no mapping in TOML: {reason}", file=str(source))]) from None


def mapped(source: Given, opened: Opened) -> Format:
    """The format that a mapping makes of a table; LogError with every mistake in it, and the header of the table."""
    given = given_mapping(source)
    file = None if isinstance(source, Mapping) else str(source)
    delimiter = given.get("delimiter")
    names, _ = header_of(
        opened, delimiter if isinstance(delimiter, str) and delimiter in _CHOICES["delimiter"] else None
    )
    problems = [*_mistakes(given), *_not_there(given, names)]
    if problems:
        problems.append(f"the columns of the table are {', '.join(map(repr, names))}")
        raise LogError([Problem(message, file=file) for message in problems])
    mapping = TableMapping(**cast("Any", dict(given)))
    columns = (
        *(
            Column("date" if name == "start" else name, (plain_name(written),), COLUMNS[name][0], name in _NEEDED)
            for name, written in mapping.columns.items()
        ),
        Column("", tuple(map(plain_name, mapping.ignore)), "unused"),
    )
    return Format(
        name=mapping.name,
        title=f"a table, through the mapping {mapping.name!r}"
        if mapping.name != "mapping"
        else "a table, through a mapping",
        unit="as the mapping says",
        sniff=lambda opened: False,
        read=partial(read_table, partial(_Mapped, mapping), columns, delimiter=mapping.delimiter),
        columns=columns,
        set_aside={"no set": "rows that the mapping says are no sets"},
        utc=mapping.timezone is not None and mapping.timezone.upper() == "UTC",
    )


def _mistakes(given: Mapping[str, object]) -> Iterator[str]:
    """What is wrong with a mapping in itself."""
    known = {field.name: field for field in fields(TableMapping)}
    for key, value in given.items():
        if key not in known:
            yield f"{key!r} is no setting of a mapping{_nearest(key, known)}; known are {', '.join(known)}"
        elif key in ("columns", "kinds", "sides", "done") and not isinstance(value, Mapping):
            yield f"{key}: {value!r} is no table; write [{key}] and below it a line for each"
        elif key == "ignore" and not (isinstance(value, list | tuple) and all(isinstance(each, str) for each in value)):
            yield f'ignore: {value!r} is no list of columns such as ["Superset", "Calories"]'
        elif key == "bodyweight_in_load" and not isinstance(value, bool):
            yield f"{key}: {value!r} is neither true nor false"
        elif key in _CHOICES and value not in _CHOICES[key]:
            yield f"{key}: {value!r} is none of {', '.join(map(repr, _CHOICES[key]))}"
        elif key in ("name", "date_format", "timezone") and not isinstance(value, str):
            yield f"{key}: {value!r} is no text"
        elif key == "date_format" and not all(re.search(f"%[{part}cx]", str(value)) for part in ("yY", "mbB", "d")):
            yield f"date_format: {value!r} is without day, month or year; write one such as '%d.%m.%Y %H:%M'"
    yield from _columns_mistaken(given.get("columns", {}))
    for key, meanings in (("kinds", _KINDS), ("sides", get_args(Side)), ("done", (True, False))):
        for word, meaning in _items(given.get(key)):
            if not any(meaning is each or (isinstance(each, str) and meaning == each) for each in meanings):
                yield f"{key}: {word!r} = {meaning!r} is none of {', '.join(map(repr, meanings))}"
    if isinstance(given.get("timezone"), str):
        try:
            _zone(str(given["timezone"]))
        except LogError as error:
            yield error.problems[0].message


def _columns_mistaken(columns: object) -> Iterator[str]:
    taken: dict[str, str] = {}
    for key, written in _items(columns):
        if key not in COLUMNS:
            yield f"columns: {key!r} is nothing that a column can be{_nearest(key, COLUMNS)}; known are {', '.join(COLUMNS)}"
        elif not isinstance(written, str) or not written.strip():
            yield f'columns: {key} = {written!r} is no name of a column, such as {key} = "{key.capitalize()}"'
        elif plain_name(written) in taken:
            yield f"columns: {written!r} is both {taken[plain_name(written)]} and {key}; it can be one of them"
        else:
            taken[plain_name(written)] = key
    if isinstance(columns, Mapping):
        if "exercise" not in columns:
            yield 'columns: exercise is missing; write exercise = "the name of its column"'
        if ("start" in columns) is ("date" in columns):
            yield 'columns: one of start and date is needed; write date = "the name of its column"'


def _not_there(given: Mapping[str, object], names: tuple[str, ...]) -> Iterator[str]:
    """What does not fit the table."""
    there = {plain_name(name) for name in names}
    ignored = given.get("ignore")
    for key, written in (*_items(given.get("columns")), *(("ignore", each) for each in _list(ignored))):
        if isinstance(written, str) and plain_name(written) not in there:
            yield f"columns: {key} = {written!r}: the table has no such column{_nearest(written, names)}"
    load = dict(_items(given.get("columns"))).get("load")
    unit = unit_in(load) if isinstance(load, str) else None
    if unit is not None and given.get("unit") not in (None, unit):
        yield f"unit: the mapping says {given['unit']}, and the column {load!r} says {unit}; take one out"


def _items(table: object) -> list[tuple[str, object]]:
    return list(table.items()) if isinstance(table, Mapping) else []


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


def _nearest(word: str, known: Any) -> str:
    near = get_close_matches(word.casefold(), {each.casefold(): each for each in known}, 1)
    return f" (is {next(each for each in known if each.casefold() == near[0])!r} meant?)" if near else ""


class _Mapped(Sheet):
    nothing = NOTHING

    def __init__(self, mapping: TableMapping, header: Header, options: Options, draft: Draft) -> None:
        super().__init__(header, options, draft)
        self.mapping = mapping
        self.decimal_comma = mapping.decimal == ","
        load = mapping.columns.get("load", "")
        self.unit = unit_of(mapping.unit or "") or unit_in(load) or options.unit
        if load and self.unit is None and mapping.unit != "cell" and not header.has("unit"):
            no_unit()
        draft.unit = self.unit
        self.names = header.names
        self.metres = METRES.get(mapping.distance_unit or "") or metres_in(self.names.get("distance", ""))
        self.kinds = _KNOWN_KINDS | _plain(mapping.kinds)
        self.sides = _KNOWN_SIDES | _plain(mapping.sides)
        self.done = _KNOWN_DONE | _plain(mapping.done)
        self.zone = _zone(mapping.timezone)
        self.order: DayOrder = "day-first"
        self.without_metres = False

    def set_of(self, row: Row) -> SetLog | Aside:
        kind = self._kind(row)
        if kind == "no set":
            return Aside("no set")
        seconds, reps = self._seconds(row, "seconds"), row.whole("reps")
        done = self._word(row, "done", self.done)
        return SetLog(
            row.text("exercise"),
            self._load(row),
            None if reps == 0 and seconds else reps,
            seconds=seconds,
            distance_m=self._distance(row),
            rpe=row.number("rpe") or None,
            rir=row.number("rir"),
            kind=cast("Kind", kind) if kind in get_args(Kind) else None,
            side=cast("Side", kind) if kind in get_args(Side) else self._word(row, "side", self.sides),
            target_reps=row.whole("target_reps"),
            rest_after_s=self._seconds(row, "rest"),
            completed=False if done is False or kind == "not done" else None,
        )

    def _kind(self, row: Row) -> str | None:
        # A number counts the sets; it is no kind.
        return (
            None
            if row.text("kind").isdecimal() and row.text("kind") not in self.kinds
            else self._word(row, "kind", self.kinds)
        )

    def _word(self, row: Row, column: str, meanings: Mapping[str, Any]) -> Any:
        word = row.text(column)
        if not word:
            return None
        if plain_name(word) not in meanings:
            table = {"kind": "kinds", "side": "sides"}.get(column, column)
            raise LogError(f"{column}: the mapping does not say what {word!r} is; add it below [{table}]")
        return meanings[plain_name(word)]

    def _load(self, row: Row) -> Load | None:
        number, word = self._amount(row, "load")
        unit = unit_of(word or row.text("unit")) if word or row.text("unit") else self.unit
        if not number:
            return None
        if unit is None:
            raise LogError(f"load: {row.text('load')} has no unit known here; give --unit kg or --unit lb")
        self.draft.unit = self.draft.unit or unit
        exercise = row.text("exercise")
        if number < 0 and self.mapping.assisted != "negative":
            raise LogError(f'load: {number} is negative; if that is help, write assisted = "negative" in the mapping')
        if number > 0 and self.mapping.bodyweight_in_load and is_bodyweight(exercise):
            return bodyweight()
        return load_or_help(exercise, number, unit)

    def _distance(self, row: Row) -> Decimal | None:
        number, word = self._amount(row, "distance")
        metres = METRES.get(word.casefold()) if word else self.metres
        self.without_metres |= bool(number) and metres is None
        return number * metres if number and metres else None

    def _amount(self, row: Row, name: str) -> tuple[Decimal | None, str]:
        """The number in a cell, and the unit that may stand behind it."""
        text = row.text(name)
        if not text:
            return None, ""
        found = _AMOUNT.fullmatch(text)
        number, word = (text, "") if found is None else (found[1], found[2] or "")
        if self.decimal_comma and number.count(",") == 1:
            number = number.replace(",", ".")
        elif re.fullmatch(r"-?\d+,\d{1,2}", number):
            raise LogError(f'{name}: {number} has a comma; write decimal = "," in the mapping')
        return decimal(number, name), word

    def _seconds(self, row: Row, name: str) -> int | None:
        """The seconds in a cell: 45, 0:45, 0:00:45, 1m 5s; a bare number is of the unit in the column's name."""
        text = row.text(name)
        if not text:
            return None
        if ":" in text:
            return elapsed(text)
        if re.fullmatch(r"[\d.,]+", text):
            number = row.number(name)
            minutes = "min" in plain_name(self.names[name])
            return int(number * 60 if minutes else number) or None if number else None
        return duration(text) or None

    def workouts(self, found: list[Workout]) -> list[Workout]:
        """The workouts as they are, with the order of day and month decided."""
        if self.mapping.date_format is None:
            given = self.mapping.dates or self.options.dates
            self.order = day_order((workout.row.text("date") for workout in found), given)
        return found

    def session(self, workout: Workout) -> dict[str, Any]:
        row = workout.row
        start = self._when(" ".join(filter(None, (row.text("date"), row.text("time")))))
        return {"start": start, "end": self._end(workout, start), "name": row.text("name") or None}

    def _when(self, text: str) -> date:
        wanted = self.mapping.date_format
        if wanted is None:
            found = when(text, self.order)
        else:
            try:
                found = when(datetime.strptime(text, wanted).isoformat(" "))
            except ValueError:
                raise LogError(f"date: {text!r} is not as date_format says ({wanted})") from None
            if isinstance(found, datetime) and not re.search("%[HIcXT]", wanted):
                found = found.date()
        if isinstance(found, datetime) and found.tzinfo is None and self.zone is not None:
            return found.replace(tzinfo=self.zone)
        return found

    def _end(self, workout: Workout, start: date) -> datetime | None:
        """The end of a workout, None where it is not known or cannot be right."""
        if not isinstance(start, datetime):
            return None
        if workout.row.text("end"):
            return self.end(workout, "end", lambda text: self._end_as_written(text, start))
        seconds = partial(self._seconds, workout.row, "duration")
        return self.end(workout, "duration", lambda _: None if (lasted := seconds()) is None else later(start, lasted))

    def _end_as_written(self, text: str, start: datetime) -> datetime:
        if _CLOCK.match(text):
            end = moment(f"{start:%Y-%m-%d} {text:0>5}").replace(tzinfo=start.tzinfo)
            return end + timedelta(days=1) if end < start else end
        found = self._when(text)
        if not isinstance(found, datetime):
            raise LogError(f"end: {text!r} has no time")
        return as_end(found, start)

    def remarks(self) -> Iterator[str]:
        if self.without_metres:
            yield 'distances have no unit; they are left out (write distance_unit = "km" in the mapping)'


def _plain(words: Mapping[str, Any]) -> dict[str, Any]:
    return {plain_name(word): meaning for word, meaning in words.items()}


def _zone(name: str | None) -> tzinfo | None:
    # The one that says "UTC" to those who ask whether times are in UTC.
    return None if name is None else UTC if name.upper() == "UTC" else zone_of(name)
