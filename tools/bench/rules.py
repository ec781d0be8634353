"""What each rule costs a session, each on a history of its own, as multiples of what floor b takes for a session."""

from collections.abc import Iterator
from functools import partial
from statistics import median

from attrs import evolve

from lowback_rules import History, Lifter, Policy, Session, check_log
from lowback_rules.authoring import Verdicts, View
from lowback_rules.policy import Active, Resolved

from .floors import floor_b
from .lifter import sessions
from .measure import seconds

YEARS, ROUNDS = 3, 5
NOTHING = "a whole log, if the rules looked at nothing"


def shares() -> Iterator[tuple[str, float]]:
    """The index, making views, and each rule that is on by default; the dearest first.

    And a log that is judged whole by rules that look at nothing: the index, views, calls, outcomes and reports.
    """
    log = sessions(YEARS)
    resolved = Policy().resolve(Lifter())
    named = ("the index", "a view", NOTHING, *(active.rule.id for active in resolved.active))
    costs = {name: list[float]() for name in named}
    idle = Policy(catalogue=[evolve(active.rule, function=_nothing) for active in resolved.active])
    for _ in range(ROUNDS):
        floor = median([seconds(partial(floor_b, log)) for _ in range(9)])
        costs[NOTHING] += [seconds(partial(_whole, log, idle)) / floor for _ in range(3)]
        for active in resolved.active:
            history = History(log)
            costs["the index"].append(seconds(partial(history.index, resolved.definitions, None)) / floor)
            costs["a view"].append(seconds(partial(_views, history, resolved)) / floor)
            costs[active.rule.id].append(seconds(partial(_judge, history, resolved, active)) / floor)
    middle = {name: median(each) for name, each in costs.items()}
    for active in resolved.active:
        middle[active.rule.id] -= middle["a view"]
    yield from sorted(middle.items(), key=lambda item: -item[1])


def _nothing(view: View, limits: object) -> Verdicts:
    yield from ()


def _whole(log: list[Session], policy: Policy) -> None:
    check_log(History(log), policy=policy)


def _views(history: History, resolved: Resolved) -> None:
    for session, session_id in zip(history.sessions, history.ids, strict=True):
        history.view(session, resolved.definitions, None, session_id)


def _judge(history: History, resolved: Resolved, active: Active) -> None:
    for session, session_id in zip(history.sessions, history.ids, strict=True):
        view = history.view(session, resolved.definitions, None, session_id)
        active.rule.judge(view, active.limits, active.origins)
