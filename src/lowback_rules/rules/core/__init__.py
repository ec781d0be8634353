"""Skipping core work."""
