"""Exercises of chapter 7: a whole training, and how to trust what it says."""
