"""What a rule says of its examples, printed in another process: `python -m lowback_rules.testing.hashes MODULE NAME`.

The order of a Python set of texts depends on PYTHONHASHSEED, which is fixed when a process begins.
"""

import importlib
import os
import subprocess
import sys

from attrs import evolve

from ..rule import Rule
from ..verdict import Outcome
from .cases import Case, judge, of_example
from .programmes import MAIN

SEEDS = ("0", "1", "2", "3")


def outputs(rule: Rule) -> set[str]:
    """What the rule says of its examples, under four hash seeds: one text, if it does not depend on them."""
    function = rule.function
    command = [sys.executable, "-m", __name__, function.__module__, function.__name__]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return {
        subprocess.run(
            command, capture_output=True, text=True, check=True, env={**environment, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in SEEDS
    }


def corpus(rule: Rule) -> list[Outcome]:
    """The outcomes for the rule's examples, as they are and with each exercise done as several."""
    cases = [of_example(example) for example in rule.examples]
    return [judge(rule, each) for case in cases for each in (case, _with_more_exercises(case))]


def _with_more_exercises(case: Case) -> Case:
    """The case in which every set was done with several lifts, so that a rule has several subjects to speak of."""
    sessions = [
        evolve(
            session,
            sets=[*session.sets, *(evolve(entry, exercise=name) for name in MAIN for entry in session.sets)],
        )
        for session in (*case.past, case.today)
    ]
    return evolve(case, past=tuple(sessions[:-1]), today=sessions[-1])


def main(module: str, name: str) -> None:
    """Print what the rule of that name says."""
    sys.stdout.write("\n".join(map(repr, corpus(getattr(importlib.import_module(module), name)))))


if __name__ == "__main__":
    main(*sys.argv[1:])
