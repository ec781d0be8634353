"""Strategies and laws for those who write rules, or apps, and test them with hypothesis.

Needs the extra lowback-rules[testing]. `from_type(Session)` and the like work with hypothesis alone, without an import
of this package.
"""

try:
    import hypothesis as _  # noqa: F401  # for the message below
except ImportError:
    raise ImportError("lowback_rules.testing needs hypothesis: pip install 'lowback-rules[testing]'") from None

from ..catalogue import load_rules
from .cases import Case, as_example, judge, of_example
from .edges import edge_cases
from .laws import LAWS, Law, cases
from .near import near
from .programmes import Programme, programme_cases, programmes, training_logs
from .strategies import (
    check_ins,
    exercise_names,
    histories,
    lifters,
    loads,
    pains,
    sessions,
    sets,
    symptoms,
)

__all__ = [
    "LAWS",
    "Case",
    "Law",
    "Programme",
    "as_example",
    "cases",
    "check_ins",
    "edge_cases",
    "exercise_names",
    "histories",
    "judge",
    "lifters",
    "load_rules",
    "loads",
    "near",
    "of_example",
    "pains",
    "programme_cases",
    "programmes",
    "sessions",
    "sets",
    "symptoms",
    "training_logs",
]
