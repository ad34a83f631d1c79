"""Related lists are found by shape and place, in any wording."""

import pytest

from reader.cleaning.blocks import Line
from reader.cleaning.pointers import find
from reader.model import Block, BlockKind

BODY = (
    "The council closed the bridge on Sunday night after divers found a crack.",
    "Engineers measured it twice, and the second figure was worse.",
    "Ferries will run every ten minutes until the inspection is over.",
    "Nobody was hurt, the harbour master said.",
)


def lines(*texts: str) -> list[Line]:
    return [Line(Block.of(text)) for text in texts]


def linked(text: str, url: str = "https://harbour.example/a") -> Line:
    return Line(Block.of(text), links=((text, url),))


@pytest.mark.parametrize(
    "opener",
    [
        "Read more:",
        "Read extra:",
        "Learn additional:",
        "Lesen Sie auch:",
        "Czytaj także:",
        "Читайте также:",
        "Peruse these morsels:",
        "関連記事",
        "Lire aussi :",
        "RELATED STORIES",
        "More Great Harbour Stories",
        "Самые популярные причалы",
    ],
)
def test_a_list_at_the_end_is_found_whatever_its_words(opener: str) -> None:
    headlines = ("Ferry queues stretch to the fish market", "Council puts off repainting the bridge again")
    found = find(lines(*BODY, opener, *headlines))
    assert [pointer.title for related in found for pointer in related.pointers] == list(headlines)
    assert found[0].lines == (4, 5, 6)


def test_in_a_language_of_no_phrases_the_shape_has_to_do() -> None:
    found = find(
        lines(
            "Rais alitangaza Jumatano kifurushi cha msaada kwa wakulima walioathiriwa na ukame.",
            "Vyama vya wafanyakazi vilisema fedha zimechelewa.",
            "Soma zaidi:",
            "Serikali yaidhinisha mpango mpya wa umwagiliaji maji",
            "Ukame wapunguza maji katika mabwawa hadi theluthi moja",
        )
    )
    assert len(found[0].pointers) == 2


def test_odd_headlines_do_not_break_a_list() -> None:
    found = find(
        lines(
            *BODY,
            "Read more:",
            "The ferry is late.",
            "Bridge shut",
            "https://harbour.example/shut",
            "Watch: divers bring up the cracked bearing",
            "Toll road opens in the upper valley https://harbour.example/toll",
        )
    )
    assert [(pointer.title, pointer.url) for pointer in found[0].pointers] == [
        ("The ferry is late.", None),
        ("Bridge shut", "https://harbour.example/shut"),
        ("Watch: divers bring up the cracked bearing", None),
        ("Toll road opens in the upper valley", "https://harbour.example/toll"),
    ]


def test_promotion_behind_the_list_does_not_hide_it() -> None:
    found = find(
        lines(
            *BODY,
            "Additionally learn:",
            "Ferry queues stretch to the market",
            "Toll road opens in the upper valley",
            "Follow us on Facebook for our latest news",
        )
    )
    assert found[0].lines == (4, 5, 6)


@pytest.mark.parametrize(
    "tail",
    [
        ("The winners were:", "Jane Miller of Port Ansel Rowing Club.", "Tom Becker of the Harbour Swimmers."),
        ("He had three wishes:", "a boat,", "a dog,", "a quiet harbour."),
        ("The mayor said:", "“We would rather explain a closed bridge than a fallen one.”"),
        ("What you need:", "Flour", "Water", "Salt"),
        ("What we know so far:", "The crack is longer than first thought", "The ferry runs around the clock"),
        ("Results of the vote:", "For the new ferry timetable: 14", "Against the new ferry timetable: 9"),
        ("Their demands are simple:", "No more than eight patients at night", "A raise of four per cent"),
    ],
)
def test_lists_that_belong_to_the_article_stay(tail: tuple[str, ...]) -> None:
    assert find(lines(*BODY, *tail)) == []


def test_a_list_in_the_middle_ends_where_the_sentences_begin_again() -> None:
    found = find(lines(*BODY[:2], "Read more:", "Ferry queues stretch to the fish market", *BODY[2:]))
    assert found[0].lines == (2, 3)


@pytest.mark.parametrize(
    "line",
    [
        "READ ALSO: Toll road opens in the valley",
        "Läs också: Så påverkas färjorna av stängningen",
        "More: Toll road opens in the valley",
    ],
)
def test_opener_and_headline_on_one_line(line: str) -> None:
    found = find(lines(BODY[0], line, *BODY[1:]))
    assert found[0].lines == (1,)
    assert found[0].pointers[0].title == line.split(": ", 1)[1]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("【関連記事】港の橋、来春まで通行止め", "港の橋、来春まで通行止め"),
        ("[Related] Toll road opens in the valley", "Toll road opens in the valley"),
        ("Les også Fergene går hele natten igjen", "Fergene går hele natten igjen"),
        ("READ MORE Toll road opens in the valley", "Toll road opens in the valley"),
    ],
)
def test_an_opener_needs_no_colon_before_its_headline(line: str, title: str) -> None:
    found = find(lines(BODY[0], line, *BODY[1:]))
    assert [pointer.title for pointer in found[0].pointers] == [title]


@pytest.mark.parametrize(
    "line",
    [
        "Learn More Spanish Words",
        "Read more slowly, the teacher told the class.",
        "Recommended: the Quay for fish, the Anchor for soup, the Pier for the view",
        (
            "More information: A. Example et al. On the Cracking of Bearings in Lift Bridges, Handbook of Bridges of "
            "the Upper Valley and Its Side Valleys, third and enlarged edition (2018)"
        ),
    ],
)
def test_what_only_begins_like_an_opener_stays(line: str) -> None:
    assert find(lines(BODY[0], line, *BODY[1:])) == []


def test_one_short_line_below_an_opener_without_a_colon_may_be_a_subheading() -> None:
    assert find(lines(*BODY[:2], "Related stories", "People are friendlier", *BODY[2:])) == []


@pytest.mark.parametrize(
    "line",
    [
        "More: the minister spoke for an hour, and said nothing.",
        "Watch: he will be back.",
        "Police: two men held after chase.",
    ],
)
def test_a_sentence_with_a_colon_stays(line: str) -> None:
    assert find(lines(BODY[0], line, *BODY[1:])) == []


def test_links_give_pointers_their_addresses() -> None:
    found = find(
        [*lines(*BODY, "You may also like"), linked("Toll road opens in the valley", "https://harbour.example/toll")]
    )
    assert found[0].pointers[0].url == "https://harbour.example/toll"


def test_nothing_but_links_at_the_end_needs_no_opener() -> None:
    found = find(
        [
            *lines(*BODY),
            linked("Toll road opens in the upper valley"),
            linked("Ferry captain retires after forty years"),
        ]
    )
    assert len(found[0].pointers) == 2


def test_a_subheading_after_the_list_is_not_a_headline() -> None:
    heading = Line(Block.of("What happens to the ferries", BlockKind.HEADING, level=2))
    found = find(
        [*lines(*BODY[:2], "Read more:", "Ferry queues stretch to the fish market"), heading, *lines(*BODY[2:])]
    )
    assert found[0].lines == (2, 3)


def test_an_opener_alone_goes_without_pointing_anywhere() -> None:
    found = find(lines(*BODY, "Read more:"))
    assert found[0].lines == (4,)
    assert found[0].pointers == ()


def test_a_sentence_that_goes_on_behind_its_colon_is_no_headline():
    before, behind = "The servers in a rack serve many ends.", "All of them need to be cooled by day and by night."
    for text in ("Related to each other: for example, a cache and a web server", "Read more: about half of them do"):
        assert find([Line(Block.of(one)) for one in (before, text, behind)]) == []
