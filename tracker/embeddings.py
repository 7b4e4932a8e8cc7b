"""Opens an embedding model that lies on the disk, and tells how alike texts are by it. Needs the extra `embeddings`.

Three forms are known: a folder written by model2vec (static vectors, the lightest), an ONNX export of a sentence
encoder beside its `tokenizer.json`, and, where that package is installed, a sentence-transformers folder. Nothing is
downloaded, no code that comes with a model is run.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tracker.errors import InputError, UsageError
from tracker.model.comparison import EmbeddingModel

EXTRA = "in a clone of the program: .venv/bin/pip install -c constraints.txt '.[embeddings]'"
_LONGEST = 256
"""Tokens of a text that an ONNX model reads: what small sentence encoders were trained on."""
_LONGEST_HEADER = 100_000_000
"""Bytes of a safetensors file that name its tensors, as that format has it."""
_AT_ONCE = 16
_DIGITS = 4
"""Of a likeness: what is below differs between processors."""


class Embedder:
    """A model, ready to use."""

    def __init__(self, model: EmbeddingModel, encode: Callable[[list[str]], Any]) -> None:
        self.model = model
        self._encode = encode
        self._known: dict[str, Any] = {}

    def likeness(self, old: Sequence[str], new: Sequence[str]) -> list[list[float]]:
        """Cosine of every old text (rows) with every new one (columns), -1 to 1; each text is read once."""
        import numpy

        unknown = sorted({*old, *new} - self._known.keys())
        if unknown:
            vectors = numpy.asarray(self._encode(unknown), dtype=numpy.float64)
            lengths = numpy.linalg.norm(vectors, axis=1, keepdims=True)
            self._known.update(zip(unknown, vectors / numpy.where(lengths == 0, 1, lengths), strict=True))
        if not old or not new:
            return [[] for _ in old]
        rows, columns = (numpy.stack([self._known[text] for text in texts]) for texts in (old, new))
        found: list[list[float]] = numpy.round(rows @ columns.T, _DIGITS).tolist()
        return found


def open_embedder(path: Path) -> Embedder:
    """The model in a folder or `.onnx` file; UsageError where it is none or the extra is missing."""
    if not path.exists():
        raise UsageError(
            f"{path}: no such model", remedy="nothing is downloaded: fetch it yourself, and name its folder"
        )
    try:
        return _opened(path)
    except ImportError as error:
        name = (error.name or str(error)).partition(".")[0]
        package = "sentence-transformers" if name == "sentence_transformers" else ""
        remedy = f"pip install {package}" if package else EXTRA
        raise UsageError(f"{path}: {package or name} is needed to use this model", remedy=remedy) from error
    except InputError:
        raise
    except Exception as error:  # each library has its own exceptions for a damaged file
        told = " ".join(str(error).split())[:200]
        raise InputError(f"{path}: cannot be read as an embedding model ({told})") from error


def _opened(path: Path) -> Embedder:
    onnx = _onnx_file(path)
    if onnx is not None:
        tokenizer = next((folder / "tokenizer.json" for folder in (onnx.parent, onnx.parent.parent)
                          if (folder / "tokenizer.json").is_file()), None)  # fmt: skip
        if tokenizer is None:
            raise InputError(
                f"{path}: there is no tokenizer.json beside the model", remedy="copy it from the model's own"
            )
        return Embedder(_model(path, "onnx", onnx, tokenizer), _onnx(onnx, tokenizer))
    config, weights = path / "config.json", path / "model.safetensors"
    if not config.is_file():
        raise InputError(
            f"{path}: not an embedding model",
            remedy="name a model2vec or sentence-transformers folder, or an .onnx file",
        )
    if _is_static(config, weights):
        return Embedder(_model(path, "model2vec", config, weights, path / "tokenizer.json"), _static(path))
    return Embedder(_model(path, "sentence-transformers", config, weights, path / "tokenizer.json"), _transformer(path))


def _is_static(config: Path, weights: Path) -> bool:
    """Whether model2vec wrote it. Not every release names itself in the configuration; the tensor's name is its own."""
    if json.loads(config.read_text("utf-8")).get("model_type") == "model2vec":
        return True
    if not weights.is_file():
        return False
    with weights.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        return length <= _LONGEST_HEADER and "embeddings" in json.loads(file.read(length))


def _onnx_file(path: Path) -> Path | None:
    if path.suffix == ".onnx":
        return path
    return next((file for file in (path / "model.onnx", path / "onnx" / "model.onnx") if file.is_file()), None)


def _model(path: Path, kind: str, *files: Path) -> EmbeddingModel:
    digest = hashlib.sha256()
    for file in files:
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return EmbeddingModel(name=path.resolve().name, kind=kind, sha256=digest.hexdigest())


def _static(path: Path) -> Callable[[list[str]], Any]:
    from model2vec import StaticModel

    model = StaticModel.from_pretrained(str(path))
    return lambda texts: model.encode(texts, use_multiprocessing=False)


def _transformer(path: Path) -> Callable[[list[str]], Any]:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(path), device="cpu", local_files_only=True, trust_remote_code=False)
    return lambda texts: model.encode(texts, show_progress_bar=False)


def _onnx(file: Path, tokenizer_file: Path) -> Callable[[list[str]], Any]:
    """Vectors of tokens, averaged over each text, or the vector of the text where the model gives that."""
    import numpy
    import onnxruntime
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(tokenizer_file))
    tokenizer.enable_truncation(_LONGEST)
    tokenizer.enable_padding()
    session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    wanted = [given.name for given in session.get_inputs()]

    def batch(texts: list[str]) -> Any:
        read = tokenizer.encode_batch(texts)
        columns = {"input_ids": "ids", "attention_mask": "attention_mask", "token_type_ids": "type_ids"}
        inputs = {
            name: numpy.array([getattr(one, columns[name]) for one in read], dtype=numpy.int64) for name in wanted
        }
        found = numpy.asarray(session.run(None, inputs)[0])
        if found.ndim == 2:
            return found
        mask = numpy.array([one.attention_mask for one in read], dtype=found.dtype)[:, :, None]
        return (found * mask).sum(axis=1) / numpy.maximum(mask.sum(axis=1), 1)

    def encode(texts: list[str]) -> Any:
        # Texts of like length together: padding costs as much as text.
        order = sorted(range(len(texts)), key=lambda index: (len(texts[index]), texts[index]))
        rows: list[Any] = [None] * len(texts)
        for start in range(0, len(order), _AT_ONCE):
            indices = order[start : start + _AT_ONCE]
            for index, row in zip(indices, batch([texts[index] for index in indices]), strict=True):
                rows[index] = row
        return rows

    return encode
