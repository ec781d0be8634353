"""Hevy: the CSV that the app and the web site export (workout_data.csv, workouts.csv).

One row is one set. Units stand in the names of the columns, weight and distance each for itself.
"""

from decimal import Decimal
from functools import lru_cache
from typing import Any

from ..errors import LogError
from ..model import Kind, SetLog
from .dates import day_order, end_of, moment
from .format import Draft, Example, Options, no_unit, note, of_set, unused, workout
from .table import Header, Row, Sheet, Workout, table
from .values import kind_named, load_of, metres_in, unit_in

_LOADS = ("weight_kg", "weight_lbs", "weight_lb")
_DISTANCES = ("distance_km", "distance_miles", "distance_meters")


@lru_cache(maxsize=64)
def kind_of(word: str) -> Kind | None:
    """The kind of set that the app calls so, None of a normal one; LogError of another word."""
    kind = kind_named(word)
    if kind is None and word.casefold() not in ("", "normal"):
        raise LogError(f"kind: {word!r} is none of normal, warmup, dropset, failure")
    return kind


class _Hevy(Sheet):
    def __init__(self, header: Header, options: Options, draft: Draft) -> None:
        super().__init__(header, options, draft)
        self.unit = draft.unit = unit_in(header.names.get("load", "")) or options.unit or no_unit()
        self.metres = metres_in(header.names.get("distance_m", "")) or Decimal(1)

    def set_of(self, row: Row) -> SetLog:
        exercise = row.text("exercise")
        weight, distance, seconds = row.number("load"), row.number("distance_m"), row.number("seconds")
        return SetLog(
            exercise,
            None if weight is None else load_of(exercise, weight, self.unit),
            row.whole("reps"),
            kind=kind_of(row.text("kind")),
            distance_m=None if distance is None else distance * self.metres,
            seconds=None if seconds is None else int(seconds),
            rpe=row.number("rpe"),
        )

    def workouts(self, found: list[Workout]) -> list[Workout]:
        """The workouts as they are, with the order of day and month decided where dates are numbers with strokes."""
        self.order = day_order((workout.row.text("start") for workout in found), self.options.dates)
        return found

    def session(self, workout: Workout) -> dict[str, Any]:
        row = workout.row
        start = moment(row.text("start"), self.order)
        end = self.end(workout, "end", lambda text: end_of(text, start, self.order))
        return {"start": start, "end": end, "name": row.text("name") or None}


HEVY = table(
    name="hevy",
    title="Hevy CSV export (app and web)",
    unit="in the names of the columns",
    sheet=_Hevy,
    columns=(
        workout("name", "title"),
        workout("start", "start_time", needed=True, telling=True),
        workout("end", "end_time"),
        note("workout_notes", "description"),
        of_set("exercise", "exercise_title", needed=True, telling=True),
        note("notes", "exercise_notes"),
        of_set("kind", "set_type", needed=True, telling=True),
        of_set("load", *_LOADS, "weight"),
        of_set("reps", "reps", needed=True),
        of_set("distance_m", *_DISTANCES),
        of_set("seconds", "duration_seconds"),
        of_set("rpe", "rpe"),
        unused("superset_id", "set_index"),
    ),
    quirks="""
    - Rows with the same title, start and end are one workout; two workouts a day stay two.
    - Dates are read as the app writes them in its language (English, German, Spanish, French, Italian, Portuguese, Dutch,
      Polish, Russian, Turkish, Swedish, Danish, Norwegian, Finnish, Czech, Ukrainian, Chinese, Japanese, Korean), and as
      the web site does (12-hour clock). Numbers with strokes (`5/9/2026`) are read in the order that the dates of the file
      decide, else `--dates` is asked for. They are local times without a zone, and stay so.
    - "(Weighted)" is added to the body weight, "(Assisted)" is help taken off it. A dumbbell is read as logged.
    - "normal" sets are not taken for work sets: nobody classified them. Ramp sets are told by their load.
    - 0 reps is a failed attempt.
    """,
    examples=(
        Example(
            r"""
title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,weight_kg,reps,distance_km,duration_seconds,rpe
"Pull","9 Apr 2026, 17:18","9 Apr 2026, 18:20","Fine\nlowback: pain 1 before, 2 during","Deadlift (Barbell)",,"",0,"warmup",60,5,,,
"Pull","9 Apr 2026, 17:18","9 Apr 2026, 18:20","Fine\nlowback: pain 1 before, 2 during","Deadlift (Barbell)",,"",1,"normal",100,5,,,8
"Pull","9 Apr 2026, 17:18","9 Apr 2026, 18:20","Fine\nlowback: pain 1 before, 2 during","Deadlift (Barbell)",,"",2,"superset",100,5,,,8
"Pull","9 Apr 2026, 17:18","9 Apr 2026, 18:20","Fine\nlowback: pain 1 before, 2 during","Pull Up (Assisted)",,"",0,"failure",20,6,,,10
"Pull","9 Apr 2026, 17:18","9 Apr 2026, 18:20","Fine\nlowback: pain 1 before, 2 during","Plank",,"",0,"normal",,,,45,
""",
            """
2026-04-09 17:18-18:20 "Deadlift (Barbell)" 5@60kg w, 5@100kg rpe 8; "Pull Up (Assisted)" 6@bw-20kg fail rpe 10; Plank 45s; pain 1 before, 2 during
""",
            aside={"unreadable": 1},
            problems=("kind: 'superset' is none of normal, warmup, dropset, failure (row set aside)",),
        ),
        Example(
            """
title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,weight_lbs,reps,distance_miles,duration_seconds,rpe
"Legs","Sep 5, 2026, 6:10 AM","Sep 5, 2026, 7:25 AM","","Squat (Barbell)",,"",0,"normal",225,5,,,
""",
            '2026-09-05 06:10-07:25 "Squat (Barbell)" 5@225lb',
            says="the web site: month first, 12-hour clock, pounds and miles",
        ),
    ),
)
