"""A text as a list of whole numbers of one length: its words looked up in a vocabulary."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise

exercise = Exercise(
    "encode",
    chapter="09-text",
    returns=("idx",),
    points={"idx": 2},
    section=N_("From words to numbers"),
)

MARKS = ".,:;?!"
KNOWN = (
    "the a film story actor is was very good bad slow funny music and not with old new end scene".split(),
    "it rain sun wind day night cold warm cloud snow in over on dark light sea hill road".split(),
)
STRANGE = ("zebra", "quince", "oboe", "yodel")


@exercise.reference
def encode(text, vocabulary, length):
    for mark in ".,:;?!":
        text = text.replace(mark, " ")
    numbers = [vocabulary.get(word, 1) for word in text.lower().split()]
    numbers = numbers[:length]
    return numbers + [0] * (length - len(numbers))


def _text(rng, count):
    """`count` words, each followed by a blank or a mark and a blank: one occurs twice, two are unknown, the vocabulary
    has numbers from 2 on in no order. Among the first five words are a capital, a repeated one and an unknown one.
    """
    known = list(rng.permutation(KNOWN[int(rng.integers(2))]))
    words = known[: count - 3]
    words[1:1] = [words[0].upper(), str(rng.permutation(STRANGE)[0])]  # the repeated one, then an unknown one
    words.append(str(rng.permutation(STRANGE)[0]))
    marks = list(rng.permutation(list(MARKS)))
    marks += list(rng.choice(list(MARKS), size=count - len(marks))) if count > len(marks) else []
    text = " ".join(
        str(word).capitalize() + mark if n % 2 else f"{word}{mark}" for n, (word, mark) in enumerate(zip(words, marks))
    )
    order = rng.permutation(len(known)) + 2
    return text, {str(word): int(number) for word, number in zip(known, order)}


@exercise.probe(times=3)
def short_text(rng):
    """Shorter than the wanted length."""
    count = int(rng.integers(7, 11))
    return *_text(rng, count), count + int(rng.integers(2, 5))


@exercise.probe(times=2)
def long_text(rng):
    """Longer than the wanted length."""
    count = int(rng.integers(10, 14))
    return *_text(rng, count), count - int(rng.integers(2, 5))


@exercise.probe()
def no_marks(rng):
    """Plain words, as many as there is room for."""
    text, vocabulary = _text(rng, 8)
    for mark in MARKS:
        text = text.replace(mark, "")
    return text, vocabulary, 8


exercise.slip(
    "case_kept",
    N_("Words with a capital letter are not found. Turn the text into small letters before you look a word up."),
    change=("text.lower().split()", "text.split()"),
)

exercise.slip(
    "marks_kept",
    N_("A word with a mark behind it is not found. Put a blank in the place of each mark before you split."),
    change=('    text = text.replace(mark, " ")', "    pass"),
)

exercise.slip(
    "only_full_stops_removed",
    N_("Only full stops and commas are taken away. The marks are . , : ; ? and !"),
    change=('".,:;?!"', '".,"'),
)

exercise.slip(
    "unknown_as_padding",
    N_("A word that is not in the vocabulary gets 0, which means: no word. An unknown word is 1."),
    change=("vocabulary.get(word, 1)", "vocabulary.get(word, 0)"),
)

exercise.slip(
    "unknown_left_out",
    N_("Words that are not in the vocabulary are left out. Each of them is 1."),
    change=(
        "vocabulary.get(word, 1) for word in text.lower().split()",
        "vocabulary[word] for word in text.lower().split() if word in vocabulary",
    ),
)

exercise.slip(
    "unknown_not_expected",
    N_("A word that is not in the vocabulary stops it. vocabulary[word] raises a KeyError there; such a word is 1."),
    change=("vocabulary.get(word, 1)", "vocabulary[word]"),
)

exercise.slip(
    "not_filled_up",
    N_("A short text gives a short list. Fill it up with zeros behind the words, to the given length."),
    change=("numbers + [0] * (length - len(numbers))", "numbers"),
)

exercise.slip(
    "not_cut",
    N_("A long text gives a long list. Keep the first words only, as many as length says."),
    change=("numbers = numbers[:length]", "pass"),
)

exercise.slip(
    "filled_up_in_front",
    N_("The zeros stand in front of the words. They belong behind them."),
    change=("numbers + [0] * (length - len(numbers))", "[0] * (length - len(numbers)) + numbers"),
)

exercise.slip(
    "filled_up_with_unknown",
    N_("It is filled up with 1, which stands for an unknown word. Where there is no word, write 0."),
    change=("[0] * (length", "[1] * (length"),
)

exercise.slip(
    "last_words_kept",
    N_("Of a long text the last words are kept. Keep the first ones."),
    change=("numbers[:length]", "numbers[-length:]"),
)

exercise.slip(
    "letters_for_words",
    N_("It looks up letters. A loop over a text goes letter by letter: split the text into words first."),
    change=("text.lower().split()", "text.lower()"),
)

exercise.slip(
    "each_word_once",
    N_("A word that occurs twice comes once. Every word of the text has its place."),
    change=("text.lower().split()", "dict.fromkeys(text.lower().split())"),
)

exercise.slip(
    "sorted",
    N_("The words are sorted. Keep them in the order of the text."),
    change=("text.lower().split()", "sorted(text.lower().split())"),
)

exercise.slip(
    "marks_and_blanks_lost",
    N_("Blanks are taken away too, so that everything is one long word. Split first, or put a blank for each mark."),
    change=("text.lower().split()", 'text.replace(" ", "").lower().split()'),
)

exercise.slip(
    "one_number_too_few",
    N_("The list has one number too few. It should have as many as length says."),
    change=[("numbers[:length]", "numbers[: length - 1]"), ("(length - len(numbers))", "(length - 1 - len(numbers))")],
)

exercise.slip(
    "not_only_numbers",
    N_("It holds something else than numbers: the words themselves, or None for a word that is not in the vocabulary."),
    change=("vocabulary.get(word, 1)", "word"),
)

exercise.slip("not_only_numbers", change=("vocabulary.get(word, 1)", "vocabulary.get(word)"))

exercise.slip(
    "counts_for_numbers",
    N_(
        "It counts how often each word of the vocabulary occurs. Wanted is the number of each word, in the text's order."
    ),
    change=(
        "return numbers + [0] * (length - len(numbers))",
        "return [numbers.count(number) for number in vocabulary.values()]",
    ),
)


exercise.slip("case_kept", change=("text.lower().split()", "text.upper().split()"))

exercise.slip(
    "places_for_numbers",
    N_("It numbers the words by their place in the text. The number of a word comes from the vocabulary."),
    change=("[vocabulary.get(word, 1) for word in text.lower().split()]", "list(range(len(text.split())))"),
)

exercise.slip(
    "letters_cut",
    N_("The text is cut after that many letters. length counts words: split first, then cut the list."),
    change=("text.lower().split()", "text.lower()[:length].split()"),
)

exercise.slip(
    "one_hot",
    N_("It returns one-hot rows. Wanted are the numbers themselves: a list of length whole numbers."),
    change=(
        "return numbers + [0] * (length - len(numbers))",
        "return np.eye(len(vocabulary) + 2)[numbers + [0] * (length - len(numbers))]",
    ),
)


@exercise.alternative("an array of zeros is filled")
def _(text, vocabulary, length):
    idx = np.zeros(length, dtype=int)
    for mark in ".,:;?!":
        text = text.replace(mark, " ")
    words = text.lower().split()
    for t in range(min(len(words), length)):
        if words[t] in vocabulary:
            idx[t] = vocabulary[words[t]]
        else:
            idx[t] = 1
    return idx


@exercise.alternative("marks stripped from each word")
def _(text, vocabulary, length):
    numbers = []
    for word in text.split():
        word = word.strip(".,:;?!").lower()
        numbers.append(vocabulary[word] if word in vocabulary else 1)
    while len(numbers) < length:
        numbers.append(0)
    return np.array(numbers[:length])


@exercise.alternative("letter by letter")
def _(text, vocabulary, length):
    kept = ""
    for letter in text.lower():
        kept += letter if letter not in ".,:;?!" else ""
    try_words = kept.split()[:length]
    idx = [vocabulary.get(word, 1) for word in try_words]
    return tuple(idx + [0 for _missing in range(length - len(idx))])


@exercise.alternative("np.pad")
def _(text, vocabulary, length):
    text = "".join(" " if letter in ".,:;?!" else letter for letter in text)
    idx = np.array([vocabulary.get(word, 1) for word in text.casefold().split()])[:length]
    return np.pad(idx, (0, length - len(idx)))
