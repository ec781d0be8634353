"""A progress bar on stderr, for a terminal and after a second; silent otherwise."""

import sys
import time
from typing import Any

_SECONDS_BEFORE = 1.0


class Progress:
    """Call it with the share done, 0 to 1; leaving the `with` block takes the bar away."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._begin = time.monotonic()
        self._terminal = sys.stderr.isatty()
        self._bar: Any = None
        self._shown = -1

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()
        elif self._shown >= 0:
            sys.stderr.write("\r" + " " * 60 + "\r")
            sys.stderr.flush()

    def __call__(self, done: float) -> None:
        """Show the share done."""
        if not self._terminal or time.monotonic() - self._begin < _SECONDS_BEFORE:
            return
        percent = int(done * 100)
        if percent == self._shown:
            return
        if self._shown < 0:
            self._bar = _rich_bar(self._title)
        self._shown = percent
        if self._bar is not None:
            self._bar.update(self._bar.tasks[0].id, completed=percent)
        else:
            filled = percent // 5
            sys.stderr.write(f"\r{self._title} [{'#' * filled}{'.' * (20 - filled)}] {percent} %")
            sys.stderr.flush()


def _rich_bar(title: str) -> Any:
    try:
        from rich.console import Console
        from rich.progress import Progress as Bar
    except ImportError:
        return None
    bar = Bar(console=Console(stderr=True), transient=True)
    bar.add_task(title, total=100)
    bar.start()
    return bar
