"""A history that grows by one session, and a check without a ready History."""

from collections.abc import Callable, Iterator
from functools import partial

from lowback_rules import History, Session, check_session

from .lifter import sessions
from .measure import Result, ratios

COPIES = 9


def results() -> Iterator[Result]:
    """Goals 3 and 4."""
    logs = {years: sessions(years) for years in (3, 30)}
    judged = {years: partial(check_session, log[-1], log[:-1]) for years, log in logs.items()}
    longer = ratios(judged[30], judged[3], rounds=9, repeat=(2, 4))
    yield Result(3, "check_session with a list of 30 years", "with one of 3 years, ten times fewer", 2, longer)
    appended = _appending(logs[30])
    once = _appending(logs[3])
    pointers = list(range(len(logs[30])))
    copies = ratios(appended, lambda: [pointers.copy() for _ in range(COPIES)], rounds=9, repeat=(50, 50))
    yield Result(4, "with_session after 30 years", f"{COPIES} copies of a list as long", 15, copies)
    yield Result(
        4, "with_session after 30 years", "after 3 years", 3, ratios(appended, once, rounds=9, repeat=(50, 50))
    )


def _appending(log: list[Session]) -> Callable[[], object]:
    history = History(log[:-1])
    check_session(log[-1], history)
    return partial(history.with_session, log[-1])
