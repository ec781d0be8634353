"""The command: lowback-rules check, convert, rules, explain, new-rule, exercises, formats.

Exit status: 0 nothing at or above --fail-on and no unknown exercise asked for, 1 something, 2 the input or the call was
wrong.
"""

import os
import sys
from collections.abc import Sequence

from . import arguments
from .errors import LowbackError


def main(given: Sequence[str] | None = None) -> int:
    """Run the command with these arguments (those of the process, if none are given); the exit status."""
    try:
        options = arguments.parser().parse_args(given)
        # Not before the command line is read: --help needs nothing of what the commands are made of.
        from .commands import COMMANDS

        status = COMMANDS[options.command](options)
        sys.stdout.flush()
    except LowbackError as error:
        return _wrong(error)
    except BrokenPipeError:
        # The reader of our output (head, less) has left; Python must not complain about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    return status


def _wrong(error: LowbackError) -> int:
    """One line on stderr for one problem, and one line for each of several."""
    from .printing import shown

    for problem in error.problems:
        print(f"lowback-rules: {shown(' '.join(str(problem).split()))}", file=sys.stderr)
    return 2
