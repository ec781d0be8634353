"""What each rule costs a session, each on a history of its own, as multiples of what floor b takes for a session.

And what 31 rules cost that judge nothing, which no goal can go below.
"""

from collections.abc import Callable, Iterator
from functools import partial
from statistics import median

from attrs import evolve

from lowback_rules import History, Lifter, Policy, Session, check_log, check_session
from lowback_rules.authoring import Gap, Verdicts, View
from lowback_rules.policy import Active, Resolved
from lowback_rules.rule import Rule

from .floors import Index, floor_b
from .lifter import sessions
from .measure import Result, ratios, seconds

YEARS, ROUNDS = 3, 5


def least() -> Iterator[Result]:
    """Goals 1 and 2 with rules that judge nothing: the index, views, calls, outcomes and reports."""
    log = sessions(YEARS)
    active = Policy().resolve(Lifter()).active
    nothing = Policy(catalogue=[evolve(each.rule, function=_nothing) for each in active])
    one_field = Policy(catalogue=[evolve(each.rule, function=_one_field(each.rule)) for each in active])
    *past, today = log
    history, index = History(past), Index()
    for session in past:
        index.record(session)
    by_hand = partial(index.check, today)
    for what, policy in (("looks at nothing", nothing), ("reads one field and says that it is missing", one_field)):
        one = ratios(partial(check_session, today, history, policy=policy), by_hand, rounds=15, repeat=(20, 500))
        yield Result(1, f"one session, if each rule {what}", "the six checks by hand, their index ready", 25, one)
        whole = ratios(partial(_whole, log, policy), partial(floor_b, log), rounds=9, repeat=(1, 5))
        yield Result(2, f"a whole log, if each rule {what}", "floor b", 15, whole)


def shares() -> Iterator[tuple[str, float]]:
    """The index, making views, and each rule that is on by default; the dearest first."""
    log = sessions(YEARS)
    resolved = Policy().resolve(Lifter())
    costs = {name: list[float]() for name in ("the index", "a view", *(active.rule.id for active in resolved.active))}
    for _ in range(ROUNDS):
        floor = median([seconds(partial(floor_b, log)) for _ in range(9)])
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


def _one_field(rule: Rule) -> Callable[[View, object], Verdicts]:
    (what, kind), *_ = rule.gaps.items()
    gap = Gap("low-back", kind, what)

    def missing(view: View, limits: object) -> Verdicts:
        if view.session.general_warmup_minutes is None:
            yield gap

    return missing


def _whole(log: list[Session], policy: Policy) -> None:
    check_log(History(log), policy=policy)


def _views(history: History, resolved: Resolved) -> None:
    for session, session_id in zip(history.sessions, history.ids, strict=True):
        history.view(session, resolved.definitions, None, session_id)


def _judge(history: History, resolved: Resolved, active: Active) -> None:
    for session, session_id in zip(history.sessions, history.ids, strict=True):
        view = history.view(session, resolved.definitions, None, session_id)
        active.rule.judge(view, active.limits, active.origins)
