"""Boilerplate is told from content by comparing the articles that share a line."""

from collections.abc import Sequence

import pytest

from reader.cleaning.likeness import like, line_number
from reader.cleaning.repeated import boilerplate, reading
from reader.model import Article, Block, BlockKind

POST = "harbour post"
PROMISE = "Tip the newsdesk by carrier pigeon and never miss a tide."
STORIES = (
    (
        "Kestrel Bridge closed after divers find crack",
        "The Kestrel Bridge in Port Ansel was closed on Sunday night after divers found a crack in a bearing.",
        "Ferries will run every ten minutes while engineers from Halden Works inspect the piles.",
    ),
    (
        "Dunmere council passes smaller water tariff",
        "Households in Dunmere will pay nine per cent more for water, the council decided after a split vote.",
        "Lenn Water had asked for fourteen per cent to mend its leaking mains.",
    ),
    (
        "Petrel-3 sends its first images from orbit",
        "The weather satellite photographed the northern ice at noon on Thursday, hours ahead of schedule.",
        "Its makers hope for ten years of service and earlier storm warnings.",
    ),
    (
        "Maren nurses vote to strike for another fortnight",
        "Nursing staff at the Maren hospital will stay away from work until their rota is changed.",
        "Forty operations were postponed and urgent cases moved elsewhere.",
    ),
    (
        "Astrolabe stolen from Brennholt museum",
        "A brass astrolabe made in 1486 vanished from a locked cabinet between two rounds of the guards.",
        "Detectives ask antique dealers abroad to look out for it.",
    ),
    (
        "Lighthouse keepers hold their yearly dinner",
        "Eleven retired keepers met on the island of Skarn to eat herring and to remember the lamps of old.",
        "The youngest of them is seventy-eight.",
    ),
)
LONG = "This newspaper " + "belongs to its crew and prints what others leave out, come fog or gale, " * 4 + "always."


def held(title: str, *lines: str | Block) -> Article:
    blocks = tuple(line if isinstance(line, Block) else Block.of(line) for line in lines)
    return Article(title, f"file:/{title}", title, blocks, source="Harbour Post")


def told(line: str, articles: Sequence[Article]) -> str | None:
    return boilerplate(line_number(POST, like(line)), [reading(article, POST) for article in articles])


def ending(line: str | Block, count: int) -> list[Article]:
    return [held(title, *body, line) for title, *body in STORIES[:count]]


def between(line: str | Block, count: int) -> list[Article]:
    return [
        held(title, f"{title} indeed.", first, line, second, f"So much for {title}.")
        for title, first, second in STORIES[:count]
    ]


def test_what_ends_three_different_articles_is_boilerplate() -> None:
    assert told(PROMISE, ending(PROMISE, 3)) == PROMISE
    assert told(PROMISE, ending(PROMISE, 2)) is None


def test_what_heads_them_is_too() -> None:
    assert told(PROMISE, [held(title, PROMISE, *body) for title, *body in STORIES[:3]]) == PROMISE


def test_between_other_lines_it_takes_five() -> None:
    assert told(PROMISE, between(PROMISE, 4)) is None
    assert told(PROMISE, between(PROMISE, 5)) == PROMISE


def test_a_long_line_takes_five() -> None:
    articles = [held(title, first, second, f"{second} {first} {second}", LONG) for title, first, second in STORIES]
    assert told(LONG, articles[:4]) is None
    assert told(LONG, articles[:5]) == LONG


def test_articles_that_are_hardly_more_than_the_line_tell_nothing() -> None:
    assert told(LONG, ending(LONG, 6)) is None


def test_an_authors_note_and_a_heading_of_the_end_are_boilerplate() -> None:
    note = "Ida Varn writes about harbours and has lived on a boat since 2009."
    assert told(note, ending(note, 3)) == note
    heading = Block.of("More from our deck", BlockKind.HEADING, level=2)
    assert told("More from our deck", ending(heading, 3)) == "More from our deck"


class TestCopies:
    def test_copies_of_one_article_count_once(self) -> None:
        title, first, second = STORIES[0]
        copies = [held(f"{title} ({number})", first, second, PROMISE) for number in range(5)]
        assert told(second, copies) is None
        assert told(PROMISE, copies) is None

    def test_so_do_its_updates(self) -> None:
        title, *body = STORIES[0]
        news = [f"At {hour} o'clock {body[1]}" for hour in range(9, 15)]
        versions = [held(f"{title}, {at}", *reversed(news[:at]), *body) for at in range(1, 6)]
        assert told(body[0], versions) is None

    def test_so_do_rewordings(self) -> None:
        first = "The Kestrel Bridge in Port Ansel was {} on Sunday night after divers {} a crack in a bearing."
        second = "Ferries will {} every ten minutes while engineers from Halden Works {} the piles."
        quote = "“I would rather explain a closed bridge than a fallen one,” said the mayor, Ines Marrable."
        words = (("closed", "found"), ("shut", "discovered"), ("barred", "spotted"), ("locked", "saw"))
        copies = [
            held(f"Bridge {one}", first.format(one, two), second.format(one, two), quote, f"Cars were {one}.")
            for one, two in words
        ]
        assert told(quote, copies) is None

    def test_copies_beside_different_articles_do_no_harm(self) -> None:
        title, *body = STORIES[0]
        copies = [held(f"{title} ({number})", *body, PROMISE) for number in range(5)]
        assert told(PROMISE, [*copies, *ending(PROMISE, 3)[1:]]) == PROMISE
        assert told(body[0], [*copies, *ending(PROMISE, 3)[1:]]) is None


class TestContent:
    def test_background_of_a_running_story_stays(self) -> None:
        background = "The Kestrel Bridge was opened in 1931 and carries twenty thousand cars a day."
        reports = [
            held("Divers look again", "Divers went under the Kestrel Bridge again on Tuesday.", background),
            held("Shops count losses", "Shops near the bridge have lost half their customers, and cars.", background),
            held("A ballad", "A ballad about the Kestrel and its twenty closed lanes is sung in bars.", background),
            held("Minister visits", "The transport minister promised money for what opened in 1931.", background),
        ]
        assert told(background, reports) is None

    def test_the_title_of_a_serial_stays(self) -> None:
        parts = [held("The Lamp of Skarn", f"{first} {second}") for _, first, second in STORIES]
        assert told("The Lamp of Skarn", parts) is None
        chapters = [
            held(f"The Lamp of Skarn, part {at}", "The Lamp of Skarn", *rest) for at, rest in enumerate(STORIES)
        ]
        assert told("The Lamp of Skarn", chapters) is None

    @pytest.mark.parametrize(
        "line",
        [
            "Rating: 4/5",
            "Analysis",
            "of the",
            Block.of("pip install lighthouse", BlockKind.CODE),
            Block.of("Fog is a kind of weather too, you know.", BlockKind.QUOTE),
            Block.of("Vessel | Berth", BlockKind.TABLE, level=0),
        ],
        ids=["rating", "one-word", "small-words", "code", "quote", "table"],
    )
    def test_such_lines_stay_however_often_they_stand(self, line: str | Block) -> None:
        text = line if isinstance(line, str) else line.text
        assert told(text, ending(line, 6)) is None

    @pytest.mark.parametrize(
        "line",
        [
            "What happens next",
            Block.of("What happens next week, and why", BlockKind.HEADING, level=2),
            Block.of("two spoonfuls of good olive oil", BlockKind.ITEM),
        ],
        ids=["short", "heading", "item"],
    )
    def test_between_other_lines_only_sentences_go(self, line: str | Block) -> None:
        text = line if isinstance(line, str) else line.text
        assert told(text, between(line, 6)) is None

    def test_a_number_that_differs_says_something(self) -> None:
        lines = [f"Rated {stars} out of 9 by those of us who went there" for stars in range(1, 6)]
        articles = [held(title, *body, line) for (title, *body), line in zip(STORIES, lines, strict=False)]
        assert told(lines[0], articles) is None

    def test_a_very_long_line_stays(self) -> None:
        line = " ".join(["The crew of this paper prints what others leave out"] * 12)
        assert told(line, ending(line, 6)) is None


def test_scripts_without_spaces() -> None:
    line = "広告についてのお問い合わせは編集部まで"
    articles = [
        held(
            "汐ヶ崎港の橋で亀裂", "汐ヶ崎市は木曜日、港の橋を通行止めにした。", "渡し船が十分おきに運航している。", line
        ),
        held("水道料金の値上げ", "議会は料金を九パーセント上げると決めた。", "老朽化した配管の修理に使われる。", line),
        held("衛星が初の画像", "気象衛星は北極の氷を撮影して送ってきた。", "嵐の予報が早くなる見込みだ。", line),
    ]
    assert told(line, articles) == line
    assert told("渡し船が十分おきに運航している。", articles) is None
