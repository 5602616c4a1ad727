"""Exercises of chapter 8: filters, convolution and pooling, there and back."""
