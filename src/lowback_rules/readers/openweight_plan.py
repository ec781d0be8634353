"""openweight plans: a Program, a WorkoutTemplate, or an array of templates, as planned sessions.

A plan has no dates, so the caller says when it starts. It may give loads as a share of a one-repetition maximum, which
the caller states: none is ever estimated.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from ..errors import LogError, Problem
from ..exercises import find_exercise
from ..load import Load, kg, scaled
from ..model import Session, SetLog
from ..notation import parse_load
from .format import Draft, Example, Format, Options, Tick
from .openweight import KEYS, built_set, foreign, kind_of, metres_of, sets_of, weight_of, whole_text
from .source import Opened
from .tree import Node, parsed, shown

_WEEKS = re.compile(r'"weeks"\s*:')
_TARGETS = re.compile(r'"(targetReps|targetRepsMin|targetRepsMax|targetWeight|percentage|targetRPE|targetRIR)"\s*:')
_OF_A_LOG = re.compile(r'"(date|reps)"\s*:')
_FILE_KEYS = frozenset(["name", "description", "author", "tags", "weeks"])
_OWN_WORKOUT_KEYS = frozenset(["lowback:deload", "lowback:generalWarmUpMinutes"])
_WORKOUT_KEYS = _OWN_WORKOUT_KEYS | {"name", "notes", "day", "exercises", "lowback:name", "lowback:notes"}
_OWN_SET_KEYS = frozenset(["lowback:side", "lowback:load"])
_SET_KEYS = _OWN_SET_KEYS | {
    "targetReps",
    "targetWeight",
    "unit",
    "targetRPE",
    "targetRIR",
    "type",
    "restSeconds",
    "durationSeconds",
    "distance",
    "distanceUnit",
}
# What a set has when it is done, and what a plan has instead.
_DONE = {"reps": "targetReps", "weight": "targetWeight", "rpe": "targetRPE", "rir": "targetRIR"}
_NO_MAXIMUM = (
    "{exercise}: its loads are shares of a maximum that is not stated; give yours, "
    '--max "{exercise}=100kg" (maxima= in Python); read without a load'
)


def _sniff(opened: Opened) -> bool:
    text = opened.begins
    if not opened.is_json or _OF_A_LOG.search(text):
        return False
    return _WEEKS.search(text) is not None or ('"exercises"' in text and _TARGETS.search(text) is not None)


def _read(opened: Opened, options: Options, tick: Tick) -> Draft:
    """The sessions of a plan; LogError with every problem and its path if it does not meet the schema."""
    data = parsed(opened.text())
    problems: list[Problem] = []
    root = Node(data, "$", problems)
    plan = _Plan(options, Draft(unit=options.unit))
    weeks = list(_weeks(root))
    for number, (week, workouts) in enumerate(weeks):
        tick((number + 1) / len(weeks))
        for session in plan.week(number, week, workouts):
            plan.draft.add(session)
    if problems:
        raise LogError(problems)
    plan.tell()
    plan.draft.unit = root.unit
    return plan.draft


def _weeks(root: Node) -> Iterator[tuple[Node, list[Node]]]:
    """Each week with its workouts; templates without a program are one week."""
    if isinstance(root.value, dict) and "weeks" in root.value:
        for key in ("workouts", "date", "exercises"):
            if key in root.value:
                root.child(key).wrong("is of a log or a workout; a file is a plan (weeks) or a log, not both")
        for week in root.child("weeks").items():
            if week.object():
                yield week, _workouts(week.child("workouts"))
    elif isinstance(root.value, list):
        yield root, _workouts(root)
    elif isinstance(root.value, dict) and "exercises" in root.value:
        yield root, _workouts(Node([root.value], root.path, root.problems, root.units))
    else:
        root.wrong("is neither a program (with weeks) nor a workout template (with exercises)")


def _workouts(node: Node) -> list[Node]:
    found = [child for child in node.items() if child.object()]
    if not found:
        node.wrong("is missing or empty; a week has at least one workout")
    return found


class _Plan:
    """A plan that is being read: what the caller said, and which of it was missed."""

    def __init__(self, options: Options, draft: Draft) -> None:
        if options.start is None:
            raise LogError(
                "a plan has no dates; give the day on which its first week starts, --start 2026-11-23 "
                "(start= in Python)"
            )
        self.start = options.start
        self.options = options
        self.draft = draft
        self.spread: list[str] = []
        self.without_maximum: dict[str, None] = {}
        self.shares_of: dict[tuple[str, str], None] = {}

    def week(self, number: int, week: Node, workouts: list[Node]) -> Iterator[Session]:
        """The sessions of one week, its days counted from the start of the plan."""
        days = [workout.whole("day") for workout in workouts]
        if any(day is not None for day in days):
            for day, workout in zip(days, workouts, strict=True):
                if day is None or not 1 <= day <= 7:
                    workout.child("day").wrong("must be 1 (Monday) to 7 (Sunday), in all workouts of a week or in none")
            if self.start.weekday() != 0:
                monday = self.start - timedelta(days=self.start.weekday())
                raise LogError(
                    f"start: {self.start} is no Monday and the plan names days of the week; give one such as {monday}"
                )
        else:
            days = [1 + place * 7 // len(days) for place, _ in enumerate(days)]
            self.spread.append(", ".join(map(str, days)))
        deload = isinstance(week.value, dict) and bool(week.flag("lowback:deload"))
        for day, workout in sorted(zip(days, workouts, strict=True), key=lambda pair: pair[0] or 0):
            session = self.session(workout, self.day(number, day or 1), deload=deload)
            if session is not None:
                yield session

    def day(self, week: int, day: int) -> date:
        """The date of a day, from 1, of a week, from 0."""
        try:
            return self.start + timedelta(days=7 * week + day - 1)
        except OverflowError:
            raise LogError(f"start: {self.start} is too late; week {week + 1} is beyond the calendar") from None

    def session(self, node: Node, on: date, *, deload: bool) -> Session | None:
        """The session that a template plans for a day."""
        node.keys("lowback:", _OWN_WORKOUT_KEYS | {"lowback:name", "lowback:notes"})
        if "date" in node.value:
            node.child("date").wrong("is of a workout that was done; a file is a plan or a log, not both")
        if not isinstance(node.value.get("exercises"), list) or not node.value["exercises"]:
            node.child("exercises").wrong("is missing or empty; a workout has at least one exercise")
            return None
        items: dict[str, Any] = {
            "name": whole_text(node, "name"),
            "notes": whole_text(node, "notes"),
            "deload": node.flag("lowback:deload") or deload,
            "general_warmup_minutes": node.number("lowback:generalWarmUpMinutes"),
            "extra": foreign(node.value, _WORKOUT_KEYS),
        }
        sets = sets_of(node, self.set, lambda _: None)
        session: Session | None = node.built(lambda: Session(on, sets, planned=True, **items))
        return session

    def set(self, node: Node, exercise: str, entry: tuple[tuple[str, str], ...]) -> SetLog | None:
        """The set that is asked for; of a range of repetitions the upper end."""
        if not node.object():
            return None
        node.keys("lowback:", _OWN_SET_KEYS)
        for key, instead in _DONE.items():
            if key in node.value:
                node.child(key).wrong(f"is of a set that was done; a plan has {instead}")
        reps = self.reps(node)
        values: dict[str, Any] = {
            "load": self.load(node, exercise),
            "reps": reps,
            "target_reps": reps,
            "seconds": node.whole("durationSeconds"),
            "distance_m": metres_of(node),
            "rpe": node.number("targetRPE"),
            "rir": node.number("targetRIR"),
            "kind": kind_of(node),
            "side": node.text("lowback:side"),
            "rest_after_s": node.whole("restSeconds"),
            "extra": (*entry, *foreign(node.value, _SET_KEYS)),
        }
        return built_set(node, exercise, values, KEYS | _DONE)

    def reps(self, node: Node) -> int | None:
        """How many repetitions are asked for, at most."""
        exact, least, most = (node.whole(key) for key in ("targetReps", "targetRepsMin", "targetRepsMax"))
        if least is not None and most is not None and least > most:
            node.child("targetRepsMin").wrong(f"{least} is above targetRepsMax, {most}")
        return next((count for count in (exact, most, least) if count is not None), None)

    def load(self, node: Node, exercise: str) -> Load | None:
        """The load that is asked for: a weight, or a share of a stated maximum."""
        own = node.text("lowback:load")
        if own is not None:
            load: Load | None = node.child("lowback:load").built(lambda: parse_load(own))
            return load
        weight = weight_of(node, "targetWeight", self.options.unit)
        if weight is not None:
            node.units.append(node.text("unit") or self.options.unit or "kg")
        percentage, of = node.number("percentage"), node.text("percentageOf")
        if percentage is None or weight is not None:
            return weight
        if of is None:
            node.child("percentageOf").wrong("is missing; a percentage is one of something, such as 1RM")
            return None
        if "".join(of.split()).casefold() != "1rm":
            self.shares_of[exercise, of] = None
            return None
        maximum = self.maximum(exercise)
        if maximum is None:
            self.without_maximum[exercise] = None
            return None
        made: Load | None = node.child("percentage").built(lambda: scaled(maximum, Decimal(percentage) / 100))
        return made

    def maximum(self, exercise: str) -> Load | None:
        """The maximum that the caller states for an exercise, under its name or another name of the same."""
        for name, load in self.options.maxima.items():
            if name.casefold() == exercise.casefold():
                return _mass(name, load)
        wanted = find_exercise(exercise)
        for name, load in self.options.maxima.items():
            found = find_exercise(name)
            if found is not None and wanted is not None and found.id == wanted.id:
                return _mass(name, load)
        return None

    def tell(self) -> None:
        """Note what a person should know of how the plan was read."""
        for days in dict.fromkeys(self.spread):
            self.draft.problem(f"the plan names no days; the workouts of a week are read as on its days {days}")
        for exercise in self.without_maximum:
            self.draft.problem(_NO_MAXIMUM.format(exercise=exercise))
        for exercise, of in self.shares_of:
            self.draft.problem(f"{exercise}: a share of {shown(of)} is not read, only of 1RM; read without a load")


def _mass(name: str, load: Load) -> Load:
    if load.bodyweight:
        raise LogError(f"maxima: {name}: {load} is added to the body weight; a maximum is a mass such as 100kg")
    return load


OPENWEIGHT_PLAN = Format(
    name="openweight-plan",
    title="openweight plan: a program or a workout template",
    unit="in each set",
    plan=True,
    sniff=_sniff,
    read=_read,
    quirks="""
    - A file is a Program, a WorkoutTemplate, or an array of templates, which are one week. One that does not meet the
      schema, or mixes a plan with a log, is refused with every problem and its JSON path.
    - A plan has no dates: `--start` is the day on which its first week starts. Where workouts name their `day`, 1 is
      Monday and the start must be a Monday; where none of a week does, they are spread evenly over it, and that is told.
    - Each session is judged as if it and those before it had been done as planned, after the log that is given with it.
    - Of a range of repetitions the upper end is read: as much as the plan allows. `targetRPE` or `targetRIR` is read as
      the effort, `restSeconds` as the rest taken.
    - A `percentage` of `1RM` needs `--max "deadlift=180kg"`, under any name of the exercise. Without it, and for shares of
      anything else, the load is not known, and that is told; none is ever estimated.
    - The schema has no field for a held time or a carried distance: `durationSeconds`, `distance` and `distanceUnit` are
      read as in a log. `lowback:deload` marks a workout or a week.
    """,
    examples=(
        Example(
            """
{"name": "Hinge", "weeks": [
  {"workouts": [
    {"name": "A", "day": 1, "exercises": [
      {"exercise": {"name": "Deadlift"}, "sets": [
        {"targetReps": 5, "percentage": 50, "percentageOf": "1RM", "type": "warmup"},
        {"targetReps": 5, "percentage": 75, "percentageOf": "1RM", "targetRPE": 7, "restSeconds": 180}]},
      {"exercise": {"name": "Good Morning"}, "sets": [
        {"targetRepsMin": 8, "targetRepsMax": 10, "percentage": 60, "percentageOf": "1RM", "targetRIR": 3}]}]},
    {"name": "B", "day": 4, "exercises": [
      {"exercise": {"name": "Plank"}, "sets": [{"durationSeconds": 45}]}]}]},
  {"name": "Easy", "lowback:deload": true, "workouts": [
    {"name": "A", "day": 1, "exercises": [
      {"exercise": {"name": "Deadlift"}, "sets": [{"targetReps": 5, "targetWeight": 100, "unit": "kg"}]}]}]}
]}
""",
            """
2026-11-23 planned; Deadlift 5@90kg w target 5, 5@135kg rpe 7 rest 180s target 5; "Good Morning" 10 rpe 7 target 10
2026-11-26 planned; Plank 45s
2026-11-30 planned; deload; Deadlift 5@100kg target 5
""",
            start=date(2026, 11, 23),
            maxima={"deadlift (barbell)": kg(180)},
            problems=(_NO_MAXIMUM.format(exercise="Good Morning"),),
        ),
        Example(
            """
{"name": "Carry day", "exercises": [
  {"exercise": {"name": "Suitcase Carry"}, "sets": [{"targetWeight": 24, "unit": "kg", "distance": 40, "distanceUnit": "m"}]},
  {"exercise": {"name": "Deadlift"}, "sets": [{"targetReps": 5, "percentage": 90, "percentageOf": "training max"}]}
]}
""",
            '2026-11-25 planned; "Suitcase Carry" 40m@24kg; Deadlift 5 target 5',
            start=date(2026, 11, 25),
            problems=(
                "the plan names no days; the workouts of a week are read as on its days 1",
                'Deadlift: a share of "training max" is not read, only of 1RM; read without a load',
            ),
            says="one workout template",
        ),
    ),
)
