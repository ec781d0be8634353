"""The examples of the rules of the family pain."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import count, takewhile

from lowback_rules import Lifter
from tests.evidence import Log

_START = date(2026, 1, 5)
_CALM = "0 before, 1 during, 1 after, 0 morning"
_STOP = "0 before, 7 during, 2 after, 0 morning"
_ALL_NO = (
    "saddle-numbness=no, bladder-or-bowel-change=no, sexual-dysfunction=no, severe-leg-weakness=no, chest-pain=no, "
    "serious-trauma=no, fragile-minor-trauma=no, unexplained-weight-loss=no, cancer-or-immune-history=no, "
    "night-or-constant-pain=no, new-lump-or-shape=no, thoracic-or-band-pain=no, unsteady-walking=no, "
    "osteoporosis-sudden-pain=no, one-leg-weakness=no"
)

_EVERY_NO = _ALL_NO + ", both-legs=no, fever-or-unwell=no, one-leg-pain-or-tingling=no"
_NO_PAIN = "pain 0 before, 0 during, 0 after, 0 morning"


def _day(days: int, what: str) -> str:
    """A session so many days after the start."""
    return f"{_START + timedelta(days=days)} {what}"


def _deadlift(days: int, volume: int, pain: str = _CALM) -> str:
    """A session with a volume in kg, as ten sets of five."""
    return _day(days, f"deadlift 10x5@{volume / 50:g}kg; pain {pain}")


def red_flags(em: bool, ur: bool) -> Log:
    """Pain of 3 after deadlifts; an emergency symptom (`em`), an urgent one (`ur`), every other answer no."""
    words = {True: "yes", False: "no"}
    answers = f"both-legs={words[em]}, fever-or-unwell={words[ur]}, {_ALL_NO}"
    return Log(_day(0, f"deadlift 3x5@100kg; pain 0 before, 1 during, 3 after, 0 morning; symptoms {answers}"))


def intensity_zone(p: int, hist: bool) -> Log:
    """Pain of `p` during Romanian deadlifts."""
    text = _day(0, f"romanian deadlift 3x8@60kg; pain 0 before, {p} during, {min(p, 2)} after, 0 morning")
    return Log(text, back_history=hist)


def trained_through(cur: int, sig: int, lim: str) -> Log:
    """A volume of `sig` with pain of 7, and `cur` three days later; `lim` is the default."""
    return Log(_deadlift(0, sig, _STOP) + "\n" + _deadlift(3, cur))


def next_morning(b: int, m: int) -> Log:
    """Pain `b` before and `m` the next morning."""
    return Log(_day(0, f"deadlift 3x5@100kg; pain {b} before, 1 during, 1 after, {m} morning"))


def weekly_trend(a: list[int], b: list[int]) -> Log:
    """The highest pain of the sessions of last week (`a`) and of this week (`b`)."""
    days = [(2 * place, value) for place, value in enumerate(a)] + [
        (7 + 2 * place, value) for place, value in enumerate(b)
    ]
    sessions = [_day(day, f"squat 3x5@80kg; pain 0 before, {value} during, 0 after, 0 morning") for day, value in days]
    return Log("\n".join(sessions))


def _half_recorded(a: list[int]) -> Log:
    """The highest pain of last week's sessions, and two of this week where it may have been anything up to 10."""
    open_ended = [_day(day, "squat 3x5@80kg; pain 0 during") for day in (7, 9)]
    return Log("\n".join([weekly_trend(a, []).text, *open_ended]))


def _bench(days: Iterable[int], pain: str) -> str:
    return "\n".join(_day(day, f"bench press 3x5@60kg; pain {pain}") for day in days)


def persisting(span: int, gap: int = 3, pain: str = "3 before, 3 during, 3 after, 3 morning") -> Log:
    """Pain of 3 from the first day to the last, `span` days later, with an entry every third day."""
    return Log(_bench([*takewhile(lambda day: day < span, count(0, gap)), span], pain))


def _now_and_then(every: int, pain: int) -> Log:
    """Pain of 4 on days 0, 15, 30 and 45, and other entries every few days between."""
    days = sorted({*range(0, 46, 15), *range(0, 46, every)})
    return Log("\n".join(_bench([day], _all(pain if day % 15 else 4)) for day in days))


def _all(pain: int) -> str:
    """The same pain before, during and after; none the next morning."""
    return f"{pain} before, {pain} during, {pain} after, 0 morning"


def _settled(days: int) -> Log:
    """Pain of 3 over 17 days, and none in the session `days` days after that."""
    sore = _bench(range(18), "0 before, 3 during, 3 after, 0 morning")
    return Log(sore + "\n" + _bench([17 + days], "0 before, 0 during, 0 after, 0 morning"))


def leg_symptoms(uni: bool) -> Log:
    """Squats, then tingling in the left calf (`uni`), or an ache in the buttock and upper thigh."""
    answer = "yes" if uni else "no"
    return Log(_day(0, f"squat 3x5@80kg; pain 0 before, 1 during, 3 after; symptoms one-leg-pain-or-tingling={answer}"))


def return_too_fast(cur: int, ref: int, lim: str, back_history: bool = False) -> Log:
    """A volume of `ref` with pain of 7, and `cur` ten days later; `lim` is the default."""
    return Log(_deadlift(0, ref, _STOP) + "\n" + _deadlift(10, cur), back_history=back_history)


def _then(cur: int, back: str = _CALM) -> Log:
    """A stop at 5 000 kg, 3 000 kg in the first session back (with pain `back`), and `cur` in the second."""
    return Log("\n".join([_deadlift(0, 5000, _STOP), _deadlift(10, 3000, back), _deadlift(14, cur)]))


def _light(cur: int, back: str = _CALM, last: str = "") -> Log:
    """A stop at 5 000 kg, 3 000 kg and then 1 000 kg (with pain `back`, or `last`) in sessions back, and `cur`."""
    light = last or _deadlift(14, 1000, back)
    return Log("\n".join([_deadlift(0, 5000, _STOP), _deadlift(10, 3000), light, _deadlift(17, cur)]))


def _child(what: str) -> Log:
    """A session of a lifter of 15."""
    return Log(f"2026-03-02 deadlift 3x5@40kg; {what}", lifter=Lifter(age=15))


BUILDERS: dict[str, Callable[..., Log]] = {
    "pain.red_flags": red_flags,
    "pain.intensity_zone": intensity_zone,
    "pain.trained_through": trained_through,
    "pain.next_morning": next_morning,
    "pain.weekly_trend": weekly_trend,
    "pain.persisting": persisting,
    "pain.leg_symptoms": leg_symptoms,
    "pain.return_too_fast": return_too_fast,
}
EXTRA: list[tuple[str, Log, str]] = [
    # An urgent symptom is a stop too; an emergency is never less for a mild pain.
    ("pain.red_flags", red_flags(em=False, ur=True), "stop/urgent"),
    ("pain.red_flags", Log("2026-03-02 deadlift 3x5@100kg; pain 3 during; symptoms both-legs=yes"), "stop/emergency"),
    ("pain.red_flags", Log("2026-03-02 deadlift 3x5@100kg; pain 3 during"), "not-assessed"),
    # Under 16 any back pain is told: a caution, and a stop above 5 or where it came on suddenly.
    ("pain.red_flags", _child("pain 5 during"), "caution/ordinary"),
    ("pain.red_flags", _child("pain 6 during"), "stop/ordinary"),
    ("pain.red_flags", _child("pain sudden"), "stop/ordinary"),
    ("pain.red_flags", _child("pain 1 during, sudden"), "stop/ordinary"),
    ("pain.red_flags", _child("symptoms one-leg-pain-or-tingling=yes"), "caution/ordinary"),
    ("pain.red_flags", _child(f"{_NO_PAIN}; symptoms {_EVERY_NO}"), "silent"),
    ("pain.red_flags", _child(f"{_NO_PAIN}; symptoms {_ALL_NO}"), "not-assessed"),
    # "pain 2 -> silent"; "caution with back_history at 4-5"; no entry is not zero.
    ("pain.intensity_zone", intensity_zone(2, hist=False), "silent"),
    ("pain.intensity_zone", intensity_zone(3, hist=True), "info"),
    ("pain.intensity_zone", intensity_zone(4, hist=True), "caution"),
    ("pain.intensity_zone", intensity_zone(5, hist=True), "caution"),
    ("pain.intensity_zone", Log("2026-03-02 romanian deadlift 3x8@60kg; pain 6 during"), "stop"),
    ("pain.intensity_zone", Log("2026-03-02 deadlift 3x5@100kg; pain 5 during, 5 after"), "info"),
    ("pain.intensity_zone", Log("2026-03-02 deadlift 3x5@100kg"), "not-assessed"),
    # "stop if pain today is also > 5"; a top set no lighter, at a tenth of the volume.
    ("pain.trained_through", Log(_deadlift(0, 5000, _STOP) + "\n" + _deadlift(3, 4800, _STOP)), "stop"),
    (
        "pain.trained_through",
        Log(_deadlift(0, 5000, _STOP) + "\n" + _deadlift(3, 4800, "0 before, 5 during, 5 after, 0 morning")),
        "warning",
    ),
    (
        "pain.trained_through",
        Log(_deadlift(0, 5000, _STOP) + "\n" + _day(3, f"deadlift 1x5@100kg; pain {_CALM}")),
        "warning",
    ),
    # "or morning > 5"; missing is not assessed.
    ("pain.next_morning", next_morning(5, 6), "caution"),
    ("pain.next_morning", next_morning(4, 5), "silent"),
    ("pain.next_morning", Log("2026-03-02 deadlift 3x5@100kg; pain 1 before, 1 during, 1 after"), "not-assessed"),
    # "or three rising sessions"; medians with a half; two entries a week.
    ("pain.weekly_trend", weekly_trend([1, 2], [3, 3]), "silent"),
    ("pain.weekly_trend", weekly_trend([1], [2, 3]), "caution"),
    ("pain.weekly_trend", weekly_trend([1], [3, 3]), "not-assessed"),
    ("pain.weekly_trend", weekly_trend([1], [2, 2]), "not-assessed"),
    ("pain.weekly_trend", weekly_trend([1], [1, 1]), "silent"),
    ("pain.weekly_trend", weekly_trend([], [0]), "silent"),
    ("pain.weekly_trend", _half_recorded([7, 9]), "not-assessed"),
    ("pain.weekly_trend", _half_recorded([8, 9]), "silent"),
    # "info > 14 d; caution + care=ordinary > 42 d, with >= 2 entries/week"; two episodes are not one.
    ("pain.persisting", persisting(14), "silent"),
    ("pain.persisting", persisting(15), "info/none"),
    ("pain.persisting", persisting(43), "caution/ordinary"),
    ("pain.persisting", persisting(45, pain="2 before, 2 during, 2 after, 2 morning"), "silent"),
    ("pain.persisting", persisting(45, gap=9, pain="3 before, 3 during, 3 after"), "not-assessed"),
    ("pain.persisting", Log(_bench((0, 2, 8, 13, 19, 21), "3 before, 3 during, 3 after")), "info"),
    ("pain.persisting", Log(_bench((0, 5, 10, 15, 21), "3 before, 3 during, 3 after")), "not-assessed"),
    # "without a pain-free gap of 14 days": 14 days between, and none of them with any pain.
    ("pain.persisting", persisting(45, gap=15, pain=_all(3)), "silent"),
    ("pain.persisting", persisting(42, gap=14, pain=_all(3)), "not-assessed"),
    ("pain.persisting", _now_and_then(every=3, pain=2), "caution/ordinary"),
    ("pain.persisting", _now_and_then(every=3, pain=0), "silent"),
    ("pain.persisting", _settled(7), "info"),
    ("pain.persisting", _settled(8), "silent"),
    # "unknown -> ask, do not assume no".
    ("pain.leg_symptoms", leg_symptoms(uni=True), "warning/ordinary"),
    ("pain.leg_symptoms", Log("2026-03-02 squat 3x5@80kg; pain 3 after"), "not-assessed"),
    # "next 3 600 kg = 1.20 exactly -> silent", only if pain was at most 3 and the next morning no worse.
    ("pain.return_too_fast", _then(3600), "silent"),
    ("pain.return_too_fast", _then(3650), "caution"),
    ("pain.return_too_fast", _then(3600, "0 before, 3 during, 1 after, 0 morning"), "silent"),
    ("pain.return_too_fast", _then(3600, "0 before, 4 during, 1 after, 0 morning"), "caution"),
    ("pain.return_too_fast", _then(3600, "0 before, 1 during, 1 after, 1 morning"), "caution"),
    ("pain.return_too_fast", _then(3000, "0 before, 4 during, 1 after, 0 morning"), "silent"),
    ("pain.return_too_fast", _then(3600, "0 before, 1 during, 1 after"), "not-assessed"),
    # After a light session that went well, as much as in a first session back.
    ("pain.return_too_fast", _light(3000), "silent"),
    ("pain.return_too_fast", _light(3050), "caution"),
    ("pain.return_too_fast", _light(3000, "0 before, 4 during, 1 after, 0 morning"), "caution"),
    ("pain.return_too_fast", _light(3000, "0 before, 1 during, 1 after"), "not-assessed"),
    # Its load need not be known for that.
    ("pain.return_too_fast", _light(3000, last=_day(14, f"deadlift 3x5; pain {_CALM}")), "silent"),
    ("pain.return_too_fast", _light(3050, last=_day(14, f"deadlift 3x5; pain {_CALM}")), "not-assessed"),
    # A stop is pain above 5, during or after; it is over after 28 days.
    (
        "pain.return_too_fast",
        Log(_deadlift(0, 5000, "0 before, 5 during, 5 after, 0 morning") + "\n" + _deadlift(10, 5000)),
        "silent",
    ),
    (
        "pain.return_too_fast",
        Log(_deadlift(0, 5000, "0 before, 2 during, 6 after, 0 morning") + "\n" + _deadlift(28, 5000)),
        "caution",
    ),
    ("pain.return_too_fast", Log(_deadlift(0, 5000, _STOP) + "\n" + _deadlift(29, 5000)), "silent"),
    # The last session before the stop counts if it was within 28 days.
    (
        "pain.return_too_fast",
        Log("\n".join([_deadlift(0, 5000), _deadlift(28, 1000, _STOP), _deadlift(38, 3000)])),
        "silent",
    ),
    (
        "pain.return_too_fast",
        Log("\n".join([_deadlift(0, 5000), _deadlift(29, 1000, _STOP), _deadlift(38, 3000)])),
        "caution",
    ),
    # "warning with back_history".
    ("pain.return_too_fast", return_too_fast(3500, 5000, "0.60", back_history=True), "warning"),
]
