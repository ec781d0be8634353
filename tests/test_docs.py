"""The documentation is true: its pages are those of the declarations, its links lead somewhere, its blocks are read."""

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lowback_rules.catalogue import load_rules
from lowback_rules.check import check_session
from lowback_rules.model import Session
from lowback_rules.policy import Policy
from lowback_rules.rule import FAMILIES, Rule
from lowback_rules.scaffold import new_rule
from lowback_rules.sources import sources

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
EXAMPLE = DOCS / "house-rules"
RULES = load_rules("lowback_rules.rules")


def _generator() -> Any:
    """docs/_pages.py, which stands outside the package."""
    spec = importlib.util.spec_from_file_location("_pages", DOCS / "_pages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATOR = _generator()
PAGES: dict[str, str] = GENERATOR.pages()
WRITTEN = sorted(path for path in DOCS.glob("*.md") if path.relative_to(DOCS).as_posix() not in PAGES)


def _links(text: str) -> Iterator[str]:
    """The targets of links within the project, code left out."""
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)
    for target in re.findall(r"\]\(<?([^)#>]*)(?:#[^)>]*)?>?\)", prose):
        if target and "://" not in target:
            yield target


def _blocks(text: str, language: str) -> list[str]:
    found = re.findall(r"^```(.*?)\n(.*?)^```$", text, flags=re.DOTALL | re.MULTILINE)
    return [block for name, block in found if name == language]


def test_there_is_a_page_for_each_rule_and_no_other() -> None:
    named = {name.removeprefix("rules/").removesuffix(".md") for name in PAGES if name.startswith("rules/")}
    assert {name for name in named if not name.startswith("_")} == {rule.id for rule in RULES} | {"index"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_page_tells_all(rule: Rule) -> None:
    text = PAGES[f"rules/{rule.id}.md"]
    evidence = rule.evidence
    for wanted in (rule.title, rule.doc, rule.advice(), evidence.statement, evidence.criticism):
        assert wanted in text, wanted
    for key in evidence.sources:
        assert sources()[key].citation in text, key
    for spec in rule.limits:
        assert f"`{spec.name}`" in text, spec.name
    for example in rule.examples:
        assert example.log.strip() in text
        assert example.why in text
    assert "(../evidence.md)" in text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_policy_on_a_rule_page_leaves_it_on_and_its_last_line_turns_the_switch(rule: Rule) -> None:
    blocks = _blocks(PAGES[f"rules/{rule.id}.md"], "toml")
    assert len(blocks) == (0 if rule.fixed else 1)
    for block in blocks:
        assert rule.id not in Policy.from_toml(block).resolve().in_force.disabled
        turned = Policy.from_toml(block.replace("# enabled", "enabled")).resolve().in_force
        assert (rule.id in turned.disabled) is rule.enabled


@pytest.mark.parametrize("page", ["rules/_front.md", "rules/index.md"])
def test_each_rule_is_listed_with_the_grade_of_its_number(page: str) -> None:
    folder = "rules/" if page == "rules/_front.md" else ""
    for rule in RULES:
        rows = [line for line in PAGES[page].splitlines() if f"({folder}{rule.id}.md)" in line]
        assert len(rows) == 1
        assert f"[{rule.title}]" in rows[0]
        assert f"| {rule.evidence.threshold}, " in rows[0]


def test_the_front_page_lists_the_rules_and_leads_everywhere() -> None:
    front = (DOCS / "index.md").read_text(encoding="utf-8")
    assert "```{include} rules/_front.md" in front
    listed = set(re.findall(r"^[\w/-]+$", "\n".join(_blocks(front, "{toctree}")), flags=re.MULTILINE))
    missing = {path.stem for path in WRITTEN} | {"definitions", "rules/index"}
    assert listed == missing - {"index"}


def test_the_evidence_page_lists_each_source_and_how_it_was_read() -> None:
    assert "```{include} rules/_sources.md" in (DOCS / "evidence.md").read_text(encoding="utf-8")
    for key, source in sources().items():
        rows = [line for line in PAGES["rules/_sources.md"].splitlines() if f"**{key}**" in line]
        assert len(rows) == 1
        assert source.doi in rows[0]
        assert GENERATOR.READ[source.verification] in rows[0]


def test_pages_are_written_where_they_differ_and_those_of_old_rules_go(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "load.gone.md").write_text("of a rule that is gone")
    (tmp_path / "definitions.md").write_text("old")
    GENERATOR.write(tmp_path)
    found = {path.relative_to(tmp_path).as_posix(): path for path in tmp_path.rglob("*.md")}
    assert {name: path.read_text(encoding="utf-8") for name, path in found.items()} == PAGES
    before = {name: path.stat().st_mtime_ns for name, path in found.items()}
    GENERATOR.write(tmp_path)
    assert {name: path.stat().st_mtime_ns for name, path in found.items()} == before


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_links_of_a_written_page_lead_somewhere(path: Path) -> None:
    for target in _links(path.read_text(encoding="utf-8")):
        assert target in PAGES or (DOCS / target).exists(), target


def test_links_of_the_readme_lead_to_files_that_are_kept() -> None:
    # A code host shows the README without the generated pages.
    for target in _links((ROOT / "README.md").read_text(encoding="utf-8")):
        assert target.removeprefix("docs/") not in PAGES, target
        assert (ROOT / target).exists(), target


@pytest.mark.parametrize("name", sorted(PAGES))
def test_links_of_a_generated_page_lead_somewhere(name: str) -> None:
    # The parts of other pages are included from docs/ itself.
    folder = DOCS if "/_" in name else (DOCS / name).parent
    for target in _links(PAGES[name]):
        path = (folder / target).resolve()
        assert path.relative_to(DOCS).as_posix() in PAGES or path.exists(), target


def test_the_readme_table_is_that_of_the_rules() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = dict(re.findall(r"^\| `(\w+)`: .* \| (\[.*) \|$", readme, flags=re.MULTILINE))
    wanted: dict[str, list[str]] = {family: [] for family in FAMILIES}
    for rule in sorted(RULES, key=lambda rule: rule.id):
        family, name = rule.id.split(".")
        link = f"[`{name}`](src/lowback_rules/rules/{family}/{name}.py) {rule.evidence.threshold}"
        wanted[family].append(link if rule.enabled else f"{link}, off")
    assert found == {family: " · ".join(links) for family, links in wanted.items()}


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_each_block_is_of_a_kind_that_is_run_or_read(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    # conftest.py runs the first five; "py" is the rule below; a grammar is read by nobody.
    run = {"python", "output", "console", "toml", "json", "py", "ebnf"}
    opening = re.findall(r"^```(.+)$", text, flags=re.MULTILINE)
    assert {name for name in opening if not name.startswith("{")} <= run
    for block in _blocks(text, ""):
        for line in block.splitlines():
            assert Session.parse(line).sets


def test_the_rule_that_is_shown_is_a_rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (shown,) = _blocks((DOCS / "writing-a-rule.md").read_text(encoding="utf-8"), "py")
    folder = tmp_path / "shown_rules" / "rest"
    folder.mkdir(parents=True)
    (folder / "short_night.py").write_text(shown, encoding="utf-8")
    (folder / "__init__.py").touch()
    (tmp_path / "shown_rules" / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    (rule,) = load_rules("shown_rules")
    status = {"fires": "fired", "quiet": "clear", "unsure": "not-assessed"}
    for example in rule.examples:
        (outcome,) = check_session(Session.parse(example.log), policy=Policy(catalogue=[rule])).outcomes
        assert outcome.status == status[example.outcome]


def test_the_rule_that_is_shown_is_that_of_the_example_package() -> None:
    (shown,) = _blocks((DOCS / "writing-a-rule.md").read_text(encoding="utf-8"), "py")
    assert (EXAMPLE / "src" / "house_rules" / "rest" / "short_night.py").read_text(encoding="utf-8") == shown


def test_the_example_package_is_tested_as_new_rule_writes_it(tmp_path: Path) -> None:
    new_rule("load.after_a_grind", tmp_path / "house_rules")
    written = (tmp_path / "test_house_rules.py").read_text(encoding="utf-8")
    assert (EXAMPLE / "tests" / "test_house_rules.py").read_text(encoding="utf-8") == written


def test_the_first_log_is_the_one_that_is_shown() -> None:
    (shown,) = _blocks((DOCS / "start-here.md").read_text(encoding="utf-8"), "")
    assert (DOCS / "first-log.txt").read_text(encoding="utf-8").partition("\n")[2] == shown
