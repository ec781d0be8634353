"""read_log: the log in a file of any known format, and Log, what it gives."""

from collections.abc import Iterable

from attrs import evolve, frozen

from ..errors import LogError, Problem
from ..history import History
from ..model import Lifter
from .draft import Reader, Tick, Unit, no_tick, unit_of
from .hevy import HEVY
from .hevy_api import HEVY_API
from .openweight import OPENWEIGHT
from .plain import PLAIN
from .source import Source, load
from .strong import STRONG

# In the order in which they are tried, the special before the general: JSON starts with a bracket, tables have a
# header, text starts with a date.
FORMATS: tuple[Reader, ...] = (HEVY_API, OPENWEIGHT, HEVY, STRONG, PLAIN)


@frozen
class Log:
    """What a file holds: the history, what was set aside and why, the format, and who lifts if it says so.

    `unit` is the unit of its weights (of most of them, where it has both).
    """

    history: History
    problems: tuple[Problem, ...]
    format: str
    lifter: Lifter | None = None
    unit: Unit = "kg"


def read_log(
    source: Source,
    *,
    format: str | None = None,  # noqa: A002 - a pinned name
    unit: str | None = None,
    tick: Tick = no_tick,
) -> Log:
    """The log in a path, bytes, text or open file; the format is told by its first line unless `format` names it.

    `unit` ("kg" or "lb") fills in where the file names none. A bad row of a table or text is set aside as a problem
    with its line; JSON that does not meet its schema is refused whole. LogError with every problem if nothing can be
    read. `tick` is called with the share done, 0 to 1.
    """
    given = None if unit is None else unit_of(unit)
    if unit is not None and given is None:
        raise LogError(f"unit: {unit!r} is neither kg nor lb")
    known = {reader.name: reader for reader in FORMATS}
    if format is not None and format not in known:
        raise LogError(f"format: {format!r} is none of {', '.join(known)}")
    text = load(source)
    try:
        reader = _sniffed(text.text) if format is None else known[format]
        draft = reader.read(text.text, given, tick)
        problems = _placed(draft.problems, text.file)
        if not draft.sessions and not draft.days:
            raise LogError(problems or [Problem(_nothing(reader))])
        history = History(draft.sessions, days=draft.days, records=draft.records)
    except LogError as error:
        raise LogError(_placed(error.problems, text.file)) from None
    return Log(history, problems, reader.name, draft.lifter, draft.unit or "kg")


def joined(logs: Iterable[Log]) -> Log:
    """Several files of one person as one log; LogError if they contradict each other."""
    logs = list(logs)
    if len(logs) == 1:
        return logs[0]
    records = [log.history.records for log in logs if log.history.records is not None]
    lifters = [log.lifter for log in logs if log.lifter is not None]
    for lifter in lifters[1:]:
        if lifter != lifters[0]:
            raise LogError(f"lowback:lifter: the files are of different lifters ({lifters[0]} and {lifter})")
    history = History(
        (session for log in logs for session in log.history.sessions),
        days=(day for log in logs for day in log.history.days),
        records=frozenset.union(*records) if records else None,
    )
    return evolve(
        logs[0],
        history=history,
        problems=tuple(problem for log in logs for problem in log.problems),
        lifter=lifters[0] if lifters else None,
    )


def _sniffed(text: str) -> Reader:
    for reader in FORMATS:
        if reader.sniff(text):
            return reader
    first = text.lstrip("\ufeff").strip().splitlines()[0]
    shown = first if len(first) <= 60 else f"{first[:57]}..."
    names = ", ".join(reader.name for reader in FORMATS)
    raise LogError(f"the first line {shown!r} is that of no format known here ({names})")


def _nothing(reader: Reader) -> str:
    if reader in (HEVY, STRONG):
        return "there is a header and no rows below it"
    return "there is no workout in it"


def _placed(problems: Iterable[Problem], file: str | None) -> tuple[Problem, ...]:
    return tuple(problem if problem.file else evolve(problem, file=file) for problem in problems)
