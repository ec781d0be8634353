"""read_log: the log in a file of any known format, and Log, what it gives."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from attrs import Factory, evolve, frozen

from ..errors import LogError, Problem
from ..history import History
from ..load import Load
from ..model import Lifter
from .format import DOUBLE, DayOrder, Draft, Format, Options, Tick, Unit, no_tick, told
from .formats import FORMATS
from .merging import Met, merged
from .outliers import without_outliers
from .source import Opened, Source, opened
from .values import unit_of
from .zones import in_zone, made_local, zone_of

_MOST_DATES = 3


@frozen
class Log:
    """What a file holds: the history, the format, who lifts if it says so, and an account of every row.

    `rows` rows of the file are the `sets` of the history and those set aside, counted by reason in `set_aside`;
    `problems` tells what was read otherwise than it stands. `unit` is the unit of its weights (of most of them, where
    it has both).
    """

    history: History
    problems: tuple[Problem, ...]
    format: str
    lifter: Lifter | None = None
    unit: Unit = "kg"
    set_aside: Mapping[str, int] = Factory(dict)
    file: str | None = None

    @property
    def sets(self) -> int:
        """How many sets the history holds."""
        return sum(len(session.sets) for session in self.history.sessions)

    @property
    def rows(self) -> int:
        """How many rows the file has for sets, those set aside among them."""
        return self.sets + sum(self.set_aside.values())

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
    maxima: Mapping[str, Load] | None = None,
    mapping: Mapping[str, object] | None = None,
    read_notes: bool = False,
    tick: Tick = no_tick,
) -> Log:
    """The log in a path, bytes, text or open file; the format is told by its beginning unless `format` names it.

    `unit` ("kg" or "lb") fills in where the file names none, `dates` ("day-first" or "month-first") where its dates
    can be read both ways. `timezone` ("Europe/Berlin") turns times that the file gives in UTC into local ones; times
    without a zone are local already. `maxima` are stated one-repetition maxima, for plans in percent. `mapping` says
    which column of a table of another app is what. `read_notes` looks for mentions of low-back pain in free text,
    which then ask for a rating. A bad row of a table or text is set aside as a problem with its line; JSON that
    does not meet its schema is refused whole. LogError with every problem if nothing can be read. `tick` is called
    with the share done, 0 to 1.
    """
    options = Options(unit=_unit(unit), dates=dates, maxima=maxima or {}, mapping=mapping, read_notes=read_notes)
    zone = None if timezone is None else zone_of(timezone)
    known = {each.name: each for each in FORMATS}
    if format is not None and format not in known:
        raise LogError(f"format: {format!r} is none of {', '.join(known)}")
    with opened(source) as file:
        try:
            found = _sniffed(file) if format is None else known[format]
            draft = found.read(file, options, tick)
            if not draft.sessions and not draft.days:
                raise LogError(draft.problems or [Problem(_nothing(found))])
            in_zone(draft, zone, utc=found.utc)
            without_outliers(draft)
            return _log(draft, found, file.file)
        except LogError as error:
            raise LogError(told(error.problems, file.file)) from None


def _nothing(found: Format) -> str:
    return "there is a header and no rows below it" if found.columns else "there is no workout in it"


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
        draft.lifter,
        draft.unit or "kg",
        dict(sorted(draft.aside.items())),
        file,
    )


def joined(logs: Iterable[Log]) -> Log:
    """Several files of one person as one log, in which a workout that two files hold counts once (see merging.py).

    Files with times in a zone and files with local times go together once the zone was given (`timezone`). LogError if
    the files contradict each other.
    """
    logs = list(logs)
    if len(logs) == 1:
        return logs[0]
    logs = _in_one_time(logs)
    records = [log.history.records for log in logs if log.history.records is not None]
    lifters = [log.lifter for log in logs if log.lifter is not None]
    for lifter in lifters[1:]:
        if lifter != lifters[0]:
            raise LogError(f"lowback:lifter: the files are of different lifters ({lifters[0]} and {lifter})")
    sessions, met = merged(log.history.sessions for log in logs)
    history = History(
        sessions,
        days=(day for log in logs for day in log.history.days),
        records=frozenset.union(*records) if records else None,
    )
    aside = sum((Counter(log.set_aside) for log in logs), Counter[str]())
    doubles = sum(log.sets for log in logs) - sum(len(session.sets) for session in history)
    if doubles:
        aside[DOUBLE] += doubles
    return evolve(
        logs[0],
        history=history,
        problems=(*(problem for log in logs for problem in log.problems), *_told_once(met, logs)),
        lifter=lifters[0] if lifters else None,
        set_aside=dict(sorted(aside.items())),
        file=None,
    )


def _in_one_time(logs: list[Log]) -> list[Log]:
    """The logs with times that can be compared: where some are local, those of a zone that was given are made so."""
    zones = [{session.starts_at.tzinfo for session in log.history} for log in logs]
    local = next((number for number, found in enumerate(zones) if found == {None}), None)
    aware = [number for number, found in enumerate(zones) if found and None not in found]
    if local is None or not aware:
        return logs
    for number in aware:
        here, there = _name(logs, number), _name(logs, local)
        if not all(isinstance(zone, ZoneInfo) for zone in zones[number]):
            raise LogError(
                f"{here} has times with a UTC offset and {there} has local times without one; "
                "give --timezone (such as Europe/Berlin) to read both as local"
            )
        (zone,) = zones[number]
        remark = Problem(
            f"the times, in {zone}, are read as local times, as {there} has no zone", file=logs[number].file
        )
        logs[number] = evolve(
            logs[number],
            history=History(
                [made_local(session) for session in logs[number].history],
                days=logs[number].history.days,
                records=logs[number].history.records,
            ),
            problems=(*logs[number].problems, remark),
        )
    return logs


def _told_once(met: Iterable[Met], logs: list[Log]) -> Iterator[Problem]:
    """One problem for each pair of files that hold the same workouts."""
    pairs: dict[tuple[int, int, bool], list[date]] = {}
    for each in met:
        pairs.setdefault((each.file, each.kept, each.both), []).append(each.day)
    for (file, kept, both), days in sorted(pairs.items()):
        dates = ", ".join(str(day) for day in sorted(days)[:_MOST_DATES]) + (", ..." if len(days) > _MOST_DATES else "")
        many = f"{len(days)} workout{'s' * (len(days) > 1)} ({dates})"
        said = f"counted once, as {_name(logs, kept)} holds as much of it or more: {many}"
        if both:
            said = (
                f"both counted, as {_name(logs, kept)} has another workout on the day, and these have no time: {many}"
            )
        yield Problem(said, file=logs[file].file)


def _name(logs: list[Log], number: int) -> str:
    return logs[number].file or f"file {number + 1}"


def _sniffed(file: Opened) -> Format:
    for each in FORMATS:
        if each.sniff(file):
            return each
    file.check()
    first = next(iter(file.begins.strip().splitlines()))
    shown = first if len(first) <= 60 else f"{first[:57]}..."
    names = ", ".join(each.name for each in FORMATS)
    raise LogError(f"the first line {shown!r} is that of no format known here ({names})")
