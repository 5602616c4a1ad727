"""Exercises of the chapter on images: filters, convolution and pooling, there and back."""
