"""check_session, check_log and check_plan: from a log to reports."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import cache
from typing import Literal, get_args

from attrs import evolve

from .catalogue import Broken
from .errors import LogError, PolicyError
from .exercises.aliases import renamed
from .history import History, checked_session
from .model import Lifter, Session
from .policy import Active, Policy, Resolved
from .verdict import Gap, Outcome, Report, UnknownExercise, hide
from .view import View

OnError = Literal["raise", "report"]
# So many sessions are judged by one rule before the next: few enough to be held beside their reports.
_AT_A_TIME = 256


def check_session(
    session: Session,
    history: History | Iterable[Session] = (),
    *,
    lifter: Lifter | None = None,
    policy: Policy | None = None,
    on_error: OnError = "raise",
) -> Report:
    """Judge one session, planned or done, against what came before it: one Outcome for each enabled rule.

    A session of `history` with the same id is left out; sessions at or after the start of `session` are not seen. Give
    a History, not a list, to judge many sessions of one log. A bug in a rule and a plug-in that cannot be loaded raise,
    or with on_error="report" become a Gap.
    """
    session = checked_session(session)
    resolved = _resolved(policy, lifter, on_error)
    # What is built here is thrown away after the call, so no more is built than the rules look back on.
    past, days = (history, None) if isinstance(history, History) else (History(history), resolved.days_back)
    if policy is not None and policy.aliases:
        session, past = renamed(session, policy.aliases), past.renamed(policy.aliases)
    view = past.view(session, resolved.definitions, lifter, days=days)
    return _report(view, [_outcome(active, view, resolved.notes, on_error) for active in resolved.active], resolved)


def check_log(
    history: History | Iterable[Session],
    *,
    lifter: Lifter | None = None,
    policy: Policy | None = None,
    since: date | None = None,
    on_error: OnError = "raise",
) -> tuple[Report, ...]:
    """Judge each session of a log against what came before it, in order; `since` leaves out reports of earlier days."""
    past = history if isinstance(history, History) else History(history)
    resolved, since = _resolved(policy, lifter, on_error), _day(since)
    if policy is not None and policy.aliases:
        past = past.renamed(policy.aliases)
    chosen = [
        (session, session_id)
        for session, session_id in zip(past.sessions, past.ids, strict=True)
        if since is None or session.day >= since
    ]
    return tuple(_reports(chosen, past, resolved, lifter, on_error))


def check_plan(
    plan: Iterable[Session],
    history: History | Iterable[Session] = (),
    *,
    lifter: Lifter | None = None,
    policy: Policy | None = None,
    since: date | None = None,
    on_error: OnError = "raise",
) -> tuple[Report, ...]:
    """Judge each session of a plan as if those before it had been done as planned, after what is in `history`.

    The plan comes after the log: LogError if it begins before the last session of `history` that was done.
    """
    past = history if isinstance(history, History) else History(history)
    to_come = History(evolve(session, planned=False) for session in History(plan))
    if policy is not None and policy.aliases:
        past, to_come = past.renamed(policy.aliases), to_come.renamed(policy.aliases)
    as_done = History((*past.sessions, *to_come.sessions), days=past.days, records=past.records)
    done = [session for session in past.sessions if not session.planned]
    if done and to_come.sessions and to_come.sessions[0].starts_at <= done[-1].starts_at:
        raise LogError(
            f"start: the plan begins on {to_come.sessions[0].day}, and the log has a workout of {done[-1].day}; "
            "give a later start of the plan, or the log before it alone"
        )
    planned = {id(session) for session in to_come.sessions}
    resolved, since = _resolved(policy, lifter, on_error), _day(since)
    chosen = [
        (session, session_id)
        for session, session_id in zip(as_done.sessions, as_done.ids, strict=True)
        if id(session) in planned and (since is None or session.day >= since)
    ]
    return tuple(_reports(chosen, as_done, resolved, lifter, on_error))


def _day(since: date | None) -> date | None:
    if since is not None and not isinstance(since, date):
        raise LogError(f"since: {since!r} is no date")
    return since.date() if isinstance(since, datetime) else since


def _resolved(policy: Policy | None, lifter: Lifter | None, on_error: OnError) -> Resolved:
    if lifter is not None and not isinstance(lifter, Lifter):
        raise LogError(f"lifter: {lifter!r} is no Lifter; write Lifter(level={lifter!r})")
    if policy is not None and not isinstance(policy, Policy):
        raise PolicyError(f"policy: {policy!r} is no Policy")
    if on_error not in get_args(OnError):
        raise LogError(f"on_error: {on_error!r} is neither 'raise' nor 'report'")
    chosen = _default_policy() if policy is None else policy
    if on_error == "raise":
        chosen.check()
    return chosen.resolve(lifter)


@cache
def _default_policy() -> Policy:
    return Policy()


def _reports(
    chosen: list[tuple[Session, str]], history: History, resolved: Resolved, lifter: Lifter | None, on_error: OnError
) -> Iterator[Report]:
    """The reports of some sessions of a history, each with its id.

    One rule judges many sessions before the next one does: a processor that stays with the code of one rule is a third
    faster than one that goes through that of all for each session.
    """
    for begin in range(0, len(chosen), _AT_A_TIME):
        views = [
            history.view(session, resolved.definitions, lifter, session_id)
            for session, session_id in chosen[begin : begin + _AT_A_TIME]
        ]
        by_rule = [[_outcome(active, view, resolved.notes, on_error) for view in views] for active in resolved.active]
        for place, view in enumerate(views):
            yield _report(view, [outcomes[place] for outcomes in by_rule], resolved)


def _report(view: View, outcomes: list[Outcome], resolved: Resolved) -> Report:
    """The report of a session of which each rule has said what it has to say."""
    outcomes += [_of_broken(broken) for broken in resolved.broken]
    if [outcome for outcome in outcomes if outcome.findings]:
        outcomes = list(hide(outcomes, resolved.hides))
    summary = view.summary
    return Report(
        summary.id,
        summary.session.start.isoformat(),
        tuple(outcomes),
        tuple([UnknownExercise(lift.subject, len(lift.sets)) for lift in summary.unknown]),
        resolved.in_force,
    )


def _outcome(active: Active, view: View, notes: tuple[str, ...], on_error: OnError) -> Outcome:
    if on_error == "raise":
        return active.rule.judge(view, active.limits, active.origins, notes)
    try:
        return active.rule.judge(view, active.limits, active.origins, notes)
    except Exception as error:
        gap = Gap("low-back", "rule-error", f"{type(error).__name__}: {error}")
        return Outcome(active.rule.id, (), (gap,))


def _of_broken(broken: Broken) -> Outcome:
    return Outcome(broken.module, (), (Gap("low-back", "rule-error", broken.message),))
