"""Figures: what a function makes of each thing in a row, worked out once, however many sessions look back on it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

# A function that is made anew for each session would fill the memory with its results.
_MOST_COLUMNS = 128
# So many results are worked out at a time, so that a column that grows is not copied for each session.
_AT_A_TIME = 64


class Figures:
    """The results of functions for one row, which may grow at its end and does not change otherwise.

    Of each function those of its latest arguments are kept. A list of results is never changed, only replaced, so
    that threads and rows grown from this one may share it.
    """

    __slots__ = ("_known",)

    def __init__(self, known: Mapping[Callable[..., Any], tuple[tuple[Any, ...], int, list[Any]]] | None = None):
        self._known = {} if known is None else dict(known)

    def copy(self) -> "Figures":
        """What is known, for a row that begins with this one."""
        return Figures(self._known)

    def of(
        self, row: Sequence[Any], begin: int, end: int, function: Callable[..., Any], arguments: tuple[Any, ...]
    ) -> list[Any]:
        """What the function makes of row[begin:end], as a list of the caller's own."""
        found = self._known.get(function)
        if found is None or found[0] != arguments:
            found = arguments, begin, list[Any]()
        elif found[1] <= begin and end <= found[1] + len(found[2]):
            return found[2][begin - found[1] : end - found[1]]
        _, first, known = found
        try:
            # Who looks back once further than before, does again.
            older = [function(item, *arguments) for item in row[:first]] if begin < first else []
            newer = [
                function(item, *arguments) for item in row[first + len(known) : -(-end // _AT_A_TIME) * _AT_A_TIME]
            ]
        except Exception:
            # It is for those alone who look back that far.
            return [function(item, *arguments) for item in row[begin:end]]
        if len(self._known) >= _MOST_COLUMNS:
            oldest, *_ = self._known
            self._known.pop(oldest, None)
        first, results = first - len(older), [*older, *known, *newer]
        self._known[function] = arguments, first, results
        return results[begin - first : end - first]
