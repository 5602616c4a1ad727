"""Exercises of chapter 03-activations."""
