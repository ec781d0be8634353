"""All that a rule file imports, from one place."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from .definitions import (
    CORE_HABIT,
    E1RM,
    HARD_SETS,
    LIFTS,
    PAIN_HABIT,
    RAMP_STEPS,
    SLEEP_HABIT,
    WARM_UP_HABIT,
    WORK_SETS,
    Definition,
    Definitions,
)
from .estimates import Ratio
from .history import View
from .limits import limit
from .load import above, at_least, grains_of_kg, least, most, plus
from .model import SYMPTOM_CARE, Level, Pain, Symptoms
from .rule import Verdicts, fires, quiet, rule, unsure
from .severity import Care, Severity
from .summary import Lift, Performed, Summary, Volume, volume
from .verdict import Cite, Evidence, Fact, Fired, Gap

CAUTION, INFO, STOP, WARNING = Severity.CAUTION, Severity.INFO, Severity.STOP, Severity.WARNING
LOW_BACK = "low-back"

__all__ = [
    "CAUTION",
    "CORE_HABIT",
    "E1RM",
    "HARD_SETS",
    "INFO",
    "LIFTS",
    "LOW_BACK",
    "PAIN_HABIT",
    "RAMP_STEPS",
    "SLEEP_HABIT",
    "STOP",
    "SYMPTOM_CARE",
    "WARM_UP_HABIT",
    "WARNING",
    "WORK_SETS",
    "Care",
    "Cite",
    "Decimal",
    "Definition",
    "Definitions",
    "Evidence",
    "Fact",
    "Fired",
    "Fraction",
    "Gap",
    "Iterator",
    "Level",
    "Lift",
    "Pain",
    "Performed",
    "Ratio",
    "Severity",
    "Summary",
    "Symptoms",
    "Verdicts",
    "View",
    "Volume",
    "above",
    "at_least",
    "fires",
    "frozen",
    "grains_of_kg",
    "least",
    "limit",
    "most",
    "plus",
    "quiet",
    "rule",
    "unsure",
    "volume",
]
