"""Exercises of the chapter on training: a whole training, and how to trust what it says."""
