"""The pages and tables that come from declarations: written for each build, not kept in the repository."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from lowback_rules.catalogue import load_rules
from lowback_rules.definitions import Definitions
from lowback_rules.limits import limits_of
from lowback_rules.model import SYMPTOM_CARE, SYMPTOM_WORDS
from lowback_rules.pages import page
from lowback_rules.readers import FORMATS
from lowback_rules.readers import page as format_page
from lowback_rules.rule import FAMILIES, Rule
from lowback_rules.sources import READ, sources
from lowback_rules.verdict import Grade

MISTAKES = {
    "load": "Lifting too heavy",
    "warmup": "Neglecting the warm-up",
    "core": "Skipping core work",
    "rest": "Overtraining, too little rest",
    "pain": "Ignoring pain",
}
GRADES: dict[Grade, str] = {
    "A": "systematic review",
    "B": "trial or cohort",
    "C": "consensus or guideline",
    "D": "convention or our own choice",
}

TERMS = """
- **Work set**: the flag decides. Without flags, the sets from the first one at `work_share` of the
  heaviest load on, and any set at `effort_rpe`.
- **Ramp step**: an earlier set of the same movement family, from `ramp_from` to `ramp_to` of the
  top load and easier than `effort_rpe`; loads closer than `ramp_step` count once.
- **e1RM**: of work sets whose effort is known (RPE, RIR or to failure); the mean of Epley and
  Brzycki for 2 to 10 repetitions. The reference is the best of `e1rm_days`.
- **Hard set**: a work set at `effort_rpe`, or to failure, else at `hard_share` of the reference
  e1RM; else unknown.
- **Recorded**: warm-ups, core work, pain or sleep are being recorded at a session if there is
  evidence of it within `habit_days`.
- **Local day**: the date of the start as written. A session that starts at the same time or later
  is never seen.
- **Lumbar class**: 3 for floor pulls and loaded hinges, 2 for squats, bent rows, swings and loaded
  back extensions, 1 small, 0 none. Volume counts class 2 at half.
""".strip().splitlines()


def pages() -> dict[str, str]:
    """Each generated page by its name below docs/; those that start with _ are parts of other pages."""
    rules = load_rules("lowback_rules.rules")
    found: dict[str, Iterable[str]] = {f"rules/{rule.id}.md": _rule_page(rule) for rule in rules}
    found["rules/index.md"] = _index(rules)
    found["rules/_front.md"] = _tables(rules, "rules/")
    found["rules/_grades.md"] = _grades(rules)
    found["rules/_sources.md"] = _sources()
    found["rules/_symptoms.md"] = _symptoms()
    found["definitions.md"] = _definitions()
    found |= {f"formats/{each.name}.md": [format_page(each).rstrip("\n")] for each in FORMATS}
    found["formats/_table.md"] = _formats()
    return {name: "\n".join(lines) + "\n" for name, lines in found.items()}


def write(docs: Path) -> None:
    """Write the pages that have changed below `docs`, and take away those of rules that are gone."""
    wanted = pages()
    for name, text in wanted.items():
        path = docs / name
        path.parent.mkdir(exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
    for folder in ("rules", "formats"):
        for path in (docs / folder).glob("*.md"):
            if f"{folder}/{path.name}" not in wanted:
                path.unlink()


def _rule_page(rule: Rule) -> Iterator[str]:
    yield page(rule)
    yield "What the grades mean, and how much of each source was read: [what the numbers rest on](../evidence.md)."
    if not rule.fixed:
        yield "How a limit is changed, and whose value wins: [policies](../policy.md)."


def _families(rules: Iterable[Rule]) -> Iterator[tuple[str, list[Rule]]]:
    for family in FAMILIES:
        if members := [rule for rule in rules if rule.family == family]:
            yield family, members


def _tables(rules: Iterable[Rule], folder: str) -> Iterator[str]:
    for family, members in _families(rules):
        yield from (f"### {MISTAKES[family]}", "", "| warning | how sure is its number |", "|---|---|")
        for rule in members:
            grade = f"{rule.evidence.threshold}, {GRADES[rule.evidence.threshold]}"
            switch = "" if rule.enabled else " (off by default)"
            yield f"| [{rule.title}]({folder}{rule.id}.md) `{rule.id}`{switch} | {grade} |"
        yield ""


def _index(rules: Iterable[Rule]) -> Iterator[str]:
    yield from ("# The rules", "")
    yield "One page for each warning: what and why, the limits, the evidence and what speaks against it, examples."
    yield "The grade is that of the number as used; [what the grades mean](../evidence.md#grades)."
    yield ""
    yield "## By family"
    yield ""
    yield from _tables(rules, "")
    yield from ("```{toctree}", ":hidden:", "")
    for _, members in _families(rules):
        yield from (f"{rule.id} <{rule.id}>" for rule in members)
    yield "```"


def _formats() -> Iterator[str]:
    yield from ("| name | what it is | where the unit of weight stands |", "|---|---|---|")
    for each in FORMATS:
        yield f"| [`{each.name}`](formats/{each.name}.md) | {each.title} | {each.unit} |"
    yield ""
    yield from ("```{toctree}", ":hidden:", "")
    yield from (f"{each.name} <formats/{each.name}>" for each in FORMATS)
    yield "```"


def _grades(rules: Iterable[Rule]) -> Iterator[str]:
    number = Counter(rule.evidence.threshold for rule in rules)
    direction = Counter(rule.evidence.source for rule in rules)
    yield from ("| grade | what it rests on | rules: number | rules: direction |", "|---|---|---|---|")
    for grade, words in GRADES.items():
        yield f"| {grade} | {words} | {number[grade]} | {direction[grade]} |"


def _symptoms() -> Iterator[str]:
    yield from ("| id | the question | care where it is yes |", "|---|---|---|")
    for symptom, care in SYMPTOM_CARE.items():
        yield f"| `{symptom}` | {SYMPTOM_WORDS[symptom]} | {care} |"


def _sources() -> Iterator[str]:
    counts = Counter(source.verification for source in sources().values())
    yield from ("| how it was read | sources |", "|---|---|")
    yield from (f"| {words} ({mark}) | {counts[mark]} |" for mark, words in READ.items())
    yield from ("", "| source | how it was read |", "|---|---|")
    for key, source in sorted(sources().items()):
        doi = f" [doi:{source.doi}](<https://doi.org/{source.doi}>)" if source.doi else ""
        yield f"| **{key}** {source.citation.replace('|', ' ')}{doi} | {READ[source.verification]} |"


def _definitions() -> Iterator[str]:
    yield from ("# Definitions", "")
    yield "Numbers that all rules share; [concepts](concepts.md) tells them in words."
    yield "They can be changed in the table `[definitions]` of a [policy](policy.md)."
    yield from ("", "| number | default and range | what it is |", "|---|---|---|")
    for spec in limits_of(Definitions):
        yield f"| `{spec.name}` | {spec.default} {spec.unit} ({spec.low} to {spec.high}) | {spec.doc} |"
    yield from ("", *TERMS)
