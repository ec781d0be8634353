"""Print what things cost, as ratios taken in one run: importing, and judging one session."""

import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from lowback_rules import History, Pain, Session, SetLog, check_log, check_session, kg

SESSIONS_A_YEAR = 150
SETS = 24


def session(number: int, start: datetime) -> Session:
    """One of three kinds of session, of 24 sets, with warm-ups, effort, core work and pain recorded."""
    names = (("Deadlift", "Bent Over Row"), ("Bench Press", "Lat Pulldown"), ("Squat", "Romanian Deadlift"))[number % 3]
    top = 80 + number % 20
    sets: list[SetLog] = []
    for name in names:
        sets += [SetLog(name, kg(share * top / 100), 5, kind="warm-up") for share in (40, 60, 80)]
        sets += [SetLog(name, kg(top), 5, rpe=8) for _ in range(5)]
    sets += [SetLog("Plank", seconds=45) for _ in range(SETS - len(sets))]
    return Session(start, sets, end=start + timedelta(hours=1), pain=Pain(0, 1, 0, 0))


def history(years: int) -> list[Session]:
    """Sessions in even steps, the last of them on the same day however long the log."""
    step = timedelta(days=365) / SESSIONS_A_YEAR
    last = datetime(2026, 3, 2, 18)
    count = years * SESSIONS_A_YEAR
    return [session(number, (last - step * (count - 1 - number)).replace(microsecond=0)) for number in range(count)]


def by_hand(today: Session) -> int:
    """What one would write by hand over the session's own sets: tops, warm-ups, hard sets, core work, pain."""
    tops: dict[str, int] = {}
    warm, hard, core = 0, 0, 0
    for entry in today.sets:
        if entry.kind == "warm-up":
            warm += 1
        elif entry.load is not None and entry.reps:
            grains = entry.load.grains
            if grains > tops.get(entry.exercise, 0):
                tops[entry.exercise] = grains
            if entry.rpe is not None and entry.rpe >= 7:
                hard += 1
        if entry.exercise == "Plank":
            core += 1
    pain = today.pain.during
    return len(tops) + (warm < 2) + (hard > 12) + (core == 0) + (pain is not None and pain > 5)


def microseconds(*calls: Callable[[], object], rounds: int = 300) -> list[float]:
    """The least time of each call, taken in turns, so that a busy machine slows all of them alike."""
    least = [float("inf")] * len(calls)
    for _ in range(rounds):
        for place, call in enumerate(calls):
            begin = time.perf_counter()
            for _ in range(5):
                call()
            least[place] = min(least[place], (time.perf_counter() - begin) / 5)
    return [seconds * 1e6 for seconds in least]


def process(code: str) -> float:
    """The least time of a whole Python process that runs `code`, in milliseconds."""
    times = []
    for _ in range(15):
        begin = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        times.append(time.perf_counter() - begin)
    return min(times) * 1e3


def main() -> None:
    bare = process("pass")
    attrs = process("import attrs") - bare
    print(f"importing, beyond bare Python ({bare:.0f} ms)")
    for code in ("import attrs", "import lowback_rules", "from lowback_rules import check_session"):
        cost = process(code) - bare
        print(f"  {code:<44}{cost:7.1f} ms   {cost / attrs:5.2f} x import attrs")

    print(f"\none check_session with a ready History, eight rules, {SETS} sets a session")
    for years in (1, 30):
        sessions = history(years)
        today, past = sessions[-1], History(sessions[:-1])
        hand, check = microseconds(partial(by_hand, today), partial(check_session, today, past))
        print(
            f"  {years:>2} years ({len(past)} sessions): {check:7.1f} us"
            f"   {check / hand:5.1f} x a loop by hand over its own sets ({hand:.1f} us)"
        )
    whole = History(sessions)
    begin = time.perf_counter()
    reports = check_log(whole)
    each = (time.perf_counter() - begin) / len(reports) * 1e6
    print(f"  check_log over {len(reports)} sessions, index included: {each:.0f} us a session")


if __name__ == "__main__":
    main()
