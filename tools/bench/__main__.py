"""Measure every goal, print each as it is known, and write them into docs/performance.md.

With topics ("judging", "memory", "rules" ...) only these are measured and printed.
"""

import re
import sys
from importlib import import_module
from pathlib import Path

from .measure import Result
from .rules import least, shares

PAGE = Path(__file__).parents[2] / "docs" / "performance.md"
TOPICS = ("judging", "growing", "reading", "memory", "starting", "many")
_TABLE = re.compile(r"(?<=<!-- table -->\n).*?(?=<!-- end -->)", re.DOTALL)
_LEAST = re.compile(r"(?<=<!-- least -->\n).*?(?=<!-- end -->)", re.DOTALL)
_SHARES = re.compile(r"(?<=<!-- rules -->\n).*?(?=<!-- end -->)", re.DOTALL)
_HEAD = "| | what | measured | goal | | against | rounds |\n|---|---|---:|---|---|---|---|\n"


def main() -> None:
    asked = sys.argv[1:]
    results: list[Result] = []
    floors: list[Result] = []
    costs: list[tuple[str, float]] = []
    for topic in asked or (*TOPICS, "rules"):
        if topic == "rules":
            for result in least():
                floors.append(result)
                print(_line(result), flush=True)
            costs = list(shares())
            print("a session, as multiples of floor b")
            print("\n".join(f"  {name:<34}{cost:6.2f}" for name, cost in costs), flush=True)
            continue
        for result in import_module(f"tools.bench.{topic}").results():
            results.append(result)
            print(_line(result), flush=True)
    if not asked:
        page = _TABLE.sub(lambda _: _table(results), PAGE.read_text(encoding="utf-8"), count=1)
        page = _LEAST.sub(lambda _: _table(floors), page, count=1)
        rows = "".join(f"| {name} | {cost:.2f} |\n" for name, cost in costs)
        page = _SHARES.sub(lambda _: "| a session | times floor b |\n|---|---:|\n" + rows, page, count=1)
        PAGE.write_text(page, encoding="utf-8")
        print(f"written into {PAGE.name}")


def _line(result: Result) -> str:
    low, high = min(result.ratios), max(result.ratios)
    return (
        f"{result.number}. {result.what}: {_number(result.median)} {result.unit} {result.against}"
        f" ({_number(low)} to {_number(high)}); goal {_goal(result)}: {_state(result)}"
    )


def _table(results: list[Result]) -> str:
    rows = [
        f"| {result.number} | {result.what} | {_number(result.median)} | {_goal(result)} | {_state(result)} |"
        f" {result.against} | {_number(min(result.ratios))} to {_number(max(result.ratios))} |\n"
        for result in sorted(results, key=lambda result: result.number)
    ]
    return _HEAD + "".join(rows)


def _goal(result: Result) -> str:
    return f"{'at least' if result.least else 'at most'} {result.goal:g}"


def _state(result: Result) -> str:
    if result.met:
        return "met"
    times = result.goal / result.median if result.least else result.median / result.goal
    return f"missed, {times:.2f} times the goal"


def _number(value: float) -> str:
    # "+ 0" makes a 0 of a -0.
    return f"{value:.0f}" if abs(value) >= 100 else f"{round(value, 2) + 0:.2f}"


if __name__ == "__main__":
    main()
