"""Comparisons that are remembered: the same as made anew, and no harm from what lies in the folder."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

import pytest

from tests.compare.making import document, small_codebook
from tracker import plainform
from tracker.codebook.tag import tag_document
from tracker.compare import compare
from tracker.model.comparison import Edit
from tracker.model.corpus import Origin, Provenance
from tracker.model.document import Span
from tracker.usecases import memory
from tracker.usecases.compare import Compared, compare_sides
from tracker.usecases.memory import Remembered, key_of, recall, remember

OLD = "# Ports\n\n" + "\n\n".join(
    f"Harbour {n} must be dredged to nine metres by the crown. It is deep." for n in range(199)
)
NEW = OLD.replace("must be", "should be").replace("nine", "ten")


@pytest.fixture(scope="module")
def made() -> Remembered:
    codebook = small_codebook()
    old, new = (
        tag_document(document(texts), codebook)
        for texts in (["China must deter.", "We — “trade”.\x1b \u2028"], ["China may deter. Ever."])
    )
    origin = Origin("text/plain", "text/1", "0" * 64)
    return Remembered(compare(old, new, codebook), Provenance(origin, origin), ("a warning",))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "memory"


def test_what_is_recalled_is_what_was_remembered(made: Remembered, folder: Path) -> None:
    assert recall(folder, key_of([b"x"])) is None
    remember(folder, key_of([b"x"]), made)
    assert recall(folder, key_of([b"x"])) == made
    assert recall(folder, key_of([b"y"])) is None
    assert [path.suffix for path in folder.iterdir()] == [".comparison"]


def test_a_key_tells_where_one_part_ends() -> None:
    assert len({key_of([b"ab", b"c"]), key_of([b"a", b"bc"]), key_of([b"abc"]), key_of([b"abc", b""])}) == 4


def _one_byte_changed(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-20] ^= 1
    path.write_bytes(data)


def _cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-10])


def _writable_by_others(path: Path) -> None:
    path.chmod(0o666)


def _link(path: Path) -> None:
    path.rename(path.with_suffix(".elsewhere"))
    path.symlink_to(path.with_suffix(".elsewhere"))


def _fifo(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("harm", [_one_byte_changed, _cut_short, _writable_by_others, _link, _fifo, _folder])
def test_nothing_damaged_or_strange_is_recalled(made: Remembered, folder: Path, harm: object) -> None:
    key = key_of([b"x"])
    remember(folder, key, made)
    assert callable(harm)
    harm(folder / f"{key}.comparison")
    assert recall(folder, key) is None


@pytest.mark.parametrize(
    "text",
    [
        "", "null", "[]", "{}", "[[], [], []]", "[" * 100_000, '{"comparison": 1}', "\x80", "1e999", "[1, 2, 3]",
    ],
)  # fmt: skip
def test_a_well_signed_file_of_another_kind_is_not_recalled(folder: Path, text: str) -> None:
    key = key_of([b"x"])
    folder.mkdir()
    packed = zlib.compress(text.encode("latin-1"))
    sum_ = memory.hashlib.sha256(key.encode() + packed).hexdigest().encode()
    (folder / f"{key}.comparison").write_bytes(memory._MARK + sum_ + b"\n" + packed)
    assert recall(folder, key) is None


def test_the_folder_stays_within_its_bounds(made: Remembered, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = [key_of([bytes([n])]) for n in range(5)]
    remember(folder, keys[0], made)
    size = sum(path.stat().st_size for path in folder.iterdir())
    monkeypatch.setattr(memory, "_ROOM", 3 * size + 10)
    for age, key in enumerate(keys):
        remember(folder, key, made)
        os.utime(folder / f"{key}.comparison", ns=(age, age))
    assert recall(folder, keys[2]) == made
    remember(folder, key_of([b"new"]), made)
    kept = {path.stem for path in folder.iterdir()}
    assert kept == {key_of([b"new"]), keys[2], keys[4]}


def test_a_folder_that_cannot_be_used_is_no_fault(made: Remembered, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    remember(tmp_path / "file" / "memory", "0" * 64, made)
    assert recall(tmp_path / "file" / "memory", "0" * 64) is None


def test_only_the_same_is_not_compared_again(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "old.md").write_text(OLD, "utf-8")
    (tmp_path / "new.md").write_text(NEW, "utf-8")
    steps: list[str] = []

    def compared(*sides: str) -> Compared:
        steps.clear()
        return compare_sides(sides, directory=tmp_path, memory=folder, progress=steps.append)

    first = compared("old.md", "new.md")
    assert steps
    assert compared("old.md", "new.md") == first
    assert not steps
    assert compared("new.md", "old.md").comparison.old.document.id == "new.md"
    assert steps
    (tmp_path / "new.md").write_text(NEW.replace("ten", "six"), "utf-8")
    assert compared("old.md", "new.md") != first
    assert steps


def test_another_codebook_is_another_comparison(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "old.md").write_text(OLD, "utf-8")
    (tmp_path / "new.md").write_text(NEW, "utf-8")
    mine, pack = tmp_path / "mine.yaml", tmp_path / "pack.yaml"
    steps: list[str] = []

    def compared() -> str:
        steps.clear()
        sides = ["old.md", "new.md"]
        found = compare_sides(sides, directory=tmp_path, codebook_path=mine, memory=folder, progress=steps.append)
        assert found.codebook.sha256 == found.comparison.codebook_sha256
        return found.codebook.sha256

    pack.write_text("id: pack\nthemes: {ports: {terms: [port]}}\n", "utf-8")
    seen = set()
    # The key spelt with an escape is the key all the same.
    for text in ("id: mine\nthemes: {sea: {terms: [sea]}}\n", 'id: mine\n"ext\\u0065nds": [pack.yaml]\n'):
        mine.write_text(text, "utf-8")
        seen.add(compared())
        assert steps
        assert compared() in seen
        assert not steps
    pack.write_text("id: pack\nthemes: {ports: {terms: [port, quay]}}\n", "utf-8")
    seen.add(compared())
    assert steps
    assert len(seen) == 3


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param('["=", 1]', Edit, id="number-for-text"),
        pytest.param('["*", "a"]', Edit, id="unknown-literal"),
        pytest.param('["="]', Edit, id="too-few"),
        pytest.param('["=", "a", 1]', Edit, id="too-many"),
        pytest.param("[true, 2]", Span, id="boolean-for-number"),
        pytest.param('[["="], "a"]', Edit, id="list-for-literal"),
    ],
)
def test_only_what_the_annotations_say_is_read(text: str, kind: type) -> None:
    with pytest.raises(ValueError, match=r"."):
        plainform.from_json(text, kind)
