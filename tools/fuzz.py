"""Fuzz every reader by coverage: only LogError may come out of it, in bounded time and memory.

make fuzz [SECONDS=600] shares the time among the formats, and a table that a mapping describes. What breaks a reader
is kept below fuzz-findings/, with the command that repeats it.
"""

import os
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
FINDINGS = ROOT / "fuzz-findings"
MAPPED, MAPPING = "mapped", ROOT / "docs" / "other-app.toml"
# What files are broken with: signs of the formats, numbers that are none, and text that acts on what shows it.
TOKENS = [
    *("\r\n", '"', '""', ",", ";", "\t", "\ufeff", "\0", "\u202e", "\x1b[2J", "=1+1", "@SUM(A1)", "'", "\\n"),
    *("NaN", "Infinity", "1e999999999", "-1", "1e-9", "0", "0,0", "17,5", "9" * 40, "２０", "null", "true"),
    *("9999-12-31", "0000-00-00", "31.02.2026", "02/03/2026", "24:61", "-1h", "kg", "lbs", "[" * 50, "{", "}", "]"),
    *("lowback: pain 2 during", "lowback: sleep 9h", "12 AM", "٣"),
]


def fuzz_one(name: str, arguments: list[str]) -> None:
    """Fuzz one reader in this process until libFuzzer ends it."""
    import atheris

    with atheris.instrument_imports(include=["lowback_rules"]):
        from lowback_rules.errors import LogError
        from lowback_rules.readers import read_log

    if name == MAPPED:
        read_it = partial(read_log, mapping=tomllib.loads(MAPPING.read_text(encoding="utf-8")))
    else:
        read_it = partial(read_log, format=name, unit="kg", dates="day-first")

    def read(data: bytes) -> None:
        try:
            log = read_it(data)
        except LogError:
            return
        assert log.rows == log.sets - log.further + sum(log.set_aside.values())

    atheris.Setup([sys.argv[0], *arguments], read)
    atheris.Fuzz()


def run(name: str, examples: list[bytes], seconds: int, folder: Path) -> tuple[str, bool]:
    """Fuzz one reader in a process of its own, from its examples; what it reached, and whether nothing broke."""
    corpus, findings = folder / name, FINDINGS / name
    corpus.mkdir()
    findings.mkdir(parents=True, exist_ok=True)
    for number, example in enumerate(examples):
        (corpus / f"example-{number}").write_bytes(example)
    tokens = folder / f"{name}.dict"
    tokens.write_text("".join(f'"{_escaped(token)}"\n' for token in TOKENS))
    done = subprocess.run(
        [
            *(sys.executable, __file__, name, str(corpus)),
            *(f"-max_total_time={seconds}", "-timeout=20", "-rss_limit_mb=2048", "-max_len=20000", f"-dict={tokens}"),
            *(f"-artifact_prefix={findings}{os.sep}", "-print_final_stats=1", "-verbosity=0"),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    runs = [line.split()[-1] for line in done.stderr.splitlines() if "number_of_executed_units" in line]
    kept = len(list(corpus.iterdir()))
    broken = sorted(findings.iterdir())
    if done.returncode == 0 and runs and not broken:
        return f"{name:<20}{int(runs[0]):>9} inputs, {kept:>4} of them reached something new", True
    tail = "\n".join(
        line for line in done.stderr.splitlines()[-40:] if not line.startswith(("INFO", "WARNING", "stat"))
    )
    repeat = "\n".join(f"  repeat: python tools/fuzz.py {name} {path.relative_to(ROOT)}" for path in broken)
    return f"{name:<20}BROKEN\n{tail}\n{repeat}", False


def _escaped(token: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in token.encode())


def main() -> int:
    if len(sys.argv) > 1:
        fuzz_one(sys.argv[1], sys.argv[2:])
        return 0
    from lowback_rules.readers import FORMATS

    seconds = int(os.environ.get("FUZZ_SECONDS", "600"))
    workers = os.cpu_count() or 1
    examples = {each.name: [example.data for example in each.examples] for each in FORMATS}
    examples[MAPPED] = [MAPPING.with_suffix(".csv").read_bytes()]
    share = max(2, seconds * workers // len(examples))
    with TemporaryDirectory() as folder, ThreadPoolExecutor(workers) as pool:
        results = list(pool.map(lambda name: run(name, examples[name], share, Path(folder)), examples))
    for text, _ in results:
        print(text)
    unbroken = sum(whole for _, whole in results)
    print(f"{unbroken} of {len(results)} readers, {share} s each, let nothing but LogError out")
    return int(unbroken < len(results))


if __name__ == "__main__":
    raise SystemExit(main())
