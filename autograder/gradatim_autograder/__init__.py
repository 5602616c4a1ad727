"""Gradatim's checks, diagnosis, grading engine and command line."""
