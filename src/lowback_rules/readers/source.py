"""Getting at the text of a log, and refusing what cannot be one before it is read whole."""

import io
import os
import re
from pathlib import Path
from typing import IO, Any

from attrs import frozen

from ..errors import LogError, Problem

LONGEST_LINE = 64 * 1024
MOST_BYTES = 128 * 1024 * 1024
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}[T ;]")

Source = str | bytes | os.PathLike[str] | IO[str] | IO[bytes]


@frozen
class Text:
    """The text of a log, and the name of its file if it has one."""

    text: str
    file: str | None


def load(source: Source) -> Text:
    """The text of a path, of bytes, of an open file, or the text itself; LogError in one line on what is no text.

    A str is the log itself if it has a line break or starts as a log does ("{", "[", a date); else it is a path.
    """
    if isinstance(source, str) and _is_text(source):
        return Text(_checked(source.encode("utf-8", "surrogatepass"), None), None)
    if isinstance(source, str | os.PathLike):
        return _from_path(Path(source))
    if isinstance(source, bytes | bytearray):
        return Text(_checked(bytes(source), None), None)
    if hasattr(source, "read"):
        return _from_file(source)
    raise LogError(f"{type(source).__name__} is no log; give a path, text, bytes or an open file")


def _is_text(source: str) -> bool:
    stripped = source.lstrip("\ufeff \t")
    return not stripped or "\n" in source or stripped[0] in "{[" or _DATED.match(stripped) is not None


def _from_path(path: Path) -> Text:
    name = str(path)
    try:
        if path.is_dir():
            raise _error("is a directory; name the export file in it", name)
        with path.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            head = stream.read(LONGEST_LINE + 1)
            _check_head(head, size, name)
            return Text(_checked(head + stream.read(MOST_BYTES), name), name)
    except FileNotFoundError:
        raise _error("there is no such file", name) from None
    except OSError as error:
        raise _error(f"cannot be read: {error.strerror}", name) from None
    except ValueError as error:
        if isinstance(error, LogError):
            raise
        raise _error(f"cannot be read: {error}", None) from None


def _from_file(stream: Any) -> Text:
    given = getattr(stream, "name", None)
    name = given if isinstance(given, str) else None
    content = stream.read(MOST_BYTES + 1)
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return Text(_checked(data, name), name)


def _check_head(head: bytes, size: int, name: str | None) -> None:
    if b"\0" in head:
        raise _error("is a binary file, no text; export your log as CSV or JSON", name)
    if size > MOST_BYTES:
        long_line = b"\n" not in head and b"\r" not in head
        what = "is one line of" if long_line else "has"
        raise _error(f"{what} {size // 1_000_000} MB; a training log has at most {MOST_BYTES // 1_000_000} MB", name)
    is_json = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")
    if not is_json and len(head) > LONGEST_LINE and b"\n" not in head and b"\r" not in head:
        raise _error(f"starts with a line longer than {LONGEST_LINE // 1024} KiB; no training log does", name)


def _checked(data: bytes, name: str | None) -> str:
    _check_head(data[: LONGEST_LINE + 1], len(data), name)
    if b"\0" in data:
        raise _error("is a binary file, no text; export your log as CSV or JSON", name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise LogError(
            [
                Problem(
                    f"byte 0x{data[error.start]:02x} is no UTF-8; save the export as UTF-8",
                    line=line,
                    file=name,
                )
            ]
        ) from None
    if not text.strip():
        raise _error("the file is empty" if name else "the log is empty", name)
    return text


def _error(message: str, name: str | None) -> LogError:
    return LogError([Problem(message, file=name)])


def lines(text: str) -> io.StringIO:
    """The text as a file of lines, with line ends as they are, as csv wants them."""
    return io.StringIO(text, newline="")
