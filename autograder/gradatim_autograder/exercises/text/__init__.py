"""Exercises of the chapter on text: words as numbers, and networks that read step by step."""
