"""read_log: the log in a file of any known format, and Log, what it gives."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from attrs import Factory, frozen

from ..errors import LogError, Problem
from ..history import History
from ..load import Load
from ..model import Lifter
from .format import DOUBLE, DayOrder, Draft, Format, Options, Tick, Unit, no_tick, told
from .formats import FORMATS
from .guesses import how_to_map
from .mapping import Given, mapped
from .outliers import without_outliers
from .source import Opened, Source, opened
from .values import unit_of
from .zones import in_zone, zone_of


@frozen
class Log:
    """What a file holds: the history, the format, who lifts if it says so, and an account of every row.

    `rows` rows of the file are the `sets` of the history and those set aside, counted by reason in `set_aside`;
    `further` of the sets share a row with the one before. `problems` tells what was read otherwise than it stands.
    `unit` is the unit of its weights (of most of them, where it has both). `extra` keeps foreign keys of the file as
    JSON text. `plan`: what is read is a plan, as check_plan() judges it, and no log.
    """

    history: History
    problems: tuple[Problem, ...]
    format: str
    lifter: Lifter | None = None
    unit: Unit = "kg"
    set_aside: Mapping[str, int] = Factory(dict)
    further: int = 0
    extra: tuple[tuple[str, str], ...] = ()
    plan: bool = False
    file: str | None = None

    @property
    def sets(self) -> int:
        """How many sets the history holds."""
        return sum(len(session.sets) for session in self.history.sessions)

    @property
    def rows(self) -> int:
        """How many rows the file has for sets, those set aside among them."""
        return self.sets - self.further + sum(self.set_aside.values())

    @property
    def account(self) -> dict[str, Any]:
        """`rows`, `sets` and `set_aside`, as the JSON of a report has them."""
        return {"rows": self.rows, "sets": self.sets, "set_aside": dict(self.set_aside)}


def read_log(
    source: Source,
    *,
    format: str | None = None,  # noqa: A002 - a pinned name
    unit: str | None = None,
    dates: DayOrder | None = None,
    timezone: str | None = None,
    start: date | None = None,
    maxima: Mapping[str, Load] | None = None,
    mapping: Given | None = None,
    read_notes: bool = False,
    tick: Tick = no_tick,
) -> Log:
    """The log in a path, bytes, text or open file; the format is told by its beginning unless `format` names it.

    `unit` ("kg" or "lb") fills in where the file names none, `dates` ("day-first" or "month-first") where its dates
    can be read both ways. `timezone` ("Europe/Berlin") turns times that the file gives in UTC into local ones; times
    without a zone are local already. `start` is the day on which a plan begins, `maxima` are stated one-repetition
    maxima, for plans in percent. `mapping` (a dict, or the path of a TOML file) says which column of a table of another
    app is what. `read_notes` looks for mentions of low-back pain in free text, which then ask for a rating. A bad row of
    a table or text is set aside as a problem with its line; JSON that does not meet its schema is refused whole. LogError
    with every problem if nothing can be read. `tick` is called with the share done, 0 to 1.
    """
    options = Options(unit=_unit(unit), dates=dates, start=start, maxima=maxima or {}, read_notes=read_notes)
    zone = None if timezone is None else zone_of(timezone)
    known = {each.name: each for each in FORMATS}
    if format is not None and format not in known:
        raise LogError(f"format: {format!r} is none of {', '.join(known)}")
    if format is not None and mapping is not None:
        raise LogError(f"format: a mapping is a format of its own; {format!r} and a mapping are too many")
    with opened(source) as file:
        try:
            if mapping is not None:
                found = mapped(mapping, file)
            else:
                found = _sniffed(file) if format is None else known[format]
            draft = found.read(file, options, tick)
            if not draft.sessions and not draft.days:
                raise LogError(draft.problems or [Problem(_nothing(found))])
            in_zone(draft, zone, utc=found.utc)
            without_outliers(draft)
            for message in _not_used(options, timezone, draft, found):
                draft.problem(message)
            return _log(draft, found, file.file)
        except LogError as error:
            raise LogError(told(error.problems, file.file)) from None


def _nothing(found: Format) -> str:
    return "there is a header and no rows below it" if found.columns else "there is no workout in it"


def _not_used(options: Options, timezone: str | None, draft: Draft, found: Format) -> Iterator[str]:
    """What the caller said in vain."""
    if options.unit and draft.unit and draft.unit != options.unit:
        yield f"--unit {options.unit} is not used where the file has a unit of its own, as here {draft.unit}"
    if not found.plan:
        for option in [name for name, value in (("--start", options.start), ("--max", options.maxima)) if value]:
            yield f"{option} is not used: it is for plans, and this is a log"
    if timezone is not None and all(session.starts_at.tzinfo is None for session in draft.sessions):
        yield "--timezone is not used: the times of this file are local ones"


def _unit(unit: str | None) -> Unit | None:
    if unit is None:
        return None
    given = unit_of(unit)
    if given is None:
        raise LogError(f"unit: {unit!r} is neither kg nor lb")
    return given


def _log(draft: Draft, found: Format, file: str | None) -> Log:
    history = History(draft.sessions, days=draft.days, records=draft.records)
    doubles = sum(len(session.sets) for session in draft.sessions) - sum(len(session.sets) for session in history)
    if doubles:
        draft.aside[DOUBLE] += doubles
    if draft.untold:
        draft.problems.append(Problem(f"and {draft.untold} problems more"))
    return Log(
        history,
        told(draft.problems, file),
        found.name,
        lifter=draft.lifter,
        unit=draft.unit or "kg",
        set_aside=dict(sorted(draft.aside.items())),
        further=draft.further,
        extra=draft.extra,
        plan=found.plan,
        file=file,
    )


def _sniffed(file: Opened) -> Format:
    for each in FORMATS:
        if each.sniff(file):
            return each
    file.check()
    first = next(iter(file.begins.strip().splitlines()))
    shown = first if len(first) <= 60 else f"{first[:57]}..."
    names = ", ".join(each.name for each in FORMATS)
    unknown = f"the first line {shown!r} is that of no format known here ({names})"
    raise LogError([Problem(message) for message in (unknown, how_to_map(file)) if message])
