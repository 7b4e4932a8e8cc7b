"""The language of a text is told from its script and its small words, or stays unknown."""

from __future__ import annotations

import pytest

from tracker.language import language_of, same_language, small_words

_TEXTS = {
    "en": "The ministry will modernise its ports and work with partners to keep the lanes of the region open.",
    "de": "Die Häfen des Landes stehen allen offen, und niemand soll vor ihnen warten müssen, der mit uns handelt.",
    "fr": "La France doit maintenir ses ports et travailler avec les alliés pour que les routes soient sûres.",
    "es": "La seguridad de los puertos es una tarea de todos y el Estado debe contribuir a la estabilidad.",
    "it": "Il governo deve rafforzare i porti e contribuire alla stabilità del mare insieme agli alleati.",
    "pt": "A defesa dos portos é uma tarefa de todos e o governo não aceita a ingerência de outros Estados na região.",
    "nl": "De veiligheid van het land is een taak voor ons allen en het kabinet zal met anderen aan de havens werken.",
    "sv": "Rikets säkerhet är en uppgift för hela samhället, och regeringen ska stärka hamnarna med våra allierade.",
    "pl": "Bezpieczeństwo portów jest zadaniem dla całego państwa i nie jest ono dane raz na zawsze.",
    "tr": "Ülkemiz limanların güvenliğini sağlayacak, bölgesinde barışı ve istikrarı savunacaktır.",
    "ja": "我が国は、厳しく複雑な環境に直面している。港の安全は政策の基軸である。",
    "zh": "国家安全是民族复兴的根基。我们坚持走和平发展道路。",
    "ko": "우리는 항구의 안전을 지키기 위해 동맹과 협력한다.",
    "ru": "Безопасность портов является общей задачей. Мы выступаем за мирное сосуществование.",
    "uk": "Безпека портів є спільним завданням. Ми прагнемо миру і співпраці.",
    "ar": "تسعى الدولة إلى تعزيز أمن الموانئ. نحن ملتزمون بالسلام.",
}


@pytest.mark.parametrize("language", _TEXTS)
def test_tells(language: str) -> None:
    assert language_of(_TEXTS[language]) == language
    assert language_of(_TEXTS[language].upper()) == language


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("China is our pacing challenge.", id="short"),
        pytest.param(
            "Army Navy Air Force Total 2022 2023 2024 Ships Aircraft Missiles Radars Depots Ports", id="table"
        ),
        pytest.param(f"{_TEXTS['en']} {_TEXTS['de']}", id="mixed"),
        pytest.param("12 34 56 78 90 " * 20, id="figures"),
    ],
)
def test_stays_unknown(text: str) -> None:
    assert language_of(text) == "und"


def test_a_tag_may_be_fuller_and_an_unknown_one_may_be_any() -> None:
    assert same_language("en", "en-GB")
    assert same_language("und", "de")
    assert not same_language("de-AT", "en")
    assert "der" in small_words("de-AT")
    assert not small_words("und")
