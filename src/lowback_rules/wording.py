"""Wording: findings and gaps become sentences here, and nowhere else. Facts are formatted in kg or lb."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from . import catalogue
from .errors import RuleError
from .load import GRAINS_PER_KG, GRAINS_PER_LB
from .model import SYMPTOM_WORDS
from .rule import Rule
from .verdict import Fact, Finding, Gap, LimitUse

Unit = Literal["kg", "lb"]
NOT_MEDICAL = (
    "This is a training check, not a medical assessment or a diagnosis. It cannot tell you that your back is fine."
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class _Limits:
    """The limits of a finding, as {limits.name} in a template."""

    def __init__(self, limits: tuple[LimitUse, ...], unit: Unit) -> None:
        self._texts = {use.name: amount(Fact(use.value, use.unit), unit) for use in limits}

    def __getattr__(self, name: str) -> str:
        try:
            return self._texts[name]
        except KeyError:
            raise AttributeError(name) from None


def rule_of(finding: Finding, rules: Mapping[str, Rule] | None = None) -> Rule:
    """The rule that made a finding; RuleError if it is not installed."""
    known = {rule.id: rule for rule in catalogue.rules()} if rules is None else rules
    if finding.rule not in known:
        raise RuleError(f"there is no rule {finding.rule!r}; was a plug-in removed?")
    return known[finding.rule]


def message(finding: Finding, *, unit: Unit = "kg", rules: Mapping[str, Rule] | None = None) -> str:
    """The finding as one sentence, with its numbers."""
    template = rule_of(finding, rules).message(finding.message)
    facts = {name: amount(fact, unit) for name, fact in finding.facts.items()}
    text = template.format(subject=subject(finding.subject), limits=_Limits(finding.limits, unit), **facts)
    if "baseline" in finding.facts:
        text += " (Some earlier sets have no load or reps, so the comparison is incomplete.)"
    return text[0].upper() + text[1:]


def advice(finding: Finding, *, rules: Mapping[str, Rule] | None = None) -> str:
    """What to do next."""
    return rule_of(finding, rules).advice


def subject(text: str) -> str:
    """A subject as a heading: an exercise id becomes its words, a name as written stays as it is."""
    if text != text.lower() or " " in text:
        return text
    words = text.replace("-", " ")
    return words[0].upper() + words[1:]


def gap(item: Gap) -> str:
    """What is missing, as a phrase."""
    who = "" if item.subject == "low-back" else f"{subject(item.subject)}: "
    return (
        who
        + {
            "not-recorded": f"{item.what} not recorded",
            "too-short": f"the log is too short ({item.what} needed)",
            "no-comparison": f"nothing to compare with ({item.what})",
            "unknown-exercise": "the exercise is not in the catalogue",
            "unknown-hardness": f"how hard {item.what} was is not known",
            "too-old": f"the last time is too long ago ({item.what})",
            "rule-error": f"the rule failed ({item.what})",
        }[item.kind]
    )


def gap_kind(item: Gap) -> str:
    """What is missing, without the session or the exercise it is missing of: to count alike with alike."""
    if item.kind == "unknown-hardness":
        return "how hard an earlier session was is not known"
    if item.kind in ("no-comparison", "too-old", "unknown-exercise"):
        return {
            "no-comparison": "nothing earlier to compare with",
            "too-old": "the last time is more than a year ago",
            "unknown-exercise": "an exercise is not in the catalogue",
        }[item.kind]
    what = item.what.partition(":")[0]
    if what.startswith("end of the session"):
        what = "the end of an earlier session"
    return gap(Gap("low-back", item.kind, what))


def amount(fact: Fact, unit: Unit = "kg") -> str:
    """A fact or a limit as a person reads it: 12.5 %, 112.5 kg, 37 h, 21 days, 2 Mar 2026."""
    if fact.unit == "ratio":
        return f"{plain(Decimal(fact.value) * 100)} %"
    if fact.unit == "kg":
        return mass(Decimal(fact.value), unit)
    if fact.unit == "date":
        return day(date.fromisoformat(fact.value))
    if fact.unit == "h":
        return f"{plain(Decimal(fact.value))} h"
    if fact.unit == "0-10":
        return f"{fact.value} of 10"
    if fact.unit == "symptom":
        return SYMPTOM_WORDS[fact.value]
    if fact.unit in ("days", "sets", "reps", "steps", "ramp steps"):
        return f"{fact.value} {fact.unit[:-1] if fact.value == '1' else fact.unit}"
    if fact.unit == "text":
        return subject(fact.value)
    return fact.value


def mass(kilograms: Decimal, unit: Unit) -> str:
    """A mass in kg or lb with at most two decimals."""
    value = kilograms if unit == "kg" else kilograms * GRAINS_PER_KG / GRAINS_PER_LB
    return f"{plain(value.quantize(Decimal('0.01')))} {unit}"


def day(value: date) -> str:
    """A date as 2 Mar 2026, in English whatever the locale."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def plain(value: Decimal) -> str:
    """A decimal without exponent and without trailing zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
