"""The optional extra: a model on the disk proposes counterparts, is named, takes nothing away, and is not needed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tracker.embeddings import open_embedder
from tracker.errors import InputError, UsageError
from tracker.usecases.compare import compare_sides

from .conftest import Call

WORDS = ("[UNK]", "korea", "missiles", "rockets", "fast", "talks", "dialogue", "trade", "the", "of", "build", "grow")
NEAR = (
    (0.0, 0.0),
    (0.3, 0.3),
    (1.0, 0.1),
    (1.0, 0.12),
    (0.9, 0.0),
    (0.0, 1.0),
    (0.1, 1.0),
    (0.4, 0.9),
    *[(0.0, 0.0)] * 4,
)
"""`missiles` beside `rockets`, `talks` beside `dialogue`."""
CODEBOOK = """schema: tracker.codebook/1
id: small
title: For tests
language: en
themes:
  korea: {title: Korea, actor: true, terms: [Korea], subthemes: {talks: {title: Talks, terms: [talks]}}}
"""
OLD = "Korea may build more missiles.\n\nKorea wants no talks.\n\nKorea and its trade grow.\n"
NEW = "Fast rockets multiply in Korea.\n\nWith Korea a dialogue began.\n"


def _tokenizer() -> Any:
    tokenizers = pytest.importorskip("tokenizers", reason="the extra `embeddings` is not installed")
    made = tokenizers.Tokenizer(
        tokenizers.models.WordLevel({word: place for place, word in enumerate(WORDS)}, unk_token="[UNK]")
    )
    made.normalizer = tokenizers.normalizers.Lowercase()
    made.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    return made


def _static(folder: Path, **config: Any) -> Path:
    model2vec = pytest.importorskip("model2vec", reason="the extra `embeddings` is not installed")
    import numpy

    vectors = numpy.array(NEAR, dtype=numpy.float32)
    model2vec.StaticModel(vectors, _tokenizer(), config=config or {"model_type": "model2vec"}).save_pretrained(
        str(folder)
    )
    return folder


def _static_that_does_not_name_itself(folder: Path) -> Path:
    """As model2vec 0.10 writes it."""
    return _static(folder, normalize=True)


def _onnx(folder: Path) -> Path:
    """A graph of one node that looks each token's vector up."""
    onnx = pytest.importorskip("onnx", reason="onnx, which builds the model, is not installed")
    pytest.importorskip("onnxruntime", reason="the extra `embeddings` is not installed")
    import numpy

    helper, kinds = onnx.helper, onnx.TensorProto
    graph = helper.make_graph(
        [helper.make_node("Gather", ["vectors", "input_ids"], ["last_hidden_state"])],
        "lookup",
        [helper.make_tensor_value_info("input_ids", kinds.INT64, ["texts", "tokens"])],
        [helper.make_tensor_value_info("last_hidden_state", kinds.FLOAT, ["texts", "tokens", 2])],
        [onnx.numpy_helper.from_array(numpy.array(NEAR, dtype=numpy.float32), "vectors")],
    )
    folder.mkdir()
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(model, str(folder / "model.onnx"))
    _tokenizer().save(str(folder / "tokenizer.json"))
    return folder


MODELS = [
    pytest.param(_static, id="model2vec"),
    pytest.param(_static_that_does_not_name_itself, id="model2vec-nameless"),
    pytest.param(_onnx, id="onnx"),
]


def _compared(folder: Path, model: Path | None, old: str = OLD, new: str = NEW) -> Any:
    for name, text in (("old.txt", old), ("new.txt", new), ("codebook.yaml", CODEBOOK)):
        (folder / name).write_text(text, encoding="utf-8")
    sides = ["old.txt", "new.txt"]
    return compare_sides(sides, directory=folder, codebook_path=folder / "codebook.yaml", embeddings=model).comparison


@pytest.mark.parametrize("make", MODELS)
def test_a_model_proposes_and_takes_nothing_away(make: Callable[[Path], Path], tmp_path: Path) -> None:
    model = make(tmp_path / "tiny")
    without, with_it = _compared(tmp_path, None), _compared(tmp_path, model)
    proposals = [change for change in with_it.changes if change not in without.changes]
    assert [change for change in with_it.changes if change not in proposals] == list(without.changes)
    assert with_it.shifts == without.shifts
    assert {(change.old, change.new) for change in proposals} == {(("¶1",), ("¶1",)), (("¶2",), ("¶2",))}
    for change in proposals:
        assert (change.kind, change.band, change.themes, change.beads) == ("counterpart", "low", ("korea",), ())
        assert "the embedding model tiny" in change.why
    assert without.embeddings is None
    assert (with_it.embeddings.name, len(with_it.embeddings.sha256)) == ("tiny", 64)
    assert [line for line in with_it.warnings if "it proposed 2 further counterparts" in line]

    mirrored = _compared(tmp_path, model, NEW, OLD)
    assert {(change.new, change.old) for change in mirrored.changes if "tiny" in change.why} == {
        (change.old, change.new) for change in proposals
    }


def test_every_output_names_the_model(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = _static(tmp_path / "tiny")
    _compared(tmp_path, None)
    paths = [str(tmp_path / "old.txt"), str(tmp_path / "new.txt"), "--codebook", str(tmp_path / "codebook.yaml")]
    for form in ("text", "markdown", "json"):
        shown = call("diff", *paths, "--embeddings", str(model), "--format", form)
        assert shown.code == 0, shown.err
        assert "An embedding model was asked (tiny, model2vec" in " ".join(shown.out.split())
        assert "embedding model" not in call("diff", *paths, "--format", form).out
    monkeypatch.setenv("TRACKER_EMBEDDINGS", str(model))
    assert json.loads(call("diff", *paths, "--format", "json").out)["embeddings"]["kind"] == "model2vec"
    assert json.loads(call("diff", *paths, "--format", "json", "--embeddings", "none").out)["embeddings"] is None


def test_what_is_no_model_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such model; nothing is downloaded"):
        open_embedder(tmp_path / "someone" / "model")
    with pytest.raises(InputError, match="not an embedding model; name a model2vec"):
        open_embedder(tmp_path)
    (tmp_path / "model.onnx").write_bytes(b"no graph")
    with pytest.raises(InputError, match=r"there is no tokenizer\.json beside the model"):
        open_embedder(tmp_path / "model.onnx")


def test_static_vectors_are_known_by_their_tensor(tmp_path: Path) -> None:
    header = b'{"embeddings": {"dtype": "F32", "shape": [0, 2], "data_offsets": [0, 0]}}'
    (tmp_path / "config.json").write_text("{}")
    (tmp_path / "model.safetensors").write_bytes(len(header).to_bytes(8, "little") + header)
    (tmp_path / "tokenizer.json").write_text("{}")
    with pytest.raises((UsageError, InputError), match=r"model2vec is needed|cannot be read as an embedding") as told:
        open_embedder(tmp_path)
    assert "sentence" not in str(told.value)


def test_a_damaged_model_is_refused_in_one_line(tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime", reason="the extra `embeddings` is not installed")
    (tmp_path / "model.onnx").write_bytes(b"no graph")
    _tokenizer().save(str(tmp_path / "tokenizer.json"))
    with pytest.raises(InputError, match="cannot be read as an embedding model") as told:
        open_embedder(tmp_path)
    assert "\n" not in str(told.value)
