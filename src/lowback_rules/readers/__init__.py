"""Readers: one file for each format; read_log() finds the one that fits."""

from .format import DayOrder
from .formats import FORMATS
from .guesses import template
from .joining import joined
from .log import Log, read_log
from .mapping import Given, given_mapping
from .page import page
from .source import opened

__all__ = ["FORMATS", "DayOrder", "Given", "Log", "given_mapping", "joined", "opened", "page", "read_log", "template"]
