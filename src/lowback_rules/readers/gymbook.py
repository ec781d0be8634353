"""GymBook: the CSV of the app in its language, with the clock of every set and the sets that were skipped.

The clock is read as when the set was completed. What day it belongs to is known when all rows are: the file decides
the order of day and month, and a clock that falls back is the next day.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from attrs import evolve

from ..errors import LogError
from ..load import Load, decimal
from ..model import Kind, SetLog
from .dates import day_of, day_order
from .format import DayOrder, Example, note, of_set, unused, workout
from .table import Row, Sheet, Workout, table
from .values import METRES, load_or_help, reps_of, unit_of

# Sets of one routine that are further apart belong to two workouts.
_APART = timedelta(hours=3)
_HALF_A_DAY = timedelta(hours=12)
# The day of a clock of which the day is not known yet.
_NO_DAY = date(2000, 1, 1)
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?::\d{2})?\s*(?:([AaPp])\.?\s?[Mm]\.?)?")
_QUANTITY = re.compile(r"(-?\d+(?:[.,]\d+)*)\s*([^\W\d]+)\.?")
# The app writes two digits after the comma or point; three may be thousands.
_DOUBTFUL = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")
# Words of Italian, German and English. Times: seconds, minutes, hours.
_REPS = re.compile(r"rep\w*|rip\w*|wiederh\w*|wdh")
_TIMES = re.compile(r"(s|se[ck]\w*)|(m|min\w*)|(h|hours?|or[ae]|std|stunden?)")
_WARM_UP = ("riscaldamento", "warm", "aufwärm")
_NO_KIND = ("defaticamento", "cool", "abkühl")
_SKIPPED = {"yes": True, "ja": True, "si": True, "sì": True, "no": False, "nein": False, "": False}
# The parts of the heading of a column that holds two or three things.
_WARM_UP_SETS = ("warm-up set", "warm up set", "warmup set")
_COOL_DOWN_SETS = ("cool-down set", "cool down set", "cooldown set")


class _GymBook(Sheet):
    order: DayOrder = "day-first"

    def set_of(self, row: Row) -> SetLog:
        skipped = row.text("skipped").casefold()
        if skipped not in _SKIPPED:
            raise LogError(f"skipped: {row.text('skipped')!r} is neither yes nor no")
        exercise = row.text("exercise")
        load, distance = _load(exercise, row.text("load"))
        reps, seconds = _amount(row.text("reps"))
        return SetLog(
            exercise,
            load,
            reps_of(reps, load=load, amount=seconds or distance),
            seconds=seconds,
            distance_m=distance,
            kind=_kind(row.text("kind")),
            completed=False if _SKIPPED[skipped] else None,
            completed_at=datetime.combine(_NO_DAY, _clock(row.text("clock"))),
        )

    def workouts(self, found: Iterable[Workout]) -> Iterator[Workout]:
        """The workouts: rows of a day and routine, divided at a pause of hours and joined across midnight."""
        found = list(found)
        self.order = day_order((each.row.text("day") for each in found), self.options.dates)
        routines: dict[str, list[Workout]] = defaultdict(list)
        for each in found:
            try:
                day = self._day(each)
            except LogError as error:
                self.draft.set_aside(error, each.line, self.header.names, len(each.sets))
                continue
            if each.sets:
                routines[each.row.text("name")].extend(_parts(each, day))
            else:
                yield each
        for parts in routines.values():
            yield from _joined(parts)

    def _day(self, workout: Workout) -> date:
        return day_of(workout.row.text("day"), self.order)

    def session(self, workout: Workout) -> dict[str, Any]:
        if not workout.sets:
            return {"start": self._day(workout)}
        start, _ = _span(workout.sets)
        done = [entry for entry in workout.sets if entry.completed is None]
        end = _span(done)[1] if done else start
        # A set that was skipped has the clock of that, and was not completed then.
        workout.sets = [
            evolve(entry, completed_at=None) if entry.completed is False else entry for entry in workout.sets
        ]
        return {"start": start, "end": end if end > start else None, "name": workout.row.text("name") or None}


def _parts(workout: Workout, day: date) -> list[Workout]:
    """The workout with days to its clocks, divided where hours pass between two sets."""
    parts: list[Workout] = []
    before: datetime | None = None
    for entry, line in zip(workout.sets, workout.lines, strict=True):
        assert entry.completed_at is not None
        at = datetime.combine(day, entry.completed_at.time())
        if before is not None and before - at > _HALF_A_DAY:
            day += timedelta(1)
            at += timedelta(1)
        if before is None or abs(at - before) > _APART:
            parts.append(workout.part(line if parts else workout.line))
            parts[-1].unread = dict(workout.unread)
        parts[-1].sets.append(evolve(entry, completed_at=at))
        parts[-1].lines.append(line)
        before = at
    for name, texts in workout.notes.items():
        for text, line in texts.items():
            part = next((part for part in reversed(parts) if part.line <= line), None)
            if part is not None:
                part.notes.setdefault(name, {})[text] = line
    return parts


def _joined(parts: list[Workout]) -> Iterator[Workout]:
    """The parts of one routine, those joined that follow each other across midnight."""
    last: Workout | None = None
    for part in sorted(parts, key=lambda part: _span(part.sets)):
        if last is None or _span(part.sets)[0] - _span(last.sets)[1] > _APART:
            if last is not None:
                yield last
            last = part
            continue
        last.sets += part.sets
        last.lines.extend(part.lines)
        for name, rows in part.unread.items():
            last.unread[name] = last.unread.get(name, 0) + rows
        for name, texts in part.notes.items():
            last.notes[name] = texts | last.notes.get(name, {})
    if last is not None:
        yield last


def _span(sets: list[SetLog]) -> tuple[datetime, datetime]:
    """The first and the last clock of the sets."""
    moments = [entry.completed_at for entry in sets if entry.completed_at is not None]
    return min(moments), max(moments)


def _clock(text: str) -> time:
    match = _CLOCK.fullmatch(text)
    hour, minute, half = (int(match[1]), int(match[2]), (match[3] or "").lower()) if match else (24, 0, "")
    if half:
        hour = hour % 12 + 12 * (half == "p") if 1 <= hour <= 12 else 24
    if hour > 23 or minute > 59:
        raise LogError(f"clock: {text!r} is no time of day such as 18:30")
    return time(hour, minute)


def _quantity(text: str, name: str) -> tuple[Decimal, str]:
    """A number with its word: "20,00 kg" or "12 ripetizioni"."""
    match = _QUANTITY.fullmatch(text)
    if match is None:
        raise LogError(f"{name}: {text!r} is no number with a unit")
    if _DOUBTFUL.fullmatch(match[1]):
        raise LogError(f"{name}: {text!r} may be thousands or a fraction")
    whole, point, fraction = match[1].replace(",", ".").rpartition(".")
    return decimal(f"{whole.replace('.', '')}{point}{fraction}", name), match[2].casefold()


def _amount(text: str) -> tuple[int | None, int | None]:
    """Repetitions or seconds, whichever the cell holds."""
    if not text:
        return None, None
    value, word = _quantity(text, "reps")
    if (times := _TIMES.fullmatch(word)) and times.lastindex:
        return None, int(value * 60 ** (times.lastindex - 1)) or None
    if not _REPS.fullmatch(word) or value != value.to_integral_value():
        raise LogError(f"reps: {text!r} is no number of repetitions and no time")
    return int(value), None


def _load(exercise: str, text: str) -> tuple[Load | None, Decimal | None]:
    """A load or metres, whichever the cell holds; 0 is none."""
    if not text:
        return None, None
    value, word = _quantity(text, "load")
    if unit := unit_of(word):
        return load_or_help(exercise, value, unit) if value else None, None
    if word not in METRES:
        raise LogError(f"load: {text!r} has neither a unit of weight nor one of distance")
    return None, value * METRES[word] or None


def _kind(text: str) -> Kind | None:
    lowered = text.casefold()
    if any(word in lowered for word in _WARM_UP):
        return "warm-up"
    if lowered not in ("", "set", "satz") and not any(word in lowered for word in _NO_KIND):
        raise LogError(f"kind: {text!r} is no kind of set known here")
    return None


GYMBOOK = table(
    name="gymbook",
    title="GymBook CSV export (Italian and German; English inferred)",
    unit="in each cell",
    sheet=_GymBook,
    columns=(
        workout("day", "data", "datum", "date", needed=True, telling=True),
        workout("name", "programma", "training", "workout", "routine", "program"),
        of_set("clock", "orario", "zeit", "time", needed=True, telling=True),
        of_set("exercise", "esercizio", "übung", "exercise", needed=True, telling=True),
        of_set(
            "kind",
            "set / set di riscaldamento / set di defaticamento",
            "satz / aufwärmsatz / abkühlungssatz",
            *[f"set / {warm} / {cool}" for warm in _WARM_UP_SETS for cool in _COOL_DOWN_SETS],
        ),
        of_set(
            "reps",
            "ripetizioni / tempo",
            "wiederholungen / zeit",
            "repetitions / time",
            "reps / time",
            needed=True,
            telling=True,
        ),
        of_set("load", "peso / distanza", "gewicht / strecke", "weight / distance", needed=True, telling=True),
        note("notes", "appunti", "notizen", "notes", "note"),
        of_set("skipped", "saltato", "ausgelassen", "skipped"),
        unused(
            "zona",
            "bereich",
            "area",
            "region",
            "zone",
            "gruppi muscolari (primari)",
            "gruppi muscolari (secondari)",
            "muskelgruppen (primäre)",
            "muskelgruppen (sekundäre)",
            "muscle groups (primary)",
            "muscle groups (secondary)",
        ),
    ),
    quirks="""
    - The Italian headings and words are those of a real export, the German headings those that another program reads.
      The other German words and all English ones are inferred: a file with another heading is refused, and a cell with
      another word is told with its line.
    - Dates have the day or the month first: the whole file decides, else `--dates` is needed.
    - The clock of a set is read as its completion, to the minute. A workout starts with its first clock and ends with the
      last one of a set that was not skipped: both are known no better. One with a single clock has no end.
    - Rows of one day and routine are one workout. More than three hours between two sets divide it. A workout across
      midnight is one, whether or not the date changes in it.
    - Sets that were skipped are kept as left out. 0 kg is no weight; a negative weight is help.
    - A cool-down set is read as a set of no kind: work after the top set, as no kind of ours sets it apart and the mark of
      a warm-up would speak for a warm-up that was not done.
    """,
    examples=(
        Example(
            """
Data,Programma,Orario,Esercizio,Zona,Gruppi muscolari (Primari),Gruppi muscolari (Secondari),Set / Set di riscaldamento / Set di defaticamento,Ripetizioni / Tempo,Peso / Distanza,Appunti,Saltato
13/01/25,Gambe,18:30,Stacchi,Schiena,Muscoli lombari,Glutei,Set di riscaldamento,8 ripetizioni,"60,00 kg",,No
13/01/25,Gambe,18:33,Stacchi,Schiena,Muscoli lombari,Glutei,Set,5 ripetizioni,"102,50 kg",lowback: pain 1 during,No
13/01/25,Gambe,18:36,Stacchi,Schiena,Muscoli lombari,Glutei,Set,5 ripetizioni,"102,50 kg",,Si
13/01/25,Gambe,18:40,Planks,Addome,Addominali,,Set,60 secondi,"0,00 kg",,No
13/01/25,Gambe,18:44,Stacchi,Schiena,Muscoli lombari,Glutei,Set di defaticamento,10 ripetizioni,"40,00 kg",,No
13/01/25,Gambe,18:48,Tapis Roulant,Cardio,Quadricipite,,Set,6 minuti,"0,00 km",,No
13/01/25,Gambe,18:50,Stacchi,Schiena,Muscoli lombari,Glutei,Set,5 volte,"102,50 kg",,No
""",
            """
2025-01-13 18:30-18:48 Stacchi 8@60kg w, 5@102.5kg, 5@102.5kg missed; Planks 60s; Stacchi 10@40kg; "Tapis Roulant" 360s; pain 1 during
""",
            aside={"unreadable": 1},
            problems=("reps: '5 volte' is no number of repetitions and no time (row set aside)",),
        ),
        Example(
            """
Date,Workout,Time,Exercise,Region,Muscle Groups (Primary),Muscle Groups (Secondary),Set / Warm-up Set / Cool-down Set,Repetitions / Time,Weight / Distance,Notes,Skipped
3/4/25,Back,11:50 PM,Deadlift,Back,Lower back,Glutes,Set,5 repetitions,225.00 lbs,,No
3/4/25,Back,12:04 AM,Deadlift,Back,Lower back,Glutes,Set,5 repetitions,225.00 lbs,,No
""",
            "2025-03-04 23:50-00:04 Deadlift 2x5@225lb",
            dates="month-first",
            says="English, across midnight, with dates that only the person can tell",
        ),
        Example(
            """
Datum;Training;Zeit;Übung;Bereich;Muskelgruppen (Primäre);Muskelgruppen (Sekundäre);Satz / Aufwärmsatz / Abkühlungssatz;Wiederholungen / Zeit;Gewicht / Strecke;Notizen;Ausgelassen
09.01.2025;Rücken;18:30;Deadlift;Rücken;Rückenstrecker;;Aufwärmsatz;8 Wiederholungen;60,00 kg;;Nein
09.01.2025;Rücken;18:33;Deadlift;Rücken;Rückenstrecker;;Satz;5 Wiederholungen;102,50 kg;;Nein
""",
            "2025-01-09 18:30-18:33 Deadlift 8@60kg w, 5@102.5kg",
            says="German: semicolons, and dates with dots, which have the day first",
        ),
    ),
)
