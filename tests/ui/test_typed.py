"""What a terminal sends becomes text: whatever bytes come, in whatever parts, and whatever is pasted."""

import pytest

from reader.ui.terminal.typed import Typed

KEY = "\x1b[27u"
BEGIN, END = "\x1b[200~", "\x1b[201~"


def told(data: bytes, size: int) -> str:
    """What comes of bytes that come so many at a time, and of nothing behind them."""
    typed = Typed(lambda _: False)
    parts = [*(data[at : at + size] for at in range(0, len(data), size)), b""]
    return "".join(map(typed.text, parts))


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 100])
@pytest.mark.parametrize(
    ("sent", "text"),
    [
        (b"j\x1b[A\x1b", f"j\x1b[A{KEY}"),
        (b"\x1bj\x1b:\x1b\x1b\x1b[B", f"{KEY}j{KEY}:{KEY}{KEY}\x1b[B"),
        (b"\x1b\x1bOP\x1b\tb", f"{KEY}\x1bOP\x1b\tb"),
        (b"\x1b[", f"{KEY}["),
        (b"\xe4jk", "\ufffdjk"),
        ("é北".encode(), "é北"),
        (f"a{BEGIN}one\x1b[Atwo\x1bQ{END}b\x1b[B".encode(), f"a{BEGIN}one[AtwoQ{END}b\x1b[B"),
        (f"{BEGIN}{END}{BEGIN}x\x1b\x1b[20{END}\x1b[201".encode(), f"{BEGIN}{END}{BEGIN}x[20{END}\x1b[201"),
        (f"{BEGIN}{BEGIN}x{END}\x1bx".encode(), f"{BEGIN}[200~x{END}{KEY}x"),
    ],
)
def test_only_what_is_pasted_loses_its_escapes(sent: bytes, text: str, size: int) -> None:
    assert told(sent, size) == text


def test_alt_with_a_key_that_is_known_is_one() -> None:
    typed = Typed(lambda character: character in "bf")

    assert typed.text(b"\x1bb\x1bx\x1bf\x1b") == f"\x1bb{KEY}x\x1bf"
    assert typed.holds
    assert typed.text(b"b") == "\x1bb"
