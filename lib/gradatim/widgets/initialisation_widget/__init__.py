"""How the weights begin, and what becomes of activations and gradients: histograms of all layers at once.

widget.py     the function `initialisation` and the widget: its weights, its verdict
picture.py    a histogram for each layer, of its activations and of its gradients
"""
