"""Reports, findings, and what is said of them."""

import json
from datetime import date
from typing import get_args

import pytest
from attrs import evolve

from lowback_rules import (
    Gap,
    Lifter,
    LogError,
    Session,
    Severity,
    check_session,
    codec,
    explain,
    kg,
)
from lowback_rules.catalogue import rules
from lowback_rules.severity import Care
from lowback_rules.units import FACT_UNITS, FactUnit
from lowback_rules.verdict import Cite, Evidence, Fact, Facts, Finding, Fired, GapKind, LimitUse, Outcome, Report, hide
from lowback_rules.wording import Wording

PAST = [Session.parse("2026-03-02 deadlift 3x5@100kg")]
TODAY = Session.parse("2026-03-09 deadlift 3x5@112.5kg")


def test_a_report_has_no_truth_value() -> None:
    for report in (check_session(TODAY, PAST), check_session(PAST[0])):
        with pytest.raises(TypeError, match=r"look at worst \(\w+\) and not_assessed \(\d+ of \d+ rules\)"):
            bool(report)
        with pytest.raises(TypeError):
            assert not report


def test_a_finding_is_data_with_its_proof() -> None:
    report = check_session(TODAY, PAST)
    (finding,) = report
    assert (finding.rule, finding.session, finding.subject) == ("load.step_jump", "2026-03-09", "deadlift")
    assert finding.facts == {
        "rise": Fact("0.1250", "ratio"),
        "best": Fact("100", "kg"),
        "best_date": Fact("2026-03-02", "date"),
        "load": Fact("112.5", "kg"),
    }
    assert finding.cites == (Cite("2026-03-02", 0), Cite("2026-03-09", 0))
    assert finding.limit == LimitUse("rise", "0.10", "ratio", "default")
    # SHA-256 of "load.step_jump\n2026-03-09\ndeadlift", first 16 digits: pinned, as apps keep it.
    assert finding.fingerprint == "ca5184c3b8b70ef7"
    assert (report.worst, len(report)) == (Severity.CAUTION, 1)
    assert Wording().message(finding) == (
        "Deadlift: 12.5 % more than the best of late (100 kg on 2 Mar 2026, 112.5 kg now); usual steps are up to 10 %."
    )
    assert Wording(unit="lb").message(finding).startswith("Deadlift: 12.5 % more than the best of late (220.46 lb on")


def test_gaps_are_told_once_for_a_report() -> None:
    report = check_session(Session.parse("2026-03-09 bench press 3x5@60kg"))
    # Seven rules miss the pain entry; it is told once.
    assert report.gaps == (
        Gap("low-back", "not-recorded", "pain"),
        Gap("low-back", "too-short", "days needed: 14"),
        Gap("low-back", "not-recorded", "sleep of enough nights: 0 of 5"),
    )
    assert report.worst is None
    assert [outcome.rule for outcome in report.not_assessed] == [
        "pain.red_flags",
        "core.coverage",
        "core.weekly_days",
        "pain.intensity_zone",
        "pain.leg_symptoms",
        "pain.next_morning",
        "pain.persisting",
        "pain.weekly_trend",
        "rest.sleep",
    ]


def test_nothing_is_said_that_is_not_in_the_log() -> None:
    for rule in rules():
        for example in rule.examples:
            sessions = [Session.parse(line) for line in example.log.strip().splitlines()]
            for finding in check_session(sessions[-1], sessions[:-1], lifter=Lifter(back_history=example.back_history)):
                text = Wording().message(finding)
                assert "{" not in text
                assert not text[0].islower()
                assert explain(finding).count(text) == 1


def _finding(rule: str, subject: str, severity: Severity, care: Care = Care.NONE, message: str = "") -> Finding:
    evidence = Evidence("C", "C", "indirect", (), "")
    return Finding(rule, "s", subject, severity, care, Facts(()), (), None, (), message, evidence)


def test_only_the_same_subject_and_no_more_severe_is_hidden() -> None:
    caution, warning = Severity.CAUTION, Severity.WARNING
    outcomes = [
        Outcome("a.x", (_finding("a.x", "deadlift", caution), _finding("a.x", "squat", warning))),
        Outcome("b.y", (_finding("b.y", "deadlift", caution), _finding("b.y", "squat", caution))),
        Outcome("c.z", (_finding("c.z", "deadlift", warning),)),
    ]
    hidden = [f.hidden_by for o in hide(outcomes, {"a.x": ("b.y", "c.z")}) for f in o.findings]
    assert hidden == [None, None, "a.x", "a.x", None]
    assert hide(outcomes, {"c.z": ("*",)}) == hide(outcomes, {"d.none": ("*",)}) == tuple(outcomes)
    whole = [*outcomes, Outcome("d.w", (_finding("d.w", "low-back", warning),))]
    hidden = [f.hidden_by for o in hide(whole, {"d.w": ("a.x", "c.z")}) for f in o.findings]
    assert hidden == ["d.w", "d.w", None, None, "d.w", None]
    assert [f.hidden_by for o in hide(whole, {"b.y": ("d.w",)}) for f in o.findings] == [None] * 6


def test_a_rule_may_hide_one_message_of_another() -> None:
    outcomes = [
        Outcome("a.x", (_finding("a.x", "low-back", Severity.CAUTION),)),
        Outcome(
            "b.y", (_finding("b.y", "squat", Severity.INFO, message="one"), _finding("b.y", "squat", Severity.INFO))
        ),
    ]
    assert [f.hidden_by for o in hide(outcomes, {"a.x": ("b.y:one",)}) for f in o.findings] == [None, "a.x", None]


def test_who_hid_a_finding_first_is_named() -> None:
    caution = Severity.CAUTION
    outcomes = [Outcome(rule, (_finding(rule, "squat", caution),)) for rule in ("a.x", "b.y", "c.z")]
    hidden = hide(outcomes, {"a.x": ("c.z",), "b.y": ("c.z",)})
    assert [finding.hidden_by for outcome in hidden for finding in outcome.findings] == [None, None, "a.x"]


def test_less_than_a_stop_hides_nothing_where_a_rule_hides_everything() -> None:
    outcomes = (
        Outcome("a.x", (_finding("a.x", "low-back", Severity.INFO),)),
        Outcome("b.y", (_finding("b.y", "low-back", Severity.WARNING),)),
    )
    assert hide(outcomes, {"b.y": ("*",)}) == outcomes


def test_a_stop_hides_everything_where_a_rule_says_so() -> None:
    outcomes = [
        Outcome("a.x", (_finding("a.x", "deadlift", Severity.WARNING),)),
        Outcome("b.y", (_finding("b.y", "both-legs", Severity.STOP),)),
    ]
    assert [f.hidden_by for o in hide(outcomes, {"b.y": ("*",)}) for f in o.findings] == ["b.y", None]


def test_hidden_findings_keep_their_place_in_json() -> None:
    flagged = Session.parse("2026-03-09 deadlift 3x5@130kg; symptoms chest-pain=yes")
    data = codec.document([check_session(flagged, PAST)])
    found = {
        outcome["rule"]: [finding.get("hidden_by") for finding in outcome["findings"]]
        for outcome in data["reports"][0]["outcomes"]
        if outcome["findings"]
    }
    assert found == {"pain.red_flags": [None], "load.step_jump": ["pain.red_flags"]}


def test_worst_first() -> None:
    info, warning = Severity.INFO, Severity.WARNING
    outcomes = (
        Outcome("a.x", (_finding("a.x", "squat", info), _finding("a.x", "deadlift", info))),
        Outcome("b.y", (_finding("b.y", "deadlift", warning),)),
    )
    report = Report("s", "2026-03-09", outcomes)
    assert [(finding.rule, finding.subject) for finding in report] == [
        ("b.y", "deadlift"),
        ("a.x", "deadlift"),
        ("a.x", "squat"),
    ]


def test_of_one_severity_the_most_urgent_care_comes_first_then_rule_and_subject() -> None:
    stop, warning = Severity.STOP, Severity.WARNING
    outcomes = (
        Outcome("a.x", (_finding("a.x", "squat", stop), _finding("a.x", "deadlift", stop, Care.ORDINARY))),
        Outcome("b.y", (_finding("b.y", "squat", stop, Care.EMERGENCY), _finding("b.y", "row", warning, Care.URGENT))),
        Outcome("c.z", (_finding("c.z", "deadlift", stop, Care.ORDINARY), _finding("c.z", "bench", stop, Care.URGENT))),
    )
    report = Report("s", "2026-03-09", outcomes)
    assert [(str(finding.care), finding.rule, finding.subject) for finding in report] == [
        ("emergency", "b.y", "squat"),
        ("urgent", "c.z", "bench"),
        ("ordinary", "a.x", "deadlift"),
        ("ordinary", "c.z", "deadlift"),
        ("none", "a.x", "squat"),
        ("urgent", "b.y", "row"),
    ]


def test_what_is_hidden_is_neither_counted_nor_the_worst() -> None:
    info, caution = _finding("a.x", "squat", Severity.INFO), _finding("a.x", "deadlift", Severity.CAUTION)
    hidden = evolve(_finding("b.y", "squat", Severity.WARNING), hidden_by="c.z")
    report = Report("s", "2026-03-09", (Outcome("a.x", (info, caution)), Outcome("b.y", (hidden,))))
    assert list(report) == [caution, info]
    assert (len(report), report.worst) == (2, Severity.CAUTION)
    assert [outcome.status for outcome in report.outcomes] == ["fired", "fired"]
    only_hidden = Report("s", "2026-03-09", (Outcome("b.y", (hidden,)),))
    assert (list(only_hidden), len(only_hidden), only_hidden.worst) == ([], 0, None)


def test_a_report_is_of_the_local_day_of_its_start() -> None:
    assert Report("s", "2026-03-09", ()).day == Report("s", "2026-03-09T23:30:00-08:00", ()).day == date(2026, 3, 9)


def test_an_outcome_is_fired_before_it_is_not_assessed() -> None:
    findings, gaps = (_finding("a.x", "squat", Severity.INFO),), (Gap("squat", "not-recorded", "load"),)
    outcomes = Outcome("a.x"), Outcome("a.x", (), gaps), Outcome("a.x", findings), Outcome("a.x", findings, gaps)
    assert [outcome.status for outcome in outcomes] == ["clear", "not-assessed", "fired", "fired"]


def test_facts_hold_text() -> None:
    assert Fact.count(3, "sets") == Fact("3", "sets")
    assert Fact.mass(kg("102.50").grains) == Fact("102.5", "kg")
    assert Fact.day(date(2026, 3, 9).toordinal()) == Fact("2026-03-09", "date")
    assert Fact.text("squat") == Fact("squat", "text")


def test_facts_are_a_mapping_in_order_with_the_hash_that_equality_asks_for() -> None:
    load, best = Fact.mass(kg("112.5").grains), Fact("100", "kg")
    facts = Facts((("load", load), ("best", best)))
    assert (list(facts), len(facts), facts["best"]) == (["load", "best"], 2, best)
    assert facts == {"best": best, "load": load} != {"load": load}
    with pytest.raises(KeyError, match="worst"):
        facts["worst"]
    turned = Facts((("best", best), ("load", load)))
    assert (facts, hash(facts)) == (turned, hash(turned))
    assert hash(facts) != hash(Facts((("load", load),)))


def test_what_a_rule_yields_takes_any_mapping_and_iterable_and_can_be_hashed() -> None:
    facts = {"load": Fact("100", "kg")}
    fired = Fired("squat", Severity.INFO, facts, [Cite("a", 0)])
    assert fired == Fired("squat", Severity.INFO, Facts(tuple(facts.items())), (Cite("a", 0),))
    assert {fired: "known"}[Fired("squat", Severity.INFO, fired.facts, fired.cites)] == "known"


@pytest.mark.parametrize("words", ["my back hurts", "back: sore; stiff", "back hurts; rate it 0 to 10, they say"])
def test_a_gap_that_asks_to_rate_pain_keeps_the_words(words: str) -> None:
    gap = Gap.pain_mentioned(words)
    assert gap == Gap("low-back", "not-recorded", f'pain mentioned, not rated: "{words}"; rate it 0 to 10')
    assert gap.mentioned == f'"{words}"'


@pytest.mark.parametrize("what", ["pain", "pain: mentioned", "days needed: 14", "pain mentioned, not rated"])
def test_any_other_gap_mentions_nothing(what: str) -> None:
    assert Gap("low-back", "not-recorded", what).mentioned is None


def test_json_that_is_no_outcome_is_refused() -> None:
    good = json.loads(json.dumps(codec.outcome_json(check_session(TODAY, PAST).outcomes[0])))
    for bad in ({}, {**good, "gaps": [{"kind": "nonsense"}]}, {**good, "findings": [{}]}, {**good, "findings": 3}):
        with pytest.raises(LogError, match="this is no outcome of schema 1"):
            codec.outcome_from_json(bad, session="x")


@pytest.mark.parametrize("place", ["facts", "limit"])
def test_json_with_a_unit_that_there_is_not_is_refused_by_its_place(place: str) -> None:
    outcomes = check_session(TODAY, PAST).outcomes
    data = json.loads(json.dumps(codec.outcome_json(next(outcome for outcome in outcomes if outcome.findings))))
    (finding,) = data["findings"]
    (finding["facts"]["rise"] if place == "facts" else finding["limit"])["unit"] = "kgs"
    with pytest.raises(LogError, match=rf"schema 1: .*kgs not in literal .*'kg'.* @ \$\.{place}\.unit"):
        codec.outcome_from_json(data, session="x")


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        (Fact("0.1001", "ratio"), "10.01 %"),
        (Fact("1.0000", "ratio"), "100 %"),
        (Fact("22.41", "h"), "22.41 h"),
        (Fact("48.00", "h"), "48 h"),
        (Fact("1", "days"), "1 day"),
        (Fact("2", "ramp steps"), "2 ramp steps"),
        (Fact("102.05828325", "kg"), "102.06 kg"),
        (Fact("5", "0-10"), "5 of 10"),
        (Fact("2026-03-02", "date"), "2 Mar 2026"),
        (Fact("both-legs", "symptom"), "pain, numbness, tingling or weakness in both legs"),
        (Fact("back-extension", "text"), "Back extension"),
    ],
)
def test_facts_as_a_person_reads_them(fact: Fact, text: str) -> None:
    assert Wording().amount(fact) == text


# What a unit says of a value that is no number; all others are of numbers.
WORDS: dict[FactUnit, str] = {"date": "2026-03-02", "session": "2026-03-02", "symptom": "both-legs", "text": "squat"}


@pytest.mark.parametrize("unit", FACT_UNITS)
def test_every_unit_has_words(unit: FactUnit) -> None:
    value = WORDS.get(unit, "20")
    assert (Wording().amount(Fact(value, unit)) == value) is (unit in ("", "number", "RPE"))


def test_every_kind_of_gap_has_words() -> None:
    for kind in get_args(GapKind):
        item = Gap("deadlift", kind, "something: detail")
        assert Wording().gap(item).startswith("Deadlift: ")
        assert "detail" in Wording().gap(item)
        assert "detail" not in Wording().gap_kind(item)
