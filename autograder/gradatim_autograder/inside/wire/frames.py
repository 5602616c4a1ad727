"""Frames between grader and sandbox: msgpack, four bytes of length before each.

What is read is data alone and capped in size, number of values and depth; a frame that breaks a rule raises
`BrokenFrame`, whatever its bytes are. The form of what cannot be said in msgpack is in `packing`.
"""

import struct
from collections.abc import Callable
from typing import Any

import msgpack

MAX_FRAME = 32_000_000  # bytes
MAX_VALUES = 400_000  # numbers, texts, lists in a frame, all together; the entries of an array are its bytes
MAX_DEPTH = 64  # lists in lists
MAX_ODD_KEYS = 2_000  # keys of dicts that are tuples or such: their hashes can be chosen so that all of them are equal
MAX_INSIDE = 3 * MAX_FRAME  # bytes of all messages inside a frame, and inside those
PLAIN_KEYS = (str, bytes, bool, type(None), float)
HEAD = struct.Struct(">I")
Extension = Callable[[int, bytes, Callable[[bytes], Any]], object]  # see `decode`


class BrokenFrame(Exception):
    """What was read is no frame, or breaks a cap."""


class TooLarge(Exception):
    """A value that is to be sent breaks a cap."""


def encode(message: object, default: Callable[[Any], object] | None = None) -> bytes:
    """`message` as a frame. `default(value)` gives a form for values that msgpack does not know. Raises TooLarge."""
    try:
        body = msgpack.packb(message, default=default, strict_types=True, unicode_errors="surrogatepass")
    except (ValueError, RecursionError, MemoryError) as error:
        raise TooLarge(str(error)) from None
    if len(body) > MAX_FRAME:
        raise TooLarge(f"{len(body)} bytes")
    return HEAD.pack(len(body)) + body


def length(head: bytes) -> int:
    """The length of the frame's body that this head announces."""
    (size,) = HEAD.unpack(head)
    if size > MAX_FRAME:
        raise BrokenFrame(f"a frame of {size} bytes")
    return size


def decode(body: bytes, extension: Extension | None = None) -> Any:
    """The message in a frame's body. `extension(code, data, nested)` builds what `encode`'s default took apart;
    `nested(data)` decodes a message inside it under the same caps.
    """
    message = _Decoder(extension).decode(body)
    _measure(message)
    return message


def _measure(message):
    """Raise BrokenFrame where lists in lists go too deep for the code that will look at them, and at the one thing that
    msgpack makes without asking.
    """
    level = [[message]]
    for _depth in range(MAX_DEPTH):
        inner = []
        for each in level:
            if isinstance(each, list | tuple):
                inner += each
            elif isinstance(each, dict):
                inner += each.values()
                inner += each  # its keys
        if any(type(each) is msgpack.Timestamp for each in inner):
            raise BrokenFrame("a point in time")
        level = [each for each in inner if isinstance(each, list | tuple | dict)]
        if not level:
            return
    raise BrokenFrame("too deep")


class _Decoder:
    """Counts values and depth over a frame and all messages inside it."""

    def __init__(self, extension):
        self.extension = extension
        self.values = self.odd_keys = self.inside = 0
        self.depth = 0

    def decode(self, body):
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise BrokenFrame("too deep")
        try:
            return msgpack.unpackb(
                body,
                raw=False,
                strict_map_key=False,
                unicode_errors="surrogatepass",
                list_hook=self._counted,
                object_pairs_hook=self._dict,
                ext_hook=self._extension,
                max_array_len=min(MAX_VALUES, len(body)),  # room is made before anything is read
                max_map_len=min(MAX_VALUES, len(body)),
                max_ext_len=MAX_FRAME,
                max_str_len=MAX_FRAME,
                max_bin_len=MAX_FRAME,
            )
        except BrokenFrame:
            raise
        except Exception as error:  # whatever a library makes of bytes that somebody chose
            raise BrokenFrame(f"{type(error).__name__}: {error}"[:200]) from None
        finally:
            self.depth -= 1

    def _count(self, how_many):
        self.values += how_many + 1
        if self.values > MAX_VALUES:
            raise BrokenFrame("too many values")

    def _counted(self, values):
        self._count(len(values))
        return values

    def _dict(self, pairs):
        self._count(2 * len(pairs))
        self.odd_keys += sum(
            not (type(key) in PLAIN_KEYS or (type(key) is int and abs(key) < 1 << 64)) for key, _ in pairs
        )
        if self.odd_keys > MAX_ODD_KEYS:
            raise BrokenFrame("too many keys of dicts")
        return dict(pairs)

    def _extension(self, code, data):
        if self.extension is None:
            raise BrokenFrame(f"an extension {code}")
        self._count(1)
        self.inside += len(data)
        if self.inside > MAX_INSIDE:
            raise BrokenFrame("too much inside each other")
        return self.extension(code, data, self.decode)
