"""One step of beam search: of all ways to go on, the best few are kept."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sizes

exercise = declare(
    "beam_step",
    returns=("rows", "letters", "new_scores"),
    points={"rows": 1, "letters": 1, "new_scores": 1},
    section=N_("Beam search"),
)


@exercise.reference
def beam_step(scores, log_p, width):
    V = log_p.shape[1]
    total = scores[:, None] + log_p
    order = np.argsort(-total, axis=None)
    best = order[:width]
    rows = best // V
    letters = best % V
    new_scores = total[rows, letters]
    return rows, letters, new_scores


def _arguments(rng, K, V, width):
    """Some beginnings go on with several of their letters, some with none."""
    S = numbers(rng, K, V)
    log_p = S - np.log(np.exp(S).sum(axis=1, keepdims=True))
    return -2 - rng.uniform(0, 1.5, K), log_p, width


def _with_the_end(rng, K, V, width):
    """The first beginning but one has come to its end: nothing may follow it but the end, which costs nothing."""
    scores, log_p, _width = _arguments(rng, K, V, width)
    row = int(rng.integers(1, K))
    log_p[row] = -np.inf
    log_p[row, 0] = 0.0
    return scores, log_p, width


exercise.probes(
    times=5,
    ordinary=lambda rng: _arguments(rng, *sizes(rng, 2, 3, 8), int(rng.integers(4, 8))),
)

exercise.probes(
    # The first step: there is one beginning only.
    one_beginning=lambda rng: _arguments(rng, 1, int(rng.integers(6, 9)), int(rng.integers(3, 6))),
    width_1=lambda rng: _arguments(rng, *sizes(rng, 2, 3, 8), 1),
    # There are fewer ways to go on than the beam is wide: all are kept.
    too_few=lambda rng: _arguments(rng, 2, 3, int(rng.integers(7, 10))),
    as_many_beginnings_as_letters=lambda rng: _arguments(rng, *(2 * [int(rng.integers(4, 8))]), 5),
    # As many signs as in the chapter.
    large_table=lambda rng: _arguments(rng, 11, 27, int(rng.integers(15, 19))),
    as_wide_as_before=lambda rng: _arguments(rng, 4, int(rng.integers(5, 8)), 4),
    one_has_ended=lambda rng: _with_the_end(rng, *sizes(rng, 2, 3, 8), int(rng.integers(4, 8))),
)

exercise.classes("""
one_row log_p
square log_p
width_1: where width is 1  if width == 1
too_few: where there are fewer ways to go on than the width  if width > log_p.size
ended: where a beginning has come to its end  if np.isinf(log_p).any()
as_wide_as_before: where as many are kept as there were  if width == len(scores)
""")

exercise.wrong_lines("""
scores_forgotten: The scores of the beginnings have no part in it. Add the score of its row to each entry of log_p.
    total = log_p + 0 * scores[:, None]
log_p_alone_decides: The choice looks at log_p alone. Choose by the sums of score and log_p.
    order = np.argsort(-log_p, axis=None)
scores_multiplied: Scores and log_p are multiplied. Logarithms of factors are added.
    total = scores[:, None] * log_p
probabilities_added: log_p is turned into probabilities and these are added to the scores. Add log_p itself.
    total = scores[:, None] + np.exp(log_p)
scores_of_the_columns: The score number k is added to column k. It belongs to row k: scores[:, None].
    total = scores[: log_p.shape[1]] + log_p
    total = scores + log_p
worst_kept: The smallest sums are kept. Keep the largest ones.
    order = np.argsort(total, axis=None)
worst_first: The right ones are kept, with the worst of them first. The best one should come first.
    best = order[:width][::-1]
    of "row by row, sorted by Python": found.sort(reverse=True) -> found.sort(reverse=True); found[:width] = found[:width][::-1]
in_order_of_the_table: The right ones are kept, in the order of the table. The best one should come first.
    best = np.sort(order[:width])
each_row_sorted: Each row is sorted by itself, so the places are counted within a row. Sort the whole table: axis=None.
    order = np.argsort(-total)
    order = np.argsort(-total).ravel()
one_for_each_beginning: Each beginning goes on with its best letter alone. Choose among all entries of the table: a
good beginning may stay twice, a poor one not at all.
    best = (np.arange(len(scores)) * V + total.argmax(axis=1))[np.argsort(-total.max(axis=1))][:width]
width_for_each_beginning: Each beginning goes on with its `width` best letters. Of all together only `width` should stay.
    best = (np.argsort(-total, axis=1)[:, :width] + V * np.arange(len(scores))[:, None]).ravel()
first_beginning_only: Only the first beginning goes on. All of them may.
    best = np.argsort(-total[0])[:width]
best_beginning_only: Only the beginning with the best score goes on. All of them may.
    best = scores.argmax() * V + np.argsort(-total[scores.argmax()])[:width]
width_ignored: All ways to go on are kept. Only the best `width` should stay.
    best = order
one_too_few: One too few is kept.
    best = order[: width - 1]
as_many_as_before: As many are kept as there were beginnings. Keep `width`.
    best = order[: len(scores)]
divided_by_K: A place in the table is divided by the number of rows. The table has V columns, so its row is the place // V.
    rows = best // len(scores) ;; letters = best % len(scores) ;; new_scores = np.sort(total.ravel())[::-1][:width]
rows_and_letters_exchanged: Rows and letters are exchanged.
    return letters, rows, new_scores
places_for_letters: The letters are places in the whole table. Within its row, a place is place % V.
    letters = best ;; new_scores = total.ravel()[best]
places_for_rows: The rows are places in the whole table. The row of a place is place // V.
    rows = best ;; new_scores = total.ravel()[best]
rows_with_a_point: The rows are no whole numbers. A row is the place // V, which drops what comes after the point.
    rows = best / V ;; new_scores = total.ravel()[best]
letters_from_1: The letters are one too far. Columns are counted from 0.
    return rows, letters + 1, new_scores
old_scores: The scores are those of the beginnings. A new score is the old one plus log_p of the letter.
    new_scores = scores[rows]
last_letter_only: The new scores hold the last letter alone. Add the score of the beginning.
    new_scores = log_p[rows, letters]
probabilities_returned: The new scores are probabilities. Return the logarithms, to which the next step adds.
    new_scores = np.exp(total[rows, letters])
set_to_the_best: The best score is taken away from all. Return the sums as they are.
    new_scores = total[rows, letters] - total.max()
""")

exercise.alternatives("""
row by row, sorted by Python:
    found = []
    for k in range(len(scores)):
        for v in range(log_p.shape[1]):
            found.append((scores[k] + log_p[k, v], k, v))
    found.sort(reverse=True)
    return [k for _s, k, _v in found[:width]], [v for _s, _k, v in found[:width]], [s for s, _k, _v in found[:width]]
largest again and again:
    total = scores.reshape(-1, 1) + log_p
    rows, letters, new_scores = [], [], []
    for _n in range(min(width, total.size)):
        place = total.argmax()
        k, v = divmod(int(place), total.shape[1])
        rows.append(k)
        letters.append(v)
        new_scores.append(total[k, v])
        total[k, v] = np.nan
        total = np.where(np.isnan(total), -np.inf, total)
    return np.array(rows), np.array(letters), np.array(new_scores)
unravel_index:
    total = np.add(log_p.T, scores).T
    places = np.argsort(total.ravel())[::-1][:width]
    rows, letters = np.unravel_index(places, total.shape)
    return rows, letters, total.ravel()[places]
the best of each row first, then of these, float32:
    total = (scores[:, None] + log_p).astype(np.float32)
    V = total.shape[1]
    columns = np.argsort(-total, axis=1)[:, : min(width, V)]
    flat = (columns + V * np.arange(len(total))[:, None]).ravel()
    flat = flat[np.argsort(-total.ravel()[flat])][:width]
    return flat // V, flat % V, total.ravel()[flat]
""")
