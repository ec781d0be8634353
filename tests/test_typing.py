"""What a client's type checker sees; mypy --strict reads this file with the rest of the tests."""

from datetime import datetime
from decimal import Decimal
from typing import assert_type

from lowback_rules import (
    Care,
    DayLog,
    Exercise,
    Fact,
    Finding,
    Gap,
    History,
    Level,
    Lifter,
    Load,
    Log,
    Outcome,
    Pain,
    Policy,
    Report,
    Session,
    SetLog,
    Severity,
    Symptoms,
    bodyweight,
    check_log,
    check_session,
    explain,
    find_exercise,
    kg,
    lb,
    read_log,
)


def test_the_public_api_is_typed() -> None:
    at = datetime(2026, 3, 9, 18)
    entry = SetLog("Deadlift", kg("102.5"), 5, rpe=8.5, rir=2, kind="work", side="left")
    session = Session(at, [entry], pain=Pain(during=2), symptoms=Symptoms(both_legs=False), sleep_hours=7.5)
    history = History([session], days=[DayLog(at.date(), 7)], records={"pain"})
    lifter = Lifter(level="novice", back_history=True, bodyweight=lb(180))
    policy = Policy(level=Level.NOVICE, rules={"load.step_jump": {"rise": "0.08"}})
    report = check_session(session, history, lifter=lifter, policy=policy)

    assert_type(entry.load, Load | None)
    assert_type(entry.rpe, Decimal | None)
    assert_type(session.sets, tuple[SetLog, ...])
    assert_type(lifter.level, Level | None)
    assert_type(report, Report)
    assert_type(report.worst, Severity | None)
    assert_type(report.not_assessed, tuple[Outcome, ...])
    assert_type(report.gaps, tuple[Gap, ...])
    assert_type(list(report), list[Finding])
    assert_type(check_log(history), tuple[Report, ...])
    assert_type(find_exercise("squat"), Exercise | None)
    assert_type(bodyweight(kg(10)), Load)
    assert_type(policy.required_history, int)
    assert_type(read_log("2026-03-02 squat 5@60kg"), Log)
    assert_type(Session.parse("2026-03-02 squat 5@60kg"), Session)
    assert_type(explain("load.step_jump"), str)
    for finding in report:
        assert_type(finding.facts[next(iter(finding.facts))], Fact)
        assert_type(finding.care, Care)
    assert isinstance(report, Report)
