"""Twice an array: the first function that a student writes."""

from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sized, with_twice, with_zero
from gradatim_autograder.exercise.argument_class import equal_numbers, holds_zero, one_entry

exercise = declare("double", returns=("y",), points={"y": 1}, section=N_("How an exercise works"))


@exercise.reference
def double(x):
    return 2 * x


exercise.probes(times=4, vector=sized(lambda rng, size: (numbers(rng, size) + 0.1,), 3, 6))

exercise.probes(
    with_a_zero=lambda rng: (with_zero(numbers(rng, 5) + 0.1, at=2),),
    with_a_number_twice=lambda rng: (with_twice(numbers(rng, 5) + 0.1, at=1, again=4),),
    single=lambda rng: (numbers(rng, 1) + 0.1,),
)

exercise.classes(one_entry("x"), holds_zero("x"), equal_numbers("x"))

exercise.wrong_lines("""
squared: The numbers are squared (times themselves), not doubled (times 2).
    return x**2
two_added: 2 is added to each number. Multiply each by 2 instead.
    return x + 2
unchanged: The numbers come back as they went in. Multiply them by 2.
    return x.copy()
list_repeated: All numbers come back, and behind them all of them again. Each should be doubled: an array times 2 does
that, a list times 2 does not.
    return list(x) * 2
summed: One number comes back, twice the sum. Every number should come back, doubled.
    return 2 * x.sum()
first_number_only: Only the first number comes back, doubled. Is a return inside a loop?
    return 2 * x[0]
halved: The numbers are divided by 2. Multiply them by 2.
    return x / 2
decimals_lost: The numbers lose what stands behind the decimal point before they are doubled. Keep all of it.
    return 2 * np.trunc(x)
""")

exercise.alternatives("""
sum with itself: return x + x
list: return [2 * value for value in x]
float32: return (2 * x).astype(np.float32)
""")
