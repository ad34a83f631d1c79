"""Writing to the terminal with fewer changes of the pen."""

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.style import Style

from reader.ui.terminal.pen import sparing

COLOURS = st.sampled_from([None, "#102030", "#112233", "red", "bright_blue", "color(200)", "default"])
STYLES = st.builds(
    lambda color, bgcolor, **attributes: Style(color=color, bgcolor=bgcolor, **attributes),
    color=COLOURS,
    bgcolor=COLOURS,
    **{name: st.sampled_from([None, True]) for name in ("bold", "dim", "italic", "underline", "reverse", "strike")},
)
PIECES = st.lists(st.tuples(st.sampled_from(["a", " ", "wort", "\r\n", "\x1b[3;2H", ""]), STYLES))


def shown(written: str) -> list[list[object]]:
    screen = pyte.Screen(20, 6)
    pyte.Stream(screen).feed(written)
    return [[screen.buffer[y][x] for x in range(20)] for y in range(6)]


@given(PIECES, st.sampled_from(list(ColorSystem)[:3]))
def test_what_stands_on_the_screen_is_the_same(pieces: list[tuple[str, Style]], system: ColorSystem) -> None:
    written = "".join(style.render(text, color_system=system) for text, style in pieces)
    assert shown(sparing(written)) == shown(written)
    assert shown(f"{sparing(written)}x") == shown(f"{written}x")
    assert len(sparing(written)) <= len(written)


def test_pieces_that_look_alike_are_one() -> None:
    style = Style(color="#102030", bgcolor="#ffffff", bold=True)
    assert sparing(style.render("one") + style.render(" two")) == style.render("one two")


def test_only_what_changes_is_written() -> None:
    ground = Style(bgcolor="#ffffff")
    written = (ground + Style(color="#102030")).render("one") + (ground + Style(color="#405060", bold=True)).render(
        "two"
    )
    assert sparing(written) == "\x1b[38;2;16;32;48;48;2;255;255;255mone\x1b[1;38;2;64;80;96mtwo\x1b[0m"


def test_a_style_may_begin_with_taking_back_the_one_before() -> None:
    assert sparing("\x1b[1;31mone\x1b[0;31mtwo") == "\x1b[1;31mone\x1b[0;31mtwo\x1b[0m"[:-4]


def test_what_has_no_style_stays_as_it_is() -> None:
    for text in ("", "plain", "\x1b[2J\x1b[1;1H", "\x1b[?25l", "\x1b]0;title\x07"):
        assert sparing(text) == text
