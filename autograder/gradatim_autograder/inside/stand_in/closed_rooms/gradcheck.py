"""Stands in for the course's `gradatim.gradcheck` where a notebook is tried again without it."""

from gradatim.nn import made

gradcheck = made("gradcheck")
