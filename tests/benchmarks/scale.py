"""What a large corpus costs: `tracker list` and `tracker add` beside the same in a corpus of ten versions.

Usage: python -m tests.benchmarks.scale [VERSIONS] [REPEATS]

Printed are the best times of whole processes, by the clock and of the processor, in seconds, and the ratios. The exit
code is 1 if a list takes more than 1 s by the clock, or an add more than 1.5 times the processor time of one in the
small corpus. The corpora are written file by file and committed at once, in series of up to 250 versions, with an empty
changelog for each pair; new versions follow the last of a series.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.made_texts import as_text, made_text
from tests.numbers_given import numbers_given
from tracker.corpus import layout
from tracker.corpus.frontmatter import write_version
from tracker.corpus.settings import write_series
from tracker.corpus.snapshots import digest_of
from tracker.extract import EXTRACTORS, extract
from tracker.model.corpus import Series, Version
from tracker.usecases.init import init_corpus

SERIES_LENGTH = 250
SMALL = 10


def main(versions: int, repeats: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder, "small"), Path(folder, "large")
        make_corpus(small, [SMALL])
        make_corpus(large, _lengths(versions))
        times: dict[tuple[str, Path], list[Times]] = {}
        for root in (small, large):
            _put(root.parent, f"{root.name}.md", _text(8_000).encode())
            # So that what `add` remembers of a series is there, as in any corpus in use.
            _times(root, "add", "series-000", "first", f"../{root.name}.md", "--date", "2998")
        for number in range(repeats):
            _put(Path(folder), f"new-{number}.md", _text(9_000 + number).encode())
            for root in (small, large):
                times.setdefault(("list", root), []).append(_times(root, "list"))
                add = ("add", "series-000", f"new-{number}", f"../new-{number}.md", "--date", "2999")
                times.setdefault(("add", root), []).append(_times(root, *add))
        best = {key: Times(*map(min, zip(*measured, strict=True))) for key, measured in times.items()}
        print(f"{'':16} {SMALL:>8} {versions:>8} {'ratio':>6}")
        for name in ("list", "add"):
            for what in Times._fields:
                few, many = (getattr(best[name, root], what) for root in (small, large))
                print(f"{f'{name}, {what}':16} {few:>7.2f}s {many:>7.2f}s {many / few:>6.2f}")
        slow_list = best["list", large].clock > 1
        return 1 if slow_list or best["add", large].processor > 1.5 * best["add", small].processor else 0


class Times(NamedTuple):
    """Seconds that a process took."""

    clock: float
    processor: float
    """Of the process and all that it started."""


def make_corpus(root: Path, lengths: list[int]) -> None:
    """Series of so many versions each, as one commit."""
    init_corpus(root, title="Large")
    for number, length in enumerate(lengths):
        series = f"series-{number:03}"
        _put(root, layout.series_path(series), write_series(Series(series, title=f"Series {number}", language="en")))
        for place in range(length):
            _put_version(root, series, place, _text(number * SERIES_LENGTH + place))
            if place:
                _put(root, layout.changelog_path(series, _name(place - 1), _name(place)), b"# Changes\n")
    _git(root, "add", "--all")
    _git(root, "commit", "--quiet", "-m", "Many versions")


def _put_version(root: Path, series: str, place: int, text: str) -> None:
    data = text.encode()
    name = _name(place)
    version = Version(
        series=series,
        name=name,
        title=f"Strategy of {name}",
        published=name,
        snapshot=digest_of(data),
        media_type="text/markdown",
        extractor=EXTRACTORS["text/markdown"],
        language="en",
    )
    _put(root, layout.text_path(series, name), write_version(version, text))
    _put(root, layout.snapshot_path(series, name, version.snapshot, version.media_type), data)


def _name(place: int) -> str:
    return str(1700 + place)


def _put(root: Path, path: object, data: bytes) -> None:
    target = root / str(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)


def _text(number: int) -> str:
    """A canonical text of its own: one of twenty bodies below a heading with the number."""
    return f"# Strategy number {number}\n\n{_body(number % 20)}"


@cache
def _body(seed: int) -> str:
    return extract(as_text(made_text(30, seed=seed)).encode(), name="text.md").text


def _lengths(versions: int) -> list[int]:
    full, rest = divmod(versions, SERIES_LENGTH)
    return [SERIES_LENGTH] * full + ([rest] if rest else [])


def _times(root: Path, *arguments: str) -> Times:
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, "-m", "tracker", *arguments], check=True, cwd=root, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Times(time.perf_counter() - started, used)


def _git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=root, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main(*numbers_given("tests.benchmarks.scale", __doc__, versions=5_000, repeats=5)))
