"""The catalogue: finds the rules, built-in and of plug-ins, and hands them over sorted.

A plug-in is a module path: a package laid out like ours (a folder for each family, a file for each rule), one folder or
one file of it, or "module:name" of some rules. Installed packages name theirs by an entry point in the group
"lowback_rules.rules"; a policy may name others.
"""

import importlib
import os
import pkgutil
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.machinery import PathFinder
from types import ModuleType
from typing import NamedTuple

from .errors import RuleError
from .rule import Rule

ENTRY_POINTS = "lowback_rules.rules"
_BUILT_IN = "lowback_rules.rules"


class Broken(NamedTuple):
    """A part of a plug-in that gives no rule: its module path, and why."""

    module: str
    reason: str

    @property
    def message(self) -> str:
        """What a person is told."""
        return f"plug-in {self.module}: {self.reason}"


class Found(NamedTuple):
    """The rules that were found, fixed ones first, then by id; and what of them is broken."""

    rules: tuple[Rule, ...]
    broken: tuple[Broken, ...] = ()

    def check(self) -> None:
        """RuleError that names everything that is broken."""
        if self.broken:
            raise RuleError("; ".join(each.message for each in self.broken))

    def and_those_of(self, modules: Iterable[str]) -> "Found":
        """These rules and those of plug-ins; of two rules with one id the first holds, and the second is broken."""
        rules = {rule.id: rule for rule in self.rules}
        broken = list(self.broken)
        for module, found in [pair for name in dict.fromkeys(modules) for pair in _parts(name)]:
            for rule in found if isinstance(found, tuple) else ():
                if rule.id in rules and rules[rule.id] is not rule:
                    broken.append(Broken(module, f"declares the rule {rule.id} a second time"))
                rules.setdefault(rule.id, rule)
            if isinstance(found, str):
                broken.append(Broken(module, found))
        return Found(_sorted(rules.values()), tuple(broken))


class Selection(NamedTuple):
    """Which rules there are to choose from: this package's and those of plug-ins, or those `given` and no other."""

    autoload: bool = True
    plug_ins: tuple[str, ...] = ()
    given: tuple[Rule, ...] | None = None

    def __or__(self, later: "Selection") -> "Selection":
        """The plug-ins of both, without installed ones if either wants none; of what was given, the later."""
        return Selection(
            self.autoload and later.autoload,
            tuple(dict.fromkeys(self.plug_ins + later.plug_ins)),
            self.given if later.given is None else later.given,
        )

    def found(self) -> Found:
        """The rules, and what of the plug-ins is broken."""
        if self.given is not None:
            return Found(_sorted(self.given)).and_those_of(self.plug_ins)
        return (_with_installed() if self.autoload else Found(built_in())).and_those_of(self.plug_ins)

    def of_plug_ins(self, rule: Rule) -> bool:
        """Whether a rule is that of a plug-in."""
        return rule not in (built_in() if self.given is None else self.given)


def rules() -> tuple[Rule, ...]:
    """All rules of this package and of installed plug-ins; RuleError if a plug-in cannot be loaded."""
    found = _with_installed()
    found.check()
    return found.rules


@cache
def built_in() -> tuple[Rule, ...]:
    """The rules of this package alone."""
    return load_rules(_BUILT_IN)


@cache
def _with_installed() -> Found:
    if not _may_be_installed():
        return Found(built_in())
    from importlib.metadata import entry_points

    return Found(built_in()).and_those_of(point.value for point in sorted(entry_points(group=ENTRY_POINTS)))


def _may_be_installed() -> bool:
    """Whether importlib.metadata could find a plug-in: loading it costs more than reading what it would read."""
    if any(hasattr(finder, "find_distributions") for finder in sys.meta_path if finder is not PathFinder):
        return True
    for path in sys.path:
        try:
            with os.scandir(path or ".") as entries:
                found = [entry.path for entry in entries if entry.name.lower().endswith(("dist-info", "egg-info"))]
        except NotADirectoryError:
            # An archive, which only importlib.metadata looks into.
            return True
        except OSError:
            continue
        if any(_names_rules(f"{folder}/entry_points.txt") for folder in found):
            return True
    return False


def _names_rules(file: str) -> bool:
    try:
        with open(file, "rb") as opened:  # noqa: PTH123 (pathlib too takes longer to load than this to run)
            return ENTRY_POINTS.encode() in opened.read()
    except OSError:
        return False


def load_rules(*modules: str) -> tuple[Rule, ...]:
    """The rules of these module paths: fixed ones first, then by id; RuleError on a broken one or an id given twice."""
    found = Found(()).and_those_of(modules)
    found.check()
    return found.rules


def _sorted(found: Iterable[Rule]) -> tuple[Rule, ...]:
    return tuple(sorted(found, key=lambda rule: (not rule.fixed, rule.id)))


def _parts(name: str) -> Iterator[tuple[str, tuple[Rule, ...] | str]]:
    """Each module of a plug-in with its rules, or with what is wrong with it: one broken file costs no other."""
    module, _, attribute = name.partition(":")
    imported = _imported(module)
    if isinstance(imported, str):
        yield name, imported
    elif attribute:
        yield name, _named(imported, attribute)
    elif hasattr(imported, "__path__"):
        children = sorted(info.name for info in pkgutil.iter_modules(imported.__path__))
        for child in children:
            yield from _parts(f"{module}.{child}")
        if not children:
            yield name, "the package is empty; a rule is a file such as rest/my_rule.py in it"
    else:
        declared = tuple(value for value in vars(imported).values() if isinstance(value, Rule))
        yield name, declared or "the file declares no rule; it needs one function under @rule"


def _named(module: ModuleType, attribute: str) -> tuple[Rule, ...] | str:
    given = getattr(module, attribute, None)
    named = (given,) if isinstance(given, Rule) else given
    if not isinstance(named, list | tuple) or not all(isinstance(each, Rule) for each in named):
        return f"{attribute} is no rule and no tuple of rules"
    return tuple(named)


def _imported(name: str) -> ModuleType | str:
    """The module, or why it cannot be imported; a plug-in must not be able to end the program either."""
    try:
        return importlib.import_module(name)
    except RuleError as error:
        return str(error)
    except (Exception, SystemExit) as error:
        return f"cannot be loaded ({type(error).__name__}: {error})"
