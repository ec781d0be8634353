"""Lifting too heavy, and load jumps."""
