"""Neglecting the warm-up."""
