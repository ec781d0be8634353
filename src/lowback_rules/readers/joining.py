"""joined: several logs of one person as one."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from zoneinfo import ZoneInfo

from attrs import evolve

from ..errors import LogError, Problem
from ..history import History
from .format import DOUBLE
from .log import Log
from .merging import Met, merged
from .zones import without_offset

_MOST_DATES = 3


def joined(logs: Iterable[Log]) -> Log:
    """Several files of one person as one log, in which a workout that two files hold counts once (see merging.py).

    Files with times in a zone and files with local times go together once the zone was given (`timezone`). LogError if
    the files contradict each other.
    """
    logs = list(logs)
    if len(logs) == 1:
        return logs[0]
    if any(log.plan for log in logs):
        logs = [log if log.plan else _as_written(log) for log in logs]
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
        further=sum(log.further for log in logs),
        extra=tuple({key: value for log in logs for key, value in log.extra}.items()),
        plan=all(log.plan for log in logs),
    )


def _as_written(log: Log) -> Log:
    """The log with its times as written, without an offset, as those of what it is put beside have none."""
    sessions = [without_offset(session) for session in log.history.sessions]
    return evolve(log, history=History(sessions, days=log.history.days, records=log.history.records))


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
        logs[number] = evolve(_as_written(logs[number]), problems=(*logs[number].problems, remark))
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
