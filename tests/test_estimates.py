"""Estimates: published tables to their printed decimal, and laws: exact, monotone, in range, free of the caller's context."""

import inspect
from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import ROUND_UP, Context, Decimal, Inexact, localcontext
from fractions import Fraction
from math import exp, floor
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowback_rules import Load, Session, SetLog, estimates, kg
from lowback_rules.definitions import Definitions
from lowback_rules.estimates import (
    SOURCES,
    brzycki,
    coupled_ratio,
    e1rm,
    epley,
    ewma,
    is_larger,
    lombardi,
    lumbar_volume,
    lumbar_weight,
    maximum_share,
    mayhew,
    monotony,
    monotony_exceeds,
    oconner,
    reps_to_failure,
    rts_intensity,
    rts_share,
    uncoupled_ratio,
    wathan,
)
from lowback_rules.sources import sources
from lowback_rules.summary import summarise

Formula = Callable[[int | Decimal | Fraction], Fraction | Decimal | None]
FORMULAS: tuple[Formula, ...] = (epley, brzycki, lombardi, mayhew, wathan, oconner)
EXACT: tuple[Formula, ...] = (epley, brzycki, oconner)
ROUNDED: tuple[Formula, ...] = (lombardi, mayhew, wathan)

# What 100 kg at n reps to failure gives, as printed: Epley, Brzycki, Lombardi, Mayhew, Wathan, O'Conner, RTS.
PUBLISHED = """
 1  103.3  100.0  100.0  108.9  101.3  102.5  100.0
 3  110.0  105.9  111.6  114.0  109.0  107.5  108.5
 5  116.7  112.5  117.5  119.0  116.6  112.5  115.9
 8  126.7  124.1  123.1  126.3  127.7  120.0  127.2
10  133.3  133.3  125.9  130.9  134.7  125.0  135.3
12  140.0  144.0  128.2  135.4  141.5  130.0  -
20  166.7  211.8  134.9  151.2  164.5  150.0  -
25  183.3  300.0  138.0  159.3  175.3  162.5  -
"""
ROWS = [line.split() for line in PUBLISHED.strip().splitlines()]

# The RTS chart in percent of the maximum: n = 1, 2 to 10, and what it prints for n = 1.5, 2.5 to 9.5.
WHOLE = ("100", "95.5", "92.2", "89.2", "86.3", "83.7", "81.1", "78.6", "76.2", "73.9")
HALF = ("97.8", "93.9", "90.7", "87.8", "85.0", "82.4", "79.9", "77.4", "75.1")
RTS = {Decimal(n): text for n, text in enumerate(WHOLE, 1)} | {
    n + Decimal("0.5"): text for n, text in enumerate(HALF, 1)
}

T = TypeVar("T")

amounts = st.integers(0, 10_000) | st.fractions(0, 10_000, max_denominator=60)
weeks = st.lists(amounts, min_size=7, max_size=7)
repetitions = st.integers(1, 60) | st.fractions(1, 60, max_denominator=40) | st.decimals(1, 60, places=2)


def printed(value: Fraction | Decimal | int | None) -> str:
    """To one decimal, a half upwards, as the tables are printed; "-" for None."""
    if value is None:
        return "-"
    tenths = floor(Fraction(value) * 10 + Fraction(1, 2))
    return f"{tenths // 10}.{tenths % 10}"


def known(value: T | None) -> T:
    assert value is not None
    return value


def fraction(value: Fraction | Decimal | None) -> Fraction:
    assert value is not None
    return Fraction(value)


def at(reps: int | None, rpe: str | None = None, kind: str | None = None) -> SetLog:
    return SetLog("deadlift", kg(100), reps, rpe=rpe, kind=kind)  # type: ignore[arg-type]  # a Kind as text


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_the_formulas_give_the_published_table(row: list[str]) -> None:
    reps = int(row[0])
    share = rts_intensity(at(reps, "10"))
    assert [*(printed(100 * fraction(formula(reps))) for formula in FORMULAS), printed(share and 100 / share)] == row[
        1:
    ]


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_says_nothing_below_one_repetition(formula: Formula) -> None:
    assert [formula(n) for n in (Decimal("0.99"), Fraction(99, 100), 0, -1, -40)] == [None] * 5


def test_brzycki_ends_before_its_pole() -> None:
    assert brzycki(Decimal("36.999")) == 36_000
    assert [brzycki(n) for n in (37, Decimal("37.001"), 40, 1000)] == [None] * 4


@given(repetitions)
def test_rational_formulas_are_exact(n: Decimal | Fraction | int) -> None:
    for formula in EXACT:
        assert isinstance(formula(n), Fraction | None)
    assert 30 * (known(epley(n)) - 1) == Fraction(n) == 40 * (known(oconner(n)) - 1)
    assert n >= 37 or known(brzycki(n)) * (37 - Fraction(n)) == 36


def test_the_other_formulas_are_right_to_28_digits() -> None:
    wide = Context(prec=60)
    half = Fraction(1, 2 * 10**27) * Fraction(101, 100)
    for n in (Fraction(twelfths, 12) for twelfths in range(12, 720, 7)):
        for formula, base, span, rate in ((mayhew, "52.2", "41.9", "-0.055"), (wathan, "48.8", "53.8", "-0.075")):
            found = known(formula(n))
            power = wide.exp(wide.divide((Fraction(rate) * n).numerator, (Fraction(rate) * n).denominator))
            assert abs(Fraction(found) - 100 / (Fraction(base) + Fraction(span) * Fraction(power))) <= half
            assert float(found) == pytest.approx(100 / (float(base) + float(span) * exp(float(rate) * n)), rel=1e-12)
            assert len(found.as_tuple().digits) == 28
        found = known(lombardi(n))
        assert abs(Fraction(found) ** 10 / n - 1) <= 10 * half
        assert len(found.as_tuple().digits) == (1 if n == 1 else 28)


@given(repetitions)
def test_one_number_written_in_three_types_is_one_number(n: Decimal | Fraction | int) -> None:
    for formula in FORMULAS:
        assert formula(n) == formula(Fraction(n))
        if Fraction(n).denominator == 1:
            assert formula(n) == formula(int(n)) == formula(Decimal(int(n)))


@given(repetitions, repetitions)
def test_more_reps_at_a_load_never_mean_less_strength(first: Fraction, second: Fraction) -> None:
    low, high = sorted((Fraction(first), Fraction(second)))
    for formula in FORMULAS:
        if formula(high) is not None:
            below, above = fraction(formula(low)), fraction(formula(high))
            assert below < above if low < high else below == above, formula


@given(st.decimals(1, 10, places=2))
def test_the_own_estimate_is_the_mean_of_epley_and_brzycki(n: Decimal) -> None:
    assert maximum_share(n) == (1 if n == 1 else (known(epley(n)) + known(brzycki(n))) / 2)


def test_the_own_estimate_is_the_load_at_one_and_nothing_above_ten() -> None:
    assert maximum_share(Decimal(1)) == 1
    assert epley(1) == Fraction(31, 30)
    assert maximum_share(Decimal(10)) == Fraction(4, 3)
    assert maximum_share(Decimal("10.5")) is None


@pytest.mark.parametrize(
    ("entry", "n"),
    [
        (at(5, "8"), "7"),
        (at(5, "8.5"), "6.5"),
        (at(5, "10", "failure"), "5"),
        (at(5, "9", "failure"), "6"),
        (at(5, None, "failure"), "5"),
        (at(5), None),
        (at(5, None, "work"), None),
        (at(0, "10"), None),
        (at(None, "8"), None),
    ],
)
def test_reps_to_failure(entry: SetLog, n: str | None) -> None:
    assert reps_to_failure(entry) == (n and Decimal(n))


@pytest.mark.parametrize(
    ("entry", "grains", "ratio"),
    [
        (at(5, "10"), 240, 275),
        (at(1, "10"), 240, 240),
        (at(5, None, "failure"), 240, 275),
        (at(10, "10"), 3, 4),
        (at(10, "9.5"), 240, None),
        (at(5), 240, None),
        (at(5, None, "work"), 240, None),
        (at(5, "10"), 0, None),
        (at(5, "10"), None, None),
    ],
)
def test_e1rm(entry: SetLog, grains: int | None, ratio: int | None) -> None:
    found = e1rm(entry, grains)
    assert (found and Fraction(*found)) == ratio


@given(st.tuples(*[st.integers(1, 10**15)] * 2), st.tuples(*[st.integers(1, 10**15)] * 2))
def test_is_larger_compares_fractions(first: tuple[int, int], second: tuple[int, int]) -> None:
    assert is_larger(first, second) == (Fraction(*first) > Fraction(*second))
    assert is_larger(first, None)


@pytest.mark.parametrize("n", RTS)
def test_the_rts_chart(n: Decimal) -> None:
    assert printed(100 * rts_share(n)) == printed(Decimal(RTS[n]))
    for reps in range(1, int(n) + 1):
        rpe = 10 - (n - reps)
        assert rts_intensity(at(reps, str(rpe))) == (rts_share(n) if rpe >= 6 else None)


def test_whole_values_of_the_rts_chart_are_exact() -> None:
    assert [100 * rts_share(Decimal(n)) for n in range(1, 11)] == [Fraction(value) for value in WHOLE]


@pytest.mark.parametrize(
    "entry",
    [at(10, "9.5"), at(11, "10"), at(11, None, "failure"), at(3, "5.5"), at(3), at(0, "10"), at(None, "10")],
)
def test_the_rts_chart_says_nothing_outside(entry: SetLog) -> None:
    assert rts_intensity(entry) is None


@given(st.decimals(1, 10, places=2), st.decimals(1, 10, places=2))
def test_a_share_of_the_maximum_falls_with_n(first: Decimal, second: Decimal) -> None:
    low, high = sorted((first, second))
    assert rts_share(low) > rts_share(high) if low < high else rts_share(low) == rts_share(high)


def test_lumbar_weights() -> None:
    assert [lumbar_weight(lumbar_class) for lumbar_class in range(-1, 5)] == [None, 0, 0, 1, 2, None]


@pytest.mark.parametrize(
    ("grains", "reps", "lumbar_class", "amount"),
    [
        (kg(100).grains, 5, 3, 2 * kg(500).grains),
        (kg(100).grains, 5, 2, kg(500).grains),
        (kg(100).grains, 5, 1, 0),
        (kg(100).grains, 5, 0, 0),
        (kg(100).grains, 0, 3, 0),
        (0, 5, 3, 0),
        (-1, 5, 3, None),
        (1, -1, 3, None),
        (1, 5, 4, None),
        (1, 5, -1, None),
    ],
)
def test_lumbar_volume(grains: int, reps: int, lumbar_class: int, amount: int | None) -> None:
    assert lumbar_volume(grains, reps, lumbar_class) == amount


NAMES = {"deadlift": 3, "squat": 2, "bench press": 0}


@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(NAMES)), st.integers(0, 10**12), st.integers(1, 20)), min_size=1, max_size=6
    )
)
def test_the_volume_of_a_summary_is_that_of_its_sets(drawn: Sequence[tuple[str, int, int]]) -> None:
    sets = tuple(SetLog(name, Load(grains), reps, kind="work") for name, grains, reps in drawn)
    summary = summarise(Session(datetime(2026, 3, 9, 18), sets=sets), "one", Definitions(), None)
    assert {lift.subject: known(lift.exercise).lumbar_class for lift in summary.lifts} == {
        lift.subject: NAMES[lift.sets[0].log.exercise] for lift in summary.lifts
    }
    assert summary.volume.amount == sum(known(lumbar_volume(load, reps, NAMES[name])) for name, load, reps in drawn)


@pytest.mark.parametrize(
    ("loads", "days", "average"),
    [
        ([0, 100], 7, 25),
        ([100, 0], 7, 75),
        ([0, 29], 28, 2),
        ([0, 16, 0, 0], 7, Fraction(9, 4)),
        ([5, 6, 7], 1, 7),
        ([300], 28, 300),
        ([], 7, None),
        ([1, -1], 7, None),
        ([1, 2], 0, None),
    ],
)
def test_ewma(loads: list[int], days: int, average: int | Fraction | None) -> None:
    assert ewma(loads, days) == average


@given(amounts, st.integers(1, 200), st.integers(1, 42))
def test_the_ewma_of_a_constant_is_that_constant(load: int | Fraction, count: int, days: int) -> None:
    assert ewma([load] * count, days) == load


@given(st.lists(amounts, min_size=2, max_size=40), st.integers(1, 42))
def test_ewma_meets_its_recurrence(loads: list[int | Fraction], days: int) -> None:
    share = Fraction(2, days + 1)
    assert ewma(loads, days) == share * loads[-1] + (1 - share) * known(ewma(loads[:-1], days))
    assert min(loads) <= known(ewma(loads, days)) <= max(loads)


@pytest.mark.parametrize(
    ("week", "previous", "coupled", "uncoupled"),
    [
        (6000, [3000, 3000, 3000], "1.6", "2"),
        (5400, [3000, 3000, 3000], "1.5", "1.8"),
        (13, [9, 9, 9], "1.3", "13/9"),
        (750, [500, 1500, 1000], "0.8", "0.75"),
        (0, [1, 0, 0], "0", "0"),
        (1, [0, 0, 0], "4", None),
        (0, [0, 0, 0], None, None),
        (1, [1, 1], None, None),
        (1, [1, 1, 1, 1], None, None),
        (-1, [1, 1, 1], None, None),
        (1, [3, -1, 3], None, None),
    ],
)
def test_load_ratios(week: int, previous: list[int], coupled: str | None, uncoupled: str | None) -> None:
    assert coupled_ratio(week, previous) == (coupled and Fraction(coupled))
    assert uncoupled_ratio(week, previous) == (uncoupled and Fraction(uncoupled))


@given(amounts, st.lists(amounts, min_size=3, max_size=3))
def test_one_ratio_gives_the_other(week: int | Fraction, previous: list[int | Fraction]) -> None:
    coupled, uncoupled = coupled_ratio(week, previous), uncoupled_ratio(week, previous)
    if uncoupled is None:
        assert sum(previous) == 0
        assert coupled == (4 if week else None)
    else:
        assert uncoupled * sum(previous) == 3 * week
        assert coupled == 4 * uncoupled / (uncoupled + 3)


@pytest.mark.parametrize(
    ("loads", "shown"),
    [
        ([300] * 6 + [0], "2.449489742783178098197284075"),
        ([300] * 5 + [0] * 2, "1.581138830084189665999446772"),
        ([1, 2, 3, 4, 5, 6, 7], "2"),
        ([1] + [0] * 6, "0.4082482904638630163662140125"),
        ([300] * 7, None),
        ([0] * 7, None),
        ([300] * 5 + [0], None),
        ([300] * 5 + [0] * 3, None),
        ([300] * 6 + [-1], None),
        ([], None),
    ],
)
def test_monotony(loads: list[int], shown: str | None) -> None:
    found = monotony(loads)
    assert (found and str(found)) == shown
    assert (monotony_exceeds(loads, Decimal(0)) is None) == (shown is None)


def test_monotony_is_compared_exactly() -> None:
    assert monotony_exceeds([300] * 6 + [0], Decimal("2.0")) is True
    assert monotony_exceeds([300] * 5 + [0] * 2, Decimal("2.0")) is False
    assert monotony_exceeds([1, 2, 3, 4, 5, 6, 7], Decimal("2.0")) is False
    assert monotony_exceeds([1, 2, 3, 4, 5, 6, 7], Decimal("1." + "9" * 40)) is True
    assert monotony_exceeds([1, 2, 3, 4, 5, 6, 7], Decimal(-3)) is True
    # The square of -0.5 is above that of 0.408.
    assert monotony_exceeds([1] + [0] * 6, Decimal("-0.5")) is True
    assert monotony_exceeds([1] + [0] * 6, Decimal("0.5")) is False
    assert monotony_exceeds([1] + [0] * 6, Decimal("0.4")) is True


@given(weeks, st.decimals(0, 10, places=3))
def test_monotony_shown_and_compared_agree(loads: list[int | Fraction], limit: Decimal) -> None:
    shown = monotony(loads)
    if shown is None:
        assert len(set(loads)) == 1
        assert monotony_exceeds(loads, limit) is None
        return
    mean = Fraction(sum(loads)) / 7
    variance = Fraction(sum((load - mean) * (load - mean) for load in loads)) / 7
    assert abs(Fraction(shown) ** 2 * variance / mean**2 - 1) < Fraction(1, 10**26)
    assert monotony_exceeds(loads, limit) == (mean * mean > Fraction(limit) * Fraction(limit) * variance)
    assert monotony([3 * load for load in reversed(loads)]) == shown


@given(repetitions, weeks, st.decimals(0, 10, places=30))
def test_no_estimate_depends_on_the_callers_context(
    n: Decimal | Fraction | int, loads: list[int | Fraction], limit: Decimal
) -> None:
    def everything() -> list[object]:
        share = maximum_share.__wrapped__(Decimal("7.25"))
        averages = [ewma(loads, days) for days in (7, 28)]
        ratios = [coupled_ratio(loads[0], loads[1:4]), uncoupled_ratio(loads[0], loads[1:4])]
        alike = [monotony(loads), monotony_exceeds(loads, limit)]
        return [*(formula(n) for formula in FORMULAS), share, *averages, *ratios, *alike]

    usual = everything()
    with localcontext(prec=5, rounding=ROUND_UP) as context:
        context.traps[Inexact] = True
        assert everything() == usual


def test_every_estimate_has_a_source_that_is_listed() -> None:
    public = {
        name: function
        for name, function in vars(estimates).items()
        if not name.startswith("_")
        and getattr(function, "__module__", "") == estimates.__name__
        and inspect.isfunction(inspect.unwrap(function))
    }
    # A comparison of two ratios estimates nothing.
    assert set(public) - {"is_larger"} == set(SOURCES)
    assert set(SOURCES.values()) <= set(sources())
    for name, key in SOURCES.items():
        text = inspect.getdoc(public[name]) or ""
        assert "Range: " in text, name
        assert "Unit: " in " ".join(text.split()), name
        assert f"Source: {key}" in " ".join(text.split()), name


def test_a_set_to_failure_has_its_share_by_the_chart() -> None:
    assert estimates.rts_intensity(at(5, None, "failure")) == Fraction("0.863")
    assert estimates.rts_ratio(at(5, None, "failure")) == (863, 1000)
