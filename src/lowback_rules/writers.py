"""Writing a log: openweight JSON, which readers/openweight.py reads back.

Each workout is valid against the schema of openweight: where the log has less than the schema asks for, or more than it
has room for, "lowback:" says so.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC
from itertools import groupby
from typing import Any

from .history import History
from .load import Load
from .model import Lifter, Pain, Session, SetLog, microseconds
from .readers.format import Unit
from .readers.openweight import DATE_ONLY, ENTRY, LOCAL, PAIN, cut
from .readers.tree import parsed, written

_TYPES = {"work": "working", "warm-up": "warmup", "drop": "dropset", "failure": "failure"}


def openweight(
    history: History,
    *,
    lifter: Lifter | None = None,
    unit: Unit = "kg",
    extra: Iterable[tuple[str, str]] = (),
) -> str:
    """The log as openweight JSON in the object form, with our fields under "lowback:"; read_log() gives it back.

    `unit` "lb" writes in pounds what is exact in pounds. `extra` are foreign keys of the file, as `Log.extra` has them.
    """
    with_sets = [session for session in history.sessions if session.sets]
    data: dict[str, Any] = {"workouts": [_workout_json(session, unit) for session in with_sets]}
    if len(with_sets) < len(history.sessions):
        # A workout of the schema has at least one exercise.
        data["lowback:withoutSets"] = [_workout_json(session, unit) for session in history.sessions if not session.sets]
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
    data |= {key: parsed(value) for key, value in extra}
    # Half of a surrogate pair, which JSON may name and UTF-8 cannot hold, is written as JSON names it.
    return written(data).encode("utf-8", "backslashreplace").decode("utf-8")


def _workout_json(session: Session, unit: Unit) -> dict[str, Any]:
    start = session.starts_at
    lasted = part = None
    if session.end is not None:
        lasted, part = divmod(microseconds(session.end) - microseconds(start), 1_000_000)
    known = DATE_ONLY if session.date_only else LOCAL if start.tzinfo is None else None
    return {
        "date": (start.replace(tzinfo=UTC) if known else start).isoformat(),
        **_present(**cut("name", session.name), **cut("notes", session.notes), durationSeconds=lasted),
        "exercises": list(_entries_json(session.sets, unit)),
        **_own(
            start=known,
            end=session.end.isoformat() if session.end is not None and part else None,
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
        **{key: parsed(value) for key, value in session.extra},
    }


def _entries_json(sets: tuple[SetLog, ...], unit: Unit) -> Iterator[dict[str, Any]]:
    for (name, entry), group in groupby(sets, key=lambda item: (item.exercise, dict(item.extra).get(ENTRY))):
        beside = {"exercise": cut("name", name)} if entry is None else parsed(entry)
        yield {**beside, "sets": [_set_json(item, unit) for item in group]}


def _set_json(entry: SetLog, unit: Unit) -> dict[str, Any]:
    load = entry.load
    plain = load is not None and not load.bodyweight
    at = entry.completed_at
    kept = {key: parsed(value) for key, value in entry.extra if key != ENTRY}
    return {
        **_present(
            reps=entry.reps,
            **_weight_json(load, "kg" if "targetWeight" in kept else unit),
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
        **({"unit": "kg"} if "targetWeight" in kept else {}),
        **kept,
    }


def _weight_json(load: Load | None, unit: Unit) -> dict[str, Any]:
    if load is None or load.bodyweight:
        return {}
    pounds = load.lb if unit == "lb" else None
    return {"weight": load.kg, "unit": "kg"} if pounds is None else {"weight": pounds, "unit": "lb"}


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
