"""A few of the links, titles and addresses that the whole trial tries."""

from pathlib import Path

from tests.ordeal import addresses
from tests.ordeal.spellings import links, private_hosts, titles


def test_links_lead_where_they_say(tmp_path: Path) -> None:
    held = links(300, 1)
    assert list(addresses.followed(held)) == []
    assert list(addresses.run_by_program(held[:40], tmp_path)) == []


async def test_the_host_is_shown_first_where_it_could_deceive() -> None:
    assert await addresses.opened(links(11, 2)) == []


def test_files_stay_in_their_folder(tmp_path: Path) -> None:
    assert list(addresses.named(titles(300, 1))) == []
    assert list(addresses.written(titles(6, 2), tmp_path)) == []


def test_nothing_private_is_connected_to(tmp_path: Path) -> None:
    hosts = private_hosts(200, 1)
    assert list(addresses.fetched(hosts, 1)) == []
    assert list(addresses.led_on(hosts[:20])) == []
    assert list(addresses.through_program(hosts[:6], tmp_path)) == []


def test_the_trial_hears_a_connection() -> None:
    import socket

    with addresses._connections() as made, socket.socket() as one:
        one.connect_ex(("127.0.0.1", 9))
    assert made == [("127.0.0.1", 9)]
