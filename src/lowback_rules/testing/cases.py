"""Case: a log and a session to judge; what a rule says of it; and the case as an example to paste."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from attrs import evolve, fields, frozen

from ..check import check_session
from ..history import History
from ..model import DayLog, Level, Lifter, Session, SetLog
from ..policy import Policy
from ..rule import Example, Rule
from ..verdict import Finding, Outcome
from ..writers import plain

_KINDS = {"fired": "fires", "clear": "quiet", "not-assessed": "unsure"}


@frozen
class Case:
    """A log, the session that is judged after it, and for whom; `settings` are limits of the rule by name."""

    past: tuple[Session, ...]
    today: Session
    lifter: Lifter = Lifter()
    records: frozenset[str] | None = None
    days: tuple[DayLog, ...] = ()
    settings: tuple[tuple[str, Any], ...] = ()


def judge(rule: Rule, case: Case, make: Callable[..., History] = History) -> Outcome:
    """The outcome of one rule alone; `make` makes the history."""
    history = make(case.past, days=case.days, records=case.records)
    (outcome,) = check_session(case.today, history, lifter=case.lifter, policy=policy_for(rule, case)).outcomes
    return outcome


def policy_for(rule: Rule, case: Case) -> Policy:
    """The policy of one rule alone, switched on, with the settings of the case."""
    settings = dict(case.settings) if rule.fixed else {"enabled": True, **dict(case.settings)}
    return Policy(catalogue=[rule], rules={rule.id: settings})


def said(outcome: Outcome, *, dates: bool = True) -> tuple[object, ...]:
    """What an outcome says, without the ids of sessions; with `dates` False, without dates too."""
    findings = sorted(
        (
            finding.subject,
            str(finding.severity),
            str(finding.care),
            tuple(
                (name, fact.value)
                for name, fact in finding.facts.items()
                if name != "session" and (dates or fact.unit != "date")
            ),
            str(finding.limits),
            finding.message,
        )
        for finding in outcome.findings
    )
    return tuple(findings), tuple(sorted({(gap.subject, gap.kind) for gap in outcome.gaps}))


def by_subject(outcome: Outcome) -> dict[str, Finding]:
    """The findings by subject."""
    return {finding.subject: finding for finding in outcome.findings}


def of_example(example: Example) -> Case:
    """The case that a rule's example stands for."""
    *past, today = [Session.parse(line) for line in example.log.strip().splitlines()]
    records = None if example.records is None else frozenset(example.records)
    return Case(tuple(past), today, example.who, records)


def as_example(rule: Rule, case: Case) -> str:
    """The case as an example of the rule, to paste into its file; what an example cannot say stands in a comment.

    The kind of the example is what the rule says today, which may be what is wrong.
    """
    lines = [plain(session) for session in (*sorted(case.past, key=lambda each: each.starts_at), case.today)]
    try:
        status = judge(rule, case).status
    except Exception as error:
        kind, why = "quiet", f"it raises {type(error).__name__}"
    else:
        kind, why = _KINDS[status], f"the rule says {status}"
    lifter = evolve(case.lifter, level=None, back_history=None)
    arguments = [f'"{why}; is that right?"']
    if case.lifter.level not in (None, Level.NOVICE):
        arguments.append(f"level=Level.{str(case.lifter.level).upper()}")
    if case.lifter.back_history:
        arguments.append("back_history=True")
    if case.records is not None:
        arguments.append(f"records={sorted(case.records)}")
    if lifter != Lifter():
        arguments.append(f"lifter=Lifter({_given(lifter)})")
    text = '\\n"\n    "'.join(line.replace('"', '\\"') for line in lines)
    beside = [f"# beside it: {entry}" for entry in case.days]
    beside += [f"# with the limit {name} = {value}" for name, value in case.settings]
    return "\n".join([*beside, f'{kind}(\n    "{text}",\n    {", ".join(arguments)},\n)'])


def _given(lifter: Lifter) -> str:
    values = {each.name: getattr(lifter, each.name) for each in fields(Lifter)}
    return ", ".join(f"{name}={value!r}" for name, value in values.items() if value is not None)


def shifted(session: Session, days: int) -> Session:
    """The same session `days` later, at the same time of day."""
    by = timedelta(days=days)

    def later(moment: datetime | None) -> datetime | None:
        return None if moment is None else moment + by

    sets = [evolve(entry, completed_at=later(entry.completed_at)) for entry in session.sets]
    return evolve(
        session, start=session.start + by, end=later(session.end), woke_at=later(session.woke_at), sets=tuple(sets)
    )


def with_set(session: Session, index: int, **changes: Any) -> Session:
    """A copy of a session with some fields of one set changed."""
    sets: list[SetLog] = list(session.sets)
    sets[index] = evolve(sets[index], **changes)
    return evolve(session, sets=tuple(sets))


def with_pain(session: Session, name: str, value: Any) -> Session:
    """A copy of a session with one part of its pain entry changed."""
    return evolve(session, pain=evolve(session.pain, **{name: value}))
