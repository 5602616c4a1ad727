"""A small computation as a graph: its values appear step by step, then its gradients, with the rule of each step; its
inputs stand under sliders, and what a move changes is marked.

    widget.py     the function `backprop` and the widget: where it stands, step by step
    graphs.py     the graphs, a student's own among them, and what each step says of itself
    picture.py    the graph with its numbers, and the rule at the circle at work
"""
