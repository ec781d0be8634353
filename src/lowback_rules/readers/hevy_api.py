"""Hevy: the JSON of its API (v1), one page of workouts.

The API writes 0 where nothing was recorded, and times in UTC.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from ..errors import LogError, Problem
from ..model import Session, SetLog
from .draft import Draft, Reader, Tick, Unit, load_of, no_tick
from .hevy import KINDS
from .notes import pain_in
from .tree import Node, parsed

_HEAD = 20_000


def sniff(text: str) -> bool:
    """Whether the text starts as a page of Hevy's API does."""
    head = text.lstrip("\ufeff \t\r\n")[:_HEAD]
    return head[:1] in ("{", "[") and '"exercise_template_id"' in head and '"start_time"' in head


def read(text: str, unit: Unit | None, tick: Tick = no_tick) -> Draft:
    """The workouts of a page; LogError with every problem and its path if it is not as the API writes it."""
    del unit, tick  # the API names its unit, and a page is short
    data = parsed(text)
    problems: list[Problem] = []
    root = Node(data, "$", problems)
    workouts = root if isinstance(data, list) else root.child("workouts")
    draft = Draft(unit="kg")
    draft.sessions = [session for node in workouts.items() if (session := _workout(node, draft))]
    if problems:
        raise LogError(problems)
    if draft.sessions:
        draft.problem("the times are in UTC, so a late session may count to the next day")
    if isinstance(data, dict) and (data.get("page_count") or 1) != 1:
        draft.problem(f"this is page {data.get('page')} of {data.get('page_count')}; give all pages together")
    return draft


def _workout(node: Node, draft: Draft) -> Session | None:
    if not node.object():
        return None
    for key in ("start_time", "exercises"):
        if node.value.get(key) is None:
            node.child(key).wrong("is missing")
    start, end = node.moment("start_time"), node.moment("end_time")
    sets = [entry for exercise in node.child("exercises").items() for entry in _exercise(exercise)]
    items: dict[str, Any] = {
        "end": end,
        "id": node.text("id"),
        "name": node.text("title"),
        "notes": node.text("description") or None,
        "pain": pain_in([node.text("description") or "", *_notes(node)], draft),
    }
    if start is None:
        return None
    begin: date = start
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


HEVY_API = Reader("hevy-api", "Hevy API (v1) JSON, one page of workouts", sniff, read)
