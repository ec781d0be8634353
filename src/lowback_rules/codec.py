"""The JSON of reports, schema 1, through the one cattrs converter of the package. Importing this loads cattrs and json.

Nothing that stands in schema 1 is renamed or removed; keys are only added.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import cattrs
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from .converter import CONVERTER
from .errors import LogError, Problem
from .verdict import Fact, Facts, Finding, Outcome, PolicyInForce, Report
from .version import __version__
from .wording import Wording

__all__ = ["SCHEMA", "document", "dumps", "outcome_from_json", "outcome_json", "policy_json"]

SCHEMA = 1


def _with_hooks(converter: cattrs.Converter) -> cattrs.Converter:
    converter.register_unstructure_hook(
        Facts, lambda facts: {name: {"value": fact.value, "unit": fact.unit} for name, fact in facts.items()}
    )
    converter.register_structure_hook(
        Facts,
        lambda value, _: Facts(tuple((name, converter.structure(fact, Fact)) for name, fact in value.items())),
    )
    converter.register_unstructure_hook(
        Finding,
        make_dict_unstructure_fn(
            Finding,
            converter,
            rule=override(omit=True),
            session=override(omit=True),
            message=override(rename="variant"),
        ),
    )
    converter.register_structure_hook(
        Finding, make_dict_structure_fn(Finding, converter, message=override(rename="variant"))
    )
    return converter


_CONVERTER = _with_hooks(CONVERTER)


def document(
    reports: Iterable[Report],
    *,
    problems: Iterable[Problem] = (),
    policy: PolicyInForce | None = None,
    account: Mapping[str, Any] | None = None,
    words: Wording | None = None,
) -> dict[str, Any]:
    """Reports as the JSON document of schema 1; `account` is Log.account, `words` says how messages read."""
    reports, words = list(reports), Wording() if words is None else words
    if policy is None and reports:
        policy = reports[0].policy
    return {
        "schema": SCHEMA,
        "library": __version__,
        "policy": {} if policy is None else policy_json(policy),
        "problems": [
            {
                "file": problem.file,
                "line": problem.line,
                "column": problem.column,
                "path": problem.path,
                "message": problem.message,
            }
            for problem in problems
        ],
        **({} if account is None else {"account": dict(account)}),
        "reports": [
            {
                "session": {"id": report.session, "start": report.start},
                "outcomes": [outcome_json(outcome, words) for outcome in report.outcomes],
                "unknown_exercises": _CONVERTER.unstructure(report.unknown_exercises),
            }
            for report in reports
        ],
    }


def dumps(reports: Iterable[Report], **keywords: Any) -> str:
    """The document as JSON text."""
    return json.dumps(document(reports, **keywords), ensure_ascii=False)


def policy_json(policy: PolicyInForce) -> dict[str, Any]:
    """The policy in force; its limits by rule and name, each with value, unit and origin."""
    limits: dict[str, dict[str, Any]] = {}
    for value in policy.limits:
        limits.setdefault(value.rule, {})[value.name] = {
            "value": value.value,
            "unit": value.unit,
            "origin": value.origin,
        }
    return {
        "level": policy.level,
        "level_origin": policy.level_origin,
        "back_history": policy.back_history,
        "groups": list(policy.groups),
        "layers": list(policy.layers),
        "disabled": list(policy.disabled),
        "limits": limits,
    }


def outcome_json(outcome: Outcome, words: Wording | None = None) -> dict[str, Any]:
    """One outcome; every finding with its sentence and its fingerprint beside the data."""
    words = Wording() if words is None else words
    return {
        "rule": outcome.rule,
        "status": outcome.status,
        "findings": [_finding_json(finding, words) for finding in outcome.findings],
        "gaps": _CONVERTER.unstructure(outcome.gaps),
    }


def outcome_from_json(data: Mapping[str, Any], *, session: str) -> Outcome:
    """The outcome that outcome_json() wrote, of the session of that id; LogError if it is none."""
    try:
        findings = tuple(
            _CONVERTER.structure({**finding, "rule": data["rule"], "session": session}, Finding)
            for finding in data["findings"]
        )
        gaps = _CONVERTER.structure({"rule": data["rule"], "gaps": data["gaps"]}, Outcome).gaps
    except cattrs.BaseValidationError as error:
        wrong = "; ".join(cattrs.transform_error(error))
        raise LogError(f"this is no outcome of schema {SCHEMA}: {wrong}") from None
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise LogError(f"this is no outcome of schema {SCHEMA}: {error}") from None
    return Outcome(data["rule"], findings, gaps)


def _finding_json(finding: Finding, words: Wording) -> dict[str, Any]:
    data: dict[str, Any] = _CONVERTER.unstructure(finding)
    data["message"] = words.message(finding)
    data["advice"] = words.advice(finding)
    data["fingerprint"] = finding.fingerprint
    if data["hidden_by"] is None:
        del data["hidden_by"]
    return data
