"""Format: what a format declares of itself; Options: what the caller says; Draft: what a reader has gathered."""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from inspect import cleandoc
from typing import Literal, NoReturn

from attrs import Factory, define, evolve, field, frozen

from ..errors import LogError, Problem
from ..load import Load
from ..model import DayLog, Lifter, Session
from .source import Opened

Unit = Literal["kg", "lb"]
DayOrder = Literal["day-first", "month-first"]
# The reasons that every format has for setting a row aside.
UNREADABLE, BLANK, OUTLIER, DOUBLE = "unreadable", "blank", "outlier", "double"
# Beyond this many, problems are counted and no longer told one by one.
MOST_PROBLEMS = 1000


@frozen(kw_only=True)
class Options:
    """What the caller says where a file does not: the unit of its weights, the order of day and month, maxima.

    `start` is the day on which a plan begins. `maxima` are stated one-repetition maxima by the name of the exercise, for
    plans in percent. `read_notes` asks for mentions of pain in free text.
    """

    unit: Unit | None = None
    dates: DayOrder | None = None
    start: date | None = None
    maxima: Mapping[str, Load] = Factory(dict)
    read_notes: bool = False


@define
class Draft:
    """What a reader has found in one file, row by row accounted for: each became a set or is counted in `aside`.

    `lines` holds, for each session, the line of each of its sets, where the file has lines. `further` counts the sets
    beyond the first of rows that hold several. `extra` keeps foreign keys of the file as JSON text.
    """

    sessions: list[Session] = field(factory=list)
    lines: list["array[int]"] = field(factory=list)
    problems: list[Problem] = field(factory=list)
    aside: Counter[str] = field(factory=Counter)
    further: int = 0
    days: list[DayLog] = field(factory=list)
    lifter: Lifter | None = None
    records: tuple[str, ...] | None = None
    unit: Unit | None = None
    extra: tuple[tuple[str, str], ...] = ()
    untold: int = 0

    def add(self, session: Session, lines: "array[int] | None" = None) -> None:
        """Take a session in."""
        self.sessions.append(session)
        self.lines.append(array("L") if lines is None else lines)

    def problem(
        self, message: str, line: int | None = None, *, column: str | None = None, path: str | None = None
    ) -> None:
        """Note what a person should know of the file."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(message, line=line, column=column, path=path))
        else:
            self.untold += 1

    def end(
        self,
        read: Callable[[], datetime | None],
        line: int | None = None,
        *,
        column: str | None = None,
        path: str | None = None,
    ) -> datetime | None:
        """The end of a workout; None where it cannot be right, which is noted."""
        try:
            return read()
        except LogError as error:
            self.problem(f"{error.problems[0].message} (read without an end)", line, column=column, path=path)
            return None

    def set_aside(self, error: LogError, line: int | None, columns: Mapping[str, str], rows: int = 1) -> None:
        """Count rows that could not be read, and note why; `columns` gives the file's own names of ours."""
        self.aside[UNREADABLE] += rows
        done = "row set aside" if rows == 1 else f"{rows} rows set aside" if rows else "nothing in it was a set"
        for problem in error.problems:
            name = problem.message.partition(":")[0]
            self.problem(f"{problem.message} ({done})", line, column=problem.column or columns.get(name))

    def leave_out(self, problems: Iterable[Problem]) -> None:
        """Count one set of a tree that could not be read, and note why, each at its path."""
        self.aside[UNREADABLE] += 1
        for problem in problems:
            self.problem(f"{problem.message} (set aside)", path=problem.path)


def _below_the_quotes(text: str) -> str:
    """A text that may begin on the line below its quotes."""
    return text.removeprefix("\n")


@frozen
class Example:
    """A small file of the format, and the sessions in it, in the plain notation; what it shows, if not the usual.

    `unit`, `dates`, `start` and `maxima` are what the caller says; `aside` counts the rows set aside; `problems` are
    the messages told. The text of a `binary` format is in hexadecimal.
    """

    text: str = field(converter=_below_the_quotes)
    log: str = field(converter=_below_the_quotes)
    unit: Unit | None = None
    dates: DayOrder | None = None
    start: date | None = None
    maxima: Mapping[str, Load] = Factory(dict)
    aside: Mapping[str, int] = Factory(dict)
    problems: tuple[str, ...] = ()
    says: str = ""
    binary: bool = False

    @property
    def source(self) -> str | bytes:
        """The file itself."""
        return self.data if self.binary else self.text

    @property
    def data(self) -> bytes:
        """The file as it is on disk."""
        return bytes.fromhex(self.text) if self.binary else self.text.encode()


Tick = Callable[[float], None]


def no_tick(done: float) -> None:
    """Nobody watches the progress."""


@frozen(kw_only=True)
class Format:
    """One format, declared in one place: how it is named, told and read, and what a person should know of it.

    `sniff` tells by the beginning of a file; `read` takes the file, the caller's options and a function to call with
    the share done. `unit` says where the unit of weight stands. `quirks` is what the reader takes care of, as a list in
    Markdown. `set_aside` says, by reason, what rows are no sets and why: another reason is an error. `utc`: its times are
    in UTC. `plan`: its sessions are a plan.
    """

    name: str
    title: str
    unit: str
    sniff: Callable[[Opened], bool]
    read: Callable[[Opened, Options, Tick], Draft]
    columns: tuple["Column", ...] = ()
    quirks: str = field(default="", converter=cleandoc)
    set_aside: Mapping[str, str] = Factory(dict)
    examples: tuple[Example, ...] = ()
    utc: bool = False
    plan: bool = False


Part = Literal["workout", "about", "set", "note", "unused"]


@frozen
class Column:
    """A column of a table: our name for it, the names that apps give it, and what it is a part of.

    Cells of the workout tell one workout from another; cells about it are taken from its first row; cells of the set
    make a SetLog; notes are free text, gathered for the workout; unused ones are known and left alone. `needed`:
    without it the table cannot be read. `telling`: a table is of this format if it has all of these (of the needed
    ones, if none is marked).
    """

    name: str
    written: tuple[str, ...]
    part: Part
    needed: bool = False
    telling: bool = False


def workout(name: str, *written: str, needed: bool = False, telling: bool = False) -> Column:
    """A column that tells one workout from another."""
    return Column(name, written, "workout", needed, telling)


def about(name: str, *written: str) -> Column:
    """A column that says something of the workout, the same in all of its rows."""
    return Column(name, written, "about")


def of_set(name: str, *written: str, needed: bool = False, telling: bool = False) -> Column:
    """A column that belongs to the set."""
    return Column(name, written, "set", needed, telling)


def note(name: str, *written: str) -> Column:
    """A column of free text."""
    return Column(name, written, "note")


def unused(*written: str) -> Column:
    """Columns that are known and not read."""
    return Column("", written, "unused")


def no_unit() -> NoReturn:
    """Ask for the unit that a file does not name."""
    raise LogError("the file names no unit of weight; give --unit kg or --unit lb (unit= in Python)")


def told(problems: Iterable[Problem], file: str | None) -> tuple[Problem, ...]:
    """Problems with the name of their file."""
    return tuple([problem if problem.file else evolve(problem, file=file) for problem in problems])
