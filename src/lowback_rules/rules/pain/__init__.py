"""Ignoring pain."""
