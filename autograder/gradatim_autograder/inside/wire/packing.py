"""Python values in frames, and back.

Numbers, texts, lists, tuples, dicts, arrays of numbers or texts and random generators cross as they are. Of anything
else its maker keeps the thing itself and a `Foreign` crosses: a number to name it by, what kind of thing it is, and
whether it can be called.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn

import msgpack
import numpy as np

from ..function.looking import attribute
from .frames import HEAD, BrokenFrame, TooLarge, decode, encode

TUPLE, ARRAY, SCALAR, COMPLEX, INTEGER, PLAIN, GENERATOR, NUMPY, FOREIGN = range(1, 10)
KINDS = {"b": 1, "i": 8, "u": 8, "f": 16, "c": 32, "U": 4_000, "S": 1_000}  # kinds of arrays: bytes of an entry at most
MAX_DIMENSIONS = 32
MAX_NUMBERS = 32_000_000  # of an array, counted along the axes that are not empty: sums over an empty axis have as many
MAX_INTEGER = 1_700  # bytes of a whole number: what Python will write out in digits
BIT_GENERATORS = ("PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64")
TEXT_LIMIT = 200


@dataclass(frozen=True, eq=False)
class Foreign:
    """A thing of the other side.

    Attributes
    ----------
    handle
        Its number there.
    kind
        The name of its type.
    called
        Whether it can be called.
    name
        Its `__name__`, "" where it has none.
    reason
        "" or why it did not cross: "deep" or "large".
    """

    handle: int
    kind: str
    called: bool = False
    name: str = ""
    reason: str = ""

    def __deepcopy__(self, memo):
        return self


class Packer:
    """Packs one side's messages.

    Parameters
    ----------
    wrap
        Makes of a `Foreign` that arrives what code on this side can use; the same thing gives the same result.

    Attributes
    ----------
    things
        What stayed on this side, by number.
    """

    def __init__(self, wrap: Callable[[Foreign], object] | None = None):
        self.things: list = []
        self._numbers: dict[int, int] = {}  # of a thing, by its id
        self._wrap = wrap or (lambda foreign: foreign)
        self._arrivals: dict[int, object] = {}  # what was made of a thing of the other side, by its number
        self._origins: dict[int, Foreign] = {}  # and back, by the id of what was made
        self._made: list = []  # all of it, so that no other thing can get such an id

    def pack(self, message: object) -> bytes:
        """A frame. Raises TooLarge."""
        return encode(message, self._form)

    def unpack(self, body: bytes) -> Any:
        """The message in a frame's body. Raises BrokenFrame."""
        return decode(body, self._built)

    def parcel(self, value: object) -> bytes:
        """`value` packed on its own, to be put into a message; a `Foreign` where it is too large or too deep."""
        try:
            body = self.pack(value)[HEAD.size :]
            decode(body, _nothing_built)  # whether the other side will read it
            return body
        except BrokenFrame as error:
            reason = "deep" if "deep" in str(error) else "large"
        except TooLarge as error:
            reason = "deep" if "recursion" in str(error).lower() else "large"
        except Exception:  # an object's own conversion may raise anything
            reason = ""
        return self.pack(self.foreign(value, reason))[HEAD.size :]

    def foreign(self, value: object, reason: str = "") -> Foreign:
        """What crosses in place of a thing of this side."""
        number = self._numbers.get(id(value))
        if number is None:
            number = self._numbers[id(value)] = len(self.things)
            self.things.append(value)  # it stays alive, so that no other thing can get its id
        name = attribute(value, "__name__") if callable(value) else ""
        name = name[:TEXT_LIMIT] if isinstance(name, str) else ""
        return Foreign(number, type(value).__name__[:TEXT_LIMIT], callable(value), name, reason)

    # -- out ---------------------------------------------------------------------------------------------------

    def _form(self, value):
        """What msgpack does not know, in its terms."""
        code, content = self._taken_apart(value)
        return msgpack.ExtType(code, encode(content, self._form)[HEAD.size :])

    def _taken_apart(self, value):
        origin = self._origins.get(id(value))
        if origin is not None:
            return FOREIGN, [*_fields(origin), True]
        if isinstance(value, Foreign):
            return FOREIGN, [*_fields(value), False]
        if isinstance(value, np.generic) and value.dtype.kind in KINDS:
            return SCALAR, [value.dtype.str, value.tobytes()]
        plain_array = np.asarray(value) if isinstance(value, np.ndarray) else None  # a subclass may say what it likes
        if plain_array is not None and plain_array.dtype.kind in KINDS:
            return _array_form(plain_array)
        if isinstance(value, int):  # more than 64 bits, or a subclass
            size = int(value).bit_length() // 8 + 1
            if size > MAX_INTEGER:
                raise TooLarge("a whole number with too many digits")
            return INTEGER, int(value).to_bytes(size, "big", signed=True)
        if isinstance(value, tuple):
            return TUPLE, list(value)
        if isinstance(value, complex):
            return COMPLEX, [value.real, value.imag]
        for plain in (float, str, bytes, list, dict):
            if isinstance(value, plain):  # a subclass
                return PLAIN, plain(value)
        if isinstance(value, np.random.Generator) and type(value.bit_generator).__name__ in BIT_GENERATORS:
            return GENERATOR, [type(value.bit_generator).__name__, value.bit_generator.state]
        if isinstance(value, np.ufunc) and getattr(np, value.__name__, None) is value:
            return NUMPY, value.__name__
        array = None if callable(value) else _as_array(value)
        if array is not None:
            return _array_form(array)
        return FOREIGN, [*_fields(self.foreign(value)), False]

    # -- in ----------------------------------------------------------------------------------------------------
    # (what does not fit raises some error, which `wire` makes a BrokenFrame)

    def _built(self, code, data, nested):
        content = nested(data)
        if code == TUPLE:
            return tuple(_expected(content, list))
        if code == PLAIN:
            return content
        if code == ARRAY:
            dtype, shape, raw = content
            return _array(_dtype(dtype), shape, raw)
        if code == SCALAR:
            dtype, raw = content
            return np.frombuffer(_expected(raw, bytes), dtype=_dtype(dtype), count=1)[0]
        if code == COMPLEX:
            real, imaginary = content
            return complex(_expected(real, float), _expected(imaginary, float))
        if code == INTEGER:
            if len(_expected(content, bytes)) > MAX_INTEGER:
                raise BrokenFrame("a whole number with too many digits")
            return int.from_bytes(content, "big", signed=True)
        if code == GENERATOR:
            name, state = content
            if name not in BIT_GENERATORS:
                raise BrokenFrame("an unknown bit generator")
            bits = getattr(np.random, name)(0)
            bits.state = _within_bounds(_expected(state, dict))
            return np.random.Generator(bits)
        if code == NUMPY:
            return _numpy_function(content)
        if code == FOREIGN:
            return self._arrived(content)
        raise BrokenFrame(f"an extension {code}")

    def _arrived(self, content):
        handle, kind, called, name, reason, ours = content
        if type(handle) is not int or type(called) is not bool or type(ours) is not bool:
            raise BrokenFrame("a foreign thing of another form")
        texts = [_expected(text, str)[:TEXT_LIMIT] for text in (kind, name, reason)]
        if ours:  # it was made here, went across and came back
            if not 0 <= handle < len(self.things):
                raise BrokenFrame("a thing that does not exist")
            return self.things[handle]
        if handle not in self._arrivals or texts[2]:
            foreign = Foreign(handle, texts[0], called, texts[1], texts[2])
            made = self._arrivals[handle] = self._wrap(foreign)
            self._made.append(made)
            self._origins[id(made)] = foreign
        return self._arrivals[handle]


class DataPacker(Packer):
    """Packs what is data through and through; anything else raises TypeError."""

    def foreign(self, value: object, reason: str = "") -> NoReturn:
        raise TypeError(f"{type(value).__name__} is no data")


def _array_form(array):
    if array.ndim > MAX_DIMENSIONS or _numbers(array.shape) > MAX_NUMBERS:
        raise TooLarge("an array of a very large shape")
    return ARRAY, [array.dtype.str, list(array.shape), array.tobytes()]


def _numbers(shape):
    return math.prod(n for n in shape if n)


def _fields(foreign):
    return foreign.handle, foreign.kind, foreign.called, foreign.name, foreign.reason


def _nothing_built(_code, data, nested):
    content = nested(data)
    return tuple(content) if isinstance(content, list) else content  # perhaps the key of a dict


def _within_bounds(state):
    """A bit generator's state; places in its buffers, which NumPy does not check, have to lie in them."""
    inner = state["state"]
    for holder, place, last in ((inner, "pos", 624), (state, "buffer_pos", 4)):
        if place in holder and not (type(holder[place]) is int and 0 <= holder[place] <= last):
            raise BrokenFrame("a place outside of a buffer")
    return state


def _expected(value, kind):
    if type(value) is not kind:
        raise BrokenFrame(f"a {type(value).__name__} in place of a {kind.__name__}")
    return value


def _dtype(text):
    dtype = np.dtype(_expected(text, str))
    if dtype.kind not in KINDS or dtype.itemsize > KINDS[dtype.kind] or dtype.names or dtype.subdtype:
        raise BrokenFrame("an array of another kind")
    return dtype


def _array(dtype, shape, raw):
    if len(_expected(shape, list)) > MAX_DIMENSIONS or any(type(n) is not int or n < 0 for n in shape):
        raise BrokenFrame("an array of no shape")
    if _numbers(shape) > MAX_NUMBERS:
        raise BrokenFrame("an array of a very large shape")
    size = math.prod(shape)
    if size * dtype.itemsize != len(_expected(raw, bytes)):
        raise BrokenFrame("an array of another size than its shape says")
    return np.frombuffer(raw, dtype=dtype).reshape(shape).copy() if size else np.zeros(shape, dtype=dtype)


def _numpy_function(name):
    function = getattr(np, name, None) if _expected(name, str).isidentifier() else None
    if not isinstance(function, np.ufunc):
        raise BrokenFrame("not one of NumPy's functions")
    return function


def _as_array(value):
    """A thing that NumPy can make an array of numbers of, such as a fraction or a table; else None."""
    try:
        array = np.asarray(value)
        if array.dtype.kind == "O":
            if any(each is None for each in array.ravel()):
                return None
            array = array.astype(float)
    except Exception:  # an object's own conversion may raise anything
        return None
    return array if array.dtype.kind in "biufc" else None


def put_back(target: object, new: object) -> None:
    """Make `target`, an argument, hold what it holds after the call."""
    if isinstance(target, np.random.Generator) and isinstance(new, np.random.Generator):
        if type(target.bit_generator) is type(new.bit_generator):
            target.bit_generator.state = new.bit_generator.state
    elif isinstance(target, np.ndarray) and isinstance(new, np.ndarray):
        if target.shape == new.shape:
            target[...] = new
        else:
            target.resize(new.shape, refcheck=False)
            target[...] = new
    elif isinstance(target, list) and isinstance(new, list):
        target[:] = new
    elif isinstance(target, dict) and isinstance(new, dict):
        target.clear()
        target.update(new)
