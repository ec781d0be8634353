"""A FIT file made by hand: header, definitions and data messages, checksum."""

import struct
from collections.abc import Iterable

# Numbers of base types, and how Python packs them; the value that stands for "nothing".
ENUM, UINT16, UINT32, STRING = 0x00, 0x84, 0x86, 0x07
_PACKED = {ENUM: ("B", 0xFF), UINT16: ("H", 0xFFFF), UINT32: ("I", 0xFFFFFFFF)}
# The sum of each half byte: the FIT protocol's own table.
# fmt: off
_SUMS = (
    0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401,
    0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400,
)
# fmt: on

Fields = dict[tuple[int, int], int | str | tuple[int, ...] | None]


def checksum(data: bytes) -> int:
    found = 0
    for byte in data:
        for half in (byte & 15, byte >> 4):
            found = (found >> 4) & 0xFFF ^ _SUMS[found & 15] ^ _SUMS[half]
    return found


def message(number: int, fields: Fields) -> bytes:
    """A definition and its data: `fields` has values by field number and base type."""
    definition, data = b"", b""
    for (field, base), value in fields.items():
        if isinstance(value, str):
            packed = value.encode() + b"\0"
        else:
            code, nothing = _PACKED[base]
            values = value if isinstance(value, tuple) else (value,)
            packed = b"".join(struct.pack(f"<{code}", nothing if one is None else one) for one in values)
        definition += bytes([field, len(packed), base])
        data += packed
    return struct.pack("<BBBHB", 0x40, 0, 0, number, len(fields)) + definition + b"\0" + data


def fit(messages: Iterable[bytes]) -> bytes:
    body = b"".join(messages)
    header = struct.pack("<BBHI4s", 14, 0x10, 2171, len(body), b".FIT")
    whole = header + struct.pack("<H", checksum(header)) + body
    return whole + struct.pack("<H", checksum(whole))


def a_set(
    start: int | None,
    seconds: float,
    reps: int | None = None,
    weight: float | None = None,
    exercise: tuple[int | None, int | None] = (None, None),
    *,
    rest: bool = False,
    unit: int = 1,
) -> bytes:
    category, subtype = exercise
    fields: Fields = {
        (6, UINT32): start,
        (0, UINT32): round(seconds * 1000),
        (3, UINT16): reps,
        (4, UINT16): None if weight is None else round(weight * 16),
        (9, UINT16): unit,
        (7, UINT16): (category, 0xFFFF, 0xFFFF) if category is not None else (0xFFFF,) * 3,
        (8, UINT16): (subtype, 0xFFFF, 0xFFFF) if subtype is not None else (0xFFFF,) * 3,
        (5, ENUM): 0 if rest else 1,
    }
    return message(225, fields)


def activity(utc: int, local: int | None) -> bytes:
    return message(34, {(253, UINT32): utc, (5, UINT32): local})


def session(sport: int) -> bytes:
    return message(18, {(5, ENUM): sport})


def title(category: int, exercise: int, name: str) -> bytes:
    return message(264, {(0, UINT16): category, (1, UINT16): exercise, (2, STRING): name})
