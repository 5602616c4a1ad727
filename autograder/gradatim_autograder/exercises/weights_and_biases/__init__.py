"""Exercises of the chapter on weights and biases."""
