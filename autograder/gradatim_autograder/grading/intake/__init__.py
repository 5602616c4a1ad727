"""Whose file is it? What the instructor gave, read without following or believing anything in it.

given         lists the files of a folder or zip;  collect   puts them together: one submission for each student and
              chapter, and a list of what cannot be used
names         what a file's name says;  roster, students   who they are
attachments   the files beside a notebook that it may need
"""
