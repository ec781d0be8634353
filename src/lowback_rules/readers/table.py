"""Rows of a CSV export, found by the names of its columns."""

import csv
from collections.abc import Iterator, Mapping

from attrs import frozen

from ..errors import LogError, Problem
from .draft import Tick
from .source import lines

_TICK = 500


@frozen
class Row:
    """One row: its first line in the file, and its cells by our name for the column."""

    line: int
    cells: Mapping[str, str]

    def get(self, name: str) -> str:
        """The cell without surrounding blanks; empty if there is no such column."""
        return self.cells.get(name, "").strip()


def header_of(text: str) -> tuple[list[str], str]:
    """The column names of the first line, and the delimiter: the semicolon if there are more of it than of commas."""
    first = text.lstrip("\ufeff").split("\n", 1)[0].strip("\r")
    delimiter = ";" if first.count(";") > first.count(",") else ","
    try:
        return [name.strip() for name in next(csv.reader([first], delimiter=delimiter), [])], delimiter
    except csv.Error:
        return [], delimiter


def rows(text: str, names: Mapping[str, str], problems: list[Problem], tick: Tick) -> Iterator[Row]:
    """Each row below the header; `names` maps a column's name in lower case to ours.

    A row of another length than the header is set aside as a problem. LogError on what is no CSV.
    """
    header, delimiter = header_of(text)
    columns = [names.get(name.casefold(), "") for name in header]
    reader = csv.reader(lines(text), delimiter=delimiter)
    next(reader)
    before, total = reader.line_num, text.count("\n") + 1
    try:
        for cells in reader:
            line, before = before + 1, reader.line_num
            if line % _TICK == 0:
                tick(line / total)
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(columns):
                problems.append(
                    Problem(f"{len(cells)} cells where the header has {len(columns)} (row set aside)", line=line)
                )
                continue
            yield Row(line, dict(zip(columns, cells, strict=True)))
    except csv.Error as error:
        raise LogError([Problem(f"is no CSV: {error}", line=reader.line_num)]) from None
