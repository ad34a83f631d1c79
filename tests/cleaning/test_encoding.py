import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cleaning.encoding import declared_in_markup, decode, is_text, text_of
from reader.errors import CleaningError
from reader.model import Document, Media

GERMAN = "Füße und Äpfel im März, schöne Grüße aus München und alles Gute für die Überfahrt."
RUSSIAN = "Привет мир, как дела сегодня? Погода хорошая, и мы пойдём гулять в парк."
JAPANESE = "今日は天気がいいですね。新しい市役所の建物は来年の春に完成する予定です。"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_recognised_by_itself(codec):
    assert decode(RUSSIAN.encode(codec)) == (RUSSIAN, None)


def test_utf16_without_a_mark():
    assert decode("A plain Western text".encode("utf-16-le"))[0] == "A plain Western text"
    assert decode("A plain Western text".encode("utf-16-be"))[0] == "A plain Western text"


@pytest.mark.parametrize(
    ("text", "codec"), [(GERMAN, "cp1252"), (RUSSIAN, "cp1251"), (JAPANESE, "shift_jis"), (JAPANESE, "euc_jp")]
)
def test_what_is_not_stated_is_guessed_and_said(text, codec):
    decoded, notice = decode(text.encode(codec))
    assert decoded == text
    assert "not stated" in notice


def test_what_is_stated_is_believed_without_a_word():
    assert decode("日本".encode("shift_jis"), "Shift_JIS") == ("日本", None)
    assert decode("“Füße”".encode("cp1252"), "latin-1") == ("“Füße”", None)


def test_utf8_that_claims_to_be_latin1_is_utf8():
    assert decode("Füße".encode(), "iso-8859-1")[0] == "Füße"


def test_latin1_that_claims_to_be_utf8_is_read_and_said():
    text, notice = decode(GERMAN.encode("latin-1"), "utf-8")
    assert text == GERMAN
    assert "utf-8" in notice


def test_a_few_damaged_bytes_do_not_spoil_the_rest():
    text, notice = decode(JAPANESE.encode() + b"\xff\xfe" + GERMAN.encode())
    assert text == JAPANESE + "\ufffd\ufffd" + GERMAN
    assert "2 damaged" in notice


@pytest.mark.parametrize("codec", ["rot13", "zlib_codec", "base64", "idna", "unicode_escape", "no-such", "\x1b[2J"])
def test_what_is_no_text_encoding_is_ignored_with_a_notice(codec):
    text, notice = decode(b"plain \\x41", codec)
    assert text == "plain \\x41"
    assert "ignored" in notice
    assert "\x1b" not in notice


def test_zeros_go():
    assert decode(b"a\0b")[0] == "ab"


@given(
    st.binary(max_size=200), st.none() | st.text(max_size=12) | st.sampled_from(["utf-16", "gbk", "punycode", "hex"])
)
def test_any_bytes_decode(data, stated):
    text, _ = decode(data, stated)
    assert "\0" not in text


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b'<html><meta charset="gbk">', "gbk"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=euc-kr">', "euc-kr"),
        (b'<?xml version="1.0" encoding="koi8-r"?><html>', "koi8-r"),
        (b"<html><p>charset=gbk</p>", None),
        (b" " * 5000 + b'<meta charset="gbk">', None),
    ],
)
def test_markup_declares_its_encoding_at_its_beginning(data, name):
    assert declared_in_markup(data) == name


@pytest.mark.parametrize("data", [b"", b"words", b"\x1b[6n\x05", b"\x89 ch\xe8re", JAPANESE.encode("utf-16")])
def test_texts_are_text(data):
    assert is_text(data)


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n", b"%PDF-1.7", b"PK\x03\x04", bytes(range(256)) * 4, b"\0" * 99])
def test_pictures_and_archives_are_not(data):
    assert not is_text(data)
    with pytest.raises(CleaningError, match=r"pic\.html: is not text"):
        text_of(Document("k", data, Media.HTML, "pic.html\x1b"))
