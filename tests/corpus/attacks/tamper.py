# ruff: noqa: E501 (code in strings)
"""They change what they were given, or what is made of them."""

from attacks import Attack

SHADOW = b"import sys\nprint('in the place of a module')\nsys.modules['numpy'] = None\n"
EXERCISES = ("nand_neuron", "neuron", "neuron_backward", "predict_sum", "predict_xor", "step", "train_neuron")


def marks(notebook):
    return [cell["metadata"]["nbgrader"] for cell in notebook["cells"] if "nbgrader" in cell["metadata"]]


def points(notebook):
    for each in marks(notebook):
        each.update(points=500, grade=True, locked=False, solution=True)


def ids(notebook):
    for each in marks(notebook):
        each["grade_id"] = each["grade_id"].upper()


def kernel(notebook):
    notebook["metadata"] = {"kernelspec": {"name": "bash", "language": "bash", "display_name": "x" * 10**6},
                            "language_info": {"name": "bash"}, "celltoolbar": 7, "gradatim": {"problems": []}}  # fmt: skip
    for cell in notebook["cells"]:
        cell["metadata"] |= {"tags": ["skip-execution", "raises-exception", "hide"], "execution": {"timeout": -1}}
        cell["metadata"].get("nbgrader", {}).update(schema_version=[1, 2])


def types(notebook):
    for cell in notebook["cells"]:
        cell["cell_type"] = {"code": "raw", "markdown": "code"}.get(cell["cell_type"], "task")


def copies(notebook):
    notebook["cells"] += [dict(cell) for cell in notebook["cells"]]
    notebook["cells"].reverse()


def no_tests(notebook):
    notebook["cells"] = [
        cell for cell in notebook["cells"] if not cell["metadata"].get("nbgrader", {}).get("grade_id", "").startswith("check-")
    ]  # fmt: skip


def tests_changed(notebook):
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id", "").startswith("check-"):
            cell["source"] = ["1000.0\n", "# check(step)"]
            cell["outputs"] = [{"output_type": "execute_result", "data": {"text/plain": "1000.0"}, "metadata": {}}]


def values(notebook):
    deep = []
    for _level in range(300):
        deep = [deep]
    notebook["metadata"] |= {"deep": deep, "nan": float("nan"), "long": 10**4000, "\ud800": "\ud800", "null": None}
    notebook["nbformat_minor"] = "5"
    notebook["cells"] += [None, 7, [], {"cell_type": "code"}, {"source": [1, 2]}, {"source": "x", "metadata": 7}]


def widgets(notebook):
    state = {
        "version_major": 2,
        "state": {"x": {"model_name": "HTMLModel", "state": {"value": "<script>LEAKED</script>"}}},
    }
    notebook["metadata"]["widgets"] = {"application/vnd.jupyter.widget-state+json": state}


def answers_elsewhere(notebook):
    """Claims the tests for cells of its own."""
    for name in EXERCISES:
        notebook["cells"].insert(2, {"cell_type": "code", "source": "1000.0", "outputs": [], "execution_count": 1,
                                     "metadata": {"nbgrader": {"grade_id": f"check-{name}", "grade": True, "points": 99,
                                                               "locked": True, "solution": False}}})  # fmt: skip


ATTACKS = {
    "points": Attack("500 points for every cell", spoil=points),
    "kernel": Attack("another kernel, tags, versions", spoil=kernel),
    "cell types": Attack("code becomes text and text becomes code", spoil=types),
    "copies": Attack("every cell twice, in reverse order", spoil=copies, at_most=True),
    "tests deleted": Attack("no tests", spoil=no_tests),
    "tests changed": Attack("tests that are numbers", spoil=tests_changed),
    "tests of its own": Attack("other cells with the tests' ids", spoil=answers_elsewhere),
    "ids": Attack("other ids", spoil=ids),
    "values": Attack("values that no notebook holds", spoil=values),
    "widgets": Attack("widgets with a script", spoil=widgets),
    "modules": Attack(
        "files that take the place of modules",
        "import importlib, decimal, fractions, colorsys",
        files={(f"{name}.py",): SHADOW for name in ("numpy", "gradatim", "gradatim_autograder", "gradatim_inside", "msgpack",
                                                    "sitecustomize", "usercustomize", "conftest")},
    ),
    "links": Attack(
        "links from its folder to elsewhere, and files named as results are",
        "import os\nfor name, place in {'results': '/', 'gradebook.db': '/root/gradebook.db', 'autograded': '/proc/1/root'}.items():\n"
        "    os.symlink(place, name)\n    try:\n        open(f'{name}/x', 'w').write('LEAKED')\n        print('LEAKED', name)\n"
        "    except OSError:\n        pass\nos.makedirs('feedback/someone')\nopen('feedback/someone/01-neuron.html', 'w').write('100')",
    ),
}  # fmt: skip
