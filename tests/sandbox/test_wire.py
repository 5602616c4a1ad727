"""What comes over the wire from a student's process is data or a broken frame, whatever its bytes are; what honest
processes send arrives as it was.
"""

import ast
import random
import resource
import socket
import struct
import threading
import time
from collections import OrderedDict, namedtuple
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import gradatim_autograder.inside as inside
import gradatim_autograder.sandbox as sandbox
import msgpack
import numpy as np
import pytest
from gradatim_autograder.checking.subject import Lost, RaisedElsewhere
from gradatim_autograder.inside.wire.channel import Channel, Closed, TooLate
from gradatim_autograder.inside.wire.frames import (
    HEAD,
    MAX_DEPTH,
    MAX_FRAME,
    MAX_VALUES,
    BrokenFrame,
    TooLarge,
    encode,
)
from gradatim_autograder.inside.wire.packing import (
    ARRAY,
    FOREIGN,
    GENERATOR,
    INTEGER,
    SCALAR,
    TUPLE,
    Foreign,
    Packer,
)
from gradatim_autograder.sandbox.remote import RemoteFunction, RemoteThing
from gradatim_autograder.sandbox.student import FORMS, Student

Pair = namedtuple("Pair", "a b")


class Table:
    """As pandas' frames are: no array, but NumPy can make one of it."""

    def __array__(self, dtype=None, copy=None):
        return np.arange(6.0).reshape(2, 3)


class Liar(np.ndarray):
    """An array that says of itself what is not so."""

    dtype = property(lambda self: np.dtype("f8"))
    shape = (3,)

    def __eq__(self, other):
        return True

    def __array__(self, *args, **kwargs):
        raise SystemExit

    def tobytes(self):
        return b"x" * 24


class LyingFloat(float):
    def __float__(self):
        return 1.0

    def __eq__(self, other):
        return True

    __hash__ = None


def there_and_back(value):
    return Packer().unpack(Packer().parcel(value))


# -- what may cross, arrives -------------------------------------------------------------------------------------

SAME = [
    None, True, False, 0, -1, 2**63, -(2**63), 2**64, -(2**200), 0.0, -0.0, 1e308, float("inf"), 1 + 2j, "", "ä\ud800",
    b"\xff", [], [1, [2.5, "a"]], (), (1, (2,), [3]), {}, {"W": [1], 3: (1,), (1, "a"): {None: b""}, 2.5: 1, 2**70: 2},
]  # fmt: skip
ARRAYS = [
    np.float64(1.5), np.float32(0.1), np.float16(2), np.longdouble(1) / 3, np.int8(-3), np.uint64(2**64 - 1),
    np.bool_(True), np.complex64(1 - 2j), np.str_("word"), np.bytes_(b"x"),
    np.array(3.0), np.zeros((0, 3)), np.zeros((3, 0), int), np.asfortranarray(np.arange(6.0).reshape(2, 3)),
    np.arange(24)[::-2], np.arange(24.0).reshape(4, 6).T[1:, ::2], np.array([True, False]), np.arange(5, dtype="u1"),
    np.arange(4, dtype=">i2"), np.ones((2, 1, 3), "f2"), np.linspace(0, 1, 3, dtype="g"), np.array([1j]),
    np.array([["a", "bcd"]]), np.array([np.nan, -np.inf, 0.0]), np.broadcast_to(np.float64(2), (3, 4)),
]  # fmt: skip


def same(a, b):
    if isinstance(a, np.ndarray | np.generic):
        return type(a) is type(b) and a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()
    if isinstance(a, list | tuple):
        return type(a) is type(b) and len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return type(b) is dict and list(a) == list(b) and all(same(a[key], b[key]) for key in a)
    return type(a) is type(b) and (a == b) and str(a) == str(b)


@pytest.mark.parametrize("value", SAME + ARRAYS, ids=lambda value: f"{type(value).__name__}-{str(value)[:20]!a}")
def test_values_arrive_as_they_were(value):
    for each in (value, [value], {"k": (value, [value])}):
        assert same(each, there_and_back(each))


def test_not_a_number_keeps_its_bits():
    (bits,) = struct.unpack("<Q", struct.pack("<d", float("nan")))
    odd = np.frombuffer(struct.pack("<Q", bits | 12345), dtype="<f8")
    assert there_and_back(odd).tobytes() == odd.tobytes()
    assert there_and_back(odd[0]).tobytes() == odd.tobytes()
    assert np.isnan(there_and_back(float("nan")))


@pytest.mark.parametrize("kind", ["PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64"])
def test_random_generators_go_on_where_they_were(kind):
    rng = np.random.Generator(getattr(np.random, kind)(7))
    rng.integers(0, 9, 3, dtype=np.uint32)  # half of a number is kept for the next draw
    other = there_and_back(rng)
    assert (rng.normal(size=700) == other.normal(size=700)).all()


def test_subclasses_arrive_as_what_they_are_made_of():
    assert same(there_and_back(OrderedDict(a=1)), {"a": 1})
    assert same(there_and_back(Pair(1, [2])), (1, [2]))
    assert same(there_and_back(type("Word", (str,), {})("x")), "x")
    assert same(there_and_back(type("Number", (int,), {})(7)), 7)
    assert same(there_and_back(LyingFloat(0.25)), 1.0)  # what it says that it is
    assert same(there_and_back(np.ma.array([1.0, 2.0])), np.array([1.0, 2.0]))
    assert same(there_and_back(np.array([[1.0]]).view(type("Matrix", (np.ndarray,), {}))), np.array([[1.0]]))
    assert same(there_and_back(Fraction(1, 4)), np.array(0.25))
    assert same(there_and_back(Table()), np.arange(6.0).reshape(2, 3))
    assert same(there_and_back(np.array([Fraction(1, 2), 3], dtype=object)), np.array([0.5, 3.0]))


def test_what_cannot_cross_is_named_and_comes_back_itself():
    mine, yours = Packer(), Packer()
    for thing in (len, print, object(), Packer, {1, 2}, lambda: 1, np.array([object()]), np.datetime64("2026-01-01")):
        foreign = yours.unpack(mine.parcel([thing]))[0]
        assert isinstance(foreign, Foreign)
        assert mine.unpack(yours.parcel(foreign)) is thing
    assert there_and_back(np.tanh) is np.tanh


def test_what_is_too_large_or_too_deep_is_said_to_be():
    deep = []
    for _level in range(MAX_DEPTH + 5):
        deep = [deep]
    endless = []
    endless.append(endless)
    for value, reason in [
        (deep, "deep"),
        (endless, "deep"),
        ([1] * (MAX_VALUES + 1), "large"),
        (np.zeros(MAX_FRAME // 8 + 1), "large"),
        ("x" * (MAX_FRAME + 1), "large"),
        ([1 << 100_000], "large"),
        ({(i,): i for i in range(5000)}, "large"),
    ]:
        assert there_and_back(value).reason == reason
    with pytest.raises(TooLarge):
        encode("x" * (MAX_FRAME + 1))


def test_arrays_that_lie_are_sent_as_what_they_hold():
    assert same(there_and_back(np.arange(4.0).view(Liar)), np.arange(4.0))


# -- what was made to do harm ------------------------------------------------------------------------------------


def ext(code, content):
    return msgpack.ExtType(code, msgpack.packb(content))


def body(message):
    return msgpack.packb(message, use_bin_type=True)


def nested(levels, payload=b""):
    made = msgpack.packb(payload)
    for _level in range(levels):
        made = msgpack.packb(msgpack.ExtType(TUPLE, made))
    return made


def colliding(count):
    """Different numbers with one and the same hash."""
    step = (1 << 61) - 1
    return {msgpack.ExtType(INTEGER, msgpack.packb((k * step << 64).to_bytes(40, "big"))): 0 for k in range(1, count)}


BROKEN = {
    "nothing": b"",
    "two messages": body(1) + body(2),
    "lists without end": b"\x91" * 100_000,
    "lists of lists of lists": b"\x91" * 900 + b"\x01",
    "huge lists in huge lists": b"\xdd\x00\x06\x00\x00" * 1000,
    "a list longer than the frame": b"\xdd\xff\xff\xff\xff",
    "a dict longer than the frame": b"\xdf\xff\xff\xff\xff",
    "a text longer than the frame": b"\xdb\xff\xff\xff\xff",
    "an extension longer than the frame": b"\xc9\xff\xff\xff\xff\x01",
    "a list as key": b"\x81\x90\x00",
    "half a character": b"\xa1\xff",
    "too many values": body([0] * (MAX_VALUES + 1)),
    "too many keys of one hash": msgpack.packb(colliding(30_000)),
    "tuples in tuples": nested(200),
    "large tuples in tuples": nested(40, bytes(MAX_FRAME // 2)),
    "an unknown extension": body(ext(99, [])),
    "a timestamp": body(msgpack.Timestamp(1, 1)),
    "an array of objects": body(ext(ARRAY, ["|O", [1], bytes(8)])),
    "an array of records": body(ext(ARRAY, ["i4,O", [1], bytes(12)])),
    "an array of dates": body(ext(ARRAY, ["<M8[s]", [1], bytes(8)])),
    "an array in an array": body(ext(ARRAY, ["(1000,1000)f8", [1], bytes(8)])),
    "entries without size": body(ext(ARRAY, ["<U0", [10**9], b""])),
    "entries of a gigabyte": body(ext(ARRAY, ["<U250000000", [0], b""])),
    "an array of another size": body(ext(ARRAY, ["<f8", [1 << 62, 4], b""])),
    "a negative shape": body(ext(ARRAY, ["<f8", [-1], bytes(8)])),
    "a shape that overflows": body(ext(ARRAY, ["<f8", [1 << 32, 1 << 32, 0, 1 << 62], b""])),
    "a shape of words": body(ext(ARRAY, ["<f8", ["1"], bytes(8)])),
    "33 axes": body(ext(ARRAY, ["<f8", [1] * 33, bytes(8)])),
    "a dtype that is code": body(ext(ARRAY, ["__import__('os')", [1], bytes(8)])),
    "a dtype that is none": body(ext(SCALAR, [["f8"], bytes(8)])),
    "a number of no bytes": body(ext(SCALAR, ["<f8", b""])),
    "a character that is none": body(ext(SCALAR, ["<U1", b"\xff\xff\xff\x7f"])),
    "a whole number too long": body(ext(INTEGER, bytes(1_000_000))),
    "a generator of another kind": body(ext(GENERATOR, ["__class__", {}])),
    "a generator's place outside": body(
        ext(GENERATOR, ["MT19937", {"bit_generator": "MT19937", "state": {"key": list(range(624)), "pos": 10**9}}])
    ),
    "a thing that does not exist": body(ext(FOREIGN, [7, "f", True, "", "", True])),
    "a thing before the first": body(ext(FOREIGN, [-1, "f", True, "", "", True])),
    "a thing by another name": body(ext(FOREIGN, ["0", "f", True, "", "", True])),
    "a function that is no ufunc": body(ext(8, "load")),
    "an attribute of NumPy": body(ext(8, "ctypeslib.ctypes")),
}


@pytest.mark.parametrize("name", BROKEN)
def test_frames_made_to_do_harm_are_refused_in_no_time(name):
    packer = Packer()
    packer.things = []
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(BrokenFrame):
        packer.unpack(BROKEN[name])
    assert time.monotonic() - began < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 6 * MAX_FRAME / 1024


@pytest.mark.parametrize(
    "kind, holder, place", [("MT19937", "state", "pos"), ("Philox", "", "buffer_pos"), ("Philox", "", "buffer_pos")]
)
def test_a_generator_reads_nothing_beside_its_buffer(kind, holder, place):
    state = getattr(np.random, kind)(1).state
    for bad in (-1, 625, 10**6, True, None, 1.5):
        (state[holder] if holder else state)[place] = bad
        frame = encode(msgpack.ExtType(GENERATOR, encode([kind, state], Packer()._form)[HEAD.size :]))
        with pytest.raises(BrokenFrame):
            Packer().unpack(frame[HEAD.size :])


def seeds():
    """Honest frames of every kind, to be damaged."""
    packer = Packer()
    for value in [*SAME, *ARRAYS, np.random.default_rng(1), len, np.tanh, [print, {"a": np.ones((3, 2))}], "x" * 300]:
        yield packer.parcel([value, {"k": (value,)}])


def damaged(data, dice):
    data = bytearray(data)
    for _change in range(dice.randint(1, 6)):
        at = dice.randrange(len(data) + 1)
        match dice.randrange(6):
            case 0:
                data[at : at + 1] = bytes([dice.randrange(256)])
            case 1:
                del data[at : at + dice.randint(1, 9)]
            case 2:
                data[at:at] = dice.randbytes(dice.randint(1, 9))
            case 3:
                data[at:at] = data[dice.randrange(len(data) + 1) :][: dice.randint(1, 60)]
            case 4:
                data[at : at + 1] = dice.choice(
                    [b"\xc1", b"\xdd", b"\xdf", b"\xc9", b"\xc6", b"\xdb", b"\xd8", b"\xff"]
                )
            case 5:
                del data[at:]
    return bytes(data)


def test_whatever_the_bytes_a_frame_is_read_or_broken():
    dice, honest, began, read = random.Random(20261124), list(seeds()), time.monotonic(), 0
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for number in range(5_000):
        data = dice.randbytes(dice.randint(0, 200)) if number % 5 == 0 else damaged(dice.choice(honest), dice)
        try:
            Packer().unpack(data)
            read += 1
        except BrokenFrame:
            pass
    assert 50 < read < 4_500  # both happen
    assert time.monotonic() - began < 20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000  # KB


def test_a_head_that_says_too_much_is_refused_before_anything_is_read():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(b"\xff\xff\xff\xff")
        with pytest.raises(BrokenFrame):
            Channel(ours).receive(time.monotonic() + 5)


def test_a_frame_that_comes_byte_by_byte_is_too_late():
    ours, theirs = socket.socketpair()

    def slowly():
        try:
            for byte in encode("x" * 1000):
                theirs.sendall(bytes([byte]))
                time.sleep(0.05)
        except OSError:
            pass

    with ours, theirs:
        threading.Thread(target=slowly, daemon=True).start()
        began = time.monotonic()
        with pytest.raises(TooLate):
            Channel(ours).receive(time.monotonic() + 0.4)
        assert time.monotonic() - began < 2


def test_a_frame_that_ends_in_the_middle():
    ours, theirs = socket.socketpair()
    with ours:
        theirs.sendall(encode("x" * 1000)[:500])
        theirs.close()
        with pytest.raises(Closed):
            Channel(ours).receive(time.monotonic() + 5)


# -- the grader's side of a conversation -------------------------------------------------------------------------


class Script:
    """In place of a nursery: a process that says what the test wants it to."""

    def __init__(self, *answers):
        self.ours, self.theirs = socket.socketpair()
        self.answers = answers

    def new(self, _limits):
        threading.Thread(target=self._speak, daemon=True).start()
        return self.ours, 1

    def end(self, _identifier):
        self.theirs.close()
        return ""

    def _speak(self):
        channel = Channel(self.theirs)
        try:
            for answer in self.answers:
                request = channel.receive(time.monotonic() + 5)
                if callable(answer):
                    answer = answer(request)
                self.theirs.sendall(answer if isinstance(answer, bytes) else encode(answer, channel.packer._form))
            self.theirs.shutdown(socket.SHUT_WR)
        except (OSError, Closed, TooLate, BrokenFrame):
            pass


def returned(request, value=None, **more):
    plain = {"number": request["number"], "changed": {}, "printed": "", "warned": []}
    return {**plain, "is": "returned", "value": Packer().parcel(value), **more}


def asked(*answers, args=(1.0,)):
    student = Student(Script(*answers), None)
    student.begin(5)
    try:
        return RemoteFunction(student, Foreign(0, "function", True, "f"))(*args)
    finally:
        student.end()


RAISED = {"is": "raised", "kind": "E", "text": "t", "place": None, "changed": {}, "printed": "", "warned": []}
NO_ANSWERS = {
    "a number": lambda r: 7,
    "nothing": lambda r: {},
    "another kind": lambda r: {"is": "ran", "number": r["number"], "outputs": [], "failed": 0, "late": 0, "exited": 0},
    "a kind that is a list": lambda r: {"is": [], "number": r["number"]},
    "an old number": lambda r: returned(r, number=r["number"] - 1),
    "a number that is true": lambda r: returned(r, number=True),
    "a value that is no parcel": lambda r: returned(r) | {"value": [1]},
    "a broken parcel": lambda r: returned(r) | {"value": b"\xc1"},
    "a change of what was not passed": lambda r: returned(r, changed={5: Packer().parcel(1)}),
    "a change by a word": lambda r: returned(r, changed={"0": Packer().parcel(1)}),
    "a change to nothing": lambda r: returned(r, changed={0: 1}),
    "a change to a broken parcel": lambda r: returned(r, changed={0: b"\xc1"}),
    "printed numbers": lambda r: returned(r, printed=7),
    "a place of two": lambda r: {**RAISED, "number": r["number"], "place": [1, "x"]},
    "a place of lists": lambda r: {**RAISED, "number": r["number"], "place": [[], [], []]},
    "a call of nothing": lambda r: {"is": "callback", "number": 0, "thing": 99, "args": b"\x90", "kwargs": b"\x80"},
    "a call before the first": lambda r: {
        "is": "callback",
        "number": 0,
        "thing": -1,
        "args": b"\x90",
        "kwargs": b"\x80",
    },
    "a call with a number": lambda r: {"is": "callback", "number": 1, "thing": 0, "args": b"\x90", "kwargs": b"\x80"},
    "too much": lambda r: HEAD.pack(MAX_FRAME + 1),
    "half a frame": lambda r: encode(returned(r))[:-3],
    "silence": lambda r: b"",
}


@pytest.mark.parametrize("name", NO_ANSWERS)
def test_no_answer_loses_the_process_and_nothing_else(name):
    with pytest.raises(Lost):
        asked(NO_ANSWERS[name])


def test_answers_made_of_dice_lose_the_process_and_nothing_else():
    dice, kept = random.Random(4), 0
    for _round in range(300):

        def answer(request):
            honest = encode(returned(request, [1.0, np.ones(3)], changed={0: Packer().parcel([2])}), Packer()._form)
            inner = damaged(honest[HEAD.size :], dice)
            return HEAD.pack(len(inner)) + inner

        try:
            asked(answer, args=([1],))
            kept += 1
        except (Lost, RaisedElsewhere):
            pass
    assert kept < 200


def test_texts_are_cut_to_what_an_honest_process_sends():
    long = "x" * 1_000_000
    with pytest.raises(RaisedElsewhere) as raised:
        asked(lambda r: {**RAISED, "number": r["number"], "kind": long, "text": long, "place": [1, long, long]})
    place = raised.value.place
    assert max(map(len, (raised.value.kind, raised.value.text, place.name, place.source))) < 1000
    bound = {"is": "bound", "thing": Foreign(0, "f", True, "f"), "empty": False, "uses": [long, 3] * 5 + ["x"] * 500}
    facts = {
        "known": True,
        "tokens": [long, 3] * 5 + ["x"] * 9_000,
        "numbers": [long, 1.0],
        "signs": [[long, {"a": long}], 3],
    }
    bound |= {"borrowed": [long, 3] * 5 + ["x"] * 500, "differences": long}
    student = Student(Script(lambda r: {**bound, "number": r["number"], "parameters": [[long, 1, True]] * 9}), None)
    student.begin(5)
    reply = student.bind(SimpleNamespace(name="f", allowed=(), forward=None))
    for names in (reply["uses"], reply["borrowed"]):
        assert len(names) <= 200 and max(map(len, names)) < 1000
    assert len(reply["differences"]) < 1000
    student = Student(Script(lambda r: {"is": "facts", "facts": facts, "number": r["number"]}), None)
    student.begin(5)
    shown = student.facts(0, ("x",))
    assert len(shown.tokens) < 5000 and shown.numbers == (1.0,)
    assert max(len(text) for _name, values in shown.signs for text in values.values()) < 1000
    assert len(reply["parameters"]) == 9 and len(reply["parameters"][0][0]) < 1000


def test_a_flood_of_answers_is_cut_off():
    half = np.zeros(MAX_FRAME // 20)
    student = Student(Script(*[lambda r: returned(r, half)] * 60), None)
    student.begin(30)
    function = RemoteFunction(student, Foreign(0, "function", True, "f"))
    with pytest.raises(Lost, match="too much"):
        for _call in range(60):
            function()


def test_a_flood_of_calls_back_ends_with_the_time():
    def flood(request):
        call = encode({"is": "callback", "number": 0, "thing": 0, "args": b"\x91\x01", "kwargs": b"\x80"})
        return call * 100_000

    student = Student(Script(flood), None)
    student.deadline = time.monotonic() - 1.5
    student._most = 10**9
    began = time.monotonic()
    with pytest.raises(Lost):
        student.ask("call", thing=0, args=(lambda x: x,), kwargs={})
    assert time.monotonic() - began < 5


def test_things_of_the_students_run_nothing_here():
    student = Student(Script(), None)
    thing = RemoteThing(student, Foreign(0, "Thing"))
    assert not hasattr(thing, "__array__") and not hasattr(thing, "__float__")
    assert np.asarray(thing).dtype == object
    with pytest.raises(TypeError):
        float(thing)
    assert (thing == 1.0) is False


def test_nothing_on_the_trusted_side_can_run_what_it_reads():
    """No pickle, eval or exec where the student's bytes are read."""
    folders = [Path(inside.__file__).parent, Path(sandbox.__file__).parent]
    for path in (each for folder in folders for each in folder.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        modules = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        modules |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        words = {node.arg for node in ast.walk(tree) if isinstance(node, ast.keyword)}
        assert not names & {"eval", "exec", "compile", "__import__"}, path
        assert not modules & {"pickle", "marshal", "shelve", "dill", "cloudpickle", "yaml"}, path
        assert "allow_pickle" not in words, path


def test_every_kind_of_reply_has_a_form():
    assert all(isinstance(types, type | tuple) for form in FORMS.values() for types in form.values())
