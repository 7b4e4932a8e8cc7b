"""Effective settings of a call: flag, then TRACKER_* variable, then the corpus, then the user's file, then a default.

Which corpus it is: flag, then TRACKER_CORPUS, then the one around the current folder, then the user's file.
A corpus may set only what runs no program and leads nowhere else: it may have come from a stranger.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import click

from tracker.cli.command import flags
from tracker.errors import CorpusError, DataError, TrackerError, UsageError

NAMES = ("corpus", "color", "embeddings", "pager", "width", "memory")
_NAMES_FOR_A_CORPUS = ("color", "width")
_COLOURS = ("auto", "always", "never")
_WIDTHS = range(40, 1001)


@dataclass(frozen=True, slots=True)
class Setting:
    name: str
    value: str
    source: str
    """Where it comes from, as `tracker config` says it."""


Layer = Mapping[str, Setting]


def settings() -> dict[str, Setting]:
    """What is set for this call, by name; what nothing sets is not in it."""
    layers = _personal_layers()
    corpus = _corpus_setting(layers)
    root = _root_named_by(corpus)
    flag_layer, environment, user = layers
    ranked = (flag_layer, environment, _corpus_layer(root), user)
    found = {name: _first(name, ranked) for name in NAMES} | {"corpus": corpus}
    return {name: setting for name, setting in found.items() if setting is not None}


def find_corpus() -> Path | None:
    """The root of the corpus that this call names, else of the one around the current folder, else of the one that the
    user's file names, else None."""
    layers = _personal_layers()
    named = _corpus_setting(layers)
    root = _root_named_by(named)
    # Two files can be compared and the settings shown without the one of the user's file.
    if root is None and named is not None and named is not layers[-1].get("corpus"):
        raise _not_a_corpus(named)
    return root


def embeddings_path() -> Path | None:
    """The embedding model that was asked for; `none` asks for none where a variable or the user's file names one."""
    named = _first("embeddings", _personal_layers())
    return None if named is None or named.value in ("", "none") else Path(named.value)


def require_corpus() -> Path:
    from tracker.corpus import layout

    root = find_corpus()
    named = _corpus_setting(_personal_layers())
    if root is None and named is not None:
        raise _not_a_corpus(named)
    return root or layout.require_root(Path.cwd())


def memory_folder() -> Path | None:
    """Where comparisons are remembered; None where the user wants none to be."""
    import platformdirs

    chosen = _first("memory", _personal_layers())
    return None if chosen and chosen.value == "off" else platformdirs.user_cache_path("tracker") / "remembered"


def user_file() -> Path:
    import platformdirs

    return platformdirs.user_config_path("tracker") / "config.yaml"


def _personal_layers() -> tuple[Layer, Layer, Layer]:
    given = flags(click.get_current_context())
    flag_layer = {name: _checked(name, str(given[name]), f"--{name}") for name in NAMES if name in given}
    if given.get("no_pager"):
        flag_layer["pager"] = Setting("pager", "", "--no-pager")
    if given.get("no_memory"):
        flag_layer["memory"] = Setting("memory", "off", "--no-memory")
    return flag_layer, _environment_layer(os.environ), _user_layer(user_file())


def _environment_layer(environment: Mapping[str, str]) -> Layer:
    layer: dict[str, Setting] = {}
    for name in NAMES:
        variable = f"TRACKER_{name.upper()}"
        value = environment.get(variable)
        if value or (value is not None and name == "pager"):
            layer[name] = _checked(name, value, variable)
    if "color" not in layer and environment.get("NO_COLOR"):
        layer["color"] = Setting("color", "never", "NO_COLOR")
    return layer


def _user_layer(path: Path) -> Layer:
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror})") from error
    return _file_layer(data, source=str(path), under=(), known=NAMES)


def _corpus_layer(root: Path | None) -> Layer:
    from tracker.corpus import layout

    if root is None:
        return {}
    with layout.faults_of_reading(root):
        data = (root / layout.SETTINGS).read_bytes()
    # Nearly every corpus sets nothing here: spare the call the parsing.
    if b"\nsettings:" not in data:
        return {}
    return _file_layer(data, source=str(layout.SETTINGS), under=("settings",), known=_NAMES_FOR_A_CORPUS)


def _file_layer(data: bytes, *, source: str, under: tuple[str, ...], known: tuple[str, ...]) -> Layer:
    from tracker import yamltext

    loaded = yamltext.load(yamltext.decoded(data, source), source=source)
    values = loaded.value
    for key in under:
        values = values.get(key) if isinstance(values, dict) else None
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise DataError(f"{source}:{loaded.line(under)}: not a list of 'key: value' lines")
    layer = {}
    for key, value in values.items():
        place = f"{source}:{loaded.line((*under, key))}"
        if key not in known:
            raise DataError(f"{place}: {key} is not a setting here", remedy=f"known are {', '.join(known)}")
        if not isinstance(value, str):
            raise DataError(f"{place}: {key} must be a word or a number")
        layer[key] = _checked(key, value, place, error=DataError)
    return layer


def _checked(name: str, value: str, source: str, error: type[TrackerError] = UsageError) -> Setting:
    if name == "color" and value not in _COLOURS:
        raise error(f"{source}: {value!r} is no way to colour", remedy=f"use {', '.join(_COLOURS)}")
    if name == "memory" and value not in ("on", "off"):
        raise error(f"{source}: {value!r} is neither on nor off")
    if name == "width" and not (value.isascii() and value.isdigit() and int(value) in _WIDTHS):
        raise error(f"{source}: {value!r} is no width", remedy=f"use {_WIDTHS.start} to {_WIDTHS.stop - 1} columns")
    return Setting(name, value, source)


def _first(name: str, layers: tuple[Layer, ...]) -> Setting | None:
    return next((layer[name] for layer in layers if name in layer), None)


def _corpus_setting(layers: tuple[Layer, Layer, Layer]) -> Setting | None:
    """What names the corpus; None where it is the one around the current folder, or there is none."""
    flag_layer, environment, user = layers
    named = _first("corpus", (flag_layer, environment))
    return named or (_first("corpus", (user,)) if _root_named_by(None) is None else None)


def _root_named_by(named: Setting | None) -> Path | None:
    """A folder that is named but not there is in no corpus, even where one lies around the place it would have."""
    from tracker.corpus import layout

    if named is None:
        return layout.find_root(Path.cwd())
    folder = _folder_named_by(named)
    with layout.faults_of_reading(folder):
        return layout.find_root(folder) if folder.is_dir() else None


def _folder_named_by(named: Setting) -> Path:
    path = Path(named.value)
    with suppress(RuntimeError):  # of a `~user` that nobody is called
        path = path.expanduser()
    return path


def _not_a_corpus(named: Setting) -> CorpusError:
    from tracker.corpus import layout

    lacking = f"no {layout.SETTINGS} there or above" if _folder_named_by(named).is_dir() else "no such folder"
    return CorpusError(
        f"{named.value}: not a corpus ({lacking}; named by {named.source})",
        remedy=f"make one with: tracker init {named.value}",
    )
