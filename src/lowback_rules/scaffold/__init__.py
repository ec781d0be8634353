"""new_rule(): the file of a rule to start from, which is judged and passes every law as it stands, and its test."""

import re
from pathlib import Path
from string import Template

from ..errors import LowbackError
from ..rule import FAMILIES

_HERE = Path(__file__).parent
_ID = re.compile(r"[a-z]+\.[a-z][a-z0-9_]*")
OURS = Path("src/lowback_rules/rules")


def new_rule(rule_id: str, folder: Path) -> list[Path]:
    """Write the file of a new rule into a folder of rules, and beside this its test; the files that were written.

    LowbackError if the id is none, or the file is there already. Rules of this project have their tests already.
    """
    family, _, name = rule_id.partition(".")
    if not _ID.fullmatch(rule_id) or family not in FAMILIES:
        raise LowbackError(
            f"{rule_id!r} is no id of a rule; write one of {', '.join(FAMILIES)}, a dot, and a name_like_this"
        )
    if not folder.name.isidentifier():
        raise LowbackError(f"{folder}: a folder of rules is imported, so its name is made of letters and _")
    file = folder / family / f"{name}.py"
    if file.exists():
        raise LowbackError(f"{file}: is there already")
    values = {"id": rule_id, "name": name, "title": name.replace("_", " ").capitalize(), "package": folder.name}
    texts = {
        folder / "__init__.py": '"""House rules."""\n',
        folder / family / "__init__.py": f'"""House rules about {family}."""\n',
        file: _filled("rule.txt", values),
    }
    if folder.resolve() != OURS.resolve():
        texts[folder.parent / f"test_{folder.name}.py"] = _filled("test.txt", values)
    written = [path for path in texts if not path.exists()]
    try:
        for path in written:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(texts[path], encoding="utf-8")
    except OSError as error:
        raise LowbackError(f"{error.filename}: cannot be written: {error.strerror}") from None
    return written


def _filled(name: str, values: dict[str, str]) -> str:
    return Template((_HERE / name).read_text(encoding="utf-8")).substitute(values)
