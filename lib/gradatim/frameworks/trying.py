"""A call that needs a framework, or a sentence where that is missing."""

from collections.abc import Callable

from gradatim import student
from gradatim.frameworks.installed import FRAMEWORKS, how_to_install, is_installed
from gradatim.frameworks.loading import load
from gradatim.text import _


def try_it(framework: str, function: Callable[..., object], *args: object) -> None:
    """Print a call of `function`, as `gradatim.try_it` does, or one sentence where `framework` is missing."""
    if not is_installed(framework):
        print(how_to_install(framework))
        return
    try:
        load(framework)
    except Exception as error:  # whatever a broken installation raises
        sentence = _("{name} is installed but cannot be imported: {error}.")
        said = f"{type(error).__name__}: {' '.join(str(error).split())}".rstrip(".")
        print(sentence.format(name=FRAMEWORKS[framework][0], error=said))
        return
    student.try_it(function, *args)
