"""Plain text: dates glued to sentences, titles made or found, paragraphs joined."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cleaning.clean import clean
from reader.cleaning.formats.plain import parse_text, title_from
from reader.errors import CleaningError
from reader.model import Article, BlockKind, DateOrigin, Document, Media, Reason
from tests.kit import KIT, needs_kit


def article(text: str, name: str = "piece.txt") -> Article:
    return clean(Document(f"file:/{name}", text.encode(), Media.PLAIN, name))


@needs_kit
def test_the_article_it_all_began_with() -> None:
    read = article((KIT / "seed" / "seed-article.txt").read_text("utf-8"))
    assert read.published == date(2022, 2, 25)
    assert read.title.startswith("The Kremlin on Friday stated President Vladimir Putin")
    assert len(read.blocks) == 11
    assert read.blocks[0].text.startswith("The Kremlin on Friday")
    assert [cut.reason for cut in read.cuts] == [Reason.PROMOTION, *[Reason.RELATED] * 4]
    assert [pointer.title.split()[0] for pointer in read.pointers] == ["Putin", "Moldovan-flagged", "Pope"]


@pytest.mark.parametrize(
    ("start", "day"),
    [
        (" date 2026-10-14 ", date(2026, 10, 14)),
        ("2026-10-14 ", date(2026, 10, 14)),
        ("Datum: 14.10.2026 ", date(2026, 10, 14)),
        ("fecha 2026-10-14 ", date(2026, 10, 14)),
        ("дата 2026/10/14 ", date(2026, 10, 14)),
        ("日付 2026年10月14日 ", date(2026, 10, 14)),
        (" date 14 October 2026 ", date(2026, 10, 14)),
        ("Published: Wednesday, Oct 14, 2026 ", date(2026, 10, 14)),
        ("date 14 octobre 2026 ", date(2026, 10, 14)),
        ("Date 2026-10-14 | ", date(2026, 10, 14)),
    ],
)
def test_a_date_glued_to_the_first_sentence_comes_off(start: str, day: date) -> None:
    read = article(start + "The bridge was closed on Wednesday.\n\nFerries run all night.")
    assert (read.published, read.dated) == (day, DateOrigin.STATED)
    assert read.blocks[0].text == "The bridge was closed on Wednesday."


@pytest.mark.parametrize("start", ["On 2026-10-14 ", "Flight 2026 ", "date night was ", "2026 began with "])
def test_a_sentence_that_only_mentions_a_date_stays_whole(start: str) -> None:
    text = start + "the bridge was closed."
    assert article(text + "\n\nFerries run all night long.").blocks[0].text == text


def test_without_a_title_line_the_first_sentence_makes_one() -> None:
    read = article(
        "The bridge was closed on Wednesday after divers found a crack. Ferries run.\n\nMore is known tomorrow."
    )
    assert read.title == "The bridge was closed on Wednesday after divers found a crack"


def test_a_long_first_sentence_is_cut_at_a_clause() -> None:
    sentence = (
        "The harbour council closed the old swing bridge to all traffic on Wednesday night, " + "and said more " * 9
    )
    assert title_from(sentence) == "The harbour council closed the old swing bridge to all traffic on Wednesday night"


def test_title_author_and_date_lines_are_told_from_the_text() -> None:
    read = article(
        "Bridge closed overnight\n\nBy Ann Example\n14 October 2026\n\nThe bridge was closed on Wednesday night."
    )
    assert (read.title, read.byline, read.published) == ("Bridge closed overnight", "Ann Example", date(2026, 10, 14))
    assert [block.text for block in read.blocks] == ["The bridge was closed on Wednesday night."]
    assert {cut.text for cut in read.cuts} == {"By Ann Example", "14 October 2026"}


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The bridge was closed on Wednesday night after\n"
        "divers found a crack in one of the bearings on\n"
        "which the span turns when a ship comes in.\n\n"
        "Ferries run."
    )
    assert len(article(text).blocks) == 2


def test_lines_that_are_paragraphs_stay_apart() -> None:
    text = "\n".join(
        f"This is paragraph number {number}, and it is long enough to stand alone. " * 3 for number in range(4)
    )
    assert len(article(text).blocks) == 4


def test_list_items_keep_their_markers() -> None:
    blocks = article(
        "Three things are known.\n\n- The crack is long.\n- The bearing is old.\n\n1. Ferries run.\n2. Buses wait."
    ).blocks
    assert [(block.kind, block.marker) for block in blocks[1:]] == [
        (BlockKind.ITEM, "•"),
        (BlockKind.ITEM, "•"),
        (BlockKind.ITEM, "1."),
        (BlockKind.ITEM, "2."),
    ]


@pytest.mark.parametrize("start", ["1. FC Köln hat am Samstag", "14. Oktober wird es", "3) That is what she said, and"])
def test_a_number_alone_is_no_list(start: str) -> None:
    text = start + " gewonnen, wie es heißt."
    assert article("Ein erster Satz steht davor.\n\n" + text).blocks[1].text == text


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, b"\x7fELF\x02\x01\x01" + bytes(900)])
def test_what_is_no_text_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(CleaningError, match="not text"):
        clean(Document("file:/a.txt", data, Media.PLAIN, "a.txt"))


def test_the_day_in_a_file_name_stands_in_and_says_so() -> None:
    read = article("The bridge was closed on Wednesday.\n\nFerries run all night.", "2026-10-14-bridge.txt")
    assert (read.published, read.dated) == (date(2026, 10, 14), DateOrigin.NAME)


@pytest.mark.parametrize("text", ["", " \n\t\n", "\u200b\ufeff"])
def test_nothing_at_all_is_an_error_in_words(text: str) -> None:
    with pytest.raises(CleaningError, match=r"piece\.txt: there is no text in it"):
        article(text)


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    parsed = parse_text(text)
    assert all("\x1b" not in line.block.text for line in parsed.lines)


@given(st.text(alphabet=st.sampled_from("ab \n.:-1|–\t"), max_size=300))
def test_no_word_is_lost(text: str) -> None:
    """Every letter of a text is in the title, the blocks or the cuts."""
    try:
        read = article(text)
    except CleaningError:
        return
    shown = read.title + " ".join(block.text for block in read.blocks) + " ".join(cut.text for cut in read.cuts)
    assert sum(map(shown.count, "ab")) >= sum(map(text.count, "ab"))


@pytest.mark.parametrize("letter", ["x", "1", "@", "|", ".", "é", "字", "x:", "(x", "© "])
def test_a_line_without_end_is_read(letter: str) -> None:
    """Patterns looked for at each of its places, up to its end each time, would take hours."""
    (block,) = article(letter * 400_000).blocks
    assert block.kind is BlockKind.PARAGRAPH
