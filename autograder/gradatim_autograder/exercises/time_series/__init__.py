"""Exercises of chapter 10: forecasts of series in time that are compared honestly, and a recommender."""
