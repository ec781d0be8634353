"""The catalogue is a golden file; a version of the policy freezes the limits of a release."""

import json
import pickle
import re
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve

from lowback_rules import Lifter, Policy, PolicyError, Session, check_session, explain
from lowback_rules.catalogue import load_rules
from lowback_rules.versions import described, names, read

ROOT = Path(__file__).resolve().parent.parent
RULES = load_rules("lowback_rules.rules")
GOLDEN = json.loads((ROOT / "tests" / "catalogue.json").read_text(encoding="utf-8"))


def test_the_catalogue_is_the_golden_file() -> None:
    assert described(RULES) == GOLDEN, "if this is meant: make catalogue, and name the rule in CHANGELOG.md"


def test_what_changed_since_the_last_version_is_in_the_changelog() -> None:
    unreleased = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").split("\n## ")[1]
    told = unreleased.partition("### Findings may change")[2]
    before = read(names()[-1])
    rules = {**GOLDEN["rules"], **before["rules"]}
    changed = [name for name in rules if GOLDEN["rules"].get(name) != before["rules"].get(name)]
    changed += ["definitions"] if GOLDEN["definitions"] != before["definitions"] else []
    assert [name for name in changed if f"`{name}`" not in told] == []


def test_a_version_holds_all_that_it_freezes() -> None:
    for name in names():
        version = read(name)
        assert version["rules"]
        frozen = Policy.version(name)
        assert described(rule for rule in frozen.catalogue if rule.id in version["rules"])["rules"] == version["rules"]


def test_an_upgrade_re_alerts_nobody() -> None:
    jump = [Session.parse("2026-03-02 deadlift 3x5@100kg"), Session.parse("2026-03-09 deadlift 3x5@108kg")]
    frozen = Policy.version(names()[-1])
    rule = next(rule for rule in RULES if rule.id == "load.step_jump")
    rise = evolve(rule.limits[0], default=Decimal("0.05"))
    tighter = evolve(rule, limits=(rise, *rule.limits[1:]))
    newcomer = evolve(rule, id="load.newcomer", clear=evolve(rule.clear, rule="load.newcomer"))
    later = tuple(tighter if known is rule else known for known in RULES)
    for policy, found in (
        (Policy(catalogue=later), ["load.step_jump"]),
        (Policy.version(names()[-1], catalogue=(*later, newcomer)), []),
        (frozen, []),
    ):
        report = check_session(jump[1], jump[:1], policy=policy)
        assert [f.rule for f in report if f.rule in ("load.step_jump", "load.newcomer")] == found
    assert "load.newcomer" in Policy.version(names()[-1], catalogue=(*later, newcomer)).resolve().in_force.disabled
    assert frozen.resolve().in_force.layers[0] == f"version {names()[-1]}"


def test_a_version_takes_settings_on_top_and_travels() -> None:
    policy = Policy.version("2026.1") | Policy(rules={"load.step_jump": {"rise": "0.05"}})
    assert pickle.loads(pickle.dumps(policy)).resolve(Lifter(age=70)) is not None
    limits = {value.name: value for value in policy.resolve().in_force.limits if value.rule == "load.step_jump"}
    assert (limits["rise"].value, limits["rise"].origin) == ("0.05", "your setting")
    assert Policy.from_toml('version = "2026.1"\nlevel = "advanced"').resolve().in_force.layers[:2] == (
        "version 2026.1",
        "level advanced",
    )


@pytest.mark.parametrize("text", ['version = "1999.1"', "version = true"])
def test_an_unknown_version_is_an_error_that_names_the_known_ones(text: str) -> None:
    with pytest.raises(PolicyError, match=r"known are 2026\.1"):
        Policy.from_toml(text)


def test_a_renamed_rule_is_found_by_its_old_id() -> None:
    rule = next(rule for rule in RULES if rule.id == "load.step_jump")
    renamed = evolve(rule, formerly=("load.jump",))
    with pytest.warns(DeprecationWarning, match=re.escape("load.jump is called load.step_jump now")):
        policy = Policy(catalogue=[renamed], rules={"load.jump": {"rise": "0.05"}})
    assert policy == Policy(catalogue=[renamed], rules={"load.step_jump": {"rise": "0.05"}})
    with pytest.warns(DeprecationWarning, match="is called load.step_jump now"):
        assert "(load.step_jump)" in explain("load.jump", policy=policy)


def test_no_old_id_is_in_use() -> None:
    ids = {rule.id for rule in RULES}
    assert not [old for rule in RULES for old in rule.formerly if old in ids]
