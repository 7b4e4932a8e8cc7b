"""Writes document text into Markdown: escaped so that it shows as it stands, marked, shortened to a fold.

Written for CommonMark with GitHub's extensions (tables, strikethrough, autolinks), which the other git hosts share.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from tracker.harmless import clean_line
from tracker.model.document import Sentence
from tracker.model.words import count_words
from tracker.report.excerpt import Omission, by_passage
from tracker.report.phrases import omission_phrase
from tracker.report.sides import Run

FOLD_WORDS = 80
"""A text longer than this shows its first sentences up to here; the rest folds away."""

_ACTIVE = re.compile(r"[\\`*\[\]<|~]")
_SOMETIMES_ACTIVE = (
    ("_", re.compile(r"(?<![^\W_])_|_(?![^\W_])")),  # not inside a word
    ("&", re.compile(r"&(?=#?\w+;)")),
    ("$", re.compile(r"(?<=\S)\$(?!\d)")),  # would close a formula; "$400 million" stays readable
    ("://", re.compile(r"(?<=http):(?=//)|(?<=https):(?=//)|(?<=ftp):(?=//)")),
    ("www.", re.compile(r"(?<=www)\.")),
)
"""Each with the characters without which it need not be tried."""
_LINKED_BY_HOSTS = (
    ("@", re.compile(r"@(?=[\w-])")),
    ("#", re.compile(r"#(?=\d)")),
    ("GH-", re.compile(r"(?<=\bGH)-(?=\d)")),
    (":", re.compile(r":(?=[a-z0-9_+-]+:)")),
)
"""Mentions, issue numbers and emoji names, which git hosts turn into links and pictures after rendering: a backslash
does not stop them, an empty comment does and leaves the text as it is when copied."""
_BLOCK_START = re.compile(r"^(?:(#{1,6}(?=\s|$)|[-+=]+(?=\s|$)|>)|(\d{1,9})([.)])(?=\s|$))")


@lru_cache(maxsize=16_384)  # A text is shown under every theme that it is about.
def escaped(text: str) -> str:
    """The text on one line, such that Markdown shows it as it stands.

    For any place but the start of a block, where `1.`, `-` and `#` would begin a list or a heading.
    """
    text = _ACTIVE.sub(r"\\\g<0>", clean_line(text))
    for sign, pattern in _SOMETIMES_ACTIVE:
        if sign in text:
            text = pattern.sub(r"\\\g<0>", text)
    for sign, pattern in _LINKED_BY_HOSTS:
        if sign in text:
            text = pattern.sub(r"\g<0><!-- -->", text)
    return text


def block_start(markdown: str) -> str:
    """Finished Markdown such that nothing at its start begins a list, a heading or a rule."""
    return _BLOCK_START.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", markdown)


def marked(shown: Sequence[Run | Omission], *, old: bool) -> str:
    """A revised text with what the other side lacks struck out (old) or in bold (new); `<br>` between passages."""
    pieces: list[str] = []
    for index, run in enumerate(shown):
        if isinstance(run, Omission):
            pieces.append(f" *{omission_phrase(run.words)}* " if run.words else " … ")
        elif run.marked:
            before, after = _last(shown[:index]), _first(shown[index + 1 :])
            pieces.append(_by_line(run.text, lambda line: _mark(line, before, after, old=old)))  # noqa: B023
        else:
            pieces.append(_by_line(run.text, _escaped_run))
    return re.sub(r"\s+", " ", "".join(pieces)).strip()


def folded(sentences: Sequence[Sentence]) -> tuple[str, str, int]:
    """The sentences that fit, the ones that fold away, and how many words these have; both parts escaped."""
    shown = 0
    used = 0
    for sentence in sentences:
        length = count_words(sentence.text)
        if shown and used + length > FOLD_WORDS:
            break
        shown += 1
        used += length
    head, tail = sentences[:shown], sentences[shown:]
    hidden = sum(count_words(sentence.text) for sentence in tail)
    if hidden <= FOLD_WORDS // 4:
        return _joined(sentences), "", 0
    return _joined(head), _joined(tail), hidden


def inline_fold(head: str, tail: str, hidden_words: int) -> str:
    """Both parts on one line; the second behind a fold that git hosts can open."""
    if not tail:
        return head
    return f"{head} <details><summary>{hidden_words:,} more words</summary>{tail}</details>"


def table(header: Sequence[str], alignment: str, rows: Sequence[Sequence[str]]) -> str:
    """A table of finished cells; `alignment` has one of `<`, `>` and `-` (centred) per column."""
    rules = {"<": ":---", ">": "---:", "-": ":---:"}
    lines = [header, [rules[sign] for sign in alignment], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def side_by_side(old: str, new: str, rows: Sequence[tuple[Sequence[str], Sequence[str]]]) -> str:
    """Two columns of equal width under plain-text headings; a cell is a sequence of Markdown paragraphs.

    In HTML: of Markdown's own tables, hosts size the columns by their content and centre the shorter cell, and in plain
    text their rows are lines of a thousand characters.
    """
    lines = ["<table>", f'<tr><th width="50%">{_html(old)}</th><th width="50%">{_html(new)}</th></tr>']
    for left, right in rows:
        lines += ['<tr valign="top"><td>', "", _paragraphs(left), "", "</td><td>", ""]
        lines += [_paragraphs(right), "", "</td></tr>"]
    return "\n".join([*lines, "</table>"])


def details(summary: str, body: str) -> str:
    """A fold with Markdown inside; `summary` is plain text."""
    return f"<details>\n<summary>{_html(summary)}</summary>\n\n{body}\n\n</details>"


def code(text: str) -> str:
    """A code span, which shows everything as it stands and links nothing."""
    text = clean_line(text)
    if not text:
        return ""
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{fence}{pad}{text}{pad}{fence}".replace("|", "\\|")


def slug(heading: str, taken: set[str]) -> str:
    """The anchor that git hosts give a heading; notes it in `taken`."""
    base = re.sub(r"[^\w\- ]", "", clean_line(heading).lower()).replace(" ", "-")
    anchor, number = base, 0
    while anchor in taken:
        number += 1
        anchor = f"{base}-{number}"
    taken.add(anchor)
    return anchor


def _html(text: str) -> str:
    return clean_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _paragraphs(blocks: Sequence[str]) -> str:
    return "\n\n".join(map(block_start, blocks))


def _joined(sentences: Sequence[Sentence]) -> str:
    return "<br>".join(escaped(" ".join(it.text for it in own)) for own in by_passage(sentences))


def _by_line(text: str, write: Callable[[str], str]) -> str:
    return "<br>".join(map(write, text.split("\n")))


def _escaped_run(text: str) -> str:
    """Escaped, with a blank kept at an end that has one."""
    core = escaped(text)
    if not core:
        return " " if text else ""
    return (" " if text[0].isspace() else "") + core + (" " if text[-1].isspace() else "")


def _last(shown: Sequence[Run | Omission]) -> str:
    return shown[-1].text[-1:] if shown and isinstance(shown[-1], Run) else ""


def _first(shown: Sequence[Run | Omission]) -> str:
    return shown[0].text[:1] if shown and isinstance(shown[0], Run) else ""


def _mark(text: str, before: str, after: str, *, old: bool) -> str:
    core = text.strip()
    if not core:
        return " " if text else ""
    start = " " if text[0].isspace() else ""
    end = " " if text[-1].isspace() else ""
    opens = core[0].isalnum() or not before or before.isspace() or bool(start)
    closes = core[-1].isalnum() or not after or after.isspace() or bool(end)
    if opens and closes:
        sign = "~~" if old else "**"
        return f"{start}{sign}{escaped(core)}{sign}{end}"
    tag = "del" if old else "strong"
    return f"{start}<{tag}>{escaped(core)}</{tag}>{end}"
