"""What a format declares, as a page: for the documentation, and for `lowback-rules formats NAME`."""

from collections.abc import Iterator

from .format import Column, Example, Format

_EVERY_FORMAT = {
    "unreadable": "a cell that is not what its column holds; told with its line",
    "outlier": "a load or number of repetitions that cannot be right; told with its line",
    "double": "the same workout in another file, or twice in one",
}
_BLANK = {"blank": "rows without anything in them"}
_PARTS = {"workout": "tells workouts apart", "about": "of the workout", "set": "of the set", "note": "free text"}


def page(described: Format) -> str:
    """The page of a format, in Markdown."""
    return "\n".join(_lines(described)) + "\n"


def _lines(described: Format) -> Iterator[str]:
    yield f"# `{described.name}`"
    yield ""
    yield f"{described.title}. Unit of weight: {described.unit}."
    yield ""
    yield "## What the reader takes care of"
    yield ""
    yield described.quirks
    yield ""
    yield "## What is set aside"
    yield ""
    yield "Every row becomes a set or is counted here. `Log.set_aside` has the counts, `Log.problems` the lines."
    yield ""
    blank = _BLANK if described.columns else {}
    for reason, meaning in {**described.set_aside, **_EVERY_FORMAT, **blank}.items():
        yield f"- **{reason}**: {meaning}"
    if described.columns:
        yield ""
        yield "## Columns"
        yield ""
        yield "Found by name; case and order do not matter. A column that is not listed is named as a problem."
        yield ""
        yield from _columns(described.columns)
    for example in described.examples:
        yield ""
        yield from _example(example)


def _columns(columns: tuple[Column, ...]) -> Iterator[str]:
    yield "| column | read as | |"
    yield "|---|---|---|"
    for column in columns:
        written = ", ".join(f"`{name}`" for name in column.written)
        meaning = f"{column.name.replace('_', ' ')}, {_PARTS[column.part]}" if column.part in _PARTS else "not read"
        yield f"| {written} | {meaning} | {'needed' if column.needed else ''} |"


def _example(example: Example) -> Iterator[str]:
    yield f"## Example{f': {example.says}' if example.says else ''}"
    yield ""
    yield "```text"
    yield example.text.rstrip("\n")
    yield "```"
    yield ""
    options = [f"`--unit {example.unit}`"] if example.unit else []
    options += [f"`--dates {example.dates}`"] if example.dates else []
    options += [f"`--start {example.start}`"] if example.start else []
    options += [f'`--max "{name}={load}"`' for name, load in example.maxima.items()]
    given = f" with {' and '.join(options)}" if options else ""
    yield f"is read{given} as"
    yield ""
    yield "```text"
    yield example.log.rstrip("\n")
    yield "```"
    if example.aside or example.problems:
        counted = ", ".join(f"{count} {reason}" for reason, count in example.aside.items())
        yield ""
        yield f"Set aside: {counted}." if counted else "Nothing is set aside."
        yield from (f"- {problem}" for problem in example.problems)
