"""check_many: the logs of many people, one after the other or spread over the workers of an executor.

What goes to a worker is a path or the bytes of a file, to be read there; what comes back is packed. A history that is
read already is judged here: to send it costs more than to judge it.
"""

import os
import pickle
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal, NoReturn, Self, Union, cast, overload

from attrs import frozen

from .check import OnError, check_log, check_plan
from .errors import LogError, LowbackError, PolicyError, Problem, RuleError, UnjudgedError, each_of
from .history import History
from .model import Lifter, Session
from .packing import dumps, packed, unpacked
from .policy import Policy
from .verdict import Report

if TYPE_CHECKING:
    from .readers import Log

File = str | bytes | bytearray | os.PathLike[str]
Source = Union[History, "Log", Iterable[Session], File, IO[str], IO[bytes]]
Read = Callable[[Any], "Log"]

# For each worker so many tasks are under way, so that one slow log keeps the others waiting for long only if it takes
# as long as so many. An executor that does not say how many workers it has, as Dask's, also has dearer tasks.
_TASKS_A_WORKER = 4
_TASKS_ELSEWHERE = 64
_SOURCES_A_TASK_ELSEWHERE = 4
# A longer text is the log itself.
_LONGEST_NAME = 255


class Reports(tuple[Report, ...]):
    """The reports of one source, as check_log() gives them, and what came with it.

    Of a file that was read, `problems`, `account` and `unit` are those of its Log. `lifter` is who was judged.
    """

    problems: tuple[Problem, ...]
    account: Mapping[str, Any] | None
    lifter: Lifter | None
    unit: Literal["kg", "lb"]

    def __new__(
        cls,
        reports: Iterable[Report] = (),
        *,
        problems: Iterable[Problem] = (),
        account: Mapping[str, Any] | None = None,
        lifter: Lifter | None = None,
        unit: Literal["kg", "lb"] = "kg",
    ) -> Self:
        """Reports of a history, unless more is said."""
        made = super().__new__(cls, reports)
        made.problems = tuple(problems)
        made.account = account
        made.lifter = lifter
        made.unit = unit
        return made


@overload
def check_many(
    sources: Iterable[History],
    *,
    lifter: Lifter | None = None,
    policy: Policy | None = None,
    since: date | None = None,
    on_error: OnError = "raise",
    read: Read | None = None,
    executor: Executor | None = None,
    chunksize: int | None = None,
) -> Iterator[Reports]: ...


@overload
def check_many(
    sources: Iterable[Source],
    *,
    lifter: Lifter | None = None,
    policy: Policy | None = None,
    since: date | None = None,
    on_error: OnError = "raise",
    read: Read | None = None,
    executor: Executor | None = None,
    chunksize: int | None = None,
) -> Iterator[Reports | LowbackError]: ...


def check_many(
    sources: Iterable[Source],
    *,
    lifter: Lifter | None = None,
    policy: Policy | None = None,
    since: date | None = None,
    on_error: OnError = "raise",
    read: Read | None = None,
    executor: Executor | None = None,
    chunksize: int | None = None,
) -> Iterator[Reports | LowbackError]:
    """Judge the logs of many people, each as check_log() does: one result for each source, in their order.

    A source is a History, a Log, sessions, a path, or the bytes of a file. A file is read by read_log(), or by `read`,
    such as partial(read_log, unit="kg"), and judged for `lifter` or else for the lifter it names. The result is a tuple
    of reports, or the error of that source alone: LogError if it cannot be read, UnjudgedError if the executor did not
    finish it.

    With an `executor`, files are read and judged by its workers, `chunksize` of them in a task; all else is judged
    here. Sources are taken as they are needed; to stop early cancels what is pending.

    A bug raises in its place; with on_error="report" one in a rule becomes a Gap, any other an UnjudgedError.
    """
    if _is_file(sources) or isinstance(sources, History):
        raise LogError("sources: this is one source; give a list of them, even of one")
    if executor is not None and not isinstance(executor, Executor):
        raise LogError(f"executor: {executor!r} is no concurrent.futures.Executor")
    if chunksize is not None and (type(chunksize) is not int or chunksize < 1):
        raise LogError(f"chunksize: {chunksize!r} is no whole number of sources; it must be 1 or more")
    sources = each_of("sources", sources)
    # Nothing is judged by it, and arguments that are wrong for every source are told now.
    check_log((), lifter=lifter, policy=policy, since=since, on_error=on_error)
    call = _Call(lifter, Policy() if policy is None else policy, since, on_error, read)
    if executor is None:
        return call.one_by_one(sources)
    workers: int | None = getattr(executor, "_max_workers", None)
    most = _TASKS_ELSEWHERE if workers is None else _TASKS_A_WORKER * workers
    size = chunksize or (_SOURCES_A_TASK_ELSEWHERE if workers is None else 1)
    return _Spread(call, call.sent_by(executor), executor, most).results(_batches(sources, size))


@frozen
class _Bug:
    """What is no error of a source, and where in a worker it came about."""

    error: Exception
    trace: str

    @classmethod
    def of(cls, error: Exception) -> Self:
        return cls(error, "".join(traceback.format_exception(error)))

    def that_pickles(self) -> "_Bug":
        """This one, with another error in place of one that would not arrive."""
        with suppress(Exception):
            pickle.loads(pickle.dumps(self.error))
            return self
        return _Bug(RuntimeError(f"{type(self.error).__name__}: {self.error}"), self.trace)

    def raise_it(self) -> NoReturn:
        if self.error.__traceback__ is None:
            self.error.add_note(f"In a worker:\n{self.trace}")
        raise self.error


_Result = Reports | LowbackError | _Bug


@frozen(eq=False)
class _Call:
    """What holds for all sources."""

    lifter: Lifter | None
    policy: Policy
    since: date | None
    on_error: OnError
    read: Read | None

    def one_by_one(self, sources: Iterable[Source]) -> Iterator[Reports | LowbackError]:
        """The results, each when it is asked for."""
        for place, source in enumerate(sources):
            yield _told(self.result(source), _name(source), place)

    def result(self, source: Source) -> _Result:
        """What comes of a source; nothing is raised."""
        try:
            try:
                log = self._read(source)
            except LogError as error:
                # Without its traceback, which holds on to all that was being read.
                return type(error)(error.problems)
            except OSError as error:
                return LogError([Problem(f"cannot be read: {error.strerror or error}", file=_name(source))])
            return self._judged(log)
        except Exception as error:
            if self.on_error == "report" and not isinstance(source, History):
                return UnjudgedError([Problem(f"a bug: {type(error).__name__}: {error}", file=_name(source))])
            return _Bug.of(error)

    def _read(self, source: Source) -> "History | Log":
        if isinstance(source, History) or hasattr(source, "history"):
            return cast("History | Log", source)
        if isinstance(source, Iterable) and not _is_file(source) and not hasattr(source, "read"):
            return History(cast("Iterable[Session]", source))
        if self.read is not None:
            return self.read(source)
        from .readers import read_log

        # What is no source at all is refused there.
        return read_log(cast("File", source))

    def _judged(self, log: "History | Log") -> Reports:
        if isinstance(log, History):
            reports = check_log(log, lifter=self.lifter, policy=self.policy, since=self.since, on_error=self.on_error)
            return Reports(reports, lifter=self.lifter)
        lifter = log.lifter if self.lifter is None else self.lifter
        check = check_plan if log.plan else check_log
        return Reports(
            check(log.history, lifter=lifter, policy=self.policy, since=self.since, on_error=self.on_error),
            problems=log.problems,
            account=log.account,
            lifter=lifter,
            unit=log.unit,
        )

    def sent_by(self, executor: Executor) -> "bytes | _Call":
        """This call as its tasks have it: pickled once, or itself for threads; what does not pickle is told."""
        if type(executor) is ThreadPoolExecutor:
            return self
        for name, value, error in (("policy", self.policy, PolicyError), ("read", self.read, LogError)):
            try:
                pickle.dumps(value)
            except Exception as reason:
                raise error(
                    f"{name}: it cannot be sent to other processes ({reason}); rules and functions can be if they stand"
                    " in a module that can be imported there"
                ) from None
        return pickle.dumps((self, _rules(self.policy)))


@lru_cache(maxsize=4)
def _arrived(sent: bytes) -> _Call:
    """The call in a worker; RuleError if its policy is another one there, which must not go unnoticed."""
    try:
        call, rules = pickle.loads(sent)
    except Exception as error:
        raise RuleError(f"a worker cannot load the policy or `read` ({type(error).__name__}: {error})") from error
    assert isinstance(call, _Call)
    here = _rules(call.policy)
    if here != rules:
        different = ", ".join(sorted(set(here) ^ set(rules)))
        raise RuleError(
            f"a worker has other rules than this process: {different}; plug-ins must be where workers can import them"
        )
    return call


def _rules(policy: Policy) -> tuple[str, ...]:
    return (*(rule.id for rule in policy.catalogue), *(broken.message for broken in policy.broken))


def _task(sent: bytes | _Call, sources: list[File]) -> list[Any]:
    """What a worker does; results are packed where they leave the process."""
    call = sent if isinstance(sent, _Call) else _arrived(sent)
    results: list[Any] = []
    for source in sources:
        result = call.result(source)
        results.append(result if call is sent else _packed(result))
        if isinstance(result, _Bug):
            break
    return results


def _packed(result: _Result) -> bytes:
    if isinstance(result, Reports):
        beside = (result.problems, result.account, result.lifter, result.unit)
        return dumps((packed(result), beside))
    return pickle.dumps(result.that_pickles() if isinstance(result, _Bug) else result)


def _unpacked(data: bytes, policy: Policy) -> _Result:
    arrived = pickle.loads(data)
    if not isinstance(arrived, tuple):
        assert isinstance(arrived, LowbackError | _Bug)
        return arrived
    content, (problems, account, lifter, unit) = arrived
    reports = unpacked(content, policy.resolve(lifter).in_force)
    return Reports(reports, problems=problems, account=account, lifter=lifter, unit=unit)


@frozen
class _Batch:
    """Sources that are one task, or one that is judged here, or what the iterable of sources raised."""

    place: int
    sources: tuple[Source, ...] = ()
    here: bool = False
    raised: Exception | None = None


def _batches(sources: Iterable[Source], size: int) -> Iterator[_Batch]:
    place, files = 0, list[Source]()
    raised = None
    try:
        for source in sources:
            if _is_file(source):
                files.append(source)
            if files and (len(files) == size or not _is_file(source)):
                yield _Batch(place, tuple(files))
                place, files = place + len(files), []
            if not _is_file(source):
                yield _Batch(place, (source,), here=True)
                place += 1
    except Exception as error:
        # Told in its place: what was given before it is judged.
        raised = error
    if files:
        yield _Batch(place, tuple(files))
    if raised is not None:
        yield _Batch(place + len(files), raised=raised)


@frozen(eq=False)
class _Spread:
    """Batches over an executor, at most so many under way."""

    call: _Call
    sent: bytes | _Call
    executor: Executor
    most: int

    def results(self, batches: Iterator[_Batch]) -> Iterator[Reports | LowbackError]:
        """The results in order; what is pending when they are no longer asked for is cancelled."""
        waiting: deque[tuple[_Batch, Future[Any] | None]] = deque()
        try:
            for batch in batches:
                waiting.append((batch, self._submitted(batch)))
                while waiting and (len(waiting) >= self.most or waiting[0][1] is None or waiting[0][1].done()):
                    yield from self._results(*waiting.popleft())
            while waiting:
                yield from self._results(*waiting.popleft())
        finally:
            for _, future in waiting:
                if future is not None:
                    future.cancel()

    def _submitted(self, batch: _Batch) -> Future[Any] | None:
        if batch.here or batch.raised is not None:
            return None
        files = [_to_send(source) for source in batch.sources]
        try:
            return self.executor.submit(_task, self.sent, files)
        except BrokenExecutor as error:
            failed: Future[Any] = Future()
            failed.set_exception(error)
            return failed
        except RuntimeError as error:
            error.add_note(
                "Take the results of check_many() before the executor is shut down, within its `with` block."
            )
            raise

    def _results(self, batch: _Batch, future: Future[Any] | None) -> Iterator[Reports | LowbackError]:
        if batch.raised is not None:
            raise batch.raised
        results = map(self.call.result, batch.sources) if future is None else self._arrived(batch, future)
        for number, result in enumerate(results):
            yield _told(result, _name(batch.sources[number]), batch.place + number)

    def _arrived(self, batch: _Batch, future: Future[Any]) -> Iterator[_Result]:
        try:
            arrived = future.result()
        except RuleError:
            raise
        except Exception as error:
            # A task catches what is raised in it, so that this is of the executor: a worker that was killed.
            for place, source in enumerate(batch.sources, batch.place):
                yield _lost(error, _name(source) or f"source {place + 1}")
            return
        for result in arrived:
            yield _unpacked(result, self.call.policy) if isinstance(result, bytes) else result


def _lost(error: Exception, name: str) -> UnjudgedError:
    said = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    message = (
        f"not judged: the executor did not finish it ({said}); where a worker was killed, another source may have been "
        "the cause, so give each of them again"
    )
    made = UnjudgedError([Problem(message, file=name)])
    made.__cause__ = error
    return made


def _told(result: _Result, name: str | None, place: int) -> Reports | LowbackError:
    if isinstance(result, _Bug):
        result.raise_it()
    if isinstance(result, LowbackError) and name is None:
        result.add_note(f"source {place + 1} of check_many")
    return result


def _is_file(source: object) -> bool:
    return isinstance(source, str | bytes | bytearray | os.PathLike)


def _to_send(source: Any) -> File:
    """The same source, of a type that pickles and that nobody changes meanwhile."""
    if isinstance(source, os.PathLike):
        return Path(source)
    return bytes(source) if isinstance(source, bytearray) else source


def _name(source: object) -> str | None:
    """The path of a source, if it is one."""
    if isinstance(source, os.PathLike):
        return os.fsdecode(source)
    return source if isinstance(source, str) and len(source) <= _LONGEST_NAME and "\n" not in source else None
