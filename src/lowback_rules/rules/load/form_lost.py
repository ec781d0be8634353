"""load.form_lost: the same or a higher load after a set in which form was lost."""

from itertools import pairwise
from typing import NamedTuple

from ...authoring import (
    CAUTION,
    WARNING,
    WORK_SETS,
    Cite,
    Evidence,
    Fact,
    Fired,
    Iterator,
    Lift,
    Performed,
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


@frozen
class Limits:
    as_warning: int = limit(
        0,
        unit="switch",
        low=0,
        high=1,
        stricter="higher",
        back_history=1,
        doc="1: a warning instead of a caution",
    )
    days: int = limit(42, unit="days", low=7, high=180, doc="how far back the last session is looked for")


@rule(
    title="Same or higher load after form was lost",
    limits=Limits,
    lookback="days",
    reads={"exercise", "load", "form"},
    uses={WORK_SETS},
    asks="lumbar",
    message={
        "today": "{subject}: form was lost at {lost}, and a later set was at {load}.",
        "last": "{subject}: form was lost at {lost} on {lost_date}, and today's load is {load}.",
    },
    formula={
        "today": "form lost at {lost}; {load} in a later set is not below it",
        "last": "form lost at {lost} in the session before ({lost_date}); {load} today is not below it",
    },
    severities={
        CAUTION: "the same or a higher load later in the session, or in the next one",
        WARNING: "the same, where `as_warning` is 1",
    },
    gaps={"form": "not-recorded", "load": "not-recorded", "a set that could not be read": "not-recorded"},
    advice="Go below the load at which form was lost, and up again once every set keeps it.",
    evidence=Evidence(
        source="D",
        threshold="D",
        directness="extrapolated",
        sources=("LLOYD2014", "SWAIN2020", "VIGOTSKY2015"),
        statement="Form before load is coaching convention (for the young: Lloyd 2014); what to do after a lost set is "
        "our own choice. In good mornings more load did not mean more bending of the low back (Vigotsky 2015).",
        criticism="A posture of the spine by itself has not been shown to cause back pain (41 reviews, Swain 2020).",
    ),
    examples=[
        fires(
            "2026-03-09 deadlift 5@100kg kept, 5@110kg lost, 5@110kg kept",
            "the same load again",
            severity=CAUTION,
        ),
        fires(
            "2026-03-02 deadlift 2x5@100kg kept, 5@100kg lost\n2026-03-09 deadlift 3x5@100kg kept",
            "the same load in the next session",
            severity=CAUTION,
        ),
        fires(
            "2026-03-02 deadlift 5@100kg lost\n2026-03-09 deadlift 5@95kg kept, 0@105kg kept",
            "a failed attempt is a load too; with back history",
            severity=WARNING,
            back_history=True,
        ),
        quiet("2026-03-09 deadlift 5@100kg kept, 5@110kg lost, 5@107.5kg kept", "less after the lost set"),
        quiet(
            "2026-03-02 deadlift 5@100kg lost\n2026-03-09 deadlift 5@97.5kg kept\n2026-03-16 deadlift 5@100kg kept",
            "the session between kept form",
        ),
        quiet("2026-01-25 deadlift 5@100kg lost\n2026-03-09 deadlift 5@100kg kept", "43 days ago"),
        quiet("2026-03-09 deadlift 5@100kg lost, 5@110kg missed", "the set after it was left out"),
        unsure("2026-03-09 deadlift 3x5@100kg", "form is not recorded"),
        unsure("2026-03-02 deadlift 5@100kg\n2026-03-09 deadlift 5@100kg kept", "form was not recorded then"),
        unsure("2026-03-09 deadlift 5@100kg lost, 5 kept", "the load after the lost set is not recorded"),
    ],
)
def form_lost(view: View, limits: Limits) -> Verdicts:
    """Flag the same or a higher load after a set that was recorded as form lost.

    Looks at later sets of the same exercise in this session, and at the session before. Form that breaks is how a
    lifter tells that a load is too much for today; what counts as lost is the lifter's own judgement.
    """
    for lift in view.summary.lifts:
        if lift.exercise is None or lift.exercise.lumbar_class < 2:
            continue
        fired: list[Fired] = []
        missing: list[str] = []
        before = view.last_tried(lift.subject, limits.days)
        if not _writes_form(lift) and (before is None or before[1] is None or not _writes_form(before[1])):
            if _is_followed(lift, None if before is None else before[1]):
                missing.append("form")
        else:
            for summary, entry, later in _in_order(view, _followed(view, lift, before)):
                form = entry.log.form
                if form == "kept" or not later.may_be_as_heavy(entry):
                    continue
                again = later.not_below(entry)
                if again is not None and form == "lost":
                    fired.append(_fired(view, lift, (summary, entry), again, limits))
                else:
                    missing.append("load" if form == "lost" else "form")
        if lift.attempts and before is not None and lift.subject in before[0].unread:
            missing.append("a set that could not be read")
        for what in dict.fromkeys(missing):
            yield not_recorded(lift.subject, what)
        yield from fired[:1]


class _Later(NamedTuple):
    """The sets that came after one: the heaviest known, and whether there is one without a load."""

    heaviest: Performed | None = None
    unknown: bool = False

    def and_one(self, entry: Performed) -> "_Later":
        if entry.grains is None:
            return _Later(self.heaviest, True)
        known = None if self.heaviest is None else self.heaviest.grains
        return self if known is not None and known > entry.grains else _Later(entry, self.unknown)

    def not_below(self, entry: Performed) -> Performed | None:
        """The heaviest of them, if its load is known to be the same or higher."""
        heaviest = None if self.heaviest is None else self.heaviest.grains
        return self.heaviest if heaviest is not None and entry.grains is not None and heaviest >= entry.grains else None

    def may_be_as_heavy(self, entry: Performed) -> bool:
        """Whether the load of one is the same or higher, or may be where one of them is not recorded."""
        heaviest = None if self.heaviest is None else self.heaviest.grains
        return self.unknown or (heaviest is not None and (entry.grains is None or heaviest >= entry.grains))


_Followed = tuple[Summary, Performed, _Later]


def _followed(view: View, lift: Lift, before: tuple[Summary, Lift | None] | None) -> Iterator[_Followed]:
    """Each set of the session before, and of this one from its last on, with what came after it in this session."""
    today, later = _Later(), _Later()
    for entry in (*lift.work, *_failed(lift)):
        today = today.and_one(entry)
    if before is not None and before[1] is not None:
        yield from [(before[0], entry, today) for entry in before[1].sets if _tried(entry)]
    for entry in reversed(lift.sets):
        if _tried(entry):
            yield view.summary, entry, later
            later = later.and_one(entry)


def _is_followed(lift: Lift, before: Lift | None) -> bool:
    """Whether some set was followed by one as heavy, or that may be: all that matters where nobody writes of form."""
    tried = [entry.grains for entry in lift.sets if _tried(entry)]
    for first, second in pairwise(tried):
        if first is None or second is None or second >= first:
            return True
    earlier = [] if before is None else [entry.grains for entry in before.sets if _tried(entry)]
    later = [entry.grains for entry in (*lift.work, *_failed(lift))]
    lightest = [grains for grains in earlier if grains is not None]
    heaviest = [grains for grains in later if grains is not None]
    if len(lightest) < len(earlier) or len(heaviest) < len(later):
        return bool(earlier and later)
    return bool(earlier and later) and max(heaviest) >= min(lightest)


def _in_order(view: View, followed: Iterator[_Followed]) -> list[_Followed]:
    """This session's sets, first to last, then those of the session before."""
    found = list(followed)
    return [
        *reversed([one for one in found if one[0] is view.summary]),
        *[one for one in found if one[0] is not view.summary],
    ]


def _writes_form(lift: Lift) -> bool:
    return bool([entry for entry in lift.sets if entry.log.form is not None])


def _failed(lift: Lift) -> list[Performed]:
    return [entry for entry in lift.attempts if not entry.done]


def _tried(entry: Performed) -> bool:
    return entry.log.completed is not False


def _fired(view: View, lift: Lift, lost: tuple[Summary, Performed], again: Performed, limits: Limits) -> Fired:
    summary, entry = lost
    facts = {
        "lost": Fact.mass(entry.grains or 0),
        "lost_date": Fact.day(summary.day),
        "load": Fact.mass(again.grains or 0),
    }
    return Fired(
        lift.subject,
        WARNING if limits.as_warning else CAUTION,
        facts,
        (Cite(summary.id, entry.place), Cite(view.summary.id, again.place)),
        message="today" if summary is view.summary else "last",
    )
