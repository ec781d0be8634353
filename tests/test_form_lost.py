"""load.form_lost asks first, in short, whether any set was followed by one as heavy: the short answer is the long one's."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowback_rules import History, Session, SetLog, kg
from lowback_rules.model import Kind
from lowback_rules.rules.load import form_lost as module

START = datetime(2026, 3, 2, 18)
KINDS: tuple[Kind | None, ...] = (None, None, "work", "warm-up")
sets = st.lists(
    st.builds(
        SetLog,
        st.just("Deadlift"),
        st.sampled_from((None, kg(0), kg(90), kg(95), kg(100))),
        st.sampled_from((5, 5, 0, None)),
        kind=st.sampled_from(KINDS),
        completed=st.sampled_from((None, None, False)),
    ),
    min_size=1,
    max_size=4,
)


def _of(*loads: int | None, left_out: bool = False) -> list[SetLog]:
    completed = False if left_out else None
    return [SetLog("Deadlift", None if load is None else kg(load), 5, completed=completed) for load in loads]


@given(sets, sets)
def test_whether_a_set_was_followed_by_one_as_heavy(before: list[SetLog], today: list[SetLog]) -> None:
    _compared(before, today)


@pytest.mark.parametrize(
    ("before", "today", "followed"),
    [
        (_of(100), _of(100), True),
        (_of(100), _of(95), False),
        (_of(100, 90), _of(95), True),
        (_of(95), _of(100, 90), True),
        (_of(None), _of(90), True),
        (_of(90), _of(None), True),
        (_of(None), _of(90, left_out=True), False),
        (_of(90), _of(95, left_out=True), False),
        (_of(90, left_out=True), _of(100, 100), True),
        (_of(90, left_out=True), _of(100, 95), False),
        (_of(90, left_out=True), _of(100, None), True),
    ],
)
def test_at_the_limit(before: list[SetLog], today: list[SetLog], followed: bool) -> None:
    assert _compared(before, today) is followed


def _compared(before: list[SetLog], today: list[SetLog]) -> bool:
    """The short answer, which is the long one's."""
    view = History([Session(START, before)]).view(Session(START + timedelta(days=3), today))
    (lift,) = view.summary.lifts
    last = view.last_tried("deadlift", 42)
    followed = [later.may_be_as_heavy(entry) for _, entry, later in module._followed(view, lift, last)]
    found = module._is_followed(lift, None if last is None else last[1])
    assert found is any(followed)
    return found
