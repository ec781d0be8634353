"""load.layoff_return: too much, too soon after a break."""

from typing import NamedTuple

from ...authoring import (
    CAUTION,
    INFO,
    WARNING,
    WORK_SETS,
    Cite,
    Decimal,
    Evidence,
    Fact,
    Fired,
    Gap,
    Lift,
    Severity,
    Summary,
    Verdicts,
    View,
    Volume,
    above,
    at_least,
    fires,
    frozen,
    grains_of_kg,
    limit,
    not_recorded,
    plus,
    quiet,
    rule,
    unsure,
    volume,
)


@frozen
class Limits:
    gap_days: int = limit(
        14, unit="days", low=7, high=60, stricter="lower", doc="a movement not done for this long is a layoff"
    )
    medium_gap: int = limit(28, unit="days", low=14, high=90, doc="from this length on, cap_medium holds")
    long_gap: int = limit(56, unit="days", low=28, high=180, doc="from this length on, cap_long holds")
    cap_short: Decimal = limit(
        "0.9",
        unit="ratio",
        low="0.3",
        high="1.2",
        stricter="lower",
        back_history="0.8",
        groups={"65 and over": "0.8"},
        doc="largest load in the first week back after a short layoff, as a share of before",
    )
    cap_medium: Decimal = limit(
        "0.8",
        unit="ratio",
        low="0.3",
        high="1.2",
        stricter="lower",
        back_history="0.7",
        groups={"65 and over": "0.7"},
        doc="the same after a medium layoff",
    )
    cap_long: Decimal = limit(
        "0.7",
        unit="ratio",
        low="0.3",
        high="1.2",
        stricter="lower",
        back_history="0.6",
        groups={"65 and over": "0.6"},
        doc="the same after a long layoff",
    )
    volume_week_1: Decimal = limit(
        "0.5",
        unit="ratio",
        low="0.1",
        high="1.5",
        stricter="lower",
        doc="volume in week 1 back, as a share of before",
    )
    volume_week_2: Decimal = limit(
        "0.7", unit="ratio", low="0.1", high="1.5", stricter="lower", doc="the same in week 2"
    )
    volume_week_3: Decimal = limit(
        "0.8", unit="ratio", low="0.1", high="1.5", stricter="lower", doc="the same in week 3"
    )
    volume_week_4: Decimal = limit(
        "0.9", unit="ratio", low="0.1", high="1.5", stricter="lower", doc="the same in week 4"
    )
    margin: Decimal = limit(
        "0.15",
        unit="ratio",
        low="0",
        high="0.5",
        stricter="lower",
        doc="above a cap by more than this is a warning",
    )
    floor: Decimal = limit(
        "2.5",
        unit="kg",
        low="0",
        high="20",
        stricter="lower",
        doc="a load at most this far above its cap is not flagged",
    )
    best_days: int = limit(
        60, unit="days", low=14, high=180, doc="how far before the layoff the best load is looked for"
    )
    usual_gap: int = limit(
        14, unit="days", low=7, high=60, doc="another gap of this length before: the movement is done now and then"
    )
    rep_tolerance: int = limit(
        2, unit="reps", low=0, high=5, doc="sets whose reps differ by no more than this are comparable"
    )
    full_week: Decimal = limit(
        "0.7",
        unit="ratio",
        low="0",
        high="1",
        doc="weeks before the layoff under this share of the largest are left out",
    )
    return_days: int = limit(28, unit="days", low=28, high=28, doc="how long a return lasts: four weeks, one cap each")
    oldest: int = limit(365, unit="days", low=90, high=730, doc="a layoff longer than this cannot be judged")


class _Return(NamedTuple):
    """A layoff that ended: last day before, first day back; `usual` if there was one like it shortly before."""

    before: int
    back: int
    usual: bool

    @property
    def gap(self) -> int:
        return self.back - self.before


class _Excess(NamedTuple):
    """A measure above its cap: part / whole, the name of the cap, and the facts to tell."""

    part: int
    whole: int
    limit: str
    severity: Severity
    facts: tuple[tuple[str, Fact], ...]
    cites: tuple[Cite, ...]

    def exceeds(self, other: "_Excess | None") -> bool:
        if other is None:
            return True
        return (self.severity, self.part * other.whole) > (other.severity, other.part * self.whole)


@rule(
    title="Too much too soon after a layoff",
    limits=Limits,
    lookback=("return_days", "oldest", "best_days"),
    reads={"exercise", "load", "reps", "deload"},
    uses={WORK_SETS},
    worse={"load": "higher"},
    asks="lumbar",
    message={
        "load": "{subject}: back after {gap} off with {share} of the load before ({best} on {best_date}, {load} now); "
        "about {cap} is the usual start.",
        "volume": "{subject}: week {week} back after {gap} off with {volume_share} of the weekly volume before; "
        "about {volume_cap} is usual.",
        "both": "{subject}: back after {gap} off with {share} of the load before ({best} on {best_date}, {load} now; "
        "about {cap} is the usual start), and {volume_share} of the weekly volume (about {volume_cap} in week {week}).",
    },
    formula={
        "load": "{gap} without the movement; {load} / {best} = {share}, above {cap} by more than {limits.floor}",
        "volume": "{gap} without the movement; volume of week {week} back / mean week before = {volume_share}, "
        "above {volume_cap}",
        "both": "{gap} without the movement; {load} / {best} = {share}, above {cap} by more than {limits.floor}; "
        "volume of week {week} back / mean week before = {volume_share}, above {volume_cap}",
    },
    severities={
        INFO: "above a cap, where the `best_days` before hold another `usual_gap`: a movement done now and then",
        CAUTION: "above a cap",
        WARNING: "above a cap by more than `margin`",
    },
    gaps={
        "load and reps": "not-recorded",
        "volume before the layoff": "not-recorded",
        "its load before the layoff": "no-comparison",
        "the movement before its return": "no-comparison",
        "the movement within a year before its return": "too-old",
        "four weeks before the layoff": "too-short",
    },
    advice="Start lower and build up over two to four weeks. If you trained elsewhere meanwhile, this does not apply.",
    evidence=Evidence(
        source="C",
        threshold="D",
        directness="indirect",
        sources=("CATERISANO2019", "BOSQUET2013"),
        statement="CSCCa/NSCA 2019: less volume and intensity for 2-4 weeks after two weeks off or more; its cuts "
        "of 50/30/20/10 % give the volume caps. Strength falls with the length of a layoff (Bosquet 2013). "
        "The load caps are ours.",
        criticism="The consensus is about college athletes and not about backs; layoffs of 2-3 weeks cost trained "
        "lifters little strength, so the load cap is conservative.",
    ),
    examples=[
        fires(
            "2026-01-05 deadlift 1x5@140kg\n2026-01-26 deadlift 1x5@130kg",
            "21 days off, 92.9 % of the load before; 90 % is the cap",
            severity=CAUTION,
        ),
        fires(
            "2026-01-05 deadlift 1x5@140kg\n2026-03-09 deadlift 1x5@130kg",
            "63 days off: more than 0.15 above the cap of 70 %",
            severity=WARNING,
        ),
        fires(
            "2026-01-01 deadlift 4x5@100kg\n2026-01-08 deadlift 4x5@100kg\n2026-01-15 deadlift 4x5@100kg\n"
            "2026-01-22 deadlift 4x5@100kg\n2026-01-29 deadlift 4x5@100kg\n2026-02-19 deadlift 4x5@60kg",
            "60 % of the weekly volume in week 1; 50 % is the cap",
            severity=CAUTION,
        ),
        fires(
            "2026-01-01 deadlift 4x5@100kg\n2026-01-08 deadlift 4x5@100kg\n2026-01-15 deadlift 4x5@100kg\n"
            "2026-01-22 deadlift 4x5@100kg\n2026-01-29 deadlift 4x5@100kg\n2026-02-19 deadlift 4x5@100kg",
            "the load and the volume of before",
            severity=WARNING,
        ),
        fires(
            "2025-12-01 deadlift 1x5@140kg\n2025-12-22 deadlift 1x5@140kg\n2026-01-12 deadlift 1x5@140kg",
            "every three weeks: 21 days off are usual for it",
            severity=INFO,
        ),
        quiet(
            "2025-12-01 bench press 3x5@60kg\n2026-01-01 deadlift 4x5@100kg\n2026-01-08 deadlift 4x5@100kg\n"
            "2026-01-15 deadlift 4x5@100kg\n2026-01-22 deadlift 4x5@100kg\n2026-01-29 deadlift 4x5@100kg\n"
            "2026-02-19 deadlift 2x5@90kg, 1x10@10kg",
            "90 % of the load and 50 % of the volume: both limits are allowed",
        ),
        quiet(
            "2025-12-01 deadlift 3x5@100kg\n2026-01-05 deadlift 3x5@100kg\n2026-01-12 deadlift 3x5@100kg\n"
            "2026-01-19 deadlift 3x5@100kg\n2026-01-26 deadlift 3x5@100kg\n2026-02-02 deadlift 3x5@100kg\n"
            "2026-02-09 deadlift 3x5@105kg",
            "no gap of two weeks in the last month",
        ),
        unsure("2026-01-26 deadlift 1x5@130kg", "nothing is known of before"),
        unsure("2024-11-04 deadlift 3x5@140kg\n2026-01-26 deadlift 3x5@130kg", "more than a year ago"),
    ],
    hides={"load.step_jump", "load.session_spike", "load.no_readiness"},
)
def layoff_return(view: View, limits: Limits) -> Verdicts:
    """Flag load or volume that starts again near where it stopped.

    A layoff is two weeks without a work set of one movement family (deadlifts from the floor, loaded hinges, squats).
    The load cap holds for the first seven days back, the volume caps for four weeks. Capacity comes back quickly; the
    first sessions are where soreness and haste meet. A movement that had such a gap shortly before too is done now and
    then; its return is only a hint.
    """
    families: dict[str, list[Lift]] = {}
    for lift in view.summary.lumbar:
        if lift.exercise is not None:
            families.setdefault(lift.exercise.family, []).append(lift)
    for family, lifts in families.items():
        returns, unseen = _returns(view, family, lifts[0].subject, limits)
        yield from unseen
        by_volume: _Excess | None = None
        by_load: dict[str, _Excess] = {}
        for item in returns:
            for lift in lifts if view.ago(item.back) < 7 else ():
                excess, gaps = _load(view, lift, item, limits)
                yield from gaps
                if excess is not None:
                    by_load[lift.subject] = excess
            excess, gaps = _volume(view, family, lifts, item, limits)
            yield from gaps
            if excess is not None and excess.exceeds(by_volume):
                by_volume = excess
        for lift in lifts:
            parts = [by_load.get(lift.subject), by_volume if lift is lifts[0] else None]
            if found := [part for part in parts if part is not None]:
                yield _fired(lift, found)


def _returns(view: View, family: str, subject: str, limits: Limits) -> tuple[list[_Return], list[Gap]]:
    """The layoffs that ended in the last four weeks, and a Gap if it is unknown what went before the first of them."""
    returns: list[_Return] = []
    today = back = view.day
    for summary in view.family_sessions(family, limits.return_days + limits.oldest):
        day = summary.day if summary.day < back else back
        if back - day > limits.oldest:
            break
        if back - day >= limits.gap_days:
            returns.append(_Return(day, back, _is_usual(view, family, day, limits)))
        back = day
        if today - back >= limits.return_days:
            return returns, []
    if view.covers(view.ago(back) + limits.oldest):
        return returns, [Gap(subject, "too-old", "the movement within a year before its return")]
    return returns, [Gap(subject, "no-comparison", f"the movement before its return: {view.date_of(back)}")]


def _is_usual(view: View, family: str, before: int, limits: Limits) -> bool:
    """Whether the `best_days` up to the last day before a layoff hold another gap: a movement done now and then."""
    later = before
    for summary in view.family_sessions(family, view.ago(before) + limits.best_days):
        if summary.day < later:
            if later - summary.day >= limits.usual_gap:
                return True
            later = summary.day
    return False


def _load(view: View, lift: Lift, item: _Return, limits: Limits) -> tuple[_Excess | None, list[Gap]]:
    """The work set furthest above the load cap, against the best at similar reps before the layoff."""
    name = "cap_long" if item.gap >= limits.long_gap else "cap_medium" if item.gap >= limits.medium_gap else "cap_short"
    cap: Decimal = getattr(limits, name)
    floor = grains_of_kg(limits.floor)
    before = [
        (summary, entry)
        for summary, other in view.lifts(lift.subject, view.ago(item.before) + limits.best_days)
        if summary.day <= item.before
        for entry in other.work
    ]
    incomplete = any(entry.grains is None or entry.log.reps is None for _, entry in before)
    worst: _Excess | None = None
    missing, compared = False, False
    for entry in lift.work:
        load, reps = entry.grains, entry.log.reps
        if load is None or reps is None:
            missing = True
            continue
        similar = [
            (other.grains, summary, other)
            for summary, other in before
            if other.grains and other.log.reps is not None and abs(other.log.reps - reps) <= limits.rep_tolerance
        ]
        if not similar:
            continue
        compared = True
        best, summary, other = max(similar, key=lambda item: item[0])
        if not above(load - floor, cap, best):
            continue
        facts = [
            ("gap", Fact.count(item.gap, "days")),
            ("share", Fact.ratio(load, best, cap)),
            ("cap", Fact(str(cap), "ratio")),
            ("best", Fact.mass(best)),
            ("best_date", Fact.day(summary.day)),
            ("load", Fact.mass(load)),
        ]
        if incomplete:
            facts.append(("baseline", Fact.text("incomplete")))
        severity = _severity(item, above(load, plus(cap, limits.margin), best))
        cites = (Cite(summary.id, other.place), Cite(view.summary.id, entry.place))
        excess = _Excess(load, best, name, severity, tuple(facts), cites)
        if excess.exceeds(worst):
            worst = excess
    gaps = [not_recorded(lift.subject, "load and reps")] if missing else []
    if not missing and not compared:
        gaps.append(Gap(lift.subject, "no-comparison", "its load before the layoff"))
    return worst, gaps


def _volume(
    view: View, family: str, lifts: list[Lift], item: _Return, limits: Limits
) -> tuple[_Excess | None, list[Gap]]:
    """This week's volume of the family so far against the mean week before the layoff."""
    subject = lifts[0].subject
    if not view.covers(view.ago(item.before) + 27):
        return None, [Gap(subject, "too-short", "four weeks before the layoff")]
    weeks, deloads, known = [0, 0, 0, 0], set(), True
    for summary in view.family_sessions(family, view.ago(item.before) + 27):
        if summary.day <= item.before:
            week = (item.before - summary.day) // 7
            done = _of_family(summary, family)
            weeks[week] += done.amount
            known = known and done.complete
            if summary.session.deload:
                deloads.add(week)
    largest = max(weeks)
    full = [
        amount
        for week, amount in enumerate(weeks)
        if week not in deloads and at_least(amount, limits.full_week, largest)
    ]
    if not known or not sum(full):
        return None, [not_recorded(subject, "volume before the layoff")]
    number = view.ago(item.back) // 7 + 1
    amount, complete = volume(lifts).amount, volume(lifts).complete
    for summary in view.family_sessions(family, view.ago(item.back) % 7):
        done = _of_family(summary, family)
        amount += done.amount
        complete = complete and done.complete
    gaps = [] if complete else [not_recorded(subject, "load and reps")]
    name = f"volume_week_{number}"
    cap: Decimal = getattr(limits, name)
    if not above(amount * len(full), cap, sum(full)):
        return None, gaps
    facts = (
        ("gap", Fact.count(item.gap, "days")),
        ("week", Fact.count(number, "")),
        ("volume_share", Fact.ratio(amount * len(full), sum(full), cap)),
        ("volume_cap", Fact(str(cap), "ratio")),
    )
    severity = _severity(item, above(amount * len(full), plus(cap, limits.margin), sum(full)))
    return _Excess(amount * len(full), sum(full), name, severity, facts, ()), gaps


def _severity(item: _Return, severe: bool) -> Severity:
    """A movement that is done now and then has no layoff to come back from, so that its return is a hint."""
    return INFO if item.usual else WARNING if severe else CAUTION


def _of_family(summary: Summary, family: str) -> Volume:
    return volume([lift for lift in summary.lumbar if lift.exercise and lift.exercise.family == family])


def _fired(lift: Lift, parts: list[_Excess]) -> Fired:
    names = ["volume" if part.limit.startswith("volume") else "load" for part in parts]
    return Fired(
        lift.subject,
        max(part.severity for part in parts),
        dict(fact for part in parts for fact in part.facts),
        [cite for part in parts for cite in part.cites],
        limit=parts[0].limit,
        message="both" if len(parts) == 2 else names[0],
    )
