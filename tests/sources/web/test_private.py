"""Private addresses: in whatever form they come, no connection is made to them."""

import socket
from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.sources.web.exchange import FetchError, Request, Trouble
from reader.sources.web.fetcher import Fetcher
from reader.sources.web.private import is_private
from tests.sources.web.server import answer

PRIVATE = [
    *("127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255"),
    *("192.168.0.1", "169.254.169.254", "100.64.0.1", "100.127.255.255", "192.0.0.8", "192.0.2.1", "198.18.0.1"),
    *("198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "192.88.99.1"),
    *("::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:0:127.0.0.1", "fe80::1"),
    *("fe80::1%eth0", "fec0::1", "fc00::1", "fd12:3456::1", "ff02::1", "100::1", "2001:db8::1", "2001::1", "3fff::1"),
    *("2002:7f00:1::", "2002:a00:1::1", "2002:c0a8:101::", "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::1"),
    *("5f00::1", "4000::1", "", "nonsense", "127.1", "999.1.1.1"),
]
PUBLIC = [
    *(
        "1.1.1.1",
        "8.8.8.8",
        "100.63.255.255",
        "100.128.0.1",
        "172.15.255.255",
        "172.32.0.1",
        "192.0.1.1",
        "223.255.1.1",
    ),
    *(
        "2606:4700::1111",
        "2a00:1450:4001::200e",
        "::ffff:8.8.8.8",
        "2002:808:808::1",
        "64:ff9b::808:808",
        "2001:200::1",
    ),
]


@pytest.mark.parametrize("address", PRIVATE)
def test_these_are_private(address):
    assert is_private(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_these_are_public(address):
    assert not is_private(address)


@given(st.ip_addresses(v=4))
def test_an_address_is_judged_alike_in_whatever_it_is_carried(address: IPv4Address):
    judged = is_private(str(address))
    assert judged or address.is_global
    for prefix in ("::ffff:0:0", "64:ff9b::"):
        assert is_private(str(IPv6Address(int(IPv6Address(prefix)) | int(address)))) is judged
    assert is_private(str(IPv6Address(int(IPv6Address("2002::")) | int(address) << 80))) is judged


@given(st.ip_addresses(v=6))
def test_what_is_not_given_out_is_private(address: IPv6Address):
    carried = address.ipv4_mapped or address.sixtofour
    if not is_private(str(address)) and not carried and not str(address).startswith("64:ff9b::"):
        assert address.is_global


FORMS = [
    *(
        "127.0.0.1",
        "127.0.0.1.",
        "127.1",
        "127.0.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0177.0.0.1",
        "0x7F.0.0.0x1",
    ),
    *("017700000001", "0", "0.0.0.0", "localhost", "LOCALHOST", "localhost.", "127.000.000.001"),
    *(
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[0:0:0:0:0:ffff:127.0.0.1]",
        "[0::1]",
        "[::127.0.0.1]",
    ),
    *("127。0。0。1", "１２７.0.0.1", "①②⑦.0.0.1", "ⓛocalhost", "127.0.0.1%2e", "[64:ff9b::7f00:1]", "[2002:7f00:1::]"),
    *("0x7f.0x0.0x0.0x1", "[::ffff:0:0]", "127.127.127.127", "[fe80::1]", "169.254.169.254", "user@127.0.0.1"),
]


@pytest.mark.parametrize("form", FORMS)
def test_no_connection_is_made_however_it_is_written(serve, form):
    server = serve({"/": answer(200, b"secret")}, host="::" if socket.has_dualstack_ipv6() else "0.0.0.0")
    with Fetcher() as fetcher, pytest.raises(FetchError) as caught:
        fetcher.fetch(Request(f"http://{form}:{server.port}/"))
    assert caught.value.trouble in (Trouble.REFUSED, Trouble.OFFLINE)
    assert server.connections == 0


@pytest.mark.parametrize("form", ["127.0.0.1", "2130706433", "localhost", "0x7f.1"])
def test_it_says_what_allows_them_and_that_does(serve, form):
    server = serve({"/": answer(200, b"<rss/>")})
    with Fetcher() as fetcher, pytest.raises(FetchError) as caught:
        fetcher.fetch(Request(server.url(host=form)))
    assert "--allow-private or allow_private = true" in str(caught.value)
    with Fetcher(allow_private=True) as fetcher:
        assert fetcher.fetch(Request(server.url(host=form))).body == b"<rss/>"


def test_a_name_that_means_a_private_address_is_refused(serve):
    server = serve({"/": answer(200, b"secret")})
    looked_up = [(2, ("127.0.0.1", server.port)), (2, ("127.0.0.2", server.port))]
    with Fetcher(by_name=lambda host, port: looked_up) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.fetch(Request(server.url(host="rebound.example")))
    assert caught.value.trouble is Trouble.REFUSED
    assert server.connections == 0


def test_of_several_addresses_only_those_that_are_not_are_gone_to(serve):
    server, private = serve({"/": answer(200, b"<rss/>")}), serve({}, host="127.0.0.2")
    looked_up = [(2, ("127.0.0.2", private.port)), (2, ("127.0.0.1", server.port))]
    with Fetcher(by_name=lambda host, port: looked_up, refused=lambda address: address == "127.0.0.2") as fetcher:
        assert fetcher.fetch(Request("http://both.example/")).body == b"<rss/>"
    assert private.connections == 0


def test_the_address_that_is_connected_to_is_what_counts(serve):
    """As where the network itself leads elsewhere: what looked public before is seen to be private then."""
    server = serve({"/": answer(200, b"secret")})
    judged = iter([False, True])
    with Fetcher(refused=lambda address: next(judged)) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.fetch(Request(server.url()))
    assert caught.value.trouble is Trouble.REFUSED
    assert server.asked == []
