"""All that a rule file imports, from one place."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

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
from .estimates import (
    Ratio,
    coupled_ratio,
    e1rm,
    is_larger,
    maximum_share,
    monotony,
    monotony_exceeds,
    reps_to_failure,
    uncoupled_ratio,
)
from .exercises import find_exercise
from .hardness import HardSets, most_hard
from .kept import kept
from .limits import limit
from .load import above, at_least, grains_of_kg, least, most, plus
from .model import PAIN_NUMBERS, SYMPTOM_CARE, SYMPTOM_WORDS, Level, Lifter, Pain, SetLog, Symptoms, microseconds
from .ramp import Ramp, largest_share, missing_of_share, ramp_before, top_sets
from .rule import Verdicts, fires, quiet, rule, unsure
from .severity import Care, Severity
from .summary import Lift, Performed, Summary, Volume, certain_volume, volume
from .values import frozen
from .verdict import LOW_BACK, PAIN_MENTIONED, Cite, Evidence, Fact, Fired, Gap, not_recorded, ratio_text
from .view import View

CAUTION = Severity.CAUTION
INFO = Severity.INFO
STOP = Severity.STOP
WARNING = Severity.WARNING

__all__ = [
    "CAUTION",
    "CORE_HABIT",
    "E1RM",
    "HARD_SETS",
    "INFO",
    "LIFTS",
    "LOW_BACK",
    "PAIN_HABIT",
    "PAIN_MENTIONED",
    "PAIN_NUMBERS",
    "RAMP_STEPS",
    "SLEEP_HABIT",
    "STOP",
    "SYMPTOM_CARE",
    "SYMPTOM_WORDS",
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
    "HardSets",
    "Iterator",
    "Level",
    "Lift",
    "Lifter",
    "Pain",
    "Performed",
    "Ramp",
    "Ratio",
    "SetLog",
    "Severity",
    "Summary",
    "Symptoms",
    "Verdicts",
    "View",
    "Volume",
    "above",
    "at_least",
    "certain_volume",
    "coupled_ratio",
    "e1rm",
    "find_exercise",
    "fires",
    "frozen",
    "grains_of_kg",
    "is_larger",
    "kept",
    "largest_share",
    "least",
    "limit",
    "maximum_share",
    "microseconds",
    "missing_of_share",
    "monotony",
    "monotony_exceeds",
    "most",
    "most_hard",
    "not_recorded",
    "plus",
    "quiet",
    "ramp_before",
    "ratio_text",
    "reps_to_failure",
    "rule",
    "top_sets",
    "uncoupled_ratio",
    "unsure",
    "volume",
]
