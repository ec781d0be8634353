"""What the workers of tests/test_many.py run: it stands alone, since each worker imports it."""

import os
from pathlib import Path

from lowback_rules import Log, Policy, read_log
from lowback_rules.catalogue import load_rules

BUG, EXIT, FILE_GONE = b"a bug", b"the end", b"no file"


def read(source: str | bytes | Path) -> Log:
    """read_log(), but of some sources it is the end."""
    if source == BUG:
        raise KeyError("no such column")
    if source == EXIT:
        os._exit(3)
    if source == FILE_GONE:
        raise ConnectionError("the store does not answer")
    return read_log(source, unit="lb")


class UnluckyError(Exception):
    """One that does not survive being pickled."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"{first} {second}")


def unlucky(source: object) -> Log:
    """A reader with such an error."""
    raise UnluckyError("bad", "luck")


def arrive_nowhere() -> Policy:
    """What unpickles into an error."""
    raise OSError("not here")


class NotThere(Policy):
    """A policy that pickles and cannot be loaded."""

    def __reduce__(self) -> tuple[object, ...]:
        return arrive_nowhere, ()


class Other(Policy):
    """A policy that is another one where it arrives."""

    def __reduce__(self) -> tuple[object, ...]:
        return other, ()


def other() -> Policy:
    """A policy of one rule."""
    return Policy(catalogue=load_rules("lowback_rules.rules.rest.sleep"))
