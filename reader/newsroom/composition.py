"""What a newsroom is made of. Each part is made, and what it needs is loaded, when it is first used."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from reader.guard import Guard, cores
from reader.paths import Home
from reader.store.archive import Archive

if TYPE_CHECKING:  # what is heavy to load is loaded when it is first needed
    from reader.config import Config
    from reader.newsroom.annotating import Annotating
    from reader.newsroom.backup import Backups
    from reader.newsroom.corrections import Corrections
    from reader.newsroom.gathering import Gathering
    from reader.newsroom.intake import Intake
    from reader.newsroom.keeping import Keeping
    from reader.newsroom.muting import Muting
    from reader.newsroom.novelty import Novelties
    from reader.newsroom.online import Online
    from reader.newsroom.pictures import Pictures
    from reader.newsroom.preparing import Preparing
    from reader.newsroom.register import Register
    from reader.newsroom.relating import Relating
    from reader.newsroom.searches import Searches
    from reader.newsroom.settling import Settling
    from reader.newsroom.stories import Stories
    from reader.newsroom.subscriptions import Subscriptions
    from reader.newsroom.teaching import Teaching
    from reader.store.muted import Rule
    from reader.store.shelf import Shelf

__all__ = ["Composition"]


class Composition:
    """The parts of one library, and which of them needs which."""

    def __init__(self, home: Home, config: Config, now: Callable[[], datetime], *, apart: bool = False) -> None:
        """`apart`: long work is done in another process, so that a screen can answer meanwhile."""
        self._home = home
        self._config = config
        self._now = now
        self._elsewhere = apart
        self._archive = Archive(home.archive_file, now, self._mutes)
        self._guard = Guard(workers=cores())

    @cached_property
    def _shelf(self) -> Shelf:
        from reader.store.shelf import Shelf

        return Shelf(self._home.shelf_file, self._now)

    @cached_property
    def _register(self) -> Register:
        from reader.newsroom.register import Register

        return Register(self._archive, self._shelf, self._now)

    @cached_property
    def _keeping(self) -> Keeping:
        from reader.newsroom.keeping import Keeping

        return Keeping(self._archive, self._shelf, self._now)

    @cached_property
    def _intake(self) -> Intake:
        from reader.newsroom.intake import Intake

        return Intake(self._archive, self._guard, apart=self._apart)

    @cached_property
    def _preparing(self) -> Preparing:
        from reader.newsroom.preparing import Preparing

        return Preparing(self._archive, self._guard, self._intake.learning, self._intake.copying)

    @cached_property
    def _settling(self) -> Settling:
        from reader.newsroom.settling import Settling

        intake, resolving = self._intake, self._relating.resolving
        return Settling(self._archive, intake.copying, intake.learning, resolving, self._corrections)

    @cached_property
    def _gathering(self) -> Gathering:
        from reader.newsroom.apart import Apart
        from reader.newsroom.gathering import Gathering
        from reader.store.turn import Turn

        return Gathering(
            self._archive,
            self._shelf,
            self._now,
            self._register,
            intake=lambda: self._intake,
            preparing=lambda: self._preparing,
            settling=lambda: self._settling,
            online=lambda: self._online,
            turn=Turn(self._home.archive_file, "look"),
            catching_up=Turn(self._home.archive_file, "catch-up"),
            apart=Apart(self._home, self._config) if self._elsewhere else None,
        )

    @cached_property
    def _online(self) -> Online:
        from reader.newsroom.online import Online

        subscriptions = lambda: self.subscriptions  # noqa: E731
        return Online(self._archive, self._shelf, self._guard, self._now, self._config, subscriptions)

    @cached_property
    def _relating(self) -> Relating:
        from reader.newsroom.relating import Relating

        return Relating(self._archive, self._corrections)

    @cached_property
    def novelty(self) -> Novelties:
        """What in an article is new to the one reading it."""
        from reader.newsroom.novelty import Novelties

        return Novelties(self._archive)

    @cached_property
    def teaching(self) -> Teaching:
        """The rules about lines: seeing them, making them, undoing them."""
        from reader.newsroom.teaching import Teaching

        return Teaching(self._archive, self._shelf, self._now)

    @cached_property
    def stories(self) -> Stories:
        """The stories: reading, following and correcting them."""
        from reader.newsroom.stories import Stories

        regroup = lambda said: self._settling.corrected(said)  # noqa: E731, PLW0108 - made when first needed
        return Stories(self._archive, self._shelf, self._now, self.find, self.novelty, regroup)

    @cached_property
    def subscriptions(self) -> Subscriptions:
        """Sources as a person keeps them: named, tagged, paused, and whole lists of them in and out."""
        from reader.newsroom.subscriptions import Subscriptions

        return Subscriptions(self._archive, self._shelf, self._guard, self._now)

    @cached_property
    def muting(self) -> Muting:
        """The rules that keep articles out of the lists: seeing them, making them, lifting them."""
        from reader.newsroom.muting import Muting

        return Muting(self._archive, self._shelf, self._now)

    @cached_property
    def annotating(self) -> Annotating:
        """Tags and notes of articles: seeing them, writing them, taking them away."""
        from reader.newsroom.annotating import Annotating

        return Annotating(self._archive, self._shelf, self._now)

    @cached_property
    def searches(self) -> Searches:
        """The searches kept under a name."""
        from reader.newsroom.searches import Searches

        return Searches(self._shelf, self._now)

    @property
    def pictures(self) -> Pictures:
        """Pictures of articles, fetched when somebody wants to see them."""
        return self._online.pictures

    @cached_property
    def backups(self) -> Backups:
        """All that a person made, in one file and back."""
        from reader.newsroom.backup import Backups

        regroup = lambda said: self._settling.corrected(said)  # noqa: E731, PLW0108 - made when first needed
        return Backups(self._archive, self._shelf, self._now, regroup)

    def _corrections(self) -> Corrections:
        from reader.newsroom.corrections import corrections

        return corrections(self._shelf)

    def _apart(self) -> frozenset[frozenset[str]]:
        return self._corrections().strangers

    def _mutes(self) -> Sequence[Rule]:
        return self.muting.rules()

    @abstractmethod
    def find(self, target: str) -> str:
        """The id of the article a person means."""
