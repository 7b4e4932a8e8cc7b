"""A codebook while it comes together from the ones that it extends and its own parts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from tracker.model.theme import Alias, Codebook, Subtheme, Term, Theme, WatchTerm


@dataclass(slots=True)
class Draft:
    """The parts of a codebook as they come together."""

    themes: dict[str, Theme] = field(default_factory=dict)
    masks: list[Term] = field(default_factory=list)
    watch: dict[str, WatchTerm] = field(default_factory=dict)
    aliases: dict[str, Alias] = field(default_factory=dict)
    synonyms: list[tuple[str, ...]] = field(default_factory=list)
    voice: list[str] = field(default_factory=list)

    def take(self, pack: Codebook) -> None:
        """Add a whole codebook; what both have is joined."""
        for theme in pack.themes:
            base = self.themes.get(theme.id)
            self.themes[theme.id] = _joined(base, theme) if base else theme
        self.masks.extend(mask for mask in pack.masks if mask not in self.masks)
        self.watch.update((watched.label, watched) for watched in pack.watch)
        for alias in pack.aliases:
            self.add_alias(alias)
        for words in pack.synonyms:
            self.add_synonyms(words)
        self.voice.extend(name for name in pack.voice if name not in self.voice)

    def add_alias(self, alias: Alias) -> None:
        base = self.aliases.get(alias.label)
        variants = tuple(dict.fromkeys((*(base.variants if base else ()), *alias.variants)))
        self.aliases[alias.label] = Alias(alias.label, variants)

    def add_synonyms(self, words: tuple[str, ...]) -> None:
        """Classes that share a word say the same: they become one, in the place of the first of them."""
        sharing = [known for known in self.synonyms if not set(known).isdisjoint(words)]
        apart = [known for known in self.synonyms if known not in sharing]
        place = self.synonyms.index(sharing[0]) if sharing else len(self.synonyms)
        joined = tuple(dict.fromkeys(word for known in (*sharing, words) for word in known))
        self.synonyms = [*apart[:place], joined, *apart[place:]]


def _joined(base: Theme, added: Theme) -> Theme:
    subthemes = {subtheme.id: subtheme for subtheme in base.subthemes}
    for subtheme in added.subthemes:
        known = subthemes.get(subtheme.id)
        terms = tuple(dict.fromkeys((*(known.terms if known else ()), *subtheme.terms)))
        subthemes[subtheme.id] = Subtheme(subtheme.id, subtheme.title, terms)
    return replace(added, terms=tuple(dict.fromkeys((*base.terms, *added.terms))), subthemes=tuple(subthemes.values()))
