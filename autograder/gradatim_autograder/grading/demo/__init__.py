"""A class of submissions made from the exercises' own declarations, with the marks that each must get."""
