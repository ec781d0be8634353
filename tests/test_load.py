"""Loads are exact: conversions, comparisons, words."""

import pickle
from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowback_rules import Load, LogError, bodyweight, kg, lb
from lowback_rules.load import above, at_least, exact_kg, grains_of_kg, plus
from lowback_rules.verdict import ratio_text
from lowback_rules.wording import Wording

hundredths = st.integers(0, 1_000_000).map(lambda value: Decimal(value) / 100)


@given(hundredths)
def test_kilograms_survive(value: Decimal) -> None:
    assert kg(value).kg == value
    assert kg(str(value)) == kg(value) == kg(kg(value).kg)


@given(hundredths)
def test_a_pound_is_its_definition(value: Decimal) -> None:
    assert lb(value).kg == value * Decimal("0.45359237")
    assert lb(value) == kg(lb(value).kg)


@given(st.integers(0, 10**14), st.integers(0, 10**14))
def test_order_is_that_of_the_grains(first: int, second: int) -> None:
    assert (Load(first) < Load(second)) is (first < second)
    assert (Load(first) >= Load(second)) is (first >= second)
    assert (Load(first) <= Load(second)) is (first <= second)
    assert (Load(first) > Load(second)) is (first > second)


@given(st.integers(1, 10**13), st.integers(0, 100).map(lambda percent: Decimal(percent) / 100))
def test_the_limit_itself_is_allowed_and_one_grain_more_is_not(grains: int, rise: Decimal) -> None:
    whole = grains * 100
    part = int(whole * (1 + rise))
    assert not above(part, 1 + rise, whole)
    assert above(part + 1, 1 + rise, whole)
    assert at_least(part, 1 + rise, whole)
    assert not at_least(part - 1, 1 + rise, whole)


def test_the_callers_decimal_precision_does_not_matter() -> None:
    with localcontext() as context:
        context.prec = 2
        assert kg("102.05828325").grains == 1_020_582_832_500
        assert lb(225) == kg("102.05828325")
        assert plus(Decimal("0.9"), Decimal("0.15")) == Decimal("1.05")
        assert not above(110, Decimal("1.10"), 100)
        assert grains_of_kg(Decimal("2.5")) == 25_000_000_000


def test_floats_count_as_they_are_written() -> None:
    assert kg(61.23) == kg("61.23")
    assert kg(0.1 + 0.2) == kg("0.3")
    assert kg(1.1 * 105) == kg("115.5")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (-1, "load: -1 kg is negative; a load is 0 or more"),
        (float("nan"), "load in kg: nan is not finite; a number is needed"),
        (float("inf"), "load in kg: inf is not finite; a number is needed"),
        (Decimal("sNaN"), "load in kg: Decimal('sNaN') is not finite; a number is needed"),
        ("ten", "load in kg: 'ten' is no number"),
        (True, "load in kg: True is no number"),
        ("1e999999999", "load in kg: '1e999999999' is too large"),
        (1e300, "load in kg: 1e+300 is too large"),
        (10_001, "load: 10001 kg is beyond 10000 kg; is it a typing error?"),
    ],
)
def test_what_is_no_load_is_refused(value: object, words: str) -> None:
    with pytest.raises(LogError) as raised:
        kg(value)  # type: ignore[arg-type]  # the table holds what a caller must not give
    assert str(raised.value) == words


def test_body_weight_loads_keep_apart() -> None:
    assert str(bodyweight()) == "bw"
    assert str(bodyweight(kg(10))) == "bw+10kg"
    assert str(bodyweight(assisted=lb(100))) == "bw-45.359237kg"
    assert bodyweight(kg(10)) != kg(10)
    with pytest.raises(TypeError, match="cannot be ordered"):
        assert bodyweight(kg(10)) < kg(20)
    with pytest.raises(LogError, match="not both"):
        bodyweight(kg(1), assisted=kg(1))


def test_loads_pickle_and_hash() -> None:
    assert pickle.loads(pickle.dumps(lb("0.01"))) == lb("0.01")
    assert len({kg(100), kg("100.0"), kg(100.0)}) == 1


@pytest.mark.parametrize("grains", [-1, 1.5, "5", True, 10**15])
def test_a_load_is_checked_however_it_is_made(grains: object) -> None:
    with pytest.raises(LogError):
        Load(grains)  # type: ignore[arg-type]  # the table holds what a caller must not give


@pytest.mark.parametrize("load", [kg("102.5"), lb(225), bodyweight(), bodyweight(kg(10)), bodyweight(assisted=kg(20))])
def test_a_load_prints_as_what_makes_it(load: Load) -> None:
    assert eval(repr(load), {"kg": kg, "bodyweight": bodyweight}) == load


def test_words() -> None:
    assert str(kg("100.50")) == "100.5kg"
    assert exact_kg(0) == "0"
    assert Wording(unit="lb").mass(lb(225).kg) == "225 lb"
    assert Wording().mass(lb(225).kg) == "102.06 kg"
    assert Wording(language="de").mass(lb(225).kg) == "102,06 kg"


def test_ratios_are_rounded_away_from_the_limit() -> None:
    from fractions import Fraction

    limit = Decimal("0.10")
    assert ratio_text(Fraction(1, 10), limit) == "0.1000"
    assert ratio_text(Fraction(1000001, 10000000), limit) == "0.1001"
    assert ratio_text(Fraction(999999, 10000000), limit) == "0.0999"
    assert ratio_text(Fraction(1, 8), limit) == "0.1250"
