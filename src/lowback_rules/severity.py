"""The two scales of a finding: how loud it is (Severity) and whom to see about it (Care)."""

from enum import Enum
from functools import total_ordering


@total_ordering
class Scale(Enum):
    """An enumeration whose members are ordered as they are written, and print as their value."""

    def __str__(self) -> str:
        return str(self.value)

    def __lt__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        members = list(type(self))
        return members.index(self) < members.index(other)


class Severity(Scale):
    """How loud a finding is: info < caution < warning < stop."""

    INFO = "info"
    CAUTION = "caution"
    WARNING = "warning"
    STOP = "stop"


class Care(Scale):
    """Whom to see about a finding: none < ordinary < urgent < emergency."""

    NONE = "none"
    ORDINARY = "ordinary"
    URGENT = "urgent"
    EMERGENCY = "emergency"
