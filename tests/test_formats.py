"""Every format declares itself whole: its examples are read as it says, and its page and list come from that."""

import pytest
from attrs import evolve

from lowback_rules import Log, Session, read_log
from lowback_rules.readers import FORMATS, page
from lowback_rules.readers.format import BLANK, DOUBLE, OUTLIER, UNREADABLE, Example, Format

EXAMPLES = [(each, example) for each in FORMATS for example in each.examples]
NAMES = [f"{each.name}-{number}" for each in FORMATS for number, _ in enumerate(each.examples, 1)]


def _plain(session: Session) -> Session:
    """The session as the plain notation can write it."""
    sets = [evolve(entry, extra=(), completed_at=None) for entry in session.sets]
    return evolve(session, sets=sets, id=None, name=None, notes=None, unread=(), extra=())


def read(example: Example) -> Log:
    return read_log(example.source, unit=example.unit, dates=example.dates, start=example.start, maxima=example.maxima)


@pytest.mark.parametrize(("described", "example"), EXAMPLES, ids=NAMES)
def test_an_example_is_read_as_it_says(described: Format, example: Example) -> None:
    log = read(example)
    assert log.format == described.name
    assert [_plain(session) for session in log.history] == list(read_log(example.log).history)
    assert dict(log.set_aside) == example.aside
    assert tuple(problem.message for problem in log.problems) == example.problems


@pytest.mark.parametrize(("described", "example"), EXAMPLES, ids=NAMES)
def test_only_declared_reasons_set_a_row_aside(described: Format, example: Example) -> None:
    assert set(read(example).set_aside) <= {*described.set_aside, UNREADABLE, BLANK, OUTLIER, DOUBLE}


@pytest.mark.parametrize("described", FORMATS, ids=lambda described: described.name)
def test_a_format_is_declared_whole(described: Format) -> None:
    assert described.examples
    assert described.quirks
    shown = page(described)
    for example in described.examples:
        assert example.text.strip() in shown
    shown_reasons = {reason for example in described.examples for reason in example.aside}
    assert set(described.set_aside) - shown_reasons == set() or described.name == "strong"


def test_names_of_columns_are_used_once_in_a_format() -> None:
    for each in FORMATS:
        written = [name for column in each.columns for name in column.written]
        assert sorted(written) == sorted(set(written)), each.name
        assert all(name == name.casefold() for name in written), each.name
