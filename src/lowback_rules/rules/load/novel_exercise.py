"""load.novel_exercise: a new hinge or pull from the floor that is started too big."""

from ...authoring import (
    CAUTION,
    INFO,
    WORK_SETS,
    Cite,
    Decimal,
    Evidence,
    Fact,
    Fired,
    Gap,
    Level,
    Lift,
    Lifter,
    Performed,
    Verdicts,
    View,
    fires,
    frozen,
    limit,
    not_recorded,
    quiet,
    rule,
    unsure,
)


@frozen
class Limits:
    max_sets: int = limit(
        3,
        unit="sets",
        low=1,
        high=10,
        stricter="lower",
        levels={"advanced": 4},
        back_history=2,
        groups={"65 and over": 1},
        doc="work sets of the first day",
    )
    max_rpe: Decimal = limit(
        "7",
        unit="RPE",
        low="5",
        high="10",
        stricter="lower",
        levels={"advanced": "8"},
        back_history="6",
        doc="highest RPE of the first day",
    )
    as_caution: int = limit(
        0,
        unit="switch",
        low=0,
        high=1,
        stricter="higher",
        back_history=1,
        doc="1: a caution instead of a hint",
    )
    novel_after_days: int = limit(
        60, unit="days", low=14, high=365, doc="an exercise that was not done for this long is new"
    )


_NEW = "2026-01-08 deadlift 3x5@100kg\n2026-03-09 "


@rule(
    title="New high-demand exercise started too big",
    limits=Limits,
    lookback="novel_after_days",
    reads={"exercise", "rpe"},
    uses={WORK_SETS},
    worse={"rpe": "higher"},
    asks="lumbar",
    message={
        "sets": "{subject} is new, or was not done for {limits.novel_after_days}, and began with {sets}; "
        "a first dose of up to {limits.max_sets} usually means less soreness.",
        "effort": "{subject} is new, or was not done for {limits.novel_after_days}, and went up to RPE {rpe}; "
        "a first dose of up to RPE {limits.max_rpe} usually means less soreness.",
        "both": "{subject} is new, or was not done for {limits.novel_after_days}, and began with {sets} of up to "
        "RPE {rpe}; a first dose of up to {limits.max_sets} of RPE {limits.max_rpe} usually means less soreness.",
    },
    formula={
        "sets": "no work set in {limits.novel_after_days} before; {sets}, above {limits.max_sets}",
        "effort": "no work set in {limits.novel_after_days} before; RPE {rpe}, above {limits.max_rpe}",
        "both": "no work set in {limits.novel_after_days} before; {sets}, above {limits.max_sets}, and RPE {rpe}, "
        "above {limits.max_rpe}",
    },
    severities={INFO: "above `max_sets` or `max_rpe`", CAUTION: "the same, where `as_caution` is 1"},
    gaps={"days needed": "too-short", "RPE": "not-recorded", "a set that could not be read": "not-recorded"},
    advice="Do a few easy sets the first time, and build up over the next sessions.",
    evidence=Evidence(
        source="D",
        threshold="D",
        directness="extrapolated",
        sources=("CHEUNG2003",),
        statement="Unaccustomed and eccentric work produces most soreness (Cheung 2003); the numbers are convention.",
        criticism="Soreness is not injury; there is no evidence on outcomes.",
    ),
    examples=[
        fires(_NEW + "good morning 5x8@40kg rpe 7", "five sets on the first day", severity=INFO),
        fires(_NEW + "good morning 3x8@40kg rpe 8", "RPE 8 on the first day", severity=INFO),
        fires(_NEW + "good morning 4x8@40kg rpe 7.5", "both", severity=INFO),
        fires(_NEW + "good morning 8@30kg rpe 8, 2x8@40kg rpe 7", "the lighter set was the hard one", severity=INFO),
        fires(_NEW + "good morning 2x8@40kg fail", "to failure is as hard as it gets", severity=INFO),
        fires(
            _NEW + "good morning 3x8@40kg rpe 6",
            "three sets; with back history two",
            severity=CAUTION,
            back_history=True,
        ),
        fires(
            _NEW + "good morning 2x8@40kg rpe 6",
            "two sets; from 65 on one",
            severity=INFO,
            lifter=Lifter(age=65),
        ),
        fires(_NEW + "deadlift 4x5@100kg rpe 7\n2026-03-10 good morning 4x8@40kg rpe 7", "new beside a habit"),
        quiet(_NEW + "good morning 3x8@40kg rpe 7", "three sets of RPE 7: both limits are allowed"),
        quiet(_NEW + "good morning 4x8@40kg rpe 8", "an advanced lifter's first day", level=Level.ADVANCED),
        quiet(_NEW + "squat 5x5@80kg rpe 9", "squats are not of the highest lumbar class"),
        quiet("2026-01-08 good morning 1x8@40kg\n2026-03-09 good morning 5x8@40kg", "done 60 days ago"),
        unsure(
            "2026-01-09 deadlift 3x5@100kg\n2026-03-09 good morning 5x8@40kg rpe 7",
            "in a log of 59 days nothing can be told to be new",
        ),
        unsure(_NEW + "good morning 3x8@40kg", "how hard it was is not recorded"),
        unsure(_NEW + "good morning 8@20kg, 3x8@40kg rpe 7", "how hard the set before was is not recorded"),
    ],
)
def novel_exercise(view: View, limits: Limits) -> Verdicts:
    """Point out a new hinge or pull from the floor that begins with many or hard sets.

    New is what had no work set in the last two months. Unaccustomed work is what makes sore; a small first dose
    spares most of that and costs nothing.
    """
    for lift in view.summary.lumbar:
        if lift.exercise is None or lift.exercise.lumbar_class < 3:
            continue
        if next(view.lifts(lift.subject, limits.novel_after_days), None) is not None:
            continue
        efforts = [(effort, entry) for entry in lift.work if (effort := _effort(entry)) is not None]
        hardest, entry = max(efforts, key=lambda item: item[0], default=(None, lift.work[0]))
        sets = len(lift.work) > limits.max_sets
        hard = hardest is not None and hardest > limits.max_rpe
        missing = len(efforts) < len(lift.work) or _may_be_work(lift)
        if any(lift.subject in summary.unread for summary in view.unread_sessions(limits.novel_after_days)):
            if sets or hard or missing:
                yield not_recorded(lift.subject, "a set that could not be read")
            continue
        if not view.covers(limits.novel_after_days):
            if sets or hard or missing:
                yield Gap(lift.subject, "too-short", f"days needed: {limits.novel_after_days}")
            continue
        if not (sets or hard):
            if missing:
                yield not_recorded(lift.subject, "RPE")
            continue
        facts = {"sets": Fact.count(len(lift.work), "sets")}
        if hardest is not None:
            facts["rpe"] = Fact(str(hardest), "number")
        yield Fired(
            lift.subject,
            CAUTION if limits.as_caution else INFO,
            facts,
            (Cite(view.summary.id, entry.place),),
            limit="max_sets" if sets else "max_rpe",
            message="both" if sets and hard else "sets" if sets else "effort",
        )


def _effort(entry: Performed) -> Decimal | None:
    """The RPE of a set; one marked to failure was maximal, whatever its RPE."""
    return Decimal(10) if entry.log.kind == "failure" else entry.log.rpe


def _may_be_work(lift: Lift) -> bool:
    """Whether a lighter set without flag and RPE was work if it was hard."""
    return any(
        entry.done and entry.log.kind is None and entry.log.rpe is None and entry not in lift.work
        for entry in lift.sets
    )
