"""The command line: what can be asked for, and the policy and mapping that are made of it."""

import argparse
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NoReturn, get_args

from .errors import LowbackError, PolicyError, Problem
from .version import __version__

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from .load import Load
    from .policy import Policy
    from .readers import Given


class _Parser(argparse.ArgumentParser):
    """A parser that gets its arguments when it is to parse some: what they are made of takes long to load."""

    def __init__(self, *, fill: "Callable[[_Parser], None] | None" = None, **options: Any) -> None:
        super().__init__(**options)
        self._fill = fill

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        if self._fill is not None:
            fill, self._fill = self._fill, None
            fill(self)
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        from .printing import shown

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

    commands.add_parser(
        "check", help="judge a log", description="Judge a log; several files are one person's.", fill=_of_check
    )
    commands.add_parser(
        "convert",
        help="write a log as openweight JSON",
        description="Write a log as openweight JSON, which check reads back; several files are one person's.",
        fill=_of_convert,
    )
    commands.add_parser("rules", help="list the rules", fill=_of_rules)
    commands.add_parser(
        "explain", help="say what a rule does, by which numbers, and how well it is founded", fill=_of_explain
    )
    commands.add_parser(
        "new-rule",
        help="write the file of a rule of your own to start from",
        description="Write the file of a new rule, which works as it stands, with every part to fill in.",
        fill=_of_new,
    )
    commands.add_parser(
        "exercises",
        help="say what an exercise is to the lower back, and how its name was matched",
        description="List the catalogue, or say of each name what was matched and why. Exit status 1: one is unknown.",
        fill=_of_exercises,
    )
    commands.add_parser("formats", help="list the formats that can be read, or describe one", fill=_of_formats)
    return whole


def _of_check(parser: _Parser) -> None:
    from .severity import Severity
    from .wording import LANGUAGES, Reader

    _files(parser)
    parser.add_argument(
        "--read-notes", action="store_true", help="look for mentions of low-back pain in notes, and ask for a rating"
    )
    parser.add_argument(
        "--since", type=_date, metavar="DATE", help="report workouts of this day and later only (2026-03-09)"
    )
    _person(parser)
    parser.add_argument(
        "--aliases", type=_path, metavar="FILE", help="your own names of exercises: [aliases] in TOML, as in a policy"
    )
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="of what is reported (default: en)")
    parser.add_argument("--country", metavar="CODE", help="for emergency numbers, such as GB or DE; none is assumed")
    parser.add_argument(
        "--reader",
        choices=get_args(Reader),
        default="lifter",
        help="for whom: a coach reads how each finding came about, a developer the bare facts",
    )
    parser.add_argument("--format", choices=["text", "json"], default="text", help="how to report (default: text)")
    parser.add_argument(
        "--fail-on",
        choices=[str(severity) for severity in Severity],
        default=str(Severity.WARNING),
        help="exit with 1 from this severity on (default: warning)",
    )
    parser.add_argument("--why", metavar="RULE", help="say how this rule came to its outcome, in the last workout")
    parser.add_argument("--session", metavar="ID", help="the workout that --why asks about: its id, or its date")


def _of_convert(parser: _Parser) -> None:
    _files(parser)
    parser.add_argument(
        "-o", "--output", type=_path, metavar="OUT", help="the file to write (default: standard output)"
    )
    parser.set_defaults(read_notes=False)


def _of_rules(parser: _Parser) -> None:
    _person(parser)
    parser.add_argument("--format", choices=["text", "json"], default="text")
    parser.set_defaults(aliases=None)


def _of_explain(parser: _Parser) -> None:
    parser.add_argument("rule", metavar="RULE", help="such as load.step_jump")
    parser.add_argument("--policy", type=_path, metavar="FILE", help="a policy, if the rule is that of its plug-ins")


def _of_new(parser: _Parser) -> None:
    parser.add_argument("rule", metavar="RULE", help="its id, family and name: rest.my_rule")
    parser.add_argument(
        "--into",
        type=_path,
        metavar="FOLDER",
        help="the folder of rules (default: house_rules; in a clone of this project its own)",
    )


def _of_exercises(parser: _Parser) -> None:
    parser.add_argument("names", nargs="*", metavar="NAME", help='a name as an app writes it, or an id: "DB RDL"')
    parser.add_argument("--format", choices=["text", "json"], default="text")


def _of_formats(parser: _Parser) -> None:
    from .readers import FORMATS

    parser.add_argument("name", nargs="?", choices=[each.name for each in FORMATS], metavar="NAME", help="such as hevy")
    parser.add_argument(
        "--map-template", type=_path, metavar="FILE", help="print a mapping to start from, for this table"
    )


def _files(parser: argparse.ArgumentParser) -> None:
    from .readers import FORMATS, DayOrder

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
        "--map", dest="mapping", type=_path, metavar="FILE", help="a mapping in TOML, for a table of another app"
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
    from .model import Level

    parser.add_argument("--level", choices=[str(level) for level in Level], help="training experience")
    parser.add_argument(
        "--back-history",
        action="store_true",
        default=None,
        help="low-back pain limited activity in the last twelve months, or more than two earlier episodes",
    )
    parser.add_argument("--policy", type=_path, metavar="FILE", help="limits and switches in TOML")


def _path(value: str) -> "Path":
    from pathlib import Path

    return Path(value)


def _date(value: str) -> "date":
    from datetime import date

    try:
        return date.fromisoformat(value)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{value!r} is no date such as 2026-03-09") from None


def _maximum(value: str) -> tuple[str, "Load"]:
    from .notation import parse_load

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


def mapping(options: argparse.Namespace) -> "Given | None":
    """The mapping of --map, with the columns of --column on top."""
    from .readers import given_mapping

    if not options.columns:
        file: Path | None = options.mapping
        return file
    given = {} if options.mapping is None else given_mapping(options.mapping)
    columns = given.get("columns", {})
    return {**given, "columns": {**columns, **dict(options.columns)} if isinstance(columns, Mapping) else columns}


def policy(options: argparse.Namespace) -> "Policy":
    """The policy of --policy, with what the command line says of the person and the names of --aliases on top."""
    from .policy import Policy

    settings = Policy() if options.policy is None else Policy.from_toml(options.policy)
    given = Policy(level=options.level, back_history=options.back_history, name="command line")
    settings |= given
    return settings if options.aliases is None else settings | _aliases(options.aliases)


def _aliases(file: "Path") -> "Policy":
    """The policy that is nothing but the aliases of a file; PolicyError if the file holds anything else."""
    from .policy import Policy

    policy = Policy.from_toml(file)
    if policy.layers != Policy(aliases=policy.aliases).layers or not policy.aliases:
        raise PolicyError([Problem("holds [aliases] and nothing else; a whole policy is for --policy", file=str(file))])
    return policy
