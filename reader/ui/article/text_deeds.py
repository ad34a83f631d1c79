"""What the actions do with the text of the article that is open."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TYPE_CHECKING

from reader.model import Block, Cut
from reader.ui.arrangement import Pane
from reader.ui.article import copying, editing, picturing, teaching
from reader.ui.article.reading import sheet_of
from reader.ui.opening import choosing

if TYPE_CHECKING:
    from reader.ui.article.target import Target
    from reader.ui.screens.main import MainScreen
    from reader.ui.stories.deeds import StoryDeeds

__all__ = ["TextDeeds"]


class TextDeeds:
    """The actions about a text, its lines and its addresses."""

    def __init__(self, screen: MainScreen, target: Target, stories: StoryDeeds) -> None:
        self._screen = screen
        self._target = target
        self._stories = stories

    def cuts(self) -> None:
        """Show what was cut; with the cursor on a cut line, put it back for good."""
        screen, article = self._screen, self._screen.reading.article
        if article is None or self._no_text():
            return
        if not article.cuts:
            screen.say("Nothing was cut from this article.")
            return
        screen.go(Pane.ARTICLE)
        cut = screen.view.cut
        if cut is None:
            screen.view.show_cuts(shown=True)
        else:
            screen.reading.expect()
            screen.keeping.restore(article.id, cut, screen.reading.reload)
        screen.status.tell()

    def dim(self) -> None:
        """Dim what was told already, or show all alike."""
        screen = self._screen
        if self._no_text():
            return
        if screen.reading.novelty.told:
            screen.view.dim(on=not screen.view.dims)
            screen.status.tell()
        else:
            screen.say("Nothing here was told in another article you have read.")

    async def editions(self) -> None:
        """Show what the publisher changed."""
        article = self._target.article
        if article is not None:
            await editing.show_editions(self._screen, article)
        elif not self._stories.no_report():
            self._screen.say("This article is not in your library.")

    async def teach(self) -> None:
        """Choose a line to have lines like it always or never cut."""
        if self._screen.reading.article is not None and not self._no_text():
            await teaching.teach(self._screen, self._screen.reading.article)

    def zen(self) -> None:
        """Show only the article, or all panes again."""
        self._screen.zen = not self._screen.zen
        self._screen.go(Pane.ARTICLE)

    def browser(self) -> Awaitable[None] | None:
        """Open the address in the browser; where there are several, choose one."""
        screen, url = self._screen, self._target.url
        if self._stories.no_report():
            return None
        shown = screen.reading.article if screen.here is Pane.ARTICLE and self._stories.rows is None else None
        if shown is not None and choosing.has_more_to_open(shown):
            return choosing.choose_address(screen, shown)
        if url is None:
            screen.say("This article has no address.")
        else:
            choosing.open_address(screen, url)
        return None

    def copy_address(self) -> None:
        """Copy the address."""
        url = self._target.url
        if self._stories.no_report():
            return
        if url is None:
            self._screen.say("This article has no address.")
        else:
            self._screen.app.copy_to_clipboard(url)
            self._screen.say(f"Copied {url}")

    def copy_text(self) -> None:
        """Copy what the mouse has selected, else the line chosen, else the whole text."""
        screen, article = self._screen, self._screen.reading.article
        copied = copying.copy_selected(screen)
        if not copied and self._no_text():
            return
        chosen = screen.view.chosen if screen.here is Pane.ARTICLE else None
        if not copied and isinstance(chosen, Block | Cut):
            copied = copying.copy(screen.app, chosen.text, "the line")
        elif not copied and article is not None:
            byline = sheet_of(article, screen.reading.headline, screen.now()).byline
            copied = copying.copy(screen.app, copying.whole_text(article, byline), "the article")
        screen.say(copied or "No article is open, and nothing is selected.")

    def hint(self) -> None:
        """Show a letter at each link in view."""
        if self._screen.reading.article is None:
            self._screen.say("No article is open whose links could be followed.")
        elif not self._no_text():
            self._screen.hinting.begin()

    async def pictures(self) -> None:
        """Show the pictures of the article."""
        article = self._screen.reading.article
        if article is None:
            self._screen.say("No article is open whose pictures could be shown.")
        elif not self._no_text():
            await picturing.show_pictures(self._screen, article)

    def slide(self, step: int) -> None:
        """Move a table that is wider than the page, to the left (-1) or right (1)."""
        if self._screen.reading.article is None or self._no_text():
            return
        moved = self._screen.view.slide(step)
        if moved is None:
            self._screen.say("No table in view is wider than the page.")
        elif not moved:
            self._screen.say("This is where the table ends." if step > 0 else "This is where the table begins.")

    def _no_text(self) -> bool:
        """Say so where a story stands in the place of a text."""
        if self._screen.story.shown:
            self._screen.say(f"{self._screen.keys['open']} opens a report; this is for its text.")
        return self._screen.story.shown
