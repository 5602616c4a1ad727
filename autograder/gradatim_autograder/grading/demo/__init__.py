"""A class of submissions made from the exercises' own declarations, with the marks that each must get.

plan        who hands in what;  notebooks   fills them in as students would, and breaks them as students do
class_of    writes them into a folder, and compares the marks they got
"""
