"""The examples of the rules of the family load."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from lowback_rules import Lifter
from tests.evidence import Log

Number = int | float | str
TODAY = date(2026, 3, 16)
BEGIN = "2025-12-01 bench press 5@60kg\n"


def _on(ago: int, items: str) -> str:
    return f"{TODAY - timedelta(days=ago)} {items}\n"


def _volume(kilograms: Number) -> str:
    """A deadlift session of that volume."""
    return f"deadlift 10@{Decimal(str(kilograms)) / 10}kg"


def step_jump(prev: Number, cur: Number, lim: Number, sev: Number, floor: Number) -> Log:
    assert (lim, sev, floor) == (10, 20, 5)
    return Log(_on(7, f"deadlift 3x5@{prev}kg") + _on(0, f"deadlift 3x5@{cur}kg"))


def session_spike(cur: Number, mx: int, back_history: bool = False) -> Log:
    past = _on(14, _volume(mx)) + "".join(_on(ago, _volume(mx // 2)) for ago in (11, 7, 4))
    return Log(past + _on(0, _volume(cur)), back_history=back_history)


def weekly_jump(cur: int, prev: int, lim: str) -> Log:
    assert Decimal(lim) == Decimal("1.30")
    # The seven days end today: six days ago is this week, seven days ago the last.
    past = _on(13, _volume(prev - 500)) + _on(7, _volume(500)) + _on(6, _volume(cur - 1000))
    return Log(past + _on(0, _volume(1000)))


def acwr(a: int, p: list[int]) -> Log:
    past = "".join(_on(7 * week + 6, _volume(amount)) for week, amount in zip((3, 2, 1), p, strict=True))
    return Log(past + _on(0, _volume(a)))


def too_heavy_for_level(reps: int, rir: int, mn: int) -> Log:
    assert mn == 6
    return Log(_on(0, f"deadlift {reps}@100kg rir {rir}"), level="novice")


def _old(items: str) -> Log:
    return Log(_on(0, items), level="advanced", back_history=True, lifter=Lifter(age=70))


def no_readiness(
    prev: Number, cur: Number, reps: int, target: int, rpe: Number | None, back_history: bool = False
) -> Log:
    effort = "" if rpe is None else f" rpe {rpe}"
    last = f"deadlift 2x{target}@{prev}kg target {target}, {reps}@{prev}kg target {target}{effort}"
    return Log(_on(7, last) + _on(0, f"deadlift 3x5@{cur}kg"), back_history=back_history)


def layoff_return(pre: Number, cur: Number, cap: str) -> Log:
    assert Decimal(cap) == Decimal("0.9")
    # The best before the gap, in a month of weekly sessions big enough for today's volume.
    past = "".join(_on(21 + 7 * week, f"deadlift 3x5@{pre}kg") for week in (3, 2, 1, 0))
    return Log(_on(56, "bench press 5@60kg") + past + _on(0, f"deadlift 5@{cur}kg"))


def novel_exercise(sets: int, rpe: Number, ms: int, mr: int) -> Log:
    assert (ms, mr) == (3, 7)
    return Log(_on(60, "deadlift 3x5@100kg") + _on(0, f"good morning {sets}x8@40kg rpe {rpe}"))


BUILDERS: dict[str, Callable[..., Log]] = {
    "load.step_jump": step_jump,
    "load.session_spike": session_spike,
    "load.weekly_jump": weekly_jump,
    "load.acwr": acwr,
    "load.too_heavy_for_level": too_heavy_for_level,
    "load.no_readiness": no_readiness,
    "load.layoff_return": layoff_return,
    "load.novel_exercise": novel_exercise,
}

_WEEKS = "".join(_on(18 + 7 * week, "deadlift 10x5@160kg") for week in (4, 3, 2, 1, 0))

EXTRA: list[tuple[str, Log, str]] = [
    # 12.5 %, but only 5 kg.
    ("load.step_jump", step_jump(40, 45, 10, 20, 5), "silent"),
    # 130 % exactly; 200 % exactly, and a little more; with back history one level higher.
    ("load.session_spike", session_spike(5200, 4000), "info"),
    ("load.session_spike", session_spike(8000, 4000), "caution"),
    ("load.session_spike", session_spike(8010, 4000), "warning"),
    ("load.session_spike", session_spike(4410, 4000, back_history=True), "caution"),
    ("load.session_spike", session_spike(5600, 4000, back_history=True), "warning"),
    ("load.session_spike", session_spike(4400, 4000, back_history=True), "silent"),
    # Three earlier sessions, and body weight that is not known.
    ("load.session_spike", Log(session_spike(5600, 4000).text.split("\n", 1)[1]), "not-assessed"),
    (
        "load.session_spike",
        Log(session_spike(5600, 4000).text.replace("deadlift 10@560", "good morning 10@bw+20")),
        "not-assessed",
    ),
    # Thirteen days of log, and an empty week before.
    ("load.weekly_jump", Log(_on(12, _volume(3000)) + _on(0, _volume(4000))), "not-assessed"),
    ("load.weekly_jump", Log(_on(14, _volume(3000)) + _on(0, _volume(4000))), "not-assessed"),
    # 2,000 after three weeks of 3,000: 0.727; 2,250 of 2,812.5: 0.8 exactly; three empty weeks: always 4.
    ("load.acwr", acwr(2000, [3000, 3000, 3000]), "info"),
    ("load.acwr", acwr(2250, [3000, 3000, 3000]), "silent"),
    ("load.acwr", Log(_on(28, _volume(3000)) + _on(0, _volume(1000))), "info"),
    # 27 days, and no load at all in 28.
    ("load.acwr", Log(_on(26, _volume(3000)) + _on(0, _volume(6000))), "not-assessed"),
    ("load.acwr", Log(_on(28, _volume(3000)) + _on(0, "deadlift 10@0kg")), "not-assessed"),
    # Three below the zone; RIR is not inferred; the zones of the other levels, and of back history.
    ("load.too_heavy_for_level", too_heavy_for_level(3, 0, 6), "warning"),
    ("load.too_heavy_for_level", Log(_on(0, "deadlift 3@100kg"), level="novice"), "not-assessed"),
    ("load.too_heavy_for_level", Log(_on(0, "deadlift 2@100kg rir 1")), "silent"),
    ("load.too_heavy_for_level", Log(_on(0, "deadlift 1@100kg rir 1")), "caution"),
    ("load.too_heavy_for_level", Log(_on(0, "deadlift 1@100kg rir 0"), level="advanced"), "silent"),
    ("load.too_heavy_for_level", Log(_on(0, "deadlift 6@100kg rir 1"), level="novice", back_history=True), "caution"),
    ("load.too_heavy_for_level", Log(_on(0, "deadlift 7@100kg rir 1"), level="novice", back_history=True), "silent"),
    ("load.too_heavy_for_level", Log(_on(0, "deadlift 4@100kg rir 1"), back_history=True), "silent"),
    ("load.too_heavy_for_level", Log(_on(0, "deadlift 2@100kg rir 1"), level="advanced", back_history=True), "silent"),
    ("load.too_heavy_for_level", Log(_on(0, "deadlift 1@100kg rir 1"), level="advanced", back_history=True), "caution"),
    # Advanced, with back history and from 65 on: the strictest of 1RM, 3RM and 6RM holds, and no sum of them.
    ("load.too_heavy_for_level", _old("deadlift 4@100kg rir 1"), "caution"),
    ("load.too_heavy_for_level", _old("deadlift 5@100kg rir 1"), "silent"),
    ("load.too_heavy_for_level", Log(_on(0, "deadlift 3@100kg rir 1"), back_history=True), "caution"),
    # RPE 9.5 is maximal; a caution with back history; the same load is no rise; neither target nor RPE.
    ("load.no_readiness", no_readiness(100, 102.5, 5, 5, 9.5), "info"),
    ("load.no_readiness", no_readiness(100, 102.5, 4, 5, None, back_history=True), "caution"),
    ("load.no_readiness", no_readiness(100, 100, 4, 5, None), "silent"),
    ("load.no_readiness", no_readiness(100, "100.1", 4, 5, None), "silent"),
    ("load.no_readiness", no_readiness(100, "100.2", 4, 5, None), "info"),
    ("load.no_readiness", Log(_on(7, "deadlift 3x5@100kg") + _on(0, "deadlift 3x5@102.5kg")), "not-assessed"),
    # 4,000 of 8,000 kg of weekly volume: 50 % exactly, at half the load before; and one repetition more.
    ("load.layoff_return", Log(BEGIN + _WEEKS + _on(0, "deadlift 10x5@80kg")), "silent"),
    ("load.layoff_return", Log(BEGIN + _WEEKS + _on(0, "deadlift 10x5@80kg, 1@80kg")), "caution"),
    # Four sets, RPE 8, what the advanced may, with back history, and a log of 59 days.
    ("load.novel_exercise", novel_exercise(4, 7, 3, 7), "info"),
    ("load.novel_exercise", novel_exercise(3, 8, 3, 7), "info"),
    ("load.novel_exercise", Log(novel_exercise(4, 8, 3, 7).text, level="advanced"), "silent"),
    ("load.novel_exercise", Log(novel_exercise(2, 6, 3, 7).text, back_history=True), "silent"),
    ("load.novel_exercise", Log(novel_exercise(3, 6, 3, 7).text, back_history=True), "caution"),
    (
        "load.novel_exercise",
        Log(_on(59, "deadlift 3x5@100kg") + _on(0, "good morning 5x8@40kg rpe 7")),
        "not-assessed",
    ),
]
