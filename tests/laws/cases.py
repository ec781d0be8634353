"""Cases for the laws: a log and a session to judge; half of them grown from a rule's own examples."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from attrs import evolve, field, frozen
from hypothesis import strategies as st

from lowback_rules import DayLog, History, Level, Lifter, Load, Pain, Policy, Session, SetLog, bodyweight, kg
from lowback_rules.catalogue import rules
from lowback_rules.check import check_session
from lowback_rules.model import SYMPTOM_CARE, Symptoms
from lowback_rules.rule import Example, Rule
from lowback_rules.verdict import Finding, Outcome
from tests.strategies import Case as Drawn
from tests.strategies import logs


@frozen
class Case:
    """A log, the session that is judged after it, and for whom."""

    past: tuple[Session, ...]
    today: Session
    level: Level = Level.NOVICE
    back_history: bool = False
    records: frozenset[str] | None = None
    bodyweight: Load | None = None
    days: tuple[DayLog, ...] = ()
    settings: tuple[tuple[str, Any], ...] = field(default=())
    age: int | None = None
    osteoporosis: bool | None = None

    @property
    def lifter(self) -> Lifter:
        """Whose log it is."""
        return Lifter(
            level=self.level,
            back_history=self.back_history,
            bodyweight=self.bodyweight,
            age=self.age,
            osteoporosis=self.osteoporosis,
        )


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
    sessions = [Session.parse(line) for line in example.log.strip().splitlines()]
    records = None if example.records is None else frozenset(example.records)
    who = example.lifter
    return Case(
        tuple(sessions[:-1]),
        sessions[-1],
        example.level,
        example.back_history,
        records,
        bodyweight=who.bodyweight,
        age=who.age,
        osteoporosis=who.osteoporosis,
    )


def shifted(session: Session, days: int) -> Session:
    """The same session `days` later, at the same time of day."""
    by = timedelta(days=days)

    def later(moment: datetime | None) -> datetime | None:
        return None if moment is None else moment + by

    sets = [evolve_set(entry, completed_at=later(entry.completed_at)) for entry in session.sets]
    return evolve(
        session, start=session.start + by, end=later(session.end), woke_at=later(session.woke_at), sets=tuple(sets)
    )


def evolve_set(entry: SetLog, **changes: Any) -> SetLog:
    """A copy of a set with some fields changed."""
    return evolve(entry, **changes)


def with_set(session: Session, index: int, **changes: Any) -> Session:
    """A copy of a session with some fields of one set changed."""
    sets = list(session.sets)
    sets[index] = evolve_set(sets[index], **changes)
    return evolve(session, sets=tuple(sets))


def with_pain(session: Session, name: str, value: Any) -> Session:
    """A copy of a session with one part of its pain entry changed."""
    return evolve(session, pain=evolve(session.pain, **{name: value}))


_LOADS = st.one_of(
    st.none(),
    st.integers(8, 64).map(lambda steps: kg(Decimal("2.5") * steps)),
    st.integers(0, 8).map(lambda steps: bodyweight(kg(5 * steps))),
)
_RPE = st.sampled_from(
    [None, Decimal(5), Decimal(6), Decimal("6.5"), Decimal(7), Decimal(8), Decimal("9.5"), Decimal(10)]
)
_SET_CHANGES: dict[str, st.SearchStrategy[Any]] = {
    "load": _LOADS,
    "reps": st.sampled_from([None, 0, 1, 3, 5, 7, 8, 10, 12]),
    "rpe": _RPE,
    "kind": st.sampled_from([None, "work", "warm-up", "drop", "failure"]),
    "completed": st.sampled_from([None, True, False]),
    "form": st.sampled_from([None, "kept", "lost"]),
    "side": st.sampled_from([None, "left", "right"]),
    "target_reps": st.sampled_from([None, 5, 6, 8]),
    "rest_after_s": st.sampled_from([None, 60, 119, 120, 180]),
    "seconds": st.sampled_from([None, 0, 45, 54, 60]),
    "exercise": st.sampled_from(["Deadlift", "Squat", "Romanian Deadlift", "Plank", "Bench Press", "Gobbledygook"]),
}
_DAY_CHANGES: dict[str, st.SearchStrategy[Any]] = {
    "sleep_hours": st.sampled_from([None, Decimal(5), Decimal("6.9"), Decimal(7), Decimal(9)]),
    "general_warmup_minutes": st.sampled_from([None, Decimal(0), Decimal("4.5"), Decimal(5)]),
    "session_rpe": st.sampled_from([None, Decimal(3), Decimal(5), Decimal(8)]),
}
_PAINS = st.one_of(st.none(), st.integers(0, 10))
pains: st.SearchStrategy[Pain] = st.builds(
    Pain, before=_PAINS, during=_PAINS, after=_PAINS, next_morning=_PAINS, sudden_onset=st.booleans()
)
symptoms: st.SearchStrategy[Symptoms] = st.dictionaries(
    st.sampled_from(list(SYMPTOM_CARE)), st.booleans(), max_size=6
).map(lambda answers: Symptoms.from_ids(answers.items()))


@st.composite
def _edited(draw: st.DrawFn, case: Case) -> Case:
    """The case with a few small changes."""
    past, today = list(case.past), case.today
    for _ in range(draw(st.integers(0, 4))):
        edit = draw(
            st.sampled_from(["set", "drop", "copy", "day", "pain", "symptoms", "mark", "day log", "today", "person"])
        )
        where = draw(st.integers(-1, len(past) - 1))
        session = today if where < 0 else past[where]
        if edit == "set" and session.sets:
            name = draw(st.sampled_from(sorted(_SET_CHANGES)))
            index = draw(st.integers(0, len(session.sets) - 1))
            session = with_set(session, index, **{name: draw(_SET_CHANGES[name])})
        elif edit == "drop" and where >= 0:
            del past[where]
            continue
        elif edit == "copy" and where >= 0:
            past.append(shifted(session, draw(st.sampled_from([-400, -60, -28, -14, -7, -2, -1, 1, 2, 7, 14, 30]))))
            continue
        elif edit == "day" and where >= 0:
            session = shifted(session, draw(st.sampled_from([-28, -14, -7, -1, 1, 7])))
        elif edit == "pain":
            session = evolve(session, pain=draw(pains))
        elif edit == "symptoms":
            session = evolve(session, symptoms=draw(symptoms))
        elif edit == "mark":
            mark = draw(st.sampled_from(["deload", "planned", "end"]))
            session = evolve(session, **({"end": None} if mark == "end" else {mark: draw(st.booleans())}))
        elif edit == "day log":
            name = draw(st.sampled_from(sorted(_DAY_CHANGES)))
            session = evolve(session, **{name: draw(_DAY_CHANGES[name])})
        elif edit == "today":
            today = shifted(today, draw(st.sampled_from([0, 1, 2, 5, 7, 14, 27, 28, 42])))
            continue
        elif edit == "person":
            weight = draw(st.sampled_from([None, kg(80)]))
            records = draw(st.sampled_from([None, frozenset[str](), frozenset({"warm-ups", "core", "pain"})]))
            case = evolve(case, back_history=draw(st.booleans()), bodyweight=weight, records=records)
            case = evolve(
                case, age=draw(st.sampled_from([None, None, 15, 17, 40, 65])), osteoporosis=draw(st.booleans())
            )
            continue
        if where < 0:
            today = session
        else:
            past[where] = session
    return evolve(case, past=tuple(past), today=today)


def _adopted(drawn: Drawn) -> Case:
    return Case(
        tuple(drawn.past),
        drawn.today,
        Level(drawn.level),
        drawn.back_history,
        drawn.records,
        drawn.bodyweight,
        tuple(drawn.days),
    )


SAMPLES = tuple(
    Session.parse(line) for rule in rules() for example in rule.examples for line in example.log.strip().splitlines()
)


def grown(rule: Rule) -> st.SearchStrategy[Case]:
    """Cases that grow from the rule's own examples."""
    return st.sampled_from([of_example(example) for example in rule.examples]).flatmap(_edited)


def drawn() -> st.SearchStrategy[Case]:
    """Cases drawn freely, for all rules."""
    return logs().map(_adopted)
