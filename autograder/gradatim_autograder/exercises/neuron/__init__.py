"""Exercises of the chapter on the neuron."""
