"""History and View: the index is a naive filter, ids are stable, nothing at or after the session is seen."""

from datetime import date, datetime, timedelta

import pytest
from attrs.exceptions import FrozenInstanceError
from hypothesis import given
from hypothesis import strategies as st

from lowback_rules import DayLog, History, Lifter, LogError, Pain, Policy, Session, check_log, check_session, kg
from lowback_rules.history import View
from lowback_rules.summary import Summary
from tests.strategies import Case, logs

MONDAY = datetime(2026, 3, 2, 18)


def ids(summaries: object) -> list[str]:
    return [summary.id for summary in summaries]  # type: ignore[attr-defined]  # any iterable of Summary


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


@given(logs(), st.sampled_from([0, 1, 7, 14, 28, 42, 90, 400]))
def test_the_index_is_a_naive_filter(case: Case, days: int) -> None:
    history = History(case.past)
    view = history.view(case.today)
    same = history.id_of(case.today)
    past = [pair for pair in zip(history.sessions, history.ids, strict=True) if pair[1] != same]
    expected = naive(view, past, days)
    assert ids(view.sessions(days)) == expected
    kept = {summary.id: summary for summary in view.sessions(days)}

    def where(test: object) -> list[str]:
        return [session_id for session_id in expected if test(kept[session_id])]  # type: ignore[operator]

    assert ids(view.lumbar_sessions(days)) == where(lambda summary: summary.lumbar)
    assert ids(view.core_sessions(days)) == where(lambda summary: summary.core_sets)
    assert ids(view.family_sessions("deadlift", days)) == where(lambda s: _has_family(s, "deadlift"))
    assert [summary.id for summary, _ in view.lifts("deadlift", days)] == where(
        lambda summary: any(lift.subject == "deadlift" for lift in summary.lumbar)
    )


def _has_family(summary: Summary, family: str) -> bool:
    return any(lift.exercise is not None and lift.exercise.family == family for lift in summary.lumbar)


@given(logs())
def test_a_batch_is_the_same_as_one_by_one(case: Case) -> None:
    others = [session for session in case.past if session.id is None or session.id != case.today.id]
    history = History((*others, case.today))
    for session, session_id, report in zip(history.sessions, history.ids, check_log(history), strict=True):
        assert report.session == session_id
        assert check_session(session, history) == report
        assert check_session(session, history.sessions) == report


@given(logs())
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


def test_ids() -> None:
    same = [Session(MONDAY, name="b"), Session(MONDAY, name="a"), Session(MONDAY, id="mine"), Session(date(2026, 3, 2))]
    history = History([*same, same[0]])
    assert history.ids == ("2026-03-02", "2026-03-02T18:00:00", "2026-03-02T18:00:00#2", "mine")
    assert [session.name for session in history][1:3] == ["a", "b"]
    assert history.id_of(same[0]) == "2026-03-02T18:00:00#2"
    taken = History([Session(MONDAY, id="2026-03-02T19:00:00"), Session(MONDAY + timedelta(hours=1))])
    assert taken.ids == ("2026-03-02T19:00:00", "2026-03-02T19:00:00#2")


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
