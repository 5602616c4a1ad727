"""A network trains, with a learning rate that can be turned meanwhile: its loss and accuracy, on the training part and
on a validation part.

    widget.py       the function `training_monitor` and the widget: epochs at once, and what can be read off the curves
    trainings.py    what is trained: a model of `gradatim.nn`, or whatever a student's own two functions train
    picture.py      loss, accuracy and learning rate against epochs
"""
