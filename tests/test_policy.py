"""Policies: layers, origins, ranges, and every problem at once."""

import pickle
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowback_rules import History, Level, Lifter, LowbackError, Policy, PolicyError, RuleError, Session, check_session
from lowback_rules.catalogue import rules
from lowback_rules.limits import limit
from lowback_rules.policy import Resolved
from lowback_rules.testing import Case, edge_cases

SPECS = [(rule.id, spec) for rule in rules() if not rule.fixed for spec in rule.limits]


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    chosen: dict[str, dict[str, Any]] = {}
    for rule_id, spec in draw(st.lists(st.sampled_from(SPECS), max_size=4)):
        chosen.setdefault(rule_id, {})[spec.name] = draw(st.sampled_from([spec.low, spec.default, spec.high]))
    if draw(st.booleans()):
        chosen.setdefault("core.weekly_days", {})["enabled"] = draw(st.booleans())
    return Policy(
        rules=chosen,
        level=draw(st.sampled_from([None, "novice", "advanced"])),
        back_history=draw(st.sampled_from([None, True, False])),
    )


def in_force(resolved: Resolved) -> object:
    return resolved.in_force.level, resolved.in_force.back_history, resolved.in_force.disabled, resolved.in_force.limits


@given(policies(), policies(), policies())
def test_policies_are_layers(first: Policy, second: Policy, third: Policy) -> None:
    assert first | Policy() == first == Policy() | first
    assert (first | second) | third == first | (second | third)
    assert in_force((first | first).resolve()) == in_force(first.resolve())


@given(policies(), policies())
def test_the_last_layer_wins(first: Policy, second: Policy) -> None:
    both = {(value.rule, value.name): value.value for value in (first | second).resolve().in_force.limits}
    for layer in second.layers:
        for rule_id, name, value in layer.values:
            if name != "enabled" and (rule_id, name) in both:
                assert both[rule_id, name] == str(value)


def test_origins() -> None:
    policy = Policy(level="advanced", back_history=True, rules={"load.step_jump": {"rise": "0.3"}})
    values = {(value.rule, value.name): value for value in policy.resolve().in_force.limits}
    assert (values["load.step_jump", "rise"].value, values["load.step_jump", "rise"].origin) == ("0.3", "your setting")
    assert values["load.step_jump", "floor"].origin == "back history"
    assert (values["rest.min_gap", "hours"].value, values["rest.min_gap", "hours"].origin) == ("72", "back history")
    assert values["load.step_jump", "days"].origin == "default"
    advanced = {(v.rule, v.name): v for v in Policy(level="advanced").resolve().in_force.limits}
    assert advanced["rest.min_gap", "hours"].origin == "level advanced"


@pytest.mark.parametrize(
    ("level", "back_history", "age", "zone", "origin"),
    [
        ("novice", False, 30, "6", "default"),
        ("intermediate", False, 30, "3", "level intermediate"),
        ("novice", True, 30, "8", "back history"),
        ("intermediate", True, 30, "5", "back history"),
        ("advanced", True, 30, "3", "back history"),
        ("novice", True, 70, "8", "back history"),
        ("advanced", False, 70, "6", "65 and over"),
        ("advanced", True, 70, "6", "65 and over"),
    ],
)
def test_of_level_back_history_and_group_the_strictest_holds(
    level: str, back_history: bool, age: int, zone: str, origin: str
) -> None:
    lifter = Lifter(level=level, back_history=back_history, age=age)
    (value,) = [value for value in Policy().resolve(lifter).in_force.limits if value.name == "min_zone"]
    assert (value.value, value.origin) == (zone, origin)


@pytest.mark.parametrize(
    ("stricter", "value", "message"),
    [("higher", 16, "limit 'x': 16 reps is outside 1 to 15"), (None, 8, "need a direction, stricter=")],
)
def test_values_of_back_history_by_level_are_checked(stricter: Any, value: int, message: str) -> None:
    with pytest.raises(RuleError, match=message):
        limit(6, unit="reps", low=1, high=15, stricter=stricter, back_history_levels={"advanced": value}, doc="x")


def test_who_wins_on_the_level() -> None:
    policy = Policy(level="advanced")
    assert policy.resolve(Lifter(level="intermediate")).in_force.level == "intermediate"
    assert policy.resolve(Lifter()).in_force.level == "advanced"
    nobody = Policy().resolve().in_force
    assert (nobody.level, nobody.level_origin) == ("novice", "level not given")


def test_a_looser_setting_of_ones_own_holds_and_is_said() -> None:
    past = [Session.parse("2026-03-02 deadlift 3x5@100kg")]
    today = Session.parse("2026-03-09 deadlift 3x5@130kg")
    assert len(check_session(today, past, policy=Policy(rules={"load.step_jump": {"rise": 0.5}}))) == 0
    strict = check_session(today, past, policy=Policy(rules={"load.step_jump": {"severe": "0.25"}}))
    (finding,) = strict
    assert finding.limit is not None
    assert (finding.limit.name, finding.limit.value, finding.limit.origin) == ("severe", "0.25", "your setting")


WRONG: list[tuple[dict[str, Any], list[str]]] = [
    ({"rules": {"load.stepjump": {}}}, ["there is no rule 'load.stepjump'; did you mean 'load.step_jump'?"]),
    ({"rules": {"load.step_jump": {"rize": 1}}}, ["load.step_jump has no limit 'rize'; did you mean 'rise'?"]),
    ({"rules": {"load.step_jump": {"rise": 0.51}}}, ["load.step_jump: rise: 0.51 ratio is outside 0.02 to 0.5"]),
    ({"rules": {"load.step_jump": {"rise": "lots"}}}, ["load.step_jump: rise: 'lots' is no number"]),
    ({"rules": {"load.step_jump": {"days": 7.5}}}, ["load.step_jump: days: 7.5 is no whole number of days"]),
    ({"rules": {"load.step_jump": {"enabled": 1}}}, ["load.step_jump: enabled = 1 is neither true nor false"]),
    ({"rules": {"load.step_jump": 3}}, ["load.step_jump: 3 is no table of limits"]),
    (
        {"rules": {"pain.red_flags": {"enabled": False}}},
        ["pain.red_flags: enabled cannot be set; this rule cannot be switched off or changed"],
    ),
    (
        {"rules": {"pain.red_flags": {"quiet_days": 1}, "x": {}}, "level": "expert"},
        [
            "pain.red_flags: quiet_days cannot be set; this rule cannot be switched off or changed",
            "there is no rule 'x'",
            "level: 'expert' is none of novice, intermediate, advanced",
        ],
    ),
    ({"definitions": {"habit_day": 10}}, ["definitions has no limit 'habit_day'; did you mean 'habit_days'?"]),
    ({"definitions": {"enabled": False}}, ["definitions has no limit 'enabled'"]),
]


@pytest.mark.parametrize(("settings", "messages"), WRONG)
def test_what_is_wrong_is_told_at_once(settings: dict[str, Any], messages: list[str]) -> None:
    with pytest.raises(PolicyError) as raised:
        Policy(**settings)
    assert [problem.message for problem in raised.value.problems] == messages


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("level = ", "is no TOML: Invalid value (at end of document)"),
        ("levl = 'novice'", "'levl' is no setting of a policy; did you mean 'level'?"),
        ("rules = 3", 'rules: 3 is no table; write [rules."load.step_jump"]'),
        (
            '[rules."load.step_jump"]\nrise = nan',
            "load.step_jump: rise: Decimal('NaN') is not finite; a number is needed",
        ),
    ],
)
def test_toml_that_is_wrong(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text(text)
    with pytest.raises(PolicyError) as raised:
        Policy.from_toml(path)
    (problem,) = raised.value.problems
    assert (problem.file, problem.message) == (str(path), message)


def test_toml_is_the_same_as_python() -> None:
    text = 'level = "intermediate"\nback_history = true\n[rules."load.step_jump"]\nrise = 0.08\n[definitions]\nhabit_days = 60\n'
    made = Policy(
        level="intermediate",
        back_history=True,
        rules={"load.step_jump": {"rise": Decimal("0.08")}},
        definitions={"habit_days": 60},
    )
    assert Policy.from_toml(text) == made
    assert pickle.loads(pickle.dumps(made)) == made
    assert made.resolve().definitions.habit_days == 60


@given(edge_cases())
def test_enabling_a_rule_never_changes_what_another_says(case: Case) -> None:
    history = History(case.past, days=case.days, records=case.records)
    everything = {o.rule: _unhidden(o) for o in check_session(case.today, history).outcomes}
    for rule in rules():
        if not rule.fixed:
            others = check_session(case.today, history, policy=Policy(rules={rule.id: {"enabled": False}}))
            assert {o.rule: _unhidden(o) for o in others.outcomes} == {
                name: outcome for name, outcome in everything.items() if name != rule.id
            }


def _unhidden(outcome: Any) -> object:
    return outcome.status, outcome.gaps, [(f.subject, f.severity, f.facts) for f in outcome.findings]


@given(edge_cases())
def test_older_sessions_than_required_history_are_not_needed(case: Case) -> None:
    policy = Policy()
    days = policy.required_history
    first = min(case.past, key=lambda session: session.starts_at, default=None)
    kept = [session for session in case.past if (case.today.day - session.day).days <= days]
    stand_in = [] if first is None or first.planned or first in kept else [Session(first.start)]
    whole, part = History(case.past, days=case.days), History([*stand_in, *kept], days=case.days)
    done_first = [session for session in case.past if not session.planned]
    if first is None or not first.planned or not done_first:
        assert check_session(case.today, part).outcomes == check_session(case.today, whole).outcomes


def test_required_history_is_enough_for_a_lifter_of_another_level_than_the_policy_s() -> None:
    light_weeks = [rule for rule in rules() if rule.id == "rest.no_deload"]
    policy = Policy(catalogue=light_weeks, level="advanced", rules={"rest.no_deload": {"enabled": True}})
    for lifter in (Lifter(level=level, back_history=back) for level in Level for back in (None, False, True)):
        resolved = policy.resolve(lifter)
        (active,) = resolved.active
        assert active.rule.days_back(active.limits, resolved.definitions) <= policy.required_history


def test_a_disabled_rule_has_no_outcome_and_is_named() -> None:
    report = check_session(
        Session.parse("2026-03-02 squat 5@60kg"), policy=Policy(rules={"rest.min_gap": {"enabled": False}})
    )
    assert "rest.min_gap" not in [outcome.rule for outcome in report.outcomes]
    assert len(report.outcomes) == sum(rule.enabled for rule in rules()) - 1
    assert report.policy is not None
    off = {rule.id for rule in rules() if not rule.enabled}
    assert set(report.policy.disabled) == {"rest.min_gap", *off}


def test_a_version_wins_over_no_version_whichever_comes_last() -> None:
    version, plain = Policy.version("2026.1"), Policy(level="advanced")
    assert (version | plain).base == (plain | version).base == "version 2026.1"
    assert (plain | version).resolve().in_force.level == "advanced"


def test_a_switch_is_true_or_false() -> None:
    on = Policy.from_toml('[rules."load.no_readiness"]\nas_caution = true')
    assert on == Policy(rules={"load.no_readiness": {"as_caution": 1}})
    with pytest.raises(PolicyError, match="rise: True is no number"):
        Policy(rules={"load.step_jump": {"rise": True}})


@pytest.mark.parametrize(
    ("arguments", "words"),
    [({"lifter": "novice"}, "lifter: 'novice' is no Lifter"), ({"policy": "2026.1"}, "policy: '2026.1' is no Policy")],
)
def test_what_is_no_lifter_or_policy_is_refused(arguments: dict[str, Any], words: str) -> None:
    with pytest.raises(LowbackError, match=words):
        check_session(Session.parse("2026-03-02 squat 5@60kg"), **arguments)
