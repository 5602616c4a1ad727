"""The student's working copy of the released chapters: brought up to date, never at the cost of their work.

`.gradatim.json` in the copy remembers, for each file, which release it came from and what it held then. A
file that still holds that is the course's and follows it; any other is the student's and is never written to.
"""

import hashlib
import json
import shutil
from pathlib import Path

from gradatim.text import _

from gradatim_autograder.course import CourseError

MEMORY = ".gradatim.json"
NOT_COPIED = {".ipynb_checkpoints", "__pycache__", ".DS_Store"}


def update_working_copy(release: Path, folder: Path) -> list[str]:
    """Copy what is new in `release` (chapters' folders) to `folder`; return what the student should be told.

    Raises CourseError if there is nothing to copy or the folder cannot be written.
    """
    files = sorted(
        path
        for path in release.glob("*/**/*")
        if path.is_file() and not NOT_COPIED & set(path.relative_to(release).parts)
    )
    if not files:
        raise CourseError(_("There are no notebooks in {folder}.").format(folder=release))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        memory = _read_memory(folder / MEMORY)
        told = _renumber(release, folder, memory)
        for path in files:
            told += _update_file(path, folder, path.relative_to(release).as_posix(), memory)
        _write(folder / MEMORY, json.dumps(memory, indent=1, sort_keys=True).encode() + b"\n")
    except OSError as error:
        raise CourseError(
            _("Cannot write your working copy: {reason} ({path}). Choose another folder with --folder.").format(
                reason=error.strerror, path=error.filename
            )
        ) from error
    return told


def _renumber(release: Path, folder: Path, memory: dict) -> list[str]:
    """Give chapters of the copy the numbers that they have in the release now; return what to tell."""
    told = []
    for chapter in sorted(path.name for path in release.iterdir() if path.is_dir()):
        topic = chapter.partition("-")[2]
        others = [path for path in folder.glob(f"[0-9][0-9]-{topic}") if path.is_dir() and path.name != chapter]
        if not topic or (folder / chapter).exists() or len(others) != 1:
            continue
        old = others[0].name
        others[0].rename(folder / chapter)
        for path in (folder / chapter).glob(f"{old}*"):
            path.rename(path.with_name(chapter + path.name.removeprefix(old)))
        for name in [name for name in memory if name.startswith(f"{old}/")]:
            memory[f"{chapter}/{name[len(old) + 1 :].replace(old, chapter)}"] = memory.pop(name)
        told.append(
            _("{old} is called {new} now: the course has new chapters. Your work moved with it.").format(
                old=old, new=chapter
            )
        )
    return told


def _update_file(path: Path, folder: Path, name: str, memory: dict) -> list[str]:
    """Bring the copy of the released file `path`, `name` in `folder`, up to date; return what to tell."""
    copy = folder / name
    released = hashlib.sha256(path.read_bytes()).hexdigest()
    known = memory.get(name, {})
    entry = {"release": released, "content": content(path)}

    if not copy.exists():
        _copy(path, copy)
        memory[name] = entry
        return []
    if known.get("release") == released:
        return []
    if content(copy) == entry["content"]:
        memory[name] = entry
        return []
    memory[name] = entry
    if content(copy) == known.get("content"):
        _copy(path, copy)
        return [_("{name}: updated to the course's new version (you had not changed it).").format(name=name)]
    beside = _free_name(copy)
    _copy(path, beside)
    return [
        _("{name}: the course has a new version. Yours stays as it is; the new one is beside it: {beside}").format(
            name=name, beside=beside.name
        )
    ]


def content(path: Path) -> str:
    """A hash of what the student writes: of a notebook the cells' sources (running it changes nothing), else
    of the whole file."""
    data = path.read_bytes()
    if path.suffix == ".ipynb":
        try:
            cells = json.loads(data)["cells"]
            sources = [[cell["cell_type"], "".join(cell["source"])] for cell in cells]
            data = json.dumps(sources).encode()
        except (ValueError, LookupError, TypeError):
            pass  # not a notebook (any more): the bytes count
    return hashlib.sha256(data).hexdigest()


def _free_name(path: Path) -> Path:
    """ "01-neuron-new.ipynb" beside "01-neuron.ipynb", numbered if that is taken."""
    for number in range(1, 1000):
        beside = path.with_name(f"{path.stem}-new{number if number > 1 else ''}{path.suffix}")
        if not beside.exists():
            return beside
    raise CourseError(_("Too many new versions beside {path}; delete some.").format(path=path))


def _read_memory(path: Path) -> dict:
    """What was copied; empty if that is not known: every file that differs then counts as the student's."""
    try:
        memory = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return memory if isinstance(memory, dict) and all(isinstance(each, dict) for each in memory.values()) else {}


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.copying")
    shutil.copyfile(source, draft)
    draft.replace(target)


def _write(path: Path, data: bytes) -> None:
    draft = path.with_name(f"{path.name}.writing")
    draft.write_bytes(data)
    draft.replace(path)
