"""Hevy: the JSON of its API (v1), and what the app itself sends and stores, which is nearly the same.

Values that cannot be right are set aside with their place; JSON of another shape is refused with every problem.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice
from typing import Any

from ..errors import LogError, Problem
from ..load import Load, bodyweight, kg
from ..model import Session, SetLog
from .dates import as_end
from .format import DOUBLE, UNREADABLE, Draft, Example, Format, Options, Tick
from .hevy import kind_of
from .notes import items_of
from .source import Opened
from .tree import Node, parsed
from .values import load_of, reps_of
from .zones import IN_UTC

DELETED = "deleted"
_HELPED = ("bodyweight_assisted_reps", "bodyweight_assisted")
_ADDED = ("bodyweight_reps", "bodyweight_weighted")


def _sniff(opened: Opened) -> bool:
    text = opened.begins
    return opened.is_json and (('"exercise_template_id"' in text and '"start_time"' in text) or '"page_count"' in text)


def read(opened: Opened, options: Options, tick: Tick) -> Draft:
    """The workouts of pages, of a list, of events, or one; LogError with every problem and its path otherwise."""
    problems: list[Problem] = []
    root = Node(parsed(opened.text()), "$", problems)
    draft = Draft(unit="kg")
    nodes = _latest(_workouts(root), draft)
    for number, node in enumerate(nodes, 1):
        tick(number / len(nodes))
        if session := _session(node, draft, options):
            draft.add(session)
    if problems:
        raise LogError(problems)
    _missing_pages(root.value if isinstance(root.value, list) else [root.value], draft)
    return draft


def _workouts(node: Node) -> Iterator[Node]:
    """The workouts below a place: those of a list, of a page, of an event, or the one that it is."""
    if isinstance(node.value, list):
        for child in node.items():
            yield from _workouts(child)
        return
    if not node.object():
        return
    inside = [key for key in ("workouts", "workout", "events", "updated") if key in node.value]
    if inside and "exercises" not in node.value:
        for key in inside:
            yield from _workouts(node.child(key))
    else:
        yield node


def _latest(nodes: Iterable[Node], draft: Draft) -> list[Node]:
    """Each workout once, as it was last changed: pages overlap, and events tell a workout once for each change."""
    found: dict[str, Node] = {}
    deleted: set[str] = set()
    for node in nodes:
        key = node.name("id") or node.path
        if "exercises" not in node.value and node.value.get("type") == "deleted":
            deleted.add(key)
            continue
        older = found.get(key)
        if older is not None:
            older, node = sorted((older, node), key=lambda each: str(each.value.get("updated_at")))
            draft.aside[DOUBLE] += _rows(older)
        found[key] = node
    for key in deleted & found.keys():
        draft.aside[DELETED] += _rows(found.pop(key))
    return list(found.values())


def _rows(node: Node) -> int:
    unchecked = Node(node.value, node.path, [])
    return sum(1 for exercise in unchecked.child("exercises").items() for _ in exercise.child("sets").items())


def _missing_pages(pages: list[Any], draft: Draft) -> None:
    """Note which pages are not there: each says how many there are."""
    given = [page for page in pages if isinstance(page, dict) and isinstance(page.get("page_count"), int)]
    count = max((page["page_count"] for page in given), default=0)
    here = {page["page"] for page in given if isinstance(page.get("page"), int)}
    # One by one: a file may say that there are more pages than any memory holds.
    missing = list(islice((number for number in range(1, count + 1) if number not in here), 6))
    if missing:
        shown = ", ".join(map(str, missing[:5])) + (" ..." if len(missing) > 5 else "")
        draft.problem(f"of {count} pages, these are not here: {shown}; give all pages together")


def _session(node: Node, draft: Draft, options: Options) -> Session | None:
    for key in ("start_time", "exercises"):
        if node.value.get(key) is None:
            node.child(key).wrong("is missing")
    start, end = node.instant("start_time"), node.instant("end_time")
    if start is None:
        return None
    exercises = [child for child in node.child("exercises").items() if child.object()]
    sets, unread = _sets(exercises, draft)
    notes = [node.text("description"), *(exercise.text("notes") for exercise in exercises)]
    title = node.text("title") or node.text("name")
    items: dict[str, Any] = {
        "end": None if end is None else draft.end(lambda: as_end(end, start), path=node.child("end_time").path),
        "id": node.name("id"),
        "name": title,
        "notes": notes[0] or None,
        "unread": unread,
        **items_of([text for text in notes if text], start, draft, options=options, title=title),
    }
    session: Session | None = node.built(lambda: Session(start, sets, **items))
    return session


def _sets(exercises: list[Node], draft: Draft) -> tuple[list[SetLog], list[str]]:
    """The sets of a workout, and the exercises of those that are set aside."""
    sets: list[SetLog] = []
    unread: list[str] = []
    for exercise in exercises:
        name = exercise.text("title")
        if not (name or "").strip():
            exercise.child("title").wrong("is missing or empty")
            continue
        for child in exercise.child("sets").items():
            if not child.object():
                continue
            place = child.apart()
            entry = _set(place, name or "", exercise.text("exercise_type"))
            if entry is not None and not place.problems:
                sets.append(entry)
                continue
            unread.append(name or "")
            draft.leave_out(place.problems)
    return sets, unread


def _set(node: Node, exercise: str, kind_of_exercise: str | None) -> SetLog | None:
    word = node.text("type") or node.text("indicator") or "normal"
    weight, metres = node.number("weight_kg") or None, node.number("distance_meters") or None
    seconds, reps = node.number("duration_seconds") or None, node.whole("reps")
    values: dict[str, Any] = {
        "reps": reps_of(reps, load=weight, amount=seconds or metres),
        "seconds": None if seconds is None else int(seconds),
        "distance_m": metres,
        "rpe": node.number("rpe") or None,
        "kind": node.built(lambda: kind_of(word)),
        "completed_at": node.instant("completed_at"),
    }
    built: SetLog | None = node.built(lambda: SetLog(exercise, _load(exercise, kind_of_exercise, weight), **values))
    return built


def _load(exercise: str, kind_of_exercise: str | None, weight: Decimal | int | None) -> Load | None:
    """The load of a set; where the kind of the exercise says so, it is added to the body weight or taken off it."""
    mass = None if weight is None else kg(weight)
    if kind_of_exercise in _HELPED:
        return bodyweight(assisted=mass)
    if kind_of_exercise in _ADDED:
        return bodyweight(mass)
    return None if weight is None else load_of(exercise, Decimal(weight), "kg")


HEVY_API = Format(
    name="hevy-api",
    title="Hevy API (v1) JSON: pages of workouts, events, or one workout",
    utc=True,
    unit="kg",
    sniff=_sniff,
    read=read,
    quirks="""
    - A page, an array of pages or of workouts, one workout (`{"workout": ...}`), or the answer of `workouts/events`. A
      workout that comes twice counts once, as it was last changed; one that an event deletes is left out.
    - The API writes 0 where nothing was recorded: a weight, distance, time or RPE of 0 is none; so are 0 repetitions
      without a weight, or beside a time or a distance. 0 repetitions with a weight are a failed attempt.
    - Times are in UTC; `--timezone` makes them local.
    - A page says how many there are; those that are missing are told.
    - Custom metrics (floors, steps) and supersets are not read.
    """,
    set_aside={DELETED: "sets of a workout that a later event deletes"},
    examples=(
        Example(
            """
{"page": 1, "page_count": 1, "workouts": [{
  "id": "w1", "title": "Pull", "description": "",
  "start_time": "2026-06-23T07:52:00+00:00", "end_time": "2026-06-23T08:19:00+00:00",
  "exercises": [{
    "index": 0, "title": "Deadlift (Barbell)", "notes": "", "exercise_template_id": "C6272009", "supersets_id": null,
    "sets": [
      {"index": 0, "type": "warmup", "weight_kg": 60, "reps": 5, "distance_meters": 0, "duration_seconds": 0, "rpe": null},
      {"index": 1, "type": "normal", "weight_kg": 100, "reps": 5, "distance_meters": 0, "duration_seconds": 0, "rpe": 8},
      {"index": 2, "type": "normal", "weight_kg": -22.05, "reps": 5, "distance_meters": 0, "duration_seconds": 0, "rpe": 8}
    ]
  }]
}]}
""",
            '2026-06-23 07:52-08:19+00:00 "Deadlift (Barbell)" 5@60kg w, 5@100kg rpe 8',
            aside={UNREADABLE: 1},
            problems=("-22.05 is negative; it must be 0 or more (set aside)", IN_UTC),
        ),
        Example(
            """
{"page": 1, "page_count": 1, "events": [
  {"type": "deleted", "id": "w2", "deleted_at": "2026-06-25T09:00:00Z"},
  {"type": "updated", "workout": {
    "id": "w1", "title": "Pull", "start_time": "2026-06-23T07:52:00+00:00", "end_time": "2026-06-23T08:19:00+00:00",
    "updated_at": "2026-06-24T10:00:00Z", "exercises": [{
      "title": "Pull Up (Assisted)", "exercise_template_id": "2C37EC5E", "sets": [{"type": "normal", "weight_kg": 20, "reps": 6}]
    }]}},
  {"type": "updated", "workout": {
    "id": "w2", "title": "Legs", "start_time": "2026-06-24T07:52:00+00:00", "end_time": "2026-06-24T08:19:00+00:00",
    "updated_at": "2026-06-24T09:00:00Z", "exercises": [{
      "title": "Squat (Barbell)", "exercise_template_id": "D04AC939", "sets": [{"type": "normal", "weight_kg": 90, "reps": 5}]
    }]}}
]}
""",
            '2026-06-23 07:52-08:19+00:00 "Pull Up (Assisted)" 6@bw-20kg',
            aside={DELETED: 1},
            problems=(IN_UTC,),
            says="events: what was changed, and what was deleted",
        ),
    ),
)
