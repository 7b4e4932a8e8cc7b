"""Which language a text is in, told from its script and its commonest small words; and those words themselves.

Enough to know whether a codebook's terms can apply, and which words say nothing in a ledger. A text that is short,
mixed or in a language not listed here stays unknown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

UNKNOWN = "und"

_SMALL_WORDS: Mapping[str, str] = {
    "en": "the of and to in a that is for on with as by are be this it our we from or will not have has",
    "de": "der die das und in den von zu mit für auf ist im dem nicht ein eine als auch sich des wird werden an bei "
    "sind wir unsere durch aus zum zur über einer eines einem einen oder wie hat haben kann nach um sowie "
    "dass diese dieser soll sollen muss müssen es vom noch nur so mehr gegen unter vor zwischen ihre unserer "
    "können ihrer",
    "fr": "le la les des de du et en un une que qui dans pour par sur est au aux avec ce cette ces ne pas plus se "
    "sa son ses nous notre nos leur leurs il elle ils sont être ont été ou comme mais afin ainsi doit sera "
    "dont entre à l d s qu n c y",
    "es": "el la los las de del y en un una que para por con se su sus no al lo como más es son este esta estos "
    "nuestro nuestra o entre sobre también ha han ser debe sin e a",
    "it": "il lo la i gli le di del della dei delle e in un una che per con su si da dal alla al nel nella non è "
    "sono come anche più questo questa nostro nostra o tra ha essere deve sia dell l un all nell ai a",
    "pt": "o a os as de do da dos das e em um uma que para por com se no na nos nas não ao mais é são como este "
    "esta nosso nossa ou entre sobre também tem ser deve sua seu pela pelo à",
    "nl": "de het een en van in te op voor met is dat die zijn niet aan om ook als bij door worden wordt er uit tot "
    "over naar wij we onze ons of deze dit kan moet heeft hebben",
    "sv": "och att i en ett det som på är för av med den till inte har de om ska vi vår våra från eller men kan vid "
    "denna genom också så",
    "da": "og at i en et det som på er for af med den til ikke har de om skal vi vores fra eller men kan ved denne "
    "gennem også så der",
    "no": "og å at i en et det som på er for av med den til ikke har de om skal vi vår våre fra eller men kan ved "
    "denne gjennom også så vil",
    "fi": "ja on että ei se joka ovat sekä myös kuin mutta tai sen ne jotka oli voi tämä tämän hän me niin kanssa "
    "osana mukaan",
    "pl": "i w na z do że się nie jest to o oraz za od po dla przez jako ich są jego która które który ze nasz "
    "nasze przy będzie",
    "cs": "a v na se že je s z do o to k ve pro jako by jsou které který která za od po při ale i nebo také být naše",
    "tr": "ve bir bu da de için ile olarak olan en daha çok gibi kadar sonra ne ya her ise değil",
    "ru": "и в во на с со к ко у о об от до по из за для при под над между через без не ни но а или что "
    "чтобы как так это этот эта эти того тех его ее их он она они мы нас наш наша наши также был была были "
    "быть является являются который которая которые которых все всех всего уже еще более менее том числе "
    "если бы же ли",
    "uk": "і й та в у на з із зі до від для по про при під над між через без не ні але або чи що щоб як так "
    "це цей ця ці його її їх він вона вони ми нас наш наша наші також був була були бути є який яка які "
    "яких всі всіх вже ще більш менш тому числі якщо б же",
    "fa": "و در به از که را با این آن برای است هست بود شد شود می نیز تا یا هم بر ای هر ما آنها خود باید اما "
    "اگر یک ها های شده میشود میکند کرد کند",
    "ar": "في من إلى على عن مع هذا هذه ذلك تلك التي الذي الذين أن إن لا ما لم لن قد كما أو و ثم بين كل بعد "
    "قبل خلال حول منذ هو هي هم نحن كان كانت يكون تكون وفي ومن وعلى وإلى به بها فيها له لها أي غير حيث عند "
    "لدى",
    "he": "של את על עם אל לא כי גם או אם כל זה זו זאת הוא היא הם הן אנו אנחנו היה היתה יהיה תהיה אשר בין "
    "לבין כדי כמו אך רק עוד יותר כך מן מתוך לפי בו בה להם שלנו",
    "ko": "및 등 이 그 수 것 또한 또는 위해 위한 대한 대해 통해 통한 있는 있다 하는 한다 할 하고 있으며 "
    "우리 더 각 그리고 따라 따른 관한 모든",
    # Characters that hardly ever stand inside a word.
    "zh": "的 了 是 在 等 与 與 及 并 並 之 其 我 你 他 她 们 們 这 這 那 也 都 就 而 或 但 被 把 从 從 向 于 於 "
    "着 过 過 所 使 让 讓 则 則 且 若 如 该 該 各 每 已 还 還 又 只 很 更 最 为 為 对 對 以 将 將",
    "ja": " ".join(map(chr, range(0x3041, 0x3097))),
}
_WORDS_OF = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}

_SCRIPTS = (
    ("ja", "\u3040-\u30ff"),
    ("ko", "\uac00-\ud7af\u1100-\u11ff"),
    ("zh", "\u4e00-\u9fff\u3400-\u4dbf"),
    ("cyrillic", "\u0400-\u04ff"),
    ("el", "\u0370-\u03ff"),
    ("he", "\u0590-\u05ff"),
    ("arabic", "\u0600-\u06ff"),
    ("th", "\u0e00-\u0e7f"),
    ("hi", "\u0900-\u097f"),
)
_SCRIPT = {name: re.compile(f"[{letters}]") for name, letters in _SCRIPTS}

_TURKISH = "ığ"
_TURKISH_LETTERS = 0.02
"""Share of letters that hardly any other language has: .05 to .08 in Turkish, whose small words are few."""

ENOUGH_WORDS = 12
"""A shorter text shows too little."""
_LOOKED_AT = 200_000
"""Characters that are enough to tell."""
_PLENTY = 0.2
"""Share of small words in running prose: .3 to .5; in a list of names or figures far less."""
_LEAD = 1.15
"""How many times as frequent the small words of the first language must be as those of the second."""


def language_of(text: str) -> str:
    """The language's tag (`de`), or `und`."""
    text = text[:_LOOKED_AT].lower()
    letters = sum(map(str.isalpha, text)) or 1
    if not text.isascii():
        counts = {name: len(pattern.findall(text)) for name, pattern in _SCRIPT.items()}
        if 2 * sum(counts.values()) > letters:
            return _by_script(text, counts)
        if sum(map(text.count, _TURKISH)) > _TURKISH_LETTERS * letters and "ə" not in text:
            return "tr"
    words = Counter(re.findall(r"[^\W\d_]+", text))
    total = words.total()
    if total < ENOUGH_WORDS:
        return UNKNOWN
    shares = sorted(
        ((sum(map(words.__getitem__, small)) / total, language) for language, small in _WORDS_OF.items()),
        reverse=True,
    )
    (best, language), (second, _) = shares[:2]
    return language if best >= _PLENTY and best >= _LEAD * second else UNKNOWN


def small_words(language: str) -> frozenset[str]:
    """The words of a language that say little by themselves; none where it is not known here."""
    return _WORDS_OF.get(language.partition("-")[0].lower(), frozenset())


def same_language(one: str, other: str) -> bool:
    """Whether two tags may mean one language: `en` and `en-GB`; an unknown one may be any."""
    first, second = (tag.partition("-")[0].lower() for tag in (one, other))
    return first == second or UNKNOWN in (first, second)


def _by_script(text: str, counts: Mapping[str, int]) -> str:
    # Japanese is mostly written in Chinese characters; hardly any text in Chinese has kana.
    if 20 * counts["ja"] > counts["zh"] + counts["ja"]:
        return "ja"
    script = max(counts, key=lambda name: counts[name])
    if script == "cyrillic":
        return "uk" if re.search("[іїєґ]", text) else "ru" if re.search("[ыэё]", text) else UNKNOWN
    if script == "arabic":
        return "fa" if len(re.findall("[پچژگ]", text)) * 100 > counts["arabic"] else "ar"
    return script
