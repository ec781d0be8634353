"""Bring the message catalogues up to date with the texts, and compile them: locale/<language>/LC_MESSAGES.

Texts are those of wording.texts() and the literals in text() and count() calls. What is no longer said is taken out;
what is new stands empty in the .po file until somebody translates it, which tests/test_wording.py asks for.
"""

import io
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from lowback_rules.catalogue import load_rules
from lowback_rules.readers import FORMATS
from lowback_rules.readers.format import BLANK, DOUBLE, OUTLIER, UNREADABLE
from lowback_rules.wording import LANGUAGES, texts

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "lowback_rules"
SPEAKERS = ("wording.py", "pages.py", "reports/text.py", "commands.py")
KEYWORDS = {"text": None, "count": (2, 3)}


def template() -> Catalog:
    """Every text that can be said, without a translation."""
    catalogue = Catalog(project="lowback_rules", charset="utf-8")
    said = [found[1] for name in SPEAKERS for found in extract_from_file("python", PACKAGE / name, keywords=KEYWORDS)]
    said += [text for each in FORMATS for text in (each.title, *each.set_aside)]
    said += [UNREADABLE, BLANK, OUTLIER, DOUBLE]
    for message in (*said, *texts(load_rules("lowback_rules.rules"))):
        forms = (message,) if isinstance(message, str) else tuple(message)
        catalogue.add(forms[0] if len(forms) == 1 else forms)
    return catalogue


def path(language: str, suffix: str) -> Path:
    """Where a language's catalogue is kept."""
    return PACKAGE / "locale" / language / "LC_MESSAGES" / f"lowback_rules.{suffix}"


def updated(language: str) -> Catalog:
    """The catalogue of a language, with every text of today and no other."""
    file = path(language, "po")
    catalogue = Catalog(locale=language)
    if file.exists():
        with file.open("rb") as stream:
            catalogue = read_po(stream, locale=language)
    catalogue.update(template(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    return catalogue


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue as gettext reads it."""
    stream = io.BytesIO()
    write_mo(stream, catalogue)
    return stream.getvalue()


def main() -> int:
    for language in LANGUAGES:
        if language == "en":
            continue
        catalogue = updated(language)
        path(language, "po").parent.mkdir(parents=True, exist_ok=True)
        with path(language, "po").open("wb") as stream:
            write_po(stream, catalogue, width=120, sort_output=True, omit_header=False, include_lineno=False)
        path(language, "mo").write_bytes(compiled(catalogue))
        empty = [message.id for message in catalogue if message.id and not translated(message)]
        print(f"{language}: {len(catalogue)} texts, {len(empty)} without a translation")
    return 0


def translated(message: Message) -> bool:
    """Whether every form of a text has a translation."""
    forms = (message.string,) if isinstance(message.id, str) else tuple(message.string or ("",))
    return all(forms)


if __name__ == "__main__":
    raise SystemExit(main())
