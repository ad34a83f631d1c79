"""What makes an entry the same next time, and what is not read again."""

import random

import pytest

from tests.sources.feeds.feedtext import atom, names, read, rss

KINDS = {
    "rss": lambda items: rss(*items),
    "atom": lambda items: atom(*items),
    "unusual": lambda items: rss(*(f"{item}<description><p>Naked <b>markup</b></p></description>" for item in items)),
    "damaged": lambda items: rss(*items).removesuffix("</channel></rss>") + "<b>",
    "json": lambda items: (
        '{"version":"https://jsonfeed.org/version/1","title":"t","items":['
        + ",".join(f'{{"id":"{number}","title":"{number}","content_text":"{len(item)}"}}'
                   for number, item in enumerate(items)) + "]}"
    ),
}  # fmt: skip
ITEMS = [
    f"<title>Title {n}</title><guid isPermaLink='false'>g{n}</guid><id>g{n}</id><link>https://d.example/{n}</link>"
    for n in range(6)
]
SAME = [f"<title>{n}</title><guid isPermaLink='false'>same</guid><link>https://d.example/{n}</link>" for n in range(4)]
NAMELESS = ["<title>Open thread</title><pubDate>Wed, 14 Oct 2026 07:30:00 GMT</pubDate>",
            "<title>Open thread</title><pubDate>Thu, 15 Oct 2026 07:30:00 GMT</pubDate>",
            "<title>Open thread</title><description>No date.</description>",
            "<description>Neither date nor title.</description>"]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<guid>http://d.example/1</guid>", "<guid>https://d.example/1</guid>"),
        ("<guid>https://d.example/1?utm_source=rss&amp;p=2</guid>", "<guid>https://d.example/1?p=2</guid>"),
        ("<link>http://www.d.example/1</link>", "<link>https://d.example/1/?fbclid=x#xtor=RSS-1</link>"),
        ("<link>https://d.example/1?b=2&amp;a=1</link>", "<link>https://D.example:443/1?a=1&amp;b=2&amp;mc_cid=7</link>"),
        ("<link>/1</link>", "<link>https://d.example/1</link>"),
        ("<guid isPermaLink='false'> g </guid><link>/1</link>", "<guid isPermaLink='false'>g</guid><link>/2</link>"),
        ("<title>Storm</title><pubDate>Wed, 14 Oct 2026 07:30:00 +0100</pubDate><description>a</description>",
         "<title>STORM</title><pubDate>Wed, 14 Oct 2026 06:30:00 GMT</pubDate><description>b</description>"),
    ],
)  # fmt: skip
def test_the_same_entry_keeps_its_name(one: str, other: str) -> None:
    assert names(rss(one)) == names(rss(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<guid isPermaLink='false'>g1</guid>", "<guid isPermaLink='false'>g2</guid>"),
        ("<link>https://d.example/a#v1</link>", "<link>https://d.example/a#v2</link>"),
        ("<guid>https://d.example/?p=1</guid>", "<guid>https://d.example/?p=2</guid>"),
        (NAMELESS[0], NAMELESS[1]),
    ],
)
def test_others_have_other_names(one: str, other: str) -> None:
    assert names(rss(one)) != names(rss(other))
    assert len(set(names(rss(one, other)))) == 2


@pytest.mark.parametrize("items", [SAME, NAMELESS], ids=["sharing", "nameless"])
def test_names_depend_neither_on_order_nor_on_what_is_known(items: list[str]) -> None:
    whole = read(rss(*items))
    told = {entry.mark: entry.name for entry in whole.entries}
    assert len(set(told.values())) == len(items)
    shuffled = random.Random(7).sample(items, len(items))
    assert {entry.mark: entry.name for entry in read(rss(*shuffled)).entries} == told
    for entry in whole.entries:
        (again,) = read(rss(*items), tuple(set(told) - {entry.mark})).entries
        assert again == entry


def test_an_entry_that_stands_twice_letter_for_letter_is_one() -> None:
    first = ITEMS[0]
    assert names(rss(first, ITEMS[1], first)) == names(rss(first, ITEMS[1]))
    later = f"{first}<!-- as it was --><category>x</category>"
    feed = read(rss(first, later))
    assert len({entry.name for entry in feed.entries}) == len(feed.entries)


def test_a_name_may_be_as_long_as_it_likes_and_is_kept_short() -> None:
    one, other = names(rss(f"<guid>{'x' * 9000}1</guid>", f"<guid>{'x' * 9000}2</guid>"))
    assert one != other
    assert len(one) < 300


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_known_is_held_and_not_read_again(kind: str) -> None:
    data = KINDS[kind](ITEMS)
    first = read(data)
    marks = tuple(entry.mark for entry in first.entries)
    assert len(set(marks)) == len(ITEMS)
    assert first.held == ()
    again = read(data, marks)
    assert (again.entries, again.held, again.title) == ((), marks, first.title)
    for known in (marks[1:], marks[:3], marks[::2]):
        some = read(data, known)
        assert some.entries == tuple(entry for entry in first.entries if entry.mark not in known)
        assert some.held == known


@pytest.mark.parametrize("kind", ["rss", "atom", "unusual"])
def test_a_mark_is_of_the_entry_alone(kind: str) -> None:
    data = KINDS[kind](ITEMS)
    marks = tuple(entry.mark for entry in read(data).entries)
    moved = data.replace("Chronicle", "Chronicle, late edition").replace("</item>", "</item>\n\n")
    assert read(moved, marks).entries == ()


@pytest.mark.parametrize(
    "change",
    [
        ("Title 3", "Title three"),
        ("<title>Title 3", "<title type='html'>Title 3"),
        ("https://d.example/3", "https://d.example/3?x"),
        ("<title>Title 3</title>", "<title>Title 3</title><category>New</category>"),
    ],
)
def test_any_change_of_an_entry_makes_it_new_under_its_name(change: tuple[str, str]) -> None:
    first = read(rss(*ITEMS))
    marks = tuple(entry.mark for entry in first.entries)
    edited = read(rss(*ITEMS).replace(*change), marks)
    assert [entry.name for entry in edited.entries] == ["g3"]
    assert len(edited.held) == 5


def test_content_is_the_same_under_another_name_with_other_markup() -> None:
    text = "It rained in the upper valley for the third day, and the ferry between the two harbours did not go. " * 2
    one, other = read(
        rss(
            f"<guid>1</guid><title>Storm</title><description>&lt;p&gt;{text}&lt;/p&gt;</description>",
            f"<guid>2</guid><title>STORM</title><description>&lt;div&gt;{text} &lt;/div&gt;</description>",
        )
    ).entries
    assert one.content == other.content
    assert one.mark != other.mark


def test_short_entries_of_one_title_are_not_of_one_content() -> None:
    one, other = read(
        rss("<guid>1</guid><title>Open thread</title>", "<guid>2</guid><title>Open thread</title>")
    ).entries
    assert one.content != other.content


def test_a_feed_that_breaks_for_once_keeps_its_names() -> None:
    whole = rss(*ITEMS, *SAME)
    broken = whole.replace("Title 5", "Title <b>5")
    assert names(broken) == names(whole)
