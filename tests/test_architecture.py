"""Holds the shape of the house: which room may import which, who owns which dependency, what a start-up loads."""

from __future__ import annotations

import ast
import functools
import importlib.metadata
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

REPO_ROOT = Path(__file__).resolve().parent.parent
PACKAGE = REPO_ROOT / "tracker"
MAX_LINES = 300
DISTRIBUTIONS = {
    "git": "gitpython",
    "markdown_it": "markdown-it-py",
    "yaml": "pyyaml",
}
"""What is imported under another name than it is installed by."""

# Imports go down only. A module that stands alone in the package is on the ground floor.
FLOORS = {
    "model": 0,
    "document": 1,
    "codebook": 1,
    "compare": 2,
    "corpus": 2,
    "extract": 2,
    "report": 2,
    "usecases": 3,
    "hook": 4,
    "tui": 4,
    "cli": 5,
}
# A dependency and the places that know it, one but for rapidfuzz; what stands with a slash is a room.
OWNERS: dict[str, str | tuple[str, ...]] = {
    "git": "tracker/corpus/gitprocess.py",
    "yaml": "tracker/yamltext.py",
    "diff_match_patch": "tracker/compare/edits.py",
    "rapidfuzz": ("tracker/compare/", "tracker/extract/", "tracker/usecases/"),
    "textual": "tracker/tui/",
    "rich": "tracker/tui/",
    "textual_serve": "tracker/tui/web.py",
    "aiohttp": "tracker/tui/web.py",
    "click": "tracker/cli/",
    "nupunkt": "tracker/document/",
    "pypdfium2": "tracker/extract/",
    "lxml": "tracker/extract/",
    "markdown_it": "tracker/extract/",
    "charset_normalizer": "tracker/extract/",
    "platformdirs": "tracker/cli/",
    "model2vec": "tracker/embeddings.py",
    "numpy": "tracker/embeddings.py",
    "onnxruntime": "tracker/embeddings.py",
    "sentence_transformers": "tracker/embeddings.py",
    "tokenizers": "tracker/embeddings.py",
}
HEAVY = (
    "git",
    "yaml",
    "textual",
    "numpy",
    "pypdfium2",
    "lxml",
    "nupunkt",
    "rapidfuzz",
    "diff_match_patch",
    "markdown_it",
    "charset_normalizer",
    "asyncio",
    "concurrent.futures",
    "tracker.model",
    "tracker.compare",
    "tracker.usecases",
)


@dataclass(frozen=True, slots=True)
class Import:
    path: str
    line: int
    target: str
    """A module's full name."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line} imports {self.target}"


def test_imports_go_down_only() -> None:
    assert not [str(found) for found in _own_imports() if not _may_import(_room(found.path), found.target)]


def test_the_model_needs_the_standard_library_alone() -> None:
    for found in _imports():
        if found.path.startswith("tracker/model/"):
            top = found.target.split(".")[0]
            assert found.target.startswith("tracker.model") or top in sys.stdlib_module_names, found


@pytest.mark.parametrize("dependency", sorted(OWNERS))
def test_a_dependency_is_imported_by_its_owner_alone(dependency: str) -> None:
    # The path of a file begins with itself, and no other file's begins so.
    importing = [found for found in _imports() if found.target.split(".")[0] == dependency]
    assert not [str(found) for found in importing if not found.path.startswith(OWNERS[dependency])]


def test_every_dependency_that_is_imported_has_an_owner() -> None:
    foreign = {found.target.split(".")[0] for found in _imports()} - set(sys.stdlib_module_names) - {"tracker"}
    assert foreign <= OWNERS.keys()


def test_every_dependency_that_is_imported_is_declared() -> None:
    project = tomllib.loads((REPO_ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    lines = [*project["dependencies"], *extras["web"], *extras["embeddings"]]
    declared = {re.split("[^A-Za-z0-9_.-]", line)[0].lower() for line in lines}
    foreign = {found.target.split(".")[0] for found in _imports()} - set(sys.stdlib_module_names) - {"tracker"}
    named = {name: DISTRIBUTIONS.get(name, name.replace("_", "-")) for name in foreign}
    # sentence-transformers is used only where a user has it.
    assert {name for name, distribution in named.items() if distribution not in declared} <= {"sentence_transformers"}
    # Extras, and in another Python all the others, need not be installed; where one is, the name has to be right.
    installed = importlib.metadata.packages_distributions()
    known = {name: [distribution.lower() for distribution in installed[name]] for name in foreign & installed.keys()}
    assert not {name: found for name, found in known.items() if named[name] not in found}


def test_every_dependency_is_pinned() -> None:
    settings = tomllib.loads((REPO_ROOT / "pyproject.toml").read_text("utf-8"))
    project = settings["project"]
    wanted = [*settings["build-system"]["requires"], *project["dependencies"]]
    wanted += [line for lines in project["optional-dependencies"].values() for line in lines]
    names = {re.split("[^A-Za-z0-9_.-]", line)[0].lower() for line in wanted}
    lines = (REPO_ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = [re.fullmatch(r"([A-Za-z0-9_.-]+)==[0-9][0-9A-Za-z.]*", line) for line in lines if not line.startswith("#")]
    assert all(pins), "a name and a version, no more"
    assert names - {project["name"]} <= {pin[1].lower() for pin in pins if pin}


def test_no_module_imports_itself_through_others() -> None:
    targets: dict[str, set[str]] = {}
    for found in _own_imports():
        targets.setdefault(_module_of(found.path), set()).add(found.target)
    assert not list(_cycles(targets))


def test_no_file_grows_out_of_hand() -> None:
    lengths = {path: len((REPO_ROOT / path).read_text("utf-8").splitlines()) for path in _sources()}
    assert not {path: length for path, length in lengths.items() if length > MAX_LINES}


def test_every_module_says_what_it_owns() -> None:
    assert not [path for path in _sources() if not ast.get_docstring(_tree(path))]


@pytest.mark.parametrize(
    "start",
    [
        pytest.param("import tracker", id="import"),
        pytest.param("from tracker.cli.app import run; run(['--help'])", id="help"),
        pytest.param("from tracker.cli.app import run; run(['--version'])", id="version"),
    ],
)
def test_start_up_loads_nothing_heavy(start: str) -> None:
    probe = f"{start}\nimport sys\nprint([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", probe],
        capture_output=True,
        text=True,
        check=True,
        cwd=REPO_ROOT,
        env={**os.environ, "PYTHONPATH": str(REPO_ROOT)},
    )
    assert done.stderr.strip() == "[]"


def _may_import(room: str, target: str) -> bool:
    other = _room(target.replace(".", "/"))
    if other == room or target == "tracker":
        return True
    return FLOORS.get(other, 0) < FLOORS.get(room, 0) or (FLOORS.get(other, 0) == 0 and room not in FLOORS)


def _room(path: str) -> str:
    """`compare` of `tracker/compare/edits.py`; a lone module's own name; `cli` for the two files that start it."""
    parts = path.removesuffix(".py").split("/")
    return "cli" if len(parts) > 1 and parts[1] == "__main__" else (parts[1] if len(parts) > 1 else "")


def _own_imports() -> list[Import]:
    return [found for found in _imports() if found.target.split(".")[0] == "tracker"]


@functools.cache
def _imports() -> tuple[Import, ...]:
    """Every import of the package, at whatever depth, but for those that only a type checker sees."""
    modules = {_module_of(path) for path in _sources()}
    return tuple(found for path in _sources() for found in _imports_of(path, modules))


def _imports_of(path: str, modules: set[str]) -> Iterator[Import]:
    for node in _runtime_nodes(_tree(path)):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield Import(path, node.lineno, name.name)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute"
            assert node.module is not None
            for name in node.names:
                inner = f"{node.module}.{name.name}"
                yield Import(path, node.lineno, inner if inner in modules else node.module)


def _runtime_nodes(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            continue
        yield node
        yield from _runtime_nodes(node)


def _cycles(targets: dict[str, set[str]]) -> Iterator[tuple[str, ...]]:
    done: set[str] = set()

    def walk(module: str, trail: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        if module in trail:
            yield (*trail[trail.index(module) :], module)
            return
        if module in done:
            return
        for target in sorted(targets.get(module, ())):
            yield from walk(target, (*trail, module))
        done.add(module)

    for module in sorted(targets):
        yield from walk(module, ())


@functools.cache
def _sources() -> tuple[str, ...]:
    return tuple(sorted(path.relative_to(REPO_ROOT).as_posix() for path in PACKAGE.rglob("*.py")))


@functools.cache
def _tree(path: str) -> ast.Module:
    return ast.parse((REPO_ROOT / path).read_text("utf-8"), filename=path)


def _module_of(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
