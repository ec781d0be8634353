"""Aliases: a person's own names for exercises, each with the name that the catalogue has for it.

An own name wins over what the catalogue would make of it. Names are compared as everywhere: case, accents, brackets and
blanks do not matter.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from attrs import evolve

from ..errors import Problem
from .match import match
from .words import tokens

if TYPE_CHECKING:
    from ..model import Session

Aliases = tuple[tuple[str, str], ...]


def checked(table: object) -> tuple[Aliases, list[Problem]]:
    """The aliases of a TOML table, own names as they are compared; and everything that is wrong with the table."""
    if not isinstance(table, Mapping):
        return (), [Problem(f'aliases: {table!r} is no table; write [aliases] and "My row" = "cable row" below it')]
    problems: list[Problem] = []
    found: dict[str, str] = {}
    for own, name in table.items():
        compared = " ".join(tokens(str(own)))
        if not compared:
            problems.append(Problem(f"aliases: {own!r} has no letters to know it by"))
        elif not isinstance(name, str):
            problems.append(Problem(f'aliases: "{own}" = {name!r} is no name of an exercise'))
        elif match(name).exercise is None:
            near = " or ".join(repr(exercise.name) for exercise in match(name).nearest)
            hint = f"; did you mean {near}?" if near else ""
            problems.append(Problem(f'aliases: "{own}" = "{name}": the catalogue has no {name!r}{hint}'))
        elif found.setdefault(compared, name) != name:
            problems.append(Problem(f'aliases: "{own}" stands there twice, as "{found[compared]}" and as "{name}"'))
    return tuple(sorted(found.items())), problems


def renamed(session: "Session", aliases: Mapping[str, str]) -> "Session":
    """The session with each own name replaced by the catalogue's; itself where it has none."""
    written = {*(entry.exercise for entry in session.sets), *session.unread}
    known = {name: aliases[own] for name in written if (own := " ".join(tokens(name))) in aliases}
    if not known:
        return session
    sets = [evolve(entry, exercise=known.get(entry.exercise, entry.exercise)) for entry in session.sets]
    return evolve(session, sets=sets, unread=[known.get(name, name) for name in session.unread])
