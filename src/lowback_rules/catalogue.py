"""The catalogue: finds the rules, built-in and of plug-ins, and hands them over sorted.

A plug-in is an installed package with an entry point in the group "lowback_rules.rules" that names a package laid out
like ours: one folder for each family, one file for each rule.
"""

import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from functools import cache
from types import ModuleType

from .errors import RuleError
from .rule import Rule

ENTRY_POINTS = "lowback_rules.rules"


@cache
def rules() -> tuple[Rule, ...]:
    """All rules of this package and of installed plug-ins; RuleError if a plug-in cannot be loaded."""
    return load_rules("lowback_rules.rules", *_plug_ins())


def load_rules(*packages: str) -> tuple[Rule, ...]:
    """The rules in these packages: fixed ones first, then by id; RuleError on a broken file or an id given twice."""
    found: dict[str, Rule] = {}
    for package in packages:
        for module in _modules(package):
            for rule in _rules_in(module):
                if rule.id in found:
                    raise RuleError(f"rule {rule.id}: {module.__name__} declares it a second time")
                found[rule.id] = rule
    return tuple(sorted(found.values(), key=lambda rule: (not rule.fixed, rule.id)))


def _plug_ins() -> Iterator[str]:
    from importlib.metadata import entry_points

    for entry_point in sorted(entry_points(group=ENTRY_POINTS)):
        yield entry_point.value


def _modules(package: str) -> Iterator[ModuleType]:
    root = _imported(package)
    if not hasattr(root, "__path__"):
        raise RuleError(f"plug-in {package}: it is a module; a package with one folder for each family is needed")
    for family in _children(root):
        folder = _imported(f"{package}.{family}")
        if hasattr(folder, "__path__"):
            for name in _children(folder):
                yield _imported(f"{package}.{family}.{name}")


def _children(package: ModuleType) -> list[str]:
    return sorted(info.name for info in pkgutil.iter_modules(package.__path__))


def _imported(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except RuleError:
        raise
    except Exception as error:
        raise RuleError(f"rules in {name}: cannot be loaded ({type(error).__name__}: {error})") from error


def _rules_in(module: ModuleType) -> Iterable[Rule]:
    declared = [value for value in vars(module).values() if isinstance(value, Rule)]
    if not declared:
        raise RuleError(f"rules in {module.__name__}: the file declares no rule; it needs one function under @rule")
    return declared
