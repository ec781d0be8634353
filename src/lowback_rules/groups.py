"""Groups: people for whom the evidence file holds stricter or other guidance, each a layer that the Lifter selects.

A group can pick limits (by its name, in `limit(groups=...)`), a level, the column for back history, switch rules off,
and add a note. Source: section 6 of the evidence file; each group names its publication.
"""

from collections.abc import Callable

from .model import Level, Lifter
from .values import frozen


@frozen
class Group:
    """Some people who are judged apart.

    `because` ends the sentence "stricter because of ...". `off` names rules, or families as "pain.*", that are not
    asked. `note` is said once in a report, `with_each` after each message.
    """

    name: str
    because: str
    belongs: Callable[[Lifter], bool]
    source: str
    level: Level | None = None
    back_history: bool = False
    off: tuple[str, ...] = ()
    note: str = ""
    with_each: str = ""


def _younger(age: int) -> Callable[[Lifter], bool]:
    return lambda lifter: lifter.age is not None and lifter.age < age


GROUPS = (
    Group(
        "under 16",
        "an age under 16",
        _younger(16),
        "FINUCANE2020",
        off=("pain.*",),
        note="The guidance on back pain covers people from 16 on, so pain is not graded here: show any back pain to a "
        "doctor or physiotherapist.",
    ),
    Group(
        "under 18",
        "an age under 18",
        _younger(18),
        "LLOYD2014",
        level=Level.NOVICE,
        note="Under 18, training is best supervised by a qualified coach.",
    ),
    Group("65 and over", "an age of 65 or over", lambda lifter: (lifter.age or 0) >= 65, "FRAGALA2019"),
    Group(
        "pregnant or post-partum",
        "pregnancy or the year after birth",
        lambda lifter: bool(lifter.pregnant_or_postpartum),
        "ACOG804",
        with_each="Check with your midwife or doctor.",
    ),
    Group(
        "osteoporosis",
        "osteoporosis",
        lambda lifter: bool(lifter.osteoporosis),
        "BROOKEWAVELL2022",
        back_history=True,
        note="Heavy supervised lifting is not ruled out with osteoporosis; new sudden back pain needs a doctor.",
    ),
)
GROUP_NAMES = tuple(group.name for group in GROUPS)


def groups_of(lifter: Lifter | None) -> tuple[Group, ...]:
    """The groups that a lifter belongs to, in a fixed order."""
    return () if lifter is None else tuple(group for group in GROUPS if group.belongs(lifter))
