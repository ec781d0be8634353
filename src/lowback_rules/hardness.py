"""Hardness: how hard a session can have been at most, which often settles how hard it was."""

from .kept import kept
from .summary import Summary


@kept
def most_hard(summary: Summary) -> int:
    """What View.hard_sets() can count of a session at most, in half sets: as if each work set had been hard."""
    most = 2 * summary.unread_sets
    for lift in summary.lumbar:
        assert lift.exercise is not None
        most += (lift.exercise.lumbar_class - 1) * len(lift.work)
    for lift in summary.unknown:
        most += 2 * len(lift.work)
    return most
