"""Garmin FIT: the binary file of an activity, as the watch writes it; read with fitdecode, an extra."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from functools import partial
from io import BytesIO
from typing import Any

from attrs import define, evolve, field

from ..errors import LogError
from ..model import Session
from .format import Draft, Example, Format, Options, Tick
from .garmin import SetMessage, rested, workouts
from .source import Opened

# A watch writes one or two messages a second and some 40 bytes in each; the decoder takes seconds for a megabyte.
MOST_BYTES, MOST_MESSAGES = 2 * 1024 * 1024, 50_000
_SINCE = datetime(1989, 12, 31, tzinfo=UTC)
# Messages and some of their fields, by their numbers in the FIT profile.
_SESSION, _ACTIVITY, _SET, _TITLE = 18, 34, 225, 264
_TIMESTAMP = 253
_SPORTS = {
    0: "generic",
    1: "running",
    2: "cycling",
    4: "fitness equipment",
    5: "swimming",
    10: "training",
    11: "walking",
}


@define
class _Activity:
    """What is gathered of one activity: a FIT file may hold several, one after the other."""

    active: list[SetMessage] = field(factory=list)
    rests: list[SetMessage] = field(factory=list)
    titles: dict[tuple[int | None, int | None], str] = field(factory=dict)
    sport: str | None = None
    zone: tzinfo = UTC
    pounds: bool = False


def _sniff(opened: Opened) -> bool:
    return opened.head[8:12] == b".FIT"


def _read(opened: Opened, options: Options, tick: Tick) -> Draft:
    """The workouts of a FIT file; LogError if it is broken, or has no sets."""
    del options, tick  # FIT names its units, and a file is short
    data = opened.data()
    if len(data) > MOST_BYTES:
        raise LogError(f"has {len(data) // 1_000_000} MB; a FIT file of strength training has less than 2")
    draft = Draft()
    activities = _activities(data)
    for activity in activities:
        for session in _sessions(activity):
            draft.add(session)
        if activity.active:
            draft.unit = draft.unit or ("lb" if activity.pounds else "kg")
        if activity.rests:
            draft.aside["rest"] += len(activity.rests)
    if not draft.sessions:
        sports = ", ".join(dict.fromkeys(activity.sport for activity in activities if activity.sport))
        what = f" (its sport: {sports})" if sports else ""
        raise LogError(f"there are no sets in it{what}; give the FIT file of a strength training activity")
    return draft


def _sessions(activity: _Activity) -> Iterator[Session]:
    active = [_moved(message, activity.zone) for message in activity.active]
    sets = rested(
        [message.log(activity.titles) for message in active], [_moved(rest, activity.zone) for rest in activity.rests]
    )
    for places in workouts(sets):
        start = active[places.start].start
        if start is None:
            raise LogError("a set has no start time, so that the day is not known")
        yield Session(start, sets[places.start : places.stop], end=sets[places.stop - 1].completed_at)


def _moved(message: SetMessage, zone: tzinfo) -> SetMessage:
    return message if message.start is None else evolve(message, start=message.start.astimezone(zone))


def _activities(data: bytes) -> list[_Activity]:
    try:
        from fitdecode import FIT_FRAME_DATA, FIT_FRAME_HEADER, CrcCheck, ErrorHandling, FitReader
    except ImportError:
        raise LogError('is a FIT file, which needs an extra: pip install "lowback-rules[fit]"') from None
    found: list[_Activity] = []
    try:
        reader = FitReader(BytesIO(data), processor=None, check_crc=CrcCheck.RAISE, error_handling=ErrorHandling.IGNORE)
        for count, frame in enumerate(reader):
            if count > MOST_MESSAGES:
                raise LogError(f"has more than {MOST_MESSAGES} messages; no strength training does")
            if frame.frame_type == FIT_FRAME_HEADER:
                found.append(_Activity())
            elif frame.frame_type == FIT_FRAME_DATA and frame.global_mesg_num in _TAKE:
                _TAKE[frame.global_mesg_num](found[-1], partial(_value, frame))
    except LogError:
        raise
    except Exception as error:
        # On broken bytes the decoder fails in ways of its own, of no common type.
        raise LogError(f"is no whole FIT file ({str(error) or type(error).__name__}); export it again") from None
    return found


Value = Callable[[int], Any]


def _value(frame: Any, number: int) -> Any:
    """The first value of a field as it stands in the file, None where the watch has none."""
    value = frame.get_raw_value(number, fallback=None)
    return value[0] if isinstance(value, tuple) else value


def _take_set(activity: _Activity, value: Value) -> None:
    start, seconds, weight = value(6), value(0), value(4)
    message = SetMessage(
        None if start is None else _SINCE + timedelta(seconds=start),
        None if seconds is None else Decimal(seconds) / 1000,
        value(3),
        None if weight is None else Decimal(weight) / 16,
        value(7),
        value(8),
    )
    (activity.rests if value(5) == 0 else activity.active).append(message)
    activity.pounds |= value(9) == 2


def _take_session(activity: _Activity, value: Value) -> None:
    activity.sport = _SPORTS.get(value(5), "another")


def _take_activity(activity: _Activity, value: Value) -> None:
    """The time zone: the watch writes the time of its end in UTC and as it shows it."""
    utc, local = value(_TIMESTAMP), value(5)
    if utc is not None and local is not None and abs(local - utc) <= 14 * 3600:
        activity.zone = timezone(timedelta(minutes=15 * round((local - utc) / 900)), "of the watch")


def _take_title(activity: _Activity, value: Value) -> None:
    if isinstance(value(2), str):
        activity.titles[value(0), value(1)] = value(2)


_TAKE = {_SET: _take_set, _SESSION: _take_session, _ACTIVITY: _take_activity, _TITLE: _take_title}

FIT = Format(
    name="fit",
    title="Garmin FIT file of a strength training activity",
    unit="kg, as in the file; reports show the unit that the watch shows",
    sniff=_sniff,
    read=_read,
    utc=True,
    quirks="""
    - What a set means is told under `garmin-sets`: kilograms, real rest, exercises by their numbers. Where the profile has no
      name for a number, the title that the file gives is taken.
    - Times are those that the watch showed, where the file has them (`local_timestamp` of the activity); else they are in
      UTC, and `--timezone` makes them local.
    - A pause of more than two hours begins another workout. A file without sets (a run) is refused, and so is one that is cut
      short or damaged: it has a checksum.
    - Files from the Garmin web site come in a ZIP archive; unpack it first.
    """,
    set_aside={"rest": "messages of a rest; it is kept with the set before it"},
    examples=(
        Example(
            """
0e107b08c30000002e4649543bce400000e100080604860004860302840402840902840706840806840501000072dbe8437459000005004006010008
00ffffffff0000ffffffff01400000e100080604860004860302840402840902840706840806840501000088dbe84324710100ffffffff0100ffffff
ffffffffffffffffff00400000e1000806048600048603028404028409028407068408068405010000e8dbe843c8af00000000ffff01001300ffffff
ff2b00ffffffff01400000220002fd0486050486003adce8434aeae8436ac0
""",
            '2026-02-06 18:40:02-18:42:45+01:00 "Barbell Deadlift" 5@100kg rest 94s; Plank 45s',
            aside={"rest": 1},
            says="the bytes in hexadecimal",
            binary=True,
        ),
    ),
)
