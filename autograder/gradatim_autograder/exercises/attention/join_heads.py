"""Back from several heads to one row for each place."""

from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers
from gradatim_autograder.exercise.argument_class import integers, one_row

exercise = declare("join_heads", returns=("X",), points={"X": 2}, section=N_("Several heads"))


@exercise.reference
def join_heads(parts):
    N, heads, T, d = parts.shape
    swapped = parts.transpose(0, 2, 1, 3)
    return swapped.reshape(N, T, heads * d)


exercise.probes(
    times=2,
    ordinary=lambda rng: (numbers(rng, *((5, 3, 4, 2), (2, 4, 5, 3))[rng.integers(2)]),),
)
exercise.probes(
    one_head=lambda rng: (numbers(rng, 3, 1, 4, 5),),
    one_number_each=lambda rng: (numbers(rng, 3, 5, 4, 1),),
    one_sample=lambda rng: (numbers(rng, 1, 3, 4, 2),),
    one_place=lambda rng: (numbers(rng, 4, 3, 1, 2),),
    as_many_heads_as_places=lambda rng: (numbers(rng, 4, 3, 3, 2),),
    whole_numbers=lambda rng: (rng.integers(-9, 9, (3, 2, 4, 5)),),
)

exercise.classes(
    one_row("parts"),
    integers("parts"),
    """
one_head: where there is one head
    parts.shape[1] == 1
one_number_each: where a head has a single column
    parts.shape[3] == 1
one_place: where there is a single place
    parts.shape[2] == 1
as_many_heads_as_places: where there are as many heads as places
    parts.shape[1] == parts.shape[2]
""",
)

exercise.wrong_lines("""
reshaped_only: The shape is right, but a row holds numbers of different places: reshape keeps the order in memory. Swap
the axes first, then join the last two.
    return parts.reshape(N, T, heads * d)
not_joined: The heads still have an axis of their own. Join the last two axes: (N, T, heads * d).
    return swapped
columns_mixed: The columns of the heads are mixed. First all columns of head 0, then all of head 1, and so on.
    swapped = parts.transpose(0, 2, 3, 1)
heads_added: The heads are added up. Put their columns beside each other: (N, T, heads * d).
    return parts.sum(axis=1)
heads_averaged: The heads are averaged. Put their columns beside each other: (N, T, heads * d).
    return parts.mean(axis=1)
below_each_other: The heads stand below each other. Their columns should stand beside each other: (N, T, heads * d).
    return parts.reshape(N, heads * T, d)
places_last: Places and columns are exchanged. Wanted is a row for each place: (N, T, heads * d).
    return swapped.reshape(N, T, heads * d).transpose(0, 2, 1)
heads_reversed: The heads come in the wrong order: the columns of head 0 should be the first.
    swapped = parts[:, ::-1].transpose(0, 2, 1, 3)
first_head_only: Only one head is returned. Put the columns of all heads beside each other.
    return parts[:, 0]
    return parts[:, -1]
places_first: The places come in front of the samples. The samples stay the first axis.
    swapped = parts.transpose(2, 0, 1, 3) ;; return swapped.reshape(T, N, heads * d)
""")

exercise.alternatives("""
concatenate: return np.concatenate([parts[:, h] for h in range(parts.shape[1])], axis=-1)
slices in a loop:
    N, heads, T, d = parts.shape
    X = np.zeros((N, T, heads * d))
    for h in range(heads):
        X[:, :, h * d : h * d + d] = parts[:, h]
    return X
swapaxes and minus one:
    turned = parts.swapaxes(1, 2)
    return turned.reshape(turned.shape[0], turned.shape[1], -1)
lists:
    return [[[v for head in x for v in head[t]] for t in range(parts.shape[2])] for x in parts.tolist()]
float32, hstack: return np.stack([np.hstack(list(x)) for x in parts.astype(np.float32)])
""")
