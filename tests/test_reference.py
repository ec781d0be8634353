"""Law "reference": each core rule agrees with a naive evaluator that shares no code with it."""

from collections.abc import Callable
from types import MappingProxyType

import pytest
from hypothesis import Phase, event, find, given, settings

from lowback_rules import History, Policy, check_session
from lowback_rules.testing import Case, edge_cases

from .reference import (
    intensity_zone,
    layoff_return,
    min_gap,
    ramp_sets,
    red_flags,
    step_jump,
    trained_through,
    weekly_days,
)
from .reference.common import Verdict

EVALUATORS: MappingProxyType[str, Callable[..., Verdict]] = MappingProxyType(
    {
        "core.weekly_days": weekly_days.evaluate,
        "load.layoff_return": layoff_return.evaluate,
        "load.step_jump": step_jump.evaluate,
        "pain.intensity_zone": intensity_zone.evaluate,
        "pain.red_flags": red_flags.evaluate,
        "pain.trained_through": trained_through.evaluate,
        "rest.min_gap": min_gap.evaluate,
        "warmup.ramp_sets": ramp_sets.evaluate,
    }
)


def by_library(rule: str, case: Case, policy: Policy | None = None) -> Verdict:
    """What the library says."""
    report = check_session(
        case.today,
        History(case.past, days=case.days, records=case.records),
        lifter=case.lifter,
        policy=policy,
    )
    (outcome,) = (outcome for outcome in report.outcomes if outcome.rule == rule)
    return Verdict(
        outcome.status,
        {finding.subject: (str(finding.severity), str(finding.care)) for finding in outcome.findings},
        frozenset((gap.subject, gap.kind) for gap in outcome.gaps),
    )


def by_reference(rule: str, case: Case) -> Verdict:
    """What the naive evaluator says."""
    return EVALUATORS[rule](
        list(case.past),
        case.today,
        level=str(case.lifter.level),
        back_history=bool(case.lifter.back_history),
        records=case.records,
        bodyweight=case.lifter.bodyweight,
        days=list(case.days),
    )


def test_the_reference_catches_a_wrong_window() -> None:
    broken = Policy(rules={"load.step_jump": {"days": 7}})
    options = settings(max_examples=2000, database=None, phases=[Phase.generate])

    def differs(case: Case) -> bool:
        return by_library("load.step_jump", case, broken) != by_reference("load.step_jump", case)

    assert differs(find(edge_cases(), differs, settings=options))


@pytest.mark.parametrize("rule", EVALUATORS)
@given(case=edge_cases())
def test_agrees_with_the_reference(rule: str, case: Case) -> None:
    expected = by_reference(rule, case)
    event(expected.status)
    assert by_library(rule, case) == expected
