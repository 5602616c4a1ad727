"""What a submission may use."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What one submission may use.

    memory      bytes, of all its processes together
    processes   how many, threads included
    file        bytes of one file
    disk        bytes of all files in its folder
    seconds     of processor time, of all its processes together
    processors  how many it may keep busy, on the average
    output      characters that are kept of what one cell shows
    """

    memory: int = 2_000_000_000
    processes: int = 64
    file: int = 50_000_000
    disk: int = 200_000_000
    seconds: int = 600
    processors: float = 1.5
    output: int = 1_000_000
