"""Special groups: layers that the Lifter selects, each visible in the report."""

import pytest

from lowback_rules import Lifter, Policy, RuleError, Session, check_session
from lowback_rules.catalogue import rules
from lowback_rules.groups import GROUPS, groups_of
from lowback_rules.limits import limit
from lowback_rules.sources import sources
from lowback_rules.verdict import LimitValue, PolicyInForce

DEFAULT = Policy()


def in_force(lifter: Lifter, policy: Policy = DEFAULT) -> PolicyInForce:
    return policy.resolve(lifter).in_force


def value(lifter: Lifter, rule: str, name: str, policy: Policy = DEFAULT) -> LimitValue:
    return next(use for use in in_force(lifter, policy).limits if (use.rule, use.name) == (rule, name))


@pytest.mark.parametrize(
    ("lifter", "names"),
    [
        (Lifter(), []),
        (Lifter(age=15), ["under 16", "under 18"]),
        (Lifter(age=16), ["under 18"]),
        (Lifter(age=17), ["under 18"]),
        (Lifter(age=18), []),
        (Lifter(age=64), []),
        (Lifter(age=65), ["65 and over"]),
        (Lifter(pregnant_or_postpartum=True), ["pregnant or post-partum"]),
        (Lifter(pregnant_or_postpartum=False, osteoporosis=False), []),
        (Lifter(osteoporosis=True, age=70), ["65 and over", "osteoporosis"]),
    ],
)
def test_who_belongs_where(lifter: Lifter, names: list[str]) -> None:
    assert [group.name for group in groups_of(lifter)] == names
    assert list(in_force(lifter).groups) == names
    assert [layer for layer in in_force(lifter).layers if layer in [group.name for group in GROUPS]] == names


def test_under_18_is_a_novice_whatever_the_experience() -> None:
    policy = in_force(Lifter(age=17, level="advanced"))
    assert (policy.level, policy.level_origin) == ("novice", "under 18")
    assert value(Lifter(age=17), "rest.sleep", "hours").value == "8"
    assert value(Lifter(age=18), "rest.sleep", "hours").value == "7"


def test_under_16_no_pain_is_graded_and_any_is_told() -> None:
    policy = in_force(Lifter(age=15))
    pain = {rule.id for rule in rules() if rule.family == "pain"}
    assert pain & set(policy.disabled) == pain - {"pain.red_flags"}
    assert not pain & set(in_force(Lifter(age=16)).disabled)
    report = check_session(Session.parse("2026-03-02 deadlift 3x5@40kg; pain 1 after"), lifter=Lifter(age=15))
    (finding,) = (finding for finding in report if finding.rule == "pain.red_flags")
    assert (str(finding.severity), str(finding.care), finding.hidden_by) == ("caution", "ordinary", None)


def test_from_65_on_caps_after_a_layoff_are_one_step_stricter() -> None:
    caps = ["cap_short", "cap_medium", "cap_long"]
    assert [value(Lifter(age=65), "load.layoff_return", cap).value for cap in caps] == ["0.8", "0.7", "0.6"]
    assert [value(Lifter(age=64), "load.layoff_return", cap).value for cap in caps] == ["0.9", "0.8", "0.7"]
    assert value(Lifter(age=65), "load.layoff_return", "cap_short").origin == "65 and over"


def test_osteoporosis_takes_the_column_of_back_history_and_says_so() -> None:
    with_it, without = Lifter(osteoporosis=True), Lifter(back_history=True)
    for use in in_force(with_it).limits:
        same = value(without, use.rule, use.name) if use.rule != "definitions" else use
        assert use.value == same.value
        assert use.origin == same.origin or (use.origin, same.origin) == ("osteoporosis", "back history")
    assert "osteoporosis" in {use.origin for use in in_force(with_it).limits}
    assert not in_force(with_it).back_history


def test_new_sudden_pain_with_osteoporosis_is_urgent() -> None:
    session = Session.parse("2026-03-02 deadlift 3x5@40kg; pain sudden")
    found = {
        osteoporosis: [
            (finding.subject, str(finding.care))
            for finding in check_session(session, lifter=Lifter(osteoporosis=osteoporosis))
            if finding.rule == "pain.red_flags"
        ]
        for osteoporosis in (True, False)
    }
    assert found == {True: [("osteoporosis-sudden-pain", "urgent")], False: []}


def test_a_persons_own_value_replaces_that_of_a_group() -> None:
    own = Policy(rules={"load.layoff_return": {"cap_short": "0.95"}, "pain.intensity_zone": {"enabled": True}})
    assert value(Lifter(age=70), "load.layoff_return", "cap_short", own).value == "0.95"
    assert "pain.intensity_zone" not in in_force(Lifter(age=15), own).disabled


def test_a_limit_names_known_groups_only() -> None:
    with pytest.raises(RuleError, match="'over 90' is none of the groups"):
        limit(1, unit="days", low=0, high=2, stricter="lower", groups={"over 90": 0}, doc="x")
    with pytest.raises(RuleError, match="need a direction"):
        limit(1, unit="days", low=0, high=2, groups={"under 18": 0}, doc="x")


def test_every_group_has_its_source() -> None:
    assert {group.source for group in GROUPS} <= set(sources())
