"""The emergency and advice telephone numbers of each country, for the texts that send someone to a doctor."""

import json
from functools import cache
from pathlib import Path

from attrs import frozen

from .errors import PolicyError


@frozen
class Advice:
    """A line for medical advice when it is no emergency: its number and what it is called."""

    number: str
    name: str


@frozen
class Country:
    """One country's numbers and what its emergency department is called there in English.

    `emergency`: numbers that send an ambulance, the first one to dial first. `advice`: None where no line that answers
    in the whole country is known. `verification`: "page" where `source` was read and states every number, "memory"
    where not all of them were read there. `checked`: the day of that reading, of a copy of the page that may be older.
    """

    code: str
    name: str
    emergency: tuple[str, ...]
    advice: Advice | None
    department: str
    source: str
    verification: str
    checked: str


@cache
def countries() -> dict[str, Country]:
    """Every known country by its ISO 3166-1 alpha-2 code."""
    data = json.loads(Path(__file__).with_name("countries.json").read_text(encoding="utf-8"))
    return {
        code: Country(
            code=code,
            name=entry["name"],
            emergency=tuple(entry["emergency"]),
            advice=None if entry["advice"] is None else Advice(**entry["advice"]),
            department=entry["department"],
            source=entry["source"],
            verification=entry["verification"],
            checked=entry["checked"],
        )
        for code, entry in data.items()
    }


def country(code: str) -> Country:
    """The country of an ISO 3166-1 alpha-2 code, in either case; PolicyError names the nearest if it is unknown."""
    known = countries()
    found = known.get(code.upper())
    if found is not None:
        return found
    near = " or ".join(f"{each.code!r} ({each.name})" for each in _nearest(code))
    hint = f"did you mean {near}?" if near else f"the known codes are {', '.join(known)}"
    raise PolicyError(f"country: {code!r} is not known; {hint}")


def _nearest(text: str) -> list[Country]:
    """The countries whose code, name or initials are nearest, if near at all: one letter off in three."""
    wanted = text.strip().casefold()
    off = {}
    for each in countries().values():
        # People write UK for the United Kingdom, which is GB.
        initials = "".join(word[0] for word in each.name.split())
        spellings = (each.code, each.name, initials) if len(initials) > 1 else (each.code, each.name)
        off[each] = min(_letters_off(wanted, spelling.casefold()) for spelling in spellings)
    least = min(off.values())
    return [each for each, letters in off.items() if letters == least] if least <= len(wanted) // 3 else []


def _letters_off(a: str, b: str) -> int:
    """How many letters to add, drop or change to make `a` into `b`."""
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, right in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (left != right))
    return row[-1]
