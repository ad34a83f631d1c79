"""A few of the hostile texts that the whole trial tries, and whether the trial would hear what is wrong."""

from pathlib import Path

from reader.text import safe
from tests.ordeal.hostile import controls, hostile_texts
from tests.ordeal.sequences import new_sequences
from tests.ordeal.texts import Library, argued, exported


def test_texts_are_safe_and_their_words_readable() -> None:
    for one in hostile_texts(1_000, 1):
        assert one.word in safe(one.text)
        assert list(controls(safe(one.text))) == []


def test_a_library_of_them_is_printed_and_exported_safe(tmp_path: Path) -> None:
    texts = hostile_texts(11, 2)
    library = Library(tmp_path / "few", texts)
    assert list(argued(library, texts, 0)) == []
    assert list(exported(library)) == []


def test_the_trial_hears_what_a_terminal_is_sent() -> None:
    benign = b"\x1b[?1049h\x1b[1;1Hwords\x1b[31m \x1b]8;id=1;https://a.example/\x1b\\link\x1b]8;;\x1b\\\x1b[?1049l"
    assert new_sequences(benign, benign + b"\x1b[5;9Hmore\x1b[38;2;1;2;3m\x1b]8;;https://b.example/\x1b\\") == []
    strings = (b"\x1b]0;x\x07", b"\x1b]52;c;eA==\x07", b"\x1b_x\x1b\\")
    for odd in (*strings, b"\x1b[6n", b"\x1bc", b"\xc2\x9b2J", b"\xe2\x80\xae", b"\x07"):
        assert new_sequences(benign, benign + odd)
    assert new_sequences(benign, benign + b"\x1b[?1049h")
    assert list(controls("a\x9bb\u202e")) == ["U+009B", "U+202E"]
