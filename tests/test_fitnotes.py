"""FitNotes: an export that quotes nothing, put together again, and every row of it accounted for."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowback_rules import Load, LogError, SetLog, bodyweight, kg, lb, read_log

ANDROID = "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Comment\n"
PLAIN = "Date,Exercise,Category,Weight (lbs),Reps,Distance,Distance Unit,Time\n"
IOS = "Date,Exercise,Category,Weight (kg),Weight (lbs),Reps,Distance,Distance Unit,Time,Notes,Kind\n"
MENDED = "rows with a comma in a name or comment, put together again: {}"
BROKEN = "lines without a date, read as the rest of the comment above: {}"


def names(text: str) -> list[str]:
    return [entry.exercise for session in read_log(text).history for entry in session.sets]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Deadlift,Back,100.0,kgs,5,0.0,,0:00:00,", SetLog("Deadlift", kg(100), 5)),
        ("Deadlift,Back,225.0,lbs,5,0.0,,0:00:00,", SetLog("Deadlift", lb(225), 5)),
        ("Deadlift,Back,150.0,kgs,0,0.0,,0:00:00,", SetLog("Deadlift", kg(150), 0)),
        ("Pull Up,Back,0.0,kgs,8,0.0,,0:00:00,", SetLog("Pull Up", None, 8)),
        ("Pull Up,Back,0.0,kgs,0,0.0,,0:00:00,", SetLog("Pull Up")),
        ("Assisted Pull Up,Back,20,kgs,8,,,,", SetLog("Assisted Pull Up", bodyweight(assisted=kg(20)), 8)),
        ("Plank,Abs,0.0,,0,0.0,,00:01:30,", SetLog("Plank", seconds=90)),
        ("Farmer Walk,Back,70,lbs,0,40,m,0:00:00,", SetLog("Farmer Walk", lb(70), distance_m=40)),
        ("Running,Cardio,,,,3.0,mi,0:24:00,", SetLog("Running", distance_m=Decimal("4828.032"), seconds=1440)),
        ('"Row, ""Pendlay""",Back,"62,5",kgs,5,,,,"fine, ""very"""', SetLog('Row, "Pendlay"', kg("62.5"), 5)),
    ],
)
def test_a_row_is_a_set(row: str, expected: SetLog) -> None:
    (session,) = read_log(f"{ANDROID}2024-03-04,{row}\n").history
    assert session.start == date(2024, 3, 4)
    assert session.sets == (expected,)


@pytest.mark.parametrize(
    ("header", "row", "load"),
    [
        (PLAIN, "2024-03-04,Deadlift,Back,225.0,5,,,", lb(225)),
        (PLAIN.replace("lbs", "kgs"), "2024-03-04,Deadlift,Back,100.0,5,,,", kg(100)),
        (IOS, "2024-03-04,Deadlift,Back,100.00,220.46,5,,,,,wr", kg(100)),
        (IOS, "2024-03-04,Deadlift,Back,,225.00,5,,,,,wr", lb(225)),
        (PLAIN.replace(",", ";"), "2024-03-04;Deadlift;Back;225,5;5;;;", lb("225.5")),
        (
            "\ufeffTime,Reps,Weight (kg),Category,Exercise,Date,Mood\r\n",
            ",5,100,Back,Deadlift,2024-03-04,fine\r\n\r\n",
            kg(100),
        ),
    ],
)
def test_the_unit_may_stand_in_the_header(header: str, row: str, load: Load) -> None:
    (session,) = read_log(f"{header}{row}\n").history
    assert session.sets == (SetLog("Deadlift", load, 5),)


def test_a_unit_that_stands_nowhere_is_asked_for() -> None:
    text = "Date,Exercise,Category,Weight,Reps\n2024-03-04,Deadlift,Back,100,5\n"
    with pytest.raises(LogError, match="give --unit kg or --unit lb"):
        read_log(text)
    assert read_log(text, unit="lb").history.sessions[0].sets[0].load == lb(100)
    log = read_log(f"{ANDROID}2024-03-04,Deadlift,Back,100,,5,,,,\n2024-03-04,Deadlift,Back,100,kgs,5,,,,\n")
    assert (log.sets, dict(log.set_aside)) == (1, {"unreadable": 1})
    assert "give --unit kg" in log.problems[0].message


@pytest.mark.parametrize(
    ("row", "name", "notes"),
    [
        ("Row, one arm,Back,30,kgs,8,,,,", "Row, one arm", 1),
        ("Row, one arm, wide,Back,30,kgs,8,,,,good, not great", "Row, one arm, wide", 1),
        ("Row,Back,30,kgs,8,,,,100, 5, then 90", "Row", 1),
        ('3" Deficit Deadlift,Back,30,kgs,8,,,,', '3" Deficit Deadlift', 0),
        ('"Rope" Pushdown,Arms,30,kgs,8,,,,', '"Rope" Pushdown', 0),
        ('Row, "T" bar,Back,30,kgs,8,,,,so-called "T, bar', 'Row, "T" bar', 1),
    ],
)
def test_commas_and_quotes_without_quotes_around_them(row: str, name: str, notes: int) -> None:
    log = read_log(f"{ANDROID}2024-03-04,{row}\n2024-03-05,Squat,Legs,60,kgs,5,,,,\n")
    assert [entry.exercise for session in log.history for entry in session.sets] == [name, "Squat"]
    assert [problem.message for problem in log.problems] == [MENDED.format(notes)] * bool(notes)


def test_a_comma_in_a_name_without_a_column_of_comments() -> None:
    assert names(f"{PLAIN}2024-03-04,Row, one arm,Back,30.0,8,,,\n") == ["Row, one arm"]


@pytest.mark.parametrize(
    "row",
    [
        "Row,Back,30,kgs",
        "Row,Back,thirty,kgs,8",
        "Row,one arm,Back,thirty,kgs,8,,,,",
    ],
)
def test_what_cannot_be_put_together_is_set_aside_with_its_line(row: str) -> None:
    log = read_log(f"{ANDROID}2024-03-04,Squat,Legs,60,kgs,5,,,,\n2024-03-04,{row}\n")
    assert (log.rows, log.sets, dict(log.set_aside)) == (2, 1, {"unreadable": 1})
    assert [problem.line for problem in log.problems] == [3]


def test_a_row_that_a_spreadsheet_cut_short_is_read_and_told() -> None:
    log = read_log(f"{ANDROID}2024-03-04,Row,Back,30,kgs,8\n2024-03-05,Squat,Legs,60,kgs,5,,,\n")
    assert [entry.reps for session in log.history for entry in session.sets] == [8, 5]
    assert [problem.message for problem in log.problems] == [
        "1 row has fewer cells than the header; those at the end are read as blank"
    ]


def test_a_row_with_two_readings_is_set_aside() -> None:
    """Either the comment is ", good", or the exercise is "Row,Back" of the category 100.0."""
    header = "Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,Time,Comment\n"
    log = read_log(f"{header}2024-03-04,Squat,Legs,60,5,,,,\n2024-03-04,Row,Back,100.0,5,,,,, good\n")
    assert (log.sets, dict(log.set_aside), log.problems[0].line) == (1, {"unreadable": 1}, 3)


def test_a_row_without_its_last_cell_has_no_comment() -> None:
    assert names(f"{ANDROID}2024-03-04,Squat,Legs,60,kgs,5,,,\n") == ["Squat"]


@pytest.mark.parametrize("quoted", [False, True])
def test_a_comment_of_several_lines(quoted: bool) -> None:
    comment = "hard, \nor so\n\nlowback: pain 3 during\n"
    comment = f'"{comment}"' if quoted else comment
    text = f"{ANDROID}2024-03-04,Squat,Legs,60,kgs,5,,,,{comment}\n2024-03-05,Squat,Legs,60,kgs,?,,,,\n"
    log = read_log(text)
    assert (log.rows, log.sets, log.set_aside["unreadable"]) == (2, 1, 1)
    assert log.history.sessions[0].pain.during == 3
    # The line of the row after it is still right.
    assert [problem.line for problem in log.problems if problem.line] == [7]
    assert BROKEN.format(3 if quoted else 2) in [problem.message for problem in log.problems]


def test_a_note_of_several_lines_in_quotes_before_another_column() -> None:
    log = read_log(f'{IOS}2024-03-04,Squat,Legs,60,,5,,,,"hard\nlowback: pain 3 during",wr\n')
    assert log.history.sessions[0].pain.during == 3


def test_a_line_of_rubbish_without_a_column_of_comments_is_set_aside() -> None:
    log = read_log(f"{PLAIN}2024-03-04,Squat,Legs,60,5,,,\nTotal,1\n\n")
    assert (log.sets, dict(log.set_aside)) == (1, {"unreadable": 1})
    assert log.problems[0].line == 3


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("2024-03-04,Squat,Legs,60,kgs,5,,,,\nsome day,Squat,Legs,60,kgs,5,,,,\n", 3),
        ("Total 1\n2024-03-04,Squat,Legs,60,kgs,5,,,,\n", 2),
    ],
)
def test_a_row_with_another_date_and_a_line_above_all_rows_are_no_comment(text: str, line: int) -> None:
    log = read_log(ANDROID + text)
    assert (log.rows, log.sets, dict(log.set_aside)) == (2, 1, {"unreadable": 1})
    assert log.problems[0].line == line


def test_a_day_is_a_session_in_the_order_of_the_rows() -> None:
    log = read_log(
        f"{PLAIN}2024-03-05,Squat,Legs,60,5,,,\n2024-03-04,Row,Back,60,5,,,\n2024-03-05,Row,Back,60,5,,,\n"
        "2024-03-05,Squat,Legs,70,5,,,\n"
    )
    assert [[entry.exercise for entry in session.sets] for session in log.history] == [
        ["Row"],
        ["Squat", "Row", "Squat"],
    ]


def test_dates_that_a_spreadsheet_wrote_its_own_way() -> None:
    text = f"{PLAIN}03/04/2024,Squat,Legs,60,5,,,\n"
    with pytest.raises(LogError, match="--dates"):
        read_log(text)
    assert read_log(text, dates="day-first").history.sessions[0].start == date(2024, 4, 3)
    assert read_log(f"{text}03/14/2024,Squat,Legs,60,5,,,\n").history.sessions[0].start == date(2024, 3, 4)


# A name does not look like the cells of numbers or like one in quotes, nor a comment like a row.
WORDS = st.from_regex(r"[a-z](, ?[a-z]|[a-z \"'\U0001f3cb]){0,10}[a-z]", fullmatch=True)
COMMENTS = st.just("") | st.from_regex(r"[a-z]([a-z\"']{0,4}[,\n]?){0,4}[a-z]", fullmatch=True)
ROWS = st.lists(
    st.tuples(WORDS, st.integers(1, 400), st.sampled_from(["kgs", "lbs"]), st.integers(1, 20), COMMENTS), min_size=1
)


@given(ROWS)
def test_what_the_app_writes_without_quotes_is_read_back(rows: list[tuple[str, int, str, int, str]]) -> None:
    written = [
        f"2024-03-04,{name},Back,{weight}.0,{unit},{reps},0.0,,0:00:00,{comment}"
        for name, weight, unit, reps, comment in rows
    ]
    log = read_log(ANDROID + "".join([f"{row}\n" for row in written]))
    (session,) = log.history
    assert list(session.sets) == [
        SetLog(name, kg(weight) if unit == "kgs" else lb(weight), reps) for name, weight, unit, reps, _ in rows
    ]
    assert (log.rows, dict(log.set_aside)) == (len(rows), {})
