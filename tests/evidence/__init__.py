"""The evidence file's own examples, as logs: its facts in examples.json, and for each rule a builder that makes a log of them."""

from collections.abc import Iterable

from attrs import field, frozen

from lowback_rules import Lifter


def _names(value: Iterable[str] | None) -> frozenset[str] | None:
    return None if value is None else frozenset(value)


@frozen
class Log:
    """A log in the plain notation, of which the last line is judged, and whose it is."""

    text: str
    level: str = "intermediate"
    back_history: bool = False
    records: frozenset[str] | None = field(default=None, converter=_names)
    lifter: Lifter = Lifter()
