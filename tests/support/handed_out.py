"""What learning-management systems make of a class's files: the place of each in the zip that they give to an
instructor.

Each function follows what the system itself does to names, as far as that is public. A system that knows its
students by names alone is marked so: two of one name are no two there.
"""

import re
import unicodedata
from dataclasses import dataclass, field

BY_NAME = {"classroom", "teams", "folders", "prefixes"}
SIGNS = r"[&<>\"`|':\\/\x00-\x1f]"


@dataclass(frozen=True)
class Person:
    """One student; `number` is the system's own."""

    first: str
    last: str
    login: str
    number: int

    @property
    def name(self):
        return f"{self.first} {self.last}".strip()


@dataclass
class Upload:
    """What a person handed in: files by name, with folders where the system keeps them."""

    who: Person
    files: list[str]
    late: bool = False
    serial: int = field(default=0)


def _ruby_word(text):
    return "".join(each for each in text if each == "_" or unicodedata.category(each)[0] in "LMN")


def canvas(uploads):
    """lib/content_zipper.rb"""
    places, attachment = {}, 880_000
    for upload in uploads:
        name = re.sub(r"_(\d+)_", r"\1", f"{upload.who.last}, {upload.who.first}".strip(", ")).lower()
        start = _ruby_word("_".join([name, *(["LATE"] if upload.late else []), str(upload.who.number)]))
        for file in upload.files:
            attachment += 7
            sanitized = re.sub(r"[\x00/\\:*?\"<>|]+", "_", file)
            places[f"{start}_{attachment}_{sanitized}"] = (upload.who, file)
    return places


def canvas_anonymous(uploads):
    places, attachment = {}, 880_000
    for upload in uploads:
        code = _base58(upload.who.number)
        for file in upload.files:
            attachment += 7
            start = f"{'LATE_' if upload.late else ''}anon_{code}"
            places[f"{start}_{attachment}_{re.sub(r'[/:*?<>|]+', '_', file)}"] = (upload.who, file)
    return places


def _base58(number):
    letters = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
    code = ""
    for _ in range(5):
        number, digit = divmod(number, 58)
        code += letters[digit]
    return code


def _moodle_clean(text):
    return re.sub(r"\.\.+", "", re.sub(SIGNS, "", text)).strip()


def moodle(uploads, end="_assignsubmission_file/", name=None, number=lambda who: who.number):
    """mod/assign/classes/downloader.php"""
    places = {}
    for upload in uploads:
        start = _moodle_clean((name or upload.who.name).replace("_", " ") + f"_{number(upload.who)}")
        for file in upload.files:
            places[start + end + re.sub(r"[\\:*?<>|]", "", file)] = (upload.who, file)
    return places


def moodle_before_41(uploads):
    return moodle(uploads, end="_assignsubmission_file_/")


def moodle_flat(uploads):
    return moodle(uploads, end="_assignsubmission_file_")


def moodle_blind(uploads):
    return moodle(uploads, name="Participant")


def blackboard(uploads, title="Homework 1"):
    places = {}
    for upload in uploads:
        start = f"{title}_{upload.who.login}_attempt_2026-10-05-10-22-{upload.who.number % 60:02}"
        places[f"{start}.txt"] = (upload.who, None)
        for file in upload.files:
            places[f"{start}_{file}"] = (upload.who, file)
    return places


def blackboard_odd_title(uploads):
    return blackboard(uploads, "Task_1_2 (a)")


def brightspace(uploads, between="/"):
    places = {"index.html": (None, None)}
    for upload in uploads:
        start = f"{upload.who.number}-3051 - {upload.who.name.replace('/', '')} - Oct 5, 2026 1022 AM"
        for file in upload.files:
            places[start + between + file] = (upload.who, file)
    return places


def brightspace_flat(uploads):
    return brightspace(uploads, between=" - ")


def sakai(uploads):
    places = {"Homework 1/grades.csv": (None, None)}
    for upload in uploads:
        start = f"Homework 1/{upload.who.last}, {upload.who.first}({upload.who.login})"
        places[f"{start}/timestamp.txt"] = (upload.who, None)
        places[f"{start}/comments.txt"] = (upload.who, None)
        for file in upload.files:
            places[f"{start}/Submission attachment(s)/{file}"] = (upload.who, file)
    return places


def repositories(uploads, around="hw1-submissions/", title="hw1"):
    return {
        f"{around}{title}-{upload.who.login}/{file}": (upload.who, file) for upload in uploads for file in upload.files
    }


def classroom50(uploads):
    return repositories(uploads, around="", title="cs-101-01-neuron")


def teams(uploads):
    return {
        f"Submitted files/{upload.who.name}/Chapter 1/Version {1 + upload.serial}/{file}": (upload.who, file)
        for upload in uploads
        for file in upload.files
    }


def classroom(uploads):
    return {f"{upload.who.name} - {file}": (upload.who, file) for upload in uploads for file in upload.files}


def folders(uploads):
    return {f"{upload.who.name}/{file}": (upload.who, file) for upload in uploads for file in upload.files}


SYSTEMS = {
    each.__name__: each
    for each in (
        canvas, canvas_anonymous, moodle, moodle_before_41, moodle_flat, moodle_blind, blackboard, blackboard_odd_title,
        brightspace, brightspace_flat, sakai, repositories, classroom50, teams, classroom, folders,
    )
}  # fmt: skip
KEEP_FOLDERS = {"moodle", "moodle_before_41", "moodle_blind", "repositories", "classroom50", "folders"}
