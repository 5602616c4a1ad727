"""A student and a file as the name tells that a system made."""

from dataclasses import dataclass

LONGEST = 400  # characters in which a system's own part is looked for


@dataclass(frozen=True)
class Identity:
    """A student as a name gives them.

    Attributes
    ----------
    name
        Their name, or the id that they sign in with where the system tells it.
    number
        By which the system knows them, if any.
    called
        What else the system tells of them: their name where `name` is an id.
    system
        Whose `number` it is.
    """

    name: str
    number: str | None = None
    called: str = ""
    system: str = ""

    @property
    def passing(self) -> bool:
        """Whether the number is one of this assignment alone: in Moodle a student has another in the next."""
        return self.system == "moodle" and self.number is not None


@dataclass(frozen=True)
class Made:
    """A name that a system made.

    Attributes
    ----------
    identity
        Of whom.
    rest
        What the student called the file, where the name goes on with that.
    handed_in
        When, as the name tells it: text that nobody has read yet.
    late
        Whether the system calls it late.
    title
        The assignment's part of the name.
    serial
        The number of this upload: the higher one came later.
    version
        The version of a submission, of which the highest counts whatever the times say.
    members
        All who handed it in together, where the system tells.
    team
        It is a team's, and the members are not told.
    look
        What is not certain about it, in words.
    """

    identity: Identity
    rest: str = ""
    handed_in: str | None = None
    late: bool = False
    title: str = ""
    serial: int = 0
    version: int = 0
    members: tuple[Identity, ...] = ()
    team: bool = False
    look: str = ""
