"""An Atom feed with one entry for each new version, newest first, kept in a file beside the reports."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote
from xml.etree import ElementTree

from tracker.errors import DataError
from tracker.harmless import clean_line

MOST = 50
"""Entries kept; readers fetch a feed more often than that many versions appear."""

_ATOM = "http://www.w3.org/2005/Atom"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    name: str
    """What is said of the version must not change its identity, so this is what the entry's id is made from."""
    title: str
    updated: str
    """RFC 3339."""
    published: str | None
    """ISO date of publication, in full or in part."""
    link: str | None
    content: str
    """HTML."""


def add_entries(feed: bytes | None, entries: Sequence[Entry], *, title: str, address: str | None, source: str) -> bytes:
    """The feed with the entries, the last of them on top. DataError when what is there is no Atom feed.

    `address` is where the feed can be fetched, if anybody knows; `source` names the file in messages.
    """
    ElementTree.register_namespace("", _ATOM)
    root = _new_feed(title, address) if feed is None else _read(feed, source)
    present = root.findall(_name("entry"))
    made = [_entry(entry) for entry in reversed(entries)]
    identities = {_text(entry, "id") for entry in made}
    for entry in present:
        root.remove(entry)
    root.extend([*made, *(entry for entry in present if _text(entry, "id") not in identities)][:MOST])
    updated = root.find(_name("updated"))
    if updated is not None:
        times = (_text(entry, "updated") for entry in root.findall(_name("entry")))
        updated.text = max(times, key=_moment, default="")
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _read(feed: bytes, source: str) -> ElementTree.Element:
    try:
        root = ElementTree.fromstring(feed)
    except ElementTree.ParseError as error:
        raise DataError(f"{source}: not XML ({error})", remedy="take it out of the way") from error
    if root.tag != _name("feed"):
        raise DataError(f"{source}: not an Atom feed", remedy="take it out of the way")
    return root


def _new_feed(title: str, address: str | None) -> ElementTree.Element:
    root = ElementTree.Element(_name("feed"))
    _add(root, "title", title)
    _add(root, "id", _identity(address or title))
    _add(root, "updated", "")
    _add(_add(root, "author", None), "name", title)
    if address:
        _add(root, "link", None).attrib.update({"rel": "self", "href": address})
    return root


def _entry(entry: Entry) -> ElementTree.Element:
    made = ElementTree.Element(_name("entry"))
    _add(made, "title", entry.title)
    _add(made, "id", _identity(entry.name))
    _add(made, "updated", entry.updated)
    if entry.published:
        year, _, rest = entry.published.partition("-")
        month, _, day = rest.partition("-")
        _add(made, "published", f"{year}-{month or '01'}-{day or '01'}T00:00:00Z")
    if entry.link:
        _add(made, "link", None).attrib["href"] = quote(entry.link, safe=":/?#[]@!$&'()*+,;=%~")
    _add(made, "content", _NO_XML.sub("", entry.content)).attrib["type"] = "html"
    return made


def _add(parent: ElementTree.Element, name: str, text: str | None) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, _name(name))
    child.text = text if text is None or name == "content" else _NO_XML.sub("", clean_line(text))
    return child


def _moment(updated: str) -> datetime:
    """Offsets differ, so texts do not tell what is later; what somebody wrote that is no time is earlier than all."""
    try:
        found = datetime.fromisoformat(updated)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _text(element: ElementTree.Element, name: str) -> str:
    return element.findtext(_name(name)) or ""


def _name(name: str) -> str:
    return f"{{{_ATOM}}}{name}"


def _identity(name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"tracker:{name}").urn
