"""Readers: one file for each format; read_log() finds the one that fits."""

from .log import FORMATS, Log, joined, read_log

__all__ = ["FORMATS", "Log", "joined", "read_log"]
