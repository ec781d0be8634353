"""One session and whole logs, with all rules at their defaults and full outcomes, against the floors by hand."""

import gc
from collections.abc import Iterator
from functools import partial
from math import log

from lowback_rules import History, Session, check_log, check_session

from .floors import Index, floor_a, floor_b
from .lifter import sessions
from .measure import Result, ratios, seconds

# What an engine that aggregates for itself takes for a session, over what the index by hand takes: measured once, on
# another machine, with six checks (955 us and 3.5 us). It is not measured here.
FASTEST_ENGINE = 955 / 3.5
YEARS, ROUNDS = (1, 3, 10, 30), 7


def results() -> Iterator[Result]:
    """Goals 1 and 2."""
    yield from _one_session()
    yield from _whole_logs()


def _one_session() -> Iterator[Result]:
    calls = {}
    for years in (1, 30):
        *past, today = sessions(years)
        history, index = History(past), Index()
        for session in past:
            index.record(session)
        calls[years] = partial(check_session, today, history), partial(index.check, today)
    by_hand = ratios(*calls[1], rounds=15, repeat=(20, 500))
    yield Result(1, "one session, History ready", "the six checks by hand, their index ready", 25, by_hand)
    against = [ratio / FASTEST_ENGINE for ratio in by_hand]
    yield Result(1, "one session", "the fastest rule engine that aggregates for itself", 0.1, against)
    longer = ratios(calls[30][0], calls[1][0], rounds=15, repeat=(20, 20))
    yield Result(1, "one session after 30 years", "after one year", 1.2, longer)


def _whole_logs() -> Iterator[Result]:
    log = sessions(10)
    whole = ratios(partial(_judge, log), partial(floor_b, log), rounds=9, repeat=(1, 10))
    yield Result(2, "check_log of ten years, History and index built in it", "floor b", 15, whole)
    del log
    what, against = "growth of check_log from 1 to 30 years, as an exponent", "more than floor a's"
    yield Result(2, what, against, 0.05, [_growth() for _ in range(ROUNDS)], unit="")
    gc.disable()
    without = [_growth() for _ in range(ROUNDS)]
    gc.enable()
    yield Result(2, "the same growth, if the garbage collector is off", against, 0.05, without, unit="")


def _growth() -> float:
    """How much faster the time of a log grows than that of floor a; only the log at hand is in memory."""
    ours, floor = list[float](), list[float]()
    for years in YEARS:
        log = sessions(years)
        # What a collector finds to do is its log's own.
        gc.collect()
        ours.append(seconds(partial(_judge, log)))
        floor.append(seconds(partial(floor_a, log), 10))
    return _exponent(ours) - _exponent(floor)


def _judge(log: list[Session]) -> None:
    check_log(History(log))


def _exponent(times: list[float]) -> float:
    """The exponent of time on years: the slope of the logarithms by least squares."""
    xs, ys = [log(years) for years in YEARS], [log(time) for time in times]
    middle_x, middle_y = sum(xs) / len(xs), sum(ys) / len(ys)
    spread = sum((x - middle_x) ** 2 for x in xs)
    return sum((x - middle_x) * (y - middle_y) for x, y in zip(xs, ys, strict=True)) / spread
