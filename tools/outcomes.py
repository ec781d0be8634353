"""Write the tables of outcomes (tests/outcomes): logs that notice faults in what judges, found by planting the faults.

make outcomes judges the rows that are there again and keeps them: what a changed rule says of them is then a diff to
read. With SEARCH=1 it looks for more: each fault of tools/mutants.py that no row of the table notices is put to many
drawn cases, and of those that notice one the fewest are added.
"""

import argparse
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterable

from attrs import frozen
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests import tables
from tools.mutants import Functions, Mutant, in_forks, mutants_of, progress

from lowback_rules import History
from lowback_rules.catalogue import built_in
from lowback_rules.rule import Rule
from lowback_rules.testing import Case, cases, judge, near, of_example
from lowback_rules.testing.cases import policy_for
from lowback_rules.verdict import Outcome

RULES = "src/lowback_rules/rules"
# What all rules are made of; a fault there is put to fewer cases of each of them.
SHARED = tuple(f"src/lowback_rules/{name}.py" for name in ("estimates", "history", "load"))
NEAR, ANY, OF_EACH = 600, 200, 80
# How many cases that notice a fault are offered, for the fewest to be chosen.
OFFERED = 12
SECONDS = 60


@frozen(eq=False)
class Candidate:
    """A case of a rule that could stand in its table, and what is said of it now."""

    rule: Rule
    row: tables.Row
    ask: Callable[[], Outcome]
    said: Outcome

    def notices(self) -> bool:
        """Whether something else is said than before."""
        try:
            return self.ask() != self.said
        except Exception:
            return True


def candidate(rule: Rule, row: tables.Row, *, ready: bool) -> Candidate:
    """A candidate; a `ready` one keeps its view, which serves for faults in the rule itself and is quicker."""
    case = row.case

    def ask() -> Outcome:
        return judge(rule, case)

    if ready:
        resolved = policy_for(rule, case).resolve(case.lifter)
        (active,) = resolved.active
        view = History(case.past, days=case.days, records=case.records).view(
            case.today, resolved.definitions, case.lifter
        )

        def ask() -> Outcome:
            return rule.judge(view, active.limits, active.origins, resolved.notes)

    return Candidate(rule, row, ask, ask())


def drawn(rule: Rule) -> list[tables.Row]:
    """Rows of cases near a rule and of any, the same in each run."""
    found: list[tables.Row | None] = []

    def take(strategy: st.SearchStrategy[Case], count: int) -> None:
        @settings(
            max_examples=count,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(strategy)
        def look(case: Case) -> None:
            found.append(tables.row(rule, case))

        look()

    take(near(rule), NEAR)
    take(cases(), ANY)
    return sorted({row for row in found if row is not None}, key=lambda row: len(str(row)))


def noticed(mutants: Iterable[Mutant], have: list[Candidate], more: list[Candidate]) -> dict[Mutant, list[Candidate]]:
    """For each fault that what we have does not notice those of `more` that do, some of them."""
    functions = Functions({mutant.path for mutant in mutants})

    def look(mutant: Mutant) -> list[int] | None:
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        if not functions.swap(mutant) or any(each.notices() for each in have):
            return None
        found = []
        for place, each in enumerate(more):
            if each.notices():
                found.append(place)
            if len(found) == OFFERED:
                break
        return found

    results = in_forks(progress(list(mutants), "mutants"), look, os.cpu_count() or 1)
    return {mutant: [more[place] for place in places] for mutant, places in results if places is not None}


def fewest(offers: Iterable[list[Candidate]]) -> list[Candidate]:
    """Candidates such that there is one of each offer: first those that are in most offers, then the shortest."""
    open_, chosen = [offer for offer in offers if offer], []
    while open_:
        counts = Counter(each for offer in open_ for each in offer)
        best = min(counts, key=lambda each: (-counts[each], len(str(each.row))))
        chosen.append(best)
        open_ = [offer for offer in open_ if best not in offer]
    return chosen


def write(rule: Rule, rows: Iterable[tables.Row]) -> None:
    """The table of a rule, each row as the notation writes it and with what the rule says now."""
    written = dict.fromkeys(tables.row(rule, row.case) or row for row in rows)
    text = "\n\n".join(map(str, written))
    (tables.FOLDER / f"{rule.id}.txt").write_text(f"{text}\n", encoding="utf-8")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rules", nargs="*", help="ids; all, if none is given")
    parser.add_argument("--search", action="store_true", default=bool(os.environ.get("SEARCH")))
    asked = parser.parse_args(arguments)
    tables.FOLDER.mkdir(exist_ok=True)
    chosen = [rule for rule in built_in() if not asked.rules or rule.id in asked.rules]
    kept: dict[Rule, list[tables.Row]] = {}
    for rule in chosen:
        path = tables.FOLDER / f"{rule.id}.txt"
        examples = [tables.row(rule, of_example(example)) for example in rule.examples]
        kept[rule] = list(dict.fromkeys([*filter(None, examples), *(tables.read(path) if path.exists() else [])]))
    if asked.search:
        for rule in chosen:
            have = [candidate(rule, row, ready=True) for row in kept[rule]]
            more = [candidate(rule, row, ready=True) for row in drawn(rule)]
            offers = noticed(list(mutants_of(f"{RULES}/{rule.id.replace('.', '/')}.py")), have, more)
            found = fewest(offers.values())
            kept[rule] += [each.row for each in found]
            unnoticed = sum(not offer for offer in offers.values())
            print(
                f"{rule.id}: {len(kept[rule])} rows, {len(found)} new; {unnoticed} faults that none notices", flush=True
            )
            write(rule, kept[rule])
        have = [candidate(rule, row, ready=False) for rule in chosen for row in kept[rule]]
        more = [candidate(rule, row, ready=False) for rule in chosen for row in drawn(rule)[:: NEAR // OF_EACH]]
        for shared in SHARED:
            for each in fewest(noticed(list(mutants_of(shared)), have, more).values()):
                kept[each.rule].append(each.row)
    for rule in chosen:
        write(rule, kept[rule])
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
