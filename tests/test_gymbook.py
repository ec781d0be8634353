"""GymBook: three languages, a clock for each set, sets that were skipped, workouts across midnight."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowback_rules import LogError, Session, SetLog, bodyweight, kg, lb, read_log

ITALIAN = (
    "Data,Programma,Orario,Esercizio,Set / Set di riscaldamento / Set di defaticamento,Ripetizioni / Tempo,"
    "Peso / Distanza,Appunti,Saltato\n"
)
ENGLISH = (
    "Date,Workout,Time,Exercise,Set / Warm-up Set / Cool-down Set,Repetitions / Time,Weight / Distance,Notes,Skipped\n"
)
GERMAN = (
    "Datum;Training;Zeit;Übung;Satz / Aufwärmsatz / Abkühlungssatz;Wiederholungen / Zeit;Gewicht / Strecke;Notizen;"
    "Ausgelassen\n"
)
AT = datetime(2025, 1, 13, 18, 30)


def rows(
    *clocks: str, day: str = "13/01/25", name: str = "Gambe", note: str = "", cells: str = "Set,5 ripetizioni"
) -> str:
    """Rows of a file, each at a clock; one that begins with "!" was skipped."""
    return "".join(
        [
            f'{day},{name},{clock.strip("!")},Stacchi,{cells},"100,00 kg",{note},{"Si" if "!" in clock else "No"}\n'
            for clock in clocks
        ]
    )


def spans(text: str) -> list[tuple[str, str | None, int]]:
    """Start, end and number of sets of each workout."""
    return [
        (f"{session.start:%d %H:%M}", f"{session.end:%d %H:%M}" if session.end else None, len(session.sets))
        for session in read_log(text).history
    ]


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        (ITALIAN, 'Stacchi,Set,12 ripetizioni,"20,00 kg",,No', SetLog("Stacchi", kg(20), 12, completed_at=AT)),
        (ITALIAN, 'Stacchi,Set,1 ripetizione,"120,50 kg",,', SetLog("Stacchi", kg("120.5"), 1, completed_at=AT)),
        (
            ITALIAN,
            'Stacchi,Set di riscaldamento,8 ripetizioni,"20,00 kg",,No',
            SetLog("Stacchi", kg(20), 8, kind="warm-up", completed_at=AT),
        ),
        (
            ITALIAN,
            'Stacchi,Set di defaticamento,8 ripetizioni,"20,00 kg",,No',
            SetLog("Stacchi", kg(20), 8, completed_at=AT),
        ),
        (ITALIAN, 'Planks,Set,60 secondi,"0,00 kg",,Si', SetLog("Planks", seconds=60, completed=False)),
        (
            ITALIAN,
            'Tapis Roulant,Set,6 minuti,"0,55 km",,No',
            SetLog("Tapis Roulant", seconds=360, distance_m=550, completed_at=AT),
        ),
        (
            ITALIAN,
            'Bici,Set,1 ora,"1.234,50 m",,No',
            SetLog("Bici", seconds=3600, distance_m=Decimal("1234.5"), completed_at=AT),
        ),
        (
            ITALIAN,
            'Trazioni,Set,8 ripetizioni,"-20,00 kg",,No',
            SetLog("Trazioni", bodyweight(assisted=kg(20)), 8, completed_at=AT),
        ),
        (ENGLISH, "Deadlift,Set,5 reps,225.00 lbs,,No", SetLog("Deadlift", lb(225), 5, completed_at=AT)),
        (
            ENGLISH,
            "Deadlift,Warm-up Set,5 repetitions,135 lb,,Yes",
            SetLog("Deadlift", lb(135), 5, kind="warm-up", completed=False),
        ),
        (ENGLISH, "Plank,Cool-down Set,45 seconds,0.00 kg,,No", SetLog("Plank", seconds=45, completed_at=AT)),
        (
            GERMAN,
            "Kreuzheben;Aufwärmsatz;8 Wiederholungen;60,00 kg;;Nein",
            SetLog("Kreuzheben", kg(60), 8, kind="warm-up", completed_at=AT),
        ),
        (GERMAN, "Planke;Satz;2 Minuten;0,00 kg;;Ja", SetLog("Planke", seconds=120, completed=False)),
        (GERMAN, "Kreuzheben;Abkühlungssatz;8 Wdh.;60,00 kg;;Nein", SetLog("Kreuzheben", kg(60), 8, completed_at=AT)),
    ],
)
def test_a_row_is_a_set(header: str, row: str, expected: SetLog) -> None:
    mark = ";" if header == GERMAN else ","
    log = read_log(header + mark.join(["13/01/25", "A", "18:30", row]) + "\n")
    assert log.format == "gymbook"
    assert log.history.sessions[0].sets == (expected,)


@pytest.mark.parametrize(
    "cells",
    [
        'Set,5 volte,"60,00 kg",,No',
        'Set,5,"60,00 kg",,No',
        'Set,"5,5 ripetizioni","60,00 kg",,No',
        'Set,5 ripetizioni,"60,00 pietre",,No',
        'Set,5 ripetizioni,"60,00 kg",,Forse',
        'Set gigante,5 ripetizioni,"60,00 kg",,No',
    ],
)
def test_a_word_that_is_not_known_is_told_with_its_line(cells: str) -> None:
    log = read_log(f"{ITALIAN}{rows('18:30')}13/01/25,Gambe,18:33,Stacchi,{cells}\n")
    assert (log.rows, log.sets, dict(log.set_aside), log.problems[0].line) == (2, 1, {"unreadable": 1}, 3)


@pytest.mark.parametrize(
    ("clock", "expected"),
    [("7:05", 7), ("07.05", 7), ("7:05 PM", 19), ("12:05 a.m.", 0), ("12:05 PM", 12), ("19:05:59", 19)],
)
def test_clocks(clock: str, expected: int) -> None:
    start = read_log(ITALIAN + rows(clock)).history.sessions[0].start
    assert start == datetime(2025, 1, 13, expected, 5)


@pytest.mark.parametrize("clock", ["", "25:00", "18:61", "13:00 PM", "0:00 AM", "sera"])
def test_a_workout_of_which_no_clock_is_read_keeps_its_day(clock: str) -> None:
    log = read_log(ITALIAN + rows(clock))
    assert list(log.history) == [Session(date(2025, 1, 13), unread=["Stacchi"], notes=None, name=None)]
    assert dict(log.set_aside) == {"unreadable": 1}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (rows("18:30", "18:33"), [("13 18:30", "13 18:33", 2)]),
        # One clock says nothing of the end, nor does that of a set that was skipped.
        (rows("18:30", "18:30"), [("13 18:30", None, 2)]),
        (rows("18:30", "18:33", "!18:40"), [("13 18:30", "13 18:33", 3)]),
        (rows("!18:30", "!18:33"), [("13 18:30", None, 2)]),
        # Across midnight, with the date of the first set or that of each.
        (rows("23:50", "00:05", "00:10"), [("13 23:50", "14 00:10", 3)]),
        (rows("23:50") + rows("00:05", day="14/01/25"), [("13 23:50", "14 00:05", 2)]),
        (rows("00:05", day="14/01/25") + rows("23:50"), [("13 23:50", "14 00:05", 2)]),
        # Two of one routine on a day, and on the day after it.
        (rows("08:00", "08:30", "18:30"), [("13 08:00", "13 08:30", 2), ("13 18:30", None, 1)]),
        (rows("22:30") + rows("08:00", day="14/01/25"), [("13 22:30", None, 1), ("14 08:00", None, 1)]),
        # An hour's pause divides nothing; another routine does.
        (rows("11:06", "12:05"), [("13 11:06", "13 12:05", 2)]),
        (rows("11:06") + rows("11:20", name="Braccia"), [("13 11:06", None, 1), ("13 11:20", None, 1)]),
        # The order of the file is kept where sets of two exercises take turns.
        (rows("18:30", "18:36", "18:33"), [("13 18:30", "13 18:36", 3)]),
    ],
)
def test_what_is_one_workout(text: str, expected: list[tuple[str, str | None, int]]) -> None:
    assert spans(ITALIAN + text) == expected


def test_a_note_goes_with_the_workout_that_it_stands_in() -> None:
    text = ITALIAN + rows("08:00", note="lowback: pain 1 during") + rows("18:30", note="lowback: pain 2 during")
    text += rows("23:50", day="20/01/25", note="lowback: pain 3 during") + rows(
        "00:05", day="21/01/25", note="lowback: pain 4 after"
    )
    pains = [(session.pain.during, session.pain.after) for session in read_log(text).history]
    assert pains == [(1, None), (2, None), (3, 4)]


def test_the_order_of_day_and_month_is_that_of_the_whole_file() -> None:
    open_to_both = ITALIAN + rows("18:30", day="03/04/25")
    with pytest.raises(LogError, match="'03/04/25' may have the day or the month first"):
        read_log(open_to_both)
    assert read_log(open_to_both, dates="month-first").history.sessions[0].day == date(2025, 3, 4)
    assert read_log(open_to_both + rows("18:30", day="21/04/25")).history.sessions[0].day == date(2025, 4, 3)
    log = read_log(open_to_both + rows("18:30", day="21/04/25") + rows("18:30", day="04/21/25"), dates="day-first")
    assert (log.sets, dict(log.set_aside), log.problems[0].line) == (2, {"unreadable": 1}, 4)


BEGIN = datetime(2025, 1, 13)


@given(st.integers(0, 1439), st.lists(st.integers(0, 60), min_size=1, max_size=12), st.booleans())
def test_a_workout_is_one_whenever_it_begins(first: int, pauses: list[int], dated: bool) -> None:
    moments = [BEGIN + timedelta(minutes=first)]
    for pause in pauses:
        moments.append(moments[-1] + timedelta(minutes=pause))
    text = ITALIAN + "".join([rows(f"{at:%H:%M}", day=f"{at if dated else BEGIN:%d/%m/%y}") for at in moments])
    (session,) = read_log(text).history
    assert [entry.completed_at for entry in session.sets] == moments
    assert session.end == (moments[-1] if moments[-1] > moments[0] else None)


@pytest.mark.parametrize(
    ("weight", "load"),
    [
        ("1,025 lbs", None),
        ("1.025 kg", None),
        ("1,025.00 lbs", lb(1025)),
        ("0,500 kg", kg("0.5")),
        ("82,5 kg", kg("82.5")),
    ],
)
def test_three_digits_after_one_mark_may_be_thousands_and_are_not_read(weight: str, load: object) -> None:
    log = read_log(f'{ITALIAN}13/01/25,G,18:30,Stacchi,Set,5 ripetizioni,"{weight}",,No\n')
    assert [entry.load for entry in log.history.sessions[0].sets] == ([] if load is None else [load])
    if load is None:
        assert str(log.problems[0]).endswith(f"load: '{weight}' may be thousands or a fraction (row set aside)")
