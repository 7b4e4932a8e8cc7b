"""What of an HTML page is the document: the main content, without navigation, furniture and what readers do not see."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_UNSEEN_TAGS = (
    "script style noscript template svg iframe object button select option input textarea head canvas audio video "
    "dialog"
)
_UNSEEN = frozenset(_UNSEEN_TAGS.split())
_FURNITURE = frozenset(("nav", "aside", "footer", "form"))
_FURNITURE_ROLES = frozenset(
    ("navigation", "banner", "contentinfo", "complementary", "search", "dialog", "menu", "menubar")
)
_FURNITURE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|cookies?|cookie-banner|share|sharing|social|skip|skiplink|"
    r"skip-link|footer|sidebar|pagination|related|feedback|toc|table-of-contents|contents-list|sr-only|visually-hidden|"
    r"banner|advert|ads|newsletter|subscribe|print-link)(?:$|[\s_-])",
    re.IGNORECASE,
)
_INLINE_TAGS = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s samp small span strike "
    "strong sub sup time tt u var wbr"
)
INLINE = frozenset(_INLINE_TAGS.split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
NOTE_TARGET = re.compile(r"#(?:fn|footnote|cite_note|note|_ftn|endnote)[\w:.-]*$", re.IGNORECASE)


def main_content(body: HtmlElement) -> HtmlElement:
    """The element that holds the document: `main`, an article, or the body."""
    whole = len(inner_text(body))
    for path in (".//main", ".//*[@role='main']", ".//article"):
        found = body.findall(path)
        if found:
            best = max(found, key=lambda element: len(inner_text(element)))
            if len(inner_text(best)) * 10 >= whole * 3:
                return best
    return body


def is_read(element: HtmlElement, *, is_page: bool) -> bool:
    """Whether a reader of the document sees this element: it is not hidden and, on a whole page, no furniture."""
    tag = element.tag
    if not isinstance(tag, str) or tag in _UNSEEN or _is_hidden(element):
        return False
    return not (is_page and _is_furniture(element, tag))


def inner_text(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def _is_furniture(element: HtmlElement, tag: str) -> bool:
    if tag in _FURNITURE or str(element.get("role") or "").lower() in _FURNITURE_ROLES:
        return True
    if tag == "header":
        return element.find(".//h1") is None
    if tag in INLINE and tag != "a":
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if not _FURNITURE_NAMES.search(names):
        return _is_inner_contents(element, tag)
    text = len(inner_text(element))
    linked = sum(len(inner_text(link)) for link in element.iter("a"))
    return text < 80 or linked * 2 >= text


def _is_inner_contents(element: HtmlElement, tag: str) -> bool:
    """A list of links into the same page."""
    if tag not in ("ul", "ol"):
        return False
    links = [str(link.get("href") or "") for link in element.iter("a")]
    inner = sum(href.startswith("#") and not NOTE_TARGET.match(href) for href in links)
    text = len(inner_text(element))
    linked = sum(len(inner_text(link)) for link in element.iter("a"))
    return len(links) >= 3 and inner * 10 >= 9 * len(links) and linked * 10 >= 8 * text


def _is_hidden(element: HtmlElement) -> bool:
    return (
        element.get("hidden") is not None
        or str(element.get("aria-hidden") or "").lower() == "true"
        or bool(_HIDDEN.search(str(element.get("style") or "")))
    )
