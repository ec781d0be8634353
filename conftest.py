"""Hypothesis profiles, and the examples of README.md and docs/ as tests."""

import contextlib
import io
import os
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

from hypothesis import HealthCheck, settings
from sybil import Example, Sybil
from sybil.evaluators.python import PythonEvaluator
from sybil.parsers.markdown import CodeBlockParser

from lowback_rules import LowbackError, Policy, read_log

ROOT = Path(__file__).resolve().parent
# A package of its own, which tools/test_all.py installs and tests in an environment of its own.
collect_ignore = ["docs/house-rules"]
_DEMO = next(line for line in (ROOT / "Makefile").read_text().splitlines() if "lowback-rules check" in line)
_DEMO = _DEMO.partition("||")[0]

# quick: a local run; thorough: CI; few: the other Pythons. Drawing a whole log takes time, which is no defect.
_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("quick", max_examples=15, deadline=None, suppress_health_check=_SLOW)
settings.register_profile("thorough", max_examples=60, deadline=None, suppress_health_check=_SLOW)
settings.register_profile("few", max_examples=8, deadline=None, suppress_health_check=_SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


class _Printing(PythonEvaluator):
    """Runs a python block and keeps what it prints for the output block below it."""

    def __call__(self, example: Example) -> None:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            super().__call__(example)
        example.namespace["_printed"] = printed.getvalue()


def _output(example: Example) -> str | None:
    """What the python block above has printed."""
    printed: str = example.namespace["_printed"]
    return None if printed.strip() == example.parsed.strip() else f"it printed:\n{printed}"


def _console(example: Example) -> str | None:
    """Run each `$ command` of a console block; its output must be what the block shows ("..." stands for any lines)."""
    wanted: list[str] = []
    command = ""
    for line in [*example.parsed.splitlines(), "$ "]:
        if not line.startswith("$ "):
            wanted.append(line)
            continue
        if command and (problem := _compare(command, wanted)):
            return problem
        command, wanted = line[2:], []
    return None


def _compare(command: str, wanted: list[str]) -> str | None:
    words = shlex.split(command)
    if words == ["make", "demo"]:
        # The virtual environment is there already: run what the recipe runs.
        words = shlex.split(_DEMO.split("/", 1)[1])
    if words[0] == "lowback-rules":
        words[:1] = [sys.executable, "-m", "lowback_rules"]
    done = subprocess.run(
        words,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "80", "PYTHONUTF8": "1"},
    )
    got = (done.stdout + done.stderr).rstrip().splitlines()
    return None if _matches(got, wanted) else f"$ {command}\n" + "\n".join(got)


def _matches(got: list[str], wanted: list[str]) -> bool:
    while wanted and not wanted[-1].strip():
        wanted = wanted[:-1]
    if not wanted:
        return not got
    if wanted[0] == "...":
        return any(_matches(got[start:], wanted[1:]) for start in range(len(got) + 1))
    return bool(got) and got[0].rstrip() == wanted[0].rstrip() and _matches(got[1:], wanted[1:])


def _toml(example: Example) -> str | None:
    """A toml block is a policy, a part of a pyproject.toml, or a mapping of the table that is shown with it."""
    try:
        data = tomllib.loads(example.parsed)
        if "columns" in data:
            read_log(ROOT / "docs" / "other-app.csv", mapping=data)
        elif "project" not in data:
            Policy.from_toml(example.parsed)
    except LowbackError as error:
        return str(error)
    return None


def _json(example: Example) -> str | None:
    """A json block is a log, of which all can be read."""
    try:
        problems = read_log(example.parsed).problems
    except LowbackError as error:
        return str(error)
    return "\n".join(str(problem) for problem in problems) or None


pytest_collect_file = Sybil(
    parsers=[
        CodeBlockParser(language="python", evaluator=_Printing()),
        CodeBlockParser(language="output", evaluator=_output),
        CodeBlockParser(language="console", evaluator=_console),
        CodeBlockParser(language="toml", evaluator=_toml),
        CodeBlockParser(language="json", evaluator=_json),
    ],
    patterns=["README.md", "docs/*.md"],
    path=str(ROOT),
).pytest()
