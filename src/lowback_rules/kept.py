"""kept: what is worked out of one session or one of its lifts, once, however many later sessions look back on it."""

from collections.abc import Callable
from functools import wraps
from itertools import count
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast


class Keeper(Protocol):
    """A Summary or a Lift, which live as long as their log, or a View, which lives as long as it is judged."""

    @property
    def results(self) -> dict[str, Any]:
        """For each function, what came out last."""


K = TypeVar("K", bound=Keeper)
P = ParamSpec("P")
R = TypeVar("R")
_NUMBERS = count()


def kept(function: Callable[Concatenate[K, P], R]) -> Callable[Concatenate[K, P], R]:
    """Keep what a function makes of a Summary or Lift (or View) with it, for the arguments of the latest call.

    Only for functions that look at nothing but their arguments, of which at most the first is a View, and whose result
    nobody changes. Arguments are given in order, without names.
    """
    # Dictionaries of texts are smaller than others; a blank begins no name of an exercise, and no two are alike.
    key = f" {function.__name__} {next(_NUMBERS)}"
    made = (_alone if function.__code__.co_argcount == 1 else _with_arguments)(function, key)
    return cast("Callable[Concatenate[K, P], R]", wraps(function)(made))


def _alone(function: Callable[..., Any], key: str) -> Callable[[Any], Any]:
    def kept_result(of: Keeper) -> Any:
        try:
            return of.results[key]
        except KeyError:
            result = of.results[key] = function(of)
            return result

    return kept_result


def _with_arguments(function: Callable[..., Any], key: str) -> Callable[..., Any]:
    def kept_result(of: Keeper, *arguments: Any) -> Any:
        found = of.results.get(key)
        if found is not None and found[0] == arguments:
            return found[1]
        result = function(of, *arguments)
        of.results[key] = arguments, result
        return result

    return kept_result
