"""Reading: a log of ten years from a file to the finished Log, against the parser of its format, keeping nothing."""

import csv
import json
from collections import deque
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from lowback_rules import History, read_log
from lowback_rules.writers import openweight

from .lifter import hevy, sessions
from .measure import Result, ratios

YEARS, ROWS = 10, 36_000


def results() -> Iterator[Result]:
    """Goal 5: the two formats of many rows, the lifter's sets being the same ones again and again, or all distinct."""
    with TemporaryDirectory() as folder:
        table = Path(folder, "hevy.csv")
        with table.open("w", encoding="utf-8", newline="") as file:
            file.writelines(hevy(ROWS))
        yield Result(
            5,
            f"read_log of a Hevy CSV, {ROWS:,} rows",
            "csv.reader that drops its rows",
            3.5,
            ratios(partial(read_log, table), partial(_rows_dropped, table)),
        )
        for distinct, goal in ((False, 3.5), (True, 5.0)):
            tree = Path(folder, f"{'distinct' if distinct else 'bench'}.json")
            tree.write_text(openweight(History(sessions(YEARS, distinct=distinct))), encoding="utf-8")
            yield Result(
                5,
                f"read_log of an openweight JSON, {'every set distinct' if distinct else 'sets that repeat'}",
                "json.loads of its bytes",
                goal,
                ratios(partial(read_log, tree), partial(json.loads, tree.read_bytes())),
            )


def _rows_dropped(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        deque(csv.reader(file), maxlen=0)
