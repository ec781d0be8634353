"""How well exercise names are matched: the figures over labelled names that lie beside the project.

The labels are ../shared/research/exercise_gold.csv, or the file given as an argument; they are not in the project.
Exit status 1 if a goal is missed.
"""

import csv
import sys
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from pathlib import Path

from attrs import frozen

from lowback_rules import find_exercise

LABELS = Path(__file__).resolve().parent.parent.parent / "shared" / "research" / "exercise_gold.csv"


@frozen
class Label:
    """A name that somebody labelled by hand: in how many sets it stands, and what it is to the low back.

    `core` is whether its sets were done as core work; a loaded back extension has a core category and is strength work.
    """

    name: str
    sets: int
    lumbar_class: int
    core: bool
    language: str

    @property
    def is_matched(self) -> bool:
        """Whether the catalogue has an exercise for it."""
        return find_exercise(self.name) is not None

    @property
    def is_classed(self) -> bool:
        """Whether the catalogue gives it the class of the label."""
        found = find_exercise(self.name)
        return found is not None and found.lumbar_class == self.lumbar_class

    @property
    def is_seen_as_core(self) -> bool:
        """Whether the catalogue takes it for core work."""
        found = find_exercise(self.name)
        return found is not None and found.core_category is not None

    @property
    def is_not_blown_up(self) -> bool:
        """Whether it is no name of class 0 or 1 that the catalogue takes for class 3."""
        found = find_exercise(self.name)
        return found is None or found.lumbar_class < 3 or self.lumbar_class >= 2


@frozen
class Goal:
    """A share of the sets that must be right: of which names, by what, and at least how much."""

    title: str
    asked: Callable[[Label], bool]
    right: Callable[[Label], bool]
    least: Fraction

    def share(self, labels: Iterable[Label]) -> Fraction | None:
        """The share of the sets that are right; None where there is nothing to ask."""
        asked = [label for label in labels if self.asked(label)]
        right = sum(label.sets for label in asked if self.right(label))
        return Fraction(right, sum(label.sets for label in asked)) if asked else None

    def missed(self, labels: Iterable[Label]) -> list[Label]:
        """The names that are not right, those of most sets first."""
        wrong = [label for label in labels if self.asked(label) and not self.right(label)]
        return sorted(wrong, key=lambda label: (-label.sets, label.name))


GOALS = (
    Goal(
        "class 2 and 3 get their class",
        lambda label: label.lumbar_class >= 2,
        lambda label: label.is_classed,
        Fraction(99, 100),
    ),
    Goal(
        "class 0 and 1 do not get 3",
        lambda label: label.lumbar_class <= 1,
        lambda label: label.is_not_blown_up,
        Fraction(1),
    ),
    Goal(
        "core work is seen as core",
        lambda label: label.core,
        lambda label: label.is_seen_as_core,
        Fraction(98, 100),
    ),
    Goal("matched at all", lambda label: True, lambda label: label.is_matched, Fraction(95, 100)),
)


def labels(path: Path) -> list[Label]:
    """The labelled names of a file."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [
            Label(row["name"], int(row["sets"]), int(row["lumbar_class"]), row["role"] == "core", row["language"])
            for row in csv.DictReader(stream)
        ]


def table(found: list[Label]) -> Iterator[str]:
    """Each goal for all names and for each language, and the names that miss it."""
    codes = sorted({label.language for label in found})
    groups = [("all", found), *((code, [label for label in found if label.language == code]) for code in codes)]
    yield f"{'share of sets':<32}{'goal':>8}" + "".join(f"{code:>9}" for code, _ in groups)
    for goal in GOALS:
        shares = [goal.share(group) for _, group in groups]
        cells = "".join(f"{'-' if share is None else f'{float(share):.2%}':>9}" for share in shares)
        yield f"{goal.title:<32}{float(goal.least):>8.0%}{cells}"
    yield f"{'names':<40}" + "".join(f"{len(group):>9}" for _, group in groups)
    yield f"{'sets':<40}" + "".join(f"{sum(label.sets for label in group):>9}" for _, group in groups)
    for goal in GOALS:
        for label in goal.missed(found):
            exercise = find_exercise(label.name)
            took = "unknown" if exercise is None else f"{exercise.id}, class {exercise.lumbar_class}"
            yield f"missed: {goal.title}: {label.name!r} ({label.sets} sets, class {label.lumbar_class}) is {took}"


def main(arguments: list[str]) -> int:
    path = Path(arguments[0]) if arguments else LABELS
    if not path.is_file():
        print(f"{path}: there are no labelled names; give the file as an argument")
        return 2
    found = labels(path)
    print("\n".join(table(found)))
    return int(any((goal.share(found) or 0) < goal.least for goal in GOALS))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
