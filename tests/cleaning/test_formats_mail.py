import contextlib
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cleaning.blocks import Parsed
from reader.cleaning.formats import mail, mhtml
from reader.errors import CleaningError
from reader.model import Document, Media


def parsed(data: bytes) -> Parsed:
    return mail.parse(Document("file:/a.eml", data, Media.MAIL, "a.eml"))


def texts(found: Parsed) -> list[str]:
    return [line.block.text for line in found.lines if not line.outside]


def newsletter() -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "Überflutung in Dunmere"
    message["From"] = "Dunmere Chronicle <letter@dunmere.example>"
    message["Date"] = "Wed, 14 Oct 2026 07:30:00 +0100"
    message["List-Unsubscribe"] = "<https://dunmere.example/unsubscribe>"
    message.set_content("The plain text.")
    return message


def test_headers_give_the_facts():
    facts = parsed(newsletter().as_bytes()).facts
    assert facts.title == "Überflutung in Dunmere"
    assert facts.byline == facts.source == "Dunmere Chronicle"
    assert facts.published == datetime(2026, 10, 14, 6, 30, tzinfo=UTC)
    assert facts.url is None


def test_the_html_part_goes_before_the_text_part():
    message = newsletter()
    message.add_alternative(
        "<html><head><title>Template</title></head><body><table><tr><td><h2>Storm</h2><p>It <b>rained</b>. "
        "<a href='https://dunmere.example/a'>More</a></p></td></tr></table></body></html>",
        subtype="html",
    )
    found = parsed(message.as_bytes())
    assert texts(found) == ["Storm", "It rained. More"]
    assert found.lines[1].links == (("More", "https://dunmere.example/a"),)
    assert found.facts.title == "Überflutung in Dunmere"


def test_an_empty_html_part_gives_way_to_the_text():
    message = newsletter()
    message.add_alternative("<html><body><img src='x.gif'></body></html>", subtype="html")
    assert texts(parsed(message.as_bytes())) == ["The plain text."]


def test_attachments_are_no_text():
    message = newsletter()
    message.add_attachment("<p>Attached</p>", subtype="html", filename="a.html")
    assert texts(parsed(message.as_bytes())) == ["The plain text."]


def test_encodings_of_parts_and_headers():
    data = (
        b'Subject: =?iso-8859-1?q?Gr=FC=DFe?=\r\nFrom: "=?utf-8?b?w4Rubg==?=" <a@b.example>\r\n'
        b"Content-Type: text/plain; charset=koi8-r\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    ) + "Привет, мир.".encode("koi8-r")
    found = parsed(data)
    assert (found.facts.title, found.facts.byline) == ("Grüße", "Änn")
    assert texts(found) == ["Привет, мир."]


def test_headers_in_bare_bytes_are_read():
    assert parsed("Subject: Grüße\r\n\r\nText.".encode()).facts.title == "Grüße"


@pytest.mark.parametrize(
    "head",
    [
        b"From: <<<>>>,,;\r\nDate: yesterday\r\nContent-Type: /;;;=\r\n",
        b'Content-Type: text/plain; charset="no-such"\r\nSubject: =?nope?b?!!!?=\r\n',
        b"Content-Type: multipart/mixed\r\n",
        b"Content-Type: text/html; charset=rot13\r\nContent-Transfer-Encoding: base64\r\n",
        b"Date: Wed, 99 Oct 99999 07:30:00 +9999\r\nFrom: a\x1b[2J@b\r\n",
        b"Subject: " + b"x" * 100_000 + b"\r\n",
        b"no headers at all",
        b"",
    ],
)
def test_malformed_headers_are_survived(head):
    found = parsed(head + b"\r\n\r\nText.")
    assert "\x1b" not in repr(found)


def test_parts_nested_without_end_are_survived():
    head = b"Content-Type: message/rfc822\r\n\r\n"
    found = parsed(head * 3000 + b"Subject: x\r\n\r\nText.")
    assert found.lines[-1].block.text == "Text."
    assert found.notices == ("It is no message that can be read; its bare words are shown.",)


def test_what_is_not_in_the_code_it_is_said_to_be_in_is_said():
    found = parsed(b"Content-Transfer-Encoding: base64\r\n\r\n!!!!no code $$$ at all")
    assert any("may be missing" in notice for notice in found.notices)


def test_a_header_without_end_is_cut():
    found = parsed(b"Subject: " + b"=?utf-8?q?ab?= " * 20_000 + b"\r\n\r\nText.")
    assert found.facts.title.startswith("abab")
    assert len(found.facts.title) <= 300


def test_a_picture_is_refused_by_name():
    with pytest.raises(CleaningError, match=r"a\.eml: is not text"):
        parsed(b"\x89PNG\r\n\x1a\n")


@given(st.binary(max_size=300))
def test_any_bytes_are_survived(data):
    with contextlib.suppress(CleaningError):
        parsed(b"Content-Type: text/html\r\n" + data)


PAGE = """From: <Saved by Blink>
Snapshot-Content-Location: https://dunmere.example/storm
Subject: Storm over Dunmere
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="--x"

----x
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://dunmere.example/storm

<html><head><meta charset=3D"utf-8"></head><body><article><p>The river rose in the ni=
ght, and by the morning it stood at the door of the m=C3=BChle. <a href=3D"/b">More</a></p></article></body></html>
----x
Content-Type: text/css
Content-Location: https://dunmere.example/a.css

p { color: red }
----x--
"""


def test_a_saved_page_is_read_with_its_address():
    found = mhtml.parse(Document("file:/a.mhtml", PAGE.replace("\n", "\r\n").encode(), Media.MHTML, "a.mhtml"))
    assert found.facts.url == "https://dunmere.example/storm"
    assert found.facts.title == "Storm over Dunmere"
    (line,) = found.lines
    assert line.block.text == "The river rose in the night, and by the morning it stood at the door of the mühle. More"
    assert line.links == (("More", "https://dunmere.example/b"),)


def test_a_saved_file_without_a_page_says_so():
    found = mhtml.parse(Document("file:/a.mhtml", b"Content-Type: text/css\r\n\r\np {}", Media.MHTML, "a.mhtml"))
    assert found.lines == ()
    assert "no page" in found.notices[0]
