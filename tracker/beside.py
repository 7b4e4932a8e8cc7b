"""Does work at once on a machine with more than one processor: some in a forked child, some here.

Texts, tags and tables are pure values, so nothing has to be shared; the result is the same as doing one after the
other, which is what happens wherever forking is not safe or not worth it.
"""

from __future__ import annotations

import copyreg
import dataclasses
import io
import os
import pickle
import signal
import sys
import threading
from array import array
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any, TypeVar

First = TypeVar("First")
Second = TypeVar("Second")


def beside(first: Callable[[], First], second: Callable[[], Second], *, worth_it: bool) -> tuple[First, Second]:
    """The results of both. `first` may be carried out in a child: it must change nothing and return what pickle can
    carry.

    An exception of either reaches the caller; of two, that of `second`.
    """
    if not worth_it or not _may_fork():
        return first(), second()
    read_end, write_end = os.pipe()
    child = os.fork()
    if not child:
        _carry_out(first, read_end, write_end)
    os.close(write_end)
    with os.fdopen(read_end, "rb") as stream:
        try:
            here = second()
            told = stream.read()
        except BaseException:
            os.kill(child, signal.SIGKILL)
            raise
        finally:
            _, status = os.waitpid(child, 0)
    if status or not told:
        # The child was killed, perhaps while it told, or what it found could not be handed over.
        return first(), here
    succeeded, outcome = pickle.loads(told)
    if not succeeded:
        raise outcome
    return outcome, here


def shared_out(tasks: Sequence[Callable[[], First]], *, worth_it: bool) -> list[First]:
    """The results of all tasks, in their order. A child and this process each take the next one when they are free, so
    that both end at nearly the same time: the longest go first. As for `beside`, tasks change nothing."""
    if not worth_it or not _may_fork():
        return [task() for task in tasks]
    waiting, queue = os.pipe()
    # Two bytes a number, which a pipe gives out whole: no task is taken twice.
    os.write(queue, array("H", range(len(tasks))).tobytes())
    os.close(queue)

    def work() -> dict[int, First]:
        done = {}
        while taken := array("H", os.read(waiting, 2)):
            done[taken[0]] = tasks[taken[0]]()
        return done

    try:
        there, here = beside(work, work, worth_it=True)
    finally:
        os.close(waiting)
    done = there | here
    # What a child had taken that was killed is still to be done.
    return [done[number] if number in done else task() for number, task in enumerate(tasks)]


def _may_fork() -> bool:
    """Only the main thread forks: another may hold a lock that the child would wait for without end."""
    on_main_thread = threading.current_thread() is threading.main_thread()
    return sys.platform == "linux" and on_main_thread and len(os.sched_getaffinity(0)) > 1


def _carry_out(work: Callable[[], object], read_end: int, write_end: int) -> None:
    """Writes `(True, result)` or `(False, exception)` to the pipe and ends the process, whatever happens."""
    try:
        os.close(read_end)
        try:
            told = _packed((True, work()))
        except Exception as error:
            told = pickle.dumps((False, error))
        with os.fdopen(write_end, "wb") as stream:
            stream.write(told)
    finally:
        os._exit(0)


def _packed(value: object) -> bytes:
    stream = io.BytesIO()
    pickler = pickle.Pickler(stream, protocol=pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _Reducers()
    pickler.dump(value)
    return stream.getvalue()


class _Reducers(dict[type, Callable[[Any], Any]]):
    """How values of each type are taken apart: a dataclass into the arguments that it was made with, which takes half
    the time of what pickle does with one that has slots."""

    def __missing__(self, kind: type) -> Callable[[Any], Any]:
        fields = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
        if len(fields) < 2 or not all(field.init and not field.kw_only for field in fields):
            return copyreg.dispatch_table[kind]
        arguments = attrgetter(*(field.name for field in fields))
        found = self[kind] = lambda value: (kind, arguments(value))
        return found
