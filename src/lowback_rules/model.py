"""The training log as values: Session, SetLog, Pain, Symptoms, DayLog, Lifter, Level.

Everywhere None means "not recorded" and 0 is a measurement. Values are frozen and checked when they are made: a wrong
one raises LogError, which names the field, the value and the bound.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal, Self, cast, get_args

import attrs
from attrs import field

from .errors import LogError, Problem
from .load import Load, Number, decimal
from .notation import SessionText, parse_session
from .severity import Care, Scale
from .values import frozen

Kind = Literal["work", "warm-up", "drop", "failure"]
Form = Literal["kept", "lost"]
Side = Literal["left", "right"]
_KINDS, _FORMS, _SIDES = get_args(Kind), get_args(Form), get_args(Side)
# Beyond these a number is a slip of the pen.
_MOST_REPS, _MOST_SECONDS = 100_000, 1_000_000


class Level(Scale):
    """Training experience, as ACSM 2009 divides it: novice < intermediate (about six months) < advanced (years)."""

    NOVICE = "novice"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


def _one_of(name: str, value: object, words: tuple[str, ...]) -> None:
    if value is not None and value not in words:
        raise LogError(f"{name}: {value!r} is none of {', '.join(words)}")


def _whole(name: str, value: object, low: int, high: int | None) -> None:
    if value is None:
        return
    bound = f"{low} or more" if high is None else f"{low} to {high}"
    if isinstance(value, bool) or not isinstance(value, int):
        raise LogError(f"{name}: {value!r} is no whole number; it must be {bound}")
    if value < low or (high is not None and value > high):
        raise LogError(f"{name}: {value} is out of bounds; it must be {bound}")


def _count(name: str, value: int, most: int) -> None:
    _whole(name, value, 0, None)
    if value > most:
        raise LogError(f"{name}: above {most} it is a slip of the pen")


def _yes_no(name: str, value: object) -> None:
    if value is not None and not isinstance(value, bool):
        raise LogError(f"{name}: {value!r} is neither True, False nor None")


def _text(name: str, value: object) -> None:
    if value is not None and not isinstance(value, str):
        raise LogError(f"{name}: {value!r} is no text")


def _number(name: str, value: Number | None, low: int, high: int | None) -> Decimal | None:
    if value is None:
        return None
    number = decimal(value, name)
    if not (low <= number if high is None else low <= number <= high):
        bound = f"{low} or more" if high is None else f"{low} to {high}"
        raise LogError(f"{name}: {value} is out of bounds; it must be {bound}")
    return number


def _hours(value: Number | None) -> Decimal | None:
    return _number("sleep_hours", value, 0, 24)


def _minutes(value: Number | None) -> Decimal | None:
    return _number("general_warmup_minutes", value, 0, 1440)


def _session_rpe(value: Number | None) -> Decimal | None:
    return _number("session_rpe", value, 0, 10)


def _pairs(value: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(value)


def _instance(name: str, value: object, kind: type) -> None:
    if not isinstance(value, kind):
        raise LogError(f"{name}: {value!r} is no {kind.__name__}")


def _moment(name: str, value: object) -> None:
    if value is not None and not isinstance(value, datetime):
        raise LogError(f"{name}: {value!r} is no datetime")


def microseconds(moment: datetime) -> int:
    """Microseconds since 1970: elapsed time in UTC where the moment is aware, wall-clock time where it is naive."""
    # Two moments in one zone subtract by the wall clock, which is wrong across a change of the clocks; hence UTC.
    since = moment - (_EPOCH if moment.tzinfo is None else _EPOCH_UTC)
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


_EPOCH = datetime(1970, 1, 1)
_EPOCH_UTC = datetime(1970, 1, 1, tzinfo=UTC)


def _rpe(rpe: Number | None, rir: Number | None) -> Decimal | None:
    effort, reserve = _number("rpe", rpe, 0, 10), None if rir is None else _number("rir", rir, 0, 10)
    if reserve is None:
        return None if effort is None else _shared(str(effort))
    # RIR is a whole number in most formats, so that RPE 8.5 stands beside RIR 1 or 2.
    if effort is not None and abs(10 - reserve - effort) > Decimal("0.5"):
        raise LogError(f"rir: {rir} disagrees with rpe {rpe}; RPE is 10 - RIR, so give one of the two")
    return _shared(str(10 - reserve if effort is None else effort))


@lru_cache(maxsize=256)
def _shared(text: str) -> Decimal:
    """One Decimal for all sets of one effort, as written: it takes as much memory as the rest of a set."""
    return Decimal(text)


class _SetFields:
    """The fields of a set, without what keeps them from being changed."""

    __slots__ = (
        "completed",
        "completed_at",
        "distance_m",
        "exercise",
        "extra",
        "form",
        "kind",
        "load",
        "reps",
        "rest_after_s",
        "rpe",
        "seconds",
        "side",
        "target_reps",
    )


@frozen(init=False, weakref_slot=False)
class SetLog(_SetFields):
    """One set: what was lifted, how often or how long, and how it went.

    `kind` is None where the log does not say. `rest_after_s` is rest after the set, in seconds. `rir` is accepted and
    kept as RPE = 10 - RIR. 0 reps is a failed attempt; `completed` False is a set that was left out.
    """

    exercise: str
    load: Load | None = None
    reps: int | None = None
    seconds: int | None = None
    distance_m: Decimal | None = None
    rpe: Decimal | None = None
    kind: Kind | None = None
    form: Form | None = None
    side: Side | None = None
    target_reps: int | None = None
    rest_after_s: int | None = None
    completed: bool | None = None
    completed_at: datetime | None = None
    extra: tuple[tuple[str, str], ...] = ()

    def __init__(
        self,
        exercise: str,
        load: Load | None = None,
        reps: int | None = None,
        *,
        seconds: int | None = None,
        distance_m: Number | None = None,
        rpe: Number | None = None,
        rir: Number | None = None,
        kind: Kind | None = None,
        form: Form | None = None,
        side: Side | None = None,
        target_reps: int | None = None,
        rest_after_s: int | None = None,
        completed: bool | None = None,
        completed_at: datetime | None = None,
        extra: Iterable[tuple[str, str]] = (),
    ) -> None:
        if not isinstance(exercise, str) or not exercise.strip():
            raise LogError(f"exercise: {exercise!r} is no name")
        if load is not None and not isinstance(load, Load):
            raise LogError(f"load: {load!r} has no unit; write kg({load!r}) or lb({load!r})")
        # Most fields of most sets are None or right, and apps make millions of sets: hence the tests before the calls.
        if reps is not None and not (type(reps) is int and 0 <= reps <= _MOST_REPS):
            _count("reps", reps, _MOST_REPS)
        if seconds is not None and not (type(seconds) is int and 0 <= seconds <= _MOST_SECONDS):
            _count("seconds", seconds, _MOST_SECONDS)
        if target_reps is not None:
            _count("target_reps", target_reps, _MOST_REPS)
        if rest_after_s is not None and not (type(rest_after_s) is int and 0 <= rest_after_s <= _MOST_SECONDS):
            _count("rest_after_s", rest_after_s, _MOST_SECONDS)
        if kind is not None and kind not in _KINDS:
            _one_of("kind", kind, _KINDS)
        if form is not None:
            _one_of("form", form, _FORMS)
        if side is not None:
            _one_of("side", side, _SIDES)
        if completed is not None:
            _yes_no("completed", completed)
        if completed_at is not None:
            _moment("completed_at", completed_at)
        values = (
            exercise,
            load,
            reps,
            seconds,
            None if distance_m is None else _number("distance_m", distance_m, 0, None),
            None if rpe is None and rir is None else _rpe(rpe, rir),
            kind,
            form,
            side,
            target_reps,
            rest_after_s,
            completed,
            completed_at,
            tuple(extra),
        )
        if type(self) is not SetLog:
            self.__attrs_init__(*values)
            return
        object.__setattr__(self, "__class__", _SetFields)
        _fill(self, *values)

    @property
    def done(self) -> bool:
        """Whether the set was performed: not left out, and not a failed attempt (0 reps without a held time)."""
        return self.completed is not False and (self.reps != 0 or bool(self.seconds))


def _fill(
    fields: Any,
    exercise: str,
    load: Load | None,
    reps: int | None,
    seconds: int | None,
    distance_m: Decimal | None,
    rpe: Decimal | None,
    kind: Kind | None,
    form: Form | None,
    side: Side | None,
    target_reps: int | None,
    rest_after_s: int | None,
    completed: bool | None,
    completed_at: datetime | None,
    extra: tuple[tuple[str, str], ...],
) -> None:
    """Make a SetLog of _SetFields, which takes a third of the time that a SetLog takes to fill itself."""
    fields.exercise = exercise
    fields.load = load
    fields.reps = reps
    fields.seconds = seconds
    fields.distance_m = distance_m
    fields.rpe = rpe
    fields.kind = kind
    fields.form = form
    fields.side = side
    fields.target_reps = target_reps
    fields.rest_after_s = rest_after_s
    fields.completed = completed
    fields.completed_at = completed_at
    fields.extra = extra
    fields.__class__ = SetLog


def usual_set(
    exercise: str,
    load: Load | None,
    reps: int | None,
    seconds: int | None,
    rpe: Decimal | None,
    kind: Kind | None,
    rest_after_s: int | None,
) -> SetLog | None:
    """The set of a name, a load and a kind that are right; None where a number needs the look of SetLog()."""
    if (
        (reps is None or (type(reps) is int and 0 <= reps <= _MOST_REPS))
        and (seconds is None or (type(seconds) is int and 0 <= seconds <= _MOST_SECONDS))
        and (rest_after_s is None or (type(rest_after_s) is int and 0 <= rest_after_s <= _MOST_SECONDS))
    ):
        fields = _SetFields()
        effort = None if rpe is None else _rpe(rpe, None)
        _fill(fields, exercise, load, reps, seconds, None, effort, kind, None, None, None, rest_after_s, None, None, ())
        return cast("SetLog", fields)
    return None


def _names(value: Iterable[str]) -> tuple[str, ...]:
    return tuple(value)


def _sets(value: Iterable[SetLog]) -> tuple[SetLog, ...]:
    return tuple(value)


PAIN_NUMBERS = ("before", "during", "after", "next_morning")


@frozen
class Pain:
    """Low-back pain as whole numbers 0 to 10, and whether it came on suddenly."""

    before: int | None = None
    during: int | None = None
    after: int | None = None
    next_morning: int | None = None
    sudden_onset: bool = False

    def __attrs_post_init__(self) -> None:
        for name in PAIN_NUMBERS:
            value = getattr(self, name)
            if value is not None and not (type(value) is int and 0 <= value <= 10):
                _whole(f"pain {name}", value, 0, 10)
        if not isinstance(self.sudden_onset, bool):
            raise LogError(f"pain sudden_onset: {self.sudden_onset!r} is neither True nor False")

    @property
    def numbers(self) -> tuple[int, ...]:
        """The pain values that were recorded."""
        values = self.before, self.during, self.after, self.next_morning
        return tuple([value for value in values if value is not None])


def _symptom(care: Care, words: str) -> bool | None:
    return cast("bool | None", field(default=None, kw_only=True, metadata={"care": care, "words": words}))


@frozen
class Symptoms:
    """Answers yes (True), no (False) or not asked (None) to the questions of the red-flag list.

    Source: IFOMPT framework (Finucane 2020), NHS patient guidance, UK sciatica pathways, NICE NG59.
    """

    saddle_numbness: bool | None = _symptom(
        Care.EMERGENCY, "numbness or tingling around the genitals, anus, buttocks or inner thighs"
    )
    bladder_or_bowel_change: bool | None = _symptom(
        Care.EMERGENCY, "new difficulty passing urine, or loss of bladder or bowel control or feeling"
    )
    sexual_dysfunction: bool | None = _symptom(Care.EMERGENCY, "new sexual dysfunction")
    both_legs: bool | None = _symptom(Care.EMERGENCY, "pain, numbness, tingling or weakness in both legs")
    severe_leg_weakness: bool | None = _symptom(
        Care.EMERGENCY, "severe or quickly worsening leg weakness, such as a dropping foot"
    )
    chest_pain: bool | None = _symptom(Care.EMERGENCY, "chest pain")
    serious_trauma: bool | None = _symptom(Care.EMERGENCY, "onset with a serious accident or fall")
    fragile_minor_trauma: bool | None = _symptom(
        Care.EMERGENCY, "onset with a minor injury, with osteoporosis, long-term steroids or older age"
    )
    fever_or_unwell: bool | None = _symptom(Care.URGENT, "fever or feeling ill")
    unexplained_weight_loss: bool | None = _symptom(Care.URGENT, "unexplained weight loss")
    cancer_or_immune_history: bool | None = _symptom(
        Care.URGENT, "a history of cancer, immune suppression, drug injection or steroid use"
    )
    night_or_constant_pain: bool | None = _symptom(
        Care.URGENT, "constant pain that rest does not ease, or that wakes at night"
    )
    new_lump_or_shape: bool | None = _symptom(Care.URGENT, "a new lump or a change of shape of the back")
    thoracic_or_band_pain: bool | None = _symptom(
        Care.URGENT, "pain between the shoulder blades or like a band round the trunk"
    )
    unsteady_walking: bool | None = _symptom(Care.URGENT, "new unsteadiness when walking")
    osteoporosis_sudden_pain: bool | None = _symptom(Care.URGENT, "known osteoporosis with new sudden pain")
    one_leg_weakness: bool | None = _symptom(Care.URGENT, "new weakness of one leg")
    one_leg_pain_or_tingling: bool | None = _symptom(Care.ORDINARY, "pain or tingling in one leg")

    def __attrs_post_init__(self) -> None:
        for name, symptom_id, _, _ in _SYMPTOMS:
            _yes_no(f"symptom {symptom_id}", getattr(self, name))

    @classmethod
    def from_ids(cls, answers: Iterable[tuple[str, bool]]) -> Self:
        """Symptoms from pairs of symptom id ("both-legs") and answer; LogError on an id that is not in the list."""
        names = {symptom_id: name for name, symptom_id, _, _ in _SYMPTOMS}
        values: dict[str, bool] = {}
        for symptom_id, answer in answers:
            if symptom_id not in names:
                raise LogError(f"symptom: {symptom_id!r} is none of {', '.join(names)}")
            values[names[symptom_id]] = answer
        return cls(**values)

    @property
    def answers(self) -> tuple[tuple[str, bool], ...]:
        """Symptom id and answer of each question that was asked, in the order of the list."""
        if self is NOT_ASKED:
            return ()
        return tuple(
            (symptom_id, answer) for name, symptom_id, _, _ in _SYMPTOMS if (answer := getattr(self, name)) is not None
        )


_SYMPTOMS: tuple[tuple[str, str, Care, str], ...] = tuple(
    (
        attribute.name,
        attribute.name.replace("_", "-"),
        attribute.metadata["care"],
        attribute.metadata["words"],
    )
    for attribute in attrs.fields(Symptoms)
)
SYMPTOM_CARE: dict[str, Care] = {symptom_id: care for _, symptom_id, care, _ in _SYMPTOMS}
SYMPTOM_WORDS: dict[str, str] = {symptom_id: words for _, symptom_id, _, words in _SYMPTOMS}

NO_PAIN_ENTRY = Pain()
NOT_ASKED = Symptoms()


@frozen(weakref_slot=False)
class Session:
    """One workout: when it was, its sets in the order performed, and how the low back felt.

    `start` is a datetime, aware or naive local (a log may not mix them), or a bare date where the log has no times.
    `session_rpe` rates the whole session (0 to 10). `id` is the app's own; without one it is derived from the start.
    `planned` marks a session that is still to come: it is judged as if done and is never part of another session's
    past. `pain_mentioned` holds the words of a note or title that state low-back pain without rating it: they ask for a
    rating and are no measurement. `unread` names exercises of which a set stands in the log but could not be read: what
    is said of them is not complete. `extra` keeps foreign keys of a file as JSON text; no rule reads it, nor `name` and
    `notes`.
    """

    start: date
    sets: tuple[SetLog, ...] = field(default=(), converter=_sets)
    end: datetime | None = field(default=None, kw_only=True)
    pain: Pain = field(default=NO_PAIN_ENTRY, kw_only=True)
    symptoms: Symptoms = field(default=NOT_ASKED, kw_only=True)
    id: str | None = field(default=None, kw_only=True)
    deload: bool = field(default=False, kw_only=True)
    planned: bool = field(default=False, kw_only=True)
    sleep_hours: Decimal | None = field(default=None, kw_only=True, converter=_hours)
    general_warmup_minutes: Decimal | None = field(default=None, kw_only=True, converter=_minutes)
    session_rpe: Decimal | None = field(default=None, kw_only=True, converter=_session_rpe)
    woke_at: datetime | None = field(default=None, kw_only=True)
    name: str | None = field(default=None, kw_only=True)
    notes: str | None = field(default=None, kw_only=True)
    pain_mentioned: str | None = field(default=None, kw_only=True)
    unread: tuple[str, ...] = field(default=(), kw_only=True, converter=_names)
    extra: tuple[tuple[str, str], ...] = field(default=(), kw_only=True, converter=_pairs)

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.start, date):
            raise LogError(f"start: {self.start!r} is neither a datetime nor a date")
        # Most are right, and apps make many: hence the tests before the calls, as in SetLog.
        if type(self.pain) is not Pain or type(self.symptoms) is not Symptoms:
            _instance("pain", self.pain, Pain)
            _instance("symptoms", self.symptoms, Symptoms)
        if self.deload is not False or self.planned is not False:
            _instance("deload", self.deload, bool)
            _instance("planned", self.planned, bool)
        if not set(map(type, self.sets)) <= {SetLog}:
            wrong = next((entry for entry in self.sets if not isinstance(entry, SetLog)), None)
            if wrong is not None:
                raise LogError(f"sets: {wrong!r} is no SetLog")
        if self.id is not None:
            _text("id", self.id)
        if self.name is not None:
            _text("name", self.name)
        if self.notes is not None:
            _text("notes", self.notes)
        if self.pain_mentioned is not None:
            _text("pain_mentioned", self.pain_mentioned)
        if self.id == "":
            raise LogError("id: '' is empty; leave it out or give the app's own")
        if self.woke_at is not None:
            self._check_moment("woke_at", self.woke_at)
        if self.end is not None:
            start = self._check_moment("end", self.end)
            if self.end < start if self.end.tzinfo is None else microseconds(self.end) < microseconds(start):
                raise LogError(f"end: {self.end.isoformat(' ')} is before the start {start.isoformat(' ')}")

    def _check_moment(self, name: str, value: datetime) -> datetime:
        """The start, after it is certain that it can be compared with a moment."""
        _moment(name, value)
        start = self.start
        if not isinstance(start, datetime):
            raise LogError(f"{name}: {value.isoformat(' ')} needs a start with a time; {start} has none")
        if value.tzinfo is not start.tzinfo and (value.utcoffset() is None) is not (start.utcoffset() is None):
            raise LogError(
                f"{name}: {value.isoformat(' ')} and the start {start.isoformat(' ')} "
                "must both have a UTC offset or both have none"
            )
        return start

    @classmethod
    def parse(cls, text: str) -> "Session":
        """The session written on one line in the plain notation; LogError points at the word that is wrong.

        >>> Session.parse("2026-03-09 deadlift 3x5@100kg rpe 8; pain 2 during").pain.during
        2
        """
        return session_from(parse_session(text))

    @property
    def date_only(self) -> bool:
        """Whether the log gives a date without a time."""
        return not isinstance(self.start, datetime)

    @property
    def starts_at(self) -> datetime:
        """The start as a datetime; midnight where only the date is known."""
        start = self.start
        return start if isinstance(start, datetime) else datetime(start.year, start.month, start.day)

    @property
    def day(self) -> date:
        """The local day: the date of the start as written, in its own offset."""
        return self.starts_at.date()


@frozen
class DayLog:
    """A check-in on a day without a workout: sleep of the night before, pain, symptoms."""

    date: date
    sleep_hours: Decimal | None = field(default=None, converter=_hours)
    pain: Pain = NO_PAIN_ENTRY
    symptoms: Symptoms = NOT_ASKED

    def __attrs_post_init__(self) -> None:
        if isinstance(self.date, datetime) or not isinstance(self.date, date):
            raise LogError(f"date: {self.date!r} is no date")
        if not isinstance(self.pain, Pain):
            raise LogError(f"pain: {self.pain!r} is no Pain")
        if not isinstance(self.symptoms, Symptoms):
            raise LogError(f"symptoms: {self.symptoms!r} is no Symptoms")


def _level(value: Level | str | None) -> Level | None:
    if value is None or isinstance(value, Level):
        return value
    try:
        return Level(value)
    except ValueError:
        raise LogError(f"level: {value!r} is none of {', '.join(str(level) for level in Level)}") from None


@frozen(kw_only=True)
class Lifter:
    """Who lifts; all of it optional.

    `back_history`: low-back pain that limited activity in the last twelve months, or more than two earlier episodes.
    """

    level: Level | None = field(default=None, converter=_level)
    back_history: bool | None = None
    age: int | None = None
    pregnant_or_postpartum: bool | None = None
    osteoporosis: bool | None = None
    bodyweight: Load | None = None

    def __attrs_post_init__(self) -> None:
        for name in ("back_history", "pregnant_or_postpartum", "osteoporosis"):
            _yes_no(name, getattr(self, name))
        _whole("age", self.age, 0, 130)
        if self.bodyweight is not None and (
            not isinstance(self.bodyweight, Load) or self.bodyweight.bodyweight or self.bodyweight.grains == 0
        ):
            raise LogError(f"bodyweight: {self.bodyweight!r} is no mass above 0; write kg(80) or lb(176)")


def session_from(text: SessionText) -> Session:
    """The session that one line of the plain notation stands for; LogError with the column of a wrong set."""
    sets = []
    for column, values in zip(text.columns, text.sets, strict=True):
        try:
            sets.append(SetLog(**values))
        except LogError as error:
            raise LogError([Problem(f"column {column + 1}: {error.problems[0].message}")]) from None
    return Session(
        text.start,
        sets,
        pain=Pain(**text.pain) if text.pain else NO_PAIN_ENTRY,
        symptoms=Symptoms.from_ids(text.symptoms) if text.symptoms else NOT_ASKED,
        **text.items,
    )
