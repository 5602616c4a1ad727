"""Gradatim's helper library: what the notebooks import. It knows nothing of checks and grading."""
