"""A call that needs a framework, or a sentence where that is missing."""

from gradatim import student
from gradatim.frameworks.installed import how_to_install, is_installed, quiet


def try_it(framework, function, *args):
    """`gradatim.try_it(function, *args)` where `framework` is installed; else one sentence that says how to install it."""
    if not is_installed(framework):
        print(how_to_install(framework))
        return
    quiet()
    student.try_it(function, *args)
