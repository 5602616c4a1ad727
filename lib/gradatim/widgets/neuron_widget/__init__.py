"""One neuron with two inputs: its weights and its bias stand under sliders, and its line moves over the data.

widget.py    all of it: the function `neuron`, the widget, its picture and its table. The shortest whole example
"""
