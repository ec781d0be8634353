"""The examples of the evidence file, generated from its facts: what fires, and what sits on the boundary."""

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from lowback_rules import History, Policy, Session, check_session
from lowback_rules.catalogue import rules
from lowback_rules.verdict import Outcome

from .evidence import Log

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared" / "evidence" / "evidence.json"
EXAMPLES: dict[str, list[dict[str, Any]]] = json.loads(
    (HERE / "evidence" / "examples.json").read_text(encoding="utf-8")
)
FAMILIES = [import_module(f"tests.evidence.{family}") for family in ("load", "warmup", "core", "rest", "pain")]
BUILDERS = {rule: builder for family in FAMILIES for rule, builder in family.BUILDERS.items()}
EXTRA = [row for family in FAMILIES for row in family.EXTRA]
BY_ID = {rule.id: rule for rule in rules()}


def judged(rule_id: str, log: Log) -> Outcome:
    sessions = [Session.parse(line) for line in log.text.strip().splitlines()]
    policy = Policy(rules={} if BY_ID[rule_id].fixed else {rule_id: {"enabled": True}})
    lifter = evolve(log.lifter, level=log.level, back_history=log.back_history)
    report = check_session(sessions[-1], History(sessions[:-1], records=log.records), lifter=lifter, policy=policy)
    return next(outcome for outcome in report.outcomes if outcome.rule == rule_id)


def said(outcome: Outcome) -> str:
    """The worst of the outcome in the evidence file's words."""
    if not outcome.findings:
        return "not-assessed" if outcome.gaps else "silent"
    worst = max(outcome.findings, key=lambda finding: (finding.severity, finding.care))
    return f"{worst.severity}/{worst.care}"


def agrees(found: str, expected: str) -> bool:
    return found == expected or found.partition("/")[0] == expected


@pytest.mark.parametrize(
    ("rule_id", "example"),
    [
        pytest.param(rule_id, example, id=f"{rule_id} {example['kind']}: {example['text']}")
        for rule_id, examples in EXAMPLES.items()
        for example in examples
    ],
)
def test_an_example_of_the_evidence_file_comes_out_as_it_says(rule_id: str, example: dict[str, Any]) -> None:
    outcome = judged(rule_id, BUILDERS[rule_id](**example["inputs"]))
    assert agrees(said(outcome), example["expected"]), outcome


@pytest.mark.parametrize(("rule_id", "log", "expected"), EXTRA)
def test_a_further_clause_of_an_example_holds(rule_id: str, log: Log, expected: str) -> None:
    assert agrees(said(judged(rule_id, log)), expected)


@pytest.mark.skipif(not SHARED.exists(), reason="../shared is not here")
def test_the_facts_are_those_of_the_evidence_file() -> None:
    theirs = json.loads(SHARED.read_text(encoding="utf-8"))["rules"]
    fields = ("kind", "text", "inputs", "expected")
    assert {
        rule["id"]: [{name: example[name] for name in fields} for example in rule["examples"]] for rule in theirs
    } == EXAMPLES
