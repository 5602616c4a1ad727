"""A table of connections as a matrix: C[i, j] is the weight from neuron i + 1 to neuron j + 1."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import counted, declare, numbers

exercise = declare(
    "connections_to_matrix",
    returns=("C",),
    points={"C": 2},
    section=N_("A table of connections as a matrix"),
)


@exercise.reference
def connections_to_matrix(connections, n):
    C = np.zeros((n, n))
    for start, end, weight in connections:
        i, j = start - 1, end - 1
        C[i, j] = weight
    return C


def table(rng, neurons, more):
    """Connections between `neurons` (their numbers, in any order) with `more` than the three that tell most.

    One pair is connected both ways with two weights, one is connected one way only; no pair occurs twice.
    """
    first, second, third = neurons[:3]
    pairs = [(first, second), (second, first), (second, third)]
    others = [(i, j) for i in neurons for j in neurons if i != j and (i, j) not in (*pairs, (third, second))]
    pairs += [others[k] for k in rng.permutation(len(others))[:more]]
    return [(*pairs[k], numbers(rng)) for k in rng.permutation(len(pairs))]


@exercise.probe(times=2)
def all_connected(rng):
    n = int(rng.integers(4, 7))
    neurons = [int(k) + 1 for k in rng.permutation(n)]
    others = [each for each in neurons if each != n]
    return table(rng, [others[0], n, *others[1:]], 2), n


exercise.probes(
    times=2,
    # Neuron n has no connection, but it has its row and column.
    last_one_alone=counted(lambda rng, n: (table(rng, [int(k) + 1 for k in rng.permutation(n - 1)], 1), n), 5, 8),
)

exercise.probes(
    first_one_alone=counted(lambda rng, n: (table(rng, [int(k) + 2 for k in rng.permutation(n - 1)], 1), n), 5, 8),
)


@exercise.probe()
def single_connection(rng):
    """It leads from a higher number to a lower one, and its weight is negative."""
    n = int(rng.integers(4, 7))
    first, second = sorted(int(k) + 1 for k in rng.permutation(n)[:2])
    return [(second, first, -abs(numbers(rng)))], n


exercise.probes(two_neurons=lambda rng: ([(2, 1, numbers(rng)), (1, 2, numbers(rng))], 2))


def _alone(connections, n, neuron):
    return all(neuron not in connection[:2] for connection in connections)


exercise.classes("""
backward: where a connection leads from a higher number to a lower one
    any(start > end for start, end, _weight in connections)
negative_weight: where a weight is negative  if any(weight < 0 for _start, _end, weight in connections)
last_neuron_alone: where the last neuron has no connection  if _alone(connections, n, n)
first_neuron_alone: where the first neuron has no connection  if _alone(connections, n, 1)
one_connection: where there is a single connection  if len(connections) == 1
two_neurons: where there are two neurons  if n == 2
""")

exercise.wrong_lines("""
transposed: Rows and columns are exchanged. The row should be the neuron that sends, the column the one that receives.
    i, j = end - 1, start - 1
counted_from_one: The neurons' numbers are used as rows and columns just as they are. Take 1 off both: rows and
columns count from 0.
    i, j = start, end
    i, j = end, start
    of "empty first row cut off": return C[:n, :n]
empty_first_row: C has an empty row and column for a neuron 0, which does not exist. Take 1 off both numbers instead.
    of "empty first row cut off": return C
only_row_shifted: 1 is taken off the sender's number only. Take it off the receiver's too: columns count from 0 as
well.
    i, j = start - 1, end
only_column_shifted: 1 is taken off the receiver's number only. Take it off the sender's too: rows count from 0 as
well.
    i, j = start, end - 1
both_ways: Each connection stands in C in both directions. It should stand there once: from 1 to 2 is not from 2 to 1.
    C[i, j] = weight -> C[i, j] = C[j, i] = weight
    return C + C.T
    C[i, j] = weight -> C[i, j], C[j, i] = weight, -weight
index_no_whole_number: An index is no whole number. In each triple the two neurons come first and the weight last; and
in np.array(connections) all three are decimals, so that an index needs int(...).
    for start, end, weight in np.array(connections):
size_from_number_of_connections: C has as many rows and columns as there are connections. It should have one for each
neuron: use n.
    C = np.zeros((len(connections), len(connections)))
dict_for_matrix: This is a dict with the connections as keys. C should be a matrix of numbers.
    return {(start, end): weight for start, end, weight in connections}
sign_of_weights_lost: The minus signs are lost. A negative weight should stay negative in C.
    C[i, j] = abs(weight)
size_from_the_table: C is only as large as the largest number in the table. Use n: neurons without a connection should
have a row too.
    C = np.zeros((n, n)) -> n = max(max(start, end) for start, end, weight in connections); C = np.zeros((n, n))
first_connection_only: Only the first connection is in C. All should be. Does the function return inside the loop?
    C[i, j] = weight -> C[i, j] = weight; return C
last_connection_only: Only the last connection is in C. All should be. Is C made anew inside the loop?
    C[i, j] = weight -> C = np.zeros((n, n)); C[i, j] = weight
whole_row_set: Each weight fills the whole row of its sender. It should fill one entry: give the column of the receiver
too.
    C[i, j] -> C[i]
whole_column_set: All rows are the same: each weight fills its whole column. It should fill one entry. (In [[0] * n] *
n the same list stands n times; np.zeros((n, n)) has n rows.)
    C[i, j] -> C[:, j]
    C = [[0] * n] * n ;; C[i, j] -> C[i][j] ;; return np.array(C)
whole_numbers: The weights have lost what is behind the decimal point. Is C an array of whole numbers? It should hold
floats, as np.zeros((n, n)) does.
    C = np.zeros((n, n), dtype=int)
ones_where_none: There is 1 where no connection is. It should be 0: start from zeros.
    C = np.ones((n, n))
nan_where_none: There is nan where no connection is. It should be 0.
    C = np.full((n, n), np.nan)
connected_to_themselves: There is 1 on the diagonal. It should be 0: no neuron is connected to itself.
    C = np.eye(n)
forward_only: Connections from a higher number to a lower one are missing. The table may hold them, so C should too.
    C[i, j] = weight -> if i < j: C[i, j] = weight
direction_lost: All weights stand on one side of the diagonal. The row should be the neuron that sends, whichever of
the two numbers is larger.
    i, j = min(start, end) - 1, max(start, end) - 1
    i, j = max(start, end) - 1, min(start, end) - 1
weight_of_first_for_all: Every connection has the weight of the first one. It should have its own, the third number of
its triple.
    C[i, j] = connections[0][2]
ones_for_weights: C holds a 1 for each connection. It should hold the weight of the connection.
    C[i, j] = 1
loop_over_neurons: n connections are read, as many as there are neurons. Read all connections, however many there are.
    for start, end, weight in [connections[k] for k in range(n)]:
connections_as_rows: C has one row for each connection. It should have one row and one column for each neuron.
    C = np.zeros((len(connections), n)) ;; i, j = connections.index((start, end, weight)), end - 1
table_itself: This is the table itself as an array. C should have one row and one column for each neuron.
    return np.array(connections)
shape_in_two_arguments: np.zeros gets n twice. The shape should be one argument, a pair of numbers: np.zeros((n, n)).
    C = np.zeros(n, n)
""")

exercise.alternatives("""
list of lists:
    C = []
    for _row in range(n):
        C.append([0.0] * n)
    for connection in connections:
        C[connection[0] - 1][connection[1] - 1] = connection[2]
    return C
three arrays:
    start, end, weight = np.array(connections).T
    C = np.zeros((n, n))
    C[start.astype(int) - 1, end.astype(int) - 1] = weight
    return C
cell by cell:
    weights = {(start, end): weight for start, end, weight in connections}
    return np.array([[weights.get((i, j), 0.0) for j in range(1, n + 1)] for i in range(1, n + 1)])
an index into the table, added:
    C = np.zeros((n, n), dtype=np.float32)
    for k in range(len(connections)):
        i, j, weight = connections[k]
        C[i - 1, j - 1] += weight
    return C
empty first row cut off:
    C = np.zeros((n + 1, n + 1))
    for start, end, weight in connections:
        C[start, end] = weight
    return C[1:, 1:]
""")
