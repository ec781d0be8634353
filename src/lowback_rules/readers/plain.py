"""The plain notation as a file: one session on a line; lines of one date without a time are one session."""

import re

from ..errors import LogError
from ..model import session_from
from ..notation import SessionText, parse_session
from .draft import Draft, Reader, Tick, Unit, no_tick

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(\s|;|$|T)")


def sniff(text: str) -> bool:
    """Whether the first line that is no comment starts with a date, and is no row of a table."""
    for line in text.splitlines():
        stripped = line.lstrip("\ufeff").strip()
        if stripped and not stripped.startswith("#"):
            return _DATE.match(stripped) is not None
    return False


def read(text: str, unit: Unit | None, tick: Tick = no_tick) -> Draft:
    """The sessions of a text; a line that is wrong is set aside with what would be right."""
    draft = Draft(unit=unit)
    texts: dict[object, tuple[int, SessionText]] = {}
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        tick(number / len(lines))
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        try:
            parsed = parse_session(line.lstrip("\ufeff"))
            session_from(parsed)
            key: object = number
            if parsed.day_only and "planned" not in parsed.items:
                key = parsed.start
            if key in texts:
                texts[key] = (texts[key][0], texts[key][1].merged(parsed))
            else:
                texts[key] = (number, parsed)
        except LogError as error:
            for problem in error.problems:
                draft.problem(f"{problem.message} (line set aside)", number)
    draft.sessions = [session_from(parsed) for _, parsed in texts.values()]
    if draft.unit is None:
        draft.unit = "lb" if text.lower().count("lb") > text.lower().count("kg") else "kg"
    return draft


PLAIN = Reader("plain", "plain notation, one session on a line", sniff, read)
