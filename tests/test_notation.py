"""The plain notation: what it reads, and what it says of what it does not."""

from contextlib import suppress
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowback_rules import LogError, Pain, Session, SetLog, bodyweight, kg, lb


def test_the_five_lines_of_the_definition() -> None:
    first = Session.parse(
        "2026-03-09 18:00-19:10 deadlift 5@60kg w, 3@80kg w, 3x5@100kg rpe 8 rest 180s; plank 3x45s; "
        "pain 0 before, 2 during, 4 morning"
    )
    assert first.start == datetime(2026, 3, 9, 18)
    assert first.end == datetime(2026, 3, 9, 19, 10)
    assert first.sets[0] == SetLog("deadlift", kg(60), 5, kind="warm-up")
    assert first.sets[2:5] == (SetLog("deadlift", kg(100), 5, rpe=8, rest_after_s=180),) * 3
    assert first.sets[5:] == (SetLog("plank", seconds=45),) * 3
    assert first.pain == Pain(before=0, during=2, next_morning=4)

    second = Session.parse('2026-03-11 bench press 8@135lb w, 3x8@185lb rir 2; "45 degree back extension" 3x12@bw+10kg')
    assert second.date_only
    assert second.sets[1] == SetLog("bench press", lb(185), 8, rpe=8)
    assert second.sets[-1] == SetLog("45 degree back extension", bodyweight(kg(10)), 12)

    third = Session.parse(
        "2026-03-13 07:15 deadlift 1@140kg rpe 10 lost, 0@150kg fail; symptoms both-legs=no, one-leg-pain-or-tingling=yes"
    )
    assert third.sets == (
        SetLog("deadlift", kg(140), 1, rpe=10, form="lost"),
        SetLog("deadlift", kg(150), 0, kind="failure"),
    )
    assert third.symptoms.answers == (("both-legs", False), ("one-leg-pain-or-tingling", True))

    fourth = Session.parse(
        "2026-03-16 planned; deload; romanian deadlift 3x8@60kg; suitcase carry 2x40m@24kg; side plank 2x30s"
    )
    assert fourth.planned
    assert fourth.deload
    assert fourth.sets[3] == SetLog("suitcase carry", kg(24), distance_m=40)

    fifth = Session.parse(
        "2026-03-18 18:30 squat 5@40kg w, 3x5@82.5kg; pull-up 3x8@bw, 6@bw-20kg; woke 06:30; sleep 7.5h; warm-up 8min"
    )
    assert fifth.sets[-1] == SetLog("pull-up", bodyweight(assisted=kg(20)), 6)
    assert fifth.woke_at == datetime(2026, 3, 18, 6, 30)
    assert (fifth.sleep_hours, fifth.general_warmup_minutes) == (Decimal("7.5"), Decimal(8))


def test_case_signs_comments_and_offsets() -> None:
    loud = Session.parse("2026-03-09 18:00Z DEADLIFT 3×5@100KG RPE 8 REST 3MIN; PAIN SUDDEN # a comment; pain 3 after")
    assert loud.start == datetime(2026, 3, 9, 18, tzinfo=UTC)
    assert loud.sets[0] == SetLog("DEADLIFT", kg(100), 5, rpe=8, rest_after_s=180)
    assert loud.pain == Pain(sudden_onset=True)
    assert Session.parse("2026-03-09 23:30-00:40 squat 5@60kg").end == datetime(2026, 3, 10, 0, 40)
    assert Session.parse('2026-03-09 "squat # 2; slow" 5@60kg').sets[0].exercise == "squat # 2; slow"


WRONG = {
    "deadlift 3x5@100kg": "column 1: 'deadlift' is no date; a session starts as 2026-03-09 or 2026-03-09 18:00-19:10",
    "2026-02-30 squat 5@60kg": "column 1: '2026-02-30' is no date and time of the calendar",
    "2026-03-09 25:00 squat 5@60kg": "column 1: '2026-03-09 25:00' is no date and time of the calendar",
    "2026-03-09": "column 11: nothing follows the date; write an exercise: deadlift 3x5@100kg",
    "2026-03-09 squat": "column 12: 'squat' has no sets; write squat 3x5@100kg",
    "2026-03-09 squat 60kgx5": "column 18: '60kgx5' is not read, as it could be load x reps or sets x reps; write 5@60kg",
    "2026-03-09 squat 100x5": "column 18: '100x5' is not read, as it could be load x reps or sets x reps; write 5@100kg",
    "2026-03-09 squat 3x5@100": "column 22: '100' has no unit; write 100kg or 100lb",
    "2026-03-09 squat 3x5@-5kg": "column 22: '-5kg' is no load; write 100kg, 225lb, bw, bw+10kg or bw-20kg",
    "2026-03-09 squat 5@60kg rpe 11": "column 25: rpe '11' is out of bounds; it must be 0 to 10, as rpe 2",
    "2026-03-09 squat 5@60kg rpe": "column 25: rpe '' is out of bounds; it must be 0 to 10, as rpe 2",
    "2026-03-09 squat 5@60kg w drop": "column 27: 'drop' contradicts or repeats an earlier mark of this set",
    "2026-03-09 squat 5@60kg hard": "column 25: 'hard' is no mark; known are w, work, drop, fail, missed, lost, kept, left, "
    "right, rpe 8, rir 2, target 5, rest 90s (a comma starts the next set)",
    "2026-03-09 3x5@100kg": "column 12: '3x5@100kg' is no exercise; a name starts with a letter, or stands in quotes",
    "2026-03-09 pain 11 during": "column 17: pain during: 11 is out of bounds; it must be 0 to 10",
    "2026-03-09 pain 2.5 during": "column 17: '2.5 during' is no pain entry; write 2 before, 2 during, 2 after, 2 morning or sudden",
    "2026-03-09 pain 2 during, 3 during": "column 27: pain during is given twice",
    "2026-03-09 symptoms both-legs": "column 21: 'both-legs' is no answer; write both-legs=yes or both-legs=no",
    '2026-03-09 "squat 5@60kg': "column 12: the quote is not closed",
    "2026-03-09 woke 06:30": "column 12: woke needs a session with a time; write 2026-03-09 18:00 instead of 2026-03-09",
    "2026-03-09 squat 5@20000kg": "column 20: load: 20000 kg is beyond 10000 kg; is it a typing error?",
    "2026-03-09 deload; pain 3 after; pain 4 after": "pain after is given twice for 2026-03-09: 3 and 4",
}


@pytest.mark.parametrize(("line", "words"), WRONG.items(), ids=list(WRONG))
def test_what_is_wrong_is_pointed_at(line: str, words: str) -> None:
    with pytest.raises(LogError) as raised:
        Session.parse(line)
    assert str(raised.value) == words


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    for line in (text, f"2026-03-09 {text}", f"2026-03-09 squat {text}"):
        with suppress(LogError):
            Session.parse(line)


@given(st.integers(1, 20), st.integers(0, 30), st.integers(0, 9999).map(lambda value: Decimal(value) / 4))
def test_sets_reps_and_loads_come_back(sets: int, reps: int, load: Decimal) -> None:
    session = Session.parse(f"2026-03-09 squat {sets}x{reps}@{load}kg")
    assert session.sets == (SetLog("squat", kg(load), reps),) * sets
