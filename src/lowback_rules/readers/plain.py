"""The plain notation as a file: one session on a line; lines of one date without a time are one session."""

import re
from array import array

from ..errors import LogError
from ..model import session_from
from ..notation import SessionText, parse_session
from .format import Draft, Example, Format, Options, Tick
from .source import Opened

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(\s|;|$|T)")


def _sniff(opened: Opened) -> bool:
    """Whether the first line that is no comment starts with a date, and is no row of a table."""
    for line in opened.begins.splitlines():
        stripped = line.strip()
        if stripped and not stripped.startswith("#"):
            return _DATE.match(stripped) is not None
    return False


def _read(opened: Opened, options: Options, tick: Tick) -> Draft:
    """The sessions of a text; a line that is wrong is set aside with what would be right."""
    text = opened.text()
    draft = Draft(unit=options.unit)
    texts: dict[object, tuple[int, SessionText]] = {}
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        tick(number / len(lines))
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        try:
            parsed = parse_session(line)
            session_from(parsed)
            key: object = number
            if parsed.day_only and "planned" not in parsed.items:
                key = parsed.start
            if key in texts:
                texts[key] = (texts[key][0], texts[key][1].merged(parsed))
            else:
                texts[key] = (number, parsed)
        except LogError as error:
            draft.set_aside(error, number, {})
    for number, parsed in texts.values():
        draft.add(session_from(parsed), array("L", [number] * len(parsed.sets)))
    if draft.unit is None:
        draft.unit = "lb" if text.lower().count("lb") > text.lower().count("kg") else "kg"
    return draft


PLAIN = Format(
    name="plain",
    title="plain notation, one session on a line",
    unit="in each load",
    sniff=_sniff,
    read=_read,
    quirks="""
    - Lines of one date without a time are one session.
    - A line that is wrong is set aside as a whole.
    """,
    examples=(
        Example(
            """
# March
2026-03-09 18:00 deadlift 5@60kg w, 3x5@100kg rpe 8; pain 2 during
2026-03-11 squat 60kgx5
""",
            "2026-03-09 18:00 deadlift 5@60kg w, 3x5@100kg rpe 8; pain 2 during",
            aside={"unreadable": 1},
            problems=(
                "column 18: '60kgx5' is not read, as it could be load x reps or sets x reps; write 5@60kg (row set aside)",
            ),
        ),
    ),
)
