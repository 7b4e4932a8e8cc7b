"""A codebook's YAML → Codebook, strictly checked: a fault names file, line, key and remedy.

A codebook may extend others (packs): their parts come first, its own are added or take their place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from tracker import yamltext
from tracker.codebook.digest import codebook_digest
from tracker.codebook.draft import Draft
from tracker.codebook.fields import Fault, Fields
from tracker.codebook.termfields import read_term_text, read_terms
from tracker.errors import DataError
from tracker.model.theme import Alias, Codebook, Subtheme, Term, Theme, WatchTerm
from tracker.yamltext import Path

SCHEMA = "tracker.codebook/1"

_FILE_KEYS = (
    *("schema", "id", "title", "language", "extends", "remove", "voice", "themes"),
    *("masks", "watch", "aliases", "synonyms"),
)
_THEME_KEYS = ("title", "description", "actor", "terms", "without", "subthemes", "replace")
_SUBTHEME_KEYS = ("title", "terms", "without", "replace")
_WATCH_KEYS = ("label", "terms", "theme")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DEEPEST = 8


def load_codebook(text: str, *, source: str, read: Callable[[str], str] | None = None) -> Codebook:
    """The codebook that the text spells. DataError for the first fault in it.

    `read` gives the text of another file that this one extends, by the name that stands there; DataError says why it
    cannot.
    """
    codebook, faults = _loaded(text, source, read, ())
    if faults:
        raise min(faults, key=lambda fault: fault.line).error()
    return codebook


def codebook_faults(text: str, *, source: str, read: Callable[[str], str] | None = None) -> tuple[str, ...]:
    """All faults of a codebook in the order of its lines, a sentence each; empty when it can be loaded."""
    try:
        _, faults = _loaded(text, source, read, ())
    except DataError as error:
        return (str(error),)
    return tuple(str(fault) for fault in sorted(faults, key=lambda fault: fault.line))


def _loaded(
    text: str, source: str, read: Callable[[str], str] | None, above: tuple[str, ...]
) -> tuple[Codebook, list[Fault]]:
    fields = Fields(yamltext.load(text, source=source), source)
    top = fields.mapping((), fields.loaded.value, _FILE_KEYS)
    if not top:
        if not fields.faults:
            fields.fault((), "holds nothing", "give it an `id` and `themes`")
        return Codebook("", "", "", (), (), (), (), (), (), ""), fields.faults
    if top.get("schema", SCHEMA) != SCHEMA:
        fields.fault(("schema",), f"is `{top['schema']}`", f"this program reads `{SCHEMA}`")
    draft = Draft()
    digests: list[str] = []
    for index, name in enumerate(fields.texts(("extends",), top["extends"]) if "extends" in top else ()):
        pack = _pack(fields, ("extends", index), name, read, (*above, source))
        if pack:
            draft.take(pack)
            digests.append(pack.sha256)
    _remove(fields, draft, top)
    for theme_id, item in fields.mapping(("themes",), top["themes"]).items() if "themes" in top else ():
        theme = _theme(fields, ("themes", theme_id), theme_id, item, draft.themes.get(theme_id))
        draft.themes[theme_id] = theme
    if not draft.themes and not fields.faults:
        fields.fault((), "has no themes", "add `themes:` with at least one theme below it")
    if "masks" in top:
        draft.masks.extend(read_terms(fields, ("masks",), top["masks"]))
    if "voice" in top:
        draft.voice.extend(name for name in fields.texts(("voice",), top["voice"]) if name not in draft.voice)
    _watch_list(fields, draft, top)
    _aliases_and_synonyms(fields, draft, top)
    codebook_id = fields.text(("id",), top.get("id"))
    codebook = Codebook(
        id=codebook_id,
        title=fields.text(("title",), top["title"]) if "title" in top else codebook_id,
        language=fields.text(("language",), top["language"]) if "language" in top else "en",
        themes=tuple(draft.themes.values()),
        masks=tuple(draft.masks),
        watch=tuple(draft.watch.values()),
        aliases=tuple(draft.aliases.values()),
        synonyms=tuple(draft.synonyms),
        voice=tuple(draft.voice),
        sha256=codebook_digest(text, digests),
    )
    return codebook, fields.faults


def _pack(
    fields: Fields, place: Path, name: str, read: Callable[[str], str] | None, above: tuple[str, ...]
) -> Codebook | None:
    if read is None:
        fields.fault(
            place, f"names another codebook (`{name}`), which cannot be read here", "use a codebook in one file"
        )
    elif name in above:
        fields.fault(place, f"leads back to `{name}`", "a codebook cannot extend itself: remove one of the names")
    elif len(above) > _DEEPEST:
        fields.fault(place, f"is the {len(above) + 1}th codebook in a chain", "extend fewer")
    else:
        try:
            text = read(name)
        except DataError as error:
            remedy = error.remedy or "check the name, which is relative to this file"
            fields.fault(place, f"names `{name}`, which cannot be read ({error.message})", remedy)
            return None
        pack, faults = _loaded(text, name, read, above)
        fields.faults.extend(faults)
        return pack
    return None


def _remove(fields: Fields, draft: Draft, top: dict[str, object]) -> None:
    for index, name in enumerate(fields.texts(("remove",), top["remove"]) if "remove" in top else ()):
        theme_id, _, subtheme_id = name.partition("/")
        theme = draft.themes.get(theme_id)
        subthemes = theme.subthemes if theme else ()
        if theme is None or (subtheme_id and all(subtheme.id != subtheme_id for subtheme in subthemes)):
            fields.fault(("remove", index), f"names `{name}`, which no extended codebook has", "correct or remove it")
        elif subtheme_id:
            kept = tuple(subtheme for subtheme in subthemes if subtheme.id != subtheme_id)
            draft.themes[theme_id] = replace(theme, subthemes=kept)
        else:
            del draft.themes[theme_id]


def _theme(fields: Fields, path: Path, theme_id: str, value: object, base: Theme | None) -> Theme:
    _check_id(fields, path, theme_id)
    parts = fields.mapping(path, value, _THEME_KEYS)
    if "replace" in parts and fields.truth((*path, "replace"), parts["replace"]):
        base = None
    actor = fields.truth((*path, "actor"), parts["actor"]) if "actor" in parts else bool(base and base.actor)
    terms = _own_terms(fields, path, parts, base.terms if base else ())
    subthemes = {subtheme.id: subtheme for subtheme in base.subthemes} if base else {}
    if "subthemes" in parts:
        below = (*path, "subthemes")
        for subtheme_id, item in fields.mapping(below, parts["subthemes"]).items():
            known = subthemes.get(subtheme_id)
            names = terms if actor else None
            subthemes[subtheme_id] = _subtheme(fields, (*below, subtheme_id), subtheme_id, item, known, names)
    if not terms and not subthemes and parts and not parts.keys() & {"terms", "subthemes"}:
        fields.fault(path, "has no terms", "add `terms:` with at least one term")
    return Theme(
        id=theme_id,
        title=_title(fields, path, parts, theme_id, base),
        terms=terms,
        subthemes=tuple(subthemes.values()),
        description=_description(fields, path, parts, base),
        actor=actor,
    )


def _subtheme(
    fields: Fields,
    path: Path,
    subtheme_id: str,
    value: object,
    base: Subtheme | None,
    actor_names: tuple[Term, ...] | None,
) -> Subtheme:
    """`actor_names` are the terms of the theme where it is an actor: there a sub-theme's term is weak unless it says
    otherwise or holds a name of the actor itself."""
    _check_id(fields, path, subtheme_id)
    parts = fields.mapping(path, value, _SUBTHEME_KEYS)
    if "replace" in parts and fields.truth((*path, "replace"), parts["replace"]):
        base = None
    terms = _own_terms(fields, path, parts, base.terms if base else (), actor_names)
    if not terms and parts and "terms" not in parts:
        fields.fault(path, "has no terms", "add `terms:` with at least one term")
    return Subtheme(subtheme_id, _title(fields, path, parts, subtheme_id, base), terms)


def _check_id(fields: Fields, path: Path, name: str) -> None:
    if not _ID.fullmatch(name):
        fields.fault(path, "is no id", "use small letters, digits and hyphens, as in `south-china-sea`")


def _title(fields: Fields, path: Path, parts: dict[str, object], name: str, base: Theme | Subtheme | None) -> str:
    if "title" in parts:
        return fields.text((*path, "title"), parts["title"])
    return base.title if base else name.replace("-", " ").capitalize()


def _description(fields: Fields, path: Path, parts: dict[str, object], base: Theme | None) -> str:
    if "description" in parts:
        return fields.text((*path, "description"), parts["description"])
    return base.description if base else ""


def _own_terms(
    fields: Fields,
    path: Path,
    parts: dict[str, object],
    inherited: tuple[Term, ...],
    actor_names: tuple[Term, ...] | None = None,
) -> tuple[Term, ...]:
    """Inherited terms, less those named under `without`, then those given here."""
    for index, text in enumerate(fields.texts((*path, "without"), parts["without"]) if "without" in parts else ()):
        if all(term.text != text for term in inherited):
            place = (*path, "without", index)
            fields.fault(place, f"names `{text}`, which is no inherited term", "correct or remove it")
        inherited = tuple(term for term in inherited if term.text != text)
    if "terms" not in parts:
        return inherited
    own = read_terms(fields, (*path, "terms"), parts["terms"], actor_names)
    return tuple(dict.fromkeys((*inherited, *own)))


def _watch_list(fields: Fields, draft: Draft, top: dict[str, object]) -> None:
    seen: set[str] = set()
    for path, item in fields.listed(("watch",), top["watch"]) if "watch" in top else ():
        if isinstance(item, dict):
            parts = fields.mapping(path, item, _WATCH_KEYS)
            variants = read_terms(fields, (*path, "terms"), parts["terms"]) if "terms" in parts else ()
            if "label" in parts:
                label = fields.text((*path, "label"), parts["label"])
            else:
                label = variants[0].text.rstrip("*") if variants else ""
            if not label:
                fields.fault(path, "has neither `label` nor `terms`", "add the phrase to watch for")
                continue
            variants = variants or (Term(label),)
        else:
            parts = {}
            label = read_term_text(fields, path, item)
            if not label:
                continue
            variants = (Term(label),)
            label = label.rstrip("*")
        theme = fields.text((*path, "theme"), parts["theme"]) if "theme" in parts else None
        if theme and theme not in draft.themes:
            known = ", ".join(draft.themes)
            fields.fault((*path, "theme"), f"names `{theme}`, which is no theme", f"use one of: {known}")
        if label in seen:
            fields.fault(path, f"watches `{label}` a second time", "remove it or give it another label")
        seen.add(label)
        draft.watch[label] = WatchTerm(label, variants, theme)


def _aliases_and_synonyms(fields: Fields, draft: Draft, top: dict[str, object]) -> None:
    owner: dict[str, str] = {}
    for label, item in fields.mapping(("aliases",), top["aliases"]).items() if "aliases" in top else ():
        path = ("aliases", label)
        variants = fields.texts(path, item)
        for variant in variants:
            if owner.setdefault(variant, label) != label:
                fields.fault(path, f"has `{variant}`, which `{owner[variant]}` has too", "keep it in one of them")
        if not variants and isinstance(item, list):
            fields.fault(path, "is an empty list", "add a spelling or remove it")
        draft.add_alias(Alias(label, variants))
    seen: dict[str, int] = {}
    for place, item in fields.listed(("synonyms",), top["synonyms"]) if "synonyms" in top else ():
        words = tuple(dict.fromkeys(word.lower() for word in fields.texts(place, item)))
        if len(words) < 2:
            fields.fault(place, "has fewer than two words", "name at least two that say the same")
            continue
        for word in words:
            if word in seen:
                line = fields.loaded.line(("synonyms", seen[word]))
                fields.fault(place, f"has `{word}`, which stands in line {line} too", "keep it in one class")
            seen.setdefault(word, int(place[1]))
        draft.add_synonyms(words)
