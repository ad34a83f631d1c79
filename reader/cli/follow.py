"""`reader follow`: follow stories."""

from __future__ import annotations

from argparse import Namespace

from reader.cli.acknowledge import each_done
from reader.cli.console import Console
from reader.cli.library import library

__all__ = ["run"]


def run(args: Namespace, console: Console) -> int:
    """Follow each story; returns the exit status."""
    with library(args, console) as newsroom:

        def work(target: str) -> tuple[str, str]:
            story, _ = newsroom.stories.story(target)
            newsroom.stories.follow(target)
            return story.id, story.name

        return each_done(args, console, "followed", work)
