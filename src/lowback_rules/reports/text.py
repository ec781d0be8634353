"""The report in plain text: worst first, repeated findings as one episode, then what could not be judged and why."""

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal

from attrs import define, frozen

from .. import wording
from ..exercises import find_exercise
from ..rule import Rule
from ..severity import Care, Severity
from ..verdict import Fact, Finding, Report

Style = Literal["plain", "heading", "stop", "warning", "caution", "info", "dim"]
_INDENT = " " * 9
_MOST_PROBLEMS = 10
_LONGEST_PAUSE = 14


@frozen
class Line:
    """One line of a report: its text, and how loud it is where there is colour."""

    text: str
    style: Style = "plain"


@define
class Episode:
    """The same finding (rule and subject) in sessions that follow each other."""

    findings: list[Finding]
    days: list[date]

    @property
    def worst(self) -> Finding:
        """The loudest of its findings, the latest of those."""
        return max(reversed(self.findings), key=lambda finding: finding.severity)


def episodes(reports: Iterable[Report], trained: Mapping[str, frozenset[str]]) -> list[Episode]:
    """The findings of reports in order, worst first, those of consecutive sessions together.

    `trained` names the exercises of each session: a finding on an exercise continues past sessions without it, as long
    as no more than two weeks pass.
    """
    found: list[Episode] = []
    open_episodes: dict[tuple[str, str], Episode] = {}
    for report in reports:
        present = {(finding.rule, finding.subject): finding for finding in report}
        for key in list(open_episodes):
            untouched = find_exercise(key[1]) is not None and key[1] not in trained.get(report.session, frozenset())
            if key not in present and not untouched:
                del open_episodes[key]
        day = date.fromisoformat(report.start[:10])
        for key, finding in present.items():
            episode = open_episodes.get(key)
            if episode is None or (day - episode.days[-1]).days > _LONGEST_PAUSE:
                episode = open_episodes[key] = Episode([], [])
                found.append(episode)
            episode.findings.append(finding)
            episode.days.append(day)
    severities = list(Severity)
    return sorted(
        found,
        key=lambda item: (
            -severities.index(item.worst.severity),
            -item.days[-1].toordinal(),
            item.worst.rule,
            item.worst.subject,
        ),
    )


def lines(
    reports: tuple[Report, ...],
    *,
    title: str,
    trained: Mapping[str, frozenset[str]],
    problems: Iterable[object] = (),
    unit: wording.Unit = "kg",
    rules: Mapping[str, Rule] | None = None,
    width: int = 88,
) -> Iterator[Line]:
    """The report, line by line, no longer than `width`."""
    wide = max(width, 40)
    yield from _wrapped(title, "", wide, "heading")
    yield from _who(reports, wide)
    found = episodes(reports, trained)
    for episode in found:
        yield Line("")
        yield from _episode(episode, unit, rules, wide)
    yield Line("")
    if not found:
        text = "Nothing stands out in what could be judged." if reports else "There is nothing to judge."
        yield from _wrapped(text, "", wide)
        yield Line("")
    yield from _hidden(reports, wide)
    yield from _gaps(reports, wide)
    yield from _unknown(reports, wide)
    yield from _problems([str(problem) for problem in problems], wide)
    yield from _wrapped(wording.NOT_MEDICAL, "", wide, "dim")


def _who(reports: tuple[Report, ...], width: int) -> Iterator[Line]:
    if not reports or reports[-1].policy is None:
        return
    policy = reports[-1].policy
    origin = policy.level_origin if policy.level_origin == "level not given" else f"by {policy.level_origin}"
    back = ", with back history" if policy.back_history else ""
    off = f" Switched off: {', '.join(policy.disabled)}." if policy.disabled else ""
    yield from _wrapped(f"Judged for: {policy.level} ({origin}){back}.{off}", "", width, "dim")


def _episode(episode: Episode, unit: wording.Unit, rules: Mapping[str, Rule] | None, width: int) -> Iterator[Line]:
    finding = episode.worst
    rule = wording.rule_of(finding, rules)
    style: Style = finding.severity.value
    word = str(finding.severity).upper()
    yield from _hanging(f"{word:<8} {rule.title} · {_dates(episode.days)}", width, style)
    yield from _wrapped(wording.message(finding, unit=unit, rules=rules), _INDENT, width)
    if finding.care is Care.EMERGENCY:
        # The symptom and the action, and nothing else.
        return
    yield from _wrapped(f"Next: {rule.advice}", _INDENT, width)
    evidence = finding.evidence
    parts = []
    if finding.limit is not None:
        value = wording.amount(Fact(finding.limit.value, finding.limit.unit), unit)
        parts.append(f"Limit ({finding.limit.name.replace('_', ' ')}): {value}, {finding.limit.origin}")
    parts.append(
        f"evidence {evidence.threshold} for the number, {evidence.source} for the direction ({evidence.sources[0]})"
    )
    parts.append(rule.id)
    yield from _wrapped(" · ".join(parts), _INDENT, width, "dim")
    yield from _wrapped(f"But: {evidence.criticism}", _INDENT, width, "dim")


def _hidden(reports: tuple[Report, ...], width: int) -> Iterator[Line]:
    by_rule = Counter(
        finding.hidden_by
        for report in reports
        for outcome in report.outcomes
        for finding in outcome.findings
        if finding.hidden_by is not None
    )
    for rule, count in sorted(by_rule.items()):
        what = "finding is" if count == 1 else "findings are"
        yield from _wrapped(
            f"{count} more {what} hidden beneath those of {rule}; --format json has all.", "", width, "dim"
        )
    if by_rule:
        yield Line("")


def _dates(days: list[date]) -> str:
    if len(days) == 1:
        return wording.day(days[0])
    if len(set(days)) <= 2 and len(days) <= 2:
        return " and ".join(wording.day(day) for day in days)
    return f"{len(days)} sessions in a row, {wording.day(days[0])} to {wording.day(days[-1])}"


def _gaps(reports: tuple[Report, ...], width: int) -> Iterator[Line]:
    """What is missing, with the rules that miss it, each thing once."""
    rules: dict[str, set[str]] = {}
    sessions: Counter[str] = Counter()
    for report in reports:
        said = set()
        for outcome in report.outcomes:
            for gap in outcome.gaps:
                phrase = wording.gap_kind(gap)
                rules.setdefault(phrase, set()).add(outcome.rule)
                said.add(phrase)
        sessions.update(said)
    if not rules:
        return
    yield from _wrapped("Not assessed (this is not the same as fine)", "", width, "heading")
    for phrase, count in sorted(sessions.items(), key=lambda item: (-item[1], item[0])):
        where = "every workout" if count == len(reports) else f"{count} of {len(reports)} workouts"
        yield from _wrapped(f"{phrase}: {where} ({', '.join(sorted(rules[phrase]))})", "  ", width)
    yield Line("")


def _unknown(reports: tuple[Report, ...], width: int) -> Iterator[Line]:
    counts: Counter[str] = Counter()
    for report in reports:
        for unknown in report.unknown_exercises:
            counts[unknown.name] += unknown.sets
    if not counts:
        return
    yield from _wrapped("Not in the catalogue (unknown, so not judged)", "", width, "heading")
    names = ", ".join(
        f"{name} ({count} {'set' if count == 1 else 'sets'})"
        for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )
    yield from _wrapped(names, "  ", width)
    yield Line("")


def _problems(problems: list[str], width: int) -> Iterator[Line]:
    if not problems:
        return
    yield from _wrapped("Noted while reading", "", width, "heading")
    for problem in problems[:_MOST_PROBLEMS]:
        yield from _wrapped(problem, "  ", width)
    if len(problems) > _MOST_PROBLEMS:
        yield from _wrapped(f"and {len(problems) - _MOST_PROBLEMS} more; --format json lists all", "  ", width)
    yield Line("")


def _wrapped(text: str, indent: str, width: int, style: Style = "plain") -> Iterator[Line]:
    hanging = indent + ("" if indent == _INDENT or not indent else "  ")
    for line in textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=hanging):
        yield Line(line, style)


def _hanging(text: str, width: int, style: Style) -> Iterator[Line]:
    for line in textwrap.wrap(text, width, subsequent_indent=_INDENT):
        yield Line(line, style)
