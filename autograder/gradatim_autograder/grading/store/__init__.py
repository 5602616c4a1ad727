"""What is kept in the grading folder, and how it is written.

atomic        writes a file whole or not at all, and follows no link;  directory   how it steps down without one
keys          what a result depends on;  results   what is done
seed, lock    the folder's seed; one grader at a time
second_copies   what is put back where it is lost;  backup   copies of the gradebook
faults        what an error of the system means;  log   grade.log;  csv_file   tables without formulas
"""
