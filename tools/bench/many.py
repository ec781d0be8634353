"""Goal 8: how much of what two processes can do check_many gets out of them, from bytes."""

import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.bench.lifter import SESSIONS_A_YEAR, hevy, sessions
from tools.bench.measure import Result

from lowback_rules import History, check_many
from lowback_rules.writers import openweight

PEOPLE, ROUNDS = 8, 7
# A fresh process that has its half in memory and has judged once, as a warm worker has; then it waits for its turn.
HALF = """
import sys
from pathlib import Path
from lowback_rules import check_log, read_log
files = [Path(name).read_bytes() for name in sys.argv[1:]]
check_log(read_log(files[0]).history)
print("ready", flush=True)
sys.stdin.readline()
for data in files:
    check_log(read_log(data).history)
print("done", flush=True)
"""


def results() -> Iterator[Result]:
    logs = [openweight(History(sessions(1))).encode(), "".join(hevy(24 * SESSIONS_A_YEAR)).encode()]
    files = [logs[place % 2] for place in range(PEOPLE)]
    with TemporaryDirectory() as folder, ProcessPoolExecutor(2) as pool:
        names = [str(Path(folder, f"{place}.log")) for place in range(2)]
        for name, data in zip(names, logs, strict=True):
            Path(name).write_bytes(data)
        _pool(pool, files[:4])
        halves = [name for name in names for _ in range(PEOPLE // 4)]
        reached = []
        for _ in range(ROUNDS):
            # A machine that gets busier or calmer meanwhile does so for both.
            before, ceiling, after = _pool(pool, files), _ceiling(halves) + _ceiling(halves), _pool(pool, files)
            reached.append(ceiling / (before + after))
    yield Result(
        8,
        "files as bytes over two processes",
        "the speed-up of two fresh ones that do half each",
        0.9,
        reached,
        least=True,
    )


def _pool(pool: ProcessPoolExecutor, files: list[bytes]) -> float:
    begin = time.perf_counter()
    deque(check_many(files, executor=pool), maxlen=0)
    return time.perf_counter() - begin


def _ceiling(names: list[str]) -> float:
    """Seconds of two processes at once, each of which judges these files, from when both are ready."""
    command = [sys.executable, "-c", HALF, *names]
    both = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    for process in both:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    begin = time.perf_counter()
    for process in both:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    for process in both:
        assert process.stdout is not None
        assert process.stdout.readline() == "done\n"
    taken = time.perf_counter() - begin
    for process in both:
        process.communicate()
    return taken
