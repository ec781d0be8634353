"""Reports on their way between processes: without the policy, which both sides know, and without names of fields.

As attrs has them pickled, the reports of a log cost three times as much, which a fast engine feels.
"""

import io
import pickle
from collections.abc import Callable, Iterable
from copyreg import dispatch_table
from operator import attrgetter
from typing import Any

from attrs import fields

from .verdict import (
    Cite,
    Evidence,
    Fact,
    Facts,
    Finding,
    Gap,
    LimitUse,
    Outcome,
    PolicyInForce,
    Report,
    UnknownExercise,
)

Packed = tuple[tuple[str, str, tuple[Outcome, ...], tuple[UnknownExercise, ...]], ...]


def packed(reports: Iterable[Report]) -> Packed:
    """What the reports hold beside their policy."""
    return tuple([(each.session, each.start, each.outcomes, each.unknown_exercises) for each in reports])


def unpacked(reports: Packed, policy: PolicyInForce | None) -> tuple[Report, ...]:
    """The reports again, made under `policy`."""
    return tuple([Report(*report, policy) for report in reports])


def dumps(value: object) -> bytes:
    """What pickle.loads() makes `value` of again."""
    written = io.BytesIO()
    pickler = pickle.Pickler(written, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _REDUCED
    pickler.dump(value)
    return written.getvalue()


def _reduced(made: type) -> Callable[[Any], tuple[type, tuple[object, ...]]]:
    """How an instance is pickled as a call of its class: attrs would write a dict of its fields for each."""
    names = [field.name for field in fields(made)]
    values = attrgetter(*names)
    if len(names) == 1:
        return lambda value: (made, (values(value),))
    return lambda value: (made, values(value))


_REDUCED = dispatch_table | {
    made: _reduced(made) for made in (Outcome, Finding, Facts, Fact, Cite, LimitUse, Gap, Evidence, UnknownExercise)
}
