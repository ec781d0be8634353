"""Readers: one file for each format; read_log() finds the one that fits."""

from .format import DayOrder
from .formats import FORMATS
from .log import Log, joined, read_log
from .page import page

__all__ = ["FORMATS", "DayOrder", "Log", "joined", "page", "read_log"]
