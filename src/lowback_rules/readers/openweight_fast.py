"""The fast pass over openweight: workouts that need no explaining, as hooks of the one converter.

It takes what most exports hold, and raises UnusualError at the first thing that it does not know or that is not right;
openweight.py then reads the same workout value by value and notes every problem with its path. What comes of a workout
is the same in both. Importing this loads cattrs.
"""

from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from attrs import Factory, frozen

from ..converter import CONVERTER
from ..errors import LogError
from ..load import decimal, kg, lb
from ..model import NO_PAIN_ENTRY, Pain, Session, SetLog, usual_set
from .dates import later
from .format import Unit
from .openweight_terms import KNOWN, PAIN, as_known, moment
from .values import kind_named

# Sets of an exercise after which it is clear whether they repeat.
_ENOUGH = 100
_LONGEST_NAME = 200
_UNITS = "kg", "lb"
_NUMBERS = int, Decimal
_WORKOUT_KEYS = frozenset(
    ["date", "name", "notes", "durationSeconds", "exercises", "lowback:start", "lowback:pain", "lowback:id"]
)
_ENTRY_KEYS = frozenset(["exercise", "sets"])
_SET_KEYS = frozenset(["reps", "weight", "unit", "durationSeconds", "rpe", "type", "restSeconds"])
_PAIN_KEYS = frozenset([*PAIN, "suddenOnset"])


class UnusualError(Exception):
    """There is something that only the explaining pass knows."""


@frozen(eq=False)
class FastPass:
    """A file in the fast pass: the caller's unit, the units of its weights so far, and the sets that are known.

    Equal sets of an exercise are one SetLog. They are known by what the JSON says of them: an effort of 8.0 is not kept as
    8, and true, if the file has `booleans`, is not 1, which it is equal to.
    """

    unit: Unit | None
    booleans: bool
    units: list[str]
    known: dict[str, "_Known"] = Factory(dict)

    def workout(self, value: Any) -> Session | None:
        """A workout, None of an unusual one."""
        try:
            return CONVERTER.structure(Workout(value, self), Session)
        except (UnusualError, LogError):
            return None

    def sets(self, value: Any) -> list[SetLog] | None:
        """The sets of an exercise of an unusual workout, None if they are unusual too."""
        units: list[str] = []
        try:
            found = _sets(value, self, units)
        except (UnusualError, LogError):
            return None
        self.units.extend(units)
        return found


class _Known(dict[Any, tuple[SetLog, list[str]]]):
    """The different sets of one exercise, each with the unit of its weight, if it has one."""

    asked: int = 0

    def mostly_new(self, sets: int) -> bool:
        """Whether so few sets repeat that looking them up takes longer than making them; `sets` are asked for now."""
        if self.asked > _ENOUGH and 2 * len(self) > self.asked:
            return True
        self.asked += sets
        return False


@frozen(eq=False)
class Workout:
    """A workout as the JSON has it, and its file."""

    value: Any
    file: FastPass


def _workout(workout: Workout, _: type) -> Session:
    value, file = workout.value, workout.file
    if type(value) is not dict or not value.keys() <= _WORKOUT_KEYS:
        raise UnusualError
    get = value.get
    exercises, known = get("exercises"), get("lowback:start")
    if type(exercises) is not list or known not in KNOWN:
        raise UnusualError
    try:
        start = as_known(moment(_text(get("date")) or ""), known)
    except ValueError:
        raise UnusualError from None
    duration, pain = _whole(get("durationSeconds")), get("lowback:pain")
    units: list[str] = []
    session = Session(
        start,
        [each for entry in exercises for each in _sets(entry, file, units)],
        end=later(start, duration) if duration is not None and isinstance(start, datetime) else None,
        pain=NO_PAIN_ENTRY if pain is None else CONVERTER.structure(pain, Pain),
        id=_text(get("lowback:id")),
        name=_text(get("name")),
        notes=_text(get("notes")),
    )
    file.units.extend(units)
    return session


def _sets(value: Any, file: FastPass, units: list[str]) -> list[SetLog]:
    """The sets of an exercise that has a name, and nothing but sets."""
    if type(value) is not dict or not value.keys() <= _ENTRY_KEYS:
        raise UnusualError
    exercise, sets = value.get("exercise"), value.get("sets")
    if type(exercise) is not dict or len(exercise) != 1 or type(sets) is not list or not sets:
        raise UnusualError
    name = exercise.get("name")
    if type(name) is not str or len(name) > _LONGEST_NAME or not name.strip():
        raise UnusualError
    known = file.known.get(name)
    if known is None:
        known = file.known[name] = _Known()
    if known.mostly_new(len(sets)):
        return [_set(each, name, file.unit, units) for each in sets]
    found = []
    for each in sets:
        if type(each) is not dict:
            raise UnusualError
        values = tuple(each.values())
        rpe = each.get("rpe")
        key: Any = (tuple(each), values)
        if type(rpe) is Decimal:
            key = (key, str(rpe))
        if file.booleans:
            key = (key, tuple(map(type, values)))
        try:
            made = known.get(key)
        except TypeError:
            # A value that is an array or an object.
            raise UnusualError from None
        if made is None:
            place = len(units)
            built = _set(each, name, file.unit, units)
            known[key] = built, units[place:]
        else:
            built, unit = made
            units += unit
        found.append(built)
    return found


def _set(value: Any, exercise: str, given: Unit | None, units: list[str]) -> SetLog:
    """The set; the unit of its weight, if it has one, goes to `units`."""
    if type(value) is not dict or not value.keys() <= _SET_KEYS:
        raise UnusualError
    get = value.get
    weight, reps, unit, kind, rpe = get("weight"), get("reps"), get("unit"), get("type"), get("rpe")
    seconds, rest = get("durationSeconds"), get("restSeconds")
    if unit is not None and type(unit) is not str:
        raise UnusualError
    if weight is not None:
        unit = unit or given
        if unit not in _UNITS or type(weight) not in _NUMBERS:
            raise UnusualError
        units.append(unit)
        weight = kg(weight) if unit == "kg" else lb(weight)
    if kind is not None:
        if type(kind) is not str:
            raise UnusualError
        kind = kind_named(kind) or "work"
    if rpe is not None and type(rpe) not in _NUMBERS:
        raise UnusualError
    made = usual_set(exercise, weight, reps, seconds, rpe, kind, rest)
    if made is not None:
        return made
    # A whole number may be written as 5.0.
    if reps is not None and type(reps) is not int:
        reps = _whole(reps)
    if seconds is not None and type(seconds) is not int:
        seconds = _whole(seconds)
    if rest is not None and type(rest) is not int:
        rest = _whole(rest)
    return SetLog(exercise, weight, reps, seconds=seconds, rpe=rpe, kind=kind, rest_after_s=rest)


def _pain(value: Any, _: type) -> Pain:
    if type(value) is not dict or not value.keys() <= _PAIN_KEYS:
        raise UnusualError
    sudden = value.get("suddenOnset")
    entry: tuple[Any, ...] = (*[value.get(key) for key in PAIN], False if sudden is None else sudden)
    if all(part is None or type(part) in (int, bool) for part in entry):
        return _shared_pain(*entry)
    return Pain(*entry)


# Most entries of a log are alike; True is no 1 here.
_shared_pain = lru_cache(maxsize=1024, typed=True)(Pain)


def _text(value: str | None) -> str | None:
    if value is not None and type(value) is not str:
        raise UnusualError
    return value


def _whole(value: Decimal | int | None) -> int | None:
    if value is None or type(value) is int:
        return value
    if type(value) is not Decimal or decimal(value, "a whole number") != int(value):
        raise UnusualError
    return int(value)


CONVERTER.register_structure_hook(Session, _workout)
CONVERTER.register_structure_hook(Pain, _pain)
