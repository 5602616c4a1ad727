"""A race of SGD, momentum, Adagrad, RMSprop and Adam from one start on one surface, each with its own learning rate.

widget.py      the function `optimiser_race` and the widget: who is where, who has arrived, what became of the guess
runs.py        the runs, of the library's optimisers or of a student's functions
surfaces.py    the bowl, the ravine and the saddle
picture.py     the map with all paths, and the loss curves
"""
