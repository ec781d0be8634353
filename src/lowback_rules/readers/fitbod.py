"""Fitbod: the CSV of the app, with one row for each set, and the older one with several sets in a row."""

from collections.abc import Sequence
from typing import Any

from ..errors import LogError
from ..load import Load
from ..model import SetLog
from .dates import day_order, when
from .format import DayOrder, Draft, Example, Options, no_unit, note, of_set, unused, workout
from .table import Header, Row, Sheet, Workout, table
from .values import load_or_help, reps_of, unit_in, yes_or_no
from .zones import IN_UTC

_LOADS = ("weight(kg)", "weight (kg)", "weight(lbs)", "weight (lbs)", "weight(lb)", "weight (lb)")
# More sets than these in one row are a slip.
_MOST_SETS = 100


class _Fitbod(Sheet):
    order: DayOrder = "day-first"

    def __init__(self, header: Header, options: Options, draft: Draft) -> None:
        super().__init__(header, options, draft)
        self.unit = draft.unit = unit_in(header.names["load"]) or options.unit or no_unit()

    def set_of(self, row: Row) -> Sequence[SetLog]:
        times = row.whole("sets")
        if times is not None and not 0 <= times <= _MOST_SETS:
            raise LogError(f"sets: {times} is not from 0 to {_MOST_SETS}")
        load, distance = self._load(row), row.number("distance_m") or None
        seconds = int(row.number("seconds") or 0) or None
        entry = SetLog(
            row.text("exercise"),
            load,
            reps_of(row.whole("reps"), load=load, amount=seconds or distance),
            seconds=seconds,
            distance_m=distance,
            kind="warm-up" if yes_or_no(row.text("kind"), "kind") else None,
            completed=False if times == 0 else None,
        )
        return [entry] * (times or 1)

    def _load(self, row: Row) -> Load | None:
        weight = row.number("load")
        return load_or_help(row.text("exercise"), weight, self.unit) if weight else None

    def workouts(self, found: list[Workout]) -> list[Workout]:
        """The workouts as they are; a spreadsheet may have written their dates its own way."""
        self.order = day_order((each.row.text("start") for each in found), self.options.dates)
        return found

    def session(self, workout: Workout) -> dict[str, Any]:
        return {"start": when(workout.row.text("start"), self.order)}


FITBOD = table(
    name="fitbod",
    title="Fitbod CSV export (new and old)",
    unit="in the name of a column; the old export names none: then `--unit` is needed",
    utc=True,
    sheet=_Fitbod,
    columns=(
        workout("start", "date", needed=True, telling=True),
        of_set("exercise", "exercise", needed=True, telling=True),
        of_set("sets", "sets"),
        of_set("reps", "reps", needed=True, telling=True),
        of_set("load", "weight", *_LOADS, needed=True, telling=True),
        of_set("seconds", "duration(s)", "duration (s)"),
        of_set("distance_m", "distance(m)", "distance (m)"),
        of_set("kind", "iswarmup", needed=True, telling=True),
        note("notes", "note"),
        unused("incline", "resistance", "multiplier"),
    ),
    quirks="""
    - Rows with the same date are one workout: the date, in UTC, is that of the workout. Its end is not known.
    - 0 stands for nothing in every column. 0 repetitions are a failed attempt only with a weight and without a time.
    - A weight is that of one dumbbell where two are used (`multiplier` 2): it is read as logged, per hand.
    - A negative weight is help.
    - In the old export a row with `Sets` 3 is three sets; 0 is a set left out. Further sets of a row are counted
      (`Log.further`).
    """,
    examples=(
        Example(
            """
Date,Exercise,Reps,Weight(kg),Duration(s),Distance(m),Incline,Resistance,isWarmup,Note,multiplier
2026-06-29 04:24:00 +0000,Deadlift, 5,60.0,0.0,0.0,0.0,0.0,true,, 1.0
2026-06-29 04:24:00 +0000,Deadlift, 5,102.5,0.0,0.0,0.0,0.0,false,lowback: pain 1 during, 1.0
2026-06-29 04:24:00 +0000,Dumbbell Row, 10,24.0,0.0,0.0,0.0,0.0,false,, 2.0
2026-06-29 04:24:00 +0000,Plank, 0,0.0,60.0,0.0,0.0,0.0,false,, 0.0
2026-06-29 04:24:00 +0000,Deadlift, 5,102.5,0.0,0.0,0.0,0.0,maybe,, 1.0
""",
            """
2026-06-29 04:24+00:00 Deadlift 5@60kg w, 5@102.5kg; "Dumbbell Row" 10@24kg; Plank 60s; pain 1 during
""",
            aside={"unreadable": 1},
            problems=(
                "kind: 'maybe' is neither true nor false (row set aside)",
                IN_UTC,
            ),
        ),
        Example(
            """
Date,Exercise,Sets,Reps,Weight,isWarmup,Note
2018-03-05 17:30:00 +0000,Deadlift,1,5,135,TRUE,
2018-03-05 17:30:00 +0000,Deadlift,3,5,225,,
2018-03-05 17:30:00 +0000,Assisted Pull Up,2,8,-40,,
""",
            '2018-03-05 17:30+00:00 Deadlift 5@135lb w, 3x5@225lb; "Assisted Pull Up" 2x8@bw-40lb',
            unit="lb",
            problems=(IN_UTC,),
            says="the old export: sets counted in a row, no unit, help as a negative weight",
        ),
    ),
)
