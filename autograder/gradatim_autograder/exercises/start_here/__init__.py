"""Exercises of the chapter on first steps."""
