"""load.acwr: the acute:chronic workload ratio, as a description."""

from ...authoring import (
    INFO,
    LOW_BACK,
    WORK_SETS,
    Cite,
    Decimal,
    Evidence,
    Fact,
    Fired,
    Fraction,
    Gap,
    Iterator,
    Summary,
    Verdicts,
    View,
    coupled_ratio,
    fires,
    frozen,
    limit,
    not_recorded,
    quiet,
    ratio_text,
    rule,
    uncoupled_ratio,
    unsure,
)


@frozen
class Limits:
    high: Decimal = limit(
        "1.5", unit="number", low="1", high="4", stricter="lower", doc="a coupled ratio above this is noted"
    )
    low: Decimal = limit(
        "0.8", unit="number", low="0", high="1", stricter="higher", doc="a coupled ratio below this is noted"
    )
    days: int = limit(28, unit="days", low=28, high=28, doc="the four weeks of the ratio, today included")


_PLACES = 2
_ONE = Decimal(1)
_WEEKS = (
    "2026-02-16 bench press 3x5@60kg\n2026-02-18 deadlift 3x10@100kg\n2026-02-25 deadlift 3x10@100kg\n"
    "2026-03-04 deadlift 3x10@100kg\n"
)


@rule(
    title="Acute:chronic workload ratio, as a description",
    limits=Limits,
    lookback="days",
    reads={"exercise", "load", "reps"},
    uses={WORK_SETS},
    asks="lumbar",
    message={
        "high": "Low-back volume of the last seven days is {ratio} times the mean of four weeks, above {limits.high}: "
        "a description, no forecast.",
        "low": "Low-back volume of the last seven days is {ratio} times the mean of four weeks, below {limits.low}: "
        "a description, no forecast.",
    },
    formula={
        "high": "last 7 days / mean of the last four weeks, these 7 days included = {ratio}, above {limits.high}",
        "low": "last 7 days / mean of the last four weeks, these 7 days included = {ratio}, below {limits.low}",
    },
    severities={INFO: "above `high`, or below `low`"},
    gaps={
        "days needed": "too-short",
        "volume of four weeks": "no-comparison",
        "load and reps": "not-recorded",
        "exercise": "unknown-exercise",
    },
    advice="Nothing to do for this number alone; look at what changed and whether it was meant.",
    evidence=Evidence(
        source="B",
        threshold="D",
        directness="extrapolated",
        sources=(
            "HULIN2014",
            "HULIN2016",
            "GABBETT2016",
            "WILLIAMS2017",
            "WINDT2019",
            "IOC2016",
            "LOLLI2019",
            "IMPELLIZZERI2020",
            "IMPELLIZZERI2021",
            "WANG2020",
            "FRANDSEN2025",
        ),
        statement="0.8 and 1.5 come from 28 cricketers and 28 rugby players (Hulin 2014, 2016) and are for the coupled "
        "ratio; 1.5 coupled is 1.8 uncoupled. Off unless you ask for it.",
        criticism="Random or fixed denominators reproduce its effect (Impellizzeri 2021), and the largest cohort found "
        "the opposite sign (Frandsen 2025).",
    ),
    examples=[
        fires(_WEEKS + "2026-03-15 deadlift 6x10@100kg", "6,000 / 3,750 kg = 1.60", severity=INFO),
        fires(_WEEKS + "2026-03-15 deadlift 2x10@100kg", "2,000 / 2,750 kg = 0.73", severity=INFO),
        fires(
            "2026-02-16 deadlift 3x10@60kg, 10@100kg\n2026-03-15 deadlift 3x10@60kg, 10@100kg",
            "half of four weeks in one: 2, and ramp sets do not count",
        ),
        quiet(_WEEKS + "2026-03-15 deadlift 6x9@100kg", "5,400 / 3,600 kg = 1.50 exactly"),
        quiet(_WEEKS + "2026-03-15 deadlift 3x10@75kg", "2,250 / 2,812.5 kg = 0.80 exactly"),
        unsure(
            "2026-02-18 deadlift 3x10@100kg\n2026-03-15 deadlift 6x10@100kg",
            "the log does not cover four weeks",
        ),
        unsure("2026-02-16 bench press 3x5@60kg\n2026-03-15 deadlift 3x5@0kg", "no volume in four weeks"),
        unsure(_WEEKS + "2026-03-15 deadlift 3x10@100kg, 10", "a load is missing"),
        unsure(_WEEKS + "2026-03-08 zorb 3x10@100kg\n2026-03-15 deadlift 3x10@100kg", "the zorb may load the back"),
    ],
    enabled=False,
)
def acwr(view: View, limits: Limits) -> Verdicts:
    """Describe this week's low-back volume against the mean of four weeks.

    The rolling coupled ratio, for which the published thresholds are. It is off by default and never more than a
    hint: its relation to injury is an artefact as likely as not.
    """
    if not view.covers(limits.days - 1):
        yield Gap(LOW_BACK, "too-short", f"days needed: {limits.days}")
        return
    weeks: list[list[Summary]] = [[view.summary], [], [], []]
    for summary in view.sessions(limits.days - 1):
        weeks[view.ago(summary.day) // 7].append(summary)
    for summary in (summary for week in weeks for summary in week):
        yield from _missing(summary)
    week, *previous = [sum(summary.volume.amount for summary in summaries) for summaries in weeks]
    ratio = coupled_ratio(week, previous)
    if ratio is None:
        yield Gap(LOW_BACK, "no-comparison", "volume of four weeks")
        return
    complete = [all(summary.volume.complete for summary in summaries) for summaries in weeks]
    # What is missing of this week may lift a low ratio; what is missing before only lowers a ratio further.
    if ratio > Fraction(limits.high):
        name, bound = "high", limits.high
    elif ratio < Fraction(limits.low) and complete[0]:
        name, bound = "low", limits.low
    else:
        return
    facts = {"ratio": Fact(ratio_text(ratio, bound, _PLACES), "number")}
    uncoupled = uncoupled_ratio(week, previous)
    if uncoupled is not None:
        facts["uncoupled"] = Fact(ratio_text(uncoupled, _ONE, _PLACES), "number")
    if not all(complete[1:]):
        facts["baseline"] = Fact.text("incomplete")
    cites = [Cite(summary.id) for summary in weeks[0] if summary.volume.amount]
    yield Fired(LOW_BACK, INFO, facts, cites, limit=name, message=name)


def _missing(summary: Summary) -> Iterator[Gap]:
    """What may be missing of a session's volume."""
    missing = any(entry.grains is None or entry.log.reps is None for lift in summary.lumbar for entry in lift.work)
    if missing or summary.unread:
        yield not_recorded(LOW_BACK, f"load and reps: {summary.id}")
    for lift in summary.unknown:
        yield Gap(lift.subject, "unknown-exercise", "exercise")
