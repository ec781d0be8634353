"""The report in plain text: worst first, repeated findings as one episode, then what could not be judged and why."""

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal

from attrs import define, frozen

from ..exercises import find_exercise
from ..groups import GROUPS
from ..severity import Care, Severity
from ..verdict import Fact, Finding, PolicyInForce, Report
from ..wording import NOT_MEDICAL, Wording

Style = Literal["plain", "heading", "stop", "warning", "caution", "info", "dim"]
_INDENT = " " * 9
_MOST_PROBLEMS = 10
_LONGEST_PAUSE = 14
_MOST_LIMITS = 5
_MOST_MENTIONS = 10


@frozen
class Line:
    """One line of a report: its text, and how loud it is where there is colour."""

    text: str
    style: Style = "plain"


@define
class Episode:
    """The same finding (rule, subject, message, severity) in sessions that follow each other."""

    findings: list[Finding]
    days: list[date]

    @property
    def last(self) -> Finding:
        """The latest of its findings."""
        return self.findings[-1]


def episodes(reports: Iterable[Report], trained: Mapping[str, frozenset[str]]) -> list[Episode]:
    """The findings of reports, those of consecutive sessions together: the most pressing first, then the loudest.

    `trained` names the exercises of each session: a finding on an exercise continues past sessions without it, as long
    as no more than two weeks pass.
    """
    found: list[Episode] = []
    open_episodes: dict[tuple[str, str, str, Severity], Episode] = {}
    for report in reports:
        present = {(finding.rule, finding.subject, finding.message, finding.severity): finding for finding in report}
        for key in list(open_episodes):
            untouched = find_exercise(key[1]) is not None and key[1] not in trained.get(report.session, frozenset())
            if key not in present and not untouched:
                del open_episodes[key]
        day = report.day
        for key, finding in present.items():
            episode = open_episodes.get(key)
            if episode is None or (day - episode.days[-1]).days > _LONGEST_PAUSE:
                episode = open_episodes[key] = Episode([], [])
                found.append(episode)
            episode.findings.append(finding)
            episode.days.append(day)
    return sorted(found, key=_most_pressing_first)


def _most_pressing_first(episode: Episode) -> tuple[object, ...]:
    """Emergencies and what needs care today first, whenever they were; then by severity, the latest first."""
    finding = episode.last
    pressing = list(Care).index(finding.care) if finding.care >= Care.URGENT else 0
    severity = list(Severity).index(finding.severity)
    return -pressing, -severity, -episode.days[-1].toordinal(), finding.rule, finding.subject


def lines(
    reports: tuple[Report, ...],
    *,
    title: str,
    account: str = "",
    trained: Mapping[str, frozenset[str]],
    problems: Iterable[object] = (),
    words: Wording | None = None,
    width: int = 88,
) -> Iterator[Line]:
    """The report, line by line, no longer than `width`."""
    words, wide = Wording() if words is None else words, max(width, 40)
    yield from _wrapped(title, "", wide, "heading")
    yield from _wrapped(account, "", wide, "dim")
    yield from _who(reports, words, wide)
    found = episodes(reports, trained)
    for episode in found:
        yield Line("")
        yield from _episode(episode, words, wide)
    yield Line("")
    if not found:
        nothing = words.text("Nothing stands out in what could be judged.")
        yield from _wrapped(nothing if reports else words.text("There is nothing to judge."), "", wide)
        yield Line("")
    yield from _hidden(reports, words, wide)
    yield from _mentioned(reports, words, wide)
    yield from _gaps(reports, words, wide)
    yield from _unknown(reports, words, wide)
    yield from _problems([str(problem) for problem in problems], words, wide)
    yield from _wrapped(words.text(NOT_MEDICAL), "", wide, "dim")


def _who(reports: tuple[Report, ...], words: Wording, width: int) -> Iterator[Line]:
    if not reports or reports[-1].policy is None:
        return
    policy = reports[-1].policy
    if policy.level_origin == "level not given":
        origin = words.text("level not given")
    else:
        origin = words.text("by {layer}", layer=words.text(policy.level_origin))
    parts = [words.text("Judged for: {level} ({origin})", level=words.text(policy.level), origin=origin)]
    if policy.back_history:
        parts.append(words.text("with back history"))
    yield from _wrapped(", ".join(parts) + ".", "", width, "dim")
    yield from _groups(policy, words, width)
    switched_off = [rule for rule in policy.disabled if words.is_on_by_default(rule)]
    if switched_off:
        off = words.text("Switched off: {rules}.", rules=", ".join(switched_off))
        yield from _wrapped(off, "", width, "dim")


def _groups(policy: PolicyInForce, words: Wording, width: int) -> Iterator[Line]:
    """What is stricter because of who the lifter is, and what else that brings."""
    for group in GROUPS:
        if group.name not in policy.groups:
            continue
        stricter = [
            f"{use.rule} {use.name.replace('_', ' ')} {words.limit_value(use)}"
            for use in policy.limits
            if use.origin == group.name
        ]
        if len(stricter) > _MOST_LIMITS:
            stricter = [words.text("{n} limits (--format json lists them)", n=len(stricter))]
        if policy.level_origin == group.name:
            stricter.insert(0, words.text(policy.level))
        because = words.text(group.because)
        text = words.text("Judged with {because} in mind.", because=because)
        if stricter:
            text = words.text("Stricter because of {because}: {limits}.", because=because, limits="; ".join(stricter))
        note = words.text(group.note or group.with_each)
        yield from _wrapped(f"{text} {note}".rstrip(), "", width, "dim")


def _episode(episode: Episode, words: Wording, width: int) -> Iterator[Line]:
    finding = episode.last
    style: Style = finding.severity.value
    word = words.text(str(finding.severity)).upper()
    yield from _hanging(f"{word:<8} {words.title(finding)} · {_dates(episode.days, words)}", width, style)
    message = words.message(finding)
    if len(set(episode.days)) > 1:
        message = words.text("{day}: {message}", day=words.day(episode.days[-1]), message=message)
    yield from _wrapped(message, _INDENT, width)
    if finding.care is Care.EMERGENCY or words.reader == "developer":
        # For an emergency the symptom and the action, and nothing else.
        return
    yield from _wrapped(words.text("Next: {advice}", advice=words.advice(finding)), _INDENT, width)
    # A coach has read the limit and the grades in the message.
    founded = [] if words.reader == "coach" else [words.founded(finding)]
    line = " · ".join([*founded, finding.rule])
    yield from _wrapped(line if words.reader == "coach" else line[0].upper() + line[1:], _INDENT, width, "dim")
    criticism = words.text(finding.evidence.criticism)
    yield from _wrapped(words.text("But: {criticism}", criticism=criticism), _INDENT, width, "dim")


def _hidden(reports: tuple[Report, ...], words: Wording, width: int) -> Iterator[Line]:
    by_rule = Counter(
        finding.hidden_by
        for report in reports
        for outcome in report.outcomes
        for finding in outcome.findings
        if finding.hidden_by is not None
    )
    for rule, count in sorted(by_rule.items()):
        text = words.count(
            count,
            "{n} more finding is hidden beneath those of {rule}; --format json has all.",
            "{n} more findings are hidden beneath those of {rule}; --format json has all.",
            rule=rule,
        )
        yield from _wrapped(text, "", width, "dim")
    if by_rule:
        yield Line("")


def _dates(days: list[date], words: Wording) -> str:
    first, last = words.day(days[0]), words.day(days[-1])
    if len(days) == 1:
        return first
    if len(days) == 2:
        return words.text("{first} and {last}", first=first, last=last)
    return words.text("{n} sessions, {first} to {last}", n=len(days), first=first, last=last)


def _mentioned(reports: tuple[Report, ...], words: Wording, width: int) -> Iterator[Line]:
    """Where a note mentions pain that nobody rated, day by day, the latest first."""
    found = [(report.day, gap) for report in reversed(reports) for gap in report.gaps if gap.mentioned is not None]
    if not found:
        return
    yield from _wrapped(words.text("Asked of you (no rating is not the same as no pain)"), "", width, "caution")
    for day, gap in found[:_MOST_MENTIONS]:
        yield from _wrapped(words.text("{day}: {message}", day=words.day(day), message=words.gap(gap)), "  ", width)
    if len(found) > _MOST_MENTIONS:
        more = words.text("and {n} more; --format json lists all", n=len(found) - _MOST_MENTIONS)
        yield from _wrapped(more, "  ", width)
    yield Line("")


def _gaps(reports: tuple[Report, ...], words: Wording, width: int) -> Iterator[Line]:
    """What is missing, with the rules that miss it, each thing once."""
    rules: dict[str, set[str]] = {}
    sessions: Counter[str] = Counter()
    for report in reports:
        said = set()
        for outcome in report.outcomes:
            for gap in outcome.gaps:
                if gap.mentioned is not None:
                    continue
                phrase = words.gap_kind(gap)
                rules.setdefault(phrase, set()).add(outcome.rule)
                said.add(phrase)
        sessions.update(said)
    if not rules:
        return
    yield from _wrapped(words.text("Not assessed (this is not the same as fine)"), "", width, "heading")
    for phrase, count in sorted(sessions.items(), key=lambda item: (-item[1], item[0])):
        where = words.text("every workout")
        if count < len(reports):
            where = words.text("{n} of {all} workouts", n=count, all=len(reports))
        yield from _wrapped(f"{phrase} · {where} ({', '.join(sorted(rules[phrase]))})", "  ", width)
    yield Line("")


def _unknown(reports: tuple[Report, ...], words: Wording, width: int) -> Iterator[Line]:
    counts: Counter[str] = Counter()
    for report in reports:
        for unknown in report.unknown_exercises:
            counts[unknown.name] += unknown.sets
    if not counts:
        return
    yield from _wrapped(words.text("Not in the catalogue (unknown, so not judged)"), "", width, "heading")
    names = ", ".join(
        f"{name} ({words.amount(Fact(str(count), 'sets'))})"
        for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )
    yield from _wrapped(names, "  ", width)
    yield Line("")


def _problems(problems: list[str], words: Wording, width: int) -> Iterator[Line]:
    if not problems:
        return
    yield from _wrapped(words.text("Noted while reading"), "", width, "heading")
    for problem in problems[:_MOST_PROBLEMS]:
        yield from _wrapped(problem, "  ", width)
    if len(problems) > _MOST_PROBLEMS:
        more = words.text("and {n} more; --format json lists all", n=len(problems) - _MOST_PROBLEMS)
        yield from _wrapped(more, "  ", width)
    yield Line("")


def _wrapped(text: str, indent: str, width: int, style: Style = "plain") -> Iterator[Line]:
    hanging = indent + ("" if indent == _INDENT or not indent else "  ")
    for line in textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=hanging):
        yield Line(line, style)


def _hanging(text: str, width: int, style: Style) -> Iterator[Line]:
    for line in textwrap.wrap(text, width, subsequent_indent=_INDENT):
        yield Line(line, style)
