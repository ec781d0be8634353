"""Policy: which limits hold for whom, in layers, each value knowing where it is from.

Layers: default, level, back history and the lifter's special groups pick built-in values, of which the strictest holds;
then come the layers of the policy itself (a file, the call), where the last wins. A person's own value replaces a
built-in one even if looser.
"""

import sys
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from attrs import field

from .catalogue import Broken, Found, Selection
from .definitions import Definitions
from .errors import LogError, PolicyError, Problem, nearest
from .exercises.aliases import Aliases, checked
from .groups import Group, groups_of
from .limits import LimitSpec, Value, limits_of
from .load import Number, decimal
from .model import Level, Lifter
from .rule import Rule
from .values import frozen
from .verdict import LimitValue, PolicyInForce

if TYPE_CHECKING:
    from pathlib import Path

YOUR_SETTING = "your setting"
BACK_HISTORY = "back history"
DEFAULT = "default"
_DEFINITIONS = "definitions"
_ALIASES = "aliases"
_VERSION = "version"


class Layer(NamedTuple):
    """One layer of settings: its name, values by rule and limit, and aliases.

    `enabled` is kept as a value of the name "enabled".
    """

    name: str
    level: Level | None = None
    back_history: bool | None = None
    values: tuple[tuple[str, str, Value | bool], ...] = ()
    aliases: Aliases = ()


class Active(NamedTuple):
    """One enabled rule with the limits that hold for it, and the layer each is from."""

    rule: Rule
    limits: Any
    origins: Mapping[str, str]


class Resolved(NamedTuple):
    """A policy for one person: the enabled rules in order, what of plug-ins is broken, and the shared definitions."""

    active: tuple[Active, ...]
    broken: tuple[Broken, ...]
    definitions: Definitions
    in_force: PolicyInForce
    notes: tuple[str, ...]

    @property
    def days_back(self) -> int:
        """How many days back these rules look under these limits."""
        return max([active.rule.days_back(active.limits, self.definitions) for active in self.active], default=0)

    @property
    def hides(self) -> dict[str, tuple[str, ...]]:
        """Which rule hides the findings of which."""
        return {active.rule.id: active.rule.hides for active in self.active if active.rule.hides}


@frozen(init=False)
class Policy:
    """Limits and switches for the rules, checked when it is made; PolicyError lists everything that is wrong.

    `rules` maps a rule id to its settings, as in TOML: {"load.step_jump": {"rise": "0.08"}, "core.weekly_days":
    {"enabled": False}}. `definitions` changes the shared numbers. `aliases` maps a person's own names of exercises to
    those of the catalogue.

    The rules to choose from are those of this package, of the module paths in `plug_ins`, and with `autoload` of
    installed plug-ins; or in place of ours and the installed ones those in `catalogue`. What of a plug-in is `broken`
    is an error when a session is judged, or with on_error="report" a gap.
    """

    layers: tuple[Layer, ...]
    base: str
    _selection: Selection = field(repr=False)
    catalogue: tuple[Rule, ...] = field(repr=False)
    broken: tuple[Broken, ...]
    _definitions: tuple[LimitSpec, ...] = field(repr=False)
    _resolved: dict[tuple[Level | None, bool | None, tuple[Group, ...]], Resolved] = field(repr=False, eq=False)

    def __init__(
        self,
        *,
        level: Level | str | None = None,
        back_history: bool | None = None,
        rules: Mapping[str, Mapping[str, Any]] | None = None,
        definitions: Mapping[str, Any] | None = None,
        aliases: Mapping[str, str] | None = None,
        catalogue: Iterable[Rule] | None = None,
        plug_ins: Iterable[str] = (),
        autoload: bool = True,
        name: str = YOUR_SETTING,
    ) -> None:
        given = None if catalogue is None else tuple(catalogue)
        selection = Selection(autoload, tuple(plug_ins), given)
        found = selection.found()
        settings: dict[str, Any] = {"rules": rules or {}, _DEFINITIONS: definitions or {}, _ALIASES: aliases or {}}
        if level is not None:
            settings["level"] = str(level)
        if back_history is not None:
            settings["back_history"] = back_history
        layer = _layer(settings, name, found)
        layers = () if layer == Layer(name) else (layer,)
        self.__attrs_init__(layers, DEFAULT, selection, found.rules, found.broken, limits_of(Definitions), {})

    @classmethod
    def version(cls, name: str, *, catalogue: Iterable[Rule] | None = None) -> Self:
        """The policy of a release, such as "2026.1": its limits and switches, whatever the built-in ones are today.

        Rules that came later are off; fixed ones (pain.red_flags) and those of plug-ins are always today's. PolicyError
        on an unknown name.
        """
        selection = Selection(given=None if catalogue is None else tuple(catalogue))
        return cls._of((), f"{_VERSION} {name}", selection)

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
        beside = None if isinstance(source, str) else source.resolve().parent
        try:
            settings = tomllib.loads(text, parse_float=Decimal)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            raise PolicyError([Problem(f"is no TOML: {error}", file=name)]) from None
        try:
            frozen_version = settings.pop("version", None)
            selection = _chosen(settings, None if catalogue is None else tuple(catalogue))
            with _importing_from(beside):
                layer = _layer(settings, YOUR_SETTING, selection.found())
            base = DEFAULT if frozen_version is None else f"{_VERSION} {frozen_version}"
            return cls._of((layer,), base, selection)
        except PolicyError as error:
            raise PolicyError([Problem(problem.message, file=name) for problem in error.problems]) from None

    @classmethod
    def _of(cls, layers: tuple[Layer, ...], base: str, selection: Selection) -> Self:
        policy = cls.__new__(cls)
        found = selection.found()
        rules, definitions = found.rules, limits_of(Definitions)
        if base != DEFAULT:
            from . import versions

            content = versions.read(base.removeprefix(f"{_VERSION} "))
            rules, definitions = _frozen(content, rules, selection), versions.frozen_definitions(content)
        policy.__attrs_init__(layers, base, selection, rules, found.broken, definitions, {})
        return policy

    def __or__(self, later: "Policy") -> "Policy":
        """Both policies, of which the later one wins; a version of either stays, the later one's if both have one.

        The plug-ins are those of both.
        """
        base = self.base if later.base == DEFAULT else later.base
        return Policy._of(self.layers + later.layers, base, self._selection | later._selection)

    def __hash__(self) -> int:
        return hash(self.layers)

    def __reduce__(self) -> tuple[Any, ...]:
        # A rule is known by its id here and there: what was found or frozen is so again where it arrives.
        return Policy._of, (self.layers, self.base, self._selection)

    @property
    def aliases(self) -> dict[str, str]:
        """The name of the catalogue for each of the person's own names, as these are compared; the last layer wins."""
        return {own: name for layer in self.layers for own, name in layer.aliases}

    def check(self) -> None:
        """RuleError if a plug-in is broken."""
        Found((), self.broken).check()

    @property
    def required_history(self) -> int:
        """How many days back the enabled rules look, whoever lifts: an app need load no more, and the first session."""
        everyone = [self.resolve(Lifter(level=level, back_history=back)) for level in Level for back in (False, True)]
        return max([resolved.days_back for resolved in everyone])

    def resolve(self, lifter: Lifter | None = None) -> Resolved:
        """The limits that hold for a lifter; kept, so that asking again costs a look-up."""
        groups = groups_of(lifter)
        person = (None, None, ()) if lifter is None else (lifter.level, lifter.back_history, groups)
        found = self._resolved.get(person)
        if found is None:
            found = self._resolved[person] = self._resolve(self._person(lifter, groups))
        return found

    def _person(self, lifter: Lifter | None, groups: tuple[Group, ...]) -> "_Person":
        """Who the lifter is to the rules: call, policy file and groups taken together."""
        level, origin, back_history = Level.NOVICE, "level not given", False
        of_call = () if lifter is None else (Layer("lifter", lifter.level, lifter.back_history),)
        for layer in self.layers + of_call:
            if layer.level is not None:
                level, origin = layer.level, layer.name
            if layer.back_history is not None:
                back_history = layer.back_history
        for group in groups:
            if group.level is not None:
                level, origin = group.level, group.name
        column = BACK_HISTORY if back_history else next((group.name for group in groups if group.back_history), None)
        return _Person(level, origin, back_history, column, groups)

    def _resolve(self, person: "_Person") -> Resolved:
        own = {(rule, name): (value, layer.name) for layer in self.layers for rule, name, value in layer.values}
        definitions, in_force = _limits(_DEFINITIONS, Definitions, self._definitions, own, person)
        active, disabled = [], []
        for rule in self.catalogue:
            enabled, _ = own.get((rule.id, "enabled"), (rule.enabled and not person.is_off(rule), DEFAULT))
            if not enabled:
                disabled.append(rule.id)
                continue
            limits, values = _limits(rule.id, rule.limits_type, rule.limits, own, person)
            active.append(Active(rule, limits, {value.name: value.origin for value in values}))
            in_force += values
        return Resolved(
            tuple(active),
            self.broken,
            definitions,
            PolicyInForce(
                str(person.level),
                person.level_origin,
                person.back_history,
                tuple(group.name for group in person.groups),
                (
                    self.base,
                    f"level {person.level}",
                    *([BACK_HISTORY] if person.back_history else []),
                    *(group.name for group in person.groups),
                    *(layer.name for layer in self.layers),
                ),
                tuple(disabled),
                tuple(in_force),
            ),
            tuple(group.name for group in person.groups if group.with_each),
        )


class _Person(NamedTuple):
    """Who is judged: level, back history (and which layer asks for its column of limits), and groups."""

    level: Level
    level_origin: str
    back_history: bool
    column: str | None
    groups: tuple[Group, ...]

    def is_off(self, rule: Rule) -> bool:
        """Whether a group of this person switches the rule off; never one that is fixed."""
        names = (rule.id, f"{rule.family}.*")
        return not rule.fixed and any(name in group.off for group in self.groups for name in names)


def _chosen(settings: dict[str, Any], given: tuple[Rule, ...] | None) -> Selection:
    """Which rules a policy file chooses from; PolicyError if it does not say so properly."""
    autoload, plug_ins = settings.pop("autoload", True), settings.pop("plug_ins", [])
    if not isinstance(autoload, bool):
        raise PolicyError([Problem(f"autoload: {autoload!r} is neither true nor false")])
    if not isinstance(plug_ins, list) or not all(isinstance(each, str) for each in plug_ins):
        raise PolicyError([Problem(f'plug_ins: {plug_ins!r} is no list of module paths; write ["my_app.rules"]')])
    return Selection(autoload, tuple(plug_ins), given)


@contextmanager
def _importing_from(folder: "Path | None") -> Iterator[None]:
    """While a policy file's plug-ins are loaded, what lies beside the file can be imported too."""
    if folder is None or str(folder) in sys.path:
        yield
        return
    sys.path.append(str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))


def _frozen(version: Mapping[str, Any], rules: tuple[Rule, ...], selection: Selection) -> tuple[Rule, ...]:
    """The rules as a version has them; those of plug-ins are in no version."""
    from . import versions

    own = iter(versions.frozen_rules(version, [rule for rule in rules if not selection.of_plug_ins(rule)]))
    return tuple([rule if selection.of_plug_ins(rule) else next(own) for rule in rules])


def _limits(
    owner: str,
    limits_type: type,
    specs: Iterable[LimitSpec],
    own: Mapping[tuple[str, str], tuple[Value | bool, str]],
    person: _Person,
) -> tuple[Any, list[LimitValue]]:
    """An instance of a Limits class for this person, and what to say of each value."""
    values: dict[str, Value] = {}
    said: list[LimitValue] = []
    groups = [group.name for group in person.groups]
    for spec in specs:
        value, origin = spec.for_person(str(person.level), person.column, groups)
        if (owner, spec.name) in own:
            value, origin = own[owner, spec.name]
        values[spec.name] = value
        said.append(LimitValue(owner, spec.name, str(value), spec.unit, origin))
    return limits_type(**values), said


def _layer(settings: Mapping[str, Any], name: str, found: Found) -> Layer:
    """The settings of one layer, checked; PolicyError with every problem."""
    problems: list[Problem] = []
    values: list[tuple[str, str, Value | bool]] = []
    by_id = {rule.id: rule for rule in found.rules}
    level = back_history = None
    aliases: Aliases = ()
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
            problems += _collect(values, _DEFINITIONS, limits_of(Definitions), value)
        elif key == _ALIASES:
            aliases, wrong = checked(value)
            problems += wrong
        elif key != "rules":
            known = ["version", "level", "back_history", "plug_ins", "autoload", _ALIASES, _DEFINITIONS, "rules"]
            problems.append(Problem(f"{key!r} is no setting of a policy{nearest(key, known)}"))
        elif not isinstance(value, Mapping):
            problems.append(Problem(f'rules: {value!r} is no table; write [rules."load.step_jump"]'))
        else:
            for written, own in value.items():
                rule_id = current_id(written, by_id.values(), stacklevel=4)
                if rule_id in by_id:
                    rule = by_id[rule_id]
                    problems += _collect(values, rule_id, rule.limits, own, fixed=rule.fixed)
                elif not found.broken:
                    # Of a broken plug-in nobody knows the rules; it is told of when a session is judged.
                    problems.append(Problem(f"there is no rule {rule_id!r}{nearest(rule_id, by_id)}"))
    if problems:
        raise PolicyError(problems)
    return Layer(name, level, back_history, tuple(sorted(values, key=lambda value: value[:2])), aliases)


def current_id(rule_id: str, rules: Iterable[Rule], *, stacklevel: int) -> str:
    """The id that a rule has now; an id that it had before is taken with a DeprecationWarning.

    `stacklevel` is how many calls up the line is that the warning names: 1 is in here.
    """
    for rule in rules:
        if rule_id in rule.formerly:
            warnings.warn(f"the rule {rule_id} is called {rule.id} now", DeprecationWarning, stacklevel=stacklevel)
            return rule.id
    return rule_id


def _collect(
    values: list[tuple[str, str, Value | bool]],
    owner: str,
    specs: Iterable[LimitSpec],
    settings: Any,
    *,
    fixed: bool = False,
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
            yield Problem(f"{owner} has no limit {name!r}{nearest(name, known)}")
        else:
            yield from _checked(values, owner, by_name[name], value)


def _checked(
    values: list[tuple[str, str, Value | bool]], owner: str, spec: LimitSpec, value: Number
) -> Iterator[Problem]:
    if spec.unit == "switch" and isinstance(value, bool):
        value = int(value)
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
