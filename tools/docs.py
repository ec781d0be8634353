"""Write the pages that come from declarations: one for each rule, their index, the definitions, the command's help."""

import sys
from pathlib import Path

from lowback_rules.catalogue import load_rules
from lowback_rules.definitions import Definitions
from lowback_rules.limits import limits_of
from lowback_rules.pages import page

DOCS = Path(__file__).resolve().parent.parent / "docs"

TERMS = """
- **Work set**: the flag decides. Without flags, the sets from the first one at `work_share` of the
  heaviest load on, and any set at `effort_rpe`.
- **Ramp step**: an earlier set of the same movement family, from `ramp_from` to `ramp_to` of the
  top load and easier than `effort_rpe`; loads closer than `ramp_step` count once.
- **e1RM**: of work sets whose effort is known (RPE, RIR or to failure); the mean of Epley and
  Brzycki for 2 to 10 repetitions. The reference is the best of `e1rm_days`.
- **Hard set**: a work set at `effort_rpe`, or to failure, else at `hard_share` of the reference
  e1RM; else unknown.
- **Recorded**: warm-ups, core work, pain or sleep are being recorded at a session if there is
  evidence of it within `habit_days`.
- **Local day**: the date of the start as written. A session that starts at the same time or later
  is never seen.
- **Lumbar class**: 3 for floor pulls and loaded hinges, 2 for squats, bent rows, swings and loaded
  back extensions, 1 small, 0 none. Volume counts class 2 at half.
""".strip().splitlines()


def pages() -> dict[str, str]:
    """Each generated page by its name below docs/."""
    index = ["# The rules", "", "| rule | what it flags | evidence (direction, number) |", "|---|---|---|"]
    found = {}
    for rule in load_rules("lowback_rules.rules"):
        found[f"rules/{rule.id}.md"] = page(rule)
        grades = f"{rule.evidence.source}, {rule.evidence.threshold}"
        index.append(f"| [`{rule.id}`]({rule.id}.md) | {rule.title} | {grades} |")
    found["rules/index.md"] = "\n".join(index) + "\n"
    table = [
        "# Definitions",
        "",
        "Numbers that all rules share. They can be changed in the table `[definitions]` of a [policy](policy.md).",
        "",
        "| number | default | range | what it is |",
        "|---|---|---|---|",
    ]
    for spec in limits_of(Definitions):
        table.append(f"| `{spec.name}` | {spec.default} {spec.unit} | {spec.low} to {spec.high} | {spec.doc} |")
    table += ["", *TERMS]
    found["definitions.md"] = "\n".join(table) + "\n"
    return found


def main() -> int:
    stale = []
    for name, text in pages().items():
        path = DOCS / name
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in sys.argv:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    print(f"{len(stale)} pages {'are stale' if '--check' in sys.argv else 'written'}: {', '.join(stale) or 'none'}")
    return int(bool(stale) and "--check" in sys.argv)


if __name__ == "__main__":
    raise SystemExit(main())
