"""Rules from outside: by entry point, by a module path in a policy, or handed in; and plug-ins that are broken."""

import json
import os
import pickle
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from lowback_rules import History, Policy, PolicyError, RuleError, Session, Wording, check_many, check_session, codec
from lowback_rules.catalogue import built_in
from lowback_rules.scaffold import new_rule

SESSION = Session.parse("2026-03-02 deadlift 3x5@100kg; sleep 5h")
Package = Callable[..., str]


@pytest.fixture
def package(tmp_path: Path) -> Iterator[Package]:
    """Makes an importable package with the rule rest.my_rule, and more files (or other text) as given; its name."""
    made: list[str] = []

    def make(files: Mapping[str, str] | None = None) -> str:
        name = f"plug_in_{len(made)}_{tmp_path.name}"
        made.append(name)
        new_rule("rest.my_rule", tmp_path / name)
        for file, text in (files or {}).items():
            path = tmp_path / name / file
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)
        return name

    sys.path.insert(0, str(tmp_path))
    yield make
    sys.path.remove(str(tmp_path))
    for name in [name for name in sys.modules if name.partition(".")[0] in made]:
        del sys.modules[name]


def declared(package: str, tmp_path: Path, name: str = "my_rule") -> str:
    return (tmp_path / package / "rest" / f"{name}.py").read_text()


def ids(policy: Policy) -> set[str]:
    return {rule.id for rule in policy.catalogue}


OURS = {rule.id for rule in built_in()}


def test_a_module_path_adds_the_rules_of_a_package_a_folder_or_a_file(package: Package) -> None:
    name = package()
    for path in (name, f"{name}.rest", f"{name}.rest.my_rule", f"{name}.rest.my_rule:my_rule"):
        policy = Policy(plug_ins=[path])
        assert ids(policy) == OURS | {"rest.my_rule"}
        assert [finding.rule for finding in check_session(SESSION, policy=policy)] == ["rest.my_rule"]


def test_a_tuple_of_rules_is_the_whole_catalogue(package: Package) -> None:
    (mine,) = set(Policy(plug_ins=[package()]).catalogue) - set(built_in())
    assert Policy(catalogue=(*built_in(), mine)).catalogue == Policy(catalogue=[mine, *built_in()]).catalogue
    assert Policy(catalogue=[mine]).catalogue == (mine,)


def test_a_policy_file_names_what_lies_beside_it(tmp_path: Path) -> None:
    new_rule("rest.my_rule", tmp_path / "beside_the_policy")
    file = tmp_path / "policy.toml"
    file.write_text('plug_ins = ["beside_the_policy"]\n[rules."rest.my_rule"]\nhours = 4\n')
    before = list(sys.path)
    policy = Policy.from_toml(file)
    assert sys.path == before
    assert len(check_session(SESSION, policy=policy)) == 0
    assert ids(policy) == OURS | {"rest.my_rule"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("plug_ins = 'house_rules'", "plug_ins: 'house_rules' is no list of module paths"),
        ("plug_ins = [1]", "plug_ins: [1] is no list of module paths"),
        ("autoload = 0", "autoload: 0 is neither true nor false"),
        ("autolode = false", "'autolode' is no setting of a policy; did you mean 'autoload'?"),
    ],
)
def test_a_wrong_setting_says_what_would_be_right(text: str, words: str) -> None:
    with pytest.raises(PolicyError) as raised:
        Policy.from_toml(text)
    assert words in str(raised.value)


BROKEN = {
    "fails to import": (
        {"rest/other.py": "import no_such_module"},
        "rest.other",
        "cannot be loaded (ModuleNotFoundError",
    ),
    "ends the program": ({"rest/other.py": "raise SystemExit(3)"}, "rest.other", "cannot be loaded (SystemExit: 3)"),
    "is no Python": ({"rest/other.py": "def ("}, "rest.other", "cannot be loaded (SyntaxError"),
    "declares nothing": ({"rest/other.py": "x = 1"}, "rest.other", "the file declares no rule"),
    "has an empty folder": ({"load/__init__.py": ""}, "load", "the package is empty"),
}


@pytest.mark.parametrize(("files", "part", "words"), BROKEN.values(), ids=list(BROKEN))
def test_what_is_broken_is_one_clear_error_or_a_gap_and_costs_no_other_rule(
    package: Package, files: dict[str, str], part: str, words: str
) -> None:
    name = package(files)
    policy = Policy(plug_ins=[name])
    with pytest.raises(RuleError) as raised:
        check_session(SESSION, policy=policy)
    assert str(raised.value).startswith(f"plug-in {name}.{part}: {words}")
    report = check_session(SESSION, policy=policy, on_error="report")
    alone = check_session(SESSION, policy=Policy(plug_ins=[f"{name}.rest.my_rule"]))
    assert report.outcomes[:-1] == alone.outcomes
    assert [finding.rule for finding in report] == ["rest.my_rule"]
    (gap,) = report.outcomes[-1].gaps
    assert (report.outcomes[-1].rule, report.outcomes[-1].status) == (f"{name}.{part}", "not-assessed")
    assert (gap.kind, gap.what) == ("rule-error", str(raised.value))
    assert list(check_many([History([SESSION])], policy=policy, on_error="report")) == [(report,)]
    words_of = Wording(rules={rule.id: rule for rule in policy.catalogue})
    told = json.loads(codec.dumps([report], words=words_of))["reports"][0]["outcomes"][-1]
    assert (told["rule"], told["gaps"][0]["kind"]) == (f"{name}.{part}", "rule-error")


def test_a_second_rule_of_one_id_is_broken_and_the_first_holds(package: Package, tmp_path: Path) -> None:
    first = package()
    text = declared(first, tmp_path)
    second = package(
        {"rest/my_rule.py": text.replace('"6"', '"8"'), "rest/min_gap.py": text.replace("my_rule", "min_gap")}
    )
    report = check_session(SESSION, policy=Policy(plug_ins=[first, second]), on_error="report")
    assert [gap.what for gap in report.gaps if gap.kind == "rule-error"] == [
        f"plug-in {second}.rest.min_gap: declares the rule rest.min_gap a second time",
        f"plug-in {second}.rest.my_rule: declares the rule rest.my_rule a second time",
    ]
    assert {(finding.rule, finding.limits[0].value) for finding in report} == {("rest.my_rule", "6")}


def test_nonsense_in_a_declaration_is_the_declarations_own_error(package: Package, tmp_path: Path) -> None:
    text = declared(package(), tmp_path)
    name = package({"rest/my_rule.py": text.replace('"sleep_hours"}', '"slep"}')})
    with pytest.raises(RuleError, match=r"plug-in .*: rule rest.my_rule: reads names 'slep', which is no field"):
        check_session(SESSION, policy=Policy(plug_ins=[name]))
    for wrong in ("nothing", "frozen"):
        with pytest.raises(RuleError, match=f"{wrong} is no rule and no tuple of rules"):
            check_session(SESSION, policy=Policy(plug_ins=[f"{package()}.rest.my_rule:{wrong}"]))


def test_settings_of_a_broken_plug_in_lose_no_outcome(package: Package) -> None:
    name = package({"rest/my_rule.py": "1 / 0"})
    settings = {"rest.my_rule": {"hours": 5}}
    report = check_session(SESSION, policy=Policy(plug_ins=[name], rules=settings), on_error="report")
    assert len(report.outcomes) == len(check_session(SESSION, policy=Policy(autoload=False)).outcomes) + 1
    with pytest.raises(PolicyError, match=r"there is no rule 'rest\.my_rule'"):
        Policy(rules=settings)


def test_policies_put_together_have_the_plug_ins_of_both(package: Package) -> None:
    one, two = (package() for _ in range(2))
    policy = Policy(plug_ins=[f"{one}.rest.my_rule"]) | Policy(level="advanced")
    assert ids(policy) == OURS | {"rest.my_rule"}
    assert ids(Policy(level="advanced") | Policy(plug_ins=[one])) == OURS | {"rest.my_rule"}
    assert [each.module for each in (policy | Policy(plug_ins=[two])).broken] == [f"{two}.rest.my_rule"]
    again = pickle.loads(pickle.dumps(policy))
    assert again == policy
    assert check_session(SESSION, policy=again) == check_session(SESSION, policy=policy)


def test_a_version_freezes_our_rules_and_leaves_plug_ins_alone(package: Package) -> None:
    policy = Policy.version("2026.1") | Policy(plug_ins=[package()])
    assert [finding.rule for finding in check_session(SESSION, policy=policy)] == ["rest.my_rule"]
    assert ids(policy) == OURS | {"rest.my_rule"}
    frozen = {rule.id: rule.limits for rule in Policy.version("2026.1").catalogue}
    assert {rule.id: rule.limits for rule in policy.catalogue if rule.id in OURS} == frozen


def _command(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "lowback_rules", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), *sys.path])},
    )


def _install(folder: Path, value: str) -> None:
    info = folder / "mine-1.dist-info"
    info.mkdir(exist_ok=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: mine\nVersion: 1\n")
    (info / "entry_points.txt").write_text(f"[lowback_rules.rules]\nmine = {value}\n")


def test_an_installed_plug_in_that_is_broken_is_one_line_and_autoload_can_be_switched_off(tmp_path: Path) -> None:
    _install(tmp_path, "no_such_package")
    (tmp_path / "log.txt").write_text("2026-03-02 deadlift 3x5@100kg\n")
    (tmp_path / "policy.toml").write_text("autoload = false\n")
    for arguments in (["rules"], ["explain", "load.step_jump"], ["check", "log.txt"]):
        done = _command(tmp_path, *arguments)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
        assert "plug-in no_such_package: cannot be loaded (ModuleNotFoundError" in done.stderr
        done = _command(tmp_path, *arguments, "--policy", "policy.toml")
        assert (done.returncode, done.stderr) == (0, "")


def test_an_installed_plug_in_is_found_in_an_archive_too(tmp_path: Path) -> None:
    _install(tmp_path, "no_such_package")
    (tmp_path / "empty").mkdir()
    with zipfile.ZipFile(tmp_path / "empty" / "archive.zip", "w") as archive:
        for file in (tmp_path / "mine-1.dist-info").iterdir():
            archive.write(file, f"mine-1.dist-info/{file.name}")
    code = "from lowback_rules import Policy; print([broken.module for broken in Policy().broken])"
    for path, found in (("empty", "[]"), ("empty/archive.zip", "['no_such_package']"), (".", "['no_such_package']")):
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path / path), *filter(None, sys.path)])}
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
        assert ran.stdout.strip() == found


def test_the_scaffold_is_found_beside_a_policy_and_explained(tmp_path: Path) -> None:
    done = _command(tmp_path, "new-rule", "rest.my_rule")
    assert done.stdout.splitlines() == [
        f"written: {Path('house_rules/__init__.py')}",
        f"written: {Path('house_rules/rest/__init__.py')}",
        f"written: {Path('house_rules/rest/my_rule.py')}",
        "written: test_house_rules.py",
        "fill it in, then run: python -m pytest test_house_rules.py",
        'to judge by it, write into a policy file beside house_rules: plug_ins = ["house_rules"]',
    ]
    (tmp_path / "policy.toml").write_text('plug_ins = ["house_rules"]\n')
    assert "My rule (rest.my_rule)" in _command(tmp_path, "explain", "rest.my_rule", "--policy", "policy.toml").stdout
    assert _command(tmp_path, "new-rule", "load.other").stdout.count("written") == 2
    tests = _command(tmp_path, "rules", "--policy", "policy.toml", "--format", "json")
    assert {"rest.my_rule", "load.other"} < {entry["id"] for entry in json.loads(tests.stdout)}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["rst.my_rule"], "'rst.my_rule' is no id of a rule; write one of load, warmup, core, rest, pain, a dot, and"),
        (["rest.My-Rule"], "'rest.My-Rule' is no id of a rule"),
        (["rest"], "'rest' is no id of a rule"),
        (["rest.mine", "--into", "my-rules"], "my-rules: a folder of rules is imported, so its name"),
        (["rest.mine", "--into", "taken/rules"], "cannot be written"),
        (["rest.twice"], "is there already"),
    ],
)
def test_a_scaffold_that_cannot_be_written_says_why(tmp_path: Path, arguments: list[str], words: str) -> None:
    (tmp_path / "taken").touch()
    if "rest.twice" in arguments:
        _command(tmp_path, "new-rule", *arguments)
    done = _command(tmp_path, "new-rule", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr


def test_in_a_clone_of_the_project_the_rule_goes_among_ours(tmp_path: Path) -> None:
    (tmp_path / "src" / "lowback_rules" / "rules").mkdir(parents=True)
    done = _command(tmp_path, "new-rule", "core.mine")
    assert (tmp_path / "src" / "lowback_rules" / "rules" / "core" / "mine.py").exists()
    assert "python -m pytest tests/laws tests/test_docs.py -k core.mine" in done.stdout
