"""Back pain in the notes of a workout, for apps that have no field for it.

A person writes "Back pain 2 during, 1 after" among the notes. Only that wording is read: "pain" alone may be a knee's.
"""

import re
from collections.abc import Iterable
from typing import Any

from ..errors import LogError
from ..model import Pain
from ..notation import parse_pain
from .draft import Draft

_PARTS = re.compile(r"[\n;.]")
_ENTRY = re.compile(r"\W*(?:low(?:er)?[ -])?back pain\W*(.*)", re.IGNORECASE)
_MENTION = re.compile(
    r"\bback\s?(?:pain|ache|hurt|sore)|\bback (?:is |was |feels |felt )?(?:aching|aches|hurt|hurts|hurting|sore)\b"
    r"|\bpain in (?:the |my )?(?:low |lower )?back\b",
    re.IGNORECASE,
)
_HINT = 'the notes mention back pain in words; to be judged, write "Back pain 2 during, 1 after"'


def pain_in(notes: Iterable[str], draft: Draft, line: int | None = None) -> Pain:
    """The pain entries among the notes as one; what is said in other words becomes a problem of the draft."""
    values: dict[str, Any] = {}
    # Hevy's app writes a line break as backslash and n.
    for note in dict.fromkeys(note.replace("\\n", "\n") for note in notes):
        for part in _PARTS.split(note) if _MENTION.search(note) else ():
            match = _ENTRY.fullmatch(part)
            try:
                found = parse_pain(match[1].strip()) if match else {}
            except LogError:
                found = {}
            if not found and _MENTION.search(part):
                draft.problem(_HINT, line)
            for name, value in found.items():
                if values.setdefault(name, value) != value:
                    highest = max(values[name], value)
                    draft.problem(
                        f"back pain {name} is noted as {values[name]} and as {value}; {highest} is taken", line
                    )
                    values[name] = highest
    return Pain(**values)
