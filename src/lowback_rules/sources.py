"""The publications that rules cite: key, citation, and how much of each was read."""

import json
from functools import cache
from pathlib import Path

from attrs import frozen

READ = {
    "page": "its numbers were read",
    "partial": "read in part, the rest from memory",
    "memory": "from memory, not looked up",
}


@frozen
class Source:
    """One publication.

    `verification`: "page" where the numbers used were read on a page, "partial" where its existence and some of them
    were, "memory" where it was not looked up.
    """

    key: str
    citation: str
    doi: str
    design: str
    verification: str


@cache
def sources() -> dict[str, Source]:
    """Every publication by its key."""
    data = json.loads(Path(__file__).with_name("sources.json").read_text(encoding="utf-8"))
    return {key: Source(key, **entry) for key, entry in data.items()}
