"""Articles as a book: whole, well formed whatever they hold, the same each time, nothing remote in it."""

import io
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import PurePosixPath
from zipfile import ZIP_STORED, ZipFile

import pytest
from hypothesis import given

from reader.exporting.clipping import Clipping, veiled
from reader.exporting.epub import write
from reader.model import Block, BlockKind, Span
from reader.text import safe_lines, squash

from .examples import CLIPPING, RICH, articles, clippings, patient, words

MADE = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)
X = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"


def book(*clippings: Clipping, title: str = "Bridges") -> ZipFile:
    file = io.BytesIO()
    write(file, title, (veiled(one)[0] for one in clippings), MADE)
    return ZipFile(file)


def tree(book: ZipFile, name: str) -> ET.Element:
    return ET.fromstring(book.read(f"book/{name}").replace(b"<!DOCTYPE html>", b""))


def text_of(element: ET.Element) -> str:
    for broken in element.iter(f"{X}br"):
        broken.tail = f" {broken.tail or ''}"
    return squash("".join(element.itertext()))


def test_what_a_book_is_made_of() -> None:
    made = book(CLIPPING, Clipping(replace(RICH, id="f" * 16, title="Ferry", language="de")))
    first = made.infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")
    assert made.read("mimetype") == b"application/epub+zip"
    container = ET.fromstring(made.read("META-INF/container.xml"))
    assert [one.get("full-path") for one in container.iter() if one.get("full-path")] == ["book/package.opf"]
    package = tree(made, "package.opf")
    held = {one.get("id"): one.get("href") for one in package.iter(f"{OPF}item")}
    assert sorted(f"book/{name}" for name in held.values()) == sorted(
        name for name in made.namelist() if name.startswith("book/") and not name.endswith(".opf")
    )
    order = [held[one.get("idref")] for one in package.iter(f"{OPF}itemref")]
    assert order == ["title.xhtml", "contents.xhtml", "chapter-1.xhtml", "chapter-2.xhtml"]
    facts = {one.tag.removeprefix(DC): one.text for one in package.iter() if one.tag.startswith(DC)}
    assert facts.pop("identifier").startswith("urn:uuid:")
    assert facts == {"title": "Bridges", "language": "en-gb", "creator": "Ada Lorne"}
    assert package.find(f".//{OPF}meta[@property='dcterms:modified']").text == "2026-11-20T18:30:00Z"
    links = [(one.get("href"), one.text) for one in tree(made, "contents.xhtml").iter(f"{X}a")]
    assert links == [("chapter-1.xhtml", RICH.title), ("chapter-2.xhtml", "Ferry")]


def test_a_chapter_has_all_of_its_article() -> None:
    chapter = tree(book(CLIPPING), "chapter-1.xhtml")
    assert chapter.get("lang") == "en-gb"
    assert [one.text for one in chapter.iter(f"{X}h1")] == [RICH.title]
    said = text_of(chapter.find(f"{X}body"))
    for part in (
        "Harbour Post · 2026-03-02 · Ada Lorne · Original",
        "Tags: later, boats: big",
        "Twice — she knows: #1",
    ):
        assert part in said
    assert [text_of(one) for one in chapter.iter(f"{X}h3")] == ["What the divers saw"]
    assert len(list(chapter.iter(f"{X}blockquote"))) == 1
    first = chapter.find(f".//{X}ol/{X}li")
    assert text_of(first) == "firstunder itmore of that"
    assert [text_of(one) for one in first.iter(f"{X}li")][1:] == ["under itmore of that"]
    assert [one.get("value") for one in chapter.iter(f"{X}li")] == ["1", None, "2", "7"]
    assert chapter.find(f".//{X}pre/{X}code").text == RICH.blocks[10].text
    assert [text_of(one) for one in chapter.iter(f"{X}td")] == ["East", "2|3 mm"]
    assert text_of(chapter.find(f".//{X}p[@class='caption']")) == "The eastern pier"


def test_the_same_again_is_the_same_to_the_byte() -> None:
    first, again = io.BytesIO(), io.BytesIO()
    for file in (first, again):
        write(file, "Bridges", [CLIPPING], MADE)
    assert first.getvalue() == again.getvalue()
    later = io.BytesIO()
    write(later, "Bridges", [CLIPPING], MADE.replace(hour=19))
    assert ZipFile(later).read("book/chapter-1.xhtml") == ZipFile(first).read("book/chapter-1.xhtml")


def test_a_language_written_from_the_right() -> None:
    chapter = tree(book(Clipping(replace(RICH, language="ar", title="جسر"))), "chapter-1.xhtml")
    assert (chapter.get("lang"), chapter.get("dir")) == ("ar", "rtl")
    assert tree(book(Clipping(replace(RICH, language='"><x'))), "package.opf").find(f".//{DC}language").text == "und"


@given(clippings, words)
@patient(80)
def test_whatever_it_holds_it_is_well_formed_and_harmless(clipping: Clipping, title: str) -> None:
    made = book(clipping, clipping, title=title)
    for name in made.namelist():
        if not name.endswith((".xhtml", ".opf", ".xml")):
            continue
        root = tree(made, PurePosixPath(name).name) if name.startswith("book/") else ET.fromstring(made.read(name))
        for element in root.iter():
            assert "script" not in element.tag
            assert not [key for key in element.attrib if key.startswith("on") or key == "src"]
            link = element.get("href", "")
            if element.tag == f"{X}a":
                assert re.match(r"https?://|chapter-\d+\.xhtml\Z", link)
                assert link.isascii()
            else:
                assert "://" not in link
            assert "hush" not in link


@given(articles)
@patient(60)
def test_no_word_is_lost(article) -> None:
    plain = tuple(
        replace(block, marker="•", spans=tuple(Span(span.text) for span in block.spans))
        for block in article.blocks
        if block.kind not in (BlockKind.TABLE, BlockKind.RULE)
    )
    chapter = tree(book(Clipping(replace(article, blocks=plain))), "chapter-1.xhtml")
    said = text_of(chapter).replace(" ", "")
    for block in plain:
        wanted = "".join(safe_lines(span.text) for span in block.spans).replace("\ufffe", "").replace("\uffff", "")
        assert "".join(wanted.split()) in said


@pytest.mark.parametrize("depth", [3, 400])
def test_lists_within_lists_close(depth: int) -> None:
    items = tuple(Block.of(f"item {level}", BlockKind.ITEM, level=level, marker="•") for level in range(depth))
    chapter = tree(book(Clipping(replace(RICH, blocks=items[::-1] + items))), "chapter-1.xhtml")
    assert len(list(chapter.iter(f"{X}li"))) == 2 * depth


def test_clippings_are_asked_for_one_by_one() -> None:
    seen: list[int] = []

    class File(io.BytesIO):
        def write(self, data: bytes) -> int:
            seen.append(len(asked))
            return super().write(data)

    asked: list[Clipping] = []

    def clippings():
        for number in range(5):
            asked.append(CLIPPING)
            yield Clipping(replace(RICH, id=str(number)))

    assert write(File(), "x", clippings(), MADE) == 5
    assert {1, 2, 3, 4, 5} <= set(seen)
