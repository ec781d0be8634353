"""Policies: layers, origins, ranges, and every problem at once."""

import json
import pickle
import sys
from decimal import Decimal
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from lowback_rules import (
    History,
    Level,
    Lifter,
    LowbackError,
    Policy,
    PolicyError,
    RuleError,
    Session,
    check_session,
    explain,
    versions,
)
from lowback_rules.catalogue import rules
from lowback_rules.limits import limit
from lowback_rules.policy import Resolved
from lowback_rules.testing import Case, edge_cases
from lowback_rules.verdict import LimitValue

BY_ID = {rule.id: rule for rule in rules()}
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


def limits_in_force(policy: Policy) -> dict[tuple[str, str], LimitValue]:
    return {(value.rule, value.name): value for value in policy.resolve().in_force.limits}


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
    ({"back_history": "yes"}, ["back_history: 'yes' is neither true nor false"]),
    (
        {"rules": {"load.step_jump": {"enabeld": True}}},
        ["load.step_jump has no limit 'enabeld'; did you mean 'enabled'?"],
    ),
    ({"definitions": {"enabeld": True}}, ["definitions has no limit 'enabeld'"]),
    ({"definitions": {"habit_days": 13}}, ["definitions: habit_days: 13 days is outside 14 to 365"]),
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
    ("written", "meant"),
    [
        ("versoin", "version"),
        ("lvl", "level"),
        ("backhistory", "back_history"),
        ("plugins", "plug_ins"),
        ("auto_load", "autoload"),
        ("alias", "aliases"),
        ("definition", "definitions"),
        ("rule", "rules"),
    ],
)
def test_every_setting_is_told_to_who_misspells_it(written: str, meant: str) -> None:
    with pytest.raises(PolicyError) as raised:
        Policy.from_toml(f"{written} = 1")
    (problem,) = raised.value.problems
    assert problem.message == f"{written!r} is no setting of a policy; did you mean {meant!r}?"
    assert problem.file == "policy text"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "cannot be read: No such file or directory"),
        (b"aliases = 'R\xfcckenstrecken'", "is no UTF-8 text"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(content: bytes | None, message: str, tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(PolicyError) as raised:
        Policy.from_toml(path)
    assert str(raised.value) == f"{path}: {message}"


def test_a_file_may_begin_with_a_mark_of_its_encoding(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text('[aliases]\n"Rückenstrecken" = "back extension"\n', encoding="utf-8-sig")
    assert Policy.from_toml(path) == Policy(aliases={"Rückenstrecken": "back extension"})


@pytest.mark.parametrize("known", [True, False])
def test_a_file_leaves_the_search_path_as_it_was(known: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "policy.toml"
    path.write_text("level = 'advanced'")
    monkeypatch.setattr(sys, "path", [*sys.path, *([str(tmp_path)] if known else []), "last"])
    before = list(sys.path)
    assert Policy.from_toml(path) == Policy(level="advanced")
    assert sys.path == before


def test_a_file_finds_what_lies_beside_it(tmp_path: Path) -> None:
    module = f"beside_{tmp_path.name}"
    path = tmp_path / "policy.toml"
    (tmp_path / f"{module}.py").touch()
    path.write_text(f"plug_ins = ['{module}', 'no_such_plug_in']")
    reasons = [broken.reason for broken in Policy.from_toml(path).broken]
    assert reasons == [
        "the file declares no rule; it needs one function under @rule",
        "cannot be loaded (ModuleNotFoundError: No module named 'no_such_plug_in')",
    ]
    del sys.modules[module]


def test_a_text_adds_nothing_to_the_search_path() -> None:
    before = list(sys.path)
    with pytest.raises(RuleError, match="plug-in no_such_plug_in: cannot be loaded"):
        Policy.from_toml('plug_ins = ["no_such_plug_in"]').check()
    assert sys.path == before


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("level = ", "is no TOML: Invalid value (at end of document)"),
        ("levl = 'novice'", "'levl' is no setting of a policy; did you mean 'level'?"),
        ("rules = 3", 'rules: 3 is no table; write [rules."load.step_jump"]'),
        ("autoload = 0", "autoload: 0 is neither true nor false"),
        ("plug_ins = 'mine'", """plug_ins: 'mine' is no list of module paths; write ["my_app.rules"]"""),
        ("plug_ins = ['mine', 1]", """plug_ins: ['mine', 1] is no list of module paths; write ["my_app.rules"]"""),
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


def test_a_file_chooses_from_the_catalogue_that_is_handed_in() -> None:
    gap, jump = BY_ID["rest.min_gap"], BY_ID["load.step_jump"]
    for text in ("", 'version = "2026.1"'):
        policy = Policy.from_toml(text + '\n[rules."rest.min_gap"]\nhours = 36', catalogue=iter([gap, jump]))
        assert [rule.id for rule in policy.catalogue] == ["load.step_jump", "rest.min_gap"]
        assert limits_in_force(policy)["rest.min_gap", "hours"].value == "36"
    with pytest.raises(PolicyError, match=r"there is no rule 'load\.step_jump'"):
        Policy.from_toml('[rules."load.step_jump"]', catalogue=[gap])


def test_installed_plug_ins_can_be_left_out_in_a_file() -> None:
    without = Policy(autoload=False, level="advanced")
    assert Policy.from_toml("autoload = false\nlevel = 'advanced'") == without != Policy(level="advanced")
    assert Policy.from_toml("autoload = true\nlevel = 'advanced'") == Policy(level="advanced")


@pytest.mark.parametrize(
    ("lifter", "off", "notes"),
    [
        (Lifter(), [], ()),
        (Lifter(age=15), ["pain.intensity_zone", "pain.weekly_trend"], ()),
        (Lifter(age=16), [], ()),
        (Lifter(pregnant_or_postpartum=True, osteoporosis=True), [], ("pregnant or post-partum",)),
    ],
)
def test_groups_switch_rules_off_but_for_the_fixed_ones_and_add_notes(
    lifter: Lifter, off: list[str], notes: tuple[str, ...]
) -> None:
    chosen = ("pain.red_flags", "pain.intensity_zone", "pain.weekly_trend", "rest.min_gap")
    resolved = Policy(catalogue=[BY_ID[name] for name in chosen]).resolve(lifter)
    assert list(resolved.in_force.disabled) == off
    assert resolved.notes == notes


def test_what_is_in_force_is_said_in_full() -> None:
    policy = Policy(
        level="advanced", rules={"rest.min_gap": {"hours": "36.0"}}, definitions={"effort_rpe": 8}, name="mine"
    )
    both = policy | Policy(catalogue=[BY_ID["rest.min_gap"], BY_ID["rest.no_deload"]], back_history=True, name="coach")
    said = both.resolve(Lifter(osteoporosis=True)).in_force
    assert (said.level, said.level_origin, said.back_history) == ("advanced", "mine", True)
    assert said.groups == ("osteoporosis",)
    assert said.layers == ("default", "level advanced", "back history", "osteoporosis", "mine", "coach")
    assert said.disabled == ("rest.no_deload",)
    assert said.limits[1] == LimitValue("definitions", "effort_rpe", "8", "RPE", "mine")
    assert said.limits[2] == LimitValue("definitions", "hard_share", "0.70", "ratio", "default")
    assert said.limits[9] == LimitValue("rest.min_gap", "hours", "36", "h", "mine")
    own = both.resolve(Lifter(level="novice", back_history=False)).in_force
    assert (own.level, own.level_origin, own.back_history) == ("novice", "lifter", False)
    assert own.layers == ("default", "level novice", "mine", "coach")


def test_a_lifter_is_asked_before_the_last_layer_and_that_before_the_first() -> None:
    policy = Policy(level="novice", back_history=True, name="first") | Policy(level="advanced", name="last")
    for lifter, expected in (
        (None, ("advanced", "last", True)),
        (Lifter(), ("advanced", "last", True)),
        (Lifter(level="intermediate", back_history=False), ("intermediate", "lifter", False)),
        (Lifter(level="intermediate", age=17), ("novice", "under 18", True)),
    ):
        said = policy.resolve(lifter).in_force
        assert (said.level, said.level_origin, said.back_history) == expected
    assert not (policy | Policy(back_history=False)).resolve().in_force.back_history


def test_a_whole_number_is_whole_however_it_is_written() -> None:
    for days in (30, "30", "30.0", Decimal("3e1")):
        policy = Policy(rules={"load.step_jump": {"days": days}}, definitions={"habit_days": days})
        assert policy == Policy(rules={"load.step_jump": {"days": 30}}, definitions={"habit_days": 30})
        assert limits_in_force(policy)["load.step_jump", "days"].value == "30"
        assert limits_in_force(policy)["definitions", "habit_days"].value == "30"
        assert type(policy.resolve().definitions.habit_days) is int


def test_a_policy_is_resolved_once_for_each_kind_of_person() -> None:
    policy = Policy()
    for lifter in (None, Lifter(level="advanced"), Lifter(age=70), Lifter(back_history=True)):
        assert policy.resolve(lifter) is policy.resolve(lifter)
    assert policy.resolve(Lifter(age=70)) is policy.resolve(Lifter(age=80)) is not policy.resolve(Lifter(age=30))


def test_equal_policies_have_one_hash_and_others_another() -> None:
    made = [Policy(level="advanced"), Policy.from_toml("level = 'advanced'"), Policy(), Policy(back_history=False)]
    assert len({*made}) == len({hash(policy) for policy in made}) == 3


RENAMED = evolve(BY_ID["load.step_jump"], formerly=("load.jump",))
OLD_NAME = {"load.step_jump": {"rise": "0.12"}, "load.jump": {"rise": "0.05"}}
OLD_NAME_IN_TOML = '[rules."load.step_jump"]\nrise = 0.12\n[rules."load.jump"]\nrise = 0.05'


@pytest.mark.parametrize(
    "say",
    [
        lambda: Policy(catalogue=[RENAMED], rules=OLD_NAME),
        lambda: Policy.from_toml(OLD_NAME_IN_TOML, catalogue=[RENAMED]),
        lambda: explain("load.jump", policy=Policy(catalogue=[RENAMED])),
    ],
    ids=["Policy", "from_toml", "explain"],
)
def test_an_old_name_of_a_rule_is_told_at_the_line_that_has_it(say: FunctionType) -> None:
    with pytest.warns(DeprecationWarning, match=r"^the rule load\.jump is called load\.step_jump now$") as told:
        said = say()
    assert [(warning.filename, warning.lineno) for warning in told] == [(__file__, say.__code__.co_firstlineno)]
    if isinstance(said, Policy):
        # Under the old name and the new one: what is written last holds.
        assert limits_in_force(said)["load.step_jump", "rise"].value == "0.05"


def test_what_is_broken_is_told_by_check() -> None:
    with pytest.raises(RuleError, match="plug-in no_such_plug_in: cannot be loaded"):
        Policy(plug_ins=["no_such_plug_in"]).check()
    Policy().check()


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


LIGHT_WEEKS = {"rules": {"rest.no_deload": {"enabled": True}}}


@pytest.mark.parametrize(
    ("names", "settings", "days"),
    [
        ([], {}, 0),
        # 72 hours with back history, 6 of the session before, each and a day for the clock; 90 days for the e1RM.
        (["rest.min_gap"], {}, 4 + 2 + 90),
        (["rest.min_gap"], {"level": "advanced", "back_history": False}, 4 + 2 + 90),
        (["rest.min_gap"], {"rules": {"rest.min_gap": {"hours": 25}}}, 3 + 2 + 90),
        (["rest.min_gap"], {"rules": {"rest.min_gap": {"hours": 24}}}, 2 + 2 + 90),
        (["rest.min_gap"], {"definitions": {"e1rm_days": 30}}, 4 + 2 + 30),
        (["rest.min_gap"], {"rules": {"rest.min_gap": {"enabled": False}}}, 0),
        (["rest.min_gap", "load.step_jump"], {"definitions": {"e1rm_days": 14}}, 42),
        # 12 weeks for a novice without back history, and 5 in which what comes before is compared.
        (["rest.no_deload"], {**LIGHT_WEEKS, "level": "advanced", "back_history": True}, 119),
    ],
)
def test_required_history_is_that_of_the_rule_that_looks_back_furthest(
    names: list[str], settings: dict[str, Any], days: int
) -> None:
    assert Policy(catalogue=[BY_ID[name] for name in names], **settings).required_history == days


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


@pytest.fixture
def old_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A version of another time: a habit shows in 60 days, steps of 5 % are usual, and there was no light week."""
    content = versions.read("2026.1")
    newer = json.dumps(content)
    content["definitions"]["habit_days"]["default"] = "60"
    del content["definitions"]["lighter_share"]
    content["rules"]["load.step_jump"]["limits"]["rise"]["default"] = "0.05"
    del content["rules"]["rest.min_gap"]
    for name, text in (("2025.10", json.dumps(content)), ("2026.1", newer)):
        (tmp_path / f"{name}.json").write_text(text)
    monkeypatch.setattr(versions, "_FOLDER", tmp_path)
    return "2025.10"


def test_a_version_holds_below_all_settings_whichever_comes_last(old_version: str) -> None:
    version = Policy.version(old_version)
    values = limits_in_force(version)
    assert values["definitions", "habit_days"] == LimitValue("definitions", "habit_days", "60", "days", "default")
    assert values["definitions", "lighter_share"].value == "0.80"
    assert values["load.step_jump", "rise"].value == "0.05"
    said = version.resolve().in_force
    assert said.layers == ("version 2025.10", "level novice")
    assert "rest.min_gap" in said.disabled
    assert version.resolve().definitions.habit_days == 60

    own = Policy(definitions={"habit_days": 30}, rules={"load.step_jump": {"rise": "0.2"}})
    for both in (version | own, own | version, Policy.from_toml(OLD_WITH_OWN)):
        values = limits_in_force(both)
        assert values["definitions", "habit_days"] == LimitValue(
            "definitions", "habit_days", "30", "days", "your setting"
        )
        assert (values["load.step_jump", "rise"].value, values["load.step_jump", "rise"].origin) == (
            "0.2",
            "your setting",
        )
        assert both.resolve().in_force.layers == ("version 2025.10", "level novice", "your setting")


OLD_WITH_OWN = """
version = "2025.10"
definitions.habit_days = 30
rules."load.step_jump".rise = 0.2
"""


def test_a_version_leaves_the_rules_of_plug_ins_alone(old_version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    gap, plug_in = BY_ID["rest.min_gap"], ModuleType("plug_in")
    vars(plug_in)["mine"] = evolve(gap, id="rest.mine", clear=evolve(gap.clear, rule="rest.mine"))
    monkeypatch.setitem(sys.modules, "plug_in", plug_in)
    said = (Policy.version(old_version) | Policy(plug_ins=["plug_in"])).resolve().in_force
    # That version had no rest.min_gap, and no such rule either.
    assert "rest.min_gap" in said.disabled
    assert "rest.mine" not in said.disabled


def test_of_two_versions_the_later_one_holds_alone(old_version: str) -> None:
    for both, days, rise in (
        (Policy.version(old_version) | Policy.version("2026.1"), "90", "0.10"),
        (Policy.version("2026.1") | Policy.version(old_version), "60", "0.05"),
    ):
        values = limits_in_force(both)
        assert (values["definitions", "habit_days"].value, values["load.step_jump", "rise"].value) == (days, rise)
        assert pickle.loads(pickle.dumps(both)).resolve().in_force == both.resolve().in_force


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
