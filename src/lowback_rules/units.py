"""The units that a fact or a limit may have: one list, to which mypy, the declaration of a rule and the JSON hold."""

from typing import Literal, get_args

FactUnit = Literal[
    "",
    "0-10",
    "RPE",
    "date",
    "days",
    "h",
    "kg",
    "min",
    "nights",
    "number",
    "points",
    "ramp steps",
    "ratio",
    "reps",
    "s",
    "session",
    "sessions",
    "sets",
    "steps",
    "switch",
    "symptom",
    "text",
    "weeks",
    "years",
]
FACT_UNITS: tuple[FactUnit, ...] = get_args(FactUnit)
