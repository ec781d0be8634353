"""kept: what rules make of one view, once for all of them."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, TypeVar


class Keeper(Protocol):
    """A View, which lives as long as its session is judged."""

    @property
    def results(self) -> dict[Any, Any]:
        """For each function, what came out."""


K = TypeVar("K", bound=Keeper)
R = TypeVar("R")


def kept(function: Callable[[K], R]) -> Callable[[K], R]:
    """Keep what a function makes of a View with it, for as long as its session is judged.

    Only for functions that look at nothing else, and whose result nobody changes.
    """

    @wraps(function)
    def kept_result(view: K) -> R:
        results = view.results
        try:
            result: R = results[function]
        except KeyError:
            result = results[function] = function(view)
        return result

    return kept_result
