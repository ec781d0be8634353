"""Back pain in the notes of a workout, for apps that have no field for it.

A person writes "Back pain 2 during, 1 after" among the notes. Only that wording is read: "pain" alone may be a knee's.
"""

import re

from ..errors import LogError
from ..model import Pain
from ..notation import parse_pain
from .draft import Draft

_PARTS = re.compile(r"[\n;.]")
_ENTRY = re.compile(r"\W*(?:low(?:er)?[ -])?back pain\W*(.*)", re.IGNORECASE)
_MENTION = re.compile(r"\bback pain\b", re.IGNORECASE)


def pain_in(notes: str, draft: Draft, line: int | None = None) -> Pain:
    """The pain entry among the notes; back pain that is mentioned without numbers becomes a problem of the draft."""
    # Hevy's app writes a line break as backslash and n.
    notes = notes.replace("\\n", "\n")
    for part in _PARTS.split(notes) if _MENTION.search(notes) else ():
        if match := _ENTRY.fullmatch(part):
            try:
                return Pain(**parse_pain(match[1].strip()))
            except LogError:
                break
    if _MENTION.search(notes):
        draft.problem('the notes mention back pain in words; to be judged, write "Back pain 2 during, 1 after"', line)
    return Pain()
