"""Writing openweight: whatever was read comes back, in workouts that are valid against the schemas of openweight.

The schemas beside this file are openweight's own, under the licence that stands beside them.
"""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from lowback_rules import History, Log, LogError, Session, SetLog, bodyweight, kg, lb, read_log
from lowback_rules.readers import FORMATS
from lowback_rules.readers.format import Example
from lowback_rules.testing import Case, edge_cases
from lowback_rules.writers import openweight as write
from tests.test_formats import NAMES, read

SCHEMAS = Path(__file__).parent / "openweight"


def schema(name: str) -> Callable[[Any], Any]:
    """What raises on JSON that does not meet the schema; references lead to the schemas beside it."""

    def beside(address: str) -> Any:
        return json.loads((SCHEMAS / address.rpartition("/")[2]).read_text(encoding="utf-8"))

    validate: Callable[[Any], Any] = fastjsonschema.compile(beside(f"{name}.schema.json"), handlers={"https": beside})
    return validate


LOG = schema("workout-log")
EXAMPLES = [example for each in FORMATS for example in each.examples]


def again(log: Log) -> Log:
    """The log, written and read."""
    text = write(log.history, lifter=log.lifter, unit=log.unit, extra=log.extra)
    for workout in json.loads(text)["workouts"]:
        LOG(workout)
    return read_log(text.encode())


def content(log: Log) -> tuple[object, ...]:
    return log.history, log.lifter, log.extra


@pytest.mark.parametrize("example", EXAMPLES, ids=NAMES)
def test_every_example_of_every_format_comes_back(example: Example) -> None:
    log = read(example)
    assert content(again(log)) == content(log)


@given(edge_cases())
def test_any_log_comes_back(case: Case) -> None:
    history = History(case.past, days=case.days, records=case.records)
    lifter = case.lifter
    if history.sessions or history.days:
        log = again(Log(history, (), "plain", lifter))
        assert content(log) == (history, lifter, ())


AT = datetime(2026, 3, 9, 18, 0)
SQUAT = SetLog("Squat", kg(100), 5)
ROWS: dict[str, Session] = {
    "a date alone": Session(AT.date(), [SQUAT]),
    "a local time": Session(AT, [SQUAT], end=AT + timedelta(hours=1), woke_at=AT - timedelta(hours=2)),
    "a local time of midnight": Session(datetime(2026, 3, 9), [SQUAT]),
    "an offset": Session(AT.replace(tzinfo=timezone(timedelta(hours=-3, minutes=-30))), [SQUAT]),
    "an end within a second": Session(AT.replace(tzinfo=UTC), [SQUAT], end=(AT + timedelta(seconds=1.25)).replace(tzinfo=UTC)),
    "no sets": Session(AT, notes="tired"),
    "sets that could not be read": Session(AT, unread=["Squat", "Squat"]),
    "left out": Session(AT, [SetLog("Squat", kg(100), 5, completed=False), SetLog("Squat", completed=False)]),
    "done": Session(AT, [SetLog("Squat", kg(100), 5, completed=True, completed_at=AT)]),
    "done in a zone": Session(AT, [SetLog("Squat", kg(100), 5, completed_at=AT.replace(tzinfo=UTC))]),
    "failed": Session(AT, [SetLog("Squat", kg(100), 0, kind="failure"), SetLog("Plank", reps=0, seconds=30)]),
    "body weight": Session(AT, [SetLog("Pull-up", load, 5) for load in (bodyweight(), bodyweight(lb(25)), bodyweight(assisted=kg(20)))]),
    "pounds": Session(AT, [SetLog("Squat", load, 5) for load in (lb(225), lb("2.5"), kg(0), kg("61.2349699955"))]),
    "every mark": Session(AT, [SetLog("Squat", kg(1), 5, seconds=9, distance_m="1609.344", rpe="8.5", kind="drop", form="lost", side="left", target_reps=6, rest_after_s=90)]),
    "a distance of many digits": Session(AT, [SetLog("Walk", distance_m=Decimal("304.800000000000021234567"))]),
    "long texts": Session(AT, [SetLog("x" * 201, kg(1), 5)], name="n" * 300, notes="m" * 10_001),
    "half a character": Session(AT, [SetLog("Squat \ud800", kg(1), 5)], name='"\\ud800" \U0001f3cb \x00'),
    "a plan": Session(AT.date(), [SQUAT], planned=True, deload=True, id="week 1"),
}  # fmt: skip


@pytest.mark.parametrize("unit", ["kg", "lb"])
@pytest.mark.parametrize("session", ROWS.values(), ids=ROWS)
def test_whatever_a_session_holds_comes_back(session: Session, unit: str) -> None:
    log = Log(History([session]), (), "plain", unit="lb" if unit == "lb" else "kg")
    assert again(log).history == log.history
    (first,) = again(log).history
    assert (type(first.start), first.starts_at.tzinfo is None) == (
        type(session.start),
        session.starts_at.tzinfo is None,
    )


def test_pounds_are_written_in_pounds_where_the_log_is_in_pounds() -> None:
    history = read_log("2026-03-09 squat 5@225lb, 5@100.01kg").history
    sets = json.loads(write(history, unit="lb"))["workouts"][0]["exercises"][0]["sets"]
    assert [(entry["weight"], entry["unit"]) for entry in sets] == [(225, "lb"), (100.01, "kg")]
    sets = json.loads(write(history))["workouts"][0]["exercises"][0]["sets"]
    assert [(entry["weight"], entry["unit"]) for entry in sets] == [(102.05828325, "kg"), (100.01, "kg")]


FOREIGN = """{"x:file": {"n": 1.10}, "workouts": [{"date": "2026-03-09T18:00:00Z", "x:mood": [null, 1e400], "exercises": [
  {"exercise": {"name": "Squat", "x:id": 7}, "x:entry": true, "sets": [
    {"reps": 5, "weight": 225, "targetWeight": 230, "unit": "lb", "tempo": "3-1-2-0", "targetRPE": 8, "x:set": 0.1234567890123456789},
    {"reps": 5, "targetWeight": 100, "unit": "kg"}]}]}]}"""


def test_what_is_not_ours_comes_back_to_the_digit() -> None:
    log = read_log(FOREIGN)
    for unit in ("kg", "lb"):
        text = write(log.history, unit="lb" if unit == "lb" else "kg", extra=log.extra)
        for foreign in (
            '"x:file": {"n": 1.10}',
            '"x:mood": [null, 1E+400]',
            '"x:id": 7',
            '"x:entry": true',
            '"tempo": "3-1-2-0"',
        ):
            assert foreign in text
        assert '"x:set": 0.1234567890123456789' in text
        # 230 lb: the unit of a set is that of both of its weights.
        assert '"targetWeight": 104.3262451, ' in text
        assert content(read_log(text)) == content(log)


def test_the_start_says_what_is_known_of_it() -> None:
    def start(**keys: str) -> date:
        workout = {
            "date": "2026-03-09T18:00:00+01:00",
            "exercises": [{"exercise": {"name": "Squat"}, "sets": [{"reps": 5}]}],
        }
        return (
            read_log(json.dumps(workout | {f"lowback:{key}": value for key, value in keys.items()}))
            .history.sessions[0]
            .start
        )

    assert start() == datetime.fromisoformat("2026-03-09T18:00:00+01:00")
    assert start(start="local") == datetime(2026, 3, 9, 18)
    assert start(start="date-only") == date(2026, 3, 9)
    with pytest.raises(LogError, match=r'\["lowback:start"\]: "soon" is none of date-only, local'):
        start(start="soon")


@pytest.mark.parametrize(
    ("words", "change"),
    [
        ("date", {"date": "2026-03-09T18:00:00"}),
        ("exercises", {"exercises": []}),
        ("name", {"name": "n" * 201}),
        ("reps", {"exercises": [{"exercise": {"name": "Squat"}, "sets": [{"reps": 0.5}]}]}),
    ],
)
def test_the_schema_bites(words: str, change: dict[str, Any]) -> None:
    workout = {"date": "2026-03-09T18:00:00Z", "exercises": [{"exercise": {"name": "Squat"}, "sets": [{"reps": 5}]}]}
    LOG(workout)
    with pytest.raises(fastjsonschema.JsonSchemaException, match=words):
        LOG(workout | change)


def test_a_workout_changed_by_another_program_keeps_its_meaning() -> None:
    text = write(History([ROWS["a local time"]])).replace("2026-03-09T18:00:00", "2026-03-10T19:00:00")
    assert read_log(text).history.sessions[0] == evolve(
        ROWS["a local time"], start=datetime(2026, 3, 10, 19), end=datetime(2026, 3, 10, 20)
    )


# Values of a set as another program may write them; together they may be wrong.
CELLS: dict[str, tuple[Any, ...]] = {
    "reps": (0, 5, 8.0), "weight": (0, 100, 61.23, 225.0, 0.1), "unit": ("kg", "lb"),
    "targetWeight": (230, 62.5), "targetReps": (5, 6), "durationSeconds": (0, 45), "distance": (0.123456789, 40, 1e-7),
    "distanceUnit": ("m", "km", "mi", "yd"), "rpe": (8, 7.75), "rir": (2,), "toFailure": (True, False),
    "type": ("working", "warmup", "myo", ""), "restSeconds": (90,), "lowback:form": ("kept", "lost"), "lowback:load": ("bw", "bw+2.5lb", "100kg"),
    "lowback:completed": (True, False), "lowback:completedAt": ("2026-03-09T18:00:00", "2026-03-09T18:00:00.5+02:00"), "x:own": (None, [1.0], {"a": 1e99}),
}  # fmt: skip
NEEDED = ("unit", "distanceUnit")
SET = st.fixed_dictionaries(
    {key: st.sampled_from(CELLS[key]) for key in NEEDED},
    optional={key: st.sampled_from(values) for key, values in CELLS.items() if key not in NEEDED},
)
ENTRY = st.fixed_dictionaries(
    {"exercise": st.sampled_from([{"name": "Squat"}, {"name": " Row "}, {"name": "Deadlift", "equipment": "dumbbell"}]), "sets": st.lists(SET, min_size=1, max_size=3)},
    optional={"order": st.integers(1, 3), "notes": st.text(max_size=3), "x:own": st.floats(allow_nan=False, allow_infinity=False)},
)  # fmt: skip
MORE = {
    "durationSeconds": st.integers(0, 10_000), "name": st.text(max_size=3), "lowback:id": st.sampled_from("abcdef"), "x:own": st.text(max_size=3),
}  # fmt: skip
# A log has an offset everywhere or nowhere.
LOCAL = {"date": st.sampled_from(["2026-03-09", "2026-03-09T18:00:00", "20260309T180000.25"])}
AWARE = {"date": st.sampled_from(["2026-03-09T18:00:00Z", "20260309T180000.25-0330"])}
WORKOUTS = st.one_of(
    st.lists(st.fixed_dictionaries(LOCAL | {"exercises": st.lists(ENTRY, max_size=3)}, optional=MORE), max_size=3),
    st.lists(st.fixed_dictionaries(AWARE | {"exercises": st.lists(ENTRY, max_size=3)}, optional=MORE | {"lowback:end": st.just("2026-03-09T23:30:00.125Z")}), max_size=3),
    st.lists(st.fixed_dictionaries(AWARE | {"exercises": st.lists(ENTRY, max_size=3), "lowback:start": st.sampled_from(["local", "date-only"])}, optional=MORE), max_size=3),
)  # fmt: skip


@given(WORKOUTS)
def test_whatever_another_program_writes_is_refused_or_comes_back(workouts: list[dict[str, Any]]) -> None:
    try:
        log = read_log(json.dumps({"workouts": workouts, "x:own": 1.50}))
    except LogError:
        return
    text = write(log.history, unit=log.unit, extra=log.extra)
    assert content(read_log(text)) == content(log)
