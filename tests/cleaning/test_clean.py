"""Receipts: every cut knows its place, and can be put back."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from reader.cleaning.clean import clean, clean_plainly
from reader.cleaning.rules import overlay
from reader.model import DateOrigin, Document, Facts, Media

TEXT = (
    "The bridge was closed on Wednesday.\n\nFollow us on Facebook for our latest news.\n\n"
    "Ferries run all night long.\n\n"
    "The harbour master said it might take until spring.\n\nRead more:\n\nToll road opens in the upper valley\n\n"
    "Ferry queues stretch to the fish market"
)


def document(text: str = TEXT, **known: object) -> Document:
    return Document("file:/a.txt", text.encode(), Media.PLAIN, "a.txt", **known)  # type: ignore[arg-type]


def test_a_cut_knows_behind_which_block_it_stood() -> None:
    assert [cut.after for cut in clean(document()).cuts] == [0, 2, 2, 2]


def test_a_restored_cut_is_back_in_its_place() -> None:
    article = clean(document())
    back = overlay(article, None, restored=[article.cuts[0].text])
    assert [block.text for block in back.blocks][1] == "Follow us on Facebook for our latest news."
    assert [cut.after for cut in back.cuts] == [3, 3, 3]


def test_everything_restored_is_the_text_as_it_was() -> None:
    article = clean(document())
    back = overlay(article, None, restored=[cut.text for cut in article.cuts])
    assert back.text == TEXT
    assert back.cuts == ()


@given(st.sets(st.integers(min_value=0, max_value=3)))
def test_restoring_loses_nothing(chosen: set[int]) -> None:
    article = clean(document())
    back = overlay(article, None, restored=[article.cuts[number].text for number in chosen])
    assert len(back.blocks) + len(back.cuts) == len(article.blocks) + len(article.cuts)


def test_what_is_known_from_outside_wins() -> None:
    article = clean(
        document(facts=Facts(title="Known", published=date(2026, 1, 2), source="Harbour Post", language="EN"))
    )
    assert (article.title, article.published, article.source) == ("Known", date(2026, 1, 2), "Harbour Post")
    assert article.language == "en"


def test_the_files_own_time_is_the_last_resort_and_is_called_so() -> None:
    article = clean(document(modified=datetime(2026, 3, 4, tzinfo=UTC)))
    assert (article.published, article.dated) == (datetime(2026, 3, 4, tzinfo=UTC), DateOrigin.FILE)


def test_bare_words_of_what_could_not_be_parsed() -> None:
    page = b"<html><script>var x = 'no';</script><p>The bridge<b>s</b> are shut.<p>Ferries run &amp; run.</html>"
    article = clean_plainly(Document("file:/a.html", page, Media.HTML, "a.html"), "It took too long.")
    assert [block.text for block in article.blocks] == ["The bridges are shut.", "Ferries run & run."]
    assert article.notices[0] == "It took too long."
