# ruff: noqa: E501 (code in strings)
"""Another's name, or another time, by what one uploads: as each learning-management system hands it on."""

import csv
import io

from attacks.classes import Class, Upload
from attacks.classes.things import Timed
from attacks.classes.work import most, work

ALL = most()
WORK = work()
NOTHING = work(**dict.fromkeys(("neuron", "step", "neuron_backward", "train_neuron")))
LITTLE = most(without=("neuron", "step", "neuron_backward", "train_neuron"))
NEW = 1_900_000_000


def moodle(what, files, **more):
    """Files in what Moodle makes of an upload: a folder with the student's name."""
    return Upload(what, {"{me} M_77_assignsubmission_file_/" + name: data for name, data in files.items()}, **more)


OF_MOODLE = {
    "a folder of ada": moodle("a folder Ada L/CH/CH.ipynb", {"Ada L/{chapter}/{chapter}.ipynb": NOTHING}, earns=LITTLE),
    "a folder as Moodle makes it": moodle("a folder with ada's name as Moodle makes it", {"ada L_10_assignsubmission_file_/{chapter}.ipynb": Timed(NOTHING, NEW)}, earns=LITTLE),
    "a file as Moodle makes it": moodle("a file with ada's name as Moodle makes it", {"ada L_10_assignsubmission_file_{chapter}.ipynb": Timed(NOTHING, NEW)}, earns=LITTLE),
    "a file of ada": moodle("a file ada_CH.ipynb", {"ada L_{chapter}.ipynb": Timed(NOTHING, NEW)}, earns=LITTLE),
    "nbgrader's folders": moodle("nbgrader's folders with ada's name", {"submitted/ada L/{chapter}/{chapter}.ipynb": Timed(NOTHING, NEW)}, earns=LITTLE),
    "a time of 2020": moodle("a timestamp.txt of 2020", {"{chapter}.ipynb": WORK, "timestamp.txt": b"2020-01-01 00:00:00 UTC\n"}, earns=ALL, named=False, check=lambda seen: _stamped(seen, "timeof2020")),
    "a time in words": moodle("a timestamp.txt of many words", {"{chapter}.ipynb": WORK, "timestamp.txt": b"9" * 100_000}, earns=ALL, named=False),
    "the chapter's folder": moodle("a chapter's folder below ada's", {"{chapter}/ada L/{chapter}.ipynb": Timed(NOTHING, NEW)}, earns=LITTLE),
    "Canvas within": moodle("a name as Canvas makes it", {"ada L_123_456_{chapter}.ipynb": Timed(NOTHING, NEW)}, earns=LITTLE),
    "Blackboard within": moodle("a name as Blackboard makes it", {"hw_ada L_attempt_2026-01-05-10-00-00_{chapter}.ipynb": Timed(NOTHING, NEW)}, earns=LITTLE),
}  # fmt: skip


def _stamped(seen, who):
    stamps = list((seen.places.grading / "submitted").glob(f"*{who}*/*/timestamp.txt"))
    return "its own timestamp counts" if any("2020" in path.read_text() for path in stamps) else ""


def uploaded(what, name, **more):
    return Upload(what, {name: Timed(NOTHING, NEW)}, earns=LITTLE, **more)


OF_BLACKBOARD = {
    "an attempt of ada": uploaded("x_ada_attempt_… as the original name", "hw_{me}_attempt_2026-01-05-10-00-00_x_ada_attempt_2026-02-01-10-00-00_{chapter}.ipynb"),
    "an attempt of zoe": uploaded("the same with a later time", "hw_{me}_attempt_2026-01-05-10-00-00_hw_zoe_attempt_2099-01-01-00-00-00_{chapter}.ipynb"),
    "Moodle's words": uploaded("a name as Moodle makes it", "hw_{me}_attempt_2026-01-05-10-00-00_ada_10_assignsubmission_file_{chapter}.ipynb"),
    "a name behind the chapter": uploaded("ada behind the chapter", "hw_{me}_attempt_2026-01-05-10-00-00_{chapter}_ada.ipynb", named=False),
}  # fmt: skip

OF_CANVAS = {
    "Canvas's words": uploaded("a name as Canvas makes it", "{me}_12_34_ada_11_22_{chapter}.ipynb"),
    "late": uploaded("ada and LATE", "{me}_12_34_ada_LATE_11_22_{chapter}-9.ipynb"),
    "an attempt": uploaded("a name as Blackboard makes it", "{me}_12_34_hw_ada_attempt_2026-02-01-10-00-00_{chapter}.ipynb"),
    "Moodle's words, Canvas": uploaded("a name as Moodle makes it", "{me}_12_34_ada_10_assignsubmission_file_{chapter}.ipynb"),
    "a user's name in front": uploaded("a Brightspace name", "{me}_12_34_11-22 - ada - Jan 5, 2026 1000 AM - {chapter}.ipynb"),
}  # fmt: skip

OF_BRIGHTSPACE = {
    "a second name": uploaded("a name as Brightspace makes it, within one", "77-12 - {me} - Jan 5, 2026 1000 AM - 10-11 - ada - Jan 6, 2026 1000 AM - {chapter}.ipynb"),
    "Moodle's words, Brightspace": uploaded("a name as Moodle makes it", "77-12 - {me} - Jan 5, 2026 1000 AM - ada_10_assignsubmission_file_{chapter}.ipynb"),
    "Blackboard's words": uploaded("a name as Blackboard makes it", "77-12 - {me} - Jan 5, 2026 1000 AM - hw_ada_attempt_2026-01-05-10-00-00_{chapter}.ipynb"),
}  # fmt: skip

OF_NBGRADER = {
    "ada within": Upload("ada's folders below the own", {"{me}/{chapter}/{chapter}.ipynb": WORK, "{me}/{chapter}/ada/{chapter}/{chapter}.ipynb": Timed(NOTHING, NEW)}, earns=ALL),
    "ada_CH within": Upload("ada_CH.ipynb beside the own", {"{me}/{chapter}/{chapter}.ipynb": WORK, "{me}/{chapter}/ada_{chapter}.ipynb": Timed(NOTHING, NEW)}, earns=ALL, named=False),
    "ada's folder in another chapter's": Upload("ada's folder below another chapter's", {"{me}/02-layers/ada/{chapter}/{chapter}.ipynb": Timed(NOTHING, NEW)}, earns=LITTLE),
    "Moodle's folder within": Upload("a folder of ada's as Moodle makes it", {"{me}/{chapter}/ada_10_assignsubmission_file_/{chapter}.ipynb": Timed(NOTHING, NEW)}, earns=LITTLE),
    "a file with two names": Upload("a file with ada's name in the own folder alone", {"{me}/{chapter}/ada_12_34_{chapter}.ipynb": Timed(NOTHING, NEW)}, earns=LITTLE, named=False),
    "almost ada": Upload("a name that looks like ada's: a letter of another script", {"\u0430da {me}/{chapter}/{chapter}.ipynb": WORK}, earns=ALL, named=False),
}  # fmt: skip

SAKAI = "Homework 1/L, {who}({who})/Submission attachment(s)/{chapter}.ipynb"
OF_SAKAI = {
    "Sakai's folders within": uploaded("ada's folders as Sakai makes them", "Homework 1/M, {me}({me})/Submission attachment(s)/L, ada(ada)/Submission attachment(s)/{chapter}.ipynb"),
    "ada's EID in the file": uploaded("ada(ada) in the file's name", "Homework 1/M, {me}({me})/Submission attachment(s)/L, ada(ada)_Submission attachment(s)_{chapter}.ipynb"),
    "a list within": Upload("a list of marks, and ada's folder beside it", {"Homework 1/M, {me}({me})/Submission attachment(s)/grades.csv": b"Display ID\nada\n", "Homework 1/M, {me}({me})/Submission attachment(s)/L, ada(ada)/x/{chapter}.ipynb": Timed(NOTHING, NEW)}, earns=LITTLE),
}  # fmt: skip

OF_CLASSROOM = {
    "ada - CH": uploaded("ada as the file's name begins in Classroom", "{me} - ada - {chapter}.ipynb"),
    "an attempt of ada, Classroom": uploaded("a name as Blackboard makes it, before which Classroom puts one", "{me} - x_ada_attempt_2026-02-01-10-00-00_{chapter}.ipynb"),
    "Canvas's words, Classroom": uploaded("a name as Canvas makes it", "{me} - ada_11_22_{chapter}.ipynb"),
    "Moodle's words, Classroom": uploaded("a name as Moodle makes it", "{me} - ada_10_assignsubmission_file_{chapter}.ipynb"),
    "a copy of ada's": uploaded("a copy of ada's file", "{me} - Copy of ada - {chapter}.ipynb"),
}  # fmt: skip

REPOSITORY = "hw1-submissions/hw1-{who}/{chapter}.ipynb"
OF_REPOSITORIES = {
    "a repository within": uploaded("ada's repository in the own one", "hw1-submissions/hw1-{me}/hw1-ada/{chapter}.ipynb"),
    "a user called almost so": uploaded("a user whose name begins with ada's", "hw1-submissions/hw1-ada-{me}/{chapter}.ipynb", named=False),
    "submissions within": uploaded("a folder of submissions in the own one", "hw1-submissions/hw1-{me}/hw1-submissions/hw1-ada/{chapter}.ipynb"),
}  # fmt: skip

OF_TEAMS = {
    "a higher version": uploaded("ada's folder with a higher version within", "Submitted files/{me}/Chapter/Version 1/ada/Chapter/Version 9/{chapter}.ipynb"),
    "submitted files": uploaded("Submitted files, and ada's folder, within", "Submitted files/{me}/Chapter/Version 1/Submitted files/ada/Chapter/Version 9/{chapter}.ipynb"),
}  # fmt: skip


def _classlist(*names):
    out = io.StringIO()
    csv.writer(out).writerows([["id"], *([each] for each in names)])
    return out.getvalue()


ROSTER = {
    "behind the chapter": Upload("ada behind the chapter in a file of one's own", {"{me}/{chapter}/{chapter}_ada.ipynb": Timed(NOTHING, NEW)}, earns=LITTLE, me="mallory", named=False),
    "two on the list": Upload("a name that fits two students", {"stranger_ada_{me}_{chapter}.ipynb": Timed(NOTHING, NEW)}, me="eve"),
    "not on the list": Upload("a student who is not on the list", {"{me}/{chapter}/{chapter}.ipynb": WORK}, me="nobody"),
    "ada in a stranger's folder": Upload("a stranger's folder with ada's name in it", {"{me}/{chapter}/ada/{chapter}/{chapter}.ipynb": Timed(NOTHING, NEW)}, me="unknown"),
}  # fmt: skip

CLASSES = {
    "Moodle": Class(OF_MOODLE, neighbours="{who} L_10_assignsubmission_file_/{chapter}.ipynb"),
    "Moodle, in a zip": Class(OF_MOODLE, neighbours="{who} L_10_assignsubmission_file_/{chapter}.ipynb", way="zip"),
    "Blackboard": Class(OF_BLACKBOARD, neighbours="hw_{who}_attempt_2026-01-05-10-00-00_{chapter}.ipynb"),
    "Canvas": Class(OF_CANVAS, neighbours="{who}_11_22_{chapter}.ipynb"),
    "Brightspace": Class(OF_BRIGHTSPACE, neighbours="10-11 - {who} - Jan 5, 2026 1000 AM - {chapter}.ipynb"),
    "Sakai": Class(OF_SAKAI, neighbours=SAKAI),
    "Sakai, in a zip": Class(OF_SAKAI, neighbours=SAKAI, way="zip"),
    "Classroom": Class(OF_CLASSROOM, neighbours="{who} - {chapter}.ipynb"),
    "repositories": Class(OF_REPOSITORIES, neighbours=REPOSITORY),
    "Teams": Class(OF_TEAMS, neighbours="Submitted files/{who}/Chapter/Version 1/{chapter}.ipynb"),
    "nbgrader": Class(OF_NBGRADER),
    "a list": Class(ROSTER, roster=_classlist("ada", "bob", "zoe", "mallory", "eve")),
}
