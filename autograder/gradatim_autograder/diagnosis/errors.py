"""What the usual errors of Python and NumPy mean, in a sentence."""

import re
from collections.abc import Iterable

from gradatim.text import N_, _

from gradatim_autograder.checking.values import Answer
from gradatim_autograder.diagnosis.finding import ERROR, Finding

# The error's kind, a pattern of its text, the finding's name, and what it means.
MEANINGS = (
    ("NameError", r"name '(?P<name>\w+)' is not defined", "not_defined", N_("{name} is not defined.")),
    (
        "UnboundLocalError",
        r"variable '(?P<name>\w+)'",
        "used_before_assigned",
        N_("{name} is used before the function has assigned anything to it."),
    ),
    (
        "ValueError",
        r"matmul: .*size (?P<one>\d+) is different from (?P<other>\d+)",
        "inner_sizes_differ",
        N_("In a matrix product @ the inner sizes have to agree; here they are {other} and {one}."),
    ),
    (
        "ValueError",
        r"shapes (?P<one>\([\d,]*\)) and (?P<other>\([\d,]*\)) not aligned",
        "inner_sizes_differ",
        N_("In a matrix product the inner sizes have to agree; here the shapes are {one} and {other}."),
    ),
    (
        "ValueError",
        r"operands could not be broadcast together with (?:remapped )?shapes (?P<one>\([\d,]*\)) (?P<other>\([\d,]*\))",
        "shapes_do_not_fit",
        N_("Arrays of the shapes {one} and {other} cannot be combined entry by entry."),
    ),
    (
        "ValueError",
        r"could not broadcast input array from shape (?P<one>\([\d,]*\)) into shape (?P<other>\([\d,]*\))",
        "shapes_do_not_fit",
        N_("An array of shape {one} is assigned to a place of shape {other}."),
    ),
    (
        "ValueError",
        r"cannot reshape array of size (?P<one>\d+) into shape (?P<other>\([\d,]*\))",
        "cannot_reshape",
        N_("{one} numbers cannot be laid out in the shape {other}."),
    ),
    (
        "ValueError",
        r"truth value of an array",
        "truth_of_array",
        N_("An array with several numbers is used as one yes or no: in an if, in max() or with and, or, not."),
    ),
    (
        "ValueError",
        r"inhomogeneous shape",
        "rows_of_different_lengths",
        N_("A list is made an array, and its rows have different lengths."),
    ),
    (
        "ValueError",
        r"setting an array element with a sequence",
        "sequence_for_number",
        N_("Several values are put into a place for one number."),
    ),
    (
        "TypeError",
        r"only (?:0-dimensional|length-1|size-1) arrays can be converted",
        "array_for_number",
        N_("A whole array stands where one number is needed."),
    ),
    (
        "IndexError",
        r"index (?P<one>-?\d+) is out of bounds for axis (?P<axis>\d+) with size (?P<size>\d+)",
        "index_out_of_range",
        N_("Index {one} does not exist: axis {axis} has {size} entries, counted from 0."),
    ),
    ("IndexError", r"(?:list|tuple) index out of range", "index_out_of_range", N_("An index goes past the end.")),
    (
        "AxisError",
        r"axis (?P<axis>-?\d+) is out of bounds for array of dimension (?P<axes>\d+)",
        "no_such_axis",
        N_("There is no axis {axis}: the array has {axes}. The first is axis 0."),
    ),
    (
        "ValueError",
        r"axes don't match array",
        "axes_do_not_match",
        N_("An array is transposed, and the list of its axes is too long or too short."),
    ),
    (
        "IndexError",
        r"too many indices",
        "too_many_indices",
        N_("An array gets more indices than it has axes."),
    ),
    (
        "IndexError",
        r"must be of integer|only integers, slices",
        "index_no_integer",
        N_("An index is no whole number. Indices are of the type int."),
    ),
    (
        "TypeError",
        r"only integer scalar arrays can be converted to a scalar index",
        "array_as_index",
        N_("A whole array stands where one whole number is needed, such as an index of a list or a size."),
    ),
    (
        "TypeError",
        r"'(?:numpy\.)?float\w*' object cannot be interpreted as an integer|a single integer, got '[\d.]+'",
        "float_for_count",
        N_("A number with a decimal point stands where a count is needed: / gives such a number, // does not."),
    ),
    (
        "TypeError",
        r"'(?P<name>[\w.]+)' object is not callable",
        "not_callable",
        N_("Something of the type {name} is called like a function. Is an operator missing before a bracket?"),
    ),
    (
        "TypeError",
        r"'(?P<name>[\w.]+)' object is not subscriptable",
        "not_subscriptable",
        N_("Something of the type {name} has no entries, and [ ] asks for one."),
    ),
    (
        "TypeError",
        r"'(?P<name>[\w.]+)' object is not iterable|cannot unpack non-iterable (?P<other>[\w.]+) object",
        "not_iterable",
        N_("A single value is unpacked or gone through as if it were several."),
    ),
    (
        "ValueError",
        r"(?:too many|not enough) values to unpack",
        "unpacking_count",
        N_("Several names are assigned at once, and the number of values is another one."),
    ),
    (
        "TypeError",
        r"object of type 'NoneType' has no len\(\)",
        "none_for_list",
        N_(
            "A None stands where a list or an array is needed. Functions that change a list in place, such as shuffle, "
            "return None."
        ),
    ),
    (
        "TypeError",
        r"missing \d+ required positional",
        "arguments_missing",
        N_("A function is called with too few arguments."),
    ),
    (
        "TypeError",
        r"takes .* positional arguments? but \d+ (?:was|were) given",
        "arguments_surplus",
        N_("A function is called with too many arguments."),
    ),
    (
        "TypeError",
        r"unsupported operand type\(s\) for .*'NoneType'|'NoneType' and",
        "none_in_formula",
        N_("A None stands in a formula. A function without return gives None."),
    ),
    (
        "TypeError",
        r"unsupported operand type\(s\) for (?P<sign>\S+): '(?P<one>[\w.]+)' and '(?P<other>[\w.]+)'",
        "operands_do_not_fit",
        N_("{sign} cannot join something of the type {one} and something of the type {other}."),
    ),
    (
        "TypeError",
        r"ufunc 'bitwise_(?P<sign>\w+)' not supported",
        "bitwise_on_floats",
        N_("^, & and | work on bits of whole numbers. The power is **."),
    ),
    (
        "AttributeError",
        r"'(?P<one>[\w.]+)' object has no attribute '(?P<name>\w+)'",
        "no_such_attribute",
        N_("Something of the type {one} has no {name}."),
    ),
    (
        "AttributeError",
        r"module '(?P<one>[\w.]+)' has no attribute '(?P<name>\w+)'",
        "no_such_attribute",
        N_("{one} has no {name}. Is it spelled like this?"),
    ),
    ("KeyError", r"(?P<name>.+)", "no_such_key", N_("A dict has no key {name}.")),
    ("ZeroDivisionError", r"", "division_by_zero", N_("It divides by 0.")),
    ("RecursionError", r"", "endless_recursion", N_("A function calls itself without an end.")),
    (
        "UFuncTypeError|UFuncOutputCastingError|_UFuncOutputCastingError",
        r"Cannot cast ufunc '(?P<name>\w+)' output from dtype\('float64'\) to dtype\('int64'\)",
        "float_into_integers",
        N_("An array of whole numbers (int) cannot take numbers with decimals. Make it one of floats first."),
    ),
)


def meaning(answers: Iterable[Answer]) -> Finding | None:
    """The finding for the first error that is known, else None."""
    for answer in answers:
        said, _colon, rest = answer.kind.partition(":")
        if said != "raised":
            continue
        kind, _colon, text = rest.partition(":")
        for kinds, pattern, name, words in MEANINGS:
            found = re.search(pattern, text[:400]) if kind in kinds.split("|") else None
            if found:
                values = {key: value or "" for key, value in found.groupdict().items()}
                return Finding(name, _(words).format(**values), ERROR)
    return None
