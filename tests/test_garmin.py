"""Garmin: the same sets from a FIT file and from a table decoded from one; broken bytes are refused in one line."""

import struct
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from fitdecode import profile
from hypothesis import example, given
from hypothesis import strategies as st

from lowback_rules import Log, LogError, SetLog, kg, read_log
from lowback_rules.readers import garmin
from tests.fit import a_set, activity, fit, session, title

SINCE = datetime(1989, 12, 31, tzinfo=UTC)
START = datetime(2026, 3, 2, 22, 30, tzinfo=UTC)
AT = int((START - SINCE).total_seconds())
HEADER = (
    "message_index,set_type,start_time,duration,repetitions,weight,weight_display_unit,category,category_subtype,"
    "wkt_step_index,timestamp\n"
)
DEADLIFT, PLANK, LAT_PULLDOWN = (8, 0), (19, 43), (21, 13)
# Each set as (seconds after the start, how long, reps, weight, exercise); a rest has no exercise.
Entry = tuple[int, float, int | None, float | None, tuple[int | None, int | None] | None]
WORKOUT: list[Entry] = [
    (0, 22.9, 5, 60, DEADLIFT),
    (22, 94.5, None, None, None),
    (117, 30.1, 5, 45.375, DEADLIFT),
    (148, 45.0, 0, None, PLANK),
    (193, 60.0, None, None, None),
    (253, 30.0, None, None, None),
    (290, 20.0, 8, 91.1875, LAT_PULLDOWN),
]


def _fit(*entries: Entry, more: tuple[bytes, ...] = ()) -> bytes:
    sets = [
        a_set(AT + after, lasted, reps, weight, exercise or (None, None), rest=exercise is None)
        for after, lasted, reps, weight, exercise in entries
    ]
    return fit([*sets, *more])


def _table(*entries: Entry) -> str:
    rows: list[str] = []
    for after, lasted, reps, weight, exercise in entries:
        category, subtype = exercise or ("None", "None")
        rows.append(
            f"{len(rows)},{'active' if exercise else 'rest'},{START + timedelta(seconds=after)},{lasted},"
            f"{'' if reps is None else reps},{'' if weight is None else weight},kilogram,"
            f'"({category}, None, None)","({subtype}, None, None)",0,{START}\n'
        )
    return HEADER + "".join(rows)


@pytest.mark.parametrize("source", [_fit(*WORKOUT), _table(*WORKOUT)], ids=["fit", "garmin-sets"])
def test_sets_and_their_rest(source: str | bytes) -> None:
    log = read_log(source)
    (found,) = log.history
    ends = [START + timedelta(seconds=seconds) for seconds in (22, 147, 193, 310)]
    assert found.start == START
    assert found.end == ends[-1]
    assert found.sets == (
        SetLog("Barbell Deadlift", kg(60), 5, rest_after_s=94, completed_at=ends[0]),
        SetLog("Barbell Deadlift", kg("45.375"), 5, completed_at=ends[1]),
        SetLog("Plank", seconds=45, rest_after_s=90, completed_at=ends[2]),
        SetLog("Lat Pulldown", kg("91.1875"), 8, completed_at=ends[3]),
    )
    assert (log.rows, dict(log.set_aside), log.unit) == (len(WORKOUT), {"rest": 3}, "kg")


@pytest.mark.parametrize("make", [_fit, _table], ids=["fit", "garmin-sets"])
def test_a_long_pause_begins_another_workout(make: Callable[..., str | bytes]) -> None:
    evening = [(after + 4 * 3600, *rest) for after, *rest in WORKOUT]
    log = read_log(make(*WORKOUT, *evening))
    assert [len(found.sets) for found in log.history] == [4, 4]
    assert [found.start for found in log.history] == [START, START + timedelta(hours=4)]


def test_steps_of_a_sixteenth_of_a_kilogram_are_pounds_rounded() -> None:
    for pounds, stored in ((100, "45.375"), (201, "91.1875")):
        assert abs(Decimal(stored) - Decimal(pounds) * Decimal("0.45359237")) <= Decimal(1) / 32


def test_the_unit_of_the_watch_is_the_one_that_is_shown() -> None:
    assert read_log(fit([a_set(AT, 20, 5, 45.375, DEADLIFT, unit=2)])).unit == "lb"
    assert read_log(_table(WORKOUT[0]).replace("kilogram", "pound")).unit == "lb"


@pytest.mark.parametrize(
    ("hours", "start"),
    [(1, "2026-03-02 23:30:00+01:00"), (-5, "2026-03-02 17:30:00-05:00"), (0, "2026-03-02 22:30:00+00:00")],
)
def test_times_are_those_of_the_watch(hours: float, start: str) -> None:
    log = read_log(_fit(*WORKOUT, more=(activity(AT + 400, AT + 400 + int(hours * 3600)),)))
    assert [str(found.start) for found in log.history] == [start]
    assert log.problems == ()


def test_times_in_utc_are_told_and_a_given_zone_holds() -> None:
    data = _fit(*WORKOUT, more=(activity(AT + 400, None),))
    assert "the times are in UTC" in str(read_log(data).problems[0])
    log = read_log(data, timezone="Europe/Berlin")
    assert [str(found.day) for found in log.history] == ["2026-03-02"]
    assert log.problems == ()


def test_a_title_names_what_the_profile_does_not() -> None:
    sets = [a_set(AT, 20, 5, 60, (8, 999)), a_set(AT + 60, 20, 5, 60, (8, 998)), a_set(AT + 120, 20, 5, 60, (8, None))]
    (found,) = read_log(fit([title(8, 999, "Jefferson Curl"), *sets])).history
    assert [entry.exercise for entry in found.sets] == ["Jefferson Curl", "Unknown exercise 8/998", "Deadlift"]


def test_the_names_are_those_of_the_profile() -> None:
    types = profile.FIELD_TYPES
    for number, name in types["exercise_category"].enum.items():
        if name != "unknown":
            exercises = types[f"{name}_exercise_name"].enum if f"{name}_exercise_name" in types else {}
            wanted = (name, {each: exercise.strip("_") for each, exercise in exercises.items()})
            assert garmin._exercises()[number] == wanted


@pytest.mark.parametrize(
    ("category", "exercise", "name"),
    [
        ("(8, 8, 8)", "(0, 0, 0)", "Barbell Deadlift"),
        ("[8, None, None]", "[0, None, None]", "Barbell Deadlift"),
        ("8", "0", "Barbell Deadlift"),
        ("deadlift", "barbell_deadlift", "Barbell Deadlift"),
        ("('plank', None)", "('45_degree_plank', None)", "45 Degree Plank"),
        ("sandbag", "back_squat", "Sandbag Back Squat"),
        ("deadlift", "", "Deadlift"),
        ("(None, None, None)", "", "Unknown exercise None/None"),
        ("700", "1", "Unknown exercise 700/1"),
    ],
)
def test_exercises_by_number_or_name(category: str, exercise: str, name: str) -> None:
    row = f'active,2026-03-02 22:30:00+00:00,20,5,60,"{category}","{exercise}"\n'
    log = read_log("set_type,start_time,duration,repetitions,weight,category,category_subtype\n" + row)
    assert [entry.exercise for found in log.history for entry in found.sets] == [name]


def test_a_run_has_no_sets() -> None:
    with pytest.raises(
        LogError, match=r"there are no sets in it \(its sport: running\); give the FIT file of a strength"
    ):
        read_log(fit([session(1), activity(AT, AT)]))


def test_without_the_library_the_error_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fitdecode", None)
    with pytest.raises(LogError, match=r'pip install "lowback-rules\[fit\]"'):
        read_log(_fit(*WORKOUT))


def _read(data: bytes) -> Log | None:
    """What is read; None if it is refused."""
    with suppress(LogError):
        return read_log(data)
    return None


WHOLE = _fit(*WORKOUT, more=(activity(AT + 400, AT + 400), title(8, 999, "Jefferson Curl")))


def test_a_file_that_is_cut_short_is_refused() -> None:
    assert _read(WHOLE) is not None
    assert [length for length in range(1, len(WHOLE)) if _read(WHOLE[:length]) is not None] == []


@given(st.data())
def test_a_file_with_wrong_bytes_is_refused(data: st.DataObject) -> None:
    place = data.draw(st.integers(14, len(WHOLE) - 1))
    wrong = data.draw(st.integers(1, 255))
    assert _read(WHOLE[:place] + bytes([WHOLE[place] ^ wrong]) + WHOLE[place + 1 :]) is None


@given(st.lists(st.binary(max_size=60), max_size=6))
@example([b"\x00"])
@example([struct.pack("<BBBHB", 0x40, 0, 0, 225, 1) + bytes([6, 0, 0x86, 0])])
def test_any_bytes_with_a_right_checksum_are_read_or_refused(bodies: list[bytes]) -> None:
    _read(fit(bodies))


def test_what_no_strength_training_has_is_refused_at_once() -> None:
    with pytest.raises(LogError, match="has 3 MB; a FIT file of strength training has less than 2"):
        read_log(WHOLE + bytes(3_000_000))
    with pytest.raises(LogError, match="has more than 50000 messages"):
        read_log(fit([struct.pack("<BBBHB", 0x40, 0, 0, 20, 0), bytes(60_000)]))


@given(st.lists(st.tuples(st.integers(0, 400), st.floats(0, 4e6), st.integers(0, 70_000), st.booleans()), max_size=6))
def test_any_sets_are_read_or_refused(found: list[tuple[int, float, int, bool]]) -> None:
    sets = [
        a_set(AT + after, lasted, min(reps, 65_535), 20, DEADLIFT, rest=rest) for after, lasted, reps, rest in found
    ]
    log = _read(fit(sets))
    assert log is None or log.rows == len(sets)


CELLS = st.sampled_from(
    ["", "active", "rest", "None", "-1", "1e18", "8", "(8, 0)", "deadlift", f"{START}", "0001-01-01 00:00", "ö"]
)


@given(st.lists(st.lists(CELLS, min_size=11, max_size=11), min_size=1, max_size=8))
def test_any_cells_are_read_or_told(rows: list[list[str]]) -> None:
    with suppress(LogError):
        assert read_log(HEADER + "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)).rows == len(rows)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("active", "warming"),
        (",5,60,", ",five,60,"),
        (",5,60,", ",5,-60,"),
        ("(8,", "(legs,"),
        ("2026-03-02 22:30:00", "soon"),
    ],
)
def test_a_row_that_cannot_be_read_is_told(old: str, new: str) -> None:
    log = read_log(_table(*WORKOUT).replace(old, new, 1))
    assert (log.rows, log.set_aside["unreadable"]) == (len(WORKOUT), 1)
    assert log.problems[0].line == 2
