"""What several widgets train or descend on: arithmetic without controls and pictures, tested without a widget.

landscapes.py        three losses, of a parabola, a ravine and a network: for the learning rate; the race of
                     optimisers takes the ravine, and builds its bowl alike
runs.py              what descent does with one learning rate: too slow, right, oscillating or diverging
small_network.py     a network 2-16-16-1 whose 200 steps take milliseconds
moons_training.py    what range test, grid search and training monitor train where a student passes nothing
"""
