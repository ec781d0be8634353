"""Time: what a file gives in UTC becomes the person's own time where the zone is given; local time stays as it is."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from attrs import evolve

from ..errors import LogError
from ..model import Session, SetLog, microseconds
from .format import Draft

IN_UTC = (
    "the times are in UTC, so a late workout may count to the next day; --timezone (Europe/Berlin) makes them local"
)


def zone_of(name: str) -> ZoneInfo:
    """The time zone of that name; LogError if there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        if not available_timezones():
            raise LogError(
                f"timezone: this system has no time zones, {name!r} is not known; install the package tzdata "
                "(python -m pip install tzdata)"
            ) from None
        raise LogError(f"timezone: {name!r} is no time zone such as Europe/Berlin") from None


def in_zone(draft: Draft, zone: ZoneInfo | None, *, utc: bool) -> None:
    """Put aware times of the sessions into the zone; without one, note that a format's times are in UTC."""
    if zone is None:
        if utc and any(session.starts_at.tzinfo is UTC for session in draft.sessions):
            draft.problem(IN_UTC)
        return
    draft.sessions = [_moved(session, lambda moment: moment.astimezone(zone)) for session in draft.sessions]


def without_offset(session: Session) -> Session:
    """The session with its times as written, in their own offset, and as long as it was."""
    local = _moved(evolve(session, end=None), lambda moment: moment.replace(tzinfo=None, fold=0))
    if session.end is None:
        return local
    lasted = microseconds(session.end) - microseconds(session.starts_at)
    return evolve(local, end=local.starts_at + timedelta(microseconds=lasted))


def _moved(session: Session, move: Callable[[datetime], datetime]) -> Session:
    start = session.start
    if not isinstance(start, datetime) or start.tzinfo is None:
        return session
    begins, ends = move(start), None if session.end is None else move(session.end)
    return evolve(
        session,
        start=begins,
        # The clock on the wall may have been put back meanwhile.
        end=None if ends is None or microseconds(ends) < microseconds(begins) else ends,
        woke_at=None if session.woke_at is None else move(session.woke_at),
        sets=[_set_moved(entry, move) for entry in session.sets],
    )


def _set_moved(entry: SetLog, move: Callable[[datetime], datetime]) -> SetLog:
    at = entry.completed_at
    return entry if at is None else evolve(entry, completed_at=move(at))
