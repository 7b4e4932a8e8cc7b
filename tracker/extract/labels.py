"""How chapters, articles and items are labelled in other scripts and languages than English: `第一章`, `一、`, `제1장`,
`Глава 1`, `فصل اول`, `פרק א`, `Kapitel 1`, `①`."""

from __future__ import annotations

import re
from typing import Literal

RankedStyle = Literal["part", "chapter", "section", "article", "ideograph", "bracketed"]

CAPITAL = "A-Z\u00c0-\u00d6\u00d8-\u00deİŞĞĆČĎĐĘŁŃŇŐŘŚŠŤŮŰŹŻŽ\u0388-\u03ab\u0400-\u042fҐ\u0590-\u1cff\u3005-\ud7af"
"""Capitals, and the letters of scripts that have none, as the inside of a class of a regular expression."""

OTHER_FRONT_AND_BACK = (
    r"前\s*言|序\s*言|引\s*言|结\s*束\s*语|結\s*語|结\s*语|目\s*[录錄次]|附\s*[录錄]|はじめに|おわりに|まえがき|머리말|서문|서론|결론|맺음말|목차"
    "|введение|предисловие|заключение|содержание|вступ|передмова|висновки|зміст|einleitung|vorwort|fazit|inhalt"
    "|avant-propos|préface|sommaire|prólogo|introducción|conclusión|conclusiones|índice|önsöz|giriş|sonuç|içindekiler"
    "|مقدمه|مقدمة|خاتمة|المقدمة|الخاتمة|پیشگفتار|فهرست|הקדמה|מבוא|סיכום"
)
"""As `FRONT_AND_BACK`: what stands before the first chapter and behind the last."""
_COUNT = "[0-9０-９〇零一二三四五六七八九十百]{1,4}"
_CIRCLED = "[\u2460-\u2473\u2474-\u2487\u2776-\u277f\u3220-\u3229\u3280-\u3289]"
_IDEOGRAPHS = "[一二三四五六七八九十]{1,3}"
_LATIN = re.compile(
    r"(?:kapitel|teil|abschnitt|artikel|anhang|anlage|chapitre|titre|partie|annexe|cap[ií]tulo|t[ií]tulo|art[ií]culo"
    r"|artigo|anexo|sección|seção|parte|capitolo|titolo|articolo|sezione|allegato|hoofdstuk|rozdział|część|bölüm|kısım"
    r"|madde)\s+(?:\d{1,3}|[IVX]{1,5}|premi[eè]re?|primer[oa]?|primeir[oa]|prim[oa]|segund[oa]|terc(?:er[oa]|eir[oa]))\b"
    r"|(?:b[iİ]r[iİ]nc[iİ]|[iİ]k[iİ]nc[iİ]|üçüncü|dördüncü|beş[iİ]nc[iİ]|altıncı|yed[iİ]nc[iİ]|sek[iİ]z[iİ]nc[iİ]|"
    r"dokuzuncu|onuncu)\s+(?:bölüm|kısım)\b|(?:premi|deuxi|troisi|quatri|cinqui)ème partie\b|première partie\b",
    re.IGNORECASE,
)
_NTH_ARABIC = (
    "(?:[0-9\u0660-\u0669\u06f0-\u06f9]{1,3}|اول|یکم|دوم|سوم|چهارم|پنجم|ششم|هفتم|هشتم|نهم|دهم"
    "|ال(?:أول|اول|أولى|ثاني|ثانية|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع|عاشر)ة?)(?!\\w)"
)
_NTH_HEBREW = "(?:[0-9]{1,3}|[א-ת]{1,2}['׳]?(?=\\s*(?:[:.–—-]|$))|ראשון|שני|שלישי|רביעי|חמישי)(?!\\w)"
_NTH_CYRILLIC = "(?:[0-9]{1,3}|[IVXІХ]{1,5}|перв|втор|треть|четв|пят|шест|седьм|восьм|перш|друг|трет|п'ят)\\w*\\b"
_RANKS: tuple[tuple[RankedStyle, str], ...] = (
    ("part", rf"第{_COUNT}(?:[编編篇]|部(?:分|(?=\s|$)))|제\s?\d{{1,2}}\s?[부편](?!\w)"),
    ("part", rf"(?:часть|раздел|приложение|розділ|частина|додаток)\s+{_NTH_CYRILLIC}"),
    ("part", rf"(?:بخش|باب|الباب|القسم|الجزء)\s+{_NTH_ARABIC}|(?:חלק|שער)\s+{_NTH_HEBREW}"),
    ("chapter", rf"第{_COUNT}章|제\s?\d{{1,2}}\s?장(?!\w)|глава\s+{_NTH_CYRILLIC}"),
    ("chapter", rf"(?:فصل|الفصل)\s+{_NTH_ARABIC}|פרק\s+{_NTH_HEBREW}"),
    ("section", rf"第{_COUNT}[节節]|제\s?\d{{1,2}}\s?절(?!\w)|(?:گفتار|مبحث|المبحث)\s+{_NTH_ARABIC}"),
    ("article", rf"第{_COUNT}[条條]|제\s?\d{{1,3}}\s?조(?!\w)|(?:статья|стаття)\s+\d{{1,3}}\b"),
    ("article", rf"(?:ماده|مادهٔ|المادة)\s+{_NTH_ARABIC}|סעיף\s+{_NTH_HEBREW}"),
    ("ideograph", rf"{_IDEOGRAPHS}\s?[、．.]\s*(?=[{CAPITAL}])"),
    ("bracketed", rf"[（(]{_IDEOGRAPHS}[）)]\s*(?=[{CAPITAL}])|（[0-9０-９]{{1,2}}）\s*(?=[{CAPITAL}])"),
)
_RANKED = tuple((style, re.compile(pattern, re.IGNORECASE)) for style, pattern in _RANKS)

_SURE_ITEM = re.compile(rf"{_CIRCLED}|[（(]{_IDEOGRAPHS}[）)]|（[0-9０-９]{{1,2}}）")
_ITEM = re.compile(
    rf"{_SURE_ITEM.pattern}|{_IDEOGRAPHS}、|[0-9０-９]{{1,2}}[、．]|[0-9]{{1,2}}\.?[º°ª]\s"
    r"|\(?[가나다라마바사아자차카타파하][.)]\s|\(?[а-яіїєґ]\)\s|\(?[א-ת]['׳]?[.)]\s|\(?[أبتثجدهـوحطي]ـ?[.)\-–]\s"
    "|(?:أول|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع|عاشر)ا?ً?ا?\\s?[:\\-–]"
)
_MONTHS = (
    "januar|jänner|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|janvier|février|mars|avril"
    "|juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto"
    "|septiembre|octubre|noviembre|diciembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro"
    "|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|ocak|şubat|mart|nisan|mayıs|haziran"
    "|temmuz|ağustos|eylül|ekim|kasım|aralık"
)
_DATE = re.compile(
    rf"(?:\d{{1,2}}(?:\.|er)?\s+(?:de\s+)?)?(?:{_MONTHS})\s+(?:del?\s+)?\d{{4}}$"
    r"|\d{1,2}\s+[^\W\d_a-z]{2,12}\s+\d{4}(?:\s+\w{1,5}\.?)?$"
    r"|(?:\w{2}|\w{2}\s)?[\d〇一二三四五六七八九十元]{1,4}\s?[年년](?:\s?[\d一二三四五六七八九十]{1,3}\s?[月월]"
    r"(?:\s?[\d一二三四五六七八九十]{1,3}\s?[日일])?)?$",
    re.IGNORECASE,
)


def ranked_style(text: str) -> RankedStyle | None:
    """The rank of the label that a line begins with; None without one of these."""
    if text.isascii():
        return "part" if _LATIN.match(text) else None
    if _LATIN.match(text):
        return "part"
    return next((style for style, pattern in _RANKED if pattern.match(text)), None)


def has_item_label(text: str) -> bool:
    return not text.isascii() and _ITEM.match(text) is not None


def is_surely_item(text: str) -> bool:
    """Whether a line begins with a label that stands nowhere else, so that it begins an item whatever is before it."""
    return not text.isascii() and _SURE_ITEM.match(text) is not None


def is_foreign_date(text: str) -> bool:
    """Whether a text is a date in another language than English and nothing else."""
    return _DATE.match(text) is not None
