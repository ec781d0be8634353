"""Several files of one person: a workout that two of them hold counts once, and every set is accounted for."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from lowback_rules import History, Log, LogError, Pain, Session, SetLog, kg, read_log
from lowback_rules.readers import joined

RICH = "2026-03-02 18:00 squat 5@40kg w, 3x5@100kg rpe 8"
POOR = "2026-03-02 18:00 squat 2x5@100kg"
OTHER_DAY = "2026-03-04 18:00 squat 3x5@100kg"


def _log(*lines: str, file: str | None = None) -> Log:
    return evolve(read_log("\n".join(lines) + "\n"), file=file)


def _starts(log: Log) -> list[str]:
    return [str(session.start) for session in log.history]


def test_the_same_minute_in_two_files_is_one_workout() -> None:
    both = joined([_log(POOR, OTHER_DAY, file="a"), _log(RICH, file="b")])
    assert list(both.history) == list(_log(RICH, OTHER_DAY).history)
    assert (both.rows, both.sets, dict(both.set_aside)) == (9, 7, {"double": 2})
    assert [str(problem) for problem in both.problems] == [
        "a: counted once, as b holds as much of it or more: 1 workout (2026-03-02)"
    ]


def test_seconds_do_not_tell_workouts_apart_and_minutes_do() -> None:
    start = datetime(2026, 3, 2, 18)
    logs = [
        evolve(_log(POOR), history=History([Session(start + timedelta(seconds=seconds), [SetLog("squat", kg(60), 5)])]))
        for seconds in (1, 59, 60)
    ]
    assert [len(joined([logs[0], other]).history) for other in logs] == [1, 1, 2]


def test_of_as_many_sets_the_one_with_more_recorded_is_kept() -> None:
    plain, rated = "2026-03-02 18:00 squat 5@100kg", "2026-03-02 18:00 squat 5@100kg rpe 8"
    for files in ((plain, rated), (rated, plain)):
        assert list(joined(map(_log, files)).history) == list(_log(rated).history)


def test_workouts_of_one_file_are_never_merged() -> None:
    twice = _log(POOR, RICH, file="a")
    assert len(twice.history) == 2
    assert joined([twice, _log(OTHER_DAY)]).history == _log(POOR, RICH, OTHER_DAY).history
    both = joined([_log(POOR), twice])
    assert both.history == twice.history
    assert both.set_aside == {"double": 2}


def test_what_is_dropped_leaves_its_pain_and_symptoms() -> None:
    rated = "2026-03-02 18:00 squat 5@100kg; pain 1 before, 6 during; symptoms both-legs=yes; sleep 6h"
    rich = RICH + "; pain 3 before; symptoms both-legs=no"
    for files in ((rated, rich), (rich, rated)):
        (session,) = joined(map(_log, files)).history
        assert session.sets == _log(RICH).history.sessions[0].sets
        assert session.pain == Pain(before=3, during=6)
        assert session.symptoms.answers == (("both-legs", True),)
        assert session.sleep_hours == 6


def test_pairs_of_files_are_told_with_up_to_three_dates() -> None:
    days = range(2, 7)
    first = _log(*(f"2026-03-0{day} 18:00 squat 5@100kg" for day in days), file="a")
    second = _log(*(f"2026-03-0{day} 18:00 squat 6@100kg rpe 8" for day in days), file="b")
    both = joined([first, second, _log(OTHER_DAY, file="c")])
    assert [str(problem) for problem in both.problems] == [
        "a: counted once, as b holds as much of it or more: 4 workouts (2026-03-02, 2026-03-03, 2026-03-05, ...)",
        "a: counted once, as c holds as much of it or more: 1 workout (2026-03-04)",
        "b: counted once, as c holds as much of it or more: 1 workout (2026-03-04)",
    ]


def test_a_plan_is_not_the_workout() -> None:
    assert len(joined([_log("2026-03-02 18:00 planned; squat 5@100kg"), _log(POOR)]).history) == 2


DATED = "2026-03-02 squat 5@40kg w, 3x5@100kg; pain 4 after"


def test_a_workout_without_a_time_is_that_of_its_day_if_exercises_and_reps_are_the_same() -> None:
    for files in ((DATED, RICH), (RICH, DATED)):
        both = joined(_log(line, file=name) for line, name in zip(files, "ab", strict=True))
        (session,) = both.history
        assert (session.start, session.pain) == (datetime(2026, 3, 2, 18), Pain(after=4))
        assert both.set_aside == {"double": 4}
        assert len(both.problems) == 1


def test_a_workout_without_a_time_that_differs_stays_and_is_told() -> None:
    for lines in ((DATED, POOR), (DATED, "2026-03-02 squat 5@100kg")):
        both = joined([_log(lines[0], file="a"), _log(lines[1], file="b")])
        assert (len(both.history), both.set_aside) == (2, {})
        assert len(both.problems) == 1
        assert "these have no time: 1 workout (2026-03-02)" in str(both.problems[0])


def test_what_one_file_has_with_and_without_a_time_is_two_workouts() -> None:
    own = _log(DATED, RICH)
    assert (
        joined([own, own]).history
        == joined([own, _log(DATED)]).history
        == joined([_log(RICH), own]).history
        == own.history
    )


UTC_LOG = '[{"date": "2026-03-02T17:00:00Z", "durationSeconds": 3600, "exercises": [{"exercise": {"name": "squat"}, "sets": [{"reps": 5}]}]}]'


def test_local_times_and_times_with_an_offset_go_together_once_the_zone_is_given() -> None:
    local = _log(RICH, file="b")
    with pytest.raises(
        LogError, match=r"file 1 has times with a UTC offset and b has local times without one; give --timezone"
    ):
        joined([read_log(UTC_LOG), local])
    zoned = read_log(UTC_LOG, timezone="Europe/Berlin")
    both = joined([zoned, local])
    assert (_starts(both), both.set_aside) == (["2026-03-02 18:00:00"], {"double": 1})
    assert str(both.problems[0]) == "the times, in Europe/Berlin, are read as local times, as b has no zone"
    assert joined([zoned, read_log(UTC_LOG, timezone="Europe/Berlin")]).history.sessions[
        0
    ].starts_at.tzinfo == ZoneInfo("Europe/Berlin")


def test_a_workout_over_the_hour_that_comes_twice_is_as_long_as_it_was() -> None:
    late = UTC_LOG.replace("2026-03-02T17:00", "2026-10-25T00:30").replace("3600", "2400")
    (session, _) = joined([read_log(late, timezone="Europe/Berlin"), _log("2026-10-26 18:00 squat 5@60kg")]).history
    assert (session.start, session.end) == (datetime(2026, 10, 25, 2, 30), datetime(2026, 10, 25, 3, 10))


_SETS = st.builds(
    SetLog,
    st.sampled_from(["squat", "deadlift", "Zorb"]),
    st.sampled_from([None, kg(60), kg(100)]),
    st.sampled_from([None, 0, 5, 8]),
    rpe=st.sampled_from([None, 8]),
)
_PAINS = st.builds(Pain, during=st.sampled_from([None, 0, 4, 7]), sudden_onset=st.booleans())
_TIMED = st.builds(
    Session,
    st.builds(
        lambda minutes, seconds: datetime(2026, 3, 2, 18) + timedelta(minutes=minutes, seconds=seconds),
        st.sampled_from([0, 0, 1, 1440]),
        st.sampled_from([0, 30]),
    ),
    st.lists(_SETS, min_size=1, max_size=3),
    pain=_PAINS,
    name=st.sampled_from([None, "Legs"]),
    planned=st.sampled_from([False, False, False, True]),
    sleep_hours=st.sampled_from([None, 6, 8]),
    pain_mentioned=st.sampled_from([None, "back hurts", "LWS zwickt"]),
)
_DATED = st.builds(
    Session, st.sampled_from([date(2026, 3, 2), date(2026, 3, 3)]), st.lists(_SETS, min_size=1, max_size=2), pain=_PAINS
)


def _file(sessions: list[Session]) -> Log:
    return Log(History(sessions), (), "plain")


def _apart(session: Session) -> object:
    return session.start, session.sets, session.planned


def _files(sessions: st.SearchStrategy[Session]) -> st.SearchStrategy[Log]:
    return st.lists(sessions, max_size=4, unique_by=_apart).map(_file)


@given(st.lists(_files(st.one_of(_TIMED, _DATED)), min_size=2, max_size=4), st.data())
def test_the_order_of_files_does_not_matter(logs: list[Log], data: st.DataObject) -> None:
    again = joined(data.draw(st.permutations(logs)))
    assert again.history == joined(logs).history
    assert again.set_aside == joined(logs).set_aside


@given(_files(st.one_of(_TIMED, _DATED)))
def test_a_log_joined_with_itself_is_itself_but_for_the_doubles(log: Log) -> None:
    both = joined([log, log])
    assert (both.history, both.problems) == (log.history, log.problems)
    assert both.set_aside == ({"double": log.sets} if log.sets else {})


def _once_a_minute(sessions: st.SearchStrategy[Session]) -> st.SearchStrategy[Log]:
    return st.lists(sessions, max_size=4, unique_by=lambda each: str(each.start)[:16]).map(_file)


@given(
    st.sampled_from([_TIMED, _DATED]).flatmap(
        lambda kind: st.tuples(_once_a_minute(kind), _once_a_minute(kind), _once_a_minute(kind))
    )
)
def test_three_files_give_one_log_however_they_are_put_together(logs: tuple[Log, Log, Log]) -> None:
    first, second, third = logs
    whole = joined(logs)
    assert joined([joined([first, second]), third]).history == whole.history
    assert joined([first, joined([second, third])]).history == whole.history


@given(st.lists(_files(st.one_of(_TIMED, _DATED)), min_size=2, max_size=3))
def test_every_set_is_kept_or_counted_and_no_pain_is_lost(logs: list[Log]) -> None:
    both = joined(logs)
    assert both.rows == sum(log.rows for log in logs)
    days = {(session.day, session.planned) for log in logs for session in log.history}
    assert {(session.day, session.planned) for session in both.history} == days
    for day in days:
        assert _worst(both, day) == max(_worst(log, day) for log in logs)
    starts = Counter(session.start for log in logs for session in log.history if not session.date_only)
    assert {session.start for session in both.history} <= {*starts, date(2026, 3, 2), date(2026, 3, 3)}


def _worst(log: Log, day: tuple[date, bool]) -> int:
    return max(
        (session.pain.during or 0 for session in log.history if (session.day, session.planned) == day), default=0
    )


def test_a_zone_turns_the_day_and_keeps_the_hour_that_comes_twice() -> None:
    late = UTC_LOG.replace("2026-03-02T17:00", "2026-03-02T23:30")
    (session,) = read_log(late, timezone="Europe/Berlin").history
    assert (session.day, session.starts_at.hour) == (date(2026, 3, 3), 0)
    fold = UTC_LOG.replace("2026-03-02T17:00", "2026-10-25T00:30")
    (session,) = read_log(fold, timezone="Europe/Berlin").history
    assert session.end is not None
    assert (session.starts_at.hour, session.end.hour, session.end.fold) == (2, 2, 1)
    assert session.end.astimezone(UTC) - session.starts_at.astimezone(UTC) == timedelta(hours=1)


@pytest.mark.parametrize("name", ["Europe/Atlantis", "", "../../etc/passwd", "Europe", "a\0b", "Berlin" * 100])
def test_a_wrong_zone_is_one_clear_line(name: str) -> None:
    with pytest.raises(LogError) as raised:
        read_log(UTC_LOG, timezone=name)
    assert str(raised.value) == f"timezone: {name!r} is no time zone such as Europe/Berlin"


def test_a_system_without_time_zones_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lowback_rules.readers.zones.available_timezones", set)
    with pytest.raises(
        LogError, match="this system has no time zones, 'Europe/Atlantis' is not known; install the package tzdata"
    ):
        read_log(UTC_LOG, timezone="Europe/Atlantis")
