"""What is a date in front matter, in a codebook and on the command line."""

from __future__ import annotations

import pytest

from tracker.dates import date_fault

DATES = ["2026-01-23", "2026-01", "2026", "1787-09-17", "0800", "2024-02-29"]
NO_DATES = [
    "",
    "26",
    "2026-1-2",
    "2026-13",
    "2026-00-10",
    "2023-02-29",
    "2026-01-23T00:00",
    "0000",
    "２０２６",
    "-2026",
    "2026\n",
]


@pytest.mark.parametrize("text", DATES)
def test_dates(text: str) -> None:
    assert date_fault(text) is None


@pytest.mark.parametrize("text", NO_DATES)
def test_no_dates(text: str) -> None:
    assert date_fault(text)
