"""What an author of a rule can misspell is refused by mypy, on the line where it stands."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_ninth_rule import FILE

pytest.importorskip("mypy", reason="mypy is in the group `lint`, which is installed for one Python only")

ROOT = Path(__file__).parent.parent
# What is wrong, what stands in the rule of docs/writing-a-rule.md, and what takes its place there.
FAULTS = {
    "field_in_reads": ('reads={"exercise", "sleep_hours"}', 'reads={"exercise", "slep_hours"}'),
    "field_in_worse": ('worse={"sleep_hours": "lower"}', 'worse={"slep_hours": "lower"}'),
    "direction_in_worse": ('worse={"sleep_hours": "lower"}', 'worse={"sleep_hours": "less"}'),
    "field_in_one_of": ('asks="lumbar"', 'one_of=[("sleep_hours", "wok_at")]'),
    "asks": ('asks="lumbar"', 'asks="lumber"'),
    "limits_of_another_class": ("limits=Limits", "limits=Evidence"),
    "limit_of_another_class": ("hours: Decimal =", "hours: int ="),
    "bound_of_another_class": ('low="3"', "low=3"),
    "value_of_another_class": ('back_history="7"', "back_history=7"),
    "direction_of_a_limit": ('stricter="higher"', 'stricter="high"'),
    "name_of_a_limit": ("slept < limits.hours", "slept < limits.ours"),
    "unit_of_a_limit": ('unit="h"', 'unit="kgs"'),
    "unit_of_a_fact": ('Fact(str(slept), "h")', 'Fact(str(slept), "daays")'),
    "kind_of_a_gap": ('Gap(LOW_BACK, "not-recorded"', 'Gap(LOW_BACK, "not-recordet"'),
    "kind_in_gaps": ('gaps={"sleep": "not-recorded"}', 'gaps={"sleep": "not-recordet"}'),
    "severity": ("severities={INFO:", 'severities={"info":'),
    "grade": ('threshold="D"', 'threshold="E"'),
}
# Where a function does not take the limits that @rule names, the decorator is what does not fit.
ELSEWHERE = {"limits_of_another_class": "@rule("}


def test_each_fault_is_an_error_on_its_line(tmp_path: Path) -> None:
    """One run over the rule as it is and all its variants, as starting mypy takes longer than any of them."""
    (tmp_path / "correct.py").write_text(FILE, encoding="utf-8")
    wanted = {}
    for name, (old, new) in FAULTS.items():
        assert FILE.count(old) == 1
        (tmp_path / f"{name}.py").write_text(FILE.replace(old, new), encoding="utf-8")
        wanted[name] = {_line(ELSEWHERE.get(name, old))}
    assert _refused(tmp_path) == wanted


def _line(text: str) -> int:
    return FILE[: FILE.index(text)].count("\n") + 1


def _refused(folder: Path) -> dict[str, set[int]]:
    """The lines that hold an error, by the name of the file."""
    command = [sys.executable, "-m", "mypy", "--no-pretty", *map(str, folder.glob("*.py"))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    found: dict[str, set[int]] = {}
    for file, line in re.findall(r"^(.+?):(\d+): error:", done.stdout, flags=re.MULTILINE):
        found.setdefault(Path(file).stem, set()).add(int(line))
    return found
