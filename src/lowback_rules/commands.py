"""What the commands do, once the command line is read; each returns the exit status."""

import argparse
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Literal

from attrs import evolve

from . import arguments, lookup, pages, scaffold
from .check import check_log, check_plan, check_session
from .errors import LogError, LowbackError
from .exercises import catalogue, match
from .history import History
from .model import Lifter, Session
from .policy import Policy
from .printing import shown
from .progress import Progress
from .readers import FORMATS, Log, joined, opened, page, read_log, template
from .reports import text
from .severity import Severity
from .summary import subject_of
from .verdict import Fact, Report
from .wording import Wording

_STYLES = {
    "plain": "",
    "heading": "bold",
    "stop": "bold white on red",
    "warning": "bold red",
    "caution": "yellow",
    "info": "cyan",
    "dim": "dim",
}
_WIDEST = 96


def _check(options: argparse.Namespace) -> int:
    if options.session is not None and options.why is None:
        raise LowbackError("--session: belongs to --why RULE, which says how the rule came to its outcome")
    if options.why is not None and options.format == "json":
        raise LowbackError("--why: says it in text; --format json has the facts of every finding")
    policy = arguments.policy(options)
    known = {rule.id: rule for rule in policy.catalogue}
    words = Wording(language=options.language, country=options.country, reader=options.reader, rules=known)
    log, plan = _given(options)
    lifter = _lifter(log, policy)
    past = _without(log.history, plan) if plan else log.history
    reports = check_log(past, lifter=lifter, policy=policy, since=options.since)
    reports += _after_the_last_workout(past, lifter, policy, options.since)
    reports += check_plan(plan, past, lifter=lifter, policy=policy, since=options.since)
    words = evolve(words, unit=log.unit)
    if options.why is not None:
        report = _asked(reports, options.session)
        print(shown(pages.why(report, options.why, history=log.history, words=words)), end="")
        return 0
    if options.format == "json":
        from . import codec

        in_force = policy.resolve(lifter).in_force
        document = codec.dumps(reports, problems=log.problems, policy=in_force, account=log.account, words=words)
        print(shown(document, as_json=True))
    else:
        _show(
            text.lines(
                reports,
                title=_title(log, reports, options.since, words),
                account=_account(log, words),
                trained=_trained(log.history.renamed(policy.aliases)),
                problems=log.problems,
                words=words,
                width=min(shutil.get_terminal_size().columns, _WIDEST),
            )
        )
    worst = [report.worst for report in reports]
    return int(any(severity is not None and severity >= Severity(options.fail_on) for severity in worst))


def _asked(reports: tuple[Report, ...], session: str | None) -> Report:
    """The report of the session that was asked about: by its id, else by its date; the last one if none was named."""
    if not reports:
        raise LowbackError("--why: there is no workout to ask about")
    if session is None:
        return reports[-1]
    found = [report for report in reports if session in (report.session, report.start)]
    found = found or [report for report in reports if report.start.startswith(session)]
    if len(found) != 1:
        ids = ", ".join(report.session for report in (found or reports)[-5:])
        many = f"{len(found)} workouts" if found else "no workout"
        raise LowbackError(f"--session: {session!r} names {many}; ids are such as {ids}")
    return found[0]


def _given(options: argparse.Namespace) -> tuple[Log, tuple[Session, ...]]:
    """The files as one log, and those of its sessions that are a plan's."""
    with Progress("Reading") as progress:
        logs = [_read(file, options, progress) for file in options.files]
    return joined(logs), tuple(session for log in logs if log.plan for session in log.history)


def _without(history: History, plan: tuple[Session, ...]) -> History:
    return History((each for each in history if each not in plan), days=history.days, records=history.records)


def _after_the_last_workout(past: History, lifter: Lifter, policy: Policy, since: date | None) -> tuple[Report, ...]:
    """One report more where check-ins follow the last workout: what they say must not wait for the next one."""
    sessions, last_entry = past.sessions, past.days[-1:]
    later = [entry for entry in last_entry if not sessions or entry.date >= sessions[-1].day]
    if later and since is not None and later[0].date < since:
        return ()
    if not later or not any(entry.pain.numbers or entry.symptoms.answers for entry in past.days):
        return ()
    start = datetime.combine(later[0].date, time.max.replace(microsecond=0))
    if sessions:
        start = max(start.replace(tzinfo=sessions[-1].starts_at.tzinfo), sessions[-1].starts_at + timedelta(seconds=1))
    session = Session(start, id=f"check-in {later[0].date}")
    return (check_session(session, past, lifter=lifter, policy=policy),)


def _read(file: str, options: argparse.Namespace, progress: Progress) -> Log:
    if not file:
        raise LogError('"": a file has a name; is a variable of the shell empty?')
    source: Any = sys.stdin.buffer if file == "-" else Path(file)
    return read_log(
        source,
        format=options.source,
        unit=options.unit,
        dates=options.dates,
        timezone=options.timezone,
        start=options.start,
        maxima=dict(options.maxima),
        mapping=arguments.mapping(options),
        read_notes=options.read_notes,
        tick=progress,
    )


def _lifter(log: Log, policy: Policy) -> Lifter:
    """The lifter of the log; where the command line or the policy names level or back history, theirs holds."""
    lifter = Lifter() if log.lifter is None else log.lifter
    if any(layer.level is not None for layer in policy.layers):
        lifter = evolve(lifter, level=None)
    if any(layer.back_history is not None for layer in policy.layers):
        lifter = evolve(lifter, back_history=None)
    return lifter


def _trained(history: History) -> dict[str, frozenset[str]]:
    return {session_id: _subjects(session) for session, session_id in zip(history.sessions, history.ids, strict=True)}


def _subjects(session: Session) -> frozenset[str]:
    return frozenset(subject_of(entry) for entry in session.sets)


def _title(log: Log, reports: tuple[Report, ...], since: date | None, words: Wording) -> str:
    name = words.text(next((each.title for each in FORMATS if each.name == log.format), log.format))
    if not log.history.sessions:
        return words.text("{format}: no workouts", format=name)
    first, last = words.day(log.history.sessions[0].day), words.day(log.history.sessions[-1].day)
    count = words.count(len(log.history), "{n} workout", "{n} workouts")
    dates = first if first == last else words.text("{first} to {last}", first=first, last=last)
    judged = "" if since is None else words.text("; {n} since {day} judged", n=len(reports), day=words.day(since))
    return f"{name}: {count}, {dates}{judged}"


def _account(log: Log, words: Wording) -> str:
    """What became of the rows of the file, where some are no sets."""
    if not log.set_aside:
        return ""
    aside = sum(log.set_aside.values())
    return words.text(
        "{rows}: {sets}; {n} set aside ({reasons})",
        rows=words.count(log.rows, "{n} row", "{n} rows"),
        sets=words.count(log.sets, "{n} set", "{n} sets"),
        n=aside,
        reasons=", ".join(f"{count} {words.text(reason)}" for reason, count in log.set_aside.items()),
    )


def _show(lines: Iterable[text.Line]) -> None:
    console = _console()
    for line in lines:
        if console is None:
            print(shown(line.text))
        else:
            console.print(
                shown(line.text), style=_STYLES[line.style] or None, markup=False, highlight=False, soft_wrap=True
            )


def _console() -> Any:
    """A rich console where there is a terminal, colour is wanted and rich is installed; else None."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return None
    try:
        from rich.console import Console
    except ImportError:
        return None
    return Console()


def _convert(options: argparse.Namespace) -> int:
    if options.output is not None and any(
        file != "-" and options.output.resolve() == Path(file).resolve() for file in options.files
    ):
        raise LowbackError(f"--output: {options.output} is a file to read; name another one")
    log, _ = _given(options)
    from .writers import openweight

    text = openweight(log.history, lifter=log.lifter, unit=log.unit, extra=log.extra) + "\n"
    for problem in log.problems:
        print(f"lowback-rules: {' '.join(str(problem).split())}", file=sys.stderr)
    if options.output is None:
        sys.stdout.write(text)
        return 0
    try:
        options.output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise LowbackError(f"{options.output}: cannot be written: {error.strerror}") from None
    return 0


def _rules(options: argparse.Namespace) -> int:
    policy = arguments.policy(options)
    policy.check()
    entries = [pages.entry(rule, policy) for rule in policy.catalogue]
    if options.format == "json":
        print(json.dumps(entries, ensure_ascii=False, indent=1))
        return 0
    for entry in entries:
        state: Literal["", " (off)"] = "" if entry["enabled"] else " (off)"
        print(f"{entry['id']}{state}: {entry['title']}")
        for name, value in entry["limits"].items():
            origin = "" if value["origin"] == "default" else f" ({value['origin']})"
            print(f"    {name} = {Wording().amount(Fact(value['value'], value['unit']))}{origin}")
    return 0


def _explain(options: argparse.Namespace) -> int:
    policy = Policy() if options.policy is None else Policy.from_toml(options.policy)
    policy.check()
    print(pages.explain(options.rule, policy=policy), end="")
    return 0


def _new_rule(options: argparse.Namespace) -> int:
    ours = scaffold.OURS.is_dir()
    folder = options.into or (scaffold.OURS if ours else Path("house_rules"))
    for path in scaffold.new_rule(options.rule, folder):
        print(f"written: {path}")
    if folder == scaffold.OURS:
        print(f"fill it in, then run: python -m pytest tests/laws tests/test_docs.py -k {options.rule}")
    else:
        print(f"fill it in, then run: python -m pytest {folder.parent / f'test_{folder.name}.py'}")
        print(f'to judge by it, write into a policy file beside {folder}: plug_ins = ["{folder.name}"]')
    return 0


def _exercises(options: argparse.Namespace) -> int:
    found = [match(name) for name in options.names]
    if options.format == "json":
        entries = [lookup.entry(name) for name in found] if found else [lookup.data(entry) for entry in catalogue()]
        print(json.dumps(entries, ensure_ascii=False, indent=1))
    elif not found:
        print("\n".join(lookup.listed()))
    else:
        width = min(shutil.get_terminal_size().columns, _WIDEST)
        print("\n\n".join("\n".join(lookup.described(name, width)) for name in found))
    return int(any(name.exercise is None for name in found))


def _formats(options: argparse.Namespace) -> int:
    if options.map_template is not None:
        with opened(options.map_template) as file:
            print(template(file), end="")
        return 0
    for each in FORMATS:
        if options.name is None:
            print(f"{each.name:<20}{each.title}")
        elif each.name == options.name:
            print(page(each), end="")
    if options.name is None:
        print(f"{'mapping':<20}a table of any other app, with one set in each row: --map-template FILE prints a start")
    return 0


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "check": _check,
    "convert": _convert,
    "rules": _rules,
    "explain": _explain,
    "new-rule": _new_rule,
    "exercises": _exercises,
    "formats": _formats,
}
