"""Emergency and advice numbers by country: each entry well-formed, and errors that name the nearest."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

import lowback_rules
from lowback_rules.countries import Advice, Country, countries, country
from lowback_rules.errors import PolicyError

DATA = Path(lowback_rules.__file__).with_name("countries.json")
FORBIDDEN = re.compile(r"\b(safe|unsafe|danger\w*|diagnos\w*|risk\w*|prevents? injury|damage\w*)\b", re.IGNORECASE)


def test_codes_are_sorted_and_none_stands_twice() -> None:
    pairs: list[list[str]] = []

    def keep(found: list[tuple[str, object]]) -> dict[str, object]:
        pairs.append([key for key, _ in found])
        return dict(found)

    json.loads(DATA.read_text(encoding="utf-8"), object_pairs_hook=keep)
    assert all(len(keys) == len(set(keys)) for keys in pairs)
    assert pairs[-1] == sorted(pairs[-1])
    assert pairs[-1] == list(countries())


def test_names_and_sources_stand_once() -> None:
    every = countries().values()
    assert len({each.name for each in every}) == len(every)
    assert len({each.source for each in every}) == len(every)


@pytest.mark.parametrize("each", countries().values(), ids=countries())
def test_every_entry_is_well_formed(each: Country) -> None:
    assert re.fullmatch("[A-Z]{2}", each.code)
    assert re.fullmatch("[A-Z][a-z]+( [A-Z][a-z]+)*", each.name)
    assert each.emergency
    assert len(set(each.emergency)) == len(each.emergency)
    assert all(re.fullmatch("[0-9]{2,5}", number) for number in each.emergency)
    if each.advice is not None:
        assert re.fullmatch("[0-9]{3,10}", each.advice.number)
        assert each.advice.number not in each.emergency
        assert each.advice.name == each.advice.name.strip() != ""
        assert not FORBIDDEN.search(each.advice.name)
    assert each.department == "A&E" or re.fullmatch("the (A&E|emergency) (department|room)", each.department)
    assert not FORBIDDEN.search(each.department)
    assert re.fullmatch(r"https://[a-z0-9.-]+\.[a-z]+/\S*", each.source)
    assert each.verification in ("page", "memory")
    assert date.fromisoformat(each.checked).isoformat() == each.checked


def test_the_file_has_no_key_that_is_not_read() -> None:
    fields = {"name", "emergency", "advice", "department", "source", "verification", "checked"}
    data = json.loads(DATA.read_text(encoding="utf-8"))
    assert {frozenset(entry) for entry in data.values()} == {frozenset(fields)}


# Dialled for an ambulance: written down a second time, so that a slip in the file is seen.
FIRST = {
    "000": "AU",
    "10177": "ZA",
    "101": "IL",
    "111": "NZ",
    "112": "BE BG CY DE DK EE ES FI HU IE IN IS LT LU MT NL PT RO SE SI",
    "113": "LV NO",
    "118": "IT",
    "119": "JP KR",
    "144": "AT CH",
    "15": "FR",
    "155": "CZ SK",
    "166": "GR",
    "192": "BR",
    "194": "HR",
    "911": "CA MX US",
    "995": "SG",
    "999": "GB PL",
}


def test_the_number_to_dial_first() -> None:
    expected = {code: number for number, codes in FIRST.items() for code in codes.split()}
    assert {each.code: each.emergency[0] for each in countries().values()} == expected


def test_one_country_whole() -> None:
    found = country("GB")
    assert (found.code, found.name, found.emergency) == ("GB", "United Kingdom", ("999", "112"))
    assert found.advice == Advice("111", "NHS 111, not in Northern Ireland")
    assert found.department == "A&E"
    assert country("US").advice is None


def test_lower_case_is_accepted_and_the_file_is_read_once() -> None:
    assert country("gb") is country("GB") is countries()["GB"]


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("UK", "did you mean 'GB' (United Kingdom)?"),
        ("uk", "did you mean 'GB' (United Kingdom)?"),
        ("Germany", "did you mean 'DE' (Germany)?"),
        ("untied kingdom", "did you mean 'GB' (United Kingdom)?"),
        (" ie ", "did you mean 'IE' (Ireland)?"),
        ("AUT", "did you mean 'AT' (Austria) or 'AU' (Australia)?"),
    ],
)
def test_an_unknown_code_names_the_nearest(code: str, hint: str) -> None:
    with pytest.raises(PolicyError) as caught:
        country(code)
    assert str(caught.value) == f"country: {code!r} is not known; {hint}"


@pytest.mark.parametrize("code", ["", "XX", "Atlantis"])
def test_where_none_is_near_the_known_codes_are_named(code: str) -> None:
    with pytest.raises(PolicyError) as caught:
        country(code)
    assert str(caught.value) == f"country: {code!r} is not known; the known codes are {', '.join(sorted(countries()))}"
