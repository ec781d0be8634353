"""The errors this package raises, and Problem, the one thing wrong that each of them lists."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from .values import frozen

T = TypeVar("T")


@frozen
class Problem:
    """One thing wrong in an input: where it is, and what would be right.

    `line` counts from 1; `column` is the name of a table's column as written; `path` is a JSON path such as
    `$[0].exercises[1].sets[0].unit`.
    """

    message: str
    line: int | None = None
    path: str | None = None
    file: str | None = None
    column: str | None = None

    def __str__(self) -> str:
        place = [self.file] if self.file else []
        if self.line is not None:
            place.append(f"line {self.line}" if self.column is None else f"line {self.line}, {self.column}")
        if self.path is not None:
            place.append(self.path)
        # Where a column is called as the field is, its name stands at the beginning of the message too.
        message = self.message if self.column is None else self.message.removeprefix(f"{self.column}: ")
        return ": ".join([*place, message])


def nearest(name: str, known: Iterable[str]) -> str:
    """The end of a sentence on a name that is none of those known: what was meant, if one is like it."""
    import difflib

    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.4)
    return f"; did you mean {close[0]!r}?" if close else ""


def each_of(name: str, given: Iterable[T]) -> Iterator[T]:
    """What an argument holds, one after the other; LogError if it is no list, such as a single one."""
    try:
        return iter(given)
    except TypeError:
        raise LogError(f"{name}: give a list of them, even of one; this is of type {type(given).__name__}") from None


class LowbackError(Exception):
    """The parent of every error that this package raises on purpose; `problems` lists each thing wrong."""

    problems: tuple[Problem, ...]

    def __init__(self, problems: str | Iterable[Problem]) -> None:
        self.problems = (Problem(problems),) if isinstance(problems, str) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type["LowbackError"], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


class LogError(LowbackError, ValueError):
    """A session, a set or a whole log that cannot be right."""


class PolicyError(LowbackError, ValueError):
    """A policy that names no rule or limit of ours, or a value outside a limit's range."""


class RuleError(LowbackError):
    """A rule that is declared wrongly, or a plug-in that cannot be loaded."""


class UnjudgedError(LowbackError):
    """A source that check_many() could not judge through no fault of its own: its worker ended, or there was a bug."""
