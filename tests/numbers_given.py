"""The numbers that a measuring program is called with, and its `--help`."""

from __future__ import annotations

import argparse


def numbers_given(program: str, about: str, **defaults: int) -> list[int]:
    """One for each of `defaults`, in their order."""
    summary, _, details = about.partition("\n\nUsage:")
    parser = argparse.ArgumentParser(
        prog=f"python -m {program}",
        description=summary,
        epilog=details.partition("\n\n")[2],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    for name, number in defaults.items():
        parser.add_argument(name, metavar=name.upper(), type=int, nargs="?", default=number, help=f"else {number:,}")
    return [int(number) for number in vars(parser.parse_args()).values()]
