"""What there is to read about a rule, all from its declaration: its page, its catalogue entry, explain()."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from . import catalogue, wording
from .definitions import Definitions
from .errors import PolicyError
from .limits import LimitSpec, limits_of
from .policy import Policy
from .rule import Example, Rule
from .sources import sources
from .verdict import Fact, Finding

_OUTCOMES = {"fires": "fires", "quiet": "has nothing to say", "unsure": "cannot judge"}


def explain(what: str | Finding, *, policy: Policy | None = None, unit: wording.Unit = "kg") -> str:
    """The text on a rule, by its id, or on a finding with its numbers filled in; PolicyError on an unknown id."""
    rules = catalogue.rules() if policy is None else policy.catalogue
    by_id = {rule.id: rule for rule in rules}
    rule_id = what.rule if isinstance(what, Finding) else what
    if rule_id not in by_id:
        close = get_close_matches(rule_id, by_id, n=1, cutoff=0.4)
        raise PolicyError(f"there is no rule {rule_id!r}" + (f"; did you mean {close[0]!r}?" if close else ""))
    rule = by_id[rule_id]
    if isinstance(what, Finding):
        return "\n".join(_of_finding(what, rule, unit)) + "\n"
    return "\n".join(_text(rule)) + "\n"


def _of_finding(finding: Finding, rule: Rule, unit: wording.Unit) -> Iterator[str]:
    yield f"{rule.title} ({rule.id}), {finding.severity}"
    yield ""
    yield wording.message(finding, unit=unit, rules={rule.id: rule})
    yield ""
    yield "Measured:"
    for name, fact in finding.facts.items():
        yield f"  {name.replace('_', ' ')}: {wording.amount(fact, unit)}"
    for use in finding.limits:
        crossed = ", crossed" if use == finding.limit else ""
        yield f"  limit {use.name}: {wording.amount(Fact(use.value, use.unit), unit)} ({use.origin}{crossed})"
    yield ""
    yield from _why(rule)


def _text(rule: Rule) -> Iterator[str]:
    yield f"{rule.title} ({rule.id})"
    yield ""
    yield rule.doc
    yield ""
    yield from _why(rule)
    yield ""
    yield "Limits:"
    for spec in rule.limits:
        yield f"  {spec.name} = {_values(spec)}: {spec.doc}"
    yield ""
    yield "Examples (the last session is judged):"
    for example in rule.examples:
        yield f"  {_OUTCOMES[example.outcome]}: {example.why}{_for_whom(example)}"
        yield from (f"    {line}" for line in example.log.strip().splitlines())


def _why(rule: Rule) -> Iterator[str]:
    evidence = rule.evidence
    yield f"What to do: {rule.advice}"
    yield ""
    yield (
        f"Evidence: {evidence.source} for the direction, {evidence.threshold} for the number, {evidence.directness}. "
        f"{evidence.statement}"
    )
    yield f"Criticism: {evidence.criticism}"
    yield "Sources:"
    for key in evidence.sources:
        source = sources().get(key)
        yield f"  {key}: {'' if source is None else source.citation}"
    yield ""
    yield wording.NOT_MEDICAL


def _values(spec: LimitSpec) -> str:
    parts = [_one(spec, spec.default)]
    parts += [f"{_one(spec, value)} {level}" for level, value in spec.levels]
    if spec.back_history is not None:
        parts.append(f"{_one(spec, spec.back_history)} with back history")
    return ", ".join(parts) + f" (from {_one(spec, spec.low)} to {_one(spec, spec.high)})"


def _one(spec: LimitSpec, value: Any) -> str:
    return wording.amount(Fact(str(value), spec.unit))


def _for_whom(example: Example) -> str:
    parts = [str(example.level)] if str(example.level) != "novice" else []
    if example.back_history:
        parts.append("with back history")
    return f" ({', '.join(parts)})" if parts else ""


def page(rule: Rule) -> str:
    """The page of a rule in docs/rules/, in Markdown."""
    return "\n".join(_page(rule)).rstrip() + "\n"


def _page(rule: Rule) -> Iterator[str]:
    evidence = rule.evidence
    yield from (f"# `{rule.id}`: {rule.title}", "", rule.doc, "", f"**What to do.** {rule.advice}", "")
    yield from ("## Messages", "")
    for template in dict(rule.messages).values():
        yield f"- {template}"
    yield from ("", "## Limits", "")
    if rule.fixed:
        yield from ("This rule cannot be switched off, and its numbers cannot be changed.", "")
    yield "| limit | default | levels | back history | range | finds more if | what it is |"
    yield "|---|---|---|---|---|---|---|"
    for spec in rule.limits:
        levels = ", ".join(f"{level} {_one(spec, value)}" for level, value in spec.levels)
        back = "" if spec.back_history is None else _one(spec, spec.back_history)
        yield (
            f"| `{spec.name}` | {_one(spec, spec.default)} | {levels} | {back} | "
            f"{_one(spec, spec.low)} to {_one(spec, spec.high)} | {spec.stricter or ''} | {spec.doc} |"
        )
    yield from ("", "## Evidence", "")
    yield (
        f"Grade {evidence.source} for the direction, {evidence.threshold} for the number as used; "
        f"{evidence.directness}. {evidence.statement}"
    )
    yield from ("", f"Criticism: {evidence.criticism}", "")
    for key in evidence.sources:
        source = sources().get(key)
        yield f"- {key}" if source is None else f"- {key} ({source.verification}): {source.citation}"
    yield from ("", "## Examples", "", "The last session of each log is judged.", "")
    for example in rule.examples:
        yield from (
            f"{_OUTCOMES[example.outcome].capitalize()}: {example.why}{_for_whom(example)}.",
            "",
            "```",
        )
        yield from (*example.log.strip().splitlines(), "```", "")
    yield from ("## What it reads", "")
    yield ", ".join(f"`{name}`" for name in sorted(rule.all_reads())) + "."
    if rule.uses:
        names = ", ".join(sorted(definition.name for definition in rule.uses))
        yield f"It uses the shared definitions {names} ([definitions](../definitions.md))."


def entry(rule: Rule, policy: Policy) -> dict[str, Any]:
    """The catalogue entry of a rule, for `rules --format json`: plain data, with its limits as they are in force."""
    resolved = policy.resolve()
    in_force = {(value.rule, value.name): value for value in resolved.in_force.limits}
    return {
        "id": rule.id,
        "title": rule.title,
        "family": rule.family,
        "enabled": rule.id not in resolved.in_force.disabled,
        "fixed": rule.fixed,
        "doc": rule.doc,
        "advice": rule.advice,
        "messages": dict(rule.messages),
        "limits": {spec.name: _limit(spec, rule.id, in_force) for spec in rule.limits},
        "evidence": {
            "source": rule.evidence.source,
            "threshold": rule.evidence.threshold,
            "directness": rule.evidence.directness,
            "statement": rule.evidence.statement,
            "criticism": rule.evidence.criticism,
            "sources": list(rule.evidence.sources),
        },
        "reads": sorted(rule.all_reads()),
        "definitions": {
            spec.name: _limit(spec, "definitions", in_force) for spec in limits_of(Definitions) if rule.uses
        },
    }


def _limit(spec: LimitSpec, owner: str, in_force: Mapping[tuple[str, str], Any]) -> dict[str, Any]:
    value = in_force.get((owner, spec.name))
    return {
        "value": str(spec.default) if value is None else value.value,
        "origin": "default" if value is None else value.origin,
        "default": str(spec.default),
        "levels": {level: str(by_level) for level, by_level in spec.levels},
        "back_history": None if spec.back_history is None else str(spec.back_history),
        "unit": spec.unit,
        "low": str(spec.low),
        "high": str(spec.high),
        "stricter": spec.stricter,
        "doc": spec.doc,
    }
