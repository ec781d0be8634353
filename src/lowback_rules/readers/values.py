"""Small conversions that readers share: loads, units, kinds of sets."""

from decimal import Decimal
from functools import lru_cache

from ..exercises import find_exercise
from ..load import Load, bodyweight, kg, lb
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


@lru_cache(maxsize=4096)
def mass(value: Decimal, unit: Unit) -> Load:
    """A load in its unit; equal ones are one object."""
    return kg(value) if unit == "kg" else lb(value)


def load_of(exercise: str, value: Decimal, unit: Unit) -> Load:
    """The load of a set, in the way apps write body-weight moves: "(Assisted)" is help, "(Weighted)" is added."""
    lowered = exercise.casefold()
    if "(assisted)" in lowered or lowered.startswith("assisted "):
        return bodyweight(assisted=mass(value, unit))
    if "(weighted)" in lowered:
        return bodyweight(mass(value, unit))
    return mass(value, unit)


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
