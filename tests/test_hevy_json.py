"""Hevy's JSON: the forms in which workouts come, what a 0 means, and that no set is lost without a word."""

import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowback_rules import Load, Log, LogError, SetLog, bodyweight, kg, read_log

ISO = "2026-06-23T07:52:00+00:00"
AT = datetime(2026, 6, 23, 7, 52, tzinfo=UTC)
EPOCH = int(AT.timestamp())


def entry(**cells: Any) -> dict[str, Any]:
    return {
        "index": 0,
        "type": "normal",
        "weight_kg": 100,
        "reps": 5,
        "distance_meters": 0,
        "duration_seconds": 0,
    } | cells


def workout(*sets: dict[str, Any], exercise: Any = (), **keys: Any) -> dict[str, Any]:
    movement = {"title": "Deadlift (Barbell)", "exercise_template_id": "C6272009", "sets": list(sets or [entry()])}
    return {"id": "w1", "title": "Pull", "start_time": ISO, "exercises": [movement | dict(exercise)]} | keys


def read(data: Any, form: str | None = None) -> Log:
    return read_log(json.dumps(data), format=form)


ONE = workout()
FORMS: dict[str, Any] = {
    "a page": {"page": 1, "page_count": 1, "workouts": [ONE]},
    "a page that says nothing of pages": {"workouts": [ONE]},
    "pages": [{"page": 1, "page_count": 1, "workouts": [ONE]}],
    "workouts": [ONE],
    "lists of workouts": [[ONE], []],
    "the answer for one": {"workout": ONE},
    "one": ONE,
    "events": {"page": 1, "page_count": 1, "events": [{"type": "updated", "workout": ONE}]},
    "supersets_id": [workout(exercise={"supersets_id": 3, "volume_doubling_enabled": False})],
    "superset_id and custom_metric": [workout(entry(custom_metric=7, prs=[]), exercise={"superset_id": 3})],
    "an id that is a number": [workout(id=7)],
}


@pytest.mark.parametrize("data", FORMS.values(), ids=FORMS)
def test_every_form_says_the_same(data: Any) -> None:
    log = read(data)
    (session,) = log.history
    assert (log.format, session.start, session.name) == ("hevy-api", AT, "Pull")
    assert session.sets == (SetLog("Deadlift (Barbell)", kg(100), 5),)
    assert [problem.message[:9] for problem in log.problems] == ["the times"]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"rpe": 8.5}, SetLog("Deadlift (Barbell)", kg(100), 5, rpe="8.5")),
        ({"rpe": 0}, SetLog("Deadlift (Barbell)", kg(100), 5)),
        ({"type": "warmup"}, SetLog("Deadlift (Barbell)", kg(100), 5, kind="warm-up")),
        ({"type": "dropset"}, SetLog("Deadlift (Barbell)", kg(100), 5, kind="drop")),
        ({"type": "failure", "reps": 0}, SetLog("Deadlift (Barbell)", kg(100), 0, kind="failure")),
        ({"weight_kg": 0}, SetLog("Deadlift (Barbell)", None, 5)),
        ({"weight_kg": None, "reps": None}, SetLog("Deadlift (Barbell)")),
        ({"weight_kg": 0, "reps": 0}, SetLog("Deadlift (Barbell)")),
        ({"weight_kg": 0, "reps": 0, "duration_seconds": 60}, SetLog("Deadlift (Barbell)", seconds=60)),
        ({"weight_kg": 24, "reps": 0, "distance_meters": 40}, SetLog("Deadlift (Barbell)", kg(24), distance_m=40)),
        ({"reps": 5.0, "weight_kg": 61.23}, SetLog("Deadlift (Barbell)", kg("61.23"), 5)),
    ],
)
def test_what_a_0_means(cells: dict[str, Any], expected: SetLog) -> None:
    assert read([workout(entry(**cells))]).history.sessions[0].sets == (expected,)


def internal(*sets: dict[str, Any], kind: str = "weight_reps", **keys: Any) -> dict[str, Any]:
    cells = [{key: value for key, value in one.items() if key != "type"} | {"indicator": "normal"} for one in sets]
    made = workout(*cells, exercise={"exercise_type": kind, "rest_seconds": 120, "de_title": "Kreuzheben"}, **keys)
    return {key: value for key, value in made.items() if key != "title"} | {"name": "Pull", "start_time": EPOCH}


@pytest.mark.parametrize(
    ("kind", "weight", "load"),
    [
        ("weight_reps", 100, kg(100)),
        ("weight_reps", None, None),
        ("reps_only", None, None),
        ("bodyweight_reps", 10, bodyweight(kg(10))),
        ("bodyweight_weighted", 10, bodyweight(kg(10))),
        ("bodyweight_reps", None, bodyweight()),
        ("bodyweight_assisted_reps", 20, bodyweight(assisted=kg(20))),
        ("bodyweight_assisted", 0, bodyweight()),
        ("short_distance_weight", 24, kg(24)),
        ("distance_duration", None, None),
    ],
)
def test_the_kind_of_an_exercise_says_what_a_weight_is(kind: str, weight: float | None, load: Load | None) -> None:
    log = read([internal(entry(weight_kg=weight), kind=kind)])
    (session,) = log.history
    assert (log.format, session.start, session.name) == ("hevy-internal", AT, "Pull")
    assert session.sets[0].load == load
    assert session.sets[0].rest_after_s is None


@pytest.mark.parametrize("at", [EPOCH + 90, (EPOCH + 90) * 1000, "2026-06-23T07:53:30Z", "2026-06-23T07:53:30", None])
def test_when_a_set_was_ticked_off(at: Any) -> None:
    (session,) = read([internal(entry(completed_at=at))]).history
    assert session.sets[0].completed_at == (None if at is None else AT.replace(minute=53, second=30))


def test_a_workout_counts_once_as_it_was_last_changed() -> None:
    older = workout(entry(reps=4), entry(reps=4), updated_at="2026-06-24T09:00:00Z")
    newer = workout(entry(reps=6), updated_at="2026-06-24T10:00:00Z")
    for pages in ([older, newer], [newer, older]):
        log = read([{"page": number, "page_count": 2, "workouts": [each]} for number, each in enumerate(pages, 1)])
        assert [each.reps for each in log.history.sessions[0].sets] == [6]
        assert (log.rows, dict(log.set_aside)) == (3, {"double": 2})


def test_missing_pages_are_told() -> None:
    def told(*numbers: int) -> str:
        return (
            read([{"page": number, "page_count": 4, "workouts": [workout(id=f"w{number}")]} for number in numbers])
            .problems[0]
            .message
        )

    assert told(1, 3) == "of 4 pages, these are not here: 2, 4; give all pages together"
    assert told(1, 2, 3, 4).startswith("the times are in UTC")
    assert read({"page": 2, "page_count": 2, "workouts": [ONE]}).problems[0].message.startswith("of 2 pages")
    assert read({"page": [2], "page_count": 1, "workouts": [ONE]}).problems[0].message.startswith("of 1 pages")


def test_more_pages_than_any_memory_holds_are_told_as_any() -> None:
    message = read({"page": 2, "page_count": 10**70, "workouts": [ONE]}).problems[0].message
    assert message == f"of {10**70} pages, these are not here: 1, 3, 4, 5, 6 ...; give all pages together"


WRONG: dict[str, tuple[dict[str, Any], str, str]] = {
    "negative": ({"weight_kg": -22.05}, ".weight_kg", "-22.05 is negative; it must be 0 or more (set aside)"),
    "half a repetition": ({"reps": 5.5}, ".reps", "5.5 is no whole number (set aside)"),
    "a text": ({"reps": "5"}, ".reps", '"5" is no number (set aside)'),
    "RPE above 10": ({"rpe": 11}, "", "rpe: 11 is out of bounds; it must be 0 to 10 (set aside)"),
    "another kind": ({"type": "myo"}, "", "kind: 'myo' is none of normal, warmup, dropset, failure (set aside)"),
    "beyond all measure": ({"weight_kg": 20_000}, "", "load: 20000 kg is beyond 10000 kg; is it a typing error? (set aside)"),
    "a time beyond the calendar": ({"completed_at": 10**20}, ".completed_at", f"{10**20} is no time in seconds since 1970 (set aside)"),
}  # fmt: skip


@pytest.mark.parametrize(("cells", "path", "message"), WRONG.values(), ids=WRONG)
def test_a_set_that_cannot_be_right_is_set_aside(cells: dict[str, Any], path: str, message: str) -> None:
    log = read([workout(entry(), entry(**cells))])
    (session,) = log.history
    assert (len(session.sets), session.unread, dict(log.set_aside)) == (1, ("Deadlift (Barbell)",), {"unreadable": 1})
    assert (log.problems[0].path, log.problems[0].message) == (f"$[0].exercises[0].sets[1]{path}", message)


def test_an_end_before_the_start_is_no_end() -> None:
    log = read([workout(end_time="2026-06-23T06:00:00+00:00")])
    assert log.history.sessions[0].end is None
    assert (log.problems[0].path, "read without an end" in log.problems[0].message) == ("$[0].end_time", True)


def test_another_shape_is_refused_with_every_problem() -> None:
    bad = [
        workout(start_time="soon"),
        workout(id="w2", exercises=[{"sets": []}, 7]),
        {"id": "w3", "exercise_template_id": 1},
        5,
    ]
    with pytest.raises(LogError) as raised:
        read(bad, "hevy-api")
    assert {(problem.path, problem.message) for problem in raised.value.problems} == {
        ("$[0].start_time", '"soon" is no date-time such as 2024-01-15T09:30:00Z'),
        ("$[1].exercises[0].title", "is missing or empty"),
        ("$[1].exercises[1]", "7 is no object"),
        ("$[2].start_time", "is missing"),
        ("$[2].exercises", "is missing"),
        ("$[3]", "5 is no object"),
    }


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*ONE, *entry(), "workouts", "events", "sets"]), inner, max_size=5),
    max_leaves=20,
)  # fmt: skip


@given(JSON)
def test_any_json_is_read_or_refused(data: Any) -> None:
    for wrapped in (data, [data], {"workouts": data}, workout(exercise={"sets": data}), workout(exercises=data)):
        for form in ("hevy-api", "hevy-internal"):
            with suppress(LogError):
                read(wrapped, form)
