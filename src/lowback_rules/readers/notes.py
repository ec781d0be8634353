"""What notes hold for us, in formats that have no field for it: entries after "lowback:", in the plain notation.

Free text beside them is read only where the caller asks for it, and then only for mentions of low-back pain.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from ..errors import LogError
from ..model import Pain, Symptoms
from ..notation import SessionText, parse_items
from .format import Draft, Options
from .mentions import mention

_TAG = re.compile(r"\blowback:\s*([^\n\r]*)", re.IGNORECASE)


def items_of(
    notes: Iterable[str],
    start: date,
    draft: Draft,
    line: int | None = None,
    *,
    options: Options,
    title: str | None = None,
) -> dict[str, Any]:
    """What the notes of a workout say after "lowback:", as keyword arguments of Session; a wrong entry is a problem.

    With `options.read_notes` the notes and the title are searched for mentions of low-back pain too.
    """
    # Hevy's app writes a line break as backslash and n.
    notes = [note.replace("\\n", "\n") for note in notes]
    result = SessionText(start)
    for note in notes:
        for match in _TAG.finditer(note):
            try:
                result = result.merged(parse_items(match[1], start))
            except LogError as error:
                draft.problem(f"{match[0]!r}: {error.problems[0].message} (entry left out)", line)
    items = dict(result.items)
    if result.pain:
        items["pain"] = Pain(**result.pain)
    if result.symptoms:
        items["symptoms"] = Symptoms.from_ids(result.symptoms)
    if options.read_notes and (words := mention([*(_TAG.sub("", note) for note in notes), title or ""])):
        items["pain_mentioned"] = words
    return items
