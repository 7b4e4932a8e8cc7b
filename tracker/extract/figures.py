"""The figures of numbered lists in Word: letters, Roman numerals, and those of other scripts than the Latin one."""

from __future__ import annotations

_LETTERS = {
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "russianLower": "абвгдежзиклмнопрстуфхцчшщэюя",
    "russianUpper": "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ",
    "ganada": "가나다라마바사아자차카타파하",
    "chosung": "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
    "arabicAlpha": "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "arabicAbjad": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "hebrew2": "אבגדהוזחטיכלמנסעפצקרשת",
    "aiueo": "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン",
    "iroha": "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン",
}
_COUNTED = frozenset(
    "chineseCounting chineseCountingThousand japaneseCounting taiwaneseCounting taiwaneseCountingThousand".split()
)
_DIGITS = {
    "decimalFullWidth": "０１２３４５６７８９",
    "decimalFullWidth2": "０１２３４５６７８９",
    "ideographDigital": "〇一二三四五六七八九",
    "japaneseDigitalTenThousand": "〇一二三四五六七八九",
    "taiwaneseDigital": "〇一二三四五六七八九",
}
_CIRCLED = frozenset(["decimalEnclosedCircle", "decimalEnclosedCircleChinese"])


def figure(number: int, kind: str) -> str:
    """The number as a list of this kind (the `numFmt` of Word) has it; in Arabic figures where that is not known."""
    if kind in _LETTERS and number > 0:
        # After z come aa and bb.
        letters = _LETTERS[kind]
        return letters[(number - 1) % len(letters)] * min((number - 1) // len(letters) + 1, 5)
    if kind in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        roman = roman_figure(number)
        return roman if kind == "lowerRoman" else roman.upper()
    if kind in _COUNTED and 0 < number < 100:
        return ideograph_figure(number)
    if kind in _CIRCLED and 0 < number <= 20:
        return chr(ord("①") + number - 1)
    if kind in _DIGITS:
        return "".join(_DIGITS[kind][int(digit)] for digit in str(number))
    return f"{number:02d}" if kind == "decimalZero" else str(number)


def roman_figure(number: int) -> str:
    """In small letters."""
    text = ""
    for amount, letters in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        "m cm d cd c xc l xl x ix v iv i".split(),
        strict=True,
    ):
        while number >= amount:
            text += letters
            number -= amount
    return text


def ideograph_figure(number: int) -> str:
    """`十二` for a number below 100."""
    tens, ones = divmod(number, 10)
    digits = " 一二三四五六七八九"
    head = "" if not tens else "十" if tens == 1 else digits[tens] + "十"
    return head + (digits[ones] if ones else "")
