"""The shape of the package: imports go one way, importing it is light, nothing of the workplace is in it."""

import ast
import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

import lowback_rules

PACKAGE = Path(lowback_rules.__file__).parent
ROOT = PACKAGE.parent.parent

# Each module imports only those before it.
ORDER = [
    "version",
    "values",
    "errors",
    "countries",
    "severity",
    "load",
    "notation",
    "model",
    "groups",
    "units",
    "limits",
    "exercises",
    "definitions",
    "estimates",
    "figures",
    "kept",
    "summary",
    "hardness",
    "index",
    "view",
    "history",
    "ramp",
    "verdict",
    "packing",
    "rule",
    "authoring",
    "rules",
    "catalogue",
    "versions",
    "policy",
    "check",
    "sources",
    "wording",
    "pages",
    "lookup",
    "converter",
    "codec",
    "readers",
    "many",
    "writers",
    "reports",
    "testing",
    "registration",
    "scaffold",
    "progress",
    "printing",
    "arguments",
    "commands",
    "cli",
    "__main__",
]
# What may be imported from outside; every other module is free to change. tools/public_api.py knows them by `__all__`.
PUBLIC = [
    "lowback_rules",
    *(
        f"lowback_rules.{name}"
        for name in ("authoring", "codec", "estimates", "exercises", "readers", "testing", "writers")
    ),
]


def _files() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def _home(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[0]


def _imported(path: Path) -> set[str]:
    """The top-level modules of the package that a file imports, however deep the import stands."""
    inside = path.relative_to(PACKAGE).with_suffix("").parts
    package = inside if path.name == "__init__.py" else inside[:-1]
    package = package[:-1] if path.name == "__init__.py" else package
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = package[: len(package) - node.level + 1]
            full = (*base, *(node.module or "").split("."))
            names = [part for part in full if part] or [alias.name for alias in node.names]
            found.update([names[0]] if node.module or base else [alias.name for alias in node.names])
    return found


def test_every_module_has_its_place_in_the_order() -> None:
    assert {_home(path) for path in _files()} == set(ORDER)


def test_imports_go_one_way() -> None:
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {name}"
        for path in _files()
        for name in _imported(path) - {_home(path)}
        if ORDER.index(name) > ORDER.index(_home(path))
    ]
    assert wrong == []


def test_no_module_imports_a_private_name_of_another() -> None:
    private = [
        f"{path.relative_to(PACKAGE)} imports {alias.name}"
        for path in _files()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.name.startswith("_") and not alias.name.startswith("__")
    ]
    assert private == []


def test_the_import_reader_sees_imports() -> None:
    assert _imported(PACKAGE / "rules" / "load" / "step_jump.py") == {"authoring"}
    assert {"wording", "groups", "severity", "verdict", "exercises"} == _imported(PACKAGE / "reports" / "text.py")
    assert "policy" in _imported(PACKAGE / "check.py")
    assert "catalogue" in _imported(PACKAGE / "policy.py")


def test_a_rule_file_imports_authoring_and_nothing_else_of_the_package() -> None:
    for path in sorted((PACKAGE / "rules").glob("*/*.py")):
        if path.name != "__init__.py":
            assert _imported(path) == {"authoring"}, path


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavy = ["cattrs", "json", "csv", "argparse", "importlib.metadata", "tomllib", "rich"]
    code = f"import sys, lowback_rules; print([name for name in {heavy} if name in sys.modules])"
    assert _run(code) == "[]"


def test_judging_loads_no_reader_and_no_codec() -> None:
    heavy = ["cattrs", "json", "csv", "argparse", "importlib.metadata", "tomllib", "rich"]
    code = (
        "import sys; from lowback_rules import Session, check_session, Policy, History; "
        "check_session(Session.parse('2026-03-02 deadlift 3x5@100kg'), History()); "
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    assert _run(code) == "[]"


def test_the_public_modules_are_those_with_all() -> None:
    found = {
        ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
        for path in PACKAGE.rglob("*.py")
        if "__all__" in _defined(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert found == set(PUBLIC)


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_is_there_and_sorted(name: str) -> None:
    module = importlib.import_module(name)
    names = module.__all__
    assert names == sorted(names, key=lambda each: (not each.isupper(), not each[0].isupper(), each))
    assert [each for each in names if not hasattr(module, each)] == []


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_module_defines_nothing_that_is_neither_public_nor_private(name: str) -> None:
    module = importlib.import_module(name)
    assert module.__file__ is not None
    defined = _defined(ast.parse(Path(module.__file__).read_text(encoding="utf-8")))
    assert {each for each in defined if not each.startswith("_")} <= set(module.__all__)


def _defined(tree: ast.Module) -> set[str]:
    """The functions, classes and constants of a module, those that it imports left out."""
    found = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    for node in tree.body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        found |= {name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)}
    return found


def test_what_the_documentation_imports_is_public() -> None:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    imported = {
        (node.module, alias.name)
        for page in pages
        for block in re.findall(r"^```py\w*\n(.*?)^```$", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
        for node in ast.walk(ast.parse(block))
        if isinstance(node, ast.ImportFrom) and node.module is not None and node.module.startswith("lowback_rules")
        for alias in node.names
    }
    assert ("lowback_rules", "check_log") in imported
    assert {module for module, _ in imported} <= set(PUBLIC)
    private = {
        (module, name)
        for module, name in imported
        if name not in importlib.import_module(module).__all__ and f"{module}.{name}" not in PUBLIC
    }
    assert private == set()


def test_names_loaded_late_are_listed_and_others_are_not_there() -> None:
    assert set(lowback_rules.__all__) <= set(dir(lowback_rules))
    assert not hasattr(lowback_rules, "no_such_name")


def test_names_for_type_checkers_are_the_names_at_run_time() -> None:
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    typed = {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert typed - {"TYPE_CHECKING", "import_module"} == set(lowback_rules.__all__)


def test_no_clock_no_random_no_network_in_the_package() -> None:
    forbidden = re.compile(r"\b(datetime\.now|date\.today|time\.time|random|socket|urllib|requests|logging)\b")
    for path in _files():
        assert not forbidden.search(path.read_text(encoding="utf-8")), path


def test_nothing_of_a_machine_or_a_registry_is_in_the_project() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()
    pattern = re.compile(r"/home/\w+/|/Users/\w+/|files\.pythonhosted|pypi\.org/simple")
    for name in listed:
        path = ROOT / name
        if path.suffix in (".py", ".md", ".toml", ".csv", ".json", "") and path.is_file() and path != Path(__file__):
            assert not pattern.search(path.read_text(encoding="utf-8")), name


def _run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()
