"""Where lines end: what stays together, and what may be parted."""

import pytest

from reader.ui.painting.cells import breaks, wrap


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("pourquoi donc ?", 13, ["pourquoi", "donc ?"]),
        ("il dit « oui »", 9, ["il dit", "« oui »"]),
        ("on sait : rien", 8, ["on", "sait :", "rien"]),
        ("he left — and came", 8, ["he", "left —", "and came"]),
        ("dijo —añadió él—, sí", 12, ["dijo —añadió", "él—, sí"]),
        ("about 25 km away", 8, ["about", "25 km", "away"]),
        ("about 25\u00a0km away", 8, ["about", "25\u00a0km", "away"]),
        ("for 10 000 € each", 8, ["for", "10 000 €", "each"]),
        ("for 50 % of it", 6, ["for", "50 %", "of it"]),
        ("over 25 kmh", 8, ["over 25", "kmh"]),
        ("a word—and more", 8, ["a word—", "and more"]),
        ("in 1990–1995 or", 8, ["in", "1990–199", "5 or"]),
        ("a well-known case", 8, ["a well-", "known", "case"]),
        ("an e-mail here", 5, ["an", "e-mai", "l", "here"]),
        ("it is −5 or −10 now", 12, ["it is −5 or", "−10 now"]),
    ],
)
def test_lines_end_where_a_typesetter_would_end_them(text: str, width: int, expected: list[str]) -> None:
    assert lines(text, width) == expected


@pytest.mark.parametrize(
    ("address", "width", "expected"),
    [
        ("https://a.example/one/two/three", 20, ["https://a.example/", "one/two/three"]),
        ("https://a.example/find?q=bridge&page=2", 24, ["https://a.example/find", "?q=bridge&page=2"]),
        ("https://a.example/find?q=bridge&page=2", 34, ["https://a.example/find?q=bridge", "&page=2"]),
    ],
)
def test_addresses_are_parted_between_their_parts_and_whole(address: str, width: int, expected: list[str]) -> None:
    assert lines(address, width) == expected


def test_what_goes_on_in_verse_is_narrower() -> None:
    text = "one two three four\nfive six"
    assert [text[a:b] for a, b, _ in breaks(text, 9, turn=4)] == ["one two", "three", "four", "five six"]


def test_a_flag_is_never_halved() -> None:
    flags = "🇩🇪🇫🇷🇯🇵"
    assert all(len(line) % 2 == 0 for line in lines(flags, 3))


def test_no_more_than_two_lines_in_a_row_end_with_a_hyphen() -> None:
    text = "aaaaaaaa " * 12
    broken = breaks(text, 12, parts=lambda start, end: range(start + 1, end))
    hyphens = "".join("-" if hyphen else "." for _, _, hyphen in broken)
    assert "--" in hyphens
    assert "---" not in hyphens
