"""Wording: findings and gaps become sentences here, and nowhere else; in kg or lb, in a language, for a reader.

Every text is looked up in the gettext catalogue of the language under locale/; English is the text itself. A message
is a template over facts, so a translation needs no code. `texts()` lists all that can be translated.
"""

import gettext
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Literal, get_args

from attrs import field, frozen

from . import catalogue
from .countries import Country, countries, country
from .errors import PolicyError, RuleError
from .groups import GROUPS
from .load import GRAINS_PER_KG, GRAINS_PER_LB, Load, exact_kg
from .model import SYMPTOM_WORDS, Form, Level
from .policy import BACK_HISTORY, YOUR_SETTING
from .rule import Rule
from .severity import Care, Severity
from .units import FactUnit
from .verdict import LOW_BACK, Fact, Finding, Gap, GapKind, LimitUse, LimitValue, Status

Unit = Literal["kg", "lb"]
Reader = Literal["lifter", "coach", "developer"]
LANGUAGES = ("en", "de")
_EXACT = Context(prec=40)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DECIMAL_POINT = {"en": ".", "de": ","}

# How a number of each unit reads: for 1, and for other numbers.
_UNITS: dict[FactUnit, tuple[str, str]] = {
    "ratio": ("{n} %", "{n} %"),
    "h": ("{n} h", "{n} h"),
    "min": ("{n} min", "{n} min"),
    "s": ("{n} s", "{n} s"),
    "0-10": ("{n} of 10", "{n} of 10"),
    "days": ("{n} day", "{n} days"),
    "weeks": ("{n} week", "{n} weeks"),
    "years": ("{n} year", "{n} years"),
    "nights": ("{n} night", "{n} nights"),
    "sessions": ("{n} session", "{n} sessions"),
    "sets": ("{n} set", "{n} sets"),
    "reps": ("{n} rep", "{n} reps"),
    "steps": ("{n} step", "{n} steps"),
    "ramp steps": ("{n} ramp step", "{n} ramp steps"),
    "points": ("{n} point", "{n} points"),
}
_GAPS: dict[GapKind, str] = {
    "not-recorded": "not recorded: {what}",
    "too-short": "the log is too short ({what})",
    "no-comparison": "nothing to compare with ({what})",
    "unknown-exercise": "the exercise is not in the catalogue",
    "unknown-hardness": "effort not known: {what}",
    "too-old": "the last time is too long ago ({what})",
    "rule-error": "the rule failed ({what})",
}
NOT_MEDICAL = (
    "This is a training check, not a medical assessment or a diagnosis. It cannot tell you that your back is fine."
)
_EMERGENCY = "go to the nearest emergency department or call your emergency number"
_EMERGENCY_HERE = "go to {department} or call {numbers}"
_URGENT = "contact a medical advice line, your doctor or an urgent-care service"
_URGENT_HERE = "call {number} ({name}), or contact your doctor or an urgent-care service"
_INCOMPLETE = "(Some earlier sets have no load or reps, so the comparison is incomplete.)"
_SESSION = "the session of {date}"
_DATE = "{day} {month} {year}"
_OR = "{first} or {second}"
_MENTIONED = "pain mentioned, not rated: {words}; rate it 0 to 10"
_DIRECTIONS = ("Anterior", "Lateral", "Posterior")
_FRAMES = (
    NOT_MEDICAL,
    _EMERGENCY,
    _EMERGENCY_HERE,
    _URGENT,
    _URGENT_HERE,
    _INCOMPLETE,
    _SESSION,
    _DATE,
    _OR,
    _MENTIONED,
)
_ORIGINS = ("default", *(f"level {level}" for level in Level), BACK_HISTORY, YOUR_SETTING, "lifter", "command line")
_STATUSES = get_args(Status)
_WORDS = (*_STATUSES, *(str(word) for scale in (Level, Severity) for word in scale), *get_args(Form), *_DIRECTIONS)


@frozen(kw_only=True)
class Wording:
    """How findings are put into words: unit of mass, language, country, reader, and the rules they are from.

    A lifter reads the message; a coach also how it came about, by which limit and how well founded; a developer the
    facts as they are. `country` (ISO code) fills in emergency numbers; none is assumed. PolicyError on a wrong choice.
    """

    unit: Unit = "kg"
    language: str = "en"
    country: str | None = None
    reader: Reader = "lifter"
    rules: Mapping[str, Rule] | None = field(default=None, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        for name, options in (("unit", get_args(Unit)), ("language", LANGUAGES), ("reader", get_args(Reader))):
            if getattr(self, name) not in options:
                raise PolicyError(f"{name}: {getattr(self, name)!r} is none of {', '.join(options)}")
        if self.country is not None:
            country(self.country)

    def text(self, template: str, **values: object) -> str:
        """A text of this package in the language, its names filled in."""
        translated = _catalogue(self.language).gettext(template) if template else ""
        return translated.format(**values) if values else translated

    def count(self, number: int, one: str, many: str, **values: object) -> str:
        """A text that depends on a number, as {n}."""
        return _catalogue(self.language).ngettext(one, many, number).format(n=number, **values)

    def rule_of(self, finding: Finding) -> Rule:
        """The rule that made a finding; RuleError if it is not installed."""
        known = self._known()
        if finding.rule not in known:
            raise RuleError(f"there is no rule {finding.rule!r}; was a plug-in removed?")
        return known[finding.rule]

    def is_on_by_default(self, rule: str) -> bool:
        """Whether a rule is on unless a policy switches it off."""
        known = self._known()
        return rule not in known or known[rule].enabled

    def _known(self) -> Mapping[str, Rule]:
        return {rule.id: rule for rule in catalogue.rules()} if self.rules is None else self.rules

    def title(self, finding: Finding) -> str:
        """What kind of finding this is, as a heading."""
        return self.text(self.rule_of(finding).title)

    def message(self, finding: Finding) -> str:
        """The finding as its reader wants it: one sentence with its numbers, for a coach with its reasons."""
        if self.reader == "developer":
            return _data(finding)
        sentence = self._filled(self.rule_of(finding).message(finding.message), finding)
        parts = [sentence[0].upper() + sentence[1:]]
        if "baseline" in finding.facts:
            parts.append(self.text(_INCOMPLETE))
        if finding.care < Care.URGENT:
            # What is urgent names the symptom and the action, and nothing else.
            parts += [self.text(group.with_each) for group in GROUPS if group.name in finding.notes]
        if self.reader == "coach":
            parts.append(f"[{self.formula(finding)}; {self.founded(finding)}]")
        return " ".join(parts)

    def formula(self, finding: Finding) -> str:
        """How the finding came about, its numbers filled in."""
        return self._filled(self.rule_of(finding).formula(finding.message), finding)

    def founded(self, finding: Finding) -> str:
        """The limit that was crossed, who set it, and how good the evidence for it is."""
        evidence = finding.evidence
        grades = self.text(
            "evidence {threshold} for the number, {source} for the direction ({key})",
            threshold=evidence.threshold,
            source=evidence.source,
            key=evidence.sources[0] if evidence.sources else "-",
        )
        return grades if finding.limit is None else f"{self.limit(finding.limit)} · {grades}"

    def limit(self, use: LimitUse | LimitValue) -> str:
        """A limit with its value and the layer that set it."""
        name, value = use.name.replace("_", " "), self.limit_value(use)
        return self.text("limit ({name}): {value}, {origin}", name=name, value=value, origin=self.text(use.origin))

    def limit_value(self, use: LimitUse | LimitValue) -> str:
        """The value of a limit."""
        return self.amount(Fact(use.value, use.unit))

    def advice(self, finding: Finding) -> str:
        """What to do next."""
        return self.text(self.rule_of(finding).advice(finding.message))

    def subject(self, text: str) -> str:
        """A subject as a heading: an exercise id becomes its words, a name as written stays as it is."""
        if text != text.lower() or " " in text:
            return text
        words = text.replace("-", " ")
        return self.text(words[0].upper() + words[1:])

    def gap(self, item: Gap) -> str:
        """What is missing, as a phrase."""
        if item.mentioned is not None:
            return self.text(_MENTIONED, words=item.mentioned)
        what, _, detail = item.what.partition(": ")
        text = self.text(_GAPS[item.kind], what=self.text(what)) + (f" ({detail})" if detail else "")
        return text if item.subject == LOW_BACK else f"{self.subject(item.subject)}: {text}"

    def gap_kind(self, item: Gap) -> str:
        """What is missing, without the session or the exercise it is missing of: to count alike with alike."""
        return self.gap(Gap(LOW_BACK, item.kind, item.what.partition(":")[0]))

    def amount(self, fact: Fact) -> str:
        """A fact or a limit as a person reads it: 12.5 %, 112.5 kg, 37 h, 21 days, 2 Mar 2026."""
        if fact.unit == "ratio":
            return self._number(Decimal(fact.value).scaleb(2, _EXACT), "ratio")
        if fact.unit in _UNITS:
            return self._number(Decimal(fact.value), fact.unit)
        if fact.unit == "kg":
            return self.mass(Decimal(fact.value))
        if fact.unit == "date":
            return self.day(date.fromisoformat(fact.value))
        if fact.unit == "session":
            return self._session(fact.value)
        if fact.unit == "symptom":
            return self.text(SYMPTOM_WORDS[fact.value])
        if fact.unit == "switch":
            return self.text("yes") if fact.value == "1" else self.text("no")
        if fact.unit == "text":
            return self.subject(fact.value)
        return self.plain(Decimal(fact.value))

    def load(self, load: Load) -> str:
        """A load as it was logged: 100 kg, body weight + 10 kg."""
        mass = self.mass(Decimal(exact_kg(abs(load.grains))))
        if not load.bodyweight:
            return mass
        sign = "" if not load.grains else f" {'+' if load.grains > 0 else '-'} {mass}"
        return self.text("body weight") + sign

    def mass(self, kilograms: Decimal) -> str:
        """A mass in kg or lb with at most two decimals."""
        # Whole numbers, as the caller's decimal precision must not matter.
        value = Fraction(kilograms) if self.unit == "kg" else Fraction(kilograms) * GRAINS_PER_KG / GRAINS_PER_LB
        hundredths = round(value * 100)
        sign = "-" if hundredths < 0 else ""
        return f"{sign}{self.plain(Decimal(f'{abs(hundredths) // 100}.{abs(hundredths) % 100:02}'))} {self.unit}"

    def day(self, value: date) -> str:
        """A date as 2 Mar 2026, in the language whatever the locale of the machine."""
        return self.text(_DATE, day=value.day, month=self.text(_MONTHS[value.month - 1]), year=value.year)

    def plain(self, value: Decimal) -> str:
        """A decimal without exponent and without trailing zeros."""
        text = f"{value:f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
        return text.replace(".", _DECIMAL_POINT[self.language])

    def _number(self, value: Decimal, unit: FactUnit) -> str:
        one, many = _UNITS[unit]
        template = _catalogue(self.language).ngettext(one, many, 1 if value == 1 else 2)
        return template.format(n=self.plain(value))

    def _session(self, session: str) -> str:
        try:
            return self.text(_SESSION, date=self.day(date.fromisoformat(session[:10])))
        except ValueError:
            return session

    def _filled(self, template: str, finding: Finding) -> str:
        facts = {name: self.amount(fact) for name, fact in finding.facts.items()}
        limits = {use.name: self.limit_value(use) for use in finding.limits}
        here = None if self.country is None else country(self.country)
        return self.text(
            template,
            subject=self.subject(finding.subject),
            limits=SimpleNamespace(**limits),
            care=SimpleNamespace(emergency=self._emergency(here), urgent=self._urgent(here)),
            **facts,
        )

    def _emergency(self, here: Country | None) -> str:
        if here is None:
            return self.text(_EMERGENCY)
        return self.text(_EMERGENCY_HERE, department=self.text(here.department), numbers=self._or(here.emergency))

    def _urgent(self, here: Country | None) -> str:
        if here is None or here.advice is None:
            return self.text(_URGENT)
        return self.text(_URGENT_HERE, name=self.text(here.advice.name), number=here.advice.number)

    def _or(self, options: tuple[str, ...]) -> str:
        text = options[0]
        for option in options[1:]:
            text = self.text(_OR, first=text, second=option)
        return text


def _data(finding: Finding) -> str:
    """A finding as a developer reads it in a log file: everything by its name, as it is in the JSON."""
    facts = " ".join(f"{name}={fact.value!r}({fact.unit})" for name, fact in finding.facts.items())
    limits = " ".join(f"{use.name}={use.value}({use.unit}, {use.origin})" for use in finding.limits)
    cites = " ".join(f"{cite.session}#{'-' if cite.set is None else cite.set}" for cite in finding.cites)
    return (
        f"{finding.rule}{f'[{finding.message}]' if finding.message else ''} {finding.severity}/{finding.care} "
        f"subject={finding.subject!r} {facts} limits: {limits or '-'} cites: {cites or '-'} {finding.fingerprint}"
    )


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation("lowback_rules", Path(__file__).with_name("locale"), languages=[language])


def texts(rules: Iterable[Rule]) -> tuple[tuple[str, ...], ...]:
    """All that can be translated beside the literals in text() and count(): (text,), or (for one, for many)."""
    found: list[tuple[str, ...]] = list(_UNITS.values())
    found += [(text,) for text in (*_GAPS.values(), *_MONTHS, *SYMPTOM_WORDS.values(), *_FRAMES, *_ORIGINS, *_WORDS)]
    for here in countries().values():
        found += [(here.department,), *([] if here.advice is None else [(here.advice.name,)])]
    for group in GROUPS:
        found += [(text,) for text in (group.name, group.because, group.note, group.with_each) if text]
    for rule in rules:
        found += [(text,) for text in (rule.title, *rule.advices.values(), rule.evidence.criticism)]
        found += [(text,) for text in (*rule.messages.values(), *rule.formulas.values(), *rule.all_gaps)]
    return tuple(dict.fromkeys(found))
