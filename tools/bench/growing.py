"""A history that grows by one session, and a check without a ready History."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from lowback_rules import History, Session, check_session

from .lifter import sessions
from .measure import Result, ratios


def results() -> Iterator[Result]:
    """Goals 3 and 4."""
    logs = {years: sessions(years) for years in (3, 30)}
    judged = {years: partial(check_session, log[-1], log[:-1]) for years, log in logs.items()}
    longer = ratios(judged[30], judged[3], rounds=9, repeat=(2, 4))
    yield Result(3, "check_session with a list of 30 years", "with one of 3 years, ten times fewer", 2, longer)
    appended, pointers = _appending(logs[30]), _pointers(logs[30])
    copies = ratios(appended, pointers, rounds=15, repeat=(50, 50))
    yield Result(4, "with_session after 30 years", "a copy of the pointers that grow with the log", 2, copies)


def _appending(log: list[Session]) -> Callable[[], object]:
    history = History(log[:-1])
    check_session(log[-1], history)
    return partial(history.with_session, log[-1])


def _pointers(log: list[Session]) -> Callable[[], object]:
    """What any history of this shape has to copy: sessions, ids and instants, and columns of its index."""
    history = History(log[:-1])
    check_session(log[-1], history)
    (index,) = history._indexes.values()
    tuples = history.sessions, history.ids, history._instants
    columns: list[list[Any]] = [index.summaries, index.instants, index.days, index.lumbar, index.core, index.unread]
    columns += [*index.records.values(), *index.unrated.values()]

    def copied() -> object:
        return [(*each, None) for each in tuples], {**history._by_id}, [column.copy() for column in columns]

    return copied
