"""Descent with a learning rate under a slider, on a parabola, in a ravine, or of a network: too slow, right,
oscillating or diverging. Runs can be played and pinned, and a guess of the limit is compared with 2/a.

    widget.py     the function `learning_rate` and the widget
    picture.py    the surface with the path, the loss curve, the network's answers, and the rates tried

The losses and their runs are those of `descent`.
"""
