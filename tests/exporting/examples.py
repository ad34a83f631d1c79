"""Articles to be written out: one with everything in it, and hostile ones made by hypothesis."""

from datetime import UTC, date, datetime

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from reader.exporting.clipping import Clipping
from reader.model import Article, Attachment, Block, BlockKind, Cut, Pointer, Reason, Span, Style

KEPT = datetime(2026, 11, 20, 18, 30, 5, 123, tzinfo=UTC)
RICH = Article(
    id="0123456789abcdef",
    key="url:https://post.example/bridge",
    title="Kestrel Bridge: “shut” & <closed> #1",
    blocks=(
        Block.of("Ferries run every 10 minutes."),
        Block.of("What the divers saw", BlockKind.HEADING, level=2),
        Block(
            BlockKind.PARAGRAPH,
            (
                Span("A "),
                Span("crack", Style.EMPHASIS),
                Span(", said "),
                Span("Halden ", Style.STRONG),
                Span("Works", Style.STRONG, "https://halden.example/a?token=hush"),
                Span(" of "),
                Span("bearing[3]", Style.CODE),
                Span("."),
            ),
        ),
        Block.of("I would rather explain a closed bridge.", BlockKind.QUOTE),
        Block.of("Than a fallen one.", BlockKind.QUOTE),
        Block.of("first", BlockKind.ITEM, marker="1."),
        Block.of("under it", BlockKind.ITEM, level=1, marker="•"),
        Block.of("more of that", BlockKind.ITEM, level=1),
        Block.of("second", BlockKind.ITEM, marker="2."),
        Block.of("seventh", BlockKind.ITEM, marker="7."),
        Block.of("for i in range(3):\n    print(`i`)", BlockKind.CODE, marker="python"),
        Block(BlockKind.TABLE, (Span("Pier  Crack\nEast  2|3 mm"),), rows=(("Pier", "Crack"), ("East", "2|3 mm"))),
        Block(BlockKind.RULE, ()),
        Block(BlockKind.CAPTION, (Span("The eastern pier", href="https://post.example/pier.jpg"),)),
    ),
    byline="Ada Lorne",
    published=date(2026, 3, 2),
    source="Harbour Post",
    language="en-gb",
    url="https://post.example/bridge?access_token=hush",
    cuts=(Cut("Follow us", Reason.SUBSCRIBE, "phrase: en follow", 1),),
    pointers=(Pointer("Ferry queues grow", "https://post.example/ferry"),),
    categories=("Local",),
    attachments=(Attachment("https://post.example/a.mp3", "audio/mpeg", 1200, "Listen"),),
)
CLIPPING = Clipping(RICH, ("later", "boats: big"), "Ask Ines.\nTwice — she knows: #1", KEPT)

HOSTILE = ["\x1b[31m", "\u202e", "\x85", "\u2028", "\ufffe", "\ud800", "]]>", "<!--", "&amp;", "---\n", "\0", "\n\n"]
pieces = st.one_of(
    st.sampled_from(list("*_`[]()<>&#|~!\\-+=.:0123456789 \n\"'{}$ab")),
    st.characters(codec=None, exclude_categories=()),
    st.sampled_from(HOSTILE),
)
words = st.lists(pieces, max_size=10).map("".join)
addresses = st.one_of(
    st.none(),
    st.sampled_from(
        [
            "https://a.example/x_(y)?q=<z>&b=1",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "https://a.example/?token=hush",
            "http://[::1",
            'https://a.example/"><script>',
            "data:text/html,x",
        ]
    ),
)
spans = st.builds(Span, words, st.sampled_from([Style(number) for number in range(8)]), addresses)
kinds = st.sampled_from(list(BlockKind))
blocks = st.builds(
    Block,
    kinds,
    st.lists(spans, max_size=3).map(tuple),
    st.integers(0, 7),
    st.one_of(st.sampled_from(["•", "1.", "2.", "9)", "", "[x]", "[1]", "a."]), words),
    st.lists(st.lists(words, min_size=1, max_size=2).map(tuple), max_size=2).map(tuple),
)
articles = st.builds(
    Article,
    id=st.just("0123456789abcdef"),
    key=st.just("file:/x"),
    title=words,
    blocks=st.lists(blocks, max_size=4).map(tuple),
    byline=st.one_of(st.none(), words),
    published=st.one_of(st.none(), st.dates(), st.datetimes(timezones=st.just(UTC))),
    source=st.one_of(st.none(), words),
    language=st.one_of(st.none(), words),
    url=addresses,
    categories=st.lists(words, max_size=2).map(tuple),
)
clippings = st.builds(
    Clipping, articles, st.lists(words, max_size=3).map(tuple), words, st.one_of(st.none(), st.just(KEPT))
)


def patient(examples: int) -> settings:
    """So many examples, however long a busy machine takes over each."""
    return settings(max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.too_slow])
