"""pain.red_flags: symptoms that need a clinician, not a programme."""

from ...authoring import (
    CAUTION,
    LOW_BACK,
    STOP,
    SYMPTOM_CARE,
    Care,
    Evidence,
    Fact,
    Fired,
    Lifter,
    Pain,
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

# A trait, not an event: it means something only together with back pain that is new.
_TRAIT = "cancer-or-immune-history"
_FRAGILE = "osteoporosis-sudden-pain"
# Asked of children alone: pain.leg_symptoms is off for them.
_ONE_LEG = "one-leg-pain-or-tingling"
_IDS = tuple(symptom for symptom, care in SYMPTOM_CARE.items() if care >= Care.URGENT)
_ALL_NO = "; symptoms " + ", ".join(f"{symptom}=no" for symptom in _IDS)
_CHILD = Lifter(age=15)
_LOOKED_AT = "under {limits.graded_from}, have any back pain looked at by a doctor or physiotherapist."


@frozen
class Limits:
    check_in_days: int = limit(
        28, unit="days", low=28, high=28, doc="check-ins since the day of the last session, this far back, count"
    )
    quiet_days: int = limit(
        28, unit="days", low=28, high=28, doc="back pain older than this and without a trace is new"
    )
    memory_days: int = limit(90, unit="days", low=90, high=90, doc="how far back earlier back pain is looked for")
    graded_from: int = limit(
        16, unit="years", low=16, high=16, doc="the guidance covers people from this age on; below it any pain is told"
    )
    child_stop: int = limit(
        5, unit="0-10", low=5, high=5, stricter="lower", doc="under `graded_from`, pain above this is a stop"
    )


@rule(
    title="Symptoms that need a clinician, not a programme",
    limits=Limits,
    lookback="memory_days",
    reads={"symptoms", "pain.before", "pain.during", "pain.after", "pain.next_morning", "pain.sudden_onset"},
    worse={
        "symptoms": "true",
        "pain.before": "higher",
        "pain.during": "higher",
        "pain.after": "higher",
        "pain.next_morning": "higher",
        "pain.sudden_onset": "true",
    },
    message={
        "emergency": "{symptom}: stop training and {care.emergency} now.",
        "urgent": "{symptom}, together with back pain, needs medical assessment today. Please stop training and "
        "{care.urgent} today.",
        "urgent-alone": "{symptom} needs medical assessment today. Please stop training and {care.urgent} today.",
        "sudden": "New sudden back pain with known osteoporosis needs medical assessment today. Please stop training "
        "and {care.urgent} today.",
        "young": "Back pain {pain}: " + _LOOKED_AT,
        "young-leg": "{symptom}: under {limits.graded_from}, have it looked at by a doctor or physiotherapist.",
        "young-stop": "Back pain {pain}: " + _LOOKED_AT,
        "young-sudden": "Back pain came on suddenly: " + _LOOKED_AT,
    },
    formula={
        "emergency": "{symptom}: answered yes, and on the emergency list",
        "urgent": "{symptom}: answered yes, and on the urgent list",
        "urgent-alone": "{symptom}: answered yes, and on the urgent list; no back pain above 0 on record",
        "sudden": "a sudden onset of back pain with known osteoporosis",
        "young": "back pain {pain} is above 0 at an age under {limits.graded_from}",
        "young-leg": "{symptom}: answered yes at an age under {limits.graded_from}",
        "young-stop": "back pain {pain} is above {limits.child_stop} at an age under {limits.graded_from}",
        "young-sudden": "a sudden onset of back pain at an age under {limits.graded_from}",
    },
    severities={
        STOP: "any symptom of the two lists; under `graded_from`, pain above `child_stop` or a sudden onset",
        CAUTION: "under `graded_from`, any other back pain, or pain or tingling in one leg",
    },
    cares={
        Care.EMERGENCY: "a symptom of the emergency list",
        Care.URGENT: "a symptom of the urgent list",
        Care.ORDINARY: "under `graded_from`, any back pain, or pain or tingling in one leg",
    },
    gaps={
        "pain": "not-recorded",
        "pain before": "not-recorded",
        "pain during": "not-recorded",
        "pain after": "not-recorded",
        "pain next morning": "not-recorded",
        "symptoms": "not-recorded",
    },
    advice={
        "": "Stop training until it is assessed. These symptoms are only rarely serious, "
        "but when they are, time matters.",
        **dict.fromkeys(("young", "young-leg"), "Tell a parent or your coach, and have it looked at."),
        **dict.fromkeys(
            ("young-stop", "young-sudden"),
            "Leave the training for the day, tell a parent or your coach, and have it looked at.",
        ),
    },
    evidence=Evidence(
        source="C",
        threshold="C",
        directness="direct",
        sources=("FINUCANE2020", "NHS_BACK", "NHS_TRUSTS", "SCIATICA_PATHWAY", "NICE_NG59"),
        statement="IFOMPT framework (Finucane 2020), NHS patient guidance, UK sciatica pathways, NICE NG59.",
        criticism="Most single red flags point to a serious cause only rarely; about 1 % of low-back pain in primary "
        "care is serious.",
    ),
    examples=[
        fires(
            "2026-03-02 pain 3 during; symptoms both-legs=yes",
            "an emergency, although 3 is mild",
            severity=STOP,
        ),
        fires(
            "2026-03-02 deadlift 3x5@100kg; pain 2 after; symptoms fever-or-unwell=yes",
            "urgent",
            severity=STOP,
        ),
        fires(
            "2026-03-02 deadlift 3x5@100kg; pain 0 after; symptoms fever-or-unwell=yes",
            "urgent without back pain too",
            severity=STOP,
        ),
        fires(
            "2026-03-02 pain 2 before; symptoms cancer-or-immune-history=yes",
            "a trait, with new pain",
            severity=STOP,
        ),
        fires(
            "2026-03-02 deadlift 3x5@40kg; pain sudden",
            "new sudden pain with known osteoporosis is urgent",
            severity=STOP,
            lifter=Lifter(osteoporosis=True),
        ),
        fires(
            "2026-03-02 deadlift 3x5@40kg; pain 1 after" + _ALL_NO,
            "the guidance covers people from 16 on: any back pain is told",
            severity=CAUTION,
            lifter=_CHILD,
        ),
        fires(
            "2026-03-02 deadlift 3x5@40kg; pain 0 after; symptoms one-leg-pain-or-tingling=yes",
            "tingling in one leg is told under 16",
            severity=CAUTION,
            lifter=_CHILD,
        ),
        fires(
            "2026-03-02 deadlift 3x5@40kg; pain 1 during, 5 after",
            "5 is not above 5",
            severity=CAUTION,
            lifter=_CHILD,
        ),
        fires("2026-03-02 deadlift 3x5@40kg; pain 6 after", "6 is above 5", severity=STOP, lifter=_CHILD),
        fires("2026-03-02 deadlift 3x5@40kg; pain sudden", "a sudden onset under 16", severity=STOP, lifter=_CHILD),
        quiet(
            "2026-03-02 deadlift 3x5@100kg; pain 3 after" + _ALL_NO,
            "every question was asked, every answer is no",
        ),
        quiet(
            "2026-03-02 deadlift 3x5@100kg; pain 0 before, 0 during, 0 after, 0 morning"
            + _ALL_NO.replace(f"{_TRAIT}=no", f"{_TRAIT}=yes"),
            "a trait without back pain",
        ),
        unsure(
            "2026-03-02 deadlift 3x5@100kg; pain 0 after" + _ALL_NO.replace(f"{_TRAIT}=no", f"{_TRAIT}=yes"),
            "beside a trait any back pain counts, and only that after training was recorded",
        ),
        unsure(
            "2026-03-02 deadlift 3x5@100kg; pain 3 after; symptoms both-legs=no",
            "the other questions were not asked",
        ),
        unsure("2026-03-02 deadlift 3x5@100kg", "neither pain nor symptoms were asked about"),
        unsure(
            "2026-03-02 deadlift 3x5@40kg; pain 0 before, 0 during, 0 after, 0 morning" + _ALL_NO,
            "under 16 pain or tingling in one leg is asked about too",
            lifter=_CHILD,
        ),
        unsure(
            "2026-03-02 deadlift 3x5@40kg; pain 0 during" + _ALL_NO + f", {_ONE_LEG}=no",
            "under 16 any pain matters, and some of it is not recorded",
            lifter=_CHILD,
        ),
    ],
    hides={"*"},
    fixed=True,
)
def red_flags(view: View, limits: Limits) -> Verdicts:
    """Say when a reported symptom needs medical assessment instead of training advice.

    Answers come from the session and from check-ins since the one before. An unanswered question is not a no. This rule
    cannot be switched off or changed, and what it finds hides all training advice beneath it.
    """
    answers, pains = view.reported(limits.check_in_days)
    child = view.lifter.age is not None and view.lifter.age < limits.graded_from
    sudden = any(pain.sudden_onset for pain in pains)
    numbers = [pain.numbers for pain in pains]
    painful = sudden or any(any(values) for values in numbers)
    recorded = painful or any(numbers)
    if view.lifter.osteoporosis and sudden and not answers.get(_FRAGILE):
        yield Fired(_FRAGILE, STOP, {"onset": Fact.text("sudden")}, care=Care.URGENT, message="sudden")
    if not answers and not recorded:
        yield not_recorded(LOW_BACK, "pain")
        return
    if child:
        yield from _of_child(view, answers, pains, limits)
    for symptom in _IDS if answers else ():
        if not answers.get(symptom):
            continue
        facts = {"symptom": Fact(symptom, "symptom")}
        if symptom == _TRAIT:
            if not painful:
                yield from _not_recorded(view.session.pain)
            known, incomplete = _known_pain(view, limits)
            if not painful or known:
                continue
            if incomplete:
                facts["baseline"] = Fact.text("incomplete")
        care = SYMPTOM_CARE[symptom]
        alone = care is Care.URGENT and recorded and not painful
        yield Fired(symptom, STOP, facts, care=care, message="urgent-alone" if alone else str(care))
    questions = (*_IDS, _ONE_LEG) if child else _IDS
    unasked = [symptom for symptom in questions if symptom not in answers] if answers else questions
    if unasked:
        yield not_recorded(LOW_BACK, "symptoms: " + ", ".join(unasked))


def _of_child(view: View, answers: dict[str, bool], pains: list[Pain], limits: Limits) -> Verdicts:
    """Any back pain of a child, and what is not recorded of it; the rules that grade pain are off for children."""
    worst = max([value for pain in pains for value in pain.numbers], default=0)
    facts = {"pain": Fact.count(worst, "0-10")} if worst else {}
    sudden, leg = any(pain.sudden_onset for pain in pains), answers.get(_ONE_LEG)
    if sudden:
        facts["onset"] = Fact.text("sudden")
    if leg:
        facts["symptom"] = Fact(_ONE_LEG, "symptom")
    if worst > limits.child_stop:
        yield Fired(LOW_BACK, STOP, facts, care=Care.ORDINARY, limit="child_stop", message="young-stop")
    elif sudden:
        yield Fired(LOW_BACK, STOP, facts, care=Care.ORDINARY, limit="graded_from", message="young-sudden")
    else:
        if leg or worst:
            message = "young-leg" if leg else "young"
            yield Fired(LOW_BACK, CAUTION, facts, care=Care.ORDINARY, limit="graded_from", message=message)
        yield from _not_recorded(view.session.pain)


def _not_recorded(pain: Pain) -> Verdicts:
    """What is not known of a session's pain, where a number above 0 would be told of."""
    values = {
        "pain before": pain.before,
        "pain during": pain.during,
        "pain after": pain.after,
        "pain next morning": pain.next_morning,
    }
    missing = [name for name, value in values.items() if value is None]
    for name in missing if pain.numbers else ["pain"]:
        yield not_recorded(LOW_BACK, name)


def _known_pain(view: View, limits: Limits) -> tuple[bool, bool]:
    """Whether back pain is on record from before the quiet days, and whether some entry of that time is missing."""
    entries = [
        *((summary.day, summary.session.pain) for summary in view.sessions(limits.memory_days)),
        *((entry.date.toordinal(), entry.pain) for entry in view.check_ins(limits.memory_days)),
    ]
    older = [pain for day, pain in entries if view.ago(day) >= limits.quiet_days]
    return any(any(pain.numbers) or pain.sudden_onset for pain in older), any(len(pain.numbers) < 4 for pain in older)
