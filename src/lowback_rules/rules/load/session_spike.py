"""load.session_spike: far more low-back volume than in any session of late."""

from ...authoring import (
    CAUTION,
    INFO,
    LOW_BACK,
    WARNING,
    WORK_SETS,
    Cite,
    Decimal,
    Evidence,
    Fact,
    Fired,
    Gap,
    Severity,
    Verdicts,
    View,
    above,
    certain_volume,
    fires,
    frozen,
    limit,
    not_recorded,
    quiet,
    rule,
    unsure,
)


@frozen
class Limits:
    small: Decimal = limit(
        "1.10",
        unit="ratio",
        low="1",
        high="3",
        stricter="lower",
        doc="volume above this share of the largest session of late is noted",
    )
    moderate: Decimal = limit(
        "1.30",
        unit="ratio",
        low="1",
        high="5",
        stricter="lower",
        back_history="1.10",
        doc="above this share it is a caution",
    )
    large: Decimal = limit(
        "2.00",
        unit="ratio",
        low="1",
        high="10",
        stricter="lower",
        back_history="1.30",
        doc="above this share it is a warning",
    )
    min_sessions: int = limit(
        4,
        unit="sessions",
        low=1,
        high=12,
        stricter="lower",
        doc="earlier low-back sessions with a volume that make a comparison",
    )
    days: int = limit(30, unit="days", low=14, high=90, doc="how far back the largest session is looked for")


_RAMPED = "".join(f"2026-03-{day:02} deadlift 3x10@60kg, 10@100kg\n" for day in (2, 4, 6, 9, 11))
_FOUR = (
    "2026-03-02 deadlift 4x10@100kg\n2026-03-05 squat 3x5@100kg\n"
    "2026-03-09 deadlift 3x10@100kg\n2026-03-12 squat 3x5@100kg\n"
)


@rule(
    title="Session spike of low-back volume",
    limits=Limits,
    lookback="days",
    reads={"exercise", "load", "reps"},
    uses={WORK_SETS},
    worse={"load": "higher", "reps": "higher"},
    asks="lumbar",
    message="Low-back volume today is {ratio} of your largest session of the last {limits.days} ({largest_date}); "
    "noted above {limits.small}, a number borrowed from running.",
    formula="load x reps of the work sets, half for exercises that load the back less: today / largest session "
    "= {ratio}, above {limits.small}",
    severities={INFO: "above `small`", CAUTION: "above `moderate`", WARNING: "above `large`"},
    gaps={
        "load and reps": "not-recorded",
        "load of an earlier session": "not-recorded",
        "earlier low-back sessions": "no-comparison",
    },
    advice="Spread the extra sets over the next sessions; add volume in smaller steps.",
    evidence=Evidence(
        source="B",
        threshold="D",
        directness="extrapolated",
        sources=("FRANDSEN2025", "STEFFENS2015", "ECKARD2018"),
        statement="The tiers are copied from a cohort of 5,200 runners (Frandsen 2025), where longer single runs went "
        "with more overuse injuries; applied to lifting by analogy only.",
        criticism="Running distance is no barbell volume, and volume is blind to intensity: 10x10 at half of the "
        "maximum dwarfs 5x2 at nine tenths.",
    ),
    examples=[
        fires(
            _FOUR + "2026-03-16 deadlift 4x10@112.5kg",
            "4,500 kg after at most 4,000 kg: 112.5 %",
            severity=INFO,
        ),
        fires(_FOUR + "2026-03-16 deadlift 4x10@130kg", "130 % exactly is not above `moderate`", severity=INFO),
        fires(_FOUR + "2026-03-16 deadlift 4x14@100kg", "140 %", severity=CAUTION),
        fires(_FOUR + "2026-03-16 deadlift 10x10@100kg", "250 %", severity=WARNING),
        fires(
            _FOUR + "2026-03-16 deadlift 4x10@112.5kg",
            "112.5 % with back history: one level higher",
            severity=CAUTION,
            back_history=True,
        ),
        fires(_RAMPED + "2026-03-16 deadlift 3x10@60kg, 15@100kg", "150 %: ramp sets do not count", severity=CAUTION),
        quiet(_FOUR + "2026-03-16 deadlift 4x10@110kg", "110 % exactly: the limit is allowed"),
        quiet(
            "2026-02-14 deadlift 10x10@100kg\n" + _FOUR + "2026-03-16 deadlift 10x10@100kg",
            "a session as large exactly 30 days ago",
        ),
        unsure(
            "2026-03-02 deadlift 4x10@100kg\n2026-03-05 squat 3x5@100kg\n2026-03-09 deadlift 3x10@100kg\n"
            "2026-03-16 deadlift 10x10@100kg",
            "three earlier sessions make no comparison",
        ),
        unsure(_FOUR + "2026-03-16 deadlift 3x10@100kg, 10", "a load is missing today"),
        unsure(
            "2026-02-27 deadlift 6x10@90kg, 10\n" + _FOUR + "2026-03-16 deadlift 5x10@100kg",
            "if the load that is missing was heavy, the six sets before it were ramp sets",
        ),
    ],
)
def session_spike(view: View, limits: Limits) -> Verdicts:
    """Flag a session with far more low-back volume than the largest one of the last month.

    Volume is load times repetitions of the work sets; deadlifts and hinges count in full, squats and rows half. A big
    session is no fault in itself; one far beyond everything of late is where habit gives no guide.
    """
    today = view.summary.volume.amount
    lacking = (entry for lift in view.summary.lumbar if not lift.complete for entry in lift.work)
    if any(entry.grains is None or entry.log.reps is None for entry in lacking):
        yield not_recorded(LOW_BACK, "load and reps")
    _, *earlier = view.each(certain_volume, limits.days)
    certain = [amount for amount in earlier if amount]
    if len(certain) < limits.min_sessions:
        yield Gap(LOW_BACK, "no-comparison", f"earlier low-back sessions: {limits.min_sessions} needed")
        return
    # No limit is below 1.
    if today <= max(certain):
        return
    largest = max(view.lumbar_sessions(limits.days), key=lambda summary: summary.volume.amount)
    whole = largest.volume.amount
    tier = _tier(today, whole, limits)
    if tier is not None:
        crossed, severity = tier
        facts = {
            "ratio": Fact.ratio(today, whole, getattr(limits, crossed)),
            "largest_date": Fact.day(largest.day),
        }
        if not all(summary.volume.complete for summary in view.sessions(limits.days)):
            facts["baseline"] = Fact.text("incomplete")
        yield Fired(LOW_BACK, severity, facts, (Cite(largest.id), Cite(view.summary.id)), limit=crossed)
    elif _tier(today, max(certain), limits) is not None:
        yield not_recorded(LOW_BACK, "load of an earlier session")


def _tier(today: int, whole: int, limits: Limits) -> tuple[str, Severity] | None:
    """The name of the highest limit that today's volume is above, and the severity that it stands for."""
    for name, severity in (("large", WARNING), ("moderate", CAUTION), ("small", INFO)):
        if above(today, getattr(limits, name), whole):
            return name, severity
    return None
