"""core.coverage: a direction of trunk work that was left out; with osteoporosis, loaded bending of the spine."""

from itertools import chain

from ...authoring import (
    CORE_HABIT,
    INFO,
    LIFTS,
    LOW_BACK,
    Cite,
    Evidence,
    Fact,
    Fired,
    Gap,
    Iterator,
    Lifter,
    Summary,
    Verdicts,
    View,
    find_exercise,
    fires,
    frozen,
    limit,
    not_recorded,
    quiet,
    rule,
    unsure,
)

_DIRECTIONS = ("anterior", "lateral", "posterior")


@frozen
class Limits:
    min_sets: int = limit(
        1, unit="sets", low=1, high=20, stricter="higher", doc="core sets of each direction in the last `window_days`"
    )
    window_days: int = limit(14, unit="days", low=7, high=56, doc="the stretch, today included, that is counted")


_FRONT_AND_BACK = (
    "2026-03-02 deadlift 3x5@100kg; plank 3x45s\n2026-03-05 squat 3x5@80kg; bird dog 2x8\n"
    "2026-03-09 deadlift 3x5@100kg; plank 3x45s\n2026-03-12 squat 3x5@80kg; bird dog 2x8\n"
)


@rule(
    title="Choice of trunk work",
    limits=Limits,
    lookback="window_days",
    reads={"exercise"},
    uses={LIFTS, CORE_HABIT},
    message={
        "direction": "{subject} trunk work: {sets} in the last {limits.window_days}; "
        "the usual minimum is {limits.min_sets}.",
        "flexion": "{subject}: bends the spine under load; the usual choice with osteoporosis is planks, bird dogs and "
        "other work with a straight back.",
    },
    formula={
        "": "{sets} in the last {limits.window_days}, fewer than {limits.min_sets}",
        "flexion": "{sets} today of an exercise that bends the spine under load",
    },
    severities={INFO: "fewer sets of a direction than `min_sets`, or with osteoporosis loaded bending of the spine"},
    gaps={
        "days needed": "too-short",
        "core": "not-recorded",
        "core sets": "no-comparison",
        "exercise": "unknown-exercise",
        "a set that could not be read": "not-recorded",
    },
    advice={
        "": "Choose one move each for front, side and back: for example plank, side plank and bird dog.",
        "flexion": "Take a plank, bird dog or side plank in its place.",
    },
    evidence=Evidence(
        source="D",
        threshold="D",
        directness="indirect",
        sources=("MCGILL1998", "OLIVALOZANO2020", "BROOKEWAVELL2022"),
        statement="McGill's three exercises cover front, side and back; no single muscle dominates stability. With "
        "osteoporosis, UK consensus advises against postures with a high degree of spinal flexion.",
        criticism="Direction-by-direction training has no outcome trial in lifters.",
    ),
    examples=[
        fires(
            _FRONT_AND_BACK + "2026-03-16 deadlift 3x5@100kg; plank 3x45s",
            "front and back, but nothing for the side",
            severity=INFO,
        ),
        fires(
            "2026-03-16 sit-up 3x12; plank 3x45s",
            "sit-ups with osteoporosis, however short the log",
            severity=INFO,
            lifter=Lifter(osteoporosis=True),
        ),
        quiet(
            _FRONT_AND_BACK + "2026-03-16 deadlift 3x5@100kg; side plank 30s",
            "one set for the side is the minimum",
        ),
        quiet(
            "2026-03-02 deadlift 3x5@100kg; side plank 30s\n2026-03-05 squat 3x5@80kg; plank 3x45s\n"
            "2026-03-15 squat 3x5@80kg; bird dog 2x8",
            "the side plank of 13 days ago counts",
        ),
        quiet("2026-03-16 sit-up 3x12; plank 3x45s; side plank 30s; bird dog 8", "sit-ups without osteoporosis"),
        unsure(
            _FRONT_AND_BACK + "2026-03-16 deadlift 3x5@100kg; zorb heave 3x10",
            "the unknown exercise may have been for the side",
        ),
        unsure(
            "2026-02-20 deadlift 3x5@100kg; plank 3x45s\n2026-03-16 deadlift 3x5@100kg",
            "without a core set there is no direction to miss: core.weekly_days speaks of that",
        ),
        unsure("2026-03-09 plank 3x45s\n2026-03-16 deadlift 3x5@100kg; plank 3x45s", "the log is only a week old"),
        unsure(
            _FRONT_AND_BACK + "2026-03-16 deadlift 3x5@100kg; plank 3x45s",
            "the log is said not to hold all core work",
            records=("warm-ups",),
        ),
    ],
)
def coverage(view: View, limits: Limits) -> Verdicts:
    """Point out a direction of trunk work that was left out for two weeks.

    Front, side and back are counted; rotation trains none of the three. With osteoporosis, sets of today that bend the
    spine under load are pointed out as well.
    """
    if view.lifter.osteoporosis:
        yield from _flexion(view)
    sets = _sets(view, limits)
    lacking = [direction for direction in _DIRECTIONS if sets[direction] < limits.min_sets]
    if not lacking:
        return
    if not view.covers(limits.window_days - 1):
        yield Gap(LOW_BACK, "too-short", f"days needed: {limits.window_days}")
        return
    if not view.recorded("core"):
        yield not_recorded(LOW_BACK, "core")
        return
    window = [view.summary, *view.sessions(limits.window_days - 1)]
    if not any(summary.core_sets for summary in window):
        yield Gap(LOW_BACK, "no-comparison", "core sets")
        return
    cites = [Cite(summary.id) for summary in reversed(window) if summary.core_sets]
    possible = list(_possible(window))
    for direction in lacking:
        perhaps = [gap for gap, category in possible if category in (None, direction)]
        if sets[direction] + len(perhaps) >= limits.min_sets:
            yield from dict.fromkeys(perhaps)
        else:
            facts = {"sets": Fact.count(sets[direction], "sets")}
            yield Fired(direction, INFO, facts, cites, limit="min_sets", message="direction")


def _flexion(view: View) -> Verdicts:
    for lift in view.summary.lifts:
        places = [entry.place for entry in lift.sets if entry.done]
        if not places:
            continue
        if lift.exercise is None:
            yield Gap(lift.subject, "unknown-exercise", "exercise")
        elif "loaded-spinal-flexion" in lift.exercise.tags:
            facts = {"sets": Fact.count(len(places), "sets")}
            cites = [Cite(view.summary.id, place) for place in places]
            yield Fired(lift.subject, INFO, facts, cites, message="flexion")


def _sets(view: View, limits: Limits) -> dict[str, int]:
    """How many core sets there were of each direction."""
    sets = dict.fromkeys(_DIRECTIONS, 0)
    for direction, done in chain.from_iterable(view.each(_done, limits.window_days - 1)):
        sets[direction] += done
    return sets


def _done(summary: Summary) -> tuple[tuple[str, int], ...]:
    """The direction of each core exercise of a session, and how many sets of it there were."""
    if not summary.core_sets:
        return ()
    sets = summary.session.sets
    return tuple(
        [
            (lift.exercise.core_category, sum([sets[place].done for place in lift.places]))
            for lift in summary.lifts
            if lift.exercise is not None and lift.exercise.core_category in _DIRECTIONS
        ]
    )


def _possible(window: list[Summary]) -> Iterator[tuple[Gap, str | None]]:
    """For each set that may count: what to say of it, and its direction; None where it may be any."""
    for summary in window:
        for lift in summary.unknown:
            gap = Gap(lift.subject, "unknown-exercise", "exercise")
            yield from [(gap, None)] * sum(entry.done for entry in lift.sets)
        for name in summary.session.unread:
            exercise = find_exercise(name)
            if exercise is None or exercise.core_category is not None:
                subject = " ".join(name.split()) if exercise is None else exercise.id
                gap = not_recorded(subject, "a set that could not be read")
                yield gap, None if exercise is None else exercise.core_category
