"""Measure every goal, print it as ratios, and write docs/performance.md."""

import sys
from importlib import import_module

TOPICS = ("judging", "growing", "reading", "memory", "starting", "many")


def main() -> None:
    for topic in sys.argv[1:] or TOPICS:
        for result in import_module(f"tools.bench.{topic}").results():
            low, high = min(result.ratios), max(result.ratios)
            sign, state = (">=" if result.least else "<="), ("met" if result.met else "MISSED")
            print(
                f"{result.number}. {result.what}: {result.median:.2f} {result.unit} {result.against}"
                f" ({low:.2f} to {high:.2f}); goal {sign} {result.goal:g}: {state}",
                flush=True,
            )


if __name__ == "__main__":
    main()
