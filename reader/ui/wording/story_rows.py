"""What a story looks like, as a row of a list and as its timeline: pure functions from values to pieces of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from reader.address import outlet
from reader.model import DateOrigin, Headline, Report, Story
from reader.ui.painting.cells import width_of
from reader.ui.wording.dates import day_name, local_day, short_date, since_words
from reader.ui.wording.rows import Look, Pieces, clipped, two_lines

if TYPE_CHECKING:
    from reader.newsroom.timeline import Day

__all__ = ["Page", "day_heading", "report_row", "story_head", "story_line", "story_row"]

_NAMELESS = "a source without a name"


@dataclass(frozen=True, slots=True)
class Page:
    """A story as it is shown: its reports by day, and which of them were first."""

    story: Story
    days: tuple[Day, ...]
    first: tuple[Report, ...]

    @property
    def reports(self) -> list[Report]:
        """Its reports in the order of time."""
        return [report for day in self.days for report in day.reports]

    def with_headline(self, headline: Headline) -> Page:
        """The page with an article's new state."""
        days = (
            replace(day, reports=tuple(_with_headline(report, headline) for report in day.reports)) for day in self.days
        )
        return replace(self, days=tuple(days))

    def fresh_too(self, articles: Iterable[str], since: datetime | None) -> Page:
        """The page with these reports, by their articles, shown as new still, since then."""
        marked = set(articles)
        days = tuple(
            replace(
                day,
                reports=tuple(
                    replace(report, fresh=report.fresh or report.headline.id in marked) for report in day.reports
                ),
            )
            for day in self.days
        )
        new = sum(report.fresh for day in days for report in day.reports)
        return replace(self, days=days, story=replace(self.story, new=new, since=since))


def story_row(story: Story, width: int, look: Look) -> tuple[Pieces, Pieces]:
    """The two lines of a story: mark and name; news, the last report, how many reports and sources, how long."""
    mark = look.marks.unread if story.unread else " "
    role, room = "unread" if story.unread else "read", width - 2 - width_of(mark)
    name = clipped([(story.name, role)], room, look.marks.ellipsis)
    facts = [*_badge(story, look), *((fact, "muted") for fact in _facts(story, look))]
    return [(f"{mark} ", "mark"), *name], [("  ", ""), *_fitting(facts, width - 3, look)]


def story_line(story: Story, width: int, look: Look) -> list[Pieces]:
    """What stands above the related reports: the name of their story, and the key that opens it."""
    name = two_lines(story.name, width - 3, look.marks.ellipsis)
    told: Pieces = [(look.keys["story"], "key"), (" opens it", "label")]
    badge = [(f" {look.marks.dot} ", "muted"), *_badge(story, look)] if story.followed else []
    return [
        *([("  ", ""), (line, "text")] for line in name),
        [("  ", ""), *clipped([*told, *badge], width - 3, look.marks.ellipsis)],
    ]


def story_head(page: Page, width: int, look: Look) -> list[Pieces]:
    """What stands above a timeline: the name, what is known of all of it, who was first."""
    story, room = page.story, width - 3
    lines: list[Pieces] = [[(line, "title")] for line in two_lines(story.name, room, look.marks.ellipsis)]
    held = _count(story.articles, "report") if story.articles else "no report of it is held any more"
    copies = f" and {_count(story.copies, 'copy', 'copies')}" if story.copies else ""
    facts = [held + copies, *([_count(len(story.sources), "source")] if story.sources else []), *_span(story, look)]
    lines += _flowing([(fact, "muted") for fact in facts], room, look)
    if story.followed:
        lines.append(clipped(_badge(story, look, in_full=True), room, look.marks.ellipsis))
    if page.first:
        lines += _flowing([(word, "byline") for word in _first(page, look)], room, look)
    return [[("  ", ""), *line] for line in lines]


def day_heading(day: Day, width: int, look: Look) -> list[Pieces]:
    """A day's name, and before it how long nothing was reported."""
    name = day_name(day.day, look.now.date()) if day.day else "Without a date"
    rule = look.marks.rule * max(width - width_of(name) - 3, 0)
    silent = [(f"  {_count(day.silent, 'day')} without a report", "muted")]
    return [*([silent] if day.silent else []), [(name, "group"), (" ", ""), (rule, "line")]]


def report_row(report: Report, width: int, look: Look, *, first: bool) -> list[Pieces]:
    """A report: its title in up to two lines, then who and when and what it adds."""
    row = report.headline
    read = _is_read(report)
    mark = " " if read else look.marks.unread
    lines: list[Pieces] = []
    for number, text in enumerate(two_lines(row.title, width - 2 - width_of(mark), look.marks.ellipsis)):
        lines.append([(" " if number else mark, "mark"), (" ", ""), (text, "read" if read else "unread")])
    facts = list(_report_facts(report, look, first=first))
    return lines + [[("  ", ""), *line] for line in _flowing(facts, width - 3, look)]


def _report_facts(report: Report, look: Look, *, first: bool) -> Iterator[tuple[str, str]]:
    row = report.headline
    if report.fresh:
        yield "new", "mark"
    when = None if row.dated is DateOrigin.FILE else row.published
    if isinstance(when, datetime):
        yield f"{when.astimezone(look.now.tzinfo):%H:%M}", "muted"
    yield outlet(row.source, row.url, row.path) or _NAMELESS, "muted"
    if first:
        yield "first to report", "strong"
    if report.added is not None:
        yield (f"adds {_count(report.added, 'sentence')}" if report.added else "adds nothing"), "muted"
    if report.new is not None and not _is_read(report):
        yield (f"{report.new} new to you" if report.new else "nothing new to you"), "muted"
    if report.copies:
        yield f"+{len(report.copies)}", "muted"
    if row.bookmarked:
        yield look.marks.star, "mark"
    if row.gone:
        yield "gone", "bad"


def _is_read(report: Report) -> bool:
    return report.headline.read or any(copy.read for copy in report.copies)


def _badge(story: Story, look: Look, *, in_full: bool = False) -> Pieces:
    if not story.followed:
        return []
    since = f" since {since_words(story.since, look.now)}" if story.since else ""
    if story.new:
        return [(f"{'followed ' + look.marks.dot + ' ' if in_full else ''}{story.new:,} new{since}", "mark")]
    return [(f"followed {look.marks.dot} nothing new{since}" if in_full else "followed", "mark")]


def _facts(story: Story, look: Look) -> Iterator[str]:
    """What a row says, the most telling first: where there is news, its own date tells less than the rest."""
    last = [short_date(story.last, look.now)] if story.last else []
    sources = [_count(len(story.sources), "source")] if story.sources else []
    held = [_count(story.articles, "report"), *sources]
    yield from [*held, *last] if story.new else [*last, *held]
    yield from _span(story, look)


def _span(story: Story, look: Look) -> list[str]:
    """How many days it goes on for, the first and the last counted."""
    if story.first is None or story.last is None:
        return []
    days = (local_day(story.last, look.now) - local_day(story.first, look.now)).days + 1
    return [_count(days, "day")]


def _first(page: Page, look: Look) -> list[str]:
    """Who reported first, as far as it is known."""
    names = dict.fromkeys(
        outlet(report.headline.source, report.headline.url, report.headline.path) or _NAMELESS for report in page.first
    )
    all_dated = all(day.day for day in page.days)
    when = page.first[0].headline.published
    day = day_name(local_day(when, look.now), look.now.date()) if when else ""
    hour = f", {when.astimezone(look.now.tzinfo):%H:%M}" if len(page.first) == 1 and isinstance(when, datetime) else ""
    opening = "First" if all_dated else "First of those with a date"
    return [f"{opening}: {' or '.join(names)}", f"{day}{hour}"]


def _with_headline(report: Report, headline: Headline) -> Report:
    if report.headline.id == headline.id:
        return replace(report, headline=replace(headline, copies=report.headline.copies))
    copies = tuple(headline if copy.id == headline.id else copy for copy in report.copies)
    return replace(report, copies=copies)


def _fitting(facts: Sequence[tuple[str, str]], width: int, look: Look) -> Pieces:
    """Those of the facts, the first before the others, that fit in a line whole."""
    kept: list[tuple[str, str]] = []
    for fact in facts:
        if len(_flowing([*kept, fact], width, look)) == 1:
            kept.append(fact)
    return next(iter(_flowing(kept, width, look)), [])


def _flowing(facts: Sequence[tuple[str, str]], width: int, look: Look) -> list[Pieces]:
    """Facts in as few lines as hold them, none broken unless it is wider than a line."""
    dot = f" {look.marks.dot} "
    lines: list[Pieces] = []
    used = 0
    for text, role in facts:
        if lines and used + width_of(dot) + width_of(text) <= width:
            lines[-1] += [(dot, "muted"), (text, role)]
            used += width_of(dot) + width_of(text)
        else:
            lines.append(clipped([(text, role)], width, look.marks.ellipsis))
            used = width_of(text)
    return lines


def _count(number: int, thing: str, many: str | None = None) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {many or f'{thing}s'}"
