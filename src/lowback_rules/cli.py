"""The command: lowback-rules check, convert, rules, explain, new-rule, exercises, formats.

Exit status: 0 nothing at or above --fail-on and no unknown exercise asked for, 1 something, 2 the input or the call was
wrong, or the output could not be written; 130 and 141 as shells have them, where it was interrupted or not read to the
end.
"""

import errno
import os
import sys
from collections.abc import Sequence

from . import arguments
from .errors import LowbackError

# What a disk says to a writer; files that are read, or named to be written, have errors of ours.
_NO_ROOM = {errno.ENOSPC, errno.EFBIG, errno.EIO}


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
        # The reader of our output (head, less) has left before all was said. That is no 0, which says "nothing found".
        _say_no_more()
        return 141
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        _say_no_more()
        return _wrong(LowbackError(f"the output cannot be written: {error.strerror or error}"))
    except KeyboardInterrupt:
        return 130
    return status


def _say_no_more() -> None:
    """Python must not complain at exit of what it could not write."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _wrong(error: LowbackError) -> int:
    """One line on stderr for one problem, and one line for each of several."""
    from .printing import shown

    for problem in error.problems:
        print(f"lowback-rules: {shown(' '.join(str(problem).split()))}", file=sys.stderr)
    return 2
