"""newsboat's `urls`: feeds, tags and names are taken, commands never run."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model import Skipped
from reader.sources.subscriptions.newsboat import looks_like_urls, read_urls
from reader.sources.subscriptions.subscription import Subscription
from reader.text import safe

A = "https://a.example/feed"


def read(text: str) -> tuple[Subscription, ...]:
    found = read_urls(text, "urls")
    assert found.refused == ()
    return found.subscriptions


def refused(text: str) -> tuple[Skipped, ...]:
    return read_urls(text, "urls").refused


@pytest.mark.parametrize(
    ("line", "title", "tags"),
    [
        (A, None, ()),
        (f"  {A}\t\r", None, ()),
        (f"{A} news sea", None, ("news", "sea")),
        (f'{A} news "local news" NEWS', None, ("news", "local news")),
        (f'{A} "~The Post" news', "The Post", ("news",)),
        (f"{A} ~Post", "Post", ()),
        (f'{A} ~First "~Second"', "First", ()),
        (f'{A} ! !hidden "!very hidden" seen', None, ("seen",)),
        (f'"{A}" tag', None, ("tag",)),
        (f'{A} "~A \\"B\\" \\\\ C\\tD"', 'A "B" \\ C D', ()),
        (f"{A} news # what they say", None, ("news",)),
        (f"{A} c#", None, ("c#",)),
        (f'{A} "never closed', None, ("never closed",)),
        (f'{A} "~a\\', "a", ()),
        (f'{A} "~"', None, ()),
        (f'{A} "~{A}"', None, ()),
        (f'{A} "~\x1b[2JPost\u202e"', "Post", ()),
        (f'{A} ""', None, ()),
    ],
)
def test_what_a_line_says(line: str, title: str | None, tags: tuple[str, ...]) -> None:
    assert read(line) == (Subscription(A, title, tags),)


def test_comments_and_blank_lines_say_nothing() -> None:
    assert read(f'# {A} x\n\n \t \r\n   # more\n{A}\r\n""\n'.replace('""\n', "")) == (Subscription(A),)


def test_line_breaks_of_every_kind_part_lines() -> None:
    assert [one.url[-1] for one in read("https://e.org/1\r\nhttps://e.org/2\rhttps://e.org/3\nhttps://e.org/4")] == [
        *"1234"
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (
            '"exec:curl -u me:hush https://a.example"',
            "exec: is a command whose output is the feed, and Reader runs none",
        ),
        ("exec:/bin/rm tag", "exec: is a command"),
        ("EXEC:/bin/rm", "exec: is a command"),
        ("filter:~/hush.sh:https://a.example/", "filter: sends a feed through a command"),
        ('"query:Unread:unread = \\"yes\\""', "query: is a question to newsboat"),
        ("file:///etc/hush", "file: names a file; 'reader add PATH'"),
        ("ftp://a.example/f", "ftp://a.example/f: is no address of the web"),
        ("nonsense", "nonsense: is no address of the web"),
        ('""', "names no address"),
        ("https://me:hush@a.example/f tag", "https://a.example/f: a login does not belong in an address"),
        ("https://hush@a.example/f?token=hush", "[logins]"),
    ],
)
def test_what_cannot_be_had_is_refused_with_its_line_and_without_secrets(line: str, reason: str) -> None:
    found = read_urls(f"{A}\n\n{line}\nhttps://b.example/f\n", "urls")
    assert [one.url for one in found.subscriptions] == [A, "https://b.example/f"]
    (one,) = found.refused
    assert (one.path, one.failed) == ("urls line 3", True)
    assert reason in one.reason
    assert "hush" not in one.reason


def test_too_many_lines_are_told_once() -> None:
    found = read_urls(f"{A}\n" * 20_005, "urls")
    assert len(found.subscriptions) == 20_000
    assert [(one.path, one.reason) for one in found.refused] == [
        ("urls line 20001", "only the first 20,000 lines were read")
    ]


@pytest.mark.parametrize(
    "text",
    [
        A,
        f"# mine\n\n{A}\n",
        f'"exec:x"\n"query:a:b"\n{A}',
        f"{A}\n{A}\nnonsense",
        "filter:x:https://a.example",
        "feed:x",
    ],
)
def test_a_list_is_told(text: str) -> None:
    assert looks_like_urls(text)


@pytest.mark.parametrize(
    "text", ["", "# only a remark", f"{A}\n\nA headline\n\nSome text.", "Some text.", "{}", "https", f"see {A}"]
)
def test_other_texts_are_told_from_one(text: str) -> None:
    assert not looks_like_urls(text)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200) | st.text(alphabet='a"\\ #~!:/\t\r\n', max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    looks_like_urls(text)
    found = read_urls(f"{A} {text}", "urls")
    for one in found.subscriptions:
        assert one.url.startswith(("http://", "https://"))
        assert all(safe(said) == said for said in (one.title or "", *one.tags))
    assert all(safe(one.reason) == one.reason for one in found.refused)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.text(alphabet=st.characters(codec="ascii", exclude_characters="\r\n"), min_size=1, max_size=20), max_size=4
    )
)
def test_what_is_in_quotes_comes_back_as_it_was(labels: list[str]) -> None:
    labels = [" ".join(safe(label).split()) for label in labels]
    labels = [label for label in labels if label and label[0] not in "~!"]
    quoted = [f'"{label.replace(chr(92), chr(92) * 2).replace(chr(34), chr(92) + chr(34))}"' for label in labels]
    (one,) = read(" ".join([A, *quoted]))
    assert {tag.casefold() for tag in one.tags} == {label.casefold() for label in labels}
