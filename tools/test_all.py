"""Run everything that CI runs, each step to its end, and sum up last. Only the standard library is needed."""

import os
import subprocess
import sys
import time
from collections import deque
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
VERSIONS = ("3.11", "3.12", "3.13")


# How much of what failed is told again, above the summary.
LINES_AGAIN = 60
Result = tuple[str, str, list[str]]


def run(name: str, *command: str | Path, folder: Path = ROOT, variables: Mapping[str, str] | None = None) -> Result:
    """One step: its name, how it ended, and, if it failed, the end of what it printed."""
    print(f"\n== {name}", flush=True)
    begin = time.monotonic()
    ends: deque[str] = deque(maxlen=LINES_AGAIN)
    with subprocess.Popen(
        [str(part) for part in command],
        cwd=folder,
        env={**os.environ, "PYTHONUNBUFFERED": "1", **(variables or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
            ends.append(line)
    seconds = f"{time.monotonic() - begin:.0f} s"
    if process.returncode == 0:
        return name, f"passed, {seconds}", []
    return name, f"FAILED (exit {process.returncode}), {seconds}", list(ends)


def suite(name: str, python: Path, **variables: str) -> list[Result]:
    """The tests on both cores of a small machine; blocks of a page build on each other, so one process has them."""
    return [
        run(name, python, "-m", "pytest", "-n", "2", "tests", variables=variables),
        run(f"{name}, pages", python, "-m", "pytest", "README.md", "docs", variables=variables),
    ]


def type_completeness() -> Result:
    """Whether a client's type checker knows the type of everything public, as `py.typed` promises."""
    # pyright asks the python on PATH what is installed; where it finds no attrs, all of its classes pass as Any.
    path = f"{BIN}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    return run(
        "pyright --verifytypes",
        *(BIN / "pyright", "--verifytypes", "lowback_rules", "--ignoreexternal"),
        variables={"PATH": path, "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"},
    )


def api(root: Path = ROOT, python: Path = BIN / "python") -> Result:
    """What the last release offered that the package below `root` does not, or asks for otherwise."""
    name = "griffe check"
    tag = last_tag(root)
    if tag is None:
        return name, "NOT RUN: no tag yet", []
    extension = ROOT / "tools" / "public_api.py"
    options = ("--against", tag, "--search", "src", "--extensions", extension)
    return run(f"{name} --against {tag}", python, "-m", "griffe", "check", "lowback_rules", *options, folder=root)


def last_tag(root: Path) -> str | None:
    """The tag of the last release before this commit, or None: none was made, or the checkout came without tags."""
    command = ["git", "describe", "--tags", "--abbrev=0", "--match", "v[0-9]*"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    return done.stdout.strip() or None


def interpreters() -> dict[str, Path | None]:
    """An interpreter for each version, or None: on PATH, or of a version manager."""
    home = Path.home()
    roots = [
        Path(os.environ.get("PYENV_ROOT", home / ".pyenv")) / "versions",
        Path(os.environ.get("ASDF_DATA_DIR", home / ".asdf")) / "installs" / "python",
        Path(os.environ.get("MISE_DATA_DIR", home / ".local/share/mise")) / "installs" / "python",
        Path(os.environ.get("UV_PYTHON_INSTALL_DIR", home / ".local/share/uv/python")),
        Path(os.environ.get("CONDA_PREFIX", home / "miniconda3")) / "envs",
    ]
    found: dict[str, Path | None] = {}
    for version in VERSIONS:
        candidates = [Path(folder) / f"python{version}" for folder in os.get_exec_path()]
        for root in roots:
            for pattern in (f"{version}*", f"cpython-{version}*"):
                candidates += [folder / "bin" / f"python{version}" for folder in sorted(root.glob(pattern))]
        found[version] = next((path for path in candidates if _works(path, version)), None)
    return found


def _works(path: Path, version: str) -> bool:
    """Whether this is such a Python and can make virtual environments (a shim of a version manager may be neither)."""
    if not path.is_file():
        return False
    code = "import sys, venv, ensurepip; print('%d.%d' % sys.version_info[:2])"
    done = subprocess.run([path, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    return done.returncode == 0 and done.stdout.strip() == version


def on_other_python(version: str, python: Path) -> list[Result]:
    """The suite with few draws on another Python, in an environment of its own."""
    name = f"suite on Python {version}"
    ours = environment(name, f".venv-{version}", python, ["--editable", ".[cli]"], ["--group", "test"])
    if ours is None:
        return [(name, "FAILED (its environment could not be made)", [])]
    return suite(name, ours, HYPOTHESIS_PROFILE="few")


def house_rules() -> list[Result]:
    """The example package, installed as others install theirs: its laws with few draws, and what the command knows."""
    name = "example package"
    python = environment(name, ".venv-house-rules", Path(sys.executable), [".[testing]", "./docs/house-rules"])
    if python is None:
        return [(name, "FAILED (its environment could not be made)", [])]
    command = python.with_name("lowback-rules")
    return [
        run(f"{name}, laws", python, "-m", "pytest", "--hypothesis-profile=few", folder=ROOT / "docs" / "house-rules"),
        lists(f"{name}, rules", command, "load.after_a_grind", "rest.short_night"),
        run(f"{name}, explain", command, "explain", "load.after_a_grind"),
    ]


def lists(name: str, command: Path, *rules: str) -> Result:
    """Whether the command lists these rules."""
    print(f"\n== {name}", flush=True)
    done = subprocess.run([command, "rules"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    missing = [rule for rule in rules if f"\n{rule}: " not in done.stdout]
    if done.returncode == 0 and not missing:
        return name, "passed", []
    return name, f"FAILED (exit {done.returncode}; not listed: {', '.join(missing)})", [done.stdout]


def environment(name: str, folder: str, python: Path, *installs: list[str]) -> Path | None:
    """The Python of a new environment with these installed in it, or None if it could not be made."""
    print(f"\n== {name} ({python})", flush=True)
    made = ROOT / folder / "bin" / "python"
    pip = (str(made), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    steps = [
        [str(python), "-m", "venv", "--clear", folder],
        [*pip, "--upgrade", "pip>=25.1"],
        *([*pip, *install] for install in installs),
    ]
    done = all(subprocess.run(step, cwd=ROOT, check=False).returncode == 0 for step in steps)
    return made if done else None


def main() -> int:
    ours = "{}.{}".format(*sys.version_info)
    results = [
        run("ruff format", BIN / "ruff", "format", "--check", "."),
        run("ruff lint", BIN / "ruff", "check", "."),
        run("mypy --strict", BIN / "mypy"),
        type_completeness(),
        api(),
        run("documentation", BIN / "sphinx-build", "-W", "--keep-going", "-n", "-E", "-q", "docs", "docs/_build/html"),
        *suite(f"suite on Python {ours}", BIN / "python"),
    ]
    results += house_rules()
    if os.environ.get("FUZZ_SECONDS"):
        results.append(run("fuzzing of the readers", BIN / "python", "tools/fuzz.py"))
    if os.environ.get("MUTANTS"):
        results.append(run("planted faults", BIN / "python", "tools/mutants.py"))
    for version, python in interpreters().items():
        if version == ours:
            continue
        if python is None:
            results.append((f"suite on Python {version}", "NOT RUN: this machine has no such Python", []))
        else:
            results += on_other_python(version, python)
    for name, _, ends in results:
        if ends:
            print(f"\n== {name}: how it ended", "".join(ends), sep="\n")
    print("\n== Summary")
    for name, result, _ in results:
        print(f"{name:<32}{result}")
    failed = sum("FAILED" in result for _, result, _ in results)
    print(f"{failed} of {len(results)} steps failed" if failed else "everything that ran has passed")
    return int(failed > 0)


if __name__ == "__main__":
    raise SystemExit(main())
