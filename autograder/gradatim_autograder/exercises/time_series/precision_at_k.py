"""The share of liked ones at the top of a list."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare

exercise = declare(
    "precision_at_k",
    returns=("precision",),
    points={"precision": 2},
    section=N_("Precision at k"),
)


@exercise.reference
def precision_at_k(scores, liked, k):
    first = np.argsort(-scores)[:k]
    precision = np.sum(liked[first]) / k
    return precision


def _list(rng, N, k, at_the_top, below):
    """Scores that are all different, of both signs; so many are liked among the k highest, and so many below."""
    scores = np.cumsum(rng.uniform(0.1, 0.6, size=N))[::-1] - 1.3
    liked = np.zeros(N, dtype=int)
    liked[rng.permutation(k)[:at_the_top]] = 1
    liked[k + rng.permutation(N - k)[:below]] = 1
    order = rng.permutation(N)
    return scores[order], liked[order], k


@exercise.probe(times=3)
def ordinary(rng):
    k = int(rng.integers(5, 8))
    return _list(rng, 2 * k + int(rng.integers(2, 6)), k, int(rng.integers(3, k - 1)), int(rng.integers(1, 3)))


@exercise.probe(times=2)
def liked_below(rng):
    """Most of those that are liked stand below."""
    k = int(rng.integers(3, 5))
    return _list(rng, 3 * k + 2, k, 1, k + int(rng.integers(1, 3)))


@exercise.probe()
def fewer_liked_than_k(rng):
    k = int(rng.integers(6, 9))
    return _list(rng, k + 5, k, 2, 1)


@exercise.probe()
def whole_list(rng):
    N = int(rng.integers(5, 9))
    return _list(rng, N, N, int(rng.integers(2, 4)), 0)


@exercise.probe()
def best_is_liked(rng):
    """The best is liked and the one at place k is not, nor is the next: the ends of the list count."""
    k = int(rng.integers(5, 8))
    scores, liked, _k = _list(rng, k + 6, k, 0, 0)
    liked[np.argsort(-scores)[[0, 1, k - 2, k + 2]]] = 1
    return scores, liked, k


exercise.probes(
    only_the_first=lambda rng: _list(rng, int(rng.integers(6, 10)), 1, 1, 2),
    only_the_first_is_wrong=lambda rng: _list(rng, int(rng.integers(6, 10)), 1, 0, 3),
    nothing_liked=lambda rng: _list(rng, int(rng.integers(8, 12)), 3, 0, 0),
    all_liked=lambda rng: _list(rng, 9, 4, 4, 5),
    none_at_the_top=lambda rng: _list(rng, 11, 4, 0, 3),
)


@exercise.probe()
def true_and_false(rng):
    """liked as True and False."""
    scores, liked, k = ordinary(rng)
    return scores, liked == 1, k


@exercise.probe()
def scores_below_zero(rng):
    scores, liked, k = ordinary(rng)
    return scores - 20.0, liked, k


@exercise.probe()
def sorted_already(rng):
    scores, liked, k = ordinary(rng)
    order = np.argsort(-scores)
    return scores[order], liked[order], k


exercise.classes("""
k_1: where k is 1  if k == 1
whole_list: where k is the number of movies  if k == len(scores)
fewer_liked_than_k: where fewer than k are liked  if 0 < liked.sum() < k
nothing_liked: where nothing is liked  if not liked.any()
all_liked: where everything is liked  if liked.all()
none_at_the_top: where none of the first k is liked, but others are
    liked.any() and not liked[np.argsort(-scores)[:k]].any()
true_and_false: where liked holds True and False  if liked.dtype == bool
scores_below_zero: where all scores are below 0  if (scores < 0).all()
""")

exercise.wrong_lines("""
lowest_scores: It takes the k lowest scores. Take the k highest.
    first = np.argsort(scores)[:k]
first_k_of_the_list: It takes the first k as they stand. Take those with the k highest scores.
    first = np.arange(k)
recall: The hits are divided by the number of those that are liked: that is another measure, the recall. Divide by k.
    precision = np.sum(liked[first]) / np.sum(liked)
    precision = np.sum(liked[first]) / max(np.sum(liked), 1)
divided_by_n: The hits are divided by the number of all movies. Divide by k.
    precision = np.sum(liked[first]) / len(scores)
counted: This is the number of hits. Divide it by k.
    precision = np.sum(liked[first])
divided_by_the_liked_if_fewer: It divides by the number of liked ones where that is smaller than k. Divide by k, always.
    precision = np.sum(liked[first]) / max(min(k, np.sum(liked)), 1)
share_of_all: This is the share of liked ones among all movies. Take the k with the highest scores alone.
    precision = np.mean(liked)
misses: This is the share that is not liked. Count those that are.
    precision = 1 - np.sum(liked[first]) / k
one_too_many: It takes one movie too many. Take k of them.
    first = np.argsort(-scores)[: k + 1]
    first = np.argsort(-scores)[: k + 1] ;; precision = np.mean(liked[first])
one_too_few: It takes one movie too few. Take k of them.
    first = np.argsort(-scores)[: k - 1]
    first = np.argsort(-scores)[: k - 1] ;; precision = np.sum(liked[first]) / max(k - 1, 1)
best_left_out: The one with the highest score is left out. It belongs to the list.
    first = np.argsort(-scores)[1 : k + 1]
    first = np.argsort(-scores)[1:k]
    first = np.argsort(-scores)[1 : k + 1] ;; precision = np.mean(liked[first])
kth_alone: It looks at place k alone. Take all of the first k.
    precision = float(liked[np.argsort(-scores)[k - 1]])
mean_score: This is the mean score of the k highest. Take the share of liked ones among them.
    precision = np.mean(scores[first])
likes_sorted: liked is sorted by itself, without the scores. Take the marks of the movies with the k highest scores.
    precision = np.sum(np.sort(liked)[::-1][:k]) / k
liked_of_all_as_hits: All that are liked count as hits. Count those among the k highest scores.
    precision = np.sum(liked) / k
places_taken_for_ranks: argsort gives places, not ranks: what stands in it says which movie comes at that place of the
list. Use it to pick the movies.
    precision = np.sum(liked[np.argsort(-scores) < k]) / k
hit_or_not: It is 1 where there is a hit. Return the share of hits.
    precision = float(np.any(liked[first]))
average_precision: This is the average precision, which adds a precision for each hit. Return the one at k.
    precision = np.mean(np.cumsum(liked[first]) / np.arange(1, k + 1))
    precision = np.sum(np.cumsum(liked[first]) / np.arange(1, k + 1) * liked[first]) / max(np.sum(liked[first]), 1)
hits_not_added: There is one mark for each of the k movies. Return their share: one number.
    precision = liked[first]
    precision = liked[first] / k
per_cent: This is per cent. Return the share.
    precision = 100 * np.sum(liked[first]) / k
size_for_score: The scores lose their signs. A score of -4 is lower than one of -1.
    first = np.argsort(-np.abs(scores))[:k]
whole_number_division: What comes after the point is dropped. Return the share with all its digits.
    precision = np.sum(liked[first]) // k
    precision = int(np.sum(liked[first]) / k)
""")

exercise.alternatives("""
sort and turn round: return liked[np.argsort(scores)[::-1][:k]].mean()
the last k: return np.mean(np.asarray(liked)[np.argsort(scores)[-k:]])
sorted pairs:
    pairs = sorted(zip(scores, liked), key=lambda pair: pair[0], reverse=True)
    hits = 0
    for _score, mark in pairs[:k]:
        if mark:
            hits += 1
    return hits / k
the best one, k times:
    left = list(scores)
    hits = 0
    for _ in range(k):
        best = int(np.argmax(left))
        hits += int(liked[best])
        left[best] = -np.inf
    return hits / k
limit:
    limit = np.sort(scores)[len(scores) - k]
    return np.sum((scores >= limit) * liked) / k
count who is better, float32:
    hits = sum(bool(m) for s, m in zip(scores, liked) if np.sum(scores > s) < k)
    return np.float32(hits / k)
partition: return liked[np.argpartition(scores, len(scores) - k)[len(scores) - k :]].sum() / k
""")
