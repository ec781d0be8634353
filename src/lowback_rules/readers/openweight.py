"""openweight: the open JSON format for strength logs, with the fields of ours under "lowback:".

A file is one WorkoutLog, an array of them, or {"workouts": [...]}. A file that does not meet the schema is refused with
every problem and its JSON path. Keys of other namespaces are kept, for writers.py to write back.
See docs/openweight.md.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from ..definitions import RECORDS
from ..errors import LogError, Problem
from ..exercises import find_exercise
from ..load import Load, kg, lb
from ..model import SYMPTOM_CARE, DayLog, Lifter, Pain, Session, SetLog, Symptoms
from ..notation import parse_load
from .format import Draft, Example, Format, Options, Tick, Unit
from .mentions import mention
from .source import Opened
from .tree import Node, parsed, shown
from .values import METRES

_METRES = {unit: METRES[unit] for unit in ("m", "km", "ft", "mi", "yd")}
# An absent type says nothing; types beyond ours are work of a special form.
_KINDS = {"warmup": "warm-up", "warm-up": "warm-up", "dropset": "drop", "drop": "drop", "failure": "failure"}
PAIN = {"before": "before", "during": "during", "after": "after", "nextMorning": "next_morning"}
LIFTER = {
    "level": "level",
    "backHistory": "back_history",
    "age": "age",
    "pregnantOrPostpartum": "pregnant_or_postpartum",
    "osteoporosis": "osteoporosis",
}
_WORKOUT_KEYS = frozenset(
    [
        "date",
        "name",
        "notes",
        "durationSeconds",
        "exercises",
        "lowback:pain",
        "lowback:painMentioned",
        "lowback:symptoms",
        "lowback:sessionRpe",
        "lowback:sleepHours",
        "lowback:generalWarmUpMinutes",
        "lowback:wokeAt",
        "lowback:id",
        "lowback:deload",
        "lowback:planned",
        "lowback:unread",
    ]
)
_SET_KEYS = frozenset(
    [
        "reps",
        "weight",
        "unit",
        "durationSeconds",
        "distance",
        "distanceUnit",
        "rpe",
        "rir",
        "type",
        "restSeconds",
        "targetReps",
        "lowback:form",
        "lowback:side",
        "lowback:completedAt",
        "lowback:completed",
        "lowback:load",
    ]
)
# Equipment that changes what an exercise is compared with, where its name does not say it.
_EQUIPMENT = frozenset(
    [
        "dumbbell",
        "kettlebell",
        "cable",
        "machine",
        "ez-bar",
        "trap-bar",
        "smith-machine",
        "resistance-band",
        "suspension",
    ]
)
ENTRY = "openweight:entry"


def _sniff(opened: Opened) -> bool:
    return opened.is_json


def _read(opened: Opened, options: Options, tick: Tick) -> Draft:
    """The workouts of an openweight file; LogError with every problem if it does not meet the schema."""
    data = parsed(opened.text())
    problems: list[Problem] = []
    root = Node(data, "$", problems)
    draft = Draft()
    if isinstance(data, list):
        workouts = list(root.items())
    elif isinstance(data, dict) and "workouts" in data:
        workouts = list(root.child("workouts").items())
        draft.lifter = _lifter(root)
        draft.records = _records(root)
        draft.days = [day for node in root.child("lowback:days").items() if (day := _day(node))]
    elif isinstance(data, dict) and ("exercises" in data or "date" in data):
        workouts = [root]
    else:
        root.wrong("is neither a workout (with date and exercises), nor an array of them, nor an object with workouts")
        workouts = []
    for number, node in enumerate(workouts, 1):
        tick(number / len(workouts))
        if session := _workout(node, options):
            draft.add(session)
    if problems:
        raise LogError(problems)
    units = [value for node in workouts for value in node.units]
    draft.unit = "lb" if units.count("lb") > units.count("kg") else "kg"
    return draft


def _workout(node: Node, options: Options) -> Session | None:
    if not node.object():
        return None
    node.keys("lowback:", _WORKOUT_KEYS)
    start = _start(node)
    if not isinstance(node.value.get("exercises"), list):
        node.child("exercises").wrong("is missing; a workout has an array of exercises")
        return None
    sets = [
        entry
        for exercise in sorted(node.child("exercises").items(), key=_order)
        for entry in _entry(exercise, options.unit)
    ]
    duration = node.whole("durationSeconds")
    items: dict[str, Any] = {
        "pain": _pain(node.child("lowback:pain")),
        "symptoms": _symptoms(node.child("lowback:symptoms")),
        "id": node.text("lowback:id"),
        "deload": node.flag("lowback:deload") or False,
        "planned": node.flag("lowback:planned") or False,
        "session_rpe": node.number("lowback:sessionRpe"),
        "sleep_hours": node.number("lowback:sleepHours"),
        "general_warmup_minutes": node.number("lowback:generalWarmUpMinutes"),
        "woke_at": node.moment("lowback:wokeAt"),
        "name": node.text("name"),
        "notes": node.text("notes"),
        "pain_mentioned": node.text("lowback:painMentioned")
        or (mention(_free_text(node)) if options.read_notes else None),
        "unread": [child.value for child in node.child("lowback:unread").items() if isinstance(child.value, str)],
        "extra": _foreign(node.value, _WORKOUT_KEYS),
    }
    if start is None:
        return None
    if duration is not None and isinstance(start, datetime):
        items["end"] = node.built(lambda: _later(start, duration))
    session: Session | None = node.built(lambda: Session(start, sets, **items))
    return session


def _free_text(node: Node) -> Iterator[str]:
    """The notes of a workout, of its exercises and of their sets, then its name."""
    entries = list(node.child("exercises").items())
    sets = [each for entry in entries if isinstance(entry.value, dict) for each in entry.child("sets").items()]
    for place in (node, *entries, *sets):
        if isinstance(place.value, dict) and isinstance(place.value.get("notes"), str):
            yield place.value["notes"]
    yield node.text("name") or ""


def _later(start: datetime, seconds: int) -> datetime:
    try:
        return start + timedelta(seconds=seconds)
    except OverflowError:
        raise LogError(f"durationSeconds: {seconds} is beyond the calendar") from None


def _start(node: Node) -> date | None:
    if "date" not in node.value:
        node.child("date").wrong("is missing; a workout has a date such as 2024-01-15T09:30:00Z")
    text = node.text("date")
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text) if len(text) > len("2024-01-15") else date.fromisoformat(text)
    except ValueError:
        node.child("date").wrong(f"{shown(text)} is no date-time such as 2024-01-15T09:30:00Z")
        return None


def _order(node: Node) -> int:
    order = node.value.get("order") if isinstance(node.value, dict) else None
    return order if isinstance(order, int) and not isinstance(order, bool) else 0


def _entry(node: Node, unit: Unit | None) -> list[SetLog]:
    """The sets of one exercise of a workout; what we have no field for goes with each set, to be written back."""
    if not node.object():
        return []
    exercise = node.child("exercise")
    name = None
    if exercise.value is None:
        exercise.wrong("is missing; it is an object with a name")
    elif exercise.object():
        name = exercise.text("name")
        if not (name or "").strip():
            exercise.child("name").wrong("is missing or empty; an exercise has a name")
    if not isinstance(node.value.get("sets"), list) or not node.value["sets"]:
        node.child("sets").wrong("is missing or empty; an exercise has at least one set")
        return []
    foreign = {key: value for key, value in node.value.items() if key != "sets"}
    written = _with_equipment(name, exercise.value) if name else "?"
    extra = () if foreign == {"exercise": {"name": written}} else ((ENTRY, _json(foreign)),)
    found = [_set(child, written, unit, extra) for child in node.child("sets").items()]
    return [entry for entry in found if entry is not None]


def _with_equipment(name: str, exercise: Mapping[str, Any]) -> str:
    equipment = exercise.get("equipment")
    if not isinstance(equipment, str) or equipment not in _EQUIPMENT:
        return name
    if set(equipment.split("-")) & set(name.lower().replace("-", " ").split()):
        return name
    fuller = f"{name} ({equipment.replace('-', ' ')})"
    return name if find_exercise(fuller) is None and find_exercise(name) is not None else fuller


def _set(node: Node, exercise: str, unit: Unit | None, entry_extra: tuple[tuple[str, str], ...]) -> SetLog | None:
    if not node.object():
        return None
    node.keys("lowback:", _SET_KEYS)
    kind = _KINDS.get((node.text("type") or "").casefold())
    if kind is None and node.text("type") is not None:
        kind = "work"
    if node.flag("toFailure") and kind in (None, "work"):
        kind = "failure"
    distance, factor = node.number("distance"), _METRES.get(node.text("distanceUnit") or "")
    if distance is not None and factor is None:
        node.child("distanceUnit").wrong(f"is missing or unknown; a distance has a unit, {', '.join(_METRES)}")
    rpe, rir = node.number("rpe"), node.whole("rir")
    values: dict[str, Any] = {
        "load": _load(node, unit),
        "reps": node.whole("reps"),
        "seconds": node.whole("durationSeconds"),
        "distance_m": None if distance is None or factor is None else distance * factor,
        "rpe": rpe,
        "rir": rir,
        "kind": kind,
        "form": node.text("lowback:form"),
        "side": node.text("lowback:side"),
        "target_reps": node.whole("targetReps"),
        "rest_after_s": node.whole("restSeconds"),
        "completed": node.flag("lowback:completed"),
        "completed_at": node.moment("lowback:completedAt"),
        "extra": (*entry_extra, *_foreign(node.value, _SET_KEYS)),
    }
    wrong = [name for name, value in values.items() if not _is_right(node.child(_KEYS.get(name, name)), name, value)]
    if wrong:
        return None
    built: SetLog | None = node.built(lambda: SetLog(exercise, **values))
    return built


_KEYS = {
    "seconds": "durationSeconds",
    "rest_after_s": "restSeconds",
    "target_reps": "targetReps",
    "form": "lowback:form",
    "side": "lowback:side",
}


def _is_right(node: Node, name: str, value: Any) -> bool:
    """Whether a set may have this value, noted at its place if not: so that every wrong value of a set is told."""
    return value is None or node.built(lambda: SetLog("?", **{name: value})) is not None


def _load(node: Node, unit: Unit | None) -> Load | None:
    for key in ("weight", "targetWeight"):
        if node.value.get(key) is not None and node.value.get("unit") is None and unit is None:
            node.child("unit").wrong(f"is missing; a {key} has a unit, kg or lb")
    weight, named = node.number("weight"), node.text("unit")
    if named is not None and named not in ("kg", "lb"):
        node.child("unit").wrong(f"{shown(named)} is neither kg nor lb")
        return None
    own = node.text("lowback:load")
    if own is not None:
        load: Load | None = node.child("lowback:load").built(lambda: parse_load(own))
        return load
    used = named or unit
    if weight is None or used is None:
        return None
    node.units.append(used)
    made: Load | None = node.child("weight").built(lambda: kg(weight) if used == "kg" else lb(weight))
    return made


def _pain(node: Node) -> Pain:
    if node.value is None or not node.object():
        return Pain()
    node.keys("", frozenset(PAIN) | {"suddenOnset"})
    values = {name: node.value.get(key) for key, name in PAIN.items()}
    pain = node.built(lambda: Pain(**values, sudden_onset=node.flag("suddenOnset") or False))
    return Pain() if pain is None else pain


def _symptoms(node: Node) -> Symptoms:
    if node.value is None or not node.object():
        return Symptoms()
    node.keys("", frozenset(SYMPTOM_CARE))
    answers = [(key, answer) for key in SYMPTOM_CARE if (answer := node.flag(key)) is not None]
    return Symptoms.from_ids(answers)


def _lifter(root: Node) -> Lifter | None:
    node = root.child("lowback:lifter")
    if node.value is None or not node.object():
        return None
    node.keys("", frozenset(LIFTER) | {"bodyweightKg"})
    values = {name: node.value.get(key) for key, name in LIFTER.items()}
    weight = node.number("bodyweightKg")
    lifter: Lifter | None = node.built(lambda: Lifter(**values, bodyweight=None if weight is None else kg(weight)))
    return lifter


def _records(root: Node) -> tuple[str, ...] | None:
    node = root.child("lowback:records")
    if node.value is None:
        return None
    for child in node.items():
        if child.value not in RECORDS:
            child.wrong(f"{shown(child.value)} is none of {', '.join(RECORDS)}")
    return tuple(value for value in node.value if value in RECORDS) if isinstance(node.value, list) else None


def _day(node: Node) -> DayLog | None:
    if not node.object():
        return None
    node.keys("", frozenset({"date", "sleepHours", "pain", "symptoms"}))
    text = node.text("date") or ""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        node.child("date").wrong(f"{shown(text)} is no date such as 2024-01-15")
        return None
    hours, pain, symptoms = (
        node.number("sleepHours"),
        _pain(node.child("pain")),
        _symptoms(node.child("symptoms")),
    )
    built: DayLog | None = node.built(lambda: DayLog(day, hours, pain, symptoms))
    return built


def _foreign(value: Mapping[str, Any], known: frozenset[str]) -> tuple[tuple[str, str], ...]:
    return tuple((key, _json(item)) for key, item in value.items() if key not in known)


def _json(value: Any) -> str:
    return json.dumps(value, default=json_number, ensure_ascii=False, separators=(",", ":"))


def json_number(value: Decimal) -> int | float:
    """An exact number as JSON writes it."""
    return int(value) if value == int(value) else float(value)


OPENWEIGHT = Format(
    name="openweight",
    title="openweight JSON, with or without the lowback: fields",
    unit="in each set",
    sniff=_sniff,
    read=_read,
    quirks="""
    - A file is one workout, an array of them, or an object with `workouts`. One that does not meet the schema is refused
      with every problem and its JSON path.
    - An absent `type` says nothing of a set; one that is not warm-up, drop or failure is work.
    - Keys of other namespaces are kept and written back.
    """,
    examples=(
        Example(
            """
{"workouts": [{
  "date": "2026-03-09T18:00:00+01:00", "durationSeconds": 3900,
  "exercises": [{
    "exercise": {"name": "Deadlift"},
    "sets": [
      {"reps": 5, "weight": 60, "unit": "kg", "type": "warmup"},
      {"reps": 5, "weight": 100, "unit": "kg", "rpe": 8}
    ]
  }],
  "lowback:pain": {"during": 2}
}]}
""",
            "2026-03-09 18:00-19:05+01:00 Deadlift 5@60kg w, 5@100kg rpe 8; pain 2 during",
        ),
    ),
)
