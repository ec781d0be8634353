"""wger: the JSON that its API answers: logs of sets, sessions, and the names of exercises.

A log names its exercise, its session and its units by number. Values that cannot be right are set aside with their place.
"""

import re
from collections import Counter
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from attrs import define, field

from ..errors import LogError, Problem
from ..load import Load, bodyweight, decimal
from ..model import Session, SetLog
from .dates import as_end
from .format import DOUBLE, Draft, Example, Format, Options, Tick
from .notes import items_of
from .source import Opened
from .tree import Node, parsed, shown
from .values import METRES, load_of
from .zones import without_offset

_TELLING = re.compile(r'"(repetitions?_unit|workoutlog|workoutsession|impression)"\s*:')
_ENGLISH = 2
# The numbers that wger gives its units.
_REPS, _TO_FAILURE, _SECONDS, _MINUTES, _MILES, _KM, _MOST_REPS, _METRES = range(1, 9)
_FAR = {_MILES: METRES["mi"], _KM: METRES["km"], _METRES: METRES["m"]}
_LONG = {_SECONDS: 1, _MINUTES: 60}
_KG, _LB, _BODYWEIGHT, _PLATES, _KMH, _MPH = range(1, 7)
# What is no mass, and what a person should know of it.
_NO_MASS = {
    _BODYWEIGHT: "a load that counts body weights is not known",
    _PLATES: "a load in plates is not known",
    _KMH: "",
    _MPH: "",
}
_NAMELESS = (
    "exercises are given by number alone ({}); add the answer of exerciseinfo to the file, beside that of workoutlog"
)


def _sniff(opened: Opened) -> bool:
    return opened.is_json and _TELLING.search(opened.begins) is not None


def _read(opened: Opened, options: Options, tick: Tick) -> Draft:
    """The sessions of the answers in a file; LogError with every problem and its path if it is not as wger answers."""
    problems: list[Problem] = []
    file = _File(options)
    file.take(Node(parsed(opened.text()), "$", problems))
    if problems:
        raise LogError(problems)
    keys = [*file.groups, *(key for key in file.sessions if key not in file.groups)]
    for number, key in enumerate(keys, 1):
        tick(number / len(keys))
        if session := file.session(key):
            file.draft.add(session)
    if problems:
        raise LogError(problems)
    file.tell()
    return file.draft


@define
class _LoggedSet:
    """A log of one set: where it stands, and when it was."""

    node: Node
    at: date

    @property
    def place(self) -> tuple[datetime, int]:
        """Sets of a session follow each other by time, and by number where they have the same."""
        number = self.node.value.get("id")
        return _clock(self.at), number if isinstance(number, int) else 0


@define
class _File:
    """The answers in a file, sorted into logs by their session, sessions, and names of exercises."""

    options: Options
    draft: Draft = field(factory=Draft)
    groups: dict[str, list[_LoggedSet]] = field(factory=dict)
    sessions: dict[str, Node] = field(factory=dict)
    names: dict[str, str] = field(factory=dict)
    seen: set[str] = field(factory=set)
    nameless: dict[str, None] = field(factory=dict)
    without_load: Counter[str] = field(factory=Counter)
    units: Counter[int] = field(factory=Counter)

    def take(self, node: Node) -> None:
        """Sort in what is below a place: a page, a list, several of them under their names, or one thing."""
        if isinstance(node.value, list):
            for child in node.items():
                self.take(child)
        elif not node.object():
            return
        elif "results" in node.value:
            self.take(node.child("results"))
            if node.value.get("next"):
                self.draft.problem(
                    f"this is one page of {node.value.get('count')} entries; ask with ?limit=9999, or give all pages "
                    "in an array",
                    path=node.path,
                )
        elif "logs" in node.value and isinstance(node.value.get("session"), dict):
            self.take(node.child("session"))
            self.take(node.child("logs"))
        elif _is_log(node.value):
            self.take_log(node)
        elif _is_session(node.value):
            self.sessions[node.name("id") or node.path] = node
        elif "id" in node.value:
            self.take_name(node)
        else:
            inside = [key for key, value in node.value.items() if isinstance(value, list | dict)]
            if not inside:
                node.wrong("is no answer that is read here; these are workoutlog, workoutsession and exerciseinfo")
            for key in inside:
                self.take(node.child(key))

    def take_log(self, node: Node) -> None:
        """Sort in the log of a set, once, by its session or else by its day."""
        number = node.name("id")
        if number is not None and number in self.seen:
            self.draft.aside[DOUBLE] += 1
            return
        self.seen.add(number or node.path)
        at = _when(node, "date")
        if at is None:
            node.child("date").wrong("is missing; a log has a date")
            return
        if isinstance(node.value.get("exercise"), dict):
            self.take_name(node.child("exercise"))
        session = node.name("session")
        self.groups.setdefault(session or at.isoformat()[:10], []).append(_LoggedSet(node, at))

    def take_name(self, node: Node) -> None:
        """Note what an exercise is called: in English where that is there, else in the first language."""
        number = node.name("exercise") if "exercise" in node.value else node.name("id")
        inside = [child.value for key in ("translations", "exercises") for child in node.child(key).items()]
        named = [each for each in (*inside, node.value) if isinstance(each, dict) and isinstance(each.get("name"), str)]
        named.sort(key=lambda each: _language(each) != _ENGLISH)
        if number is not None and named and (number not in self.names or _language(named[0]) == _ENGLISH):
            self.names[number] = named[0]["name"]

    def session(self, key: str) -> Session | None:
        """The session of the logs that belong together, or of none."""
        node = self.sessions.get(key)
        logged = sorted(self.groups.get(key, ()), key=lambda each: each.place)
        start, until = _times(node, logged)
        if start is None:
            return None
        at, end = logged[0].node if node is None else node, None
        if isinstance(start, datetime) and until is not None:
            end = self.draft.end(lambda: as_end(until, start), path=at.path)
        sets: list[SetLog] = []
        unread: list[str] = []
        for each in logged:
            exercise = self.exercise(each.node)
            place = each.node.apart()
            entry = self.set(place, exercise)
            if entry is not None and not place.problems:
                sets.append(entry)
                continue
            unread.append(exercise)
            self.draft.leave_out(place.problems)
        notes = None if node is None else node.text("notes")
        items: dict[str, Any] = {"end": end, "notes": notes or None, "unread": unread}
        items |= items_of([notes or ""], start, self.draft, options=self.options)
        known = key if node is not None or logged[0].node.value.get("session") is not None else None
        session: Session | None = at.built(lambda: Session(start, sets, id=known, **items))
        return session

    def exercise(self, node: Node) -> str:
        """What the exercise of a log is called, which is in another answer; else its number."""
        value = node.value.get("exercise", node.value.get("exercise_base"))
        number = str(value.get("id")) if isinstance(value, dict) else str(value)
        if number not in self.names:
            self.nameless[number] = None
        return self.names.get(number) or f"wger exercise {number}"

    def set(self, node: Node, exercise: str) -> SetLog | None:
        """The set of a log; None, with what is wrong, if it cannot be one."""
        count = _number(node, "repetitions", "reps")
        unit = _unit_id(node, "repetitions_unit", "repetition_unit") or _REPS
        target = _number(node, "repetitions_target")
        values: dict[str, Any] = {
            "rir": _number(node, "rir"),
            "rest_after_s": _whole(node, "rest", _number(node, "rest") or None),
        }
        if unit in (_REPS, _TO_FAILURE, _MOST_REPS):
            values["reps"] = _whole(node, "repetitions", count)
            values["target_reps"] = None if target is None or target % 1 else int(target)
            values["kind"] = "failure" if unit == _TO_FAILURE else None
        elif unit in _LONG:
            values["seconds"] = int(count * _LONG[unit]) if count else None
        elif unit in _FAR:
            values["distance_m"] = count * _FAR[unit] if count else None
        else:
            node.child("repetitions_unit").wrong(f"{unit} is no unit of repetitions that is known here")
        built: SetLog | None = node.built(lambda: SetLog(exercise, self.load(node, exercise), **values))
        return built

    def load(self, node: Node, exercise: str) -> Load | None:
        """The load of a log, in the unit that it names."""
        weight, unit = _number(node, "weight"), _unit_id(node, "weight_unit")
        if unit == _BODYWEIGHT and weight in (None, 0, 1):
            return bodyweight()
        if not weight:
            return None
        if unit in _NO_MASS:
            if _NO_MASS[unit]:
                self.without_load[_NO_MASS[unit]] += 1
            return None
        if unit is None and self.options.unit is None:
            raise LogError("weight_unit: is missing; give --unit kg or --unit lb")
        if unit not in (None, _KG, _LB):
            raise LogError(f"weight_unit: {unit} is no unit of weight that is known here")
        used = _LB if unit == _LB or (unit is None and self.options.unit == "lb") else _KG
        self.units[used] += 1
        return load_of(exercise, weight, "lb" if used == _LB else "kg")

    def tell(self) -> None:
        """Bring all times to one kind, and note what a person should know."""
        draft = self.draft
        draft.unit = "lb" if self.units[_LB] > self.units[_KG] else "kg"
        kinds = {session.starts_at.tzinfo is None for session in draft.sessions}
        if len(kinds) > 1:
            draft.sessions = [without_offset(session) for session in draft.sessions]
            draft.problem("some times have an offset and some have none; all are read as written, as local times")
        for what, count in self.without_load.items():
            draft.problem(f"{count} {'set' if count == 1 else 'sets'}: {what}; read without a load")
        if self.nameless:
            shown_numbers = ", ".join(list(self.nameless)[:5]) + (" ..." if len(self.nameless) > 5 else "")
            draft.problem(_NAMELESS.format(shown_numbers))


def _is_log(value: dict[str, Any]) -> bool:
    return not value.keys().isdisjoint({"exercise", "exercise_base"}) and not value.keys().isdisjoint(
        {"repetitions", "reps", "repetitions_unit", "repetition_unit"}
    )


def _is_session(value: dict[str, Any]) -> bool:
    return not value.keys().isdisjoint({"impression", "time_start", "datetime_start"})


def _language(value: dict[str, Any]) -> object:
    language = value.get("language")
    return language.get("id") if isinstance(language, dict) else language


def _clock(at: date) -> datetime:
    """The moment as a clock shows it; midnight where only the date is known."""
    return at.replace(tzinfo=None) if isinstance(at, datetime) else datetime.combine(at, time())


def _when(node: Node, key: str) -> date | None:
    """A date or a date-time; midnight is no time of day, as wger writes it where it knows none."""
    text = node.text(key)
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        node.child(key).wrong(f"{shown(text)} is no date such as 2024-01-15 or 2024-01-15T09:30:00Z")
        return None
    return moment.date() if moment.time() == time() else moment


def _times(node: Node | None, logged: list[_LoggedSet]) -> tuple[date | None, datetime | None]:
    """Start and end: of the session where it has them, else the start alone from its first set."""
    first = next((each.at for each in logged if isinstance(each.at, datetime)), logged[0].at if logged else None)
    if node is None:
        return first, None
    start, end = node.instant("datetime_start"), node.instant("datetime_end")
    day = _when(node, "date")
    if start is None and day is not None and (begin := _time(node, "time_start")) is not None:
        start = datetime.combine(day, begin)
        until = _time(node, "time_end")
        end = None if until is None else datetime.combine(day, until) + timedelta(days=until < begin)
    if start is not None:
        return start, end
    if first is None and day is None:
        node.child("date").wrong("is missing; a session has a date")
    return (first if isinstance(first, datetime) or day is None else day), None


def _time(node: Node, key: str) -> time | None:
    text = node.text(key)
    if text is None:
        return None
    try:
        found = time.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is not None:
        node.child(key).wrong(f"{shown(text)} is no time such as 18:30")
        return None
    return found


def _number(node: Node, *keys: str) -> Decimal | None:
    """A number of 0 or more, which wger writes as text; None where there is none."""
    key = next((key for key in keys if node.value.get(key) not in (None, "")), None)
    if key is None:
        return None
    value = node.value[key]
    number: Decimal | None = node.child(key).built(lambda: decimal(value, key))
    if number is not None and number < 0:
        node.child(key).wrong(f"{number} is negative; it must be 0 or more")
        return None
    return number


def _whole(node: Node, key: str, number: Decimal | None) -> int | None:
    if number is not None and number % 1:
        node.child(key).wrong(f"{number} is no whole number")
        return None
    return None if number is None else int(number)


def _unit_id(node: Node, *keys: str) -> int | None:
    """The number of a unit, which stands there as such or with its name."""
    value = next((node.value[key] for key in keys if node.value.get(key) is not None), None)
    value = value.get("id") if isinstance(value, dict) else value
    return value if isinstance(value, int) else None


WGER = Format(
    name="wger",
    title="wger JSON: answers of its API (workoutlog, workoutsession, exerciseinfo)",
    unit="in each log",
    utc=True,
    sniff=_sniff,
    read=_read,
    quirks="""
    - A file is an answer of `/api/v2/workoutlog/`, a page or its list of `results`, or several answers in one object:
      `{"workoutlog": ..., "workoutsession": ..., "exerciseinfo": ...}`, each a page, a list, or an array of pages. Ask with
      `?limit=9999`, so that there is one page.
    - A log has the number of its exercise alone. The names are in the answer of `/api/v2/exerciseinfo/`; without it an
      exercise is called `wger exercise 73`, which no rule knows, and that is told.
    - Units are numbers: repetitions (1), until failure (2), seconds (3), minutes (4), miles (5), km (6), most repetitions (7),
      metres (8); kg (1), lb (2), body weight (3), plates (4), km/h (5), mph (6). A load in plates, or more than one body
      weight, is not known, and that is told. A weight or a rest of 0 is none.
    - `rest` is rest after the set; `rir` is read as the effort. A log has no kind of set: warm-ups are told by their load.
    - Times are those of the session, else of its first log. Midnight is no time of day. Where some have an offset and some
      have none, all are read as written.
    """,
    examples=(
        Example(
            """
{"workoutlog": {"count": 4, "next": null, "previous": null, "results": [
   {"id": 11, "date": "2026-03-09T18:05:00+01:00", "session": 7, "exercise": 184, "repetitions_unit": 1, "repetitions": "5.00",
    "weight_unit": 1, "weight": "60.00", "rir": null, "rest": 120},
   {"id": 12, "date": "2026-03-09T18:09:00+01:00", "session": 7, "exercise": 184, "repetitions_unit": 1, "repetitions": "5.00",
    "repetitions_target": "5.00", "weight_unit": 1, "weight": "100.00", "rir": "2.0", "rest": 180},
   {"id": 13, "date": "2026-03-09T18:20:00+01:00", "session": 7, "exercise": 458, "repetitions_unit": 3, "repetitions": "45.00",
    "weight_unit": 3, "weight": null, "rir": null, "rest": null},
   {"id": 14, "date": "2026-03-09T18:25:00+01:00", "session": 7, "exercise": 999, "repetitions_unit": 1, "repetitions": "8.00",
    "weight_unit": 4, "weight": "3.00", "rir": "", "rest": null}]},
 "workoutsession": [{"id": 7, "date": "2026-03-09", "notes": "lowback: pain 2 during", "impression": "2",
   "time_start": "18:00:00", "time_end": "19:10:00"}],
 "exerciseinfo": [
   {"id": 184, "translations": [{"name": "Kreuzheben", "language": 1}, {"name": "Deadlifts", "language": 2}]},
   {"id": 458, "translations": [{"name": "Plank", "language": 2}]}]}
""",
            """
2026-03-09 18:00-19:10 Deadlifts 5@60kg rest 120s, 5@100kg rir 2 rest 180s target 5; Plank 45s@bw; "wger exercise 999" 8; pain 2 during
""",
            problems=(
                "1 set: a load in plates is not known; read without a load",
                _NAMELESS.format("999"),
            ),
        ),
    ),
)
