"""One submission, in a worker process, without nbgrader: from its bytes to its outcome.

job           from bytes to an outcome: a function of data
weight        what a submitted file may weigh, before it is parsed;  pasted_pictures   the same of pictures in texts
mending       makes a clean notebook of a submission
run           runs its cells in the sandbox (`gradatim_autograder.sandbox`);  cells   one after another, and the
              course's tests between them
outputs       makes what came back safe to read as a score and to show;  clean   takes paths and seed out of it
sanitize      takes out of what students show what runs, loads or covers;  styles   which styles stay
visible       writes out characters that nobody sees
written       HTML of Markdown;  coloured   of code and of what was printed;  room   how much of each a page may hold;
              drawing   pictures that students' code drew
output_limits, score, marks   nbgrader's rules of what is shown, what it is worth, which marks of a person stand
second_look   at what earned points: judged again in the clean room
names       that a cell gives a meaning, and that it looks for
simple        where that is not needed;  plain   what in a notebook is not plain, which is told
derivative_signs   signs of numerical differentiation;  cell_text   what these three read
same_work     whether what a person marked is still the same
page          the student's page, by nbconvert;  exporter   its template
"""
