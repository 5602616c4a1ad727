"""Exercises of the chapter on backpropagation."""
