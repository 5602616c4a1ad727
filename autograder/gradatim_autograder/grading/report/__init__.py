"""A picture of the class: one page, and its figures as tables.

gather      what there is to count
items       each exercise: right, partly, wrong, how hard;  mistakes   with a name, without one, in several exercises
similar     pairs whose work is alike;  tokens   code without names and layout, which is compared
sources     what students wrote;  anonymous   one of them as an example, without anything that says whose it is
figures     all of it, as data
csv_files   as tables;  pictures   as pictures;  page   as a page;  write   puts it together
"""
