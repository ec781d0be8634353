"""JEFIT: the text file of a backup, tables of several sections one after the other.

A row of EXERCISE LOGS holds all sets of an exercise in one cell, "60x8,80x8", in the unit of the app; a row of EXERCISE
SET LOGS holds one of them, in pounds, with what kind it was.
"""

import csv
import io
import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from attrs import define, evolve, field, frozen

from ..errors import LogError
from ..load import decimal
from ..model import Session, SetLog
from .dates import as_end, from_epoch
from .format import BLANK, DOUBLE, UNREADABLE, Draft, Example, Format, Options, Tick, Unit, no_unit
from .notes import items_of
from .source import Opened
from .values import METRES, kind_named, load_of, unit_of
from .zones import IN_UTC

CARDIO, ORPHAN = "cardio", "orphan"
_SNIFF = re.compile(r"^### (SETTING|PROFILE|ROUTINES|WORKOUT SESSIONS|EXERCISE LOGS|EXERCISE SET LOGS)\b", re.MULTILINE)
_BANNER = re.compile(r"###+\s*([A-Z][A-Z &/-]*?)\s*#*\s*")
_END = re.compile(r"#{6,}\s*")
_ENTRY = re.compile(r"(\d+(?:\.\d+)?)\s*x\s*(\d+(?:\.\d+)?)(?:\s*x\s*(\d+(?:\.\d+)?))?", re.IGNORECASE)
_PLAIN_KINDS = ("", "default", "normal", "0", "null")
# A hold or a run has one entry for each of these instead of one for each set.
_CALORIES, _DISTANCE, _SPEED, _LAPS, _DURATION = range(5)
# What is written where there is no load: some versions write half a unit.
_NO_LOAD = (0, Decimal("0.5"))
# Two ways to write one load differ by less than this: the app rounds pounds to two decimals.
_CLOSE = Decimal("0.02")
# 2001, as seconds since 1970: a smaller number counts something else.
_OLDEST = 10**9
_DIGITS = 18


def _sniff(opened: Opened) -> bool:
    return _SNIFF.search(opened.begins) is not None


@frozen
class _Row:
    """A row of a section: its line, and its cells by the names of the header."""

    line: int
    cells: Mapping[str, str]
    too_long: bool = False

    @property
    def breaks(self) -> int:
        """How many line breaks are in its cells."""
        return sum(cell.count("\n") for cell in self.cells.values())

    def text(self, name: str) -> str:
        """A cell; empty where there is none."""
        return self.cells.get(name, "").strip()

    @property
    def session(self) -> str | None:
        """The number of the session it belongs to; None where there is none."""
        number = self.text("belongsession")
        return number if number.strip("0") else None

    def day(self) -> date:
        """The day of a row that names an exercise; LogError if it is no such row."""
        if self.breaks:
            raise LogError("a cell holds a line break; is a quote not closed?")
        if self.too_long:
            raise LogError("more cells than the header has names; is a comma not quoted?")
        if not self.text("ename"):
            raise LogError("ename: is missing; a row names its exercise")
        try:
            return date.fromisoformat(self.text("mydate")[:10])
        except ValueError:
            raise LogError(f"mydate: {self.text('mydate')!r} is no date such as 2026-03-09") from None

    def number(self, name: str) -> Decimal | None:
        """A number; None where there is none."""
        return decimal(self.text(name), name) if self.text(name) else None

    def moment(self, name: str) -> datetime | None:
        """A time in seconds since 1970; None where there is none, as the app writes 0 or a number of its own."""
        text = self.text(name)
        seconds = int(text) if text.isdecimal() and len(text) <= _DIGITS else 0
        return from_epoch(seconds) if seconds >= _OLDEST else None


def _sections(text: str) -> dict[str, list[_Row]]:
    """The rows of each section."""
    found: dict[str, list[_Row]] = defaultdict(list)
    name, first, lines = "", 1, list[str]()
    for number, line in enumerate([*io.StringIO(text, newline=""), "######\n"], 1):
        banner, end = _BANNER.fullmatch(line), _END.fullmatch(line)
        if banner is None and end is None:
            lines.append(line)
            continue
        found[name] += _rows(lines, first)
        name, first, lines = "" if banner is None else banner[1], number + 1, []
    return found


def _rows(lines: list[str], first: int) -> Iterator[_Row]:
    """The rows of one section below its header; quoted cells may hold line breaks and blank lines."""
    header: list[str] = []
    reader = csv.reader(lines)
    begin = first
    try:
        for cells in reader:
            line, begin = begin, first + reader.line_num
            names = [cell.strip().casefold() for cell in cells]
            if not any(names) or names == header:
                continue
            if not header:
                header = names
                continue
            yield _Row(line, dict(zip(header, cells, strict=False)), any(names[len(header) :]))
    except csv.Error as error:
        raise LogError(f"the section from line {first} on is no table: {error}") from None


@define
class _Workout:
    """The rows of one workout, in the order of the file."""

    day: date
    start: datetime | None
    end: datetime | None
    id: str | None
    rows: list[_Row] = field(factory=list)
    notes: list[str] = field(factory=list)


def _read(opened: Opened, options: Options, tick: Tick) -> Draft:
    """The workouts of the sections; a row that is wrong is set aside with its line."""
    sections = _sections(opened.text())
    if "EXERCISE LOGS" not in sections:
        raise LogError("there is no section EXERCISE LOGS in it; export the whole backup")
    reader = _Jefit(sections, options)
    workouts = reader.workouts()
    for number, workout in enumerate(workouts, 1):
        tick(number / len(workouts))
        reader.session(workout)
    reader.tell()
    return reader.draft


class _Jefit:
    """A backup that is being read."""

    def __init__(self, sections: Mapping[str, list[_Row]], options: Options) -> None:
        self.sections = sections
        self.options = options
        masses = [unit for row in sections.get("SETTING", ()) if (unit := unit_of(row.text("mass")))]
        self.unit: Unit | None = masses[-1] if masses else options.unit
        self.draft = Draft(unit=self.unit)
        self.of_log: dict[str, list[_Row]] = defaultdict(list)
        for row in sections.get("EXERCISE SET LOGS", ()):
            self.of_log[row.text("exercise_log_id")].append(row)
        self.timeless = False
        self.disagreeing = 0

    def workouts(self) -> list[_Workout]:
        """The workouts: rows of one session, else of one day."""
        sessions = {row.text("_id"): row for row in self.sections.get("WORKOUT SESSIONS", ())}
        found: dict[str, _Workout] = {}
        known: set[str] = set()
        for row in self.sections["EXERCISE LOGS"]:
            known.add(row.text("_id"))
            try:
                day = row.day()
            except LogError as error:
                self.draft.set_aside(error, row.line, {"mydate": "mydate"}, 1 + row.breaks)
                continue
            key = row.session or f"day {day}"
            if key not in found:
                found[key] = self.workout(row, day, sessions.get(key))
            found[key].rows.append(row)
        self.aside(ORPHAN, sum(len(rows) for key, rows in self.of_log.items() if key not in known))
        self.aside(CARDIO, len(self.sections.get("CARDIO LOGS", ())))
        workouts = list(found.values())
        self.add_notes(workouts)
        self.timeless = any(workout.start is None for workout in workouts)
        if self.timeless and any(workout.start is not None for workout in workouts):
            self.draft.problem("some workouts have a date and no time, so all are read by their date alone")
        return workouts

    def aside(self, reason: str, rows: int) -> None:
        """Count rows that are no sets."""
        if rows:
            self.draft.aside[reason] += rows

    def workout(self, row: _Row, day: date, session: _Row | None) -> _Workout:
        """The workout that a row is the first of; it starts with its session, else when the row was logged."""
        times = [row.moment("belongsession"), row.moment("logtime")]
        end = None
        if session is not None:
            times = [session.moment("starttime"), session.moment("starttimie"), *times]
            end = session.moment("endtime")
        near = [at for at in times if at is not None and abs((at.date() - day).days) <= 1]
        return _Workout(day, near[0] if near else None, end, row.session)

    def add_notes(self, workouts: list[_Workout]) -> None:
        """Give each note to the workout of its day that has its exercise, else to the first of that day."""
        by_day: dict[str, list[_Workout]] = defaultdict(list)
        for workout in workouts:
            by_day[workout.day.isoformat()].append(workout)
        for note in self.sections.get("NOTES", ()):
            same_day = by_day[note.text("mydate")[:10]]
            same = [each for each in same_day if any(row.text("eid") == note.text("eid") for row in each.rows)]
            for workout in (same or same_day)[:1]:
                workout.notes.append(note.text("mynote"))
            if not same_day and note.text("mynote"):
                day = note.text("mydate")[:10]
                self.draft.problem(f"a note of {day!r}, on which there is no workout, is left out", note.line)

    def session(self, workout: _Workout) -> None:
        """Take a workout in."""
        sets: list[SetLog] = []
        lines = array("L")
        unread: list[str] = []
        for row in self.without_snapshots(workout.rows):
            exercise = row.text("ename")
            for found in self.sets(row, exercise):
                if isinstance(found, LogError):
                    self.draft.set_aside(found, row.line, {"logs": "logs"})
                    unread.append(exercise)
                else:
                    sets.append(found)
                    lines.append(row.line)
        start: date = workout.day if self.timeless or workout.start is None else workout.start
        line, until, end = workout.rows[0].line, workout.end, None
        if isinstance(start, datetime) and until is not None:
            end = self.draft.end(lambda: as_end(until, start), line)
        items = items_of(workout.notes, start, self.draft, line, options=self.options)
        notes = "\n".join(workout.notes) or None
        self.draft.add(Session(start, sets, id=workout.id, end=end, notes=notes, unread=unread, **items), lines)

    def without_snapshots(self, rows: list[_Row]) -> list[_Row]:
        """The rows without those that a later one of the same exercise goes on from: the app saves set by set."""
        kept: list[_Row] = []
        seen: set[tuple[str, ...]] = set()
        begun = _Begun()
        for row in reversed(rows):
            entries, whole = _entries(row), tuple(row.cells.values())
            after = begun
            for entry in (row.text("eid"), row.text("ename"), *entries):
                after = after[entry]
            if (entries and after) or whole in seen:
                self.aside(DOUBLE, max(len(entries), 1))
            else:
                kept.append(row)
            seen.add(whole)
        return kept[::-1]

    def sets(self, row: _Row, exercise: str) -> Iterator[SetLog | LogError]:
        """The sets of a row, of its own cell or of its set logs; an error for each that cannot be read."""
        entries, logs = _entries(row), sorted(self.of_log.get(row.text("_id"), ()), key=_set_index)
        own = list(self.packed(entries, exercise))
        if not logs:
            if not entries:
                self.aside(BLANK, 1)
            yield from own
            return
        finer = [_built(self.of_set_log, log, exercise) for log in logs]
        same = [both for pair in zip(own, finer, strict=False) if (both := _both(*pair)) is not None]
        if len(same) == len(own) == len(finer):
            yield from same
            return
        self.disagreeing += bool(entries)
        yield from finer

    def packed(self, entries: list[str], exercise: str) -> Iterator[SetLog | LogError]:
        """The sets of a cell "60x8,80x8"; a hold or a run has five entries of its own."""
        parts = [_ENTRY.fullmatch(entry) for entry in entries]
        numbers = [match[2] for match in parts if match is not None and not Decimal(match[1])]
        if len(numbers) == len(entries) == 5 and (
            any("." in number for number in numbers) or not any(map(Decimal, numbers[:_LAPS]))
        ):
            yield _built(self.timed, exercise, numbers[_DURATION], numbers[_DISTANCE])
            return
        for entry, match in zip(entries, parts, strict=True):
            if match is None:
                yield LogError(f"logs: {entry!r} is no set such as 60x8")
            else:
                yield _built(self.lifted, exercise, *match.groups())

    def lifted(self, exercise: str, load: str, reps: str, seconds: str | None) -> SetLog:
        """A set of a load, repetitions and perhaps a time; one with neither was not done."""
        count, held = decimal(reps, "reps"), int(decimal(seconds or 0, "seconds"))
        if count % 1:
            raise LogError(f"logs: {reps} repetitions are no whole number")
        return SetLog(
            exercise,
            None if Decimal(load) in _NO_LOAD else load_of(exercise, Decimal(load), self.unit or no_unit()),
            None if held and not count else int(count),
            seconds=held or None,
            completed=None if count or held else False,
        )

    def timed(self, exercise: str, held: str, run: str) -> SetLog:
        """A hold or a run."""
        seconds, distance = decimal(held, "seconds"), decimal(run, "distance")
        far = None
        if distance:
            unit = self.unit or no_unit()
            far = distance * METRES["km" if unit == "kg" else "mi"]
        done = None if seconds or far else False
        return SetLog(exercise, seconds=int(seconds) or None, distance_m=far, completed=done)

    def of_set_log(self, row: _Row, exercise: str) -> SetLog:
        """The set of a row of EXERCISE SET LOGS."""
        pounds, reps = row.number("weight_lbs") or Decimal(0), row.number("reps") or Decimal(0)
        seconds, miles = row.number("duration"), row.number("distance_mi")
        word = row.text("set_type").casefold()
        kind = kind_named(word)
        if kind is None and word not in _PLAIN_KINDS:
            raise LogError(f"set_type: {word!r} is none of default, warm-up, drop, failure")
        if reps % 1:
            raise LogError(f"reps: {reps} is no whole number")
        return SetLog(
            exercise,
            None if pounds in _NO_LOAD else load_of(exercise, pounds, "lb"),
            None if not reps and (seconds or miles) else int(reps),
            seconds=int(seconds) if seconds else None,
            distance_m=miles * METRES["mi"] if miles else None,
            kind=kind,
            completed=None if reps or seconds or miles else False,
            completed_at=row.moment("log_time"),
        )

    def tell(self) -> None:
        """Note where the two sections of sets differ."""
        if self.disagreeing:
            rows = "row of EXERCISE LOGS differs" if self.disagreeing == 1 else "rows of EXERCISE LOGS differ"
            self.draft.problem(f"{self.disagreeing} {rows} from the sets in EXERCISE SET LOGS; the latter hold")


class _Begun(dict[str, "_Begun"]):
    """What came after each entry of the rows seen so far: a tree of them, in which a row's beginning is a way."""

    def __missing__(self, entry: str) -> "_Begun":
        self[entry] = after = _Begun()
        return after


def _entries(row: _Row) -> list[str]:
    return [entry.strip() for entry in row.text("logs").split(",") if entry.strip()]


def _set_index(row: _Row) -> tuple[int, int]:
    index = row.text("set_index")
    return (int(index) if index.isdecimal() and len(index) <= _DIGITS else 0, row.line)


def _built(make: Callable[..., SetLog], *values: Any) -> SetLog | LogError:
    try:
        return make(*values)
    except LogError as error:
        return error


def _both(typed: SetLog | LogError, fine: SetLog | LogError) -> SetLog | None:
    """The set that is written in two ways, with its load as typed, as the other is rounded; None if they differ."""
    if isinstance(typed, LogError) or isinstance(fine, LogError):
        return None
    if (typed.reps, typed.seconds) != (fine.reps, fine.seconds) or (typed.load is None) is not (fine.load is None):
        return None
    if typed.load is None or fine.load is None:
        return fine
    close = typed.load.bodyweight is fine.load.bodyweight and abs(typed.load.kg - fine.load.kg) <= _CLOSE
    return evolve(fine, load=typed.load) if close else None


JEFIT = Format(
    name="jefit",
    title="JEFIT backup (text with sections)",
    unit="in the section SETTING",
    utc=True,
    sniff=_sniff,
    read=_read,
    quirks="""
    - The sections SETTING, WORKOUT SESSIONS, EXERCISE LOGS, EXERCISE SET LOGS and NOTES are read, by the names in their
      headers. Quoted texts may hold line breaks and blank lines.
    - A cell of EXERCISE LOGS holds the sets of an exercise, `60x8,80x8`, in the unit of SETTING. `90x0` was not done and is
      kept as such; a weight of 0 (or 0.5) is none; `0x5x30` has a time. Five entries without a load are those of a hold or
      a run: calories, distance, speed, laps, seconds.
    - EXERCISE SET LOGS has the same sets in pounds, with their kind and when each was done. Where both say the same, the load
      is taken as it was typed and the rest from there; where they differ, EXERCISE SET LOGS holds, and that is told.
    - The app saves an exercise set by set. A row that a later one of the same workout and exercise goes on from is a double.
    - A workout is a session (`belongsession`), else a day. It starts when the session did, in UTC (`--timezone` makes it
      local), not at TIMESTAMP, which is when it was saved. Where a workout has no time, all are read by their date.
    """,
    set_aside={
        CARDIO: "rows of CARDIO LOGS: they name no exercise",
        ORPHAN: "rows of EXERCISE SET LOGS whose exercise is not in EXERCISE LOGS: it was deleted",
    },
    examples=(
        Example(
            """
### SETTING ##########################################

row_id,USERID,TIMESTAMP,gender,mass,length
1,1,"2026-03-10 08:00:00",M," kg"," cm"

######################################################

### WORKOUT SESSIONS #################################

rowid,_id,USERID,edit_time,day_id,total_time,workout_time,rest_time,wasted_time,total_exercise,total_weight,recordbreak,starttime,endtime
1,1773075600,1,0,0,3600,0,0,0,3,0,0,1773075600,1773079200

######################################################

### EXERCISE LOGS ####################################

USERID,TIMESTAMP,belongSys,logs,_id,record,mydate,eid,ename,day_item_id,belongsession,logTime,interval_logs,auto_generated
1,"2026-03-10 08:00:00",1,"60x5",4,70,2026-03-09,93,"Barbell Deadlift",1,1773075600,1773075900,,
1,"2026-03-10 08:00:00",1,"60x5,100x5,120x0",5,116,2026-03-09,93,"Barbell Deadlift",1,1773075600,1773076200,,
1,"2026-03-10 08:00:00",1,"0x0.0,0x0.0,0x0.0,0x0,0x45",6,0,2026-03-09,88,"Plank",2,1773075600,1773076800,,
1,"2026-03-10 08:00:00",1,"60x8,60y8",7,70,2026-03-09,95,"Barbell Row",2,1773075600,1773077400,,

######################################################

### EXERCISE SET LOGS ################################

_id,userid,exercise_log_id,set_index,weight_lbs,reps,calories,distance_mi,speed_mph,laps,duration,set_type,log_time
1,1,5,0,132.28,5,0,0,0,0,0,warm-up,1773075900
2,1,5,1,220.46,5,0,0,0,0,0,default,1773076080
3,1,5,2,264.55,0,0,0,0,0,0,default,0
4,1,99,0,100,5,0,0,0,0,0,default,0

######################################################

### NOTES ############################################

row_id,TIMESTAMP,USERID,_id,eid,belongSys,mynote,title,mydate,logTime,label,bodypart,is_recovered,type
1,"2026-03-10 08:00:00",1,1,93,1,"Hips first.

lowback: pain 2 during","Barbell Deadlift",2026-03-09,1773076200,0,-1,0,0

######################################################

### CARDIO LOGS ######################################

row_id,TIMESTAMP,USERID,_id,weeklyLogId,eid,belongSys,lap,duration,speed,distance,calorie,mydate
1,"2026-03-10 08:00:00",1,2,0,321,1,0,1800,0,1.5,220,2026-03-09
""",
            """
2026-03-09 17:00-18:00Z "Barbell Deadlift" 5@60kg w, 5@100kg, 0@120kg missed; Plank 45s; "Barbell Row" 8@60kg; pain 2 during
""",
            aside={CARDIO: 1, DOUBLE: 1, ORPHAN: 1, UNREADABLE: 1},
            problems=("logs: '60y8' is no set such as 60x8 (row set aside)", IN_UTC),
        ),
    ),
)
