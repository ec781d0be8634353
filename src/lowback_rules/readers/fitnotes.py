"""FitNotes: the CSV of the Android app, and that of the iOS app with its two columns of weight.

The Android app quotes nothing: a comma in a name or comment makes a cell more, and a comment may break the line. The
sheet puts such rows together again, where only one reading fits the columns of numbers.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from ..errors import LogError
from ..load import Load
from ..model import SetLog
from .dates import day_of, day_order, elapsed
from .format import Column, DayOrder, Draft, Example, Options, no_unit, note, of_set, unused, workout
from .table import Header, Row, Sheet, Workout, table
from .values import METRES, load_of, reps_of, unit_beside

_NUMBER = re.compile(r"\s*(-?\d+([.,]\d+)?)?\s*")
_PATTERNS = {
    "load": _NUMBER,
    "kg": _NUMBER,
    "lb": _NUMBER,
    "unit": re.compile(r"\s*(kgs?|lbs?)?\s*", re.IGNORECASE),
    "reps": _NUMBER,
    "distance_m": _NUMBER,
    "distance_unit": re.compile(r"\s*[^\W\d]*\s*"),
    "seconds": re.compile(r"[\s\d:.]*"),
}


class _FitNotes(Sheet):
    decimal_comma = True

    def __init__(self, header: Header, options: Options, draft: Draft) -> None:
        super().__init__(header, options, draft)
        if not any(header.has(name) for name in ("load", "kg", "lb")):
            raise LogError("the header has no column for load (weight, weight (kg), weight (lbs)); is it complete?")
        self.unit = options.unit
        if self.unit is None and header.has("load") and not header.has("unit"):
            no_unit()
        self.order: DayOrder = "day-first"
        self.width = len(header.written)
        self.places = header.places("set")
        self.numbers = [(place, _PATTERNS[name]) for name, place in self.places.items() if name in _PATTERNS]
        self.comment_last = header.places("note").get("notes") == self.width - 1
        comma = re.escape(header.delimiter)
        cell = rf'("([^"]|"")*"|[^"\r\n{comma}]*)'
        self.is_csv = re.compile(rf"{cell}({comma}{cell})*")
        self.has_date = re.compile(rf'\s*"?\d+[./-]\d+[./-]\d+\s*"?{comma}')
        self.commas = self.breaks = 0
        self.without_metres = False

    def lines(self, lines: Iterable[str]) -> Iterator[str]:
        """The lines as CSV: comments of several lines in quotes, quotes that stand for themselves doubled."""
        held: list[str] = []
        quotes, length = 0, 0
        for line in lines:
            goes_on = held and length <= csv.field_size_limit() and (self.comment_last or quotes % 2 == 1)
            if goes_on and self._is_rest(held[0], line):
                self.breaks += not line.isspace()
                held.append(line)
            else:
                yield from self._row(held)
                held, quotes, length = [line], 0, 0
            quotes += line.count('"')
            length += len(line)
        yield from self._row(held)

    def _is_rest(self, row: str, line: str) -> bool:
        """Whether a line may be the rest of the comment of a row: it has neither a date nor the cells of a row."""
        return (
            not self.has_date.match(line)
            and line.count(self.header.delimiter) < self.width - 1
            and self.has_date.match(row) is not None
        )

    def _row(self, held: list[str]) -> Iterator[str]:
        if not held:
            return
        row = "".join(held).rstrip(" \r\n")
        if ('"' in row or len(held) > 1) and not self.is_csv.fullmatch(row):
            cells = [cell.replace('"', '""') for cell in row.split(self.header.delimiter)]
            row = self.header.delimiter.join([f'"{cell}"' for cell in cells])
        lines = io.StringIO(row, newline="").readlines()
        yield from lines
        # Blank lines in the place of those that ended the comment keep the numbers of the lines right.
        yield from [""] * (len(held) - len(lines))

    def mended(self, cells: list[str]) -> list[str] | None:
        """The row with the commas of a name or comment back in it, if the columns of numbers leave one reading."""
        over = len(cells) - self.width
        if over < 0:
            whole = [*cells, *[""] * -over]
            if not self._fits(whole):
                return None
            # The app itself leaves out the comment that a row does not have.
            return whole if self.comment_last and over == -1 else super().mended(cells)
        readings = [count for count in (range(over + 1) if self.comment_last else [over]) if self._fits(cells, count)]
        if len(readings) != 1:
            return None
        self.commas += 1
        return self._joined(cells, readings[0])

    def _joined(self, cells: list[str], in_name: int) -> list[str]:
        """The row with so many commas in the name of the exercise, and the others in the comment."""
        comma, first, end = self.header.delimiter, self.places["exercise"], self.width - 1
        last = first + in_name + 1
        joined = [*cells[:first], comma.join(cells[first:last]), *cells[last:]]
        return [*joined[:end], comma.join(joined[end:])]

    def _fits(self, cells: list[str], in_name: int = 0) -> bool:
        """Whether the columns of numbers hold such, with so many commas in the name of the exercise."""
        return all(
            pattern.fullmatch(cells[place + in_name if place > self.places["exercise"] else place])
            for place, pattern in self.numbers
        )

    def set_of(self, row: Row) -> SetLog:
        load, distance = self._load(row), self._distance(row)
        seconds = elapsed(row.text("seconds"))
        reps = reps_of(row.whole("reps"), load=load, amount=seconds or distance)
        return SetLog(row.text("exercise"), load, reps, seconds=seconds, distance_m=distance)

    def _load(self, row: Row) -> Load | None:
        for name, named in (("kg", "kg"), ("lb", "lb"), ("load", row.text("unit"))):
            if weight := row.number(name):
                unit = unit_beside(named, self.unit)
                self.draft.unit = self.draft.unit or unit
                return load_of(row.text("exercise"), weight, unit)
        return None

    def _distance(self, row: Row) -> Decimal | None:
        distance = row.number("distance_m")
        if not distance:
            return None
        metres = METRES.get(row.text("distance_unit").casefold())
        self.without_metres |= metres is None
        return None if metres is None else distance * metres

    def workouts(self, found: Iterable[Workout]) -> Iterable[Workout]:
        """The days; a spreadsheet may have written their dates its own way."""
        found = list(found)
        self.order = day_order((each.row.text("start") for each in found), self.options.dates)
        return found

    def session(self, workout: Workout) -> dict[str, Any]:
        return {"start": day_of(workout.row.text("start"), self.order)}

    def remarks(self) -> Iterator[str]:
        if self.commas:
            yield f"rows with a comma in a name or comment, put together again: {self.commas}"
        if self.breaks:
            yield f"lines without a date, read as the rest of the comment above: {self.breaks}"
        if self.without_metres:
            yield "distances without a unit known here are left out"


FITNOTES = table(
    name="fitnotes",
    title="FitNotes CSV export (Android and iOS)",
    unit="in each row, in the name of a column, or nowhere: then `--unit` is needed",
    sheet=_FitNotes,
    columns=(
        workout("start", "date", needed=True, telling=True),
        of_set("exercise", "exercise", needed=True, telling=True),
        Column("category", ("category",), "unused", telling=True),
        of_set("load", "weight"),
        of_set("unit", "weight unit"),
        of_set("kg", "weight (kg)", "weight (kgs)"),
        of_set("lb", "weight (lbs)", "weight (lb)"),
        of_set("reps", "reps", needed=True, telling=True),
        of_set("distance_m", "distance"),
        of_set("distance_unit", "distance unit"),
        of_set("seconds", "time"),
        note("notes", "comment", "comments", "notes"),
        unused("kind"),
    ),
    quirks="""
    - There are dates and no times: one day is one session, and rest between sets is unknown.
    - The Android app quotes nothing. A comma in a name or comment makes a row longer; it is put together again where the
      columns of numbers leave only one reading, else set aside. Quotes in a name are part of it. A line without a date
      is the rest of the comment above. How many rows and lines that were is told. Exports with quotes are read as well.
    - A weight of 0 is no weight. 0 repetitions are a failed attempt with a weight, and nothing else without one or beside
      a time or distance. Where a row has both kg and lbs, kg is read.
    - Nothing marks a warm-up or the effort: ramp sets are told by their load.
    """,
    examples=(
        Example(
            """
Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Comment
2024-03-04,Deadlift,Back,60.0,kgs,5,0.0,,0:00:00,
2024-03-04,Deadlift,Back,100.0,kgs,5,0.0,,0:00:00,heavy, but fine
2024-03-04,Row, one arm, wide,Back,30.0,kgs,10,0.0,,0:00:00,
2024-03-04,Plank,Abs,0.0,kgs,0,0.0,,0:01:30,lowback: pain 1 during
2024-03-06,Farmer Walk,Back,70.0,lbs,0,40.0,m,0:00:00,
2024-03-06,Deadlift,Back,220.0,lbs,five,0.0,,0:00:00,
""",
            """
2024-03-04 Deadlift 5@60kg, 5@100kg; "Row, one arm, wide" 10@30kg; Plank 90s; pain 1 during
2024-03-06 "Farmer Walk" 40m@70lb
""",
            aside={"unreadable": 1},
            problems=(
                "reps: 'five' is no number (row set aside)",
                "rows with a comma in a name or comment, put together again: 2",
            ),
        ),
        Example(
            """
Date,Exercise,Category,Weight (kg),Weight (lbs),Reps,Distance,Distance Unit,Time,Notes,Kind
2026-01-13,"Squat, Paused",Legs,70.00,154.32,5,,,,,wr
""",
            '2026-01-13 "Squat, Paused" 5@70kg',
            says="the iOS app, with quotes and both units",
        ),
    ),
)
