"""What holds for every text: nothing is too wide, nothing is lost, and a line knows which characters are whose."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import split_graphemes

from reader.model import Block, BlockKind, Span, Style
from reader.ui.painting.cells import width_of
from reader.ui.painting.marks import ASCII, UNICODE
from reader.ui.typesetting.direction import seen
from reader.ui.typesetting.finding import Index, folded
from reader.ui.typesetting.layout import Line, Setting, Sheet, lay_out
from reader.ui.typesetting.passages import passages_of

ODD = (
    "ab Ünï-— «»“”:;!?%12,. /?&=\n日本、。🙂👍🏽🇩🇪👨\u200d👩\u200d👧e\u0301น้ำใจकिताबשלוםعربي\u00a0\u202f\u00ad\u3000\t"
)
LETTERS = st.characters(exclude_categories=["Cc", "Cs"])
ANY = st.one_of(st.text(LETTERS, max_size=60), st.text(st.sampled_from(ODD), max_size=120))
SPANS = st.builds(
    Span, ANY, st.sampled_from(list(Style)), st.sampled_from([None, "https://a.example/", "https://b.example/c"])
)
KINDS = st.sampled_from([kind for kind in BlockKind if kind is not BlockKind.TABLE])
MARKERS = st.sampled_from(["", "•", "1.", "10.", "python", "[x]"])
BLOCKS = st.lists(
    st.builds(Block, KINDS, st.lists(SPANS, max_size=4).map(tuple), st.integers(0, 6), MARKERS), max_size=5
).map(tuple)
TABLES = st.lists(st.lists(ANY, max_size=9).map(tuple), min_size=1, max_size=4).map(tuple)
SETTINGS = st.builds(Setting, st.sampled_from(["underlined", "numbered", "plain"]), st.booleans(), st.integers(0, 2))


def laid(blocks: tuple[Block, ...], width: int, setting: Setting, *, plain: bool = False) -> list[Line]:
    sheet = Sheet("Title", (), (), blocks, language="en")
    return lay_out(sheet, width, setting=setting, marks=ASCII if plain else UNICODE)


@settings(deadline=None)  # the first text waits for dictionaries
@given(BLOCKS, st.integers(8, 80), SETTINGS, st.booleans())
def test_no_text_is_too_odd_to_be_set(blocks: tuple[Block, ...], width: int, setting: Setting, plain: bool) -> None:
    lines = laid(blocks, width, setting, plain=plain)
    assert all(width_of(line.text) - line.hang <= width for line in lines)
    for index, block in enumerate(blocks):
        shown = ""
        for line in (line for line in lines if line.block == index and block.kind is not BlockKind.RULE):
            own = "".join(line.text[column] for column in line.own)
            assert block.text[line.start : line.start + len(own)] == own
            shown += own
            for start, end, href in line.links:
                assert href in {span.href for span in block.spans}
                assert line.lead <= start < end <= len(line.text)
        if block.kind is not BlockKind.RULE:
            assert "".join(shown.split()) == "".join(block.text.split())


def edges(text: str) -> set[int]:
    """Where what belongs together begins; to a line feed or a tab belongs nothing (GB4 and GB5 of Unicode's rules)."""
    found, at = set(), 0
    for part in text.replace("\t", "\n").split("\n"):
        found |= {at, at + len(part)} | {at + start for start, _, _ in split_graphemes(part)[0]}
        at += len(part) + 1
    return found


@settings(deadline=None)  # the first text waits for dictionaries
@given(BLOCKS, st.integers(8, 40), SETTINGS)
def test_what_belongs_together_stays_on_one_line(blocks: tuple[Block, ...], width: int, setting: Setting) -> None:
    lines = [line for line in laid(blocks, width, setting) if line.block >= 0]
    for before, after in pairwise(lines):
        text = blocks[before.block].text
        if before.block == after.block and not before.extra and not after.extra:
            assert after.start in edges(text)


@given(TABLES, st.integers(8, 90), st.integers(-1, 9))
def test_no_table_is_too_odd_either(rows: tuple[tuple[str, ...], ...], width: int, slid: int) -> None:
    table = Block(BlockKind.TABLE, (Span("x"),), rows=rows)
    lines = laid((table,), width, Setting(slid={0: slid}))
    assert all(width_of(line.text) <= width for line in lines)


@given(ANY, st.booleans())
def test_ordering_a_line_neither_loses_nor_widens_anything(text: str, from_right: bool) -> None:
    text = text.replace("\n", " ")
    parts = seen([(text[:5], "text"), (text[5:], "text link")], from_right=from_right)
    assert sum(len(shown) for shown, _, _ in parts) == len(text)
    assert sorted(at for shown, _, first in parts for at in range(first, first + len(shown))) == list(range(len(text)))
    assert all(roles == ("text" if at < 5 else "text link") or len(shown) > 1 for shown, roles, at in parts)


def test_what_is_parted_at_the_end_of_a_line_is_found_whole() -> None:
    spans = (
        Span("The administrative "),
        Span("considerations", href="https://a.example/"),
        Span(" necessitate 日本語の橋"),
    )
    block = Block(BlockKind.PARAGRAPH, spans)
    lines = laid((block,), 17, Setting("numbered", hyphenate=True))
    assert any(line.text.endswith("-") for line in lines)
    for wanted in ("administrative", "considerations necessitate", "日本語の橋"):
        index = Index(passages_of(lines, (block,)))
        found = [index.match(place, place + len(wanted)) for place in index.places(folded(wanted))]
        assert len(found) == 1
        shown = "".join(lines[number].text[start:end] for number, start, end in found[0])
        assert "-" not in shown.replace("considerations[1]", "")
