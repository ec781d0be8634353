"""What one would write by hand, to compare with: floor a reads every field once, floor b finds six things in one pass.

The six: a top load more than 10 % above the best of 42 days, a heavy lift with fewer than two lighter sets, a week of
twice the volume of the one before, no core set for 14 days, heavy lifts within 48 hours, pain of 3 or more. A finding
is a tuple. What the exercises are is a table of the few names that the synthetic lifter has.
"""

from collections import deque
from collections.abc import Sequence
from datetime import datetime

from lowback_rules import Session

HEAVY = frozenset({"Deadlift", "Squat", "Romanian Deadlift", "Front Squat", "Good Morning"})
CORE = frozenset({"Plank", "Side Plank", "Bird Dog"})
Found = list[tuple[object, ...]]


def floor_a(sessions: Sequence[Session]) -> int:
    """Every field of every set, read once."""
    count = 0
    for session in sessions:
        _ = session.start, session.end, session.pain
        for entry in session.sets:
            _ = entry.exercise, entry.reps, entry.rpe
            _ = entry.kind, entry.seconds, entry.load
            count += 1
    return count


class Index:
    """All that the six checks need of the past: check() judges a session, record() takes it in. Both in one pass."""

    def __init__(self) -> None:
        self.tops: dict[str, deque[tuple[int, int]]] = {}
        self.week: deque[tuple[int, int]] = deque()
        self.month: deque[tuple[int, int]] = deque()
        self.recent = self.before = 0
        self.core = -1
        self.heavy = -1.0

    def check(self, session: Session) -> Found:
        """What the six checks find in a session."""
        return self._pass(session, record=False)

    def record(self, session: Session) -> Found:
        """The same, and the session is part of the past from now on."""
        return self._pass(session, record=True)

    def _pass(self, session: Session, record: bool) -> Found:
        found: Found = []
        start = session.start
        assert isinstance(start, datetime)
        day = start.toordinal()
        hour = day * 24 + start.hour + start.minute / 60
        tops: dict[str, int] = {}
        lighter: dict[str, int] = {}
        volume, core, heavy = 0, False, False
        for entry in session.sets:
            load = entry.load
            name = entry.exercise
            if name in CORE:
                core = True
            elif load is not None and name in HEAVY:
                grains = load.grains
                if entry.kind == "warm-up":
                    lighter[name] = lighter.get(name, 0) + 1
                else:
                    volume += grains * (entry.reps or 0)
                    effort = entry.rpe
                    if effort is not None and effort >= 7:
                        heavy = True
                    if grains > tops.get(name, 0):
                        tops[name] = grains
        for name, top in tops.items():
            past = self.tops.get(name)
            if past is None:
                past = self.tops[name] = deque()
            while past and past[0][0] < day - 42:
                past.popleft()
            if past and 10 * top > 11 * past[0][1]:
                found.append(("jump", name, top, past[0][1]))
            if lighter.get(name, 0) < 2:
                found.append(("warm-up", name, top))
            if record:
                while past and past[-1][1] <= top:
                    past.pop()
                past.append((day, top))
        week, month, recent, before = self.week, self.month, self.recent, self.before
        while week and week[0][0] <= day - 7:
            moved = week.popleft()
            recent -= moved[1]
            before += moved[1]
            month.append(moved)
        while month and month[0][0] <= day - 14:
            before -= month.popleft()[1]
        if before and recent + volume > 2 * before:
            found.append(("week", recent + volume, before))
        self.recent, self.before = recent, before
        if record:
            week.append((day, volume))
            self.recent += volume
        if core:
            if record:
                self.core = day
        elif day - self.core >= 14:
            found.append(("core", day))
        if heavy:
            if hour - self.heavy < 48:
                found.append(("rest", hour - self.heavy))
            if record:
                self.heavy = hour + 1.25
        pain = session.pain.during
        if pain is not None and pain >= 3:
            found.append(("pain", pain))
        return found


def floor_b(sessions: Sequence[Session]) -> Found:
    """What the six checks find in a whole log, in one pass."""
    index, found = Index(), []
    for session in sessions:
        found += index.record(session)
    return found
