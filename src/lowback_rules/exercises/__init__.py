"""What an exercise is to the lower back: a catalogue (data) and the way from a written name to an entry."""

from .match import Exercise, catalogue, find_exercise

__all__ = ["Exercise", "catalogue", "find_exercise"]
