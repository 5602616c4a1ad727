"""An order in which every value of a graph comes after those that it is made of. There are many right answers."""

from itertools import pairwise

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Refusal, declare

TIMES = "how often each name comes, by place in the dict"
LATE = "parents that do not come before their name, by place in the dict"

exercise = declare(
    "topological_order",
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


@exercise.probe()
def written_from_the_inputs(rng):
    """Each name stands behind its parents, and is a parent of one other at most."""
    letters = rng.permutation(list("abcdefghijk")).tolist()[: int(rng.integers(4, 7))]
    return ({letters[0]: []} | {name: [parent] for parent, name in pairwise(letters)},)


@exercise.probe()
def shuffled_chain(rng):
    """Some names stand behind their parents, some before."""
    a, b, c, d, e = rng.permutation(list("abcdefghijk")).tolist()[:5]
    return ({c: [b], a: [], b: [a], e: [d], d: [c]},)


def named(rng, graph, first):
    """The graph with random names, its entries in random order but for `first`, whose name comes first in the alphabet
    too: neither order is a right answer.
    """
    letters = sorted(rng.permutation(list("bcdefghijkmnopqrstuvwxyz"))[: len(graph)].tolist())
    others = [name for name in rng.permutation(list(graph)).tolist() if name != first]
    name = dict(zip([first, *others], letters))
    order = [first, *rng.permutation(others).tolist()]
    return {name[each]: [name[parent] for parent in graph[each]] for each in order}


def _results(parents):
    """The names that are parents of none."""
    return parents.keys() - {parent for each in parents.values() for parent in each}


def _lists_parents_first(parents):
    place = {name: n for n, name in enumerate(parents)}
    return any(parents.values()) and all(place[p] < place[name] for name in parents for p in parents[name])


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
    """Written down from its end: who goes through the graph some times only does not come to the end."""
    letters = list("abcdefghijkmn")
    return ({name: [parent] for name, parent in pairwise(letters)} | {letters[-1]: []},)


@exercise.probe(times=2)
def three_parents(rng):
    """The third parent of L is not seen before; n waits for m, an input, twice, and for k, which comes late."""
    graph = {"m": [], "a": [], "j": ["a"], "k": ["j"], "n": ["m", "m", "k"], "p": ["k"], "L": ["m", "j", "p", "n"]}
    return (named(rng, graph, "L"),)


@exercise.probe()
def longer_names(rng):
    """A name is a part of another one, which comes before it."""
    x = str(rng.choice(list("hxyz")))
    return ({f"{x}12": [], f"{x}1": [f"{x}12"], f"{x}2": [], x: [f"{x}2", f"{x}1"]},)


exercise.probes(
    inputs_alone=lambda rng: (named(rng, {"a": [], "b": [], "c": []}, "b"),),
    one_name=lambda rng: ({str(rng.choice(list("abc"))): []},),
)

exercise.classes("""
parent_twice: where a name has the same parent twice  if any(len(set(each)) < len(each) for each in parents.values())
several_results: where several names are parents of none  if len(_results(parents)) > 1
no_parents: where no name has a parent  if not any(parents.values())
one_name: where there is a single name  if len(parents) == 1
long_chain: where each name has one parent, in a long chain
    len(parents) > 10 and all(len(each) < 2 for each in parents.values())
three_parents: where a name has three parents or more  if any(len(set(each)) > 2 for each in parents.values())
twice_and_another: where a name has the same parent twice, and another one too
    any(1 < len(set(each)) < len(each) for each in parents.values())
name_in_a_name: where a name is a part of a longer one
    any(name in other for name in parents for other in parents if name != other)
parents_first: where the dict lists every name behind its parents  if _lists_parents_first(parents)
used_twice: where a name is a parent of two others
    any(sum(name in each for each in parents.values()) > 1 for name in parents)
""")

exercise.wrong_lines("""
reversed: The order begins at the result. Parents should come first; the way back turns it round later.
    return order[::-1]
order_of_the_dict: This is the order in which the graph is written down. A name should come after its parents.
    return list(parents)
alphabetical: The names are sorted by the alphabet. Sort them by who is made of whom.
    return sorted(parents)
fewest_parents_first: The names are sorted by the number of their parents. A name with one parent may have to wait for
a long chain.
    return sorted(parents, key=lambda name: len(parents[name]))
before_its_parents: A name is put down before its parents are visited. Visit all of them first, then append the name.
    for parent in parents[name]: visit(parent) -> order.append(name)
        ;; order.append(name) -> for parent in parents[name]: visit(parent)
before_its_parents_and_reversed: Each name is put down when it is first met, before its parents are visited, and the
list is turned round. Append a name after the visits of its parents.
    for parent in parents[name]: visit(parent) -> order.append(name)
        ;; order.append(name) -> for parent in parents[name]: visit(parent)
        ;; return order[::-1]
visited_again: A name is in the order more than once. Where it has been put down already, there is nothing to do.
    if True:
    name not in order -> True ;; visit(parent) -> if parent not in order: visit(parent)
    order = list(parents)
        ;; for name in parents: visit(name) -> for name in order: order.extend(parents[name])
        ;; return order[::-1]
    order = list(parents)[:1]
        ;; for name in parents: visit(name) -> for name in order: order.extend(parents[name])
        ;; return order[::-1]
    order = [name for name in parents if not any(name in each for each in parents.values())]
        ;; for name in parents: visit(name) -> for name in order: order.extend(parents[name])
        ;; return order[::-1]
    for name in parents: visit(name) -> waiting = list(parents)
        for name in waiting:
            if all(parent in order for parent in parents[name]):
                order.append(name)
                waiting.extend(child for child in parents if name in parents[child])
by_distance: The names are put down by their distance from the result. A name that is near to it may be a parent of one
that is farther away: its longest path should count.
    order = [name for name in parents if not any(name in each for each in parents.values())]
        ;; for name in parents: visit(name) -> for name in order: order.extend(parents[name])
        ;; return list(dict.fromkeys(order))[::-1]
one_start_only: Only the first name of the dict and what it is made of are in the order. Visit every name of the
graph.
    for name in list(parents)[:1]:
one_round_only: Names whose parents come behind them in the dict are left out. Go round again for them.
    of "round after round": while len(order) < len(parents): -> if True:
first_parent_only: Only the first parent of a name is visited. Is something inside the loop that belongs behind it?
    for parent in parents[name][:1]:
two_parents_only: Only the first two parents of a name are waited for. There may be more: visit all of them.
    for parent in parents[name][:2]:
inputs_left_out: The inputs are missing. They have no parents, and they are part of the graph.
    order.append(name) -> if parents[name]: order.append(name)
results_only: The parents are there and the names themselves are not. Append the name, too.
    def visit(name):
        for parent in parents[name]:
            if parent not in order: order.append(parent)
one_parent_is_enough: A name is put down as soon as one of its parents is there. It has to wait for all of them: the
longest path to an input counts.
    of "sorted by the longest path": max -> min
    of "round after round": order = [name for name in parents if not parents[name]] ;; all -> any
parents_before_their_parents: The parents of a name are put down, and only then their own parents are visited. A parent
has to wait for its parents too: visit it as you visit the name.
    def visit(name):
        for parent in parents[name]:
            if parent not in order: order.append(parent)
        for parent in parents[name]: visit(parent)
        ;; visit(name) -> visit(name)
        if name not in order: order.append(name)
grandparents_not_waited_for: Before a name it puts its parents, but not the parents' own parents. Visit each parent as
you visit the name.
    def visit(name):
        for each in (*parents[name], name):
            if each not in order: order.append(each)
stops_at_a_parent_that_is_there: A name is left out where one of its parents is in the list already. Go on with the
other parents, then append the name itself.
    visit(parent) -> if parent in order: return
        visit(parent)
parent_twice_counted_wrong: A name that has the same parent twice never comes, nor does what is made of it: it waits
for two parents, and there is one. Count each parent as often as it is named, or once.
    of "counting the parents that are left": left[child] -= int(name in parents[child])
parent_twice_counted_once: A name that has the same parent twice comes too early: this parent is waited for once and
taken off twice. Count each parent as often as it is named, or once, in both places.
    of "counting the parents that are left": left = {name: len(set(made_of)) for name, made_of in parents.items()}
        ;; left[child] == 0 -> left[child] <= 0
""")

exercise.alternatives("""
round after round:
    order = []
    while len(order) < len(parents):
        for name, made_of in parents.items():
            if name not in order and all(parent in order for parent in made_of):
                order.append(name)
    return order
sorted by the longest path:
    def depth(name):
        return 1 + max([depth(parent) for parent in parents[name]], default=0)
    return sorted(parents, key=depth)
a stack in place of the recursion:
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
an array, made back to front:
    behind, left = [], list(parents)
    while left:
        for name in left:
            if not any(name in parents[other] for other in left):
                behind.append(name)
                left.remove(name)
                break
    return np.array(behind[::-1])
counting the parents that are left:
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
""")
