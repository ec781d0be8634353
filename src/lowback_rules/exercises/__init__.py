"""What an exercise is to the lower back: a catalogue (data) and the way from a written name to an entry."""

from .entries import Exercise, Guide, catalogue
from .match import Match, find_exercise, match

__all__ = ["Exercise", "Guide", "Match", "catalogue", "find_exercise", "match"]
