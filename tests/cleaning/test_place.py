"""Some lines go by the company they keep, and only by that."""

from reader.cleaning.blocks import Line
from reader.cleaning.boilerplate import judge, verdict
from reader.model import Block, BlockKind

BODY = tuple(f"The ferry went out for the {number}th time that day, and came back empty." for number in range(4, 12))
PROMOTION = "Follow us on Facebook and Instagram."
TELLING = "The Harbour Post on Telegram"
SHORT = "All about the harbour"


def gone(*texts: str) -> list[str]:
    lines = [Line(Block.of(text)) for text in texts]
    verdicts, _ = judge(lines, frozenset())
    return [texts[number] for number in sorted(verdicts)]


def test_they_stay_where_they_stand_alone() -> None:
    assert verdict(TELLING) is None
    assert verdict(SHORT) is None
    assert gone(*BODY, TELLING) == []
    assert gone(*BODY, SHORT) == []


def test_a_line_that_names_a_channel_goes_between_two_that_go() -> None:
    assert gone(*BODY[:4], PROMOTION, TELLING, PROMOTION, *BODY[4:]) == [PROMOTION, TELLING, PROMOTION]


def test_short_lines_go_behind_one_that_went_where_no_sentence_follows() -> None:
    assert gone(*BODY, PROMOTION, SHORT, TELLING) == [PROMOTION, SHORT, TELLING]


def test_a_subheading_below_promotion_stays() -> None:
    assert gone(*BODY[:4], PROMOTION, SHORT, *BODY[4:]) == [PROMOTION]


def test_a_list_of_the_article_stays_behind_promotion() -> None:
    item = Line(Block.of("A boat", BlockKind.ITEM, marker="•"))
    lines = [*(Line(Block.of(text)) for text in (*BODY, PROMOTION)), item]
    assert sorted(judge(lines, frozenset())[0]) == [len(BODY)]


def test_every_such_cut_says_why() -> None:
    lines = [Line(Block.of(text)) for text in (*BODY, PROMOTION, SHORT, TELLING)]
    verdicts, _ = judge(lines, frozenset())
    assert verdicts[len(BODY) + 1].rule == "stands behind what went, and no sentence follows"
    assert verdicts[len(BODY) + 2].rule == "names “telegram”, behind what went, and no sentence follows"
