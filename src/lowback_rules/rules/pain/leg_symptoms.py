"""pain.leg_symptoms: pain, numbness or tingling in one leg."""

from ...authoring import (
    LOW_BACK,
    SYMPTOM_CARE,
    SYMPTOM_WORDS,
    WARNING,
    Care,
    Evidence,
    Fact,
    Fired,
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

_ONE_LEG = "one-leg-pain-or-tingling"
_EMERGENCIES = "; ".join(SYMPTOM_WORDS[symptom] for symptom, care in SYMPTOM_CARE.items() if care is Care.EMERGENCY)


@frozen
class Limits:
    check_in_days: int = limit(
        28, unit="days", low=7, high=28, doc="check-ins since the day of the last session, this far back, count"
    )


@rule(
    title="One-sided leg pain, numbness or tingling",
    limits=Limits,
    lookback="check_in_days",
    reads={"symptoms", "pain.before", "pain.during", "pain.after", "pain.next_morning", "pain.sudden_onset"},
    worse={"symptoms": "true"},
    message="{symptom}: leave heavy bending for now, keep moving, and have it looked at by a doctor or physiotherapist "
    "this week.",
    formula="{symptom}: answered yes",
    severities={WARNING: f"`{_ONE_LEG}` answered yes"},
    cares={Care.ORDINARY: "always: the same week"},
    gaps={"pain": "not-recorded", "symptoms": "not-recorded"},
    advice=f"Go to the emergency department at once if any item of the emergency list appears: {_EMERGENCIES}.",
    evidence=Evidence(
        source="C",
        threshold="C",
        directness="direct",
        sources=("SCIATICA_PATHWAY", "NICE_NG59", "FINUCANE2020"),
        statement="Symptoms that run down one leg need an examination; severe or growing weakness is urgent.",
        criticism="Ache that spreads to the buttock or thigh is common and is not meant: answer yes to pain below the "
        "knee, numbness or tingling.",
    ),
    examples=[
        fires(
            "2026-03-02 squat 3x5@100kg; pain 2 after; symptoms one-leg-pain-or-tingling=yes",
            "tingling in one calf after squats",
            severity=WARNING,
        ),
        quiet(
            "2026-03-02 squat 3x5@100kg; pain 2 after; symptoms one-leg-pain-or-tingling=no",
            "ache in the buttock and thigh, no tingling",
        ),
        unsure("2026-03-02 squat 3x5@100kg", "neither pain nor symptoms were asked about"),
        unsure("2026-03-02 squat 3x5@100kg; pain 2 after", "an unanswered question is not a no"),
        unsure("2026-03-02 squat 3x5@100kg; symptoms both-legs=no", "another question was asked"),
    ],
)
def leg_symptoms(view: View, limits: Limits) -> Verdicts:
    """Flag pain below the knee, numbness or tingling in one leg, and send the lifter to have it looked at.

    A nerve may be irritated, which an examination can tell and a log cannot. The answer comes from the session, or from
    check-ins since the one before. Both legs, or weakness, belong to pain.red_flags.
    """
    answers, pains = view.reported(limits.check_in_days)
    if answers.get(_ONE_LEG):
        yield Fired(_ONE_LEG, WARNING, {"symptom": Fact(_ONE_LEG, "symptom")}, care=Care.ORDINARY)
    elif _ONE_LEG in answers:
        return
    elif answers or any(pain.numbers or pain.sudden_onset for pain in pains):
        yield not_recorded(LOW_BACK, f"symptoms: {_ONE_LEG}")
    else:
        # The words of pain.red_flags, so that a report with nothing recorded says it once.
        yield not_recorded(LOW_BACK, "pain")
