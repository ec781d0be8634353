"""What rest-day check-ins say: the plain notation has none, so examples cannot show them."""

from datetime import date, timedelta

from lowback_rules import DayLog, Finding, History, Lifter, Outcome, Pain, Session, Symptoms, check_session
from lowback_rules.wording import Wording

TODAY = date(2026, 3, 25)


def outcome(rule: str, today: Session, days: list[DayLog], past: list[Session] | None = None) -> Outcome:
    report = check_session(today, History(past or [], days=days))
    return next(outcome for outcome in report.outcomes if outcome.rule == rule)


def ago(days: int, **what: object) -> DayLog:
    return DayLog(TODAY - timedelta(days=days), **what)  # type: ignore[arg-type]  # the fields of a check-in


def only(found: Outcome) -> Finding:
    (finding,) = found.findings
    return finding


def test_a_symptom_told_since_the_last_session_counts_and_an_older_one_does_not() -> None:
    today = Session(TODAY)
    tingling = Symptoms(one_leg_pain_or_tingling=True)
    last = [Session(TODAY - timedelta(days=3))]
    assert outcome("pain.leg_symptoms", today, [ago(3, symptoms=tingling)], last).status == "fired"
    assert outcome("pain.leg_symptoms", today, [ago(4, symptoms=tingling)], last).status == "not-assessed"


def test_a_later_answer_replaces_an_earlier_one() -> None:
    days = [ago(2, symptoms=Symptoms(one_leg_pain_or_tingling=True)), ago(1, symptoms=Symptoms.from_ids([]))]
    assert outcome("pain.leg_symptoms", Session(TODAY), days).status == "fired"
    days[1] = ago(1, symptoms=Symptoms(one_leg_pain_or_tingling=False))
    assert outcome("pain.leg_symptoms", Session(TODAY), days).status == "clear"


def test_nights_of_check_ins_are_nights() -> None:
    days = [ago(night, sleep_hours=hours) for night, hours in enumerate([6, 7, "6.5", 7])]
    found = only(outcome("rest.sleep", Session(TODAY, sleep_hours=6), [*days, ago(4, sleep_hours=7)]))
    # The session's own night replaces the check-in of the same day.
    assert (found.facts["mean"].value, found.facts["nights"].value) == ("6.70", "5")
    assert outcome("rest.sleep", Session(TODAY, sleep_hours=6), days).status == "not-assessed"


def test_pain_that_persists_is_seen_from_check_ins_alone() -> None:
    def every_third_day(span: int) -> list[DayLog]:
        return [ago(day, pain=Pain(before=4)) for day in range(0, span + 1, 3)]

    today = Session(TODAY, pain=Pain(0, 0, 0))
    assert outcome("pain.persisting", today, every_third_day(12)).status == "clear"
    assert str(only(outcome("pain.persisting", today, every_third_day(15))).severity) == "info"
    weeks = only(outcome("pain.persisting", today, every_third_day(45)))
    assert (str(weeks.severity), str(weeks.care)) == ("caution", "ordinary")
    two_weeks = [ago(day, pain=Pain(before=4)) for day in (0, 2, 4, 19, 21)]
    assert outcome("pain.persisting", today, two_weeks).status == "clear"
    mild = [ago(day, pain=Pain(before=1)) for day in (9, 14)]
    assert str(only(outcome("pain.persisting", today, [*two_weeks, *mild])).severity) == "info"
    year = only(outcome("pain.persisting", today, every_third_day(390)))
    assert "over at least" in Wording().message(year)


def test_pain_of_a_child_in_a_check_in_is_told() -> None:
    def finding(pain: Pain) -> Finding:
        report = check_session(Session(TODAY), History(days=[ago(1, pain=pain)]), lifter=Lifter(age=15))
        return only(next(outcome for outcome in report.outcomes if outcome.rule == "pain.red_flags"))

    found = finding(Pain(before=2))
    assert (str(found.severity), str(found.care), found.message) == ("caution", "ordinary", "young")
    found = finding(Pain(sudden_onset=True))
    assert (str(found.severity), str(found.care), found.message) == ("stop", "ordinary", "young-sudden")


def test_a_check_in_after_the_session_is_not_seen() -> None:
    tomorrow = DayLog(TODAY + timedelta(days=1), pain=Pain(before=9), symptoms=Symptoms(both_legs=True))
    assert outcome("pain.red_flags", Session(TODAY), [tomorrow]).status == "not-assessed"
