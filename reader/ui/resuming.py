"""Opening where one left: the view, the row in it, the pane and the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model import Headline, Source
from reader.ui.arrangement import Pane
from reader.ui.lists.views import as_query, complaint
from reader.ui.session import KEPT_AS, Session, kept, session_of

if TYPE_CHECKING:
    from reader.newsroom import Newsroom
    from reader.ui.screens.main import MainScreen

__all__ = ["keep_session", "resume"]


def resume(screen: MainScreen, text: str | None) -> None:
    """Show the list where the session kept as `text` left it; then, unless somebody was quicker, its article."""
    session = session_of(text)
    if complaint(as_query(session.view, session.filter), screen.now().date()):
        session = Session()
    screen.browsing.resume(session.view, session.filter, session.row, session.moment, session.above)
    if session.article is None and session.view.source is None:
        screen.resuming = False
        return

    def call(newsroom: Newsroom) -> tuple[Headline | None, Source | None]:
        headline = newsroom.headline(session.article) if session.article is not None else None
        sources = newsroom.sources() if session.view.source is not None else []
        return headline, next((one.source for one in sources if one.source.id == session.view.source), None)

    def then(found: tuple[Headline | None, Source | None]) -> None:
        screen.resuming = False
        headline, source = found
        if source is not None:
            screen.browsing.called(source)
            screen.status.tell()
        quicker = screen.here is not Pane.HEADLINES or screen.prompts.typing or screen.headlines.touched
        if headline is not None and screen.is_current and not quicker:
            screen.reading.open(headline.id)
            screen.go(session.pane)

    screen.desk.ask("resume", "Opening where you left", call, then)


def keep_session(screen: MainScreen) -> None:
    """Keep where one is for another time."""
    if not screen.desk.ready or screen.browsing.query is None:
        return
    inside = screen.here is not Pane.HEADLINES and not screen.story.shown and screen.reading.article is not None
    article = screen.reading.article.id if inside and screen.reading.article is not None else None
    rows, pane = screen.headlines, screen.here if inside else Pane.HEADLINES
    at_top = not inside and not rows.index  # what is new is to be seen there the next time
    row, moment = (None, None) if at_top else (rows.row, rows.moment)
    above = 0 if at_top else max(rows.line - rows.scroll_offset.y, 0)
    text = kept(Session(screen.browsing.view, screen.browsing.filter, row, moment, above, pane, article))

    def call(newsroom: Newsroom) -> None:
        if newsroom.kept(KEPT_AS) != text:
            newsroom.keep(KEPT_AS, text)

    screen.desk.tell("Remembering where you are", call)
