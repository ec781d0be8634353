"""Garmin: what a `set` message of a FIT file means, whether it stands in the file or in a table decoded from it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

from attrs import evolve, frozen

from ..errors import LogError
from ..load import kg
from ..model import SetLog

# Sets of one workout do not lie further apart; a table may hold several workouts.
LONGEST_PAUSE = timedelta(hours=2)
LONGEST_SECONDS = 86_400
# In these categories the names leave out what is moved.
_TOOLS = {
    "banded_exercises": "Banded",
    "battle_rope": "Battle Rope",
    "ladder": "Ladder",
    "sandbag": "Sandbag",
    "sled": "Sled",
    "sledge_hammer": "Sledge Hammer",
    "suspension": "Suspension",
    "tire": "Tire",
}


@frozen
class SetMessage:
    """An active set, or a rest: when it began, how long it lasted, and what was done. `weight` is in kg."""

    start: datetime | None
    seconds: Decimal | None = None
    reps: int | None = None
    weight: Decimal | None = None
    category: int | None = None
    exercise: int | None = None

    def __attrs_post_init__(self) -> None:
        if self.seconds is not None and not 0 <= self.seconds <= LONGEST_SECONDS:
            raise LogError(f"duration: {self.seconds} s is no time that a set or a rest lasts")

    def log(self, titles: "dict[tuple[int | None, int | None], str] | None" = None) -> SetLog:
        """The set; `titles` are names of the file's own, for exercises that the profile does not have.

        0 repetitions is what the watch writes where it counted none: the set is told by its time then.
        """
        lasted = int(self.seconds or 0)
        return SetLog(
            _name(self.category, self.exercise)
            or (titles or {}).get((self.category, self.exercise))
            or f"Unknown exercise {self.category}/{self.exercise}",
            kg(self.weight) if self.weight else None,
            self.reps or None,
            seconds=(lasted or None) if not self.reps else None,
            # Whole seconds, as `start` has them: so that a rest never starts before the set it follows has ended.
            completed_at=None if self.start is None else self.start + timedelta(seconds=lasted),
        )


def rested(sets: Iterable[SetLog], rests: Iterable[SetMessage]) -> list[SetLog]:
    """The sets, each with the rest that was taken between it and the next one."""
    sets = list(sets)
    ends = sorted((entry.completed_at, place) for place, entry in enumerate(sets) if entry.completed_at is not None)
    taken: dict[int, Decimal] = {}
    for rest in rests:
        before = 0 if rest.start is None else bisect_right(ends, (rest.start, len(sets)))
        if before and rest.seconds is not None:
            place = ends[before - 1][1]
            taken[place] = taken.get(place, Decimal(0)) + rest.seconds
    return [
        evolve(entry, rest_after_s=int(taken[place])) if place in taken else entry for place, entry in enumerate(sets)
    ]


def workouts(sets: Iterable[SetLog]) -> Iterator[range]:
    """The places of the sets of each workout: a long pause, or a step back in time, begins another."""
    first, last = 0, None
    places = list(sets)
    for place, entry in enumerate(places):
        at = entry.completed_at
        if at is not None and last is not None and not timedelta(0) <= at - last <= LONGEST_PAUSE:
            yield range(first, place)
            first = place
        last = at or last
    if places:
        yield range(first, len(places))


def numbers(category: str, exercise: str) -> tuple[int | None, int | None]:
    """The numbers in cells such as (8, 8, 8), [8, None] or deadlift: there is room for several, the watch fills in one."""
    first, second = _first(category), _first(exercise)
    names = {name: number for number, (name, _) in _exercises().items()}
    found = _number(first, names, category)
    exercises = _exercises()[found][1] if found in _exercises() else {}
    return found, _number(second, {name: number for number, name in exercises.items()}, exercise)


def _first(text: str) -> str | None:
    return next((word for word in re.findall(r"\w+", text.casefold()) if word not in ("none", "null", "nan")), None)


def _number(word: str | None, names: dict[str, int | None], cell: str) -> int | None:
    if word is None:
        return None
    if word.isdecimal():
        return int(word[:6])
    if word.strip("_") not in names:
        raise LogError(f"category: {cell!r} is neither a number nor a name of the FIT profile")
    return names[word.strip("_")]


def _name(category: int | None, exercise: int | None) -> str | None:
    """The exercise by its numbers; where only the category is known, that."""
    if category not in _exercises():
        return None
    name, exercises = _exercises()[category]
    if exercise not in exercises:
        return _words(name) if exercise is None else None
    return " ".join(filter(None, (_TOOLS.get(name), _words(exercises[exercise]))))


def _words(name: str) -> str:
    return " ".join(word.capitalize() for word in name.split("_"))


@cache
def _exercises() -> dict[int | None, tuple[str, dict[int | None, str]]]:
    """The names of the FIT profile: by the number of a category its name and its exercises by number."""
    found: dict[int | None, tuple[str, dict[int | None, str]]] = {}
    exercises: dict[int | None, str] = {}
    for line in Path(__file__).with_name("garmin_exercises.txt").read_text(encoding="utf-8").splitlines()[1:]:
        number, name = line.split()
        if not line.startswith(" "):
            exercises = {}
            found[int(number)] = (name, exercises)
        else:
            exercises[int(number)] = name
    return found
