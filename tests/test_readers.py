"""The readers: every dialect of the formats, bad rows set aside with their line, bad files refused in one line."""

import csv
import io
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowback_rules import Gap, Log, LogError, Pain, Session, SetLog, bodyweight, check_log, kg, lb, read_log
from lowback_rules.readers import joined
from lowback_rules.readers.dates import duration, moment
from lowback_rules.writers import openweight as write

HEVY = (
    "title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,"
    "weight_{unit},reps,distance_{far},duration_seconds,rpe\n"
)


def hevy(*rows: str, unit: str = "kg", far: str = "km") -> str:
    return HEVY.format(unit=unit, far=far) + "\n".join(rows) + "\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9 Apr 2026, 17:18", datetime(2026, 4, 9, 17, 18)),
        ("2026-04-09 7:18:05", datetime(2026, 4, 9, 7, 18, 5)),
        ("09 Apr 2026, 07:05", datetime(2026, 4, 9, 7, 5)),
        ("1 Sept. 2026, 07:30", datetime(2026, 9, 1, 7, 30)),
        ("16 Juni 2026, 19:00", datetime(2026, 6, 16, 19)),
        ("3 März 2026, 19:00", datetime(2026, 3, 3, 19)),
        ("24 Dez. 2026, 19:00", datetime(2026, 12, 24, 19)),
        ("20 giu 2026, 19:00", datetime(2026, 6, 20, 19)),
        ("5 9월 2026, 19:00", datetime(2026, 9, 5, 19)),
        ("Sep 5, 2026, 6:10 AM", datetime(2026, 9, 5, 6, 10)),
        ("Sep 5, 2026, 12:10 AM", datetime(2026, 9, 5, 0, 10)),
        ("Sep 5, 2026, 12:10 PM", datetime(2026, 9, 5, 12, 10)),
        ("Sep 5, 2026, 6:10\u202fPM", datetime(2026, 9, 5, 18, 10)),
        ("22.09.2026, 17:00", datetime(2026, 9, 22, 17)),
        ("2024-06-18 11:04:00", datetime(2024, 6, 18, 11, 4)),
        ("2026. 4. 9. 오후 5:18", datetime(2026, 4, 9, 17, 18)),
        ("9 okt 2026 kl. 17:18", datetime(2026, 10, 9, 17, 18)),
        ("9. April 2026 um 17:18", datetime(2026, 4, 9, 17, 18)),
        ("April 9, 2026 at 17:18", datetime(2026, 4, 9, 17, 18)),
        ("1er août 2026, 07:30", datetime(2026, 8, 1, 7, 30)),
    ],
)
def test_dates_as_apps_write_them(text: str, expected: datetime) -> None:
    assert moment(text) == expected


@pytest.mark.parametrize("text", ["", "yesterday", "31 Feb 2026, 17:00", "Sep 5, 2026, 13:10 PM", "5 Foo 2026, 17:00"])
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(LogError):
        moment(text)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1h 43m", 6180),
        ("59m", 3540),
        ("31min", 1860),
        ("20s", 20),
        ("83h 31m", 300660),
        ("3916", 3916),
        ("1297540", 1297540),
    ],
)
def test_durations(text: str, seconds: int) -> None:
    assert duration(text) == seconds


@given(st.text(max_size=30))
def test_any_date_or_duration_is_read_or_refused(text: str) -> None:
    for read in (moment, duration):
        with suppress(LogError):
            read(text)


def test_hevy() -> None:
    log = read_log(
        hevy(
            'B,"9 Apr 2026, 17:18","9 Apr 2026, 18:20","Good\\nlowback: pain 1 before, 2 during",Deadlift (Barbell),,,0,warmup,60,5,,,',
            'B,"9 Apr 2026, 17:18","9 Apr 2026, 18:20","Good\\nlowback: pain 1 before, 2 during",Deadlift (Barbell),,,1,normal,61.23,5,,,7.5',
            'B,"9 Apr 2026, 17:18","9 Apr 2026, 18:20",,Pull Up (Weighted),1,,0,dropset,10,6,,,',
            'B,"9 Apr 2026, 17:18","9 Apr 2026, 18:20",,Pull Up (Assisted),,,0,failure,20,6,,,10',
            'B,"9 Apr 2026, 17:18","9 Apr 2026, 18:20",,Plank,,,0,normal,,,,45,',
            'B,"9 Apr 2026, 17:18","9 Apr 2026, 18:20",,Farmers Walk,,,0,normal,24,,0.04,30,',
            'A,"7 Apr 2026, 06:00","7 Apr 2026, 06:50",,Squat (Barbell),,,0,normal,100,5,,,',
            'A,"7 Apr 2026, 06:00","7 Apr 2026, 06:45",,Squat (Barbell),,,0,normal,100,5,,,',
        )
    )
    assert (log.format, log.unit, log.problems) == ("hevy", "kg", ())
    assert len(log.history) == 3
    last = log.history.sessions[-1]
    assert (last.start, last.end, last.name) == (datetime(2026, 4, 9, 17, 18), datetime(2026, 4, 9, 18, 20), "B")
    assert last.pain == Pain(before=1, during=2)
    assert last.sets == (
        SetLog("Deadlift (Barbell)", kg(60), 5, kind="warm-up"),
        SetLog("Deadlift (Barbell)", kg("61.23"), 5, rpe="7.5"),
        SetLog("Pull Up (Weighted)", bodyweight(kg(10)), 6, kind="drop"),
        SetLog("Pull Up (Assisted)", bodyweight(assisted=kg(20)), 6, kind="failure", rpe=10),
        SetLog("Plank", seconds=45),
        SetLog("Farmers Walk", kg(24), seconds=30, distance_m=40),
    )


def test_hevy_pounds_miles_quotes_and_real_line_breaks() -> None:
    log = read_log(
        hevy(
            '"07 Legs, ""Heavy""","Sep 13, 2026, 10:00 AM","Sep 13, 2026, 11:10 AM","two\nlines",Deadlift,,,0,normal,225,5,1,,',
            unit="lbs",
            far="miles",
        ).replace("\n", "\r\n")
    )
    (session,) = log.history.sessions
    assert (session.name, log.unit) == ('07 Legs, "Heavy"', "lb")
    assert session.sets == (SetLog("Deadlift", lb(225), 5, distance_m=Decimal("1609.344")),)


def test_hevy_rows_that_are_wrong_are_set_aside_with_their_line() -> None:
    row = 'A,"7 Apr 2026, 06:00","7 Apr 2026, 06:50",,Squat (Barbell),,,{},{},{},{},,,{}'
    log = read_log(
        hevy(
            row.format(0, "normal", 100, 5, ""),
            row.format(1, "superset", 100, 5, ""),
            row.format(2, "normal", -22.05, 5, ""),
            row.format(3, "normal", "NaN", 5, ""),
            row.format(4, "normal", 100, 5.5, ""),
            row.format(5, "normal", 100, 5, 11),
            "too,short",
            'A,"7 Foo 2026, 06:00",,,Squat (Barbell),,,0,normal,100,5,,,',
            'C,"8 Apr 2026, 06:00","7 Apr 2026, 06:50",,Squat (Barbell),,,0,normal,100,5,,,',
        )
    )
    assert [len(session.sets) for session in log.history] == [1, 1]
    assert {problem.line: problem.message for problem in log.problems} == {
        3: "kind: 'superset' is none of normal, warmup, dropset, failure (row set aside)",
        4: "load: -22.05 kg is negative; a load is 0 or more (row set aside)",
        5: "load: 'NaN' is not finite; a number is needed (row set aside)",
        6: "reps: 5.5 is no whole number (row set aside)",
        7: "rpe: 11 is out of bounds; it must be 0 to 10 (row set aside)",
        8: "2 cells where the header has 14 (row set aside)",
        9: "'7 Foo 2026, 06:00': 'Foo' is no month in a language known here (row set aside)",
        10: "the end 2026-04-07 06:50:00 is before the start 2026-04-08 06:00:00 (read without an end)",
    }


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("25 Oct 2026, 02:40", "25 Oct 2026, 02:15", " is before the start 2026-10-25 02:40:00; the clock was most likely put back that night (read without an end)"),
        ("25 Oct 2026, 02:30", "25 Oct 2026, 01:30", "; the clock was most likely put back that night (read without an end)"),
        ("25 Oct 2026, 02:30", "25 Oct 2026, 01:29", " is before the start 2026-10-25 02:30:00 (read without an end)"),
        ("25 Oct 2026, 18:40", "25 Oct 2026, 18:15", " is before the start 2026-10-25 18:40:00 (read without an end)"),
        ("25 Oct 2026, 02:40", "24 Oct 2026, 02:15", " is before the start 2026-10-25 02:40:00 (read without an end)"),
    ],
)  # fmt: skip
def test_an_end_before_the_start_may_be_a_clock_put_back(start: str, end: str, told: str) -> None:
    log = read_log(hevy(f'A,"{start}","{end}",,Squat (Barbell),,,0,normal,100,5,,,'))
    assert [session.end for session in log.history] == [None]
    (problem,) = log.problems
    assert (problem.line, problem.column) == (2, "end_time")
    assert problem.message.endswith(told)


def test_a_workout_over_midnight_ends_on_the_next_day() -> None:
    late = hevy('A,"24 Oct 2026, 23:40","25 Oct 2026, 00:50",,Squat (Barbell),,,0,normal,100,5,,,')
    log = read_log(late)
    (session,) = log.history
    assert (session.start, session.end) == (datetime(2026, 10, 24, 23, 40), datetime(2026, 10, 25, 0, 50))
    assert log.problems == ()
    strong = read_log(S1 + "2026-10-24 23:40:00,W,1h 10m,Squat (Barbell),1,100,5,0,0,,,\n", unit="kg")
    assert [each.end for each in strong.history] == [datetime(2026, 10, 25, 0, 50)]
    api = '[{"id": "a", "title": "T", "start_time": "2026-10-25T00:30:00+00:00", "end_time": "2026-10-25T01:10:00+00:00", "exercises": [{"title": "Squat", "exercise_template_id": "x", "sets": []}]}]'
    (session,) = read_log(api, timezone="Europe/Berlin").history
    assert session.end is not None
    # Half past two in summer time to ten past two in winter time: forty minutes.
    assert (session.starts_at.hour, session.end.hour, session.end.minute, session.end.fold) == (2, 2, 10, 1)
    assert session.end.astimezone(UTC) - session.starts_at.astimezone(UTC) == timedelta(minutes=40)


def test_a_workout_of_bad_rows_alone_is_still_a_workout() -> None:
    log = read_log(hevy('A,"7 Apr 2026, 06:00",,,Squat (Barbell),,,0,normal,-1,5,,,'))
    assert [session.sets for session in log.history] == [()]
    assert log.history.sessions[0].unread == ("Squat (Barbell)",)
    (report,) = check_log(log.history)
    assert {outcome.rule for outcome in report.not_assessed} >= {"load.step_jump", "warmup.ramp_sets", "rest.min_gap"}
    assert Gap("squat", "not-recorded", "a set that could not be read") in report.gaps
    harmless = read_log(hevy('A,"7 Apr 2026, 06:00",,,Bench Press (Barbell),,,0,normal,-1,5,,,'))
    assert "load.step_jump" not in [outcome.rule for outcome in check_log(harmless.history)[0].not_assessed]


def test_what_stands_after_lowback_in_a_note_is_read_and_nothing_else() -> None:
    def noted(words: str) -> Log:
        return read_log(hevy(f'A,"7 Apr 2026, 06:00",,{words},Squat (Barbell),,,0,normal,100,5,,,'))

    for words in ("Some back pain again", "Back pain 6 during", "My lower back hurts 8/10", "pain 6 during"):
        assert (noted(words).history.sessions[0].pain, noted(words).problems) == (Pain(), ()), words
    assert noted('"fine\\nLowback: pain 2 during, 4 after; sleep 6h"').history.sessions[0].sleep_hours == 6
    assert noted('"lowback: pain 2 during, 4 after"').history.sessions[0].pain == Pain(during=2, after=4)
    wrong = noted("lowback: pain 11 during")
    assert wrong.history.sessions[0].pain == Pain()
    assert [str(problem) for problem in wrong.problems] == [
        "line 2: 'lowback: pain 11 during': column 6: pain during: 11 is out of bounds; it must be 0 to 10 (entry left out)"
    ]


S1 = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
S1A = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,RPE\n"
S1B = "Date,Workout Name,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
S1_DE = (
    "Datum,Workout-Name,Dauer,Name der Übung,Reihenfolge festlegen,Gewicht,Wiederh.,Entfernung,Sekunden,Notizen,"
    "Workout-Notizen,RPE\n"
)
S2 = "Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Distance;Distance Unit;Seconds;Notes;Workout Notes;Workout Duration\n"
S3 = '"Workout #";"Date";"Workout Name";"Duration (sec)";"Exercise Name";"Set Order";"Weight (kg)";"Reps";"RPE";"Distance (meters)";"Seconds";"Notes";"Workout Notes"\n'
AT = "2024-06-18 11:04:00"


@pytest.mark.parametrize(
    "text",
    [
        S1 + f"{AT},W,1h,Deadlift (Barbell),1,60.0,5.0,0,0.0,,,8\n",
        S1A + f"{AT},W,1h,Deadlift (Barbell),1,60.0,5.0,0,0.0,8\n",
        S1_DE + f"{AT},W,60min,Deadlift (Barbell),1,60.0,5.0,0,0.0,,,8\n",
        S2 + f"{AT};W;Deadlift (Barbell);1;60;kg;5;8;;;0;;;1h\n",
        S3 + f'"1";"{AT}";"W";"3600";"Deadlift (Barbell)";"1";"60.0";"5";"8";"";"";"";""\n',
    ],
    ids=["S1", "S1a", "S1-de", "S2", "S3"],
)
def test_strong_dialects_say_the_same(text: str) -> None:
    for variant in (text, "\ufeff" + text, text.replace("\n", "\r\n"), text.replace("\n", "\r")):
        log = read_log(variant.encode(), unit="kg")
        assert (log.format, log.problems) == ("strong", ())
        (session,) = log.history.sessions
        assert session == Session(
            datetime(2024, 6, 18, 11, 4),
            [SetLog("Deadlift (Barbell)", kg(60), 5, rpe=8)],
            end=datetime(2024, 6, 18, 12, 4),
            name="W",
        )


def test_strong_without_a_duration_column() -> None:
    (session,) = read_log(S1B + f"{AT},W,Deadlift,1,60,5,0,0,,,\n", unit="lb").history.sessions
    assert (session.end, session.sets[0].load) == (None, lb(60))


def test_strong_tags_attempts_and_rows_that_are_no_sets() -> None:
    rows = [
        f"{AT},W,1h,Deadlift (Barbell),W,40.0,5,0,0,,,",
        f"{AT},W,1h,Deadlift (Barbell),1,100.0,5,0,0,,,",
        f"{AT},W,1h,Deadlift (Barbell),Rest Timer,0,0,0,120.0,,,",
        f"{AT},W,1h,Deadlift (Barbell),Ruhezeit,0,0,0,120.0,,,",
        f"{AT},W,1h,Deadlift (Barbell),Note,0,0,0,0,,,",
        f"{AT},W,1h,Deadlift (Barbell),D,80.0,5,0,0,,,",
        f"{AT},W,1h,Deadlift (Barbell),F,150.0,0.0,0,0.0,,,",
        f"{AT},W,1h,Plank,1,0,0,0,60.0,,,",
        f"{AT},W,1h,Pull Up,1,0,8,0,0,,,",
        f"{AT},W,1h,Deadlift (Barbell),X,150.0,1,0,0.0,,,",
    ]
    log = read_log(S1 + "\n".join(rows), unit="kg")
    assert [problem.line for problem in log.problems] == [11]
    assert log.history.sessions[0].sets == (
        SetLog("Deadlift (Barbell)", kg(40), 5, kind="warm-up"),
        SetLog("Deadlift (Barbell)", kg(100), 5),
        SetLog("Deadlift (Barbell)", kg(80), 5, kind="drop"),
        SetLog("Deadlift (Barbell)", kg(150), 0, kind="failure"),
        SetLog("Plank", seconds=60),
        SetLog("Pull Up", None, 8),
    )


def test_strong_quoted_puts_warm_ups_first_and_knows_body_weight() -> None:
    row = '"1";"' + AT + '";"W";"3600";"{}";"{}";"{}";"{}";"";"";"";"";""'
    log = read_log(
        S3
        + "\n".join(
            [
                row.format("Squat (Barbell)", "1", "100", "5"),
                row.format("Squat (Barbell)", "WARM_UP", "40", "5"),
                row.format("Squat (Barbell)", "2", "", ""),
                row.format("Squat (Barbell)", "FAILURE", "102.5", "4"),
                row.format("Back Extension", "1", "78.68", "12"),
            ]
        )
    )
    assert log.history.sessions[0].sets == (
        SetLog("Squat (Barbell)", kg(40), 5, kind="warm-up"),
        SetLog("Squat (Barbell)", kg(100), 5),
        SetLog("Squat (Barbell)", completed=False),
        SetLog("Squat (Barbell)", kg("102.5"), 4, kind="failure"),
        SetLog("Back Extension", bodyweight(), 12),
    )
    assert [problem.message.split(" hold")[0] for problem in log.problems] == [
        "the weight of body-weight moves (Back Extension)"
    ]


def test_strong_units_of_each_row() -> None:
    log = read_log(
        S2
        + f"{AT};W;Deadlift;1;100;kg;5;;;;0;;;1h\n{AT};W;Deadlift;2;225;lbs;5;;;;0;;;1h\n{AT};W;Deadlift;3;100;;5;;;;0;;;1h\n"
    )
    assert [entry.load for entry in log.history.sessions[0].sets] == [kg(100), lb(225)]
    assert [(problem.line, problem.message) for problem in log.problems] == [
        (4, "unit: this row names none; give --unit kg or --unit lb (row set aside)")
    ]


def test_strong_without_a_unit_asks_for_one_and_a_named_unit_is_never_overridden() -> None:
    with pytest.raises(LogError, match="the file names no unit of weight; give --unit kg or --unit lb"):
        read_log(S1 + f"{AT},W,1h,Deadlift,1,60,5,0,0,,,\n")
    for text in (
        S3 + f'"1";"{AT}";"W";"3600";"Deadlift";"1";"60";"5";"";"";"";"";""\n',
        S2 + f"{AT};W;Deadlift;1;60;kg;5;;;;0;;;1h\n",
    ):
        assert read_log(text, unit="lb").history.sessions[0].sets[0].load == kg(60)


def test_plain_text() -> None:
    log = read_log(
        "# my log\n2026-03-02 deadlift 3x5@225lb\n\n2026-03-02 pain 2 after\n2026-03-02 pain 3 after\nrubbish\n"
    )
    (session,) = log.history.sessions
    assert (len(session.sets), session.pain, log.unit) == (3, Pain(after=2), "lb")
    assert [(problem.line, problem.message) for problem in log.problems] == [
        (5, "pain after is given twice for 2026-03-02: 2 and 3 (row set aside)"),
        (
            6,
            "column 1: 'rubbish' is no date; a session starts as 2026-03-09 or 2026-03-09 18:00-19:10 (row set aside)",
        ),
    ]


OPENWEIGHT = """[{"date": "2026-03-09T18:00:00+01:00", "durationSeconds": 3600, "x:app": {"a": [1, 2.5]}, "exercises": [
  {"order": 2, "exercise": {"name": "Plank", "equipment": "bodyweight"}, "sets": [{"durationSeconds": 45}]},
  {"order": 1, "exercise": {"name": "Romanian Deadlift", "equipment": "dumbbell"}, "notes": "n", "sets": [
    {"reps": 5, "weight": 24, "unit": "kg", "type": "warmup", "restSeconds": 90, "targetReps": 5, "tempo": "3-1-2-0"},
    {"reps": 5, "weight": 71.65, "unit": "lb", "rir": 2, "lowback:form": "lost", "lowback:side": "left"},
    {"reps": 5, "weight": 30, "unit": "kg", "type": "working", "toFailure": true},
    {"reps": 5, "lowback:load": "bw-20kg", "lowback:completedAt": "2026-03-09T18:20:00+01:00"}]}],
  "lowback:pain": {"before": 0, "nextMorning": 3, "suddenOnset": true}, "lowback:symptoms": {"both-legs": false},
  "lowback:sleepHours": 7.5, "lowback:generalWarmUpMinutes": 8, "lowback:wokeAt": "2026-03-09T06:30:00+01:00",
  "lowback:id": "w1", "lowback:deload": true, "lowback:planned": false}]"""


def test_openweight() -> None:
    log = read_log(OPENWEIGHT)
    (session,) = log.history.sessions
    at = datetime.fromisoformat("2026-03-09T18:00:00+01:00")
    assert (session.start, session.end, session.id, session.deload, session.planned) == (
        at,
        datetime.fromisoformat("2026-03-09T19:00:00+01:00"),
        "w1",
        True,
        False,
    )
    assert session.pain == Pain(before=0, next_morning=3, sudden_onset=True)
    assert session.symptoms.answers == (("both-legs", False),)
    assert (session.sleep_hours, session.general_warmup_minutes) == (Decimal("7.5"), Decimal(8))
    first, second, third, fourth, plank = session.sets
    assert (first.exercise, first.load, first.kind) == ("Romanian Deadlift (dumbbell)", kg(24), "warm-up")
    assert (first.rest_after_s, first.target_reps) == (90, 5)
    assert (second.load, second.rpe) == (lb("71.65"), Decimal(8))
    assert (second.form, second.side) == ("lost", "left")
    assert third.kind == "failure"
    assert (fourth.load, fourth.kind) == (bodyweight(assisted=kg(20)), None)
    assert (plank.exercise, plank.seconds) == ("Plank", 45)


def test_openweight_comes_back_with_what_is_not_ours() -> None:
    log = read_log(OPENWEIGHT)
    text = write(log.history)
    assert read_log(text).history == log.history
    for foreign in ('"x:app": {"a": [1, 2.5]}', '"tempo": "3-1-2-0"', '"equipment": "dumbbell"', '"notes": "n"'):
        assert foreign in text


def test_the_object_form_of_a_file() -> None:
    log = read_log(
        '{"workouts": [], "lowback:lifter": {"level": "advanced", "backHistory": true, "bodyweightKg": 80.5},'
        ' "lowback:records": ["pain"], "lowback:days": [{"date": "2026-03-10", "sleepHours": 7, "pain": {"before": 3}}]}'
    )
    assert log.lifter is not None
    assert (str(log.lifter.level), log.lifter.back_history, log.lifter.bodyweight) == ("advanced", True, kg("80.5"))
    assert log.history.records == frozenset({"pain"})
    assert log.history.days[0].pain == Pain(before=3)


def test_openweight_problems_are_all_told_with_their_paths() -> None:
    text = """[{"date": "someday", "exercises": [{"exercise": {}, "sets": [{"reps": 5, "weight": 100}]},
      {"exercise": {"name": "Squat"}, "sets": []}, {"sets": [{"reps": -1}]}]},
      {"exercises": [{"exercise": {"name": "Squat"}, "sets": [{"reps": 2.5, "rpe": 11, "lowback:form": "good", "lowback:x": 1}]}],
       "lowback:pain": {"during": 11, "now": 1}, "lowback:symptoms": {"both_legs": true, "chest-pain": "no"}}, 3]"""
    with pytest.raises(LogError) as raised:
        read_log(text)
    assert {(problem.path, problem.message.split(";")[0]) for problem in raised.value.problems} == {
        ("$[0].date", '"someday" is no date-time such as 2024-01-15T09:30:00Z'),
        ("$[0].exercises[0].exercise.name", "is missing or empty"),
        ("$[0].exercises[0].sets[0].unit", "is missing"),
        ("$[0].exercises[1].sets", "is missing or empty"),
        ("$[0].exercises[2].exercise", "is missing"),
        ("$[0].exercises[2].sets[0].reps", "-1 is negative"),
        ("$[1].date", "is missing"),
        ("$[1].exercises[0].sets[0].reps", "2.5 is no whole number"),
        ("$[1].exercises[0].sets[0].rpe", "rpe: 11 is out of bounds"),
        ('$[1].exercises[0].sets[0]["lowback:form"]', "form: 'good' is none of kept, lost"),
        ('$[1].exercises[0].sets[0]["lowback:x"]', "is no field of this format"),
        ('$[1]["lowback:pain"]', "pain during: 11 is out of bounds"),
        ('$[1]["lowback:pain"].now', "is no field of this format"),
        ('$[1]["lowback:symptoms"].both_legs', "is no field of this format"),
        ('$[1]["lowback:symptoms"]["chest-pain"]', '"no" is no true or false'),
        ("$[2]", "3 is no object"),
    }


def test_a_file_of_any_kind_can_be_handed_over(tmp_path: Path) -> None:
    text = "2026-03-02 deadlift 3x5@100kg\n"
    path = tmp_path / "log.txt"
    path.write_text(text)
    history = read_log(text).history
    assert read_log(path).history == history
    assert read_log(str(path)).history == history
    assert read_log(text.encode()).history == history
    with path.open() as stream:
        assert read_log(stream).history == history
    with path.open("rb") as stream:
        assert read_log(stream).history == history
    assert read_log(text.strip()).history == history
    dated = tmp_path / "2026-03-export.csv"
    dated.write_text(text)
    assert read_log(str(dated)).history == history
    with pytest.raises(LogError, match=r"2026-03-export\.csv: there is no such file"):
        read_log("2026-03-export.csv")
    with pytest.raises(LogError, match="the log is empty"):
        read_log("")


def test_several_files_are_one_log() -> None:
    first, second = read_log("2026-03-02 squat 5@60kg"), read_log("2026-03-04 squat 5@60kg\nrubbish")
    both = joined([first, second])
    assert (len(both.history), len(both.problems)) == (2, 1)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for start in (b"", S1.encode(), HEVY.encode(), b"[{", b"2026-03-02 "):
        with suppress(LogError):
            read_log(start + data, unit="kg")


def test_dates_of_strong_that_a_spreadsheet_has_written() -> None:
    header = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,RPE\n"
    ambiguous = f"{header}5/6/2024 11:04,Pull,1h,Deadlift,1,100,5,0,0,\n"
    with pytest.raises(LogError, match="--dates day-first or --dates month-first"):
        read_log(ambiguous, unit="kg")
    (session,) = read_log(ambiguous, unit="kg", dates="month-first").history
    assert session.start == datetime(2024, 5, 6, 11, 4)
    decided = read_log(f"{ambiguous}18/6/2024 11:04,Pull,1h,Deadlift,1,100,5,0,0,\n", unit="kg")
    assert [session.day.month for session in decided.history] == [6, 6]


@pytest.mark.parametrize(
    "text",
    [
        S2 + f"{AT};W;Deadlift;1;100;kg;5;;;;0;;;1h\n{AT};W;Deadlift;2;16;stone;5;;;;0;;;1h\n",
        "Date,Exercise,Category,Weight,Weight Unit,Reps\n2024-03-04,Deadlift,Back,100,kgs,5\n2024-03-04,Deadlift,Back,16,stone,5\n",
    ],
)
def test_a_unit_that_is_not_known_is_never_taken_for_the_one_of_the_call(text: str) -> None:
    log = read_log(text, unit="kg")
    assert [entry.load for entry in log.history.sessions[0].sets] == [kg(100)]
    assert [(problem.line, problem.message) for problem in log.problems] == [
        (3, "unit: 'stone' is neither kg nor lb (row set aside)")
    ]


def test_every_row_that_was_not_read_is_counted_for_its_exercise() -> None:
    row = 'A,"7 Apr 2026, 06:00",,,{},,,0,normal,100,{},,,'
    log = read_log(
        hevy(*(row.format(*cells) for cells in (("Squat", 5), ("Squat", "x"), ("Plank", "x"), ("Squat", "y"))))
    )
    assert log.history.sessions[0].unread == ("Squat", "Squat", "Plank")


def test_cells_that_a_spreadsheet_cut_off_a_row_are_blank() -> None:
    row = 'A,"7 Apr 2026, 06:00",,,Squat,,,0,normal,100,5'
    log = read_log(hevy(f"{row},,,8", row, row[:-2], f"{row},,,8,"))
    assert [(entry.reps, entry.rpe) for entry in log.history.sessions[0].sets] == [(5, 8), (5, None), (5, 8)]
    assert log.set_aside == {"unreadable": 1}
    assert [(problem.line, problem.message) for problem in log.problems] == [
        (4, "10 cells where the header has 14 (row set aside)"),
        (None, "1 row has fewer cells than the header; those at the end are read as blank"),
    ]


_NOTE_OF_LINES = st.lists(st.sampled_from(["a", "", "\n", "\r\n", "\r", '""', ",", "\u2028", "\x1c"]), max_size=5).map(
    "".join
)


@given(
    notes=st.lists(st.tuples(_NOTE_OF_LINES, st.sampled_from(["5", "x"])), min_size=1, max_size=9),
    times=st.integers(1, 60),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_a_problem_names_the_line_on_which_its_row_begins(notes: list[tuple[str, str]], times: int, end: str) -> None:
    rows = [f'A,"7 Apr 2026, 06:00",,"{note}",Squat,,,0,normal,100,{reps},,,' for note, reps in notes * times]
    text = HEVY.format(unit="kg", far="km").rstrip("\n") + end + end.join(rows)
    reader = csv.reader(io.StringIO(text, newline=""))
    begins = [next(reader) and reader.line_num + 1, *[reader.line_num + 1 for _ in reader]]
    wrong = [begin for begin, (_, reps) in zip(begins, notes * times, strict=False) if reps == "x"]
    if len(wrong) == len(rows):
        return
    assert [problem.line for problem in read_log(text).problems] == wrong


def test_a_quote_that_is_not_closed_takes_no_row_in_silence() -> None:
    header = "Date,Exercise Name,Set Order,Weight,Reps,Notes\n"
    row = "2024-06-18 11:04:00,Squat,1,100,5,{}\n"
    later = row.replace("18", "19").format("")
    for stray in ('"bad', '"bad\n'):
        # Up to the end of the file, and up to another one like it.
        for text, kept in ((later * 3, 1), (later * 3 + row.format(stray[:4]) + later, 2)):
            whole = header + row.format("") + row.format(stray) + text
            log = read_log(whole, unit="kg")
            lines = whole.count("\n") - 1 - kept
            assert (log.sets, log.set_aside) == (kept, {"unreadable": lines})
            assert f"line 3: a quote is not closed here; it takes in what follows, to line {lines + 2}" in str(
                log.problems[0]
            )
    note = '"one, two, three, four, five, six,\nseven, eight, nine, ten, eleven, twelve\n2024-06-17 was bad"'
    assert not read_log(header + row.format(note), unit="kg").problems


def test_a_second_column_of_the_same_is_not_dropped_in_silence() -> None:
    log = read_log(
        "start_time,exercise_title,set_type,weight_kg,reps,weight_lbs\n2024-06-18 11:04,Squat,normal,100,5,220\n"
    )
    assert log.history.sessions[0].sets[0].load == kg(100)
    assert [str(problem) for problem in log.problems] == [
        "line 1, weight_lbs: 'weight_kg' is read for it; this column is not read"
    ]


def test_a_header_with_accents_put_together_otherwise() -> None:
    text = "Datum,Name der U\u0308bung,Reihenfolge festlegen,Gewicht,Wiederh.\n2025-08-01 09:46:00,Squat,1,100,5\n"
    assert read_log(text, unit="kg").sets == 1


def test_a_table_that_a_spreadsheet_has_written() -> None:
    """Semicolons, decimal commas, empty cells at the end; a comma that may be that of thousands is never read."""
    header = "Date;Workout Name;Exercise Name;Set Order;Weight (kg);Reps;RPE\n"
    start = "18.06.2024 11:04;Pull;Deadlift;1;"
    log = read_log(f"{header}{start}102,5;5,0;7,5;;\n{start}6,80388555;5;\n{start}1,025;5;\n")
    assert log.history.sessions[0].sets == (
        SetLog("Deadlift", kg("102.5"), 5, rpe=Decimal("7.5")),
        SetLog("Deadlift", kg("6.80388555"), 5),
    )
    assert [(problem.line, problem.column) for problem in log.problems] == [(4, "Weight (kg)")]


@pytest.mark.parametrize(
    ("weight", "load"), [("102,5", kg("102.5")), ("1,025", None), ("61,234", None), ("1,2,5", None)]
)
def test_a_decimal_comma_between_quotes(weight: str, load: object) -> None:
    log = read_log(hevy(f'Pull,"9 Apr 2026, 17:18",,,Deadlift,,,0,normal,"{weight}",5,,,'))
    assert [entry.load for entry in log.history.sessions[0].sets] == ([] if load is None else [load])


def test_a_column_that_is_called_as_the_field_is_named_once() -> None:
    log = read_log(
        hevy(
            'Pull,"9 Apr 2026, 17:18",,,Deadlift,,,0,normal,100,-3,,,',
            'Pull,"9 Apr 2026, 17:18",,,Deadlift,,,1,normal,99999,5,,,',
        )
    )
    assert [(problem.column, str(problem)) for problem in log.problems] == [
        ("reps", "line 2, reps: -3 is out of bounds; it must be 0 or more (row set aside)"),
        ("weight_kg", "line 3, weight_kg: load: 99999 kg is beyond 10000 kg; is it a typing error? (row set aside)"),
    ]


def test_what_the_caller_says_in_vain_is_told() -> None:
    told = [
        "--unit lb is not used where the file has a unit of its own, as here kg",
        "--start is not used: it is for plans, and this is a log",
        "--max is not used: it is for plans, and this is a log",
        "--timezone is not used: the times of this file are local ones",
    ]
    row = 'Pull,"9 Apr 2026, 17:18",,,Deadlift,,,0,normal,100,5,,,'
    log = read_log(hevy(row), unit="lb", start=date(2026, 4, 9), maxima={"deadlift": kg(180)}, timezone="Asia/Tokyo")
    assert [problem.message for problem in log.problems] == told
    mixed = S2 + f"{AT};W;Deadlift;1;100;kg;5;;;;0;;;1h\n{AT};W;Deadlift;2;225;;5;;;;0;;;1h\n"
    log = read_log(mixed, unit="lb")
    assert [entry.load for entry in log.history.sessions[0].sets] == [kg(100), lb(225)]
    assert [problem.message for problem in log.problems] == told[:1]
    assert not read_log(hevy(row), unit="kg").problems
