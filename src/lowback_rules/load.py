"""Load: an exact mass; kg(), lb() and bodyweight() make one.

A load is a whole number of grains of 1e-10 kg. One pound is 0.45359237 kg by definition, so every kilogram value of
up to ten decimals and every pound value of up to two is exact; finer input is rounded to the nearest grain.
"""

from decimal import ROUND_HALF_EVEN, Context, Decimal, Inexact, InvalidOperation, Overflow
from functools import lru_cache
from typing import Any, cast

from attrs import frozen

from .errors import LogError

GRAINS_PER_KG = 10**10
GRAINS_PER_LB = 4_535_923_700
MOST_KG = 10_000
_MOST_GRAINS = MOST_KG * GRAINS_PER_KG
# As Decimals, which go faster with others.
_MOST_GRAINS_EXACT = Decimal(_MOST_GRAINS)
_EXACT = {unit: Decimal(unit) for unit in (GRAINS_PER_KG, GRAINS_PER_LB)}

# Our own context: the caller's decimal precision must not change a judgement.
_WIDE = Context(prec=60, rounding=ROUND_HALF_EVEN)
# The same, which raises Inexact where it would have to round.
_UNROUNDED = Context(prec=60, traps=[Inexact])
_MOST_DIGITS = 18

Number = int | float | Decimal | str
# A tuple is asked far faster than the union.
_NUMBERS = int, float, Decimal, str


def decimal(value: Number, name: str) -> Decimal:
    """The finite decimal that `value` is written as (a float counts as its shortest text); else LogError."""
    # Most are of these two types, and a type is asked faster so.
    plain = type(value) is Decimal or type(value) is int
    if not plain and (isinstance(value, bool) or not isinstance(value, _NUMBERS)):
        raise LogError(f"{name}: {value!r} is no number")
    try:
        # The repr of a subclass, such as numpy's, need not be a number.
        number = _WIDE.create_decimal(value if plain or not isinstance(value, float) else float.__repr__(value))
    except Overflow:
        raise LogError(f"{name}: {_short(value)} is too large") from None
    except (InvalidOperation, ValueError):
        raise LogError(f"{name}: {_short(value)} is no number") from None
    if not number.is_finite():
        raise LogError(f"{name}: {value!r} is not finite; a number is needed")
    if number.adjusted() > _MOST_DIGITS:
        raise LogError(f"{name}: {_short(value)} is too large")
    return number


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:37]}..."


class _LoadFields:
    """The fields of a load, without what keeps them from being changed."""

    __slots__ = ("bodyweight", "grains")


@frozen(order=False, weakref_slot=False)
class Load(_LoadFields):
    """An exact mass, made by kg(), lb() or bodyweight().

    With `bodyweight` set, the mass is what was added to the lifter's own weight, and a negative one is the help of an
    assistance machine or band.
    """

    grains: int
    bodyweight: bool = False

    def __attrs_post_init__(self) -> None:
        grains = self.grains
        if type(grains) is int and self.bodyweight is False and 0 <= grains <= _MOST_GRAINS:
            return
        if type(grains) is not int or not isinstance(self.bodyweight, bool):
            raise LogError(f"load: {grains!r} is no whole number of grains; make loads with kg(), lb() or bodyweight()")
        if grains < 0 and not self.bodyweight:
            raise LogError(f"load: {exact_kg(grains)} kg is negative; a load is 0 or more")
        if abs(grains) > _MOST_GRAINS:
            raise LogError(f"load: {exact_kg(grains)} kg is beyond {MOST_KG} kg; is it a typing error?")

    @property
    def kg(self) -> Decimal:
        """The mass in kilograms, exact."""
        return Decimal(exact_kg(self.grains))

    @property
    def lb(self) -> Decimal | None:
        """The mass in pounds, where two decimals of a pound are exact; else None."""
        hundredths, rest = divmod(self.grains * 100, GRAINS_PER_LB)
        return None if rest else _WIDE.divide(Decimal(hundredths), 100)

    def __repr__(self) -> str:
        if not self.bodyweight:
            return f"kg('{exact_kg(self.grains)}')"
        mass = f"kg('{exact_kg(abs(self.grains))}')"
        if self.grains < 0:
            return f"bodyweight(assisted={mass})"
        return f"bodyweight({mass})" if self.grains else "bodyweight()"

    def __str__(self) -> str:
        mass = f"{exact_kg(self.grains)}kg"
        if not self.bodyweight:
            return mass
        if self.grains > 0:
            return f"bw+{mass}"
        return f"bw{mass}" if self.grains else "bw"

    def __lt__(self, other: "Load") -> bool:
        return self._grains(other) < other.grains

    def __le__(self, other: "Load") -> bool:
        return self._grains(other) <= other.grains

    def __gt__(self, other: "Load") -> bool:
        return self._grains(other) > other.grains

    def __ge__(self, other: "Load") -> bool:
        return self._grains(other) >= other.grains

    def _grains(self, other: "Load") -> int:
        if self.bodyweight is not other.bodyweight:
            raise TypeError(f"{self} and {other} cannot be ordered: one is added to an unknown body weight")
        return self.grains


def kg(value: Number) -> Load:
    """A load of `value` kilograms, 0 to 10,000; LogError otherwise."""
    return _mass(_grains(value, "kg", GRAINS_PER_KG))


def lb(value: Number) -> Load:
    """A load of `value` pounds, exact in kilograms, 0 to 10,000 kg; LogError otherwise."""
    return _mass(_grains(value, "lb", GRAINS_PER_LB))


def bodyweight(added: Load | None = None, *, assisted: Load | None = None) -> Load:
    """The lifter's own weight, with `added` mass or `assisted` by some; not both."""
    if added is not None and assisted is not None:
        raise LogError("load: a body-weight set is either loaded or assisted, not both")
    for part in (added, assisted):
        if part is not None and part.bodyweight:
            raise LogError(f"load: {part} is a body-weight load already")
    grains = added.grains if added is not None else -assisted.grains if assisted is not None else 0
    return Load(grains, bodyweight=True)


def scaled(load: Load, factor: Decimal) -> Load:
    """The load times a factor, to the nearest grain."""
    return Load(int(_WIDE.multiply(load.grains, factor).to_integral_value(context=_WIDE)), load.bodyweight)


def exact_kg(grains: int) -> str:
    """The mass in kilograms as plain decimal text, exact, without trailing zeros."""
    whole, part = divmod(abs(grains), GRAINS_PER_KG)
    fraction = f".{part:010d}".rstrip("0").rstrip(".")
    return f"{'-' if grains < 0 else ''}{whole}{fraction}"


@lru_cache(maxsize=256)
def grains_of_kg(value: Decimal) -> int:
    """The grains in `value` kilograms, as a limit in kg needs them; rounded to the nearest."""
    return int(_WIDE.multiply(value, GRAINS_PER_KG).to_integral_value(context=_WIDE))


@lru_cache(maxsize=1024)
def ratio_of(value: Decimal) -> tuple[int, int]:
    """Numerator and denominator of `value`, to compare by multiplication."""
    return value.as_integer_ratio()


def above(part: int, factor: Decimal, whole: int) -> bool:
    """Whether part > factor x whole, exactly."""
    numerator, denominator = ratio_of(factor)
    return part * denominator > whole * numerator


def least(factor: Decimal, whole: int) -> int:
    """The least number of grains that is at least factor x whole: what to compare many loads with."""
    numerator, denominator = ratio_of(factor)
    return -(-whole * numerator // denominator)


def most(factor: Decimal, whole: int) -> int:
    """The largest number of grains that is not above factor x whole."""
    numerator, denominator = ratio_of(factor)
    return whole * numerator // denominator


def plus(first: Decimal, second: Decimal) -> Decimal:
    """The exact sum of two limits, whatever the caller's decimal precision."""
    return _WIDE.add(first, second)


def at_least(part: int, factor: Decimal, whole: int) -> bool:
    """Whether part >= factor x whole, exactly."""
    numerator, denominator = ratio_of(factor)
    return part * denominator >= whole * numerator


def _mass(grains: int) -> Load:
    """A load of grains that are right. It is filled before it is a Load: a frozen one takes three times as long."""
    fields: Any = _LoadFields()
    fields.grains = grains
    fields.bodyweight = False
    fields.__class__ = Load
    return cast("Load", fields)


def _grains(value: Number, unit: str, grains_per_unit: int) -> int:
    # What most values are, read at once.
    if type(value) is int and 0 <= value <= MOST_KG:
        return value * grains_per_unit
    if type(value) is Decimal and value.is_finite() and value.adjusted() <= _MOST_DIGITS:
        try:
            # To the even one of two that are as near.
            whole = round(_UNROUNDED.multiply(value, _EXACT[grains_per_unit]))
        except Inexact:
            whole = 0
        if 0 < whole < _MOST_GRAINS:
            return whole
    number = decimal(value, f"load in {unit}")
    if number < 0:
        raise LogError(f"load: {value} {unit} is negative; a load is 0 or more")
    grains = _WIDE.multiply(number, _EXACT[grains_per_unit])
    if grains > _MOST_GRAINS_EXACT:
        raise LogError(f"load: {value} {unit} is beyond {MOST_KG} kg; is it a typing error?")
    return round(grains)
