"""Hostile files: whatever a reader is given, a Log or a LogError comes out, in bounded time and memory."""

import io
import tracemalloc
from contextlib import suppress
from pathlib import Path
from typing import IO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowback_rules import Log, LogError, read_log
from lowback_rules.readers import FORMATS
from lowback_rules.readers.format import MOST_PROBLEMS, Format
from lowback_rules.readers.source import LONGEST_LINE

HEVY = (
    "title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,weight_kg,reps,"
    "distance_km,duration_seconds,rpe\n"
)
ROW = 'A,"7 Apr 2026, 06:00",,,Squat (Barbell),,,0,normal,100,5,,,\n'
NASTY = [
    *("", '"', '""', ",", ";", "\n", "\r\n", "\t", "\0", "\ufeff", "\u202e", "\x1b[2J", "\u2028", "=1+1", "\\n"),
    *("NaN", "-Infinity", "1e999999999", "1e-999999999999999999999", "-1", "0", "0,0", "1.2.3", "9" * 5000, "２０", "٣"),
    *("9999-12-31 23:59:59", "0000-00-00", "31.02.2026", "02/03/2026", "24:61", "-1h", "1e9h", "null", "true", "[" * 3000),
    *("lowback: pain 11 during", "lowback: sleep 99h; pain", "Z", "+25:00", "x" * 70_000),
]  # fmt: skip
EXAMPLES = [(each, example) for each in FORMATS for example in each.examples]


def _accounted(data: bytes | str, **options: str) -> Log | None:
    """The log, its rows added up, or None where it was refused; anything but LogError gets out."""
    try:
        log = read_log(data, **options)  # type: ignore[arg-type]  # options are all text
    except LogError:
        return None
    # Sets beyond the first of a row are no rows: one of several sets counts once.
    assert log.rows >= (log.sets > 0)
    return log


@given(data=st.binary(max_size=300), described=st.sampled_from(FORMATS))
def test_any_bytes_are_read_or_refused(data: bytes, described: Format) -> None:
    _accounted(data)
    _accounted(data, format=described.name, unit="kg", dates="day-first")


@given(data=st.data())
def test_any_broken_example_is_read_or_refused(data: st.DataObject) -> None:
    described, example = data.draw(st.sampled_from(EXAMPLES))
    text = example.data.decode("utf-8", "surrogateescape")
    for _ in range(data.draw(st.integers(1, 4))):
        begin = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(begin, min(len(text), begin + data.draw(st.sampled_from([0, 1, 8, 80])))))
        text = text[:begin] + data.draw(st.sampled_from(NASTY) | st.text(max_size=5)) + text[end:]
    broken = text.encode("utf-8", "surrogatepass" if example.data.isascii() else "surrogateescape")
    _accounted(broken, unit="kg", dates="day-first")
    _accounted(broken, format=described.name, unit="lb", dates="month-first")


@given(
    lines=st.lists(st.lists(st.sampled_from(NASTY) | st.text(max_size=8), max_size=16).map(",".join), max_size=6),
    described=st.sampled_from([each for each in FORMATS if each.columns]),
)
def test_any_rows_below_a_header_are_read_or_refused(lines: list[str], described: Format) -> None:
    header = next(line for line in described.examples[0].text.splitlines() if line)
    text = "\n".join([header, *lines]).encode("utf-8", "replace")
    _accounted(text, format=described.name, unit="kg", dates="day-first")


class _Endless(io.RawIOBase):
    """A stream that never ends, and counts what was taken from it."""

    def __init__(self, head: bytes, more: bytes) -> None:
        self.head, self.more, self.taken = head, more, 0

    def read(self, size: int = -1, /) -> bytes:
        self.taken += size
        assert self.taken < 2**30, "a gigabyte was read"
        head, self.head = self.head[:size], self.head[size:]
        return head or (self.more * (size // len(self.more) + 1))[:size]


@pytest.mark.parametrize("more", [b"x", b'"', b","], ids=["text", "quotes", "cells"])
@pytest.mark.parametrize("head", ["", HEVY], ids=["at once", "below a header"])
def test_a_line_without_an_end_is_refused_after_its_beginning(head: str, more: bytes) -> None:
    stream = _Endless(head.encode(), more)
    with pytest.raises(LogError, match="line longer than"):
        read_log(cast("IO[bytes]", stream))
    assert stream.taken < 20 * LONGEST_LINE


def test_a_million_columns_are_refused() -> None:
    with pytest.raises(LogError, match="starts with a line longer than 64 KiB"):
        read_log(("title," * 1_000_000 + "\n1\n").encode())


def test_an_endless_file_of_bad_rows_takes_bounded_memory() -> None:
    rows = 200_000
    tracemalloc.start()
    log = read_log((HEVY + ROW + "a,b\n" * rows).encode())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (log.sets, log.set_aside) == (1, {"unreadable": rows})
    assert len(log.problems) == MOST_PROBLEMS + 1
    assert log.problems[-1].message == f"and {rows - MOST_PROBLEMS} problems more"
    assert peak < 40 * 2**20


@pytest.mark.parametrize(
    ("comment", "line"),
    [("Comment,Time", 'a "" b,\n'), ("Time,Comment", "a\n")],
    ids=["in quotes", "at the end"],
)
def test_an_endless_comment_takes_time_and_memory_in_proportion(comment: str, line: str) -> None:
    header = f"Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,{comment}\n"
    text = (f'{header}2026-03-02,Squat,Legs,100,5,,,"a\n' + line * 40_000).encode()
    tracemalloc.start()
    with suppress(LogError):
        read_log(text, format="fitnotes", unit="kg")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 60 * 2**20


def test_a_row_of_commas_takes_time_in_proportion() -> None:
    header = "Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,Time,Comment\n"
    row = "2026-03-02,Squat,Legs,100,5,,,"
    log = read_log(f"{header}{row},\n{row}{',' * 60_000}\n".encode(), unit="kg")
    assert (log.sets, log.set_aside) == (1, {"unreadable": 1})


def test_many_equal_rows_take_the_memory_of_one() -> None:
    text = (HEVY + ROW * 100_000).encode()
    tracemalloc.start()
    log = read_log(text)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert log.sets == 100_000
    assert len({id(entry) for entry in log.history.sessions[0].sets}) == 1
    assert peak < 40 * 2**20


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "{" + '"a":{' * 50_000, '[{"a":' * 50_000, "[" * 50_000 + "]" * 50_000]
)
def test_deep_json_is_refused(text: str) -> None:
    with pytest.raises(LogError):
        read_log(text)


@pytest.mark.parametrize("number", ["1e-94444444444444444444", "1e999999999", "9" * 10_000, "-0", "1E400"])
def test_numbers_that_no_log_has(number: str) -> None:
    workout = '{"date": "2026-03-09", "exercises": [{"exercise": {"name": "Squat"}, "sets": [{"reps": %s}]}]}'
    _accounted(workout % number)
    _accounted('[{"start_time": %s, "exercises": []}]' % number, format="hevy-internal")  # noqa: UP031 - braces


def test_a_formula_is_a_name_like_any_other() -> None:
    log = read_log(HEVY + ROW.replace("Squat (Barbell)", "=HYPERLINK(1)"))
    assert log.history.sessions[0].sets[0].exercise == "=HYPERLINK(1)"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04\x14", "is a ZIP archive; unpack it and give the file in it"),
        (b"\x1f\x8b\x08", "is compressed with gzip; unpack it first"),
        ("title,start_time".encode("utf-16"), "is UTF-16 text; save it as UTF-8"),
        (b"%PDF-1.7", "is a PDF document; export your log as CSV or JSON"),
        (HEVY.encode() + b"A\0B\n", "is a binary file, no text"),
        (HEVY.encode() + ROW.encode() * 3000 + b"\xfc", "line 3002: byte 0xfc is no UTF-8"),
    ],
)
def test_what_is_no_text_is_told_in_a_line(data: bytes, words: str) -> None:
    with pytest.raises(LogError) as raised:
        read_log(data)
    assert [str(problem).startswith(words) for problem in raised.value.problems] == [True]


class _GivenUp(io.RawIOBase):
    """A file that a disk or a network gives up after so many bytes."""

    def __init__(self, data: bytes, good: int) -> None:
        self.left = data[:good]

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if size and not self.left:
            raise OSError(5, "Input/output error")
        piece, self.left = self.left[:size], self.left[size:]
        return piece


@pytest.mark.parametrize(
    "data", [HEVY.encode() + ROW.encode() * 3000, b'[{"sets": [' + b" " * 200_000], ids=["CSV", "JSON"]
)
@pytest.mark.parametrize("good", [0, 100, 100_000])
def test_a_file_that_is_given_up_on_the_way_is_told_in_a_line(data: bytes, good: int) -> None:
    with pytest.raises(LogError) as raised:
        read_log(cast("IO[bytes]", _GivenUp(data, good)))
    assert [str(problem) for problem in raised.value.problems] == ["cannot be read: Input/output error"]


@pytest.mark.parametrize("mode", ["w", "wb"])
def test_a_file_that_is_open_to_be_written_is_told_in_a_line(tmp_path: Path, mode: str) -> None:
    path = tmp_path / "log.csv"
    with path.open(mode) as file, pytest.raises(LogError) as raised:
        read_log(cast("IO[str]", file))
    assert [str(problem) for problem in raised.value.problems] == [f"{path}: cannot be read: it is not open to be read"]
