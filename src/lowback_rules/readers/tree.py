"""A JSON tree that is read by hand, noting every problem with its path."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from ..errors import LogError, Problem
from ..load import decimal
from .dates import from_epoch
from .format import Unit


def parsed(text: str) -> Any:
    """The JSON value of a text, numbers exact; LogError with the line on what is no whole JSON."""

    def refuse(constant: str) -> None:
        raise LogError(f"{constant} is no JSON number")

    try:
        return json.loads(text.lstrip("\ufeff"), parse_float=Decimal, parse_constant=refuse)
    except json.JSONDecodeError as error:
        raise LogError([Problem(f"is no whole JSON: {error.msg} at column {error.colno}", line=error.lineno)]) from None
    except RecursionError:
        raise LogError("the JSON is nested too deep for a training log") from None
    except LogError:
        raise
    except (ValueError, ArithmeticError) as error:
        # ArithmeticError: an exponent that no Decimal holds.
        raise LogError(f"is no JSON: {error}") from None


def written(value: Any) -> str:
    """A JSON value as text, numbers exact, as parsed() reads it back."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{written(key)}: {written(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    return str(value) if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)


class Node:
    """A place in the JSON: its value, its path, and where to note what is wrong there, and the units of the file."""

    __slots__ = ("_above", "_step", "problems", "units", "value")

    def __init__(
        self,
        value: Any,
        step: str | int,
        problems: list[Problem],
        units: list[str] | None = None,
        above: "Node | None" = None,
    ) -> None:
        self.value: Any = value
        self._step = step
        self._above = above
        self.problems: list[Problem] = problems
        self.units: list[str] = [] if units is None else units

    @property
    def path(self) -> str:
        """The JSON path: the step that leads here from the place above, after its path; written where it is asked for."""
        step, above = self._step, self._above
        if above is None:
            return str(step)
        if isinstance(step, int):
            return f"{above.path}[{step}]"
        return f"{above.path}.{step}" if step.isidentifier() else f'{above.path}["{step}"]'

    @property
    def unit(self) -> Unit:
        """The unit of most weights noted in the file; kg, if they are as many."""
        return "lb" if self.units.count("lb") > self.units.count("kg") else "kg"

    def wrong(self, message: str) -> None:
        """Note that this value is wrong."""
        self.problems.append(Problem(message, path=self.path))

    def apart(self) -> "Node":
        """This place, with what is wrong at it noted apart from the rest of the file."""
        return Node(self.value, self.path, [], self.units)

    def let_go(self) -> None:
        """Take the value of an item out of the tree, so that it is not held beside what was made of it."""
        if self._above is not None and isinstance(self._step, int):
            self._above.value[self._step] = None
        self.value = None

    def child(self, key: str) -> "Node":
        """The value under a key, None if there is none."""
        value = self.value.get(key) if isinstance(self.value, dict) else None
        return Node(value, key, self.problems, self.units, self)

    def items(self) -> Iterator["Node"]:
        """The values of an array; none of what is absent."""
        if self.value is None:
            return
        if not isinstance(self.value, list):
            self.wrong(f"{shown(self.value)} is no array")
            return
        for index, value in enumerate(self.value):
            yield Node(value, index, self.problems, self.units, self)

    def object(self) -> bool:
        """Whether this is an object; noted if not."""
        if not isinstance(self.value, dict):
            self.wrong(f"{shown(self.value)} is no object")
        return isinstance(self.value, dict)

    def keys(self, prefix: str, known: frozenset[str]) -> None:
        """Note keys of a namespace that are not in its list."""
        for key in self.value:
            if key.startswith(prefix) and key not in known:
                self.child(key).wrong(f"is no field of this format; known are {', '.join(sorted(known))}")

    def typed(self, key: str, kinds: tuple[type, ...], what: str) -> Any:
        """The value under a key if it is of these types; None if absent; noted if not."""
        value = self.value.get(key) if isinstance(self.value, dict) else None
        if value is None:
            return None
        if isinstance(value, bool) is not (kinds == (bool,)) or not isinstance(value, kinds):
            self.child(key).wrong(f"{shown(value)} is no {what}")
            return None
        return value

    def text(self, key: str) -> str | None:
        """A text."""
        value: str | None = self.typed(key, (str,), "text")
        return value

    def number(self, key: str) -> Decimal | int | None:
        """A number of 0 or more."""
        value: Decimal | int | None = self.typed(key, (int, Decimal), "number")
        if value is None or self.child(key).built(lambda: decimal(value, key)) is None:
            return None
        if value < 0:
            self.child(key).wrong(f"{value} is negative; it must be 0 or more")
            return None
        return value

    def whole(self, key: str) -> int | None:
        """A whole number of 0 or more."""
        value = self.number(key)
        if value is not None and value != int(value):
            self.child(key).wrong(f"{value} is no whole number")
            return None
        return None if value is None else int(value)

    def flag(self, key: str) -> bool | None:
        """True or false."""
        value: bool | None = self.typed(key, (bool,), "true or false")
        return value

    def moment(self, key: str) -> datetime | None:
        """A date-time."""
        text = self.text(key)
        if text is None:
            return None
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            self.child(key).wrong(f"{shown(text)} is no date-time such as 2024-01-15T09:30:00Z")
            return None

    def instant(self, key: str) -> datetime | None:
        """A date-time with an offset, in UTC without one; or seconds since 1970."""
        value = self.value.get(key)
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            at: datetime | None = self.child(key).built(lambda: from_epoch(value))
            return at
        moment = self.moment(key)
        return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment

    def name(self, key: str) -> str | None:
        """An identifier: a text, or a whole number as text."""
        value = self.value.get(key)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        return self.text(key) or None

    def built(self, make: Callable[[], Any]) -> Any:
        """What `make` returns, or None with its error noted here."""
        try:
            return make()
        except LogError as error:
            self.refuse(error)
            return None

    def refuse(self, error: LogError) -> None:
        """Note what an error says of this value."""
        for problem in error.problems:
            self.wrong(problem.message)


def shown(value: Any) -> str:
    """A JSON value as an error names it, cut to length."""
    text = json.dumps(value, default=str, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}..."
