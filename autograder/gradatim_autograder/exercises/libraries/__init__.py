"""Exercises of the chapter on the libraries. All of them are NumPy or plain Python: none needs a library."""
