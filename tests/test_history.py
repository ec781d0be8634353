"""History and View: the index is a naive filter, ids are stable, nothing at or after the session is seen."""

import pickle
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError
from hypothesis import given
from hypothesis import strategies as st

from lowback_rules import (
    DayLog,
    History,
    Lifter,
    LogError,
    Pain,
    Policy,
    Session,
    SetLog,
    Symptoms,
    check_log,
    check_many,
    check_plan,
    check_session,
    kg,
)
from lowback_rules.definitions import Definitions
from lowback_rules.estimates import e1rm, is_larger
from lowback_rules.hardness import HardSets
from lowback_rules.summary import Lift, Summary
from lowback_rules.testing import Case, edge_cases
from lowback_rules.view import View

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


def _sets_above(summary: Summary, least: int) -> tuple[str, int]:
    return summary.id, sum(len(lift.sets) > least for lift in summary.lifts)


def _top_above(item: tuple[Summary, Lift], least: int) -> tuple[str, bool]:
    return item[0].id, (item[1].top or 0) > least


@given(edge_cases(), st.data())
def test_a_figure_of_each_is_what_a_loop_makes(case: Case, data: st.DataObject) -> None:
    history = History(case.past)
    for _ in range(4):
        today = data.draw(st.sampled_from([case.today, *history.sessions]))
        days, least = data.draw(st.sampled_from([0, 1, 7, 28, 400])), data.draw(st.sampled_from([0, 1]))
        view = history.view(today)
        summaries = [view.summary, *view.sessions(days)]
        assert [*view.each(_sets_above, days, least)] == [_sets_above(summary, least) for summary in summaries]
        for lift in view.summary.lifts:
            items = [(view.summary, lift), *view.lifts(lift.subject, days)]
            assert [*view.each_lift(_top_above, lift, days, least)] == [_top_above(item, least) for item in items]
        history = history.with_session(today) if data.draw(st.booleans()) else history


@pytest.mark.parametrize("judged_before", [False, True])
def test_where_days_run_backwards_each_session_is_asked_for_its_day(judged_before: bool) -> None:
    sets = [SetLog("Deadlift", kg(100), 5, rpe=8)]
    pain = Pain(before=0, during=0, after=0)
    east = Session(datetime(2026, 3, 10, 0, 30, tzinfo=timezone(timedelta(hours=14))), sets, id="east", pain=pain)
    west = Session(datetime(2026, 3, 9, 23, 0, tzinfo=timezone(timedelta(hours=-11))), sets, id="west")
    today = Session(datetime(2026, 3, 12, 12, tzinfo=UTC), sets, id="today")
    assert east.starts_at < west.starts_at
    view = History([east, west, *([today] if judged_before else [])]).view(today)
    (lift,) = view.summary.lumbar
    for days, expected in ((1, []), (2, ["east"]), (3, ["west", "east"])):
        assert ids(view.sessions(days)) == ids(view.lumbar_sessions(days)) == expected
        assert [found for found, _ in view.each(_sets_above, days, 0)] == ["today", *expected]
        assert [found for found, _ in view.each_lift(_top_above, lift, days, 0)] == ["today", *expected]
        tried = view.last_tried("deadlift", days)
        assert (None if tried is None else tried[0].id) == (expected[0] if expected else None)
        assert view.lacks_pain("during", days) is ("west" in expected)


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


def test_all_that_a_history_holds_is_kept_by_the_one_that_is_made_of_it() -> None:
    check_in = DayLog(date(2026, 3, 1), sleep_hours=8)
    history = History([Session(MONDAY, id="a"), Session(MONDAY, id="b")], days=[check_in], records=["core"])
    other = Session(MONDAY + timedelta(days=1))
    made = {
        ("b", "2026-03-03T18:00:00"): history.replaced("a", other),
        ("a", "b", "2026-03-03T18:00:00"): history.with_session(other),
        ("a",): history.without("b"),
        ("a", "b"): history.renamed({"my lift": "deadlift"}),
    }
    for expected, found in made.items():
        assert (found.ids, found.days, found.records) == (expected, (check_in,), frozenset({"core"}))
    for missing in ("c", ""):
        with pytest.raises(LogError, match=f"^id: there is no session '{missing}' in this history$"):
            history.replaced(missing, other)


def test_what_a_session_is_found_by() -> None:
    lines = """\
2026-03-02 romanian deadlift 5@60kg; good morning 5@40kg; plank 45s
2026-03-03 bench press 5@60kg; plank 45s
2026-03-04 good morning 5@40kg
2026-03-05 squat 5@60kg; sumo deadlift 5@60kg"""
    view = History(log(lines)).view(Session(date(2026, 3, 9)))
    assert ids(view.lumbar_sessions(7)) == ["2026-03-05", "2026-03-04", "2026-03-02"]
    assert ids(view.core_sessions(7)) == ["2026-03-03", "2026-03-02"]
    for family, days in (("hinge", [4, 2]), ("squat", [5]), ("deadlift", [5]), ("bench-press", []), ("plank", [])):
        assert [date.fromordinal(summary.day).day for summary in view.family_sessions(family, 7)] == days
    found = [(summary.id, lift.subject, lift.top) for summary, lift in view.lifts("good-morning", 7)]
    assert found == [(f"2026-03-0{day}", "good-morning", kg(40).grains) for day in (4, 2)]
    assert list(view.lifts("bench-press", 7)) == []


def test_sessions_that_stay_are_not_summed_up_again() -> None:
    sessions = [Session.parse(f"2026-03-0{day} deadlift 5@100kg rpe 8") for day in (2, 4, 6)]
    history, definitions, weight = History(sessions), Definitions(), kg(80).grains
    before = history.index(definitions, None), history.index(definitions, weight)
    later = Session.parse("2026-03-03 weighted back extension 5@bw+10kg rpe 8")
    for changed, kept in (
        (history.with_session(later), [0, None, 1, 2]),
        (history.without("2026-03-04"), [0, 2]),
        (history.replaced("2026-03-02", later), [None, 1, 2]),
    ):
        for key, index in zip((None, weight), before, strict=True):
            found = changed.index(definitions, key)
            assert found.summaries[0].session is changed.sessions[0]
            for summary, place in zip(found.summaries, kept, strict=True):
                assert place is None or summary is index.summaries[place]
            whole = History(changed.sessions).index(definitions, key)
            assert (found.lumbar, found.families, found.instants) == (whole.lumbar, whole.families, whole.instants)
            tops = [[lift.top for summary in each.summaries for lift in summary.lifts] for each in (found, whole)]
            assert tops[0] == tops[1]


def test_a_session_whose_derived_id_changes_is_summed_up_again() -> None:
    first, second = Session(MONDAY, name="a"), Session(MONDAY, name="b")
    history = History([first, second])
    assert ids(history.index(Definitions(), None).summaries) == ["2026-03-02T18:00:00", "2026-03-02T18:00:00#2"]
    assert ids(history.without("2026-03-02T18:00:00").index(Definitions(), None).summaries) == ["2026-03-02T18:00:00"]


def test_histories_are_equal_by_what_they_hold() -> None:
    session, check_in = Session(MONDAY), DayLog(date(2026, 3, 1), sleep_hours=8)
    history = History([session], days=[check_in], records="core")
    same = History((session,), days=(check_in,), records=["core", "core"])
    assert (history, hash(history), list(history), len(history)) == (same, hash(same), [session], 1)
    assert pickle.loads(pickle.dumps(history)) == history
    others: list[Any] = [History(), History([session]), History([session], days=[check_in]), History(records=()), 3]
    assert [other for other in others if other == history] == []
    assert len({hash(each) for each in [history, *others[:-1]]}) == 5
    assert "_indexes" not in repr(history)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"sessions": ["2026-03-02 squat 5@60kg"]}, "sessions: '2026-03-02 squat 5@60kg' is no Session"),
        ({"sessions": None}, "sessions: give a list of them, even of one; this is of type NoneType"),
        ({"sessions": Session(MONDAY)}, "sessions: give a list of them, even of one; this is of type Session"),
        ({"days": DayLog(date(2026, 3, 2))}, "days: give a list of them, even of one; this is of type DayLog"),
        ({"records": 5}, "records: give a list of them, even of one; this is of type int"),
        ({"days": [date(2026, 3, 2)]}, "days: datetime.date(2026, 3, 2) is no DayLog"),
        ({"records": "pains"}, "records: 'pains' is none of warm-ups, core, pain, sleep"),
        ({"records": ["core", "z", "y"]}, "records: 'y' is none of warm-ups, core, pain, sleep"),
        (
            {"sessions": [Session(MONDAY, id="a"), Session(MONDAY, id="a", name="other")]},
            "id: 'a' is given to two different sessions; an id names one",
        ),
        (
            {"sessions": [Session(MONDAY.replace(tzinfo=UTC)), Session(MONDAY)]},
            "start: 2026-03-02 18:00:00 has no UTC offset and 2026-03-02 18:00:00+00:00 has one; a log has it everywhere or nowhere",
        ),
    ],
)
def test_what_makes_no_history_is_refused(arguments: dict[str, Any], words: str) -> None:
    with pytest.raises(LogError) as raised:
        History(**arguments)
    assert str(raised.value) == words


@pytest.mark.parametrize(("here", "there"), [(None, UTC), (UTC, None)])
def test_a_session_with_an_offset_is_not_judged_by_a_log_without(here: Any, there: Any) -> None:
    past, today = Session(MONDAY.replace(tzinfo=here)), Session(MONDAY.replace(day=9, tzinfo=there))
    with pytest.raises(LogError) as raised:
        History([past]).view(today)
    assert str(raised.value) == (
        f"start: {today.start} and the history's {past.start} must both have a UTC offset or both have none"
    )
    assert History().view(today).session is today


def test_what_is_no_session_is_not_added() -> None:
    with pytest.raises(LogError, match=r"session: 'squat' is no Session; Session\.parse\(\) makes one of text"):
        History().with_session("squat")  # type: ignore[arg-type]  # what a caller may try


@pytest.mark.parametrize("on_error", ["Raise", "rasie", None])
def test_what_to_do_with_an_error_is_one_of_two_words(on_error: Any) -> None:
    session = Session(MONDAY)
    for call in (
        partial(check_session, session),
        partial(check_log, []),
        partial(check_plan, []),
        partial(check_many, []),
    ):
        with pytest.raises(LogError, match=f"on_error: {on_error!r} is neither 'raise' nor 'report'"):
            call(on_error=on_error)


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


def test_of_the_indexes_the_oldest_is_given_up() -> None:
    history, definitions = History([Session(MONDAY)]), Definitions()
    first, second, third, fourth = (history.index(definitions, weight) for weight in (None, 1, 2, 3))
    assert history.index(definitions, None) is first
    fifth = history.index(evolve(definitions, habit_days=30), None)
    assert [*history._indexes.values()] == [second, third, fourth, fifth]
    assert history.index(definitions, 1) is second
    assert history.index(definitions, None) is not first


def test_a_renamed_history_is_made_once_for_each_table() -> None:
    history = History([Session.parse("2026-03-02 my lift 3x5@100kg")])
    found = history.renamed({"my lift": "deadlift"})
    assert found.sessions == (Session.parse("2026-03-02 deadlift 3x5@100kg"),)
    assert history.renamed({"my lift": "deadlift"}) is found
    assert history.renamed({"my lift": "squat"}).sessions == (Session.parse("2026-03-02 squat 3x5@100kg"),)
    assert [lift.subject for lift in found.view(found.sessions[0]).summary.lifts] == ["deadlift"]


def test_later_sessions_to_judge_again() -> None:
    history = History([Session(MONDAY + timedelta(days=days)) for days in (0, 7, 14, 60)])
    changed = history.sessions[1]
    assert history.after(changed, days=30) == (history.sessions[2],)
    assert history.after(changed, days=Policy().required_history) == history.sessions[2:]


@pytest.mark.parametrize(("days", "count"), [(0, 1), (1, 1), (2, 2), (6, 2), (7, 3)])
def test_who_looks_back_on_a_session_from_so_many_days(days: int, count: int) -> None:
    first, changed = Session(MONDAY - timedelta(days=30)), Session(MONDAY)
    later = [Session(MONDAY + timedelta(days=days, microseconds=1)) for days in (0, 2, 7)]
    history = History([first, changed, *later, Session(MONDAY, name="of the same start")])
    for asked in (changed, Session(MONDAY, name="no longer in the log")):
        assert history.after(asked, days=days) == tuple(later[:count])


def test_the_first_session_that_was_done_is_the_first_of_the_log() -> None:
    planned = Session(MONDAY - timedelta(days=9), planned=True)
    first, second, third = (Session(MONDAY + timedelta(days=days)) for days in (0, 100, 107))
    to_come = Session(MONDAY + timedelta(days=50), planned=True)
    assert History([planned, first, to_come, second, third]).after(first, days=6) == (to_come, second)
    assert History([planned, first, second, third]).after(first, days=7) == (second, third)
    # Another one of that start keeps the log as long as it is.
    assert History([evolve(first, name="same start"), first, second]).after(first, days=6) == ()


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


def test_the_id_of_a_session_is_its_own_or_that_of_its_equal_or_its_start() -> None:
    starts = [MONDAY - timedelta(hours=1), MONDAY, MONDAY, MONDAY + timedelta(hours=1)]
    log = [Session(start, name=name) for start, name in zip(starts, "abcd", strict=True)]
    history = History(log)
    assert history.ids == ("2026-03-02T17:00:00", "2026-03-02T18:00:00", "2026-03-02T18:00:00#2", "2026-03-02T19:00:00")
    assert tuple(history.id_of(Session(session.start, name=session.name)) for session in log) == history.ids
    assert history.id_of(Session(MONDAY, name="c", id="own")) == "own"
    assert history.id_of(Session(MONDAY, name="in no log")) == "2026-03-02T18:00:00"
    assert history.id_of(Session(MONDAY + timedelta(days=1))) == "2026-03-03T18:00:00"
    assert History().id_of(log[0]) == "2026-03-02T17:00:00"


def test_sessions_of_one_start_stand_by_end_name_and_content() -> None:
    end = MONDAY + timedelta(hours=1)
    content = [Session(MONDAY, [SetLog("squat", kg(load), 5)], end=end, name="b") for load in (50, 60)]
    expected = [
        Session(MONDAY, name="z"),
        Session(MONDAY, end=end),
        Session(MONDAY, end=end, name="A"),
        *content,
        Session(MONDAY, end=end + timedelta(hours=1)),
    ]
    for given_ in (expected, expected[::-1], [*expected, *expected]):
        history = History(given_)
        assert list(history) == expected
        assert history.ids == ("2026-03-02T18:00:00", *(f"2026-03-02T18:00:00#{number}" for number in range(2, 7)))


def test_of_two_sessions_of_one_start_an_equal_one_counts_once_and_the_order_is_no_matter() -> None:
    first, second = Session(MONDAY, name="a"), Session(MONDAY, name="b")
    assert list(History([first, Session(MONDAY, name="a")])) == [first]
    assert list(History([second, first])) == [first, second]


def test_given_ids_order_sessions_of_one_start() -> None:
    sessions = [Session(MONDAY, id=name) for name in ("b", "10", "a")]
    later, earlier = Session(MONDAY + timedelta(hours=1), id="0"), Session(MONDAY - timedelta(hours=1), id="z")
    assert History([later, *sessions, earlier, sessions[0]]).ids == ("z", "10", "a", "b", "0")


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


def test_a_session_is_known_by_its_place_and_its_id_in_the_log() -> None:
    sessions = [Session(MONDAY, name="a"), Session(MONDAY, name="b"), Session(MONDAY + timedelta(days=1))]
    history = History(sessions)
    index = history.index(Definitions(), None)
    for place, (session, session_id) in enumerate(zip(history.sessions, history.ids, strict=True)):
        assert history.view(session).summary is history.view(session, None, None, session_id).summary
        assert history.view(session).summary is index.summaries[place]
    copy = Session(MONDAY + timedelta(days=1))
    assert history.view(copy).summary is not index.summaries[2]
    assert history.view(sessions[2], session_id="another").summary.id == "another"
    assert history.view(sessions[2], Definitions(habit_days=30)).definitions.habit_days == 30


def test_the_body_weight_of_the_lifter_counts() -> None:
    log = History([Session.parse("2026-03-02 weighted back extension 10@bw+10kg")])
    today = Session.parse("2026-03-09 weighted back extension 10@bw+20kg")
    for lifter, tops in (
        (None, [None, None]),
        (Lifter(), [None, None]),
        (Lifter(bodyweight=kg(80)), [kg(90).grains, kg(100).grains]),
    ):
        view = log.view(today, lifter=lifter)
        summaries = [*view.sessions(30), view.summary]
        assert [lift.top for summary in summaries for lift in summary.lifts] == tops
        assert view.lifter == (lifter or Lifter())


@pytest.mark.parametrize(
    ("moved", "seen"), [(timedelta(days=-1), True), (timedelta(), False), (timedelta(days=1), False)]
)
def test_only_what_starts_strictly_before_is_seen(moved: timedelta, seen: bool) -> None:
    other = Session(MONDAY + moved, id="other")
    view = History([other, Session(MONDAY, id="this")]).view(Session(MONDAY, id="this"))
    assert ids(view.sessions(400)) == (["other"] if seen else [])
    assert view.first_day == (other.day.toordinal() if seen else None)


def test_a_session_that_moved_is_not_its_own_past() -> None:
    before, other = Session(MONDAY, id="moved"), Session(MONDAY + timedelta(days=1), id="other")
    history = History([before, other])
    moved = Session(MONDAY + timedelta(days=2), id="moved")
    assert ids(history.view(moved).sessions(400)) == ["other"]
    assert ids(history.view(moved, session_id="another").sessions(400)) == ["other", "moved"]


@pytest.mark.parametrize(("days", "covers"), [(0, True), (13, True), (14, True), (15, False)])
def test_a_log_covers_the_days_since_its_first_session(days: int, covers: bool) -> None:
    planned = Session(MONDAY - timedelta(days=60), planned=True)
    view = History([planned, Session(MONDAY), Session(MONDAY + timedelta(days=7))]).view(
        Session(MONDAY + timedelta(days=14))
    )
    assert view.covers(days) is covers
    assert view.date_of(view.first_day or 0) == date(2026, 3, 2)
    assert not History().view(Session(MONDAY)).covers(0)


def test_days_are_those_of_the_offset_that_each_session_was_written_with() -> None:
    east, west = timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))
    log = [
        Session(datetime(2026, 3, 9, 1, tzinfo=east), id="first"),
        Session(datetime(2026, 3, 8, 0, 0, 0, tzinfo=west), id="last"),
    ]
    view = History([log[0]]).view(log[1])
    # 25 hours later, on the day before.
    assert [view.ago(summary.day) for summary in view.sessions(0)] == [0]
    assert ids(view.sessions(0)) == ["first"]
    far = Session(datetime(2026, 3, 16, 12, tzinfo=west), id="x")
    assert [ids(History(log).view(far).sessions(days)) for days in (6, 7, 8)] == [[], ["first"], ["last", "first"]]
    assert view.ago(view.day - 3) == 3


def test_two_days_later_can_be_the_same_day() -> None:
    east, west = timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))
    first = Session(datetime(2026, 3, 9, 1, tzinfo=east), [SetLog("deadlift", kg(100), 5)], id="first")
    today = Session(datetime(2026, 3, 9, 23, tzinfo=west))
    assert today.starts_at - first.starts_at == timedelta(days=2)
    view = History([first]).view(today)
    assert ids(view.sessions(0)) == ["first"]
    assert ids(summary for summary, _ in view.lifts("deadlift", 0)) == ["first"]


def test_check_ins() -> None:
    days = [DayLog(date(2026, 3, day), pain=Pain(before=day)) for day in (1, 3, 9)]
    view = History([Session(MONDAY)], days=days).view(Session(MONDAY + timedelta(days=5)))
    assert [entry.date.day for entry in view.check_ins(7)] == [3, 1]
    assert [entry.date.day for entry in view.check_ins(4)] == [3]
    assert view.recorded("pain")
    assert History(days=[*reversed(days), days[1]]).days == tuple(days)
    with pytest.raises(LogError, match=r"^days: 2026-03-01 has two different check-ins; a day has one$"):
        History(days=[days[0], DayLog(days[0].date, sleep_hours=8)])


def on(day: int, **what: Any) -> DayLog:
    """A check-in of a day of March 2026."""
    return DayLog(date(2026, 3, day), **what)


@pytest.mark.parametrize(("days", "found"), [(0, [9]), (1, [9, 8]), (6, [9, 8]), (7, [9, 8, 2]), (8, [9, 8, 2, 1])])
def test_check_ins_of_today_and_so_many_days_before(days: int, found: list[int]) -> None:
    view = History(days=[on(day, sleep_hours=8) for day in (10, 9, 8, 2, 1)]).view(Session(date(2026, 3, 9)))
    assert [entry.date.day for entry in view.check_ins(days)] == found


@pytest.mark.parametrize(
    ("days", "pain"),
    [
        ([], None),
        ([on(3, pain=Pain(before=2))], 2),
        ([on(3, pain=Pain(before=2, next_morning=0))], 0),
        ([on(3, pain=Pain(before=2, next_morning=4))], 4),
        ([on(3, pain=Pain(during=2))], None),
        ([on(2, pain=Pain(before=2)), on(4, pain=Pain(before=3))], None),
        ([on(2, pain=Pain(before=2)), on(3, pain=Pain(before=1)), on(4, pain=Pain(before=3))], 1),
    ],
)
def test_the_morning_after_a_session(days: list[DayLog], pain: int | None) -> None:
    view = History([Session(MONDAY)], days=days).view(Session(MONDAY + timedelta(days=5)))
    (monday,) = view.sessions(7)
    assert view.morning_check_in(monday) == pain


def test_a_morning_that_is_still_to_come_is_not_seen() -> None:
    view = History(days=[on(3, pain=Pain(before=2))]).view(Session(MONDAY))
    assert view.morning_check_in(view.summary) is None


def test_answers_and_pain_since_the_day_of_the_last_session() -> None:
    days = [
        on(3, symptoms=Symptoms(both_legs=True), pain=Pain(before=3)),
        on(4, symptoms=Symptoms(chest_pain=True, fever_or_unwell=False), pain=Pain(before=4)),
        on(8, symptoms=Symptoms(chest_pain=False, unsteady_walking=True), pain=Pain(before=8)),
        on(10, symptoms=Symptoms(both_legs=True)),
    ]
    today = Session(date(2026, 3, 9), symptoms=Symptoms(unsteady_walking=False), pain=Pain(during=5))
    earlier = [Session(date(2026, 3, 2)), Session(date(2026, 3, 4))]
    answers, pain = History(earlier, days=days).view(today).reported(14)
    assert answers == {"chest-pain": False, "fever-or-unwell": False, "unsteady-walking": False}
    assert [entry.before for entry in pain] == [8, 4, None]
    assert pain[-1] == today.pain
    # The last session lies too far back to be looked at, and so do the check-ins of its day.
    assert History(earlier, days=days).view(today).reported(1)[0] == {"chest-pain": False, "unsteady-walking": False}
    # Without a session before, all of them count.
    assert History(days=days).view(today).reported(14)[0]["both-legs"] is True
    assert History(earlier).view(today).reported(14) == ({"unsteady-walking": False}, [today.pain])


def test_a_night_is_that_of_the_check_in_or_of_the_session_of_its_day() -> None:
    days = [on(1, sleep_hours=5), on(3, sleep_hours=6), on(5, sleep_hours=7), on(6, pain=Pain(before=1))]
    sessions = [
        Session(datetime(2026, 3, 4, 8), sleep_hours=Decimal("7.5")),
        Session(datetime(2026, 3, 5, 8), sleep_hours=8),
        Session(datetime(2026, 3, 5, 18), sleep_hours=9),
        Session(datetime(2026, 3, 6, 18)),
    ]
    history = History(sessions, days=days)
    view = history.view(Session(datetime(2026, 3, 8, 8), sleep_hours=4))
    assert view.sleep(7) == {7: 5, 5: 6, 4: Decimal("7.5"), 3: 9, 0: 4}
    assert view.sleep(5) == {5: 6, 4: Decimal("7.5"), 3: 9, 0: 4}
    assert view.sleep(4) == {4: Decimal("7.5"), 3: 9, 0: 4}
    assert history.view(Session(date(2026, 3, 8))).sleep(3) == {3: 9}


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


@pytest.mark.parametrize(
    ("name", "line", "check_in"),
    [
        ("warm-ups", "2026-01-01 bench press 5@100kg w", None),
        ("core", "2026-01-01 plank 45s", None),
        ("pain", "2026-01-01 bench press 5@60kg; pain 0 before", {"pain": Pain(before=0)}),
        ("sleep", "2026-01-01 bench press 5@60kg; sleep 7h", {"sleep_hours": 0}),
    ],
)
def test_a_habit_shows_in_a_session_or_a_check_in_of_the_last_90_days(
    name: str, line: str, check_in: dict[str, Any] | None
) -> None:
    session, names = Session.parse(line), {"warm-ups", "core", "pain", "sleep"}
    logs = [History([session])]
    logs += [] if check_in is None else [History(days=[DayLog(session.day, **check_in)])]
    for history in logs:
        for days, habit_days, recorded in (
            (0, 90, True),
            (90, 90, True),
            (91, 90, False),
            (30, 30, True),
            (31, 30, False),
        ):
            view = history.view(
                Session(datetime(2026, 1, 1, 23) + timedelta(days=days)), Definitions(habit_days=habit_days)
            )
            assert {each for each in names if view.recorded(each)} == ({name} if recorded else set())
    assert History().view(session).recorded(name)


def test_a_check_in_of_sudden_pain_alone_is_no_rating() -> None:
    view = History(days=[on(1, pain=Pain(sudden_onset=True))]).view(Session(MONDAY))
    assert not view.recorded("pain")
    assert not view.recorded("sleep")


def test_what_is_said_to_be_recorded_is_all() -> None:
    view = History([Session.parse("2026-03-01 plank 45s")], records="sleep").view(Session.parse("2026-03-02 plank 45s"))
    assert [name for name in ("warm-ups", "core", "pain", "sleep") if view.recorded(name)] == ["sleep"]
    session = Session.parse("2026-03-02 plank 45s")
    view = History([session], records="sleep").view(session)
    assert (view.recorded("core"), view.recorded("sleep")) == (False, True)


# The best is neither the first nor the last, and one session has none.
REFERENCE = "2025-12-31 deadlift 5@150kg\n2025-12-31 deadlift 1@160kg rpe 10\n2026-01-01 deadlift 1@200kg rpe 10\n2026-01-05 deadlift 1@150kg rpe 10\n2026-01-05 squat 1@120kg rpe 10"


def log(lines: str) -> list[Session]:
    return [Session.parse(line) for line in lines.splitlines()]


@pytest.mark.parametrize(
    ("day", "reference"),
    [
        ("2025-12-31", None),
        ("2026-01-01", 160),
        ("2026-01-02", 200),
        ("2026-04-01", 200),
        ("2026-04-02", 150),
        ("2026-04-05", 150),
        ("2026-04-06", None),
    ],
)
def test_the_reference_is_the_best_e1rm_of_the_90_days_before(day: str, reference: int | None) -> None:
    view = History(log(REFERENCE)).view(Session.parse(f"{day} deadlift 5@100kg"))
    found = view.e1rm_ref("deadlift")
    assert (found and Fraction(*found)) == (reference and kg(reference).grains)
    assert view.e1rm_ref("bench-press") is None


def test_the_best_of_estimates_is_found_exactly() -> None:
    # Fractions of different denominators: 5 reps and one in reserve, 3 and two.
    lines = "2026-03-02 deadlift 5@120kg rpe 9\n2026-03-04 deadlift 3@120kg rpe 8\n2026-03-06 deadlift 5@110kg rpe 9"
    history = History(log(lines))
    best, *lower = [
        e1rm(entry, kg(load).grains)
        for session, load in zip(history.sessions, (120, 120, 110), strict=True)
        for entry in session.sets
    ]
    assert best is not None
    assert all(is_larger(best, other) for other in lower)
    assert history.view(Session.parse("2026-03-09 deadlift 5@100kg")).e1rm_ref("deadlift") == best


def test_the_reference_of_an_earlier_session_is_what_came_before_it() -> None:
    view = History(log(REFERENCE)).view(Session.parse("2026-01-20 deadlift 1@300kg rpe 10"))
    found = {summary.id: view.e1rm_ref("deadlift", summary) for summary in view.sessions(30)}
    best = {"2026-01-05": 200, "2026-01-05#2": 200, "2026-01-01": 160, "2025-12-31": None, "2025-12-31#2": None}
    assert found == {name: kilograms and (kg(kilograms).grains, 1) for name, kilograms in best.items()}


def test_an_earlier_session_is_judged_by_the_90_days_before_it() -> None:
    lines = """\
2026-01-01 deadlift 1@200kg rpe 10
2026-01-02 deadlift 5
2026-02-01 deadlift 2x5@145kg
2026-03-01 deadlift 1@300kg rpe 10"""
    view = History(log(lines)).view(Session.parse("2026-04-10 deadlift 2x5@145kg"))
    _, february = view.sessions(90)
    assert (view.e1rm_ref("deadlift"), view.e1rm_ref("deadlift", february)) == (
        (kg(300).grains, 1),
        (kg(200).grains, 1),
    )
    assert (view.e1rm_incomplete("deadlift"), view.e1rm_incomplete("deadlift", february)) == (False, True)
    found = [view.hard_sets(summary) for summary in (february, view.summary)]
    assert [(sets.certain, sets.possible, sets.incomplete) for sets in found] == [(4, 4, True), (0, 0, False)]


@pytest.mark.parametrize(
    ("lines", "incomplete"),
    [
        ("2026-03-02 deadlift 5@100kg", False),
        ("2026-03-02 deadlift 5", True),
        ("2026-03-02 squat 5", False),
        ("2026-03-02 deadlift 5@100kg\n2026-03-04 deadlift 5", True),
        ("2025-12-09 deadlift 5", True),
        ("2025-12-08 deadlift 5", False),
    ],
)
def test_the_reference_may_miss_a_set_without_load_or_reps(lines: str, incomplete: bool) -> None:
    view = History(log(lines)).view(Session.parse("2026-03-09 deadlift 5"))
    assert view.e1rm_incomplete("deadlift") is incomplete
    assert [view.e1rm_incomplete("deadlift", summary) for summary in view.sessions(400)][-1] is False


@pytest.mark.parametrize(
    ("entry", "hard"),
    [
        (SetLog("deadlift", kg(20), 5, rpe=7), True),
        (SetLog("deadlift", kg(200), 5, rpe="6.5"), False),
        (SetLog("deadlift", kg(20), 5, rpe=6, kind="failure"), False),
        (SetLog("deadlift", kg(20), 5, kind="failure"), True),
        (SetLog("deadlift", None, 5, kind="failure"), True),
        (SetLog("deadlift", kg(140), 5), True),
        (SetLog("deadlift", kg("139.9999999999"), 5), False),
        (SetLog("deadlift", None, 5), None),
        (SetLog("squat", kg(140), 5), None),
        # 96 kg for five at RPE 10 stand for 110 kg, of which 70 % are 77 kg.
        (SetLog("good morning", kg(77), 8), True),
        (SetLog("good morning", kg("76.9999999999"), 8), False),
    ],
)
def test_a_set_is_hard_by_rpe_or_failure_or_70_percent(entry: SetLog, hard: bool | None) -> None:
    past = Session.parse("2026-03-02 deadlift 1@200kg rpe 10; good morning 5@96kg rpe 10")
    view = History([past]).view(Session(date(2026, 3, 9), [entry]))
    (lift,) = view.summary.lifts
    assert view.is_hard(lift.sets[0], lift.subject, view.summary) is hard


def test_a_set_of_an_earlier_session_is_hard_by_what_came_before_it() -> None:
    view = History(
        log("2026-03-02 deadlift 1@100kg rpe 10\n2026-03-04 deadlift 5@70kg\n2026-03-06 deadlift 1@200kg rpe 10")
    ).view(Session(date(2026, 3, 9)))
    found = {
        lift.sets[0].log.reps: view.is_hard(lift.sets[0], "deadlift", at)
        for at in view.sessions(7)
        for lift in at.lifts
    }
    assert found == {1: True, 5: True}


def hard_sets_of(line: str, unread: tuple[str, ...] = ()) -> HardSets:
    """The hard sets of a session after a deadlift of 200 kg and a squat of 100 kg."""
    past = [Session.parse("2026-03-02 deadlift 1@200kg rpe 10; squat 1@100kg rpe 10")]
    view = History(past).view(evolve(Session.parse(f"2026-03-09 {line}"), unread=unread))
    return view.hard_sets(view.summary)


@pytest.mark.parametrize(
    ("line", "unread", "certain", "possible", "incomplete"),
    [
        ("deadlift 3x5@160kg", (), 6, 6, False),
        ("squat 3x5@80kg", (), 3, 3, False),
        ("deadlift 5@160kg; squat 2x5@80kg", (), 4, 4, False),
        ("deadlift 3x5@100kg rpe 6", (), 0, 0, False),
        ("bench press 3x5@100kg rpe 9", (), 0, 0, False),
        ("leg press 3x5", (), 0, 0, False),
        ("bench press 5@100kg; deadlift 5@160kg", (), 2, 2, False),
        # No load of its own: each may have been hard.
        ("deadlift 3x5", (), 0, 6, True),
        ("romanian deadlift 2x5@60kg", (), 0, 4, False),
        # An exercise that nobody knows may be of class 3.
        ("zorb heave 2x5@60kg rpe 9", (), 0, 4, False),
        ("zorb heave 2x5", (), 0, 4, False),
        ("zorb heave 2x5@60kg rpe 6", (), 0, 0, False),
        ("deadlift 5@160kg", ("deadlift", "zorb heave"), 2, 6, True),
        ("bench press 5@60kg", ("squat",), 0, 2, True),
    ],
)
def test_hard_sets_count_by_class(
    line: str, unread: tuple[str, ...], certain: int, possible: int, incomplete: bool
) -> None:
    found = hard_sets_of(line, unread)
    assert (found.certain, found.possible, found.incomplete) == (certain, possible, incomplete)


@pytest.mark.parametrize(
    ("today", "incomplete"),
    [("deadlift 5@100kg", True), ("deadlift 5@100kg rpe 6", False), ("squat 5@100kg", False)],
)
def test_a_reference_that_may_be_too_low_leaves_sets_without_rpe_open(today: str, incomplete: bool) -> None:
    past = log("2026-03-02 deadlift 1@200kg rpe 10; squat 1@200kg rpe 10\n2026-03-04 deadlift 5")
    view = History(past).view(Session.parse(f"2026-03-09 {today}"))
    assert view.hard_sets(view.summary).incomplete is incomplete
    assert view.hard_sets(view.summary) is view.hard_sets(view.summary)


@pytest.mark.parametrize(
    ("entry", "reference", "share"),
    [
        (SetLog("deadlift", kg(100), 5), None, None),
        (SetLog("deadlift", kg(100), 5), (200, 1), "0.5"),
        (SetLog("deadlift", kg(100), 5), (400, 2), "0.5"),
        # RTS: five repetitions at RPE 10 are 86.3 %.
        (SetLog("deadlift", kg(100), 5, rpe=10), None, "0.863"),
        (SetLog("deadlift", kg(100), 5, rpe=10), (200, 1), "0.863"),
        (SetLog("deadlift", kg(180), 5, rpe=10), (200, 1), "0.9"),
        (SetLog("deadlift", None, 5, rpe=10), (200, 1), "0.863"),
        (SetLog("deadlift", None, 5), (200, 1), None),
    ],
)
def test_the_intensity_of_a_set_is_the_larger_of_load_and_chart(
    entry: SetLog, reference: tuple[int, int] | None, share: str | None
) -> None:
    performed = History().view(Session(MONDAY, [entry])).summary.lifts[0].sets[0]
    grains = None if reference is None else (kg(reference[0]).grains, reference[1])
    found = View.intensity(performed, grains)
    assert (found and Fraction(*found)) == (share and Fraction(share))


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


LIFTED = "weighted back extension 10@bw+10kg"
HEAVY_LIFTER = Lifter(bodyweight=kg(80))


@pytest.mark.parametrize("days", [None, 30])
def test_the_body_weight_counts_in_what_came_before_and_in_what_is_added(days: int | None) -> None:
    history = History(log(f"2026-03-02 {LIFTED}"))
    today = Session.parse(f"2026-03-09 {LIFTED}")
    history.view(today, lifter=HEAVY_LIFTER)
    for day in (4, 5):
        history = history.with_session(Session.parse(f"2026-03-0{day} {LIFTED}"))
    view = history.view(today, lifter=HEAVY_LIFTER, days=days)
    assert [lift.top for summary in view.sessions(30) for lift in summary.lifts] == [kg(90).grains] * 3


def test_a_part_of_a_log_knows_when_the_log_began() -> None:
    history = History(log("2025-01-01 plank 45s\n2026-03-05 plank 45s"))
    assert history.view(Session.parse("2026-03-09 plank 45s"), days=14).first_day == date(2025, 1, 1).toordinal()


def test_a_later_session_is_known_by_its_own_id_and_of_one_start_stands_by_it() -> None:
    first, second = (evolve(Session.parse("2026-03-02 deadlift 5@100kg"), id=name) for name in ("b", "a"))
    later = evolve(Session.parse("2026-03-09 deadlift 5@100kg"), id="c")
    assert History([first]).with_session(later).ids == ("b", "c")
    assert History([first]).with_session(second).ids == ("a", "b")


def last_tried(view: View) -> str:
    found = view.last_tried("deadlift", 30)
    assert found is not None
    return found[0].id


def test_an_index_that_grew_has_all_of_a_family_and_of_what_was_tried() -> None:
    today = Session.parse("2026-03-09 deadlift 5@100kg")
    history = History(log("2026-03-02 deadlift 5@100kg"))
    history.view(today)
    grown = history.with_session(Session.parse("2026-03-04 deadlift 5@100kg"))
    view = grown.view(today)
    assert ids(view.family_sessions("deadlift", 30)) == ["2026-03-04", "2026-03-02"]
    assert last_tried(view) == "2026-03-04"
    view = grown.view(Session.parse("2026-03-03 deadlift 5@100kg"))
    assert last_tried(view) == "2026-03-02"


def test_a_warm_up_is_no_try() -> None:
    view = History(log("2026-03-02 deadlift 5@100kg\n2026-03-05 deadlift 5@60kg w")).view(
        Session.parse("2026-03-09 deadlift 5@100kg")
    )
    assert last_tried(view) == "2026-03-02"


def test_what_could_not_be_read_beside_a_warm_up_may_have_been_a_try() -> None:
    warm_up = evolve(Session.parse("2026-03-05 deadlift 5@60kg w"), unread=("deadlift",))
    view = History([warm_up]).view(Session.parse("2026-03-09 deadlift 5@100kg"))
    assert view.last_tried("deadlift", 30) == (next(view.sessions(30)), None)


def test_a_reference_is_that_of_the_history_at_hand() -> None:
    history = History(log("2026-03-02 deadlift 1@100kg rpe 10\n2026-03-09 deadlift 1@100kg rpe 10"))
    assert history.view(history.sessions[1]).e1rm_ref("deadlift") == (kg(100).grains, 1)
    longer = history.with_session(Session.parse("2026-03-04 deadlift 1@150kg rpe 10"))
    assert longer.view(history.sessions[1]).e1rm_ref("deadlift") == (kg(150).grains, 1)


@pytest.mark.parametrize(("number", "lacking"), [("before", [2]), ("during", [2, 5]), ("after", [2, 5, 9])])
def test_what_earlier_sessions_lack_of_pain(number: str, lacking: list[int]) -> None:
    history = History(
        log(
            "2026-03-02 plank 45s\n2026-03-05 plank 45s; pain 1 before\n"
            "2026-03-09 plank 45s; pain 1 before, 2 during\n2026-03-10 plank 45s; pain 1 before, 2 during, 3 after"
        )
    )
    view = history.view(Session.parse("2026-03-16 plank 45s"))
    for days in range(20):
        assert view.lacks_pain(number, days) is any(16 - day <= days for day in lacking), days


def test_columns_hold_so_many_local_days_where_days_run_backwards() -> None:
    east, west = timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))
    starts = [
        datetime(2026, 3, 2, 1, tzinfo=east),
        datetime(2026, 3, 1, 1, tzinfo=west),
        datetime(2026, 3, 3, 1, tzinfo=east),
        datetime(2026, 3, 2, 23, tzinfo=west),
    ]
    past = [Session(start, [SetLog("Deadlift", kg(100), 5), SetLog("Plank", seconds=30)]) for start in starts]
    history = History(past)
    view = history.view(Session(datetime(2026, 3, 6, 12, tzinfo=west), [SetLog("Deadlift", kg(100), 5)]))
    for days in range(8):
        seen = [session.day for session in reversed(history.sessions) if (view.session.day - session.day).days <= days]
        found = [summary for summary, _ in view.lifts("deadlift", days)]
        for summaries in (found, view.sessions(days), view.lumbar_sessions(days), view.core_sessions(days)):
            assert [summary.session.day for summary in summaries] == seen
