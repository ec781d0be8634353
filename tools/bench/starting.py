"""How long the package takes to start: whole processes in turns, against ones that import attrs and do no more."""

import compileall
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from .measure import Result, process

ROUNDS = 25
SOURCE = Path(__file__).parents[2] / "src"
# This checkout is measured, whatever is installed, and with its bytecode written, as an installed package has it.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | {
    "PYTHONPATH": os.pathsep.join([str(SOURCE), *filter(None, [os.environ.get("PYTHONPATH")])])
}

BARE = "pass"
ATTRS = "import attrs"
IMPORT = "import lowback_rules"
FIRST = """
from lowback_rules import Session, check_session
check_session(Session.parse("2026-03-09 18:00 deadlift 3x5@100kg rpe 8"))
"""
HELP = "import sys; from lowback_rules.cli import main; sys.exit(main(['--help']))"
# The shape of a small program: three commands with an argument and an option each.
ARGPARSE = """
import argparse
import attrs
parser = argparse.ArgumentParser(prog="program", description="Reads a log and says what stands out.")
commands = parser.add_subparsers(title="commands", dest="command", required=True, metavar="COMMAND")
for name in ("check", "convert", "explain"):
    command = commands.add_parser(name, help="what it does")
    command.add_argument("file", help="what to read")
    command.add_argument("--format", choices=["text", "json"], default="text", help="how to write")
parser.parse_args(["--help"])
"""


def results() -> Iterator[Result]:
    """The start of the package, of the first judgement and of the command."""
    _warm()
    times = [
        {code: process(code, ENVIRONMENT) for code in (BARE, ATTRS, IMPORT, FIRST, ARGPARSE, HELP)}
        for _ in range(ROUNDS)
    ]

    def beyond(ours: str, floor: str) -> list[float]:
        return [(each[ours] - each[BARE]) / (each[floor] - each[BARE]) for each in times]

    attrs, argparse = "import attrs, beyond bare Python", "an argparse program that imports attrs"
    yield Result(7, "import lowback_rules, beyond bare Python", attrs, 1.6, beyond(IMPORT, ATTRS))
    yield Result(7, "import and first check_session, beyond bare Python", attrs, 3.5, beyond(FIRST, ATTRS))
    yield Result(
        7, "`lowback-rules --help`, the whole process", argparse, 1.5, [each[HELP] / each[ARGPARSE] for each in times]
    )
    yield Result(
        7, "`lowback-rules --help`, beyond bare Python", f"{argparse}, beyond bare Python", 1.5, beyond(HELP, ARGPARSE)
    )


def _warm() -> None:
    """Write the bytecode, run everything once, and see that what runs is this checkout."""
    compileall.compile_dir(SOURCE / "lowback_rules", quiet=1)
    for code in (BARE, ATTRS, IMPORT, FIRST, ARGPARSE, HELP):
        process(code, ENVIRONMENT)
    where = "import lowback_rules; print(lowback_rules.__file__)"
    found = subprocess.run([sys.executable, "-c", where], check=True, capture_output=True, text=True, env=ENVIRONMENT)
    if SOURCE not in Path(found.stdout.strip()).parents:
        raise SystemExit(f"{found.stdout.strip()} would be measured, and not what is in {SOURCE}")
