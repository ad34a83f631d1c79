"""What works on values, guarded or not, and what becomes of work that is ended."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

__all__ = ["Closed", "InProcess", "Killed", "Worker"]

T = TypeVar("T")
R = TypeVar("R")


class Killed(Exception):  # noqa: N818 - what happened to the work, handed on as a value
    """The work took too long, too much memory, or took its process down; the message says which."""


class Closed(Killed):
    """The worker was closed before the work was done; nothing is wrong with it."""


class Worker(Protocol):
    """Something that applies a function to values and yields each value's result, or why there is none."""

    def map(self, function: Callable[[T], R], values: Iterable[T]) -> Iterator[R | Exception]:
        """The result for each value, in their order, taking values only as results are asked for.

        In place of a result stands the exception raised, or Killed. `function` is a module's own, not a lambda.
        """

    def submit(self, function: Callable[[T], R], value: T) -> Future[R | Exception]:
        """The result for one value, as soon as it is there; Killed or the exception raised as a value, too."""

    def close(self) -> None:
        """Stop what runs, at once."""


class InProcess:
    """Works in this very process, without any guard: for tests, and for input that is trusted."""

    def map(self, function: Callable[[T], R], values: Iterable[T]) -> Iterator[R | Exception]:
        """The result for each value, in their order; an exception in its place."""
        for value in values:
            yield self.submit(function, value).result()

    def submit(self, function: Callable[[T], R], value: T) -> Future[R | Exception]:
        """Work at once; the result is there when this returns."""
        from concurrent.futures import Future

        done: Future[R | Exception] = Future()
        try:
            done.set_result(function(value))
        except Exception as error:  # noqa: BLE001 - the caller judges it
            done.set_result(error)
        return done

    def close(self) -> None:
        """Nothing runs."""
