"""Draft: what a reader has gathered so far; and the small conversions that all readers share."""

from collections.abc import Callable
from decimal import Decimal
from typing import Literal

from attrs import define, field, frozen

from ..errors import LogError, Problem
from ..exercises import find_exercise
from ..load import Load, Number, bodyweight, decimal, kg, lb
from ..model import DayLog, Lifter, Session

Unit = Literal["kg", "lb"]


@define
class Draft:
    """What a reader has found in one file."""

    sessions: list[Session] = field(factory=list)
    problems: list[Problem] = field(factory=list)
    days: list[DayLog] = field(factory=list)
    lifter: Lifter | None = None
    records: tuple[str, ...] | None = None
    unit: Unit | None = None

    def problem(self, message: str, line: int | None = None) -> None:
        """Note something that was set aside."""
        self.problems.append(Problem(message, line=line))


Tick = Callable[[float], None]


def no_tick(done: float) -> None:
    """Nobody watches the progress."""


@frozen
class Reader:
    """One format: how it is named and told, and how it is read.

    `read` takes the text, the unit to fill in where a file names none, and a function to call with the share done.
    """

    name: str
    title: str
    sniff: Callable[[str], bool]
    read: Callable[[str, Unit | None, Tick], Draft]


def set_aside(draft: Draft, error: LogError, line: int) -> None:
    """Note a row that could not be read."""
    for problem in error.problems:
        draft.problem(f"{problem.message} (row set aside)", line)


def load_of(exercise: str, value: Decimal, unit: Unit) -> Load:
    """The load of a set, in the way apps write body-weight moves: "(Assisted)" is help, "(Weighted)" is added."""
    make = kg if unit == "kg" else lb
    lowered = exercise.casefold()
    if "(assisted)" in lowered or lowered.startswith("assisted "):
        return bodyweight(assisted=make(value))
    if "(weighted)" in lowered:
        return bodyweight(make(value))
    return make(value)


def whole(value: Number, name: str) -> int:
    """A whole number that may be written "12.0"; LogError otherwise."""
    number = decimal(value, name)
    if number != number.to_integral_value():
        raise LogError(f"{name}: {value} is no whole number")
    return int(number)


def is_bodyweight(exercise: str) -> bool:
    """Whether the lifter's own weight is what is moved."""
    found = find_exercise(exercise)
    return found is not None and found.bodyweight


def unit_of(text: str) -> Unit | None:
    """The unit that a column or cell names, or None."""
    word = text.strip().casefold().rstrip(".")
    if word in ("kg", "kgs"):
        return "kg"
    return "lb" if word in ("lb", "lbs") else None
