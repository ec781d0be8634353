"""Tables: the one pass over the rows of a CSV export, and Sheet, what a format adds to it.

A format declares its columns and a Sheet. Rows with the same workout cells are one workout; equal set cells are the
same set, so that a Sheet reads each different set once. Every row becomes a set, or sets, or is counted as set aside.
"""

import csv
import re
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import lru_cache, partial
from itertools import groupby, islice
from typing import Any, TypeAlias, cast
from unicodedata import normalize

from attrs import define, field, frozen

from ..errors import LogError
from ..load import decimal
from ..model import Session, SetLog
from .format import BLANK, Column, Draft, Format, Options, Tick
from .notes import items_of
from .source import Opened

# Different sets that are remembered, so that a table of nothing but different rows does not fill the memory.
_MOST_KNOWN = 100_000
# Rows that are taken together; so few that the garbage collector does not take them for what stays.
_MOST_AT_ONCE = 100
# A decimal comma: where no app writes thousands, and anywhere. 1,025 may be either, and is no number.
_COMMA = re.compile(r"(?!-?[1-9],\d{3}$)[^,]*,[^,.]*")
_SURE_COMMA = re.compile(r"-?\d+,\d\d?")
_BREAK = re.compile(r"\r\n?|\n")
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")


@frozen
class Aside:
    """A row that is no set, and why: one of the reasons that the format declares."""

    reason: str


@frozen
class Header:
    """The first line of a table: the names as written, which of our columns each is, and the delimiter.

    `names` are the names as written of each of our columns that is there, `needed` the places of those without which
    nothing can be read.
    """

    written: tuple[str, ...]
    columns: tuple[Column | None, ...]
    delimiter: str
    names: dict[str, str] = field(init=False)
    needed: tuple[int, ...] = field(init=False)

    @names.default
    def _names(self) -> dict[str, str]:
        pairs = zip(reversed(self.written), reversed(self.columns), strict=True)
        return {column.name: name for name, column in pairs if column is not None}

    @needed.default
    def _needed(self) -> tuple[int, ...]:
        return tuple([place for place, column in enumerate(self.columns) if column is not None and column.needed])

    @classmethod
    def of(cls, opened: Opened, columns: Iterable[Column], delimiter: str | None = None) -> "Header":
        """The header of a file; unknown names have no column."""
        known = {written: column for column in columns for written in column.written}
        names, delimiter = header_of(opened, delimiter)
        return cls(names, tuple([known.get(plain_name(name)) for name in names]), delimiter)

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


def header_of(opened: Opened, delimiter: str | None = None) -> tuple[tuple[str, ...], str]:
    """The column names of the first line, and the delimiter: semicolon or tab, if there are more of it than commas."""
    first = _BREAK.split(opened.begins.lstrip("\r\n"), maxsplit=1)[0]
    delimiter = delimiter or max(",;\t", key=first.count)
    try:
        return tuple([name.strip() for name in next(csv.reader([first], delimiter=delimiter), [])]), delimiter
    except csv.Error:
        return (), delimiter


def plain_name(name: str) -> str:
    """The name of a column as we compare it: case, blanks and how an accent is put together do not matter."""
    return " ".join(normalize("NFC", name).casefold().split())


class Row:
    """Cells by our names for their columns. A blank cell, and one of a column that is not there, is empty or None."""

    __slots__ = ("_cells", "_comma", "_nothing", "_places")

    def __init__(
        self,
        places: Mapping[str, int],
        cells: Sequence[str],
        decimal_comma: bool = False,
        nothing: frozenset[str] = frozenset(),
    ) -> None:
        self._places = places
        self._cells = cells
        self._comma = decimal_comma
        self._nothing = nothing

    def text(self, name: str) -> str:
        """The cell without surrounding blanks."""
        place = self._places.get(name)
        text = "" if place is None else self._cells[place].strip()
        return "" if self._nothing and text.casefold() in self._nothing else text

    def number(self, name: str) -> Decimal | None:
        """The cell as a number; LogError if it is none."""
        text = self.text(name)
        return _number(text, name, self._comma) if text else None

    def whole(self, name: str) -> int | None:
        """The cell as a whole number, which may be written "12.0"; LogError if it is none."""
        text = self.text(name)
        return _whole(text, name, self._comma) if text else None


@lru_cache(maxsize=4096)
def _number(text: str, name: str, decimal_comma: bool) -> Decimal:
    comma = _COMMA if decimal_comma else _SURE_COMMA
    return decimal(text.replace(",", ".") if comma.fullmatch(text) else text, name)


@lru_cache(maxsize=4096)
def _whole(text: str, name: str, decimal_comma: bool) -> int:
    number = _number(text, name, decimal_comma)
    if number != number.to_integral_value():
        raise LogError(f"{name}: {text} is no whole number")
    return int(number)


_Entry: TypeAlias = "SetLog | Sequence[SetLog] | Aside | _Wrong"


@define
class Workout:
    """The rows of one workout: its cells, its first line, its sets with their lines, notes, and what was not read.

    `notes` are the texts of each column of notes, with the line of the first row that has it; `unread` counts, by
    exercise, the rows that could not be read. There are as many at once as the file has workouts, so that they hold
    little: the garbage collector looks at neither an empty dict nor one of texts and numbers.
    """

    places: Mapping[str, int]
    cells: Sequence[str]
    line: int
    sets: list[SetLog] = field(factory=list)
    lines: "array[int]" = field(factory=partial(array, "L"))
    notes: dict[str, dict[str, int]] = field(factory=dict)
    unread: dict[str, int] = field(factory=dict)

    @property
    def row(self) -> Row:
        """Its cells."""
        return Row(self.places, self.cells)

    def part(self, line: int) -> "Workout":
        """A workout of the same cells, still without sets, from another line on."""
        return Workout(self.places, self.cells, line)

    def arrange(self, places: Iterable[int]) -> None:
        """Put the sets, with their lines, in this order of their present places."""
        places = list(places)
        self.sets = [self.sets[place] for place in places]
        self.lines = array("L", [self.lines[place] for place in places])


class Sheet:
    """How the rows of one table become sets and workouts: made for each file, from its header.

    A format makes a subclass. `decimal_comma` says that numbers may have more than two digits after a comma, as where no
    comma stands between the cells; `nothing` what words in cells of the set stand for an empty one.
    """

    decimal_comma: bool = False
    nothing: frozenset[str] = frozenset()

    def __init__(self, header: Header, options: Options, draft: Draft) -> None:
        self.header = header
        self.short_rows: int = 0
        self.decimal_comma = self.decimal_comma or header.delimiter != ","
        self.options = options
        self.draft = draft

    def lines(self, lines: Iterable[str]) -> Iterable[str]:
        """The lines of the file, as many as came; a place to put right what an app writes that is no CSV."""
        return lines

    def mended(self, cells: list[str]) -> list[str] | None:
        """A row with more or fewer cells than the header as it was meant, None where that is not certain.

        Spreadsheets cut blank cells off the end of a row; what has every needed cell is read as it stands, and told.
        """
        width = len(self.header.written)
        if any(cells[width:]) or len(cells) <= max(self.header.needed):
            return None
        self.short_rows += len(cells) < width
        return [*cells[:width], *[""] * (width - len(cells))]

    def set_of(self, row: Row) -> SetLog | Sequence[SetLog] | Aside:
        """The set in a row, from its set cells alone, or its sets, or why it is none; LogError if it cannot be read."""
        raise NotImplementedError

    def end(self, workout: Workout, name: str, read: Callable[[str], datetime | None]) -> datetime | None:
        """The end of a workout, as `read` makes it of a cell; None of a blank one, and of one that cannot be right."""
        text = workout.row.text(name)
        return self.draft.end(lambda: read(text), workout.line, column=self.header.names[name]) if text else None

    def session(self, workout: Workout) -> dict[str, Any]:
        """What to make the Session of a workout with, `start` at least; LogError if it cannot be read."""
        raise NotImplementedError

    def workouts(self, found: list[Workout]) -> Iterable[Workout]:
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
    delimiter: str | None = None,
) -> Draft:
    """The workouts of a table; LogError if a needed column is missing, or it is no CSV."""
    header = Header.of(opened, columns, delimiter)
    _check(header, columns)
    draft = Draft()
    read: dict[str, str] = {}
    for name, column in zip(header.written, header.columns, strict=True):
        if column is None:
            if name:
                draft.problem("this column is not known here; it is not read", 1, column=name)
        elif column.part != "unused" and read.setdefault(column.name, name) is not name:
            draft.problem(f"{read[column.name]!r} is read for it; this column is not read", 1, column=name)
    sheet = sheet_of(header, options, draft)
    workouts = list(sheet.workouts(_gathered(sheet, opened, tick)))
    workouts.reverse()
    # Each is let go when its session is made, so that no set is held twice.
    while workouts:
        workout = workouts.pop()
        try:
            session = _session(sheet, workout)
        except LogError as error:
            rows = len(set(workout.lines))
            draft.further -= len(workout.sets) - rows
            draft.set_aside(error, workout.line, header.names, rows)
            continue
        draft.add(session, workout.lines)
    if sheet.short_rows:
        have = "row has" if sheet.short_rows == 1 else "rows have"
        draft.problem(f"{sheet.short_rows} {have} fewer cells than the header; those at the end are read as blank")
    for remark in sheet.remarks():
        draft.problem(remark)
    return draft


def _session(sheet: Sheet, workout: Workout) -> Session:
    items = sheet.session(workout)
    start = items.pop("start")
    if workout.unread:
        items["unread"] = [name for name, rows in workout.unread.items() if name for _ in range(rows)]
    if workout.notes or sheet.options.read_notes:
        texts = [text for texts in workout.notes.values() for text in texts]
        said = items_of(texts, start, sheet.draft, workout.line, options=sheet.options, title=items.get("name"))
        items = {"notes": next(iter(workout.notes.get("workout_notes", ())), None), **said, **items}
    return Session(start, workout.sets, **items)


def _check(header: Header, columns: tuple[Column, ...]) -> None:
    missing = [column for column in columns if column.needed and not header.has(column.name)]
    if missing:
        named = "; ".join(f"{column.name} ({', '.join(column.written[:4])})" for column in missing)
        raise LogError(f"the header has no column for {named}; is the export complete?")


def _gathered(sheet: Sheet, opened: Opened, tick: Tick) -> list[Workout]:
    """The one pass over the rows, in batches, taken by their columns, and in runs of one workout within them."""
    header, draft = sheet.header, sheet.draft
    width = len(header.written)
    of_workout = header.places("workout")
    places, cell_places = _ordered(of_workout | header.places("about"))
    of_set, set_places = _ordered(header.places("set"))
    of_note = header.places("note")
    workouts: dict[tuple[str, ...], Workout] = {}
    known = _Known(sheet, of_set)
    reader = csv.reader(sheet.lines(opened.lines()), delimiter=header.delimiter)
    try:
        next(filter(None, reader))
        begin = reader.line_num + 1
        while rows := list(islice(reader, _MOST_AT_ONCE)):
            tick(opened.share)
            lines: Sequence[int] = range(begin, reader.line_num + 1)
            begin = reader.line_num + 1
            columns = list(zip(*rows, strict=False))
            one_line_each = len(lines) == len(rows)
            # A row with a needed cell is not blank.
            if not one_line_each or set(map(len, rows)) != {width} or not all(columns[header.needed[0]]):
                rows, lines = _whole_rows(sheet, rows, lines, of_workout)
                if not rows:
                    continue
                columns = list(zip(*rows, strict=True))
            entries = list(map(known.__getitem__, map("\0".join, _across(columns, set_places))))
            only_sets = set(map(type, entries)) == {SetLog}
            notes = {name: columns[place] for name, place in of_note.items() if any(columns[place])}
            first = 0
            for key, same in groupby(_across(columns, of_workout.values())):
                run = slice(first, first + len(list(same)))
                workout = workouts.get(key)
                if workout is None:
                    cells = [columns[place][first] for place in cell_places]
                    workout = workouts[key] = Workout(places, tuple(cells), lines[first])
                if only_sets:
                    workout.sets.extend(cast("list[SetLog]", entries[run]))
                    workout.lines.extend(lines[run])
                else:
                    _take(entries[run], lines[run], workout, draft, header)
                for name, texts in notes.items():
                    _note(workout, name, texts[run], lines[run])
                first = run.stop
    except csv.Error as error:
        raise opened.error(f"is no CSV: {error}", reader.line_num) from None
    return list(workouts.values())


def _ordered(places: Mapping[str, int]) -> tuple[dict[str, int], list[int]]:
    """Where each column stands when these columns are taken out of a row, and where they stand in it."""
    return {name: number for number, name in enumerate(places)}, list(places.values())


def _across(columns: Sequence[tuple[str, ...]], places: Collection[int]) -> Iterable[tuple[str, ...]]:
    """Some cells of each row."""
    if not places:
        return [()] * len(columns[0])
    return zip(*[columns[place] for place in places], strict=True)


def _whole_rows(
    sheet: Sheet, rows: Iterable[list[str]], lines: Sequence[int], of_workout: Mapping[str, int]
) -> tuple[list[list[str]], list[int]]:
    """The rows that are whole, or can be put right, each with its line; the others are set aside. Empty lines are none.

    `lines` are all lines of these rows. A row has as many as line breaks in its cells, and one.
    """
    header, draft = sheet.header, sheet.draft
    width = len(header.written)
    whole, begins = [], []
    end = lines[0] - 1
    for written in rows:
        line = end + 1
        # A quote that is not closed takes in the end of the last line too, after which there is none.
        end = min(line + sum(len(_BREAK.findall(cell)) for cell in written), lines[-1])
        if end > line and len(written) > 1 and _holds_a_row(written, of_workout.values(), header):
            message = f"a quote is not closed here; it takes in what follows, to line {end}"
            draft.set_aside(LogError(message), line, {}, end - line + 1)
        elif not any(cell.strip() for cell in written):
            if written:
                draft.aside[BLANK] += 1
        elif (cells := written if len(written) == width else sheet.mended(written)) is not None:
            whole.append(cells)
            begins.append(line)
        else:
            draft.set_aside(LogError(f"{len(written)} cells where the header has {width}"), line, {})
    return whole, begins


def _holds_a_row(cells: list[str], places: Iterable[int], header: Header) -> bool:
    """Whether a line within a cell is a row itself: as many cells, and a date (or a number) written like that of its row."""
    width = len(header.written)
    if len(cells) < width:
        cells = [*cells, *[""] * (width - len(cells))]
    own = {_shape(cells[place]) for place in places if _DIGITS.search(cells[place])}
    within = [line for cell in cells for line in cell.splitlines()[1:]]
    return any(
        len(row) == width and not own.isdisjoint([_shape(row[place]) for place in places])
        for row in csv.reader(within, delimiter=header.delimiter, quoting=csv.QUOTE_NONE)
    )


def _shape(cell: str) -> str:
    """A cell with its numbers and words, but not their lengths: "9 Apr 2026" and "12 Sept 2026" are the same."""
    return _WORD.sub("a", _DIGITS.sub("0", cell.strip()))


def _note(workout: Workout, name: str, texts: Iterable[str], lines: Iterable[int]) -> None:
    for text, line in zip(texts, lines, strict=True):
        if text := text.strip():
            workout.notes.setdefault(name, {}).setdefault(text, line)


@frozen
class _Wrong:
    """A row that could not be read: why, and the exercise it names."""

    error: LogError
    exercise: str


def _take(entries: list[_Entry], lines: Sequence[int], workout: Workout, draft: Draft, header: Header) -> None:
    """Put what rows were read as where it belongs: into the workout, or into the account of rows set aside."""
    for line, entry in zip(lines, entries, strict=True):
        if isinstance(entry, SetLog):
            workout.sets.append(entry)
            workout.lines.append(line)
        elif isinstance(entry, Aside):
            draft.aside[entry.reason] += 1
        elif isinstance(entry, Sequence):
            workout.sets.extend(entry)
            workout.lines.extend([line] * len(entry))
            draft.further += len(entry) - 1
        else:
            draft.set_aside(entry.error, line, header.names)
            workout.unread[entry.exercise] = workout.unread.get(entry.exercise, 0) + 1


class _Known(dict[str, _Entry]):
    """What each different row of set cells was read as, or why it could not be; read when it is first asked for.

    The cells are joined by NUL, which no text has: one string is found far faster than a tuple of them.
    """

    def __init__(self, sheet: Sheet, places: Mapping[str, int]) -> None:
        super().__init__()
        self._sheet = sheet
        self._places = places

    def __missing__(self, joined: str) -> _Entry:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        row = Row(self._places, joined.split("\0"), self._sheet.decimal_comma, self._sheet.nothing)
        entry: _Entry
        try:
            entry = self._sheet.set_of(row)
        except LogError as error:
            entry = _Wrong(error, row.text("exercise"))
        self[joined] = entry
        return entry
