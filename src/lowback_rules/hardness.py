"""Hardness: how many hard sets a session has, and how many it can have at most, which often settles that."""

from typing import NamedTuple

from .summary import Summary


class HardSets(NamedTuple):
    """The hard sets of one session in half sets (class 3 counts 2, class 2 counts 1): certain, and certain or possible.

    `incomplete`: a missing load or reps may hide that a set was harder than it looks.
    """

    certain: int
    possible: int
    incomplete: bool


def most_hard(summary: Summary) -> int:
    """What View.hard_sets() can count of a session at most, in half sets: as if each work set had been hard."""
    most = 2 * summary.unread_sets
    for lift in summary.lumbar:
        assert lift.exercise is not None
        most += (lift.exercise.lumbar_class - 1) * len(lift.work)
    for lift in summary.unknown:
        most += 2 * len(lift.work)
    return most
