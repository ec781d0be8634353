"""Loads are exact: conversions, comparisons, words."""

import pickle
from decimal import ROUND_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowback_rules import Load, LogError, bodyweight, kg, lb
from lowback_rules.load import above, at_least, decimal, exact_kg, grains_of_kg, least, most, plus, scaled
from lowback_rules.notation import parse_load
from lowback_rules.verdict import Fact, ratio_text
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


@given(st.integers(0, 10**14), st.decimals("0.01", "2", places=3))
def test_least_and_most_are_the_grains_next_to_a_share(whole: int, share: Decimal) -> None:
    low, high = least(share, whole), most(share, whole)
    assert at_least(low, share, whole)
    assert not at_least(low - 1, share, whole)
    assert not above(high, share, whole)
    assert above(high + 1, share, whole)


@pytest.mark.parametrize(
    ("share", "whole", "low", "high"),
    [
        ("0.9", 10, 9, 9),
        ("0.925", 10, 10, 9),
        ("0.925", 0, 0, 0),
        # Beyond the whole numbers that a float holds exactly.
        ("0.9", 10**14 + 1, 90_000_000_000_001, 90_000_000_000_000),
        ("1.1", 10**17 + 1, 110_000_000_000_000_002, 110_000_000_000_000_001),
    ],
)
def test_a_share_of_a_load_in_whole_grains(share: str, whole: int, low: int, high: int) -> None:
    found = least(Decimal(share), whole), most(Decimal(share), whole)
    assert found == (low, high)
    assert [type(grains) for grains in found] == [int, int]


@pytest.mark.parametrize(
    ("load", "factor", "result"),
    [
        (kg("102.5"), "0.8", kg(82)),
        (kg(60), "0", kg(0)),
        (bodyweight(kg(10)), "0.75", bodyweight(kg("7.5"))),
        (bodyweight(assisted=kg(10)), "0.5", bodyweight(assisted=kg(5))),
        (Load(7), "0.5", Load(4)),
        (Load(5), "0.5", Load(2)),
        (Load(5), "0.49", Load(2)),
        (Load(3), "0.9", Load(3)),
        (Load(12_345_678_901_234), "0.999", Load(12_333_333_222_333)),
    ],
)
def test_a_percentage_of_a_load_is_the_nearest_grain_a_half_to_the_even_one(
    load: Load, factor: str, result: Load
) -> None:
    with localcontext(prec=3, rounding=ROUND_UP):
        assert scaled(load, Decimal(factor)) == result


def test_the_callers_decimal_context_does_not_matter() -> None:
    with localcontext(prec=2, rounding=ROUND_UP):
        assert kg("0.00000000001").grains == 0
        assert kg("0.00000000016").grains == 2
        assert grains_of_kg(Decimal("0.00000000011")) == 1
        assert grains_of_kg(Decimal("0.00000000015")) == 2
        assert lb("1234.56").lb == Decimal("1234.56")
        assert kg("102.05828325").grains == 1_020_582_832_500
        assert lb(225) == kg("102.05828325")
        assert plus(Decimal("0.9"), Decimal("0.15")) == Decimal("1.05")
        assert not above(110, Decimal("1.10"), 100)
        assert grains_of_kg(Decimal("2.5")) == 25_000_000_000


def test_floats_count_as_they_are_written() -> None:
    assert kg(61.23) == kg("61.23")
    assert kg(0.1 + 0.2) == kg("0.3")
    assert kg(1.1 * 105) == kg("115.5")
    assert decimal(0.1, "rpe") == Decimal("0.1")
    assert decimal(1e-7, "rpe") == Decimal("0.0000001")


def test_a_float_of_another_library_is_a_number_however_it_prints() -> None:
    class Float64(float):
        def __repr__(self) -> str:
            return f"np.float64({float(self)!r})"

    assert kg(Float64(61.23)) == kg("61.23")
    with pytest.raises(LogError, match=r"^load in kg: np\.float64\(nan\) is not finite; a number is needed$"):
        kg(Float64("nan"))


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
        ("10000.00000000001", "load: 10000.00000000001 kg is beyond 10000 kg; is it a typing error?"),
        (None, "load in kg: None is no number"),
        ("x" * 38, f"load in kg: '{'x' * 38}' is no number"),
        ("x" * 39, f"load in kg: '{'x' * 36}... is no number"),
        ("1" * 60, f"load in kg: '{'1' * 36}... is too large"),
    ],
)
def test_what_is_no_load_is_refused(value: object, words: str) -> None:
    with pytest.raises(LogError) as raised:
        kg(value)  # type: ignore[arg-type]  # the table holds what a caller must not give
    assert str(raised.value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (-1, "load: -1 lb is negative; a load is 0 or more"),
        ("22046.23", "load: 22046.23 lb is beyond 10000 kg; is it a typing error?"),
        ("ten", "load in lb: 'ten' is no number"),
    ],
)
def test_what_is_no_load_in_pounds_is_refused_in_pounds(value: object, words: str) -> None:
    with pytest.raises(LogError) as raised:
        lb(value)  # type: ignore[arg-type]  # the table holds what a caller must not give
    assert str(raised.value) == words


def test_the_heaviest_and_the_lightest_load() -> None:
    assert kg(10_000) == Load(10**14)
    assert bodyweight(assisted=kg(10_000)) == Load(-(10**14), bodyweight=True)
    assert lb("22046.22").grains < 10**14
    assert kg(0) == Load(0)
    for grains, load_of_body, words in (
        (10**14 + 1, False, "load: 10000.0000000001 kg is beyond 10000 kg; is it a typing error?"),
        (10**14 + 1, True, "load: 10000.0000000001 kg is beyond 10000 kg; is it a typing error?"),
        (-1, False, "load: -0.0000000001 kg is negative; a load is 0 or more"),
        (-(10**14) - 1, True, "load: -10000.0000000001 kg is beyond 10000 kg; is it a typing error?"),
    ):
        with pytest.raises(LogError) as raised:
            Load(grains, load_of_body)
        assert str(raised.value) == words


@pytest.mark.parametrize(
    ("value", "fine"), [("1e18", True), ("9.99e18", True), ("1e19", False), ("-1e18", True), ("-1e19", False)]
)
def test_a_number_has_at_most_19_digits_before_the_point(value: str, fine: bool) -> None:
    if fine:
        assert decimal(value, "distance") == Decimal(value)
    else:
        with pytest.raises(LogError, match=f"^distance: '{value}' is too large$"):
            decimal(value, "distance")


@pytest.mark.parametrize(
    ("load", "pounds"),
    [
        (lb(225), "225"),
        (lb("0.01"), "0.01"),
        (lb("2.5"), "2.5"),
        (kg(0), "0"),
        (kg("102.05828325"), "225"),
        (kg("45.359237"), "100"),
        (bodyweight(assisted=lb(100)), "-100"),
        # No pound of two decimals: a kilogram, a thousandth of a pound, one grain beside 225 lb.
        (kg(100), None),
        (kg("0.00045359237"), None),
        (Load(lb(225).grains + 1), None),
    ],
)
def test_pounds_are_told_where_two_decimals_are_exact(load: Load, pounds: str | None) -> None:
    assert load.lb == (pounds and Decimal(pounds))


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


@pytest.mark.parametrize(
    ("load", "code", "text"),
    [
        (kg("102.50"), "kg('102.5')", "102.5kg"),
        (kg(100), "kg('100')", "100kg"),
        (kg(0), "kg('0')", "0kg"),
        (lb(225), "kg('102.05828325')", "102.05828325kg"),
        (Load(1), "kg('0.0000000001')", "0.0000000001kg"),
        (bodyweight(), "bodyweight()", "bw"),
        (bodyweight(kg(10)), "bodyweight(kg('10'))", "bw+10kg"),
        (bodyweight(assisted=kg(20)), "bodyweight(assisted=kg('20'))", "bw-20kg"),
        (Load(1, bodyweight=True), "bodyweight(kg('0.0000000001'))", "bw+0.0000000001kg"),
        (Load(-1, bodyweight=True), "bodyweight(assisted=kg('0.0000000001'))", "bw-0.0000000001kg"),
    ],
)
def test_a_load_prints_as_what_makes_it_and_reads_as_in_the_notation(load: Load, code: str, text: str) -> None:
    assert (repr(load), str(load)) == (code, text)
    assert eval(code, {"kg": kg, "bodyweight": bodyweight}) == parse_load(text) == load


def test_words() -> None:
    assert str(kg("100.50")) == "100.5kg"
    assert exact_kg(0) == "0"
    assert Wording(unit="lb").mass(lb(225).kg) == "225 lb"
    assert Wording().mass(lb(225).kg) == "102.06 kg"
    assert Wording(language="de").mass(lb(225).kg) == "102,06 kg"


@pytest.mark.parametrize(
    ("value", "limit", "text"),
    [
        ("1/10", "0.10", "0.1000"),
        ("1000001/10000000", "0.10", "0.1001"),
        ("999999/10000000", "0.10", "0.0999"),
        ("1/8", "0.10", "0.1250"),
        ("0", "0.10", "0.0000"),
        ("0", "-1", "0.0000"),
        ("1/3", "0.10", "0.3334"),
        ("1/3", "0.50", "0.3333"),
        ("19999/10000", "1.5", "1.9999"),
        ("199991/100000", "1.5", "2.0000"),
        # The limit itself is not above it, however many decimals it has.
        ("0.12345", "0.12345", "0.1234"),
        ("0.12346", "0.12345", "0.1235"),
        # Up is towards zero below it.
        ("-1/8", "0.10", "-0.1250"),
        ("-1/3", "0", "-0.3334"),
        ("-1/3", "-0.5", "-0.3333"),
        ("-1/100000", "0", "-0.0001"),
        ("-1/100000", "-0.5", "0.0000"),
        ("-5/4", "0", "-1.2500"),
    ],
)
def test_a_ratio_is_rounded_away_from_the_limit(value: str, limit: str, text: str) -> None:
    assert ratio_text(Fraction(value), Decimal(limit)) == text
    share = Fraction(value)
    assert Fact.ratio(share.numerator, share.denominator, Decimal(limit)) == Fact(text, "ratio")


@pytest.mark.parametrize(
    ("microseconds", "limit", "text"),
    [
        (48 * 3_600_000_000, "48", "48.00"),
        (48 * 3_600_000_000 - 1, "48", "47.99"),
        (48 * 3_600_000_000 + 1, "48", "48.01"),
        (22 * 3_600_000_000 + 25 * 60_000_000, "48", "22.41"),
        (22 * 3_600_000_000 + 25 * 60_000_000, "22", "22.42"),
        (0, "48", "0.00"),
    ],
)
def test_hours_are_rounded_away_from_the_limit(microseconds: int, limit: str, text: str) -> None:
    assert Fact.hours(microseconds, Decimal(limit)) == Fact(text, "h")


def test_a_load_beyond_what_is_read_at_once() -> None:
    assert kg(Decimal("1." + "3" * 70)) == kg("1.3333333333")
    assert kg(Decimal(10_000)) == Load(10**14)
    with pytest.raises(LogError, match="beyond 10000 kg"):
        kg(Decimal("10000.00000000001"))
    with pytest.raises(LogError, match="no whole number of grains"):
        Load(1, bodyweight=1)  # type: ignore[arg-type]  # what a caller must not give
