"""Exercises of chapter 04-weights-and-biases."""
