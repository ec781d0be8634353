"""Write the golden file of the catalogue: ids, limits, units, defaults.

With --freeze NAME it is kept as a version of the policy too, for ever.
"""

import json
import sys
from pathlib import Path

from lowback_rules.catalogue import load_rules
from lowback_rules.versions import described

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "catalogue.json"
VERSIONS = ROOT / "src" / "lowback_rules" / "versions"


def text() -> str:
    """Today's catalogue as the golden file holds it."""
    return json.dumps(described(load_rules("lowback_rules.rules")), indent=1, ensure_ascii=False) + "\n"


def main() -> int:
    same = GOLDEN.exists() and GOLDEN.read_text(encoding="utf-8") == text()
    GOLDEN.write_text(text(), encoding="utf-8")
    state = "is the same" if same else "is another now: name each rule that changed in CHANGELOG.md"
    print(f"{GOLDEN.relative_to(ROOT)} {state}")
    if "--freeze" in sys.argv:
        path = VERSIONS / f"{sys.argv[sys.argv.index('--freeze') + 1]}.json"
        if path.exists():
            print(f"{path.relative_to(ROOT)} is there already; a version is never changed")
            return 1
        path.write_text(text(), encoding="utf-8")
        print(f"{path.relative_to(ROOT)} is kept")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
