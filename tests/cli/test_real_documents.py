"""The commands on real documents, where those stand beside the checkout: slow, so only run when asked for."""

from __future__ import annotations

import json
import re
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest

from .conftest import Call

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("old", "new", "regime"),
    [("1998", "1999", "revision"), ("2010", "2015", "rewrite"), ("2015", "2010", "rewrite")],
)
def test_regime_and_accounting(call: Call, shared_data: Path, old: str, new: str, regime: str) -> None:
    texts = shared_data / "nss"
    shown = call("diff", str(texts / f"{old}.txt"), str(texts / f"{new}.txt"), "--format", "json")
    assert shown.code == 0
    comparison = json.loads(shown.out)
    assert comparison["regime"]["label"] == regime
    for side in ("old", "new"):
        passages = {passage["locus"] for passage in comparison["passages"][side]}
        accounted = {locus for change in comparison["changes"] for locus in change[side]}
        assert accounted == passages


def test_two_pdfs_of_one_strategy(call: Call, shared_data: Path) -> None:
    old, new = sorted((shared_data / "zero-trust").glob("*.pdf"))
    shown = call("diff", str(old), str(new), "--format", "json")
    assert shown.code == 0
    comparison = json.loads(shown.out)
    assert comparison["regime"]["label"] == "revision"
    for side in ("old", "new"):
        passages = comparison["passages"][side]
        assert all(passage["page"] for passage in passages)
        assert len({passage["section"] for passage in passages}) > 10, "headings were found"
        assert not [passage for passage in passages if re.fullmatch(r"(Page )?\d+( of \d+)?", passage["text"])]
    assert re.search(r"¶\d+ s\d+, p\. \d+", call("diff", str(old), str(new)).out)


def test_a_series_of_fifteen_added_in_any_order(
    call: Call, shared_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert call("init", "corpus-of-nss").code == 0
    monkeypatch.chdir(tmp_path / "corpus-of-nss")
    years = sorted(path.stem for path in (shared_data / "nss").glob("*.txt"))
    shuffled = sorted(years, key=lambda year: (int(year) * 7) % 16)
    assert shuffled != years
    for year in shuffled:
        added = call("add", "us-nss", year, str(shared_data / "nss" / f"{year}.txt"), "--date", year)
        assert added.code == 0, added.err
    listed = [line.split()[0] for line in call("list", "us-nss").out.splitlines()[1:]]
    assert listed == years
    changelog = Path("corpus/us-nss/CHANGELOG.md").read_text("utf-8")
    told = re.findall(r"^\| \*\*(\d{4})\*\* \|.* \[against (\d{4})\]", changelog, re.MULTILINE)
    assert told == [(new, old) for old, new in pairwise(years)][::-1]
    assert re.findall(r"^## (\d{4})$", changelog, re.MULTILINE) == years[:0:-1]
    again = call("changelog", "us-nss")
    assert again.code == 0
    assert "commit" not in again.out, "what adding wrote was up to date"
    subjects = subprocess.run(["git", "log", "--format=%s"], capture_output=True, text=True, check=True).stdout
    assert len(subjects.splitlines()) == 1 + len(years)
