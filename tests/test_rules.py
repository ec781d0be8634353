"""The rules against their own examples, and against what was wrong once."""

from datetime import datetime, timedelta

import pytest

from lowback_rules import Care, History, Policy, Session, SetLog, Severity, check_session, explain, kg
from lowback_rules.catalogue import rules
from lowback_rules.rule import Rule
from lowback_rules.sources import sources
from lowback_rules.testing import judge, of_example
from lowback_rules.verdict import Outcome

by_id = {rule.id: rule for rule in rules()}


def judged(rule_id: str, log: str, *, level: str = "novice", back_history: bool = False) -> Outcome:
    """The outcome of a rule for the last session of a log in the plain notation."""
    sessions = [Session.parse(line) for line in log.strip().splitlines()]
    enabled: dict[str, dict[str, object]] = {} if by_id[rule_id].enabled else {rule_id: {"enabled": True}}
    policy = Policy(level=level, back_history=back_history, rules=enabled)
    report = check_session(sessions[-1], History(sessions[:-1]), policy=policy)
    return next(outcome for outcome in report.outcomes if outcome.rule == rule_id)


# What drawn logs have shown to be wrong once: (rule, log, records, status, severity or None).
ONCE_WRONG = [
    # A hard set is no ramp step, with or without a load.
    ("warmup.ramp_sets", "2026-03-09 deadlift 6@50kg w, 6 w rpe 9, 6@100kg rpe 9", ["warm-ups"], "fired", "caution"),
    # An e1RM of 320/3 kg, and exactly 90 % of it.
    (
        "warmup.ramp_sets",
        "2026-01-10 deadlift 9@80kg rpe 9\n2026-03-25 deadlift 8@72kg w, 8@96kg",
        ["warm-ups"],
        "fired",
        "warning",
    ),
    # Easy sets and warm-ups of an unknown exercise make no hard session.
    (
        "rest.min_gap",
        "2026-03-08 18:00-19:00 zorb 3x5@60kg rpe 6\n2026-03-09 18:00 deadlift 5@60kg",
        None,
        "clear",
        None,
    ),
    ("rest.min_gap", "2026-03-08 18:00-19:00 zorb 3x5@60kg w\n2026-03-09 18:00 deadlift 5@60kg", None, "clear", None),
    (
        "rest.min_gap",
        "2026-03-08 18:00-19:00 zorb 3x5@60kg\n2026-03-09 18:00 deadlift 5@60kg",
        None,
        "not-assessed",
        None,
    ),
    # A signal after a session at 0 kg has nothing to compare with.
    (
        "pain.trained_through",
        "2026-03-24 front squat 8@0kg; pain 0 before, 0 during, 7 after, 0 morning\n2026-03-25 romanian deadlift 3@70kg",
        None,
        "not-assessed",
        None,
    ),
]


@pytest.mark.parametrize(("rule_id", "log", "records", "status", "severity"), ONCE_WRONG)
def test_what_was_wrong_once(
    rule_id: str, log: str, records: list[str] | None, status: str, severity: str | None
) -> None:
    sessions = [Session.parse(line) for line in log.splitlines()]
    report = check_session(sessions[-1], History(sessions[:-1], records=records))
    outcome = next(outcome for outcome in report.outcomes if outcome.rule == rule_id)
    assert outcome.status == status
    assert [str(finding.severity) for finding in outcome.findings] == ([] if severity is None else [severity])


def test_an_earlier_session_may_have_a_later_date_in_its_own_zone() -> None:
    for rule in rules():
        outcome = judged(
            rule.id,
            "2026-01-05 18:00+00:00 deadlift 3x5@100kg; plank 3x45s; pain 1 during\n"
            "2026-02-02 18:00+00:00 deadlift 3x5@100kg; plank 3x45s; pain 1 during\n"
            "2026-03-03 08:00+09:00 deadlift 3x5@100kg rpe 8; plank 3x45s; pain 7 during\n"
            "2026-03-02 19:00-20:00-05:00 deadlift 3x5@100kg rpe 8; plank 3x45s; pain 7 during",
        )
        assert outcome.rule == rule.id
    gap = judged(
        "rest.min_gap",
        "2026-03-03 08:00-09:00+09:00 deadlift 3x5@100kg rpe 8\n2026-03-02 19:00-20:00-05:00 deadlift 3x5@100kg rpe 8",
    )
    assert [str(finding.severity) for finding in gap.findings] == ["warning"]


def test_more_work_with_a_sister_lift_never_makes_the_ramp_shorter() -> None:
    for sumo in ("6@75kg rpe 9", "6@75kg rpe 9, 6@95kg rpe 9"):
        outcome = judged(
            "warmup.ramp_sets",
            f"2026-03-09 deadlift 6@50kg w, 6@92kg w; sumo deadlift {sumo}; deadlift 1@100kg rpe 10",
        )
        assert "deadlift" not in [finding.subject for finding in outcome.findings]


def test_red_flags_with_every_answer_no_are_clear_and_say_nothing() -> None:
    from lowback_rules.model import SYMPTOM_CARE

    answers = ", ".join(f"{symptom}=no" for symptom in SYMPTOM_CARE)
    assert (
        judged("pain.red_flags", f"2026-03-02 deadlift 3x5@100kg; pain 3 after; symptoms {answers}").status == "clear"
    )


@pytest.mark.parametrize("kilograms", range(20, 301, 5))
def test_ten_percent_exactly_is_allowed_at_every_load(kilograms: int) -> None:
    log = f"2026-03-02 deadlift 3x5@{kilograms}kg\n2026-03-09 deadlift 3x5@{kilograms * 11 / 10}kg"
    assert judged("load.step_jump", log).status == "clear"
    more = f"2026-03-02 deadlift 3x5@{kilograms}kg\n2026-03-09 deadlift 3x5@{kilograms * 11 / 10 + 0.0001}kg"
    assert judged("load.step_jump", more).status == ("fired" if kilograms >= 50 else "clear")


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_sources_that_a_rule_cites_are_known(rule: Rule) -> None:
    assert rule.evidence.sources
    assert set(rule.evidence.sources) <= set(sources())


def test_levels_and_back_history_choose_the_stricter() -> None:
    log = "2026-03-02 17:00-18:00 deadlift 3x5@100kg rpe 8\n2026-03-04 08:00 deadlift 3x5@90kg rpe 8"
    assert judged("rest.min_gap", log, level="advanced").status == "clear"
    assert judged("rest.min_gap", log, level="novice").status == "fired"
    assert judged("rest.min_gap", log, level="advanced", back_history=True).status == "fired"


def test_red_flags_hide_all_advice() -> None:
    past = [Session.parse("2026-02-09 deadlift 5@100kg")]
    jump = Session.parse("2026-02-16 deadlift 5@140kg")
    flagged = Session.parse("2026-02-16 deadlift 5@140kg; symptoms chest-pain=yes")
    assert [finding.rule for finding in check_session(jump, past)] == ["load.step_jump"]
    report = check_session(flagged, past)
    hidden = {finding.rule: finding.hidden_by for outcome in report.outcomes for finding in outcome.findings}
    assert hidden == {"pain.red_flags": None, "load.step_jump": "pain.red_flags"}
    assert [finding.rule for finding in report] == ["pain.red_flags"]
    assert (report.worst, len(report)) == (Severity.STOP, 1)


def test_a_layoff_hides_a_step_of_the_same_exercise_that_is_no_more_severe() -> None:
    past = [Session.parse("2026-02-02 deadlift 5@100kg"), Session.parse("2026-02-02 squat 5@100kg")]
    report = check_session(Session.parse("2026-02-16 deadlift 5@120kg"), past)
    found = {
        finding.rule: (str(finding.severity), finding.hidden_by) for o in report.outcomes for finding in o.findings
    }
    assert found == {"load.layoff_return": ("warning", None), "load.step_jump": ("caution", "load.layoff_return")}


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_explain_says_all_there_is_of_a_rule(rule: Rule) -> None:
    text = explain(rule.id)
    for said in (rule.title, rule.doc, *rule.advices.values(), rule.evidence.statement, rule.evidence.criticism):
        assert said in text
    for name in (
        *(spec.name for spec in rule.limits),
        *rule.all_gaps,
        *map(str, rule.severities),
        *map(str, rule.cares),
    ):
        assert name in text
    for key in rule.evidence.sources:
        source = sources()[key]
        assert source.citation in text
        if source.verification != "page":
            assert "from memory" in text


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_examples_show_every_severity_care_and_message(rule: Rule) -> None:
    outcomes = [judge(rule, of_example(example)) for example in rule.examples]
    found = [finding for outcome in outcomes for finding in outcome.findings]
    # pain.persisting counts "at least" a year; tests/test_check_ins.py shows it.
    long = {"longest"} if rule.id == "pain.persisting" else set()
    assert {finding.message for finding in found} | long == set(rule.messages)
    assert {finding.severity for finding in found} == set(rule.severities)
    assert {finding.care for finding in found} - {Care.NONE} == set(rule.cares)


def test_very_many_sessions_that_may_have_been_light_days_are_one_gap() -> None:
    today = datetime(2026, 3, 25, 18)
    light = [
        Session(today - timedelta(minutes=20 * number), [SetLog("deadlift", kg(100), 3)]) for number in range(1, 1500)
    ]
    past = [Session(datetime(2026, 2, 1, 8), [SetLog("plank", seconds=45)]), *light]
    report = check_session(Session(today, [SetLog("deadlift", kg(100), 1, rpe=10)]), past)
    (outcome,) = [each for each in report.outcomes if each.rule == "rest.performance_drop"]
    assert (outcome.findings, [gap.subject for gap in outcome.gaps]) == ((), ["deadlift"])
