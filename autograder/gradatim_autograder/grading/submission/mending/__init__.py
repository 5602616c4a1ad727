"""Makes a clean notebook of a submission, which is data from a stranger: read with `json`, believed in nothing.

From the student come the sources of the cells to fill in and of cells of their own. Everything else (ids,
points, types, tests, the kernel, the order of an exercise and its test) comes from the course. Outputs, tags
and other metadata are dropped. What had to be repaired is said in words.

Of the repairs those need a person's look that may have touched what the student wrote, or that show that a test
was changed; what is as good as before (a kernel's name, the order, a test put back) does not.

mend        all of it, one step after another
load        bytes to what `json` reads, or why that is no notebook
read        its cells, each with what it claims to be;  album   the pictures pasted into them
recognise   which of the course's cells each of them is
repair      types and sources that are the course's, what was deleted, the order
elsewhere   what stands where it does not count
experiments   which cells are not run
standing    where a cell stands among the others
note        what is said of a repair, to the instructor and to the student
"""
