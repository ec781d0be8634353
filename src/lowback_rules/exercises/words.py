"""Words: from a name as written, in any of the languages, to the English words of the catalogue.

words/en.csv holds abbreviations and other spellings, each further file one language. A row has the English words and,
divided by "|", what is written for them; in the order of a bag, so that "panca inclinata" is "inclinata panca". An
empty English column means words that say nothing ("con", "mit"). "~" stands for each ending in the row "~".
"""

import re
from collections.abc import Container, Iterator
from functools import cache
from pkgutil import get_data
from typing import NamedTuple
from unicodedata import combining, normalize

# What words in this order mean: a squat with a belt is no belt squat.
_IN_ORDER = (("squat with belt", "squat belted"), ("squat belt", "squat belted"))
_LAST = frozenset(said.split()[-1] for said, _ in _IN_ORDER)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
# Sets, loads, times and efforts beside a name say nothing of what was done ("3x8 @ 80kg", "1 min", "1 1/4").
_UNITS = r"kgs?|lbs?|km|k|cm|m|ft|ct|rm|cals?|reps?|miles?|분|초|회|min(?:s|ut\w*)?|sec\w*|seg\w*|sek\w*"
_AMOUNT = (
    rf"\b(?:(?:\d+ )?\d/\d|(?:rpe|rir)\d+|\d+(?: ?[x×] ?\d+)+s?|\d+ ?x|x ?\d+|(?:\d+ ?[x×] ?)?\d+ ?(?:{_UNITS}))\b"
)
_FEWEST_LETTERS = 5
_FEWEST_LETTERS_OF_PART = 3
# A letter changed for another makes words of their own out of short words (table, cable); in long ones hardly.
_FEWEST_LETTERS_CHANGED = 8
# A word that stands alone is taken for a slip in another language only where it is a long one.
_FEWEST_LETTERS_ALONE = 8


class Phrase(NamedTuple):
    """Words that are written together, in any order, each as its stem; what they mean, and the English words of it."""

    words: frozenset[str]
    meaning: str
    english: frozenset[str]


class Language(NamedTuple):
    """The words of a language: what is written together, and the stem of each form of a word.

    `phrases` holds them by one of their words, each with its place in the order in which they are looked for.
    """

    code: str
    phrases: dict[str, list[tuple[int, Phrase]]]
    stems: dict[str, str]


class Reading(NamedTuple):
    """A name as read in one language: English words in the end, the steps to them, and words that nobody knows."""

    language: str
    words: frozenset[str]
    translated: tuple[tuple[str, str], ...]
    corrected: tuple[tuple[str, str], ...]
    unknown: tuple[str, ...]


def tokens(text: str) -> list[str]:
    """The words of a name; case, accents, brackets, hyphens and the 's of a genitive do not matter."""
    if _is_plain(text) and not any(map(str.isdigit, text)):
        return plain(text)
    letters = normalize("NFKD", re.sub(r"[°º]", " degree ", text).casefold())
    bare = normalize("NFC", "".join([letter for letter in letters if not combining(letter)]))
    named = re.sub(_AMOUNT, " ", re.sub(r"\bw/", "with ", re.sub(r"['’`]s\b", "s", bare)))
    return re.findall(r"[^\W_]+", named)


def plain(text: str) -> list[str]:
    """The words of a name in our own files, which holds no amounts."""
    return text.lower().replace("-", " ").split() if _is_plain(text) else tokens(text)


def _is_plain(text: str) -> bool:
    """Whether nothing has to be normalised, nor an expression compiled."""
    return text.isascii() and text.replace(" ", "").replace("-", "").isalnum()


def english(names: str) -> list[frozenset[str]]:
    """The English words of each of our own names, divided by "|": abbreviations written out, each in the singular."""
    # Nearly all of 2,600 are plain, and so are split without a call for each.
    together = names.lower().replace("-", " ").split("|") if _is_plain(names.replace("|", "")) else ()
    written = [name.split() for name in together] or [plain(name) for name in names.split("|")]
    joined = _joined()
    bags = [frozenset(map(_spoken, words)) for words in written]
    return [
        bag if joined.isdisjoint(bag) else _translated([*map(_spoken, words)], language("en"))[0]
        for bag, words in zip(bags, written, strict=True)
    ]


@cache
def _spoken(word: str) -> str:
    """An English word as it is known, or in the singular."""
    return word if word in language("en").stems else _singular(word)


@cache
def _joined() -> frozenset[str]:
    """The English words that may mean something else beside others; all others mean themselves."""
    spoken = language("en")
    return _LAST.union(spoken.phrases, [word for word, stem in spoken.stems.items() if word != stem])


@cache
def languages() -> tuple[str, ...]:
    """The languages that names are read in: English first."""
    from pathlib import Path

    codes = sorted(path.stem for path in (Path(__file__).parent / "words").glob("*.csv"))
    return tuple(sorted(codes, key=lambda code: code != "en"))


def in_turn() -> Iterator[str]:
    """The languages in the order in which a name is read: whoever writes English does not wait for the others."""
    yield "en"
    yield from languages()[1:]


@cache
def language(code: str) -> Language:
    """The words of a language, read once."""
    table = rows(f"words/{code}.csv")
    endings = next((row["words"].split("|") for row in table if row["english"] == "~"), [""])
    written = [(row["english"], phrase) for row in table if row["english"] != "~" for phrase in row["words"].split("|")]
    words = sorted({word for _, phrase in written for word in phrase.split()}, key=lambda word: ("~" not in word, word))
    stems: dict[str, str] = {}
    for word in words:
        for form in [word.replace("~", ending) for ending in endings] if "~" in word else [word]:
            for spelling in (form, form.translate(_UMLAUTS)):
                stems.setdefault("".join(plain(spelling)), word)
    meanings = {
        frozenset(word if "~" in word else stems["".join(plain(word))] for word in phrase.split()): meaning
        for meaning, phrase in reversed(written)
    }
    phrases: dict[str, list[tuple[int, Phrase]]] = {}
    for place, bag in enumerate(sorted(meanings, key=lambda bag: (-len(bag), sorted(bag)))):
        phrases.setdefault(min(bag), []).append((place, Phrase(bag, meanings[bag], _meant(meanings[bag], code))))
    return Language(code, phrases, stems)


def _meant(meaning: str, code: str) -> frozenset[str]:
    """The words of the English column; what English itself stands for is written out there."""
    return frozenset(meaning.split()) if code == "en" else english(meaning)[0]


def read(written: list[str], spoken: Language, vocabulary: frozenset[str], *, correcting: bool) -> Reading:
    """The words as read in one language, `vocabulary` being the English words that need no translation.

    `correcting` reads a word that nobody knows as the one known word that is a slip of the finger away.
    """
    known = _known(vocabulary, spoken.code)
    if spoken.code != "en":
        # A slip that makes a word of a language is one only among words of that language.
        alone = len(written) == 1 and len(written[0]) >= _FEWEST_LETTERS_ALONE
        correcting &= alone or any(_form(word, spoken.stems) for word in written)
    found: list[str] = []
    corrected: list[tuple[str, str]] = []
    unknown: list[str] = []
    for word in written:
        form = _form(word, known)
        parts = (form,) if form is not None else _parts(word, known)
        if parts is None and correcting:
            right = _correction(word, vocabulary, spoken.code)
            if right is not None:
                corrected.append((word, right))
                parts = (right,)
        if parts is not None:
            found += parts
        elif not _singular(word).isdigit():
            unknown.append(word)
            found.append(_singular(word))
    words, translated = _translated(found, spoken)
    if spoken.code != "en":
        known = _known(vocabulary, "en")
        words, written_out = _translated([_form(word, known) or word for word in sorted(words)], language("en"))
        translated += written_out
    return Reading(spoken.code, words, translated, tuple(corrected), tuple(unknown))


def _translated(found: list[str], spoken: Language) -> tuple[frozenset[str], tuple[tuple[str, str], ...]]:
    """The English words for words of a language, and which were read as which."""
    if not _LAST.isdisjoint(found):
        line = f" {' '.join(found)} "
        for said, meant in _IN_ORDER:
            line = line.replace(f" {said} ", f" {meant} ")
        found = line.split()
    left = {spoken.stems.get(word, word): word for word in found}
    words: set[str] = set()
    steps: list[tuple[str, str]] = []
    near = [found for word in left for found in spoken.phrases.get(word, ()) if found[1].words <= left.keys()]
    for _, phrase in sorted(near):
        if phrase.words <= left.keys():
            order = [word for stem, word in left.items() if stem in phrase.words]
            left = {stem: word for stem, word in left.items() if stem not in phrase.words}
            words |= phrase.english
            if phrase.meaning:
                steps.append((" ".join(order), phrase.meaning))
    return frozenset(words.union(left.values())), tuple(steps)


@cache
def _known(vocabulary: frozenset[str], code: str) -> frozenset[str]:
    """Every word that says something to a reader of a language, who knows the English ones too."""
    return vocabulary.union(language("en").stems, language(code).stems)


def _form(word: str, known: Container[str]) -> str | None:
    """The word as it is known: itself or its singular."""
    if word in known:
        return word
    singular = _singular(word)
    return singular if singular in known else None


def _singular(word: str) -> str:
    if len(word) < 2 or not word.endswith("s") or word.endswith(("ss", "us")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("ches", "shes", "sses")) else word[:-1]


def _parts(word: str, known: frozenset[str]) -> tuple[str, ...] | None:
    """The known words that a word is put together of ("kurzhantelrudern", "frontsquat"), the longest first part first.

    One letter is a part only where it is a syllable, as in Korean.
    """
    shortest = _FEWEST_LETTERS_OF_PART if word.isascii() else 1
    for end in range(len(word) - shortest, shortest - 1, -1):
        first = _form(word[:end], known)
        if first is None:
            continue
        last = _form(word[end:], known)
        rest = (last,) if last is not None else _parts(word[end:], known)
        if rest is not None:
            return (first, *rest)
    return None


def _correction(word: str, vocabulary: frozenset[str], code: str) -> str | None:
    """The one known word that `word` is a slip of the finger away from; None if there is none, or more than one."""
    if len(word) < _FEWEST_LETTERS or not word.isalpha():
        return None
    shortened, stems = _shortened(vocabulary, code), language(code).stems
    for changed in (False, True):
        near = {
            stems.get(right, right): right
            for form in (_singular(word), word)
            for short in sorted(_shorter(form))
            for right in shortened.get(short, ())
            if _is_slip(form, right, changed=changed)
        }
        if near:
            return near.popitem()[1] if len(near) == 1 else None
    return None


@cache
def _shortened(vocabulary: frozenset[str], code: str) -> dict[str, tuple[str, ...]]:
    """The known words by what is left of them without a letter: two words one slip apart have that in common."""
    found: dict[str, list[str]] = {}
    for word in sorted(_known(vocabulary, code)):
        if len(word) >= _FEWEST_LETTERS:
            for short in _shorter(word):
                found.setdefault(short, []).append(word)
    return {short: tuple(words) for short, words in found.items()}


def _shorter(word: str) -> set[str]:
    """The word, and the word without each of its letters."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _is_slip(word: str, right: str, *, changed: bool) -> bool:
    """Whether a letter is missing, too many or in its neighbour's place; or, if `changed`, wrong in a long word."""
    if abs(len(word) - len(right)) > 1:
        return False
    same = next((at for at, (a, b) in enumerate(zip(word, right, strict=False)) if a != b), min(len(word), len(right)))
    if changed:
        return len(word) == len(right) >= _FEWEST_LETTERS_CHANGED and word[same + 1 :] == right[same + 1 :]
    if len(word) != len(right):
        longer, shorter = (word, right) if len(word) > len(right) else (right, word)
        return longer[same + 1 :] == shorter[same:]
    return word[same + 2 :] == right[same + 2 :] and word[same : same + 2] == right[same : same + 2][::-1]


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one of our own CSV files, which hold no quotes, so that csv need not be imported."""
    lines = (get_data(__package__, name) or b"").decode().splitlines()
    header = lines[0].split(",")
    return [dict(zip(header, line.split(","), strict=True)) for line in lines[1:]]
