"""Goal 8: how much of what two processes can do check_many gets out of them, from bytes."""

import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.bench.lifter import SESSIONS_A_YEAR, hevy, sessions
from tools.bench.measure import Result

from lowback_rules import History, check_many
from lowback_rules.writers import openweight

PEOPLE, ROUNDS = 8, 9
# A process of its own that has its half in memory; it judges it at once, to be as warm as a worker, then on each line.
HALF = """
import sys
from pathlib import Path
from lowback_rules import check_log, read_log
files = [Path(name).read_bytes() for name in sys.argv[1:]]
while True:
    for data in files:
        check_log(read_log(data).history)
    print("done", flush=True)
    sys.stdin.readline()
"""


def results() -> Iterator[Result]:
    logs = [openweight(History(sessions(1))).encode(), "".join(hevy(24 * SESSIONS_A_YEAR)).encode()]
    files = logs * (PEOPLE // 2)
    with TemporaryDirectory() as folder, ProcessPoolExecutor(2) as pool, ExitStack() as stack:
        names = [str(Path(folder, f"{place}.log")) for place in range(2)]
        for name, data in zip(names, logs, strict=True):
            Path(name).write_bytes(data)
        command = [sys.executable, "-c", HALF, *names * (PEOPLE // 4)]
        both = []
        for _ in range(2):
            process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            both.append(stack.enter_context(process))
            # Not by closing its input, of which workers that were forked later hold an end, too.
            stack.callback(process.kill)
        _wait(both)
        _pool(pool, files)
        reached = []
        for _ in range(ROUNDS):
            # A machine that gets busier or calmer meanwhile does so for both.
            before, ceiling, after = _pool(pool, files), _ceiling(both) + _ceiling(both), _pool(pool, files)
            reached.append(ceiling / (before + after))
    yield Result(
        8, "files as bytes over two processes", "the speed-up of two that do half each", 0.9, reached, least=True
    )


def _ceiling(both: list["subprocess.Popen[str]"]) -> float:
    """Seconds of two processes at once that do half each, with nothing sent."""
    begin = time.perf_counter()
    for process in both:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    _wait(both)
    return time.perf_counter() - begin


def _wait(both: list["subprocess.Popen[str]"]) -> None:
    for process in both:
        assert process.stdout is not None
        assert process.stdout.readline() == "done\n"


def _pool(pool: ProcessPoolExecutor, files: list[bytes]) -> float:
    begin = time.perf_counter()
    deque(check_many(files, executor=pool), maxlen=0)
    return time.perf_counter() - begin
