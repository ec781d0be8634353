"""Getting at the text of a log, and refusing what cannot be one before it is read whole.

A table is read as a stream, so that only what is kept of it takes memory; JSON and text are read whole, up to a limit.
"""

import codecs
import io
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import IO, BinaryIO, cast

from ..errors import LogError, Problem

LONGEST_LINE = 64 * 1024
MOST_BYTES = 128 * 1024 * 1024
_CHUNK = 64 * 1024
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}[T ;]")
_BOM = codecs.BOM_UTF8
_BINARY = "is a binary file, no text; export your log as CSV or JSON"
_NO_TEXT = (
    (b"PK\x03\x04", "is a ZIP archive; unpack it and give the file in it"),
    (b"\x1f\x8b", "is compressed with gzip; unpack it first"),
    (codecs.BOM_UTF16_LE, "is UTF-16 text; save it as UTF-8"),
    (codecs.BOM_UTF16_BE, "is UTF-16 text; save it as UTF-8"),
    (b"%PDF", "is a PDF document; export your log as CSV or JSON"),
)

Source = str | bytes | bytearray | os.PathLike[str] | IO[str] | IO[bytes]


class Opened:
    """A log that can be read: its first bytes for a look, then all of it once, as a stream, as text or as bytes."""

    def __init__(self, stream: BinaryIO, file: str | None = None, size: int | None = None) -> None:
        self.file = file
        self.size = size
        self.stream = stream
        self.head: bytes = self._filled(LONGEST_LINE + 1)
        self.bytes_read: int = 0
        if not self.begins.strip():
            raise self.error("the file is empty" if file else "the log is empty")

    @cached_property
    def begins(self) -> str:
        """The text that the log begins with, of at most 64 KiB, as far as it is text."""
        return self.head.removeprefix(_BOM).decode("utf-8", "replace")

    @property
    def is_json(self) -> bool:
        """Whether the first sign is a bracket."""
        return self.begins.lstrip()[:1] in ("{", "[")

    def lines(self) -> Iterator[str]:
        """The log as lines with their ends, as csv wants them; LogError where it turns out to be no text."""
        self.check()
        return chain.from_iterable(self._pieces())

    def _pieces(self) -> Iterator[io.StringIO]:
        """The lines piece by piece; LogError at the first byte that no table has, or a line without an end."""
        line, chunk, rest = 1, self.head.removeprefix(_BOM), b""
        while chunk or rest:
            held = rest + chunk
            # A \r that comes last may be half of a line break.
            end = max(held.rfind(b"\n"), held.rfind(b"\r", 0, -1)) + 1 if chunk else len(held)
            if len(held) - end > 2 * LONGEST_LINE:
                length = 2 * LONGEST_LINE // 1024
                raise self.error(f"has a line longer than {length} KiB; no export does", line + _breaks(held[:end]))
            piece, rest = held[:end], held[end:]
            if b"\0" in piece:
                raise self.error(_BINARY, line + _breaks(piece[: piece.index(b"\0")]))
            try:
                text = piece.decode("utf-8")
            except UnicodeDecodeError as error:
                raise self.not_utf8(error, line + _breaks(piece[: error.start])) from None
            yield io.StringIO(text, newline="")
            line += _breaks(piece)
            self.bytes_read += len(chunk)
            chunk = self._read(_CHUNK) if chunk else b""

    @property
    def share(self) -> float:
        """How much of the lines has been read, 0 to 1; 0 where the size is not known."""
        return self.bytes_read / self.size if self.size else 0.0

    def text(self) -> str:
        """The whole log as text; LogError if it is none, or has more than 128 MB."""
        self.check()
        data = self.data()
        if b"\0" in data:
            raise self.error(_BINARY)
        try:
            return data.removeprefix(_BOM).decode("utf-8")
        except UnicodeDecodeError as error:
            raise self.not_utf8(error, data.count(b"\n", 0, error.start) + 1) from None

    def data(self) -> bytes:
        """The whole log as bytes; LogError if it has more than 128 MB."""
        if self.size is not None and self.size > MOST_BYTES:
            raise self._too_large(self.size)
        rest = self._read(MOST_BYTES)
        if self._read(1):
            raise self._too_large(MOST_BYTES)
        return self.head + rest

    def _filled(self, size: int) -> bytes:
        """The first bytes, as many as there are up to `size`: a pipe gives them piece by piece."""
        parts: list[bytes] = []
        while size > 0 and (part := self._read(size)):
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def _read(self, size: int) -> bytes:
        """The next bytes; LogError where a disk or a network gives them up on the way."""
        try:
            return self.stream.read(size)
        except OSError as error:
            raise self.error(_gave_up(error)) from None

    @property
    def _one_line(self) -> bool:
        return len(self.head) > LONGEST_LINE and not re.search(rb"[\r\n]", self.head)

    def _too_large(self, size: int) -> LogError:
        what = "is one line of" if self._one_line else "has"
        most = MOST_BYTES // 1_000_000
        return self.error(f"{what} {size // 1_000_000} MB or more; a training log of this format has at most {most}")

    def check(self) -> None:
        """LogError where the beginning shows that this is no text."""
        for start, message in _NO_TEXT:
            if self.head.startswith(start):
                raise self.error(message)
        if b"\0" in self.head:
            raise self.error(_BINARY)
        if not self.is_json and self._one_line:
            raise self.error(f"starts with a line longer than {LONGEST_LINE // 1024} KiB; no training log does")

    def error(self, message: str, line: int | None = None) -> LogError:
        """What is wrong with the file as a whole."""
        return LogError([Problem(message, line=line, file=self.file)])

    def not_utf8(self, error: UnicodeDecodeError, line: int) -> LogError:
        """The byte that is no UTF-8, with its line."""
        return self.error(f"byte 0x{error.object[error.start]:02x} is no UTF-8; save the export as UTF-8", line)


@contextmanager
def opened(source: Source) -> Iterator[Opened]:
    """A path, bytes, an open file or the text itself, ready to be read; LogError in one line on what is no log.

    A str is the log itself if it has a line break or starts as a log does ("{", "[", a date); else it is a path.
    """
    if isinstance(source, str) and _is_text(source):
        yield _of_bytes(source.encode("utf-8", "surrogatepass"))
    elif isinstance(source, str | os.PathLike):
        path = Path(source)
        with _stream(path) as stream:
            yield Opened(stream, str(path), os.fstat(stream.fileno()).st_size)
    elif isinstance(source, bytes | bytearray):
        yield _of_bytes(bytes(source))
    elif hasattr(source, "read"):
        given = getattr(source, "name", None)
        name = given if isinstance(given, str) else None
        text = _written(source, name)
        if text is None:
            yield Opened(cast("BinaryIO", source), name)
        else:
            yield _of_bytes(text.encode("utf-8", "surrogatepass"), name)
    else:
        raise LogError(f"{type(source).__name__} is no log; give a path, text, bytes or an open file")


def _breaks(piece: bytes) -> int:
    return piece.count(b"\n") or piece.count(b"\r")


def _of_bytes(data: bytes, name: str | None = None) -> Opened:
    return Opened(io.BytesIO(data), name, len(data))


def _gave_up(error: OSError) -> str:
    unopened = isinstance(error, io.UnsupportedOperation)
    return f"cannot be read: {'it is not open to be read' if unopened else error.strerror or error}"


def _written(source: IO[str] | IO[bytes], name: str | None) -> str | None:
    """What an open file of text holds; None of one of bytes."""
    try:
        return cast("str", source.read(MOST_BYTES + 1)) if isinstance(source.read(0), str) else None
    except OSError as error:
        raise LogError([Problem(_gave_up(error), file=name)]) from None


def _is_text(source: str) -> bool:
    stripped = source.lstrip("\ufeff \t")
    return not stripped or "\n" in source or stripped[0] in "{[" or _DATED.match(stripped) is not None


def _stream(path: Path) -> BinaryIO:
    try:
        if path.is_dir():
            raise LogError([Problem("is a directory; name the export file in it", file=str(path))])
        return path.open("rb")
    except FileNotFoundError:
        raise LogError([Problem("there is no such file", file=str(path))]) from None
    except OSError as error:
        raise LogError([Problem(_gave_up(error), file=str(path))]) from None
    except ValueError as error:
        # A path with a NUL in it; a LogError is a ValueError too.
        raise error if isinstance(error, LogError) else LogError(f"cannot be read: {error}") from None
