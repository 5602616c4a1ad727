"""Stands in for the course's `gradatim.widgets` where a notebook is tried again: nobody sees its pictures."""

from gradatim.nn import __getattr__  # noqa: F401
