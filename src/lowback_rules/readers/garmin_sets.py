"""Garmin: the sets of a FIT file as a table, decoded by another program: one row for each set and each rest."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from ..errors import LogError
from ..model import SetLog
from .dates import instant
from .format import Draft, Example, Options, of_set, unused
from .garmin import SetMessage, numbers, rested, workouts
from .table import Aside, Header, Row, Sheet, Workout, table
from .values import unit_of
from .zones import IN_UTC

# What a watch stores for "none", where the decoder lets it through.
_NO_REPS, _NO_WEIGHT = 65_535, Decimal(65_535) / 16


class _GarminSets(Sheet):
    nothing = frozenset(("none", "null", "nan"))

    def __init__(self, header: Header, options: Options, draft: Draft) -> None:
        super().__init__(header, options, draft)
        self.rests: list[SetMessage] = []
        self.begins: dict[datetime | None, datetime] = {}

    def set_of(self, row: Row) -> SetLog | Aside:
        kind = row.text("kind").casefold()
        start = instant(row.text("start")) if row.text("start") else None
        if kind in ("rest", "0"):
            self.rests.append(SetMessage(start, row.number("seconds")))
            return Aside("rest")
        if kind not in ("active", "1"):
            raise LogError(f"kind: {row.text('kind')!r} is neither active nor rest")
        self.draft.unit = self.draft.unit or unit_of(row.text("unit"))
        entry = SetMessage(
            start,
            row.number("seconds"),
            None if (reps := row.whole("reps")) == _NO_REPS else reps,
            None if (weight := row.number("load")) == _NO_WEIGHT else weight,
            *numbers(row.text("category"), row.text("exercise")),
        ).log()
        if start is not None:
            self.begins[entry.completed_at] = start
        return entry

    def workouts(self, found: list[Workout]) -> Iterator[Workout]:
        """The workouts that lie in the one table, their sets with the rest after them."""
        for whole in found:
            whole.sets = rested(whole.sets, self.rests)
            for places in workouts(whole.sets):
                part = slice(places.start, places.stop)
                workout = whole.part(whole.lines[places.start])
                workout.sets, workout.lines = whole.sets[part], whole.lines[part]
                workout.unread = {} if places.start else whole.unread
                yield workout

    def session(self, workout: Workout) -> dict[str, Any]:
        ends = [entry.completed_at for entry in workout.sets if entry.completed_at is not None]
        if not ends:
            raise LogError("start: none of the sets has a start_time, so that the day is not known")
        return {"start": self.begins[ends[0]], "end": ends[-1]}


GARMIN_SETS = table(
    name="garmin-sets",
    title="Garmin sets as a table, decoded from a FIT file",
    unit="kg, as in the FIT file",
    sheet=_GarminSets,
    utc=True,
    columns=(
        of_set("kind", "set_type", needed=True, telling=True),
        of_set("start", "start_time", needed=True, telling=True),
        of_set("seconds", "duration"),
        of_set("reps", "repetitions", needed=True, telling=True),
        of_set("load", "weight"),
        of_set("unit", "weight_display_unit"),
        of_set("category", "category", needed=True, telling=True),
        of_set("exercise", "category_subtype"),
        unused("message_index", "wkt_step_index", "timestamp"),
    ),
    quirks="""
    - Weights are in kilograms, in steps of 1/16 kg, whatever `weight_display_unit` says: 45.375 is what the watch stores
      for 100 lb. The unit shown on the watch is the one that reports are shown in.
    - Times are in UTC; `--timezone` makes them local. A pause of more than two hours begins another workout.
    - A rest is real rest: it is kept with the set before it, and its row set aside.
    - Exercises are told by their numbers, or by their names, in the FIT profile; a number that it does not have is an unknown
      exercise.
    - 0 repetitions is what the watch writes where it counted none, so it is no failed attempt: the set is told by its time.
    - 65535 repetitions, or a weight of 4095.9375, is what the file stores for none.
    - The watch marks no warm-up: ramp sets are told by their load.
    """,
    set_aside={"rest": "rows of a rest; it is kept with the set before it"},
    examples=(
        Example(
            """
message_index,set_type,start_time,duration,repetitions,weight,weight_display_unit,category,category_subtype,wkt_step_index,timestamp
0,active,2026-02-06 17:40:02+00:00,22.9,5,60.0,kilogram,"(8, 8, 8)","(0, 0, 0)",0,2026-02-06 17:40:02+00:00
1,rest,2026-02-06 17:40:24+00:00,94.5,,,,"(None, None, None)","(None, None, None)",1,2026-02-06 17:40:02+00:00
2,active,2026-02-06 17:41:59+00:00,25.2,5,100.0,kilogram,"(8, 8, 8)","(0, 0, 0)",0,2026-02-06 17:40:02+00:00
3,active,2026-02-06 17:43:10+00:00,45.0,0,,kilogram,"(19, 19, 19)","(43, 43, 43)",3,2026-02-06 17:40:02+00:00
4,active,2026-02-06 17:45:10+00:00,30.0,65535,4095.9375,kilogram,"(19, 19, 19)","(43, 43, 43)",4,2026-02-06 17:40:02+00:00
""",
            """
2026-02-06 17:40:02-17:45:40+00:00 "Barbell Deadlift" 5@60kg rest 94s, 5@100kg; Plank 45s, 30s
""",
            aside={"rest": 1},
            problems=(IN_UTC,),
        ),
    ),
)
