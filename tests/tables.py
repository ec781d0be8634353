"""Tables of outcomes: for each rule a text file of logs in the plain notation, each with all that the rule says of it.

A row is a few lines: `@` for whom, `+` a check-in, the log, of which the last line is judged, and `=` what is said. tools/outcomes.py
looks for logs that notice a fault which no other test notices, and writes them; a change of a rule shows as a diff.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from attrs import evolve, frozen

from lowback_rules import DayLog, Lifter, Session
from lowback_rules.notation import parse_load
from lowback_rules.rule import Rule
from lowback_rules.testing import Case, judge
from lowback_rules.verdict import Finding
from lowback_rules.writers import plain

FOLDER = Path(__file__).parent / "outcomes"
_NO_SETS = " # not said: that there are no sets"
_YES_NO = {None: None, True: "yes", False: "no"}


@frozen
class Row:
    """A log, whose it is, and what a rule says of its last session."""

    who: str
    days: tuple[str, ...]
    log: tuple[str, ...]
    said: tuple[str, ...]

    def __str__(self) -> str:
        lines = [f"@ {self.who}"] if self.who else []
        lines += [f"+ {line}" for line in self.days]
        return "\n".join([*lines, *self.log, *(f"= {line}" for line in self.said)])

    @property
    def case(self) -> Case:
        """The case that the row stands for."""
        *past, today = [_session(line) for line in self.log]
        given = dict(word.split("=", 1) for word in self.who.split())
        records = given.pop("records", None)
        lifter = Lifter(
            level=given.get("level"),
            back_history=_flag(given.get("back_history")),
            age=int(given["age"]) if "age" in given else None,
            pregnant_or_postpartum=_flag(given.get("pregnant_or_postpartum")),
            osteoporosis=_flag(given.get("osteoporosis")),
            bodyweight=parse_load(given["bodyweight"]) if "bodyweight" in given else None,
        )
        known = None if records is None else frozenset(filter(None, records.split(",")))
        return Case(tuple(past), today, lifter, known, tuple(_check_in(line) for line in self.days))


def row(rule: Rule, case: Case) -> Row | None:
    """The row for a case; None if the notation has no words for it."""
    log = tuple(_line(session) for session in (*sorted(case.past, key=lambda each: each.starts_at), case.today))
    # A check-in is written as a session that has no sets to write.
    days = tuple(plain(_as_session(entry)).removesuffix(_NO_SETS) for entry in case.days)
    if case.settings or any("# not said" in line for line in (*log, *days)):
        return None
    lifter = case.lifter
    who = {
        "level": lifter.level,
        "back_history": _YES_NO[lifter.back_history],
        "age": lifter.age,
        "pregnant_or_postpartum": _YES_NO[lifter.pregnant_or_postpartum],
        "osteoporosis": _YES_NO[lifter.osteoporosis],
        "bodyweight": lifter.bodyweight,
        "records": None if case.records is None else ",".join(sorted(case.records)),
    }
    told = " ".join(f"{name}={value}" for name, value in who.items() if value is not None)
    bare = Row(told, days, log, ())
    return evolve(bare, said=said(rule, bare.case))


def said(rule: Rule, case: Case) -> tuple[str, ...]:
    """All that the rule says of a case, in lines."""
    outcome = judge(rule, case)
    gaps = [f"gap {gap.subject}: {gap.kind}, {gap.what}" for gap in outcome.gaps]
    findings = [line.rstrip() for finding in outcome.findings for line in _finding(finding)]
    return (outcome.status, *findings, *gaps)


def _finding(finding: Finding) -> Iterator[str]:
    message = f" ({finding.message})" if finding.message else ""
    yield f"{finding.subject}{message}: {finding.severity}, care {finding.care}"
    yield "  " + ", ".join(f"{name} {fact.value} {fact.unit}".rstrip() for name, fact in finding.facts.items())
    crossed = None if finding.limit is None else finding.limit.name
    used = ", ".join(f"{limit.name} {limit.value} {limit.unit} ({limit.origin})" for limit in finding.limits)
    yield f"  limit {crossed} of: {used}"
    yield "  cites " + ", ".join(f"{cite.session}/{cite.set}" for cite in finding.cites)
    if finding.notes:
        yield f"  notes {', '.join(finding.notes)}"


def read(path: Path) -> list[Row]:
    """The rows of a table."""
    rows = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.strip().splitlines()
        if lines:
            who = "".join(line.removeprefix("@ ") for line in lines if line.startswith("@"))
            days = [line.removeprefix("+ ") for line in lines if line.startswith("+")]
            log = [line for line in lines if line[0] not in "@+="]
            told = [line.removeprefix("= ") for line in lines if line.startswith("=")]
            rows.append(Row(who, tuple(days), tuple(log), tuple(told)))
    return rows


def _line(session: Session) -> str:
    """A session on a line, with what of it could not be read in a comment."""
    line = plain(evolve(session, unread=()))
    return f"{line} # unread: {', '.join(session.unread)}" if session.unread else line


def _session(line: str) -> Session:
    unread = line.partition(" # unread: ")[2]
    return evolve(Session.parse(line), unread=tuple(unread.split(", ")) if unread else ())


def _as_session(entry: DayLog) -> Session:
    return Session(entry.date, sleep_hours=entry.sleep_hours, pain=entry.pain, symptoms=entry.symptoms)


def _check_in(line: str) -> DayLog:
    if " " not in line:
        return DayLog(date.fromisoformat(line))
    said = Session.parse(line)
    return DayLog(said.day, said.sleep_hours, said.pain, said.symptoms)


def _flag(word: str | None) -> bool | None:
    return None if word is None else word == "yes"
