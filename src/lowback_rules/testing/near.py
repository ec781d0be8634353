"""Cases near a rule: its own examples, changed a little, and moved onto its limits."""

from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from ..limits import LimitSpec
from ..load import Load, bodyweight, kg
from ..model import DayLog, Lifter, Pain, Session
from ..rule import Rule
from .cases import Case, of_example, shifted, with_set
from .strategies import one_of, pains, pick, symptoms

_LOADS = st.one_of(
    pick(None, kg(0)),
    st.integers(8, 64).map(lambda steps: kg(Decimal("2.5") * steps)),
    st.integers(0, 8).map(lambda steps: bodyweight(kg(5 * steps))),
)
_SET_CHANGES: dict[str, st.SearchStrategy[Any]] = {
    "load": _LOADS,
    "reps": pick(None, 0, 1, 3, 5, 7, 8, 10, 12),
    "rpe": pick(None, Decimal(5), Decimal(6), Decimal("6.5"), Decimal(7), Decimal(8), Decimal("9.5"), Decimal(10)),
    "kind": pick(None, "work", "warm-up", "drop", "failure"),
    "completed": pick(None, True, False),
    "form": pick(None, "kept", "lost"),
    "side": pick(None, "left", "right"),
    "target_reps": pick(None, 5, 6, 8),
    "rest_after_s": pick(None, 60, 119, 120, 180),
    "seconds": pick(None, 0, 45, 54, 60),
    "exercise": pick("Deadlift", "Squat", "Romanian Deadlift", "Plank", "Bench Press", "Gobbledygook"),
}
_DAY_CHANGES: dict[str, st.SearchStrategy[Any]] = {
    "sleep_hours": pick(None, Decimal(5), Decimal("6.9"), Decimal(7), Decimal(9)),
    "general_warmup_minutes": pick(None, Decimal(0), Decimal("4.5"), Decimal(5)),
    "session_rpe": pick(None, Decimal(3), Decimal(5), Decimal(8)),
}
_EDITS = (
    *("set", "drop", "copy", "day", "pain", "symptoms", "mark", "day log", "unread", "today", "person", "check-in"),
)
_AGO = pick(0, 0, 1, 1, 2, 6, 7, 8, 13, 14, 27, 28, 60)
_RECORDS = pick(None, frozenset[str](), frozenset({"warm-ups", "core", "pain"}))
_PAINS = ("before", "during", "after", "next_morning")
_ANY_PAIN = st.one_of(pains(), st.just(Pain()))
_SYMPTOMS = symptoms()
_ONE_IN_THREE = pick(False, False, True)
# What an edit of each kind changes; the other kinds matter to any rule.
_EDITED_FIELDS: dict[str, frozenset[str]] = {
    "set": frozenset(_SET_CHANGES),
    "pain": frozenset(f"pain.{name}" for name in _PAINS),
    "symptoms": frozenset({"symptoms"}),
    "day log": frozenset(_DAY_CHANGES),
}


@cache
def _examples(rule: Rule) -> tuple[Case, ...]:
    return tuple(of_example(example) for example in rule.examples)


def near(rule: Rule) -> st.SearchStrategy[Case]:
    """Cases that grow from the rule's own examples: edited here and there, or moved onto one of its limits."""
    return _near(rule)


@st.composite
def _near(draw: st.DrawFn, rule: Rule) -> Case:
    # Plain functions of `draw` from here on: a strategy that is made for one draw is checked for one draw.
    case = draw(one_of(_examples(rule)))
    return _at_a_limit(draw, rule, case) if draw(_ONE_IN_THREE) else _edited(draw, rule, case)


def _at_a_limit(draw: st.DrawFn, rule: Rule, case: Case) -> Case:
    """The case with one thing of the kind that a limit is about moved to that limit, or just beside it."""
    # The rule's order of limits is the author's, and the first are those that judge: hypothesis shrinks towards them.
    spec = draw(one_of(rule.limits)) if rule.limits else None
    if spec is None:
        return case
    values = [spec.default, spec.back_history, *(value for _, value in spec.levels)]
    value = draw(one_of([each for each in values if each is not None]))
    return _moved_to(draw, spec, Fraction(value), case)


def _moved_to(draw: st.DrawFn, spec: LimitSpec, value: Fraction, case: Case) -> Case:
    past, today = list(case.past), case.today
    beside = draw(pick(0, 1, -1))
    if spec.unit in ("days", "weeks", "h"):
        days = int(value) * 7 if spec.unit == "weeks" else int(value)
        if not past:
            return case
        where = draw(st.integers(0, len(past) - 1))
        past[where] = (
            _hours_before(past[where], today, value, beside)
            if spec.unit == "h"
            else shifted(past[where], (today.day - past[where].day).days - days + beside)
        )
        return evolve(case, past=tuple(past))
    if spec.unit == "0-10":
        return evolve(case, today=_with_pain(draw, today, min(max(int(value) + beside, 0), 10)))
    where = draw(st.integers(-1, len(past) - 1))
    session = today if where < 0 else past[where]
    if not session.sets:
        return case
    index = draw(st.integers(0, len(session.sets) - 1))
    if spec.unit in ("sets", "steps") and value <= 60:
        count = max(int(value) + beside, 0)
        sets = (*session.sets[:index], *[session.sets[index]] * count, *session.sets[index + 1 :])
        session = evolve(session, sets=sets)
    else:
        session = _at(draw, spec.unit, value, beside, index, session, [*past, today])
    if where < 0:
        return evolve(case, today=session)
    past[where] = session
    return evolve(case, past=tuple(past))


def _hours_before(session: Session, today: Session, hours: Fraction, beside: int) -> Session:
    """The session, so that it ends (or starts) this many hours before today's starts, give or take a second."""
    if session.date_only or today.date_only or session.starts_at.tzinfo is not today.starts_at.tzinfo:
        return session
    begin = session.starts_at
    last = session.end or begin
    by = today.starts_at - timedelta(seconds=int(hours * 3600) + beside) - last

    def moved(moment: datetime | None) -> datetime | None:
        return None if moment is None else moment + by

    sets = tuple(evolve(entry, completed_at=moved(entry.completed_at)) for entry in session.sets)
    return evolve(session, start=begin + by, end=moved(session.end), woke_at=moved(session.woke_at), sets=sets)


def _with_pain(draw: st.DrawFn, session: Session, value: int) -> Session:
    changes: dict[str, Any] = {draw(pick(*_PAINS)): value}
    return evolve(session, pain=evolve(session.pain, **changes))


def _at(
    draw: st.DrawFn,
    unit: str,
    value: Fraction,
    beside: int,
    index: int,
    session: Session,
    sessions: list[Session],
) -> Session:
    """A session with one field of one set at a limit; a load is compared with one of any session."""
    entry = session.sets[index]
    if unit == "RPE":
        rpe = Decimal(str(float(value))) + Decimal(beside) / 2
        return with_set(session, index, rpe=min(max(rpe, Decimal(0)), Decimal(10)))
    if unit == "reps":
        return with_set(session, index, reps=max(int(value) + beside, 0))
    if unit in ("s", "min"):
        return with_set(session, index, rest_after_s=int(value * (60 if unit == "min" else 1)) + beside)
    same = [
        other.load.grains
        for each in sessions
        for other in each.sets
        if other.exercise == entry.exercise and other.load is not None and not other.load.bodyweight
    ]
    if unit not in ("ratio", "kg") or not same:
        return session
    of = draw(one_of(sorted(set(same))))
    # A limit of 0.1 is a rise by so much, or a share; drawn, as only the rule knows.
    grains = of + int(value * 10**10) if unit == "kg" else int(of * (draw(st.integers(0, 1)) + value))
    return with_set(session, index, load=Load(min(grains + beside, kg(1000).grains) if grains else grains))


def _edited(draw: st.DrawFn, rule: Rule, case: Case) -> Case:
    """The case with a few small changes, of any kind or of what the rule reads."""
    own = tuple(edit for edit, fields in _EDITED_FIELDS.items() if rule.reads & fields)
    of_its_own = (*own * 3, *(edit for edit in _EDITS if edit not in _EDITED_FIELDS))
    fields = tuple(sorted(rule.reads & _EDITED_FIELDS["set"]))
    for _ in range(draw(st.integers(0, 4))):
        if draw(st.booleans()):
            case = _edit(draw, case, of_its_own, fields or tuple(sorted(_SET_CHANGES)))
        else:
            case = _edit(draw, case, _EDITS, tuple(sorted(_SET_CHANGES)))
    return case


def _edit(draw: st.DrawFn, case: Case, edits: tuple[str, ...], fields: tuple[str, ...]) -> Case:
    """The case with one change of one of these kinds, that of a set in one of these fields."""
    past, today = list(case.past), case.today
    edit = draw(one_of(edits))
    if edit == "today":
        return evolve(case, today=shifted(today, draw(pick(0, 1, 2, 5, 7, 14, 27, 28, 42))))
    if edit == "person":
        return _for_another(draw, case)
    if edit == "check-in":
        day = today.day - timedelta(days=draw(_AGO))
        entry = DayLog(day, draw(_DAY_CHANGES["sleep_hours"]), draw(_ANY_PAIN), draw(_SYMPTOMS))
        return evolve(case, days=(*(each for each in case.days if each.date != day), entry))
    where = draw(st.integers(-1, len(past) - 1))
    if where < 0:
        return evolve(case, today=_changed(draw, edit, today, fields))
    if edit == "drop":
        del past[where]
    elif edit == "copy":
        days = draw(pick(-400, -60, -28, -14, -7, -2, -1, 1, 2, 7, 14, 30))
        past.append(shifted(past[where], days))
    elif edit == "day":
        past[where] = shifted(past[where], draw(pick(-28, -14, -7, -1, 1, 7)))
    else:
        past[where] = _changed(draw, edit, past[where], fields)
    return evolve(case, past=tuple(past))


def _changed(draw: st.DrawFn, edit: str, session: Session, fields: tuple[str, ...]) -> Session:
    """A session with one change of this kind."""
    changes: dict[str, Any] = {}
    if edit == "set" and session.sets:
        name = draw(one_of(fields))
        index = draw(st.integers(0, len(session.sets) - 1))
        return with_set(session, index, **{name: draw(_SET_CHANGES[name])})
    if edit == "pain":
        changes["pain"] = draw(_ANY_PAIN)
    elif edit == "unread":
        names = sorted({entry.exercise for entry in session.sets} | {"deadlift"})
        changes["unread"] = (draw(one_of(names)),)
    elif edit == "symptoms":
        changes["symptoms"] = draw(_SYMPTOMS)
    elif edit == "mark":
        mark = draw(pick("deload", "planned", "end"))
        changes[mark] = None if mark == "end" else draw(st.booleans())
    elif edit == "day log":
        name = draw(pick(*sorted(_DAY_CHANGES)))
        changes[name] = draw(_DAY_CHANGES[name])
    return evolve(session, **changes)


def _for_another(draw: st.DrawFn, case: Case) -> Case:
    """The case for another person, whose log may record other things."""
    lifter: Lifter = evolve(
        case.lifter,
        back_history=draw(st.booleans()),
        bodyweight=draw(pick(None, kg(80))),
        age=draw(pick(None, None, 15, 17, 40, 65)),
        osteoporosis=draw(st.booleans()),
    )
    return evolve(case, lifter=lifter, records=draw(_RECORDS))
