"""kept: what is worked out of one session or one of its lifts, once, however many later sessions look back on it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar


class Keeper(Protocol):
    """A Summary or a Lift: it lives as long as its log, and keeps for each function the latest result."""

    @property
    def results(self) -> dict[object, tuple[Any, Any]]:
        """By function: the arguments, and what came out."""


K = TypeVar("K", bound=Keeper)
P = ParamSpec("P")
R = TypeVar("R")


def kept(function: Callable[Concatenate[K, P], R]) -> Callable[Concatenate[K, P], R]:
    """Keep what a function makes of a Summary or Lift with it, for the arguments of the latest call.

    Only for functions that look at nothing but their arguments, none of which is a View, and whose result nobody
    changes.
    """

    @wraps(function)
    def kept_result(of: K, /, *arguments: P.args, **_: P.kwargs) -> R:
        found = of.results.get(kept_result)
        if found is not None and found[0] == arguments:
            result: R = found[1]
            return result
        result = function(of, *arguments)  # type: ignore[call-arg]  # keywords would be part of the key
        of.results[kept_result] = arguments, result
        return result

    return kept_result
