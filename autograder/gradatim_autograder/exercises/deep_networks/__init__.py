"""Exercises of the chapter on deep networks: how they begin, what keeps them alive, and what keeps them honest."""
