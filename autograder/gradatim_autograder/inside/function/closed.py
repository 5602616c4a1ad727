"""Closes the parts of the course's library that do what students are asked to write, while a check calls them."""

import contextlib
import functools
import sys
from collections.abc import Callable, Collection, Iterator
from types import CodeType, FunctionType

from .shortcuts import LIBRARY, is_borrowed


class Borrowed(Exception):
    """A function of the library was called in a check that does not allow it."""


def _raise(*_args, **_kwargs):
    raise "Borrowed"  # noqa: B016 (a place for the class, below)


# What a function raises has to be in its code: a name would be looked up among its own module's.
CLOSED = _raise.__code__.replace(
    co_consts=tuple(Borrowed if each == "Borrowed" else each for each in _raise.__code__.co_consts)
)


def _call(*args, **kwargs):
    function = "called"  # a place for the function
    return function(*args, **kwargs)


def calling(function: Callable, free: tuple[str, ...] = ()) -> CodeType:
    """Code that calls `function`, to be put into another one with the free variables `free`."""
    constants = tuple(function if each == "called" else each for each in _call.__code__.co_consts)
    return _call.__code__.replace(co_consts=constants, co_freevars=free)


@contextlib.contextmanager
def closed(allowed: Collection[str] = ()) -> Iterator[None]:
    """Until the end of the block, these functions raise Borrowed, however they are reached."""
    changed = []
    try:
        for function in _functions():
            if is_borrowed(f"{function.__module__}.{function.__name__}", allowed):
                changed.append((function, function.__code__))
                function.__code__ = CLOSED.replace(co_freevars=function.__code__.co_freevars)
        yield
    finally:
        for function, code in changed:
            function.__code__ = code


@functools.cache
def _functions():
    found = {}
    for name, module in list(sys.modules.items()):
        if name.startswith(LIBRARY):
            for value in list(vars(module).values()):
                for each in _in(value):
                    if each.__module__ == name:
                        found[id(each)] = each
    return tuple(found.values())


def _in(value):
    if isinstance(value, FunctionType):
        yield value
    elif isinstance(value, staticmethod | classmethod):
        yield from _in(value.__func__)
    elif isinstance(value, property):
        yield from (each for each in (value.fget, value.fset) if isinstance(each, FunctionType))
    elif isinstance(value, type) and value.__module__.startswith(LIBRARY):
        for each in list(vars(value).values()):
            if not isinstance(each, type):
                yield from _in(each)
