"""Strong: the CSV of the app, in all its dialects.

They differ in delimiter, language, columns and where the unit stands (a column's name, each row, or nowhere). Columns
are found by name. Rows named "Rest Timer", "Ruhezeit" or "Note" are no sets. A workout is told by its date and time.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from ..errors import LogError
from ..load import bodyweight, decimal
from ..model import Kind, Session, SetLog
from .dates import duration, moment
from .draft import Draft, Reader, Tick, Unit, is_bodyweight, load_of, no_tick, set_aside, unit_of, whole
from .notes import pain_in
from .table import Row, header_of, rows

_ALIASES = {
    "number": ("workout #", "workout-nr."),
    "date": ("date", "datum"),
    "name": ("workout name", "workout-name"),
    "duration": ("duration", "dauer", "duration (sec)", "workout duration", "dauer (sek.)"),
    "exercise": ("exercise name", "name der übung"),
    "order": ("set order", "reihenfolge festlegen"),
    "weight": (
        "weight",
        "gewicht",
        "weight (kg)",
        "weight (lbs)",
        "weight (lb)",
        "gewicht (kg)",
        "kg",
        "lbs",
    ),
    "weight_unit": ("weight unit", "gewichtseinheit"),
    "reps": ("reps", "wiederh.", "wiederholungen"),
    "rpe": ("rpe",),
    "distance": ("distance", "entfernung", "distance (meters)", "distance (m)", "distance (km)", "mi.", "km"),
    "distance_unit": ("distance unit", "entfernungseinheit"),
    "seconds": ("seconds", "sekunden"),
    "notes": ("notes", "notizen"),
    "workout_notes": ("workout notes", "workout-notizen"),
}
_NAMES = {alias: name for name, aliases in _ALIASES.items() for alias in aliases}
_UNIT_IN_NAME: dict[str, Unit] = {
    "weight (kg)": "kg",
    "gewicht (kg)": "kg",
    "kg": "kg",
    "weight (lbs)": "lb",
    "weight (lb)": "lb",
    "lbs": "lb",
}
_METRES_IN_NAME = {
    "distance (meters)": "m",
    "distance (m)": "m",
    "distance (km)": "km",
    "km": "km",
    "mi.": "mi",
}
_METRES = {
    "m": Decimal(1),
    "meters": Decimal(1),
    "km": Decimal(1000),
    "mi": Decimal("1609.344"),
    "ft": Decimal("0.3048"),
}
_KINDS: dict[str, Kind] = {
    "w": "warm-up",
    "warm_up": "warm-up",
    "warmup": "warm-up",
    "d": "drop",
    "drop_set": "drop",
    "dropset": "drop",
    "f": "failure",
    "failure": "failure",
}
_NO_SETS = frozenset({"rest timer", "ruhezeit", "note", "notiz"})


# What a row is: a set, no set (None), or the name of an exercise whose set could not be read.
_Read = SetLog | str | None


def sniff(text: str) -> bool:
    """Whether the header line is one of Strong's."""
    columns = {_NAMES.get(name.casefold()) for name in header_of(text)[0]}
    return {"date", "exercise", "order"} <= columns


def read(text: str, unit: Unit | None, tick: Tick = no_tick) -> Draft:
    """The workouts of a Strong export; LogError if neither the file nor `unit` says what the weights are in."""
    header = [name.casefold() for name in header_of(text)[0]]
    columns = [_NAMES.get(name, "") for name in header]
    for name in ("date", "exercise", "order", "weight", "reps"):
        if name not in columns:
            raise LogError(
                f"the header has no column for {name} ({', '.join(_ALIASES[name])}); is the export complete?"
            )
    named = next((_UNIT_IN_NAME[name] for name in header if name in _UNIT_IN_NAME), None)
    if named is None and "weight_unit" not in columns and unit is None:
        raise LogError("the file names no unit of weight; give --unit kg or --unit lb (unit= in Python)")
    dialect = _Dialect(
        unit=named or unit,
        metres=next((_METRES[_METRES_IN_NAME[name]] for name in header if name in _METRES_IN_NAME), None),
        newest="number" in columns,
    )
    draft = Draft(unit=named or unit)
    workouts: dict[str, list[tuple[Row, _Read]]] = {}
    for row in rows(text, _NAMES, draft.problems, tick):
        try:
            moment(row.get("date"))
        except LogError as error:
            set_aside(draft, error, row.line)
            continue
        entries = workouts.setdefault(row.get("number") or row.get("date"), [])
        try:
            entries.append((row, dialect.set_of(row)))
        except LogError as error:
            set_aside(draft, error, row.line)
            entries.append((row, row.get("exercise")))
    for entries in workouts.values():
        draft.sessions.append(_session(entries, dialect, draft))
    _note(draft, dialect)
    if draft.unit is None:
        draft.unit = dialect.seen
    return draft


class _Dialect:
    """What the header says of the cells, and what was met on the way."""

    def __init__(self, unit: Unit | None, metres: Decimal | None, newest: bool) -> None:
        self.unit = unit
        self.metres = metres
        self.newest = newest
        self.seen: Unit | None = None
        self.with_bodyweight = 0
        self.without_metres = 0

    def set_of(self, row: Row) -> SetLog | None:
        """The set in a row, or None for a row that is no set."""
        order = row.get("order").casefold()
        if order in _NO_SETS:
            return None
        if order not in _KINDS and not order.isdecimal():
            raise LogError(f"set order: {row.get('order')!r} is neither a number nor a tag known here")
        values: dict[str, Any] = {"kind": _KINDS.get(order)}
        weight, reps, seconds = (_number(row, name) for name in ("weight", "reps", "seconds"))
        if not row.get("weight") and not row.get("reps") and not seconds:
            values["completed"] = False
        if weight:
            values["load"] = self._load(row, weight)
        if seconds:
            values["seconds"] = int(seconds)
        if reps or (row.get("reps") and not seconds):
            values["reps"] = whole(row.get("reps"), "reps")
        if row.get("rpe"):
            values["rpe"] = row.get("rpe")
        distance = _number(row, "distance")
        factor = _METRES.get(row.get("distance_unit").casefold(), self.metres)
        if distance and factor is not None:
            values["distance_m"] = distance * factor
        elif distance:
            self.without_metres += 1
        return SetLog(row.get("exercise"), **values)

    def _load(self, row: Row, weight: Decimal) -> Any:
        exercise = row.get("exercise")
        if self.newest and is_bodyweight(exercise) and "(assisted)" not in exercise.casefold():
            self.with_bodyweight += 1
            return bodyweight()
        unit = unit_of(row.get("weight_unit")) or self.unit
        if unit is None:
            raise LogError(f"weight: {row.get('weight')} has no unit in this row; give --unit kg or --unit lb")
        self.seen = self.seen or unit
        return load_of(exercise, weight, unit)


def _session(entries: list[tuple[Row, _Read]], dialect: _Dialect, draft: Draft) -> Session:
    row = entries[0][0]
    start = moment(row.get("date"))
    sets: Iterable[SetLog] = [entry for _, entry in entries if isinstance(entry, SetLog)]
    if dialect.newest:
        sets = _warm_ups_first(sets)
    notes = [row.get("workout_notes") for row, _ in entries if row.get("workout_notes")]
    return Session(
        start,
        tuple(sets),
        end=_end(row, start, draft),
        name=row.get("name") or None,
        notes=notes[0] if notes else None,
        unread=[entry for _, entry in entries if isinstance(entry, str) and entry],
        pain=pain_in([*notes, *(row.get("notes") for row, _ in entries)], draft, row.line),
    )


def _end(row: Row, start: datetime, draft: Draft) -> datetime | None:
    if not row.get("duration"):
        return None
    try:
        lasted = duration(row.get("duration"))
    except LogError as error:
        draft.problem(f"{error.problems[0].message} (read without an end)", row.line)
        return None
    try:
        return start + lasted if lasted else None
    except OverflowError:
        draft.problem(f"{row.get('duration')!r} is beyond the calendar (read without an end)", row.line)
        return None


def _warm_ups_first(sets: Iterable[SetLog]) -> Iterator[SetLog]:
    """Warm-ups before the rest in each run of one exercise: this dialect does not keep the order inside a run."""
    for _, run in groupby(sets, key=lambda entry: entry.exercise):
        yield from sorted(run, key=lambda entry: entry.kind != "warm-up")


def _note(draft: Draft, dialect: _Dialect) -> None:
    if dialect.with_bodyweight:
        draft.problem(
            f"{dialect.with_bodyweight} sets of body-weight moves hold the body weight in their weight; "
            "they are read as body weight, without what was added"
        )
    if dialect.without_metres:
        draft.problem(f"{dialect.without_metres} distances have no unit; they are left out")


def _number(row: Row, name: str) -> Decimal | None:
    return decimal(row.get(name), name) if row.get(name) else None


STRONG = Reader("strong", "Strong CSV export (comma or semicolon, English or German)", sniff, read)
