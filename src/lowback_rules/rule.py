"""Rule: the declaration of a rule, which checks itself; @rule makes one of a function, and examples go with it."""

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from string import Formatter
from typing import Any, Literal

from attrs import frozen

from .definitions import Definition, Definitions
from .errors import RuleError
from .history import View
from .limits import LimitSpec, limits_of
from .model import Level
from .severity import Severity
from .verdict import Evidence, Finding, Fired, Gap, LimitUse, Outcome

Verdicts = Iterator[Fired | Gap]
Asks = Literal["lumbar", "every"]
Worse = Literal["higher", "lower", "true"]
FAMILIES = ("load", "warmup", "core", "rest", "pain")


@frozen
class Example:
    """A log in the plain notation, of which the last session is judged, and what the rule must say of it."""

    outcome: Literal["fires", "quiet", "unsure"]
    log: str
    why: str
    severity: Severity | None = None
    level: Level = Level.NOVICE
    back_history: bool = False
    records: tuple[str, ...] | None = None


def fires(
    log: str,
    why: str,
    *,
    severity: Severity | None = None,
    level: Level = Level.NOVICE,
    back_history: bool = False,
    records: Iterable[str] | None = None,
) -> Example:
    """An example in which the rule fires (at `severity`, if given)."""
    return Example("fires", log, why, severity, level, back_history, _names(records))


def quiet(
    log: str,
    why: str,
    *,
    level: Level = Level.NOVICE,
    back_history: bool = False,
    records: Iterable[str] | None = None,
) -> Example:
    """An example in which the rule has nothing to say; best one right at the limit."""
    return Example("quiet", log, why, None, level, back_history, _names(records))


def unsure(
    log: str,
    why: str,
    *,
    level: Level = Level.NOVICE,
    back_history: bool = False,
    records: Iterable[str] | None = None,
) -> Example:
    """An example in which the rule cannot judge."""
    return Example("unsure", log, why, None, level, back_history, _names(records))


@frozen(eq=False)
class Rule:
    """One rule: a function over a View, and all that is known of it as data.

    `id` is folder.file. `lookback` names the limits whose sum is how many days the function looks back. `reads` are
    fields of the model ("load", "pain.during"); `uses` the shared definitions, whose reads and look-back add to it.
    `worse` says in which direction a field of the session may only make findings more. `asks`: of which sessions.
    """

    id: str
    title: str
    family: str
    doc: str
    function: Callable[[View, Any], Verdicts]
    limits_type: type
    limits: tuple[LimitSpec, ...]
    lookback: tuple[str, ...]
    reads: frozenset[str]
    uses: tuple[Definition, ...]
    worse: tuple[tuple[str, Worse], ...]
    asks: Asks
    messages: tuple[tuple[str, str], ...]
    advice: str
    evidence: Evidence
    examples: tuple[Example, ...]
    hides: tuple[str, ...]
    fixed: bool
    clear: Outcome

    def __repr__(self) -> str:
        return f"<Rule {self.id}>"

    def message(self, variant: str) -> str:
        """The message template of that name; "" is the only one of a rule that has one."""
        return dict(self.messages)[variant]

    def all_reads(self) -> frozenset[str]:
        """Every field that matters to the rule, those of its definitions included."""
        return self.reads.union(*[definition.reads for definition in self.uses])

    def days_back(self, limits: Any, definitions: Definitions) -> int:
        """How many days back the rule looks, its definitions included."""
        own = sum([_days(getattr(limits, name), self._spec(name).unit) for name in self.lookback])
        return own + max([definition.lookback(definitions) for definition in self.uses], default=0)

    def _spec(self, name: str) -> LimitSpec:
        return next(spec for spec in self.limits if spec.name == name)

    def judge(self, view: View, limits: Any, origins: Mapping[str, str]) -> Outcome:
        """The outcome for the view's session under these limits."""
        gaps: list[Gap] = []
        if self.asks == "lumbar":
            summary = view.summary
            if not summary.lumbar and not summary.unknown and not summary.unread:
                return self.clear
            gaps = [Gap(lift.subject, "unknown-exercise", "exercise") for lift in summary.unknown]
            gaps += [Gap(subject, "not-recorded", "a set that could not be read") for subject in summary.unread]
            if not summary.lumbar:
                return Outcome(self.id, (), tuple(gaps))
        findings: list[Finding] = []
        for verdict in self.function(view, limits):
            if isinstance(verdict, Gap):
                gaps.append(verdict)
            else:
                findings.append(self._finding(verdict, view.summary.id, limits, origins))
        if not findings and not gaps:
            return self.clear
        return Outcome(self.id, tuple(findings), tuple(dict.fromkeys(gaps)))

    def _check(self, fired: Fired) -> None:
        """RuleError if a finding names a limit, a message or a fact that is not there."""
        template = dict(self.messages).get(fired.message)
        if template is None:
            raise RuleError(f"rule {self.id}: a finding names the message {fired.message!r}, which is not declared")
        if fired.limit is not None and fired.limit not in [spec.name for spec in self.limits]:
            raise RuleError(f"rule {self.id}: a finding names the limit {fired.limit!r}, which is not declared")
        for _, name, _, _ in Formatter().parse(template):
            if name and name != "subject" and not name.startswith("limits.") and name not in fired.facts:
                raise RuleError(f"rule {self.id}: the message names {name!r}, which the finding has no fact for")

    def _finding(self, fired: Fired, session: str, limits: Any, origins: Mapping[str, str]) -> Finding:
        self._check(fired)
        named = [name for name in (fired.limit, *_limits_named(self.message(fired.message))) if name is not None]
        used = {
            name: LimitUse(name, str(getattr(limits, name)), self._spec(name).unit, origins[name])
            for name in dict.fromkeys(named)
        }
        return Finding(
            self.id,
            session,
            fired.subject,
            fired.severity,
            fired.care,
            fired.facts,
            fired.cites,
            None if fired.limit is None else used[fired.limit],
            tuple(used.values()),
            fired.message,
            self.evidence,
        )


def rule(
    *,
    title: str,
    limits: type,
    lookback: str | Iterable[str] = (),
    reads: Iterable[str],
    uses: Iterable[Definition] = (),
    worse: Mapping[str, Worse] | None = None,
    asks: Asks = "every",
    message: str | Mapping[str, str],
    advice: str,
    evidence: Evidence,
    examples: Iterable[Example],
    hides: Iterable[str] = (),
    fixed: bool = False,
) -> Callable[[Callable[[View, Any], Verdicts]], Rule]:
    """Declare the rule that a function judges by; RuleError if the declaration does not hold together.

    `message` is a template over facts, {subject} and {limits.name}, or several by name. `fixed` rules cannot be
    switched off or changed by a policy.
    """

    def declare(function: Callable[[View, Any], Verdicts]) -> Rule:
        family, _, name = function.__module__.rpartition(".")
        family = family.rpartition(".")[2]
        messages = {"": message} if isinstance(message, str) else dict(message)
        declared = Rule(
            id=f"{family}.{name}",
            title=title,
            family=family,
            doc=inspect.cleandoc(function.__doc__ or ""),
            function=function,
            limits_type=limits,
            limits=limits_of(limits),
            lookback=(lookback,) if isinstance(lookback, str) else tuple(lookback),
            reads=frozenset(reads),
            uses=tuple(uses),
            worse=tuple((worse or {}).items()),
            asks=asks,
            messages=tuple(messages.items()),
            advice=advice,
            evidence=evidence,
            examples=tuple(examples),
            hides=tuple(hides),
            fixed=fixed,
            clear=Outcome(f"{family}.{name}"),
        )
        problems = list(_problems(declared, function))
        if problems:
            raise RuleError(f"rule {declared.id}: " + "; ".join(problems))
        return declared

    return declare


# What a message must not say: this library claims no outcome (evidence file, section 7).
_FORBIDDEN = re.compile(
    r"\b(safe|unsafe|dangerous|danger|diagnos\w*|risk\w*|prevents? injury|damage\w*)\b", re.IGNORECASE
)
FIELDS = frozenset(
    [
        "exercise",
        "load",
        "reps",
        "seconds",
        "distance_m",
        "rpe",
        "kind",
        "form",
        "side",
        "target_reps",
        "rest_after_s",
        "completed",
        "completed_at",
        "start",
        "end",
        "deload",
        "planned",
        "sleep_hours",
        "general_warmup_minutes",
        "woke_at",
        "symptoms",
        "pain.before",
        "pain.during",
        "pain.after",
        "pain.next_morning",
        "pain.sudden_onset",
    ]
)


def _problems(declared: Rule, function: Callable[..., Any]) -> Iterator[str]:
    if declared.family not in FAMILIES:
        yield f"its folder {declared.family!r} is none of {', '.join(FAMILIES)}"
    if function.__name__ != declared.id.rpartition(".")[2]:
        yield f"the function {function.__name__!r} is not named as its file"
    if not declared.doc:
        yield "the function has no docstring; it becomes the rule's page"
    names = {spec.name for spec in declared.limits}
    for name in declared.lookback:
        if name not in names:
            yield f"lookback names {name!r}, which is no limit"
    for name in sorted(declared.reads - FIELDS):
        yield f"reads names {name!r}, which is no field of the model"
    for name, _ in declared.worse:
        if name not in FIELDS:
            yield f"worse names {name!r}, which is no field of the model"
    for template in (*dict(declared.messages).values(), declared.advice):
        if match := _FORBIDDEN.search(template):
            yield f"a message says {match[0]!r}, which this library does not claim"
        for name in _limits_named(template):
            if name not in names:
                yield f"a message names limits.{name}, which is no limit"
    kinds = {example.outcome for example in declared.examples}
    for kind in ("fires", "quiet", "unsure"):
        if kind not in kinds:
            yield f"it has no example that is {kind!r}"


def _limits_named(template: str) -> list[str]:
    """The limits that a message template names as {limits.name}."""
    fields = [name or "" for _, name, _, _ in Formatter().parse(template)]
    return [name.removeprefix("limits.") for name in fields if name.startswith("limits.")]


def _names(records: Iterable[str] | None) -> tuple[str, ...] | None:
    return None if records is None else tuple(records)


def _days(value: Any, unit: str) -> int:
    """A limit in days, hours or weeks as whole days, rounded up, and one day for the clock."""
    if unit == "days":
        return int(value)
    if unit == "h":
        return -(-int(value) // 24) + 1
    raise RuleError(f"lookback: a limit in {unit} is no time")
