"""wger's answers: forms, units by number, names from another answer, times, and that no log is lost without a word."""

import json
from contextlib import suppress
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowback_rules import Gap, Log, LogError, SetLog, bodyweight, check_log, kg, lb, read_log

AT = "2026-03-09T18:05:00+01:00"


def log(number: Any = 1, **cells: Any) -> dict[str, Any]:
    return {
        "id": number, "date": AT, "session": 7, "routine": None, "exercise": 184, "next_log": None,
        "repetitions_unit": 1, "repetitions": "5.00", "weight_unit": 1, "weight": "100.00", "rir": None, "rest": None,
    } | cells  # fmt: skip


def page(*results: dict[str, Any], following: str | None = None) -> dict[str, Any]:
    return {"count": len(results), "next": following, "previous": None, "results": list(results)}


def session(number: Any = 7, **cells: Any) -> dict[str, Any]:
    return {
        "id": number,
        "date": "2026-03-09",
        "notes": "",
        "impression": "2",
        "time_start": None,
        "time_end": None,
    } | cells


NAMES = [{"id": 184, "translations": [{"name": "Kreuzheben", "language": 1}, {"name": "Deadlift", "language": 2}]}]


def read(*parts: Any, **options: Any) -> Log:
    return read_log(json.dumps(parts[0] if len(parts) == 1 else list(parts)), **options)


def told(found: Log) -> list[str]:
    return [problem.message for problem in found.problems if not problem.message.startswith("exercises are given")]


FORMS: dict[str, Any] = {
    "a page": page(log()),
    "a list": [log()],
    "one": log(),
    "an array of pages": [page(log()), page(session())],
    "answers by name": {"workoutlog": page(log()), "workoutsession": [session()], "exerciseinfo": page(*NAMES)},
    "other names": {"logs": [log()], "whatever": {"more": NAMES}},
    "the logs of a routine": [{"session": session(), "logs": [log()]}],
    "an exercise that is spelt out": [log(exercise={"id": 184, "translations": NAMES[0]["translations"]})],
    "an older instance": [{"id": 1, "date": AT, "workout": 3, "exercise_base": 184, "repetition_unit": 1, "reps": 5, "weight_unit": 1, "weight": "100.00", "rir": ""}],
    "identifiers that are texts": [log("0b9f", session="x"), session("x")],
}  # fmt: skip


@pytest.mark.parametrize("data", FORMS.values(), ids=FORMS)
def test_every_form_says_the_same(data: Any) -> None:
    found = read(data, NAMES)
    first = next(each for each in found.history if each.sets)
    assert (found.format, first.sets, found.problems) == ("wger", (SetLog("Deadlift", kg(100), 5),), ())
    assert first.starts_at.replace(tzinfo=None) in (datetime(2026, 3, 9, 18, 5), datetime(2026, 3, 9))


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({}, SetLog("Deadlift", kg(100), 5)),
        ({"repetitions": 8, "weight": 62.5}, SetLog("Deadlift", kg("62.5"), 8)),
        ({"repetitions": None, "weight": None}, SetLog("Deadlift")),
        ({"repetitions_unit": None}, SetLog("Deadlift", kg(100), 5)),
        ({"repetitions_unit": {"id": 3, "name": "Seconds"}}, SetLog("Deadlift", kg(100), seconds=5)),
        ({"repetitions_unit": 2}, SetLog("Deadlift", kg(100), 5, kind="failure")),
        ({"repetitions_unit": 3}, SetLog("Deadlift", kg(100), seconds=5)),
        ({"repetitions_unit": 4, "repetitions": "1.50"}, SetLog("Deadlift", kg(100), seconds=90)),
        ({"repetitions_unit": 5, "repetitions": "1.00"}, SetLog("Deadlift", kg(100), distance_m="1609.344")),
        ({"repetitions_unit": 6, "repetitions": "0.04"}, SetLog("Deadlift", kg(100), distance_m=40)),
        ({"repetitions_unit": 7}, SetLog("Deadlift", kg(100), 5)),
        ({"repetitions_unit": 8}, SetLog("Deadlift", kg(100), distance_m=5)),
        ({"repetitions": "0.00"}, SetLog("Deadlift", kg(100), 0)),
        ({"weight_unit": 2, "weight": "225.00"}, SetLog("Deadlift", lb(225), 5)),
        ({"weight_unit": 3, "weight": None}, SetLog("Deadlift", bodyweight(), 5)),
        ({"weight_unit": 3, "weight": "1.00"}, SetLog("Deadlift", bodyweight(), 5)),
        ({"weight_unit": 3, "weight": "1.50"}, SetLog("Deadlift", None, 5)),
        ({"weight_unit": 4, "weight": "6.00"}, SetLog("Deadlift", None, 5)),
        ({"weight_unit": 5, "weight": "12.00"}, SetLog("Deadlift", None, 5)),
        ({"weight": "0.00"}, SetLog("Deadlift", None, 5)),
        ({"rir": "1.5"}, SetLog("Deadlift", kg(100), 5, rir="1.5")),
        ({"rir": ""}, SetLog("Deadlift", kg(100), 5)),
        ({"rest": 167}, SetLog("Deadlift", kg(100), 5, rest_after_s=167)),
        ({"rest": 0}, SetLog("Deadlift", kg(100), 5)),
        ({"repetitions_target": "6.00"}, SetLog("Deadlift", kg(100), 5, target_reps=6)),
    ],
)
def test_what_a_log_says(cells: dict[str, Any], expected: SetLog) -> None:
    found = read(log(**cells), NAMES)
    assert found.history.sessions[0].sets == (expected,)
    lost = expected.load is None and cells.get("weight_unit") in (3, 4)
    assert [message.rpartition(": ")[2] for message in told(found)] == (
        [told(found)[0].removeprefix("1 set: ")] if lost else []
    )


WRONG: dict[str, tuple[dict[str, Any], str, str]] = {
    "half a repetition": ({"repetitions": "2.50"}, ".repetitions", "2.50 is no whole number (set aside)"),
    "negative": ({"weight": "-5.00"}, ".weight", "-5.00 is negative; it must be 0 or more (set aside)"),
    "no number": ({"weight": "heavy"}, ".weight", "weight: 'heavy' is no number (set aside)"),
    "a list": ({"repetitions": [5]}, ".repetitions", "repetitions: [5] is no number (set aside)"),
    "RIR above 10": ({"rir": "11"}, "", "rir: 11 is out of bounds; it must be 0 to 10 (set aside)"),
    "another unit of repetitions": ({"repetitions_unit": 9}, ".repetitions_unit", "9 is no unit of repetitions that is known here (set aside)"),
    "another unit of weight": ({"weight_unit": 9}, "", "weight_unit: 9 is no unit of weight that is known here (set aside)"),
    "no unit of weight": ({"weight_unit": None}, "", "weight_unit: is missing; give --unit kg or --unit lb (set aside)"),
}  # fmt: skip


@pytest.mark.parametrize(("cells", "path", "message"), WRONG.values(), ids=WRONG)
def test_a_log_that_cannot_be_right_is_set_aside(cells: dict[str, Any], path: str, message: str) -> None:
    found = read(log(1), log(2, **cells), NAMES)
    (first,) = found.history
    assert (len(first.sets), first.unread, dict(found.set_aside), found.rows) == (
        1,
        ("Deadlift",),
        {"unreadable": 1},
        2,
    )
    assert (found.problems[0].path, found.problems[0].message) == (f"$[1]{path}", message)


def test_a_weight_without_a_unit_takes_that_of_the_caller() -> None:
    assert read(log(weight_unit=None), unit="lb").history.sessions[0].sets[0].load == lb(100)
    assert read(log(), unit="lb").history.sessions[0].sets[0].load == kg(100)


def test_an_exercise_without_a_name_is_unknown_and_told() -> None:
    found = read(log(1), log(2, exercise=99))
    assert [entry.exercise for entry in found.history.sessions[0].sets] == ["wger exercise 184", "wger exercise 99"]
    assert found.problems[0].message.startswith(
        "exercises are given by number alone (184, 99); add the answer of exerciseinfo"
    )
    (report,) = check_log(found.history)
    assert [unknown.name for unknown in report.unknown_exercises] == ["wger exercise 184", "wger exercise 99"]
    assert any(isinstance(gap, Gap) and gap.kind == "unknown-exercise" for gap in report.gaps)


@pytest.mark.parametrize(
    "names",
    [
        NAMES,
        page(*NAMES),
        [{"id": 184, "name": "Deadlift", "language": {"id": 2, "short_name": "en"}}],
        [{"id": 184, "exercises": [{"name": "Deadlift", "language": 2}]}],
        [
            {"id": 5, "exercise": 184, "name": "Soulevé", "language": 12},
            {"id": 6, "exercise": 184, "name": "Deadlift", "language": 2},
        ],
        [
            {"id": 6, "exercise": 184, "name": "Deadlift", "language": 2},
            {"id": 5, "exercise": 184, "name": "Soulevé", "language": 12},
        ],
    ],
)
def test_names_come_from_every_form_of_their_answer(names: Any) -> None:
    for parts in ((log(), names), (names, log())):
        assert read(*parts).history.sessions[0].sets[0].exercise == "Deadlift"


@pytest.mark.parametrize(
    ("cells", "start", "end"),
    [
        ({"time_start": "18:00:00", "time_end": "19:10:00"}, datetime(2026, 3, 9, 18), datetime(2026, 3, 9, 19, 10)),
        ({"time_start": "23:30", "time_end": "00:20"}, datetime(2026, 3, 9, 23, 30), datetime(2026, 3, 10, 0, 20)),
        ({"time_start": "18:00:00"}, datetime(2026, 3, 9, 18), None),
        ({"datetime_start": "2026-03-09T18:00:00+01:00", "datetime_end": "2026-03-09T18:10:00Z"}, datetime.fromisoformat("2026-03-09T17:00:00Z"), datetime.fromisoformat("2026-03-09T18:10:00Z")),
        ({}, datetime.fromisoformat(AT), None),
    ],
)  # fmt: skip
def test_when_a_session_was(cells: dict[str, Any], start: datetime, end: datetime | None) -> None:
    (found,) = read(log(), session(**cells), NAMES).history
    assert (found.start, found.end, found.id) == (start, end, "7")


def test_an_end_before_the_start_is_told() -> None:
    log_of_one = read(log(), session(datetime_start="2026-03-09T18:00:00Z", datetime_end="2026-03-09T17:00:00Z"), NAMES)
    assert log_of_one.history.sessions[0].end is None
    assert ["before the start" in problem.message for problem in log_of_one.problems if problem.path] == [True]


def test_midnight_is_no_time_of_day() -> None:
    found = read(log(date="2026-03-09T00:00:00+01:00"), log(2, date="2026-03-10", session=None), NAMES).history
    assert [(each.start, each.id) for each in found] == [(date(2026, 3, 9), "7"), (date(2026, 3, 10), None)]


def test_times_of_both_kinds_are_read_as_written() -> None:
    found = read(log(), log(2, session=8, date="2026-03-10"), NAMES)
    assert [each.start for each in found.history] == [datetime(2026, 3, 9, 18, 5), date(2026, 3, 10)]
    assert told(found) == ["some times have an offset and some have none; all are read as written, as local times"]


def test_utc_is_told() -> None:
    assert told(read(log(date="2026-03-09T18:05:00Z"), NAMES))[0].startswith("the times are in UTC")
    assert told(read(log(), NAMES)) == []


def test_sets_stand_in_the_order_of_their_times_and_numbers() -> None:
    rows = [log(3, repetitions=3), log(2, repetitions=2), log(9, repetitions=1, date="2026-03-09T18:01:00+01:00")]
    (found,) = read(*rows, NAMES).history
    assert [entry.reps for entry in found.sets] == [1, 2, 3]


def test_a_log_counts_once_and_further_pages_are_told() -> None:
    found = read(page(log(), log(2), following="https://wger.example/?page=2"), page(log()), NAMES)
    assert (found.sets, found.rows, dict(found.set_aside)) == (2, 3, {"double": 1})
    assert told(found) == ["this is one page of 2 entries; ask with ?limit=9999, or give all pages in an array"]


def test_a_session_without_logs_is_one() -> None:
    found = read(session(time_start="18:00"), session(8, date="2026-03-11", notes="lowback: pain 3 after"))
    assert [(each.start, each.sets, each.pain.after) for each in found.history] == [
        (datetime(2026, 3, 9, 18), (), None),
        (date(2026, 3, 11), (), 3),
    ]


@pytest.mark.parametrize("wrong", ["19:10-00", "19:10:00Z", "soon", ""])
def test_a_time_of_day_has_no_offset(wrong: str) -> None:
    with pytest.raises(LogError, match="is no time such as 18:30"):
        read(session(time_start="18:00", time_end=wrong))


def test_what_is_no_answer_is_refused_with_its_place() -> None:
    with pytest.raises(LogError) as raised:
        read_log(json.dumps([log(date=None), log(2, date="soon"), 7, {"a": 1}, session(date=None)]), format="wger")
    assert {(problem.path, problem.message.partition(";")[0]) for problem in raised.value.problems} >= {
        ("$[0].date", "is missing"),
        ("$[1].date", '"soon" is no date such as 2024-01-15 or 2024-01-15T09:30:00Z'),
        ("$[2]", "7 is no object"),
        ("$[3]", "is no answer that is read here"),
    }


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*log(), *session(), "results", "translations", "name"]), inner, max_size=5),
    max_leaves=20,
)  # fmt: skip


@given(JSON)
def test_any_json_is_read_or_refused(data: Any) -> None:
    for wrapped in (
        data,
        {"results": data},
        [log(), data],
        log(weight=data, rest=data),
        log(repetitions=data, exercise=data),
        session(date=data, time_start=data),
    ):
        with suppress(LogError):
            read_log(json.dumps(wrapped), format="wger")
