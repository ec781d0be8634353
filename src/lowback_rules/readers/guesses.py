"""Guesses at what the columns of an unknown table are: for a mapping to start from, never applied by themselves."""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from .mapping import COLUMNS, NOTHING
from .source import LONGEST_LINE, Opened
from .table import header_of, plain_name
from .values import unit_in

# What apps call their columns, in English, German, Spanish, French, Italian, Portuguese, Dutch, Polish, Swedish, Danish,
# Norwegian, Russian, Turkish, Japanese, Chinese and Korean; without units and marks.
_NAMES = {
    "start": "start, start time, started at, workout start, startzeit, beginn, inicio, début, inizio, início, starttijd",
    "date": "date, day, workout date, datum, tag, fecha, día, data, giorno, dia, dag, dato, дата, tarih, 日付, 日期, 날짜",
    "time": "uhrzeit, hora, heure, orario, ora, tijd, godzina, saat",
    "end": "end, end time, ended at, ende, endzeit, fin, fine, fim, einde",
    "duration": "duration, workout duration, dauer, duración, durée, durata, duração, duur, длительность, süre",
    "name": "workout, workout name, title, session, session name, routine, program, training, einheit, entrenamiento, "
    "rutina, séance, allenamento, scheda, programma, treino, trening, träning, тренировка, antrenman",
    "exercise": "exercise, exercise name, exercise title, movement, lift, übung, name der übung, ejercicio, exercice, "
    "mouvement, esercizio, exercício, oefening, ćwiczenie, övning, øvelse, упражнение, egzersiz, hareket, 種目, 运动, 운동",
    "load": "weight, load, weight used, gewicht, last, peso, carga, poids, charge, carico, ciężar, vikt, vekt, vægt, вес, "
    "ağırlık, 重量, 무게",
    "unit": "unit, units, weight unit, gewichtseinheit, unidad, unité, unità, unidade, eenheid, jednostka",
    "reps": "reps, rep, repetitions, reps done, wiederholungen, wdh, repeticiones, répétitions, ripetizioni, repetições, "
    "herhalingen, powtórzenia, repetitioner, repetisjoner, повторения, tekrar, 回数, 次数, 횟수",
    "target_reps": "target reps, planned reps, required reps",
    "seconds": "seconds, set time, hold, hold time, sekunden, segundos, secondes, secondi, seconden",
    "distance": "distance, distanz, entfernung, distancia, distanza, distância, afstand, dystans",
    "rpe": "rpe",
    "rir": "rir, reps in reserve",
    "kind": "set type, type, kind, set kind, satzart, satztyp, tipo de serie, type de série, tipo di serie, warmup, is warmup",
    "side": "side, seite, lado, côté, lato, kant",
    "done": "done, completed, status, erledigt, completado, terminé, completato, feito",
    "notes": "notes, note, comment, comments, notizen, notiz, notas, commentaire, remarques, appunti, notatki",
    "workout_notes": "workout notes, session notes, workout-notizen",
}
_GUESSES = {name: ours for ours, names in _NAMES.items() for name in names.split(", ")}
_UNITS = re.compile(r"\(.*?\)|\[.*?\]|\b(kg|kgs|lb|lbs|km|mi|miles|meters|metres|m|min|sec|s)\b\.?")
# Sets that stand side by side: "Set 1 (Reps)", "Set 2".
_SIDE_BY_SIDE = re.compile(r"\b(?:set|satz|serie|série)\s*\d")
_KINDS = {"warm": "warm-up", "drop": "drop", "fail": "failure", "left": "left", "right": "right", "work": "work"}
_MOST_WORDS = 20


def guessed(names: tuple[str, ...]) -> dict[str, str]:
    """Our names for columns, each with the column that it might be; each column at most once."""
    found: dict[str, str] = {}
    for name in names:
        bare = plain_name(_UNITS.sub(" ", name.casefold().replace("_", " "))).strip(" .:#")
        if (ours := _GUESSES.get(bare)) is not None:
            found.setdefault(ours, name)
    if "start" in found:
        found.pop("date", None)
    return {ours: found[ours] for ours in COLUMNS if ours in found}


def how_to_map(opened: Opened) -> str | None:
    """What to do with an unknown file, in one line: if it is a table, its columns and the command to try next."""
    names, _ = header_of(opened)
    if opened.is_json or len(names) < 3:
        return None
    file = _quoted(opened.file or "FILE")
    if _side_by_side(names):
        return "its sets stand side by side in one row, and a mapping needs one set in each row"
    found = guessed(names)
    if "exercise" not in found or not {"start", "date"} & found.keys():
        return f"if each row is a set, its columns can be mapped: lowback-rules formats --map-template {file}"
    columns = " ".join(f"--column {ours}={_quoted(name)}" for ours, name in found.items())
    if _unit_is_named(found):
        return f"if its columns are these, try: lowback-rules check {file} {columns}"
    command = f"lowback-rules check {file} {columns} --unit kg"
    return f"if its columns are these, and its weights in kg (else write lb), try: {command}"


def template(opened: Opened) -> str:
    """A mapping in TOML for a table, of guesses that a person has to look at; LogError if it is none."""
    opened.check()
    names, delimiter = header_of(opened)
    if opened.is_json or len(names) < 3:
        raise opened.error("is no table: there are not three columns in its first line")
    if _side_by_side(names):
        raise opened.error("its sets stand side by side in one row, and a mapping needs one set in each row")
    lines = opened.begins.lstrip("\r\n").splitlines(keepends=True)
    if len(opened.head) > LONGEST_LINE:
        # The rest of the last line is not in the beginning.
        lines.pop()
    try:
        rows = list(islice(csv.reader(lines[1:], delimiter=delimiter), 1000))
    except csv.Error as error:
        raise opened.error(f"is no CSV: {error}") from None
    return "\n".join(_template(names, [row for row in rows if len(row) == len(names)])) + "\n"


def _unit_is_named(found: Mapping[str, str]) -> bool:
    load = found.get("load", "")
    return not load or "unit" in found or unit_in(load) is not None


def _template(names: tuple[str, ...], rows: list[list[str]]) -> Iterator[str]:
    cells = {name: _different(row[place] for row in rows) for place, name in enumerate(names)}
    found = guessed(names)
    load = found.get("load", "")
    comma = any(re.fullmatch(r"-?\d+,\d{1,2}", cell) for cell in cells.get(load, []))
    yield "# Guesses from the header. Look at each line, then: lowback-rules check FILE --map THIS_FILE"
    yield '# unit = "kg"            # ' + (
        "a column names it" if _unit_is_named(found) else 'or "lb": no column names it, so this is needed, or --unit'
    )
    yield f"""{"" if comma else "# "}decimal = ","          # where numbers are written 17,5"""
    yield '# dates = "day-first"    # or "month-first", where no date of the file decides what 5/9/2026 is'
    yield '# assisted = "negative"  # where a negative weight is the help of a machine'
    yield ""
    yield "[columns]"
    for ours, name in found.items():
        yield f"{ours} = {_text(name)}  # {COLUMNS[ours][1]}; here {_such_as(cells[name])}"
    for name in names:
        if name not in found.values():
            yield f"# ... = {_text(name)}  # not guessed; here {_such_as(cells[name])}"
    for missing in [
        ours for ours in ("date", "exercise") if ours not in found and not (ours == "date" and "start" in found)
    ]:
        yield f'# {missing} = ""  # needed: {COLUMNS[missing][1]}'
    yield ""
    yield f"# What else a column can be: {', '.join(ours for ours in COLUMNS if ours not in found)}"
    words = [word for word in cells.get(found.get("kind", ""), []) if not word.isdecimal()]
    if 0 < len(words) <= _MOST_WORDS:
        yield ""
        yield "# warm-up, work, drop, failure, unmarked, left, right, not done or no set"
        yield "[kinds]"
        for word in words:
            meaning = next((kind for part, kind in _KINDS.items() if part in word.casefold()), "unmarked")
            yield f"{_text(word)} = {_text(meaning)}"


def _side_by_side(names: tuple[str, ...]) -> bool:
    return sum(_SIDE_BY_SIDE.search(plain_name(name)) is not None for name in names) > 1


def _different(cells: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(cell for cell in cells if cell.strip() and cell.casefold() not in NOTHING))


def _such_as(cells: list[str]) -> str:
    return ", ".join(_text(cell[:30]) for cell in cells[:2]) or "always empty"


def _text(text: str) -> str:
    """The text as TOML writes it, on one line."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "")


def _quoted(word: str) -> str:
    return word if re.fullmatch(r"[\w./-]+", word) else '"' + word.replace('"', '\\"') + '"'
