"""Ratios taken in turns, so that a busy machine slows both sides alike; and goals to hold them against."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from statistics import median

from attrs import field, frozen

Timed = Callable[[], object]


def _ratios(value: Iterable[float]) -> tuple[float, ...]:
    return tuple(value)


@frozen
class Result:
    """What was measured against what, in one round after the other, and how large it may be (or `least`: must be)."""

    number: int
    what: str
    against: str
    goal: float
    ratios: tuple[float, ...] = field(converter=_ratios)
    least: bool = False
    unit: str = "x"

    @property
    def median(self) -> float:
        """The middle of the rounds."""
        return median(self.ratios)

    @property
    def met(self) -> bool:
        """Whether the goal is met in the middle round."""
        return self.median >= self.goal if self.least else self.median <= self.goal


def seconds(call: Timed, repeat: int = 1) -> float:
    """The processor time of one call, of so many in a row."""
    begin = time.process_time()
    for _ in range(repeat):
        call()
    return (time.process_time() - begin) / repeat


def ratios(ours: Timed, floor: Timed, *, rounds: int = 9, repeat: tuple[int, int] = (1, 1)) -> list[float]:
    """Ours over the floor in each round, after one that does not count; `repeat`: how often each runs in a round."""
    seconds(ours), seconds(floor)
    return [seconds(ours, repeat[0]) / seconds(floor, repeat[1]) for _ in range(rounds)]


def process(code: str, environment: Mapping[str, str] | None = None) -> float:
    """Seconds of a whole Python process that runs `code`, in this environment or in ours."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - begin
