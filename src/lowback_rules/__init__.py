"""Reads a person's training log and says where it departs from the usual guidance for the lower back."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .check import check_log, check_plan, check_session
    from .errors import LogError, LowbackError, PolicyError, Problem, RuleError, UnjudgedError
    from .exercises import Exercise, find_exercise
    from .history import History
    from .load import Load, bodyweight, kg, lb
    from .many import Reports, check_many
    from .model import DayLog, Level, Lifter, Pain, Session, SetLog, Symptoms
    from .pages import explain
    from .policy import Policy
    from .readers import Log, read_log
    from .severity import Care, Severity
    from .verdict import Evidence, Fact, Finding, Gap, Outcome, Report
    from .version import __version__
    from .wording import Wording
else:
    # A name is loaded when it is first asked for: building the classes of the whole package costs more than importing
    # attrs, and an app that starts up needs none of them yet.
    _HOME = {
        "check": ("check_log", "check_plan", "check_session"),
        "errors": ("LogError", "LowbackError", "PolicyError", "Problem", "RuleError", "UnjudgedError"),
        "exercises": ("Exercise", "find_exercise"),
        "history": ("History",),
        "load": ("Load", "bodyweight", "kg", "lb"),
        "many": ("Reports", "check_many"),
        "model": ("DayLog", "Level", "Lifter", "Pain", "Session", "SetLog", "Symptoms"),
        "pages": ("explain",),
        "policy": ("Policy",),
        "readers": ("Log", "read_log"),
        "severity": ("Care", "Severity"),
        "verdict": ("Evidence", "Fact", "Finding", "Gap", "Outcome", "Report"),
        "version": ("__version__",),
        "wording": ("Wording",),
    }
    _MODULE = {name: module for module, names in _HOME.items() for name in names}

    def __getattr__(name: str) -> object:
        if name not in _MODULE:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        value = getattr(import_module(f".{_MODULE[name]}", __name__), name)
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})


__all__ = [
    "Care",
    "DayLog",
    "Evidence",
    "Exercise",
    "Fact",
    "Finding",
    "Gap",
    "History",
    "Level",
    "Lifter",
    "Load",
    "Log",
    "LogError",
    "LowbackError",
    "Outcome",
    "Pain",
    "Policy",
    "PolicyError",
    "Problem",
    "Report",
    "Reports",
    "RuleError",
    "Session",
    "SetLog",
    "Severity",
    "Symptoms",
    "UnjudgedError",
    "Wording",
    "__version__",
    "bodyweight",
    "check_log",
    "check_many",
    "check_plan",
    "check_session",
    "explain",
    "find_exercise",
    "kg",
    "lb",
    "read_log",
]
