"""What a submission may use."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What one submission may use.

    Attributes
    ----------
    memory
        Bytes, of all its processes together.
    processes
        How many, threads included.
    file
        Bytes of one file.
    disk
        Bytes of all files in its folder.
    seconds
        Seconds of processor time, of all its processes together.
    processors
        How many it may keep busy, on the average.
    output
        Characters that are kept of what one cell shows.
    """

    memory: int = 2_000_000_000
    processes: int = 64
    file: int = 50_000_000
    disk: int = 200_000_000
    seconds: int = 600
    processors: float = 1.5
    output: int = 1_000_000
