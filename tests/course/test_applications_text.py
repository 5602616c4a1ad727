"""The chapter on text reaches what its text says: reviews are judged, names are written."""

import re
from itertools import pairwise, product

import numpy as np
import pytest
from chapter_cells import ran
from finite_differences import check_gradients
from gradatim import nn
from gradatim_autograder.exercise.chapters import CHAPTERS
from sklearn import decomposition, linear_model, naive_bayes


@pytest.fixture(scope="module")
def chapter():
    return ran(CHAPTERS["text"])


def test_its_text_says_what_its_code_computes(chapter):
    assert chapter["differences"] == [] and chapter["warnings"] == []


def test_the_chapter_says_what_it_prints(chapter):
    """Numbers that do not hang on the last digits of a long training."""
    for text in ("[2, 4, 1, 4, 3, 0, 0]", "0.7616", "0.1797", "1.47584", "[[1.2616]]", "-1.02165"):
        assert text in chapter["printed"], text


def test_parts_keep_groups_together(chapter):
    group = chapter["pair_of_review"]
    parts = chapter["split_groups"](group, np.random.default_rng(3))
    assert [len(part) for part in parts] == [312, 78, 130]
    assert sorted(np.concatenate(parts)) == list(range(520))
    assert sum(len(np.unique(group[part])) for part in parts) == 260


def test_the_splits_do_not_decide_between_counting_and_the_network(chapter):
    network, counting = np.array([chapter["judged"][seed] for seed in range(5)]).T
    assert abs(np.mean(counting - network)) < np.std(counting - network, ddof=1)
    assert min(network.min(), counting.min()) > 0.75


@pytest.mark.thorough
def test_nor_do_twenty(chapter):
    network, counting = np.array([chapter["compare"](seed) for seed in range(20)]).T
    assert abs(np.mean(counting - network)) < np.std(counting - network, ddof=1)


def counts_of(chapter, texts, vocabulary, length=20):
    counts = np.zeros((len(texts), len(vocabulary) + 2))
    for row, text in zip(counts, texts, strict=True):
        for word in chapter["encode"](text, vocabulary, length):
            row[word] += word > 0
    return counts[:, 1:]


@pytest.mark.parametrize("seed", range(5))
def test_scikit_learn_agrees_on_the_reviews(chapter, seed):
    """Naive Bayes is that of scikit-learn, answer for answer; a tuned logistic regression is no better than either."""
    texts, praise = chapter["texts"], chapter["praise"]
    parts = chapter["split_groups"](chapter["pair_of_review"], np.random.default_rng(seed))
    train, validation, test = parts
    counts = counts_of(chapter, texts, chapter["vocabulary_of"]([texts[n] for n in train]))
    ours = chapter["naive_bayes"](texts, praise, parts)
    theirs = naive_bayes.MultinomialNB(alpha=ours["smoothing"]).fit(counts[train], praise[train])
    assert (theirs.predict(counts) == ours["right"] * praise + ~ours["right"] * (1 - praise)).all()
    tried = [
        linear_model.LogisticRegression(C=C, max_iter=2000).fit(counts[train], praise[train])
        for C in (0.01, 0.03, 0.1, 0.3, 1, 3, 10)
    ]
    best = max(tried, key=lambda model: model.score(counts[validation], praise[validation]))
    assert best.score(counts[test], praise[test]) < max(chapter["judged"][seed]) + 0.01


def test_the_words_that_pull_are_those_that_mean_it(chapter):
    pull = chapter["strongest_words"](30)
    assert all(pull[word] > 0 for word in ("wonderful", "great", "excellent"))
    assert all(pull[word] < 0 for word in ("boring", "stupid", "awful"))
    judge = chapter["probability_of_praise"]
    assert judge("A wonderful story.") > 0.9 and judge("This film is stupid.") < 0.1
    assert np.isclose(judge("It was good, not bad."), judge("It was bad, not good."), rtol=1e-9)


def test_the_two_directions_are_those_of_scikit_learn(chapter):
    X = np.random.default_rng(0).normal(size=(30, 6)) * [1, 2, 3, 4, 5, 6]
    places, share = chapter["two_directions"](X)
    model = decomposition.PCA(2).fit(X)
    np.testing.assert_allclose(abs(places), abs(model.transform(X)), rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(share[:2], model.explained_variance_ratio_, rtol=1e-9)


def test_sentences_come_as_twins_of_opposite_meaning(chapter):
    said = dict(zip(chapter["said"], chapter["said_good"], strict=True))
    assert len(said) == 480 and sum(said.values()) == 240
    for text, good in said.items():
        first, second = text[:-1].split(", but ")
        assert said[f"{second}, but {first}."] == 1 - good
    assert said["not good, but short."] == 1 and said["short, but not good."] == 0


@pytest.mark.parametrize("seed", range(2))
def test_order_is_learnt_by_reading_and_by_no_bag_of_words(chapter, seed):
    words, pairs, in_order = chapter["compare_orders"](seed)
    assert words == 0.5 and pairs == 1 and in_order == 1


def test_a_bag_of_words_of_scikit_learn_does_not_know_the_order(chapter):
    said, good = chapter["said"], chapter["said_good"]
    train, _validation, test = chapter["split_groups"](chapter["adjectives"], np.random.default_rng(0))
    counts = counts_of(chapter, said, chapter["vocabulary_of"](said), 5)
    model = linear_model.LogisticRegression(C=10, max_iter=2000).fit(counts[train], good[train])
    assert abs(model.score(counts[test], good[test]) - 0.5) < 0.1  # twins whose score is 0 but for rounding may differ


def trainings(chapter, call):
    """The five shares that the chapter has printed for this call."""
    (found,) = re.findall(rf"^{re.escape(call)} = \[(.*)\]$", chapter["printed"], re.MULTILINE)
    return np.array([float(number) for number in found.split(", ")])


def test_a_cell_whose_forget_gate_starts_open_learns_sooner(chapter):
    """At each rate more of the five trainings; and a plain network can do it too, given time."""
    for lr in ("0.003", "0.01", "0.03"):
        opened, usual = (np.sum(trainings(chapter, f"lstm(40, {lr}, {bias})") > 0.9) for bias in (3, 1))
        assert opened > usual
    assert trainings(chapter, "lstm(40, 0.003, 3)").min() > 0.99
    assert np.sum(trainings(chapter, "lstm(40, 0.003, 1)") > 0.9) <= 2
    short, longer = trainings(chapter, "plain(40, 0.01)"), trainings(chapter, "plain(40, 0.01, 1200)")
    assert np.sum(longer > 0.9) >= 3 > np.sum(short > 0.9)


def test_no_other_rate_serves_the_plain_network_or_the_usual_bias(chapter):
    """The rates of the table are not too small and not too large for those that do worse in it."""
    assert chapter["plain"](40, 0.06).mean() < trainings(chapter, "plain(40, 0.03)").mean()
    assert np.sum(chapter["lstm"](40, 0.001, 1) > 0.9) <= 1


def test_the_gradients_of_both_memories_are_those_of_their_loss(chapter):
    rng = np.random.default_rng(4)
    X, first = chapter["gap_sequences"](6, 3, rng)
    for blocks in (1, 4):
        check_gradients(chapter["start_memory"](blocks, rng, H=5), lambda p: chapter["memory_loss"](p, X, first)[:2])


def test_clipping_saves_a_bold_training(chapter):
    assert max(chapter["bold_losses"](0.5)[-20:]) < 2.8
    assert min(chapter["bold_losses"](1e9)[-20:]) > np.log(27)


def test_names_are_foretold_as_the_text_says(chapter):
    """Better than by one or two letters before, on every split shown; worse than by four or five."""
    printed = chapter["printed"]
    nets = np.array([float(number) for number in re.findall(r"train_writer\(\d\) = (\S+)", printed)])
    tables = np.array([chapter["count_letters"](seed) for seed in range(5)])
    assert len(nets) == 5 and (nets < tables[:, 1] - 0.01).all()
    assert (nets > tables[:, 3:].max(axis=1)).all() and np.mean(nets - tables[:, 3]) > 0.03
    assert abs(tables[:, 3].mean() - tables[:, 4].mean()) < 0.005, "a sixth letter is not needed"
    assert np.argmin(chapter["history"], axis=0)[1] < len(chapter["history"]) - 1


@pytest.mark.thorough
def test_no_other_rate_serves_the_writer(chapter):
    """As the text says: on the validation names of three splits, on average."""

    def best(lr):
        found = []
        for seed in range(3):
            train_writer(seed, (lr,))
            validation = chapter["split_names"](seed)[1]
            found.append(chapter["read_names"](chapter["writers"][seed], validation)[3])
        return np.mean(found)

    train_writer = chapter["train_writer"]
    kept = dict(chapter["writers"]), dict(chapter["writer"]), list(chapter["history"])
    chosen, *others = (best(lr) for lr in (0.003, 0.0015, 0.006, 0.01))
    chapter["writers"].update(kept[0])
    chapter["writer"].update(kept[1])
    chapter["history"][:] = kept[2]
    assert chosen < min(others)


@pytest.mark.parametrize("history", [1, 2, 3])
def test_the_table_of_letters_gives_probabilities_that_back_off(chapter, history):
    """The test loss once more from whole tables, with each k: one of them is the chapter's."""
    train, _validation, test = chapter["split_names"](0)
    letters, counted = chapter["letters"], chapter["counted"]
    earlier = [chapter["before"]]
    for _letter in range(2):
        earlier.append(np.hstack([np.zeros((len(letters), 1), dtype=int), earlier[-1][:, :-1]]))

    def places(rows, length):
        return tuple(each[rows][counted[rows]] for each in (*earlier[:length][::-1], letters))

    losses = []
    for k in (2, 5, 10, 20, 50):
        p = np.full(27, 1 / 27)
        for length in range(history + 1):
            counts = np.zeros((27,) * (length + 1))
            np.add.at(counts, places(train, length), 1)
            p = (counts + k * p) / (counts.sum(axis=-1, keepdims=True) + k)
        np.testing.assert_allclose(p.sum(axis=-1), 1, rtol=1e-12)
        losses.append(-np.log(p[places(test, history)]).mean())
    assert np.isclose(losses, chapter["count_letters"](0)[history - 1], rtol=1e-9).any()


def test_vowels_stand_together_in_every_training(chapter):
    assert {chapter["six_outermost"](seed) for seed in range(5)} == {"aeiouy"}


def test_names_are_written_and_the_temperature_makes_them_bolder(chapter):
    written = chapter["write_names"](200, 0.7)
    assert all(re.fullmatch("[a-z]{0,12}", name) for name in written) and len(set(written)) > 100
    known = np.array([chapter["shares_known"](temperature) for temperature in (0.3, 0.7, 1.5)])
    assert 0.4 > known[0].sum() > known[1].sum() > known[2].sum()
    assert known[0, 1] > 0.01, "real names that it was not trained on"


def test_a_beam_that_is_wide_enough_finds_the_likeliest_path(chapter):
    rng = np.random.default_rng(7)
    tables = np.log(rng.dirichlet(np.ones(4), size=(5, 4)))  # at each step, for each letter before, the next
    best = max(
        (sum(tables[t, a, b] for t, (a, b) in enumerate(pairwise((0, *path)))), path)
        for path in product(range(4), repeat=5)
    )
    paths, scores = np.zeros((1, 1), dtype=int), np.zeros(1)
    for t in range(5):
        rows, letters, scores = chapter["beam_step"](scores, tables[t][paths[:, -1]], 4**5)
        paths = np.hstack([paths[rows], letters[:, None]])
    assert np.isclose(scores[0], best[0]) and tuple(paths[0, 1:]) == best[1]


def test_a_wider_beam_finds_likelier_and_shorter_names(chapter):
    (greedy, low), (found, high) = (chapter["names_by_beam"](width) for width in (1, 20))
    assert np.mean(high > low + 1e-9) > 0.7 and high.mean() > low.mean()
    assert np.mean([len(name) for name in found]) < np.mean([len(name) for name in greedy]) - 0.5


def test_the_vocabulary_is_that_of_the_training_part_and_cuts_as_encode_does(chapter):
    vocabulary = chapter["vocabulary_of"](["A film, a FILM!", "no film"], least=2)
    assert vocabulary == {"film": 2, "a": 3}
    assert chapter["encode"]("No film: a", vocabulary, 4) == [1, 2, 3, 0]
    texts = [*chapter["texts"], "short,but good - , , so"]
    everything = chapter["vocabulary_of"](texts, least=1)
    assert "" not in everything and not any(1 in chapter["encode"](text, everything, 20) for text in texts)


def test_the_cell_is_that_of_a_plain_reading_of_the_formula(chapter):
    """One LSTM step, number by number, against the chapter's."""
    rng = np.random.default_rng(8)
    x, h, c = rng.normal(size=(3, 2)), rng.normal(size=(3, 4)), rng.normal(size=(3, 4))
    Wx, Wh, b = rng.normal(size=(2, 16)), rng.normal(size=(4, 16)), rng.normal(size=16)
    h_new, c_new = chapter["lstm_step"](x, h, c, Wx, Wh, b)
    for n, k in product(range(3), range(4)):
        z = [x[n] @ Wx[:, at] + h[n] @ Wh[:, at] + b[at] for at in range(k, 16, 4)]
        i, f, o = (1 / (1 + np.exp(-z[block])) for block in (0, 1, 3))
        cell = f * c[n, k] + i * np.tanh(z[2])
        assert np.isclose(c_new[n, k], cell) and np.isclose(h_new[n, k], o * np.tanh(cell))


def test_the_gradients_of_the_writer_are_those_of_its_loss(chapter):
    check_gradients(
        chapter["start_writer"](np.random.default_rng(5), H=7), lambda p: chapter["writer_loss"](p, np.arange(9))
    )


def test_the_layers_of_the_library_have_the_gradients_of_the_chapter(chapter):
    rng = np.random.default_rng(6)
    idx, dout, dH = rng.integers(0, 9, (5, 7)), rng.normal(size=(5, 7, 3)), rng.normal(size=(5, 7, 4))
    words, layer = nn.Embedding(9, 3, rng), nn.RNN(3, 4, rng)
    X = words.forward(idx)
    weights = np.zeros((5, 4)), layer.Wx, layer.Wh, layer.b
    np.testing.assert_allclose(layer.forward(X), chapter["rnn_forward"](X, *weights), rtol=1e-12)
    layer.backward(dH)
    words.backward(dout)
    for mine, theirs in zip(chapter["rnn_backward"](X, *weights, dH), (layer.dWx, layer.dWh, layer.db), strict=False):
        np.testing.assert_allclose(mine, theirs, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(chapter["embedding_backward"](dout, idx, 9), words.dW, rtol=1e-12)
