"""History and View: the index is a naive filter, ids are stable, nothing at or after the session is seen."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError
from hypothesis import given
from hypothesis import strategies as st

from lowback_rules import DayLog, History, Lifter, LogError, Pain, Policy, Session, check_log, check_session, kg
from lowback_rules.history import View
from lowback_rules.summary import Summary
from lowback_rules.testing import Case, edge_cases

MONDAY = datetime(2026, 3, 2, 18)


def ids(summaries: Iterable[Summary]) -> list[str]:
    return [summary.id for summary in summaries]


def naive(view: View, past: list[tuple[Session, str]], days: int) -> list[str]:
    """Ids of the sessions that were done, start strictly before and lie at most `days` local days back, new to old."""
    today = view.session

    def before(session: Session) -> bool:
        return session.starts_at < today.starts_at

    return [
        session_id
        for session, session_id in reversed(past)
        if not session.planned and before(session) and (today.day - session.day).days <= days
    ]


@given(edge_cases(), st.sampled_from([0, 1, 7, 14, 28, 42, 90, 400]))
def test_the_index_is_a_naive_filter(case: Case, days: int) -> None:
    history = History(case.past)
    view = history.view(case.today)
    same = history.id_of(case.today)
    past = [pair for pair in zip(history.sessions, history.ids, strict=True) if pair[1] != same]
    expected = naive(view, past, days)
    assert ids(view.sessions(days)) == expected
    kept = {summary.id: summary for summary in view.sessions(days)}

    def where(test: Callable[[Summary], object]) -> list[str]:
        return [session_id for session_id in expected if test(kept[session_id])]

    assert ids(view.lumbar_sessions(days)) == where(lambda summary: summary.lumbar)
    assert ids(view.core_sessions(days)) == where(lambda summary: summary.core_sets)
    assert ids(view.family_sessions("deadlift", days)) == where(lambda s: _has_family(s, "deadlift"))
    assert [summary.id for summary, _ in view.lifts("deadlift", days)] == where(
        lambda summary: any(lift.subject == "deadlift" for lift in summary.lumbar)
    )


def _has_family(summary: Summary, family: str) -> bool:
    return any(lift.exercise is not None and lift.exercise.family == family for lift in summary.lumbar)


@given(edge_cases())
def test_a_batch_is_the_same_as_one_by_one(case: Case) -> None:
    others = [session for session in case.past if session.id is None or session.id != case.today.id]
    history = History((*others, case.today))
    for session, session_id, report in zip(history.sessions, history.ids, check_log(history), strict=True):
        assert report.session == session_id
        assert check_session(session, history) == report
        assert check_session(session, history.sessions) == report


@given(edge_cases())
def test_history_is_made_by_steps_as_at_once(case: Case) -> None:
    at_once = History(case.past)
    by_steps = History()
    policy = Policy()
    for session in case.past:
        by_steps.view(case.today) if by_steps.sessions else None
        by_steps = by_steps.with_session(session)
    assert by_steps == at_once
    assert by_steps.ids == at_once.ids
    assert check_session(case.today, by_steps, policy=policy) == check_session(case.today, at_once, policy=policy)


def test_with_without_replaced_leave_the_old_one_alone() -> None:
    first, second = Session(MONDAY, id="a"), Session(MONDAY + timedelta(days=1), id="b")
    history = History([first])
    more = history.with_session(second)
    assert (len(history), len(more)) == (1, 2)
    assert more.without("a").sessions == (second,)
    changed = Session(MONDAY, id="a", name="changed")
    assert more.replaced("a", changed).sessions == (changed, second)
    assert more.with_session(changed).sessions == (changed, second)
    with pytest.raises(LogError, match="there is no session 'c' in this history"):
        more.without("c")


def test_a_history_and_a_policy_cannot_be_changed() -> None:
    for value, name in ((History(), "sessions"), (Policy(), "layers")):
        with pytest.raises(FrozenInstanceError):
            setattr(value, name, ())


def test_since_is_a_day() -> None:
    history = History([Session(MONDAY), Session(MONDAY + timedelta(days=1))])
    assert len(check_log(history, since=date(2026, 3, 3))) == 1
    assert len(check_log(history, since=datetime(2026, 3, 3, 12))) == 1
    with pytest.raises(LogError, match="since: '2026-03-03' is no date"):
        check_log(history, since="2026-03-03")  # type: ignore[arg-type]  # what a caller may try


def test_a_body_weight_of_every_day_does_not_fill_the_memory() -> None:
    history = History([Session.parse("2026-03-02 18:00 weighted back extension 3x10@bw+10kg")])
    for kilograms in range(70, 90):
        check_session(Session.parse("2026-03-09 18:00 squat 5@60kg"), history, lifter=Lifter(bodyweight=kg(kilograms)))
    assert len(history._indexes) == 4


def test_later_sessions_to_judge_again() -> None:
    history = History([Session(MONDAY + timedelta(days=days)) for days in (0, 7, 14, 60)])
    changed = history.sessions[1]
    assert history.after(changed, days=30) == (history.sessions[2],)
    assert history.after(changed, days=Policy().required_history) == history.sessions[2:]


def test_the_first_session_says_how_long_the_log_is_to_all_that_look_back_on_the_second() -> None:
    first = Session.parse("2024-09-01 deadlift 3x5@100kg")
    others = [Session.parse("2026-01-20 squat 3x5@60kg"), Session.parse("2026-03-09 romanian deadlift 5x8@60kg rpe 9")]
    days = Policy().required_history
    assert (others[0].day - first.day).days > days
    for log in (History(others), History([first, *others])):
        assert log.after(first, days=days) == tuple(others)
    assert check_session(others[1], others) != check_session(others[1], [first, *others])
    much_later = Session.parse("2028-03-09 squat 3x5@60kg")
    assert History([*others, much_later]).after(first, days=days) == tuple(others)
    planned = evolve(much_later, planned=True)
    assert History([planned]).after(first, days=days) == (planned,)


def test_ids() -> None:
    same = [Session(MONDAY, name="b"), Session(MONDAY, name="a"), Session(MONDAY, id="mine"), Session(date(2026, 3, 2))]
    history = History([*same, same[0]])
    assert history.ids == ("2026-03-02", "2026-03-02T18:00:00", "2026-03-02T18:00:00#2", "mine")
    assert [session.name for session in history][1:3] == ["a", "b"]
    assert history.id_of(same[0]) == "2026-03-02T18:00:00#2"
    taken = History([Session(MONDAY, id="2026-03-02T19:00:00"), Session(MONDAY + timedelta(hours=1))])
    assert taken.ids == ("2026-03-02T19:00:00", "2026-03-02T19:00:00#2")


def test_an_id_that_was_only_derived_is_replaced_by_none() -> None:
    unnamed, named = Session(MONDAY, name="unnamed"), Session(MONDAY, name="named", id="2026-03-02T18:00:00")
    at_once = History([unnamed, named])
    assert at_once.ids == ("2026-03-02T18:00:00", "2026-03-02T18:00:00#2")
    by_steps = History([unnamed]).with_session(named)
    assert (by_steps, by_steps.ids) == (at_once, at_once.ids)


def test_equal_content_under_two_ids_counts_twice() -> None:
    line = "2026-03-02 18:00-19:00 deadlift 2x5@100kg rpe 8"
    both = [evolved(Session.parse(line), "a"), evolved(Session.parse(line), "b")]
    assert len(History(both)) == 2
    assert len(History([Session.parse(line)] * 2)) == 1


def evolved(session: Session, session_id: str) -> Session:
    return Session(session.start, session.sets, end=session.end, id=session_id)


def test_a_session_of_the_same_id_is_replaced_not_seen() -> None:
    heavy = Session.parse("2026-03-02 18:00 deadlift 3x5@200kg")
    today = Session.parse("2026-03-09 18:00 deadlift 3x5@100kg")
    moved = [evolved(heavy, "x"), Session.parse("2026-03-03 18:00 deadlift 3x5@80kg")]
    report = check_session(evolved(today, "x"), moved)
    (jump,) = [finding for finding in report if finding.rule == "load.step_jump"]
    assert jump.facts["best"].value == "80"


def test_planned_sessions_are_never_past_and_are_judged_as_if_done() -> None:
    past = [Session.parse("2026-03-02 deadlift 3x5@100kg"), Session.parse("2026-03-05 planned; deadlift 3x5@140kg")]
    planned = Session.parse("2026-03-09 planned; deadlift 3x5@130kg")
    assert {finding.rule for finding in check_session(planned, past)} == {"load.step_jump"}
    assert len(check_log([*past, planned])) == 3


def test_check_ins() -> None:
    days = [DayLog(date(2026, 3, day), pain=Pain(before=day)) for day in (1, 3, 9)]
    view = History([Session(MONDAY)], days=days).view(Session(MONDAY + timedelta(days=5)))
    assert [entry.date.day for entry in view.check_ins(7)] == [3, 1]
    assert [entry.date.day for entry in view.check_ins(4)] == [3]
    assert view.recorded("pain")
    with pytest.raises(LogError, match="has two different check-ins"):
        History(days=[days[0], DayLog(days[0].date, sleep_hours=8)])


def test_what_is_recorded_is_inferred_for_each_session() -> None:
    plank = Session.parse("2026-01-01 plank 3x45s")
    for days, recorded in ((90, True), (91, False)):
        view = History([plank]).view(Session(date(2026, 1, 1) + timedelta(days=days)))
        assert view.recorded("core") is recorded
    given_ = History([plank], records=["pain"]).view(Session(date(2026, 1, 2)))
    assert (given_.recorded("core"), given_.recorded("pain")) == (False, True)
    for line, recorded in (
        ("2026-01-01 bench press 5@80kg, 5@100kg", True),
        ("2026-01-01 bench press 5@80.1kg, 5@100kg", False),
        ("2026-01-01 bench press 5@100kg, 5@60kg", False),
        ("2026-01-01 bench press 5@100kg w", True),
    ):
        assert History().view(Session.parse(line)).recorded("warm-ups") is recorded, line


def status(rule: str, lines: str, *unread: tuple[str, list[str]]) -> str:
    """What a rule says of the last day, with sets that could not be read added to the sessions of some days."""
    sessions = {session.day.isoformat(): session for session in map(Session.parse, lines.splitlines())}
    for day, names in unread:
        known = sessions.get(day, Session(date.fromisoformat(day)))
        sessions[day] = evolve(known, unread=tuple(names))
    *past, today = sorted(sessions.values(), key=lambda session: session.day)
    report = check_session(today, past, policy=Policy(rules={rule: {"enabled": True}}))
    return next(outcome.status for outcome in report.outcomes if outcome.rule == rule)


_HARD_WEEK = "".join(f"2026-03-{day:02} deadlift 3x5@100kg rpe 8\n" for day in (3, 5, 7))


@pytest.mark.parametrize(
    ("rule", "lines", "day", "few", "many"),
    [
        ("rest.weekly_sets", "2026-02-16 plank 3x45s\n2026-03-09 bench press 5@60kg", "2026-03-09", 10, 11),
        ("rest.weekly_sessions", "2026-02-16 plank 3x45s\n" + _HARD_WEEK, "2026-03-09", 2, 3),
        ("rest.min_gap", "2026-02-16 plank 3x45s\n2026-03-09 deadlift 3x5@100kg rpe 8", "2026-03-08", 2, 3),
        ("core.share", "2026-02-16 plank 3x45s\n2026-03-09 plank 2x45s", "2026-03-09", 11, 12),
    ],
)
def test_each_set_that_could_not_be_read_may_be_a_hard_one(
    rule: str, lines: str, day: str, few: int, many: int
) -> None:
    assert status(rule, lines, (day, ["deadlift"] * few)) == "clear"
    assert status(rule, lines, (day, ["deadlift"] * many)) == "not-assessed"


def test_a_set_that_could_not_be_read_is_one_of_the_entry_that_counts() -> None:
    names = ["deadlift", "45 degree back extension", "Deadlift", "bench press", " zorb  heave", "deadlift"]
    summary = History().view(Session(MONDAY, unread=names)).summary
    assert summary.unread == ("deadlift", "weighted-back-extension", "zorb heave")
    assert summary.unread_sets == 5


_SINGLES = (
    "2026-02-02 deadlift 1@150kg rpe 10\n2026-02-09 deadlift 1@{first}kg rpe 10\n2026-02-16 deadlift 1@{last}kg rpe 10"
)
_EASY = "2026-03-02 deadlift 3x5@100kg target 5 rpe 8 kept\n2026-03-09 deadlift 3x5@{load}kg kept"
_NEW = "2026-01-01 deadlift 3x5@100kg\n2026-03-09 good morning {sets}x8@40kg rpe 7"
_FOUR = (
    "2026-03-02 deadlift 4x10@100kg\n2026-03-05 deadlift 3x5@100kg\n"
    "2026-03-07 squat 3x5@100kg\n2026-03-09 deadlift 3x10@100kg\n2026-03-12 squat 3x5@100kg\n"
)
_WEEKS = "2026-03-01 bench press 3x5@60kg\n2026-03-05 deadlift 3x10@100kg\n2026-03-08 squat 4x10@100kg\n"


@pytest.mark.parametrize(
    ("rule", "lines", "day", "name", "before", "after"),
    [
        ("load.no_readiness", _EASY.format(load=105), "2026-03-02", "deadlift", "clear", "not-assessed"),
        ("load.no_readiness", _EASY.format(load=105), "2026-03-04", "deadlift", "clear", "not-assessed"),
        ("load.no_readiness", _EASY.format(load=105), "2026-03-01", "deadlift", "clear", "clear"),
        ("load.no_readiness", _EASY.format(load=105), "2026-03-02", "squat", "clear", "clear"),
        ("load.no_readiness", _EASY.format(load=100), "2026-03-02", "deadlift", "clear", "clear"),
        ("load.form_lost", _EASY.format(load=100), "2026-03-02", "deadlift", "clear", "not-assessed"),
        ("load.form_lost", _EASY.format(load=100), "2026-03-04", "deadlift", "clear", "not-assessed"),
        ("load.form_lost", _EASY.format(load=100), "2026-03-01", "deadlift", "clear", "clear"),
        ("load.novel_exercise", _NEW.format(sets=5), "2026-02-02", "good morning", "fired", "not-assessed"),
        ("load.novel_exercise", _NEW.format(sets=5), "2026-02-02", "deadlift", "fired", "fired"),
        ("load.novel_exercise", _NEW.format(sets=5), "2026-01-07", "good morning", "fired", "fired"),
        ("load.novel_exercise", _NEW.format(sets=3), "2026-02-02", "good morning", "clear", "clear"),
        ("load.session_spike", _FOUR + "2026-03-16 deadlift 4x10@100kg", "2026-03-02", "deadlift", "clear", "not-assessed"),
        ("load.session_spike", _FOUR + "2026-03-16 deadlift 3x10@100kg", "2026-03-05", "deadlift", "clear", "clear"),
        ("load.session_spike", _FOUR + "2026-03-16 deadlift 4x10@100kg", "2026-03-02", "squat", "clear", "clear"),
        ("load.weekly_jump", _WEEKS + "2026-03-15 deadlift 4x10@100kg", "2026-03-05", "deadlift", "clear", "not-assessed"),
        ("load.weekly_jump", _WEEKS + "2026-03-15 deadlift 2x10@100kg", "2026-03-05", "deadlift", "clear", "clear"),
        ("rest.performance_drop", _SINGLES.format(first=141, last=148), "2026-02-02", "deadlift", "clear", "not-assessed"),
        ("rest.performance_drop", _SINGLES.format(first=141, last=148), "2026-02-09", "deadlift", "clear", "clear"),
        ("rest.performance_drop", _SINGLES.format(first=148, last=141), "2026-02-09", "deadlift", "clear", "not-assessed"),
        ("rest.performance_drop", _SINGLES.format(first=148, last=141), "2026-02-12", "deadlift", "clear", "not-assessed"),
        ("rest.performance_drop", _SINGLES.format(first=148, last=148), "2026-02-12", "deadlift", "clear", "clear"),
        ("rest.performance_drop", _SINGLES.format(first=141, last=141), "2026-02-12", "deadlift", "fired", "not-assessed"),
        ("rest.performance_drop", _SINGLES.format(first=141, last=141), "2026-02-04", "deadlift", "fired", "fired"),
        ("rest.performance_drop", _SINGLES.format(first=148, last=148), "2026-02-04", "deadlift", "clear", "not-assessed"),
    ],
)  # fmt: skip
def test_a_set_of_an_earlier_session_that_could_not_be_read_is_no_silence(
    rule: str, lines: str, day: str, name: str, before: str, after: str
) -> None:
    assert status(rule, lines) == before
    assert status(rule, lines, (day, [name])) == after


def test_a_fortnight_off_is_none_if_a_set_in_it_could_not_be_read() -> None:
    lines = "2026-01-26 deadlift 1@150kg rpe 10\n2026-02-10 deadlift 1@141kg rpe 10\n2026-02-16 deadlift 1@141kg rpe 10"
    assert status("rest.performance_drop", lines) == "clear"
    assert status("rest.performance_drop", lines, ("2026-02-02", ["deadlift"])) == "not-assessed"


def test_a_drop_is_as_long_as_what_could_be_read_shows() -> None:
    days = ("02-09", "02-16", "02-23", "03-03")
    low = "\n".join(f"2026-{day} deadlift 1@140kg rpe 10" for day in days)
    *past, today = map(Session.parse, f"2026-02-02 deadlift 1@150kg rpe 10\n{low}".splitlines())
    lost = Session(date(2026, 2, 19), unread=("deadlift",))
    for history, severity, kinds in ((past, "warning", []), ([*past, lost], "caution", ["not-recorded"])):
        report = check_session(today, history)
        outcome = next(outcome for outcome in report.outcomes if outcome.rule == "rest.performance_drop")
        assert [str(finding.severity) for finding in outcome.findings] == [severity]
        assert [gap.kind for gap in outcome.gaps] == kinds
