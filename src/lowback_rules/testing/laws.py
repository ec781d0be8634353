"""The laws that every rule meets: each one function over a rule and a drawn case, with its statement.

A rule's outcome for session s after history H under policy p is C(H, s, p). What may be erased, moved or replaced
stands with each law. A law raises AssertionError with what the rule said of which log; it never skips a case.
"""

import json
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from operator import attrgetter
from typing import Any

import hypothesis
from attrs import evolve, field, frozen
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from hypothesis.errors import Flaky

from .. import codec
from ..definitions import RECORDS, Definitions
from ..exercises import Exercise, find_exercise
from ..history import History
from ..load import Load, kg, lb
from ..model import SYMPTOM_CARE, Session, SetLog, Symptoms
from ..policy import Active
from ..rule import FIELDS, Rule
from ..summary import subject_of
from ..verdict import Outcome
from ..wording import Wording
from ..writers import plain
from .cases import (
    Case,
    as_example,
    by_subject,
    judge,
    of_example,
    policy_for,
    said,
    shifted,
    with_pain,
    with_set,
)
from .edges import edge_cases
from .hashes import outputs
from .near import near
from .programmes import MAIN, programme_cases
from .strategies import one_of, pains, pick, symptoms

Data = st.DataObject
Check = Callable[..., None]
_SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large)
_EXPECTED = {"fires": "fired", "quiet": "clear", "unsure": "not-assessed"}


def cases() -> st.SearchStrategy[Case]:
    """Cases for any rule: three logs on the edges of rules for each one that looks like training."""
    edges = edge_cases()
    return st.one_of(edges, edges, edges, programme_cases())


@frozen
class Law:
    """One law: its test, its name, and what it says; one that asks `once` needs no drawn case."""

    check: Check
    once: bool = False
    name: str = field()
    statement: str = field()

    @name.default
    def _name(self) -> str:
        return self.check.__name__

    @statement.default
    def _statement(self) -> str:
        return (self.check.__doc__ or "").partition("\n")[0]

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        return f"<Law {self}>"

    def holds_for(self, rule: Rule, case: Case, data: Data) -> None:
        """AssertionError, with the log as an example to paste, if the rule breaks the law in this case."""
        try:
            self.check(rule, case, data)
        except Exception as error:
            # A law that is asked once asks of the rule's examples, and names the one.
            log = "" if self.once else f"\n\n{as_example(rule, case)}"
            error.add_note(f"{self._broken_by(rule)}{log}")
            raise

    def hold(self, rule: Rule, settings: hypothesis.settings | None = None) -> None:
        """Test the law on drawn cases, near the rule's own examples and any; AssertionError with the smallest.

        How many are drawn says the current profile of hypothesis, or `settings`.
        """
        source = st.one_of(near(rule), near(rule), cases())
        # No deadline and no such check: a draw is a whole log, and a rule is asked several times about it.
        chosen = hypothesis.settings(settings, deadline=None, suppress_health_check=_SLOW)
        if self.once:
            chosen = hypothesis.settings(chosen, max_examples=1)

        @chosen
        @given(st.data())
        def holds(data: Data) -> None:
            self.holds_for(rule, data.draw(source), data)

        try:
            holds()
        except Flaky as error:
            error.add_note(f"{self._broken_by(rule)}\nIt said one thing, and something else when asked again.")
            raise

    def _broken_by(self, rule: Rule) -> str:
        return f"{rule.id} breaks the law {self}: {self.statement}"


def _unchanged(rule: Rule, case: Case, other: Case, what: str = "", *, dates: bool = True) -> None:
    """Hold that the rule says the same of another case."""
    _equal(said(judge(rule, case), dates=dates), said(judge(rule, other), dates=dates), other, what)


def _equal(before: object, after: object, other: Case, what: str = "") -> None:
    assert before == after, f"{what or 'it'} changes what is said\nfrom {before}\nto   {after}\nhere:\n{_lines(other)}"


def _kept(before: Outcome, after: Outcome, other: Case, what: str) -> None:
    """Hold that every finding is still there, at no lower severity or care."""
    later = by_subject(after)
    for subject, finding in by_subject(before).items():
        found = later.get(subject)
        kept = found is not None and found.severity >= finding.severity and found.care >= finding.care
        was = f"{finding.severity}, care {finding.care}"
        now = "not there any more" if found is None else f"{found.severity}, care {found.care}"
        assert kept, f"{what}: the finding on {subject} ({was}) is {now} here:\n{_lines(other)}"


def _lines(case: Case) -> str:
    return "\n".join(f"    {plain(session)}" for session in (*case.past, case.today))


def comes_out_as_declared(rule: Rule, case: Case, data: Data) -> None:
    """Each example of the rule comes out as it is declared."""
    for example in rule.examples:
        outcome = judge(rule, of_example(example))
        wanted = _EXPECTED[example.outcome]
        told = f"the example {example.why!r} is declared {example.outcome}\n    {example.log.strip()}"
        assert outcome.status == wanted, f"{told}\ncomes out as {outcome.status}, not {wanted}"
        if example.severity is not None:
            worst = max(finding.severity for finding in outcome.findings)
            assert worst == example.severity, f"{told}\nhas the severity {worst}, not {example.severity}"


def says_the_same_under_any_hash_seed(rule: Rule, case: Case, data: Data) -> None:
    """The order of a Python set or of hashes never shows in what is said."""
    assert len(outputs(rule)) == 1, "what it says of its own examples depends on PYTHONHASHSEED"


def hides_no_other_exercise(rule: Rule, case: Case, data: Data) -> None:
    """What an example finds of an exercise is found after another one too, of which an example has nothing to find."""
    firing = [of_example(example) for example in rule.examples if example.outcome == "fires"]
    others = [of_example(example) for example in rule.examples if example.outcome != "fires"]
    for found in firing:
        subjects = {subject for subject in by_subject(judge(rule, found)) if _is_lumbar(find_exercise(subject))}
        for other in others:
            both = _in_front(other, found)
            lost = subjects - by_subject(judge(rule, both)).keys()
            assert not lost, f"nothing is found of {', '.join(sorted(lost))} after another exercise:\n{_lines(both)}"


def _is_lumbar(exercise: Exercise | None) -> bool:
    return exercise is not None and exercise.lumbar_class >= 2


def _in_front(other: Case, case: Case) -> Case:
    """The case with the low-back work of another one before its own, done as an exercise that it does not have."""
    had = {find_exercise(entry.exercise) for session in (*case.past, case.today) for entry in session.sets}
    families = {exercise.family for exercise in had if exercise is not None}
    name = next((each for each in MAIN if (found := find_exercise(each)) and found.family not in families), None)
    if name is None:
        return case
    days = (case.today.day - other.today.day).days
    sets = {
        session.day + timedelta(days=days): [
            evolve(entry, exercise=name, completed_at=None)
            for entry in session.sets
            if _is_lumbar(find_exercise(entry.exercise))
        ]
        for session in (*other.past, other.today)
    }
    # No session is added: one more day may end a break, or make the log an older one.
    both = [evolve(each, sets=[*sets.get(each.day, ()), *each.sets]) for each in (*case.past, case.today)]
    return evolve(case, past=tuple(both[:-1]), today=both[-1])


def total(rule: Rule, case: Case, data: Data) -> None:
    """Any valid log gives an outcome; subjects are unique; what a finding cites is there.

    So does the log with one number that the rule reads taken down to 0.
    """
    _gives_an_outcome(rule, case)
    other = _with_a_zero(rule, case, data)
    try:
        _gives_an_outcome(rule, other)
    except Exception as error:
        error.add_note(f"with a 0, here:\n{_lines(other)}")
        raise


def _gives_an_outcome(rule: Rule, case: Case) -> None:
    outcome = judge(rule, case)
    assert outcome.rule == rule.id, f"the outcome is one of {outcome.rule}"
    subjects = [finding.subject for finding in outcome.findings]
    assert len(subjects) == len(set(subjects)), f"two findings have one subject: {subjects}"
    history = History(case.past, days=case.days)
    known = dict(zip(history.ids, history.sessions, strict=True)) | {history.id_of(case.today): case.today}
    for finding in outcome.findings:
        for cite in finding.cites:
            assert cite.session in known, f"a finding cites a session that is not there: {cite}"
            count = len(known[cite.session].sets)
            assert cite.set is None or 0 <= cite.set < count, f"a finding cites a set that is not there: {cite}"


# Nobody lifts 0 kg, but logs say so, and a rule that divides must not fail by it.
_ZEROS: dict[str, Any] = {
    "load": kg(0), "reps": 0, "rpe": Decimal(0), "seconds": 0, "distance_m": Decimal(0), "rest_after_s": 0,
    "target_reps": 0,
}  # fmt: skip


def _with_a_zero(rule: Rule, case: Case, data: Data) -> Case:
    sessions = [*case.past, case.today]
    names = sorted(rule.reads & _ZEROS.keys())
    filled = [where for where, session in enumerate(sessions) if session.sets]
    if not names or not filled:
        return case
    where = data.draw(one_of(filled))
    name = data.draw(st.sampled_from(names))
    index = data.draw(st.integers(0, len(sessions[where].sets) - 1))
    sessions[where] = with_set(sessions[where], index, **{name: _ZEROS[name]})
    return evolve(case, past=tuple(sessions[:-1]), today=sessions[-1])


def pure(rule: Rule, case: Case, data: Data) -> None:
    """The same question has the same answer, from a history that was used before too."""
    history = History(case.past, days=case.days, records=case.records)
    list(history.view(case.today).sessions(30))
    _equal(said(judge(rule, case)), said(judge(rule, case, lambda *_, **__: history)), case, "asking again")


def unit_free(rule: Rule, case: Case, data: Data, pound: Callable[[int], Load] = lb) -> None:
    """A log written in whole pounds is judged as the same log in exact kilograms.

    So is one in which a pound is a grain heavier, but for the numbers that are told: no share changes by that, but no
    load can be told as pounds any more.
    """

    def pounds(load: Load) -> int:
        return round(load.grains / 4_535_923_700)

    def kilograms(load: Load) -> Load:
        return kg(Decimal("0.45359237") * pounds(load))

    def rewritten(session: Session, make: Callable[[Load], Load]) -> Session:
        sets = [
            evolve(entry, load=make(entry.load)) if entry.load is not None and not entry.load.bodyweight else entry
            for entry in session.sets
        ]
        return evolve(session, sets=tuple(sets))

    def whole(make: Callable[[Load], Load]) -> Case:
        return evolve(
            case, past=tuple(rewritten(session, make) for session in case.past), today=rewritten(case.today, make)
        )

    in_pounds, in_kilograms = whole(lambda load: pound(pounds(load))), whole(kilograms)
    _unchanged(rule, in_kilograms, in_pounds, "writing it in pounds")
    off_pounds = whole(lambda load: Load(pounds(load) * (lb(1).grains + 1)))
    _equal(_found(judge(rule, in_pounds)), _found(judge(rule, off_pounds)), off_pounds, "a heavier pound")


def _found(outcome: Outcome) -> tuple[object, ...]:
    """What is found and what is missing, without the facts."""
    findings = sorted(
        (finding.subject, finding.severity, finding.care, finding.message) for finding in outcome.findings
    )
    return tuple(findings), tuple(sorted({(gap.subject, gap.kind) for gap in outcome.gaps}))


def shift_free(rule: Rule, case: Case, data: Data) -> None:
    """Moving the whole log by k days changes nothing but dates."""
    days = data.draw(pick(1, -1, 3, 7, 31, 365, -366, 1000))
    moved = evolve(
        case,
        past=tuple(shifted(session, days) for session in case.past),
        today=shifted(case.today, days),
        days=tuple(evolve(entry, date=entry.date + timedelta(days=days)) for entry in case.days),
    )
    _unchanged(rule, case, moved, f"moving the log by {days} days", dates=False)


def order_free(rule: Rule, case: Case, data: Data, make: Callable[..., History] = History) -> None:
    """Permuting the sessions, or handing one in twice, changes nothing."""
    past = [case.past[place] for place in data.draw(st.permutations(range(len(case.past))))]
    twice = [*past, *data.draw(st.lists(one_of(past), max_size=2))] if past else past
    other = evolve(case, past=tuple(twice))
    _equal(
        judge(rule, case, make), judge(rule, other, make), other, "the order of the sessions, or one handed in twice,"
    )


def causal(rule: Rule, case: Case, data: Data) -> None:
    """Sessions at or after s never change what is said of s."""
    samples = [of_example(example).today for example in rule.examples]
    others = data.draw(st.lists(one_of([*samples, *case.past, case.today]), min_size=1, max_size=3))
    later = [_at_or_after(session, case.today, data, number) for number, session in enumerate(others)]
    _unchanged(rule, case, evolve(case, past=(*case.past, *later)), "a session at or after the judged one")


def _at_or_after(session: Session, today: Session, data: Data, number: int) -> Session:
    days = data.draw(pick(0, 0, 1, 2, 30))
    return evolve(session, start=today.start + timedelta(days=days), end=None, woke_at=None, id=f"later {number}")


def local(rule: Rule, case: Case, data: Data) -> None:
    """Beyond the look-back only the existence of a log matters: an empty session at its first start stands for it."""
    window = _days_back(rule, case)
    # A session that today's replaces was never there, and nothing can stand for it.
    past = [session for session in case.past if session.id is None or session.id != case.today.id]
    old = [session for session in past if (case.today.day - session.day).days > window and not session.planned]
    kept = [session for session in past if session not in old]
    first = min(old, key=lambda session: session.starts_at, default=None)
    stand_in = () if first is None else (Session(first.start),)
    days = tuple(entry for entry in case.days if (case.today.day - entry.date).days <= window)
    shorter = evolve(case, past=(*stand_in, *kept), days=days)
    _unchanged(rule, case, shorter, f"leaving out what is older than {window} days")


def _days_back(rule: Rule, case: Case) -> int:
    return rule.days_back(_active(rule, case).limits, Definitions())


def _active(rule: Rule, case: Case) -> Active:
    (active,) = policy_for(rule, case).resolve(case.lifter).active
    return active


_SET_FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "form": pick(None, "kept", "lost"),
    "side": pick(None, "left", "right"),
    "target_reps": pick(None, 0, 5, 12),
    "rest_after_s": pick(None, 0, 90),
    "distance_m": pick(None, Decimal(40)),
    "load": pick(None, kg(20), kg(100), kg("142.5")),
    "reps": pick(None, 0, 1, 5, 12),
    "seconds": pick(None, 0, 45),
    "rpe": pick(None, Decimal(5), Decimal(7), Decimal(10)),
    "kind": pick(None, "work", "warm-up", "drop", "failure"),
    "completed": pick(None, True, False),
    "exercise": pick("Deadlift", "Plank", "Bench Press", "Gobbledygook"),
}
_SESSION_FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "sleep_hours": pick(None, Decimal(4), Decimal(8)),
    "general_warmup_minutes": pick(None, Decimal(0), Decimal(10)),
    "session_rpe": pick(None, Decimal(0), Decimal(7)),
    "deload": st.booleans(),
    "pain_mentioned": pick(None, "lower back hurts"),
}


def reads_what_it_says(rule: Rule, case: Case, data: Data) -> None:
    """Fields outside `reads`, and outside those of the definitions that it uses, do not matter."""
    untouched = FIELDS - rule.all_reads() - {"start", "end", "planned", "completed_at", "woke_at"}
    assert untouched
    few = st.lists(st.sampled_from(sorted(untouched)), min_size=1, max_size=3, unique=True)
    every = sorted(untouched)
    names = data.draw(st.one_of(few, st.just(every)))
    # Of all fields at once each has one value everywhere, or a draw would take too long.
    same = {name: data.draw(_values(name)) for name in names} if names == every else {}
    case = _with_ids(case)

    def value(name: str) -> Any:
        return same[name] if same else data.draw(_values(name))

    changed = [_scrambled(session, names, value) for session in (*case.past, case.today)]
    other = evolve(case, past=tuple(changed[:-1]), today=changed[-1])
    _unchanged(rule, case, other, f"changing {', '.join(names)}, which reads= does not name,")


def _with_ids(case: Case) -> Case:
    """The case with ids of its own: a change must not make one session of two, or two of one handed in twice."""
    unique = list(dict.fromkeys(case.past))
    return evolve(
        case,
        past=tuple(evolve(session, id=f"past {number}") for number, session in enumerate(unique)),
        today=evolve(case.today, id="today"),
    )


def _values(name: str) -> st.SearchStrategy[Any]:
    """Values of a field of a set, of a session or of its pain."""
    if name == "symptoms":
        return symptoms()
    if name.startswith("pain."):
        return pains().map(attrgetter(name.removeprefix("pain.")))
    return _SET_FIELDS[name] if name in _SET_FIELDS else _SESSION_FIELDS[name]


def _scrambled(session: Session, names: list[str], value: Callable[[str], Any]) -> Session:
    session = evolve(session, name="another name", notes="other notes")
    for name in names:
        if name in _SET_FIELDS:
            for index in range(min(len(session.sets), 6)):
                session = with_set(session, index, **{name: value(name)})
        elif name.startswith("pain."):
            session = with_pain(session, name.removeprefix("pain."), value(name))
        else:
            session = evolve(session, **{name: value(name)})
    return session


def worse_is_never_milder(rule: Rule, case: Case, data: Data) -> None:
    """Moving a field of s in its `worse` direction keeps every finding, at no lower severity or care."""
    case = evolve(case, today=_kinds_held(case.today))
    before = judge(rule, case)
    for name, direction in rule.worse:
        other = evolve(case, today=_worsened(case.today, name, direction, data))
        _kept(before, judge(rule, other), other, f"worse {name}")


def _kinds_held(session: Session) -> Session:
    """The session with the kinds written down that it is judged by, so that a change of load moves no set."""
    summary = History().view(session).summary
    for lift in summary.lifts:
        work = {entry.place for entry in lift.work}
        for entry in lift.sets:
            if entry.log.kind is None:
                session = with_set(session, entry.place, kind="work" if entry.place in work else "warm-up")
    return session


def _worsened(session: Session, name: str, direction: str, data: Data) -> Session:
    if name == "load":
        names = sorted({subject_of(entry) for entry in session.sets})
        if not names:
            return session
        subject = data.draw(st.sampled_from(names))
        factor = data.draw(pick("1.0000001", "1.05", "1.1", "1.25", "2"))
        sets = [_heavier(entry, Decimal(factor)) if subject_of(entry) == subject else entry for entry in session.sets]
        return evolve(session, sets=tuple(sets))
    if name == "symptoms":
        asked = data.draw(st.sampled_from([identifier for identifier, _ in session.symptoms.answers] or ["both-legs"]))
        return evolve(session, symptoms=Symptoms.from_ids((*session.symptoms.answers, (asked, True))))
    if name.startswith("pain."):
        part = name.removeprefix("pain.")
        value = getattr(session.pain, part)
        if direction == "true":
            return with_pain(session, part, True)
        if value is None or value == 10:
            return session
        return with_pain(session, part, data.draw(st.integers(value, 10)))
    if name in ("sleep_hours", "general_warmup_minutes", "session_rpe"):
        value = getattr(session, name)
        return session if value is None else evolve(session, **{name: _moved(value, name, direction, data)})
    indexes = [index for index, entry in enumerate(session.sets) if getattr(entry, name) is not None]
    if not indexes:
        return session
    index = data.draw(st.sampled_from(indexes))
    return with_set(session, index, **{name: _moved(getattr(session.sets[index], name), name, direction, data)})


def _moved(value: Any, name: str, direction: str, data: Data) -> Any:
    """A number some way in a direction, within its bounds; 0 repetitions stay: more would make a set of an attempt."""
    step = data.draw(pick(1, 2, 4))
    if direction == "lower":
        return max(value - step, 0)
    highest = {"rpe": Decimal(10), "session_rpe": Decimal(10), "sleep_hours": Decimal(24)}.get(name)
    moved = value if name == "reps" and value == 0 else value + step
    return moved if highest is None else min(moved, highest)


def _heavier(entry: SetLog, factor: Decimal) -> SetLog:
    load = entry.load
    if load is None or load.grains <= 0:
        return entry
    return evolve(entry, load=Load(int(load.grains * factor), load.bodyweight))


def stricter_never_finds_less(rule: Rule, case: Case, data: Data) -> None:
    """Tightening one limit that declares a direction keeps every finding, at no lower severity or care."""
    directed = [spec for spec in rule.limits if spec.stricter is not None]
    if rule.fixed or not directed:
        assert rule.fixed or not any(spec.back_history is not None for spec in rule.limits)
        return
    spec = data.draw(st.sampled_from(directed))
    value = getattr(_active(rule, case).limits, spec.name)
    end = spec.low if spec.stricter == "lower" else spec.high
    if isinstance(spec.default, int):
        low, high = sorted((int(value), int(end)))
        tighter: Any = data.draw(st.integers(low, high))
    else:
        share = Decimal(data.draw(st.integers(0, 20))) / 20
        tighter = value + (end - value) * share
    after = judge(rule, evolve(case, settings=((spec.name, tighter),)))
    _kept(judge(rule, case), after, case, f"with the limit {spec.name} = {tighter}, which is stricter than {value}")


@frozen
class Erasure:
    """One recorded value of the log: where it is, and the session without it."""

    where: int
    session: Session


def silence_is_not_safety(rule: Rule, case: Case, data: Data) -> None:
    """Erasing a recorded value (and what stands in for it) turns nothing into clear, and no gap into clear.

    The value is that of one set, or of all sets of the session at once.

    Left alone are marks of events (0 reps, missed, sudden, deload, planned), the name of an exercise, and a load that
    decides which of two entries of the catalogue a set belongs to. What the log records is held.
    """
    case = _with_ids(evolve(case, records=_recorded(case)))
    if "sleep_hours" in rule.reads:
        # A mean is made of the nights there are: they stand in for one that is missing, so all are taken away.
        _assert_not_silenced(rule, case, _sleepless(case))
    # What one missing value leaves unsaid may be silenced by the next.
    for _ in range(data.draw(st.integers(1, 4))):
        sessions = (*case.past, case.today)
        erasures = [
            Erasure(where, erased) for where, session in enumerate(sessions) for erased in _without_one(rule, session)
        ]
        if not erasures:
            return
        chosen = data.draw(one_of(erasures))
        changed = [*sessions]
        changed[chosen.where] = chosen.session
        other = evolve(case, past=tuple(changed[:-1]), today=changed[-1])
        other = _without_answers(other, _answered(sessions[chosen.where]) - _answered(chosen.session))
        _assert_not_silenced(rule, case, other)
        case = other


def _answered(session: Session) -> set[str]:
    return {identifier for identifier, _ in session.symptoms.answers}


def _without_answers(case: Case, identifiers: set[str]) -> Case:
    """The case without these answers in check-ins, where they stand in for those of a session."""
    days = [
        evolve(
            entry, symptoms=Symptoms.from_ids([item for item in entry.symptoms.answers if item[0] not in identifiers])
        )
        for entry in case.days
    ]
    return evolve(case, days=tuple(days)) if identifiers else case


def _sleepless(case: Case) -> Case:
    return evolve(
        case,
        past=tuple(evolve(session, sleep_hours=None) for session in case.past),
        today=evolve(case.today, sleep_hours=None),
        days=tuple(evolve(entry, sleep_hours=None) for entry in case.days),
    )


def _assert_not_silenced(rule: Rule, case: Case, other: Case) -> None:
    before, after = judge(rule, case), judge(rule, other)
    gaps = {gap.subject for gap in after.gaps}
    spoken = set(by_subject(after)) | gaps
    for subject in (*by_subject(before), *(gap.subject for gap in before.gaps)):
        # What was said of the low back as a whole may become a gap of one exercise, but not the other way round;
        # symptoms that were not asked are one gap of the low back.
        named = "low-back" if subject in SYMPTOM_CARE and subject not in spoken else subject
        kept = named in spoken or (named == "low-back" and spoken)
        assert kept, f"nothing is said of {subject} any more with something missing, as here:\n{_lines(other)}"
    for subject, finding in by_subject(after).items():
        if subject not in by_subject(before):
            told = gaps or "baseline" in finding.facts
            assert told, f"{subject} fires only with something missing, and no gap says so:\n{_lines(other)}"


def _recorded(case: Case) -> frozenset[str]:
    view = History(case.past, days=case.days, records=case.records).view(case.today, lifter=case.lifter)
    return frozenset(name for name in RECORDS if view.recorded(name))


def _without_one(rule: Rule, session: Session) -> list[Session]:
    erased: list[Session] = []
    for name in ("load", "reps", "rpe", "seconds", "target_reps", "rest_after_s", "completed_at", "form", "side"):
        places = [index for index, entry in enumerate(session.sets) if name in rule.reads and getattr(entry, name)]
        names = rule.stand_ins(name)
        if "load" in names:
            places = [index for index in places if not _decides_identity(session.sets[index])]
        for chosen in [[index] for index in places] + [places] if places else []:
            without = session
            for index in chosen:
                without = with_set(without, index, **dict.fromkeys(names))
            erased.append(without)
    for name in ("before", "during", "after", "next_morning"):
        if f"pain.{name}" in rule.reads and getattr(session.pain, name) is not None:
            erased.append(with_pain(session, name, None))
    if "symptoms" in rule.reads:
        for identifier, _ in session.symptoms.answers:
            rest = [item for item in session.symptoms.answers if item[0] != identifier]
            erased.append(evolve(session, symptoms=Symptoms.from_ids(rest)))
    for name in ("general_warmup_minutes", "session_rpe", "woke_at", "pain_mentioned"):
        if name in rule.reads and getattr(session, name) is not None:
            changes: dict[str, Any] = {name: None}
            erased.append(evolve(session, **changes))
    if session.end is not None:
        erased.append(evolve(session, end=None))
    return erased


def _decides_identity(entry: SetLog) -> bool:
    return subject_of(entry) != subject_of(evolve(entry, load=None))


def survives_json(rule: Rule, case: Case, data: Data) -> None:
    """Outcome to JSON to outcome is identity."""
    outcome = judge(rule, case)
    session = History(case.past).id_of(case.today)
    text = json.dumps(codec.outcome_json(outcome, Wording(rules={rule.id: rule})))
    read = codec.outcome_from_json(json.loads(text), session=session)
    assert read == outcome, f"from JSON comes back\n{read}\nof\n{outcome}"


LAWS = (
    Law(comes_out_as_declared, once=True),
    Law(says_the_same_under_any_hash_seed, once=True),
    Law(hides_no_other_exercise, once=True),
    *map(
        Law,
        (
            total,
            pure,
            unit_free,
            shift_free,
            order_free,
            causal,
            local,
            reads_what_it_says,
            worse_is_never_milder,
            stricter_never_finds_less,
            silence_is_not_safety,
            survives_json,
        ),
    ),
)
