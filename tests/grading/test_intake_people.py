# ruff: noqa: E501 (names of files)
"""Two people never become one and one never becomes two, whatever system hands their files on and whatever they are
called.

People, systems and file names are drawn from a seed that a failure tells.
"""

import csv
import io
import random
import shutil
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from gradatim_autograder.grading.intake.collect import collect
from gradatim_autograder.grading.intake.names import safe_id
from gradatim_autograder.grading.intake.roster import read_roster
from gradatim_autograder.grading.intake.students import Students
from handed_out import BY_NAME, KEEP_FOLDERS, SYSTEMS, Person, Upload
from thorough import thorough

IDS = {"01-neuron": {"neuron", "step"}, "02-layers": {"dense_forward", "one_hot"}}
CONTENT = {"01-neuron": b'{"cells": [{"grade_id": "step"}]}', "02-layers": b'{"cells": [{"grade_id": "one_hot"}]}'}
FIRST = [
    "Ada",
    "Bo",
    "Jean-Luc",
    "Ada Maria",
    "Ζωή",
    "明",
    "Олег",
    "किरण",
    "करण",
    "أحمد",
    "Nguyễn",
    "D'Arcy",
    "Xi",
    "J.",
]
LAST = [
    "Muster",
    "Muster-Meier",
    "Παππά",
    "李",
    "Кузнецов",
    "van der Berg",
    "O'Neil",
    "Smith 2",
    "Müller",
    "de la Cruz",
    "Li",
]
LOGINS = ["{f}_{l}", "{f}.{l}", "{f}{n}", "{f}_{n}", "u{n}", "{l}", "{f}-{l}", "{f}_{f}_{l}"]
FILES = [
    "{c}.ipynb", "Copy of {c}.ipynb", "Kopie von {c}.ipynb", "Copie de {c}.ipynb", "Копия {c}.ipynb", "{c} (1).ipynb",
    "{c} - Copy.ipynb", "{c}-Copy1.ipynb", "{c} - Kopie (2).ipynb", "{c} のコピー.ipynb", "{c}-1.ipynb", "{c}_final_v2.ipynb",
    "my_{c}.ipynb", "{c}.v2.final.ipynb", "12_34_{c}.ipynb", "{other}_{c}.ipynb", "{c}_{other}.ipynb", "homework.ipynb",
    "Untitled0.ipynb", "{other}_1_2_{c}.ipynb", "{other}_99_assignsubmission_file_{c}.ipynb", "last homework (3).ipynb",
    "x_{other}_attempt_2026-01-05-10-00-00_{c}.ipynb", "1-2 - {other} - Oct 5, 2026 1022 AM - {c}.ipynb",
    "{other} - {c}.ipynb", "C{c}.ipynb", "{C}.ipynb",
]  # fmt: skip
IN_FOLDERS = ["{other}/{c}.ipynb", "src/{c}.ipynb", "{c}/{c}.ipynb", "Submission attachment(s)/{c}.ipynb"]


def draw_people(rng, system):
    people, names, logins = [], set(), set()
    numbers = rng.sample(range(40_000, 60_000), 60)
    # One person's folder alone cannot be told from one around a class.
    for number in numbers[: rng.randrange(2 if system in ("folders", "classroom", "classroom50") else 1, 12)]:
        first, last = rng.choice(FIRST), rng.choice(LAST)
        plain = "".join(each for each in f"{first}x".casefold() if each.isascii() and each.isalnum())
        login = rng.choice(LOGINS).format(f=plain[:3], l=rng.choice(["lee", "may", "muster"]), n=number % 1000)
        if system.startswith(("repositories", "classroom50")):
            login = login.replace("_", "-").replace(".", "-")
        person = Person(first, last, login, number)
        if login in logins or (system in BY_NAME and person.name in names):
            continue
        logins.add(login)
        names.add(person.name)
        people.append(person)
    return people


def draw_file(rng, system, chapter, other):
    kinds = FILES + (IN_FOLDERS if system in KEEP_FOLDERS else [])
    return rng.choice(kinds).format(c=chapter, C=chapter.replace("-", "_"), other=other.replace("/", ""))


def write(given, places, chapter_of):
    for place, (who, file) in places.items():
        path = given / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(CONTENT[chapter_of[who, file]] if file else b"")


def one_class(seed, folder):
    rng = random.Random(seed)
    system = rng.choice(list(SYSTEMS))
    people = draw_people(rng, system)
    chapter_of, uploads = {}, []
    for who in people:
        files = []
        for chapter in rng.sample(list(IDS), rng.choice([1, 1, 2])):
            for _ in range(rng.choice([1, 1, 2])):
                file = draw_file(
                    rng, system, chapter, rng.choice([each.name for each in people] + ["ada", "Bo Muster"])
                )
                if (who, file) not in chapter_of:
                    chapter_of[who, file] = chapter
                    files.append(file)
        uploads.append(Upload(who, files, late=rng.random() < 0.3))
    places = SYSTEMS[system](uploads)
    given = folder / "given"
    write(given, places, chapter_of)
    intake = collect(given, IDS, None, Students(folder / "students.json"), folder / "copies")
    ids, told = defaultdict(set), set()
    for each in intake.submissions:
        who, file = places[each.file.where]
        ids[who].add(each.student)
        told |= {place for place in places if place in " ".join((*each.notes, *each.look))} | {each.file.where}
    told |= {each.where for each in intake.troubles}
    assert all(len(own) == 1 for own in ids.values()), (system, "one person became two", ids)
    everybody = [student.casefold() for own in ids.values() for student in own]
    assert len(set(everybody)) == len(everybody), (system, "two people became one", ids)
    lost = {place for place, (who, file) in places.items() if file} - told
    lost = {place for place in lost if not any(place.startswith(each) for each in told)}
    assert not lost, (system, "dropped in silence", lost)
    assert set(ids) == set(people), (system, "somebody's work was not graded", intake.troubles)


def _csv(header, rows):
    out = io.StringIO()
    csv.writer(out).writerows([header, *rows])
    return out.getvalue()


def _mail(who):
    return f"{who.login}@x.edu"


# The list of each system, whose files it is given with, and the id that it gives a student.
LISTS = {
    "canvas": (
        lambda people: _csv(["Student", "ID", "SIS Login ID", "Section", "Chapter (9)"], [["    Points Possible", "", "", "", 16],
            *([f"{who.last}, {who.first}", who.number, who.login, "A", ""] for who in people), ["Student, Test", 9, "t", "A", ""]]),
        ["canvas"], lambda who: str(who.number)),
    "worksheet": (
        lambda people: _csv(["Tunniste", "Koko nimi", "Posti", "Tila", "Arvosana", "Muokattu"],
            [[f"Osallistuja {who.number}", who.name, _mail(who), "", "", ""] for who in people]),
        ["moodle", "moodle_before_41", "moodle_flat", "moodle_blind"], _mail),
    "participants": (
        lambda people: _csv(["Vorname", "Nachname", "ID-Nummer", "E-Mail-Adresse"],
            [[who.first, who.last, 7_000_000 + who.number, _mail(who)] for who in people]),
        ["moodle", "moodle_flat", "canvas", "brightspace", "brightspace_flat", "classroom", "teams", "folders"],
        lambda who: str(7_000_000 + who.number)),
    "blackboard": (
        lambda people: _csv(["Last Name", "First Name", "Username", "Student ID", "Chapter [Total Pts: 16 Score] |12345"],
            [[who.last, who.first, who.login, who.number, ""] for who in people]),
        ["blackboard", "blackboard_odd_title", "sakai", "repositories", "classroom50"], lambda who: who.login),
}  # fmt: skip


def one_class_with_a_list(seed, folder):
    """What is graded is the right student's, or is listed for a look; nothing is another's in silence."""
    rng = random.Random(seed)
    kind = rng.choice(list(LISTS))
    make, systems, identifier = LISTS[kind]
    system = rng.choice(systems)
    people = draw_people(rng, system)
    chapter_of, uploads = {}, []
    for who in people:
        file = draw_file(rng, system, "01-neuron", rng.choice([each.name for each in people] + ["ada", "lee"]))
        chapter_of[who, file] = "01-neuron"
        uploads.append(Upload(who, [file]))
    places = SYSTEMS[system](uploads)
    write(folder / "given", places, chapter_of)
    listed = [who for who in people if rng.random() < 0.8]
    (folder / "class.csv").write_text(make(listed or people), encoding="utf-8")
    roster = read_roster(folder / "class.csv")
    assert set(roster.entries) == {safe_id(identifier(who)) for who in listed or people}
    intake = collect(folder / "given", IDS, roster, Students(folder / "students.json"), folder / "copies")
    for each in intake.submissions:
        who, _file = places[each.file.where]
        assert each.student == safe_id(identifier(who)) or each.look, (system, kind, who, each.student)
    told = {each.file.where for each in intake.submissions} | {each.where for each in intake.troubles}
    told |= {place for place in places for each in intake.submissions if place in " ".join(each.look)}
    assert {place for place, (_who, file) in places.items() if file} <= told, (system, kind, "dropped in silence")
    names = Counter(who.name for who in people)
    graded = {each.student for each in intake.submissions}
    plain = {safe_id(identifier(who)) for who in listed if kind in ("canvas", "worksheet") or names[who.name] == 1}
    if kind != "participants":
        assert plain <= graded, (system, kind, "somebody on the list was not found", plain - graded, intake.troubles)


@pytest.mark.parametrize("part", range(2))
def test_with_a_list_nobody_gets_anothers_work(part):
    many = thorough(300, 6000) // 2
    for seed in range(part * many, (part + 1) * many):
        folder = Path(tempfile.mkdtemp(prefix="people"))
        try:
            one_class_with_a_list(seed, folder)
        except Exception as error:
            raise AssertionError(f"seed {seed}: {type(error).__name__}: {error}") from error
        finally:
            shutil.rmtree(folder)


@pytest.mark.parametrize("part", range(4))
def test_people_stay_who_they_are(part):
    many = thorough(400, 8000) // 4
    for seed in range(part * many, (part + 1) * many):
        folder = Path(tempfile.mkdtemp(prefix="people"))
        try:
            one_class(seed, folder)
        except Exception as error:
            raise AssertionError(f"seed {seed}: {type(error).__name__}: {error}") from error
        finally:
            shutil.rmtree(folder)
