"""From the name that an app or a person wrote to an exercise of the catalogue.

A name is a bag of words: case, brackets, order and plurals do not matter ("Deadlift (Barbell)" is "barbell
deadlifts"), and words of other languages become English first. The largest catalogue name within the bag is the
exercise; the words left over must all be known modifiers ("paused", "smith", "dumbbell"), which become a prefix of the
id, as a paused deadlift is compared only with paused deadlifts. One word that is neither makes the name unknown:
unknown is not harmless. Two names of like exercises with brackets or a slash between them are read as the first.
"""

import re
from functools import lru_cache

from attrs import evolve

from ..errors import LogError
from ..values import frozen
from .entries import Exercise, Modifier, Name, tables
from .words import Reading, english, in_turn, language, read, tokens

_MOST_NEAREST = 3
_MOST_STEPS = 3
_LIKENESS = 0.6


@frozen
class Match:
    """How a written name was matched: the exercise, and each step on the way to it.

    `entry` is the name of the catalogue that lies within the words, `modifiers` the words beside it, `translated` and
    `corrected` what was read as what, `language` the one it was read in. Without an exercise, `unknown` holds the words
    that nobody knows; where there is none, all are known but together they name nothing.
    """

    name: str
    exercise: Exercise | None
    entry: str | None
    modifiers: tuple[str, ...]
    language: str
    words: tuple[str, ...]
    translated: tuple[tuple[str, str], ...]
    corrected: tuple[tuple[str, str], ...]
    unknown: tuple[str, ...]

    @property
    def nearest(self) -> tuple[Exercise, ...]:
        """The entries that share most with the name, at most three: what an unknown name may have meant."""
        from difflib import SequenceMatcher

        words = frozenset(self.words)
        written = " ".join(self.words)
        ranked = []
        for named, _, exercise in tables().names:
            shared = len(named & words)
            likeness = SequenceMatcher(None, " ".join(sorted(named)), written).ratio()
            if shared or likeness >= _LIKENESS:
                ranked.append((-shared / len(named | words), -likeness, exercise))
        found = dict.fromkeys(exercise for _, _, exercise in sorted(ranked))
        return tuple(tables().exercises[exercise] for exercise in list(found)[:_MOST_NEAREST])


def find_exercise(name: str) -> Exercise | None:
    """The catalogue's exercise of that name, or None where the name cannot be matched."""
    return match(name).exercise


@lru_cache(maxsize=8192)
def match(name: str) -> Match:
    """How a name is matched, step by step: as it is, then in other languages, then with slips of the finger mended."""
    if not isinstance(name, str):
        raise LogError(f"exercise: {name!r} is no name")
    whole = _whole(name)
    if whole.exercise is None:
        parts = [_whole(part) for part in re.split(r"[()/]", name) if part.strip()]
        meant = {(part.exercise.lumbar_class, part.exercise.core_category) if part.exercise else None for part in parts}
        if len(parts) > 1 and len(meant) == 1 and None not in meant:
            return evolve(parts[0], name=name)
    return whole


def _whole(name: str) -> Match:
    written = tokens(name)
    readings: list[Reading] = []
    for correcting in (False, True):
        for code in in_turn():
            reading = read(written, language(code), tables().vocabulary, correcting=correcting)
            found = None if reading.unknown else _settled(reading.words)
            if found is not None:
                exercise, entry, modifiers = found
                return _match(name, reading, exercise, entry, modifiers)
            readings.append(reading)
    return _match(name, min(readings, key=lambda reading: len(reading.unknown)))


def _match(
    name: str,
    reading: Reading,
    exercise: Exercise | None = None,
    entry: str | None = None,
    modifiers: tuple[str, ...] = (),
) -> Match:
    return Match(
        name,
        exercise,
        entry,
        modifiers,
        reading.language,
        tuple(sorted(reading.words)),
        reading.translated,
        reading.corrected,
        reading.unknown,
    )


def _settled(words: frozenset[str]) -> tuple[Exercise, str, tuple[str, ...]] | None:
    """What the words name, and what the id of that names, until that is itself: an id is a name too.

    A dumbbell back squat is a squat with dumbbells, and that is an entry of its own.
    """
    found = _largest(words)
    for _ in range(_MOST_STEPS):
        again = None if found is None else _largest(english(found[0].id)[0])
        if again is None or found is None or again[0].id == found[0].id:
            break
        found = again
    return found


def _largest(words: frozenset[str]) -> tuple[Exercise, str, tuple[str, ...]] | None:
    """The exercise with the largest name within the words, that name, and the modifiers beside it."""
    best: tuple[Name, tuple[str, ...]] | None = None
    fewest: tuple[int, int] | None = None
    for bag, written, exercise in tables().names:
        if not bag <= words:
            continue
        left = words - bag
        if fewest is not None and len(left) > fewest[0]:
            continue
        prefixes = _prefixes(left, tables().modifiers)
        if prefixes is None:
            continue
        score = (len(left), len(prefixes))
        if fewest is None or score < fewest:
            best, fewest = ((bag, written, exercise), prefixes), score
    if best is None:
        return None
    (named, written, exercise), prefixes = best
    return tables().exercises[exercise].variant(prefixes), written, tuple(sorted(words - named))


def _prefixes(left: frozenset[str], modifiers: tuple[Modifier, ...]) -> tuple[str, ...] | None:
    """The id prefixes that the words left over stand for, sorted; None if one of them is no modifier."""
    prefixes = set()
    for modifier in modifiers:
        if modifier.words <= left:
            left -= modifier.words
            if modifier.prefix:
                prefixes.add(modifier.prefix)
    return tuple(sorted(prefixes)) if all(word.isdigit() for word in left) else None
