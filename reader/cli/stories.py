"""`reader stories`: what several articles tell of, followed stories with news first."""

from __future__ import annotations

from argparse import Namespace

from reader.cli import record, table
from reader.cli.arguments import most
from reader.cli.console import Console
from reader.cli.library import library, query
from reader.model import Story

__all__ = ["run"]


def run(args: Namespace, console: Console) -> int:
    """Print the stories; returns the exit status."""
    asked = query(args.query)
    limit = most(args)
    written = 0
    with library(args, console) as newsroom:
        found = newsroom.stories.each(asked, limit, followed=args.followed, whole=args.json)
        for written, (story, reports) in enumerate(found, 1):  # noqa: B007  # counts
            if args.json:
                console.record(record.story(story, reports))
            else:
                _print(story, console)
    if not written and console.pretty:
        console.complain(_nothing(args))
    return 0


def _print(story: Story, console: Console) -> None:
    if console.pretty:
        news = f"{story.new} new" if story.new else "F" if story.followed else ""
        others = f" +{len(story.sources) - 1}" if len(story.sources) > 1 else ""
        sources = table.fit(story.sources[0], 16 - len(others)).rstrip() + others if story.sources else ""
        fields = (story.id[:10], record.day(story.last), news, f"{story.articles:>4}", sources, story.name)
        table.row(console, fields, (10, 10, 6, 4, 16), strong=story.unread > 0)
        return
    times = (record.iso(story.first) or "", record.iso(story.last) or "")
    counts = (str(story.articles), str(story.copies), str(story.unread))
    followed = ("followed" if story.followed else "", str(story.new))
    table.row(console, (story.id, *times, *counts, *followed, ", ".join(story.sources), story.name), ())


def _nothing(args: Namespace) -> str:
    if args.query:
        return "no story matches"
    if args.followed:
        return "nothing is followed; reader follow STORY follows a story"
    return "there are no stories: none of the articles held tell of the same event"
