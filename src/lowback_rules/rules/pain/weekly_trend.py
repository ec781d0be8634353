"""pain.weekly_trend: back pain that rises from week to week."""

from typing import NamedTuple

from ...authoring import (
    CAUTION,
    LOW_BACK,
    Cite,
    Evidence,
    Fact,
    Fired,
    Gap,
    Iterator,
    Summary,
    Verdicts,
    View,
    fires,
    frozen,
    limit,
    not_recorded,
    quiet,
    rule,
    unsure,
)

_WORST = 10


@frozen
class Limits:
    delta: int = limit(
        2,
        unit="points",
        low=1,
        high=5,
        stricter="lower",
        doc="this week's median this much above last week's, or such a rise over three sessions",
    )
    min_entries: int = limit(
        2, unit="sessions", low=1, high=5, stricter="lower", doc="sessions with pain entries that make a median"
    )
    week: int = limit(7, unit="days", low=5, high=14, doc="a week; the one before is as long")


class _Entry(NamedTuple):
    """The highest pain of one session: at least and at most, as far as it is recorded, and how many days ago."""

    session: str
    ago: int
    least: int | None
    most: int
    missing: tuple[str, ...]


@rule(
    title="Pain creeping up",
    limits=Limits,
    lookback=("week", "week"),
    reads={"pain.before", "pain.during", "pain.after"},
    worse={"pain.before": "higher", "pain.during": "higher", "pain.after": "higher"},
    message={
        "weeks": "Back pain has been rising: a median of {now} over the sessions of the last {limits.week}, "
        "after {then} the week before.",
        "sessions": "Back pain has been rising from session to session: {first}, {second}, then {third}.",
    },
    formula={
        "weeks": "median of the sessions' highest pain: {now} - {then}, at least {limits.delta}",
        "sessions": "highest pain of three sessions: {first} < {second} < {third}, a rise of at least {limits.delta}",
    },
    severities={CAUTION: "a rise of at least `delta` between two weeks, or over three sessions that each are worse"},
    gaps={
        "pain": "not-recorded",
        "pain before": "not-recorded",
        "pain during": "not-recorded",
        "pain after": "not-recorded",
        "two weeks with enough pain entries": "no-comparison",
    },
    advice="Hold or lower the load and do not add. Less for a few days, keep moving.",
    evidence=Evidence(
        source="C",
        threshold="D",
        directness="extrapolated",
        sources=("SILBERNAGEL2007", "OSTELO2008"),
        statement="In the pain-monitoring model pain may not rise from week to week (from memory); 2 points are the "
        "least change that matters to people with low-back pain.",
        criticism="A week has few sessions, so that much of this is noise.",
    ),
    examples=[
        fires(
            "2026-03-02 deadlift 3x5@100kg; pain 0 before, 1 during, 1 after\n"
            "2026-03-05 squat 3x5@80kg; pain 0 before, 2 during, 1 after\n"
            "2026-03-09 deadlift 3x5@100kg; pain 1 before, 4 during, 2 after\n"
            "2026-03-12 squat 3x5@80kg; pain 1 before, 3 during, 1 after",
            "a median of 1.5, then of 3.5",
            severity=CAUTION,
        ),
        fires(
            "2026-03-09 deadlift 3x5@100kg; pain 0 before, 1 during, 1 after\n"
            "2026-03-11 squat 3x5@80kg; pain 0 before, 1 during, 2 after\n"
            "2026-03-13 deadlift 3x5@100kg; pain 1 before, 3 during, 1 after",
            "1, 2, 3",
            severity=CAUTION,
        ),
        quiet(
            "2026-03-02 deadlift 3x5@100kg; pain 0 before, 1 during, 1 after\n"
            "2026-03-05 squat 3x5@80kg; pain 0 before, 2 during, 1 after\n"
            "2026-03-09 deadlift 3x5@100kg; pain 1 before, 3 during, 2 after\n"
            "2026-03-12 squat 3x5@80kg; pain 1 before, 2 during, 1 after",
            "a median of 1.5, then of 2.5",
        ),
        quiet(
            "2026-03-02 deadlift 3x5@100kg; pain 0 before, 0 during, 0 after\n"
            "2026-03-12 squat 3x5@80kg; pain 0 before, 1 during, 1 after",
            "from 1 no median can have risen by 2, however few sessions there are",
        ),
        unsure("2026-03-12 deadlift 3x5@100kg", "pain was not logged"),
        unsure(
            "2026-03-05 squat 3x5@80kg; pain 0 before, 1 during, 1 after\n"
            "2026-03-12 squat 3x5@80kg; pain 0 before, 3 during, 1 after",
            "one session makes no week",
        ),
        unsure(
            "2026-03-02 deadlift 3x5@100kg; pain 1 during\n"
            "2026-03-05 squat 3x5@80kg; pain 2 during\n"
            "2026-03-09 deadlift 3x5@100kg; pain 1 during\n"
            "2026-03-12 squat 3x5@80kg; pain 1 during",
            "pain before and after may have been higher",
        ),
    ],
)
def weekly_trend(view: View, limits: Limits) -> Verdicts:
    """Flag back pain that creeps up over two weeks.

    Each session counts with the highest pain on record before, during or after it. Either the median of this week is
    two points above that of the week before, or three sessions in a row are each worse than the last. Slow rises are
    easy to overlook from one session to the next.
    """
    highest = [*view.each(_highest, 2 * limits.week - 1)]
    if highest[0][0] is None:
        yield not_recorded(LOW_BACK, "pain")
        return
    if max([most for _, most, _ in highest]) < limits.delta:
        return
    summaries = (view.summary, *view.sessions(2 * limits.week - 1))
    entries = [
        _Entry(summary.id, view.ago(summary.day), *of_it) for summary, of_it in zip(summaries, highest, strict=True)
    ]
    known = [(entry, entry.least) for entry in entries if entry.least is not None]
    now = [least for entry, least in known if entry.ago < limits.week]
    then = [least for entry, least in known if entry.ago >= limits.week]
    enough = min(len(now), len(then)) >= limits.min_entries
    facts: dict[str, Fact] = {}
    if enough and _median(now) - _median(then) >= 2 * limits.delta:
        facts = {"now": _halves(_median(now)), "then": _halves(_median(then))}
        cited, message = [entry for entry, _ in known], "weeks"
    elif _rise(known, limits):
        (last, third), (middle, second), (oldest, first) = known[:3]
        facts = {
            "first": Fact.count(first, "number"),
            "second": Fact.count(second, "number"),
            "third": Fact.count(third, "0-10"),
        }
        cited, message = [last, middle, oldest], "sessions"
    if facts:
        cites = tuple(Cite(entry.session) for entry in cited)
        yield Fired(LOW_BACK, CAUTION, facts, cites, limit="delta", message=message)
    elif not _week_may_rise(entries, len(now), enough, limits) and not _sessions_may_rise(entries, limits):
        return
    for name in dict.fromkeys(name for entry in entries for name in entry.missing):
        yield not_recorded(LOW_BACK, name)
    this_week = sum(entry.ago < limits.week for entry in entries)
    if not facts and min(this_week, len(entries) - this_week) < limits.min_entries:
        yield Gap(LOW_BACK, "no-comparison", "two weeks with enough pain entries")


def _highest(summary: Summary) -> tuple[int | None, int, tuple[str, ...]]:
    """The highest pain of a session, at least and at most, and what is missing to know it."""
    pain = summary.session.pain
    values = {"pain before": pain.before, "pain during": pain.during, "pain after": pain.after}
    least = max((value for value in values.values() if value is not None), default=None)
    missing = () if least == _WORST else tuple(name for name, value in values.items() if value is None)
    return least, _WORST if missing or least is None else least, missing


def _median(values: list[int]) -> int:
    """Twice the median, which is then a whole number."""
    ordered = sorted(values)
    return ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]


def _halves(twice: int) -> Fact:
    return Fact(f"{twice // 2}.5" if twice % 2 else str(twice // 2), "0-10")


def _rise(known: list[tuple[_Entry, int]], limits: Limits) -> bool:
    """Whether the last three sessions with an entry, newest first, each are worse than the one before."""
    if len(known) < 3:
        return False
    third, second, first = (least for _, least in known[:3])
    return first < second < third and third - first >= limits.delta


def _week_may_rise(entries: list[_Entry], known_now: int, enough: bool, limits: Limits) -> bool:
    """Whether this week's median may be so much above last week's, given what is not recorded.

    Too few entries leave that open, unless even the highest of this week is too low.
    """
    now = [entry.most for entry in entries if entry.ago < limits.week]
    highest = _median(now) if known_now >= limits.min_entries else 2 * max(now)
    if not enough:
        return highest >= 2 * limits.delta
    then = [entry.least or 0 for entry in entries if entry.ago >= limits.week]
    return highest - _median(then) >= 2 * limits.delta


def _sessions_may_rise(entries: list[_Entry], limits: Limits) -> bool:
    """Whether three sessions in a row may each be worse than the last, given what is not recorded."""
    third = entries[0].most
    for place, middle in _candidates(entries, 1):
        for _, oldest in _candidates(entries, place + 1):
            first = oldest.least or 0
            second = max(middle.least or 0, first + 1)
            if second <= middle.most and second < third and third - first >= limits.delta:
                return True
    return False


def _candidates(entries: list[_Entry], begin: int) -> Iterator[tuple[int, _Entry]]:
    """The sessions that may be the next one with an entry: up to the first that is known to have one."""
    for place, entry in enumerate(entries[begin:], begin):
        yield place, entry
        if entry.least is not None:
            return
