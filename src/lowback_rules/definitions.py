"""Definitions: the numbers that all rules share, and Definition, by which a rule says which of them it uses."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from attrs import field

from .limits import limit
from .values import frozen

# What a rule can read of the model: fields of a set, of a session and, after a dot, of its pain.
Field = Literal[
    "exercise",
    "load",
    "reps",
    "seconds",
    "distance_m",
    "rpe",
    "kind",
    "form",
    "side",
    "target_reps",
    "rest_after_s",
    "completed",
    "completed_at",
    "start",
    "end",
    "deload",
    "planned",
    "sleep_hours",
    "general_warmup_minutes",
    "session_rpe",
    "woke_at",
    "symptoms",
    "pain.before",
    "pain.during",
    "pain.after",
    "pain.next_morning",
    "pain.sudden_onset",
    "pain_mentioned",
]


@frozen(kw_only=True)
class Definitions:
    """Shared numbers, key `[definitions]` of a policy. See docs/definitions.md."""

    work_share: Decimal = limit(
        "0.925",
        unit="ratio",
        low="0.5",
        high="1",
        doc="without set flags, work begins at this share of the heaviest load",
    )
    effort_rpe: Decimal = limit("7", unit="RPE", low="5", high="10", doc="from this RPE a set is hard, and no ramp set")
    hard_share: Decimal = limit(
        "0.70",
        unit="ratio",
        low="0.4",
        high="1",
        doc="without RPE, a work set is hard from this share of the e1RM",
    )
    ramp_from: Decimal = limit(
        "0.30", unit="ratio", low="0", high="0.9", doc="a ramp set has at least this share of the top load"
    )
    ramp_to: Decimal = limit(
        "0.925", unit="ratio", low="0.5", high="1", doc="a ramp set has at most this share of the top load"
    )
    ramp_step: Decimal = limit(
        "0.05",
        unit="ratio",
        low="0",
        high="0.3",
        doc="ramp loads closer than this share of the top load count once",
    )
    e1rm_days: int = limit(90, unit="days", low=14, high=365, doc="how far back the reference e1RM is looked for")
    habit_days: int = limit(
        90, unit="days", low=14, high=365, doc="how far back evidence shows that something is being recorded"
    )
    lighter_share: Decimal = limit(
        "0.80",
        unit="ratio",
        low="0.3",
        high="1",
        doc="an earlier set at most this heavy shows that warm-ups are recorded",
    )


def _fields(value: Iterable[Field]) -> frozenset[Field]:
    return frozenset(value)


@frozen
class Definition:
    """A shared notion that a rule uses: the fields it reads, and the limit that says how far back it looks.

    `one_of` holds fields that stand in for each other, so that one of them is enough.
    """

    name: str
    reads: frozenset[Field] = field(converter=_fields)
    days: str | None = None
    one_of: tuple[tuple[Field, ...], ...] = ()

    def lookback(self, definitions: Definitions) -> int:
        """How many days back this notion looks."""
        return 0 if self.days is None else int(getattr(definitions, self.days))


_SETS: tuple[Field, ...] = ("exercise", "load", "reps", "seconds", "completed")
LIFTS = Definition("lifts", _SETS)
WORK_SETS = Definition("work_sets", (*_SETS, "kind", "rpe"))
E1RM = Definition("e1rm", (*_SETS, "kind", "rpe"), "e1rm_days")
HARD_SETS = Definition("hard_sets", (*_SETS, "kind", "rpe"), "e1rm_days", one_of=(("load", "rpe"),))
RAMP_STEPS = Definition("ramp_steps", (*_SETS, "kind", "rpe"), "e1rm_days")
WARM_UP_HABIT = Definition("warm-ups", (*_SETS, "kind"), "habit_days")
CORE_HABIT = Definition("core", _SETS, "habit_days")
PAIN_HABIT = Definition("pain", ("pain.before", "pain.during", "pain.after", "pain.next_morning"), "habit_days")
SLEEP_HABIT = Definition("sleep", ("sleep_hours",), "habit_days")
RECORDS = ("warm-ups", "core", "pain", "sleep")
