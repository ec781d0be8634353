"""The pages that come from declarations are those of the declarations."""

import subprocess
import sys
from pathlib import Path

import pytest

from lowback_rules.catalogue import load_rules

ROOT = Path(__file__).resolve().parent.parent


def test_generated_pages_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "docs.py", "--check"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "0 pages are stale: none\n")


def test_no_page_is_left_of_a_rule_that_is_gone() -> None:
    assert {path.stem for path in (ROOT / "docs" / "rules").glob("*.md")} == {
        rule.id for rule in load_rules("lowback_rules.rules")
    } | {"index"}


@pytest.mark.parametrize(
    "path", sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]), ids=lambda path: path.name
)
def test_links_within_the_project_lead_somewhere(path: Path) -> None:
    import re

    for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (path.parent / target).exists(), target


def test_the_readme_table_is_that_of_the_rules() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for rule in load_rules("lowback_rules.rules"):
        grades = f"{rule.evidence.source}, {rule.evidence.threshold}"
        assert f"| [`{rule.id}`](docs/rules/{rule.id}.md) | {rule.title} | {grades} |" in readme
