"""load.weekly_jump: more low-back volume than the week before."""

from ...authoring import (
    INFO,
    LOW_BACK,
    WORK_SETS,
    Cite,
    Decimal,
    Evidence,
    Fact,
    Fired,
    Gap,
    Iterator,
    Summary,
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
    ratio: Decimal = limit(
        "1.30",
        unit="ratio",
        low="1",
        high="4",
        stricter="lower",
        doc="volume of the last seven days as a share of that of the seven before",
    )
    days: int = limit(14, unit="days", low=14, high=14, doc="the two weeks that are compared, today included")


_WEEKS = "2026-03-02 bench press 3x5@60kg\n2026-03-05 deadlift 3x10@100kg\n2026-03-08 squat 6x10@100kg\n"


@rule(
    title="Week-to-week jump of low-back volume",
    limits=Limits,
    lookback="days",
    reads={"exercise", "load", "reps"},
    uses={WORK_SETS},
    worse={"load": "higher", "reps": "higher"},
    asks="lumbar",
    message="Low-back volume of the last seven days is {ratio} of the week before; noted above {limits.ratio}. "
    "(The evidence for weekly limits is weak.)",
    formula="load x reps of the work sets, half for exercises that load the back less: last 7 days / 7 days before "
    "= {ratio}, above {limits.ratio}",
    severities={INFO: "above `ratio`"},
    gaps={
        "days needed": "too-short",
        "volume of the week before": "no-comparison",
        "load and reps": "not-recorded",
        "load of the week before": "not-recorded",
        "exercise": "unknown-exercise",
    },
    advice="If the extra work was not planned, let the next week be nearer to the one before.",
    evidence=Evidence(
        source="B",
        threshold="D",
        directness="extrapolated",
        sources=("FRANDSEN2025", "BUIST2008", "FREDETTE2022", "NIELSEN2014", "IOC2016"),
        statement="The best evidence is against it: no relation in 5,200 runners (Frandsen 2025), no benefit of 10 % a "
        "week in a trial (Buist 2008). 30 % mirrors a category of Nielsen 2014. Off unless you ask for it.",
        criticism="Contradicted by the largest cohort.",
    ),
    examples=[
        fires(
            _WEEKS + "2026-03-12 deadlift 4x10@100kg\n2026-03-15 deadlift 4x10@100kg",
            "8,000 kg after 6,000 kg: 133.3 %",
            severity=INFO,
        ),
        fires(
            "2026-03-02 deadlift 3x10@60kg, 10@100kg\n2026-03-15 deadlift 3x10@60kg, 14@100kg",
            "140 %: ramp sets do not count",
        ),
        quiet(
            _WEEKS + "2026-03-12 deadlift 4x10@100kg\n2026-03-15 deadlift 4x10@95kg",
            "7,800 kg after 6,000 kg: 130 % exactly",
        ),
        quiet(
            _WEEKS + "2026-03-09 deadlift 10x10@100kg\n2026-03-16 deadlift 6x10@100kg",
            "seven days ago is the week before",
        ),
        unsure(
            "2026-03-05 deadlift 3x10@100kg\n2026-03-15 deadlift 8x10@100kg",
            "the log does not cover two weeks",
        ),
        unsure(
            "2026-03-02 bench press 3x5@60kg\n2026-03-15 deadlift 4x10@100kg",
            "nothing loaded the low back in the week before",
        ),
        unsure(_WEEKS + "2026-03-12 deadlift 4x10@100kg\n2026-03-15 deadlift 4x10", "a load is missing this week"),
        unsure(_WEEKS + "2026-03-12 zorb 5x10@100kg\n2026-03-15 deadlift 4x10@100kg", "the zorb may load the back"),
    ],
    enabled=False,
)
def weekly_jump(view: View, limits: Limits) -> Verdicts:
    """Point out a week with much more low-back volume than the week before.

    Compares the last seven days, today included, with the seven before. It is off by default, as the largest study of
    weekly changes found nothing; it is here for those who want to see the number.
    """
    week = limits.days // 2
    if not view.covers(limits.days - 1):
        yield Gap(LOW_BACK, "too-short", f"days needed: {limits.days}")
        return
    these: list[Summary] = [view.summary]
    before: list[Summary] = []
    for summary in view.sessions(limits.days - 1):
        (these if view.ago(summary.day) < week else before).append(summary)
    for summary in these:
        yield from _missing(summary)
    part, whole = _sum(these), _sum(before)
    if not whole:
        yield Gap(LOW_BACK, "no-comparison", "volume of the week before")
    elif above(part, limits.ratio, whole):
        facts = {"ratio": Fact.ratio(part, whole, limits.ratio)}
        if not all(summary.volume.complete for summary in before):
            facts["baseline"] = Fact.text("incomplete")
        cites = [Cite(summary.id) for summary in these if summary.volume.amount]
        yield Fired(LOW_BACK, INFO, facts, cites, limit="ratio")
    elif above(part, limits.ratio, sum(map(certain_volume, before))):
        yield not_recorded(LOW_BACK, "load of the week before")


def _sum(summaries: list[Summary]) -> int:
    return sum(summary.volume.amount for summary in summaries)


def _missing(summary: Summary) -> Iterator[Gap]:
    """What may be missing of a session's volume."""
    missing = any(entry.grains is None or entry.log.reps is None for lift in summary.lumbar for entry in lift.work)
    if missing or summary.unread:
        yield not_recorded(LOW_BACK, f"load and reps: {summary.id}")
    for lift in summary.unknown:
        yield Gap(lift.subject, "unknown-exercise", "exercise")
