"""Reports on their way between processes: each outcome once, the policy not at all.

Pickled as they stand, the reports of a log take about as long to send as a fast engine takes to judge it. Most outcomes
of a log are alike, though, and the policy is known on both sides.
"""

import io
import pickle
from collections.abc import Callable, Sequence
from copyreg import dispatch_table
from operator import attrgetter
from typing import Any

from attrs import fields, frozen

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


@frozen
class Packed:
    """Reports without their policy: the distinct outcomes, and for each report its places among them."""

    outcomes: tuple[Outcome, ...]
    rows: tuple[tuple[str, str, tuple[int, ...], tuple[UnknownExercise, ...]], ...]

    @classmethod
    def of(cls, reports: Sequence[Report]) -> "Packed":
        """The reports, whose policy is one."""
        outcomes: list[Outcome] = []
        by_identity: dict[int, int] = {}
        by_value: dict[tuple[str, ...], int] = {}
        rows = []
        for report in reports:
            places = []
            for outcome in report.outcomes:
                place = by_identity.get(id(outcome))
                if place is None:
                    place = len(outcomes)
                    if not outcome.findings:
                        # Flat text is compared in C, and outcomes are not.
                        value = [outcome.rule]
                        for gap in outcome.gaps:
                            value += (gap.subject, gap.kind, gap.what)
                        place = by_value.setdefault(tuple(value), place)
                    if place == len(outcomes):
                        outcomes.append(outcome)
                    by_identity[id(outcome)] = place
                places.append(place)
            rows.append((report.session, report.start, tuple(places), report.unknown_exercises))
        return cls(tuple(outcomes), tuple(rows))

    def reports(self, policy: PolicyInForce | None) -> tuple[Report, ...]:
        """The reports again, made under `policy`."""
        at = self.outcomes.__getitem__
        return tuple(
            [
                Report(session, start, tuple(map(at, places)), unknown, policy)
                for session, start, places, unknown in self.rows
            ]
        )


def dumps(value: object) -> bytes:
    """What pickle.loads() makes `value` of again, some three times as fast as from pickle.dumps()."""
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
    made: _reduced(made)
    for made in (Packed, Outcome, Finding, Facts, Fact, Cite, LimitUse, Gap, Evidence, UnknownExercise)
}
