"""An app's life: after every event it shows what judging the whole log afresh would show.

The app keeps one History that it changes step by step, and a store of reports in which it judges again only what a
change can reach. Beside it stands the naive model: a list of sessions and the settings, judged from nothing each time.
"""

import pickle
from datetime import date, timedelta
from functools import reduce
from operator import or_
from random import Random
from typing import Any

from attrs import evolve
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from lowback_rules import DayLog, History, Level, Lifter, Pain, Policy, Report, Session, check_log, check_session, kg
from lowback_rules.catalogue import rules
from lowback_rules.limits import LimitSpec

FIRST = date(2026, 1, 5)
# Many of these lie a look-back apart, or a day more: a week, six weeks, two months; the last, more than all rules look.
DAYS = (0, 1, 7, 14, 42, 43, 49, 60, 102, 103, 560)
CLOCKS = ("", "07:00 ", "18:00 ", "18:00-19:00 ", "18:00-19:00 ")
WORKOUTS = (
    "deadlift 3x5@100kg rpe 8",
    "deadlift 3x5@95kg; squat 3x5@60kg",
    "deadlift 3x5@130kg; squat 3x5@80kg rpe 8",
    "deadlift 3x5@112.5kg",
    "deadlift 5@60kg w, 3x5@130kg; pain 2 before, 6 during",
    "deadlift 1@140kg rpe 10 lost; plank 3x45s",
    "romanian deadlift 5x8@60kg rpe 9",
    "squat 5x5@80kg rpe 8; sleep 6h",
    "weighted back extension 3x12@bw+10kg rpe 10",
    "my back thing 3x10@20kg rpe 10; pain 0 before, 0 during, 1 after, 4 morning",
    "zorb heave 3x5@50kg",
)
# What follows the date in each line of the rules' own examples; a log with UTC offsets is another log.
EXAMPLES = sorted(
    {
        line.split(" ", 1)[1]
        for known in rules()
        for example in known.examples
        for line in example.log.strip().splitlines()
        if Session.parse(line).starts_at.tzinfo is None
    }
)


def only(*names: str) -> Policy:
    """These rules alone: a policy that looks back less far than pain.red_flags, so that `after` leaves some out."""
    return Policy(catalogue=[known for known in rules() if known.id in names])


def strictest(spec: LimitSpec) -> LimitSpec:
    ends = {"lower": spec.low, "higher": spec.high}
    return spec if spec.stricter is None else evolve(spec, default=type(spec.default)(ends[spec.stricter]))


BASES = {
    "today": Policy(),
    "frozen": Policy.version("2026.1"),
    "a week": only("rest.isolated_extension_dose", "rest.sleep"),
    "six weeks": only("load.step_jump", "load.no_readiness", "rest.consecutive_days", "pain.intensity_zone"),
    "two months": only("load.novel_exercise", "load.session_spike"),
    "four months": only("core.weekly_days", "rest.no_deload", "warmup.ramp_sets"),
}
LAYERS = {
    "tight": Policy(rules={"load.step_jump": {"rise": "0.05", "days": 14}, "load.novel_exercise": {"max_sets": 1}}),
    "off": Policy(rules={"rest.consecutive_days": {"enabled": False}, "core.weekly_days": {"enabled": False}}),
    "on": Policy(rules={"rest.no_deload": {"enabled": True}, "load.weekly_jump": {"enabled": True}}),
    "short": Policy(definitions={"habit_days": 14, "e1rm_days": 14}),
    "names": Policy(aliases={"My back thing": "back extension"}),
    "other names": Policy(aliases={"My back thing": "squat"}),
    "coach": Policy(level="advanced", back_history=True),
}
# The library as a later release may be: each limit at its strictest, and one rule more.
_LATER = [known if known.fixed else evolve(known, limits=tuple(map(strictest, known.limits))) for known in rules()]
_NEWCOMER = evolve(_LATER[-1], id="load.newcomer", clear=evolve(_LATER[-1].clear, rule="load.newcomer"))
UPGRADED = Policy.version("2026.1", catalogue=[*_LATER, _NEWCOMER])

places = st.integers(0, 11)
dates = st.sampled_from(DAYS).map(lambda days: FIRST + timedelta(days=days))


@st.composite
def lines(draw: st.DrawFn) -> str:
    """Sessions in the plain notation, which reads better than they do where the machine fails."""
    if draw(st.integers(0, 2)):
        text = draw(st.sampled_from(CLOCKS)) + draw(st.sampled_from(WORKOUTS))
    else:
        text = EXAMPLES[draw(st.integers(0, len(EXAMPLES) - 1))]
    return f"{draw(dates)} {text}" + draw(st.sampled_from(("", "", "", "", "; planned")))


def moved(session: Session, like: Session, **changes: Any) -> Session:
    """The session at the start of another; its end and waking would no longer fit."""
    return evolve(session, start=like.start, end=None, woke_at=None, **changes)


class Life(RuleBasedStateMachine):
    """The events of a life, each told to the app and to the model."""

    def __init__(self) -> None:
        super().__init__()
        self.model: list[Session] = []
        self.days: dict[date, DayLog] = {}
        self.records: frozenset[str] | None = None
        self.lifter = Lifter()
        self.base = "today"
        self.layers: tuple[str, ...] = ()
        self.policy = Policy()
        self.history = History()
        self.shown: dict[str, Report] = {}
        self.dismissed: dict[str, tuple[str, str, str]] = {}
        self.kept: list[tuple[History, tuple[Report, ...], Lifter, Policy, bytes]] = []

    def policy_on(self, base: Policy) -> Policy:
        """The layers in force on a base: a new policy each time, which has kept nothing."""
        return reduce(or_, [LAYERS[name] for name in self.layers], base | Policy())

    def fresh(self) -> History:
        return History(self.model, days=self.days.values(), records=self.records)

    def all_judged(self, policy: Policy, history: History) -> tuple[Report, ...]:
        return check_log(history, lifter=self.lifter, policy=policy)

    def judge_all_again(self) -> None:
        self.shown = {report.session: report for report in self.all_judged(self.policy, self.history)}

    def go_on(self, history: History) -> None:
        """Judge again what changed and what looks back on it, as docs/python.md says; keep the other reports.

        A session that was moved is one that went and one that came. So is one whose derived id another of the same
        start took: only ids of its own spare an app that.
        """
        before, now = [set(zip(log.ids, log.sessions, strict=True)) for log in (self.history, history)]
        changed = before ^ now
        again = {session_id for session_id, _ in changed}
        days = self.policy.required_history
        for _, session in changed:
            again.update(history.id_of(later) for later in history.after(session, days=days))
        self.history = history
        self.judge_again(again)

    def judge_again(self, again: set[str]) -> None:
        policy, history = self.policy, self.history
        self.shown = {
            name: check_session(session, history, lifter=self.lifter, policy=policy)
            if name in again
            else self.shown[name]
            for name, session in zip(history.ids, history.sessions, strict=True)
        }

    def pick(self, place: int) -> tuple[str, Session]:
        place %= len(self.history)
        return self.history.ids[place], self.history.sessions[place]

    @initialize(base=st.sampled_from(sorted(BASES)), log=st.lists(lines(), min_size=2, max_size=6))
    def begin(self, base: str, log: list[str]) -> None:
        self.base, self.model = base, [Session.parse(line) for line in log]
        self.history, self.policy = History(self.model), self.policy_on(BASES[base])
        self.judge_all_again()
        self.keep()

    def add(self, session: Session) -> None:
        self.model = [other for other in self.model if session.id is None or other.id != session.id] + [session]
        self.go_on(self.history.with_session(session))

    @precondition(lambda self: len(self.history) < 9)
    @rule(line=lines(), own=st.sampled_from((None, None, "a", "b", "c")))
    def log(self, line: str, own: str | None) -> None:
        self.add(evolve(Session.parse(line), id=own))

    @precondition(lambda self: 0 < len(self.history) < 9)
    @rule(place=places, line=lines(), named=st.booleans())
    def log_at_the_start_of_another(self, place: int, line: str, named: bool) -> None:
        """Under the other's id it takes the other's place if that one was given the id, and its id if not."""
        name, other = self.pick(place)
        self.add(moved(Session.parse(line), other, id=name if named else None))

    @precondition(lambda self: self.history)
    @rule(place=places)
    def hand_in_twice(self, place: int) -> None:
        self.add(pickle.loads(pickle.dumps(self.pick(place)[1])))

    def replace(self, name: str, old: Session, new: Session) -> None:
        self.model = [other for other in self.model if other != old] + [new]
        self.go_on(self.history.replaced(name, new))

    @precondition(lambda self: self.history)
    @rule(place=places, line=lines(), how=st.sampled_from(("edit", "move", "both", "do", "name")))
    def edit(self, place: int, line: str, how: str) -> None:
        name, old = self.pick(place)
        other = Session.parse(line)
        new = {
            "edit": moved(other, old, id=old.id),
            "move": moved(old, other),
            "both": evolve(other, id=old.id),
            "do": evolve(old, planned=not old.planned),
            "name": evolve(old, id=name),
        }[how]
        self.replace(name, old, new)

    @precondition(lambda self: self.history)
    @rule(place=places)
    def delete(self, place: int) -> None:
        name, old = self.pick(place)
        self.model = [other for other in self.model if other != old]
        self.go_on(self.history.without(name))

    @rule(day=dates, pain=st.sampled_from((None, 0, 4, 7)), sleep=st.sampled_from((None, 5)))
    def check_in(self, day: date, pain: int | None, sleep: int | None) -> None:
        """A History has no method for it; the sessions of that day and later look back on a check-in."""
        self.days[day] = DayLog(day, pain=Pain(before=pain), sleep_hours=sleep)
        self.history = History(self.history.sessions, days=self.days.values(), records=self.records)
        days = self.policy.required_history
        self.judge_again({self.history.id_of(s) for s in self.history if 0 <= (s.day - day).days <= days})

    @rule(
        level=st.sampled_from((None, *Level)),
        back_history=st.sampled_from((None, False, True)),
        bodyweight=st.sampled_from((None, 80, 100)),
        records=st.sampled_from((None, frozenset[str](), frozenset({"warm-ups", "core", "pain"}))),
    )
    def change_person(
        self, level: Level | None, back_history: bool | None, bodyweight: int | None, records: frozenset[str] | None
    ) -> None:
        weight = None if bodyweight is None else kg(bodyweight)
        self.lifter, self.records = Lifter(level=level, back_history=back_history, bodyweight=weight), records
        self.history = History(self.history.sessions, days=self.history.days, records=records)
        self.judge_all_again()

    @rule(base=st.sampled_from(sorted(BASES)), layer=st.sampled_from((None, *sorted(LAYERS))))
    def change_policy(self, base: str, layer: str | None) -> None:
        """Without a layer the base changes; a layer is laid over the others, or taken away."""
        if layer is None:
            self.base = base
        elif layer in self.layers:
            self.layers = tuple(other for other in self.layers if other != layer)
        else:
            self.layers = (*self.layers, layer)
        self.policy = self.policy_on(BASES[self.base])
        self.judge_all_again()

    @precondition(lambda self: self.history)
    @rule(base=st.sampled_from(sorted(BASES)))
    def upgrade_and_go_back(self, base: str) -> None:
        """A version says the same in a later release; and what another policy said leaves nothing behind."""
        frozen, upgraded = (
            [report.outcomes for report in self.all_judged(self.policy_on(version), self.history)]
            for version in (BASES["frozen"], UPGRADED)
        )
        assert frozen == upgraded
        self.all_judged(self.policy_on(BASES[base]), self.history)
        assert self.all_judged(self.policy, self.history) == tuple(self.shown.values())

    @precondition(lambda self: self.history)
    @rule(place=places)
    def ask_again(self, place: int) -> None:
        """Nothing counts but what was done before, as a plain list under the ids that the reports name."""
        name, session = self.pick(place)
        past = [
            evolve(other, id=known)
            for known, other in zip(self.history.ids, self.history.sessions, strict=True)
            if other.starts_at < session.starts_at and not other.planned
        ]
        plain = (
            History(past, days=self.days.values(), records=self.records)
            if self.days or self.records is not None
            else past
        )
        policy = self.policy_on(BASES[self.base])
        assert check_session(evolve(session, id=name), plain, lifter=self.lifter, policy=policy) == self.shown[name]

    @precondition(lambda self: any(map(len, self.shown.values())))
    @rule(place=places)
    def dismiss(self, place: int) -> None:
        findings = [finding for report in self.shown.values() for finding in report]
        for finding in findings[place % 2 :: 2]:
            self.dismissed[finding.fingerprint] = finding.rule, finding.session, finding.subject

    @rule(order=st.randoms())
    def come_in_another_order(self, order: Random) -> None:
        model = [*self.model]
        order.shuffle(model)
        other = reduce(History.with_session, model, History(days=self.days.values(), records=self.records))
        assert (other, other.ids) == (self.history, self.history.ids)
        assert self.all_judged(self.policy, other) == tuple(self.shown.values())

    @precondition(lambda self: len(self.kept) < 4)
    @rule()
    def keep(self) -> None:
        reports = tuple(self.shown.values())
        self.kept.append((self.history, reports, self.lifter, self.policy, pickle.dumps((self.history, reports))))

    @invariant()
    def the_log_is_the_one_made_at_once(self) -> None:
        fresh = self.fresh()
        assert set(self.history.sessions) == set(self.model)
        assert self.history == fresh
        assert self.history.ids == fresh.ids
        assert {session.id for session in self.model} <= {*fresh.ids, None}

    @invariant()
    def what_is_shown_is_what_judging_all_says(self) -> None:
        assert tuple(self.shown.values()) == self.all_judged(self.policy, self.fresh())

    @invariant()
    def what_was_dismissed_stays_so_and_nothing_else_is(self) -> None:
        gone = set(self.dismissed.values())
        for report in self.shown.values():
            for finding in report:
                same = (finding.rule, finding.session, finding.subject) in gone
                assert (finding.fingerprint in self.dismissed) is same

    def teardown(self) -> None:
        """What was kept is as it was, and says what it said."""
        for history, reports, lifter, policy, copy in self.kept:
            assert (history, reports) == pickle.loads(copy)
            assert check_log(history, lifter=lifter, policy=policy) == reports


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=2 * settings().max_examples, stateful_step_count=14)
