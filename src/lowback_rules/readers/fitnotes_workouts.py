"""FitNotes "Workouts" CSV: a row for each set with the times of its workout, its status and the equipment."""

from collections.abc import Iterable, Iterator
from typing import Any

from ..errors import LogError
from ..model import SetLog
from .dates import elapsed, end_of, moment
from .format import Draft, Example, Options, about, no_unit, note, of_set, unused, workout
from .table import Header, Row, Sheet, Workout, table
from .values import load_of, reps_of, warm_ups_first, with_equipment, yes_or_no
from .zones import IN_UTC

# Whether a set was performed; a failed one was tried.
_STATUS = {"done": True, "": True, "failed": True, "notstarted": False, "pending": False, "skipped": False}


class _Workouts(Sheet):
    decimal_comma = True

    def __init__(self, header: Header, options: Options, draft: Draft) -> None:
        super().__init__(header, options, draft)
        self.unit = draft.unit = options.unit or no_unit()
        self.weighed = self.without_metres = False

    def set_of(self, row: Row) -> SetLog:
        status = row.text("status").casefold().replace(" ", "")
        if status not in _STATUS:
            raise LogError(f"status: {row.text('status')!r} is none of Done, Failed, NotStarted")
        exercise, weight, reps = row.text("exercise"), row.number("load"), row.whole("reps")
        seconds = elapsed(row.text("seconds"))
        self.without_metres |= bool(row.number("distance"))
        load = load_of(exercise, weight, self.unit) if weight else None
        reps = reps_of(reps, load=load, amount=seconds or row.number("distance"))
        rpe, rir = row.number("rpe"), row.number("rir")
        return SetLog(
            with_equipment(exercise, row.text("equipment")),
            load,
            0 if status == "failed" else reps,
            seconds=None if status == "failed" else seconds,
            target_reps=reps if status == "failed" else None,
            rpe=rpe,
            rir=rir,
            kind="warm-up" if yes_or_no(row.text("kind"), "kind") else None,
            completed=None if _STATUS[status] else False,
        )

    def session(self, workout: Workout) -> dict[str, Any]:
        row = workout.row
        self.weighed |= bool(row.text("bodyweight"))
        start = moment(row.text("start"))
        end = self.end(workout, "end", lambda text: end_of(text, start))
        return {"start": start, "end": end, "name": row.text("name") or None}

    def workouts(self, found: Iterable[Workout]) -> Iterator[Workout]:
        """The workouts with warm-ups first in each exercise: the app keeps them apart from the other sets."""
        for each in found:
            each.arrange(warm_ups_first(each.sets))
            yield each

    def remarks(self) -> Iterator[str]:
        if self.weighed:
            yield (
                "the body weight beside a workout is that of its day and is not read: "
                "body-weight moves are compared by what was added"
            )
        if self.without_metres:
            yield "distances have no unit in this format; they are left out"


FITNOTES_WORKOUTS = table(
    name="fitnotes-workouts",
    title='FitNotes "Workouts" CSV export',
    unit="named nowhere: `--unit` is needed",
    utc=True,
    sheet=_Workouts,
    columns=(
        workout("name", "name"),
        workout("start", "starttime", needed=True, telling=True),
        workout("end", "endtime"),
        about("bodyweight", "bodyweight"),
        of_set("exercise", "exercise", needed=True, telling=True),
        of_set("equipment", "equipment"),
        of_set("reps", "reps", needed=True),
        of_set("load", "weight", needed=True),
        of_set("seconds", "time"),
        of_set("distance", "distance"),
        of_set("status", "status", telling=True),
        of_set("kind", "iswarmup", telling=True),
        of_set("rpe", "rpe"),
        of_set("rir", "rir"),
        unused("categories"),
        note("notes", "note"),
    ),
    quirks="""
    - Rows with the same name, start and end are one workout. Times are in UTC.
    - Numbers may have a decimal comma. A weight of 0 is no weight, and 0 repetitions without one are none.
    - Sets not started are kept as left out. A failed set is an attempt, with 0 repetitions; what is written is its target.
    - Equipment joins the name where it makes another exercise of it: `Row` with `Cable` is `Row (cable)`.
    - Warm-ups are put first in their exercise, as the app keeps them apart.
    - The body weight beside a workout is that of a day, and a log has one body weight: it is not read, which is told.
    """,
    examples=(
        Example(
            """
Name,StartTime,EndTime,BodyWeight,Exercise,Equipment,Reps,Weight,Time,Distance,Status,IsWarmup,RPE,RIR,Categories,Note
Back,2025-03-02T10:25:00Z,2025-03-02T11:27:00Z,,Deadlift,Barbell,5,"62,5",,,Done,true,,,"Back,Glutes",
Back,2025-03-02T10:25:00Z,2025-03-02T11:27:00Z,,Deadlift,Barbell,5,"102,5",,,Done,false,8,,"Back,Glutes",lowback: pain 2 during
Back,2025-03-02T10:25:00Z,2025-03-02T11:27:00Z,,Deadlift,Barbell,1,"150,0",,,Failed,false,,,"Back,Glutes",
Back,2025-03-02T10:25:00Z,2025-03-02T11:27:00Z,,Deadlift,Barbell,5,"110,0",,,NotStarted,false,,,"Back,Glutes",
Back,2025-03-02T10:25:00Z,2025-03-02T11:27:00Z,,Plank,None,0,"0,0",00:00:45,,Done,false,,,Abs,
""",
            """
2025-03-02 10:25-11:27+00:00 Deadlift 5@62.5kg w, 5@102.5kg rpe 8, 0@150kg target 1, 5@110kg missed; Plank 45s; pain 2 during
""",
            unit="kg",
            problems=(IN_UTC,),
        ),
    ),
)
