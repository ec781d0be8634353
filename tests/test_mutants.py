"""The tool that plants faults: a tested place is seen as tested, a weak spot as weak."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("mutmut", reason="make mutants installs it")

TOOL = Path(__file__).resolve().parent.parent / "tools" / "mutants.py"
CODE = '''\
from functools import cache


def surely(function):
    def judge(*values: int) -> tuple[bool, bool]:
        return function(*values), True

    return judge


@surely
def above(part: int, limit: int = 3) -> bool:
    """Whether it is above."""
    if part is None:
        raise ValueError("there is no " + "part")
    return part > limit


class Lift:
    @property
    @cache
    def load(self) -> int:
        return 100 * 2


def weak(part: int) -> bool:
    return part < 7


def untouched() -> int:
    return 1
'''
TESTS = """\
from judge import Lift, above, weak


def test_above():
    assert above(4) == (True, True)
    assert above(3) == (False, True)


def test_load():
    assert Lift().load == 200


def test_weak():
    assert weak(1)
"""


def planted(folder: Path) -> "subprocess.CompletedProcess[str]":
    (folder / "judge.py").write_text(CODE)
    (folder / "test_judge.py").write_text(TESTS)
    return subprocess.run(
        [sys.executable, TOOL, "judge.py", "--tests", "test_judge.py", "--jobs", "1"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(folder), "MUTANTS": ""},
    )


def test_a_weak_spot_survives_and_a_tested_one_is_killed(tmp_path: Path) -> None:
    done = planted(tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    told = [line for line in done.stdout.splitlines() if " -> " in line]
    assert told == [
        "survived: judge.py:27: return part < 7 -> return part <= 7",
        "survived: judge.py:27: return part < 7 -> return part < 8",
        "not covered: judge.py:31: return 1 -> return 2",
    ]


def test_a_survivor_with_a_reason_is_accepted(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "mutants.md").write_text(
        "| change | why |\n|---|---|\n"
        "| `judge.py: return part < 7 -> return part < 8` | a reason |\n"
        "| `judge.py: return part < 7 -> return part <= 7` | a reason |\n"
        "| `judge.py: return 1 -> return 2` |  |\n"
    )
    done = planted(tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "2 more survive for a reason" in done.stdout
    assert [line for line in done.stdout.splitlines() if " -> " in line] == [
        "not covered: judge.py:31: return 1 -> return 2"
    ]
