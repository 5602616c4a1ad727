"""A student's own CSV file: read as it is, or refused in one sentence that names the place."""

from pathlib import Path

import numpy as np
import pytest
from gradatim import data
from gradatim.data.table import LEAST_ROWS, MOST_BYTES

ROWS = [f"{n},{n / 4},{'low' if n % 3 else 'high'},{2 * n - 1}" for n in range(40)]
HEADER = "age,weight,risk,price"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(text, name="mine.csv"):
    Path(name).write_bytes(text if isinstance(text, bytes) else text.encode())


def rows(*changed, header=HEADER, at=5):
    """The file, with the row in line `at` replaced."""
    lines = [header, *ROWS]
    lines[at - 1 : at - 1 + len(changed)] = changed
    return "\n".join(lines) + "\n"


def test_numbers():
    write(rows())
    X, y, columns, classes = data.table("mine.csv", "price", leave_out="risk")
    assert X.shape == (40, 2) and X.dtype == np.float64 and columns == ["age", "weight"] and classes == []
    assert X[:, 1].tolist() == [n / 4 for n in range(40)] and y.tolist() == [2.0 * n - 1 for n in range(40)]


def test_classes_are_numbered_in_the_order_of_their_names():
    write(rows())
    _X, y, columns, classes = data.table("mine.csv", "risk", classes=True)
    assert classes == ["high", "low"] and y.dtype == np.int64 and y.tolist() == [int(n % 3 > 0) for n in range(40)]
    assert columns == ["age", "weight", "price"]


def test_classes_that_are_numbers_keep_their_order():
    write("a,b\n" + "".join(f"{n},{(2, 10, 1)[n % 3]}\n" for n in range(40)))
    assert data.table("mine.csv", "b", classes=True).classes == ["1", "2", "10"]


@pytest.mark.parametrize(
    "text",
    [
        rows().replace(",", ";"),
        rows().replace(",", "\t"),
        "\ufeff" + rows(),
        rows().replace("\n", "\r\n"),
        rows().replace(",", ", "),
        rows() + "\n\n,,,\n",
        rows('"0","0.0","high","-1"', at=2),
        rows(header='"age","weight","risk","price"'),
    ],
    ids=["semicolons", "tabs", "mark of Windows", "line ends", "blanks", "empty lines", "quoted", "quoted names"],
)
def test_the_forms_that_programs_write(text):
    write(text)
    X, y, columns, _classes = data.table("mine.csv", "price", leave_out=["risk"])
    assert X.shape == (40, 2) and columns == ["age", "weight"] and y[0] == -1 and X[1].tolist() == [1, 0.25]


def test_a_folder_beside_the_notebook(folder):
    (folder / "data").mkdir()
    write(rows(), "data/mine.csv")
    assert data.table("data/mine.csv", "price", leave_out=["risk"]).X.shape == (40, 2)


BAD = {
    "empty cell": (rows("3,,low,5"), "mine.csv, line 5, column 'weight': the cell is empty"),
    "no number": (rows("3,n/a,low,5"), "line 5, column 'weight': 'n/a' is not a number.*leave_out"),
    "nan": (rows("3,nan,low,5"), "line 5, column 'weight': 'nan' is not a number"),
    "inf": (rows("3,-inf,low,5"), "'-inf' is not a number"),
    "underscore": (rows("3_0,1,low,5"), "'3_0' is not a number"),
    "comma": (rows('3,"1,5",low,5'), "'1,5' is not a number. Write a decimal point"),
    "target": (rows("3,1,low,dear"), "column 'price': 'dear' is not a number. If it names a class, pass classes=True"),
    "too few values": (rows("3,1,low"), "line 5, has 3 values, but the first line names 4"),
    "too many values": (rows("3,1,low,5,6"), "line 5, has 5 values"),
    "open quote": (rows('"3,1,low,5'), "cannot be read as CSV"),
    "no header": ("\n".join(row.replace("low", "0").replace("high", "1") for row in ROWS), "has to name the columns"),
    "no name": (rows(header="age,,risk,price"), "column 2 has no name"),
    "two names": (rows(header="age,age,risk,price"), "two columns called 'age'"),
    "no target": (rows(header="age,weight,risk,cost"), "no column 'price'. Its columns are 'age', 'weight'"),
    "nothing": (b"", "no names in its first line"),
    "blank": (b"\n\n", "no names in its first line"),
    "no rows": (HEADER, "holds 0 rows of data. At least 30"),
    "few rows": ("\n".join([HEADER, *ROWS[: LEAST_ROWS - 1]]), "holds 29 rows"),
    "not UTF-8": (rows("3,1,l\xf6w,5").encode("latin-1"), "line 5, is not text in UTF-8"),
    "workbook": (b"PK\x03\x04rest", "is a workbook"),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "not text in UTF-8"),
    "zeros": (b"\x00" * 100, "no names|cannot be read|holds 0 rows|has no column"),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_input_is_one_sentence_with_its_place(what):
    text, words = BAD[what]
    write(text)
    with pytest.raises(data.TableError, match=words) as error:
        data.table("mine.csv", "price", leave_out=["risk"])
    assert "\n" not in str(error.value) and len(str(error.value)) < 300


def test_bad_classes():
    write(rows("3,1,,5"))
    with pytest.raises(data.TableError, match="line 5, column 'risk': the class is missing"):
        data.table("mine.csv", "risk", classes=True)
    write(rows())
    with pytest.raises(data.TableError, match="column 'price': 40 classes in 40 rows"):
        data.table("mine.csv", "price", classes=True, leave_out=["risk"])
    write("\n".join(["a,b", *(f"{n},one" for n in range(40))]))
    with pytest.raises(data.TableError, match="1 classes in 40 rows"):
        data.table("mine.csv", "b", classes=True)
    with pytest.raises(data.TableError, match="no column left"):
        data.table("mine.csv", "b", classes=True, leave_out=["a"])


def test_a_file_that_is_not_there(folder):
    write(rows(), "other.csv")
    with pytest.raises(data.TableError, match=r"no file mine\.csv\. The CSV files beside the notebook: other\.csv"):
        data.table("mine.csv", "price")
    (folder / "mine.csv").mkdir()
    with pytest.raises(data.TableError, match=r"no file mine\.csv"):
        data.table("mine.csv", "price")


@pytest.mark.parametrize("path", ["../mine.csv", "/tmp/mine.csv"])
def test_a_file_elsewhere_would_be_missing_when_the_work_is_graded(path):
    with pytest.raises(data.TableError, match=r"Put mine\.csv beside the notebook"):
        data.table(path, "price")


def test_a_file_that_is_too_large_to_hand_in():
    write(b"a,b\n")
    with Path("mine.csv").open("ab") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(data.TableError, match="larger than 20 MB"):
        data.table("mine.csv", "b")


def test_a_notebook_shows_the_sentence_alone(capsys):
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell()
    shell.run_cell("from gradatim import data\ndata.table('none.csv', 'y')")
    said = capsys.readouterr().out
    assert said.strip() == "There is no file none.csv. The CSV files beside the notebook: none."
