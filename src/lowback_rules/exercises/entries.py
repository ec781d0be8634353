"""The catalogue: what each exercise is to the lower back, read from the CSV files beside this module.

In exercises.csv a row holds the names of one exercise, divided by "|"; "/" divides exercises that share the row's
other columns but are compared only with themselves. The first name makes the id. modifiers.csv holds the words that
make a variant of an exercise ("paused", "smith"), guide.csv what the guide says of its own six.
"""

from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

import attrs

from ..errors import RuleError
from ..values import frozen
from .words import english, plain, rows


@frozen
class Guide:
    """What the guide says of an exercise, in our words: muscles, for whom, with what, three form cues."""

    muscles: tuple[str, ...]
    difficulty: Literal["basic", "advanced"]
    equipment: tuple[str, ...]
    cues: tuple[str, ...]


@frozen
class Exercise:
    """What one exercise is to the lower back.

    `lumbar_class`: 3 loaded hinge or floor pull, 2 substantial, 1 small, 0 none. `core_category`: anterior, lateral,
    posterior, rotation, or None where it is no core work. `family`: the movement family in which a layoff counts.
    `unloaded` and `loaded`: the entry that a set without load, or with load, belongs to instead. `guide`: None but for
    the exercises of the guide and their variants.
    """

    id: str
    name: str
    lumbar_class: int
    core_category: str | None = None
    family: str = ""
    tags: tuple[str, ...] = ()
    unloaded: "Exercise | None" = None
    loaded: "Exercise | None" = None
    source: str | None = None
    guide: Guide | None = None

    @property
    def bodyweight(self) -> bool:
        """Whether the lifter's own weight is what is moved, so that a logged load is added to it."""
        return "bodyweight" in self.tags

    def variant(self, prefixes: tuple[str, ...]) -> "Exercise":
        """This exercise done in another way: the prefixes stand before its id, as it is compared only with itself."""
        if not prefixes:
            return self
        prefix = "-".join(prefixes)
        return attrs.evolve(
            self,
            id=f"{prefix}-{self.id}",
            name=f"{prefix.replace('-', ' ').capitalize()} {self.name[0].lower()}{self.name[1:]}",
            unloaded=self.unloaded and self.unloaded.variant(prefixes),
            loaded=self.loaded and self.loaded.variant(prefixes),
        )


# One name of the catalogue as a bag of words, as written, and the id of its exercise.
Name = tuple[frozenset[str], str, str]


class Modifier(NamedTuple):
    """Words that may stand beside a name, and the prefix they give the id; none where they change nothing."""

    words: frozenset[str]
    prefix: str


class Tables(NamedTuple):
    """The files as they are looked up: exercises by id, their names, modifiers with most words first, every word.

    Of 2,600 names, three columns are made sooner than a tuple of each.
    """

    exercises: dict[str, Exercise]
    bags: list[frozenset[str]]
    written: list[str]
    meant: list[str]
    modifiers: tuple[Modifier, ...]
    vocabulary: frozenset[str]

    @property
    def names(self) -> Iterator[Name]:
        """Every name of every exercise."""
        return zip(self.bags, self.written, self.meant, strict=True)


@cache
def catalogue() -> tuple[Exercise, ...]:
    """Every exercise of the catalogue, sorted by id."""
    return tuple(sorted(tables().exercises.values(), key=lambda exercise: exercise.id))


@cache
def tables() -> Tables:
    """The CSV files, read once."""
    exercises: dict[str, Exercise] = {}
    bags, names, meant = list[frozenset[str]](), list[str](), list[str]()
    unloaded: dict[str, str] = {}
    guides = dict(_guides())
    for row in rows("exercises.csv"):
        for entry in row["names"].split("/"):
            written = entry.split("|")
            exercise_id = "-".join(plain(written[0]))
            if exercise_id in exercises:
                raise RuleError(f"exercises.csv: {exercise_id} stands there twice")
            exercises[exercise_id] = Exercise(
                exercise_id,
                written[0],
                int(row["lumbar_class"]),
                row["core_category"] or None,
                row["family"] or exercise_id,
                tuple(row["tags"].split()),
                source=row["source"] or None,
                guide=guides.pop(exercise_id, None),
            )
            bags += english(entry)
            names += written
            meant += [exercise_id] * len(written)
            if row["unloaded"]:
                unloaded[exercise_id] = row["unloaded"]
    if guides:
        raise RuleError(f"guide.csv: {', '.join(guides)} stands in no row of exercises.csv")
    for loaded_id, unloaded_id in unloaded.items():
        with_load, without = exercises[loaded_id], exercises[unloaded_id]
        exercises[loaded_id] = attrs.evolve(with_load, unloaded=without)
        exercises[unloaded_id] = attrs.evolve(without, loaded=with_load)
    modifiers = [Modifier(words, row["prefix"]) for row in rows("modifiers.csv") for words in english(row["words"])]
    modifiers.sort(key=lambda modifier: (-len(modifier.words), sorted(modifier.words)))
    vocabulary = frozenset().union(*bags, *[modifier.words for modifier in modifiers])
    return Tables(exercises, bags, names, meant, tuple(modifiers), vocabulary)


def _guides() -> list[tuple[str, Guide]]:
    """The ids of the guide's exercises, each with what the guide says of it."""
    return [
        (
            exercise_id,
            Guide(
                tuple(row["muscles"].split("|")),
                "advanced" if row["difficulty"] == "advanced" else "basic",
                tuple(row["equipment"].split("|")),
                tuple(row["cues"].split("|")),
            ),
        )
        for row in rows("guide.csv")
        for exercise_id in row["exercises"].split("|")
    ]
