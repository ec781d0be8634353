"""The examples of the rules of the family core."""

from collections.abc import Callable, Sequence

from lowback_rules import Lifter
from tests.evidence import Log

MOVES = ("plank {}x45s", "side plank {}x30s", "bird dog {}x8")


def weekly_days(days: int, mn: int) -> Log:
    dates = ("2026-03-16", "2026-03-19", "2026-03-20")[:days]
    return Log("\n".join(f"{date} plank 3x45s" for date in ("2026-03-02", "2026-03-09", *dates)), back_history=mn == 3)


def coverage(counts: Sequence[int], first: str = "2026-03-02", also: str = "", osteoporosis: bool = False) -> Log:
    """Bench presses as the frame, so that no move stands where its count is 0."""
    moves = [move.format(count) for move, count in zip(MOVES, counts, strict=True) if count]
    log = f"{first} bench press 5@60kg\n2026-03-15 bench press 5@60kg; " + "; ".join([*moves, *([also] * bool(also))])
    return Log(log, lifter=Lifter(osteoporosis=osteoporosis))


def share(core: int, lum: int | str, lim: str, first: str = "2026-03-02", squats: int = 0, rpe: str = " rpe 8") -> Log:
    """The deadlifts on two days; `squats` are half sets beside them."""
    level, back_history = {"0.25": ("intermediate", False), "0.2": ("advanced", False), "0.33": ("novice", True)}[lim]
    one = int(lum) // 2
    lines = [
        f"{first} bench press 5@60kg",
        f"2026-03-06 deadlift {one}x5@100kg{rpe}" + (f"; plank {core}x45s" if core else ""),
        f"2026-03-15 deadlift {int(lum) - one}x5@100kg{rpe}" + (f"; squat {squats}x5@80kg{rpe}" if squats else ""),
    ]
    return Log("\n".join(lines), level=level, back_history=back_history)


def side_asymmetry(L: int, R: int, lim: str, before: tuple[int, int] | None = None, days: int = 14) -> Log:  # noqa: N803 - the facts' names
    assert lim == "0.10"
    left, right = before or (L, R)
    test = f"2026-03-{16 - days:02}" if days < 16 else "2025-12-15"
    return Log(f"{test} side plank {left}s left, {right}s right\n2026-03-16 side plank {L}s left, {R}s right")


BUILDERS: dict[str, Callable[..., Log]] = {
    "core.weekly_days": weekly_days,
    "core.coverage": coverage,
    "core.share": share,
    "core.side_asymmetry": side_asymmetry,
}
EXTRA: list[tuple[str, Log, str]] = [
    # "0 days in 14 d" is a caution; a log that is too short, and one without core work.
    ("core.weekly_days", Log("2026-03-02 plank 3x45s\n2026-03-16 deadlift 5@100kg"), "caution"),
    ("core.weekly_days", Log("2026-03-09 plank 3x45s\n2026-03-16 deadlift 5@100kg"), "not-assessed"),
    ("core.weekly_days", Log("2026-03-02 deadlift 5@100kg\n2026-03-16 deadlift 5@100kg"), "not-assessed"),
    # Fourteen days, and no fewer; an unknown exercise; a rotation is none of the three; nothing at all.
    ("core.coverage", coverage([6, 0, 4], also="russian twist 3x12"), "info"),
    ("core.coverage", coverage([6, 0, 4], first="2026-03-03"), "not-assessed"),
    ("core.coverage", coverage([6, 0, 4], also="zorb heave 8"), "not-assessed"),
    ("core.coverage", coverage([6, 1, 4], also="zorb heave 8"), "silent"),
    (
        "core.coverage",
        Log("2026-02-16 plank 3x45s\n2026-03-02 bench press 5@60kg\n2026-03-15 squat 5@60kg"),
        "not-assessed",
    ),
    # "flag exercises tagged loaded_spinal_flexion (sit-up, rounded lifting) at info", whatever the log's length.
    ("core.coverage", coverage([6, 1, 4], also="sit-up 12", osteoporosis=True), "info"),
    ("core.coverage", coverage([6, 1, 4], also="cable crunch 12@20kg", osteoporosis=True), "info"),
    ("core.coverage", coverage([6, 1, 4], also="jefferson curl 8@20kg", osteoporosis=True), "info"),
    ("core.coverage", coverage([6, 1, 4], also="jefferson curl 8@20kg"), "silent"),
    ("core.coverage", coverage([6, 1, 4], osteoporosis=True), "silent"),
    ("core.coverage", Log("2026-03-15 sit-up 12", lifter=Lifter(osteoporosis=True)), "info"),
    # Looked at from 12 weighted hard sets on: 12 and 11.5.
    ("core.share", share(2, 12, "0.25"), "info"),
    ("core.share", share(2, 11, "0.25", squats=1), "silent"),
    ("core.share", share(2, 11, "0.25", squats=2), "info"),
    # 0.2 for the advanced, 0.33 with back history; fourteen days; sets whose hardness is not known.
    ("core.share", share(4, 20, "0.2"), "silent"),
    ("core.share", share(4, 21, "0.2"), "info"),
    ("core.share", share(33, 100, "0.33"), "silent"),
    ("core.share", share(32, 100, "0.33"), "info"),
    ("core.share", share(2, 16, "0.25", first="2026-03-03"), "not-assessed"),
    ("core.share", share(2, 16, "0.25", rpe=""), "not-assessed"),
    ("core.share", share(0, 16, "0.25"), "not-assessed"),
    # "in two consecutive tests", whichever the longer side is; the first, and one of too long ago.
    ("core.side_asymmetry", side_asymmetry(60, 53, "0.10"), "info"),
    ("core.side_asymmetry", side_asymmetry(50, 60, "0.10", before=(60, 50)), "info"),
    ("core.side_asymmetry", side_asymmetry(60, 50, "0.10", before=(60, 54)), "silent"),
    ("core.side_asymmetry", side_asymmetry(60, 54, "0.10", before=(60, 50)), "silent"),
    ("core.side_asymmetry", side_asymmetry(60, 50, "0.10", days=91), "not-assessed"),
    ("core.side_asymmetry", Log("2026-03-16 side plank 60s left, 50s right"), "not-assessed"),
    ("core.side_asymmetry", Log("2026-03-16 side plank 60s left, 54s right"), "silent"),
    ("core.side_asymmetry", Log("2026-03-16 side plank 2x30s"), "not-assessed"),
    ("core.side_asymmetry", Log("2026-03-16 plank 2x30s"), "silent"),
]
