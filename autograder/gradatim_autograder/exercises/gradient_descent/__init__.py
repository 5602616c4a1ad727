"""Exercises of chapter 06-gradient-descent."""
