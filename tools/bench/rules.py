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
from .measure import ratios, seconds

YEARS, ROUNDS = 3, 5
NOTHING = "a whole log, if the rules looked at nothing"
ONE_FIELD = "a whole log, if each rule read one field and said that it is missing"
ONE_SESSION = "one session, the same, over the six checks by hand"


def shares() -> Iterator[tuple[str, float]]:
    """The index, making views, and each rule that is on by default; the dearest first.

    And what is judged by rules that judge nothing: the index, views, calls, outcomes and reports.
    """
    log = sessions(YEARS)
    resolved = Policy().resolve(Lifter())
    named = ("the index", "a view", NOTHING, ONE_FIELD, *(active.rule.id for active in resolved.active))
    costs = {name: list[float]() for name in named}
    idle = Policy(catalogue=[evolve(active.rule, function=_nothing) for active in resolved.active])
    least = Policy(catalogue=[evolve(active.rule, function=_one_field(active.rule)) for active in resolved.active])
    for _ in range(ROUNDS):
        floor = median([seconds(partial(floor_b, log)) for _ in range(9)])
        costs[NOTHING] += [seconds(partial(_whole, log, idle)) / floor for _ in range(3)]
        costs[ONE_FIELD] += [seconds(partial(_whole, log, least)) / floor for _ in range(3)]
        for active in resolved.active:
            history = History(log)
            costs["the index"].append(seconds(partial(history.index, resolved.definitions, None)) / floor)
            costs["a view"].append(seconds(partial(_views, history, resolved)) / floor)
            costs[active.rule.id].append(seconds(partial(_judge, history, resolved, active)) / floor)
    middle = {name: median(each) for name, each in costs.items()}
    for active in resolved.active:
        middle[active.rule.id] -= middle["a view"]
    least_of_all = ONE_FIELD, middle.pop(ONE_FIELD)
    yield from (least_of_all, (ONE_SESSION, median(_one_session(log, least))))
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


def _one_session(log: list[Session], policy: Policy) -> list[float]:
    *past, today = log
    history, index = History(past), Index()
    for session in past:
        index.record(session)
    ours, floor = partial(check_session, today, history, policy=policy), partial(index.check, today)
    return ratios(ours, floor, rounds=15, repeat=(20, 500))


def _whole(log: list[Session], policy: Policy) -> None:
    check_log(History(log), policy=policy)


def _views(history: History, resolved: Resolved) -> None:
    for session, session_id in zip(history.sessions, history.ids, strict=True):
        history.view(session, resolved.definitions, None, session_id)


def _judge(history: History, resolved: Resolved, active: Active) -> None:
    for session, session_id in zip(history.sessions, history.ids, strict=True):
        view = history.view(session, resolved.definitions, None, session_id)
        active.rule.judge(view, active.limits, active.origins)
