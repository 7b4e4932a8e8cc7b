"""Frozen values as plain lists and back, driven by their type annotations: what a file can hold without running code
when it is read.

A dataclass becomes the list of its fields. Read are strings, numbers, booleans, None, literals, tuples and dataclasses
of such; anything else than the annotation says is a ValueError.
"""

from __future__ import annotations

import dataclasses
import json
import types
from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

Value = TypeVar("Value")
Reader = Callable[[Any], Any]
_LEAVES = (str, int, float, bool)


def to_json(value: object) -> str:
    return json.dumps(value, default=_fields_of, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str, kind: type[Value]) -> Value:
    """The value that `to_json` wrote; ValueError when the text is none, or of another kind."""
    wanted: Any = kind
    try:
        value: Value = _reader(wanted)(json.loads(text))
    except (TypeError, RecursionError) as error:
        raise ValueError(str(error)) from error
    return value


def _fields_of(value: object) -> list[object]:
    kind: Any = type(value)
    return [get(value) for get in _getters(kind)]


@cache
def _getters(kind: Any) -> tuple[attrgetter[Any], ...]:
    if not dataclasses.is_dataclass(kind):
        raise TypeError(f"{kind} is no value that can be written plainly")
    return tuple(attrgetter(field.name) for field in dataclasses.fields(kind))


@cache
def _reader(kind: Any) -> Reader:
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _dataclass_reader(kind)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _tuple_reader(arguments)
    if origin is Literal:
        return _literal_reader(frozenset(arguments))
    if origin in (Union, types.UnionType) and len(arguments) == 2 and type(None) in arguments:
        inner = _reader(next(argument for argument in arguments if argument is not type(None)))
        return lambda value: None if value is None else inner(value)
    if kind in _LEAVES:
        return _leaf_reader(kind)
    raise TypeError(f"{kind} is no kind that can be read plainly")


def _dataclass_reader(kind: type) -> Reader:
    hints = get_type_hints(kind)
    wanted = [hints[field.name] for field in dataclasses.fields(kind)]
    if all(hint in _LEAVES for hint in wanted):
        return _record_reader(kind, wanted)
    readers = [_reader(hint) for hint in wanted]

    def read(value: Any) -> Any:
        if type(value) is not list:
            raise ValueError(f"no {kind.__name__}")
        return kind(*[read_field(field) for read_field, field in zip(readers, value, strict=True)])

    return read


def _record_reader(kind: type, wanted: list[type]) -> Reader:
    """For dataclasses of leaves alone, of which there are most."""

    def read(value: Any) -> Any:
        if type(value) is not list or list(map(type, value)) != wanted:
            raise ValueError(f"{value!r} is no {kind.__name__}")
        return kind(*value)

    return read


def _tuple_reader(arguments: tuple[Any, ...]) -> Reader:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        read_one = _reader(arguments[0])

        def read_all(value: Any) -> Any:
            if type(value) is not list:
                raise ValueError("no list")
            return tuple(map(read_one, value))

        return read_all
    readers = [_reader(argument) for argument in arguments]

    def read(value: Any) -> Any:
        if type(value) is not list:
            raise ValueError("no list")
        return tuple(read_part(part) for read_part, part in zip(readers, value, strict=True))

    return read


def _literal_reader(known: frozenset[object]) -> Reader:
    def read(value: Any) -> Any:
        if value not in known:
            raise ValueError(f"{value!r} is none of {sorted(map(str, known))}")
        return value

    return read


def _leaf_reader(kind: type) -> Reader:
    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise ValueError(f"{value!r} is no {kind.__name__}")
        return value

    return read
