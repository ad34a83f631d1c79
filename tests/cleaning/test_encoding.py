import gzip
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cleaning.encoding import declared_in_markup, decode, is_text, text_of
from reader.errors import CleaningError
from reader.model import Document, Media

GERMAN = "Füße und Äpfel im März, schöne Grüße aus München und alles Gute für die Überfahrt."
RUSSIAN = "Привет мир, как дела сегодня? Погода хорошая, и мы пойдём гулять в парк."
JAPANESE = "今日は天気がいいですね。新しい市役所の建物は来年の春に完成する予定です。"

CHINESE = "市政府周二宣布，新的桥梁将于明年春季开通。届时，居民出行将更加方便，渡轮也将停运。"
KOREAN = "시청은 화요일에 새 다리가 내년 봄에 열릴 것이라고 발표했다. 그때까지 배가 다닌다."
GREEK = "Ο δήμος ανακοίνωσε την Τρίτη ότι η νέα γέφυρα θα ανοίξει την άνοιξη."
HEBREW = "העירייה הודיעה ביום שלישי כי הגשר החדש ייפתח באביב הבא."
ARABIC = "أعلنت البلدية يوم الثلاثاء أن الجسر الجديد سيفتح في الربيع القادم."
HINDI = "नगर परिषद ने मंगलवार को कहा कि नया पुल अगले वसंत में खुलेगा।"
THAI = "เทศบาลประกาศเมื่อวันอังคารว่าสะพานใหม่จะเปิดในฤดูใบไม้ผลิหน้า"
TEXTS = (GERMAN, RUSSIAN, JAPANESE, CHINESE, KOREAN, GREEK, HEBREW, ARABIC, HINDI, THAI)
CODECS = (
    "utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "cp1252", "cp1251", "koi8_r",
    "cp866", "cp932", "euc_jp", "iso2022_jp", "iso2022_kr", "gb18030", "big5", "euc_kr", "cp1253", "cp1255", "cp1256",
    "cp874",
)  # fmt: skip


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_recognised_by_itself(codec):
    assert decode(RUSSIAN.encode(codec)) == (RUSSIAN, None)


@pytest.mark.parametrize("text", ["A plain Western text", *TEXTS])
@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_characters_without_a_mark(text, codec):
    for whole in (text, f"{text}\n" * 200):
        assert decode(whole.encode(codec)) == (whole, None)


@pytest.mark.parametrize(("text", "codec"), [(JAPANESE, "iso2022_jp"), (KOREAN, "iso2022_kr")])
@pytest.mark.parametrize("stated", [None, "utf-8", "latin-1", "itself"])
def test_seven_bits_that_switch_alphabets(text, codec, stated):
    assert decode(text.encode(codec), codec if stated == "itself" else stated) == (text, None)


@pytest.mark.parametrize("text", ["\x1b[2Jcleared\x1b$", "price \x1b$B never switched back", "a\x05b" * 9, "0 1 " * 99])
def test_plain_ascii_is_not_taken_for_another_alphabet(text):
    assert decode(text.encode()) == (text, None)


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


PROGRAM = b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\x00>\x00\x01\x00\x00\x00"


@pytest.mark.parametrize(
    "data",
    [gzip.compress(b"words " * 99, mtime=0), PROGRAM, b"BZh91AY&SY", b"\xca\xfe\xba\xbe\0\0"],
    ids=["gzip", "elf", "bzip2", "java"],
)
def test_what_is_named_like_a_text_may_be_none(data):
    with pytest.raises(CleaningError, match=r"a\.txt: is not text"):
        text_of(Document("k", data, Media.PLAIN, "a.txt"))


@given(st.integers(), st.integers(min_value=1024, max_value=20_000))
def test_random_bytes_are_not_text(seed, size):
    noise = random.Random(seed).randbytes(size)
    for mark in (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf"):
        noise = noise.replace(mark, b"\0\0")
    assert not is_text(noise)


@given(st.sampled_from(TEXTS), st.sampled_from(CODECS), st.integers(min_value=1, max_value=400))
def test_real_texts_are_never_refused(text, codec, times):
    data = (f"{text}\n" * times).encode(codec, "replace")
    text_of(Document("k", data, Media.PLAIN, "a.txt"))


@pytest.mark.parametrize("stated", ["iso-8859-15", "windows-1251", "gb18030", "euc-jp", "koi8-r"])
def test_a_page_that_was_saved_anew_as_utf8_and_still_names_what_it_was(stated):
    text = "Grüße aus Köln, où l'été fut très chaud: 川の水位は夜のうちに上がり、朝には水車小屋に達した。"
    assert decode(text.encode(), stated) == (text, None)


def test_two_letters_that_are_valid_in_both_are_what_they_are_said_to_be():
    assert decode("联通".encode("gb18030"), "gb18030") == ("联通", None)
