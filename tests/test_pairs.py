"""Ten pairs: clean programming gives no finding at caution or above; one mistake put in gives it in that session."""

from datetime import date, timedelta

import pytest
from attrs import frozen

from lowback_rules import History, Lifter, Session, Severity, check_log

MONDAY = date(2026, 1, 5)
NO_PAIN = "; pain 0 before, 0 during, 0 after, 0 morning"


def clean(week: int) -> dict[str, str]:
    """One week of clean programming: Monday hinge, Wednesday bench, Friday squat; with ramp sets, core work and rest."""
    deadlift = 100 + 2.5 * (week // 2)
    squat = 80 + 2.5 * (week // 2)
    return {
        "mon": f"18:00-19:10 deadlift 5@50kg w, 3@75kg w, 2@90kg w, 3x5@{deadlift}kg rpe 8; plank 3x45s" + NO_PAIN,
        "wed": "18:00-19:00 bench press 5@40kg w, 3@50kg w, 3x6@60kg rpe 8; lat pulldown 3x10@45kg; bird dog 2x8"
        + NO_PAIN,
        "fri": f"18:00-19:05 squat 5@40kg w, 3@60kg w, 2@72.5kg w, 3x5@{squat}kg rpe 8; side plank 2x30s" + NO_PAIN,
    }


DAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5}


@frozen
class Mistake:
    """A change of the clean log of twelve weeks, and what it must be called where."""

    name: str
    week: int
    day: str
    line: str
    rule: str
    severity: str
    back_history: bool = False
    also: tuple[tuple[int, str, str | None], ...] = ()
    may_follow: tuple[str, ...] = ()


RAMP = "5@50kg w, 3@75kg w, 2@90kg w"
MISTAKES = [
    Mistake("a jump of 17.5 kg", 5, "mon", f"18:00-19:10 deadlift {RAMP}, 3@105kg w, 3x5@122.5kg rpe 9; plank 3x45s" + NO_PAIN, "load.step_jump", "caution"),
    Mistake("a jump of 31 %", 4, "fri", "18:00-19:05 squat 5@40kg w, 3@60kg w, 2@75kg w, 5@95kg w, 3x5@110kg rpe 9; side plank 2x30s" + NO_PAIN, "load.step_jump", "warning"),
    Mistake("7 % with back history", 6, "mon", "18:00-19:10 deadlift 5@50kg w, 3@70kg w, 2@80kg w, 1@92.5kg w, 3x5@112.5kg rpe 8; plank 3x45s" + NO_PAIN, "load.step_jump", "caution", back_history=True),
    Mistake("straight to the work weight", 7, "mon", "18:00-19:10 deadlift 3x5@107.5kg rpe 8; plank 3x45s" + NO_PAIN, "warmup.ramp_sets", "warning"),
    Mistake("one ramp set where two are customary", 7, "fri", "18:00-19:05 squat 5@60kg w, 3x5@87.5kg rpe 8; side plank 2x30s" + NO_PAIN, "warmup.ramp_sets", "caution"),
    Mistake("squats on the day after deadlifts", 8, "tue", "18:00-19:00 squat 5@40kg w, 3@60kg w, 3x5@82.5kg rpe 8" + NO_PAIN, "rest.min_gap", "warning"),
    Mistake("pain of 7 while squatting", 9, "fri", "18:00-19:05 squat 5@40kg w, 3@60kg w, 2@72.5kg w, 3x5@90kg rpe 8; side plank 2x30s; pain 1 before, 7 during, 3 after, 1 morning", "pain.intensity_zone", "stop", may_follow=("pain.trained_through",)),
    Mistake("the same again after a bad morning", 9, "mon", f"18:00-19:10 deadlift {RAMP}, 3x5@110kg rpe 8; plank 3x45s" + NO_PAIN, "pain.trained_through", "warning", also=((8, "fri", "18:00-19:05 squat 5@40kg w, 3@60kg w, 2@72.5kg w, 3x5@90kg rpe 8; side plank 2x30s; pain 0 before, 1 during, 1 after, 4 morning"),), may_follow=("pain.trained_through",)),
    Mistake("full load after four weeks off", 9, "mon", f"18:00-19:10 deadlift {RAMP}, 3x5@105kg rpe 8; plank 3x45s" + NO_PAIN, "load.layoff_return", "warning", also=tuple((week, "mon", "18:00-19:00 leg press 3x10@100kg; plank 3x45s" + NO_PAIN) for week in (6, 7, 8)), may_follow=("load.layoff_return",)),
    Mistake("two weeks without core work", 5, "fri", "18:00-19:05 squat 5@40kg w, 3@60kg w, 2@72.5kg w, 3x5@87.5kg rpe 8" + NO_PAIN, "core.weekly_days", "caution", also=tuple((week, day, None) for week in (4, 5) for day in ("mon", "wed", "fri") if (week, day) != (5, "fri")), may_follow=("core.weekly_days",)),
]  # fmt: skip


def log(mistake: Mistake | None = None, weeks: int = 12) -> dict[tuple[int, str], Session]:
    lines = {(week, day): line for week in range(weeks) for day, line in clean(week).items()}
    if mistake is not None:
        for week, day, line in mistake.also:
            # None takes the core work out of the clean session.
            lines[week, day] = _without_core(lines[week, day]) if line is None else line
        lines[mistake.week, mistake.day] = mistake.line
    return {
        (week, day): Session.parse(f"{MONDAY + timedelta(weeks=week, days=DAYS[day])} {line}")
        for (week, day), line in sorted(lines.items(), key=lambda item: (item[0][0], DAYS[item[0][1]]))
    }


def _without_core(line: str) -> str:
    return "; ".join(part for part in line.split("; ") if not part.startswith(("plank", "bird dog", "side plank")))


def findings(
    sessions: dict[tuple[int, str], Session], back_history: bool = False
) -> dict[tuple[int, str], dict[str, str]]:
    """Severity by rule of each session's findings at caution or above."""
    reports = check_log(History(sessions.values()), lifter=Lifter(back_history=back_history))
    return {
        where: {f.rule: str(f.severity) for f in report if f.severity >= Severity.CAUTION}
        for where, report in zip(sessions, reports, strict=True)
    }


def test_clean_programming_is_quiet() -> None:
    assert all(not found for found in findings(log()).values())


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_one_mistake_is_found_in_its_session(mistake: Mistake) -> None:
    quiet = findings(log(), mistake.back_history)
    found = findings(log(mistake), mistake.back_history)
    where = (mistake.week, mistake.day)
    assert not quiet.get(where)
    assert found[where] == {mistake.rule: mistake.severity}
    before = {key: rules for key, rules in found.items() if _time(key) < _time(where)}
    assert all(rules == quiet.get(key, {}) for key, rules in before.items()), before
    after = {
        rule
        for key, rules in found.items()
        if _time(key) > _time(where)
        for rule in rules
        if rule not in quiet.get(key, {})
    }
    assert after <= set(mistake.may_follow)


def _time(key: tuple[int, str]) -> tuple[int, int]:
    return key[0], DAYS[key[1]]
