"""Plant one small fault at a time and see whether a test notices: what survives is a test that is missing.

make mutants runs them all and rewrites docs/mutants.md; make mutants MUTANTS=100 runs a random sample, as CI does. Exit
status 1 if one survives that docs/mutants.md gives no reason for; of a sample, if more than one in twenty do.

The faults are those of mutmut, and a few names swapped. Its runner cannot be used: it leaves out every decorated
function, and all rules are functions under @rule. Ours needs milliseconds for a fault: one process imports everything
and collects the tests; for each fault a fork of it swaps the code of the one function that changed, and runs the tests
that reach the changed lines, the likeliest and quickest first, until one fails or its processor time is over.

Only what a call executes is changed: bodies of functions and methods, and what is nested in them. Left out are
annotations, docstrings, `raise` statements and the text in f-strings: how a message is worded is no fault that a test
should have to catch.
"""

import argparse
import gc
import hashlib
import json
import os
import random
import re
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import _lru_cache_wrapper
from itertools import accumulate, islice
from multiprocessing.connection import Connection, Pipe, wait
from pathlib import Path
from types import CodeType, FunctionType
from typing import NoReturn, TypeVar

import libcst as cst
import pytest
from _pytest.runner import runtestprotocol
from attrs import frozen
from coverage import Coverage
from hypothesis import HealthCheck, Phase, settings
from libcst.metadata import MetadataWrapper, PositionProvider, WhitespaceInclusivePositionProvider
from mutmut.mutation.mutators import mutation_operators

# What is changed, and the tests that shall notice; both from the folder that this is started in.
SOURCES = (
    "src/lowback_rules/rules/*/*.py",
    *(
        f"src/lowback_rules/{name}.py"
        for name in ("load", "history", "index", "view", "figures", "kept", "policy", "verdict", "estimates", "suggest")
    ),
)
KILLERS = (
    *("tests/laws/test_laws.py", "tests/test_aliases.py", "tests/test_beyond_the_notation.py"),
    *("tests/test_check_ins.py", "tests/test_counts.py", "tests/test_estimates.py"),
    *("tests/test_evidence.py", "tests/test_form_lost.py", "tests/test_groups.py", "tests/test_history.py"),
    *(
        "tests/test_load.py",
        "tests/test_model.py",
        "tests/test_ninth_rule.py",
        "tests/test_outcomes.py",
        "tests/test_persisting.py",
        "tests/test_policy.py",
    ),
    *("tests/test_programmes.py", "tests/test_reference.py", "tests/test_report.py", "tests/test_rest.py"),
    *("tests/test_rules.py", "tests/test_versions.py", "tests/test_wording.py"),
)
# What a history is made of is tested together.
OF_A_HISTORY = {"history", "index", "view", "figures", "kept"}
PAGE = Path("docs/mutants.md")
REACH = Path(".mutants.json")
ROW = re.compile(r"\| `(.+?)` \|(.*)\|")
HEAD = """# Which faults the tests notice

`make mutants` makes this page. It plants one small fault at a time in what judges a log, such as `<` for `<=`, and runs
the tests that reach it. The reasons are written by hand and kept; a fault that survives without one is a missing test,
and `make mutants` fails. What runs only when a rule is imported, such as what writes its examples, is not covered.
"""
PROFILE = "mutants"
# Seconds of processor time: a test that takes longer is not used, and on one fault not more is spent.
SLOWEST_TEST, MOST_SECONDS = 3.0, 8.0
MOST_MEMORY = 4 << 30
# The share of a sample that may survive without a reason.
MOST_OF_A_SAMPLE = 0.05
# Their answers, kept since the tests were collected, would hide a fault. The names of exercises are slow to learn.
FORGET = re.compile(r"lowback_rules\.(?!exercises|catalogue|sources|countries)")
# The id of a rule in the name of a test.
RULE = re.compile(r"\b(?:load|warmup|core|rest|pain)\.[a-z]")
# What was made to notice faults is asked first.
TABLES = "tests/test_outcomes.py"
SWAPPED = {"any": "all", "all": "any", "min": "max", "max": "min"}
KILLED, TIMED_OUT, SURVIVED, NOT_COVERED, NOT_APPLIED = "killed", "timed out", "survived", "not covered", "not applied"
VERDICTS = (KILLED, TIMED_OUT, SURVIVED, NOT_COVERED, NOT_APPLIED)

T = TypeVar("T")
R = TypeVar("R")
# By its name and its first line.
Function = tuple[str, int]


@frozen
class Mutant:
    """One changed place: the text from `start` to `end` of a file becomes `text`.

    `lines` are those of the statement around it; `function` is the outermost function or method.
    """

    path: str
    start: int
    end: int
    text: str
    lines: range
    function: Function

    def source(self) -> tuple[str, str]:
        """The file as it is, and changed."""
        old = Path(self.path).read_text(encoding="utf-8")
        return old, old[: self.start] + self.text + old[self.end :]

    @property
    def change(self) -> str:
        """ "file: old lines -> new lines"; it has no line number, to outlive changes elsewhere in the file."""
        old, new = (source.split("\n") for source in self.source())
        first = self.line - 1
        while min(len(old), len(new)) > first and old[-1] == new[-1]:
            del old[-1], new[-1]
        before, after = (" ".join(" ".join(lines[first:]).split()).replace("`", "'") for lines in (old, new))
        return f"{self.path}: {before} -> {after}"

    @property
    def line(self) -> int:
        """The first line that differs."""
        pairs = zip(*(source.split("\n") for source in self.source()), strict=False)
        return next(number for number, (old, new) in enumerate(pairs, start=1) if old != new)

    def __str__(self) -> str:
        return self.change.replace(":", f":{self.line}:", 1)


def mutants_of(path: str) -> Iterator[Mutant]:
    """Every fault of a file, in order of place."""
    source = Path(path).read_text(encoding="utf-8")
    wrapper = MetadataWrapper(cst.parse_module(source))
    # The nodes of operators own the blanks around them, and write them again.
    exact, whole = wrapper.resolve(PositionProvider), wrapper.resolve(WhitespaceInclusivePositionProvider)
    begins = [0]
    for line in source.split("\n"):
        begins.append(begins[-1] + len(line) + 1)

    def visit(node: cst.CSTNode, function: Function | None, statement: cst.CSTNode, in_text: bool) -> Iterator[Mutant]:
        if isinstance(node, cst.Annotation | cst.Raise | cst.Decorator | cst.Parameters):
            return
        if isinstance(node, cst.Expr) and isinstance(node.value, cst.BaseString):
            return
        if isinstance(node, cst.FunctionDef):
            first = min(exact[each].start.line for each in (node, *node.decorators))
            yield from visit(node.body, function or (node.name.value, first), node, in_text)
            return
        if isinstance(node, cst.BaseSmallStatement | cst.BaseCompoundStatement):
            statement = node
        in_text = in_text or isinstance(node, cst.FormattedString)
        if function is not None and not (in_text and isinstance(node, cst.BaseString)):
            for text in dict.fromkeys(wrapper.module.code_for_node(changed) for changed in _changed(node)):
                start, end = (begins[at.line - 1] + at.column for at in (whole[node].start, whole[node].end))
                # The head of a compound statement ends with the place, not with what stands below it.
                last = exact[statement if isinstance(statement, cst.BaseSmallStatement) else node].end.line
                lines = range(exact[statement].start.line, last + 1)
                if source[start:end] != text:
                    yield Mutant(path, start, end, text, lines, function)
        for child in node.children:
            yield from visit(child, function, statement, in_text)

    return visit(wrapper.module, None, wrapper.module, False)


def _changed(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    for kind, operator in mutation_operators:
        if isinstance(node, kind):
            yield from operator(node)
    if isinstance(node, cst.Name) and node.value in SWAPPED:
        yield node.with_changes(value=SWAPPED[node.value])


def in_forks(tasks: Iterable[T], work: Callable[[T], R], jobs: int) -> Iterator[tuple[T, R | None]]:
    """What `work` makes of each task in a fork of this process; None if a signal ended it."""
    waiting = iter(tasks)
    running: dict[Connection, tuple[int, T]] = {}
    gc.collect()
    gc.freeze()
    while True:
        for task in islice(waiting, jobs - len(running)):
            receive, send = Pipe(duplex=False)
            child = os.fork()
            if child == 0:
                _work(send, work, task)
            send.close()
            running[receive] = child, task
        if not running:
            # What is frozen is hidden from gc.get_objects() too.
            gc.unfreeze()
            return
        for ready in wait(list(running)):
            assert isinstance(ready, Connection)
            child, task = running.pop(ready)
            try:
                result = ready.recv()
            except EOFError:
                result = None
            ready.close()
            status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            if status > 0:
                raise RuntimeError(f"the fork for {task} ended with status {status}")
            yield task, result


def _work(send: Connection, work: Callable[[T], R], task: T) -> NoReturn:
    """The life of a fork: nothing of this process may run after it, so it never returns."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        send.send(work(task))
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)


class Functions:
    """The live functions of some files, whose code can be swapped; caches that would hide that are emptied."""

    def __init__(self, sources: Iterable[str]) -> None:
        self._known: dict[tuple[str, Function], list[FunctionType]] = {}
        paths = {str(Path(path).resolve()): path for path in sources}
        for thing in gc.get_objects():
            # This finds a function wherever it is kept: in a class, a property, a cache or a Rule.
            if isinstance(thing, FunctionType) and (path := paths.get(thing.__code__.co_filename)):
                self._known.setdefault((path, _function(thing.__code__)), []).append(thing)
            elif isinstance(thing, _lru_cache_wrapper) and FORGET.match(thing.__module__):
                thing.cache_clear()

    def swap(self, mutant: Mutant) -> bool:
        """Give the function its changed code; False if there is no such function, or Python does not allow it."""
        try:
            module = compile(mutant.source()[1], str(Path(mutant.path).resolve()), "exec", dont_inherit=True)
            changed = next(code for code in _codes(module) if _function(code) == mutant.function)
            if (mutant.path, mutant.function) not in self._known:
                return False
            # What is nested in it may live already, as what a decorator returned.
            for code in _codes(changed):
                for function in self._known.get((mutant.path, _function(code)), ()):
                    function.__code__ = code
        except (SyntaxError, StopIteration, ValueError):
            return False
        return True


@frozen
class Reach:
    """The seconds of a test, and the lines that it ran, by file."""

    seconds: float
    lines: dict[str, list[int]]


class Runner:
    """A plug-in of pytest that, in place of running the tests, runs them against mutants."""

    def __init__(self, sources: Collection[str], mutants: Collection[Mutant], jobs: int) -> None:
        self.verdicts: dict[Mutant, str] = {}
        self._sources = {str(Path(path).resolve()): path for path in sources}
        self._mutants = mutants
        self._jobs = jobs
        self._items: dict[str, pytest.Item] = {}
        self._reach: dict[str, Reach] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self._items = {item.nodeid: item for item in session.items}
        # What is slow when it is first used, such as the names of exercises, is used before the forks.
        for name in {item.path: name for name, item in self._items.items()}.values():
            self._passes(name)
        self._functions = Functions(self._sources.values())
        self._reach = self._kept_reach()
        for mutant, verdict in in_forks(progress(self._mutants, "mutants"), self._verdict, self._jobs):
            self.verdicts[mutant] = verdict or TIMED_OUT
        return True

    def _kept_reach(self) -> dict[str, Reach]:
        """What each test reaches; kept in a file until a source or a test changes."""
        files = {*Path("src").rglob("*.py"), *Path("tests").rglob("*.py"), *map(Path, self._sources)}
        contents = [f"{path}\n{path.read_text(encoding='utf-8')}" for path in sorted(files)]
        key = hashlib.sha256("\n".join([*contents, *self._items]).encode()).hexdigest()
        if REACH.is_file() and (kept := json.loads(REACH.read_text(encoding="utf-8")))["key"] == key:
            return {name: Reach(*values) for name, values in kept["tests"].items()}
        found: dict[str, Reach] = {}
        for name, reach in in_forks(progress(self._items, "tests measured"), self._measured, self._jobs):
            if reach is None:
                print(f"not used, as it is slow or fails without a fault: {name}")
            else:
                found[name] = reach
        tests = {name: (reach.seconds, reach.lines) for name, reach in found.items()}
        REACH.write_text(json.dumps({"key": key, "tests": tests}), encoding="utf-8")
        return found

    def _measured(self, name: str) -> Reach | None:
        coverage = Coverage(data_file=None, config_file=False, include=list(self._sources))
        coverage.set_option("run:disable_warnings", ["no-data-collected"])
        signal.setitimer(signal.ITIMER_PROF, SLOWEST_TEST)
        with coverage.collect():
            # To begin and to end measuring takes longer than most tests.
            begin = time.process_time()
            passes = self._passes(name)
            seconds = time.process_time() - begin
        found = {path: coverage.get_data().lines(file) for file, path in self._sources.items()}
        return Reach(seconds, {path: lines for path, lines in found.items() if lines}) if passes else None

    def _passes(self, name: str) -> bool:
        return all(report.outcome != "failed" for report in runtestprotocol(self._items[name], log=False))

    def _verdict(self, mutant: Mutant) -> str:
        tests = self._tests(mutant)
        if not tests:
            return NOT_COVERED
        if not self._functions.swap(mutant):
            return NOT_APPLIED
        for name in tests:
            # Processor time, as the machine may be busy with other things; the signal ends this process.
            signal.setitimer(signal.ITIMER_PROF, 2 + 10 * self._reach[name].seconds)
            if not self._passes(name):
                return KILLED
        return SURVIVED

    def _tests(self, mutant: Mutant) -> list[str]:
        """The tests that run a mutant: of its own rule or file first, of other rules last; tables, then quick ones."""
        path = Path(mutant.path)
        files = "history|counts" if path.stem in OF_A_HISTORY else path.stem
        own = re.compile(rf"\b{path.parent.name}\.{path.stem}\b|/test_({files})\.py")
        found = [
            name
            for name, reach in self._reach.items()
            if not set(mutant.lines).isdisjoint(reach.lines.get(mutant.path, ()))
        ]
        found.sort(
            key=lambda name: (
                not own.search(name),
                TABLES not in name,
                bool(RULE.search(name)),
                self._reach[name].seconds,
            )
        )
        spent = accumulate(self._reach[name].seconds for name in found)
        return [name for name, seconds in zip(found, spent, strict=True) if seconds <= MOST_SECONDS]


def _codes(code: CodeType) -> Iterator[CodeType]:
    """A code object, and all that are nested in it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def _function(code: CodeType) -> Function:
    return code.co_name, code.co_firstlineno


def progress(tasks: Collection[T], what: str) -> Iterator[T]:
    """The tasks, telling from time to time how many are begun."""
    begin = told = time.monotonic()
    for number, task in enumerate(tasks):
        now = time.monotonic()
        if now - told >= 10:
            print(f"{number} of {len(tasks)} {what}, {now - begin:.0f} s", flush=True)
            told = now
        yield task
    print(f"{len(tasks)} {what}, {time.monotonic() - begin:.0f} s", flush=True)


def table(verdicts: dict[Mutant, str]) -> Iterator[str]:
    """For each file and for all how many mutants came to which end, as rows of Markdown."""
    counts: dict[str, Counter[str]] = {}
    for mutant, verdict in verdicts.items():
        counts.setdefault(mutant.path, Counter())[verdict] += 1
    yield f"| file | mutants | {' | '.join(VERDICTS)} | noticed |"
    yield f"|---|{'--:|' * (len(VERDICTS) + 2)}"
    for path, count in [*sorted(counts.items()), ("all", Counter(verdicts.values()))]:
        noticed = (count[KILLED] + count[TIMED_OUT]) / max(count.total(), 1)
        cells = " | ".join(str(count[verdict]) for verdict in VERDICTS)
        yield f"| {path.removeprefix('src/lowback_rules/')} | {count.total()} | {cells} | {noticed:.1%} |"


def reasons() -> dict[str, str]:
    """Why a test need not notice a change, by its text, from the page."""
    rows = PAGE.read_text(encoding="utf-8").splitlines() if PAGE.is_file() else []
    found = (ROW.fullmatch(row) for row in rows)
    return {row[1].replace(r"\|", "|"): row[2].strip() for row in found if row}


def page(verdicts: dict[Mutant, str], survivors: Iterable[Mutant], known: dict[str, str]) -> str:
    """The page with the figures of a whole run; the reasons on it are kept."""
    changes = dict.fromkeys(mutant.change for mutant in survivors)
    # A bar would end the cell.
    rows = ("| `{}` | {} |".format(change.replace("|", r"\|"), known.get(change, "")) for change in changes)
    return "\n".join(
        [HEAD, *table(verdicts), "", "## What no test notices", "", "| change | why |", "|---|---|", *rows, ""]
    )


def _files(patterns: Iterable[str]) -> list[str]:
    return sorted({str(path) for pattern in patterns for path in Path().glob(pattern)})


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="*", default=SOURCES, help="the files to change, also as patterns")
    parser.add_argument("--tests", nargs="+", default=KILLERS, help="the files of tests that shall notice")
    parser.add_argument("--sample", type=int, default=int(os.environ.get("MUTANTS") or 0), help="only so many")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="repeats a sample")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args(arguments)

    sources = _files(asked.sources)
    mutants = [mutant for path in sources for mutant in mutants_of(path)]
    if asked.sample:
        print(f"{asked.sample} of {len(mutants)} mutants; --sample {asked.sample} --seed {asked.seed} repeats them")
        mutants = random.Random(asked.seed).sample(mutants, min(asked.sample, len(mutants)))

    os.environ["HYPOTHESIS_PROFILE"] = PROFILE
    settings.register_profile(
        PROFILE,
        max_examples=10,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
        report_multiple_bugs=False,
    )
    settings.load_profile(PROFILE)
    # All are measured, so that what was measured serves for any of them.
    runner = Runner(_files([*SOURCES, *asked.sources]), mutants, asked.jobs)
    tests = [test for test in asked.tests if Path(test).exists()]
    options = ["-qq", "--tb=no", "--capture=no", "-p", "no:cacheprovider", "-W", "ignore:Module already imported"]
    status = pytest.main([*tests, *options], plugins=[runner])
    if len(runner.verdicts) < len(mutants):
        print(f"the tests could not be collected (pytest: {status})")
        return 2

    known = reasons()
    survivors = [mutant for mutant in mutants if runner.verdicts[mutant] not in (KILLED, TIMED_OUT)]
    unexplained = [mutant for mutant in survivors if not known.get(mutant.change)]
    print("\n".join(table(runner.verdicts)))
    for mutant in unexplained:
        print(f"{runner.verdicts[mutant]}: {mutant}")
    print(f"{len(survivors) - len(unexplained)} more survive for a reason that {PAGE} gives")
    if asked.sources is SOURCES and not asked.sample:
        PAGE.write_text(page(runner.verdicts, survivors, known), encoding="utf-8")
    # A sample is run where the machine decides which tests are quick enough; it has to show that the goal is met.
    return int(len(unexplained) > MOST_OF_A_SAMPLE * len(mutants) if asked.sample else bool(unexplained))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
