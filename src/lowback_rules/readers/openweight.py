"""openweight: the open JSON format for strength logs, with the fields of ours under "lowback:".

A file is one WorkoutLog, an array of them, or {"workouts": [...]}. A file that does not meet the schema is refused with
every problem and its JSON path. Keys of other namespaces are kept, for writers.py to write back.
See docs/openweight.md.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ..definitions import RECORDS
from ..errors import LogError, Problem
from ..load import Load, kg, lb
from ..model import NO_PAIN_ENTRY, NOT_ASKED, SYMPTOM_CARE, DayLog, Lifter, Pain, Session, SetLog, Symptoms
from ..notation import parse_load
from .dates import later
from .format import Draft, Example, Format, Options, Tick, Unit
from .mentions import mention
from .openweight_terms import DATE_ONLY, KNOWN, LOCAL, PAIN, as_known, moment
from .source import Opened
from .tree import Node, parsed, shown, written
from .values import METRES, kind_named, with_equipment

_METRES = {unit: METRES[unit] for unit in ("m", "km", "ft", "mi", "yd")}
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
        "lowback:start",
        "lowback:end",
        "lowback:name",
        "lowback:notes",
    ]
)
_FILE_KEYS = frozenset(["workouts", "lowback:withoutSets", "lowback:lifter", "lowback:records", "lowback:days"])
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
ENTRY = "openweight:entry"
# The sets of one exercise, as the JSON has it; None where they have to be looked at value by value.
FastSets = Callable[[Any], list[SetLog] | None]


def _sniff(opened: Opened) -> bool:
    return opened.is_json


def _read(opened: Opened, options: Options, tick: Tick) -> Draft:
    """The workouts of an openweight file; LogError with every problem if it does not meet the schema."""
    # Loads cattrs.
    from .openweight_fast import FastPass

    text = opened.text()
    data = parsed(text)
    problems: list[Problem] = []
    root = Node(data, "$", problems)
    draft = Draft()
    if isinstance(data, list):
        workouts = list(root.items())
    elif isinstance(data, dict) and "workouts" in data:
        root.keys("lowback:", _FILE_KEYS)
        if "weeks" in data:
            root.child("weeks").wrong("is of a plan; a file is a plan or a log, not both")
        workouts = [*root.child("workouts").items(), *root.child("lowback:withoutSets").items()]
        draft.extra = foreign(data, _FILE_KEYS)
        draft.lifter = _lifter(root)
        draft.records = _records(root)
        draft.days = [day for node in root.child("lowback:days").items() if (day := _day(node))]
    elif isinstance(data, dict) and ("exercises" in data or "date" in data):
        workouts = [root]
    else:
        root.wrong("is neither a workout (with date and exercises), nor an array of them, nor an object with workouts")
        workouts = []
    fast = FastPass(options.unit, "true" in text or "false" in text, root.units)
    for number, node in enumerate(workouts, 1):
        tick(number / len(workouts))
        # Notes are searched for mentions by the second pass alone.
        session = None if options.read_notes else fast.workout(node.value)
        if session is None:
            session = _workout(node, options, fast.sets)
        if session is not None:
            draft.add(session)
        node.let_go()
    if problems:
        raise LogError(problems)
    draft.unit = root.unit
    return draft


def _workout(node: Node, options: Options, fast: FastSets) -> Session | None:
    if not node.object():
        return None
    node.keys("lowback:", _WORKOUT_KEYS)
    start = _start(node)
    if not isinstance(node.value.get("exercises"), list):
        node.child("exercises").wrong("is missing; a workout has an array of exercises")
        return None
    sets = sets_of(node, lambda child, name, extra: _set(child, name, options.unit, extra), fast)
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
        "name": whole_text(node, "name"),
        "notes": whole_text(node, "notes"),
        "pain_mentioned": node.text("lowback:painMentioned")
        or (mention(_free_text(node)) if options.read_notes else None),
        "unread": [child.value for child in node.child("lowback:unread").items() if isinstance(child.value, str)],
        "extra": foreign(node.value, _WORKOUT_KEYS),
        "end": node.moment("lowback:end"),
    }
    if start is None:
        return None
    if duration is not None and isinstance(start, datetime) and items["end"] is None:
        items["end"] = node.child("durationSeconds").built(lambda: later(start, duration))
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


def _start(node: Node) -> date | None:
    if "date" not in node.value:
        node.child("date").wrong("is missing; a workout has a date such as 2024-01-15T09:30:00Z")
    text = node.text("date")
    if text is None:
        return None
    try:
        start = moment(text)
    except ValueError:
        node.child("date").wrong(f"{shown(text)} is no date-time such as 2024-01-15T09:30:00Z")
        return None
    known = node.text("lowback:start")
    if isinstance(start, datetime) and known not in KNOWN:
        node.child("lowback:start").wrong(f"{shown(known)} is none of {DATE_ONLY}, {LOCAL}")
    return as_known(start, known)


def whole_text(node: Node, key: str) -> str | None:
    """A text, which stands under "lowback:" where the schema has no room for the whole of it."""
    whole = node.text(f"lowback:{key}")
    return node.text(key) if whole is None else whole


BuildSet = Callable[[Node, str, tuple[tuple[str, str], ...]], SetLog | None]


def sets_of(workout: Node, build: BuildSet, fast: FastSets) -> list[SetLog]:
    """The sets of a workout: those of an exercise at once where `fast` knows them.

    Else each is built from its node, the name of its exercise, and what is written back with it.
    """
    found: list[SetLog] = []
    for exercise in sorted(workout.child("exercises").items(), key=_order):
        sets = fast(exercise.value)
        found += _entry(exercise, build) if sets is None else sets
    return found


def _order(node: Node) -> int:
    order = node.value.get("order") if isinstance(node.value, dict) else None
    return order if isinstance(order, int) and not isinstance(order, bool) else 0


def _entry(node: Node, build: BuildSet) -> list[SetLog]:
    """The sets of one exercise of a workout; what we have no field for goes with each set, to be written back."""
    if not node.object():
        return []
    exercise = node.child("exercise")
    name = None
    if exercise.value is None:
        exercise.wrong("is missing; it is an object with a name")
    elif exercise.object():
        name = whole_text(exercise, "name")
        if not (name or "").strip():
            exercise.child("name").wrong("is missing or empty; an exercise has a name")
    if not isinstance(node.value.get("sets"), list) or not node.value["sets"]:
        node.child("sets").wrong("is missing or empty; an exercise has at least one set")
        return []
    equipment = exercise.value.get("equipment") if name else None
    named = with_equipment(name, equipment if isinstance(equipment, str) else "") if name else "?"
    beside = {key: value for key, value in node.value.items() if key != "sets"}
    extra = () if beside == {"exercise": cut("name", named)} else ((ENTRY, written(beside)),)
    found = [build(child, named, extra) for child in node.child("sets").items()]
    return [entry for entry in found if entry is not None]


def cut(key: str, text: str | None) -> dict[str, str]:
    """A text as the schema has room for it; where that is too little, the whole of it under "lowback:"."""
    if text is None:
        return {}
    most = _LONGEST[key]
    return {key: text} if len(text) <= most else {key: text[:most], f"lowback:{key}": text}


_LONGEST = {"name": 200, "notes": 10_000}


def _set(node: Node, exercise: str, unit: Unit | None, entry_extra: tuple[tuple[str, str], ...]) -> SetLog | None:
    if not node.object():
        return None
    node.keys("lowback:", _SET_KEYS)
    values: dict[str, Any] = {
        "load": _load(node, unit),
        "reps": node.whole("reps"),
        "seconds": node.whole("durationSeconds"),
        "distance_m": metres_of(node),
        "rpe": node.number("rpe"),
        "rir": node.whole("rir"),
        "kind": kind_of(node),
        "form": node.text("lowback:form"),
        "side": node.text("lowback:side"),
        "target_reps": node.whole("targetReps"),
        "rest_after_s": node.whole("restSeconds"),
        "completed": node.flag("lowback:completed"),
        "completed_at": node.moment("lowback:completedAt"),
        "extra": (*entry_extra, *foreign({**node.value, **_target(node, unit)}, _SET_KEYS)),
    }
    return built_set(node, exercise, values, KEYS)


def kind_of(node: Node) -> str | None:
    """The kind of a set: None where it has no type, work of a special form where the type is none of ours."""
    written_type = node.text("type")
    kind = None if written_type is None else kind_named(written_type) or "work"
    return "failure" if node.flag("toFailure") and kind in (None, "work") else kind


def metres_of(node: Node) -> Decimal | None:
    """The distance of a set in metres."""
    distance, factor = node.number("distance"), _METRES.get(node.text("distanceUnit") or "")
    if distance is not None and factor is None:
        node.child("distanceUnit").wrong(f"is missing or unknown; a distance has a unit, {', '.join(_METRES)}")
    return None if distance is None or factor is None else distance * factor


def built_set(node: Node, exercise: str, values: dict[str, Any], keys: Mapping[str, str]) -> SetLog | None:
    """The set of these values, or None with each wrong one noted at its place; `keys` says what stands where."""
    try:
        return SetLog(exercise, **values)
    except LogError as error:
        wrong = [name for name, value in values.items() if not _is_right(node.child(keys.get(name, name)), name, value)]
        if not wrong:
            node.refuse(error)
        return None


KEYS = {
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
    weight = weight_of(node, "weight", unit)
    own = node.text("lowback:load")
    if own is not None:
        load: Load | None = node.child("lowback:load").built(lambda: parse_load(own))
        return load
    if weight is not None:
        node.units.append(node.text("unit") or unit or "kg")
    return weight


def weight_of(node: Node, key: str, unit: Unit | None) -> Load | None:
    """The load under a key, in the unit that the set or the caller names."""
    weight, used = node.number(key), node.text("unit") or unit
    if weight is None:
        return None
    if used not in ("kg", "lb"):
        said = "is missing" if used is None else f"{shown(used)} is neither kg nor lb"
        node.child("unit").wrong(f"{said}; a {key} has a unit, kg or lb")
        return None
    made: Load | None = node.child(key).built(lambda: kg(weight) if used == "kg" else lb(weight))
    return made


def _target(node: Node, unit: Unit | None) -> dict[str, Decimal]:
    """The target weight in kg: a set has one unit for both weights, and that of its own is written in kg."""
    target = weight_of(node, "targetWeight", unit)
    return {} if target is None else {"targetWeight": target.kg}


def _pain(node: Node) -> Pain:
    if node.value is None or not node.object():
        return NO_PAIN_ENTRY
    node.keys("", frozenset(PAIN) | {"suddenOnset"})
    values = {name: node.value.get(key) for key, name in PAIN.items()}
    pain = node.built(lambda: Pain(**values, sudden_onset=node.flag("suddenOnset") or False))
    return NO_PAIN_ENTRY if pain is None else pain


def _symptoms(node: Node) -> Symptoms:
    if node.value is None or not node.object():
        return NOT_ASKED
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


def foreign(value: Mapping[str, Any], known: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """The keys that are not known, with their values as JSON."""
    return tuple((key, written(item)) for key, item in value.items() if key not in known)


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
    - `lowback:start` says what is known of the time: `local` without an offset, `date-only` without a time of day.
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
