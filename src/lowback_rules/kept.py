"""kept: what is worked out of one session or one of its lifts, once, however many later sessions look back on it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast


class Keeper(Protocol):
    """A Summary or a Lift: it lives as long as its log, and keeps for each function the latest result."""

    @property
    def results(self) -> dict[object, Any]:
        """What came out, by function."""


K = TypeVar("K", bound=Keeper)
P = ParamSpec("P")
R = TypeVar("R")


def kept(function: Callable[Concatenate[K, P], R]) -> Callable[Concatenate[K, P], R]:
    """Keep what a function makes of a Summary or Lift with it, for the arguments of the latest call.

    Only for functions that look at nothing but their arguments, none of which is a View, and whose result nobody
    changes. Arguments are given in order, without names.
    """
    made = _alone(function) if function.__code__.co_argcount == 1 else _with_arguments(function)
    return cast("Callable[Concatenate[K, P], R]", wraps(function)(made))


def _alone(function: Callable[..., Any]) -> Callable[[Any], Any]:
    def kept_result(of: Keeper) -> Any:
        try:
            return of.results[kept_result]
        except KeyError:
            result = of.results[kept_result] = function(of)
            return result

    return kept_result


def _with_arguments(function: Callable[..., Any]) -> Callable[..., Any]:
    def kept_result(of: Keeper, *arguments: Any) -> Any:
        found = of.results.get(kept_result)
        if found is not None and found[0] == arguments:
            return found[1]
        result = function(of, *arguments)
        of.results[kept_result] = arguments, result
        return result

    return kept_result
