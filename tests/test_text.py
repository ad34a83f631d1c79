"""The gate: nothing that passes it can move the cursor, hide or reorder text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import clip, count_words, fold, fold_all, minutes, safe, safe_lines, size, squash, words

FORBIDDEN = [
    *(chr(code) for code in range(0x20)),
    "\x7f",
    *(chr(code) for code in range(0x80, 0xA0)),
    *"\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad\u061c",
    *"\U000e0041\U000e007f\ufe0f\u3164\ufff9",
]


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[2J\x1b[HCANARY", "CANARY"),
        ("\x1b[31;1mred\x1b[0m", "red"),
        ("\x9b2JCANARY", "CANARY"),
        ("\x1bcCANARY", "CANARY"),
        ("\x1b]0;CANARY\x07title", "0;CANARYtitle"),
        ("\x1b]8;;http://evil.example\x1b\\bank CANARY\x1b]8;;\x1b\\", "8;;http://evil.examplebank CANARY8;;"),
        ("\x1b]52;c;never ended CANARY", "52;c;never ended CANARY"),
        ("over\rwritten\b\b\x00CANARY", "over writtenCANARY"),
        ("abc\u202egpj.exe", "abcgpj.exe"),
        ("pay\u200bpal\u00ad", "paypal"),
        ("tab\tand\u00a0space\u2009thin", "tab and space thin"),
        ("flag\U000e0067\U000e007f", "flag"),
        ("one\u2028two\x85three", "one two three"),
        ("\ud83d lone", "\ufffd lone"),
        ("none \ufdd0\ufffe\U0010ffff", "none \ufffd\ufffd\ufffd"),
        ("\x1b[CANARY", "CANARY"),
        ("\x1b[31 CANARY", "31 CANARY"),
        ("\x1bCANARY \x1b CANARY \x1b(CANARY", "CANARY  CANARY (CANARY"),
        ("\x1b(B\x1b[mplain \x1b[KCANARY\x1b[2 q", "plain CANARY"),
        ("\x1b[?25l\x1b[!p\x1b[>4;1m\x1b#8\x1b7CANARY", "CANARY"),
        ("👍🏽 a🏿b", "👍 ab"),
        ("\U00013430a\U0001bca0b\U0001d173c", "abc"),
    ],
)
def test_safe_keeps_the_words_and_nothing_that_acts(hostile: str, shown: str) -> None:
    assert safe(hostile) == shown


@given(st.text())
def test_safe_lets_nothing_through_that_acts(text: str) -> None:
    assert not set(safe(text)) & set(FORBIDDEN)
    assert not set(safe_lines(text)) & (set(FORBIDDEN) - {"\n"})


@given(st.text())
def test_safe_is_done_after_once(text: str) -> None:
    assert safe(safe(text)) == safe(text)


@given(st.text(alphabet=st.characters(categories=["L", "N"])))
def test_safe_leaves_letters_and_digits_as_they_are(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    fillers = str.maketrans("", "", "\u115f\u1160\u3164\uffa0")
    assert safe(text) == unicodedata.normalize("NFC", composed.translate(fillers))


@given(st.text(alphabet=st.sampled_from(["\x1b", "[", "]", "0", ";", "m", "\\", "\x07", "a", "\x9b", "\x9d"])))
def test_safe_is_safe_on_every_mix_of_sequences(text: str) -> None:
    assert not set(safe(text)) & set(FORBIDDEN)


def test_joiners_stay_where_letters_need_them() -> None:
    assert safe("می\u200cخواهم") == "می\u200cخواهم"
    assert safe("क\u094d\u200dष") == "क\u094d\u200dष"
    assert safe("pay\u200dpal") == "paypal"


def test_few_marks_stay_on_a_letter() -> None:
    assert (
        safe("Z" + "\u0301" * 400) == unicodedata.normalize("NFC", "Z" + "\u0301" * 3)
        or len(safe("Z" + "\u0301" * 400)) <= 4
    )


@pytest.mark.parametrize(
    ("letter", "mark"),
    [("ก", "\u0e49"), ("ب", "\u064b"), ("א", "\u05b0"), ("あ", "\u302a"), ("각", "\u11a8"), ("𝅘", "\U0001d165")],
)
def test_few_marks_stay_in_any_script(letter: str, mark: str) -> None:
    assert len(safe(letter + mark * 400 + "x")) <= 1 + 5 + 1
    assert len(safe(letter + (mark + "\u0301\u20dd") * 200 + "x")) <= 1 + 5 + 1
    assert len(safe(letter + (mark + "\u200d") * 200 + "x")) <= 1 + 10 + 1


@given(st.text(alphabet="한ب\u0e49\u302a\u093c\u0651\u200c\u200d\u0335\u11a8\u20dd\u0f71x\xad"))
def test_safe_is_done_after_once_with_marks_and_joiners_too(text: str) -> None:
    assert safe(safe(text)) == safe(text)


@pytest.mark.parametrize("word", ["လျှောက်ထားသည်", "བསྒྲུབས", "หมู่บ้านนี้", "ญี่ปุ่น", "הַשָּׁמַיִם", "ញ៉ាំ", "각하"])
def test_words_that_need_many_marks_keep_them(word: str) -> None:
    assert safe(word) == unicodedata.normalize("NFC", word)


def test_safe_lines_keeps_breaks_of_every_kind() -> None:
    assert safe_lines("a\r\nb\rc\x0bd\x85e\u2028f") == "a\nb\nc\nd\ne\nf"


def test_fold_ignores_case_accents_and_white_space() -> None:
    assert fold("  Où  EST\nl’Été ") == "ou est l’ete"
    assert fold("한국어 뉴스") == "한국어 뉴스"
    assert fold("𝓐 ℬ") == "a b"


def test_words_come_without_marks() -> None:
    assert words("“Well,” she said — don't!") == ["Well", "she", "said", "don't"]


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("one two three", 3), ("— … !", 0), ("東京で地震", 3), ("हमें फॉलो करें", 3), ("東京 and Paris", 3)],
)
def test_words_are_counted_in_every_script(text: str, count: int) -> None:
    assert count_words(text) == count


def test_minutes_are_at_least_one() -> None:
    assert minutes(0) == 1
    assert minutes(2300) == 10


@given(st.text(), st.integers(min_value=1, max_value=80))
def test_clip_never_exceeds_its_length(text: str, length: int) -> None:
    assert len(clip(text, length)) <= length


def test_clip_ends_at_a_word() -> None:
    assert clip("The quick brown fox jumps", 17) == "The quick brown…"


@given(st.lists(st.text(alphabet=st.characters(exclude_characters="\n"))))
def test_many_lines_fold_at_once_as_each_does(lines: list[str]) -> None:
    assert fold_all(lines) == [fold(line) for line in lines]


def test_squash_folds_white_space() -> None:
    assert squash(" a \n\t b ") == "a b"


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0 bytes"), (999, "999 bytes"), (1000, "1.0 kB"), (12_345_678, "12.3 MB"), (999_999, "1.0 MB"),
     (250_000_000, "250 MB"), (3 * 10**15, "3000 TB")],
)  # fmt: skip
def test_sizes_are_said_as_people_do(count: int, said: str) -> None:
    assert size(count) == said
