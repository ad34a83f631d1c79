"""The palette: every action, view, source, search and theme by a part of its name, what was used lately first."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from reader.actions import ACTIONS
from reader.ui.lately import ACTIONS as LATELY
from reader.ui.lately import SEARCHES
from reader.ui.opening import choosing
from reader.ui.opening.boxes import is_open
from reader.ui.opening.matching import Choice, roughly
from reader.ui.screens.picker import PickerScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.ui.screens.main import MainScreen

__all__ = ["choose_action"]

_LATELY = 5
"""How many that were used lately stand first while nothing is typed."""
_FOOT = "Enter calls it   Up Down move   Esc closes"


@dataclass(frozen=True, slots=True)
class _Call:
    """Something that can be called; it is what its name is."""

    name: str
    do: Callable[[], Awaitable[None] | None] = field(compare=False)


async def choose_action(screen: MainScreen) -> None:
    """Call something by its name."""

    async def chosen(call: _Call | None) -> None:
        if call is None:
            return
        screen.lately.note(LATELY, call.name)
        doing = call.do()
        if doing is not None:
            await doing

    def fill() -> None:
        if is_open(picker):
            picker.fill(_choices(screen))

    narrow = partial(roughly, lately=partial(_how_lately, screen.lately.of(LATELY)))
    picker = PickerScreen("Actions", _choices(screen), screen.marks, typing=True, narrow=narrow, foot=_FOOT)
    await screen.app.push_screen(picker, chosen)
    screen.knowing.renew(fill)


def _how_lately(names: Sequence[str], call: _Call) -> int:
    return len(names) - names.index(call.name) if call.name in names else 0


def _choices(screen: MainScreen) -> list[Choice[_Call]]:
    """All there is, in groups; what was used lately in one before them."""
    every = [*_actions(screen), *_views(screen), *_searches(screen), *_themes(screen)]
    by_name = {choice.value.name: choice for choice in every}
    names = [name for name in screen.lately.of(LATELY) if name in by_name][:_LATELY]
    first = [_lately(by_name[name]) for name in names]
    return [*first, *(choice for choice in every if choice.value.name not in names)]


def _lately(choice: Choice[_Call]) -> Choice[_Call]:
    from dataclasses import replace

    return replace(choice, group="Used lately")


def _actions(screen: MainScreen) -> Iterator[Choice[_Call]]:
    for action in ACTIONS:
        if action.palette:
            keys = tuple(screen.all_keys[action.name])
            call = _Call(f"do {action.name}", partial(screen.action_do, action.name))
            also = f"{action.name.replace('_', ' ')} {action.group}"
            yield Choice(action.label.capitalize(), call, action.help, " ".join(keys), "Actions", also, keys=keys)


def _views(screen: MainScreen) -> Iterator[Choice[_Call]]:
    for view in screen.knowing.views().values():
        call = _Call(f"go {view.name}", partial(choosing.go_to, screen, view))
        yield Choice(f"Go to: {view.name}", call, group="Go to", also=view.name)


def _searches(screen: MainScreen) -> Iterator[Choice[_Call]]:
    for query in screen.lately.of(SEARCHES):
        call = _Call(f"search {query}", partial(choosing.search, screen, query))
        yield Choice(f"Search: {query}", call, group="Searched lately", also=query)


def _themes(screen: MainScreen) -> Iterator[Choice[_Call]]:
    for one in screen.knowing.now.themes:
        call = _Call(f"theme {one.text}", partial(choosing.take_theme, screen, one.text))
        yield Choice(f"Theme: {one.text}", call, right=one.note, group="Themes", also=one.text)
