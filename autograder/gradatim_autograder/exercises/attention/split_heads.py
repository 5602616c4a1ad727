"""Several heads: each takes its own slice of the columns."""

from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers
from gradatim_autograder.exercise.argument_class import integers, one_row

exercise = declare("split_heads", returns=("heads",), points={"heads": 2}, section=N_("Several heads"))


@exercise.reference
def split_heads(X, heads):
    N, T, D = X.shape
    parts = X.reshape(N, T, heads, D // heads)
    return parts.transpose(0, 2, 1, 3)


def _arguments(rng, N=5, T=4, heads=3, d=2):
    return numbers(rng, N, T, heads * d), heads


exercise.probes(
    ordinary=lambda rng: _arguments(rng, *((5, 4, 3, 2), (2, 5, 4, 3))[rng.integers(2)]),
    more_heads=lambda rng: _arguments(rng, 4, 3, 2, 5),
    one_head=lambda rng: _arguments(rng, 3, 4, 1, 5),
    one_number_each=lambda rng: _arguments(rng, 3, 4, 5, 1),
    one_sample=lambda rng: _arguments(rng, 1, 4, 3, 2),
    one_place=lambda rng: _arguments(rng, 4, 1, 3, 2),
    as_many_heads_as_places=lambda rng: _arguments(rng, 4, 3, 3, 2),
    whole_numbers=lambda rng: (rng.integers(-9, 9, (3, 4, 10)), 2),
)

exercise.classes(
    one_row("X"),
    integers("X"),
    """
one_head: where there is one head
    heads == 1
one_number_each: where a head has a single column
    X.shape[2] == heads
one_place: where there is a single place
    X.shape[1] == 1
as_many_heads_as_places: where there are as many heads as places
    X.shape[1] == heads
""",
)

exercise.wrong_lines("""
reshaped_only: The shape is right, but numbers of different places are mixed: reshape keeps the order in memory. Split
the last axis first, then swap the axes.
    return X.reshape(N, heads, T, D // heads)
not_swapped: The heads come behind the places. Swap these two axes: (N, heads, T, D / heads).
    return parts
every_so_many_columns: Head 0 takes every heads-th column. It should take the first D / heads columns, head 1 the next
ones, and so on.
    parts = X.reshape(N, T, D // heads, heads).transpose(0, 1, 3, 2)
axes_exchanged: The last two axes are exchanged. Wanted is (N, heads, T, D / heads).
    return parts.transpose(0, 2, 3, 1)
heads_first: The heads come in front of the samples. The samples stay the first axis: (N, heads, T, D / heads).
    return parts.transpose(2, 0, 1, 3)
heads_and_size_exchanged: There are D / heads heads of `heads` columns here. Wanted are `heads` heads.
    parts = X.reshape(N, T, D // heads, heads)
    return X.reshape(N, D // heads, T, heads)
true_division: D / heads is a float, and a shape wants whole numbers: D // heads.
    parts = X.reshape(N, T, heads, D / heads)
places_cut: It cuts the places into heads. Every head has all places: cut the columns, the last axis.
    return np.stack(np.array_split(X, heads, axis=1), axis=1)
    return np.stack(np.split(X, heads, axis=1), axis=1)
samples_joined: Samples and heads have become one axis. Keep four axes: (N, heads, T, D / heads).
    return parts.transpose(0, 2, 1, 3).reshape(N * heads, T, D // heads)
heads_reversed: The heads come in the wrong order: head 0 should have the first columns.
    return parts.transpose(0, 2, 1, 3)[:, ::-1]
turned_first: The places and columns are swapped before the columns are split, so that places are mixed.
    parts = X.transpose(0, 2, 1).reshape(N, T, heads, D // heads)
""")

exercise.alternatives("""
np.split: return np.stack(np.split(X, heads, axis=2), axis=1)
slices in a loop:
    N, T, D = X.shape
    d = D // heads
    out = np.zeros((N, heads, T, d))
    for h in range(heads):
        out[:, h] = X[:, :, h * d : (h + 1) * d]
    return out
minus one and swapaxes: return X.reshape(X.shape[0], X.shape[1], heads, -1).swapaxes(1, 2)
lists:
    d = X.shape[2] // heads
    return [[[row[h * d : h * d + d] for row in x] for h in range(heads)] for x in X.tolist()]
float32, einsum:
    N, T, D = X.shape
    return np.einsum("nthd->nhtd", X.astype(np.float32).reshape(N, T, heads, D // heads))
""")
