"""Versions: the default limits of each release, frozen, so that an upgrade of the library re-alerts nobody.

A version is a JSON file under versions/: which rules there were, which of them were on, and every limit with its values
for each level, back history and group. `described()` writes that of today's rules.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from attrs import evolve

from .definitions import Definitions
from .errors import PolicyError
from .limits import LimitSpec, Value, limits_of
from .rule import Rule

_FOLDER = Path(__file__).with_name("versions")


def names() -> tuple[str, ...]:
    """The versions that can be asked for, oldest first."""
    return tuple(sorted((path.stem for path in _FOLDER.glob("*.json")), key=_numbers))


def read(name: str) -> dict[str, Any]:
    """What a version says; PolicyError if there is none of that name."""
    import json

    if name not in names():
        raise PolicyError(f"there is no version {name!r} of the policy; known are {', '.join(names())}")
    content: dict[str, Any] = json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return content


def frozen_rules(version: Mapping[str, Any], rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules with the limits and switches of a version; one that came later is off, a fixed one is today's."""
    return tuple([rule if rule.fixed else _frozen(rule, version["rules"].get(rule.id)) for rule in rules])


def frozen_definitions(version: Mapping[str, Any]) -> tuple[LimitSpec, ...]:
    """The shared numbers as a version has them; one that came later is today's."""
    return tuple([_frozen_limit(spec, version["definitions"].get(spec.name)) for spec in limits_of(Definitions)])


def described(rules: Iterable[Rule]) -> dict[str, Any]:
    """The catalogue as a version file holds it."""
    return {
        "definitions": {spec.name: _entry(spec) for spec in limits_of(Definitions)},
        "rules": {
            rule.id: {
                "enabled": rule.enabled,
                "formerly": list(rule.formerly),
                "limits": {spec.name: _entry(spec) for spec in rule.limits},
            }
            for rule in sorted(rules, key=lambda rule: rule.id)
        },
    }


def _frozen(rule: Rule, entry: Mapping[str, Any] | None) -> Rule:
    if entry is None:
        return evolve(rule, enabled=False)
    limits = [_frozen_limit(spec, entry["limits"].get(spec.name)) for spec in rule.limits]
    return evolve(rule, enabled=entry["enabled"], limits=tuple(limits))


def _frozen_limit(spec: LimitSpec, entry: Mapping[str, Any] | None) -> LimitSpec:
    if entry is None:
        return spec
    back_history = entry["back_history"]
    return evolve(
        spec,
        default=_value(spec, entry["default"]),
        back_history=None if back_history is None else _value(spec, back_history),
        levels=tuple((level, _value(spec, value)) for level, value in entry["levels"].items()),
        groups=tuple((group, _value(spec, value)) for group, value in entry["groups"].items()),
        back_history_levels=tuple(
            (level, _value(spec, value)) for level, value in entry["back_history_levels"].items()
        ),
    )


def _entry(spec: LimitSpec) -> dict[str, Any]:
    return {
        "unit": spec.unit,
        "default": str(spec.default),
        "levels": {level: str(value) for level, value in spec.levels},
        "back_history": None if spec.back_history is None else str(spec.back_history),
        "back_history_levels": {level: str(value) for level, value in spec.back_history_levels},
        "groups": {group: str(value) for group, value in spec.groups},
        "low": str(spec.low),
        "high": str(spec.high),
        "stricter": spec.stricter,
    }


def _value(spec: LimitSpec, text: str) -> Value:
    return int(text) if isinstance(spec.default, int) else Decimal(text)


def _numbers(name: str) -> tuple[int, ...]:
    return tuple(int(part) for part in name.split("."))
