"""Exercises of the chapter on time series: forecasts of series in time that are compared honestly, and a recommender."""
