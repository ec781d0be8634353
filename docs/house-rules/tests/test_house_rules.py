"""Every law of lowback_rules holds for our own rules."""

import pytest
from lowback_rules.testing import LAWS, load_rules


@pytest.mark.parametrize("rule", load_rules("house_rules"), ids=str)
@pytest.mark.parametrize("law", LAWS, ids=str)
def test_our_rules_meet_the_laws(law, rule):
    law.hold(rule)
