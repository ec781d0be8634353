"""The command line: what can be asked for, and the policy and mapping that are made of it."""

import argparse
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NoReturn, get_args

from .errors import LowbackError, PolicyError, Problem
from .load import Load
from .model import Level
from .notation import parse_load
from .policy import Policy
from .printing import shown
from .readers import FORMATS, DayOrder, Given, given_mapping
from .severity import Severity
from .version import __version__
from .wording import LANGUAGES, Reader


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"lowback-rules: {shown(' '.join(message.split()))} (--help shows what there is)\n")


def parser() -> argparse.ArgumentParser:
    """What parses the command line; `command` is the name of the command asked for."""
    whole = _Parser(
        prog="lowback-rules",
        description="Reads a training log and says where it departs from the usual guidance for the lower back.",
    )
    whole.add_argument("--version", action="version", version=f"lowback-rules {__version__}")
    commands = whole.add_subparsers(
        title="commands", dest="command", required=True, metavar="COMMAND", parser_class=_Parser
    )

    check = commands.add_parser("check", help="judge a log", description="Judge a log; several files are one person's.")
    _files(check)
    check.add_argument(
        "--read-notes", action="store_true", help="look for mentions of low-back pain in notes, and ask for a rating"
    )
    check.add_argument(
        "--since", type=_date, metavar="DATE", help="report workouts of this day and later only (2026-03-09)"
    )
    _person(check)
    check.add_argument(
        "--aliases", type=Path, metavar="FILE", help="your own names of exercises: [aliases] in TOML, as in a policy"
    )
    check.add_argument("--language", choices=LANGUAGES, default="en", help="of what is reported (default: en)")
    check.add_argument("--country", metavar="CODE", help="for emergency numbers, such as GB or DE; none is assumed")
    check.add_argument(
        "--reader",
        choices=get_args(Reader),
        default="lifter",
        help="for whom: a coach reads how each finding came about, a developer the bare facts",
    )
    check.add_argument("--format", choices=["text", "json"], default="text", help="how to report (default: text)")
    check.add_argument(
        "--fail-on",
        choices=[str(severity) for severity in Severity],
        default=str(Severity.WARNING),
        help="exit with 1 from this severity on (default: warning)",
    )
    check.add_argument("--why", metavar="RULE", help="say how this rule came to its outcome, in the last workout")
    check.add_argument("--session", metavar="ID", help="the workout that --why asks about: its id, or its date")

    convert = commands.add_parser(
        "convert",
        help="write a log as openweight JSON",
        description="Write a log as openweight JSON, which check reads back; several files are one person's.",
    )
    _files(convert)
    convert.add_argument(
        "-o", "--output", type=Path, metavar="OUT", help="the file to write (default: standard output)"
    )
    convert.set_defaults(read_notes=False)

    rules = commands.add_parser("rules", help="list the rules")
    _person(rules)
    rules.add_argument("--format", choices=["text", "json"], default="text")
    rules.set_defaults(aliases=None)

    explain = commands.add_parser("explain", help="say what a rule does, by which numbers, and how well it is founded")
    explain.add_argument("rule", metavar="RULE", help="such as load.step_jump")
    explain.add_argument("--policy", type=Path, metavar="FILE", help="a policy, if the rule is that of its plug-ins")

    new = commands.add_parser(
        "new-rule",
        help="write the file of a rule of your own to start from",
        description="Write the file of a new rule, which works as it stands, with every part to fill in.",
    )
    new.add_argument("rule", metavar="RULE", help="its id, family and name: rest.my_rule")
    new.add_argument(
        "--into",
        type=Path,
        metavar="FOLDER",
        help="the folder of rules (default: house_rules; in a clone of this project its own)",
    )

    exercises = commands.add_parser(
        "exercises",
        help="say what an exercise is to the lower back, and how its name was matched",
        description="List the catalogue, or say of each name what was matched and why. Exit status 1: one is unknown.",
    )
    exercises.add_argument("names", nargs="*", metavar="NAME", help='a name as an app writes it, or an id: "DB RDL"')
    exercises.add_argument("--format", choices=["text", "json"], default="text")

    formats = commands.add_parser("formats", help="list the formats that can be read, or describe one")
    formats.add_argument(
        "name", nargs="?", choices=[each.name for each in FORMATS], metavar="NAME", help="such as hevy"
    )
    formats.add_argument(
        "--map-template", type=Path, metavar="FILE", help="print a mapping to start from, for this table"
    )
    return whole


def _files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="an export, or - for standard input")
    parser.add_argument(
        "--from",
        dest="source",
        choices=[each.name for each in FORMATS],
        help="its format, if not told by its beginning",
    )
    parser.add_argument("--unit", choices=["kg", "lb"], help="unit of the weights, where the file names none")
    parser.add_argument(
        "--dates", choices=get_args(DayOrder), help="order of day and month, where the file leaves it open"
    )
    parser.add_argument(
        "--map", dest="mapping", type=Path, metavar="FILE", help="a mapping in TOML, for a table of another app"
    )
    parser.add_argument(
        "--column",
        dest="columns",
        action="append",
        default=[],
        type=_column,
        metavar="NAME=COLUMN",
        help='what a column of a table is, on top of --map: --column exercise="Movement"',
    )
    parser.add_argument("--timezone", metavar="ZONE", help="such as Europe/Berlin, for files whose times are in UTC")
    parser.add_argument("--start", type=_date, metavar="DATE", help="the day on which the first week of a plan starts")
    parser.add_argument(
        "--max",
        dest="maxima",
        action="append",
        default=[],
        type=_maximum,
        metavar="NAME=LOAD",
        help='a stated one-repetition maximum, for plans in percent: --max "deadlift=180kg"',
    )


def _person(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--level", choices=[str(level) for level in Level], help="training experience")
    parser.add_argument(
        "--back-history",
        action="store_true",
        default=None,
        help="low-back pain limited activity in the last twelve months, or more than two earlier episodes",
    )
    parser.add_argument("--policy", type=Path, metavar="FILE", help="limits and switches in TOML")


def _date(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{value!r} is no date such as 2026-03-09") from None


def _maximum(value: str) -> tuple[str, Load]:
    name, _, load = value.rpartition("=")
    try:
        if not name.strip():
            raise LowbackError(f"{value!r} names no exercise")
        return name.strip(), parse_load(load.strip())
    except LowbackError as error:
        raise argparse.ArgumentTypeError(f"{error}; write deadlift=180kg") from None


def _column(value: str) -> tuple[str, str]:
    name, _, column = value.partition("=")
    if not name.strip() or not column.strip():
        raise argparse.ArgumentTypeError(f'{value!r} names no column; write exercise="Movement"')
    return name.strip(), column.strip()


def mapping(options: argparse.Namespace) -> Given | None:
    """The mapping of --map, with the columns of --column on top."""
    if not options.columns:
        file: Path | None = options.mapping
        return file
    given = {} if options.mapping is None else given_mapping(options.mapping)
    columns = given.get("columns", {})
    return {**given, "columns": {**columns, **dict(options.columns)} if isinstance(columns, Mapping) else columns}


def policy(options: argparse.Namespace) -> Policy:
    """The policy of --policy, with what the command line says of the person and the names of --aliases on top."""
    settings = Policy() if options.policy is None else Policy.from_toml(options.policy)
    given = Policy(level=options.level, back_history=options.back_history, name="command line")
    settings |= given
    return settings if options.aliases is None else settings | _aliases(options.aliases)


def _aliases(file: Path) -> Policy:
    """The policy that is nothing but the aliases of a file; PolicyError if the file holds anything else."""
    policy = Policy.from_toml(file)
    if policy.layers != Policy(aliases=policy.aliases).layers or not policy.aliases:
        raise PolicyError([Problem("holds [aliases] and nothing else; a whole policy is for --policy", file=str(file))])
    return policy
