"""The words by which shifts are recognised. One list per class; every entry is there for a reason that a reader can
argue with.

Cues are written in lower case and looked for in the text in lower case, by `found`: a third of the time that a pattern
takes which has to try both cases."""

from __future__ import annotations

import re
from functools import lru_cache


@lru_cache(maxsize=65_536)  # A sentence is read anew for every theme that it is about.
def found(cue: re.Pattern[str], text: str) -> tuple[str, ...]:
    """All that the cue hits, in order, in lower case."""
    return tuple(cue.findall(text.lower()))


_MODALS = (
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
MODALS = tuple((name, re.compile(rf"\b(?:{pattern})\b")) for name, pattern in _MODALS)
LADDER: dict[str, int] = {name: rung for rung, (name, _) in enumerate(MODALS)}

CONDITION = re.compile(
    r"\b(?:if|unless|until|provided that|in the event (?:that|of)|as long as|so long as|only when|depends? on|"
    r"depending on|contingent (?:up)?on|commensurate|on condition|condition(?:al|ed)|conditions? (?:that|on|under))\b",
)

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
    r"\b(?:commit\w*|pledg\w*|guarante\w*|ensur\w*|defend\w*|defen[cs]e|protect\w*|deter\w*|prevent\w*|"
    r"uphold\w*|oppos\w*|"
    r"sanction\w*|obligat\w*|treat(?:y|ies)|agree\w*|accord\w*|promis\w*|support\w*|maintain\w*|sustain\w*|"
    r"strengthen\w*|"
    r"pursu\w*|promot\w*|encourag\w*|press\w*|urg(?:e|es|ed|ing)|insist\w*|demand\w*|call\w* (?:on|for)|"
    r"counter\w*|impose\w*|"
    r"eliminat\w*|dismantl\w*|freez\w*|freeze|denucleari[sz]\w*|abandon\w*|withdraw\w*|ratif\w*|join\w*|"
    r"accession|invest\w*)\b",
)
RESPONSIBILITY = re.compile(
    r"\b(?:(?:primary|lead|special|main|greater|full|shared|joint|collective|first) responsibilit\w+|"
    r"responsibilit(?:y|ies) (?:for|to)|"
    r"balance of responsibility|(?:is|are) \w+(?:['’]s)? responsibility|responsible for (?:deter|defend|secur|"
    r"protect)\w+|"
    r"burdens?|burden-sharing|lead (?:role|nation)|(?:ta(?:ke|kes|king)|ha(?:s|ve|d)|in) the lead|"
    r"primary role|"
    r"(?:their|its) own (?:defen[cs]e|security|share)|fair share|(?:do|does|doing) (?:their|its) part|"
    r"free-rid\w+|self-relian\w+)(?!\w)",
)
FIRST_RESPONSIBLE = re.compile(r"\b(?:primary|lead|main|full|first) (?:responsib|role)|\bthe lead\b")
"""Says who carries a task before all others."""
QUANTITY = re.compile(
    r"(?:[$€£]\s?)?\b\d[\d,]*(?:\.\d+)?\s?(?:%|percent|per cent|million|billion|trillion|tons?|troops|warheads|"
    r"missiles|"
    r"kilomet\w+|miles|years|months|days|nations|countries|members|states|systems|ships|aircraft|dollars)?",
    re.IGNORECASE,
)
"""Figures are quoted, so they are looked for in the text as it stands."""
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
OWN_VOICE = re.compile(
    r"\b(?:we|our|us|the united states|america|u\.s\.|the department|the administration|the president)\b"
)
