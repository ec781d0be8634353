"""Names as apps and people write them, and the catalogue behind them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowback_rules import find_exercise
from lowback_rules.exercises import catalogue

# The 31 entries of the evidence file: (a name, lumbar class, core category).
EVIDENCE = [
    ("conventional deadlift", 3, None),
    ("sumo deadlift", 3, None),
    ("trap bar deadlift", 3, None),
    ("romanian deadlift", 3, None),
    ("stiff leg deadlift", 3, None),
    ("good morning", 3, None),
    ("power clean", 3, None),
    ("single leg deadlift", 2, None),
    ("cable pull through", 2, None),
    ("reverse hyperextension", 2, None),
    ("loaded back extension", 2, None),
    ("back extension", 1, "posterior"),
    ("lumbar extension machine", 2, None),
    ("back squat", 2, None),
    ("front squat", 2, None),
    ("bent over barbell row", 2, None),
    ("kettlebell swing", 2, None),
    ("farmers carry", 1, "lateral"),
    ("suitcase carry", 1, "lateral"),
    ("standing overhead press", 1, None),
    ("hip thrust", 1, None),
    ("split squat", 1, None),
    ("lunge", 1, None),
    ("leg press", 1, None),
    ("chest supported row", 0, None),
    ("mcgill curl-up", 0, "anterior"),
    ("side bridge", 0, "lateral"),
    ("bird dog", 0, "posterior"),
    ("plank", 0, "anterior"),
    ("dead bug", 0, "anterior"),
    ("roll-out", 0, "anterior"),
    ("pallof press", 0, "posterior"),
]

SAME = {
    "deadlift": ["Deadlift", "Deadlift (Barbell)", "barbell deadlifts", "DL", "Conventional Deadlift", " DEADLIFT  "],
    "romanian-deadlift": ["RDL", "RDLs", "Romanian Deadlift (Barbell)", "BB RDL"],
    "dumbbell-romanian-deadlift": ["DB RDL", "Romanian Deadlift (Dumbbell)", "Dumbbell Romanian Deadlifts"],
    "stiff-leg-deadlift": ["Stiff-Legged Deadlift", "Straight Leg Deadlift", "SLDL"],
    "smith-squat": ["Squat (Smith Machine)", "smith squat"],
    "paused-deadlift": ["Paused Deadlift", "Deadlift (Paused)", "pause deadlift"],
    "deficit-deadlift": ["Deficit Deadlift (Barbell)"],
    "squat": ["Squat", "Squats", "Back Squat", "Squat (Barbell)", "Barbell Back Squat"],
    "single-leg-romanian-deadlift": ["Single Leg RDL", "one-leg romanian deadlift", "1 leg RDL"],
    "kettlebell-swing": ["KB Swing", "Kettlebell Swings"],
    "machine-back-extension": ["Back Extension (Machine)", "Seated Back Extension"],
    "weighted-back-extension": ["Back Extension (Weighted Hyperextension)"],
    "bent-over-row": ["Bent Over Row (Barbell)", "Barbell Row"],
    "dumbbell-bent-over-row": ["Bent Over Row (Dumbbell)"],
    "farmer-walk": ["Farmers Walk", "Farmer's Carry", "Farmers Carries"],
}


@pytest.mark.parametrize(("name", "lumbar_class", "core"), EVIDENCE)
def test_the_entries_of_the_evidence_file(name: str, lumbar_class: int, core: str | None) -> None:
    exercise = find_exercise(name)
    assert exercise is not None
    assert (exercise.lumbar_class, exercise.core_category) == (lumbar_class, core)


@pytest.mark.parametrize(("exercise_id", "name"), [(key, name) for key, names in SAME.items() for name in names])
def test_ways_to_write_a_name(exercise_id: str, name: str) -> None:
    exercise = find_exercise(name)
    assert exercise is not None
    assert exercise.id == exercise_id


@pytest.mark.parametrize(
    ("name", "lumbar_class"),
    [
        ("Squat with belt", 2),
        ("Barbell Squat Belt", 2),
        ("Belt Squat", 1),
        ("Hack Squat (Barbell)", 2),
        ("Hack Squat (Machine)", 1),
        ("Jump Squat (Barbell)", 2),
        ("Trap Bar Jump", 2),
        ("Yoke Walk", 2),
        ("Hip Extension (Weighted)", 2),
        ("Single Leg Squat", 0),
        ("Lying T Bar Row", 0),
        ("Bent over row chest supported", 0),
        ("Reverse Plank", 0),
        ("Dead lift", 3),
        ("Clean & Jerk", 3),
        ("Comp Deadlift", 3),
        ("Deadlift (Paused, 2s)", 3),
        ("Smith Machine Row", 2),
        ("GHD Back Extension", 1),
        ("Turkish Getup", 1),
    ],
)
def test_names_that_were_taken_for_something_else_once(name: str, lumbar_class: int) -> None:
    exercise = find_exercise(name)
    assert exercise is not None
    assert exercise.lumbar_class == lumbar_class


@pytest.mark.parametrize(
    "name", ["", "  ", "()", "gobbledygook", "deadlift jump", "machine", "Langhantel", "the best", "Bench Pull"]
)
def test_what_cannot_be_matched_is_unknown(name: str) -> None:
    assert find_exercise(name) is None


def test_load_decides_between_two_entries() -> None:
    back_extension = find_exercise("back extension")
    assert back_extension is not None
    assert back_extension.loaded is not None
    assert (back_extension.loaded.id, back_extension.loaded.lumbar_class) == ("weighted-back-extension", 2)
    weighted = find_exercise("weighted back extension")
    assert weighted is not None
    assert weighted.unloaded is not None
    assert weighted.unloaded.id == "back-extension"


def test_every_entry_is_found_by_its_own_name_and_is_well_formed() -> None:
    for exercise in catalogue():
        found = find_exercise(exercise.name)
        assert found is not None
        assert found.id == exercise.id, exercise.name
        assert exercise.lumbar_class in (0, 1, 2, 3)
        assert exercise.core_category in (None, "anterior", "lateral", "posterior", "rotation")
    ids = [exercise.id for exercise in catalogue()]
    assert ids == sorted(set(ids))


@given(st.text(max_size=60))
def test_any_name_is_matched_or_unknown(name: str) -> None:
    exercise = find_exercise(name)
    assert exercise is None or exercise.id


@given(st.permutations(["paused", "deadlift", "barbell", "with", "chains"]))
def test_the_order_of_words_does_not_matter(words: list[str]) -> None:
    exercise = find_exercise(" ".join(words))
    assert exercise is not None
    assert exercise.id == "chain-paused-deadlift"
