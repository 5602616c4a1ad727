"""How much of what could go on for ever is tried: seeds, kills, students."""

import os


def thorough(usual: int, in_ci: int) -> int:
    """The smaller number on a developer's machine, so that the suite ends in minutes; the other one where CI is set."""
    return in_ci if os.environ.get("CI") else usual
