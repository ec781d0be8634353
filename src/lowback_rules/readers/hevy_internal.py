"""Hevy: the JSON that the app itself sends and stores, with times in seconds since 1970 and the kind of each exercise."""

import re

from .format import Example, Format
from .hevy_api import read
from .source import Opened
from .zones import IN_UTC

_EPOCH = re.compile(r'"start_time"\s*:\s*\d')


def _sniff(opened: Opened) -> bool:
    return opened.is_json and '"indicator"' in opened.begins and _EPOCH.search(opened.begins) is not None


HEVY_INTERNAL = Format(
    name="hevy-internal",
    title="Hevy app JSON, as the app itself sends and stores it",
    utc=True,
    unit="kg",
    sniff=_sniff,
    read=read,
    quirks="""
    - An array of workouts, or an object with `workouts` or `updated`; what is said of `hevy-api` holds here.
    - Times are seconds since 1970, in UTC; `--timezone` makes them local. `completed_at` is when a set was ticked off.
    - The `exercise_type` says what a weight is: `bodyweight_reps` adds it to the body weight, `bodyweight_assisted_reps`
      takes it off.
    - `rest_seconds` is the timer's setting, not rest taken, and is not read.
    """,
    examples=(
        Example(
            """
[{
  "id": "w1", "name": "Pull", "description": "lowback: pain 2 during", "start_time": 1782201120, "end_time": 1782202740,
  "exercises": [
    {"title": "Deadlift (Barbell)", "de_title": "Kreuzheben (Langhantel)", "exercise_type": "weight_reps", "rest_seconds": 180, "notes": "",
     "sets": [{"index": 0, "indicator": "warmup", "weight_kg": 60, "reps": 5, "completed_at": 1782201300},
              {"index": 1, "indicator": "normal", "weight_kg": 100, "reps": 5, "rpe": 8, "completed_at": 1782201560}]},
    {"title": "Chin Up", "exercise_type": "bodyweight_reps", "rest_seconds": 0, "notes": null,
     "sets": [{"index": 0, "indicator": "normal", "weight_kg": 10, "reps": 6}, {"index": 1, "indicator": "failure", "weight_kg": null, "reps": 7}]},
    {"title": "Dip Machine", "exercise_type": "bodyweight_assisted_reps", "rest_seconds": 0,
     "sets": [{"index": 0, "indicator": "dropset", "weight_kg": 20, "reps": 9}]},
    {"title": "Plank", "exercise_type": "duration", "rest_seconds": 0,
     "sets": [{"index": 0, "indicator": "normal", "weight_kg": null, "reps": null, "duration_seconds": 45}]}
  ]
}]
""",
            '2026-06-23 07:52-08:19+00:00 "Deadlift (Barbell)" 5@60kg w, 5@100kg rpe 8; "Chin Up" 6@bw+10kg, 7@bw fail; '
            '"Dip Machine" 9@bw-20kg drop; Plank 45s; pain 2 during',
            problems=(IN_UTC,),
        ),
    ),
)
