"""Words: total in each language, honest in each language, for each reader."""

import re
from datetime import date
from decimal import Decimal, localcontext
from string import Formatter
from typing import get_args

import pytest
from babel.messages.catalog import Message
from hypothesis import given
from tools.translations import compiled, path, template, translated, updated

from lowback_rules import Gap, History, Lifter, Policy, PolicyError, Session, check_session, explain, kg
from lowback_rules.catalogue import rules
from lowback_rules.countries import countries
from lowback_rules.load import bodyweight, lb
from lowback_rules.rule import Example
from lowback_rules.severity import Care
from lowback_rules.testing import Case, cases
from lowback_rules.verdict import Fact, Finding, Report
from lowback_rules.wording import LANGUAGES, NOT_MEDICAL, Reader, Unit, Wording

EVERY = Policy(rules={rule.id: {"enabled": True} for rule in rules() if not rule.fixed})
EXAMPLES = [pytest.param(example, id=f"{rule.id}: {example.why}") for rule in rules() for example in rule.examples]
# What no message says, in each language: no outcome is claimed.
FORBIDDEN = {
    "en": r"\b(safe(ly|ty)?|unsafe(ly)?|danger\w*|diagnos\w*|risk\w*|prevents? injur\w*|damag\w*|harmless)\b",
    "de": r"\b(un)?(sicher(e[rsn]?|heit)?|gefahr\w*|gefähr\w*|gefaehr\w*|diagnos\w*|risik\w*|schäd\w*|schaden|harmlos\w*|"
    r"verletzung(en)? (vorbeug|verhinder)\w*)\b",
}
FOR_ALL = [
    Wording(unit=unit, language=language, reader=reader, country=country)
    for unit in get_args(Unit)
    for language in LANGUAGES
    for reader in get_args(Reader)
    for country in (None, "GB", "US")
]


def report_of(example: Example) -> Report:
    sessions = [Session.parse(line) for line in example.log.strip().splitlines()]
    history = History(sessions[:-1], records=example.records)
    return check_session(sessions[-1], history, lifter=example.who, policy=EVERY)


def is_whole(text: str) -> bool:
    """No name is left over, and nothing reads as code."""
    return bool(text) and not re.search(r"[{}]|\bNone\b(?! of)|Decimal\(|Namespace|\bnan\b", text)


@pytest.mark.parametrize("example", EXAMPLES)
def test_wording_is_total_for_every_example(example: Example) -> None:
    report = report_of(example)
    for words in FOR_ALL:
        for finding in report:
            assert is_whole(words.message(finding))
            assert is_whole(words.formula(finding))
            assert is_whole(words.advice(finding))
            assert is_whole(explain(finding, words=words))
        for gap in report.gaps:
            assert is_whole(words.gap(gap))


@given(cases())
def test_wording_is_total_for_every_drawn_log(case: Case) -> None:
    history = History(case.past, days=case.days, records=case.records)
    report = check_session(case.today, history, lifter=case.lifter, policy=EVERY)
    for words in (Wording(), Wording(language="de", unit="lb"), Wording(reader="coach"), Wording(reader="developer")):
        for finding in report:
            assert is_whole(words.message(finding))
        for gap in report.gaps:
            assert is_whole(words.gap(gap))
            assert is_whole(words.gap_kind(gap))


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def messages(language: str) -> list[Message]:
    return [message for message in (template() if language == "en" else updated(language)) if message.id]


def forms(message: Message, language: str) -> list[str]:
    said = message.id if language == "en" else message.string
    return [said] if isinstance(said, str) else list(said or ())


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_every_text_is_translated_and_names_the_same(language: str) -> None:
    found = messages(language)
    assert len(found) > 100
    assert [message.id for message in found if not translated(message)] == []
    for message in found:
        originals = [message.id] if isinstance(message.id, str) else list(message.id)
        for form in forms(message, language):
            assert fields(form) in [fields(original) for original in originals], message.id
            assert (form[-1] in ".:!?") == (originals[0][-1] in ".:!?"), message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_claims_an_outcome(language: str) -> None:
    forbidden = re.compile(FORBIDDEN[language], re.IGNORECASE)
    for message in messages(language):
        if message.id != NOT_MEDICAL:
            assert not [form for form in forms(message, language) if forbidden.search(form)]


def test_the_list_of_forbidden_words_finds_some() -> None:
    for language, text in (("en", "Heavy is dangerous."), ("de", "Das ist nicht gefährlich.")):
        assert re.search(FORBIDDEN[language], text, re.IGNORECASE)


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_the_compiled_catalogue_is_that_of_the_texts(language: str) -> None:
    assert path(language, "mo").read_bytes() == compiled(updated(language)), "run: make translations"


def jump() -> Finding:
    (finding,) = check_session(
        Session.parse("2026-03-09 deadlift 3x5@112.5kg"), [Session.parse("2026-03-02 deadlift 3x5@100kg")]
    )
    return finding


def test_a_finding_reads_differently_for_lifter_coach_and_developer() -> None:
    finding = jump()
    lifter = Wording().message(finding)
    assert lifter == (
        "Deadlift: 12.5 % more than the best of late (100 kg on 2 Mar 2026, 112.5 kg now); usual steps are up to 10 %."
    )
    assert Wording(reader="coach").message(finding) == (
        lifter + " [(112.5 kg - 100 kg) / 100 kg = 12.5 %, above 10 %; and 112.5 kg - 100 kg is above 5 kg; "
        "limit (rise): 10 %, default · evidence C for the number, C for the direction (ACSM2009)]"
    )
    assert Wording(reader="developer").message(finding) == (
        "load.step_jump caution/none subject='deadlift' rise='0.1250'(ratio) best='100'(kg) "
        "best_date='2026-03-02'(date) load='112.5'(kg) limits: rise=0.10(ratio, default) floor=5(kg, default) "
        "cites: 2026-03-02#0 2026-03-09#0 ca5184c3b8b70ef7"
    )


def test_german() -> None:
    words = Wording(language="de")
    assert words.amount(Fact("0.1250", "ratio")) == "12,5 %"
    assert words.amount(Fact("1", "days")) == "1 Tag"
    assert words.day(date(2026, 3, 2)) == "2. März 2026"
    assert "112,5 kg" in words.message(jump())
    assert words.gap(Gap("low-back", "not-recorded", "load")) != Wording().gap(Gap("low-back", "not-recorded", "load"))


@pytest.mark.parametrize(
    ("load", "text"),
    [
        (kg(100), "100 kg"),
        (lb(225), "102.06 kg"),
        (bodyweight(), "body weight"),
        (bodyweight(kg(10)), "body weight + 10 kg"),
        (bodyweight(assisted=kg(20)), "body weight - 20 kg"),
    ],
)
def test_loads_as_they_were_logged(load: object, text: str) -> None:
    assert Wording().load(load) == text  # type: ignore[arg-type]  # the table mixes what makes a load


EMERGENCY = Session.parse("2026-03-09 pain 3 before; symptoms both-legs=yes")
URGENT = Session.parse("2026-03-09 pain 3 before; symptoms fever-or-unwell=yes")


@pytest.mark.parametrize("country", [None, *countries()])
def test_numbers_are_those_of_the_country_and_of_none_if_none_is_named(country: str | None) -> None:
    for session in (EMERGENCY, URGENT):
        (finding,) = check_session(session)
        text = Wording(country=country).message(finding)
        numbers = re.findall(r"\d{3,}", text)
        if country is None:
            assert numbers == []
        elif finding.care is Care.EMERGENCY:
            assert numbers == [
                digits for number in countries()[country].emergency for digits in re.findall(r"\d{3,}", number)
            ]


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"language": "xx"}, "language: 'xx' is none of en, de"),
        ({"unit": "st"}, "unit: 'st' is none of kg, lb"),
        ({"reader": "cat"}, "reader: 'cat' is none of lifter, coach, developer"),
        ({"country": "UK"}, "country: 'UK' is not known"),
    ],
)
def test_a_wrong_choice_says_what_would_be_right(choice: dict[str, str], message: str) -> None:
    with pytest.raises(PolicyError, match=message):
        Wording(**choice)  # type: ignore[arg-type]  # the fault itself


def test_pregnancy_adds_a_word_to_each_message() -> None:
    past = [Session.parse("2026-03-02 deadlift 3x5@100kg")]
    today = Session.parse("2026-03-09 deadlift 3x5@112.5kg")
    (finding,) = check_session(today, past, lifter=Lifter(pregnant_or_postpartum=True))
    assert Wording().message(finding).endswith("up to 10 %. Check with your midwife or doctor.")
    assert finding.severity == jump().severity


def test_amounts_keep_every_digit() -> None:
    assert Wording().plain(Decimal("1E+2")) == "100"
    assert Wording(language="de").plain(Decimal("7.50")) == "7,5"


def test_the_callers_decimal_precision_does_not_matter() -> None:
    expected = Wording(unit="lb").message(jump())
    with localcontext(prec=1):
        assert Wording(unit="lb").message(jump()) == expected


def test_what_is_urgent_names_the_symptom_and_the_action_alone() -> None:
    pregnant = Lifter(pregnant_or_postpartum=True)
    for session in (EMERGENCY, URGENT):
        (finding,) = [finding for finding in check_session(session, lifter=pregnant) if finding.care >= Care.URGENT]
        assert finding.notes
        assert "midwife" not in Wording().message(finding)
