"""What there is to read about a rule, all from its declaration: its page, its catalogue entry, explain() and why()."""

from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any

from . import catalogue
from .definitions import Definitions
from .errors import PolicyError, nearest
from .history import History
from .limits import LimitSpec, limits_of
from .model import SetLog
from .policy import Policy, current_id
from .rule import Example, Rule
from .severity import Care
from .sources import READ, Source, sources
from .verdict import Fact, Finding, LimitValue, Report
from .wording import NOT_MEDICAL, Wording

_OUTCOMES = {"fires": "fires", "quiet": "has nothing to say", "unsure": "cannot judge"}
_ENGLISH = Wording()


def explain(
    what: str | Finding,
    *,
    history: History | None = None,
    policy: Policy | None = None,
    words: Wording | None = None,
) -> str:
    """The text on a rule, by its id, or on a finding: how it came about, with its numbers, sets, limits and sources.

    `history` lets it name the sets of a finding. PolicyError on an unknown id.
    """
    rules = catalogue.rules() if policy is None else policy.catalogue
    by_id = {rule.id: rule for rule in rules}
    rule_id = current_id(what.rule if isinstance(what, Finding) else what, rules, stacklevel=3)
    rule = _found(rule_id, by_id)
    words = Wording(rules=by_id) if words is None else words
    lines = _of_finding(what, rule, history, words) if isinstance(what, Finding) else _text(rule)
    return "\n".join(lines) + "\n"


def why(report: Report, rule: str, *, history: History | None = None, words: Wording | None = None) -> str:
    """What a rule says of one session and why, whether it fired, could not judge or had nothing to say.

    PolicyError if the report has no outcome of that rule.
    """
    words = Wording() if words is None else words
    outcomes = {outcome.rule: outcome for outcome in report.outcomes}
    known = {known.id: known for known in catalogue.rules()} if words.rules is None else words.rules
    _found(rule, {**known, **outcomes})
    if rule not in outcomes:
        raise PolicyError(f"the rule {rule} is switched off; switch it on in a policy file to ask it")
    outcome = outcomes[rule]
    when = words.day(report.day)
    said = words.text(outcome.status)
    lines = [
        words.text(
            "{rule} on {day} (session {session}): {said}", rule=rule, day=when, session=report.session, said=said
        )
    ]
    for finding in outcome.findings:
        lines += ["", *_of_finding(finding, known[rule], history, words)]
        if finding.hidden_by is not None:
            lines += ["", words.text("A report leaves this out: {rule} says more.", rule=finding.hidden_by)]
    if outcome.gaps:
        lines += ["", words.text("What is missing") + ":", *(f"  {words.gap(gap)}" for gap in outcome.gaps)]
    if not outcome.findings and report.policy is not None:
        lines += ["", words.text("Limits") + ":"]
        lines += [f"  {_in_force(value, words)}" for value in report.policy.limits if value.rule == rule]
        lines += ["", words.text("lowback-rules explain {rule} says what it looks at.", rule=rule)]
    # A name or an id of the log may have a line break in it, which must not look like a line of ours.
    return "\n".join(" ".join(line.splitlines()) for line in lines) + "\n"


def _found(rule_id: str, known: Mapping[str, Any]) -> Any:
    if rule_id not in known:
        raise PolicyError(f"there is no rule {rule_id!r}{nearest(rule_id, known)}")
    return known[rule_id]


def _of_finding(finding: Finding, rule: Rule, history: History | None, words: Wording) -> Iterator[str]:
    yield f"{words.title(finding)} ({rule.id}), {words.text(str(finding.severity))}"
    yield from ("", words.message(finding), "")
    yield words.text("How it came about: {formula}", formula=words.formula(finding))
    yield from ("", words.text("Measured") + ":")
    for name, fact in finding.facts.items():
        yield f"  {name.replace('_', ' ')}: {words.amount(fact)}"
    for use in finding.limits:
        crossed = words.text("{limit} (crossed)", limit=words.limit(use))
        yield f"  {crossed if use == finding.limit else words.limit(use)}"
    if finding.cites:
        yield from ("", words.text("Sets") + ":")
        for cite in finding.cites:
            yield f"  {_cited(cite.session, cite.set, history, words)}"
    yield ""
    if finding.care is not Care.EMERGENCY:
        yield words.text("Next: {advice}", advice=words.advice(finding))
        yield ""
    yield from _evidence(rule, words)


def _in_force(value: LimitValue, words: Wording) -> str:
    return f"{value.name.replace('_', ' ')}: {words.limit_value(value)} ({words.text(value.origin)})"


def _cited(session_id: str, place: int | None, history: History | None, words: Wording) -> str:
    """A session, and one of its sets if it is named and the history is known."""
    session = None
    if history is not None:
        session = dict(zip(history.ids, history.sessions, strict=True)).get(session_id)
    when = words.amount(Fact(session_id, "session")) if session is None else words.day(session.day)
    if place is None:
        return when
    which = words.text("{when}, set {n}", when=when, n=place + 1)
    return which if session is None else f"{which}: {_performed(session.sets[place], words)}"


def _performed(entry: SetLog, words: Wording) -> str:
    amounts = [
        None if entry.reps is None else words.amount(Fact(str(entry.reps), "reps")),
        None if entry.seconds is None else words.amount(Fact(str(entry.seconds), "s")),
        None if entry.load is None else words.load(entry.load),
        None if entry.rpe is None else f"RPE {words.plain(entry.rpe)}",
        entry.kind,
        None if entry.form is None else words.text("technique {form}", form=words.text(entry.form)),
    ]
    return ", ".join([entry.exercise, *(amount for amount in amounts if amount is not None)])


def _text(rule: Rule) -> Iterator[str]:
    yield f"{rule.title} ({rule.id})"
    yield from ("", rule.doc, "", *(f"What to do: {text}" for text in _advices(rule)), "", "Formula:")
    for formula in dict.fromkeys(rule.formulas.values()):
        yield f"  {in_names(formula)}"
    yield from ("", "Severity:")
    yield from (f"  {severity}: {when}" for severity, when in rule.severities.items())
    yield from (f"  {care} care: {when}" for care, when in rule.cares.items())
    yield from ("", "Limits:")
    for spec in rule.limits:
        yield f"  {spec.name} = {_values(spec)}: {spec.doc}"
    yield from ("", "It cannot judge where this is missing:")
    yield from (f"  {what} ({kind})" for what, kind in rule.all_gaps.items())
    yield from ("", "Examples (the last session is judged):")
    for example in rule.examples:
        yield f"  {_OUTCOMES[example.outcome]}: {example.why}{_for_whom(example)}"
        yield from (f"    {line}" for line in example.log.strip().splitlines())
    yield ""
    yield from _evidence(rule, _ENGLISH)


def _evidence(rule: Rule, words: Wording) -> Iterator[str]:
    evidence = rule.evidence
    yield words.text(
        "Evidence: {source} for the direction, {threshold} for the number "
        "(A review, B trial, C consensus, D convention).",
        source=evidence.source,
        threshold=evidence.threshold,
    )
    if words.language == "en":
        yield evidence.statement
    yield words.text("But: {criticism}", criticism=words.text(evidence.criticism))
    yield words.text("Sources") + ":"
    yield from (f"  {_cited_source(key)}" for key in evidence.sources)
    yield ""
    yield words.text(NOT_MEDICAL)


def _cited_source(key: str) -> str:
    source = sources().get(key)
    return key if source is None else f"{key}: {source.citation}{_doi(source)} ({READ[source.verification]})"


def _doi(source: Source) -> str:
    return f" doi:{source.doi}" if source.doi else ""


def in_names(template: str, marks: str = "<>") -> str:
    """A formula or message with the names of its facts and limits, between two marks, instead of their numbers."""
    parts = []
    for literal, name, _, _ in Formatter().parse(template):
        parts.append(literal)
        if name is not None:
            parts.append(f"{marks[0]}{name.removeprefix('limits.').replace('_', ' ')}{marks[-1]}")
    return "".join(parts)


def _advices(rule: Rule) -> tuple[str, ...]:
    """Each advice once, that of most messages first."""
    return tuple(dict.fromkeys([rule.advice(), *rule.advices.values()]))


def _values(spec: LimitSpec) -> str:
    parts = [_one(spec, spec.default)]
    parts += [f"{_one(spec, value)} {level}" for level, value in spec.levels]
    if spec.back_history is not None:
        parts.append(f"{_one(spec, spec.back_history)} with back history")
    parts += [f"{_one(spec, value)} {level} with back history" for level, value in spec.back_history_levels]
    parts += [f"{_one(spec, value)} {group}" for group, value in spec.groups]
    return ", ".join(parts) + f" (from {_one(spec, spec.low)} to {_one(spec, spec.high)})"


def _one(spec: LimitSpec, value: Any) -> str:
    return _ENGLISH.amount(Fact(str(value), spec.unit))


def _for_whom(example: Example) -> str:
    parts = [str(example.level)] if str(example.level) != "novice" else []
    if example.back_history:
        parts.append("with back history")
    if example.lifter.age is not None:
        parts.append(f"aged {example.lifter.age}")
    if example.lifter.osteoporosis:
        parts.append("with osteoporosis")
    return f" ({', '.join(parts)})" if parts else ""


def page(rule: Rule) -> str:
    """The page of a rule in docs/rules/, in Markdown."""
    return "\n".join(_page(rule)).rstrip() + "\n"


def _page(rule: Rule) -> Iterator[str]:
    evidence = rule.evidence
    default = "always on" if rule.fixed else "on by default" if rule.enabled else "off by default"
    yield from (f"# `{rule.id}`: {rule.title}", "")
    yield f"*{rule.status}, since {rule.since}; {default}; evidence {evidence.threshold} for the number.*"
    yield from ("", rule.doc, "", *(f"**What to do.** {text}\n" for text in _advices(rule)), "## Formula", "")
    yield from (f"- {in_names(formula, '`')}" for formula in dict.fromkeys(rule.formulas.values()))
    yield from ("", "## How loud, and whom to see", "", "| severity, care | when |", "|---|---|")
    yield from (f"| {severity} | {when} |" for severity, when in rule.severities.items())
    yield from (f"| {care} care | {when} |" for care, when in rule.cares.items())
    yield from ("", "## Messages", "")
    yield from (f"- {in_names(template, '`')}" for template in rule.messages.values())
    yield from ("", "## Limits", "")
    if rule.fixed:
        yield from ("This rule cannot be switched off, and its numbers cannot be changed.", "")
    yield "| limit | default | levels and groups | back history | range | finds more if | what it is |"
    yield "|---|---|---|---|---|---|---|"
    for spec in rule.limits:
        people = ", ".join(f"{name} {_one(spec, value)}" for name, value in spec.levels + spec.groups)
        column = [] if spec.back_history is None else [_one(spec, spec.back_history)]
        back = ", ".join([*column, *(f"{level} {_one(spec, value)}" for level, value in spec.back_history_levels)])
        yield (
            f"| `{spec.name}` | {_one(spec, spec.default)} | {people} | {back} | "
            f"{_one(spec, spec.low)} to {_one(spec, spec.high)} | {spec.stricter or ''} | {spec.doc} |"
        )
    yield from _configured(rule)
    yield from ("", "## Evidence", "")
    yield (
        f"Grade {evidence.source} for the direction, {evidence.threshold} for the number as used (A systematic review, "
        f"B trial or cohort, C consensus or guideline, D convention or our own choice); {evidence.directness}. "
        f"{evidence.statement}"
    )
    yield from ("", f"Criticism: {evidence.criticism}", "")
    yield from (f"- {_cited_source(key)}" for key in evidence.sources)
    yield from ("", "## Examples", "", "The last session of each log is judged.", "")
    for example in rule.examples:
        severity = "" if example.severity is None else f" ({example.severity})"
        yield from (
            f"{_OUTCOMES[example.outcome].capitalize()}{severity}: {example.why}{_for_whom(example)}.",
            "",
            "```text",
        )
        yield from (*example.log.strip().splitlines(), "```", "")
    yield from ("## What it needs", "", "It reads " + ", ".join(f"`{name}`" for name in sorted(rule.all_reads())) + ".")
    if rule.uses:
        names = ", ".join(sorted(definition.name for definition in rule.uses))
        yield f"It uses the shared definitions {names} ([definitions](../definitions.md))."
    if rule.hides:
        hidden = "everything else" if "*" in rule.hides else ", ".join(f"`{name}`" for name in sorted(rule.hides))
        yield f"Where it fires, it hides {hidden}, unless that is more severe."
    yield from ("", "It cannot judge, and says so, where this is missing:", "")
    yield from (f"- {what} (`{kind}`)" for what, kind in rule.all_gaps.items())


def _configured(rule: Rule) -> Iterator[str]:
    """How a policy file changes the rule: a limit, and the switch."""
    if rule.fixed:
        return
    switch = "off" if rule.enabled else "on"
    yield from ("", f"In a policy file; the number is the default, and the last line switches the rule {switch}:", "")
    yield from ("```toml", f'[rules."{rule.id}"]')
    for spec in rule.limits[:1]:
        yield f"{spec.name} = {spec.default}"
    yield f"{'# ' if rule.enabled else ''}enabled = {'false' if rule.enabled else 'true'}"
    yield "```"


def entry(rule: Rule, policy: Policy) -> dict[str, Any]:
    """The catalogue entry of a rule, for `rules --format json`: plain data, with its limits as they are in force."""
    resolved = policy.resolve()
    in_force = {(value.rule, value.name): value for value in resolved.in_force.limits}
    return {
        "id": rule.id,
        "title": rule.title,
        "family": rule.family,
        "enabled": rule.id not in resolved.in_force.disabled,
        "default_enabled": rule.enabled,
        "fixed": rule.fixed,
        "status": rule.status,
        "since": rule.since,
        "formerly": list(rule.formerly),
        "doc": rule.doc,
        "advice": rule.advice(),
        "advices": dict(rule.advices),
        "messages": dict(rule.messages),
        "formulas": dict(rule.formulas),
        "severities": {str(severity): when for severity, when in rule.severities.items()},
        "cares": {str(care): when for care, when in rule.cares.items()},
        "gaps": dict(rule.all_gaps),
        "hides": sorted(rule.hides),
        "limits": {spec.name: _limit(spec, rule.id, in_force) for spec in rule.limits},
        "evidence": {
            "source": rule.evidence.source,
            "threshold": rule.evidence.threshold,
            "directness": rule.evidence.directness,
            "statement": rule.evidence.statement,
            "criticism": rule.evidence.criticism,
            "sources": list(rule.evidence.sources),
            "citations": [_source(key) for key in rule.evidence.sources],
        },
        "reads": sorted(rule.all_reads()),
        "definitions": {
            spec.name: _limit(spec, "definitions", in_force) for spec in limits_of(Definitions) if rule.uses
        },
    }


def _source(key: str) -> dict[str, str]:
    source = sources().get(key)
    if source is None:
        return {"key": key}
    return {"key": key, "citation": source.citation, "doi": source.doi, "verification": source.verification}


def _limit(spec: LimitSpec, owner: str, in_force: Mapping[tuple[str, str], Any]) -> dict[str, Any]:
    value = in_force.get((owner, spec.name))
    return {
        "value": str(spec.default) if value is None else value.value,
        "origin": "default" if value is None else value.origin,
        "default": str(spec.default),
        "levels": {level: str(by_level) for level, by_level in spec.levels},
        "back_history": None if spec.back_history is None else str(spec.back_history),
        "back_history_levels": {level: str(by_level) for level, by_level in spec.back_history_levels},
        "groups": {group: str(by_group) for group, by_group in spec.groups},
        "unit": spec.unit,
        "low": str(spec.low),
        "high": str(spec.high),
        "stricter": spec.stricter,
        "doc": spec.doc,
    }
