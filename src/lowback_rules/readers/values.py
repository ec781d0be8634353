"""Small conversions that readers share: loads, units, names, orders of sets."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import groupby

from ..errors import LogError
from ..exercises import find_exercise
from ..load import Load, bodyweight, kg, lb
from ..model import Kind, SetLog
from .format import Unit

METRES = {
    "m": Decimal(1),
    "meters": Decimal(1),
    "km": Decimal(1000),
    "mi": Decimal("1609.344"),
    "miles": Decimal("1609.344"),
    "ft": Decimal("0.3048"),
    "yd": Decimal("0.9144"),
}
# What apps call a kind of set, without marks between its words.
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("w", "warmup"), "warm-up"),
    **dict.fromkeys(("d", "drop", "dropset"), "drop"),
    **dict.fromkeys(("f", "failure"), "failure"),
}
# Equipment that changes what an exercise is compared with, where its name does not say it.
_EQUIPMENT = frozenset(
    (
        "dumbbell",
        "kettlebell",
        "cable",
        "machine",
        "ez-bar",
        "trap-bar",
        "smith-machine",
        "resistance-band",
        "suspension",
    )
)
_WORDS = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=4096)
def mass(value: Decimal, unit: Unit) -> Load:
    """A load in its unit; equal ones are one object."""
    return kg(value) if unit == "kg" else lb(value)


@lru_cache(maxsize=4096)
def load_of(exercise: str, value: Decimal, unit: Unit) -> Load:
    """The load of a set, in the way apps write body-weight moves: "(Assisted)" is help, "(Weighted)" is added."""
    lowered = exercise.casefold()
    if "(assisted)" in lowered or lowered.startswith("assisted "):
        return bodyweight(assisted=mass(value, unit))
    if "(weighted)" in lowered:
        return bodyweight(mass(value, unit))
    return mass(value, unit)


def load_or_help(exercise: str, value: Decimal, unit: Unit) -> Load:
    """The load of a set, for apps in which a negative weight is help."""
    return bodyweight(assisted=mass(-value, unit)) if value < 0 else load_of(exercise, value, unit)


def is_bodyweight(exercise: str) -> bool:
    """Whether the lifter's own weight is what is moved."""
    found = find_exercise(exercise)
    return found is not None and found.bodyweight


def unit_of(text: str) -> Unit | None:
    """The unit that a column or cell names, or None."""
    word = text.strip().casefold().rstrip(".")
    if word in ("kg", "kgs", "kilogram", "kilograms"):
        return "kg"
    return "lb" if word in ("lb", "lbs", "pound", "pounds") else None


def unit_in(name: str) -> Unit | None:
    """The unit of weight in the name of a column: "Weight (kg)", "weight_lbs"."""
    return next((unit for word in _WORDS.findall(name) if (unit := unit_of(word))), None)


def metres_in(name: str) -> Decimal | None:
    """How many metres the unit of distance in the name of a column has: "Distance (km)", "distance_miles"."""
    return next((METRES[word] for word in _WORDS.findall(name.casefold()) if word in METRES), None)


@lru_cache(maxsize=256)
def kind_named(word: str) -> Kind | None:
    """The kind of set that a word names, such as "W", "warm-up" or DROP_SET; None where it names none of ours."""
    return _KINDS.get(re.sub("[-_ ]", "", word.casefold()))


def unit_beside(written: str, otherwise: Unit | None) -> Unit:
    """The unit of a row that may name its own: only where it names none, the one of the whole file; else LogError."""
    unit = unit_of(written) if written else otherwise
    if unit is None:
        raise LogError(
            f"unit: {written!r} is neither kg nor lb"
            if written
            else "unit: this row names none; give --unit kg or --unit lb"
        )
    return unit


def yes_or_no(text: str, name: str) -> bool:
    """Whether a cell says yes; blank is no, and LogError what is neither."""
    word = text.casefold()
    if word not in ("true", "1", "yes", "false", "0", "no", ""):
        raise LogError(f"{name}: {text!r} is neither true nor false")
    return word in ("true", "1", "yes")


def with_equipment(exercise: str, equipment: str) -> str:
    """The name of an exercise with its equipment, where that changes what it is compared with."""
    used = "-".join(equipment.casefold().split())
    if used not in _EQUIPMENT or set(used.split("-")) & set(exercise.lower().replace("-", " ").split()):
        return exercise
    fuller = f"{exercise} ({used.replace('-', ' ')})"
    return exercise if find_exercise(fuller) is None and find_exercise(exercise) is not None else fuller


def reps_of(reps: int | None, *, load: object, amount: object) -> int | None:
    """The repetitions, where 0 may stand for none: it is a failed attempt only of a load, without time or distance."""
    return None if reps == 0 and (amount or not load) else reps


def warm_ups_first(sets: Sequence[SetLog]) -> Iterator[int]:
    """The places of the sets, with tagged warm-ups first in each exercise, for apps that keep them apart."""
    for _, run in groupby(range(len(sets)), key=lambda place: sets[place].exercise):
        yield from sorted(run, key=lambda place: sets[place].kind != "warm-up")
