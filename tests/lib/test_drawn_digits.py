"""Drawings of digits, from the keyboard and from picture files, and pictures of tables and images."""

import numpy as np
import pytest
from gradatim import data, plots
from gradatim.picture import Message, Picture
from matplotlib.image import imsave

ONE = "\n".join(["...##..."] * 8)


def even(X):
    return np.full((len(X), 10), 0.1)


def test_eight_lines_are_a_drawing():
    ink = data.drawn_digit("\n" + ONE.replace("...##...", ".. +#...", 1) + "\n")
    assert ink.shape == (8, 8) and ink.dtype == np.float64
    assert ink[0].tolist() == [0, 0, 0, 0.5, 1, 0, 0, 0] and (ink[1:, 3:5] == 1).all() and ink.sum() == 15.5
    assert (data.drawn_digit(ONE.split("\n")) == data.drawn_digit(ONE)).all()


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("", "8 lines; this one has 1"),
        ("\n".join(["...##..."] * 9), "8 lines; this one has 9"),
        (ONE[:-1], "line 8 has 7"),
        (ONE.replace(".", "o", 1), "line 1 holds 'o'"),
        ("\n".join(["........"] * 8), "empty"),
        (7, "eight lines of text or the name"),
        (None, "eight lines of text or the name"),
        ("nowhere.png", "no file called nowhere.png"),
    ],
)
def test_what_is_no_drawing_gets_one_sentence(source, words):
    with pytest.raises(ValueError, match=words):
        data.drawn_digit(source)
    shown = plots.own_digit(even, source)
    assert isinstance(shown, Message) and words in shown.text and "\n" not in shown.text


@pytest.mark.parametrize("paper", [1.0, 0.0])
@pytest.mark.parametrize("suffix", ["png", "jpg"])
def test_a_picture_file_is_cut_to_its_digit_and_shrunk(tmp_path, paper, suffix):
    """A cross of 48 by 48 pixels, 12 thick, somewhere on light or dark paper: 8 by 8 with strokes of 2."""
    grey = np.full((90, 120), paper)
    grey[20:68, 48:60], grey[38:50, 30:78] = 1 - paper, 1 - paper
    path = tmp_path / f"cross.{suffix}"
    imsave(path, grey, cmap="gray", vmin=0, vmax=1)
    wanted = np.zeros((8, 8))
    wanted[:, 3:5] = wanted[3:5] = 1
    for source in (path, str(path)):
        assert abs(data.drawn_digit(source) - wanted).max() < 0.05


def test_a_narrow_digit_keeps_its_shape_and_transparent_paper_is_white(tmp_path):
    pixels = np.zeros((60, 60, 4))  # black, and transparent where nothing is drawn
    pixels[10:50, 25:35, 3] = 1.0
    imsave(tmp_path / "one.png", pixels)
    ink = data.drawn_digit(tmp_path / "one.png")
    assert (ink[:, 3:5] == 1).all() and ink.sum() == 16


def test_files_without_a_digit(tmp_path):
    imsave(tmp_path / "plain.png", np.ones((20, 20)), cmap="gray", vmin=0, vmax=1)
    (tmp_path / "broken.png").write_bytes(b"no picture")
    for name, words in (("plain.png", "shows no digit"), ("broken.png", "cannot be read as a picture")):
        with pytest.raises(ValueError, match=words):
            data.drawn_digit(tmp_path / name)


def test_own_digit_says_what_was_read_and_what_is_wrong_with_a_function():
    picture = plots.own_digit(lambda X: np.eye(10)[[1]] if X.shape == (1, 8, 8, 1) else None, ONE)
    assert (
        isinstance(picture, Picture) and picture.alt.startswith("It reads a 1.") and "...##...; ...##..." in picture.alt
    )
    assert "ten probabilities" in plots.own_digit(lambda X: np.ones(9), ONE).text
    assert "stopped with KeyError" in plots.own_digit(lambda X: {}[0], ONE).text


def test_the_sliding_window_shows_right_numbers():
    image, kernel = np.arange(12.0).reshape(3, 4), np.array([[1.0, -2.0], [0.0, 3.0]])
    picture = plots.sliding_window(image, kernel, at=(1, 1), stride=2, pad=1)
    assert "The sum of the products is 23; it stands in row 1, column 1" in picture.alt  # 5 - 2 * 6 + 0 * 9 + 3 * 10
    assert "23" in [text.get_text() for text in picture.figure.axes[0].texts]


def test_pooling_shows_right_numbers_there_and_back():
    picture = plots.pooling([[1, 3, 2, 0], [5, 2, 1, 4]], 2, dout=[[7, -1]])
    assert "largest entries are 5, 4" in picture.alt and "0, 0, 0, 0; 7, 0, 0, -1" in picture.alt


def test_images_names_what_a_function_returns_wrongly():
    def unwritten():
        raise NotImplementedError

    def flat():
        return [np.zeros(3)]

    assert "unwritten is not written yet" in plots.images(unwritten).text
    assert "flat should return a list of pictures" in plots.images(flat).text
    assert "list of pictures" in plots.images(lambda: None).text


def test_the_photograph_is_grey_and_each_call_gives_a_copy():
    grey = data.photograph()
    assert grey.shape == (150, 128) and grey.dtype == np.float64 and 0 <= grey.min() < 0.1 and grey.max() == 1
    grey.fill(0)
    assert data.photograph().any()


def test_the_reader_of_digits_reads_them_without_training():
    """It gives probabilities, knows the digits that it was trained on, and reads an upright stroke."""
    read = data.digit_reader()
    X, y = data.digits()
    P = read(X.reshape(-1, 8, 8, 1))
    assert P.shape == (1797, 10) and P.dtype == np.float64 and abs(P.sum(axis=1) - 1).max() < 1e-9
    assert np.mean(P.argmax(axis=1) == y) > 0.99
    picture = plots.own_digit(read, ONE)
    assert isinstance(picture, Picture) and "It reads a 1." in picture.alt
