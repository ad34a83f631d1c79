"""The main screen: headlines, article and related side by side, a line above and a line below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from time import monotonic

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from reader.actions import Where, keymap
from reader.config import Config
from reader.errors import ReaderError
from reader.model import Headline, Related, Story
from reader.ui.arrangement import ROOMY, Pane, columns, shown
from reader.ui.article.keeping import Keeping
from reader.ui.article.reading import Reading
from reader.ui.bindings import BINDINGS, names_by_key, shown_keys
from reader.ui.command_line.knowing import Knowing
from reader.ui.deeds import Deeds
from reader.ui.lately import OPENED, Lately
from reader.ui.lists.browsing import Browsing
from reader.ui.lists.prompts import Prompts
from reader.ui.messages import (
    ActionCalled,
    ArticleScrolled,
    LinkClicked,
    MoreWanted,
    PageMissed,
    RowHighlighted,
    RowOpened,
)
from reader.ui.opening.touring import end_tour
from reader.ui.painting.compositing import FrugalCompositor, paint_now
from reader.ui.painting.continuing import Continuing
from reader.ui.painting.marks import UNICODE, Marks
from reader.ui.painting.roles import ROLE_CLASSES
from reader.ui.resuming import keep_session
from reader.ui.sources.upkeep import Upkeep
from reader.ui.status import Status
from reader.ui.stories.browsing import StoryBrowsing
from reader.ui.stories.reading import StoryReading
from reader.ui.typesetting.extras import missing
from reader.ui.typesetting.layout import Setting
from reader.ui.visiting.following import visit
from reader.ui.visiting.hinting import Hinting
from reader.ui.widgets.article_view import ArticleView
from reader.ui.widgets.bars import Banner, KeyLine, PaneTitle, TopLine
from reader.ui.widgets.headline_list import HeadlineList
from reader.ui.widgets.prompt import Prompt
from reader.ui.widgets.related_list import RelatedList
from reader.ui.widgets.spoken_article import SpokenArticle
from reader.ui.widgets.story_list import StoryList
from reader.ui.widgets.timeline import Timeline
from reader.ui.wording.rows import Look
from reader.ui.wording.toasts import Severity, Toasts
from reader.ui.work import Desk

__all__ = ["MainScreen"]

_SAMPLE = (
    "These are sample articles. “reader add FOLDER” brings your own.",
    "Sample articles. “reader add FOLDER” brings your own.",
    "Samples. “reader add FOLDER”: your own.",
)
_WHERE = {Pane.HEADLINES: Where.HEADLINES, Pane.ARTICLE: Where.ARTICLE, Pane.RELATED: Where.RELATED}
_HUSHED = "{key} opens a report; what is related to it appears here."
_SEEN = 0.03
"""Seconds a picture stands at least while keys come faster than they can be answered."""
_PATIENCE = 0.8
"""Seconds that what is related to the article before stays in sight while it is looked for anew."""
_UNOPENED = "The library could not be opened: {why} “reader doctor” looks what is wrong; {key} quits."
_PANES = {Pane.HEADLINES: "headlines", Pane.ARTICLE: "article", Pane.RELATED: "related"}


class MainScreen(Screen[None]):
    """Three panes, two lines, and what every key does."""

    COMPONENT_CLASSES = ROLE_CLASSES
    BINDINGS = BINDINGS
    AUTO_FOCUS = ""

    focused = Reactive[Widget | None](None, repaint=False)
    """Who has the focus; whoever looks different for it is drawn anew, and not, as in Textual, the whole screen."""

    def __init__(
        self,
        desk: Desk,
        config: Config,
        marks: Marks,
        now: Callable[[], datetime],
        *,
        sample: bool = False,
        settings: str = "",
    ) -> None:
        super().__init__()
        self._compositor = FrugalCompositor()
        self.settings = settings
        """Where the settings are kept, for people; empty where that is not known."""
        self.desk, self.config, self.marks, self.now = desk, config, marks, now
        self.sample = sample
        self.here = Pane.HEADLINES
        """The pane one is in."""
        self.zen = False
        """Whether only the article is shown."""
        self.resuming = True
        """Whether it is still to be seen where one left."""
        self.all_keys = shown_keys(config.keys, plain=marks is not UNICODE)
        self.keys = {name: keys[0] if keys else f":{name}" for name, keys in self.all_keys.items()}
        """For every action the key to tell people; of one without a key the command."""
        self.bound = keymap(config.keys)
        """For every action its keys in Textual's words."""
        self._names = names_by_key(config.keys)
        self.headlines = HeadlineList(self.look(), id="headline-list")
        self.story_list = StoryList(self.look(), id="story-list")
        self.timeline = Timeline(self.look(), id="timeline")
        self.view = (SpokenArticle if config.screen_reader else ArticleView)(
            marks,
            config.measure,
            self.keys,
            setting=Setting(config.links, config.hyphenate),
            orders=config.bidi == "reader",
            id="article-view",
        )
        self.related = RelatedList(self.look(), id="related-list")
        self.top, self.key_line = TopLine(marks), KeyLine(marks)
        self.titles = {pane: PaneTitle(marks) for pane in Pane}
        stories = StoryBrowsing(self.story_list, desk, now, self.stories_listed)
        self.browsing = Browsing(self.headlines, stories, desk, now, self.keys, self.listed)
        self.story = StoryReading(self.timeline, desk, now, self.story_shown)
        self.reading = Reading(
            self.view,
            desk,
            now,
            self.article_shown,
            self.related_found,
            self.novelty_found,
            self.was_read,
            self.opened,
            self.headlines.update,
        )
        self.reading.demand(config)
        undoes = f" {marks.dot} {self.keys['undo']} undoes"
        self.keeping = Keeping(desk, self.headline_changed, self.refresh_all, self.say, undoes)
        self._toasts = Toasts(self)
        self.prompts = Prompts(self)
        self.knowing, self.lately = Knowing(self), Lately(desk, self.set_timer)
        self.hinting = Hinting(self)
        self.status = Status(self)
        self._answered = 0.0
        self._answering = (self.headlines, self.view, self.top, self.key_line, *self.titles.values())
        """What most keys change, and what is shown first for that."""
        self.upkeep = Upkeep(self)
        self.deeds = Deeds(self)

    def compose(self) -> ComposeResult:
        """The lines and the panes."""
        yield self.top
        if self.sample:
            yield Banner(self.marks, [self.marks.requoted(words) for words in _SAMPLE])
        views: dict[Pane, list[Widget]] = {
            Pane.HEADLINES: [self.headlines, self.story_list],
            Pane.ARTICLE: [self.view, self.timeline],
            Pane.RELATED: [self.related],
        }
        with Horizontal(id="panes"):
            for pane, widgets in views.items():
                with Vertical(id=_PANES[pane], classes="pane"):
                    yield self.titles[pane]
                    yield from widgets
        yield self.key_line

    def on_mount(self) -> None:
        """Be in the list, or where one left."""
        self.go(self.here)  # a library that opens quickly may have led into an article already
        for complaint in missing(self.config):
            self.say(complaint, severity="warning")
        self.watch(self.app, "app_focus", self.attend, init=False)

    def on_screen_suspend(self) -> None:
        """A box is open over the article."""
        self.reading.attend(here=False)

    def on_screen_resume(self) -> None:
        """It is closed again."""
        self.attend()

    # panes

    @property
    def breadth(self) -> int:
        """How many columns to arrange the panes for: a screen reader is shown one at a time."""
        return 1 if self.config.screen_reader else self.app.size.width

    @property
    def at_root(self) -> bool:
        """Whether nothing is open that could be closed."""
        return self.here is Pane.HEADLINES and not self.prompts.filtering

    @property
    def reads(self) -> bool:
        """Whether one is in an article."""
        return self.here is Pane.ARTICLE and not self.story.shown

    def attend(self) -> None:
        """Count the time one is in the article, unless a box is over it or the window is not looked at."""
        self.reading.attend(here=self.reads and self.is_current and self.app.app_focus)

    def go(self, pane: Pane) -> None:
        """Be in a pane."""
        self.zen = self.zen and pane is Pane.ARTICLE
        self._come_to(pane)
        listed = self.story_list if self.browsing.view.stories else self.headlines
        told = self.timeline if self.story.shown else self.view
        views: dict[Pane, Widget] = {Pane.HEADLINES: listed, Pane.ARTICLE: told, Pane.RELATED: self.related}
        self.set_focus(views[pane], scroll_visible=False)

    def _come_to(self, pane: Pane) -> None:
        self.here = pane
        if pane is not Pane.ARTICLE:
            self.reading.keep_place()
        stories = self.browsing.view.stories
        if pane is Pane.HEADLINES:
            if self.story.leave(hide=not stories):
                self.peek()
            self.browsing.stories.release()
        elif pane is Pane.ARTICLE and self.story.shown and not self.story.inside:
            self.deeds.stories.go_in()
        self.lay_panes()
        self.attend()

    def show_article(self) -> None:
        """Show an article in the place of a story, if one is shown there."""
        self.story.leave(hide=True)
        self.lay_panes()

    def lay_panes(self) -> None:
        """Show the panes there is room for."""
        width = self.breadth
        panes = shown(width, self.here, zen=self.zen)
        for pane, name in _PANES.items():
            self.query_one(f"#{name}").display = pane in panes
        stories, told = self.browsing.view.stories, self.story.shown
        self.headlines.display, self.story_list.display = not stories, stories
        self.view.display, self.timeline.display = not told, told
        if told:
            self.prompts.end_find()
        self.related.hush(_HUSHED.format(key=self.keys["open"]) if told else "")
        self.set_class(stories, "-stories")
        count = columns(width)
        self.set_class(width >= ROOMY, "-roomy")
        self.set_class(count == 2, "-two")
        self.set_class(count == 1, "-one")
        self.set_class(self.zen, "-zen")
        self.status.tell()

    def on_resize(self) -> None:
        """Arrange the panes for another width."""
        self.lay_panes()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Notice which pane one is in, by the mouse too."""
        if event.widget is not self.focused:
            return  # it told of a focus that has gone on since
        for pane, name in _PANES.items():
            if event.widget is not None and self.query_one(f"#{name}") in event.widget.ancestors and pane != self.here:
                self._come_to(pane)
        self.status.tell()

    def _compositor_refresh(self) -> None:
        """Draw what changed, unless it is not shown yet: then all of it is drawn once, later."""
        if not (isinstance(self.app, Continuing) and self.app.holding):
            super()._compositor_refresh()

    # what others tell

    async def action_do(self, name: str) -> None:
        """Do what a key asks for."""
        try:
            await self.deeds.do(name)
        except ReaderError as error:
            self.say(str(error), severity="error")

    def knows(self, key: str) -> bool:
        """Whether a key calls anything."""
        return key in self._names

    async def take(self, key: str) -> bool:
        """Do what a key asks for, unless one is typing; whether it was taken."""
        if not isinstance(self.focused, Input) and await self.hinting.take(key):
            return True
        names = [] if isinstance(self.focused, Input) else self._names.get(key, [])
        if end_tour(self, [name for name, _ in names]):
            return True
        for name, where in names:
            if where in (Where.ANYWHERE, _WHERE[self.here]) or len(names) == 1:
                await self.action_do(name)
                self.answer()
                return True
        return False

    def answer(self) -> None:
        """Show now what a key changed; where more keys wait already, no more often than one can see."""
        now = monotonic()
        if self.app.message_queue_size and now - self._answered < _SEEN:
            return
        self._answered = now
        paint_now(self, self._answering)

    async def on_action_called(self, message: ActionCalled) -> None:
        """Do what a click asks for."""
        await self.action_do(message.name)

    def on_link_clicked(self, message: LinkClicked) -> None:
        """Follow the link."""
        visit(self, message.href, message.words)

    def on_page_missed(self, message: PageMissed) -> None:
        """Fetch the rows that came into view."""
        self.browsing.fetch(message)

    def on_row_highlighted(self, message: RowHighlighted) -> None:
        """Show the article of the row selected."""
        if message.rows in (self.headlines, self.story_list):
            self.peek()
            self.deeds.go_on()

    def on_more_wanted(self, message: MoreWanted) -> None:
        """Bring more stories."""
        self.browsing.stories.more(to_end=message.all)

    def configure(self, config: Config) -> None:
        """Have other settings, as far as they take effect at once."""
        self.config = config
        self.view.fit(config.measure)

    def look(self) -> Look:
        """What rows drawn now need to know."""
        return Look(self.now(), self.marks, self.keys)

    def peek(self) -> None:
        """Show the article, or the story, of the row selected in passing."""
        headline, story = self.headlines.headline, self.story_list.item
        if self.here is not Pane.HEADLINES:
            return
        if not self.browsing.view.stories:
            if headline is not None:
                self.reading.preview(headline.id)
        elif story is not None:
            shown = self.story.shown
            self.story.preview(story.id)
            if not shown:
                self.lay_panes()

    async def on_row_opened(self, message: RowOpened) -> None:
        """Open the row clicked."""
        panes: dict[Widget, Pane] = {self.timeline: Pane.ARTICLE, self.related: Pane.RELATED}
        self.here = panes.get(message.rows, Pane.HEADLINES)
        await self.action_do("open")

    def on_article_scrolled(self, _: ArticleScrolled) -> None:
        """Keep the place, and count an article whose end was reached as read."""
        self.reading.scrolled()
        self.attend()
        if self.reads and self.view.longer and self.view.at_end:
            self.reading.finished()
        self.status.tell()

    # what changed

    def listed(self) -> None:
        """The list shows something else."""
        self.prompts.complain(self.browsing.complaint)
        if not self.headlines.count:
            self.reading.nothing()
            self.related.clear()
        self.status.tell()
        self.deeds.go_on()

    def stories_listed(self) -> None:
        """The list of stories shows something else."""
        self.prompts.complain(self.browsing.complaint)
        if not self.story_list.count and self.browsing.view.stories:
            self.story.nothing()
            self.story.shown = True
            self.lay_panes()
        self.status.tell()
        self.deeds.go_on()

    def story_shown(self) -> None:
        """Another story is shown, or another state of it."""
        self.lay_panes()
        self.deeds.go_on()

    def article_shown(self) -> None:
        """Another article is shown."""
        self.set_timer(_PATIENCE, self._still_relating)
        self.prompts.end_find()
        self.attend()
        self.status.tell()
        self.deeds.go_on()
        self.answer()

    def opened(self, article: str) -> None:
        """An article was opened to be read."""
        self.lately.note(OPENED, article)

    def _still_relating(self) -> None:
        if self.reading.relating and self.reading.article is not None:
            self.related.await_more(self.reading.article.id)

    def related_found(self, related: Sequence[Related], story: Story | None) -> None:
        """What is related to the article is known, and its story."""
        if self.reading.article is not None:
            self.related.give(related, self.reading.article.id, story)
        self.status.tell()
        self.deeds.go_on()

    def novelty_found(self) -> None:
        """What in the article is new to the one reading it is known."""
        self.status.tell()

    def was_read(self, article: str) -> None:
        """An article has been read."""
        self.keeping.read(article)

    def headline_changed(self, headline: Headline) -> None:
        """An article was marked or kept."""
        self.headlines.update(headline)
        self.related.update(headline)
        self.story.update(headline)
        self.reading.marked(headline)
        self.status.tell()

    def refresh_all(self) -> None:
        """Much changed: show everything anew, each at its place."""
        self.browsing.load()
        self.reading.reload()
        self.story.look_again()

    def on_prompt_typed(self, message: Prompt.Typed) -> None:
        """Filter or find what was typed."""
        self.prompts.typed(message.prompt)

    def failed(self, group: str, text: str) -> None:
        """Some work failed; what it was to bring is not waited for."""
        if group in ("tell", "toil"):
            self.keeping.give_up()
        self.resuming = self.resuming and group not in ("open", "resume")
        if group == "open":
            why = text if text.endswith((".", "!", "?")) else f"{text}."
            self.headlines.say(self.marks.requoted(_UNOPENED.format(why=why, key=self.keys["quit"])))
        if group in ("article", "related", "tell"):
            self.reading.give_up()
        elif group in ("open", "list", "unread", "stories", "more stories"):
            self.browsing.give_up()
            self.browsing.stories.give_up()
        elif group in ("story", "story of"):
            self.story.give_up()
        elif group == "toil":
            self.upkeep.give_up()
        elif group == "quiet" and not self.upkeep.refreshing.failed(text):
            return
        self.say(text, severity="error")
        self.deeds.go_on()

    def on_unmount(self) -> None:
        """Keep the place one leaves at, and what was done."""
        self.reading.keep_place()
        keep_session(self)
        self.lately.keep()

    @property
    def returns_here(self) -> bool:
        """Whether the next start shows what is shown now: a list, or an article opened from it, and nothing over it."""
        told = self.browsing.view.stories or self.story.shown
        over = self.zen or self.prompts.typing or self.hinting.on or self.view.finding.wanted
        if told or over or self.view.cuts_shown or self.view.choosing or self.config.screen_reader:
            return False
        inside = self.reads and self.reading.article is not None and not self.reading.waiting
        return self.headlines.count > 0 and (inside or self.here is Pane.HEADLINES)

    @property
    def complete(self) -> bool:
        """Whether everything is there that a start brings: the list, and the article of its row or that one was in."""
        browsing, rows = self.browsing, self.headlines
        if self.resuming or browsing.waiting or browsing.query is None:
            return False
        article, headline = self.reading.article, rows.headline
        if self.here is Pane.ARTICLE:
            return article is not None and not self.reading.waiting
        return not rows.count or (headline is not None and article is not None and article.id == headline.id)

    def say(self, text: str, severity: Severity = "information") -> None:
        """Tell a person something in passing."""
        self._toasts.say(text, severity)
