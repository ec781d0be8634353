"""The public API is guarded: what a release offered and the next one does not is found before it is released."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tools.test_all import ROOT, api, last_tag

pytest.importorskip("griffe", reason="griffe is in the group `lint`, which is installed for one Python only")


@pytest.fixture
def released(tmp_path: Path) -> Path:
    """A repository that holds the package as it is, released as v0.1.0."""
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    _git(tmp_path, "init", "--quiet")
    _git(tmp_path, "add", "--all")
    _git(tmp_path, "commit", "--quiet", "--message", "A release")
    _git(tmp_path, "tag", "v0.1.0")
    return tmp_path


def _git(root: Path, *arguments: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], cwd=root, check=True)


def _checked(root: Path) -> tuple[str, str]:
    """How the step of tools/test_all.py ended, and what it printed if it failed."""
    name, result, printed = api(root, Path(sys.executable))
    assert name == "griffe check --against v0.1.0"
    return result.partition(",")[0], "".join(printed)


def test_what_is_unchanged_passes(released: Path) -> None:
    assert _checked(released) == ("passed", "")


# Module, what stands in it, what takes its place, and what griffe says of that; "" where nobody outside would miss it.
CHANGES = [
    (
        "check",
        "    since: date | None = None,\n    on_error: OnE",
        "    on_error: OnE",
        "check_log(since): Parameter was removed",
    ),
    (
        "load",
        "def kg(value: Number)",
        "def kg(value: Number, exact: bool)",
        "kg(exact): Parameter was added as required",
    ),
    ("__init__", "check_log, check_plan", "check_log", "check_plan: Public object was removed"),
    ("authoring", "import Verdicts, fires, quiet", "import Verdicts, fires", "quiet: Public object was removed"),
    ("model", "    target_reps: int | None = None\n", "", "SetLog.target_reps: Public object was removed"),
    ("verdict", "def worst(self)", "def _worst(self)", "Report.worst: Public object was removed"),
    ("pages", "def why(", "def reasons(", ""),
]


def test_what_clients_would_miss_is_told_and_nothing_else(released: Path) -> None:
    for module, old, new, _ in CHANGES:
        path = released / "src" / "lowback_rules" / f"{module}.py"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    result, printed = _checked(released)
    assert result == "FAILED (exit 1)"
    assert sorted(line.partition(": ")[2] for line in printed.splitlines()) == sorted(
        words for *_, words in CHANGES if words
    )


def test_without_a_tag_it_is_not_run(tmp_path: Path) -> None:
    _git(tmp_path, "init", "--quiet")
    assert last_tag(tmp_path) is None
    assert api(tmp_path) == ("griffe check", "NOT RUN: no tag yet", [])
