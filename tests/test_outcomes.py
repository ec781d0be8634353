"""What each rule says of the logs in its table, to the last fact and cite."""

import pytest
from attrs import evolve

from lowback_rules.catalogue import built_in
from lowback_rules.rule import Rule

from . import tables

BY_ID = {rule.id: rule for rule in built_in()}
TABLES = {path.stem: tables.read(path) for path in sorted(tables.FOLDER.glob("*.txt"))}


def test_every_rule_has_a_table() -> None:
    assert set(TABLES) == set(BY_ID)
    assert all(rows for rows in TABLES.values())


@pytest.mark.parametrize("rule", built_in(), ids=str)
def test_a_rule_says_what_its_table_says(rule: Rule) -> None:
    for row in TABLES[rule.id]:
        assert evolve(row, said=tables.said(rule, row.case)) == row, str(row)


@pytest.mark.parametrize("rule", built_in(), ids=str)
def test_a_table_is_written_as_it_is_read(rule: Rule) -> None:
    for row in TABLES[rule.id]:
        assert tables.row(rule, row.case) == row
