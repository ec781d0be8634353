"""What there is to read about exercises: the catalogue, and how a name was matched to it and what it then means."""

from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import Any

from .exercises import Exercise, Match, catalogue
from .exercises.entries import tables
from .sources import sources

_CLASSES = ("none", "small", "substantial", "loaded hinge or floor pull")
_LANGUAGES = {
    "de": "German",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "ko": "Korean",
    "nl": "Dutch",
    "pt": "Portuguese",
}
_LABEL = 14


def listed() -> Iterator[str]:
    """The catalogue, a line for each entry: its id, lumbar class and core category."""
    widest = max(len(exercise.id) for exercise in catalogue())
    yield f"{'exercise':<{widest}}  class  core"
    for exercise in catalogue():
        yield f"{exercise.id:<{widest}}  {exercise.lumbar_class:<5}  {exercise.core_category or '-'}"


def described(found: Match, width: int) -> Iterator[str]:
    """How a name was matched and what the exercise is to the lower back; the nearest entries where it is unknown."""
    exercise = found.exercise
    if exercise is None:
        yield from _unknown(found, width)
        return
    yield f"{exercise.name} ({exercise.id})"
    yield from ("", *_fields(_how(found, exercise), width))
    yield from ("", *_fields(_meaning(exercise), width))
    if exercise.guide is not None:
        guide = exercise.guide
        yield from ("", "In the guide")
        parts = [("level", guide.difficulty), ("equipment", guide.equipment), ("muscles", guide.muscles)]
        lines = [(label, part if isinstance(part, str) else ", ".join(part)) for label, part in parts]
        cues = [("cues" if number == 1 else "", f"{number}. {cue}.") for number, cue in enumerate(guide.cues, 1)]
        yield from _fields([*lines, *cues], width)


def entry(found: Match) -> dict[str, Any]:
    """A match as plain data, for `exercises --format json`."""
    return {
        "name": found.name,
        "exercise": None if found.exercise is None else data(found.exercise),
        "matched": found.entry,
        "modifiers": list(found.modifiers),
        "language": found.language,
        "translated": dict(found.translated),
        "corrected": dict(found.corrected),
        "unknown_words": list(found.unknown),
        "nearest": [] if found.exercise is not None else [exercise.id for exercise in found.nearest],
    }


def data(exercise: Exercise) -> dict[str, Any]:
    """An exercise as plain data."""
    guide = exercise.guide
    return {
        "id": exercise.id,
        "name": exercise.name,
        "lumbar_class": exercise.lumbar_class,
        "core_category": exercise.core_category,
        "family": exercise.family,
        "tags": list(exercise.tags),
        "without_load": None if exercise.unloaded is None else exercise.unloaded.id,
        "with_load": None if exercise.loaded is None else exercise.loaded.id,
        "source": exercise.source,
        "guide": None
        if guide is None
        else {
            "muscles": list(guide.muscles),
            "difficulty": guide.difficulty,
            "equipment": list(guide.equipment),
            "cues": list(guide.cues),
        },
    }


def _how(found: Match, exercise: Exercise) -> Iterator[tuple[str, str]]:
    yield "name", f'"{found.name}"'
    yield "matched", f'"{found.entry}" of the catalogue'
    if found.corrected:
        yield "mended", _steps(found.corrected)
    if found.translated:
        language = _LANGUAGES.get(found.language)
        yield "read as", _steps(found.translated) + (f" ({language})" if language else "")
    if found.modifiers:
        alone = exercise.id in tables().exercises
        effect = "changes nothing" if alone else "a variant, compared only with itself"
        yield "beside it", f"{', '.join(found.modifiers)} ({effect})"


def _steps(steps: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f'"{written}" is "{meant}"' for written, meant in steps)


def _meaning(exercise: Exercise) -> Iterator[tuple[str, str]]:
    yield "lumbar class", f"{exercise.lumbar_class}, {_CLASSES[exercise.lumbar_class]}"
    yield "core work", exercise.core_category or "no"
    if exercise.family != exercise.id:
        yield "family", f"{exercise.family} (work sets of any of them end a layoff)"
    for label, other in (("without load", exercise.unloaded), ("with load", exercise.loaded)):
        if other is not None:
            core = f", {other.core_category} core work" if other.core_category else ""
            yield label, f"{other.name} ({other.id}): lumbar class {other.lumbar_class}{core}"
    if exercise.source is not None:
        source = sources().get(exercise.source)
        yield "source", exercise.source if source is None else f"{exercise.source}: {source.citation}"


def _unknown(found: Match, width: int) -> Iterator[str]:
    yield f'"{found.name}" is unknown, which is not harmless: no rule can judge its sets.'
    why = "each word is known, but together they name no entry"
    if found.unknown:
        why = f"not known: {', '.join(found.unknown)}"
    nearest = [f"{exercise.name} ({exercise.id})" for exercise in found.nearest]
    fields = [("why", why)]
    fields += [("nearest" if place == 0 else "", near) for place, near in enumerate(nearest)]
    yield from ("", *_fields(fields, width), "")
    example = found.nearest[0].name if found.nearest else "Back extension"
    yield from wrap("If it is one of the catalogue, say so in a file for --aliases or in the policy file:", width)
    yield from ("", "  [aliases]", f'  "{found.name}" = "{example}"')


def _fields(fields: Iterable[tuple[str, str]], width: int) -> Iterator[str]:
    """Lines of a label and what it says, the lines that follow set in below."""
    for label, text in fields:
        yield from wrap(text, width, initial_indent=f"  {label:<{_LABEL}}", subsequent_indent=" " * (_LABEL + 2))
