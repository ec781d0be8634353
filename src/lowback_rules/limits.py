"""limit(): a number that judges, with its unit, range, direction and values by level, declared where it is used."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Literal, overload

import attrs

from .errors import RuleError, nearest
from .groups import GROUP_NAMES
from .units import FACT_UNITS, FactUnit
from .values import frozen

Value = Decimal | int
Stricter = Literal["lower", "higher"]


@frozen
class LimitSpec:
    """All that is known of one limit: what `rules --format json` lists and a policy checks."""

    name: str
    default: Value
    unit: FactUnit
    low: Value
    high: Value
    stricter: Stricter | None
    back_history: Value | None
    levels: tuple[tuple[str, Value], ...]
    groups: tuple[tuple[str, Value], ...]
    doc: str
    back_history_levels: tuple[tuple[str, Value], ...] = ()

    def for_person(self, level: str, back_history: str | None, groups: Iterable[str]) -> tuple[Value, str]:
        """The built-in value for a person, and which layer it is from: the strictest of level, back history and groups.

        `back_history` is the name of the layer that asks for that column ("back history", or a group), or None.
        """
        value, origin = self.default, "default"
        for name, by_level in self.levels:
            if name == level:
                value, origin = by_level, f"level {level}"
        with_history = dict(self.back_history_levels).get(level, self.back_history)
        columns = [] if back_history is None or with_history is None else [(back_history, with_history)]
        columns += [(name, by_group) for name, by_group in self.groups if name in groups]
        for name, candidate in columns:
            if self._tighter(candidate, value):
                value, origin = candidate, name
        return value, origin

    def _tighter(self, candidate: Value, value: Value) -> bool:
        return candidate < value if self.stricter == "lower" else candidate > value

    def problem_with(self, value: Value) -> str | None:
        """What is wrong with `value` for this limit, or None."""
        if isinstance(self.default, int) and value != int(value):
            return f"{value} is no whole number of {self.unit}"
        if not self.low <= value <= self.high:
            return f"{value} {self.unit} is outside {self.low} to {self.high}"
        return None


@overload
def limit(
    default: str,
    *,
    unit: FactUnit,
    low: str,
    high: str,
    stricter: Stricter | None = None,
    back_history: str | None = None,
    back_history_levels: Mapping[str, str] | None = None,
    levels: Mapping[str, str] | None = None,
    groups: Mapping[str, str] | None = None,
    doc: str,
) -> Decimal: ...
@overload
def limit(
    default: int,
    *,
    unit: FactUnit,
    low: int,
    high: int,
    stricter: Stricter | None = None,
    back_history: int | None = None,
    back_history_levels: Mapping[str, int] | None = None,
    levels: Mapping[str, int] | None = None,
    groups: Mapping[str, int] | None = None,
    doc: str,
) -> int: ...
def limit(
    default: str | int,
    *,
    unit: FactUnit,
    low: str | int,
    high: str | int,
    stricter: Stricter | None = None,
    back_history: str | int | None = None,
    back_history_levels: Mapping[str, Any] | None = None,
    levels: Mapping[str, Any] | None = None,
    groups: Mapping[str, Any] | None = None,
    doc: str,
) -> Any:
    """Declare one limit of a Limits class: a decimal (written as text) or a whole number.

    `stricter` is the direction that finds more; `back_history`, `levels` and `groups` replace `default` for such a
    person, and of these the strictest holds. `back_history_levels` are values of back history for certain levels, in
    place of `back_history`. RuleError on an unknown unit or group, or if a value lies outside `low` to `high`.
    """
    if unit not in FACT_UNITS:
        raise RuleError(f"limit {doc!r}: there is no unit {unit!r}{nearest(unit, FACT_UNITS)}")
    all_but_the_name = (
        _value(default),
        unit,
        _value(low),
        _value(high),
        stricter,
        None if back_history is None else _value(back_history),
        tuple([(name, _value(value)) for name, value in (levels or {}).items()]),
        tuple([(name, _value(value)) for name, value in (groups or {}).items()]),
        doc,
        tuple([(name, _value(value)) for name, value in (back_history_levels or {}).items()]),
    )
    spec = LimitSpec("", *all_but_the_name)
    by_name = spec.levels + spec.back_history_levels + spec.groups
    if stricter is None and (spec.back_history is not None or by_name):
        raise RuleError(f"limit {doc!r}: values by level, back history or group need a direction, stricter=")
    if unknown := [name for name in groups or () if name not in GROUP_NAMES]:
        raise RuleError(f"limit {doc!r}: {unknown[0]!r} is none of the groups {', '.join(GROUP_NAMES)}")
    for value in (spec.default, spec.back_history, *(value for _, value in by_name)):
        if value is not None and (problem := spec.problem_with(value)):
            raise RuleError(f"limit {doc!r}: {problem}")
    return attrs.field(default=spec.default, metadata={"limit": all_but_the_name})


def limits_of(limits_type: type) -> tuple[LimitSpec, ...]:
    """The limits that a Limits class declares, in order."""
    return tuple(
        [
            LimitSpec(attribute.name, *attribute.metadata["limit"])
            for attribute in attrs.fields(limits_type)
            if "limit" in attribute.metadata
        ]
    )


def _value(value: str | int) -> Value:
    return Decimal(value) if isinstance(value, str) else value
