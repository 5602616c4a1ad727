"""Frames between grader and sandbox: msgpack, four bytes of length before each.

What is read is data alone and capped in size, number of values and depth; a frame that breaks a rule raises
`BrokenFrame`, whatever its bytes are. The form of what cannot be said in msgpack is in `packing`.
"""

import struct

import msgpack

MAX_FRAME = 64_000_000  # bytes
MAX_VALUES = 1_000_000  # numbers, texts, lists in a frame, all together; the entries of an array are its bytes
MAX_DEPTH = 64  # lists in lists
HEAD = struct.Struct(">I")


class BrokenFrame(Exception):
    """What was read is no frame, or breaks a cap."""


class TooLarge(Exception):
    """A value that is to be sent breaks a cap."""


def encode(message, default=None) -> bytes:
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


def decode(body: bytes, extension=None):
    """The message in a frame's body. `extension(code, data, nested)` builds what `encode`'s default took apart;
    `nested(data)` decodes a message inside it under the same caps.
    """
    return _Decoder(extension).decode(body)


class _Decoder:
    """Counts values and depth over a frame and all messages inside it."""

    def __init__(self, extension):
        self.extension = extension
        self.values = 0
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
                max_array_len=MAX_VALUES,
                max_map_len=MAX_VALUES,
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
        return dict(pairs)

    def _extension(self, code, data):
        if self.extension is None:
            raise BrokenFrame(f"an extension {code}")
        self._count(1)
        return self.extension(code, data, self.decode)
