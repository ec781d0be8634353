"""For each law a deliberately wrong rule that it must catch."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from attrs import evolve

from lowback_rules.catalogue import rules
from lowback_rules.history import History, View
from lowback_rules.model import Session, microseconds
from lowback_rules.rule import Rule, Verdicts
from lowback_rules.severity import Severity
from lowback_rules.verdict import Fact, Facts, Fired, Gap
from tests.laws import laws

STEP_JUMP = next(rule for rule in rules() if rule.id == "load.step_jump")


def _found(subject: str = "low-back") -> Fired:
    facts = {name: Fact("0", "kg") for name in ("rise", "best", "best_date", "load")}
    return Fired(subject, Severity.CAUTION, {**facts, "best_date": Fact("2026-03-02", "date")}, limit="rise")


def twice_the_same_subject(view: View, limits: Any) -> Verdicts:
    yield _found()
    yield _found()


def _remembering() -> Callable[[View, Any], Verdicts]:
    calls: list[None] = []

    def every_other_time(view: View, limits: Any) -> Verdicts:
        calls.append(None)
        if len(calls) % 2:
            yield _found()

    return every_other_time


class AsHandedIn(History):
    """A history that keeps sessions in the order and number in which they are handed in."""

    def __init__(self, sessions: Iterable[Session] = (), **keywords: Any) -> None:
        given = tuple(sessions)
        ids = tuple(f"{place}" for place in range(len(given)))
        super().__init__(given, **keywords)
        instants = tuple(microseconds(session.starts_at) for session in given)
        places = {name: place for place, name in enumerate(ids)}
        self.__attrs_init__(given, ids, self.days, self.records, instants, {}, places)


def on_mondays(view: View, limits: Any) -> Verdicts:
    if view.day % 7 == 1:
        yield _found()


def sees_the_future(view: View, limits: Any) -> Verdicts:
    if len(view._index.summaries) > view._end:
        yield _found()


def looks_back_for_ever(view: View, limits: Any) -> Verdicts:
    if any(summary.lumbar for summary in view.sessions(100_000)):
        yield _found()


def reads_form(view: View, limits: Any) -> Verdicts:
    if any(entry.form == "lost" for entry in view.session.sets):
        yield _found()


def flags_light_loads(view: View, limits: Any) -> Verdicts:
    if any((lift.top or 0) < 80 * 10**10 for lift in view.summary.lumbar):
        yield _found()


def finds_more_when_loose(view: View, limits: Any) -> Verdicts:
    if limits.rise >= STEP_JUMP.limits[0].default / 2:
        yield _found()


def says_nothing_of_what_is_missing(view: View, limits: Any) -> Iterator[Fired | Gap]:
    yield from (verdict for verdict in STEP_JUMP.function(view, limits) if isinstance(verdict, Fired))


def fact_that_is_no_text(view: View, limits: Any) -> Verdicts:
    found = _found()
    yield evolve(found, facts=Facts((*found.facts.items_, ("ratio", Fact(0.1, "ratio")))))  # type: ignore[arg-type]  # the fault itself


BREAKERS: dict[str, Rule] = {
    law: evolve(STEP_JUMP, function=function, asks="every")
    for law, function in {
        laws.total.__name__: twice_the_same_subject,
        laws.pure.__name__: _remembering(),
        laws.shift_free.__name__: on_mondays,
        laws.causal.__name__: sees_the_future,
        laws.local.__name__: looks_back_for_ever,
        laws.reads_what_it_says.__name__: reads_form,
        laws.worse_is_never_milder.__name__: flags_light_loads,
        laws.stricter_never_finds_less.__name__: finds_more_when_loose,
        laws.silence_is_not_safety.__name__: says_nothing_of_what_is_missing,
        laws.survives_json.__name__: fact_that_is_no_text,
    }.items()
}
