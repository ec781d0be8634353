"""pain.persisting leaves older days out where they change nothing: here it reads them all, and says the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowback_rules import DayLog, Pain, Session
from lowback_rules.catalogue import built_in
from lowback_rules.rules.pain import persisting as module
from lowback_rules.testing import Case, judge
from lowback_rules.verdict import Outcome
from lowback_rules.view import View

(RULE,) = (rule for rule in built_in() if rule.id == "pain.persisting")
LAST = datetime(2026, 6, 1, 18)
# What people write down, habit by habit.
ALL_ZERO, NO_MORNING, DURING, NOTHING = Pain(0, 0, 0, 0), Pain(0, 0, 0), Pain(during=0), Pain()
SORE, BAD = Pain(1, 2, 1, 1), Pain(3, 4, 3, 2)
HABITS = ([ALL_ZERO], [NO_MORNING], [NO_MORNING, DURING], [NOTHING], [ALL_ZERO, NO_MORNING, SORE], [SORE, BAD, NOTHING])


def every_day(view: View, limits: module.Limits) -> tuple[module._Days, list[int]]:
    """What is on record of each day as far back as is looked, whatever it changes."""
    days = module._Days(set(), set(), {}, {})
    for entry in view.check_ins(limits.longest):
        if entry.pain.numbers:
            days.enter(view.ago(entry.date.toordinal()), max(entry.pain.numbers), None, limits)
    checked = frozenset(days.entered)
    for summary in (view.summary, *view.sessions(limits.longest)):
        day, missing, worst, morning, session = module._said(summary)
        ago, later = view.ago(day), view.day - day - 1
        if missing:
            days.missing[ago] = days.missing.get(ago, ()) + missing
        if worst is not None:
            days.enter(ago, worst, session, limits)
        if later >= 0 and later not in checked:
            if morning is None:
                days.missing[later] = (*days.missing.get(later, ()), "pain next morning")
            else:
                days.enter(later, morning, session, limits)
    return days, module._possible(days, limits)


def by_every_day(case: Case) -> Outcome:
    """The outcome if no day is left out."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_days", every_day)
        return judge(RULE, case)


@contextmanager
def all_days(asked: list[int]) -> Iterator[None]:
    """The rule as if nothing were ever settled; `asked` gets the days at which it would have been."""
    settled = module._is_settled

    def never(view: View, days: module._Days, possible: list[int], ago: int, limits: module.Limits) -> bool:
        if settled(view, days, possible, ago, limits):
            asked.append(ago)
        return False

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_is_settled", never)
        yield


def log(random: Random, habits: list[list[Pain]], offsets: list[int]) -> Case:
    """A year of sessions, newest last, that change from one habit to the next; now and then a check-in, or two a day.

    Each has one of these offsets, so that local days run backwards now and then; without any, none has one.
    """
    ago, sessions, days = 0, list[Session](), list[DayLog]()
    while ago < 400:
        pains = habits[min(ago * len(habits) // 150, len(habits) - 1)]
        start = LAST - timedelta(days=ago, hours=random.randrange(12) if ago else 0)
        if offsets:
            start = start.replace(tzinfo=UTC).astimezone(timezone(timedelta(hours=random.choice(offsets))))
        sessions.append(Session(start, pain=random.choice(pains)))
        if random.random() < 0.05:
            day = LAST.date() - timedelta(days=ago - random.randrange(2) if ago else 0)
            days.append(DayLog(day, pain=Pain(before=random.choice((0, 0, 2, 4)))))
        ago += random.choice((0, 1, 2, 3, 4, 4, 13, 14, 15, 16) if random.random() < 0.3 else (2, 3))
    by_date = {entry.date: entry for entry in days}
    return Case(tuple(sessions[:0:-1]), sessions[0], days=tuple(by_date.values()))


@given(
    st.integers(0, 2**32),
    st.lists(st.sampled_from(HABITS), min_size=1, max_size=4),
    st.sampled_from([[], [0], [-11, 0, 14]]),
)
def test_days_that_are_left_out_change_nothing(seed: int, habits: list[list[Pain]], offsets: list[int]) -> None:
    case = log(Random(seed), habits, offsets)
    assert judge(RULE, case) == by_every_day(case)


def test_zones_move_a_day_by_more_than_one() -> None:
    """Sore mornings alone, a fortnight apart, in offsets of 25 hours between them: 14 local days, or 15."""
    west, east = timezone(timedelta(hours=-11)), timezone(timedelta(hours=14))
    starts = [
        (3, 30, 22, west),
        (4, 13, 5, west),
        (4, 27, 13, west),
        (5, 11, 4, west),
        (5, 25, 15, east),
        (6, 1, 23, east),
    ]
    *past, today = [
        Session(datetime(2026, month, day, hour, tzinfo=zone), pain=Pain(next_morning=4))
        for month, day, hour, zone in starts
    ]
    case = Case(tuple(past), today)
    assert judge(RULE, case) == by_every_day(case)


@pytest.mark.parametrize(
    ("pain", "gaps", "settled"),
    [
        (ALL_ZERO, [], None),
        # What is missing since the morning two days ago has gone on for 45 days on that of 47 days ago.
        (NO_MORNING, ["pain next morning"], 51),
        (DURING, ["pain before", "pain after", "pain next morning"], 48),
    ],
)
def test_a_habit_is_settled_within_eight_weeks(pain: Pain, gaps: list[str], settled: int | None) -> None:
    sessions = [Session(LAST - timedelta(days=3 * number), pain=pain) for number in range(100)]
    case = Case(tuple(sessions[:0:-1]), sessions[0])
    asked: list[int] = []
    with all_days(asked):
        outcome = judge(RULE, case)
    assert [gap.what for gap in outcome.gaps] == gaps
    assert min(asked, default=None) == settled


def test_a_long_episode_is_settled_when_enough_of_what_came_before_is_read() -> None:
    """BAD for 17 sessions, the first of them 48 days ago; since before that the mornings are missing."""
    sessions = [Session(LAST - timedelta(days=3 * n), pain=BAD if n <= 16 else NO_MORNING) for n in range(100)]
    asked: list[int] = []
    with all_days(asked):
        (finding,) = judge(RULE, Case(tuple(sessions[:0:-1]), sessions[0])).findings
    assert finding.facts["days"].value == "48"
    assert min(asked) == 78


def test_two_sessions_of_the_day_that_ends_the_look_back_are_both_read() -> None:
    known = Pain(next_morning=0)
    past = [Session(LAST - timedelta(days=days), pain=known) for days in (14, 28, 50)]
    past += [
        Session(LAST - timedelta(days=43), pain=Pain()),
        Session(LAST - timedelta(days=43, hours=6), pain=Pain(next_morning=4)),
    ]
    case = Case(tuple(past), Session(LAST, pain=known))
    said = judge(RULE, case)
    assert said == by_every_day(case)
    assert "pain next morning" not in [gap.what for gap in said.gaps]


def test_what_only_the_past_lacks_is_asked_for_too() -> None:
    """For the first months nothing but pain during was written down; since then the mornings alone are missing."""
    sessions = [Session(LAST - timedelta(days=3 * number), pain=NO_MORNING) for number in range(40)]
    sessions += [Session(LAST - timedelta(days=3 * number), pain=DURING) for number in range(40, 100)]
    outcome = judge(RULE, Case(tuple(sessions[:0:-1]), sessions[0]))
    assert [gap.what for gap in outcome.gaps] == ["pain next morning", "pain before", "pain after"]


def test_mild_pain_may_join_what_is_missing_now_to_what_was_missing_long_ago() -> None:
    mild, no_after = Pain(before=1, during=2, after=1, next_morning=1), Pain(before=1, during=2, next_morning=1)
    pains = [mild, Pain(before=1, after=1, next_morning=1), *[mild] * 18, *[no_after] * 6]
    sessions = [Session(LAST - timedelta(days=3 * number), pain=pain) for number, pain in enumerate(pains)]
    outcome = judge(RULE, Case(tuple(sessions[:0:-1]), sessions[0]))
    assert [gap.what for gap in outcome.gaps] == ["pain during", "pain after"]


def test_an_episode_that_goes_on_is_followed_to_its_beginning() -> None:
    sessions = [Session(LAST - timedelta(days=3 * number), pain=BAD) for number in range(60)]
    (finding,) = judge(RULE, Case(tuple(sessions[:0:-1]), sessions[0])).findings
    assert finding.facts["since"].value == str(LAST.date() - timedelta(days=3 * 59))


def test_what_two_sessions_of_one_day_lack_is_asked_for() -> None:
    lacking = [(0, Pain(before=0, after=0, next_morning=0)), (8, Pain(before=0, after=0, next_morning=0))]
    lacking += [(16, Pain(during=0, after=0, next_morning=0)), (16, Pain(before=0, during=0, next_morning=0))]
    today, *past = [
        Session(LAST - timedelta(days=ago, hours=number), pain=pain) for number, (ago, pain) in enumerate(lacking)
    ]
    outcome = judge(RULE, Case(tuple(past[::-1]), today))
    assert [gap.what for gap in outcome.gaps] == ["pain during", "pain before", "pain after"]


def test_an_earlier_session_of_a_later_local_day_is_of_today() -> None:
    west, east = timezone(timedelta(hours=-11)), timezone(timedelta(hours=14))
    today = Session(datetime(2026, 6, 1, 18, tzinfo=west), pain=BAD)
    past = [Session(datetime(2026, 6, 2, 10, tzinfo=east), pain=BAD)]
    past += [Session(today.start - timedelta(days=3 * number), pain=BAD) for number in range(1, 8)]
    (finding,) = judge(RULE, Case(tuple(past), today)).findings
    assert [finding.facts[name].value for name in ("since", "until", "days")] == ["2026-05-11", "2026-06-01", "21"]
