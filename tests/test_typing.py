"""What a client's type checker sees; mypy --strict reads this file with the rest of the tests."""

import ast
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any, Literal, assert_type

import attrs

import lowback_rules
from lowback_rules import (
    Care,
    DayLog,
    Evidence,
    Exercise,
    Fact,
    Finding,
    Gap,
    History,
    Level,
    Lifter,
    Load,
    Log,
    LogError,
    LowbackError,
    Outcome,
    Pain,
    Policy,
    PolicyError,
    Problem,
    Report,
    Reports,
    RuleError,
    Session,
    SetLog,
    Severity,
    Symptoms,
    UnjudgedError,
    Wording,
    __version__,
    bodyweight,
    check_log,
    check_many,
    check_plan,
    check_session,
    codec,
    explain,
    find_exercise,
    kg,
    lb,
    read_log,
)
from lowback_rules.catalogue import Broken
from lowback_rules.definitions import Definitions
from lowback_rules.exercises import Guide, Match, catalogue, match
from lowback_rules.index import Index
from lowback_rules.model import Form, Kind, Side
from lowback_rules.policy import Layer, Resolved
from lowback_rules.rule import Rule
from lowback_rules.units import FactUnit
from lowback_rules.verdict import (
    Cite,
    Directness,
    Facts,
    GapKind,
    Grade,
    LimitUse,
    PolicyInForce,
    Status,
    UnknownExercise,
)
from lowback_rules.view import View
from lowback_rules.wording import Reader
from lowback_rules.writers import openweight

AT = datetime(2026, 3, 9, 18)
ENTRY = SetLog("Deadlift", kg("112.5"), 5, rpe=8.5, rir=2, kind="work", side="left")
SESSION = Session(AT, [ENTRY], pain=Pain(during=2), symptoms=Symptoms(both_legs=False), sleep_hours=7.5, id="today")
EARLIER = Session.parse("2026-03-02 18:00 deadlift 3x5@100kg")
HISTORY = History([EARLIER, SESSION], days=[DayLog(date(2026, 3, 8), 7)], records={"pain"})
LIFTER = Lifter(level="novice", back_history=True, bodyweight=lb(180))
POLICY = Policy(level=Level.NOVICE, rules={"load.step_jump": {"rise": "0.08"}})
REPORT = check_session(SESSION, HISTORY, lifter=LIFTER, policy=POLICY)


def test_values_of_a_log() -> None:
    assert_type(kg("102.5"), Load)
    assert_type(lb(225), Load)
    assert_type(bodyweight(kg(10)), Load)
    load = kg(100)
    assert_type(load.grains, int)
    assert_type(load.bodyweight, bool)
    assert_type(load.kg, Decimal)
    assert_type(load.lb, Decimal | None)

    assert_type(ENTRY, SetLog)
    assert_type(ENTRY.exercise, str)
    assert_type(ENTRY.load, Load | None)
    assert_type(ENTRY.reps, int | None)
    assert_type(ENTRY.seconds, int | None)
    assert_type(ENTRY.distance_m, Decimal | None)
    assert_type(ENTRY.rpe, Decimal | None)
    assert_type(ENTRY.kind, Kind | None)
    assert_type(ENTRY.form, Form | None)
    assert_type(ENTRY.side, Side | None)
    assert_type(ENTRY.target_reps, int | None)
    assert_type(ENTRY.rest_after_s, int | None)
    assert_type(ENTRY.completed, bool | None)
    assert_type(ENTRY.completed_at, datetime | None)
    assert_type(ENTRY.extra, tuple[tuple[str, str], ...])
    assert_type(ENTRY.done, bool)


def test_sessions_and_check_ins() -> None:
    assert_type(Session.parse("2026-03-02 squat 5@60kg"), Session)
    assert_type(SESSION.start, date)
    assert_type(SESSION.sets, tuple[SetLog, ...])
    assert_type(SESSION.end, datetime | None)
    assert_type(SESSION.pain, Pain)
    assert_type(SESSION.symptoms, Symptoms)
    assert_type(SESSION.id, str | None)
    assert_type(SESSION.deload, bool)
    assert_type(SESSION.planned, bool)
    assert_type(SESSION.sleep_hours, Decimal | None)
    assert_type(SESSION.general_warmup_minutes, Decimal | None)
    assert_type(SESSION.session_rpe, Decimal | None)
    assert_type(SESSION.woke_at, datetime | None)
    assert_type(SESSION.name, str | None)
    assert_type(SESSION.notes, str | None)
    assert_type(SESSION.pain_mentioned, str | None)
    assert_type(SESSION.unread, tuple[str, ...])
    assert_type(SESSION.extra, tuple[tuple[str, str], ...])
    assert_type(SESSION.date_only, bool)
    assert_type(SESSION.starts_at, datetime)
    assert_type(SESSION.day, date)

    assert_type(SESSION.pain.before, int | None)
    assert_type(SESSION.pain.during, int | None)
    assert_type(SESSION.pain.after, int | None)
    assert_type(SESSION.pain.next_morning, int | None)
    assert_type(SESSION.pain.sudden_onset, bool)
    assert_type(SESSION.pain.numbers, tuple[int, ...])

    assert_type(Symptoms.from_ids([("both-legs", True)]), Symptoms)
    assert_type(SESSION.symptoms.answers, tuple[tuple[str, bool], ...])

    day = DayLog(date(2026, 3, 8), 7)
    assert_type(day, DayLog)
    assert_type(day.date, date)
    assert_type(day.sleep_hours, Decimal | None)
    assert_type(day.pain, Pain)
    assert_type(day.symptoms, Symptoms)


def test_each_symptom_is_answered_yes_no_or_not_at_all() -> None:
    symptoms = SESSION.symptoms
    assert_type(symptoms.saddle_numbness, bool | None)
    assert_type(symptoms.bladder_or_bowel_change, bool | None)
    assert_type(symptoms.sexual_dysfunction, bool | None)
    assert_type(symptoms.both_legs, bool | None)
    assert_type(symptoms.severe_leg_weakness, bool | None)
    assert_type(symptoms.chest_pain, bool | None)
    assert_type(symptoms.serious_trauma, bool | None)
    assert_type(symptoms.fragile_minor_trauma, bool | None)
    assert_type(symptoms.fever_or_unwell, bool | None)
    assert_type(symptoms.unexplained_weight_loss, bool | None)
    assert_type(symptoms.cancer_or_immune_history, bool | None)
    assert_type(symptoms.night_or_constant_pain, bool | None)
    assert_type(symptoms.new_lump_or_shape, bool | None)
    assert_type(symptoms.thoracic_or_band_pain, bool | None)
    assert_type(symptoms.unsteady_walking, bool | None)
    assert_type(symptoms.osteoporosis_sudden_pain, bool | None)
    assert_type(symptoms.one_leg_weakness, bool | None)
    assert_type(symptoms.one_leg_pain_or_tingling, bool | None)


def test_who_lifts() -> None:
    assert_type(LIFTER, Lifter)
    assert_type(LIFTER.level, Level | None)
    assert_type(LIFTER.back_history, bool | None)
    assert_type(LIFTER.age, int | None)
    assert_type(LIFTER.pregnant_or_postpartum, bool | None)
    assert_type(LIFTER.osteoporosis, bool | None)
    assert_type(LIFTER.bodyweight, Load | None)


def test_a_history_and_those_made_of_it() -> None:
    assert_type(HISTORY, History)
    assert_type(list(HISTORY), list[Session])
    assert_type(len(HISTORY), int)
    assert_type(HISTORY.sessions, tuple[Session, ...])
    assert_type(HISTORY.ids, tuple[str, ...])
    assert_type(HISTORY.days, tuple[DayLog, ...])
    assert_type(HISTORY.records, frozenset[str] | None)
    assert_type(HISTORY.with_session(EARLIER), History)
    assert_type(HISTORY.without("today"), History)
    assert_type(HISTORY.replaced("today", SESSION), History)
    assert_type(HISTORY.renamed({"my lift": "deadlift"}), History)
    assert_type(HISTORY.after(EARLIER, days=28), tuple[Session, ...])
    assert_type(HISTORY.id_of(SESSION), str)
    assert_type(HISTORY.view(SESSION), View)
    assert_type(HISTORY.index(Definitions(), None), Index)


def test_policies() -> None:
    assert_type(POLICY, Policy)
    assert_type(Policy.version("2026.1"), Policy)
    assert_type(Policy.from_toml("level = 'novice'"), Policy)
    assert_type(POLICY | Policy(level="advanced"), Policy)
    assert_type(POLICY.broken, tuple[Broken, ...])
    assert_type(POLICY.check(), None)
    assert_type(POLICY.layers, tuple[Layer, ...])
    assert_type(POLICY.catalogue, tuple[Rule, ...])
    assert_type(POLICY.base, str)
    assert_type(POLICY.aliases, dict[str, str])
    assert_type(POLICY.required_history, int)
    assert_type(POLICY.resolve(LIFTER), Resolved)


def test_checks() -> None:
    assert_type(check_session(SESSION, [EARLIER], lifter=LIFTER, policy=POLICY, on_error="report"), Report)
    assert_type(check_log(HISTORY, since=date(2026, 3, 1)), tuple[Report, ...])
    assert_type(check_plan([SESSION], [EARLIER]), tuple[Report, ...])


def test_checks_of_many() -> None:
    of_histories = check_many([HISTORY], read=partial(read_log, unit="kg"), executor=None, chunksize=None)
    assert_type(of_histories, Iterator[Reports])
    of_files = check_many([HISTORY, [EARLIER], Path("anna.csv"), b"2026-03-02 squat 5@60kg", "ben.csv"])
    assert_type(of_files, Iterator[Reports | LowbackError])
    assert_type(check_many([b"2026-03-02 squat 5@60kg"]), Iterator[Reports | LowbackError])
    reports = next(of_histories)
    assert_type(reports[0], Report)
    assert_type(list(reports), list[Report])
    assert_type(reports.problems, tuple[Problem, ...])
    assert_type(reports.account, Mapping[str, Any] | None)
    assert_type(reports.lifter, Lifter | None)
    assert_type(reports.unit, Literal["kg", "lb"])


def test_reports() -> None:
    assert_type(REPORT, Report)
    assert_type(list(REPORT), list[Finding])
    assert_type(len(REPORT), int)
    assert_type(REPORT.session, str)
    assert_type(REPORT.start, str)
    assert_type(REPORT.outcomes, tuple[Outcome, ...])
    assert_type(REPORT.unknown_exercises, tuple[UnknownExercise, ...])
    assert_type(REPORT.policy, PolicyInForce | None)
    assert_type(REPORT.day, date)
    assert_type(REPORT.worst, Severity | None)
    assert_type(REPORT.not_assessed, tuple[Outcome, ...])
    assert_type(REPORT.gaps, tuple[Gap, ...])
    outcome = REPORT.outcomes[0]
    assert_type(outcome, Outcome)
    assert_type(outcome.rule, str)
    assert_type(outcome.findings, tuple[Finding, ...])
    assert_type(outcome.gaps, tuple[Gap, ...])
    assert_type(outcome.status, Status)


def test_findings() -> None:
    finding = next(iter(REPORT))
    assert_type(finding, Finding)
    assert_type(finding.rule, str)
    assert_type(finding.session, str)
    assert_type(finding.subject, str)
    assert_type(finding.severity, Severity)
    assert_type(finding.severity < Severity.STOP, bool)
    assert_type(finding.care, Care)
    assert_type(finding.facts, Facts)
    assert_type(finding.cites, tuple[Cite, ...])
    assert_type(finding.limit, LimitUse | None)
    assert_type(finding.limits, tuple[LimitUse, ...])
    assert_type(finding.message, str)
    assert_type(finding.evidence, Evidence)
    assert_type(finding.notes, tuple[str, ...])
    assert_type(finding.hidden_by, str | None)
    assert_type(finding.fingerprint, str)

    evidence = finding.evidence
    assert_type(evidence.source, Grade)
    assert_type(evidence.threshold, Grade)
    assert_type(evidence.directness, Directness)
    assert_type(evidence.sources, tuple[str, ...])
    assert_type(evidence.criticism, str)
    assert_type(evidence.statement, str)


def test_facts() -> None:
    fact = Fact("3", "days")
    assert_type(fact, Fact)
    assert_type(fact.value, str)
    assert_type(fact.unit, FactUnit)
    assert_type(Fact.ratio(1, 3, Decimal("0.1")), Fact)
    assert_type(Fact.hours(3_600_000_000, Decimal(1)), Fact)
    assert_type(Fact.mass(kg(100).grains), Fact)
    assert_type(Fact.day(date(2026, 3, 2).toordinal()), Fact)
    assert_type(Fact.count(3, "sets"), Fact)
    assert_type(Fact.text("squat"), Fact)
    assert_type(next(iter(REPORT)).facts["rise"], Fact)


def test_gaps() -> None:
    gap = Gap("low-back", "not-recorded", "sleep")
    assert_type(gap, Gap)
    assert_type(gap.subject, str)
    assert_type(gap.kind, GapKind)
    assert_type(gap.what, str)
    assert_type(gap.mentioned, str | None)
    assert_type(Gap.pain_mentioned("sore"), Gap)


def test_words() -> None:
    words = Wording(unit="lb", language="de", country="DE", reader="coach")
    finding, outcome = next(iter(REPORT)), REPORT.not_assessed[0]
    assert_type(words, Wording)
    assert_type(words.unit, Literal["kg", "lb"])
    assert_type(words.language, str)
    assert_type(words.country, str | None)
    assert_type(words.reader, Reader)
    assert_type(words.rules, Mapping[str, Rule] | None)
    assert_type(words.text("yes"), str)
    assert_type(words.count(2, "{n} day", "{n} days"), str)
    assert_type(words.rule_of(finding), Rule)
    assert_type(words.is_on_by_default("load.step_jump"), bool)
    assert_type(words.title(finding), str)
    assert_type(words.message(finding), str)
    assert_type(words.formula(finding), str)
    assert_type(words.founded(finding), str)
    assert_type(words.advice(finding), str)
    assert finding.limit is not None
    assert_type(words.limit(finding.limit), str)
    assert_type(words.limit_value(finding.limit), str)
    assert_type(words.subject(finding.subject), str)
    assert_type(words.gap(outcome.gaps[0]), str)
    assert_type(words.gap_kind(outcome.gaps[0]), str)
    assert_type(words.amount(Fact("3", "days")), str)
    assert_type(words.load(kg(100)), str)
    assert_type(words.mass(Decimal(100)), str)
    assert_type(words.day(date(2026, 3, 2)), str)
    assert_type(words.plain(Decimal("1.50")), str)
    assert_type(explain("load.step_jump"), str)
    assert_type(explain(finding, history=HISTORY, words=words), str)


def test_logs() -> None:
    log = read_log("2026-03-02 squat 5@60kg")
    assert_type(read_log(b"2026-03-02 squat 5@60kg", unit="kg"), Log)
    assert_type(log.history, History)
    assert_type(log.problems, tuple[Problem, ...])
    assert_type(log.format, str)
    assert_type(log.lifter, Lifter | None)
    assert_type(log.unit, Literal["kg", "lb"])
    assert_type(log.set_aside, Mapping[str, int])
    assert_type(log.further, int)
    assert_type(log.extra, tuple[tuple[str, str], ...])
    assert_type(log.plan, bool)
    assert_type(log.file, str | None)
    assert_type(log.sets, int)
    assert_type(log.rows, int)
    assert_type(log.account, dict[str, Any])
    assert_type(openweight(log.history), str)


def test_the_json() -> None:
    outcome = codec.outcome_json(REPORT.outcomes[0])
    assert_type(outcome, dict[str, Any])
    assert_type(codec.outcome_from_json(outcome, session="today"), Outcome)
    assert_type(codec.document([REPORT]), dict[str, Any])
    assert_type(codec.dumps([REPORT]), str)
    assert REPORT.policy is not None
    assert_type(codec.policy_json(REPORT.policy), dict[str, Any])


def test_exercises() -> None:
    exercise = find_exercise("deadlift")
    assert_type(find_exercise("no such thing"), Exercise | None)
    assert exercise is not None
    assert_type(exercise.id, str)
    assert_type(exercise.name, str)
    assert_type(exercise.lumbar_class, int)
    assert_type(exercise.core_category, str | None)
    assert_type(exercise.family, str)
    assert_type(exercise.tags, tuple[str, ...])
    assert_type(exercise.unloaded, Exercise | None)
    assert_type(exercise.loaded, Exercise | None)
    assert_type(exercise.source, str | None)
    assert_type(exercise.guide, Guide | None)
    assert_type(exercise.bodyweight, bool)
    assert_type(exercise.variant(("paused",)), Exercise)
    assert_type(match("deadlift"), Match)
    assert_type(catalogue(), tuple[Exercise, ...])


def test_errors_and_scales() -> None:
    problem = Problem("no unit", line=3)
    assert_type(problem.message, str)
    assert_type(problem.line, int | None)
    assert_type(problem.path, str | None)
    assert_type(problem.file, str | None)
    assert_type(problem.column, str | None)
    assert_type(LowbackError("wrong").problems, tuple[Problem, ...])
    assert_type(LogError([problem]).problems, tuple[Problem, ...])
    assert_type(PolicyError("wrong").problems, tuple[Problem, ...])
    assert_type(RuleError("wrong").problems, tuple[Problem, ...])
    assert_type(UnjudgedError("wrong").problems, tuple[Problem, ...])
    assert_type(max(Level), Level)
    assert_type(max(Care), Care)
    assert_type(__version__, str)


def _asserted() -> tuple[set[str], set[str]]:
    """The names, and the attributes, that stand in a call of assert_type in this file."""
    tree = ast.parse(Path(__file__).read_text(encoding="utf-8"))
    calls = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "assert_type"
    ]
    inside = [node for call in calls for node in ast.walk(call)]
    names = {node.id for node in inside if isinstance(node, ast.Name)}
    return names, {node.attr for node in inside if isinstance(node, ast.Attribute)}


def test_every_public_name_and_all_that_it_offers_is_asserted() -> None:
    names, attributes = _asserted()
    assert set(lowback_rules.__all__) - names == set()
    public = [getattr(lowback_rules, name) for name in lowback_rules.__all__]
    missing = {
        f"{each.__name__}.{name}"
        for each in public
        if isinstance(each, type) and not issubclass(each, Enum)
        for name in {*vars(each), *(field.name for field in (attrs.fields(each) if attrs.has(each) else ()))}
        if not name.startswith("_") and name not in attributes
    }
    assert missing == set()
