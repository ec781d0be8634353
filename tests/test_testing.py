"""lowback_rules.testing: what it draws is valid, what it prints can be pasted, and the cases near a rule are worth it."""

import os
import subprocess
import sys
from collections import Counter
from typing import Any

import pytest
from attrs import evolve, fields
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from lowback_rules import DayLog, History, Level, Lifter, Load, Pain, Session, SetLog, Symptoms, check_log, kg
from lowback_rules.catalogue import rules
from lowback_rules.rule import Rule, fires, quiet, unsure
from lowback_rules.testing import (
    LAWS,
    Case,
    as_example,
    judge,
    near,
    of_example,
    programmes,
    sessions,
    training_logs,
)
from lowback_rules.writers import plain

BY_ID = {rule.id: rule for rule in rules()}


@pytest.mark.parametrize("kind", [DayLog, History, Level, Lifter, Load, Pain, Session, SetLog, Symptoms])
@given(st.data())
def test_from_type_just_works(kind: type, data: st.DataObject) -> None:
    assert isinstance(data.draw(st.from_type(kind)), kind)


def test_hypothesis_alone_registers_the_strategies() -> None:
    code = (
        "import sys; from hypothesis import strategies as st; from lowback_rules import Session; "
        "assert 'lowback_rules.testing' not in sys.modules; "
        "strategy = st.from_type(Session); strategy.validate(); print('lowback_rules.testing' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"


def test_without_hypothesis_the_message_names_the_extra(tmp_path: Any) -> None:
    (tmp_path / "hypothesis.py").write_text("raise ImportError('not here')")
    done = subprocess.run(
        [sys.executable, "-c", "import lowback_rules.testing"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])},
    )
    assert "ImportError: lowback_rules.testing needs hypothesis: pip install 'lowback-rules[testing]'" in done.stderr


@given(sessions())
def test_a_session_in_the_plain_notation_reads_back_but_for_what_the_comment_names(session: Session) -> None:
    line, _, unsaid = plain(session).partition(" # not said: ")
    if not session.sets and unsaid == "that there are no sets":
        return
    read = Session.parse(plain(session))
    named = set(unsaid.split(", "))
    for each in fields(Session):
        same = getattr(read, each.name) == getattr(session, each.name)
        if each.name == "sets" and len(read.sets) == len(session.sets):
            pairs = list(zip(read.sets, session.sets, strict=True))
            for part in fields(SetLog):
                equal = all(getattr(one, part.name) == getattr(two, part.name) for one, two in pairs)
                assert equal is (part.name not in named), part.name
        else:
            assert same is (each.name not in named), each.name
    assert Session.parse(line) == read


@pytest.mark.parametrize(
    "line",
    [
        "2026-03-09 deadlift 5@60kg w, 3@80kg w, 3x5@100kg rpe 8 rest 180s; plank 3x45s; pain 0 before, 2 during, 4 morning",
        "2026-03-09 18:00:30-19:10 squat 5@61.2349699500kg work, 0@150kg fail missed lost left target 5",
        '2026-03-11 22:00-00:10+05:30 "45 degree back extension" 3x12@bw+10kg; pull-up 6@bw-20kg, 6@bw',
        "2026-03-13 07:15 suitcase carry 2x40.5m@24kg; pain 3 after, sudden; symptoms both-legs=no, chest-pain=yes",
        "2026-03-18 18:30 squat 5@40kg; planned; deload; sleep 7.5h; warm-up 8min; woke 06:30; session rpe 7",
        '2026-03-18 "pain gun" 5@1kg; "row #2; wide" 5@1kg',
    ],
)
def test_a_line_of_the_notation_is_written_as_it_was_read(line: str) -> None:
    session = Session.parse(line)
    assert plain(session) == line.replace("9500kg", "95kg")
    assert Session.parse(plain(session)) == session


@given(st.data())
def test_a_case_is_printed_as_an_example_that_can_be_pasted(data: st.DataObject) -> None:
    rule = data.draw(st.sampled_from(rules()))
    case = data.draw(near(rule))
    text = as_example(rule, case)
    pasted = eval(text, {"fires": fires, "quiet": quiet, "unsure": unsure, "Level": Level, "Lifter": Lifter, "kg": kg})
    if "not said" not in text and "# beside it" not in text and all(session.sets for session in case.past):
        past = tuple(sorted(case.past, key=lambda session: session.starts_at))
        assert of_example(pasted) == evolve(case, past=past, lifter=pasted.who)
        assert judge(rule, of_example(pasted)).status == judge(rule, case).status


def test_a_broken_law_says_which_and_shows_the_log() -> None:
    rule = BY_ID["load.step_jump"]
    wrong = evolve(rule, reads=rule.reads - {"load"}, uses=())
    law = next(law for law in LAWS if str(law) == "reads_what_it_says")
    with pytest.raises(AssertionError) as raised:
        law.hold(wrong, settings(max_examples=300, database=None, phases=[Phase.generate]))
    note = raised.value.__notes__[0]
    assert note.startswith(
        "load.step_jump breaks the law reads_what_it_says: "
        "Fields outside `reads`, and outside those of the definitions that it uses, do not matter.\n"
    )
    assert 'is that right?"' in note
    assert "which reads= does not name, changes what is said" in str(raised.value)


@pytest.mark.parametrize("rule", rules(), ids=str)
def test_cases_near_a_rule_reach_all_three_statuses(rule: Rule) -> None:
    reached: Counter[str] = Counter()

    @settings(max_examples=200, derandomize=True, database=None, deadline=None, phases=[Phase.generate])
    @given(near(rule))
    def look(case: Case) -> None:
        reached[judge(rule, case).status] += 1

    look()
    assert set(reached) == {"fired", "clear", "not-assessed"}, reached


@given(programmes())
def test_a_programme_is_a_log_in_order_of_which_each_session_can_be_judged(programme: Any) -> None:
    log = programme.sessions()
    assert [session.start for session in log] == sorted(session.start for session in log)
    assert len(History(log)) == len(log) >= 1


def test_what_befalls_programmes_is_what_rules_are_about() -> None:
    """A layoff, a jump, a habit that ends, an episode of pain."""
    found: Counter[str] = Counter()

    @settings(max_examples=60, derandomize=True, database=None, deadline=None, phases=[Phase.generate])
    @given(training_logs())
    def look(log: tuple[Session, ...]) -> None:
        found.update({finding.rule for report in check_log(log) for finding in report})

    look()
    assert {
        "load.layoff_return",
        "load.step_jump",
        "warmup.ramp_sets",
        "core.weekly_days",
        "pain.intensity_zone",
        "pain.trained_through",
    } <= set(found), found
