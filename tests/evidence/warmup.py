"""The examples of the rules of the family warmup."""

from collections.abc import Callable, Sequence

from tests.evidence import Log

WOKE = 6 * 60


def _best(ref: int) -> str:
    """A single at RPE 10, three weeks ago: the maximum is its load."""
    return f"2026-02-16 18:00 deadlift 5@{ref // 2}kg w, 1@{ref}kg rpe 10\n"


def ramp_sets(top: int, ref: int, ramps: Sequence[int], extra: int) -> Log:
    steps = ", ".join(f"5@{load}kg w" for load in ramps)
    return Log(f"{_best(ref)}2026-03-09 18:00 deadlift {steps}, 5@{top}kg", back_history=bool(extra))


def last_step_too_big(top: int, last: int, lim: str, maximum: int = 120, work: str = "") -> Log:
    log = f"{_best(maximum)}2026-03-09 18:00 deadlift 5@40kg w, 3@{last}kg w, {work}5@{top}kg"
    return Log(log, back_history=lim == "0.15")


def general(v: int | None, lim: int) -> Log:
    assert lim == 5
    return Log("2026-03-09 18:00 deadlift 5@100kg" + ("" if v is None else f"; warm-up {v}min"))


def early_morning(mins: int, lim: int, load: int = 100, woke: bool = True) -> Log:
    hours, minutes = divmod(WOKE + mins, 60)
    log = f"{_best(120)}2026-03-09 {hours:02}:{minutes:02} deadlift 5@50kg w, 5@{load}kg"
    return Log(log + ("; woke 06:00" if woke else ""), back_history=lim == 120)


BUILDERS: dict[str, Callable[..., Log]] = {
    "warmup.ramp_sets": ramp_sets,
    "warmup.last_step_too_big": last_step_too_big,
    "warmup.general": general,
    "warmup.early_morning": early_morning,
}
EXTRA: list[tuple[str, Log, str]] = [
    # One step more with back history, and warm-ups that are never logged.
    ("warmup.ramp_sets", ramp_sets(100, 120, [50, 80], 1), "caution"),
    ("warmup.ramp_sets", ramp_sets(100, 120, [50, 70, 85], 1), "silent"),
    ("warmup.ramp_sets", Log("2026-02-16 deadlift 1@120kg rpe 10\n2026-03-09 deadlift 5@100kg"), "not-assessed"),
    # A caution above 30 %, 15 % with back history, and only from 80 % of the maximum on.
    ("warmup.last_step_too_big", last_step_too_big(1000, 699, "0.20", 1200), "caution"),
    ("warmup.last_step_too_big", last_step_too_big(1000, 799, "0.20", 1200), "info"),
    ("warmup.last_step_too_big", last_step_too_big(100, 80, "0.15"), "info"),
    ("warmup.last_step_too_big", last_step_too_big(100, 85, "0.15"), "silent"),
    ("warmup.last_step_too_big", last_step_too_big(100, 70, "0.20", 125), "info"),
    ("warmup.last_step_too_big", last_step_too_big(100, 70, "0.20", 126), "silent"),
    ("warmup.last_step_too_big", last_step_too_big(100, 70, "0.20", work="3@90kg rpe 8, "), "silent"),
    ("warmup.last_step_too_big", last_step_too_big(100, 70, "0.20", work="3 w, "), "not-assessed"),
    ("warmup.last_step_too_big", Log(f"{_best(120)}2026-03-09 deadlift 5@100kg".replace(" 18:00", "")), "silent"),
    ("warmup.last_step_too_big", Log("2026-03-09 deadlift 5@40kg w, 3@70kg w, 5@100kg"), "not-assessed"),
    # "None -> not assessed", and 0 is a measurement.
    ("warmup.general", general(None, 5), "not-assessed"),
    ("warmup.general", general(4, 5), "info"),
    ("warmup.general", general(0, 5), "info"),
    # Two hours and a caution with back history; below 70 % nothing is heavy; the hour of the clock tells nothing.
    ("warmup.early_morning", early_morning(59, 60), "info"),
    ("warmup.early_morning", early_morning(119, 120), "caution"),
    ("warmup.early_morning", early_morning(120, 120), "silent"),
    ("warmup.early_morning", early_morning(40, 60, load=84), "info"),
    ("warmup.early_morning", early_morning(40, 60, load=83), "silent"),
    ("warmup.early_morning", early_morning(40, 60, woke=False), "not-assessed"),
    ("warmup.early_morning", Log("2026-03-09 06:40 deadlift 5@100kg; woke 06:00"), "not-assessed"),
    ("warmup.early_morning", Log("2026-03-09 06:40 deadlift 5@100kg rpe 8; woke 23:00"), "not-assessed"),
]
