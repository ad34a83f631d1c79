"""What is on the screen can be read in every theme, and nothing is told by its colour alone."""

import re
from itertools import chain
from pathlib import Path

import pytest
from rich.style import Style
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from reader.config import THEMES
from reader.ui.painting import themes
from reader.ui.painting.roles import ROLES, Painted
from reader.ui.painting.themes import OURS, with_roles
from reader.ui.screens.ask import AskScreen
from reader.ui.terminal.environment import colourless
from reader.ui.widgets.bars import Banner
from tests.ui.conftest import Open, Session

LEAST = {"reader-night": 4.5, "reader-paper": 4.5, "reader-contrast": 7.0}
"""WCAG AA, and AAA for the one that promises it."""
DRAWN = 3.0
"""The least contrast of what is no text and still says something."""
LINES = {"rule", "line"}
"""Nothing is read in them, and nothing depends on them."""
GROUNDS = {"selected", "selected-dim"}
APART = [("unread", "read"), ("match", "text"), ("match-now", "match"), ("link", "text"), ("strong", "text")]
"""Roles that mean something else in the same place, and have no mark or word beside them."""


def luminance(color: Color) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in color.normalized)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def painted(widget: Painted, roles: str, over: str = "") -> Style:
    """What a letter looks like in a widget."""
    style = next(iter(widget.paint([("x", roles)], 1, over))).style
    assert style is not None
    return style


def attributes(style: Style) -> tuple[object, ...]:
    """All that is not a colour."""
    return style.bold, style.dim, style.italic, style.underline, style.reverse


def test_the_measure_is_right() -> None:
    assert round(contrast(Color.parse("black"), Color.parse("white"))) == 21
    assert contrast(Color.parse("#777"), Color.parse("#777")) == 1
    assert round(themes.contrast(Color.parse("#767676"), Color.parse("white")), 2) == 4.54


@pytest.mark.parametrize("theme", [theme.name for theme in OURS])
async def test_every_role_stands_out_from_all_it_can_stand_on(opened: Open, theme: str) -> None:
    async with opened(sample=True) as session:
        main = session.main
        session.app.theme = theme
        session.app.notify("Something was said.", timeout=600)
        await session.settle()
        poor: dict[tuple[str, str, str], float] = {}
        for widget in (main.view, main.top, main.query_one(Banner)):
            for roles, over in _combined():
                style = painted(widget, roles, over)
                assert style.color is not None
                assert style.bgcolor is not None
                ratio = contrast(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))
                if ratio < LEAST[theme]:
                    poor[roles, over, style.bgcolor.name] = round(ratio, 2)
        assert poor == {}
        await session.press("f")
        await session.app.push_screen(AskScreen("Name", "", "What it is called."))
        boxes = ("#box-title", "#box-input", "#box-hint", "#box-foot")
        for screen, selectors in ((main, ("Toast", "Prompt Input", ".prompt-label")), (session.app.screen, boxes)):
            for selector in selectors:
                *_, ground, ink = screen.query(selector).first().colors
                assert contrast(ground + ink, ground) >= LEAST[theme], selector
        variables = session.app.theme_variables
        for name, ground in (("scrollbar", "background"), ("scrollbar", "reader-bar"), ("reader-mark", "reader-row")):
            assert contrast(Color.parse(variables[name]), Color.parse(variables[ground])) >= DRAWN, name


def _combined() -> list[tuple[str, str]]:
    """All roles of text, alone, in code, with a match or what is told over them, and on a line that is selected."""
    text = sorted(set(ROLES) - LINES - GROUNDS)
    laid = [*text, *(f"code-block {role}" for role in text)]
    plain = [role for role in text if not role.startswith("match")]
    laid += [f"{role} {over}" for role in plain for over in ("told", "differs", "match", "match-now")]
    return [(roles, over) for roles in laid for over in ("", *sorted(GROUNDS))]


@pytest.mark.parametrize("name", sorted(set(BUILTIN_THEMES) - {"ansi-dark", "ansi-light"}))
def test_themes_of_others_are_made_readable(name: str) -> None:
    """Those in the terminal's own colours are left out: what these look like is not known here."""
    variables = BUILTIN_THEMES[name].to_color_system().generate()
    made = with_roles(variables)
    inks = (
        "foreground",
        *(f"reader-{ink}" for ink in ["strong", "muted", "told", "heading", "group", "link", "mark", "bad", "added"]),
    )
    grounds = ("background", "panel", *(f"reader-{ground}" for ground in ("bar", "row", "row-dim")))
    pairs = [(ink, ground) for ink in inks for ground in grounds]
    pairs += [("reader-strong", "reader-match"), ("reader-match-ink", "reader-match-now")]
    poor = [pair for pair in pairs if contrast(*(Color.parse(made[part]) for part in pair)) < 4.5]
    assert poor == []


def test_what_can_be_read_is_left_as_it_is() -> None:
    variables = BUILTIN_THEMES["nord"].to_color_system().generate()
    made = with_roles(variables)
    assert made["foreground"] == variables["foreground"]
    assert Color.parse(made["reader-link"]) == Color.parse(variables["text-primary"])


@pytest.mark.parametrize("plain", [False, True])
async def test_nothing_is_told_by_its_colour_alone(
    opened: Open, monkeypatch: pytest.MonkeyPatch, *, plain: bool
) -> None:
    """With all colours gone, and in the same way for whoever sees them otherwise."""
    if plain:
        monkeypatch.setenv("NO_COLOR", "1")
    async with opened() as session:
        alike = [pair for pair in APART if len({attributes(painted(session.main.view, role)) for role in pair}) == 1]
        assert alike == []
        marked = [line for line in session.text.splitlines() if line.startswith("▌● Ferry")]
        assert marked, session.text
        assert [line for line in session.text.splitlines() if line.startswith("▌Headlines")]
        if plain:
            assert painted(session.main.view, "text", "selected").reverse
            assert painted(session.main.view, "told").dim
            assert not painted(session.main.view, "muted", "selected").dim  # it would vanish in the reverse
            assert session.app.theme_variables["background"] not in _colours(session)


def _colours(session: Session) -> set[str]:
    """Every colour there is on the screen."""
    strips = session.app.screen._compositor.render_strips()
    styles = [segment.style for segment in chain.from_iterable(strips) if segment.style is not None]
    return {color.name for style in styles for color in (style.color, style.bgcolor) if color is not None}


async def test_the_configuration_knows_every_theme(opened: Open) -> None:
    async with opened() as session:
        assert set(THEMES) == set(session.app.available_themes)


async def test_choosing_a_theme_shows_each_at_once_and_escape_brings_the_old_one_back(opened: Open) -> None:
    async with opened() as session:
        await session.press("T", "j")
        assert session.app.theme == "reader-paper"
        ground = session.app.theme_variables["background"].lower()
        assert ground in _colours(session)  # behind the box
        assert session.app.theme_variables["reader-bar"].lower() in _colours(session)  # and the box itself
        await session.press("escape")
        assert session.app.theme == "reader-night"
        assert ground not in _colours(session)
        await session.press("T", "j", "j", "enter")
        assert session.app.theme == "reader-contrast"
        assert session.room.kept("theme") == "reader-contrast"


def test_every_role_is_drawn_somewhere_and_has_a_style() -> None:
    root = Path(__file__).resolve().parents[2]
    styled = set(re.findall(r"\.role-([a-z-]+)", (root / "styles" / "roles.tcss").read_text("utf-8")))
    assert styled == set(ROLES)
    code = "\n".join(
        path.read_text("utf-8") for path in (root / "reader" / "ui").rglob("*.py") if path.name != "roles.py"
    )
    unused = {role for role in ROLES if not re.search(rf'["\' ]{role}["\' ]', code)}
    assert unused == set()


def test_no_colour_is_wanted_where_the_variable_says_anything() -> None:
    assert colourless({"NO_COLOR": "0"})
    assert not colourless({"NO_COLOR": ""})
    assert not colourless({})
