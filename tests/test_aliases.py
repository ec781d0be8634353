"""A person's own names for exercises: in a policy, in a file, and in what is reported."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowback_rules import History, Policy, PolicyError, Session, check_log, check_session, cli

OWN = Policy(aliases={"Zugmaschine 3": "deadlift", "My (back) thing": "back extension"})
LOG = (
    '2026-03-02 "Zugmaschine 3" 5@60kg w, 5@80kg w, 3x5@100kg\n'
    '2026-03-09 "zugmaschine  (3)" 5@60kg w, 5@80kg w, 3x5@115kg; "my back thing" 12'
)
PLAIN = LOG.replace('"Zugmaschine 3"', "deadlift").replace('"zugmaschine  (3)"', "deadlift")
PLAIN = PLAIN.replace('"my back thing"', '"back extension"')


def _sessions(log: str) -> list[Session]:
    return [Session.parse(line) for line in log.splitlines()]


def test_a_log_with_own_names_is_judged_as_one_with_the_catalogues() -> None:
    own, plain = check_log(_sessions(LOG), policy=OWN), check_log(_sessions(PLAIN))
    assert [report.outcomes for report in own] == [report.outcomes for report in plain]
    first, last = _sessions(LOG)
    report = check_session(last, [first], policy=OWN)
    assert "load.step_jump" in {finding.rule for finding in report}
    assert report.unknown_exercises == ()
    assert check_session(last, [first]).unknown_exercises != ()


def test_an_own_name_wins_over_the_catalogue() -> None:
    session = Session.parse("2026-03-09 squat 5@100kg")
    renamed = History([session]).renamed(Policy(aliases={"Squat": "leg press"}).aliases)
    assert [entry.exercise for entry in renamed.sessions[0].sets] == ["leg press"]


def test_renaming_keeps_ids_and_all_else_and_is_done_once() -> None:
    history = History([*_sessions(LOG), Session.parse('2026-03-16 "another thing" 5')])
    renamed = history.renamed(OWN.aliases)
    assert renamed.ids == history.ids
    assert renamed.sessions[2] is history.sessions[2]
    assert history.renamed(OWN.aliases) is renamed
    assert history.renamed({}).sessions == history.sessions


@given(st.text(max_size=20), st.sampled_from(["deadlift", "side plank"]))
def test_any_own_name_is_taken_or_refused(own: str, name: str) -> None:
    try:
        policy = Policy(aliases={own: name})
    except PolicyError:
        return
    if own.strip() and "\n" not in own:
        assert name in policy.aliases.values()


def test_the_last_layer_wins() -> None:
    both = OWN | Policy(aliases={"ZUGMASCHINE 3": "lat pulldown"})
    assert both.aliases == {"zugmaschine 3": "lat pulldown", "my back thing": "back extension"}
    assert Policy.from_toml('[aliases]\n"My row" = "cable row"\n').aliases == {"my row": "cable row"}
    assert Policy().aliases == {}


def test_everything_wrong_is_told_at_once() -> None:
    aliases = {"a": "dedlift zorb", "()": "squat", "b": 3, "x": "squat", "X": "bench"}
    with pytest.raises(PolicyError) as raised:
        Policy(aliases=aliases)  # type: ignore[arg-type]  # a number, as a file may have one, is no name
    first, *others = [problem.message for problem in raised.value.problems]
    assert first.startswith('aliases: "a" = "dedlift zorb": the catalogue has no')
    assert "did you mean 'Deadlift' or" in first
    assert others == [
        "aliases: '()' has no letters to know it by",
        'aliases: "b" = 3 is no name of an exercise',
        'aliases: "X" stands there twice, as "squat" and as "bench"',
    ]
    with pytest.raises(PolicyError, match="aliases: 3 is no table"):
        Policy.from_toml("aliases = 3")


@pytest.fixture
def log(tmp_path: Path) -> str:
    path = tmp_path / "log.txt"
    path.write_text(LOG, encoding="utf-8")
    return str(path)


def test_the_command_takes_a_file_of_aliases(log: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    aliases = tmp_path / "aliases.toml"
    aliases.write_text(
        '[aliases]\n"Zugmaschine 3" = "deadlift"\n"My back thing" = "back extension"\n', encoding="utf-8"
    )
    cli.main(["check", log])
    assert "Zugmaschine 3" in capsys.readouterr().out
    cli.main(["check", log, "--aliases", str(aliases)])
    out = capsys.readouterr().out
    assert "Deadlift" in out
    assert "ugmaschine" not in out


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('[aliases]\n"a" = "zorb"\n', "the catalogue has no 'zorb'"),
        ('level = "advanced"\n[aliases]\n"a" = "squat"\n', "holds [aliases] and nothing else"),
        ("", "holds [aliases] and nothing else"),
        ("[aliases", "is no TOML"),
    ],
)
def test_a_wrong_file_of_aliases_is_one_line(
    log: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, words: str
) -> None:
    aliases = tmp_path / "aliases.toml"
    aliases.write_text(content, encoding="utf-8")
    assert cli.main(["check", log, "--aliases", str(aliases)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"lowback-rules: {aliases}: ")
    assert words in captured.err
    assert len(captured.err.splitlines()) == 1
