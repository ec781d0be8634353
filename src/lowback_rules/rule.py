"""Rule: the declaration of a rule, which checks itself; @rule makes one of a function, and examples go with it."""

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from string import Formatter
from typing import Any, Literal, TypeVar, get_args

from attrs import evolve, field

from .definitions import Definition, Definitions, Field
from .errors import RuleError, nearest
from .limits import LimitSpec, limits_of
from .model import Level, Lifter
from .severity import Care, Severity
from .summary import Summary
from .units import FACT_UNITS
from .values import frozen
from .verdict import Evidence, Finding, Fired, Gap, GapKind, LimitUse, Outcome
from .version import __version__
from .view import View

Verdicts = Iterator[Fired | Gap]
Asks = Literal["lumbar", "every"]
Worse = Literal["higher", "lower", "true"]
_LUMBAR_GAPS: dict[str, GapKind] = {"exercise": "unknown-exercise", "a set that could not be read": "not-recorded"}
Stability = Literal["stable", "preview"]
Limits = TypeVar("Limits")
NOBODY = Lifter()
# Outcomes with nothing but gaps that a rule keeps; what a gap says of one session alone is soon the most.
_MOST_USUAL = 256
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
    lifter: Lifter = NOBODY

    @property
    def who(self) -> Lifter:
        """Whose log it is."""
        return evolve(self.lifter, level=self.level, back_history=self.back_history)


def fires(
    log: str,
    why: str,
    *,
    severity: Severity | None = None,
    level: Level = Level.NOVICE,
    back_history: bool = False,
    records: Iterable[str] | None = None,
    lifter: Lifter = NOBODY,
) -> Example:
    """An example in which the rule fires (at `severity`, if given)."""
    return Example("fires", log, why, severity, level, back_history, _names(records), lifter)


def quiet(
    log: str,
    why: str,
    *,
    level: Level = Level.NOVICE,
    back_history: bool = False,
    records: Iterable[str] | None = None,
    lifter: Lifter = NOBODY,
) -> Example:
    """An example in which the rule has nothing to say; best one right at the limit."""
    return Example("quiet", log, why, None, level, back_history, _names(records), lifter)


def unsure(
    log: str,
    why: str,
    *,
    level: Level = Level.NOVICE,
    back_history: bool = False,
    records: Iterable[str] | None = None,
    lifter: Lifter = NOBODY,
) -> Example:
    """An example in which the rule cannot judge."""
    return Example("unsure", log, why, None, level, back_history, _names(records), lifter)


@frozen(eq=False)
class Rule:
    """One rule: a function over a View, and all that is known of it as data.

    `id` is folder.file. `lookback` names the limits whose sum is how many days the function looks back. `reads` are
    fields of the model ("load", "pain.during"); `uses` the shared definitions, whose reads and look-back add to it.
    `worse` says in which direction a field of the session may only make findings more. `one_of`: fields that stand in
    for each other, so that one of them is enough. `asks`: of which sessions. `formulas` and `advices` are templates and
    texts by the names of `messages`. `severities` and `cares` say when a finding has which; `gaps` what may be missing,
    and the kind of gap that is. `enabled` is the default; `formerly` are ids that the rule had before.
    """

    id: str
    title: str
    family: str
    function: Callable[[View, Any], Verdicts]
    limits_type: type
    limits: tuple[LimitSpec, ...]
    lookback: tuple[str, ...]
    reads: frozenset[Field]
    uses: tuple[Definition, ...]
    worse: tuple[tuple[Field, Worse], ...]
    one_of: tuple[tuple[Field, ...], ...]
    asks: Asks
    messages: Mapping[str, str]
    formulas: Mapping[str, str]
    advices: Mapping[str, str]
    severities: Mapping[Severity, str]
    cares: Mapping[Care, str]
    gaps: Mapping[str, GapKind]
    evidence: Evidence
    examples: tuple[Example, ...]
    hides: tuple[str, ...]
    enabled: bool
    fixed: bool
    status: Stability
    since: str
    formerly: tuple[str, ...]
    clear: Outcome
    usual: dict[tuple[Gap, ...], Outcome] = field(factory=dict, init=False)

    def __repr__(self) -> str:
        return f"<Rule {self.id}>"

    def __str__(self) -> str:
        return self.id

    @property
    def doc(self) -> str:
        """What the rule does and why: the docstring of its function."""
        return inspect.cleandoc(self.function.__doc__ or "")

    def message(self, variant: str) -> str:
        """The message template of that name; "" is the only one of a rule that has one."""
        return self.messages[variant]

    def formula(self, variant: str) -> str:
        """The formula template behind the message of that name."""
        return self.formulas[variant if variant in self.formulas else ""]

    def advice(self, variant: str = "") -> str:
        """What to do next, for the message of that name; without a name, for most of them."""
        return self.advices[variant if variant in self.advices else ""]

    def all_reads(self) -> frozenset[Field]:
        """Every field that matters to the rule, those of its definitions included."""
        return self.reads.union(*[definition.reads for definition in self.uses])

    def stand_ins(self, name: str) -> frozenset[str]:
        """The field and those that stand in for it, here or in a definition."""
        groups = [*self.one_of, *(names for definition in self.uses for names in definition.one_of)]
        return frozenset([name]).union(*(names for names in groups if name in names))

    def days_back(self, limits: Any, definitions: Definitions) -> int:
        """How many days back the rule looks, its definitions included."""
        own = sum([_days(getattr(limits, name), self._spec(name).unit) for name in self.lookback])
        return own + max([definition.lookback(definitions) for definition in self.uses], default=0)

    def _spec(self, name: str) -> LimitSpec:
        return next(spec for spec in self.limits if spec.name == name)

    def judge(self, view: View, limits: Any, origins: Mapping[str, str], notes: tuple[str, ...] = ()) -> Outcome:
        """The outcome for the view's session under these limits; `notes` are groups whose note goes with findings."""
        asked: tuple[Gap, ...] = ()
        if self.asks == "lumbar":
            summary = view.summary
            if summary.unknown or summary.unread:
                asked = _of_what_may_load(summary)
            if not summary.lumbar:
                return Outcome(self.id, (), asked) if asked else self.clear
        findings: list[Finding] = []
        gaps: list[Gap] = []
        for verdict in self.function(view, limits):
            if isinstance(verdict, Gap):
                gaps.append(verdict)
            else:
                findings.append(self._finding(verdict, view.summary.id, limits, origins, notes))
        if not findings:
            usual = None if asked else self.usual.get(tuple(gaps)) if gaps else self.clear
            if usual is not None:
                return usual
            return self._without_finding((*asked, *gaps), len(asked))
        self._check_gaps(gaps)
        return Outcome(self.id, tuple(findings), tuple(dict.fromkeys((*asked, *gaps))))

    def _without_finding(self, gaps: tuple[Gap, ...], asked: int) -> Outcome:
        """A new outcome that has only gaps, of which the rule itself has not given the first so many.

        Most people leave out the same things every time, so that it will be one shared value, as the clear one is.
        """
        self._check_gaps(gaps[asked:])
        outcome = Outcome(self.id, (), tuple(dict.fromkeys(gaps)))
        # What is unknown of an exercise is of one session alone.
        if not asked:
            if len(self.usual) >= _MOST_USUAL:
                oldest, *_ = self.usual
                self.usual.pop(oldest, None)
            self.usual[gaps] = outcome
        return outcome

    @property
    def all_gaps(self) -> Mapping[str, GapKind]:
        """What may be missing, with what the engine itself asks for on behalf of the rule."""
        return {**_LUMBAR_GAPS, **self.gaps} if self.asks == "lumbar" else self.gaps

    def _check_gaps(self, gaps: Iterable[Gap]) -> None:
        """RuleError if a gap is not declared."""
        for gap in gaps:
            if self.gaps.get(gap.what.partition(":")[0]) != gap.kind:
                raise RuleError(f"rule {self.id}: a gap {gap.kind} of {gap.what!r} is not declared in gaps=")

    def _check(self, fired: Fired) -> None:
        """RuleError if a finding names a limit, message, fact, unit, severity or care that is not declared."""
        if fired.message not in self.messages:
            raise RuleError(f"rule {self.id}: a finding names the message {fired.message!r}, which is not declared")
        if fired.limit is not None and fired.limit not in [spec.name for spec in self.limits]:
            raise RuleError(f"rule {self.id}: a finding names the limit {fired.limit!r}, which is not declared")
        if fired.severity not in self.severities:
            raise RuleError(f"rule {self.id}: a finding is of severity {fired.severity}, which is not declared")
        if fired.care is not Care.NONE and fired.care not in self.cares:
            raise RuleError(f"rule {self.id}: a finding asks for {fired.care} care, which is not declared")
        for name, fact in fired.facts.items():
            if fact.unit not in FACT_UNITS:
                unknown = f"there is no unit {fact.unit!r}{nearest(fact.unit, FACT_UNITS)}"
                raise RuleError(f"rule {self.id}: the fact {name!r}: {unknown}")
        for what, template in (("message", self.message(fired.message)), ("formula", self.formula(fired.message))):
            for name in _facts_named(template):
                if name not in fired.facts:
                    raise RuleError(f"rule {self.id}: the {what} names {name!r}, which the finding has no fact for")

    def _finding(
        self, fired: Fired, session: str, limits: Any, origins: Mapping[str, str], notes: tuple[str, ...]
    ) -> Finding:
        self._check(fired)
        templates = (self.message(fired.message), self.formula(fired.message))
        named = [fired.limit, *(name for template in templates for name in _limits_named(template))]
        used = {
            name: LimitUse(name, str(getattr(limits, name)), self._spec(name).unit, origins[name])
            for name in dict.fromkeys(named)
            if name is not None
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
            notes,
        )


def rule(
    *,
    title: str,
    limits: type[Limits],
    lookback: str | Iterable[str] = (),
    reads: Iterable[Field],
    uses: Iterable[Definition] = (),
    worse: Mapping[Field, Worse] | None = None,
    one_of: Iterable[Iterable[Field]] = (),
    asks: Asks = "every",
    message: str | Mapping[str, str],
    formula: str | Mapping[str, str],
    advice: str | Mapping[str, str],
    severities: Mapping[Severity, str],
    cares: Mapping[Care, str] | None = None,
    gaps: Mapping[str, GapKind],
    evidence: Evidence,
    examples: Iterable[Example],
    hides: Iterable[str] = (),
    enabled: bool = True,
    fixed: bool = False,
    status: Stability = "stable",
    since: str = __version__,
    formerly: Iterable[str] = (),
) -> Callable[[Callable[[View, Limits], Verdicts]], Rule]:
    """Declare the rule that a function judges by; RuleError if the declaration does not hold together.

    `message` is a template over facts, {subject} and {limits.name}, or several by name; `formula` is how the finding
    was reached, in the same terms (one for each message that needs its own, "" for the others). `severities` says when
    each is given, `gaps` maps what may be missing (the text of Gap.what up to a colon) to the kind of gap. `fixed`
    rules cannot be switched off or changed by a policy. `since` is the version that brought the rule, `formerly` its
    old ids.
    """

    def declare(function: Callable[[View, Limits], Verdicts]) -> Rule:
        family, _, name = function.__module__.rpartition(".")
        family = family.rpartition(".")[2]
        declared = Rule(
            id=f"{family}.{name}",
            title=title,
            family=family,
            function=function,
            limits_type=limits,
            limits=limits_of(limits),
            lookback=(lookback,) if isinstance(lookback, str) else tuple(lookback),
            reads=frozenset(reads),
            uses=tuple(uses),
            worse=tuple((worse or {}).items()),
            one_of=tuple(tuple(names) for names in one_of),
            asks=asks,
            messages=_by_name(message),
            formulas=_by_name(formula),
            advices=_by_name(advice),
            severities=dict(severities),
            cares=dict(cares or {}),
            gaps=dict(gaps),
            evidence=evidence,
            examples=tuple(examples),
            hides=tuple(hides),
            enabled=enabled,
            fixed=fixed,
            status=status,
            since=since,
            formerly=tuple(formerly),
            clear=Outcome(f"{family}.{name}"),
        )
        problems = list(_problems(declared, function))
        if problems:
            raise RuleError(f"rule {declared.id}: " + "; ".join(problems))
        return declared

    return declare


# What a message must not say: this library claims no outcome (evidence file, section 7).
_FORBIDDEN = r"\b(safe(ly|ty)?|unsafe(ly)?|danger\w*|diagnos\w*|risk\w*|prevents? injur\w*|damag\w*)\b"
_FORBIDDEN_STEMS = ("safe", "danger", "diagnos", "risk", "prevent", "damag")
FIELDS: frozenset[str] = frozenset(get_args(Field))


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
    fields = {"reads": declared.reads, "one_of": chain(*declared.one_of), "worse": dict(declared.worse)}
    for argument, named in fields.items():
        for name in sorted({*named} - FIELDS):
            yield f"{argument} names {name!r}, which is no field of the model{nearest(name, FIELDS)}"
    for name in declared.messages:
        if name not in declared.formulas and "" not in declared.formulas:
            yield f"the message {name!r} has no formula"
    if "" not in declared.advices:
        yield 'it has no advice named ""'
    if not declared.severities:
        yield "it declares no severity"
    if not declared.gaps:
        yield "it declares no gap; what happens where its fields are not recorded?"
    for template in (*declared.messages.values(), *declared.formulas.values(), *declared.advices.values()):
        if match := _forbidden(template):
            yield f"a message says {match[0]!r}, which this library does not claim"
        for name in _limits_named(template):
            if name not in names:
                yield f"a message names limits.{name}, which is no limit"
    kinds = {example.outcome for example in declared.examples}
    for kind in ("fires", "quiet", "unsure"):
        if kind not in kinds:
            yield f"it has no example that is {kind!r}"


def _of_what_may_load(summary: Summary) -> tuple[Gap, ...]:
    """What is unknown of a session that may have loaded the low back, and is a gap for each rule about that."""
    return (
        *[Gap(lift.subject, "unknown-exercise", "exercise") for lift in summary.unknown],
        *[Gap(subject, "not-recorded", "a set that could not be read") for subject in summary.unread],
    )


def _forbidden(template: str) -> re.Match[str] | None:
    # Hardly any template has such a word at all, and then the expression need not even be compiled.
    words = template.lower()
    if template.isascii() and not any(stem in words for stem in _FORBIDDEN_STEMS):
        return None
    return re.search(_FORBIDDEN, template, re.IGNORECASE)


def _by_name(templates: str | Mapping[str, str]) -> dict[str, str]:
    return {"": templates} if isinstance(templates, str) else dict(templates)


@cache
def _fields(template: str) -> tuple[str, ...]:
    return tuple(name for _, name, _, _ in Formatter().parse(template) if name)


def _limits_named(template: str) -> list[str]:
    """The limits that a template names as {limits.name}."""
    return [name.removeprefix("limits.") for name in _fields(template) if name.startswith("limits.")]


def _facts_named(template: str) -> list[str]:
    """The facts that a template names; {subject}, {limits...} and {care...} are none."""
    return [name for name in _fields(template) if name.partition(".")[0] not in ("subject", "limits", "care")]


def _names(records: Iterable[str] | None) -> tuple[str, ...] | None:
    return None if records is None else tuple(records)


def _days(value: Any, unit: str) -> int:
    """A limit in days, weeks or hours as whole days, rounded up, and one day for the clock."""
    if unit == "days":
        return int(value)
    if unit == "weeks":
        return 7 * int(value)
    if unit == "h":
        return -(-int(value) // 24) + 1
    raise RuleError(f"lookback: a limit in {unit} is no time")
