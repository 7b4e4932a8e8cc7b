"""The words by which shifts are recognised. One list per class; every entry is there for a reason that a reader can
argue with.

Cues are written in lower case and looked for in the text in lower case, by `found`: a third of the time that a pattern
takes which has to try both cases."""

from __future__ import annotations

import re
from functools import lru_cache

from tracker.compare.units import FUNCTION_WORDS, stem, words_of


@lru_cache(maxsize=65_536)  # A sentence is read anew for every theme that it is about.
def found(cue: re.Pattern[str], text: str) -> tuple[str, ...]:
    """All that the cue hits, in order, in lower case."""
    return tuple(cue.findall(text.lower()))


def hits(cue: re.Pattern[str], text: str) -> tuple[str, ...]:
    """The words that the cue hits, once each, in order."""
    return tuple(dict.fromkeys(found(cue, text)))


def stems_of(words: str) -> frozenset[str]:
    """The stems of the words that carry meaning."""
    return frozenset(stem(word) for word in words_of(words) if word not in FUNCTION_WORDS)


RUNGS = (
    # (class, pattern), strongest obligation first. `shall` hardly occurs in strategies; it binds like `must`.
    ("must", r"must|shall|ha(?:ve|s) to|need(?:s)? to|is to|are to|required to"),
    ("will", r"will|won't"),
    ("is doing", r"(?:am|is|are) (?:\w+ly )?(?:\w+ing)"),
    ("seek", r"seeks?|sought|aims?|intends?|plans? to|hopes?|strives?|works? to|working to"),
    ("continue", r"continu(?:e|es|ing)(?: to)?|remains?"),
    ("should", r"should|ought"),
    ("can", r"can|could|able to|would"),
    ("may", r"may|might|perhaps|possibly|potentially|likely"),
)
MODALS = tuple((name, re.compile(rf"\b(?:{pattern})\b")) for name, pattern in RUNGS)
LADDER: dict[str, int] = {name: rung for rung, (name, _) in enumerate(MODALS)}

CONDITION = re.compile(
    r"(?<!\beven )(?<!\bas )(?<!\bwhat )\bif\b"
    r"(?! (?:necessary|needed|required|possible|appropriate|anything|any|not|so|only)\b)"
    r"(?! (?:[\w'’-]+ ){1,6}(?:is|are) to\b)|"
    r"^\W*(?:should|were)(?= \w)|"
    r"\b(?:unless|until|provided that|in the event (?:that|of)|(?:as|so) long as|only (?:if|when)|contingent (?:up)?on|"
    r"on (?:the )?condition|condition(?:al|ed)|(?<!\bthe )conditions? (?:that|on|under)|commensurate|depending on)\b"
)
"""Makes what is said depend on something. `Even if` concedes, `if necessary` softens and `if we are to succeed` gives
the purpose; that security `depends on` something states a cause, `the conditions that` bring it about do as well."""

QUALIFIED = re.compile(
    r"\b(?:if|unless|until|provided that|in the event (?:that|of)|as long as|so long as|only when|depends? on|"
    r"depending on|contingent (?:up)?on|commensurate|on condition|condition(?:al|ed)|conditions? (?:that|on|under))\b",
)
"""Weighs one thing against another, in whatever way: what readers notice, be it a condition or not."""

THREAT = re.compile(
    r"\b(?:threat\w*|danger\w*|menac\w*|challeng\w*|risks?|adversar\w*|enem(?:y|ies)|aggress\w*|provo(?:ke|"
    r"cat)\w*|hostil\w*|"
    r"coerc\w*|intimidat\w*|violat\w*|undermin\w*|destabili[sz]\w*|rogue|outlaw|brazen|illegal\w*|illicit\w*|"
    r"attack\w*|invasion|"
    r"invade\w*|blackmail|malign|predatory|revisionist|regime|tyrann\w*|oppress\w*|repress\w*|terror\w*|"
    r"concern\w*|tension\w*)\b",
)
STANDING = re.compile(
    r"\b(?:partner\w*|all(?:y|ies|iance\w*)|friend\w*|competit\w*|compet(?:e|es|ing)|rivals?|stakeholder\w*|"
    r"strategic|constructive|"
    r"cooperat\w*|relationship\w*|influence|power\w*|transition|isolat\w*|leader\w*|model|responsible|vital|key|"
    r"stable|prosperous|democrat\w*|peaceful\w*|weak\w*|strong\w*|manageable|acute|pacing|persistent|principal|"
    r"primary|"
    r"leading|greatest|gravest|serious|significant|growing|enduring|limited|urgent|direct|immediate|central|major)\b",
)
CALLED = re.compile(
    r"\b(?:threat\w*|dangers?|dangerous|menac\w*|challenge[sr]?\w*|adversar\w*|enem(?:y|ies)|aggress\w*|hostil\w*|rogue|"
    r"outlaw|malign|predatory|revisionist|illegitimate|regimes?|tyrann\w*|partner\w*|all(?:y|ies)|friend\w*|competitors?|"
    r"rivals?|stakeholders?|responsible|reliable|acute|pacing|persistent|principal|greatest|gravest|weak|strong)\b",
)
"""What an actor is called or said to be; of the words above those that say so wherever they stand."""
COMMITMENT = re.compile(
    r"\b(?:commit(?:s|ted|ting|ments?)?|pledg(?:es?|ed|ing)|guarantee(?:s|d|ing)?|ensur(?:es?|ed|ing)|defend(?:s|ed|ing)?|"
    r"defen[cs]es?|protect(?:s|ed|ing|ion)?|deter(?:s|red|ring|rence|rents?)?|prevent(?:s|ed|ing|ion)?|uph(?:olds?|olding|eld)|"
    r"oppos(?:es?|ed|ing|ition)|sanction(?:s|ed|ing)?|obligat(?:ed|ions?)|treat(?:y|ies)|agree(?:s|d|ing|ments?)?|accords?|"
    r"promis(?:es?|ed|ing)|support(?:s|ed|ing)?|maintain(?:s|ed|ing)?|sustain(?:s|ed|ing)?|strengthen(?:s|ed|ing)?|"
    r"pursu(?:es?|ed|ing|it)|promot(?:es?|ed|ing|ion)|encourag(?:es?|ed|ing|ement)|press(?:es|ed|ing)?|urg(?:es?|ed|ing)|"
    r"insist(?:s|ed|ing|ence)?|demand(?:s|ed|ing)?|call(?:s|ed|ing)? (?:on|for)|counter(?:s|ed|ing)?|"
    r"impos(?:es?|ed|ing)|eliminat(?:es?|ed|ing|ion)|dismantl(?:es?|ed|ing|ement)|freez(?:es?|ing)|froze|frozen|"
    r"denucleari[sz](?:es?|ed|ing|ation)|"
    r"abandon(?:s|ed|ing|ment)?|withdr[ae]w(?:s|n|ing|als?)?|ratif(?:y|ies|ied|ying|ication)|join(?:s|ed|ing)?|accession|"
    r"invest(?:s|ed|ing|ments?)?)\b"
)
"""By inflection: `committee`, `pressure` and `counterterrorism` are no commitments."""
RESPONSIBILITY = re.compile(
    r"\b(?:(?:primary|lead|special|main|greater|full|shared|joint|collective|first) responsibilit(?:y|ies)|"
    r"responsibilit(?:y|ies) (?:for|to)|balance of responsibility|(?:is|are) \w+(?:['’]s)? responsibility|"
    r"responsible for (?:deter|defend|secur|protect)\w+|"
    r"(?:shar|bear|carr|shift|shoulder|assum)\w* (?:\w+ ){0,3}burdens?|burden[- ]sharing|"
    r"(?:common|defen[cs]e|security) burdens?|"
    r"lead (?:role|nation)|(?:ta(?:ke|kes|king)|ha(?:s|ve|d)|in) the lead|primary role|"
    r"(?:their|its) own (?:defen[cs]e|security|share)|fair share|(?:do|does|doing) (?:their|its) part|"
    r"free-rid(?:e|es|ing|ers?)|self-relian(?:ce|t))(?!\w)"
)
FIRST_RESPONSIBLE = re.compile(r"\b(?:primary|lead|main|full|first) (?:responsib|role)|\bthe lead\b")
"""Says who carries a task before all others."""
PRIORITY = re.compile(
    r"\b(?:(?:top|highest|high|first|foremost|overriding|urgent|key|lower|low|number[- ]?one) priorit(?:y|ies)|"
    r"priority|(?:de)?priorit(?:i[sz]es?|i[sz]ed|i[sz]ing)|foremost|above all|paramount|overriding|number[- ]?one|"
    r"cornerstone|centerpiece|linchpin)\b"
)
"""Says what comes first. Plain `priorities` is not among them: it mostly heads a list."""
INTENSITY = re.compile(
    r"\b(?:vigorous|firm|strong|resolute|steadfast|unequivocal|categorical|forceful|unwavering|relentless|decisive|"
    r"unconditional|rigorous|urgent|aggressive|active)ly\b|\b(?:fully|ironclad|rock-solid|unwavering|steadfast)\b"
)
"""Says with how much force something is done or meant: the first thing that drafters haggle over."""
QUANTITY = re.compile(
    r"(?:[$€£]\s?)?\b\d+(?:,\d+)*(?:\.\d+|(?:[-‑ ]\d)?/\d+)?\s?(?:%|percentage points?|percent|per cent|basis points?|"
    r"million|billion|"
    r"trillion|tons?|troops|warheads|missiles|kilomet\w+|miles|years|months|days|nations|countries|members|states|systems|ships|aircraft|dollars)?",
    re.IGNORECASE,
)
"""Figures are quoted, so they are looked for in the text as it stands."""
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
NO_QUANTITY = re.compile(
    rf"(?<!\b[Ii]n )\b{_MONTH} \d{{1,2}}\b(?!,?\d)|"
    rf"\b\d{{1,2}} {_MONTH}\b|\b\d+(?:st|nd|rd|th)\b|\b[A-Za-z]+(?:[-‑]\d+)+\b|"
    r"\b(?:Article|Section|Chapter|Title|Part|Annex|Resolution|Directive|Memorandum|Order|Number|No\.) \d+\b"
)
"""Numbers that count nothing: days of a month (but `in May 20 ships`), ordinals, parts of a name (`M-22-09`,
`Resolution 687`)."""
OBLIGATION = re.compile(r"\b(?:must|will|shall|should|need to|have to)\b")
"""Says what is to be done."""
DEALINGS = re.compile(
    r"\b(?:agreements?|goals?|objectives?|polic(?:y|ies)|governments?|people|steps?|encourag\w+|commercial|full\w*|"
    r"constructive|signed|agreed|human rights|concerns?|relations(?:hip)?|dialogue|conflict|political\w*|democratic|"
    r"peaceful\w*|missiles?|responsib\w+|sanctions?|positive|strategic)\b",
)
"""What governments have with each other and want of each other: the substance of a policy towards one of them."""
SWEEPING = re.compile(
    r"\b(?:nations|countries|states|their|they|them|global\w*|regional\w*|areas|institutions|challenges|as well|"
    r"includ(?:e|es|ed|ing)|such as|others?|leaders|world|worldwide)\b",
)
"""Takes in many at once, so that little is said of each."""
QUOTED = re.compile(r"[\"“][^\"“”]{12,}[\"”]")
"""Words that a text gives in quotation marks: in a digest, the document's own."""
