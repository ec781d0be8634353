"""What a change changes: the reports of this checkout against those of an older commit, byte for byte.

    make same BEFORE=v0.1.0

draws 300 logs near the limits of each rule and 250 whole ones, has both judge them, and the real logs that lie beside
the project, and prints which rules say something else, and of how many. A change for speed prints none.
"""

import os
import pickle
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from hashlib import sha1
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy

from lowback_rules import History, Session, check_log, check_session, read_log
from lowback_rules.catalogue import built_in
from lowback_rules.testing import Case, judge, near, training_logs

ROOT = Path(__file__).parents[1]
LOGS = ROOT.parent / "shared" / "logs"
CASES, WHOLE = 300, 250

T = TypeVar("T")
Drawn = tuple[list[tuple[str, Case]], list[list[Session]]]


def main() -> None:
    if sys.argv[1] == "--judge":
        for line in _judged(*pickle.loads(Path(sys.argv[2]).read_bytes())):
            print(line)
        return
    with TemporaryDirectory() as folder:
        before, cases = Path(folder, "before"), Path(folder, "cases")
        cases.write_bytes(pickle.dumps(_drawn()))
        _git("worktree", "add", "--quiet", "--detach", str(before), sys.argv[1])
        try:
            was, now = _reports(before, cases), _reports(ROOT, cases)
        finally:
            _git("worktree", "remove", "--force", str(before))
    changed = Counter(what for (what, one), (_, other) in zip(was, now, strict=True) if one != other)
    for what, count in sorted(changed.items()):
        print(f"{what}: {count} of {sum(name == what for name, _ in now)} are not what they were")
    print(f"{len(now) - changed.total():,} of {len(now):,} are byte for byte what they were")
    sys.exit(bool(changed))


def _drawn() -> Drawn:
    cases = [(rule.id, case) for rule in built_in() for case in _draw(near(rule), CASES)]
    return cases, [list(log) for log in _draw(training_logs(), WHOLE)]


def _draw(strategy: SearchStrategy[T], count: int) -> list[T]:
    found: list[T] = []

    @seed(1)
    @settings(
        max_examples=count, database=None, deadline=None, suppress_health_check=[*HealthCheck], phases=[Phase.generate]
    )
    @given(strategy)
    def drawn(value: T) -> None:
        found.append(value)

    drawn()
    return found


def _reports(checkout: Path, cases: Path) -> list[tuple[str, str]]:
    """What the code of a checkout says, as a name and a hash of each."""
    environment = {**os.environ, "PYTHONPATH": str(checkout / "src")}
    command = [sys.executable, __file__, "--judge", str(cases)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment)
    return [(name, said) for name, _, said in (line.partition("\t") for line in done.stdout.splitlines())]


def _judged(cases: list[tuple[str, Case]], logs: list[list[Session]]) -> Iterator[str]:
    rules = {rule.id: rule for rule in built_in()}
    for rule, case in cases:
        history = History(case.past, days=case.days, records=case.records)
        report = check_session(case.today, history, lifter=case.lifter)
        yield f"{rule}\t{_hash((judge(rules[rule], case), report.outcomes))}"
    for log in logs:
        yield f"whole logs\t{_hash(check_log(log))}"
    for path in sorted(LOGS.glob("*")):
        try:
            history = read_log(path).history
        except ValueError as error:
            yield f"real logs\t{_hash(str(error))}"
        else:
            yield f"real logs\t{_hash(check_log(history))}"


def _hash(said: object) -> str:
    return sha1(repr(said).encode(), usedforsecurity=False).hexdigest()


def _git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True, cwd=ROOT)


if __name__ == "__main__":
    main()
