"""Prints the JSON of a fixed corpus, for the test about hash seeds."""

import sys
from pathlib import Path

from lowback_rules import Session, check_log, codec, read_log
from lowback_rules.catalogue import rules

ROOT = Path(__file__).resolve().parent.parent.parent

for rule in rules():
    for example in rule.examples:
        sessions = [Session.parse(line) for line in example.log.strip().splitlines()]
        sys.stdout.write(codec.dumps(check_log(sessions)) + "\n")
sys.stdout.write(codec.dumps(check_log(read_log(ROOT / "examples" / "twelve-weeks-hevy.csv").history)) + "\n")
