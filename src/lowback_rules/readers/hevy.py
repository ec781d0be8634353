"""Hevy: the CSV that the app and the web site export (workout_data.csv, workouts.csv).

One row is one set. Units stand in the names of the columns, weight and distance each for itself. A workout is told by
title, start and end.
"""

from decimal import Decimal
from typing import Any

from ..errors import LogError
from ..load import decimal
from ..model import Kind, Session, SetLog
from .dates import moment
from .draft import Draft, Reader, Tick, Unit, load_of, no_tick, set_aside, whole
from .notes import pain_in
from .table import Row, header_of, rows

_COLUMNS = [
    "title",
    "start_time",
    "end_time",
    "description",
    "exercise_title",
    "superset_id",
    "exercise_notes",
    "set_index",
    "set_type",
    "reps",
    "duration_seconds",
    "rpe",
]
_WEIGHTS: dict[str, Unit | None] = {"weight_kg": "kg", "weight_lbs": "lb", "weight_lb": "lb", "weight": None}
_METRES = {"distance_km": Decimal(1000), "distance_miles": Decimal("1609.344"), "distance_meters": Decimal(1)}
_NAMES = {
    **{name: name for name in _COLUMNS},
    **dict.fromkeys(_WEIGHTS, "weight"),
    **dict.fromkeys(_METRES, "distance"),
}
KINDS: dict[str, Kind | None] = {
    "normal": None,
    "": None,
    "warmup": "warm-up",
    "dropset": "drop",
    "failure": "failure",
}


def sniff(text: str) -> bool:
    """Whether the header line is Hevy's."""
    header = {name.casefold() for name in header_of(text)[0]}
    return {"exercise_title", "start_time", "set_type"} <= header


def read(text: str, unit: Unit | None, tick: Tick = no_tick) -> Draft:
    """The workouts of a Hevy export."""
    header = [name.casefold() for name in header_of(text)[0]]
    missing = [name for name in ("title", "start_time", "exercise_title", "set_type", "reps") if name not in header]
    if missing:
        raise LogError(f"the header has no column {', '.join(missing)}; is the export complete?")
    weight_column = next((name for name in _WEIGHTS if name in header), None)
    unit = _WEIGHTS.get(weight_column or "") or unit
    if unit is None:
        raise LogError("the file names no unit of weight; give --unit kg or --unit lb (unit= in Python)")
    metres = next((factor for name, factor in _METRES.items() if name in header), Decimal(1))
    draft = Draft(unit=unit)
    workouts: dict[tuple[str, str, str], dict[str, Any]] = {}
    for row in rows(text, _NAMES, draft.problems, tick):
        key = (row.get("title"), row.get("start_time"), row.get("end_time"))
        workout = workouts.get(key)
        if workout is None:
            try:
                workout = {"start": moment(row.get("start_time")), "sets": [], "unread": [], "notes": [], "row": row}
            except LogError as error:
                set_aside(draft, error, row.line)
                continue
            workouts[key] = workout
        try:
            workout["sets"].append(_set(row, unit, metres))
        except LogError as error:
            set_aside(draft, error, row.line)
            workout["unread"].append(row.get("exercise_title"))
        workout["notes"].append(row.get("exercise_notes"))
    for workout in workouts.values():
        draft.sessions.append(_session(workout, draft))
    return draft


def _session(workout: dict[str, Any], draft: Draft) -> Session:
    row: Row = workout["row"]
    items: dict[str, Any] = {
        "name": row.get("title") or None,
        "notes": row.get("description") or None,
        "pain": pain_in([row.get("description"), *workout["notes"]], draft, row.line),
        "unread": [name for name in workout["unread"] if name],
    }
    if row.get("end_time"):
        try:
            end = moment(row.get("end_time"))
            if end < workout["start"]:
                raise LogError(f"end_time: {row.get('end_time')!r} is before the start {row.get('start_time')!r}")
            items["end"] = end
        except LogError as error:
            draft.problem(f"{error.problems[0].message} (read without an end)", row.line)
    return Session(workout["start"], workout["sets"], **items)


def _set(row: Row, unit: Unit, metres: Decimal) -> SetLog:
    exercise = row.get("exercise_title")
    kind = row.get("set_type").casefold()
    if kind not in KINDS:
        raise LogError(f"set_type: {kind!r} is none of {', '.join(name for name in KINDS if name)}")
    values: dict[str, Any] = {}
    if row.get("weight"):
        values["load"] = load_of(exercise, decimal(row.get("weight"), "weight"), unit)
    if row.get("reps"):
        values["reps"] = whole(row.get("reps"), "reps")
    if row.get("distance"):
        values["distance_m"] = decimal(row.get("distance"), "distance") * metres
    if row.get("duration_seconds"):
        values["seconds"] = int(decimal(row.get("duration_seconds"), "duration_seconds"))
    if row.get("rpe"):
        values["rpe"] = row.get("rpe")
    return SetLog(exercise, kind=KINDS[kind], **values)


HEVY = Reader("hevy", "Hevy CSV export (app and web)", sniff, read)
