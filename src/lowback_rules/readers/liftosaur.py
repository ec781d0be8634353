"""Liftosaur: the CSV that the app exports, with one row for each set, done or not."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from attrs import evolve

from ..load import Load
from ..model import SetLog
from .dates import instant
from .format import Example, about, note, of_set, unused, workout
from .table import Row, Sheet, Workout, table
from .values import load_of, unit_beside
from .zones import IN_UTC

# Sets whose first tick is before the start, or so long after it, were ticked when somebody wrote the workout down.
_LATEST_TICK = timedelta(hours=3)


class _Liftosaur(Sheet):
    written_down_later = 0

    def set_of(self, row: Row) -> SetLog:
        exercise = ", ".join(filter(None, (row.text("exercise"), row.text("equipment"))))
        reps = row.whole("reps")
        return SetLog(
            exercise,
            self._load(exercise, row),
            reps,
            rpe=row.number("rpe") or None,
            kind="warm-up" if row.whole("warm_up") else None,
            target_reps=row.whole("target_reps"),
            completed=False if reps is None else None,
            completed_at=instant(row.text("completed_at")) if row.text("completed_at") and reps is not None else None,
        )

    def _load(self, exercise: str, row: Row) -> Load | None:
        name = "load" if row.text("load") else "required_load"
        weight = row.number(name)
        if not weight:
            return None
        unit = unit_beside(row.text("unit" if name == "load" else "required_unit"), self.options.unit)
        self.draft.unit = self.draft.unit or unit
        return load_of(exercise, weight, unit)

    def session(self, workout: Workout) -> dict[str, Any]:
        start = instant(workout.row.text("start"))
        ticks = [entry.completed_at for entry in workout.sets if entry.completed_at is not None]
        if ticks and not timedelta(0) <= min(ticks) - start <= _LATEST_TICK:
            self.written_down_later += 1
            workout.sets = [evolve(entry, completed_at=None) for entry in workout.sets]
            ticks = []
        name = ", ".join(filter(None, (workout.row.text("program"), workout.row.text("name"))))
        return {"start": start, "end": max(ticks, default=None), "name": name or None}

    def remarks(self) -> Iterator[str]:
        if self.written_down_later:
            yield _LATER.format(self.written_down_later)


_LATER = (
    "workouts that were written down later, as their sets were ticked off hours or days from their start: {}; their day "
    "was picked by hand (--timezone makes it that of the phone), and time of day and rest between sets are not known"
)


LIFTOSAUR = table(
    name="liftosaur",
    title="Liftosaur CSV export",
    unit="in each row",
    sheet=_Liftosaur,
    utc=True,
    columns=(
        workout("start", "workout datetime", "datetime", needed=True, telling=True),
        about("program", "program"),
        about("name", "day name"),
        of_set("exercise", "exercise", needed=True, telling=True),
        of_set("equipment", "equipment"),
        of_set("warm_up", "is warmup set?", telling=True),
        of_set("target_reps", "required reps"),
        of_set("reps", "completed reps", needed=True, telling=True),
        of_set("rpe", "completed rpe", "rpe"),
        of_set("required_load", "required weight value"),
        of_set("required_unit", "required weight unit"),
        of_set("load", "completed weight value", "weight value"),
        of_set("unit", "completed weight unit", "weight unit"),
        of_set("completed_at", "completed reps time"),
        note("notes", "notes"),
        unused("is amrap?", "required rpe", "log rpe?", "ask weight?", "target muscles", "synergist muscles"),
    ),
    quirks="""
    - A workout is told by its `Workout DateTime`. All times are in UTC; `--timezone` makes them local.
    - The last tick of a set is the end of the workout. Where the first is before the start, or more than three hours after
      it, the workout was written down later: a day picked by hand starts at midnight of the phone's zone (05:00 UTC, say).
      Such a start is kept, as its day is right (with `--timezone`, in the person's own zone too); its ticks and its end are
      not known, and the log says so once.
    - A set without completed reps was not done; 0 reps is a failed attempt. Required reps are the target.
    - A weight of 0 is no weight. A set that was not ticked has the weight that was asked for.
    - RPE is the one that was logged, never the one asked for.
    - Sets that are no warm-ups are not taken for work sets where the exercise has no marked warm-up: a ramp may be written
      as ordinary sets of the program. Then ramp sets are told by their load, as in Hevy.
    """,
    examples=(
        Example(
            """
Workout DateTime,Program,Day Name,Exercise,Is Warmup Set?,Required Reps,Completed Reps,Is AMRAP?,Required RPE,Completed RPE,Log RPE?,Required Weight Value,Required Weight Unit,Completed Weight Value,Completed Weight Unit,Ask Weight?,Completed Reps Time,Target Muscles,Synergist Muscles,Notes
2026-03-02T17:00:00.000Z,Mine,Day 1,"Romanian Deadlift, Barbell",1,5,5,0,,,0,60,kg,60,kg,0,2026-03-02T17:04:00.000Z,"Glutes,Hamstrings",,"lowback: pain 1 during"
2026-03-02T17:00:00.000Z,Mine,Day 1,"Romanian Deadlift, Barbell",0,8,8,0,7,8,1,100,kg,102.5,kg,0,2026-03-02T17:08:30.000Z,"Glutes,Hamstrings",,
2026-03-02T17:00:00.000Z,Mine,Day 1,Chin Up,0,5,6,1,,,0,0,lb,0,lb,0,2026-03-02T17:15:00.000Z,Lats,,
""",
            """
2026-03-02 17:00-17:15+00:00 "Romanian Deadlift, Barbell" 5@60kg w target 5, 8@102.5kg rpe 8 target 8; "Chin Up" 6 target 5; pain 1 during
""",
            problems=(IN_UTC,),
        ),
        Example(
            """
Workout DateTime,Program,Day Name,Exercise,Is Warmup Set?,Required Reps,Completed Reps,RPE,Is AMRAP?,Weight Value,Weight Unit,Completed Reps Time,Target Muscles,Synergist Muscles,Notes
2024-03-02T05:00:00.000Z,Mine,Day 1,"Squat, Barbell",0,5,5,8,0,225,lb,2024-03-02T21:15:52.559Z,,,
2024-03-02T05:00:00.000Z,Mine,Day 1,"Squat, Barbell",0,5,0,,0,245,lb,2024-03-02T21:15:53.137Z,,,
""",
            '2024-03-02 05:00+00:00 "Squat, Barbell" 5@225lb rpe 8 target 5, 0@245lb target 5',
            problems=(_LATER.format(1), IN_UTC),
            says="the older columns, of a workout that was written down in the evening",
        ),
    ),
)
