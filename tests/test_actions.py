import pytest

from reader.actions import ACTIONS, key_label, keymap
from reader.errors import ConfigError

CONTRACT = {
    "j": "down",
    "k": "up",
    "h": "pane_left",
    "l": "pane_right",
    "tab": "pane_right",
    "shift+tab": "pane_left",
    "g": "top",
    "G": "bottom",
    "space": "page_down",
    "ctrl+d": "page_down",
    "ctrl+u": "page_up",
    "enter": "open",
    "n": "next_unread",
    "p": "previous_unread",
    "slash": "search",
    "f": "filter",
    "o": "browser",
    "y": "copy_address",
    "x": "cuts",
    "z": "zen",
    "b": "bookmark",
    "s": "bookmark",
    "m": "toggle_read",
    "A": "mark_all_read",
    "U": "undo",
    "H": "back",
    "ctrl+o": "back",
    "L": "forward",
    "v": "views",
    "a": "add",
    "i": "source",
    "E": "editions",
    "R": "refresh",
    "r": "refresh_source",
    "colon": "command",
    "ctrl+p": "palette",
    "question_mark": "help",
    "T": "theme",
    "q": "leave",
    "Q": "quit",
}


@pytest.mark.parametrize(("key", "action"), CONTRACT.items())
def test_the_keys_of_the_contract(key: str, action: str) -> None:
    assert key in keymap({})[action]


def test_names_are_unique_and_every_action_says_what_it_does() -> None:
    names = [action.name for action in ACTIONS]
    assert len(names) == len(set(names))
    for action in ACTIONS:
        assert action.keys
        assert action.label
        assert action.help.endswith(".")


def test_an_override_takes_the_place_of_the_default() -> None:
    keys = keymap({"bookmark": "B", "search": ["/", "f3"]})
    assert keys["bookmark"] == ("B",)
    assert keys["search"] == ("slash", "f3")
    assert keys["down"] == ("j", "down")


def test_two_actions_may_swap_their_keys() -> None:
    keys = keymap({"down": "k", "up": "j"})
    assert (keys["down"], keys["up"]) == (("k",), ("j",))


def test_an_unknown_action_is_named_with_its_nearest() -> None:
    with pytest.raises(ConfigError, match=r'bookmrk: there is no such action \(did you mean "bookmark"\?\)'):
        keymap({"bookmrk": "B"})


@pytest.mark.parametrize("key", ["pgdwn", "", "ctrl+", "ctrl+pgdwn", "gg", "\n", "ctrl+ "])
def test_an_unknown_key_is_refused(key: str) -> None:
    with pytest.raises(ConfigError, match=r"\[keys\] bookmark: .* is not a key"):
        keymap({"bookmark": key})


def test_a_clash_names_both_actions_and_the_key() -> None:
    with pytest.raises(ConfigError, match='"m" is the key of both bookmark and toggle_read'):
        keymap({"bookmark": "m"})


def test_a_clash_is_seen_within_a_list_of_keys() -> None:
    with pytest.raises(ConfigError, match=r'"\?" is the key of both'):
        keymap({"bookmark": ["B", "question_mark"]})


@pytest.mark.parametrize(
    ("key", "label"), [("slash", "/"), ("ctrl+p", "^p"), ("G", "G"), ("f5", "F5"), ("question_mark", "?")]
)
def test_keys_are_shown_as_people_write_them(key: str, label: str) -> None:
    assert key_label(key) == label


def test_in_plain_ascii_arrows_are_words() -> None:
    assert key_label("down") == "↓"
    assert key_label("down", plain=True) == "Down"
    assert all(key_label(key, plain=True).isascii() for keys in keymap({}).values() for key in keys)


@pytest.mark.parametrize(
    ("key", "complaint"),
    [
        ("ctrl+i", r"a terminal sends \^i as tab; take another key"),
        ("ctrl+m", r"a terminal sends \^m as enter"),
        ("ctrl+h", r"a terminal sends \^h as backspace"),
        ("ctrl+[", r"a terminal sends \^\[ as escape"),
        ("shift+a", r'with shift it is another letter; write "A"'),
        ("ctrl+A", r"a terminal knows no capitals with ctrl; write ctrl\+a"),
        ("super+x", r"does not send the super key"),
        ("ctrl+1", r"most terminals send \^1 as something else"),
        ("ctrl+/", r"most terminals send \^/ as something else"),
        ("g g", r"'g g' are several keys; an action is called by a single one"),
    ],
)
def test_what_a_terminal_cannot_send_is_refused(key: str, complaint: str) -> None:
    with pytest.raises(ConfigError, match=rf"\[keys\] bookmark: .*{complaint}"):
        keymap({"bookmark": key})


@pytest.mark.parametrize("key", ["ctrl+n", "ctrl+]", "ctrl+backslash", "alt+x", "shift+f5", "ctrl+f5", "alt+enter"])
def test_what_a_terminal_sends_is_taken(key: str) -> None:
    assert len(keymap({"bookmark": key})["bookmark"]) == 1


def test_keys_can_be_taken_from_an_action_and_given_to_another() -> None:
    keys = keymap({"toggle_read": [], "bookmark": "m"})
    assert (keys["toggle_read"], keys["bookmark"]) == ((), ("m",))


@pytest.mark.parametrize(
    ("overrides", "complaint"),
    [
        ({"close": []}, "close: needs a key"),
        ({"quit": [], "leave": []}, "quit: it or leave needs a key"),
        ({"command": [], "story": []}, "command: needs a key, for story has none"),
    ],
)
def test_there_is_always_a_way_out(overrides: dict[str, list[str]], complaint: str) -> None:
    with pytest.raises(ConfigError, match=complaint):
        keymap(overrides)
    assert keymap({"quit": []})["leave"] == ("q",)
