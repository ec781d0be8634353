"""pain.persisting: back pain that does not go away."""

from collections.abc import Set
from itertools import chain
from typing import NamedTuple

from ...authoring import (
    CAUTION,
    INFO,
    LOW_BACK,
    PAIN_HABIT,
    PAIN_NUMBERS,
    Care,
    Cite,
    Evidence,
    Fact,
    Fired,
    Iterator,
    Severity,
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

# Sessions run from new to old, but in zones of their own: a later one may speak of a day as much older.
_LATER_DAYS = 3
_NO_MORNING = ("pain next morning",)
_NAMES = {number: f"pain {number.replace('_', ' ')}" for number in PAIN_NUMBERS}


@frozen
class Limits:
    info_days: int = limit(
        14, unit="days", low=7, high=42, stricter="lower", doc="pain over more days than this is noted"
    )
    care_days: int = limit(
        42, unit="days", low=14, high=84, stricter="lower", doc="pain over more days than this asks for ordinary care"
    )
    pain_from: int = limit(3, unit="0-10", low=1, high=7, stricter="lower", doc="a day with pain from this on counts")
    entries: int = limit(
        2, unit="days", low=1, high=7, stricter="lower", doc="days a week with an entry, over the whole time"
    )
    gap_days: int = limit(
        14, unit="days", low=14, high=56, doc="so many days without pain above 0 on record end an episode"
    )
    fresh_days: int = limit(7, unit="days", low=0, high=13, doc="the latest painful day is at most this long ago")
    longest: int = limit(365, unit="days", low=90, high=730, doc="how far back pain is looked for")


class _Days(NamedTuple):
    """By how many days ago they were: what is on record of days, and what is not.

    `entered` have an entry, `hurting` one above 0, `painful` (with their session) one that counts.
    """

    entered: set[int]
    hurting: set[int]
    painful: dict[int, str | None]
    missing: dict[int, tuple[str, ...]]

    def enter(self, day: int, worst: int, session: str | None, limits: Limits) -> None:
        """Take down the highest number of a day, and the session that it is from."""
        self.entered.add(day)
        if worst:
            self.hurting.add(day)
        if worst >= limits.pain_from:
            self.painful[day] = session


class _Span(NamedTuple):
    """A stretch between two painful days, by how many days ago they were."""

    last: int
    first: int

    @property
    def days(self) -> int:
        """How many days lie between them."""
        return self.first - self.last


_THURSDAYS = ("01-08", "01-15", "01-22", "01-29", "02-05", "02-12", "02-19")
_MONDAYS = ("01-05", "01-12", "01-19", "01-26", "02-02", "02-09", "02-16")


def _log(first: str, last: str, numbers: str, days: tuple[str, ...] = _MONDAYS + _THURSDAYS) -> str:
    """A log with the same pain numbers on each of the days from the first to the last."""
    return "\n".join(f"2026-{day} bench press 3x5@60kg; pain {numbers}" for day in sorted(days) if first <= day <= last)


_SORE = "1 before, 3 during, 2 after, 1 morning"


def _again(day: str, between: str) -> str:
    """Pain until the morning of 20 January, other numbers until 2 February, and pain again from a day on."""
    return "\n".join(
        [
            _log("01-05", "01-19", _SORE),
            _log("01-22", "02-02", between),
            _log(day, "02-12", _SORE, (day, "02-08", "02-12")),
        ]
    )


_NOTHING = "0 before, 0 during, 0 after, 0 morning"


@rule(
    title="Pain that does not go away",
    limits=Limits,
    lookback="longest",
    reads={"pain.before", "pain.during", "pain.after", "pain.next_morning"},
    uses={PAIN_HABIT},
    worse={"pain.before": "higher", "pain.during": "higher", "pain.after": "higher"},
    message={
        "note": "Back pain of {limits.pain_from} or more has come up over {days} now, since {since}.",
        "care": "Back pain of {limits.pain_from} or more has come up over {days} now, since {since}. "
        "A physiotherapist or doctor can help.",
        "longest": "Back pain of {limits.pain_from} or more has come up over at least {days} now, since {since} or "
        "before. A physiotherapist or doctor can help.",
    },
    formula={
        "note": "{since} to {until} = {days}, above {limits.info_days}; {entered} with an entry in that time",
        "": "{since} to {until} = {days}, above {limits.care_days}; {entered} with an entry in that time",
    },
    severities={INFO: "over more than `info_days`", CAUTION: "over more than `care_days`"},
    cares={Care.ORDINARY: "over more than `care_days`"},
    gaps={
        "pain": "not-recorded",
        "pain before": "not-recorded",
        "pain during": "not-recorded",
        "pain after": "not-recorded",
        "pain next morning": "not-recorded",
        "entries on enough days of each week": "not-recorded",
    },
    advice="Less for a few days, keep moving; where pain goes on for weeks, a physiotherapist or doctor can help.",
    evidence=Evidence(
        source="A",
        threshold="C",
        directness="direct",
        sources=("MENEZESCOSTA2012", "ACP2017", "NHS_TRUSTS", "WHO2023"),
        statement="Acute low-back pain falls from 52 to 23 of 100 within six weeks; patient guidance says to seek "
        "advice where it has not settled by then.",
        criticism="Ordinary care is offered for support; imaging is not routinely useful.",
    ),
    examples=[
        fires(_log("01-05", "01-22", _SORE), "17 days", severity=INFO),
        fires(_log("01-05", "02-16", _SORE), "42 days are not yet more than 42", severity=INFO),
        fires(_log("01-05", "02-19", _SORE), "45 days", severity=CAUTION),
        quiet(_log("01-05", "01-19", _SORE), "14 days"),
        quiet(_log("01-05", "02-19", "1 before, 2 during, 2 after, 1 morning"), "2 is below what counts"),
        fires(_again("02-03", _NOTHING), "13 days without pain are no end of it", severity=INFO),
        fires(_again("02-04", "0 before, 1 during, 0 after, 0 morning"), "nor are days with pain of 1", severity=INFO),
        quiet(_again("02-04", _NOTHING), "14 days without pain in between make two episodes"),
        unsure("2026-03-02 bench press 3x5@60kg", "pain was never logged"),
        unsure(
            _log("01-05", "01-26", "1 before, 3 during, 2 after", _MONDAYS),
            "one entry a week says little of the days between",
        ),
        unsure(
            _log("01-05", "01-22", "1 before, 2 after, 1 morning"), "pain during the sessions may have been 3 or more"
        ),
    ],
)
def persisting(view: View, limits: Limits) -> Verdicts:
    """Point out back pain that has come up for weeks, and after six weeks that ordinary care can help.

    Most back pain settles within six weeks. Days with pain of three or more count, from sessions and check-ins, as one
    episode until there are two weeks in between with no pain above 0 on record. Two entries a week are needed, and a
    session without pain numbers may hide a painful day.
    """
    if not view.recorded("pain"):
        yield not_recorded(LOW_BACK, "pain")
        return
    days, possible = _days(view, limits)
    episode, reached = _episode(days.painful.keys(), days.hurting, limits)
    recorded = _severity(_whole(episode), limits)
    found = _recorded_well(episode, days.entered, limits) if recorded else None
    severity = _severity(found, limits)
    if _below(severity, recorded):
        yield not_recorded(LOW_BACK, "entries on enough days of each week")
    if _below(recorded, _severity(_whole(possible), limits)):
        hidden = [days.missing[ago] for ago in possible if ago not in days.painful]
        for name in dict.fromkeys(chain.from_iterable(hidden)):
            yield not_recorded(LOW_BACK, name)
    if found is not None and severity is not None:
        bounded = found.first == episode[-1] and reached > limits.longest - limits.gap_days
        care = severity is CAUTION
        yield Fired(
            LOW_BACK,
            severity,
            {
                "days": Fact.count(found.days, "days"),
                "since": Fact.day(view.day - found.first),
                "until": Fact.day(view.day - found.last),
                "entered": Fact.count(_entered(found, days.entered), "days"),
            },
            tuple(_cites(found, days)),
            limit="care_days" if care else "info_days",
            care=Care.ORDINARY if care else Care.NONE,
            message="note" if not care else "longest" if bounded else "care",
        )


def _days(view: View, limits: Limits) -> tuple[_Days, list[int]]:
    """What is on record of each day of the latest episode, and the episode as _possible() has it.

    A check-in of the day stands for the next morning of the session before.
    """
    days = _Days(set(), set(), {}, {})
    for entry in view.check_ins(limits.longest):
        if entry.pain.numbers:
            days.enter(view.ago(entry.date.toordinal()), max(entry.pain.numbers), None, limits)
    entered, lacking, checked = days.entered, days.missing, frozenset(days.entered)
    # What settles it needs all that is up to `care_days` ago.
    oldest, enough = limits.fresh_days, limits.care_days + _LATER_DAYS
    today, gap_days = view.day, limits.gap_days
    for day, missing, worst, morning, session in view.each(_said, limits.longest):
        since = today - day
        ago = since if since > 0 else 0
        # What is older than the episode cannot matter, and most people have none.
        while ago > oldest + gap_days + _LATER_DAYS:
            older = [hurt for hurt in days.hurting if oldest < hurt <= oldest + gap_days]
            if not older:
                return days, _possible(days, limits)
            oldest = max(older)
        if ago > enough:
            enough = min(chain(days.painful, lacking), default=0) + limits.care_days
            if oldest > enough:
                possible = _possible(days, limits)
                if _is_settled(view, days, possible, ago, limits):
                    return days, possible
                enough = ago + gap_days
        if missing:
            lacking[ago] = lacking[ago] + missing if ago in lacking else missing
        if worst:
            days.enter(ago, worst, session, limits)
        elif worst is not None:
            entered.add(ago)
        if (missing or worst) and ago > oldest:
            oldest = ago
        later = since - 1
        if later < 0 or later in checked:
            continue
        if morning is None:
            lacking[later] = lacking[later] + _NO_MORNING if later in lacking else _NO_MORNING
        else:
            days.enter(later, morning, session, limits)
        if morning != 0 and later > oldest:
            oldest = later
    return days, _possible(days, limits)


def _said(summary: Summary) -> tuple[int, tuple[str, ...], int | None, int | None, str]:
    """A session's day, what it lacks, the highest number that it has, that of the morning after, and its id."""
    pain = summary.session.pain
    values = {"pain before": pain.before, "pain during": pain.during, "pain after": pain.after}
    missing = tuple([name for name, value in values.items() if value is None])
    worst = max([value for value in values.values() if value is not None], default=None)
    return summary.day, missing, worst, pain.next_morning, summary.id


def _is_settled(view: View, days: _Days, possible: list[int], ago: int, limits: Limits) -> bool:
    """Whether days longer ago than that change nothing: all is known of the latest episode, and of what may be one.

    What nobody records goes on for as long as the log; where it has lasted for long, only what it lacks is of interest.
    """
    episode, reached = _episode(days.painful.keys(), days.hurting, limits)
    if episode and ago <= reached + limits.gap_days + _LATER_DAYS:
        return False
    if _severity(_whole(episode), limits) is CAUTION:
        return True
    if _severity(_whole(possible), limits) is not CAUTION:
        return False
    hidden = [days.missing[day] for day in possible if day <= limits.care_days and day not in days.painful]
    seen = set().union(*hidden)
    return all(name in seen or not view.lacks_pain(number, limits.longest) for number, name in _NAMES.items())


def _possible(days: _Days, limits: Limits) -> list[int]:
    """The painful days of the latest episode, newest first, if each on which something is missing had been one."""
    missing = days.missing.keys()
    return _episode(days.painful.keys() | missing, days.hurting | missing, limits)[0]


def _episode(painful: Set[int], hurting: Set[int], limits: Limits) -> tuple[list[int], int]:
    """How many days ago the painful days of the latest episode were, newest first; and how far back it hurt."""
    newest = min(painful, default=limits.longest)
    if newest > limits.fresh_days:
        return [], newest
    episode, reached = [], newest
    for ago in sorted(hurting):
        if ago < newest:
            continue
        if ago - reached > limits.gap_days:
            break
        reached = ago
        if ago in painful:
            episode.append(ago)
    return episode, reached


def _whole(episode: list[int]) -> _Span | None:
    return _Span(episode[0], episode[-1]) if episode else None


def _recorded_well(episode: list[int], entered: set[int], limits: Limits) -> _Span | None:
    """The longest stretch of an episode that has enough days with an entry, up to a painful day that is fresh."""
    best: _Span | None = None
    for last in episode:
        if last > limits.fresh_days:
            break
        for first in reversed(episode):
            span = _Span(last, first)
            if best is not None and span.days <= best.days:
                break
            if 7 * _entered(span, entered) >= limits.entries * span.days:
                best = span
    return best


def _entered(span: _Span, entered: set[int]) -> int:
    return sum(span.last <= ago <= span.first for ago in entered)


def _severity(span: _Span | None, limits: Limits) -> Severity | None:
    if span is None:
        return None
    return CAUTION if span.days > limits.care_days else INFO if span.days > limits.info_days else None


def _below(first: Severity | None, second: Severity | None) -> bool:
    return second is not None and (first is None or first < second)


def _cites(span: _Span, days: _Days) -> Iterator[Cite]:
    """The sessions of the first and the last painful day, where there was one."""
    for ago in (span.first, span.last):
        session = days.painful[ago]
        if session is not None:
            yield Cite(session)
