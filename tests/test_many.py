"""check_many: over any executor the same as one by one, in order, in bounded memory, each failure one source's own."""

import json
import multiprocessing
import pickle
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lowback_rules import (
    History,
    Lifter,
    Log,
    LogError,
    LowbackError,
    Policy,
    PolicyError,
    Problem,
    Reports,
    RuleError,
    Session,
    UnjudgedError,
    check_log,
    check_many,
    check_plan,
    read_log,
)
from lowback_rules.many import Source
from lowback_rules.packing import dumps, packed, unpacked
from lowback_rules.rule import Rule
from lowback_rules.testing import training_logs
from lowback_rules.writers import openweight
from tests import workers

ROOT = Path(__file__).parent.parent
NOTATION = (
    "2026-03-02 18:00 deadlift 3x5@100kg rpe 8; plank 3x45s; pain 0 before, 1 during\n"
    "2026-03-09 18:00 deadlift 3x5@120kg rpe 9; zercher thing 3x5@20kg; pain 6 during\n"
    "2026-03-11 18:00 squat 3x5@80kg; symptoms both-legs=yes\n"
)
HEVY = "".join((ROOT / "examples" / "twelve-weeks-hevy.csv").read_text().splitlines(keepends=True)[:60])
BAD_ROW = HEVY.replace('"warmup",75,', '"warmup",heavy,', 1)
OF_A_LIFTER = openweight(read_log(NOTATION).history, lifter=Lifter(level="advanced", age=70))
PLAN = (ROOT / "examples" / "guide-routine.json").read_bytes()
FILES: dict[str, bytes] = {
    "notation": NOTATION.encode(),
    "hevy": HEVY.encode(),
    "a row set aside": BAD_ROW.encode(),
    "a file that names its lifter": OF_A_LIFTER.encode(),
    "a plan without its start": PLAN,
    "an unknown format": b"name,surname\nAnna,Abel\n",
    "an unknown unit": b"Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps\n2026-03-02 18:00:00,A,1h,Deadlift,1,100,5\n",
    "empty": b"",
    "half a JSON": b'[{"date": "2026-03-02T18:00:00", "exercises": [{"exe',
}
MIXED = [Session(datetime(2026, 3, 2, 18)), Session(datetime.fromisoformat("2026-03-03T18:00:00+01:00"))]
ONE = b"2026-03-02 deadlift 3x5@100kg"


@pytest.fixture(scope="module")
def processes() -> Iterator[Executor]:
    """Two processes that are begun anew, as on every system, and share nothing with this one."""
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        yield pool


@pytest.fixture(scope="module")
def threads() -> Iterator[Executor]:
    with ThreadPoolExecutor(2) as pool:
        yield pool


class Immediate(Executor):
    """Judges a task when it is submitted, and counts; `late` leaves it to others to run the tasks."""

    def __init__(self, *, late: bool = False) -> None:
        self.late = late
        self.sizes: list[int] = []
        self.futures: list[Future[Any]] = []

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **keywords: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.sizes.append(len(arguments[1]))
        self.futures.append(future)
        if not self.late:
            future.set_result(function(*arguments, **keywords))
        return future


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All files, to be had as paths too."""
    made = tmp_path_factory.mktemp("people")
    for place, data in enumerate(FILES.values()):
        (made / f"{place}.log").write_bytes(data)
    return made


def _alone(source: Source, lifter: Lifter | None, policy: Policy | None) -> object:
    """What one source comes to, by the calls that README.md has: reports, problems, account, unit; or the error."""
    if isinstance(source, History):
        return check_log(source, lifter=lifter, policy=policy), (), None, lifter, "kg"
    if isinstance(source, Log):
        return _of_log(source, lifter, policy)
    try:
        if isinstance(source, list):
            return check_log(source, lifter=lifter, policy=policy), (), None, lifter, "kg"
        assert isinstance(source, bytes | str | Path)
        return _of_log(read_log(source), lifter, policy)
    except LogError as error:
        return LogError, error.problems


def _of_log(log: Log, lifter: Lifter | None, policy: Policy | None) -> object:
    who = lifter or log.lifter
    return check_log(log.history, lifter=who, policy=policy), log.problems, log.account, who, log.unit


def _seen(result: Reports | LowbackError) -> object:
    if isinstance(result, LowbackError):
        return type(result), result.problems
    assert isinstance(result, Reports)
    return tuple(result), result.problems, result.account, result.lifter, result.unit


POLICIES = [
    None,
    Policy(level="advanced", rules={"load.step_jump": {"rise": "0.3"}}, aliases={"zercher thing": "squat"}),
]
LIFTERS = [None, Lifter(level="novice", back_history=True)]
KINDS = [*FILES, "a log", "a history", "sessions", "sessions that do not go together", "no file"]


def _source(kind: str, as_path: bool, folder: Path) -> Source:
    if kind == "a log":
        return read_log(OF_A_LIFTER)
    if kind == "a history":
        return read_log(NOTATION).history
    if kind == "sessions":
        return list(read_log(NOTATION).history)
    if kind == "sessions that do not go together":
        return list(MIXED)
    if kind == "no file":
        return folder / "no.log"
    return folder / f"{[*FILES].index(kind)}.log" if as_path else FILES[kind]


# The folder and the processes are the same for every draw, and starting processes takes its time.
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    kinds=st.lists(st.tuples(st.sampled_from(KINDS), st.booleans()), max_size=12),
    chunksize=st.sampled_from([None, 1, 2, 7]),
    how=st.sampled_from(["alone", "threads", "processes", "at once"]),
    policy=st.sampled_from([0, 1]),
    lifter=st.sampled_from([0, 1]),
)
def test_many_are_as_one_by_one_in_order_on_any_executor(
    processes: Executor,
    threads: Executor,
    folder: Path,
    kinds: list[tuple[str, bool]],
    chunksize: int | None,
    how: str,
    policy: int,
    lifter: int,
) -> None:
    executor = {"alone": None, "threads": threads, "processes": processes, "at once": Immediate()}[how]
    sources = [_source(kind, as_path, folder) for kind, as_path in kinds]
    results = check_many(
        iter(sources), policy=POLICIES[policy], lifter=LIFTERS[lifter], executor=executor, chunksize=chunksize
    )
    expected = [_expected(kind, as_path, folder, policy, lifter) for kind, as_path in kinds]
    assert [_seen(result) for result in results] == expected


@cache
def _expected(kind: str, as_path: bool, folder: Path, policy: int, lifter: int) -> object:
    return _alone(_source(kind, as_path, folder), LIFTERS[lifter], POLICIES[policy])


def test_every_kind_of_file_is_there_and_some_fail(folder: Path) -> None:
    kinds = {kind: _expected(kind, True, folder, 0, 0) for kind in KINDS}
    failed = [kind for kind, seen in kinds.items() if isinstance(seen, tuple) and seen[0] is LogError]
    assert failed == [*[*FILES][4:], "sessions that do not go together", "no file"]
    aside = kinds["a row set aside"]
    assert isinstance(aside, tuple)
    assert aside[1]
    assert aside[2]["set_aside"]


@given(training_logs(most_weeks=6))
def test_packed_reports_are_the_reports(sessions: tuple[Session, ...]) -> None:
    reports = check_log(sessions)
    again = pickle.loads(dumps(packed(reports)))
    assert unpacked(again, reports[0].policy if reports else None) == reports


def test_reports_pickle_and_are_a_tuple() -> None:
    (made,) = check_many([BAD_ROW.encode()])
    assert isinstance(made, Reports)
    assert made == check_log(read_log(BAD_ROW).history)
    again = pickle.loads(pickle.dumps(made))
    assert _seen(again) == _seen(made)


def test_reports_of_two_sessions_share_what_is_alike() -> None:
    (made,) = check_many([NOTATION.encode()], executor=Immediate())
    assert isinstance(made, Reports)
    assert len({id(report.policy) for report in made}) == 1


def test_a_plan_is_judged_as_one(processes: Executor) -> None:
    read = partial(read_log, start=date(2026, 3, 2))
    (made,) = check_many([PLAN], read=read, executor=processes)
    assert made == check_plan(read(PLAN).history)


def test_since_is_kept(processes: Executor) -> None:
    (made,) = check_many([NOTATION.encode()], since=date(2026, 3, 10), executor=processes)
    assert made == check_log(read_log(NOTATION).history, since=date(2026, 3, 10))


def test_on_a_dask_cluster_it_is_the_same(folder: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="distributed is in the group `test`")
    kinds = [(kind, as_path) for kind in KINDS for as_path in (False, True)]
    expected = [_expected(kind, as_path, folder, 1, 1) for kind, as_path in kinds]
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        executor = client.get_executor(pure=False)
        for chunksize in (None, 1):
            sources = [_source(kind, as_path, folder) for kind, as_path in kinds]
            results = check_many(sources, policy=POLICIES[1], lifter=LIFTERS[1], executor=executor, chunksize=chunksize)
            assert [_seen(result) for result in results] == expected


# What fails.


def test_an_error_says_which_source_it_is_of(processes: Executor, tmp_path: Path) -> None:
    for executor in (None, processes):
        missing, broken = check_many([tmp_path / "no.csv", b"{"], executor=executor)
        assert isinstance(missing, LogError)
        assert str(missing) == f"{tmp_path / 'no.csv'}: there is no such file"
        assert isinstance(broken, LogError)
        assert broken.__notes__ == ["source 2 of check_many"]
        assert broken.__traceback__ is None


def test_a_bug_raises_in_its_place_and_what_came_before_is_had(processes: Executor) -> None:
    for executor in (None, processes):
        results = check_many([ONE, workers.BUG, ONE], read=workers.read, executor=executor, chunksize=7)
        assert isinstance(next(results), Reports)
        with pytest.raises(KeyError, match="no such column") as raised:
            next(results)
        assert list(results) == []
        notes = "".join(getattr(raised.value, "__notes__", []))
        assert ("workers.py" in notes) == (executor is not None)


def test_with_on_error_report_a_bug_is_the_error_of_its_source(processes: Executor) -> None:
    for executor in (None, processes):
        first, second, third = check_many(
            [ONE, workers.BUG, ONE], read=workers.read, on_error="report", executor=executor
        )
        assert isinstance(first, Reports)
        assert first == third
        assert isinstance(second, UnjudgedError)
        assert str(second) == "a bug: KeyError: 'no such column'"


def test_a_store_that_does_not_answer_is_an_error_of_the_source() -> None:
    first, second = check_many([workers.FILE_GONE, ONE], read=workers.read)
    assert isinstance(first, LogError)
    assert str(first) == "cannot be read: the store does not answer"
    assert isinstance(second, Reports)


def test_a_bug_that_does_not_pickle_arrives_all_the_same(processes: Executor) -> None:
    with pytest.raises(RuntimeError, match="UnluckyError: bad luck"):
        list(check_many([ONE], read=workers.unlucky, executor=processes))
    with pytest.raises(workers.UnluckyError):
        list(check_many([ONE], read=workers.unlucky))


def test_a_worker_that_dies_costs_what_was_not_finished_and_each_says_so(tmp_path: Path) -> None:
    sources: list[bytes | Path] = [ONE, ONE, workers.EXIT, ONE, tmp_path / "anna.csv"]
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        results = list(check_many(iter(sources), read=workers.read, executor=pool))
        assert len(results) == len(sources)
        assert all(isinstance(result, UnjudgedError) for result in results[2:])
        assert str(results[2]).startswith("source 3: not judged: the executor did not finish it (BrokenProcessPool")
        assert str(results[4]).startswith(f"{tmp_path / 'anna.csv'}: not judged")
        (after,) = check_many([ONE], executor=pool)
        assert isinstance(after, UnjudgedError)
        # A history needs no worker.
        assert isinstance(next(check_many([read_log(NOTATION).history], executor=pool)), Reports)


def test_an_executor_that_was_shut_down_is_told_at_once() -> None:
    with ThreadPoolExecutor(1) as pool:
        results = check_many([ONE], executor=pool)
    with pytest.raises(RuntimeError, match="after shutdown") as raised:
        next(results)
    assert "within its `with` block" in raised.value.__notes__[0]


def test_what_the_sources_raise_comes_in_its_place() -> None:
    def sources() -> Iterator[bytes]:
        yield ONE
        yield ONE
        raise OSError("the list of people cannot be read")

    for executor in (None, Immediate()):
        results = check_many(sources(), executor=executor, chunksize=7)
        assert isinstance(next(results), Reports)
        assert isinstance(next(results), Reports)
        with pytest.raises(OSError, match="the list of people"):
            next(results)


@pytest.mark.parametrize(
    ("keywords", "words"),
    [
        ({"chunksize": 0}, "chunksize: 0 is no whole number of sources; it must be 1 or more"),
        ({"chunksize": True}, "chunksize: True is no whole number"),
        ({"executor": "dask"}, "executor: 'dask' is no concurrent.futures.Executor"),
        ({"lifter": "novice"}, "lifter: 'novice' is no Lifter"),
        ({"policy": {}}, "policy: {} is no Policy"),
        ({"since": "2026"}, "since: '2026' is no date"),
        (
            {"read": lambda source: read_log(source), "executor": Immediate()},
            "read: it cannot be sent to other processes",
        ),
        ({"policy": Policy(plug_ins=["no_such_module"])}, "plug-in no_such_module: cannot be loaded"),
    ],
)
def test_a_call_that_is_wrong_for_all_raises_before_anything_is_read(keywords: dict[str, Any], words: str) -> None:
    with pytest.raises(LowbackError) as raised:
        check_many(iter([ONE]), **keywords)
    assert words in str(raised.value)


@pytest.mark.parametrize("sources", ["anna.csv", b"", Path("anna.csv"), History()])
def test_one_source_is_no_list_of_sources(sources: Any) -> None:
    with pytest.raises(LogError, match="sources: this is one source"):
        check_many(sources)


def test_no_list_of_sources_is_told_at_once() -> None:
    with pytest.raises(LogError, match="sources: give a list of them, even of one; this is of type int"):
        check_many(3)  # type: ignore[call-overload]  # what a caller may try


def test_what_is_no_source_is_told_in_its_place() -> None:
    (result,) = check_many([3])  # type: ignore[list-item]  # what a caller may try
    assert isinstance(result, LogError)
    assert str(result) == "int is no log; give a path, text, bytes or an open file"


def test_a_policy_that_does_not_pickle_is_told_and_serves_threads(threads: Executor) -> None:
    from attrs import evolve

    rule = Policy().catalogue[0]
    function = rule.function
    local: Rule = evolve(rule, function=lambda view, limits: function(view, limits))
    policy = Policy(catalogue=[local])
    with pytest.raises(PolicyError, match="policy: it cannot be sent to other processes"):
        check_many([ONE], policy=policy, executor=Immediate())
    (reports,) = check_many([ONE], policy=policy, executor=threads)
    assert reports == check_log(read_log(ONE).history, policy=policy)


def test_a_worker_with_another_policy_is_told() -> None:
    with pytest.raises(RuleError, match=r"a worker has other rules than this process: .*load.step_jump"):
        list(check_many([ONE], policy=workers.Other(), executor=_Late()))
    with pytest.raises(RuleError, match=r"a worker cannot load the policy or `read` .OSError: not here"):
        list(check_many([ONE], policy=workers.NotThere(), executor=_Late()))


class _Late(Immediate):
    """One whose tasks fail as others' do, by their future."""

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **keywords: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(function(*arguments, **keywords))
        except Exception as error:
            future.set_exception(error)
        return future


# How much is under way.


def _until(condition: Callable[[], bool]) -> None:
    """Waits for another thread."""
    for _ in range(30_000):
        if condition():
            return
        sleep(0.001)
    pytest.fail("it does not come about")


class Counted:
    """Sources that count how many were taken."""

    def __init__(self, sources: Iterable[bytes]) -> None:
        self.sources = iter(sources)
        self.taken = 0

    def __iter__(self) -> "Counted":
        return self

    def __next__(self) -> bytes:
        source = next(self.sources)
        self.taken += 1
        return source


def test_one_by_one_takes_a_source_when_its_reports_are_asked_for() -> None:
    sources = Counted([ONE] * 5)
    results = check_many(sources)
    assert sources.taken == 0
    for taken in range(1, 6):
        next(results)
        assert sources.taken == taken


@pytest.mark.parametrize(
    ("workers_", "chunksize", "most", "size"), [(2, None, 8, 1), (3, 5, 12, 5), (None, None, 64, 4)]
)
def test_no_more_tasks_are_under_way_than_keep_the_workers_busy(
    workers_: int | None, chunksize: int | None, most: int, size: int
) -> None:
    executor = Immediate(late=True)
    if workers_ is not None:
        executor._max_workers = workers_  # type: ignore[attr-defined]  # as pools of the standard library have it
    sources = Counted([b"no log"] * 10_000)
    results = check_many(sources, executor=executor, chunksize=chunksize)
    assert sources.taken == 0
    # The first task is slow, and all others are done long before it.
    answer = pickle.dumps(LogError("no log"))

    def finish() -> None:
        for future in executor.futures:
            if not future.done():
                future.set_result([answer] * size)

    with ThreadPoolExecutor(1) as other:
        first = other.submit(next, results)
        _until(lambda: len(executor.futures) == most)
        finish()
        assert isinstance(first.result(), LogError)
    assert (sources.taken, executor.sizes) == (most * size, [size] * most)
    for _ in range(size):
        next(results)
    assert sources.taken <= (most + 2) * size


def test_a_result_that_is_there_does_not_wait_for_more_sources() -> None:
    sources = Counted([ONE] * 50)
    results = check_many(sources, executor=Immediate(), chunksize=2)
    for taken in range(2, 12, 2):
        next(results), next(results)
        assert sources.taken == taken


def test_histories_are_judged_here_one_at_a_time() -> None:
    executor = Immediate()
    taken = []

    def histories() -> Iterator[History]:
        for place in range(4):
            taken.append(place)
            yield read_log(NOTATION).history

    for place, reports in enumerate(check_many(histories(), executor=executor)):
        assert taken == list(range(place + 1))
        assert len(reports) == 3
    assert executor.futures == []


def test_to_stop_early_cancels_what_is_pending() -> None:
    executor = Immediate(late=True)
    results = check_many(Counted([ONE] * 1000), executor=executor)
    with ThreadPoolExecutor(1) as other:
        first = other.submit(next, results)
        _until(lambda: len(executor.futures) == 64)
        executor.futures[0].set_result([pickle.dumps(LogError("no log"))] * 4)
        first.result()
    results.close()  # type: ignore[attr-defined]  # promised is an iterator, which a `for` that is left closes
    assert [future.cancelled() for future in executor.futures] == [False] + [True] * 63


def test_the_readers_own_options_and_lifters_go_along(processes: Executor) -> None:
    strong = FILES["an unknown unit"]
    refused, read = (
        next(check_many([strong], executor=processes, read=how)) for how in (None, partial(read_log, unit="lb"))
    )
    assert isinstance(refused, LogError)
    assert isinstance(read, Reports)
    assert read.unit == "lb"
    assert read == check_log(read_log(strong, unit="lb").history)


def test_an_array_of_bytes_is_sent_as_bytes() -> None:
    sent = []

    class Noted(Immediate):
        def submit(self, function: Callable[..., Any], /, *arguments: Any, **keywords: Any) -> Future[Any]:
            sent.append(arguments[1])
            return super().submit(function, *arguments, **keywords)

    (reports,) = check_many([bytearray(ONE)], executor=Noted())
    assert sent == [[ONE]]
    assert type(sent[0][0]) is bytes
    assert reports == check_log(read_log(ONE).history)


def test_an_open_file_is_read_here(tmp_path: Path) -> None:
    path = tmp_path / "anna.txt"
    path.write_bytes(ONE)
    with path.open("rb") as file:
        (reports,) = check_many([file], executor=Immediate())
    assert reports == check_log(read_log(ONE).history)


def test_a_report_as_json_has_what_reading_said() -> None:
    from lowback_rules import Wording, codec

    (made,) = check_many([BAD_ROW.encode()])
    assert isinstance(made, Reports)
    told = json.loads(codec.dumps(made, problems=made.problems, account=made.account, words=Wording(unit=made.unit)))
    assert told["problems"]
    assert told["account"]["set_aside"]
    assert [Problem(**each) for each in told["problems"]] == list(made.problems)
