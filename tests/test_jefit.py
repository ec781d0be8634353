"""JEFIT's backup: sections and their quotes, sets in one cell, the two sections of sets, and that no row is lost."""

import tracemalloc
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowback_rules import Log, LogError, SetLog, bodyweight, kg, lb, read_log

START = 1_773_075_600
AT = datetime(2026, 3, 9, 17, tzinfo=UTC)
LOGS = "USERID,TIMESTAMP,belongSys,logs,_id,record,mydate,eid,ename,day_item_id,belongsession,logTime,interval_logs,auto_generated"
SET_LOGS = "_id,userid,exercise_log_id,set_index,weight_lbs,reps,calories,distance_mi,speed_mph,laps,duration,set_type,log_time"
SESSIONS = "rowid,_id,USERID,edit_time,day_id,total_time,starttime,endtime"


def row(
    logs: str,
    number: int = 1,
    *,
    name: str = '"Barbell Deadlift"',
    eid: int = 93,
    day: str = "2026-03-09",
    session: int = START,
    at: int = 0,
) -> str:
    return f'1,"2026-05-01 08:00:00",1,"{logs}",{number},0,{day},{eid},{name},1,{session},{at},,'


def set_log(
    of: int,
    index: int,
    pounds: str,
    reps: int,
    *,
    seconds: int = 0,
    miles: str = "0",
    kind: str = "default",
    at: int = 0,
) -> str:
    return f"9,1,{of},{index},{pounds},{reps},0,{miles},0,0,{seconds},{kind},{at}"


def backup(
    *rows: str,
    mass: str = " kg",
    sets: tuple[str, ...] = (),
    sessions: tuple[str, ...] = (f"1,{START},1,0,0,3600,{START},{START + 3600}",),
    more: str = "",
) -> str:
    parts = {
        "SETTING": ("row_id,USERID,mass", f'1,1,"{mass}"') if mass else ("row_id,USERID", "1,1"),
        "WORKOUT SESSIONS": (SESSIONS, *sessions),
        "EXERCISE LOGS": (LOGS, *rows),
        "EXERCISE SET LOGS": (SET_LOGS, *sets),
    }
    text = "".join(f"### {name} ####\n\n" + "\n".join(lines) + "\n\n######\n\n" for name, lines in parts.items())
    return text + more


def sets(*rows: str, **keys: Any) -> tuple[SetLog, ...]:
    return read_log(backup(*rows, **keys)).history.sessions[0].sets


def told(log: Log) -> list[tuple[int | None, str]]:
    return [(problem.line, problem.message) for problem in log.problems if not problem.message.startswith("the times")]


D = "Barbell Deadlift"


@pytest.mark.parametrize(
    ("logs", "expected"),
    [
        ("60x8,62.5x6", [SetLog(D, kg(60), 8), SetLog(D, kg("62.5"), 6)]),
        (" 60x8 , 60X8 ,", [SetLog(D, kg(60), 8), SetLog(D, kg(60), 8)]),
        ("90x0", [SetLog(D, kg(90), 0, completed=False)]),
        ("0x0,0x12", [SetLog(D, None, 0, completed=False), SetLog(D, None, 12)]),
        ("0.5x12", [SetLog(D, None, 12)]),
        ("0x5x30", [SetLog(D, None, 5, seconds=30)]),
        ("20x0x30", [SetLog(D, kg(20), seconds=30)]),
        ("0x0.0,0x0.0,0x0.0,0x0,0x60", [SetLog(D, seconds=60)]),
        ("0x0,0x0,0x0,0x10,0x60", [SetLog(D, seconds=60)]),
        ("0x120,0x1.5,0x6.0,0x0,0x900", [SetLog(D, seconds=900, distance_m=1500)]),
        ("0x0.0,0x0.0,0x0.0,0x0,0x0", [SetLog(D, completed=False)]),
        ("0x10,0x9,0x8,0x7,0x6", [SetLog(D, None, reps) for reps in (10, 9, 8, 7, 6)]),
    ],
)
def test_the_sets_in_a_cell(logs: str, expected: list[SetLog]) -> None:
    assert list(sets(row(logs))) == expected


def test_a_weighted_move_adds_to_the_body_weight() -> None:
    (entry,) = sets(row("10x5", name='"Pull Up (Weighted)"'))
    assert entry.load == bodyweight(kg(10))


def test_the_unit_is_that_of_the_setting_else_asked_for() -> None:
    assert sets(row("60x8"), mass=" lbs")[0].load == lb(60)
    assert read_log(backup(row("60x8"), mass=""), unit="lb").history.sessions[0].sets[0].load == lb(60)
    assert read_log(backup(row("60x8"), mass=" kg"), unit="lb").history.sessions[0].sets[0].load == kg(60)
    assert sets(row("0x8"), mass="")[0].load is None
    log = read_log(backup(row("60x8", 1), mass="", sets=(set_log(1, 0, "132.28", 8),)))
    assert log.history.sessions[0].sets[0].load == lb("132.28")
    assert told(read_log(backup(row("60x8"), mass="")))[0][1].startswith(
        "the file names no unit of weight; give --unit kg"
    )


def test_set_logs_say_more_of_the_same_sets_and_none_counts_twice() -> None:
    log = read_log(
        backup(
            row("60x5,100x5,0x0", 4),
            sets=(
                set_log(4, 1, "220.46", 5, at=START + 200),
                set_log(4, 0, "132.28", 5, kind="warm-up", at=START + 100),
                set_log(4, 2, "0", 0),
            ),
        )
    )
    (session,) = log.history
    assert session.sets == (
        SetLog(D, kg(60), 5, kind="warm-up", completed_at=AT.replace(minute=1, second=40)),
        SetLog(D, kg(100), 5, completed_at=AT.replace(minute=3, second=20)),
        SetLog(D, None, 0, completed=False),
    )
    assert (log.rows, told(log)) == (3, [])


@pytest.mark.parametrize("logs", ["60x5", "60x5,100x4", "60x5,101x5", ""])
def test_where_the_two_differ_the_set_logs_hold_and_it_is_told(logs: str) -> None:
    log = read_log(backup(row(logs, 4), sets=(set_log(4, 0, "132.28", 5), set_log(4, 1, "220.46", 5))))
    assert [(entry.load, entry.reps) for entry in log.history.sessions[0].sets] == [
        (lb("132.28"), 5),
        (lb("220.46"), 5),
    ]
    differs = (None, "1 row of EXERCISE LOGS differs from the sets in EXERCISE SET LOGS; the latter hold")
    assert told(log) == ([differs] if logs else [])


def test_a_hold_and_a_carry_in_set_logs() -> None:
    found = sets(row("", 4), sets=(set_log(4, 0, "0", 0, seconds=45), set_log(4, 1, "50", 0, miles="0.5")))
    assert found == (SetLog(D, seconds=45), SetLog(D, lb(50), distance_m="804.672"))


def test_a_row_that_a_later_one_goes_on_from_is_a_double() -> None:
    log = read_log(
        backup(
            row("60x8", 1), row("20x10", 2, eid=7, name="Row"), row("60x8,80x8", 3), row("60x8,80x8,90x5", 4),
            row("60x8,80x8,90x5", 4), row("90x5", 5), row("60x8", 6, session=START + 86_400, day="2026-03-10"),
        )
    )  # fmt: skip
    first, second = log.history.sessions
    assert [(entry.exercise, entry.reps) for entry in first.sets] == [("Row", 10), (D, 8), (D, 8), (D, 5), (D, 5)]
    assert len(second.sets) == 1
    assert (dict(log.set_aside), log.rows) == ({"double": 6}, 12)


def test_a_row_of_very_many_sets_takes_memory_in_proportion() -> None:
    entries = [f"{60 + number % 40}x{1 + number % 9}" for number in range(10_000)]
    text = backup(row(",".join(entries[:5_000])), row(",".join(entries), 2))
    tracemalloc.start()
    log = read_log(text, unit="kg")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (log.sets, log.set_aside) == (10_000, {"double": 5_000})
    assert peak < 40 * 2**20


def test_orphans_cardio_and_empty_rows_are_counted() -> None:
    cardio = "### CARDIO LOGS ####\n\nrow_id,eid,duration,mydate\n1,5,60,2026-03-09\n2,5,60,2026-03-09\n"
    log = read_log(backup(row("60x8"), row("", 2), sets=(set_log(77, 0, "100", 5),), more=cardio))
    assert (dict(log.set_aside), log.rows) == ({"blank": 1, "cardio": 2, "orphan": 1}, 5)


def test_rows_that_are_wrong_are_set_aside_with_their_line() -> None:
    text = backup(
        row("60x8"),
        row("60y8,60x8", 2),
        row("60x8", 3, day="soon"),
        row("60x8", 4, name=""),
        row("60x1,60x2,60x3", 5).replace('"60x1,60x2,60x3"', "60x1,60x2,60x3") + "end",
        row("60x8.5", 6),
        row("99999x1", 7),
    )
    log = read_log(text)
    first = text.splitlines().index(row("60x8")) + 1
    assert told(log) == [
        (first + 2, "mydate: 'soon' is no date such as 2026-03-09 (row set aside)"),
        (first + 3, "ename: is missing; a row names its exercise (row set aside)"),
        (first + 4, "more cells than the header has names; is a comma not quoted? (row set aside)"),
        (first + 1, "logs: '60y8' is no set such as 60x8 (row set aside)"),
        (first + 5, "logs: 8.5 repetitions are no whole number (row set aside)"),
        (first + 6, "load: 99999 kg is beyond 10000 kg; is it a typing error? (row set aside)"),
    ]
    assert (dict(log.set_aside), log.sets) == ({"unreadable": 6}, 2)
    assert log.history.sessions[0].unread == (D, D, D)


def test_a_quote_that_is_not_closed_takes_no_row_away_in_silence() -> None:
    text = backup(row("60x8"), row("60x8", 2, name='"Row'), row("60x8", 3), row("60x8", 4))
    log = read_log(text)
    assert [message for _, message in told(log)] == [
        "a cell holds a line break; is a quote not closed? (2 rows set aside)"
    ]
    assert (log.sets, log.rows) == (2, 4)


def test_another_kind_of_set_is_set_aside() -> None:
    log = read_log(backup(row("60x5", 4), sets=(set_log(4, 0, "132.28", 5, kind="myo"),)))
    assert [message for _, message in told(log)] == [
        "set_type: 'myo' is none of default, warm-up, drop, failure (row set aside)",
        "1 row of EXERCISE LOGS differs from the sets in EXERCISE SET LOGS; the latter hold",
    ]


NOTES = '### NOTES ####\n\n_id,eid,mynote,title,mydate\n1,93,"Says ""go"",\n\n\n### loud\nlowback: pain 2 during","T",2026-03-09\n2,5,"lowback: sleep 7h",T,2026-03-10\n'


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_quoted_texts_hold_blank_lines_and_line_breaks(start: str, end: str) -> None:
    text = start + backup(row("60x8"), more=NOTES.replace("### loud\n", "")).replace("\n", end)
    (session,) = read_log(text.encode()).history
    assert (session.pain.during, session.sleep_hours) == (2, None)
    assert session.sets == (SetLog(D, kg(60), 8),)


def test_a_workout_is_a_session_and_starts_when_it_did() -> None:
    log = read_log(backup(row("60x8"), row("70x8", 2, day="2026-03-08", session=0, at=START - 80_000)))
    assert [(each.start, each.end, each.id) for each in log.history] == [
        (datetime.fromtimestamp(START - 80_000, UTC), None, None),
        (AT, AT.replace(hour=18), str(START)),
    ]
    assert read_log(backup(row("60x8")), timezone="Europe/Berlin").history.sessions[0].starts_at.hour == 18


@pytest.mark.parametrize("session", [0, 1000, START - 10**7])
def test_a_time_that_is_none_is_not_taken_for_one(session: int) -> None:
    log = read_log(backup(row("60x8", session=session), sessions=()))
    assert (log.history.sessions[0].start, told(log)) == (date(2026, 3, 9), [])


def test_where_one_workout_has_no_time_all_are_read_by_their_date() -> None:
    log = read_log(backup(row("60x8"), row("70x8", 2, day="2026-03-08", session=0)))
    assert [each.start for each in log.history] == [date(2026, 3, 8), date(2026, 3, 9)]
    assert told(log) == [(None, "some workouts have a date and no time, so all are read by their date alone")]


def test_headers_in_another_order_repeated_and_short() -> None:
    text = '### EXERCISE LOGS\nmydate,ename,logs\n2026-03-09,Row,"60x8,60x8"\n\nmydate,ename,logs\n2026-03-09,Row,70x8\n2026-03-09,Row\n'
    log = read_log(text, unit="kg", format="jefit")
    assert (log.sets, dict(log.set_aside)) == (3, {"blank": 1})


def test_a_backup_without_the_section_of_sets_is_refused() -> None:
    with pytest.raises(LogError, match="there is no section EXERCISE LOGS in it"):
        read_log("### SETTING ####\nmass\n kg\n")
    with pytest.raises(LogError, match="there is no workout in it"):
        read_log(f"### EXERCISE LOGS ####\n{LOGS}\n")


@pytest.mark.parametrize("digits", [20, 40, 5000])
def test_a_number_beyond_all_measure_is_set_aside(digits: int) -> None:
    nines = "9" * digits
    for logs in (f"60x{nines}", f"{nines}x5", f"0x5x{nines}", f"0x0.0,0x0.0,0x0.0,0x0,0x{nines}"):
        assert read_log(backup(row(logs))).set_aside == {"unreadable": 1}
    log = read_log(
        backup(
            row("", 4), sets=(set_log(4, 0, "100", 5).replace(",0,0", f",0,{nines}"), set_log(4, 1, "100", 5) + nines)
        )
    )
    assert log.rows == 2


@given(st.text(alphabet='0x1.5,"#\n abE', max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    for whole in (
        f"### EXERCISE LOGS ###\n{text}",
        f"### EXERCISE LOGS ###\n{LOGS}\n{text}",
        backup(row(text)),
        backup(row("60x8"), more=text),
    ):
        with suppress(LogError):
            read_log(whole, format="jefit")


def test_an_end_before_the_start_and_a_note_of_no_workout_are_told() -> None:
    notes = "### NOTES ####\n\n_id,eid,mydate,mynote\n1,93,2026-04-01,tired\n\n######\n"
    text = backup(row("60x5"), sessions=(f"1,{START},1,0,0,3600,{START},{START - 60}",), more=notes)
    log = read_log(text)
    assert log.history.sessions[0].end is None
    messages = [problem.message for problem in log.problems]
    assert any("before the start" in message and "(read without an end)" in message for message in messages)
    assert "a note of '2026-04-01', on which there is no workout, is left out" in messages
