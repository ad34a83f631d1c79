"""Waiting for an answer of the library where there is nothing to go on with until it comes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.newsroom import Newsroom
    from reader.ui.work import Desk

__all__ = ["answer"]

T = TypeVar("T")


async def answer(desk: Desk, what: str, call: Callable[[Newsroom], T]) -> T:
    """Ask, and give the answer; raises what the library raises."""
    if not desk.ready:
        raise ReaderError("The library is still being opened; try again in a moment.")
    coming: asyncio.Future[T] = asyncio.get_running_loop().create_future()

    def ask(newsroom: Newsroom) -> T | ReaderError:
        try:
            return call(newsroom)
        except Exception as error:  # noqa: BLE001  # whoever waits is told
            return error if isinstance(error, ReaderError) else ReaderError(f"{what} failed: {error!r}")

    def give(answered: T | ReaderError) -> None:
        if coming.done():
            return
        if isinstance(answered, ReaderError):
            coming.set_exception(answered)
        else:
            coming.set_result(answered)

    desk.ask("answer", what, ask, give, exclusive=False)
    return await coming
