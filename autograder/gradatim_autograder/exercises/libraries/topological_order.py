"""An order in which every value of a graph comes after those that it is made of. There are many right answers."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, Refusal

TIMES = "how often each name is in the order"
LATE = "how many of its parents come after each name"

exercise = Exercise(
    "topological_order",
    chapter="11-libraries",
    returns=("order",),
    seen=(TIMES, LATE),
    points={TIMES: 1, LATE: 2},
    section=N_("An order for the way back"),
)


@exercise.view
def rules(returned, parents):
    """Both as arrays, in the order of the dict. A name that is missing, or a parent that is, counts as late."""
    if isinstance(returned, np.ndarray) and returned.ndim == 1:
        returned = returned.tolist()
    if not isinstance(returned, list | tuple):
        raise Refusal(N_("Return a list of names; it keeps the order, which a set or a dict of them does not promise."))
    if not all(isinstance(name, str) for name in returned):
        raise Refusal(N_("The list should hold the names alone."), mistake="not_names")
    unknown = [name for name in returned if name not in parents]
    if unknown:
        raise Refusal(N_("{name} is in the order, but not in the graph."), name=unknown[0])
    place = {name: returned.index(name) if name in returned else -1 for name in parents}
    times = [list(returned).count(name) for name in parents]
    late = [sum(place[parent] < 0 or place[parent] >= place[name] for parent in parents[name]) for name in parents]
    return np.array(times), np.array(late)


@exercise.reference
def topological_order(parents):
    order = []

    def visit(name):
        if name not in order:
            for parent in parents[name]:
                visit(parent)
            order.append(name)

    for name in parents:
        visit(name)
    return order


def named(rng, graph, first):
    """The graph with random names, its entries in random order but for `first`, whose name comes first in the alphabet
    too: neither order is a right answer.
    """
    letters = sorted(rng.permutation(list("bcdefghijkmnopqrstuvwxyz"))[: len(graph)].tolist())
    others = [name for name in rng.permutation(list(graph)).tolist() if name != first]
    name = dict(zip([first, *others], letters))
    order = [first, *rng.permutation(others).tolist()]
    return {name[each]: [name[parent] for parent in graph[each]] for each in order}


@exercise.probe(times=2)
def diamond(rng):
    """The result has a long and a short path to x, and x stands between an input and two others."""
    graph = {"a": [], "x": ["a"], "u": ["x"], "v": ["u", "x"], "w": ["v"], "L": ["x", "w"]}
    return (named(rng, graph, "L"),)


@exercise.probe(times=2)
def two_results(rng):
    """Nothing is made of L or of M: who starts at one result only does not see all."""
    graph = {"a": [], "b": [], "m": ["a", "b"], "n": ["m", "m"], "L": ["n", "a"], "p": ["b", "n"], "M": ["p", "b"]}
    return (named(rng, graph, "L"),)


@exercise.probe()
def chain(rng):
    graph = {"a": [], "u": ["a"], "v": ["u"], "w": ["v"], "L": ["w"]}
    return (named(rng, graph, "L"),)


@exercise.mistake(
    "order_of_the_dict", N_("This is the order in which the graph is written down. A name has to wait for its parents.")
)
def _(parents):
    return list(parents)


@exercise.mistake("alphabetical", N_("The names are sorted by the alphabet. What counts is who is made of whom."))
def _(parents):
    return sorted(parents)


exercise.slip(
    "reversed",
    N_("It begins at the result. In this order parents come first; the way back turns it round later."),
    change=("return order", "return order[::-1]"),
)

exercise.slip(
    "before_its_parents",
    N_("A name is put down before its parents are visited. Visit all of them first, then append the name."),
    change=[
        ("order.append(name)", "pass"),
        ("if name not in order:", "if name not in order:\n    order.append(name)"),
    ],
)

exercise.slip(
    "visited_again",
    N_("A name is in the order more than once. Where it has been put down already, there is nothing to do."),
    change=("if name not in order:", "if True:"),
)

exercise.slip(
    "one_start_only",
    N_("It starts at the first name only. What that one is not made of is missing: visit every name of the graph."),
    change=("for name in parents:", "for name in list(parents)[:1]:"),
)

exercise.slip(
    "first_parent_only",
    N_("Only the first parent of a name is visited. Is something inside the loop that belongs behind it?"),
    change=("for parent in parents[name]:", "for parent in parents[name][:1]:"),
)

exercise.slip(
    "inputs_left_out",
    N_("The inputs are missing. They have no parents, and they are part of the graph."),
    change=("order.append(name)", "if parents[name]:\n    order.append(name)"),
)


@exercise.mistake(
    "fewest_parents_first",
    N_("It sorts by the number of parents. A name with one parent may have to wait for a long chain."),
)
def _(parents):
    return sorted(parents, key=lambda name: len(parents[name]))


@exercise.mistake(
    "one_round_only",
    N_("It goes through the names once and leaves out those whose parents are not there yet. Go round again for them."),
)
def _(parents):
    order = []
    for name in parents:
        if all(parent in order for parent in parents[name]):
            order.append(name)
    return order


@exercise.mistake(
    "one_parent_is_enough",
    N_(
        "A name is put down as soon as one of its parents is there. It has to wait for all of them: the longest path to "
        "an input counts."
    ),
)
def _(parents):
    order = [name for name in parents if not parents[name]]
    while len(order) < len(parents):
        for name in parents:
            if name not in order and any(parent in order for parent in parents[name]):
                order.append(name)
    return order


@exercise.mistake("one_parent_is_enough")
def _(parents):
    def depth(name):
        return 1 + min([depth(parent) for parent in parents[name]], default=0)

    return sorted(parents, key=depth)


@exercise.mistake(
    "grandparents_not_waited_for",
    N_("Before a name it puts its parents, but not the parents' own parents. Visit each parent as you visit the name."),
)
def _(parents):
    order = []
    for name in parents:
        for each in (*parents[name], name):
            if each not in order:
                order.append(each)
    return order


@exercise.mistake("results_only", N_("The parents are there and the names themselves are not. Append the name, too."))
def _(parents):
    order = []
    for name in parents:
        for parent in parents[name]:
            if parent not in order:
                order.append(parent)
    return order


@exercise.alternative("round after round")
def _(parents):
    order = []
    while len(order) < len(parents):
        for name, made_of in parents.items():
            if name not in order and all(parent in order for parent in made_of):
                order.append(name)
    return order


@exercise.alternative("sorted by the longest path")
def _(parents):
    def depth(name):
        return 1 + max([depth(parent) for parent in parents[name]], default=0)

    return sorted(parents, key=depth)


@exercise.alternative("a stack in place of the recursion")
def _(parents):
    order, done = [], set()
    stack = list(parents)
    while stack:
        name = stack[-1]
        waiting = [parent for parent in parents[name] if parent not in done]
        if name in done:
            stack.pop()
        elif waiting:
            stack.extend(waiting)
        else:
            done.add(name)
            order.append(name)
            stack.pop()
    return tuple(order)


@exercise.alternative("an array, made back to front")
def _(parents):
    behind, left = [], list(parents)
    while left:
        for name in left:
            if not any(name in parents[other] for other in left):
                behind.append(name)
                left.remove(name)
                break
    return np.array(behind[::-1])


@exercise.alternative("counting the parents that are left")
def _(parents):
    left = {name: len(made_of) for name, made_of in parents.items()}
    ready = [name for name in parents if left[name] == 0]
    order = []
    while ready:
        name = ready.pop(0)
        order.append(name)
        for child in parents:
            left[child] -= parents[child].count(name)
            if left[child] == 0 and child not in order and child not in ready:
                ready.append(child)
    return order
