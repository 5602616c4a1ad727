"""Exercises of chapter 01-neuron."""
