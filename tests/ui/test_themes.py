"""Our own themes can be read: WCAG AA for every role on every ground it stands on."""

import re
from pathlib import Path

import pytest
from textual.color import Color

from reader.config import THEMES
from reader.ui.roles import ROLES, ink
from tests.ui.conftest import Open

ENOUGH = 4.5
GROUNDS = ("", "selected", "selected-dim")
DRAWN = {"rule", "line"}
"""Lines and not letters: nothing is read in them."""
BACKGROUNDS = {"selected", "selected-dim"}


def luminance(color: Color) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in color.normalized)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_is_right() -> None:
    assert round(contrast(Color.parse("black"), Color.parse("white"))) == 21
    assert contrast(Color.parse("#777"), Color.parse("#777")) == 1


@pytest.mark.parametrize("theme", ["reader-night", "reader-paper"])
async def test_every_role_stands_out_from_every_ground(opened: Open, theme: str) -> None:
    async with opened(sample=True) as session:
        session.app.theme = theme
        await session.pilot.pause()
        grounds = [widget.rich_style for widget in (session.main.view, session.main.top, session.main.headlines)]
        poor = {}
        for role in set(ROLES) - DRAWN - BACKGROUNDS:
            for base in grounds:
                for over in GROUNDS:
                    style = base + ink(session.main, over) if over else base
                    style += ink(session.main, role)
                    assert style.color is not None
                    assert style.bgcolor is not None
                    ratio = contrast(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))
                    if ratio < ENOUGH:
                        poor[role, over] = round(ratio, 2)
        assert poor == {}


@pytest.mark.parametrize("theme", ["reader-night", "reader-paper"])
async def test_what_textual_draws_stands_out_too(opened: Open, theme: str) -> None:
    async with opened() as session:
        session.app.theme = theme
        session.main.say("Something was said.")
        await session.press("f", "a")
        for selector in ("Toast", "Prompt Input", "Prompt .prompt-label"):
            widget = session.app.screen.query(selector).first()
            background, _, color, _ = widget.colors[0], *widget.colors[1:]
            assert contrast(widget.colors[1] + color, widget.colors[1]) >= ENOUGH, (selector, background)


async def test_the_configuration_knows_every_theme(opened: Open) -> None:
    async with opened() as session:
        assert set(THEMES) == set(session.app.available_themes)


def test_every_role_is_drawn_somewhere_and_has_a_style() -> None:
    root = Path(__file__).resolve().parents[2]
    styled = set(re.findall(r"\.role-([a-z-]+)", (root / "styles" / "roles.tcss").read_text("utf-8")))
    assert styled == set(ROLES)
    code = "\n".join(
        path.read_text("utf-8") for path in (root / "reader" / "ui").rglob("*.py") if path.name != "roles.py"
    )
    unused = {role for role in ROLES if not re.search(rf'["\' ]{role}["\' ]', code)}
    assert unused == set()


@pytest.mark.parametrize("no_color", ["1"])
async def test_without_colour_the_selection_and_the_focus_can_be_seen(
    opened: Open, monkeypatch: pytest.MonkeyPatch, no_color: str
) -> None:
    monkeypatch.setenv("NO_COLOR", no_color)
    async with opened() as session:
        assert [line for line in session.text.splitlines() if line.startswith("▌● Ferry")]
        assert [line for line in session.text.splitlines() if line.startswith("▌Headlines")]
