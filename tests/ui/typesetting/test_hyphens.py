"""Words parted at the end of a line."""

import pytest

from reader.model import Block, BlockKind, Span, Style
from reader.ui.typesetting.hyphens import dictionary
from reader.ui.typesetting.layout import Setting, Sheet, lay_out

pytest.importorskip("pyphen", reason="the extra `hyphenation` is not installed")


def shown(text: str | Block, language: str = "en", width: int = 16, *, hyphenate: bool = True) -> list[str]:
    block = text if isinstance(text, Block) else Block.of(text)
    lines = lay_out(Sheet("T", (), (), (block,), language=language), width, setting=Setting(hyphenate=hyphenate))
    return [line.text for line in lines if line.block == 0]


def test_words_are_parted_by_the_rules_of_their_language_only_when_asked() -> None:
    assert shown("the extraordinary case") == ["the extraordin-", "ary case"]
    assert shown("the extraordinary case", hyphenate=False) == ["the", "extraordinary", "case"]
    assert shown("der Donaudampfer fährt", "de-at", 14)[0].endswith("-")


@pytest.mark.parametrize("language", ["", "xx", "../en", "zh"])
def test_without_a_dictionary_words_stay_whole(language: str) -> None:
    assert dictionary(language) is None
    assert all("-" not in line for line in shown("the extraordinary case", language))


def test_names_addresses_and_code_stay_whole() -> None:
    for text in ("the Constantinople case", "by post@extraordinary.example", "in /extraordinary/folder"):
        assert all(not line.endswith("-") for line in shown(text))
    code = Block(BlockKind.PARAGRAPH, (Span("the "), Span("extraordinary", Style.CODE), Span(" case")))
    assert all("-" not in line for line in shown(code))
