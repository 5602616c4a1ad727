"""Exercises of chapter 9: words as numbers, networks that read step by step, and attention."""
