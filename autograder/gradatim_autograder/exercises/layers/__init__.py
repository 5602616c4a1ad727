"""Exercises of the chapter on layers."""
