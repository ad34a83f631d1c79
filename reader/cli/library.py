"""Opening the library for a command."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime

from reader.cli.console import Console
from reader.config import Config, load
from reader.newsroom import Newsroom, open_newsroom
from reader.paths import home
from reader.query import Query, parse_query

__all__ = ["library", "query"]


@contextmanager
def library(args: Namespace, console: Console, *, online: bool = False) -> Iterator[Newsroom]:
    """The library that --home or the environment names, open; what went wrong in opening it is told.

    `online`: it may ask servers, as the settings and --allow-private say. Raises ConfigError.
    """
    place = home(args.home)
    config = _online(args, load(place.config_file)) if online else None
    with closing(open_newsroom(place, config)) as newsroom:
        for notice in newsroom.notices:
            console.complain(notice)
        yield newsroom


def _online(args: Namespace, config: Config) -> Config:
    return replace(config, allow_private=config.allow_private or args.allow_private)


def query(words: list[str]) -> Query:
    """What the words ask for; raises QueryError."""
    return parse_query(" ".join(words), datetime.now().astimezone().date())
