"""Hevy: the JSON of its API (v1), one page of workouts.

The API writes 0 where nothing was recorded, and times in UTC.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from ..errors import LogError, Problem
from ..model import Session, SetLog
from .format import Draft, Example, Format, Options, Tick
from .hevy import KINDS
from .notes import items_of
from .source import Opened
from .tree import Node, parsed
from .values import load_of
from .zones import IN_UTC


def _sniff(opened: Opened) -> bool:
    return opened.is_json and all(key in opened.begins for key in ('"exercise_template_id"', '"start_time"'))


def _read(opened: Opened, options: Options, tick: Tick) -> Draft:
    """The workouts of a page; LogError with every problem and its path if it is not as the API writes it."""
    del tick  # a page is short
    data = parsed(opened.text())
    problems: list[Problem] = []
    root = Node(data, "$", problems)
    workouts = root if isinstance(data, list) else root.child("workouts")
    draft = Draft(unit="kg")
    for node in workouts.items():
        if session := _workout(node, draft, options):
            draft.add(session)
    if problems:
        raise LogError(problems)
    if isinstance(data, dict) and (data.get("page_count") or 1) != 1:
        draft.problem(f"this is page {data.get('page')} of {data.get('page_count')}; give all pages together")
    return draft


def _workout(node: Node, draft: Draft, options: Options) -> Session | None:
    if not node.object():
        return None
    for key in ("start_time", "exercises"):
        if node.value.get(key) is None:
            node.child(key).wrong("is missing")
    start, end = node.moment("start_time"), node.moment("end_time")
    sets = [entry for exercise in node.child("exercises").items() for entry in _exercise(exercise)]
    if start is None:
        return None
    begin: date = start
    title, description = node.text("title"), node.text("description") or ""
    items: dict[str, Any] = {
        "end": end,
        "id": node.text("id"),
        "name": title,
        "notes": description or None,
        **items_of([description, *_notes(node)], begin, draft, options=options, title=title),
    }
    session: Session | None = node.built(lambda: Session(begin, sets, **items))
    return session


def _notes(node: Node) -> list[str]:
    return [
        text
        for child in node.child("exercises").items()
        if isinstance(child.value, dict) and (text := child.text("notes"))
    ]


def _exercise(node: Node) -> list[SetLog]:
    if not node.object():
        return []
    name = node.text("title")
    if not name:
        node.child("title").wrong("is missing or empty")
        return []
    found = [_set(child, name) for child in node.child("sets").items()]
    return [entry for entry in found if entry is not None]


def _set(node: Node, exercise: str) -> SetLog | None:
    if not node.object():
        return None
    kind = node.text("type") or "normal"
    if kind not in KINDS:
        node.child("type").wrong(f"{kind!r} is none of {', '.join(name for name in KINDS if name)}")
        return None
    weight, metres = node.number("weight_kg") or None, node.number("distance_meters") or None
    seconds = node.number("duration_seconds") or None
    reps = node.whole("reps")
    values: dict[str, Any] = {
        "reps": None if reps == 0 and (seconds or metres) else reps,
        "seconds": None if seconds is None else int(seconds),
        "distance_m": metres,
        "rpe": node.number("rpe"),
        "kind": KINDS[kind],
    }
    built: SetLog | None = node.built(
        lambda: SetLog(exercise, None if weight is None else load_of(exercise, Decimal(weight), "kg"), **values)
    )
    return built


HEVY_API = Format(
    name="hevy-api",
    title="Hevy API (v1) JSON, one page of workouts",
    utc=True,
    unit="kg",
    sniff=_sniff,
    read=_read,
    quirks="""
    - The API writes 0 where nothing was recorded: a weight, distance or time of 0 is none, and 0 reps beside a time or a
      distance are none.
    - Times are in UTC; `--timezone` makes them local.
    - Workouts come in pages: give the files of all pages together.
    """,
    examples=(
        Example(
            """
{"page": 1, "page_count": 1, "workouts": [{
  "id": "w1", "title": "Pull", "description": "",
  "start_time": "2026-06-23T07:52:00+00:00", "end_time": "2026-06-23T08:19:00+00:00",
  "exercises": [{
    "index": 0, "title": "Deadlift (Barbell)", "notes": "", "exercise_template_id": "C6272009",
    "sets": [
      {"index": 0, "type": "warmup", "weight_kg": 60, "reps": 5, "distance_meters": 0, "duration_seconds": 0, "rpe": null},
      {"index": 1, "type": "normal", "weight_kg": 100, "reps": 5, "distance_meters": 0, "duration_seconds": 0, "rpe": 8}
    ]
  }]
}]}
""",
            '2026-06-23 07:52-08:19+00:00 "Deadlift (Barbell)" 5@60kg w, 5@100kg rpe 8',
            problems=(IN_UTC,),
        ),
    ),
)
