"""Strong: the CSV of the app, in all its dialects.

They differ in delimiter, language, columns and where the unit stands (a column's name, each row, or nowhere). Columns
are found by name.
"""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from ..errors import LogError
from ..load import Load, bodyweight
from ..model import SetLog
from .dates import day_order, duration, later, moment
from .format import DayOrder, Draft, Example, Options, about, no_unit, note, of_set, workout
from .table import Aside, Header, Row, Sheet, Workout, table
from .values import METRES, is_bodyweight, kind_named, load_of, metres_in, unit_beside, unit_in, warm_ups_first

_LOADS = (
    *("weight (kg)", "gewicht (kg)", "peso (kg)", "poids (kg)", "kg"),
    *("weight (lbs)", "weight (lb)", "gewicht (lbs)", "peso (lbs)", "lbs"),
)
_DISTANCES = ("distance (meters)", "distance (m)", "distance (km)", "distance (miles)", "km", "mi.")
_NO_SETS = {
    "rest timer": Aside("rest timer"),
    "ruhezeit": Aside("rest timer"),
    "note": Aside("note"),
    "notiz": Aside("note"),
}


class _Strong(Sheet):
    def __init__(self, header: Header, options: Options, draft: Draft) -> None:
        super().__init__(header, options, draft)
        self.unit = unit_in(header.names["load"]) or options.unit
        if self.unit is None and not header.has("unit"):
            no_unit()
        draft.unit = None if header.has("unit") else self.unit
        self.metres = metres_in(header.names.get("distance_m", ""))
        # The dialect that numbers its workouts puts the body weight into the weight, and warm-ups anywhere.
        self.numbered = header.has("number")
        self.with_bodyweight: set[str] = set()
        self.without_metres = False
        self.order: DayOrder = "day-first"

    def set_of(self, row: Row) -> SetLog | Aside:
        order = row.text("kind").casefold()
        if order in _NO_SETS:
            return _NO_SETS[order]
        kind = kind_named(order)
        if kind is None and not order.isdecimal():
            raise LogError(f"kind: {row.text('kind')!r} is neither the number of a set nor a tag known here")
        weight, reps, seconds = row.number("load"), row.whole("reps"), row.number("seconds")
        planned = not row.text("load") and not row.text("reps") and not seconds
        return SetLog(
            row.text("exercise"),
            self._load(row, weight) if weight else None,
            None if reps == 0 and seconds else reps,
            seconds=int(seconds) if seconds else None,
            distance_m=self._distance(row),
            rpe=row.number("rpe"),
            kind=kind,
            completed=False if planned else None,
        )

    def _load(self, row: Row, weight: Decimal) -> Load:
        exercise = row.text("exercise")
        if self.numbered and is_bodyweight(exercise) and "(assisted)" not in exercise.casefold():
            self.with_bodyweight.add(exercise)
            return bodyweight()
        unit = unit_beside(row.text("unit"), self.unit)
        self.draft.unit = self.draft.unit or unit
        return load_of(exercise, weight, unit)

    def _distance(self, row: Row) -> Decimal | None:
        distance = row.number("distance_m")
        if not distance:
            return None
        metres = METRES.get(row.text("distance_unit").casefold(), self.metres)
        self.without_metres |= metres is None
        return None if metres is None else distance * metres

    def session(self, workout: Workout) -> dict[str, Any]:
        start = moment(workout.row.text("start"), self.order)

        def end(written: str) -> datetime | None:
            lasted = duration(written)
            return later(start, lasted) if lasted else None

        name = workout.row.text("name") or None
        return {"start": start, "end": self.end(workout, "duration", end), "name": name}

    def workouts(self, found: list[Workout]) -> Iterator[Workout]:
        """The workouts, in the dialect that does not keep the order of sets with warm-ups first in each exercise.

        A spreadsheet may have written their dates its own way.
        """
        self.order = day_order((each.row.text("start") for each in found), self.options.dates)
        for each in found:
            if self.numbered:
                each.arrange(warm_ups_first(each.sets))
            yield each

    def remarks(self) -> Iterator[str]:
        if self.with_bodyweight:
            names = ", ".join(sorted(self.with_bodyweight)[:5])
            yield (
                f"the weight of body-weight moves ({names}) holds the body weight in this dialect; "
                "they are read as body weight, without what was added"
            )
        if self.without_metres:
            yield "distances have no unit in this dialect; they are left out"


STRONG = table(
    name="strong",
    title="Strong CSV export (comma or semicolon, English or German)",
    unit="in the name of a column, in each row, or nowhere: then `--unit` is needed",
    sheet=_Strong,
    columns=(
        workout("number", "workout #", "workout-nr."),
        workout("start", "date", "datum", needed=True, telling=True),
        about("name", "workout name", "workout-name"),
        about("duration", "duration", "dauer", "duration (sec)", "workout duration", "dauer (sek.)", "workout-dauer"),
        of_set("exercise", "exercise name", "name der übung", needed=True, telling=True),
        of_set("kind", "set order", "reihenfolge festlegen", needed=True, telling=True),
        of_set("load", "weight", "gewicht", *_LOADS, needed=True),
        of_set("unit", "weight unit", "gewichtseinheit"),
        of_set("reps", "reps", "wiederh.", "wiederholungen", needed=True),
        of_set("rpe", "rpe"),
        of_set("distance_m", "distance", "entfernung", *_DISTANCES),
        of_set("distance_unit", "distance unit", "entfernungseinheit"),
        of_set("seconds", "seconds", "sekunden"),
        note("notes", "notes", "notizen"),
        note("workout_notes", "workout notes", "workout-notizen"),
    ),
    quirks="""
    - Delimiter, language and columns are read from the header. A workout is told by its date and time.
    - A weight of 0 is no weight; 0 reps beside seconds are a timed set, and 0 reps else a failed attempt.
    - A row without weight, reps and seconds was planned and not done.
    - In the dialect with `Workout #` tagged warm-ups are put first in their exercise, and body-weight moves hold the body
      weight in their weight: they are read as body weight alone.
    - A rest timer is a setting, not rest that was taken, so that rest between sets stays unknown.
    """,
    set_aside={
        "rest timer": "rows of the rest timer: its setting, not rest that was taken",
        "note": "rows that hold a note",
    },
    examples=(
        Example(
            """
Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE
2024-06-18 11:04:00,"Pull",1h,"Deadlift (Barbell)",W,60.0,5.0,0,0.0,,,
2024-06-18 11:04:00,"Pull",1h,"Deadlift (Barbell)",1,100.0,5.0,0,0.0,,"lowback: pain 2 during",8
2024-06-18 11:04:00,"Pull",1h,"Deadlift (Barbell)",F,150.0,0.0,0,0.0,,,
2024-06-18 11:04:00,"Pull",1h,"Plank",1,0,0.0,0,45.0,,,
""",
            """
2024-06-18 11:04-12:04 "Deadlift (Barbell)" 5@60kg w, 5@100kg rpe 8, 0@150kg fail; Plank 45s; pain 2 during
""",
            unit="kg",
        ),
        Example(
            """
Datum,Workout-Name,Dauer,Name der Übung,Reihenfolge festlegen,Gewicht,Wiederh.,Entfernung,Sekunden,Notizen,Workout-Notizen,RPE
2025-08-01 09:46:00,"Morgen",31min,Squat (Barbell),1,100,5.0,0,0.0,,,
2025-08-01 09:46:00,"Morgen",31min,Squat (Barbell),Ruhezeit,0,0.0,0,180.0,,,
""",
            '2025-08-01 09:46-10:17 "Squat (Barbell)" 5@100kg',
            unit="kg",
            aside={"rest timer": 1},
            says="the German app, with rows of the rest timer",
        ),
        Example(
            """
"Workout #";"Date";"Workout Name";"Duration (sec)";"Exercise Name";"Set Order";"Weight (kg)";"Reps";"RPE";"Distance (meters)";"Seconds";"Notes";"Workout Notes"
"7";"2025-05-13 13:44:00";"Legs";"3600";"Squat (Barbell)";"1";"100.0";"5";"8";"";"";"";""
"7";"2025-05-13 13:44:00";"Legs";"3600";"Squat (Barbell)";"WARM_UP";"60.0";"5";"";"";"";"";""
"7";"2025-05-13 13:44:00";"Legs";"3600";"Squat (Barbell)";"Rest Timer";"";"";"";"";"120.0";"";""
"7";"2025-05-13 13:44:00";"Legs";"3600";"Push Up";"1";"65.18";"12";"";"";"";"";""
""",
            '2025-05-13 13:44-14:44 "Squat (Barbell)" 5@60kg w, 5@100kg rpe 8; "Push Up" 12@bw',
            aside={"rest timer": 1},
            problems=(
                "the weight of body-weight moves (Push Up) holds the body weight in this dialect; they are read as body weight, without what was added",
            ),
            says="the newest dialect: a warm-up in any place, body weight in the weight",
        ),
        Example(
            """
Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Distance;Distance Unit;Seconds;Notes;Workout Notes;Workout Duration
2022-09-20 16:39:00;Push;Deadlift (Barbell);1;225;lbs;5;8;;;0;;;17m
2022-09-20 16:39:00;Push;Deadlift (Barbell);2;100;kg;5;8;;;0;;;17m
""",
            '2022-09-20 16:39-16:56 "Deadlift (Barbell)" 5@225lb rpe 8, 5@100kg rpe 8',
            says="a unit in each row",
        ),
    ),
)
