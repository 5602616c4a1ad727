"""Exercises of chapter 02-layers."""
