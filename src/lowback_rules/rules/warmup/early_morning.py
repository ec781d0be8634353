"""warmup.early_morning: heavy lifting soon after getting up."""

from ...authoring import (
    CAUTION,
    E1RM,
    INFO,
    LOW_BACK,
    WORK_SETS,
    Cite,
    Decimal,
    Evidence,
    Fact,
    Fired,
    Fraction,
    Iterator,
    Lift,
    Performed,
    Ratio,
    Verdicts,
    View,
    at_least,
    fires,
    frozen,
    limit,
    microseconds,
    missing_of_share,
    not_recorded,
    quiet,
    ratio_text,
    rule,
    unsure,
)

_MINUTE = 60_000_000
_NO_START = not_recorded(LOW_BACK, "time of the session")
_NO_MORNING = not_recorded(LOW_BACK, "time of getting up")


@frozen
class Limits:
    minutes: int = limit(
        60,
        unit="min",
        low=0,
        high=480,
        stricter="higher",
        back_history=120,
        doc="time from getting up to the first heavy set",
    )
    from_share: Decimal = limit(
        "0.70",
        unit="ratio",
        low="0.4",
        high="1",
        stricter="lower",
        doc="a work set from this share of the maximum is heavy",
    )
    as_caution: int = limit(
        0,
        unit="switch",
        low=0,
        high=1,
        stricter="higher",
        back_history=1,
        doc="1: a caution instead of a hint",
    )


_BEST = "2026-03-02 18:00 deadlift 1@120kg rpe 10\n"


@rule(
    title="Loaded bending soon after getting up",
    limits=Limits,
    reads={"exercise", "load", "reps", "completed_at", "woke_at"},
    uses={WORK_SETS, E1RM},
    worse={"load": "higher", "rpe": "higher"},
    asks="lumbar",
    message="Heavy lifting {minutes} after getting up; from {limits.minutes} on is the cautious choice.",
    formula="getting up to the first set from {limits.from_share} of the maximum on = {minutes}, "
    "below {limits.minutes}",
    severities={INFO: "below `minutes`", CAUTION: "below `minutes`, with `as_caution`"},
    gaps={
        "time of getting up": "not-recorded",
        "time of the session": "not-recorded",
        "time of the first heavy set": "not-recorded",
        "effort or an earlier maximum": "not-recorded",
        "load": "not-recorded",
        "reps": "not-recorded",
        "load and reps of earlier sets": "not-recorded",
    },
    advice="Lift later in the day, or take a longer warm-up and leave deep bending for the end.",
    evidence=Evidence(
        source="B",
        threshold="D",
        directness="extrapolated",
        sources=("ADAMS1987", "TYRRELL1985", "DIURNAL2011", "SNOOK1998", "STEFFENS2015"),
        statement="Discs take up fluid at night: bending stress on them is higher early (Adams 1987, partly cadaver), "
        "and half of the day's height loss falls in the first hour. Avoiding bending in the morning reduced chronic "
        "low-back pain (Snook 1998).",
        criticism="None of these studied lifting; Snook's trial was of everyday bending and had heavy dropout.",
    ),
    examples=[
        fires(_BEST + "2026-03-09 06:40 deadlift 3x5@100kg; woke 06:00", "40 minutes", severity=INFO),
        fires(
            _BEST + "2026-03-09 07:59 deadlift 3x5@100kg; woke 06:00",
            "119 minutes, of 120 with back history",
            severity=CAUTION,
            back_history=True,
        ),
        quiet(_BEST + "2026-03-09 07:00 deadlift 3x5@100kg; woke 06:00", "60 minutes exactly"),
        quiet(_BEST + "2026-03-09 06:40 deadlift 3x5@80kg; woke 06:00", "66.7 % of the maximum is not heavy"),
        quiet("2026-03-09 06:40 deadlift 3x5@80kg rpe 8; woke 05:00", "100 minutes, however hard"),
        unsure(
            _BEST + "2026-03-09 06:40 deadlift 3x5@100kg", "when the day began is not known, whatever the clock says"
        ),
        unsure("2026-03-09 06:40 deadlift 3x5@100kg; woke 06:00", "how heavy 100 kg is is not known"),
        unsure("2026-03-09 deadlift 3x5@100kg rpe 8", "the session has no time"),
    ],
)
def early_morning(view: View, limits: Limits) -> Verdicts:
    """Point out heavy work sets of the low back soon after getting up.

    Time runs from getting up to the first heavy work set; where its time is not recorded, to the last recorded set
    before it, else to the start of the session. It is elapsed time, not the hour of the clock, which means nothing to a
    shift worker.
    """
    woke, soon_is = view.session.woke_at, limits.minutes * _MINUTE
    since = None if woke is None else microseconds(woke)
    if since is not None and view.summary.instant - since >= soon_is:
        return
    found = _heavy(view, limits)
    first_heavy = next(found, None)
    if first_heavy is None:
        return
    if view.session.date_only:
        yield _NO_START
        return
    if since is None or since > view.summary.instant:
        yield _NO_MORNING
        return
    times = _times(view)
    soon = [(times[entry.place][0] - since, entry, missing) for entry, missing in (first_heavy, *found)]
    soon = [item for item in soon if item[0] < soon_is]
    certain = [item for item in soon if item[2] is None]
    if not certain:
        for missing in sorted({missing for _, _, missing in soon if missing is not None}):
            yield not_recorded(LOW_BACK, missing)
        return
    elapsed, first, _ = min(certain, key=lambda item: (item[0], item[1].place))
    if not times[first.place][1]:
        yield not_recorded(LOW_BACK, "time of the first heavy set")
    facts = {"minutes": Fact(ratio_text(Fraction(elapsed, _MINUTE), Decimal(limits.minutes), 2), "min")}
    if any(view.e1rm_incomplete(lift.subject) for lift in view.summary.lumbar if first in lift.work):
        facts["baseline"] = Fact.text("incomplete")
    yield Fired(
        LOW_BACK,
        CAUTION if limits.as_caution else INFO,
        facts,
        (Cite(view.summary.id, first.place),),
        limit="minutes",
    )


def _heavy(view: View, limits: Limits) -> Iterator[tuple[Performed, str | None]]:
    """Work sets that are heavy, and those that may be, with what is not recorded of them."""
    for lift in view.summary.lumbar:
        reference = view.e1rm_ref(lift.subject)
        for entry in lift.work:
            if _is_heavy(view, entry, reference, limits):
                yield entry, None
            elif missing := _missing(view, lift, entry, reference):
                yield entry, missing


def _is_heavy(view: View, entry: Performed, reference: Ratio | None, limits: Limits) -> bool:
    """Whether a set is known to be heavy, by its load or by its effort."""
    grains = entry.grains
    if (
        reference is not None
        and grains is not None
        and at_least(grains * reference[1], limits.from_share, reference[0])
    ):
        return True
    by_effort = view.intensity(entry, None)
    return by_effort is not None and at_least(by_effort[0], limits.from_share, by_effort[1])


def _missing(view: View, lift: Lift, entry: Performed, reference: Ratio | None) -> str | None:
    """What is not recorded, so that a set may be heavier than it looks."""
    if entry.grains is None:
        return "load"
    if reference is None and view.intensity(entry, None) is None:
        return "effort or an earlier maximum"
    return missing_of_share(view, lift, (entry,), reference)


def _times(view: View) -> dict[int, tuple[int, bool]]:
    """When each set was, at the earliest, and whether that is its own recorded time."""
    start = view.session.starts_at
    clock = view.summary.instant
    times: dict[int, tuple[int, bool]] = {}
    for place, entry in enumerate(view.session.sets):
        ended = entry.completed_at
        # A time before the start, or without the offset that the start has, cannot be placed.
        own = ended is not None and (ended.utcoffset() is None) is (start.utcoffset() is None)
        if own and ended is not None and microseconds(ended) >= view.summary.instant:
            clock = microseconds(ended)
        else:
            own = False
        times[place] = (clock, own)
    return times
