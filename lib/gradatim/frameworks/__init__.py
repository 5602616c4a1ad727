"""For the chapter on the libraries: which of the frameworks are installed, and calls that need one of them.

The code that uses them stands in the chapter, where reading it is the lesson.
"""

from gradatim.frameworks.installed import how_to_install, is_installed, only_installed
from gradatim.frameworks.loading import load
from gradatim.frameworks.trying import try_it

__all__ = ["how_to_install", "is_installed", "load", "only_installed", "try_it"]
