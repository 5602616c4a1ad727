"""`gradatim export`, from a graded class to the files."""

import csv
import json
import zipfile

import pytest
from gradatim_autograder.cli import main
from small_class import CHAPTER, FULL, SmallClass, graded_in_this_process, work

WORKSHEET = "Identifier,Full name,Email address,Status,Grade,Maximum Grade\n" + "".join(
    f"Participant {number},{name},{name[:3].lower()}@example.org,Submitted,,12.00\n"
    for number, name in ((71, "Ada Lovelace"), (72, "Bob Stone"), (73, "Cy Young"))
)


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Ada's marks are complete; Bob waits for a person; Cy's notebook is none."""
    with pytest.MonkeyPatch.context() as patch:
        graded_in_this_process(patch)
        made = SmallClass(tmp_path_factory.mktemp("export"), students=())
        for number, name in ((71, "Ada Lovelace"), (72, "Bob Stone")):
            folder = made.given / f"{name}_{number}_assignsubmission_file"
            folder.mkdir()
            (folder / f"{CHAPTER}.ipynb").write_bytes(work(name))
        (made.given / "Cy Young_73_assignsubmission_file").mkdir()
        (made.given / "Cy Young_73_assignsubmission_file" / f"{CHAPTER}.ipynb").write_bytes(b"no notebook")
        assert made.grade() == 1
        made.expected["Ada_Lovelace"] = FULL
        made.mark_by_hand("Ada_Lovelace")
        assert made.grade() == 1
        yield made


@pytest.fixture
def export(graded, monkeypatch, capsys):
    """Calls the command; its exit status, and what it says."""
    monkeypatch.chdir(graded.course)

    def call(*arguments):
        capsys.readouterr()
        status = main(["export", "--grading", str(graded.grading), *map(str, arguments)])
        said = capsys.readouterr()
        return status, said.out + said.err

    return call


def test_moodle(graded, export, tmp_path):
    (tmp_path / "worksheet.csv").write_text(WORKSHEET)
    status, said = export("--to", "moodle", "--template", tmp_path / "worksheet.csv")
    assert status == 1, "two were left out"
    assert f"1 marks of {CHAPTER} are ready to go back, and 1 feedback pages:" in said
    assert "1 who wait for a person's points: Bob_Stone" in said
    assert "1 whose work could not be graded: Cy_Young" in said
    rows = list(csv.reader((graded.grading / "export" / f"moodle-{CHAPTER}.csv").open(newline="")))
    assert [row[4] for row in rows] == ["Grade", f"{graded.expected['Ada_Lovelace']:g}", "", ""]
    with zipfile.ZipFile(graded.grading / "export" / f"moodle-{CHAPTER}-feedback.zip") as pages:
        assert pages.namelist() == ["Ada Lovelace_71_assignsubmission_file_/feedback.html"]
        assert pages.read(pages.namelist()[0]).decode() == graded.page("Ada_Lovelace")


def test_canvas_needs_its_own_file_for_work_of_another_system(graded, export, tmp_path):
    status, said = export("--to", "canvas")
    assert status == 2 and "give the gradebook that Canvas exports with --template" in said
    (tmp_path / "grades.csv").write_text(f'Student,ID,SIS Login ID,Section,{CHAPTER} (5)\n"Lovelace, Ada",9,ada,A,\n')
    assert export("--to", "canvas", "--template", tmp_path / "grades.csv")[0] == 1
    rows = list(csv.reader((graded.grading / "export" / f"canvas-{CHAPTER}.csv").open(newline="")))
    assert rows[1:] == [["Lovelace, Ada", "9", "ada", "A", f"{graded.expected['Ada_Lovelace']:g}"]]


def test_sakais_zip(graded, export, tmp_path):
    table = '"x","Points"\n""\n"Display ID","ID","Last Name","First Name","grade"\n"ada","ada","Lovelace","Ada",""\n'
    with zipfile.ZipFile(tmp_path / "bulk.zip", "w") as made:
        made.writestr("Neuron/grades.csv", table)
        made.writestr("Neuron/Lovelace, Ada(ada)/Submission attachment(s)/x.ipynb", b"{}")
    assert export("--to", "sakai", "--template", tmp_path / "bulk.zip")[0] == 1
    with zipfile.ZipFile(graded.grading / "export" / f"sakai-{CHAPTER}.zip") as back:
        assert back.namelist() == ["Neuron/grades.csv"]
        assert back.read("Neuron/grades.csv").decode().splitlines()[3].endswith('"11.5"')


def test_gradescope(graded, export):
    status, said = export("--to", "gradescope")
    folder = graded.grading / "export" / "gradescope" / CHAPTER
    assert status == 1 and str(folder) in said
    told = json.loads((folder / "Ada_Lovelace" / "results.json").read_text())
    assert told["score"] == graded.expected["Ada_Lovelace"] and {each["score"] for each in told["tests"]} != {0.0}
    assert [each.name for each in folder.iterdir()] == ["Ada_Lovelace"]


@pytest.mark.parametrize(("arguments", "said"), [
    (["--to", "moodle"], "--template"),
    (["--to", "blackboard"], "Work Offline"),
    (["--to", "canvas", "--chapter", "02-layers"], "02-layers is not graded"),
    (["--to", "canvas", "--template", "nothing.csv"], "nothing.csv cannot be read (No such file"),
])  # fmt: skip
def test_what_is_missing_is_said_in_a_sentence(export, arguments, said):
    status, told = export(*arguments)
    assert status == 2 and told.startswith("gradatim: ") and said in told and "Traceback" not in told


def test_a_folder_in_which_nothing_is_graded(export, tmp_path):
    status, told = export("--to", "canvas", "--grading", tmp_path)
    assert status == 2 and "Nothing is graded" in told


def test_a_link_in_the_way_is_told_and_not_followed(graded, export, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    folder = graded.grading / "export"
    kept = folder.rename(graded.grading / "kept") if folder.exists() else None
    folder.symlink_to(outside, target_is_directory=True)
    try:
        status, told = export("--to", "gradescope")
        assert status == 2 and told.startswith("gradatim: ") and "link" in told and list(outside.iterdir()) == []
    finally:
        folder.unlink()
        if kept:
            kept.rename(folder)
