"""Estimates: one-repetition maximum, RTS percentage, lumbar-weighted volume, load ratios, monotony.

Pure functions; None outside the range that each one names. A rational result is an exact Fraction or int. The others
(a power, an exponential, a root) are a Decimal of 28 significant digits, whatever the caller's decimal context.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from fractions import Fraction
from functools import lru_cache

from .model import SetLog

__all__ = [
    "MOST_REPS",
    "SOURCES",
    "Amount",
    "Ratio",
    "Reps",
    "brzycki",
    "coupled_ratio",
    "e1rm",
    "epley",
    "ewma",
    "is_larger",
    "lombardi",
    "lumbar_volume",
    "lumbar_weight",
    "maximum_share",
    "mayhew",
    "monotony",
    "monotony_exceeds",
    "oconner",
    "reps_to_failure",
    "rts_intensity",
    "rts_ratio",
    "rts_share",
    "uncoupled_ratio",
    "wathan",
]

MOST_REPS = 10
# Below it, RPE says little of how many repetitions were left.
_LEAST_RPE = 6

# Where each estimate was published: a key of sources.json.
SOURCES = {
    "reps_to_failure": "ZOURDOS2016",
    "epley": "E1RM_FORMULAS",
    "brzycki": "E1RM_FORMULAS",
    "oconner": "E1RM_FORMULAS",
    "lombardi": "E1RM_FORMULAS",
    "mayhew": "E1RM_FORMULAS",
    "wathan": "E1RM_FORMULAS",
    "maximum_share": "E1RM_FORMULAS",
    "e1rm": "E1RM_FORMULAS",
    "rts_share": "RTS",
    "rts_intensity": "RTS",
    "rts_ratio": "RTS",
    "lumbar_weight": "PELLAND2024",
    "lumbar_volume": "PELLAND2024",
    "ewma": "WILLIAMS2017",
    "coupled_ratio": "HULIN2014",
    "uncoupled_ratio": "WINDT2019",
    "monotony": "FOSTER1998",
    "monotony_exceeds": "FOSTER1998",
}

# Every field is given: what is left out comes from decimal.DefaultContext, which a caller may change.
_TRAPS = [DivisionByZero, InvalidOperation, Overflow]
_SHOWN = Context(prec=28, rounding=ROUND_HALF_EVEN, Emin=-999_999, Emax=999_999, clamp=0, traps=_TRAPS)
_WORK = Context(prec=40, rounding=ROUND_HALF_EVEN, Emin=-999_999, Emax=999_999, clamp=0, traps=_TRAPS)

Reps = int | Decimal | Fraction
Amount = int | Fraction

# Reactive Training Systems chart: percentage of the maximum at n = reps + RIR, n = 1 to 10.
_RTS = tuple(
    Fraction(value) for value in ("1", "0.955", "0.922", "0.892", "0.863", "0.837", "0.811", "0.786", "0.762", "0.739")
)


def reps_to_failure(entry: SetLog) -> Decimal | None:
    """N = reps + RIR; RIR from RPE, or 0 in a set marked to failure; None with neither, or without reps.

    Range: reps of 1 or more, RPE 0 to 10. Unit: repetitions. Source: ZOURDOS2016.
    """
    return _to_failure(entry.reps, entry.rpe, entry.kind == "failure")


def _to_failure(reps: int | None, rpe: Decimal | None, failure: bool) -> Decimal | None:
    if not reps:
        return None
    if rpe is not None:
        return _WORK.add(Decimal(reps), _WORK.subtract(Decimal(10), rpe))
    return Decimal(reps) if failure else None


def epley(n: Reps) -> Fraction | None:
    """The one-repetition maximum by Epley at n reps to failure, 1 + n/30; exact.

    Range: n of 1 or more, extrapolated above 10; 31/30 at 1, as published. Unit: multiple of the load.
    Source: E1RM_FORMULAS.
    """
    return None if n < 1 else 1 + Fraction(n) / 30


def brzycki(n: Reps) -> Fraction | None:
    """The one-repetition maximum by Brzycki at n reps to failure, 36 / (37 - n); exact.

    Range: n from 1 to below 37, where it has its pole; extrapolated above 10, and threefold at 25. Unit: multiple of
    the load. Source: E1RM_FORMULAS.
    """
    return None if n < 1 or n >= 37 else 36 / (37 - Fraction(n))


def oconner(n: Reps) -> Fraction | None:
    """The one-repetition maximum by O'Conner at n reps to failure, 1 + n/40; exact.

    Range: n of 1 or more, extrapolated above 10; 41/40 at 1, as published. Unit: multiple of the load.
    Source: E1RM_FORMULAS.
    """
    return None if n < 1 else 1 + Fraction(n) / 40


def lombardi(n: Reps) -> Decimal | None:
    """The one-repetition maximum by Lombardi at n reps to failure, n ** 0.10; to 28 digits.

    Range: n of 1 or more, extrapolated above 10; 1 at 1. Unit: multiple of the load. Source: E1RM_FORMULAS.
    """
    return None if n < 1 else _SHOWN.plus(_WORK.exp(_WORK.divide(_WORK.ln(_decimal(Fraction(n))), 10)))


def mayhew(n: Reps) -> Decimal | None:
    """The one-repetition maximum by Mayhew at n reps to failure, 100 / (52.2 + 41.9 exp(-0.055 n)); to 28 digits.

    Range: n of 1 or more, extrapolated above 10; 1.089 at 1, as published. Unit: multiple of the load.
    Source: E1RM_FORMULAS.
    """
    return None if n < 1 else _exponential(Fraction(n), Decimal("52.2"), Decimal("41.9"), Decimal("-0.055"))


def wathan(n: Reps) -> Decimal | None:
    """The one-repetition maximum by Wathan at n reps to failure, 100 / (48.8 + 53.8 exp(-0.075 n)); to 28 digits.

    Range: n of 1 or more, extrapolated above 10; 1.013 at 1, as published. Unit: multiple of the load.
    Source: E1RM_FORMULAS.
    """
    return None if n < 1 else _exponential(Fraction(n), Decimal("48.8"), Decimal("53.8"), Decimal("-0.075"))


def _exponential(n: Fraction, base: Decimal, span: Decimal, rate: Decimal) -> Decimal:
    percent = _WORK.add(base, _WORK.multiply(span, _WORK.exp(_WORK.multiply(rate, _decimal(n)))))
    return _SHOWN.plus(_WORK.divide(100, percent))


def _decimal(value: Fraction) -> Decimal:
    return _WORK.divide(value.numerator, value.denominator)


@lru_cache(maxsize=256)
def maximum_share(n: Decimal) -> Fraction | None:
    """The e1RM as a multiple of the load at n reps to failure: mean of Epley and Brzycki; None above 10.

    Range: n up to 10; exactly 1 up to n = 1, where Epley alone gives more than was lifted. Unit: multiple of the load.
    Source: E1RM_FORMULAS.
    """
    if n > MOST_REPS:
        return None
    if n <= 1:
        return Fraction(1)
    reps = Fraction(n)
    return ((1 + reps / 30) + Fraction(36) / (37 - reps)) / 2


Ratio = tuple[int, int]


def e1rm(entry: SetLog, grains: int | None) -> Ratio | None:
    """The estimated one-repetition maximum of a set in grains, exact, as numerator and denominator; None if unknown.

    Range: a load above 0, an RPE or a set marked to failure, n = reps + RIR of at most 10. Unit: grains.
    Source: E1RM_FORMULAS.
    """
    if not grains:
        return None
    share = _shares(entry.reps, entry.rpe, entry.kind == "failure")[0]
    return None if share is None else (grains * share[0], share[1])


def is_larger(first: Ratio, second: Ratio | None) -> bool:
    """Whether one ratio of positive whole numbers is larger than another, exactly; any is larger than none."""
    return second is None or first[0] * second[1] > second[0] * first[1]


@lru_cache(maxsize=256)
def rts_share(n: Decimal) -> Fraction:
    """The RTS share of the maximum at n (1 to 10), halfway between neighbours for a half, and so on.

    Range: n from 1 to 10, which rts_intensity() sees to. Unit: share of the maximum. Source: RTS.
    """
    whole = int(n)
    if whole >= MOST_REPS:
        return _RTS[-1]
    low, high = _RTS[whole - 1], _RTS[whole]
    return low + (high - low) * (Fraction(n) - whole)


def rts_intensity(entry: SetLog) -> Fraction | None:
    """The RTS share of a set with RPE of at least 6 (or marked to failure) and n of at most 10; else None.

    Range: n = reps + RIR from 1 to 10. Unit: share of the maximum. Source: RTS.
    """
    share = _shares(entry.reps, entry.rpe, entry.kind == "failure")[1]
    return None if share is None else Fraction(*share)


@lru_cache(maxsize=1024)
def _shares(reps: int | None, rpe: Decimal | None, failure: bool) -> tuple[Ratio | None, Ratio | None]:
    """The maximum as a multiple of the load by maximum_share(), and the load's share of it by the RTS chart."""
    n = _to_failure(reps, rpe, failure)
    if n is None or (multiple := maximum_share(n)) is None:
        return None, None
    share = None if rpe is not None and rpe < _LEAST_RPE else rts_share(n).as_integer_ratio()
    return multiple.as_integer_ratio(), share


def rts_ratio(entry: SetLog) -> Ratio | None:
    """rts_intensity() as numerator and denominator.

    Range: n = reps + RIR from 1 to 10. Unit: share of the maximum. Source: RTS.
    """
    return _shares(entry.reps, entry.rpe, entry.kind == "failure")[1]


def lumbar_weight(lumbar_class: int) -> int | None:
    """The weight of a lumbar class in volume: 2 for class 3, 1 for class 2, 0 for 1 and 0; exact.

    Range: class 0 to 3. Unit: halves of a full weight. Source: PELLAND2024, by analogy with its fractional sets.
    """
    return max(lumbar_class - 1, 0) if 0 <= lumbar_class <= 3 else None


def lumbar_volume(grains: int, reps: int, lumbar_class: int) -> int | None:
    """The lumbar-weighted volume of one set, load x reps x weight of the class; exact.

    Range: load and reps of 0 or more, class 0 to 3. Unit: half grain-repetitions. Source: PELLAND2024, by analogy.
    """
    weight = lumbar_weight(lumbar_class)
    return None if weight is None or grains < 0 or reps < 0 else weight * grains * reps


def ewma(loads: Sequence[Amount], days: int) -> Fraction | None:
    """The exponentially weighted moving average of daily loads, oldest first, with lambda = 2 / (days + 1); exact.

    It begins at the first load, which therefore keeps a weight that fades slowly. Range: at least one load, none
    negative, a rest day given as 0; days of 1 or more (published for 7 and 28). Unit: that of the loads.
    Source: WILLIAMS2017.
    """
    if not loads or min(loads) < 0 or days < 1:
        return None
    # Over a power of (days + 1), so that no step but the last has to reduce a fraction.
    numerator, power = loads[0], 1
    for load in loads[1:]:
        numerator = 2 * load * power + (days - 1) * numerator
        power *= days + 1
    return Fraction(numerator) / power


def coupled_ratio(week: Amount, previous: Sequence[Amount]) -> Fraction | None:
    """The rolling coupled ratio: this week's load over the mean of four weeks, itself and the three previous; exact.

    The published thresholds are for this one. It is 4 after three empty weeks, whatever was done. Range: three
    previous weeks, no load negative, not all 0. Unit: ratio, 0 to 4. Source: HULIN2014.
    """
    total = _total(week, previous)
    return Fraction(4 * week) / total if total else None


def uncoupled_ratio(week: Amount, previous: Sequence[Amount]) -> Fraction | None:
    """The rolling uncoupled ratio u: this week's load over the mean of the three previous; exact.

    The coupled ratio is 4u / (u + 3). Range: three previous weeks, no load negative, the previous not all 0.
    Unit: ratio. Source: WINDT2019.
    """
    total = _total(week, previous)
    return Fraction(3 * week) / (total - week) if total is not None and total > week else None


def _total(week: Amount, previous: Sequence[Amount]) -> Amount | None:
    """The load of four weeks, or None where one is missing or negative."""
    return None if len(previous) != 3 or min(week, *previous) < 0 else week + sum(previous)


def monotony_exceeds(loads: Sequence[Amount], limit: Decimal) -> bool | None:
    """Whether Foster's monotony of a week is above a limit; exact, by comparing squares.

    Range: seven daily loads, none negative, a rest day given as 0; None where all are equal. Unit: the limit is a
    ratio. Source: FOSTER1998.
    """
    squared = _squared_monotony(loads)
    return None if squared is None else limit < 0 or squared > Fraction(limit) ** 2


def monotony(loads: Sequence[Amount]) -> Decimal | None:
    """Foster's monotony of a week, mean over population standard deviation of its daily loads; to 28 digits.

    To compare it, use monotony_exceeds(). Range: seven daily loads, none negative, a rest day given as 0; None where
    all are equal. Unit: ratio. Source: FOSTER1998.
    """
    squared = _squared_monotony(loads)
    return None if squared is None else _SHOWN.plus(_WORK.sqrt(_decimal(squared)))


def _squared_monotony(loads: Sequence[Amount]) -> Fraction | None:
    """Mean squared over the population variance, which is S^2 / (7Q - S^2) for the sum S and the sum of squares Q."""
    if len(loads) != 7 or min(loads) < 0:
        return None
    square = sum(loads) ** 2
    spread = 7 * sum(load * load for load in loads) - square
    return Fraction(square) / spread if spread else None
