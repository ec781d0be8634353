"""Judge real logs at each level and write docs/calibration.md: how loud each rule is, and what it cannot judge.

The logs are other people's diaries: they lie beside the project (../shared/logs), and only counts are written down. A
log in a format that cannot be read is named as such.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from lowback_rules import History, Level, Lifter, LowbackError, Policy, Severity, check_log, read_log
from lowback_rules.catalogue import load_rules
from lowback_rules.wording import Wording

ROOT = Path(__file__).resolve().parent.parent
LOGS = ROOT.parent / "shared" / "logs"
PAGE = ROOT / "docs" / "calibration.md"
RULES = load_rules("lowback_rules.rules")
POLICY = Policy(catalogue=RULES, rules={rule.id: {"enabled": True} for rule in RULES if not rule.fixed})
COLUMNS = (*[str(severity) for severity in Severity], "hidden", "clear", "not-assessed")
MANY, MOST_OF_A_RULE, MOST_OF_ALL, MOST_GAPS = 50, 10, 25, 10
INTRODUCTION = f"""
# How loud the rules are

`make calibration` makes this page: real logs of other people, judged at each level with every rule switched on, also
those that are off by default. Only counts are kept. Each rule is counted once for a workout, by its loudest finding;
*hidden* are findings that another rule says better.

Goals at level intermediate, for a log of more than {MANY} workouts: no rule says caution or more in more than
{MOST_OF_A_RULE} % of them, and at most {MOST_OF_ALL} % carry any finding at caution or more. No limit is set so that a
log comes out quiet: where a rule is louder, the cause is looked for in the rows, and what was found stands in
[the decisions](decisions.md#loudness).
""".strip()


@frozen
class Loudness:
    """What the rules say of one log at one level: for each rule its outcomes by severity or status."""

    workouts: int
    outcomes: dict[str, Counter[str]]
    loud_workouts: int
    gaps: Counter[str]

    def loud(self, rule: str) -> int:
        """In how many workouts a rule says caution or more."""
        return sum(self.outcomes[rule][str(severity)] for severity in Severity if severity >= Severity.CAUTION)

    @property
    def loudest(self) -> tuple[int, str]:
        """The most workouts in which one rule says caution or more, and that rule."""
        return max((self.loud(rule), rule) for rule in self.outcomes)


def judged(history: History, level: Level) -> Loudness:
    """The log judged at a level."""
    words = Wording(rules={rule.id: rule for rule in RULES})
    outcomes: dict[str, Counter[str]] = {rule.id: Counter() for rule in RULES}
    gaps: Counter[str] = Counter()
    reports = check_log(history, lifter=Lifter(level=level), policy=POLICY)
    for report in reports:
        for outcome in report.outcomes:
            shown = [finding.severity for finding in outcome.findings if finding.hidden_by is None]
            silent = "hidden" if outcome.findings else outcome.status
            outcomes[outcome.rule][str(max(shown)) if shown else silent] += 1
        gaps.update({words.gap_kind(gap) for gap in report.gaps})
    worst = [report.worst for report in reports]
    return Loudness(
        len(reports), outcomes, sum(found is not None and found >= Severity.CAUTION for found in worst), gaps
    )


def page(logs: dict[str, History], unread: dict[str, str]) -> Iterator[str]:
    """The page, line by line."""
    found = {name: {level: judged(history, level) for level in Level} for name, history in logs.items()}
    yield from (INTRODUCTION, "", "## Goals", "")
    yield from ("| log | workouts | with caution or more | loudest rule | goals |", "|---|---|---|---|---|")
    for name, by_level in found.items():
        yield _goals(name, by_level[Level.INTERMEDIATE])
    if unread:
        yield from ("", "Not read:", "")
        yield from (f"- `{name}`: {reason}" for name, reason in unread.items())
    for name, by_level in found.items():
        yield from ("", f"## {name}")
        for level, loudness in by_level.items():
            yield from ("", f"### {name}, judged as {level}", "")
            yield f"{loudness.workouts} workouts, {loudness.loud_workouts} with caution or more."
            yield from ("", f"| rule | {' | '.join(COLUMNS)} |", f"|---|{'---|' * len(COLUMNS)}")
            for rule, counts in loudness.outcomes.items():
                yield f"| `{rule}` | {' | '.join(str(counts[column] or '') for column in COLUMNS)} |"
        yield from ("", "Most often missing:", "")
        gaps = sorted(by_level[Level.INTERMEDIATE].gaps.items(), key=lambda item: (-item[1], item[0]))
        yield from (f"- {phrase}: {count} workouts" for phrase, count in gaps[:MOST_GAPS])


def _goals(name: str, loudness: Loudness) -> str:
    (most, rule), workouts = loudness.loudest, loudness.workouts
    met = (
        100 * most <= MOST_OF_A_RULE * loudness.workouts
        and 100 * loudness.loud_workouts <= MOST_OF_ALL * loudness.workouts
    )
    verdict = "too short to say" if loudness.workouts <= MANY else "met" if met else "**missed**"
    loudest = f"`{rule}` {_share(most, loudness.workouts)}" if most else "none"
    loud = _share(loudness.loud_workouts, workouts)
    return f"| `{name}` | {workouts} | {loud} | {loudest} | {verdict} |"


def _share(part: int, whole: int) -> str:
    return f"{part} ({100 * part / whole:.1f} %)" if whole else "0"


def main() -> int:
    if not LOGS.is_dir():
        print("NOT RUN: there is no ../shared/logs beside the project; docs/calibration.md stays as it is")
        return 0
    logs: dict[str, History] = {}
    unread: dict[str, str] = {}
    for path in sorted(LOGS.iterdir()):
        for unit in (None, "lb"):
            try:
                logs[path.name] = read_log(path, unit=unit).history
                break
            except LowbackError as error:
                unread[path.name] = f"{error.problems[0].message.split(';')[0]}"
    unread = {name: reason for name, reason in unread.items() if name not in logs}
    PAGE.write_text("\n".join(page(logs, unread)) + "\n", encoding="utf-8")
    print(PAGE.read_text(encoding="utf-8").partition("## Goals")[2].partition("\n## ")[0].strip())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
