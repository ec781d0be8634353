"""rest.performance_drop: two sessions in a row well below the best of the weeks before."""

from functools import cache
from itertools import islice
from typing import NamedTuple

from ...authoring import (
    CAUTION,
    WARNING,
    WORK_SETS,
    Care,
    Cite,
    Decimal,
    Evidence,
    Fact,
    Fired,
    Fraction,
    Gap,
    Lift,
    Performed,
    Ratio,
    SetLog,
    Summary,
    Verdicts,
    View,
    at_least,
    e1rm,
    fires,
    frozen,
    is_larger,
    limit,
    maximum_share,
    not_recorded,
    plus,
    quiet,
    ratio_text,
    rule,
    unsure,
)

_MOST_REPS = 10
_MOST_RPE, _NONE = Decimal(10), Decimal(0)
# Local days can run against the order of the sessions by so many, where offsets differ.
_BACKWARDS = 2
_UNREAD = "a set that could not be read"


@frozen
class Limits:
    fraction: Decimal = limit(
        "0.95",
        unit="ratio",
        low="0.7",
        high="1",
        stricter="higher",
        doc="e1RM of each session as a share of the best before them",
    )
    care_after_days: int = limit(
        21,
        unit="days",
        low=7,
        high=84,
        stricter="lower",
        doc="a drop that began more days ago than this is a warning",
    )
    layoff_days: int = limit(
        14,
        unit="days",
        low=7,
        high=42,
        stricter="higher",
        doc="so many days without the exercise are a layoff, after which less is expected",
    )
    return_days: int = limit(
        28,
        unit="days",
        low=0,
        high=84,
        stricter="lower",
        doc="so many days from the first one back after a layoff, less is expected",
    )
    min_rpe: Decimal = limit("7", unit="RPE", low="5", high="9", doc="sets easier than this say little of strength")
    days: int = limit(42, unit="days", low=14, high=180, doc="how far before the drop its best is looked for")
    longest: int = limit(84, unit="days", low=84, high=365, doc="how far back the beginning of a drop is looked for")


_BEST = "2026-02-02 deadlift 1@150kg rpe 10\n"
_HEAVY_LIGHT_MEDIUM = "".join(
    f"2026-02-{day:02} squat 3x5@{load}kg rpe {rpe}\n"
    for day, load, rpe in ((2, 100, 8), (4, 80, 6), (6, 90, 7), (9, "102.5", 8), (11, 82, 6), (13, "92.5", 7))
)


@rule(
    title="Performance falling over successive sessions",
    limits=Limits,
    lookback=("longest", "days", "return_days", "layoff_days"),
    reads={"exercise", "load", "reps", "rpe", "deload"},
    uses={WORK_SETS},
    asks="lumbar",
    message={
        "": "{subject}: the best of the last {sessions} was {drop} below your best of the weeks before (e1RM {best} "
        "on {best_date}, {now} today).",
        "long": "{subject}: for {since} even the best session was {drop} below your best of the weeks before (e1RM "
        "{best} on {best_date}, {now} today); tiredness and loss of form have medical causes too.",
    },
    formula={
        "": "the best e1RM of the last {sessions} is {drop} below {best}, the best of the {limits.days} before them, "
        "and so below {limits.fraction} of it",
        "long": "the best e1RM of the last {sessions} is {drop} below {best}, the best of the {limits.days} before "
        "them, and so below {limits.fraction} of it; the first was {since} ago, more than {limits.care_after_days}",
    },
    severities={CAUTION: "below `fraction`, two sessions or more", WARNING: "for more than `care_after_days`"},
    cares={Care.ORDINARY: "for more than `care_after_days`"},
    gaps={
        "load and reps": "not-recorded",
        "a hard set of up to 10 reps with its effort": "not-recorded",
        "a set that could not be read": "not-recorded",
        "best e1RM of the weeks before": "no-comparison",
        "earlier sessions": "no-comparison",
    },
    advice="Take an easier week, and look at sleep and food. If it stays so for weeks, mention it to a doctor.",
    evidence=Evidence(
        source="C",
        threshold="D",
        directness="indirect",
        sources=("MEEUSEN2013", "GRANDOU2020", "BELL2020", "HACKETT2017"),
        statement="A lasting fall of performance is the defining sign of overreaching (ECSS and ACSM), which is found "
        "by exclusion. The 95 % is ours. Easy sets are left out, as far from failure the reserve is misjudged by more "
        "than two repetitions (Hackett 2017).",
        criticism="An e1RM is off by 5-10 %, as much as the limit; hence two sessions and sets of up to 10 reps. "
        "Overtraining from lifting is poorly documented.",
    ),
    examples=[
        fires(
            _BEST + "2026-02-09 deadlift 1@142kg rpe 10\n2026-02-16 deadlift 1@141kg rpe 10",
            "94.7 % and 94 % of 150 kg",
            severity=CAUTION,
        ),
        fires(
            _BEST + "2026-02-09 deadlift 1@140kg rpe 10\n2026-02-16 deadlift 1@140kg rpe 10\n"
            "2026-02-23 deadlift 1@140kg rpe 10\n2026-03-03 deadlift 1@140kg rpe 10",
            "the first low session was 22 days ago",
            severity=WARNING,
        ),
        fires(
            _BEST + "2026-02-09 deadlift 1@140kg rpe 10\n2026-02-16 deadlift 1@140kg rpe 10\n"
            "2026-02-23 deadlift 1@140kg rpe 10\n2026-03-02 deadlift 1@140kg rpe 10",
            "the first low session was 21 days ago: the limit is allowed",
            severity=CAUTION,
        ),
        fires(
            "2026-01-05 deadlift 1@150kg rpe 10\n2026-01-16 deadlift 1@148kg rpe 10\n"
            "2026-01-28 deadlift 1@148kg rpe 10\n2026-02-08 deadlift 1@148kg rpe 10\n"
            "2026-02-16 deadlift 1@141.5kg rpe 10\n2026-02-20 deadlift 1@141.5kg rpe 10",
            "the best of 42 days before the first of the two; the best since would allow it",
        ),
        quiet(
            _BEST + "2026-02-09 deadlift 1@142.5kg rpe 10\n2026-02-16 deadlift 1@141kg rpe 10",
            "142.5 kg is 95 % exactly: the limit is allowed",
        ),
        quiet(
            _BEST + "2026-02-09 deadlift 1@140kg rpe 10; deload\n2026-02-16 deadlift 1@140kg rpe 10",
            "one of the two is a deload",
        ),
        quiet(
            _BEST + "2026-02-16 deadlift 1@140kg rpe 10\n2026-02-23 deadlift 1@140kg rpe 10",
            "two weeks off before the first: less is expected",
        ),
        quiet(
            _BEST + "2026-02-09 deadlift 1@141kg rpe 10\n2026-02-16 deadlift 3@142.5kg, 5@110kg rpe 7",
            "three repetitions prove more than 95 %, whatever their effort",
        ),
        quiet(
            "2026-01-12 deadlift 1@150kg rpe 10\n" + _BEST + "2026-02-09 deadlift 1@141kg rpe 10\n"
            "2026-02-16 deadlift 1@141kg rpe 10",
            "three weeks off ended two weeks ago: less is expected for four weeks",
        ),
        fires(
            "2026-01-05 deadlift 1@150kg rpe 10\n2026-01-19 deadlift 1@150kg rpe 10\n"
            "2026-02-01 deadlift 1@150kg rpe 10\n2026-02-09 deadlift 1@150kg rpe 10\n"
            "2026-02-16 deadlift 1@141kg rpe 10\n2026-02-23 deadlift 1@141kg rpe 10",
            "two weeks off ended 28 days before the first of the two: the return is over",
        ),
        quiet(
            _HEAVY_LIGHT_MEDIUM + "2026-02-16 squat 3x5@105kg rpe 8\n2026-02-18 squat 3x5@84kg rpe 6",
            "a light day is passed over",
        ),
        quiet(
            _HEAVY_LIGHT_MEDIUM + "2026-02-16 squat 3x5@105kg rpe 8\n2026-02-18 squat 3x5@84kg rpe 6\n"
            "2026-02-20 squat 3x5@94.5kg rpe 7",
            "the medium day comes after the heavy one; the light day between them is passed over",
        ),
        fires(
            _BEST + "2026-02-09 deadlift 1@141kg rpe 10\n2026-02-11 deadlift 3x5@110kg rpe 6\n"
            "2026-02-16 deadlift 1@141kg rpe 10",
            "a light day between two low ones does not part them",
        ),
        fires(
            _BEST + "2026-02-09 deadlift 5@110kg rpe 7\n2026-02-16 deadlift 5@110kg rpe 7",
            "sets of RPE 7 measure: 137.9 kg",
        ),
        quiet(
            _BEST + "2026-02-09 deadlift 1@141kg rpe 10\n2026-02-12 deadlift 3x5@90kg rpe 6; deload\n"
            "2026-02-16 deadlift 1@141kg rpe 10",
            "a light day that is marked as a deload is one",
        ),
        fires(
            "2025-12-01 deadlift 1@150kg rpe 10\n2025-12-20 deadlift 1@150kg rpe 10\n"
            "2025-12-28 deadlift 1@141kg rpe 10\n2026-01-05 deadlift 1@141kg rpe 10\n"
            "2026-01-12 deadlift 1@141kg rpe 10\n2026-01-19 deadlift 1@141kg rpe 10\n"
            "2026-01-24 deadlift 1@141kg rpe 10",
            "low for 27 days, but of these the four weeks after a layoff do not count",
            severity=CAUTION,
        ),
        quiet(
            _BEST + "2026-02-09 deadlift 1@141kg rpe 10\n2026-02-16 deadlift 3x5@110kg rpe 6\n"
            "2026-02-23 deadlift 1@141kg rpe 10",
            "a fortnight with nothing but a light day in it parts the two",
        ),
        unsure(
            _BEST + "2026-02-05 deadlift 3x5@140kg\n2026-02-09 deadlift 1@143kg rpe 10\n"
            "2026-02-16 deadlift 1@143kg rpe 10",
            "no drop against what is known, but the effort of a heavy set before is not",
        ),
        unsure(
            _BEST + "2026-02-09 deadlift 1@142kg rpe 10\n2026-02-16 deadlift 3x5@110kg",
            "how hard today's sets were is not known",
        ),
        unsure(
            _BEST + "2026-02-09 deadlift 1@141kg rpe 10\n2026-02-16 deadlift 1@141kg, 5@110kg rpe 7",
            "the single, of no known effort, proves more than the rated set",
        ),
        unsure(
            _BEST + "2026-02-05 deadlift 3x5 rpe 9\n2026-02-09 deadlift 1@148kg rpe 10\n"
            "2026-02-16 deadlift 1@148kg rpe 10",
            "no drop against what is known, but a load before is not",
        ),
        unsure(
            "2026-02-02 deadlift 3x5@120kg\n2026-02-09 deadlift 1@142kg rpe 10\n2026-02-16 deadlift 1@141kg rpe 10",
            "the best before is not known",
        ),
        unsure(
            "2026-02-25 plank 45s\n2026-03-24 deadlift 3x3@100kg\n2026-03-25 deadlift 1@100kg rpe 10",
            "the session after the layoff may have been a light day, which is passed over",
        ),
        unsure("2026-02-09 deadlift 1@142kg rpe 10\n2026-02-16 deadlift 1@141kg rpe 10", "nothing before the two"),
    ],
)
def performance_drop(view: View, limits: Limits) -> Verdicts:
    """Flag a lift that stays well below its best of late for two sessions or more.

    The best e1RM of today and of the session before it are compared with the best of the six weeks before the two. Easy
    sets do not measure, and light days of nothing else are passed over; deloads and the four weeks after a layoff do
    not count. One bad day is noise; strength that stays away is the plainest sign that recovery lags behind.
    """
    days = limits.longest + limits.days + limits.return_days + limits.layoff_days
    with_unread = list(view.unread_sessions(days))
    for lift in view.summary.lumbar:
        of_exercise = [*view.each_lift(_day, lift, days, limits.min_rpe)]
        if of_exercise[0].light:
            continue
        unread = _without_lift(with_unread, lift.subject, of_exercise) if with_unread else []
        drop, gaps = _two(log := _Log(view, of_exercise, unread, limits))
        if drop is not None:
            drop, gaps = _longest(log, drop)
            yield _fired(view, drop, limits)
        yield from gaps


def _without_lift(with_unread: list[Summary], subject: str, days: list["_Day"]) -> list[Summary]:
    """The sessions of which all that is known of an exercise is that a set of it could not be read."""
    known = [day.summary for day in days]
    return [summary for summary in with_unread if subject in summary.unread and summary not in known]


class _Day(NamedTuple):
    """One session of the exercise, on a local day, and what it says of the strength in it.

    `e1rm` is the best of its sets that measure, if any. Strength lies between `lowest` and `highest`: sets that do not
    measure prove their repetitions, and one of unknown effort may have been one that measures. A session is `light`
    where every set is known to be easy, and it was no deload; it may have been where none is known to be `hard`.
    """

    summary: Summary
    lift: Lift
    day: int
    complete: bool
    light: bool
    hard: bool
    e1rm: Ratio | None
    lowest: Ratio | None
    highest: Ratio | None

    @property
    def maybe_light(self) -> bool:
        return not self.hard and not self.summary.session.deload

    def unknown(self) -> list[Gap]:
        """What is missing to know the e1RM at all."""
        if self.lift.subject in self.summary.unread:
            return [not_recorded(self.lift.subject, _UNREAD)]
        if not self.complete:
            return [not_recorded(self.lift.subject, "load and reps")]
        return [] if self.e1rm is not None else [self.effort()]

    def effort(self) -> Gap:
        return not_recorded(self.lift.subject, "a hard set of up to 10 reps with its effort")

    def reaches(self, best: "_Best", limits: Limits) -> bool:
        """Whether the session certainly comes up to the fraction of the best."""
        lowest = self.lowest
        return lowest is not None and self.complete and _is_share(lowest, limits.fraction, best.highest)

    def is_below(self, best: "_Best", limits: Limits) -> bool:
        """Whether the session, of which enough is known, certainly stays below the fraction of the best."""
        highest = self.highest
        return highest is not None and not _is_share(highest, limits.fraction, best.e1rm)


class _Best(NamedTuple):
    """The best e1RM before a drop, and where it is; it may be as high as `highest`, or higher where `missing` is."""

    e1rm: Ratio
    day: _Day
    highest: Ratio
    missing: tuple[Gap, ...]


class _Drop(NamedTuple):
    """The sessions of a drop, new to old, the place of the oldest, and the best before them."""

    days: tuple[_Day, ...]
    place: int
    best: _Best


class _Log(NamedTuple):
    """The sessions of one exercise, new to old, today first; light days are passed over, but are sessions too.

    `unread` are the sessions of which all that is known is that a set of the exercise could not be read. Of the days
    before today those before the place `first` count as light too.
    """

    view: View
    days: list[_Day]
    unread: list[Summary]
    limits: Limits
    first: int = 1

    def before(self, place: int) -> int | None:
        """The place of the last session before that one that was no light day."""
        for older in range(max(place + 1, self.first), len(self.days)):
            if not self.days[older].light:
                return older
        return None

    def does_not_count(self, place: int) -> bool:
        """Whether a session before today's is a deload, before a layoff, or in the weeks after one."""
        summary = self.days[place].summary
        since = self.days[0].day - summary.day
        return summary.session.deload or since >= self.limits.layoff_days or self.returning(place)

    def if_light(self) -> "_Log":
        """The log as it were if sessions before today's that do not count, and may have been light days, had been."""
        place = self.before(0)
        while place is not None and self.days[place].maybe_light and self.does_not_count(place):
            place = self.before(place)
        first = len(self.days) if place is None else place
        return _Log(self.view, self.days, self.unread, self.limits, first)

    def not_read(self, newer: int, older: int) -> list[Gap]:
        """A gap if a session that could not be read lies between these local days."""
        found = self.unread and any(older <= summary.day <= newer for summary in self.unread)
        return [not_recorded(self.days[0].lift.subject, _UNREAD)] if found else []

    def follows(self, place: int) -> bool | None:
        """Whether a session came after another without a layoff; None if the log is too short to tell."""
        day = self.days[place].day
        if place + 1 < len(self.days):
            return day - self.days[place + 1].day < self.limits.layoff_days
        return False if self.view.covers(self.view.ago(day) + self.limits.layoff_days) else None

    def returning(self, place: int) -> bool:
        """Whether a session lies in the weeks after a layoff."""
        weeks, layoff = self.limits.return_days, self.limits.layoff_days
        began = after = self.days[place].day
        for older in islice(self.days, place + 1, None):
            if began - after >= weeks:
                return False
            day = older.day
            if after - day >= layoff:
                return True
            after = day
        return began - after < weeks and self.follows(len(self.days) - 1) is False

    def best(self, place: int) -> _Best | None:
        """The best of the weeks before a session."""
        first = self.days[place].day
        oldest = first - self.limits.days
        missing = self.not_read(first, oldest)
        best: _Day | None = None
        e1rm: Ratio | None = None
        highest: Ratio | None = None
        for day in islice(self.days, place + 1, None):
            _, _, at, complete, light, _, measured, _, possible = day
            if at < oldest:
                if at < oldest - _BACKWARDS:
                    break
                continue
            if light:
                continue
            if not complete:
                missing += day.unknown()
            if measured is not None and (e1rm is None or measured[0] * e1rm[1] > e1rm[0] * measured[1]):
                best, e1rm = day, measured
            if possible is not None and (highest is None or possible[0] * highest[1] > highest[0] * possible[1]):
                highest = possible
        if best is None or e1rm is None or highest is None:
            return None
        return _Best(e1rm, best, highest, tuple(missing))


def _day(item: tuple[Summary, Lift], min_rpe: Decimal) -> _Day:
    """What a session says of an exercise."""
    summary, lift = item
    certain, possible = _multiples(_NONE), _multiples(_reserve(min_rpe))
    e1rm: Ratio | None = None
    lowest: Ratio | None = None
    highest: Ratio | None = None
    rated, hard = True, False
    before: object = None
    for entry in lift.work:
        log = entry.log
        alike = entry.grains, log.reps, log.rpe, log.kind
        if alike == before:
            continue
        before = alike
        if _is_hard(log, min_rpe):
            hard = True
            e1rm = _larger(e1rm, _measure(entry))
        elif log.rpe is None:
            rated = False
            highest = _larger(highest, _multiplied(entry, possible))
        lowest = _larger(lowest, _multiplied(entry, certain))
    lowest = _larger(lowest, e1rm)
    light = rated and not hard and not summary.session.deload and lift.subject not in summary.unread
    return _Day(summary, lift, summary.day, lift.complete, light, hard, e1rm, lowest, _larger(highest, lowest))


def _is_hard(log: SetLog, min_rpe: Decimal) -> bool:
    return log.kind == "failure" or (log.rpe is not None and log.rpe >= min_rpe)


def _measure(entry: Performed) -> Ratio | None:
    """The e1RM of a hard set; one to failure left nothing in reserve, whatever its RPE."""
    return _multiplied(entry, _multiples(_NONE)) if entry.log.kind == "failure" else e1rm(entry.log, entry.grains)


def _multiplied(entry: Performed, multiples: tuple[Ratio, ...]) -> Ratio | None:
    """The e1RM by a multiple for each number of repetitions."""
    grains, reps = entry.grains, entry.log.reps
    if not grains or not reps or reps >= len(multiples):
        return None
    numerator, denominator = multiples[reps]
    return grains * numerator, denominator


@cache
def _multiples(reserve: Decimal) -> tuple[Ratio, ...]:
    """The maximum as a multiple of the load with that reserve, by repetitions: none has place 0, and ten the last."""
    most = Decimal(_MOST_REPS)
    shares = [maximum_share(min(plus(Decimal(max(reps, 1)), reserve), most)) for reps in range(_MOST_REPS + 1)]
    return tuple([share.as_integer_ratio() for share in shares if share is not None])


@cache
def _reserve(min_rpe: Decimal) -> Decimal:
    """What a set that measures has in reserve at most."""
    return plus(_MOST_RPE, min_rpe.copy_negate())


def _larger(first: Ratio | None, second: Ratio | None) -> Ratio | None:
    return second if second is not None and is_larger(second, first) else first


def _is_share(value: Ratio, fraction: Decimal, whole: Ratio) -> bool:
    return at_least(value[0] * whole[1], fraction, whole[0] * value[1])


def _two(log: _Log) -> tuple[_Drop | None, list[Gap]]:
    """The drop of today's session and the one before, or what is missing to say that there is none."""
    limits, today, place = log.limits, log.days[0], log.before(0)
    subject = today.lift.subject
    if today.summary.session.deload:
        return None, []
    one = today if place is None else log.days[place]
    between = log.not_read(today.day, one.day)
    earliest = one.day - max(limits.days, limits.return_days + limits.layoff_days)
    around = log.not_read(today.day, earliest)
    follows = log.follows(0)
    if follows is False:
        return None, around
    if place is None or follows is None:
        return None, [*around, Gap(subject, "no-comparison", "earlier sessions")]
    if log.does_not_count(place):
        # A light day is passed over, and then the one before it is what counts.
        asked = [one.effort()] if one.maybe_light and any(_two(log.if_light())) else []
        return None, around + asked
    if log.follows(place) is None:
        return None, [*around, Gap(subject, "no-comparison", "earlier sessions")]
    two, best = (today, one), log.best(place)
    if best is not None and not best.missing:
        if today.reaches(best, limits):
            return None, []
        if one.reaches(best, limits):
            return None, between
    gaps = between + [gap for day in two for gap in day.unknown()]
    if best is None:
        return None, gaps or around or [Gap(subject, "no-comparison", "best e1RM of the weeks before")]
    if not gaps and all(day.is_below(best, limits) for day in two):
        return _Drop(two, place, best), []
    return None, gaps or list(best.missing) or [today.effort()]


def _longest(log: _Log, drop: _Drop) -> tuple[_Drop, list[Gap]]:
    """The drop with the sessions before it that belong to it, and what is missing to say that these are all."""
    run, place = list(drop.days), log.before(drop.place)
    while place is not None:
        day = log.days[place]
        if day.summary.session.deload or log.view.ago(day.day) > log.limits.longest:
            break
        if gaps := log.not_read(run[-1].day, day.day) or day.unknown():
            return drop, gaps
        if not log.follows(place) or log.returning(place):
            break
        run.append(day)
        best = log.best(place)
        if best is not None and all(other.is_below(best, log.limits) for other in run):
            drop = _Drop(tuple(run), place, best)
        place = log.before(place)
    return drop, []


def _fired(view: View, drop: _Drop, limits: Limits) -> Fired:
    best = Fraction(*drop.best.e1rm)
    e1rms = [Fraction(*e1rm) for day in drop.days if (e1rm := day.e1rm) is not None]
    since = view.ago(drop.days[-1].day)
    lasting = since > limits.care_after_days
    facts = {
        "sessions": Fact.count(len(drop.days), "sessions"),
        "drop": Fact(ratio_text(1 - max(e1rms) / best, plus(Decimal(1), limits.fraction.copy_negate())), "ratio"),
        "best": Fact.mass(int(best)),
        "best_date": Fact.day(drop.best.day.day),
        "now": Fact.mass(int(e1rms[0])),
        "since": Fact.count(since, "days"),
    }
    if drop.best.missing:
        facts["baseline"] = Fact.text("incomplete")
    return Fired(
        drop.days[0].lift.subject,
        WARNING if lasting else CAUTION,
        facts,
        [_cite(day, limits) for day in (drop.best.day, *reversed(drop.days))],
        limit="care_after_days" if lasting else "fraction",
        care=Care.ORDINARY if lasting else Care.NONE,
        message="long" if lasting else "",
    )


def _cite(day: _Day, limits: Limits) -> Cite:
    """The set that the e1RM of a session is from."""
    hard = [entry for entry in day.lift.work if _is_hard(entry.log, limits.min_rpe)]
    places = [entry.place for entry in hard if _measure(entry) == day.e1rm]
    return Cite(day.summary.id, places[0])
