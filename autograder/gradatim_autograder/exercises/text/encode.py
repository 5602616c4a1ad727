"""A text as a list of whole numbers of one length: its words looked up in a vocabulary."""

from gradatim.text import N_

from gradatim_autograder.exercise import counted, declare

exercise = declare("encode", returns=("idx",), points={"idx": 2}, section=N_("From words to numbers"))

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
    words = text.lower().split()
    numbers = [vocabulary.get(word, 1) for word in words][:length]
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


exercise.probes(
    times=3,
    # Shorter than the wanted length.
    short_text=counted(lambda rng, count: (*_text(rng, count), count + int(rng.integers(2, 5))), 7, 11),
)

exercise.probes(
    times=2,
    # Longer than the wanted length.
    long_text=counted(lambda rng, count: (*_text(rng, count), count - int(rng.integers(2, 5))), 10, 14),
)


@exercise.probe()
def no_marks(rng):
    """Plain words, as many as there is room for."""
    text, vocabulary = _text(rng, 8)
    for mark in MARKS:
        text = text.replace(mark, "")
    return text, vocabulary, 8


def _words(rng, count):
    """`count` different words in small letters, all of them known, and a vocabulary."""
    known = [str(word) for word in rng.permutation(KNOWN[int(rng.integers(2))])]
    order = rng.permutation(len(known)) + 2
    return known[:count], {word: int(number) for word, number in zip(known, order)}


def _without_blanks(words, marks):
    return f"{words[0]}{marks[0]}{words[1]} {words[2]} {words[3]}{marks[1]}{words[4]}{marks[2]}"


def _alone(words, marks):
    return f"{words[0]} {marks[0]} {words[1]} {words[2]} {marks[1]}{marks[2]} {words[3]} {words[4]}"


def _in_front(words, marks):
    return f"{marks[0]}{words[0]} {words[1]} {marks[1]}{words[2]} {words[3]} {marks[2]}{words[4]}"


def _two(words, marks):
    return f"{words[0]} {words[1]}{marks[0]}{marks[1]} {words[2]} {words[3]} {words[4]}{marks[2]}{marks[2]}"


for _form in (_without_blanks, _alone, _in_front, _two):

    @exercise.probe()
    def unusual_place(rng, form=_form):
        """Marks at other places than behind a word and in front of a blank."""
        words, vocabulary = _words(rng, 5)
        return form(words, rng.permutation(list(MARKS))), vocabulary, int(rng.integers(9, 12))


@exercise.probe()
def other_signs(rng):
    """Signs that are no marks, in words that are known as they are."""
    words, vocabulary = _words(rng, 5)
    signs = rng.permutation(["'", "-", "&"])
    for n in (1, 3):
        whole = f"{words[n]}{signs[n // 2]}{words[n + 1]}"
        vocabulary[whole] = len(vocabulary) + 2
        words[n] = whole
    return " ".join(words), vocabulary, int(rng.integers(7, 10))


@exercise.probe()
def large_vocabulary(rng):
    """Numbers that a byte cannot hold."""
    words, vocabulary = _words(rng, 5)
    return " ".join(words), {word: number + 255 for word, number in vocabulary.items()}, int(rng.integers(7, 10))


@exercise.probe()
def one_word(rng):
    (word,), vocabulary = _words(rng, 1)
    return word.capitalize() + "!", vocabulary, int(rng.integers(3, 6))


def _blanks_for_marks(text):
    return "".join(" " if letter in MARKS else letter for letter in text)


def _has_mark_between(text):
    return any(b in MARKS and (a + c).isalnum() for a, b, c in zip(text, text[1:], text[2:]))


exercise.classes("""
mark_between_words: where a mark stands between two words, without a blank  if _has_mark_between(text)
mark_alone: where a mark has a blank on both sides  if any(set(piece) <= set(MARKS) for piece in text.split())
mark_in_front: where a mark stands in front of a word
    any(piece[0] in MARKS and piece[-1].isalnum() for piece in text.split())
two_marks: where two marks stand behind a word
    any(piece[0].isalnum() and set(piece[-2:]) <= set(MARKS) for piece in text.split())
other_sign: where a word holds a sign that is none of the marks
    any(not letter.isalnum() for letter in _blanks_for_marks(text) if letter != " ")
large_vocabulary: where words have numbers above 255  if max(vocabulary.values()) > 256
one_word: where text is a single word  if len(_blanks_for_marks(text).split()) == 1
too_long: where text has more words than length says  if len(_blanks_for_marks(text).split()) > length
as_long: where text has as many words as length says  if len(_blanks_for_marks(text).split()) == length
""")

exercise.wrong_lines("""
case_kept: Words with a capital letter are not found. Turn the text into small letters before you look a word up.
    words = text.split()
marks_kept: A word with a mark behind it is not found. Put a blank in the place of each mark before you split.
    text = text.replace(mark, " ") -> pass
only_full_stops_removed: Only full stops and commas are taken away. The marks are . , : ; ? and !
    for mark in ".,":
unknown_as_padding: A word that is not in the vocabulary gets 0, which means: no word. It should get 1.
    numbers = [vocabulary.get(word, 0) for word in words][:length]
unknown_left_out: Words that are not in the vocabulary are left out. Each of them should be 1.
    numbers = [vocabulary[word] for word in words if word in vocabulary][:length]
unknown_not_expected: A word that is not in the vocabulary stops it. Such a word should be 1. (vocabulary[word] raises
a KeyError there.)
    numbers = [vocabulary[word] for word in words][:length]
not_filled_up: A short text gives a short list. Fill it up with zeros behind the words, to the given length.
    return numbers
not_cut: A long text gives a long list. Keep the first words only, as many as length says.
    numbers = [vocabulary.get(word, 1) for word in words]
filled_up_in_front: The zeros stand in front of the words. They should stand behind them.
    return [0] * (length - len(numbers)) + numbers
filled_up_with_unknown: It is filled up with 1, which stands for an unknown word. Where there is no word, write 0.
    return numbers + [1] * (length - len(numbers))
last_words_kept: Of a long text the last words are kept. Keep the first ones.
    numbers = [vocabulary.get(word, 1) for word in words][-length:]
letters_for_words: It looks up letters. A loop over a text goes letter by letter: split the text into words first.
    words = text.lower()
each_word_once: A word that occurs twice comes once. Every word of the text should have its place.
    words = dict.fromkeys(text.lower().split())
sorted: The words are sorted. Keep them in the order of the text.
    words = sorted(text.lower().split())
marks_and_blanks_lost: Blanks are taken away too, so that everything is one long word. Split first, or put a blank for
each mark.
    words = text.replace(" ", "").lower().split()
one_number_too_few: The list has one number too few. It should have as many as length says.
    length => length - 1
not_only_numbers: It holds something else than numbers: the words themselves, or None for a word that is not in the
vocabulary.
    numbers = words[:length]
    numbers = [vocabulary.get(word) for word in words][:length]
counts_for_numbers: It counts how often each word of the vocabulary occurs. Wanted is the number of each word, in the
text's order.
    return [numbers.count(number) for number in vocabulary.values()]
no_word_found: Every word comes out as unknown, 1. Look up the words of the text, in small letters.
    words = text.upper().split()
marks_deleted: Two words with nothing but a mark between them come out as one. A blank in the place of each mark keeps
them apart.
    text = text.replace(mark, "")
marks_stripped: A mark that stands alone comes out as an unknown word, and two words with nothing but a mark between
them come out as one. Put a blank in the place of each mark before you split.
    text = text.replace(mark, " ") -> pass ;; words = [word.strip(".,:;?!") for word in text.lower().split()]
marks_behind_words_only: Only marks behind a word are taken away. A mark may stand anywhere: put a blank in the place
of each.
    text = text.replace(mark, " ") -> pass ;; words = [word.rstrip(".,:;?!") for word in text.lower().split()]
one_mark_behind_words_only: Only one mark behind a word is taken away. There may be more, and at any place: put a
blank in the place of each.
    text = text.replace(mark, " ") -> pass
        ;; words = [word[:-1] if word[-1] in ".,:;?!" else word for word in text.lower().split()]
last_letter_cut_off: The last letter of each word is taken away, whether it is a mark or not. Take the marks away,
nothing else.
    text = text.replace(mark, " ") -> pass ;; words = [word[:-1] for word in text.lower().split()]
empty_words: Where two blanks stand side by side, an empty word between them counts as unknown. Leave it out:
text.split() without an argument finds none.
    words = text.lower().split(" ")
    words = text.lower().strip().split(" ")
too_many_signs_removed: Other signs than the marks are taken away too. The marks are . , : ; ? and !, and nothing else.
    for mark in ".,:;?!'-&":
places_for_numbers: It numbers the words by their place in the text. Take the number of a word from the vocabulary.
    numbers = list(range(len(words)))[:length]
letters_cut: The text is cut after as many letters as length says. length counts words: split first, then cut the list.
    words = text.lower()[:length].split()
one_hot: It returns one-hot rows. Wanted are the numbers themselves: a list of length whole numbers.
    return np.eye(len(vocabulary) + 2)[numbers + [0] * (length - len(numbers))]
""")

exercise.alternatives("""
an array of zeros is filled:
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
appended word by word:
    text = text.replace(".", " ").replace(",", " ").replace(":", " ")
    text = text.replace(";", " ").replace("?", " ").replace("!", " ")
    numbers = []
    for word in text.split():
        word = word.lower()
        numbers.append(vocabulary[word] if word in vocabulary else 1)
    while len(numbers) < length:
        numbers.append(0)
    return np.array(numbers[:length])
letter by letter:
    letters = []
    for letter in text.lower():
        letters.append(" " if letter in ".,:;?!" else letter)
    words = "".join(letters).split()[:length]
    idx = [vocabulary.get(word, 1) for word in words]
    return tuple(idx + [0 for _missing in range(length - len(idx))])
np.pad:
    text = "".join(" " if letter in ".,:;?!" else letter for letter in text)
    idx = np.array([vocabulary.get(word, 1) for word in text.casefold().split()])[:length]
    return np.pad(idx, (0, length - len(idx)))
""")
