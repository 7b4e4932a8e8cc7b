"""Where the sentences of a passage end: nupunkt's model, with the rules that government prose needs on top.

A sentence is what ends with a full stop, question or exclamation mark; a semicolon or colon ends one only in a
long enumeration (`members`). Two things are added to the model: boundaries it cannot see (a note's mark or a lost
blank after the stop: `Ukraine.3 Our aid`, `talents.Globally`), and joins where it was misled (titles, section
numbers, labels of list items, small letters ahead).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tracker.document.members import members
from tracker.model.words import UNSPACED

_JOINING = (
    "No Nos Sec Secs Art Arts Vol Fig Figs pp cf vs Gen Lt Col Maj Capt Cmdr Adm Sgt Cpl Pvt Brig Rep Reps Sen Sens "
    "Gov Dr Mr Mrs Ms Prof Hon Rev St Mt Ft Amb Pres Exec Stat Pub Op Cir Supp Para Paras para paras Ch ch Cl cl eds "
    "Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec e.g i.e viz approx Messrs Ret Dept Cong Sess Res "
    "Nr Abs Vgl vgl bzw z.B d.h u.a Mme Mgr núm pág ст Ст см См гл п пп рис табл ч абз Bkz bkz Dña Dra Sra"
)
_NEVER_LAST = frozenset(_JOINING.split())
"""Abbreviations after which a sentence goes on, whatever follows."""
_BEFORE_NUMBERS = frozenset(["No", "art", "ca", "gem", "Ziff", "Rn"])
"""Abbreviations, or words that look like some, after which it goes on where a number follows."""

_SHORT_FORMS = (
    "vol vols sec secs para paras fig figs approx dept govt esp ext tel viz supp cir stat pub "
    "cong sess gen col capt assn intl natl chap app exec incl seq ibid ref refs eds Messrs"
)
_SHORTENED = frozenset(_SHORT_FORMS.split())
"""Words of three letters and more whose stop may be that of an abbreviation; any other word ends a sentence with
it."""

_LAST_WORD = re.compile(r"([\w.’'-]*\w)\.[)\]]?$")
_LABEL = re.compile(r"(?:[\"“(\[]?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[^\W\d_]|[ivxIVX]{1,6})[.)]){1,2}$")
_INITIAL = re.compile(r"(?:^|[\s.(])[A-Z]\.$")
_MARKS_ONLY = re.compile(r"[\"”’')\]]*(?:\s*\[\^[^\]\s]{1,20}\])*\s*")
_DAY = re.compile(r"(?:^|\s)\d{1,2}\.$")
_MONTH = re.compile(r"(?:Januar|Jänner|Februar|März|Mai|Juni|Juli|Oktober|Dezember|Jahrhunderts?)\b")
_SHARED_MONTH = re.compile(r"(?:April|August|September|November)\b")
_GERMAN_DAY = re.compile(r"(?:^|[(,:–-]\s?|\b(?:am|vom|zum|de[mnrs]|bis|seit|ab|und|die|dieser)\s)\d{1,2}\.$")
"""Before a month that English has as well (`… to 12. August was …`)."""
_ORDINAL = re.compile(r"\b(?:[Dd](?:er|ie|as|em|en|es)|[Ii]m|(?<!\bI )am|[Vv]om|[Zz]u[mr]|[Bb]eim)\s\d{1,2}\.$")
"""A German one (`der 2. Abschnitt`): no sentence ends in an article and a number."""
_LONE_LETTER = re.compile(r"(?:^|[\s(])[\u05d0-\u05ea\u0621-\u064a]\.$")
"""In Arabic and Hebrew, a title or an initial (`د. محمد`)."""
_KOREAN_DATE = re.compile(r"(?<!\d)\d{4}\.(?: ?\d{1,2}\.){0,2}$")
_REST_OF_DATE = re.compile(r"(?:\d{1,2}\. ?){1,2}(?:[\uac00-\ud7af]|$)|[\uac00-\ud7af]")
"""`2023. 6. 15. 발표하였다`"""
_QUOTE_ENDS = re.compile(r"[.!?…](?:[“«]|[ \u00a0]?»)(?=\s+\S)")
"""A stop within quotation marks of which the model knows none: `„Ja.“`, `« Oui. »`."""
_ENDS_IN_QUOTE = re.compile(_QUOTE_ENDS.pattern.partition("(?=")[0] + "$")
_GOES_ON = re.compile("[”’」』\"'»][\uac00-\ud7af]")
"""In Korean a particle follows a quotation that ends with its own stop: `“….”라고 말했다`."""
_OPENING = "\"“‘'(["
_OPENS_SENTENCE = re.compile(
    r"(?:The|This|These|Those|That|We|Our|It|In|As|For|But|And|To|A|An|If|When|While|They|He|She)\b"
)
_CERTAIN_END = re.compile(
    r"(?=[.!?)\]])(?:"
    # a note's number or mark glued to the stop: `Ukraine.3 Our aid`, `policy.[^5] The`
    r"(?<=[^\W\d_])[)\]]?[.!?][\"”’)]?(?:\d{1,3}(?:,\s?\d{1,3}){0,3}|(?:\s?\[\^?\d{1,3}\])+)(?=\s+[\"“‘(]?[A-Z])"
    # a lost blank: `talents.Globally`, `(2010).The`
    r"|(?<=[a-z]{2}|[a-z)”\"]\))[.!?][\"”]?(?=[A-Z][a-z]*[\s,’'])"
    r"|(?<=[a-z])\.[”\"](?=[A-Z][a-z]))"
)
_CLOSING = "”’」』）》〉】\"')\\]"
_FULL_STOP = rf"(?:[。！？｡؟।॥۔]+[!?]*|(?<=[{UNSPACED}])[!?]+)"
"""Needs no blank after it, as in scripts without blanks between words, or is one that the model does not know."""
_ENDS_SENTENCE = re.compile(
    rf"{_FULL_STOP}(?:[{_CLOSING}]+(?![\u3041-\u309f])|(?![{_CLOSING}。！？｡!?]))(?:[①-⑳](?=\s|$)|（[注註][^）]{{0,4}}）)?"
    rf"|(?<=[{UNSPACED}])\.(?=[{UNSPACED}“「（])"
)
"""Within a Japanese sentence a quotation ends with one, and goes on with a particle (`「…。」と述べた`)."""
_ENDS_IN_FULL_STOP = re.compile(rf"{_FULL_STOP}[{_CLOSING}]*(?:[①-⑳]|（[注註][^）]{{0,4}}）)?$")
_STOP_AND_CAPITAL = re.compile(r"[.!?][\"”’)]?(?=\s+[\"“‘(]?[A-Z])")
_STOP_AND_MARKS = re.compile(r"[.!?][\"”’)]?(?:\d{1,3}|\s?\[\^?[^\]\s]{1,20}\])++$")
_PLAIN_WORD = re.compile(r"(?<![.\w])(?:[a-z]{3,}|[A-Z][a-z]{5,})$")
_STOP_INSIDE = re.compile(r"[.!?…](?=\W)(?![\"'”’)\]}»*\s]*$)")
"""A stop after which a sentence may end, but for the last of the line."""
_ENDLESS_WORD = re.compile(r"(?<!\S)\S{5000,}")
"""The model sees no end of a sentence inside of a word, but the time that it takes to look grows with the square."""
_URL = re.compile(r"(?:https?://|www\.|\w@\w)", re.IGNORECASE)
_ENDS = (".", "!", "?", "…", '."', '!"', '?"', ".”", "!”", "?”", ".’", ".'", ".)", "?)", "!)", ".]")


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Half-open offsets of the sentences of one passage, without the white space around them."""
    spans: list[tuple[int, int]] = []
    line_start = 0
    for line in text.split("\n"):
        if line:
            start = 0
            for end in _joined(line, _ends(line)):
                spans.extend(members(text, line_start + start, line_start + end))
                start = end
        line_start += len(line) + 1
    return tuple(spans)


def _ends(line: str) -> list[int]:
    """The model's boundaries and those that it does not see. Where a plain word stands before every stop and a capital
    after it, the model has nothing to add, and is not asked: that is most lines, and it would take most of the time."""
    found = {len(line)}
    plain = [match.end() for match in _STOP_AND_CAPITAL.finditer(line) if _ends_plain_word(line, match.start())]
    found.update(plain)
    if len(_STOP_INSIDE.findall(line)) > len(plain):
        import nupunkt

        for start, part in _without_endless_words(line):
            found.update((start, *(start + end for _, end in nupunkt.sent_spans(part))))
    for match in _CERTAIN_END.finditer(line):
        token_start = line.rfind(" ", 0, match.start()) + 1
        if not _URL.search(line, token_start, match.end()):
            found.add(match.end())
    if not line.isascii():
        found.update(match.end() for match in _ENDS_SENTENCE.finditer(line))
        found.update(match.end() for match in _QUOTE_ENDS.finditer(line))
    return sorted(found)


def _without_endless_words(line: str) -> Iterator[tuple[int, str]]:
    """The parts of the line that the model is asked about, and where each begins."""
    start = 0
    for word in _ENDLESS_WORD.finditer(line):
        yield start, line[start : word.start()]
        start = word.end()
    yield start, line[start:]


def _ends_plain_word(line: str, end: int) -> bool:
    """Whether a word that is no abbreviation ends here."""
    word = _PLAIN_WORD.search(line[line.rfind(" ", 0, end) + 1 : end])
    return word is not None and word[0] not in _SHORTENED


def _joined(line: str, ends: Iterable[int]) -> Iterator[int]:
    """The boundaries without those at which a sentence goes on."""
    start = 0
    waiting: int | None = None
    for end in ends:
        if waiting is not None:
            marks = _MARKS_ONLY.match(line, waiting)
            if marks and marks.end() > waiting and marks[0].strip():
                # Closing quotes and marks of notes belong to the sentence before them.
                waiting = min(marks.end(), end)
            if waiting < end and _ends_here(line, start, waiting):
                yield waiting
                start = waiting
        waiting = end
    if waiting is not None:
        yield waiting


def _ends_here(line: str, start: int, end: int) -> bool:
    before = line[start:end].rstrip()
    after = line[end : end + 40].lstrip()
    if not before or not after:
        return False
    if not before.isascii() and _ENDS_IN_FULL_STOP.search(before[-8:]):
        return True
    if _GOES_ON.match(before[-1] + line[end]):
        return False
    last = before[:-1] if before[-1] in "\"”’'" else before
    if (
        not before.endswith(_ENDS)
        and not _ENDS_IN_QUOTE.search(before[-4:])
        and not _STOP_AND_MARKS.search(before[-80:])
    ):
        return False
    if after.lstrip(_OPENING)[:1].islower() and last[-1:] not in "!?":
        return False
    if _LABEL.match(before):
        return False
    word = _LAST_WORD.search(before[max(before.rfind(" "), len(before) - 61) + 1 :])
    if word and _is_shortened(re.split("[(’']", word[1])[-1], after):
        return False
    if _LONE_LETTER.search(before[-3:]) or (_KOREAN_DATE.search(before[-14:]) and _REST_OF_DATE.match(after)):
        return False
    if (_DAY.search(before[-4:]) and _MONTH.match(after)) or _ORDINAL.search(before[-9:]):
        return False
    if _SHARED_MONTH.match(after) and _GERMAN_DAY.search(before[-12:]):
        return False
    return not (_INITIAL.search(before[-3:]) and not _OPENS_SENTENCE.match(after) and after[0].isupper())


def _is_shortened(word: str, after: str) -> bool:
    """Whether the stop after this word is that of an abbreviation within a sentence."""
    return (after[0].isdigit() or after[0] == "§") if word in _BEFORE_NUMBERS else word in _NEVER_LAST
