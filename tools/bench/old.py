"""Print what things cost, as ratios taken in one run: importing, and judging one session."""

import csv
import subprocess
import sys
import time
import tracemalloc
from collections import deque
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory

from lowback_rules import History, Pain, Session, SetLog, check_log, check_session, kg, read_log

SESSIONS_A_YEAR = 150
SETS = 24
EXERCISES = (
    ("Deadlift (Barbell)", "Bent Over Row (Barbell)", "Lat Pulldown (Cable)", "Cable Crunch"),
    ("Squat (Barbell)", "Romanian Deadlift (Barbell)", "Leg Press (Machine)", "Calf Raise"),
    ("Bench Press (Barbell)", "Overhead Press (Barbell)", "Triceps Pushdown", "Cable Crunch"),
)


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


def rows(count: int) -> Iterator[str]:
    """A Hevy export of so many rows: three days in turn, ramp and straight sets, loads and effort that vary."""
    random = Random(1)
    start, number = datetime(1990, 1, 1, 18), 0
    yield (
        "title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,weight_kg,"
        "reps,distance_km,duration_seconds,rpe\n"
    )
    while number < count:
        start += timedelta(days=1, minutes=random.randrange(-20, 20))
        end = start + timedelta(minutes=random.randrange(50, 90))
        workout = f'"Workout","{start:%-d %b %Y, %H:%M}","{end:%-d %b %Y, %H:%M}",""'
        for name in EXERCISES[start.toordinal() % len(EXERCISES)]:
            top, reps = random.randrange(20, 80) * Decimal("2.5"), random.choice([5, 8, 10])
            ramp = [(place, "warmup", int(top * share / 100), reps, "") for place, share in enumerate((50, 70))]
            work = [(place, "normal", top, reps, random.choice([7, 8, 8.5])) for place in range(2, 6)]
            for place, kind, load, done, effort in [*ramp, *work]:
                yield f'{workout},"{name}",,"",{place},"{kind}",{load},{done},,,{effort}\n'
                number += 1


def reading(count: int, rounds: int = 5) -> None:
    """Print what it costs to read a table of so many rows, against csv.reader that drops them, taken in turns."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "hevy.csv"
        with path.open("w", encoding="utf-8") as stream:
            stream.writelines(rows(count))
        times = []
        for _ in range(rounds):
            begin = time.process_time()
            with path.open(newline="", encoding="utf-8") as stream:
                deque(csv.reader(stream), maxlen=0)
            middle = time.process_time()
            log = read_log(path)
            times.append((middle - begin, time.process_time() - middle))
        ratios = sorted(ours / floor for floor, ours in times)
        tracemalloc.start()
        log = read_log(path)
        kept, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    print(
        f"  {log.rows:>9,} rows, {len(log.history):,} workouts: {median(ratios):.2f} x csv.reader"
        f" ({ratios[0]:.2f} to {ratios[-1]:.2f}); {kept / log.sets:.0f} bytes kept for a set,"
        f" at most {peak / kept:.1f} times that on the way"
    )


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

    print("\nreading a Hevy export, the history built")
    for count in (36_000, 1_000_000):
        reading(count)


if __name__ == "__main__":
    main()
