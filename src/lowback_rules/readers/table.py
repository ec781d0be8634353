"""Tables: the one pass over the rows of a CSV export, and Sheet, what a format adds to it.

A format declares its columns and a Sheet. Rows with the same workout cells are one workout; equal set cells are the
same set, so that a Sheet reads each different set once. Every row becomes a set or is counted as set aside.
"""

import csv
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import partial
from operator import itemgetter
from typing import Any

from attrs import define, field, frozen

from ..errors import LogError
from ..load import decimal
from ..model import Session, SetLog
from .format import BLANK, Column, Draft, Format, Options, Tick
from .notes import items_of
from .source import Opened

# Different sets that are remembered, so that a table of nothing but different rows does not fill the memory.
_MOST_KNOWN = 100_000


@frozen
class Aside:
    """A row that is no set, and why: one of the reasons that the format declares."""

    reason: str


@frozen
class Header:
    """The first line of a table: the names as written, which of our columns each is, and the delimiter."""

    written: tuple[str, ...]
    columns: tuple[Column | None, ...]
    delimiter: str

    @classmethod
    def of(cls, opened: Opened, columns: Iterable[Column]) -> "Header":
        """The header of a file; unknown names have no column."""
        known = {written: column for column in columns for written in column.written}
        names, delimiter = header_of(opened)
        return cls(names, tuple([known.get(plain_name(name)) for name in names]), delimiter)

    @property
    def names(self) -> dict[str, str]:
        """The name as written of each of our columns that is there."""
        return {
            column.name: name
            for name, column in zip(reversed(self.written), reversed(self.columns), strict=True)
            if column is not None
        }

    def has(self, name: str) -> bool:
        """Whether one of our columns is there."""
        return name in self.names

    def places(self, part: str) -> dict[str, int]:
        """Where the columns of a part stand, by our name; the first, if two are the same."""
        found: dict[str, int] = {}
        for place, column in enumerate(self.columns):
            if column is not None and column.part == part:
                found.setdefault(column.name, place)
        return found


def header_of(opened: Opened) -> tuple[tuple[str, ...], str]:
    """The column names of the first line, and the delimiter: semicolon or tab, if there are more of it than commas."""
    first = opened.begins.lstrip("\r\n").partition("\n")[0].strip("\r")
    delimiter = max(",;\t", key=first.count)
    try:
        return tuple([name.strip() for name in next(csv.reader([first], delimiter=delimiter), [])]), delimiter
    except csv.Error:
        return (), delimiter


def plain_name(name: str) -> str:
    """The name of a column as we compare it: case and blanks do not matter."""
    return " ".join(name.casefold().split())


class Row:
    """Cells by our names for their columns. A blank cell, and one of a column that is not there, is empty or None."""

    def __init__(self, places: Mapping[str, int], cells: tuple[str, ...], decimal_comma: bool = False) -> None:
        self._places = places
        self._cells = cells
        self._comma = decimal_comma

    def text(self, name: str) -> str:
        """The cell without surrounding blanks."""
        place = self._places.get(name)
        return "" if place is None else self._cells[place].strip()

    def number(self, name: str) -> Decimal | None:
        """The cell as a number; LogError if it is none."""
        text = self.text(name)
        if not text:
            return None
        return decimal(text.replace(",", ".") if self._comma and text.count(",") == 1 else text, name)

    def whole(self, name: str) -> int | None:
        """The cell as a whole number, which may be written "12.0"; LogError if it is none."""
        number = self.number(name)
        if number is None:
            return None
        if number != number.to_integral_value():
            raise LogError(f"{name}: {self.text(name)} is no whole number")
        return int(number)


@define
class Workout:
    """The rows of one workout: its cells, its first line, its sets with their lines, notes, and what was not read."""

    row: Row
    line: int
    sets: list[SetLog] = field(factory=list)
    lines: "array[int]" = field(factory=partial(array, "L"))
    notes: dict[str, list[str]] = field(factory=dict)
    unread: list[str] = field(factory=list)

    def arrange(self, places: Iterable[int]) -> None:
        """Put the sets, with their lines, in this order of their present places."""
        places = list(places)
        self.sets = [self.sets[place] for place in places]
        self.lines = array("L", [self.lines[place] for place in places])


class Sheet:
    """How the rows of one table become sets and workouts: made for each file, from its header.

    A format makes a subclass. `decimal_comma` says that numbers may be written "17,5".
    """

    decimal_comma = False

    def __init__(self, header: Header, options: Options, draft: Draft) -> None:
        self.header = header
        self.options = options
        self.draft = draft

    def set_of(self, row: Row) -> SetLog | Aside:
        """The set in a row, from its set cells alone, or why it is none; LogError if it cannot be read."""
        raise NotImplementedError

    def session(self, workout: Workout) -> dict[str, Any]:
        """What to make the Session of a workout with, `start` at least; LogError if it cannot be read."""
        raise NotImplementedError

    def workouts(self, found: Iterable[Workout]) -> Iterable[Workout]:
        """The workouts when all rows are read; a place to divide them, or to order their sets."""
        return found

    def remarks(self) -> Iterator[str]:
        """What is to be said of the file as a whole, when it is read."""
        yield from ()


def table(*, sheet: Callable[[Header, Options, Draft], Sheet], columns: tuple[Column, ...], **declared: Any) -> Format:
    """The format of a table, told by its header."""
    return Format(sniff=partial(_is_of, columns), read=partial(read_table, sheet, columns), columns=columns, **declared)


def _is_of(columns: tuple[Column, ...], opened: Opened) -> bool:
    if opened.is_json:
        return False
    there = {column.name for column in Header.of(opened, columns).columns if column is not None}
    marked = [column for column in columns if column.telling] or [column for column in columns if column.needed]
    return all(column.name in there for column in marked)


def read_table(
    sheet_of: Callable[[Header, Options, Draft], Sheet],
    columns: tuple[Column, ...],
    opened: Opened,
    options: Options,
    tick: Tick,
) -> Draft:
    """The workouts of a table; LogError if a needed column is missing, or it is no CSV."""
    header = Header.of(opened, columns)
    _check(header, columns)
    draft = Draft()
    for name, column in zip(header.written, header.columns, strict=True):
        if column is None and name:
            draft.problem("this column is not known here; it is not read", 1, column=name)
    sheet = sheet_of(header, options, draft)
    found = _gathered(sheet, opened, tick)
    for workout in sheet.workouts(found):
        try:
            session = _session(sheet, workout)
        except LogError as error:
            draft.set_aside(error, workout.line, header.names, len(workout.sets))
            continue
        draft.add(session, workout.lines)
    for remark in sheet.remarks():
        draft.problem(remark)
    return draft


def _session(sheet: Sheet, workout: Workout) -> Session:
    items = sheet.session(workout)
    start = items.pop("start")
    notes = [text for texts in workout.notes.values() for text in texts]
    items = {
        "notes": next(iter(workout.notes.get("workout_notes", ())), None),
        "unread": [name for name in workout.unread if name],
        **items_of(notes, start, sheet.draft, workout.line, options=sheet.options, title=items.get("name")),
        **items,
    }
    return Session(start, workout.sets, **items)


def _check(header: Header, columns: tuple[Column, ...]) -> None:
    missing = [column for column in columns if column.needed and not header.has(column.name)]
    if missing:
        named = "; ".join(f"{column.name} ({', '.join(column.written[:4])})" for column in missing)
        raise LogError(f"the header has no column for {named}; is the export complete?")


def _gathered(sheet: Sheet, opened: Opened, tick: Tick) -> list[Workout]:
    """The one pass over the rows."""
    header, draft = sheet.header, sheet.draft
    names, width = header.names, len(header.written)
    _, key_of = _picked(header.places("workout"))
    workout_places, about_of = _picked(header.places("workout") | header.places("about"))
    set_places, what_of = _picked(header.places("set"))
    notes = tuple(header.places("note").items())
    workouts: dict[tuple[str, ...], Workout] = {}
    known: dict[tuple[str, ...], SetLog | Aside | LogError] = {}
    stream = opened.lines()
    reader = csv.reader(stream, delimiter=header.delimiter)
    try:
        next(filter(None, reader))
        before = reader.line_num
        for cells in reader:
            line, before = before + 1, reader.line_num
            if len(cells) != width or not any(cells):
                if cells:
                    _set_aside_row(draft, cells, line, header)
                continue
            key = key_of(cells)
            workout = workouts.get(key)
            if workout is None:
                workout = workouts[key] = Workout(Row(workout_places, about_of(cells)), line)
                tick(stream.share)
            what = what_of(cells)
            entry = known.get(what)
            if entry is None:
                if len(known) >= _MOST_KNOWN:
                    known.clear()
                entry = known[what] = _read(sheet, Row(set_places, what, sheet.decimal_comma))
            if type(entry) is SetLog:
                workout.sets.append(entry)
                workout.lines.append(line)
            elif type(entry) is Aside:
                draft.aside[entry.reason] += 1
            else:
                assert isinstance(entry, LogError)
                draft.set_aside(entry, line, names)
                workout.unread.append(Row(set_places, what).text("exercise"))
            for name, place in notes:
                if cells[place]:
                    texts = workout.notes.setdefault(name, [])
                    if (text := cells[place].strip()) not in texts:
                        texts.append(text)
    except csv.Error as error:
        raise opened.error(f"is no CSV: {error}", reader.line_num) from None
    return list(workouts.values())


def _picked(places: Mapping[str, int]) -> tuple[dict[str, int], Callable[[list[str]], tuple[str, ...]]]:
    """How to take some cells of a row out as a tuple, and where each then stands."""
    if not places:
        return {}, lambda cells: ()
    if len(places) == 1:
        (only,) = places.values()
        return dict.fromkeys(places, 0), lambda cells: (cells[only],)
    return {name: number for number, name in enumerate(places)}, itemgetter(*places.values())


def _read(sheet: Sheet, row: Row) -> SetLog | Aside | LogError:
    try:
        return sheet.set_of(row)
    except LogError as error:
        return error


def _set_aside_row(draft: Draft, cells: list[str], line: int, header: Header) -> None:
    if any(cell.strip() for cell in cells):
        width = len(header.written)
        draft.set_aside(LogError(f"{len(cells)} cells where the header has {width}"), line, {})
    else:
        draft.aside[BLANK] += 1
