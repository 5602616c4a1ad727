"""Exercises of chapter 11: what the libraries do. All of them are NumPy or plain Python: none needs a library."""
