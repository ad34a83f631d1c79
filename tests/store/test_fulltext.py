import sqlite3
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.store.search import plain, segment, tokens
from reader.text import safe

SCRIPTS = [
    (0x20, 0x24F),  # Latin
    (0x300, 0x36F),  # combining marks
    (0x391, 0x3CE),  # Greek
    (0x400, 0x481),  # Cyrillic
    (0x5D0, 0x5EA),  # Hebrew
    (0x621, 0x64A),  # Arabic
    (0x905, 0x939),  # Devanagari
    (0xE01, 0xE3A),  # Thai
    (0x1E00, 0x1EF9),  # Latin with two accents, Vietnamese
    (0x2010, 0x2027),  # dashes and quotes
    (0x3041, 0x3096),  # Hiragana
    (0x30A1, 0x30FA),  # Katakana
    (0x4E00, 0x4E80),  # Chinese
    (0xAC00, 0xAC80),  # Hangul
    (0x1F600, 0x1F640),  # emoji
]
DISPUTED = "\u01e0\u01e1\u1e9b"  # Ǡ ǡ ẛ: letters of phoneticians and of old print, which SQLite's tables treat oddly
LETTERS = [
    chr(code)
    for first, last in SCRIPTS
    for code in range(first, last + 1)
    if chr(code) not in DISPUTED
    if unicodedata.category(chr(code)) != "Cn"  # not assigned: Python and SQLite differ, and nobody writes them
]


@pytest.fixture(scope="module")
def index() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE t USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2')")
    db.execute("CREATE VIRTUAL TABLE v USING fts5vocab (t, instance)")
    return db


def stored(index: sqlite3.Connection, text: str) -> list[str]:
    """What the full-text index really makes of a text."""
    index.execute("DELETE FROM t")
    index.execute("INSERT INTO t VALUES (?)", (segment(text),))
    return [term for (term,) in index.execute("SELECT term FROM v ORDER BY offset")]


def is_word(term: str) -> bool:
    """The tokenizer's tables are older than emoji, which it takes for letters."""
    return any(char.isalnum() for char in term)


@pytest.mark.parametrize(
    "text",
    [
        "Don't panic: 3,000 people — “really”",
        "Ähnlich ÉTÉ naïve Straße ŒUVRE İstanbul ſ µ",
        "Ελλάς Σίσυφος",
        "Ёлка йод",
        "Việt Nam Hà Nội",
        "我喜欢北京烤鸭 and 東京タワー",
        "วันนี้อากาศดี",
        "한국어 기사",
        "up🚀and away 🎉",
        "e\u0301 a\u0300b",
        "",
    ],
)
def test_tokens_are_those_the_index_holds(index: sqlite3.Connection, text: str) -> None:
    assert tokens(text) == [term for term in stored(index, text) if is_word(term)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.sampled_from(LETTERS)))
def test_tokens_are_those_the_index_holds_for_any_text_in_these_scripts(index: sqlite3.Connection, text: str) -> None:
    assert tokens(text) == [term for term in stored(index, text) if is_word(term)]


@given(st.text().map(safe))
def test_cutting_is_undone(text: str) -> None:
    ours = str.maketrans("\ue000\ue001", "  ")
    assert plain(segment(text)) == text.translate(ours)


def test_ordinary_text_is_left_alone() -> None:
    assert segment("Ordinary text, naïve") == "Ordinary text, naïve"
