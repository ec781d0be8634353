"""A table of any app through a mapping: what its cells mean, every mistake at once, guesses that are only printed."""

import csv
import io
import shlex
import tomllib
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowback_rules import Log, LogError, SetLog, bodyweight, cli, kg, lb, read_log
from lowback_rules.readers import FORMATS, opened, template
from lowback_rules.readers.guesses import guessed, how_to_map
from lowback_rules.readers.mapping import COLUMNS
from lowback_rules.readers.source import LONGEST_LINE

LYFTA = "Title,Date,Duration,Exercise,Superset id,Weight,Reps,Distance,Time,Set Type\n"
GERMAN = "Datum;Uhrzeit;Übung;Gewicht (kg);Wdh.;RIR;Notiz\n"
STRONGLIFTS = "Date (yyyy/mm/dd),Workout,Exercise,Sets×Reps,Notes,Set 1 (Reps),Set 1 (KG),Set 2 (Reps),Set 2 (KG)\n"


def _read(cells: dict[str, str], **settings: Any) -> Log:
    """One row: a cell for each of our names, under a column of that name in capitals."""
    cells = {"date": "2026-03-02", "exercise": "Squat", **cells}
    columns = {name: name.upper() for name in cells}
    text = ",".join(columns.values()) + "\n" + ",".join(f'"{cell}"' for cell in cells.values()) + "\n"
    return read_log(text, mapping={"unit": "kg", "columns": columns, **settings})


@pytest.mark.parametrize(
    ("cells", "settings", "expected"),
    [
        ({"load": "100", "reps": "5"}, {}, SetLog("Squat", kg(100), 5)),
        ({"load": "100", "reps": "5"}, {"unit": "lb"}, SetLog("Squat", lb(100), 5)),
        ({"load": "100 lbs", "reps": "5"}, {"unit": "cell"}, SetLog("Squat", lb(100), 5)),
        ({"load": "100", "unit": "lb", "reps": "5"}, {}, SetLog("Squat", lb(100), 5)),
        ({"load": "102,5 kg", "reps": "5"}, {"decimal": ","}, SetLog("Squat", kg("102.5"), 5)),
        ({"load": "0", "reps": "12.0"}, {}, SetLog("Squat", None, 12)),
        ({"load": "null", "reps": "-", "seconds": "NULL"}, {}, SetLog("Squat")),
        ({"load": "100", "reps": "0"}, {}, SetLog("Squat", kg(100), 0)),
        ({"reps": "0", "seconds": "0:45"}, {}, SetLog("Squat", seconds=45)),
        ({"seconds": "00:01:30"}, {}, SetLog("Squat", seconds=90)),
        ({"seconds": "1m 30s", "rest": "120"}, {}, SetLog("Squat", seconds=90, rest_after_s=120)),
        ({"distance": "0.04 km"}, {}, SetLog("Squat", distance_m=40)),
        ({"distance": "40"}, {"distance_unit": "m"}, SetLog("Squat", distance_m=40)),
        ({"reps": "5", "rpe": "8.5", "target_reps": "6"}, {}, SetLog("Squat", None, 5, rpe="8.5", target_reps=6)),
        ({"reps": "5", "rir": "0"}, {}, SetLog("Squat", None, 5, rir=0)),
        ({"reps": "5", "kind": "Warm-Up"}, {}, SetLog("Squat", None, 5, kind="warm-up")),
        ({"reps": "5", "kind": "3"}, {}, SetLog("Squat", None, 5)),
        ({"reps": "5", "kind": "WU"}, {"kinds": {"wu": "warm-up"}}, SetLog("Squat", None, 5, kind="warm-up")),
        ({"reps": "5", "kind": "1"}, {"kinds": {"1": "warm-up"}}, SetLog("Squat", None, 5, kind="warm-up")),
        ({"reps": "5", "kind": "L"}, {"kinds": {"L": "left"}}, SetLog("Squat", None, 5, side="left")),
        ({"reps": "5", "kind": "Plan"}, {"kinds": {"Plan": "not done"}}, SetLog("Squat", None, 5, completed=False)),
        ({"reps": "5", "side": "links"}, {"sides": {"links": "left"}}, SetLog("Squat", None, 5, side="left")),
        ({"reps": "5", "done": "no"}, {}, SetLog("Squat", None, 5, completed=False)),
        ({"reps": "5", "done": "gemacht"}, {"done": {"gemacht": True}}, SetLog("Squat", None, 5)),
        ({"load": "-20", "reps": "5"}, {"assisted": "negative"}, SetLog("Squat", bodyweight(assisted=kg(20)), 5)),
        ({"exercise": "Dip (Assisted)", "load": "20"}, {}, SetLog("Dip (Assisted)", bodyweight(assisted=kg(20)))),
        ({"exercise": "Push Up", "load": "80"}, {"bodyweight_in_load": True}, SetLog("Push Up", bodyweight())),
    ],
)
def test_what_cells_mean(cells: dict[str, str], settings: dict[str, Any], expected: SetLog) -> None:
    log = _read(cells, **settings)
    assert log.problems == ()
    assert [session.sets for session in log.history] == [(expected,)]


@pytest.mark.parametrize(
    ("cells", "settings", "message"),
    [
        ({"load": "102,5"}, {}, 'load: 102,5 has a comma; write decimal = "," in the mapping'),
        ({"load": "-20"}, {}, 'load: -20 is negative; if that is help, write assisted = "negative" in the mapping'),
        ({"load": "100"}, {"unit": "cell"}, "load: 100 has no unit known here; give --unit kg or --unit lb"),
        ({"load": "100 stone"}, {}, "load: 100 stone has no unit known here; give --unit kg or --unit lb"),
        ({"load": "heavy"}, {}, "load: 'heavy' is no number"),
        ({"kind": "X"}, {}, "kind: the mapping does not say what 'X' is; add it below [kinds]"),
        ({"done": "vielleicht"}, {}, "done: the mapping does not say what 'vielleicht' is; add it below [done]"),
        ({"seconds": "long"}, {}, "'long' is no duration such as 1h 43m"),
        ({"exercise": ""}, {}, "exercise: '' is no name"),
    ],
)
def test_a_row_that_cannot_be_read_is_told(cells: dict[str, str], settings: dict[str, Any], message: str) -> None:
    log = _read(cells, **settings)
    assert (log.rows, dict(log.set_aside)) == (1, {"unreadable": 1})
    assert [problem.message for problem in log.problems] == [f"{message} (row set aside)"]


@pytest.mark.parametrize(
    ("cells", "settings", "start", "end"),
    [
        ({}, {}, date(2026, 3, 2), None),
        ({"time": "18:10", "end": "19:20"}, {}, datetime(2026, 3, 2, 18, 10), datetime(2026, 3, 2, 19, 20)),
        ({"time": "23:10", "end": "0:20"}, {}, datetime(2026, 3, 2, 23, 10), datetime(2026, 3, 3, 0, 20)),
        ({"time": "18:10", "duration": "1:05:00"}, {}, datetime(2026, 3, 2, 18, 10), datetime(2026, 3, 2, 19, 15)),
        ({"date": "2. März 2026 18:10"}, {}, datetime(2026, 3, 2, 18, 10), None),
        ({"date": "2/3/2026"}, {"dates": "day-first"}, date(2026, 3, 2), None),
        ({"date": "2/3/2026"}, {"dates": "month-first"}, date(2026, 2, 3), None),
        ({"date": "02.03.26"}, {}, date(2026, 3, 2), None),
        ({"date": "26|03|02"}, {"date_format": "%y|%m|%d"}, date(2026, 3, 2), None),
        ({"date": "1810-260302"}, {"date_format": "%H%M-%y%m%d"}, datetime(2026, 3, 2, 18, 10), None),
    ],
)
def test_when_it_was(cells: dict[str, str], settings: dict[str, Any], start: date, end: datetime | None) -> None:
    log = _read(cells, **settings)
    (session,) = log.history
    assert (session.start, session.end, log.problems) == (start, end, ())


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-03-02 10:00", "2026-03-02T11:00:00Z", None),
        ("2026-03-02 10:00", "2026-03-02 09:00", None),
        ("2026-03-02 10:00", "soon", None),
        ("2026-03-02 10:00", "25:99", None),
        ("2026-03-02 10:00", "3.3.2026", None),
        ("2026-03-02T10:00:00+02:00", "2026-03-02 11:00", None),
        ("2026-03-02T10:00:00+02:00", "11:00", "2026-03-02 11:00:00+02:00"),
        ("2026-03-02 10:00", "02.03.2026 11:00", "2026-03-02 11:00:00"),
    ],
)
def test_an_end_that_cannot_be_right_is_told_and_left_out(start: str, end: str, expected: str | None) -> None:
    log = _read({"date": start, "end": end, "reps": "5"})
    (session,) = log.history
    assert str(session.end) == str(expected)
    assert [problem.column for problem in log.problems] == ([] if expected else ["END"])


def test_times_in_utc_become_local() -> None:
    text = "When,What,Reps\n2026-03-02 23:30,Squat,5\n"
    mapping = {"timezone": "utc", "columns": {"start": "When", "exercise": "What", "reps": "Reps"}}
    assert "the times are in UTC" in read_log(text, mapping=mapping).problems[0].message
    (session,) = read_log(text, mapping=mapping, timezone="Europe/Berlin").history
    assert str(session.start) == "2026-03-03 00:30:00+01:00"


def test_a_bare_number_is_of_the_unit_in_the_name_of_its_column() -> None:
    text = "Day,What,Hold (min),Way (miles)\n2026-03-02,Carry,1.5,2\n"
    columns = {"date": "Day", "exercise": "What", "seconds": "Hold (min)", "distance": "Way (miles)"}
    (session,) = read_log(text, mapping={"columns": columns}).history
    assert session.sets == (SetLog("Carry", seconds=90, distance_m="3218.688"),)


def test_two_workouts_a_day_stay_two_and_notes_are_read() -> None:
    text = "Day,Nr,What,Reps,Note\n2026-03-02,1,Squat,5,lowback: pain 2 during\n2026-03-02,2,Squat,3,\n2026-03-02,1,Squat,4,\n"
    columns = {"date": "day", "workout": "NR", "exercise": " what ", "reps": "Reps", "notes": "Note"}
    log = read_log(text, mapping={"columns": columns})
    assert sorted([entry.reps for entry in session.sets] for session in log.history) == [[3], [5, 4]]
    assert [session.pain.during for session in log.history if len(session.sets) == 2] == [2]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("change", [lambda text: "\ufeff" + text, lambda text: text.replace("\n", "\r\n") + "\r\n"])
def test_delimiters_and_line_ends(mark: str, change: Callable[[str], str]) -> None:
    text = 'Day,What,Load (kg),Note\n2026-03-02,"Squat; Bar, |",100,"two\nlines 🦵 ""so"""\n'
    table = csv.reader(io.StringIO(text))
    written = io.StringIO()
    csv.writer(written, delimiter=mark, lineterminator="\n").writerows(table)
    columns = {"date": "Day", "exercise": "What", "load": "Load (kg)", "notes": "Note"}
    log = read_log(change(written.getvalue()), mapping={"columns": columns, "delimiter": mark})
    assert [session.sets for session in log.history] == [(SetLog("Squat; Bar, |", kg(100)),)]
    assert log.problems == ()


def test_rows_that_are_no_sets_are_counted() -> None:
    text = LYFTA + "A,2026-03-02,,Squat,,100,5,,,Rest\nA,2026-03-02,,Squat,,100,5,,,Set\n,,,,,,,,,\nA,b\n"
    columns = {"date": "Date", "exercise": "Exercise", "load": "Weight", "reps": "Reps", "kind": "Set Type"}
    log = read_log(text, unit="kg", mapping={"columns": columns, "kinds": {"Rest": "no set", "Set": "work"}})
    assert (log.sets, dict(log.set_aside)) == (1, {"blank": 1, "no set": 1, "unreadable": 1})


def test_every_mistake_of_a_mapping_is_told_at_once_with_the_columns_of_the_table() -> None:
    mapping = {
        "unitt": "kg",
        "unit": "stone",
        "decimal": ";",
        "date_format": "%d.%m.",
        "timezone": "Europe/Bärlin",
        "ignore": "Superset id",
        "columns": {"exercize": "Exercise", "load": "Weigth", "reps": 5, "seconds": "time", "distance": "TIME"},
        "kinds": {"W": "warmup"},
        "done": {"ja": "yes"},
    }
    with pytest.raises(LogError) as raised:
        read_log(LYFTA, mapping=mapping)
    told = [problem.message for problem in raised.value.problems]
    for wanted in (
        "'unitt' is no setting of a mapping (is 'unit' meant?); known are columns, name, unit",
        "unit: 'stone' is none of 'kg', 'lb', 'cell'",
        "decimal: ';' is none of '.', ','",
        "'Europe/Bärlin' is no time zone",
        "date_format: '%d.%m.' is without day, month or year; write one such as '%d.%m.%Y %H:%M'",
        'ignore: \'Superset id\' is no list of columns such as ["Superset", "Calories"]',
        "columns: 'exercize' is nothing that a column can be (is 'exercise' meant?); known are start, date",
        "columns: load = 'Weigth': the table has no such column (is 'Weight' meant?)",
        'columns: reps = 5 is no name of a column, such as reps = "Reps"',
        "columns: 'TIME' is both seconds and distance",
        'columns: exercise is missing; write exercise = "the name of its column"',
        "columns: one of start and date is needed",
        "kinds: 'W' = 'warmup' is none of 'warm-up', 'work'",
        "done: 'ja' = 'yes' is none of True, False",
        "the columns of the table are 'Title', 'Date', 'Duration'",
    ):
        assert [message for message in told if wanted in message], wanted
    assert len(told) == 15


def test_a_unit_is_asked_for_and_never_contradicts_the_column() -> None:
    columns = {"date": "Datum", "exercise": "Übung", "load": "Gewicht (kg)"}
    with pytest.raises(LogError, match=r"the mapping says lb, and the column 'Gewicht \(kg\)' says kg; take one out"):
        read_log(GERMAN, mapping={"unit": "lb", "columns": columns})
    with pytest.raises(LogError, match="give --unit kg or --unit lb"):
        read_log(LYFTA, mapping={"columns": {"date": "Date", "exercise": "Exercise", "load": "Weight"}})
    with pytest.raises(LogError, match="'hevy' and a mapping are too many"):
        read_log(LYFTA, format="hevy", mapping={"columns": columns})


def test_a_file_that_is_no_mapping_is_named(tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    for text in ("unit = kg", "\xff"):
        path.write_text(text, encoding="latin-1")
        with pytest.raises(LogError, match=r"map\.toml: is no mapping in TOML"):
            read_log(LYFTA, mapping=path)
    with pytest.raises(LogError, match=r"none\.toml: is no mapping in TOML: No such file"):
        read_log(LYFTA, mapping=tmp_path / "none.toml")
    path.write_text("[columns]\ndate = 'Dat'")
    with pytest.raises(LogError, match=r"map\.toml: columns: date = 'Dat': the table has no such column"):
        read_log(LYFTA, mapping=path)


@pytest.mark.parametrize("header", [LYFTA, GERMAN, "Fecha,Ejercicio,Peso (lb),Repeticiones\n"])
def test_the_command_that_an_unknown_table_is_answered_with_works(
    header: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "my export.csv"
    mark = max(",;", key=header.count)
    row = {"Date": "2026-03-02", "Datum": "2026-03-02", "Fecha": "2026-03-02", "Übung": "Squat"}
    row |= {"Exercise": "Squat", "Ejercicio": "Squat"}
    path.write_text(header + mark.join(row.get(name, "") for name in header.strip().split(mark)) + "\n")
    assert cli.main(["check", str(path)]) == 2
    unknown, hint = capsys.readouterr().err.splitlines()
    assert "is that of no format known here" in unknown
    command = hint.partition("try: lowback-rules ")[2]
    assert cli.main(shlex.split(command)) == 0, command
    assert ("--unit kg" in command) is (header is LYFTA)
    assert cli.main(["formats", "--map-template", str(path)]) == 0
    printed = capsys.readouterr().out
    saved = tmp_path / "map.toml"
    saved.write_text(printed[printed.index("# Guesses") :])
    assert cli.main(["check", str(path), "--map", str(saved), "--unit", "kg"]) == 0


@pytest.mark.parametrize(
    ("header", "what"),
    [
        ("a,b\n", None),
        ('{"a": 1, "b": 2, "c": 3}', None),
        (STRONGLIFTS, "its sets stand side by side in one row, and a mapping needs one set in each row"),
        ("a,b,c\n", "if each row is a set, its columns can be mapped: lowback-rules formats --map-template FILE"),
    ],
)
def test_what_cannot_be_guessed(header: str, what: str | None) -> None:
    with opened(header.encode()) as file:
        assert how_to_map(file) == what


def test_tables_of_known_formats_are_guessed_right() -> None:
    """The words of the guesses against what the formats themselves say of their columns."""
    same = {"seconds", "exercise", "load", "reps", "rpe", "rir", "notes", "workout_notes"}
    for each in FORMATS:
        for column in each.columns:
            for name in column.written:
                for ours in guessed((name,)):
                    if column.name in same and ours in same - {"seconds"}:
                        assert ours == column.name, (each.name, name)
    names = tuple(LYFTA.strip().split(","))
    assert guessed(names) == {
        "date": "Date", "name": "Title", "duration": "Duration", "exercise": "Exercise", "load": "Weight",
        "reps": "Reps", "distance": "Distance", "kind": "Set Type",
    }  # fmt: skip


def test_a_start_makes_a_date_needless() -> None:
    assert guessed(("Day", "start_time", "exercise")) == {"start": "start_time", "exercise": "exercise"}


def test_a_line_that_is_cut_is_not_shown() -> None:
    text = "Day,Exercise,Notes\n2026-03-02,Squat,\n2026-03-02,Plank," + "x" * LONGEST_LINE
    with opened(text.encode()) as file:
        assert '"Plank"' not in template(file)


@given(st.lists(st.text(max_size=12), max_size=6), st.lists(st.lists(st.text(max_size=8), max_size=6), max_size=4))
def test_any_table_gives_a_template_in_toml_or_is_refused(names: list[str], rows: list[list[str]]) -> None:
    text = "\n".join(",".join(f'"{cell}"' for cell in cells) for cells in (names, *rows))
    with suppress(LogError), opened(text.encode("utf-8", "replace")) as file:
        assert set(tomllib.loads(template(file))) <= {"columns", "kinds", "decimal"}


@given(st.dictionaries(st.sampled_from(sorted(COLUMNS)), st.text(max_size=12), min_size=1))
def test_any_cells_are_read_or_told(cells: dict[str, str]) -> None:
    with suppress(LogError):
        log = _read({name: cell.replace('"', "") for name, cell in cells.items() if name != "start"})
        assert log.rows == 1


@pytest.mark.parametrize(
    ("word", "kind"),
    [("WARMUP_SET", "warm-up"), ("Normal Set", None), ("drop_set", "drop"), ("FAILURE_SET", "failure")],
)
def test_kinds_that_are_called_sets_need_no_explanation(word: str, kind: str | None) -> None:
    mapping = {"columns": {"date": "Date", "exercise": "Exercise", "reps": "Reps", "kind": "Set Type"}}
    log = read_log(f"Date,Exercise,Reps,Set Type\n2025-12-16,Squat,5,{word}\n", mapping=mapping)
    assert [entry.kind for entry in log.history.sessions[0].sets] == [kind]
