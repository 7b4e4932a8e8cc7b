"""Two pieces of work at once: the same results and errors as one after the other."""

from __future__ import annotations

import os
import re
import signal
import threading
import time
from functools import partial
from pathlib import Path

import pytest

from tracker.beside import beside, shared_out
from tracker.errors import InputError
from tracker.model.document import Sentence, Span


def test_results_of_both_in_order() -> None:
    long = "x" * 3_000_000
    assert beside(lambda: long + "a", lambda: long + "b", worth_it=True) == (long + "a", long + "b")


def test_values_of_any_kind_come_back_as_they_were() -> None:
    found = [Span(0, 7), Sentence("¶1 s1", "It ends.", Span(0, 8)), re.compile("a|b"), {"of": frozenset("abc")}]
    assert beside(lambda: found, lambda: None, worth_it=True) == (found, None)


def test_an_error_in_the_child_keeps_its_message_and_remedy() -> None:
    def fails() -> str:
        raise InputError("old.pdf is damaged", remedy="fetch it again")

    with pytest.raises(InputError, match=r"old\.pdf is damaged; fetch it again"):
        beside(fails, lambda: 1, worth_it=True)


def test_an_error_here_leaves_no_child_behind() -> None:
    def fails() -> str:
        raise InputError("new.pdf is empty")

    with pytest.raises(InputError, match="empty"):
        beside(lambda: signal.pause(), fails, worth_it=True)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_work_of_a_child_that_dies_is_done_here() -> None:
    parent = os.getpid()

    def dies_elsewhere() -> str:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return "done"

    assert beside(dies_elsewhere, lambda: 1, worth_it=True) == ("done", 1)


def test_work_of_a_child_that_dies_as_it_tells_is_done_here(tmp_path: Path) -> None:
    """Half of what it found has come by then: a pipe that nobody reads yet holds it up."""
    long, number = "x" * 3_000_000, tmp_path / "child"

    def tells_at_length() -> str:
        number.write_text(f"{os.getpid()}\n")
        return long

    def kills_it() -> int:
        while not number.exists() or not number.read_text().endswith("\n"):
            time.sleep(0.01)
        time.sleep(0.1)
        os.kill(int(number.read_text()), signal.SIGKILL)
        return 1

    assert beside(tells_at_length, kills_it, worth_it=True) == (long, 1)


def test_tasks_are_shared_out_and_each_is_done_once(tmp_path: Path) -> None:
    def task(number: int) -> int:
        with (tmp_path / str(number)).open("xb"):
            time.sleep(0.2 if number == 0 else 0.01)
        return number * number

    tasks = [partial(task, number) for number in range(12)]
    assert shared_out(tasks, worth_it=True) == [number * number for number in range(12)]
    assert len(list(tmp_path.iterdir())) == 12
    assert shared_out([], worth_it=True) == []


def test_tasks_that_a_child_had_taken_when_it_died_are_done_here() -> None:
    parent = os.getpid()

    def dies_elsewhere(number: int) -> int:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(0.01)
        return number

    assert shared_out([partial(dies_elsewhere, number) for number in range(6)], worth_it=True) == list(range(6))


def test_an_error_in_a_task_reaches_the_caller() -> None:
    def fails() -> int:
        raise InputError("old.pdf is damaged")

    with pytest.raises(InputError, match="damaged"):
        shared_out([fails, fails, lambda: 1], worth_it=True)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@pytest.mark.parametrize("worth_it", [pytest.param(True, id="worth it"), pytest.param(False, id="not worth it")])
def test_no_other_thread_than_the_main_one_forks(worth_it: bool) -> None:
    found: list[tuple[int, int]] = []
    thread = threading.Thread(target=lambda: found.append(beside(os.getpid, os.getpid, worth_it=worth_it)))
    thread.start()
    thread.join()
    assert found == [(os.getpid(), os.getpid())]
