"""For each law a deliberately wrong rule that it must catch; two laws are broken through what they are asked with."""

from collections.abc import Callable, Iterable
from typing import Any

from attrs import evolve

from lowback_rules import Load, lb
from lowback_rules.catalogue import rules
from lowback_rules.history import History
from lowback_rules.model import Session, microseconds
from lowback_rules.rule import Rule, Verdicts
from lowback_rules.severity import Severity
from lowback_rules.verdict import Fact, Facts, Fired
from lowback_rules.view import View

STEP_JUMP = next(rule for rule in rules() if rule.id == "load.step_jump")


def broken(function: Callable[[View, Any], Verdicts]) -> Rule:
    """load.step_jump with another function, asked of every session."""
    return evolve(STEP_JUMP, function=function, asks="every")


def _found(subject: str = "low-back") -> Fired:
    facts = {name: Fact("0", "kg") for name in ("rise", "best", "best_date", "load")}
    return Fired(subject, Severity.CAUTION, {**facts, "best_date": Fact("2026-03-02", "date")}, limit="rise")


@broken
def never_fires(view: View, limits: Any) -> Verdicts:
    yield from ()


@broken
def finds_the_first_of_a_set(view: View, limits: Any) -> Verdicts:
    for subject in {lift.subject for lift in view.summary.lifts}:
        yield _found(subject)
        return


@broken
def returns_after_the_first(view: View, limits: Any) -> Verdicts:
    for lift in view.summary.lumbar:
        one = evolve(view.summary, lumbar=(lift,))
        found = list(STEP_JUMP.function(evolve(view, summary=one), limits))
        yield from found
        if not found:
            return


@broken
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


@broken
def on_mondays(view: View, limits: Any) -> Verdicts:
    if view.day % 7 == 1:
        yield _found()


@broken
def sees_the_future(view: View, limits: Any) -> Verdicts:
    if len(view._index.summaries) > view._end:
        yield _found()


@broken
def looks_back_for_ever(view: View, limits: Any) -> Verdicts:
    if any(summary.lumbar for summary in view.sessions(100_000)):
        yield _found()


@broken
def reads_form(view: View, limits: Any) -> Verdicts:
    if any(entry.form == "lost" for entry in view.session.sets):
        yield _found()


@broken
def flags_light_loads(view: View, limits: Any) -> Verdicts:
    if any((lift.top or 0) < 80 * 10**10 for lift in view.summary.lumbar):
        yield _found()


@broken
def finds_more_when_loose(view: View, limits: Any) -> Verdicts:
    if limits.rise >= STEP_JUMP.limits[0].default / 2:
        yield _found()


@broken
def says_nothing_of_what_is_missing(view: View, limits: Any) -> Verdicts:
    yield from (verdict for verdict in STEP_JUMP.function(view, limits) if isinstance(verdict, Fired))


@broken
def fact_that_is_no_text(view: View, limits: Any) -> Verdicts:
    found = _found()
    yield evolve(found, facts=Facts((*found.facts.items_, ("ratio", Fact(0.1, "ratio")))))  # type: ignore[arg-type]  # the fault itself


def sloppy_pound(pounds: int) -> Load:
    """A pound of 0.4536 kg: the mistake that the law about units must catch."""
    return Load(lb(pounds).grains * 4536 // 4535)


BREAKERS: dict[str, Rule] = {
    "comes_out_as_declared": never_fires,
    "says_the_same_under_any_hash_seed": finds_the_first_of_a_set,
    "hides_no_other_exercise": returns_after_the_first,
    "total": twice_the_same_subject,
    "pure": broken(_remembering()),
    "unit_free": STEP_JUMP,
    "shift_free": on_mondays,
    "order_free": STEP_JUMP,
    "causal": sees_the_future,
    "local": looks_back_for_ever,
    "reads_what_it_says": reads_form,
    "worse_is_never_milder": flags_light_loads,
    "stricter_never_finds_less": finds_more_when_loose,
    "silence_is_not_safety": says_nothing_of_what_is_missing,
    "survives_json": fact_that_is_no_text,
}
ASKED_WITH: dict[str, dict[str, Any]] = {"unit_free": {"pound": sloppy_pound}, "order_free": {"make": AsHandedIn}}
