"""Every error that a user can cause or meet, with the exit code that each ends in.

    TrackerError                 exit 2; anything the user has to know about and can act on
    ├── UsageError               the call itself is wrong: unknown series, version, theme, option value
    ├── InputError               a document cannot be read: missing, empty, binary, damaged, too large
    ├── DataError                a file of the corpus is invalid: codebook, front matter, settings, review
    ├── CorpusError              the corpus as a whole cannot be used: none here, exists already, conflicted
    └── GitError                 git is missing, refuses, or its repository is in a state that forbids the step

A message is one line: what is wrong, which file, key or line, and what to do about it. A dependency's own exceptions
are turned into one of these by the module that owns the dependency.

Exit codes: 0 success (for `diff --exit-code`: no difference), 1 difference found (`diff --exit-code`), or a check that
found faults (`verify`, `codebook check`), 2 trouble (any TrackerError, wrong usage), 3 invalid documents are about to
be committed (`hook run`; the one code at which a hook stops git), 130 interrupted.
"""

from __future__ import annotations

EXIT_OK = 0
EXIT_DIFFERENT = 1
EXIT_TROUBLE = 2
EXIT_INVALID = 3
EXIT_INTERRUPTED = 130


class TrackerError(Exception):
    """Base of all errors with a message meant for the user; `remedy` is a second clause saying what to do."""

    def __init__(self, message: str, *, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}; {self.remedy}" if self.remedy else self.message


class UsageError(TrackerError):
    """The call names something that does not exist or cannot be."""


class InputError(TrackerError):
    """A document cannot be read."""


class DataError(TrackerError):
    """A file of the corpus does not hold what it must."""


class CorpusError(TrackerError):
    """The corpus as a whole cannot be used."""


class GitError(TrackerError):
    """git is missing, refuses, or its repository forbids the step."""
