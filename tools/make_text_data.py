"""Make names.txt and number_words.tsv of lib/gradatim/data/files/, the same bytes on every run:

uv run --no-project --with names==0.3.0 --with num2words==0.5.14 python tools/make_text_data.py
"""

import re
from importlib.resources import files
from pathlib import Path

from num2words import num2words

FOLDER = Path(__file__).resolve().parents[1] / "lib" / "gradatim" / "data" / "files"
FIRST_NAMES = 1000  # the most frequent ones of each list
NUMBERS = range(1, 1000)
# What German number words below 1000 are put together from; the longest that fits is cut off first.
PARTS = [
    "eins",
    "ein",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
    "zwanzig",
    "dreißig",
    "vierzig",
    "fünfzig",
    "sechzig",
    "siebzig",
    "achtzig",
    "neunzig",
    "hundert",
    "und",
]
PART = re.compile("|".join(sorted(PARTS, key=len, reverse=True)))


def first_names():
    """The most frequent first names of both lists, each once, in the order of the alphabet, in small letters."""
    found = set()
    for name in ("dist.female.first", "dist.male.first"):
        lines = files("names").joinpath(name).read_text(encoding="ascii").splitlines()
        found |= {line.split()[0].lower() for line in lines[:FIRST_NAMES]}
    assert all(re.fullmatch("[a-z]+", name) for name in found)
    return sorted(found)


def english(number):
    """As "three hundred and forty two", with a blank for the hyphen."""
    return num2words(number, lang="en").replace("-", " ")


def german(number):
    """As "drei hundert zwei und vierzig": the one word of German cut into the parts that it is made of."""
    word = num2words(number, lang="de")
    parts = PART.findall(word)
    assert "".join(parts) == word, word
    return " ".join(parts)


def main():
    names = first_names()
    (FOLDER / "names.txt").write_text("\n".join(names) + "\n", encoding="ascii", newline="\n")
    lines = ["number\tenglish\tgerman", *(f"{n}\t{english(n)}\t{german(n)}" for n in NUMBERS)]
    (FOLDER / "number_words.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
