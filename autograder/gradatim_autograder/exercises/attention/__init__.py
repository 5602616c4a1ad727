"""Exercises of the chapter on attention."""
