"""What is done how often: sessions that are summed up, columns that are shared. Counts do not flake, as times would."""

import copy
import pickle
from collections.abc import Callable
from datetime import datetime, timedelta, timezone

import pytest

from lowback_rules import History, Policy, Session, SetLog, check_log, check_session, kg
from lowback_rules import check as check_module
from lowback_rules import history as history_module
from lowback_rules import index as index_module
from lowback_rules.definitions import Definitions
from lowback_rules.kept import kept
from lowback_rules.summary import Lift, Summary, summarise
from lowback_rules.view import View

START = datetime(2020, 1, 1, 18)


def log(count: int, step: int = 3) -> list[Session]:
    """Sessions every so many days, each with a deadlift, a bench press and a plank."""
    return [
        Session(
            START + timedelta(days=step * number),
            [SetLog("Deadlift", kg(100), 5, rpe=8), SetLog("Bench Press", kg(60), 5), SetLog("Plank", seconds=40)],
        )
        for number in range(count)
    ]


@pytest.fixture
def summed_up(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the sessions that are summed up, as it happens."""
    ids: list[str] = []

    def counted(session: Session, session_id: str, definitions: Definitions, bodyweight: int | None) -> Summary:
        ids.append(session_id)
        return summarise(session, session_id, definitions, bodyweight)

    for module in (history_module, index_module):
        monkeypatch.setattr(module, "summarise", counted)
    return ids


def test_check_session_with_a_list_sums_up_what_the_rules_look_back_on(summed_up: list[str]) -> None:
    sessions = log(1000)
    *past, today = sessions
    check_session(today, past)
    days = Policy().required_history
    # Two days more, as local days can run against the clock where offsets differ.
    needed = [session for session in past if (today.day - session.day).days <= days + 2]
    assert 0 < len(needed) < 200
    assert len(summed_up) == len(needed) + 1


def test_check_session_with_a_list_sums_up_nothing_of_later(summed_up: list[str]) -> None:
    sessions = log(100)
    check_session(sessions[50], sessions)
    assert summed_up
    assert not {session.start.isoformat() for session in sessions[51:]} & set(summed_up)


def test_check_log_sums_up_each_session_once(summed_up: list[str]) -> None:
    check_log(log(100))
    assert len(summed_up) == len(set(summed_up)) == 100


@pytest.mark.parametrize("at_a_time", [1, 7, 20, 21])
def test_however_many_sessions_a_rule_judges_at_a_time_each_has_its_report(
    at_a_time: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check_module, "_AT_A_TIME", at_a_time)
    history = History(log(20))
    reports = check_log(history)
    assert [report.session for report in reports] == [*history.ids]
    assert reports == tuple(check_session(session, history) for session in history)
    assert check_log(history, since=history.sessions[12].day) == reports[12:]


def test_a_session_that_is_added_is_all_that_is_summed_up(summed_up: list[str]) -> None:
    *past, today = log(100)
    history = History(past)
    check_session(today, history)
    summed_up.clear()
    longer = history.with_session(today)
    assert summed_up == [longer.ids[-1]]
    check_session(today, longer)
    assert len(summed_up) == 1


def test_what_a_new_session_does_not_touch_is_shared() -> None:
    *past, today = log(50)
    history = History(past)
    before = history.index(Definitions(), None)
    bench = Session(today.start, [SetLog("Bench Press", kg(60), 5)])
    after = history.with_session(bench).index(Definitions(), None)
    assert after.lifts["deadlift"] is before.lifts["deadlift"]
    assert after.families["deadlift"] is before.families["deadlift"]
    assert all(one is other for one, other in zip(after.summaries, before.summaries, strict=False))
    assert (len(after.summaries), len(before.summaries)) == (50, 49)


def test_a_history_is_not_changed_by_one_that_grew_from_it() -> None:
    *past, today = log(50)
    history = History(past)
    first = check_session(today, history)
    column = history.index(Definitions(), None).lifts["deadlift"]
    positions = column.positions.copy()
    one, other = (history.with_session(evolved) for evolved in (today, Session(today.start, today.sets[:1])))
    assert column.positions == positions
    assert check_session(today, history) == first
    assert one.index(Definitions(), None).lifts["deadlift"].positions[-1] == 49
    assert other.index(Definitions(), None).lifts["deadlift"].positions[-1] == 49


@pytest.mark.parametrize("place", [0, 10, 48])
def test_what_a_session_that_came_late_changes_is_worked_out_anew(place: int) -> None:
    sessions = log(50)
    late = sessions.pop(place)
    grown = History(sessions)
    check_log(grown)
    grown = grown.with_session(late)
    assert check_log(grown) == check_log(History([*sessions, late]))


def test_a_lift_that_does_not_load_the_low_back_is_worked_out_when_it_is_asked_for() -> None:
    (session,) = log(1)
    deadlift, bench, plank = History().view(session).summary.lifts
    assert deadlift.put_off is None
    for lift, reps in ((bench, 5), (plank, None)):
        assert lift.put_off is not None
        assert lift.places == (session.sets.index(lift.sets[0].log),)
        assert [entry.log.reps for entry in lift.work] == [reps]
        assert lift.attempts == ()
    with pytest.raises(AttributeError, match="'Lift' object has no attribute 'lbs'"):
        bench.lbs  # type: ignore[attr-defined]  # noqa: B018  (that is what must fail)


def test_kept_works_out_once_for_each_view() -> None:
    calls: list[View] = []

    @kept
    def count(view: View) -> int:
        calls.append(view)
        return len(view.summary.lifts)

    @kept
    def none(view: View) -> None:
        calls.append(view)

    (session,) = log(1)
    one, other = History().view(session), History().view(session)
    assert [count(one), count(one), count(other)] == [3, 3, 3]
    assert [none(one), none(one)] == [None, None]
    assert [id(view) for view in calls] == [id(one), id(other), id(one)]


def _own_id(summary: Summary) -> str:
    return summary.id


def _id_of(item: tuple[Summary, Lift]) -> str:
    return item[0].id


@pytest.fixture
def asked() -> list[tuple[int, int]]:
    """For what session (the number of its day in log()) and what limit a figure was worked out."""
    return []


Figure = Callable[[Summary, int], bool]


@pytest.fixture
def figure(asked: list[tuple[int, int]]) -> Figure:
    """A figure that notes what it was asked."""

    def noted(summary: Summary, limit: int) -> bool:
        asked.append(((summary.day - START.toordinal()) // 3, limit))
        return len(summary.lumbar) > limit

    return noted


def test_a_figure_is_worked_out_once_however_many_look_back(figure: Figure, asked: list[tuple[int, int]]) -> None:
    sessions = log(20)
    history = History(sessions)
    for _ in range(2):
        for session in sessions:
            assert all(history.view(session).each(figure, 12, 0))
    assert asked == [(number, 0) for number in range(20)]


def test_a_figure_of_a_lift_is_worked_out_once_however_many_look_back() -> None:
    sessions, asked = log(20), list[str]()
    history = History(sessions)

    def noted(item: tuple[Summary, Lift]) -> str:
        asked.append(item[0].id)
        return item[0].id

    for _ in range(2):
        for number, session in enumerate(sessions):
            view = history.view(session)
            (lift,) = view.summary.lumbar
            assert [*view.each_lift(noted, lift, 12)] == [*history.ids[max(number - 4, 0) : number + 1]][::-1]
    assert asked == [*history.ids]


def test_no_figure_is_worked_out_of_what_nobody_looks_back_on(figure: Figure, asked: list[tuple[int, int]]) -> None:
    *past, today = log(20)
    history = History(past)
    assert len([*history.view(today).each(figure, 12, 0)]) == 5
    assert sorted(asked) == [(number, 0) for number in range(15, 20)]
    asked.clear()
    assert len([*history.view(today).each(figure, 15, 0)]) == 6
    assert sorted(asked) == [(number, 0) for number in (*range(15), 19)]
    asked.clear()
    assert len([*history.view(today).each(figure, 57, 0)]) == 20
    assert asked == [(19, 0)]


def test_of_a_session_that_is_added_alone_a_figure_is_worked_out(figure: Figure, asked: list[tuple[int, int]]) -> None:
    *past, last, today = log(20)
    history = History(past)
    history.view(last).each(figure, 100, 0)
    longer = history.with_session(last)
    asked.clear()
    longer.view(today).each(figure, 100, 0)
    assert sorted(asked) == [(18, 0), (19, 0)]
    asked.clear()
    history.view(last).each(figure, 100, 0)
    assert asked == [(18, 0)]


def test_what_is_looked_at_from_outside_of_the_log_stays_outside() -> None:
    history = History(log(3))
    bench, later, last = [
        Session(START + timedelta(days=days), [SetLog("Bench Press", kg(60), 5)]) for days in (9, 12, 15)
    ]
    for _ in range(2):
        assert [*history.view(bench).each(_own_id, 30)] == [bench.start.isoformat(), *history.ids[::-1]]
    longer = history.with_session(later)
    assert [*longer.view(last).each(_own_id, 30)] == [last.start.isoformat(), *longer.ids[::-1]]


def test_a_lift_without_a_work_set_is_none_of_those_that_are_looked_back_on() -> None:
    failed = Session(START + timedelta(days=1), [SetLog("Deadlift", kg(120), 0)])
    history = History([*log(2), failed])
    view = history.view(failed)
    (lift,) = view.summary.lifts
    assert [*view.each_lift(_id_of, lift, 30)] == [history.ids[1], history.ids[0]]


def test_figures_of_a_session_that_is_judged_after_it_was_added(figure: Figure, asked: list[tuple[int, int]]) -> None:
    *past, today = log(20)
    history = History(past)
    view = history.view(past[-1])
    (lift,) = view.summary.lumbar
    assert [*view.each(figure, 9, 0)] == [True] * 4
    assert [*view.each_lift(_id_of, lift, 9)] == [*history.ids[:-5:-1]]
    longer = history.with_session(today)
    view = longer.view(today)
    (lift,) = view.summary.lumbar
    asked.clear()
    assert [*view.each(figure, 9, 0)] == [True] * 4
    assert [*view.each_lift(_id_of, lift, 9)] == [*longer.ids[:-5:-1]]
    assert asked == [(19, 0)]
    assert view.hard_sets(view.summary) is longer.view(today).hard_sets(view.summary)


def test_a_figure_is_worked_out_anew_for_other_limits(figure: Figure, asked: list[tuple[int, int]]) -> None:
    *past, today = log(4)
    view = History(past).view(today)
    assert [[*view.each(figure, 9, limit)] for limit in (0, 0, 1)] == [[True] * 4, [True] * 4, [False] * 4]
    assert asked == [*[(number, 0) for number in range(4)], (3, 0), *[(number, 1) for number in range(4)]]


def test_figures_of_two_histories_that_grew_from_one_are_their_own() -> None:
    *past, today = log(20)
    history = History(past)
    check_session(today, history)
    light, heavy = (
        Session(today.start, [SetLog("Deadlift", kg(load), 5, rpe=8)] * 3, id=str(load)) for load in (50, 300)
    )
    later = Session(today.start + timedelta(days=3), today.sets)
    for grown in (history.with_session(light), history.with_session(heavy)):
        view = grown.view(later)
        ids = [later.start.isoformat(), *grown.ids[:-4:-1]]
        assert [*view.each(_own_id, 9)] == ids
        assert [*view.each_lift(_id_of, view.summary.lumbar[0], 9)] == ids
        assert check_session(later, grown) == check_session(later, History(grown.sessions))


def test_a_figure_that_raises_is_for_those_alone_who_look_back_on_it() -> None:
    sessions = log(100)
    history = History(sessions)

    class OwnError(Exception):
        pass

    def broken(summary: Summary, worth: int = 7) -> int:
        if summary.id == history.ids[50]:
            raise OwnError
        return worth

    raised = []
    for number, session in enumerate(sessions):
        try:
            assert sum(history.view(session).each(broken, 6, 1)) == min(number, 2) + 1
        except OwnError:
            raised.append(number)
    assert raised == [50, 51, 52]


def test_figures_of_a_time_to_come_are_today_s_alone() -> None:
    history = History(log(10))
    for session, session_id in zip(history.sessions, history.ids, strict=True):
        view = history.view(session)
        assert [*view.each(_own_id, -1)] == [*view.each_lift(_id_of, view.summary.lumbar[0], -1)] == [session_id]


def _pickled(lift: Lift) -> Lift:
    found: Lift = pickle.loads(pickle.dumps(lift))
    return found


def test_a_lift_that_is_put_off_can_be_copied_and_pickled() -> None:
    # A marked warm-up says that warm-ups are recorded: of no lift its sets have to be asked.
    sets = [SetLog("Deadlift", kg(60), 5, kind="warm-up"), SetLog("Bench Press", kg(60), 5)]
    for made in (copy.copy, copy.deepcopy, _pickled):
        _, bench = History().view(Session(START, sets)).summary.lifts
        assert type(bench) is not Lift
        other = made(bench)
        assert type(other) is type(bench) is Lift
        assert [entry.log.reps for entry in other.work] == [5]


def test_functions_that_are_made_anew_each_time_do_not_fill_the_memory() -> None:
    *past, today = log(10)
    history = History(past)
    view = history.view(today)
    made = [lambda summary, number=number: (summary.id, number) for number in range(300)]
    for number, function in enumerate(made):
        assert len([*view.each(function, 9)]) == 4
        assert [found for _, found in view.each(function, 9)] == [number] * 4
    assert len(history.index(Definitions(), None).figures._known) <= 128


def test_what_is_no_part_of_a_log_leaves_nothing_in_its_history() -> None:
    *past, today = log(30)
    history = History(past)
    check_session(today, history)
    view = history.view(today)
    assert view.hard_sets(view.summary) is view.hard_sets(view.summary)
    assert {summary.id for summary in history.index(Definitions(), None).hard} <= {*history.ids}


def _deadlift(start: datetime, load: int, session_id: str) -> Session:
    return Session(start, [SetLog("Deadlift", kg(load), 3, rpe=9)] * 3, id=session_id)


EAST, WEST = timezone(timedelta(hours=14)), timezone(timedelta(hours=-11))
FIRST = _deadlift(datetime(2026, 1, 1, 0, 10, tzinfo=EAST), 150, "first")
LAST = _deadlift(datetime(2026, 4, 1, 23, 50, tzinfo=WEST), 110, "last")


def test_a_list_shows_what_a_history_shows_of_the_oldest_local_day() -> None:
    new = Policy(catalogue=[rule for rule in Policy().catalogue if rule.id == "load.novel_exercise"])
    days = new.required_history
    later = _deadlift(datetime(2026, 1, 1, 23, 50, tzinfo=WEST) + timedelta(days=days), 100, "later")
    assert (later.day - FIRST.day).days == days
    assert check_session(later, [FIRST], policy=new) == check_session(later, History([FIRST]), policy=new)


def test_what_is_kept_stands_when_days_begin_to_run_backwards() -> None:
    history = History([FIRST, LAST])
    check_log(history)
    later = [
        _deadlift(LAST.starts_at.astimezone(EAST) + timedelta(hours=1), 60, "east"),
        _deadlift(LAST.starts_at + timedelta(hours=2), 60, "west"),
    ]
    grown = history.with_session(later[0]).with_session(later[1])
    assert check_log(grown) == check_log(History([FIRST, LAST, *later]))


def test_usual_outcomes_are_shared_and_give_way() -> None:
    (rule,) = (rule for rule in Policy().catalogue if rule.id == "load.step_jump")
    usual = Session(START, [SetLog("Deadlift", kg(100), 5)])
    alone = Policy(catalogue=[rule])
    (first,) = check_session(usual, policy=alone).outcomes
    (again,) = check_session(usual, policy=alone).outcomes
    assert first is again
    for number in range(300):
        check_session(Session(START, [SetLog("Deadlift", kg(100), 5), SetLog(f"Zorb heave {number}")]), policy=alone)
    (after,) = check_session(usual, policy=alone).outcomes
    assert after is first
    assert not any("Zorb" in gap.subject for gaps in rule.usual for gap in gaps)


def test_a_history_grows_while_another_thread_asks_it_for_an_index(monkeypatch: pytest.MonkeyPatch) -> None:
    *past, today = log(20)
    history = History(past)
    check_session(today, history)
    definitions = iter([Definitions(habit_days=30), Definitions(habit_days=60)])

    def meanwhile(*given: object) -> Summary:
        monkeypatch.setattr(index_module, "summarise", summarise)
        history.index(next(definitions), None)
        return summarise(*given)  # type: ignore[arg-type]  # handed through

    monkeypatch.setattr(index_module, "summarise", meanwhile)
    assert len(history.with_session(today)) == 20
    monkeypatch.setattr(index_module, "summarise", meanwhile)
    assert len(history.replaced(history.ids[0], today)) == 19
