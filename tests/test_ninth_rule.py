"""Adding a rule is adding one file: its page, its keys, its explain and its laws are there."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from lowback_rules import Gap, Policy, PolicyError, RuleError, Session, check_many, check_session, explain
from lowback_rules.catalogue import load_rules, rules
from lowback_rules.pages import entry, page
from lowback_rules.rule import Rule, Verdicts
from lowback_rules.testing import LAWS, Law
from lowback_rules.view import View

# The rule that docs/writing-a-rule.md shows.
PAGE = Path(__file__).parent.parent / "docs" / "writing-a-rule.md"
FILE = PAGE.read_text(encoding="utf-8").partition("```py\n")[2].partition("```")[0]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    root = tmp_path_factory.mktemp("plugin")
    folder = root / "ninth_rules" / "rest"
    folder.mkdir(parents=True)
    (root / "ninth_rules" / "__init__.py").touch()
    (folder / "__init__.py").touch()
    (folder / "short_night.py").write_text(FILE)
    sys.path.insert(0, str(root))
    yield root
    sys.path.remove(str(root))


@pytest.fixture(scope="module")
def rule(package: Path) -> Rule:
    return next(rule for rule in load_rules("lowback_rules.rules", "ninth_rules") if rule.id == "rest.short_night")


@pytest.fixture(scope="module")
def policy(package: Path) -> Policy:
    return Policy(catalogue=load_rules("lowback_rules.rules", "ninth_rules"))


def test_it_is_judged_beside_the_others(policy: Policy) -> None:
    report = check_session(Session.parse("2026-03-02 deadlift 3x5@100kg; sleep 5h"), policy=policy)
    assert len(report.outcomes) == sum(rule.enabled for rule in rules()) + 1
    assert [finding.rule for finding in report] == ["rest.short_night"]


def test_its_page_its_entry_and_its_explain_are_there(rule: Rule, policy: Policy) -> None:
    assert "# `rest.short_night`: Heavy day after a short night" in page(rule)
    assert "| `hours` | 6 h |  | 7 h | 3 h to 9 h | higher | sleep before |" in page(rule)
    assert entry(rule, policy)["limits"]["hours"]["value"] == "6"
    assert "Point out low-back work after a short night." in explain("rest.short_night", policy=policy)
    (finding,) = check_session(Session.parse("2026-03-02 deadlift 3x5@100kg; sleep 5h"), policy=policy)
    assert "5 h of sleep before low-back work; 6 h is a usual minimum." in explain(finding, policy=policy)


def test_its_keys_are_in_the_policy(rule: Rule) -> None:
    five = Session.parse("2026-03-02 deadlift 3x5@100kg; sleep 5h")
    loose = Policy(catalogue=[rule], rules={"rest.short_night": {"hours": 5}})
    assert len(check_session(five, policy=loose)) == 0
    with pytest.raises(PolicyError, match="hours: 10 h is outside 3 to 9"):
        Policy(catalogue=[rule], rules={"rest.short_night": {"hours": 10}})


@pytest.mark.parametrize("law", LAWS, ids=str)
def test_its_laws_are_there(law: Law, rule: Rule) -> None:
    law.hold(rule, settings(max_examples=15))


def _installed(package: Path, value: str) -> None:
    folder = package / "ninth-1.dist-info"
    folder.mkdir(exist_ok=True)
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: ninth\nVersion: 1\n")
    (folder / "entry_points.txt").write_text(f"[lowback_rules.rules]\nninth = {value}\n")


def _command(package: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "lowback_rules", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(package)},
    )


def test_an_installed_plug_in_is_found_by_the_command(package: Path) -> None:
    _installed(package, "ninth_rules")
    ids = [entry["id"] for entry in json.loads(_command(package, "rules", "--format", "json").stdout)]
    assert len(ids) == len(rules()) + 1
    assert "rest.short_night" in ids


WRONG = {
    'reads={"exercise", "sleep_hours"}': (
        'reads={"exercise", "slep"}',
        "reads names 'slep', which is no field of the model; did you mean 'sleep_hours'?",
    ),
    'worse={"sleep_hours"': (
        'worse={"slep_hours"',
        "worse names 'slep_hours', which is no field of the model; did you mean 'sleep_hours'?",
    ),
    'asks="lumbar"': (
        'one_of=[("sleep_hours", "wok_at")]',
        "one_of names 'wok_at', which is no field of the model; did you mean 'woke_at'?",
    ),
    'unit="h"': ('unit="kgs"', "limit 'sleep before': there is no unit 'kgs'; did you mean 'kg'?"),
    'advice="Make it a lighter day."': (
        'advice="This is safe."',
        "a message says 'safe', which this library does not claim",
    ),
    "{limits.hours} is a usual": ("{limits.ours} is a usual", "a message names limits.ours, which is no limit"),
    "def short_night": ("def long_night", "the function 'long_night' is not named as its file"),
    'quiet("2026-03-02 deadlift 3x5@100kg; sleep 6h", "6 hours are the limit"),': (
        "",
        "it has no example that is 'quiet'",
    ),
    'high="9"': ('high="5"', "6 h is outside 3 to 5"),
    '"""Point out low-back work after a short night."""': ("", "the function has no docstring"),
}


@pytest.mark.parametrize(("old", "new", "words"), [(old, *new) for old, new in WRONG.items()])
def test_a_wrong_declaration_says_what_is_wrong(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert old in FILE
    name = f"wrong_{abs(hash(old))}"
    folder = tmp_path / name / "rest"
    folder.mkdir(parents=True)
    (folder / "short_night.py").write_text(FILE.replace(old, new))
    (folder / "__init__.py").touch()
    (tmp_path / name / "__init__.py").touch()
    sys.path.insert(0, str(tmp_path))
    try:
        with pytest.raises(RuleError) as raised:
            load_rules(name)
    finally:
        sys.path.remove(str(tmp_path))
    assert words in str(raised.value)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('limit="hours")', 'limit="ours")', "a finding names the limit 'ours', which is not declared"),
        ('limit="hours")', 'message="other")', "a finding names the message 'other', which is not declared"),
        ('{"slept": Fact', '{"sleep": Fact', "the message names 'slept', which the finding has no fact for"),
        ("severities={INFO: ", 'severities={"caution": ', "a finding is of severity info, which is not declared"),
        (
            'limit="hours")',
            "care=__import__('lowback_rules').Care.URGENT)",
            "a finding asks for urgent care, which is not declared",
        ),
        (
            'Fact(str(slept), "h")',
            'Fact(str(slept), "daays")',
            "the fact 'slept': there is no unit 'daays'; did you mean 'days'?",
        ),
        ('gaps={"sleep"', 'gaps={"slumber"', "a gap not-recorded of 'sleep' is not declared in gaps="),
    ],
)
def test_a_wrong_finding_says_what_is_wrong(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert old in FILE
    name = f"finding_{abs(hash(new))}"
    folder = tmp_path / name / "rest"
    folder.mkdir(parents=True)
    for path in (folder, tmp_path / name):
        (path / "__init__.py").touch()
    (folder / "short_night.py").write_text(FILE.replace(old, new))
    sys.path.insert(0, str(tmp_path))
    try:
        policy = Policy(catalogue=load_rules(name))
    finally:
        sys.path.remove(str(tmp_path))
    sessions = [Session.parse("2026-03-02 deadlift 3x5@100kg" + sleep) for sleep in ("; sleep 5h", "")]
    with pytest.raises(RuleError) as raised:
        list(check_many([sessions], policy=policy))
    assert words in str(raised.value)


def test_a_bug_in_a_rule_raises_or_is_a_gap(rule: Rule) -> None:
    from attrs import evolve

    def broken(view: View, limits: object) -> Verdicts:
        yield Gap("low-back", "not-recorded", str(1 / 0))

    policy = Policy(catalogue=[evolve(rule, function=broken)])
    session = Session.parse("2026-03-02 deadlift 3x5@100kg; sleep 5h")
    with pytest.raises(ZeroDivisionError):
        check_session(session, policy=policy)
    report = check_session(session, policy=policy, on_error="report")
    assert [(gap.kind, gap.what) for gap in report.gaps] == [("rule-error", "ZeroDivisionError: division by zero")]
    assert report.outcomes[0].status == "not-assessed"
