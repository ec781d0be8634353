"""What ten years keep, in bytes a set: the sets with all they hold, and the index with all that rules keep."""

import gc
import tracemalloc
from collections.abc import Iterator

from lowback_rules import History, check_log, read_log
from lowback_rules.writers import openweight

from .lifter import sessions
from .measure import Result


def results() -> Iterator[Result]:
    """Goal 6."""
    for distinct, goal in ((False, 160), (True, 260)):
        text = openweight(History(sessions(10, distinct=distinct))).encode()
        what = "the sets alone, every one distinct" if distinct else "the sets alone, equal loads shared"
        # What the package itself keeps, such as the catalogue, is not the log's.
        check_log(read_log(text).history)
        gc.collect()
        tracemalloc.start()
        history = read_log(text).history
        gc.collect()
        count = sum(len(session.sets) for session in history)
        alone = tracemalloc.get_traced_memory()[0] / count
        yield Result(6, what, "bytes a set", goal, [alone], unit="")
        if not distinct:
            check_log(history)
            gc.collect()
            indexed = tracemalloc.get_traced_memory()[0] / count
            yield Result(6, "ten years judged, index included", "bytes a set", 250, [indexed], unit="")
        tracemalloc.stop()
        del history
