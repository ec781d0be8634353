"""Estimates from reps and effort: one-repetition maximum and the RTS percentage; pure functions with their sources."""

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from .model import SetLog

MOST_REPS = 10

# Reactive Training Systems chart: percentage of the maximum at n = reps + RIR, n = 1 to 10.
_RTS = tuple(
    Fraction(value) for value in ("1", "0.955", "0.922", "0.892", "0.863", "0.837", "0.811", "0.786", "0.762", "0.739")
)


def reps_to_failure(entry: SetLog) -> Decimal | None:
    """N = reps + RIR; RIR from RPE, or 0 in a set marked to failure; None with neither, or without reps."""
    if not entry.reps:
        return None
    if entry.rpe is not None:
        return entry.reps + (10 - entry.rpe)
    return Decimal(entry.reps) if entry.kind == "failure" else None


@lru_cache(maxsize=256)
def maximum_share(n: Decimal) -> Fraction | None:
    """The e1RM as a multiple of the load at n reps to failure: mean of Epley and Brzycki; None above 10."""
    if n > MOST_REPS:
        return None
    if n <= 1:
        return Fraction(1)
    reps = Fraction(n)
    return ((1 + reps / 30) + Fraction(36) / (37 - reps)) / 2


Ratio = tuple[int, int]


def e1rm(entry: SetLog, grains: int | None) -> Ratio | None:
    """The estimated one-repetition maximum of a set in grains, exact, as numerator and denominator; None if unknown."""
    if not grains or (entry.rpe is None and entry.kind != "failure"):
        return None
    n = reps_to_failure(entry)
    if n is None or (share := maximum_share(n)) is None:
        return None
    return grains * share.numerator, share.denominator


def is_larger(first: Ratio, second: Ratio | None) -> bool:
    """Whether one ratio of positive whole numbers is larger than another, exactly; any is larger than none."""
    return second is None or first[0] * second[1] > second[0] * first[1]


@lru_cache(maxsize=256)
def rts_share(n: Decimal) -> Fraction:
    """The RTS share of the maximum at n (1 to 10), halfway between neighbours for a half, and so on."""
    whole = int(n)
    if whole >= MOST_REPS:
        return _RTS[-1]
    low, high = _RTS[whole - 1], _RTS[whole]
    return low + (high - low) * (Fraction(n) - whole)


def rts_intensity(entry: SetLog) -> Fraction | None:
    """The RTS share of a set with RPE of at least 6 (or marked to failure) and n of at most 10; else None."""
    n = reps_to_failure(entry)
    if n is None or n > MOST_REPS or (entry.rpe is not None and entry.rpe < 6):
        return None
    return rts_share(n)
