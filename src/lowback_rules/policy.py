"""Policy: which limits hold for whom, in layers, each value knowing where it is from.

Layers, last wins: default, level, back history, then the layers of the policy itself (a file, the call). Level and back
history pick built-in values, and of the two the stricter holds; a person's own value replaces them even if looser.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from attrs import field, frozen

from . import catalogue
from .definitions import Definitions
from .errors import LogError, PolicyError, Problem
from .limits import LimitSpec, Value, limits_of
from .load import Number, decimal
from .model import Level, Lifter
from .rule import Rule
from .verdict import LimitValue, PolicyInForce

if TYPE_CHECKING:
    from pathlib import Path

YOUR_SETTING = "your setting"
_DEFINITIONS = "definitions"


@frozen
class Layer:
    """One layer of settings: its name, and values by rule and limit. `enabled` is kept under the name "enabled"."""

    name: str
    level: Level | None = None
    back_history: bool | None = None
    values: tuple[tuple[str, str, Value | bool], ...] = ()


@frozen(eq=False)
class Active:
    """One enabled rule with the limits that hold for it, and the layer each is from."""

    rule: Rule
    limits: Any
    origins: Mapping[str, str]


@frozen(eq=False)
class Resolved:
    """A policy for one person: the enabled rules in order, and the shared definitions."""

    active: tuple[Active, ...]
    definitions: Definitions
    in_force: PolicyInForce

    @property
    def hides(self) -> dict[str, tuple[str, ...]]:
        """Which rule hides the findings of which."""
        return {active.rule.id: active.rule.hides for active in self.active if active.rule.hides}


@frozen(init=False)
class Policy:
    """Limits and switches for the rules, checked when it is made; PolicyError lists everything that is wrong.

    `rules` maps a rule id to its settings, as in TOML: {"load.step_jump": {"rise": "0.08"}, "core.weekly_days":
    {"enabled": False}}. `definitions` changes the shared numbers. `catalogue` is the rules to choose from.
    """

    layers: tuple[Layer, ...]
    catalogue: tuple[Rule, ...] = field(repr=False)
    _resolved: dict[tuple[Level | None, bool | None], Resolved] = field(repr=False, eq=False)

    def __init__(
        self,
        *,
        level: Level | str | None = None,
        back_history: bool | None = None,
        rules: Mapping[str, Mapping[str, Any]] | None = None,
        definitions: Mapping[str, Any] | None = None,
        catalogue: Iterable[Rule] | None = None,
        name: str = YOUR_SETTING,
    ) -> None:
        known = _built_in() if catalogue is None else tuple(catalogue)
        settings: dict[str, Any] = {"rules": rules or {}, _DEFINITIONS: definitions or {}}
        if level is not None:
            settings["level"] = str(level)
        if back_history is not None:
            settings["back_history"] = back_history
        layer = _layer(settings, name, known)
        self.__attrs_init__(() if layer == Layer(name) else (layer,), known, {})

    @classmethod
    def from_toml(cls, source: "str | Path", *, catalogue: Iterable[Rule] | None = None) -> Self:
        """The policy written in a TOML file (a Path) or in TOML text; PolicyError lists everything that is wrong."""
        import tomllib

        if not isinstance(source, str):
            try:
                text = source.read_text(encoding="utf-8-sig")
            except OSError as error:
                raise PolicyError([Problem(f"cannot be read: {error.strerror}", file=str(source))]) from None
            except UnicodeDecodeError:
                raise PolicyError([Problem("is no UTF-8 text", file=str(source))]) from None
            name = str(source)
        else:
            text, name = source, "policy text"
        try:
            settings = tomllib.loads(text, parse_float=Decimal)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            raise PolicyError([Problem(f"is no TOML: {error}", file=name)]) from None
        known = _built_in() if catalogue is None else tuple(catalogue)
        try:
            return cls._of((_layer(settings, YOUR_SETTING, known),), known)
        except PolicyError as error:
            raise PolicyError([Problem(problem.message, file=name) for problem in error.problems]) from None

    @classmethod
    def _of(cls, layers: tuple[Layer, ...], catalogue: tuple[Rule, ...]) -> Self:
        policy = cls.__new__(cls)
        policy.__attrs_init__(layers, catalogue, {})
        return policy

    def __or__(self, later: "Policy") -> "Policy":
        """Both policies, of which the later one wins."""
        return Policy._of(self.layers + later.layers, self.catalogue)

    def __hash__(self) -> int:
        return hash(self.layers)

    def __reduce__(self) -> tuple[Any, ...]:
        built_in = self.catalogue == _built_in()
        return _restored, (self.layers, None if built_in else self.catalogue)

    @property
    def required_history(self) -> int:
        """How many days back the enabled rules look: an app need load no more than that."""
        resolved = self.resolve()
        return max(
            [active.rule.days_back(active.limits, resolved.definitions) for active in resolved.active],
            default=0,
        )

    def resolve(self, lifter: Lifter | None = None) -> Resolved:
        """The limits that hold for a lifter; kept, so that asking again costs a look-up."""
        person = (None, None) if lifter is None else (lifter.level, lifter.back_history)
        found = self._resolved.get(person)
        if found is None:
            found = self._resolved[person] = self._resolve(*self._person(lifter))
        return found

    def _person(self, lifter: Lifter | None) -> tuple[Level, bool, str]:
        """Level, back history, and what the level is from."""
        level, origin = _first(
            [
                (None if lifter is None else lifter.level, "lifter"),
                *((layer.level, layer.name) for layer in reversed(self.layers)),
            ],
            (Level.NOVICE, "level not given"),
        )
        back_history, _ = _first(
            [
                (None if lifter is None else lifter.back_history, "lifter"),
                *((layer.back_history, layer.name) for layer in reversed(self.layers)),
            ],
            (False, ""),
        )
        return level, back_history, origin

    def _resolve(self, level: Level, back_history: bool, level_origin: str) -> Resolved:
        own = {(rule, name): (value, layer.name) for layer in self.layers for rule, name, value in layer.values}
        definitions, in_force = _limits(_DEFINITIONS, Definitions, own, level, back_history)
        active, disabled = [], []
        for rule in self.catalogue:
            if own.get((rule.id, "enabled"), (True, ""))[0] is False:
                disabled.append(rule.id)
                continue
            limits, values = _limits(rule.id, rule.limits_type, own, level, back_history)
            active.append(Active(rule, limits, {value.name: value.origin for value in values}))
            in_force += values
        return Resolved(
            tuple(active),
            definitions,
            PolicyInForce(
                str(level),
                level_origin,
                back_history,
                (
                    "default",
                    f"level {level}",
                    *(["back history"] if back_history else []),
                    *(layer.name for layer in self.layers),
                ),
                tuple(disabled),
                tuple(in_force),
            ),
        )


def _built_in() -> tuple[Rule, ...]:
    return catalogue.rules()


def _first(options: list[tuple[Any, str]], default: tuple[Any, str]) -> tuple[Any, str]:
    return next((option for option in options if option[0] is not None), default)


def _limits(
    owner: str,
    limits_type: type,
    own: Mapping[tuple[str, str], tuple[Value | bool, str]],
    level: Level,
    back_history: bool,
) -> tuple[Any, list[LimitValue]]:
    """An instance of a Limits class for this person, and what to say of each value."""
    values: dict[str, Value] = {}
    said: list[LimitValue] = []
    for spec in limits_of(limits_type):
        value, origin = spec.for_person(str(level), back_history)
        if (owner, spec.name) in own:
            mine, origin = own[owner, spec.name]
            value = int(mine) if isinstance(spec.default, int) else Decimal(mine)
        values[spec.name] = value
        said.append(LimitValue(owner, spec.name, str(value), spec.unit, origin))
    return limits_type(**values), said


def _layer(settings: Mapping[str, Any], name: str, rules: Iterable[Rule]) -> Layer:
    """The settings of one layer, checked; PolicyError with every problem."""
    problems: list[Problem] = []
    values: list[tuple[str, str, Value | bool]] = []
    by_id = {rule.id: rule for rule in rules}
    level = back_history = None
    for key, value in settings.items():
        if key == "level":
            try:
                level = Level(value)
            except ValueError:
                problems.append(Problem(f"level: {value!r} is none of {', '.join(str(level) for level in Level)}"))
        elif key == "back_history":
            back_history = value
            if not isinstance(value, bool):
                problems.append(Problem(f"back_history: {value!r} is neither true nor false"))
        elif key == _DEFINITIONS:
            problems += _collect(values, _DEFINITIONS, limits_of(Definitions), value, fixed=False)
        elif key != "rules":
            known = ["level", "back_history", _DEFINITIONS, "rules"]
            problems.append(Problem(f"{key!r} is no setting of a policy{_nearest(key, known)}"))
        elif not isinstance(value, Mapping):
            problems.append(Problem(f'rules: {value!r} is no table; write [rules."load.step_jump"]'))
        else:
            for rule_id, own in value.items():
                if rule_id in by_id:
                    rule = by_id[rule_id]
                    problems += _collect(values, rule_id, rule.limits, own, fixed=rule.fixed)
                else:
                    problems.append(Problem(f"there is no rule {rule_id!r}{_nearest(rule_id, by_id)}"))
    if problems:
        raise PolicyError(problems)
    return Layer(name, level, back_history, tuple(sorted(values, key=lambda value: value[:2])))


def _collect(
    values: list[tuple[str, str, Value | bool]],
    owner: str,
    specs: Iterable[LimitSpec],
    settings: Any,
    *,
    fixed: bool,
) -> Iterator[Problem]:
    """Add the settings of one rule to `values`; yield what is wrong with them."""
    if not isinstance(settings, Mapping):
        yield Problem(f"{owner}: {settings!r} is no table of limits")
        return
    by_name = {spec.name: spec for spec in specs}
    for name, value in settings.items():
        if fixed:
            yield Problem(f"{owner}: {name} cannot be set; this rule cannot be switched off or changed")
        elif name == "enabled" and owner != _DEFINITIONS:
            if not isinstance(value, bool):
                yield Problem(f"{owner}: enabled = {value!r} is neither true nor false")
            values.append((owner, name, value))
        elif name not in by_name:
            known = [*by_name] if owner == _DEFINITIONS else [*by_name, "enabled"]
            yield Problem(f"{owner} has no limit {name!r}{_nearest(name, known)}")
        else:
            yield from _checked(values, owner, by_name[name], value)


def _checked(
    values: list[tuple[str, str, Value | bool]], owner: str, spec: LimitSpec, value: Number
) -> Iterator[Problem]:
    try:
        number = decimal(value, f"{owner}: {spec.name}")
    except LogError as error:
        yield from error.problems
        return
    problem = spec.problem_with(number)
    if problem:
        yield Problem(f"{owner}: {spec.name}: {problem}")
    else:
        values.append((owner, spec.name, int(number) if isinstance(spec.default, int) else number))


def _nearest(name: str, known: Iterable[str]) -> str:
    import difflib

    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.4)
    return f"; did you mean {close[0]!r}?" if close else ""


def _restored(layers: tuple[Layer, ...], rules: tuple[Rule, ...] | None) -> Policy:
    return Policy._of(layers, _built_in() if rules is None else rules)
