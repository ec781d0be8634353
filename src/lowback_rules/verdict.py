"""Verdicts: what a rule says of a session. Data only: sentences are made in wording.py.

Fired and Gap are what a rule yields; the engine makes a Finding of the one and an Outcome of all of them; a Report
holds one Outcome for each enabled rule.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any, Literal, Self

import attrs
from attrs import evolve, field

from .load import exact_kg
from .severity import Care, Severity
from .units import FactUnit
from .values import frozen

GapKind = Literal[
    "not-recorded",
    "too-short",
    "no-comparison",
    "unknown-exercise",
    "unknown-hardness",
    "too-old",
    "rule-error",
]
Status = Literal["fired", "clear", "not-assessed"]
Grade = Literal["A", "B", "C", "D"]
Directness = Literal["direct", "indirect", "extrapolated"]
RATIO_PLACES = 4
LOW_BACK = "low-back"
# What a gap says where a note speaks of pain: PAIN_MENTIONED, the words, RATE_IT.
PAIN_MENTIONED, RATE_IT = "pain mentioned, not rated", "rate it 0 to 10"


@frozen
class Fact:
    """One measured value as text, with its unit: "ratio", "kg", "h", "days", "sets", "date", "0-10", "text" ..."""

    value: str
    unit: FactUnit

    @classmethod
    def ratio(cls, part: int, whole: int, limit: Decimal) -> Self:
        """Part / whole with 4 decimals, rounded away from `limit`, so that 0.10004 does not read as the limit 0.10."""
        return cls(ratio_text(Fraction(part, whole), limit), "ratio")

    @classmethod
    def hours(cls, microseconds: int, limit: Decimal) -> Self:
        """A time in hours with 2 decimals, rounded away from `limit`."""
        return cls(ratio_text(Fraction(microseconds, 3_600_000_000), limit, 2), "h")

    @classmethod
    def mass(cls, grains: int) -> Self:
        """A mass in kg, exact."""
        return cls(exact_kg(grains), "kg")

    @classmethod
    def day(cls, ordinal: int) -> Self:
        """A local day."""
        return cls(date.fromordinal(ordinal).isoformat(), "date")

    @classmethod
    def count(cls, value: int, unit: FactUnit) -> Self:
        """A whole number of something."""
        return cls(str(value), unit)

    @classmethod
    def text(cls, value: str) -> Self:
        """A word."""
        return cls(value, "text")


def ratio_text(value: Fraction, limit: Decimal, places: int = RATIO_PLACES) -> str:
    """`value` with `places` decimals, rounded up if it is above `limit`, else down."""
    scaled = value * 10**places
    above = value > Fraction(limit)
    whole = -(-scaled.numerator // scaled.denominator) if above else scaled.numerator // scaled.denominator
    sign = "-" if whole < 0 else ""
    return f"{sign}{abs(whole) // 10**places}.{abs(whole) % 10**places:0{places}d}"


@frozen(eq=False)
class Facts(Mapping[str, Fact]):
    """Facts by name: a mapping that is hashable and keeps its order."""

    items_: tuple[tuple[str, Fact], ...]

    def __getitem__(self, name: str) -> Fact:
        for known, fact in self.items_:
            if known == name:
                return fact
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter([name for name, _ in self.items_])

    def __len__(self) -> int:
        return len(self.items_)

    def __hash__(self) -> int:
        # As a mapping it is equal to one in another order.
        return hash(frozenset(self.items_))


def _facts(value: Mapping[str, Fact]) -> Facts:
    return Facts(tuple(value.items()))


@frozen
class Cite:
    """A place in the log that proves a finding: a session, and the set's place in Session.sets, or None."""

    session: str
    set: int | None = None


def _cites(value: Iterable[Cite]) -> tuple[Cite, ...]:
    return tuple(value)


@frozen
class Fired:
    """A rule found something: of what (`subject`), how severe, the facts, the sets that prove it.

    `limit` names the limit of the rule that was crossed; `message` picks one of the rule's messages.
    """

    subject: str
    severity: Severity
    facts: Facts = field(converter=_facts)
    cites: tuple[Cite, ...] = field(default=(), converter=_cites)
    limit: str | None = None
    care: Care = Care.NONE
    message: str = ""


@attrs.frozen(cache_hash=True)
class Gap:
    """A rule could not judge: of what, the kind of thing that is missing, and what exactly."""

    subject: str
    kind: GapKind
    what: str

    @classmethod
    def pain_mentioned(cls, words: str) -> Self:
        """Pain that a note or title mentions and nobody rated."""
        return cls(LOW_BACK, "not-recorded", f'{PAIN_MENTIONED}: "{words}"; {RATE_IT}')

    @property
    def mentioned(self) -> str | None:
        """The words that mention pain, in quotes, if this gap asks for a rating of it."""
        said, _, rest = self.what.partition(": ")
        return rest.removesuffix(f"; {RATE_IT}") or None if said == PAIN_MENTIONED else None


@lru_cache(maxsize=1024)
def not_recorded(subject: str, what: str) -> Gap:
    """The gap of something that is not recorded, made once: most people leave out the same things each time."""
    return Gap(subject, "not-recorded", what)


@frozen
class Evidence:
    """How well a rule is founded.

    `source` grades the best source for the rule's direction, `threshold` the number as used: A systematic review,
    B trial or cohort, C consensus or guideline, D convention or our own choice.
    """

    source: Grade
    threshold: Grade
    directness: Directness
    sources: tuple[str, ...]
    criticism: str
    statement: str = ""


@frozen
class LimitUse:
    """The limit that was crossed, its value as text, and which layer set it."""

    name: str
    value: str
    unit: FactUnit
    origin: str


@frozen
class Finding:
    """One warning about one session: a Fired with its rule, its session and its evidence.

    `limit` is the limit that was crossed; `limits` are all that its message and formula name. `message` is only the
    name of the message: a finding holds no sentences. `notes` are the lifter's groups that add a sentence to each.
    """

    rule: str
    session: str
    subject: str
    severity: Severity
    care: Care
    facts: Facts
    cites: tuple[Cite, ...]
    limit: LimitUse | None
    limits: tuple[LimitUse, ...]
    message: str
    evidence: Evidence
    notes: tuple[str, ...] = ()
    hidden_by: str | None = None

    @property
    def fingerprint(self) -> str:
        """16 hex digits of rule, session and subject: by it an app remembers that the finding was dismissed."""
        from hashlib import sha256

        return sha256(f"{self.rule}\n{self.session}\n{self.subject}".encode()).hexdigest()[:16]


@frozen
class Outcome:
    """What one rule says of one session: fired if anything fired, else not-assessed if there is a gap, else clear."""

    rule: str
    findings: tuple[Finding, ...] = ()
    gaps: tuple[Gap, ...] = ()

    @property
    def status(self) -> Status:
        """fired, not-assessed or clear."""
        return "fired" if self.findings else "not-assessed" if self.gaps else "clear"


@frozen
class LimitValue:
    """A limit as it was in force: of which rule (or "definitions"), its value as text, and which layer set it."""

    rule: str
    name: str
    value: str
    unit: FactUnit
    origin: str


@frozen
class PolicyInForce:
    """The policy by which a report was made: for whom, by which layers, with which limits.

    `groups` are the lifter's special groups; each is a layer too.
    """

    level: str
    level_origin: str
    back_history: bool
    groups: tuple[str, ...]
    layers: tuple[str, ...]
    disabled: tuple[str, ...]
    limits: tuple[LimitValue, ...]


@frozen
class UnknownExercise:
    """A name that is in no catalogue, and how many sets the session has of it."""

    name: str
    sets: int


@frozen
class Report:
    """What all enabled rules say of one session: one Outcome for each.

    Iteration and len() go over the findings that are not hidden, worst first. A report has no truth value: an empty
    one is not "all good", so look at `worst` and `not_assessed`.
    """

    session: str
    start: str
    outcomes: tuple[Outcome, ...]
    unknown_exercises: tuple[UnknownExercise, ...] = ()
    policy: PolicyInForce | None = field(default=None, repr=False)

    def __iter__(self) -> Iterator[Finding]:
        shown = [finding for outcome in self.outcomes for finding in outcome.findings if finding.hidden_by is None]
        return iter(sorted(shown, key=_worst_first))

    def __len__(self) -> int:
        return sum([finding.hidden_by is None for outcome in self.outcomes for finding in outcome.findings])

    def __bool__(self) -> bool:
        raise TypeError(
            "a Report is neither true nor false: no finding is not 'all good'; "
            f"look at worst ({self.worst}) and not_assessed ({len(self.not_assessed)} of {len(self.outcomes)} rules)"
        )

    @property
    def day(self) -> date:
        """The local day of the session."""
        return date.fromisoformat(self.start[:10])

    @property
    def worst(self) -> Severity | None:
        """The highest severity among the findings that are not hidden, or None if there is none."""
        return max((finding.severity for finding in self), default=None)

    @property
    def not_assessed(self) -> tuple[Outcome, ...]:
        """The outcomes of the rules that could not judge."""
        return tuple(outcome for outcome in self.outcomes if outcome.status == "not-assessed")

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What is missing, each thing once, however many rules miss it."""
        return tuple(dict.fromkeys(gap for outcome in self.outcomes for gap in outcome.gaps))


def _worst_first(finding: Finding) -> tuple[Any, ...]:
    severities, cares = list(Severity), list(Care)
    return -severities.index(finding.severity), -cares.index(finding.care), finding.rule, finding.subject


def hide(outcomes: Iterable[Outcome], hides: Mapping[str, tuple[str, ...]]) -> tuple[Outcome, ...]:
    """The outcomes with what is hidden marked: one later pass over outcomes that know nothing of each other.

    A rule named in `hides` with "*" hides, when it says stop, every other finding; else a finding hides those of the
    rules named that are no more severe than itself and of the same subject (the low back is everyone's subject). A name
    may be that of one message alone, as "core.coverage:direction".
    """
    outcomes = tuple(outcomes)
    for rule, hidden in hides.items():
        above = [finding for outcome in outcomes if outcome.rule == rule for finding in outcome.findings]
        if "*" in hidden:
            above = [finding for finding in above if finding.severity is Severity.STOP]
        if above:
            outcomes = tuple(_hidden(outcome, rule, hidden, above) for outcome in outcomes)
    return outcomes


def _hidden(outcome: Outcome, rule: str, hidden: tuple[str, ...], above: list[Finding]) -> Outcome:
    hides_all = "*" in hidden
    if not outcome.findings or outcome.rule == rule:
        return outcome

    def is_hidden(finding: Finding) -> bool:
        named = outcome.rule in hidden or f"{outcome.rule}:{finding.message}" in hidden
        covered = named and any(_covers(other, finding) for other in above)
        return finding.hidden_by is None and (hides_all or covered)

    findings = [evolve(finding, hidden_by=rule) if is_hidden(finding) else finding for finding in outcome.findings]
    return evolve(outcome, findings=tuple(findings))


def _covers(finding: Finding, other: Finding) -> bool:
    """Whether a finding says all that another one says, as loudly."""
    same = finding.subject == other.subject or LOW_BACK in (finding.subject, other.subject)
    return same and finding.severity >= other.severity
