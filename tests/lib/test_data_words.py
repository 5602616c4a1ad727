"""The texts: reviews in pairs of praise and blame, first names, and numbers in two languages."""

import re

import numpy as np
import pytest
from gradatim import data


def test_reviews_are_pairs_of_praise_and_blame_and_all_different():
    texts, y = data.reviews()
    assert len(texts) == 520 == len(set(texts)) and y.dtype == np.int64
    assert y.tolist() == [1, 0] * 260
    assert all(text == text.strip() and text[-1] in ".?!" and 3 <= len(text.split()) <= 30 for text in texts)
    assert not re.search(r"[^A-Za-z .,:;?!'-]", "".join(texts)), "plain letters and the marks of the chapter"


def test_names_are_those_of_the_census():
    names = data.names()
    assert len(names) == 1921 and names == sorted(set(names))
    assert all(re.fullmatch("[a-z]{2,11}", name) for name in names) and {"mary", "james", "linda"} <= set(names)


@pytest.mark.parametrize(
    ("number", "english", "german"),
    [
        (1, "one", "eins"),
        (16, "sixteen", "sechzehn"),
        (42, "forty two", "zwei und vierzig"),
        (77, "seventy seven", "sieben und siebzig"),
        (101, "one hundred and one", "ein hundert eins"),
        (912, "nine hundred and twelve", "neun hundert zwölf"),
        (999, "nine hundred and ninety nine", "neun hundert neun und neunzig"),
    ],
)
def test_numbers_are_said_as_people_say_them(number, english, german):
    assert data.number_words()[number - 1] == (english, german)


def test_numbers_are_said_in_few_words_each_in_its_own():
    pairs = data.number_words()
    assert len(pairs) == 999 == len({english for english, _ in pairs}) == len({german for _, german in pairs})
    for column, most in ((0, 5), (1, 5)):
        assert max(len(pair[column].split()) for pair in pairs) == most
        assert len({word for pair in pairs for word in pair[column].split()}) == 29 + column
