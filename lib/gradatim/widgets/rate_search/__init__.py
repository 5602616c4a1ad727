"""What the range test and the grid search share: learning rates tried one after another, and the best ones marked.

search.py     `RateSearch`, a widget without its question: it tries rates, stops, goes on, and compares with a guess
picture.py    losses over learning rates, and the best region
regions.py    which rates are good, read off the losses
"""
