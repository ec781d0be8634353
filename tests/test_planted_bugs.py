"""Mistakes that a rule's author makes, planted into the example rule one by one: the laws that it inherits catch each."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from attrs import frozen
from hypothesis import Phase, settings

from lowback_rules.catalogue import load_rules
from lowback_rules.rule import Rule
from lowback_rules.testing import LAWS, Law

ROOT = Path(__file__).resolve().parent.parent
RIGHT = (ROOT / "docs" / "house-rules" / "src" / "house_rules" / "load" / "after_a_grind.py").read_text(
    encoding="utf-8"
)
BY_NAME = {str(law): law for law in LAWS}
# Always the same draws: what is caught today is caught tomorrow.
SETTINGS = settings(max_examples=800, derandomize=True, database=None, phases=[Phase.generate])


@frozen
class Bug:
    """A mistake as replacements in the text of the rule, and the laws that may catch it, the first asked first."""

    name: str
    laws: tuple[str, ...]
    changes: dict[str, str]

    def __str__(self) -> str:
        return self.name

    def planted(self) -> str:
        text = RIGHT
        for old, new in self.changes.items():
            assert text.count(old) == 1, f"{old!r} is in the rule {text.count(old)} times"
            text = text.replace(old, new)
        return text


BUGS = [
    Bug(
        "a day too far back",
        ("local", "comes_out_as_declared"),
        {"in view.sessions(days):": "in view.sessions(days + 1):"},
    ),
    Bug(
        "missing RPE taken for 0",
        ("silence_is_not_safety", "comes_out_as_declared"),
        {
            "entry.log.rpe is not None and entry.log.rpe >= limits.rpe": "(entry.log.rpe or 0) >= limits.rpe",
            "if entry.log.rpe is None]": "if (entry.log.rpe or 0) < 0]",
        },
    ),
    Bug(
        "a missing load of today taken for 0",
        ("silence_is_not_safety", "comes_out_as_declared"),
        {"complete = all(entry.grains is not None for entry in lift.work)": "complete = True"},
    ),
    Bug(
        "two things missing at once forgotten",
        ("silence_is_not_safety",),
        {"elif not complete and not all(above_which)": "elif not complete and heaviest is not None"},
    ),
    Bug(
        "a peek at a later session",
        ("causal",),
        {"in view.sessions(days):": "in (*view._index.summaries[view._end :], *view.sessions(days)):"},
    ),
    Bug(
        "a field that is read and not declared",
        ("reads_what_it_says",),
        {"if before is None:": 'if before is None or lift.work[0].log.form == "kept":'},
    ),
    Bug(
        ">= for >",
        ("comes_out_as_declared",),
        {"    above,\n": "    at_least,\n", " above(lift.top,": " at_least(lift.top,"},
    ),
    Bug(
        "a comparison the wrong way round",
        ("comes_out_as_declared", "worse_is_never_milder"),
        {"lift.top is not None and above(": "lift.top is not None and not above("},
    ),
    Bug(
        "pounds compared with kilograms",
        ("unit_free",),
        {
            "    return entry.grains or 0": "    load = entry.log.load\n"
            "    return 0 if load is None else int((load.lb or load.kg) * 10**10)"
        },
    ),
    Bug(
        "a return that hides the next exercise",
        ("hides_no_other_exercise",),
        {"            continue  # Had": "            return  # Had"},
    ),
    Bug(
        "the order of a set",
        ("says_the_same_under_any_hash_seed",),
        {
            "    for lift in view.summary.lumbar:": "    lifts = {lift.subject: lift for lift in view.summary.lumbar}\n"
            "    for lift in map(lifts.__getitem__, set(lifts)):"
        },
    ),
    Bug(
        "a counter kept between calls",
        ("pure",),
        {
            "def _before(": "_calls: list[None] = []\n\n\ndef _before(",
            "        if before is None:": "        _calls.append(None)\n        if before is None or len(_calls) % 3 == 0:",
        },
    ),
    Bug(
        "a share of 0 kg",
        ("total",),
        {" if entry.grains != 0]": "]"},
    ),
]


@contextmanager
def loaded(text: str, folder: Path, name: str) -> Iterator[Rule]:
    """The rule of that text, in a package of its own that can be imported meanwhile, by other processes too."""
    family = folder / name / "load"
    family.mkdir(parents=True)
    for package in (family, family.parent):
        (package / "__init__.py").touch()
    (family / "after_a_grind.py").write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.syspath_prepend(folder)
        (rule,) = load_rules(name)
        yield rule


@pytest.mark.parametrize("bug", BUGS, ids=str)
def test_a_planted_bug_is_caught_by_a_law_that_it_breaks(tmp_path: Path, bug: Bug) -> None:
    with loaded(bug.planted(), tmp_path, f"planted_{BUGS.index(bug)}") as rule:
        catching = next((name for name in bug.laws if _breaks(rule, BY_NAME[name])), None)
    print(f"{bug}: {catching}")  # noqa: T201  # for pytest -rP
    assert catching is not None, f"none of {', '.join(bug.laws)} catches it"


def _breaks(rule: Rule, law: Law) -> bool:
    try:
        law.hold(rule, SETTINGS)
    except Exception as error:
        return any(f"breaks the law {law}: " in note for note in getattr(error, "__notes__", ()))
    return False


@pytest.mark.parametrize("law", LAWS, ids=str)
def test_the_right_rule_breaks_none(tmp_path: Path, law: Law) -> None:
    with loaded(RIGHT, tmp_path, f"right_{law}") as rule:
        law.hold(rule)
