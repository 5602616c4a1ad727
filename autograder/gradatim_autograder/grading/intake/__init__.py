"""Whose file is it? What the instructor gave, read without following or believing anything in it.

offer         one file that was given, or what should be one and is refused
given         lists the files;  walk   of a folder;  archive   of a zip;  fair   in turn
names         what a file's name says;  copy_words   what a copy is called by;  systems   what learning-management
              systems put around it;  batch_names   all names of a batch, read together
place         whose a notebook is, by its place from the outermost inwards;  groups   which folders at the front are
              nobody's;  inner   what stands inside a folder
whose         the student's id behind that;  roster, students   who they are;  list_columns, list_words   what a list
              of the class says
doubts        what a person should look at;  companions   files that are no notebooks
copies        the grader's own copies, which all that follows reads;  attachments   the files beside a notebook
hand_in       when something was handed in;  times   as systems write them
numbers       by which systems know the students
collect       puts it together: one submission for each student and chapter, and a list of what cannot be used
"""
