"""Writing a log: openweight JSON, which readers/openweight.py reads back, and a session in the plain notation.

Each workout is valid against the schema of openweight: where the log has less than the schema asks for, or more than it
has room for, "lowback:" says so.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from attrs import fields

from .errors import LogError
from .history import History
from .load import Load
from .model import Lifter, Pain, Session, SetLog, microseconds
from .readers.format import Unit
from .readers.openweight import ENTRY, cut
from .readers.openweight_terms import DATE_ONLY, LOCAL, PAIN
from .readers.tree import parsed, written

__all__ = ["openweight", "plain"]

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


_KIND_MARKS = {None: "", "work": "work", "warm-up": "w", "drop": "drop", "failure": "fail"}
_ITEMS = ("pain", "symptoms")
_PAIN_WORDS = {"before": "before", "during": "during", "after": "after", "next_morning": "morning"}


def plain(session: Session) -> str:
    """The session on one line of the plain notation, which Session.parse() reads back.

    Fields that the notation has no words for (an id, notes, repetitions beside a time) are named after "#", where a
    line has its comments.
    """
    line = " ".join([_when(session), "; ".join([*_exercises(session.sets), *_beside(session)])]).rstrip()
    unsaid = _unsaid(session, line)
    return f"{line} # not said: {', '.join(unsaid)}" if unsaid else line


def _unsaid(session: Session, line: str) -> list[str]:
    """The fields that a line does not hold, found by reading it."""
    try:
        read = Session.parse(line)
    except LogError:
        return ["that there are no sets"] if not session.sets else ["what reads back"]
    names = [each.name for each in fields(Session) if getattr(session, each.name) != getattr(read, each.name)]
    if "sets" in names and len(session.sets) == len(read.sets):
        names.remove("sets")
        pairs = list(zip(session.sets, read.sets, strict=True))
        names += [
            each.name
            for each in fields(SetLog)
            if any(getattr(entry, each.name) != getattr(other, each.name) for entry, other in pairs)
        ]
    return names


def _when(session: Session) -> str:
    start, end = session.start, session.end
    if not isinstance(start, datetime):
        return start.isoformat()
    until = "" if end is None else f"-{_clock(end if start.tzinfo is None else end.astimezone(start.tzinfo))}"
    offset = "" if start.tzinfo is None else f"{start:%z}"
    return f"{start.date()} {_clock(start)}{until}{offset and offset[:3] + ':' + offset[3:5]}"


def _clock(moment: datetime) -> str:
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"


def _exercises(sets: tuple[SetLog, ...]) -> Iterator[str]:
    for name, entries in groupby(sets, key=lambda entry: entry.exercise):
        groups = []
        for entry, equal in groupby(entries):
            count = len(list(equal))
            groups.append((f"{count}x" if count > 1 else "") + _set(entry))
        words = name.split()
        bare = all(word[0].isalpha() for word in words) and not set(name) & set(',;#"') and words[0] not in _ITEMS
        yield f"{name if bare else _quoted(name)} {', '.join(groups)}"


def _quoted(name: str) -> str:
    return f'"{name}"'


def _set(entry: SetLog) -> str:
    if entry.reps is not None:
        amount = f"{entry.reps}"
    elif entry.distance_m is not None:
        amount = f"{entry.distance_m:f}m"
    else:
        # A set has an amount in the notation, and no time is the least that can be said.
        amount = f"{entry.seconds or 0}s"
    words = [
        amount if entry.load is None else f"{amount}@{entry.load}",
        _KIND_MARKS[entry.kind],
        "missed" if entry.completed is False else "",
        entry.form or "",
        entry.side or "",
        "" if entry.target_reps is None else f"target {entry.target_reps}",
        "" if entry.rpe is None else f"rpe {entry.rpe:f}",
        "" if entry.rest_after_s is None else f"rest {entry.rest_after_s}s",
    ]
    return " ".join(word for word in words if word)


def _beside(session: Session) -> Iterator[str]:
    """What stands beside the sets."""
    pain, slept, warm_up = session.pain, session.sleep_hours, session.general_warmup_minutes
    told = [f"{value} {word}" for name, word in _PAIN_WORDS.items() if (value := getattr(pain, name)) is not None]
    told += ["sudden"] if pain.sudden_onset else []
    if told:
        yield f"pain {', '.join(told)}"
    if session.symptoms.answers:
        answers = [f"{name}={'yes' if answer else 'no'}" for name, answer in session.symptoms.answers]
        yield f"symptoms {', '.join(answers)}"
    yield from (word for word in ("planned", "deload") if getattr(session, word))
    if slept is not None:
        yield f"sleep {slept:f}h"
    if warm_up is not None:
        yield f"warm-up {warm_up:f}min"
    if session.woke_at is not None:
        yield f"woke {_clock(session.woke_at)}"
    if session.session_rpe is not None:
        yield f"session rpe {session.session_rpe:f}"
