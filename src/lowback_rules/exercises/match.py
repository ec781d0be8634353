"""From the name that an app or a person wrote to an exercise of the catalogue.

In exercises.csv a row holds the names of one exercise, divided by "|"; "/" divides exercises that share the row's
other columns but are compared only with themselves. The first name makes the id.

A name is a bag of words: brackets, order, plurals and common abbreviations do not matter ("Deadlift (Barbell)" is
"barbell deadlifts"). The largest catalogue name within the bag is the exercise; the words left over must all be known
modifiers ("paused", "smith", "dumbbell"), which become a prefix of the id, as a paused deadlift is compared only with
paused deadlifts. One word that is neither makes the name unknown: unknown is not harmless.
"""

import re
from functools import cache, lru_cache

import attrs
from attrs import frozen

from ..errors import LogError, RuleError


@frozen
class Exercise:
    """What one exercise is to the lower back.

    `lumbar_class`: 3 loaded hinge or floor pull, 2 substantial, 1 small, 0 none. `core_category`: anterior, lateral,
    posterior, rotation, or None where it is no core work. `family`: the movement family in which a layoff counts.
    `unloaded` and `loaded`: the entry that a set without load, or with load, belongs to instead.
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

    @property
    def bodyweight(self) -> bool:
        """Whether the lifter's own weight is what is moved, so that a logged load is added to it."""
        return "bodyweight" in self.tags


@lru_cache(maxsize=8192)
def find_exercise(name: str) -> Exercise | None:
    """The catalogue's exercise of that name, or None where the name cannot be matched."""
    if not isinstance(name, str):
        raise LogError(f"exercise: {name!r} is no name")
    words = frozenset(_words(name))
    if not words:
        return None
    exercises, names, modifiers = _tables()
    best: Exercise | None = None
    fewest: tuple[int, int] | None = None
    for known, exercise_id in names:
        if not known <= words:
            continue
        left = words - known
        prefixes = _prefixes(left, modifiers)
        if prefixes is None:
            continue
        score = (len(left), len(prefixes))
        if fewest is None or score < fewest:
            best, fewest = _prefixed(exercises[exercise_id], prefixes), score
    return best


@cache
def catalogue() -> tuple[Exercise, ...]:
    """Every exercise of the catalogue, sorted by id."""
    return tuple(sorted(_tables()[0].values(), key=lambda exercise: exercise.id))


# What words in this order mean: a squat with a belt is no belt squat.
_PHRASES = {
    "straight leg": "stiff leg",
    "smith machine": "smith",
    "dead lift": "deadlift",
    "squat (?:with )?belt": "squat belted",
}
_ABBREVIATIONS = {
    "rdl": "romanian deadlift",
    "sldl": "stiff leg deadlift",
    "dl": "deadlift",
    "sdl": "sumo deadlift",
    "db": "dumbbell",
    "dumbell": "dumbbell",
    "bb": "barbell",
    "kb": "kettlebell",
    "bw": "bodyweight",
    "ohp": "overhead press",
    "bp": "bench press",
    "bss": "bulgarian split squat",
    "legged": "leg",
    "armed": "arm",
    "pullup": "pull up",
    "chinup": "chin up",
    "pushup": "push up",
    "pressup": "press up",
    "situp": "sit up",
    "stepup": "step up",
    "curlup": "curl up",
    "rollout": "roll out",
    "pulldown": "pull down",
    "pushdown": "push down",
    "pressdown": "press down",
    "pullthrough": "pull through",
    "pullover": "pull over",
    "kickback": "kick back",
    "woodchop": "wood chop",
    "woodchopper": "wood chop",
    "deadbug": "dead bug",
    "birddog": "bird dog",
    "tbar": "t bar",
    "ezbar": "ez bar",
    "trapbar": "trap bar",
    "hexbar": "hex bar",
    "benchpress": "bench press",
    "hyper": "hyperextension",
    "getup": "get up",
    "hyperextention": "hyperextension",
    "mornings": "morning",
    "abs": "ab",
    "calves": "calf",
    "flies": "fly",
    "flye": "fly",
    "triceps": "tricep",
    "biceps": "bicep",
    "1": "single",
    "one": "single",
}


def _words(name: str) -> list[str]:
    words: list[str] = []
    for word in re.findall(r"[^\W_]+", name.casefold()):
        words += [_singular(part) for part in _ABBREVIATIONS.get(word, _expanded(_singular(word))).split()]
    text = " ".join(words)
    for written, ours in _PHRASES.items():
        text = re.sub(rf"\b{written}\b", ours, text)
    return text.split()


def _expanded(word: str) -> str:
    return _ABBREVIATIONS.get(word, word)


def _singular(word: str) -> str:
    if len(word) < 3 or not word.endswith("s") or word.endswith(("ss", "us")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("ches", "shes", "sses")) else word[:-1]


def _prefixes(left: frozenset[str], modifiers: tuple[tuple[frozenset[str], str], ...]) -> tuple[str, ...] | None:
    """The id prefixes that the words left over stand for, sorted; None if one of them is no modifier."""
    rest, prefixes = left, set()
    for words, prefix in modifiers:
        if words <= rest:
            rest -= words
            if prefix:
                prefixes.add(prefix)
    return None if rest else tuple(sorted(prefixes))


def _prefixed(exercise: Exercise, prefixes: tuple[str, ...]) -> Exercise:
    if not prefixes:
        return exercise
    prefix = "-".join(prefixes)
    return attrs.evolve(
        exercise,
        id=f"{prefix}-{exercise.id}",
        name=f"{prefix.replace('-', ' ').capitalize()} {exercise.name[0].lower()}{exercise.name[1:]}",
        unloaded=exercise.unloaded and _prefixed(exercise.unloaded, prefixes),
        loaded=exercise.loaded and _prefixed(exercise.loaded, prefixes),
    )


_Tables = tuple[dict[str, Exercise], tuple[tuple[frozenset[str], str], ...], tuple[tuple[frozenset[str], str], ...]]


@cache
def _tables() -> _Tables:
    """Exercises by id, catalogue names as bags of words, and modifiers from the longest to the shortest."""
    exercises: dict[str, Exercise] = {}
    names: list[tuple[frozenset[str], str]] = []
    unloaded: dict[str, str] = {}
    for row in _rows("exercises.csv"):
        for entry in row["names"].split("/"):
            written = entry.split("|")
            exercise_id = re.sub(r"[^a-z0-9]+", "-", written[0].lower())
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
            )
            names += [(frozenset(_words(name)), exercise_id) for name in written]
            if row["unloaded"]:
                unloaded[exercise_id] = row["unloaded"]
    for loaded_id, unloaded_id in unloaded.items():
        with_load, without = exercises[loaded_id], exercises[unloaded_id]
        exercises[loaded_id] = attrs.evolve(with_load, unloaded=without)
        exercises[unloaded_id] = attrs.evolve(without, loaded=with_load)
    modifiers = [
        (frozenset(_words(words)), row["prefix"]) for row in _rows("modifiers.csv") for words in row["words"].split("|")
    ]
    modifiers.sort(key=lambda modifier: (-len(modifier[0]), sorted(modifier[0])))
    return exercises, tuple(names), tuple(modifiers)


def _rows(name: str) -> list[dict[str, str]]:
    """The rows of one of our own CSV files, which hold no quotes, so that csv need not be imported."""
    from pathlib import Path

    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    header = lines[0].split(",")
    return [dict(zip(header, line.split(","), strict=True)) for line in lines[1:]]
