"""Files that come with an entry, and what it is filed under."""

import pytest

from reader.cleaning.clean import clean
from reader.model import Attachment
from tests.sources.feeds.feedtext import atom, document, only, rss

MEDIA = "xmlns:media='http://search.yahoo.com/mrss/' xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'"
SHOW = Attachment("https://d.example/show.mp3", "audio/mpeg", 12_345_678)


def files(data: str) -> tuple[Attachment, ...]:
    return only(data).facts.attachments


@pytest.mark.parametrize(
    "data",
    [
        rss("<title>x</title><enclosure url='/show.mp3' type='audio/mpeg' length='12345678'/>"),
        rss("<title>x</title><media:content url='/show.mp3' type='AUDIO/mpeg' fileSize=' 12345678 '/>", root=MEDIA),
        rss("<title>x</title><media:group><media:content url='/low.mp3' type='audio/mpeg'/><media:content "
            "isDefault='true' url='/show.mp3' type='audio/mpeg' fileSize='12345678'/></media:group>", root=MEDIA),
        rss("<title>x</title><enclosure url='/show.mp3' type='audio/mpeg' length='12345678'/>"
            "<media:content url='https://d.example/show.mp3'/>", root=MEDIA),
        atom("<title>x</title><link rel='enclosure' href='/show.mp3' type='audio/mpeg' length='12345678'/>"),
        ('{"version":"https://jsonfeed.org/version/1","items":[{"id":1,"title":"x","attachments":[{"url":'
         '"https://d.example/show.mp3","mime_type":"audio/mpeg","size_in_bytes":12345678}]}]}'),
        rss("<title>x</title><description><p>naked</p></description><enclosure url='/show.mp3' type='audio/mpeg' "
            "length='12345678'/>"),
    ],
)  # fmt: skip
def test_a_file_in_every_format(data: str) -> None:
    assert files(data) == (SHOW,)


@pytest.mark.parametrize(
    ("attributes", "found"),
    [
        ("url='javascript:alert(1)'", ()),
        ("url='file:///etc/passwd'", ()),
        ("url=''", ()),
        ("url='https://d.example/a' length='-1' type='audio'", (Attachment("https://d.example/a"),)),
        ("url='https://d.example/a' length='0' type='a/b; c=d'", (Attachment("https://d.example/a"),)),
        ("url='https://d.example/a' length='9999999999999999999'", (Attachment("https://d.example/a"),)),
    ],
)
def test_what_is_stated_is_taken_only_where_it_makes_sense(attributes: str, found: tuple[Attachment, ...]) -> None:
    assert files(rss(f"<title>x</title><enclosure {attributes}/>")) == found


def test_there_are_no_more_than_a_person_looks_at() -> None:
    many = "".join(f"<enclosure url='/{n}.mp3'/><category>c{n}</category>" for n in range(50))
    facts = only(rss(f"<title>x</title>{many}")).facts
    assert (len(facts.attachments), len(facts.categories)) == (20, 20)


def test_a_picture_that_the_text_holds_is_not_told_of_again() -> None:
    item = "<title>x</title><media:content url='https://i.example/a.jpg?w=1200' medium='image'/>"
    shown = "<description>&lt;img src='https://i.example/a.jpg?w=300'&gt;Rain.</description>"
    assert files(rss(item + shown, root=MEDIA)) == ()
    assert files(rss(item, root=MEDIA)) == (Attachment("https://i.example/a.jpg?w=1200"),)


def test_a_file_may_have_a_title() -> None:
    item = (
        "<title>x</title><media:content url='/a.jpg'><media:title>The &amp;amp; harbour</media:title></media:content>"
    )
    assert files(rss(item, root=MEDIA))[0].title == "The & harbour"


@pytest.mark.parametrize(
    ("written", "categories"),
    [
        ("<category>World</category><category>Travel</category><category>world</category>", ("World", "Travel")),
        ("<category domain='x'>AT&amp;amp;T</category><category/>", ("AT&T",)),
        ("<itunes:keywords>rain, wind ,</itunes:keywords>", ("rain", "wind")),
        ("<category>http://schemas.example/kind#post</category>", ()),
        ("<category>&#8238;evil</category>", ("evil",)),
    ],
)
def test_what_it_is_filed_under(written: str, categories: tuple[str, ...]) -> None:
    assert only(rss(f"<title>x</title>{written}", root=MEDIA)).facts.categories == categories


def test_both_come_into_the_article() -> None:
    data = rss("<title>x</title><description>Rain fell.</description><category>Weather</category>"
               "<enclosure url='/show.mp3' type='audio/mpeg' length='12345678'/>")  # fmt: skip
    article = clean(document(data))
    assert (article.categories, article.attachments, article.text) == (("Weather",), (SHOW,), "Rain fell.")
