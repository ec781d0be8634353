"""What notes hold for us, in formats that have no field for it: entries after "lowback:", in the plain notation.

Free text beside them is not read.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from ..errors import LogError
from ..model import Pain, Symptoms
from ..notation import SessionText, parse_items
from .format import Draft

_TAG = re.compile(r"\blowback:\s*([^\n\r]*)", re.IGNORECASE)


def items_of(notes: Iterable[str], start: date, draft: Draft, line: int | None = None) -> dict[str, Any]:
    """What the notes of a workout say after "lowback:", as keyword arguments of Session; a wrong entry is a problem."""
    result = SessionText(start)
    for note in notes:
        # Hevy's app writes a line break as backslash and n.
        for match in _TAG.finditer(note.replace("\\n", "\n")):
            try:
                result = result.merged(parse_items(match[1], start))
            except LogError as error:
                draft.problem(f"{match[0]!r}: {error.problems[0].message} (entry left out)", line)
    items = dict(result.items)
    if result.pain:
        items["pain"] = Pain(**result.pain)
    if result.symptoms:
        items["symptoms"] = Symptoms.from_ids(result.symptoms)
    return items
