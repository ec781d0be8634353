"""Writing a log: openweight JSON, which readers/openweight.py reads back."""

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from .history import History
from .model import Lifter, Pain, Session, SetLog, microseconds
from .readers.openweight import ENTRY, PAIN, json_number

_TYPES = {"work": "working", "warm-up": "warmup", "drop": "dropset", "failure": "failure"}


def openweight(history: History, *, lifter: Lifter | None = None) -> str:
    """The log as openweight JSON in the object form, with our fields under "lowback:"; read_log() gives it back."""
    data: dict[str, Any] = {"workouts": [_workout_json(session) for session in history.sessions]}
    if lifter is not None:
        data["lowback:lifter"] = _lifter_json(lifter)
    if history.records is not None:
        data["lowback:records"] = sorted(history.records)
    if history.days:
        data["lowback:days"] = [
            _present(
                date=day.date.isoformat(),
                sleepHours=day.sleep_hours,
                pain=_pain_json(day.pain),
                symptoms=dict(day.symptoms.answers),
            )
            for day in history.days
        ]
    return json.dumps(data, default=json_number, ensure_ascii=False)


def _workout_json(session: Session) -> dict[str, Any]:
    lasted = None
    if session.end is not None:
        lasted = (microseconds(session.end) - microseconds(session.starts_at)) // 1_000_000
    return {
        "date": session.start.isoformat(),
        **_present(name=session.name, notes=session.notes, durationSeconds=lasted),
        "exercises": list(_entries_json(session.sets)),
        **_own(
            pain=_pain_json(session.pain),
            painMentioned=session.pain_mentioned,
            symptoms=dict(session.symptoms.answers),
            id=session.id,
            unread=list(session.unread) or None,
            deload=session.deload or None,
            planned=session.planned or None,
            sessionRpe=session.session_rpe,
            sleepHours=session.sleep_hours,
            generalWarmUpMinutes=session.general_warmup_minutes,
            wokeAt=None if session.woke_at is None else session.woke_at.isoformat(),
        ),
        **{key: json.loads(value) for key, value in session.extra},
    }


def _entries_json(sets: tuple[SetLog, ...]) -> Iterator[dict[str, Any]]:
    for (name, entry), group in groupby(sets, key=lambda item: (item.exercise, dict(item.extra).get(ENTRY))):
        written = {"exercise": {"name": name}} if entry is None else json.loads(entry)
        yield {**written, "sets": [_set_json(item) for item in group]}


def _set_json(entry: SetLog) -> dict[str, Any]:
    load = entry.load
    plain = load is not None and not load.bodyweight
    at = entry.completed_at
    return {
        **_present(
            reps=entry.reps,
            weight=load.kg if load is not None and plain else None,
            unit="kg" if plain else None,
            durationSeconds=entry.seconds,
            distance=entry.distance_m,
            distanceUnit=None if entry.distance_m is None else "m",
            rpe=entry.rpe,
            type=None if entry.kind is None else _TYPES[entry.kind],
            restSeconds=entry.rest_after_s,
            targetReps=entry.target_reps,
        ),
        **_own(
            form=entry.form,
            side=entry.side,
            completed=entry.completed,
            completedAt=None if at is None else at.isoformat(),
            load=None if load is None or plain else str(load),
        ),
        **{key: json.loads(value) for key, value in entry.extra if key != ENTRY},
    }


def _pain_json(pain: Pain) -> dict[str, Any]:
    return _present(**{key: getattr(pain, name) for key, name in PAIN.items()}, suddenOnset=pain.sudden_onset or None)


def _lifter_json(lifter: Lifter) -> dict[str, Any]:
    weight = lifter.bodyweight
    return _present(
        level=None if lifter.level is None else str(lifter.level),
        backHistory=lifter.back_history,
        age=lifter.age,
        pregnantOrPostpartum=lifter.pregnant_or_postpartum,
        osteoporosis=lifter.osteoporosis,
        bodyweightKg=None if weight is None else weight.kg,
    )


def _present(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None and value != {}}


def _own(**values: Any) -> dict[str, Any]:
    return {f"lowback:{key}": value for key, value in _present(**values).items()}
