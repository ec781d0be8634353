"""The progress bar: on a terminal, after a second, with and without rich; silent otherwise."""

import io
import sys

import pytest

from lowback_rules.progress import Progress


class Screen(io.StringIO):
    """A stderr that says whether it is a terminal."""

    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


def _shown(monkeypatch: pytest.MonkeyPatch, *, terminal: bool, seconds: float, rich: bool) -> str:
    screen = Screen(terminal)
    clock = [100.0]
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr("lowback_rules.progress.time.monotonic", lambda: clock[0])
    if not rich:
        monkeypatch.setitem(sys.modules, "rich.progress", None)
    with Progress("Reading") as progress:
        progress(0.1)
        clock[0] += seconds
        progress(0.5)
        progress(0.5)
        progress(0.75)
    return screen.getvalue()


def test_plain_without_rich(monkeypatch: pytest.MonkeyPatch) -> None:
    text = _shown(monkeypatch, terminal=True, seconds=1.5, rich=False)
    assert [part.strip() for part in text.split("\r") if part.strip()] == [
        "Reading [##########..........] 50 %",
        "Reading [###############.....] 75 %",
    ]
    assert text.endswith("\r")


def test_silent_before_a_second_and_where_there_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _shown(monkeypatch, terminal=True, seconds=0.9, rich=False) == ""
    assert _shown(monkeypatch, terminal=False, seconds=60, rich=False) == ""
