"""What readers taught and what was learned, laid over an article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cleaning.likeness import like, rule_id
from reader.cleaning.rules import Learned, Taught, overlay
from reader.model import Article, Block, BlockKind, Cut, LineRule, Reason, RuleAction

POST = "Harbour Post"
PROMISE = "Tip the newsdesk by carrier pigeon."
BODY = (
    "The Kestrel Bridge was closed on Sunday night after divers found a crack in a bearing of its eastern pier.",
    "Ferries will run every ten minutes while engineers from Halden Works inspect the bearing and the piles.",
)


def article(*lines: str | Block, cuts: tuple[Cut, ...] = ()) -> Article:
    blocks = tuple(line if isinstance(line, Block) else Block.of(line) for line in lines)
    return Article("a", "file:/a", "Bridge closed", blocks, source=POST, cuts=cuts)


def rule(text: str, action: RuleAction, source: str | None = POST, *, begins: bool = False) -> LineRule:
    return LineRule(rule_id(source, text, begins=begins), text, action, source, begins)


def cut(text: str, **more: bool) -> LineRule:
    return rule(text, RuleAction.CUT, **more)


def shown(held: Article, *rules: LineRule, **more: object) -> Article:
    return overlay(held, POST, taught=Taught(rules, POST), **more)  # type: ignore[arg-type]


def learned(*texts: str) -> dict[str, Learned]:
    return {like(text): Learned(text, 14) for text in texts}


def texts(held: Article) -> list[str]:
    return [block.text for block in held.blocks]


class TestAlike:
    def test_capitals_outer_marks_and_numbers_do_not_matter(self) -> None:
        assert like("» UPDATED: 12:31, 3 March") == like("Updated: 9:05, 14 March.")
        assert like("1. Follow us") == like("follow us!")

    def test_words_do(self) -> None:
        assert like("Follow us on Facebook") != like("Follow us on Mastodon")

    def test_numbers_alone_are_not_alike(self) -> None:
        assert like("2024") != like("2025")
        assert like("3-1") != like("2-2")

    def test_marks_alone_are_like_themselves(self) -> None:
        assert like("* * *") == like("* * *") != ""
        assert like("  ") == ""


class TestTaught:
    def test_a_line_is_cut_with_a_receipt_in_its_place(self) -> None:
        read = shown(article(BODY[0], PROMISE, BODY[1]), cut(PROMISE.upper()))
        assert texts(read) == list(BODY)
        assert read.cuts == (Cut(PROMISE, Reason.TAUGHT, "yours: cut for Harbour Post", 0),)

    def test_a_rule_of_another_source_says_nothing(self) -> None:
        held = article(BODY[0], PROMISE)
        assert shown(held, rule(PROMISE, RuleAction.CUT, "Dunmere Chronicle")) is held

    def test_a_sources_name_is_read_whatever_its_capitals(self) -> None:
        assert texts(shown(article(BODY[0], PROMISE), rule(PROMISE, RuleAction.CUT, "HARBOUR POST"))) == [BODY[0]]

    def test_the_rule_for_a_source_goes_before_the_rule_for_all(self) -> None:
        held = article(BODY[0], PROMISE)
        everywhere = rule(PROMISE, RuleAction.CUT, None)
        assert texts(shown(held, everywhere)) == [BODY[0]]
        assert shown(held, everywhere, rule(PROMISE, RuleAction.KEEP)) is held
        assert shown(held, rule("Tip the", RuleAction.KEEP, begins=True), everywhere) is held

    def test_beginnings(self) -> None:
        rules = [cut("Tip the newsdesk", begins=True), rule("Tip the newsdesk by mail", RuleAction.KEEP)]
        read = shown(article(BODY[0], PROMISE, "Tip the newsdesk by mail!"), *rules)
        assert texts(read) == [BODY[0], "Tip the newsdesk by mail!"]

    @pytest.mark.parametrize(
        ("line", "start", "goes"),
        [
            ("By Ida Varn, Port Ansel", "By Ida", True),
            ("By Idaho's rivers", "By Ida", False),
            ("Updated: 14 March, 9:05", "Updated: 3 May", False),
            ("Updated: 14 March, 9:05", "updated: 1", True),
            ("広告についてのお問い合わせ", "広告について", True),
        ],
    )
    def test_a_beginning_ends_with_a_word(self, line: str, start: str, goes: bool) -> None:
        assert bool(shown(article(*BODY, line), cut(start, begins=True)).cuts) is goes

    def test_what_cleaning_cut_comes_back(self) -> None:
        gone = Cut("Follow us on every channel", Reason.PROMOTION, "holds (en): follow us", 0)
        read = shown(article(*BODY, cuts=(gone,)), rule("follow us on every channel", RuleAction.KEEP))
        assert texts(read) == [BODY[0], gone.text, BODY[1]]
        assert read.cuts == ()

    def test_a_line_put_back_in_this_article_stays_there(self) -> None:
        held = article(BODY[0], PROMISE)
        assert shown(held, cut(PROMISE), restored=[PROMISE]) is held

    def test_a_rule_is_followed_however_much_goes_but_not_to_the_last_line(self) -> None:
        held = article(*BODY, PROMISE)
        assert texts(shown(held, *map(cut, BODY))) == [PROMISE]
        read = shown(held, *map(cut, (*BODY, PROMISE)))
        assert read.blocks == held.blocks
        assert "nothing of this article" in read.notices[-1]

    def test_a_line_between_that_separates_nothing_any_more_goes_too(self) -> None:
        read = shown(article(*BODY, Block.of("", BlockKind.RULE), PROMISE), cut(PROMISE))
        assert texts(read) == list(BODY)
        assert read.cuts[0].after == 1


class TestLearned:
    def test_a_line_is_cut_with_the_number_of_articles(self) -> None:
        read = shown(article(*BODY, PROMISE), learned=learned(PROMISE))
        assert read.cuts == (Cut(PROMISE, Reason.REPEATED, "learned: stands in 14 articles of Harbour Post", 1),)

    def test_only_word_for_word(self) -> None:
        held = article(*BODY, "Rated 3 of 5 by our readers")
        assert shown(held, learned=learned("Rated 4 of 5 by our readers")) is held

    def test_what_the_user_says_of_it_goes_before(self) -> None:
        held = article(*BODY, PROMISE)
        assert shown(held, rule(PROMISE, RuleAction.KEEP), learned=learned(PROMISE)) is held
        assert shown(held, restored=[PROMISE], learned=learned(PROMISE)) is held

    def test_never_more_than_half_of_the_words(self) -> None:
        held = article("Short news.", PROMISE)
        read = shown(held, learned=learned(PROMISE))
        assert read.blocks == held.blocks
        assert "1 line also stands in other articles of Harbour Post" in read.notices[-1]

    def test_a_heading_goes_only_with_all_that_is_under_it(self) -> None:
        heading = Block.of("More from us", BlockKind.HEADING, level=2)
        known = learned("More from us", PROMISE)
        assert texts(shown(article(*BODY, heading, PROMISE), learned=known)) == list(BODY)
        assert texts(shown(article(BODY[0], heading, BODY[1]), learned=known)) == [BODY[0], "More from us", BODY[1]]


LINES = st.lists(st.sampled_from([*BODY, PROMISE, "Follow us", "* * *", "12:31"]), min_size=1, max_size=8)
RULES = st.lists(
    st.builds(rule, st.sampled_from([*BODY, PROMISE, "Follow us", "12:45"]), st.sampled_from(RuleAction)), max_size=5
)


@given(LINES, RULES, st.sets(st.sampled_from([*BODY, PROMISE])), st.sets(st.sampled_from([*BODY, PROMISE])))
def test_every_line_is_shown_or_has_a_receipt_and_something_is_left(
    lines: list[str], rules: list[LineRule], restored: set[str], known: set[str]
) -> None:
    read = shown(article(*lines), *rules, restored=restored, learned=learned(*known))
    assert sorted([*texts(read), *(cut.text for cut in read.cuts)]) == sorted(lines)
    assert any(text.strip() for text in texts(read))
    assert all(-1 <= cut.after < len(read.blocks) for cut in read.cuts)
