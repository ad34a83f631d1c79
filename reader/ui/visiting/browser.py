"""Handing an address to a browser: apart from the screen, or in its place where it is one for a terminal."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING

from reader.ui.work import apart

if TYPE_CHECKING:
    from reader.ui.app import ReaderApp

__all__ = ["hand_over", "start"]

_IN_TERMINAL = frozenset({"browsh", "carbonyl", "elinks", "links", "links2", "lynx", "w3m", "www-browser"})
"""Browsers that show a page in the terminal they are started in."""
_START = "import sys, webbrowser; sys.exit(not webbrowser.open(sys.argv[1]))"
_SOON = 1.0
"""Seconds after which a browser that goes on is taken to show the page: many end only when they are closed."""
_NONE = "There is no browser here to open it in; $BROWSER can name one"


async def hand_over(app: ReaderApp, host: str, url: str) -> None:
    """Open an address at a host in the browser, and say what came of it."""
    if await asyncio.wrap_future(apart(_is_for_terminal)):
        opened = _lend_terminal(app, url)
    else:
        starting = asyncio.wrap_future(apart(partial(start, url)))
        await asyncio.wait({starting}, timeout=_SOON)
        opened = not starting.done() or starting.result()
    if opened:
        app.main.say(f"Opened {host} in the browser.")
    else:
        app.main.say(f"{host} was not opened. {_NONE}.", "warning")


def start(url: str) -> bool:
    """Start the browser on an address with nothing of ours in its hands, and wait until it ends or hands over itself.

    False where there is none that would take it.
    """
    nothing = subprocess.DEVNULL
    command = [sys.executable, "-I", "-c", _START, url]
    ended = subprocess.run(  # noqa: S603  # an address that was looked at, and no shell
        command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True, check=False
    )
    return not ended.returncode


def _is_for_terminal() -> bool:
    """Whether the browser one would get is; asks the system, which may take a moment."""
    import webbrowser

    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    return PurePath(getattr(browser, "name", "")).name in _IN_TERMINAL


def _lend_terminal(app: ReaderApp, url: str) -> bool:
    import webbrowser

    with app.suspend():
        return webbrowser.open(url)
