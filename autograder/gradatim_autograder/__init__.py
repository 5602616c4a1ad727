"""Gradatim's checks, diagnosis, grading engine and command line. Notebooks import `check` alone."""

from gradatim_autograder.check import check

__all__ = ["check"]
