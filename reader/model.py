"""The words of Reader as values.

Whatever comes in becomes a `Document`; cleaning turns it into an `Article` that keeps its `Cut`s and
`Pointer`s; lists show `Headline`s; linking yields `Related` rows. All values are frozen; only the
standard library is imported here.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from enum import IntFlag, StrEnum
from pathlib import PurePath

__all__ = [
    "NO_NETWORK",
    "Article",
    "Attachment",
    "Block",
    "BlockKind",
    "Bookmark",
    "Correction",
    "Counts",
    "Cut",
    "DateOrigin",
    "Document",
    "Edit",
    "EditedLine",
    "Edition",
    "Facts",
    "Follow",
    "Headline",
    "Health",
    "LineRule",
    "LineVerdict",
    "Media",
    "Mute",
    "MuteStatus",
    "Note",
    "Novelty",
    "OtherNumber",
    "Pages",
    "Place",
    "Pointer",
    "Reason",
    "Related",
    "RelatedGroup",
    "Report",
    "Resolution",
    "RuleAction",
    "RuleOrigin",
    "RuleStatus",
    "SavedSearch",
    "ScanReport",
    "Skipped",
    "Source",
    "SourceKind",
    "SourceStatus",
    "Span",
    "Story",
    "Style",
    "Tagging",
    "Told",
    "article_id",
    "instant",
]


class SourceKind(StrEnum):
    """Where articles come from."""

    FILE = "file"
    FOLDER = "folder"
    FEED = "feed"
    PAGE = "page"


class Pages(StrEnum):
    """Whether the pages that a feed's entries link to are fetched."""

    AUTO = "auto"
    """Where the feed carries a summary only."""
    ALWAYS = "always"
    NEVER = "never"


class Media(StrEnum):
    """How a document's bytes are to be read."""

    PLAIN = "plain"
    MARKDOWN = "markdown"
    HTML = "html"
    MHTML = "mhtml"
    MAIL = "mail"


class BlockKind(StrEnum):
    """What a block of an article is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTE = "quote"
    ITEM = "item"
    CODE = "code"
    TABLE = "table"
    CAPTION = "caption"
    RULE = "rule"


class Style(IntFlag):
    """How a span is set; styles combine."""

    PLAIN = 0
    EMPHASIS = 1
    STRONG = 2
    CODE = 4


class Reason(StrEnum):
    """Why cleaning removed a line."""

    PROMOTION = "promotion"
    SHARE = "share"
    SUBSCRIBE = "subscribe"
    CREDIT = "credit"
    NAVIGATION = "navigation"
    REPEATED = "repeated"
    RELATED = "related list"
    TAUGHT = "taught"
    """The reader of the articles wants it so."""


class RuleAction(StrEnum):
    """What a rule does with a line."""

    CUT = "cut"
    KEEP = "keep"


class RuleOrigin(StrEnum):
    """Whose a rule is."""

    YOURS = "yours"
    LEARNED = "learned"
    """Found in the library: the line stands in many articles of its source."""


class Edit(StrEnum):
    """What became of a sentence when an article was edited."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


class DateOrigin(StrEnum):
    """How sure a publication date is."""

    STATED = "stated"
    """The document itself says so."""
    NAME = "name"
    """Read from the file's name."""
    FILE = "file"
    """The file's own time stands in; the document gives none."""


class RelatedGroup(StrEnum):
    """Why a row stands among the related ones."""

    STORY = "story"
    POINTER = "pointer"
    RELATED = "related"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text with one style and maybe a link."""

    text: str
    style: Style = Style.PLAIN
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of an article: a paragraph, a heading, a list item …

    A table keeps its cells in `rows`, and in `spans` the same as lines of text for search and copying.
    """

    kind: BlockKind
    spans: tuple[Span, ...]
    level: int = 0
    """Heading 1 to 6; nesting of quotes and list items from 0."""
    marker: str = ""
    """What stands before a list item ("•", "3."); the language of a code block."""
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def text(self) -> str:
        """The words without style."""
        return self.spans[0].text if len(self.spans) == 1 else "".join([span.text for span in self.spans])

    @classmethod
    def of(cls, text: str, kind: BlockKind = BlockKind.PARAGRAPH, *, level: int = 0, marker: str = "") -> Block:
        """A block of one unstyled run."""
        return cls(kind, (Span(text),), level, marker)


@dataclass(frozen=True, slots=True)
class Cut:
    """A line that cleaning removed, with its receipt."""

    text: str
    reason: Reason
    rule: str
    """Which rule judged so, as "family: detail", e.g. "phrase: en follow google news"."""
    after: int
    """Index of the kept block it stood behind; -1 before the first."""
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Pointer:
    """One of the publisher's own related links, and the article it means once that is known."""

    title: str
    url: str | None = None
    article: str | None = None
    """Id of the article held that it means; None while there is none."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a feed names with an article: a recording, a picture. It is shown and never run."""

    url: str
    media: str | None = None
    """Its media type as stated, "audio/mpeg"."""
    size: int | None = None
    """Bytes, as stated."""
    title: str | None = None

    @property
    def is_picture(self) -> bool:
        """Whether it is one by its media type, or where none is stated by its name."""
        named = self.url.lower().partition("?")[0].endswith((".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif"))
        return self.media.startswith("image/") if self.media else named


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about an article from outside its text; None where nothing is."""

    title: str | None = None
    byline: str | None = None
    published: date | datetime | None = None
    source: str | None = None
    language: str | None = None
    url: str | None = None
    categories: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """Raw bytes and where they come from; nothing interpreted yet."""

    key: str
    """What makes it the same article next time, e.g. "file:/news/a.txt"."""
    data: bytes
    media: Media
    name: str
    """A name for people: the file's name, a record's id."""
    path: str | None = None
    modified: datetime | None = None
    encoding: str | None = None
    """The encoding where the carrier states it (a mail header, JSON); else it is detected."""
    facts: Facts = Facts()
    notices: tuple[str, ...] = ()
    """What was left out of it before it became bytes."""


@dataclass(frozen=True, slots=True)
class Article:
    """The clean reading unit."""

    id: str
    key: str
    title: str
    blocks: tuple[Block, ...]
    byline: str | None = None
    published: date | datetime | None = None
    """A `date` where only the day is known, else an aware `datetime`."""
    dated: DateOrigin | None = None
    source: str | None = None
    """The publisher's name."""
    language: str | None = None
    """BCP 47 tag in lower case as far as stated ("en", "pt-br")."""
    url: str | None = None
    path: str | None = None
    cuts: tuple[Cut, ...] = ()
    pointers: tuple[Pointer, ...] = ()
    notices: tuple[str, ...] = ()
    """What a reader of this article should know about how it was read."""
    categories: tuple[str, ...] = ()
    """What its publisher files it under."""
    attachments: tuple[Attachment, ...] = ()

    @property
    def text(self) -> str:
        """Paragraphs joined by blank lines; what stands under pictures is not of the text."""
        return "\n\n".join(block.text for block in self.blocks if block.kind not in (BlockKind.RULE, BlockKind.CAPTION))


@dataclass(frozen=True, slots=True)
class EditedLine:
    """A sentence of an article that was edited."""

    edit: Edit
    text: str


@dataclass(frozen=True, slots=True)
class Edition:
    """An article as its publisher had it at one time, compared with how it was before."""

    seen: datetime
    """When it came in so."""
    title: str
    lines: tuple[EditedLine, ...] = ()
    """What was added and what was taken out, in order, with a sentence of what stayed around it; none in the first."""


@dataclass(frozen=True, slots=True)
class Headline:
    """One row of a list: everything a row needs and no body."""

    id: str
    title: str
    source: str | None
    published: date | datetime | None
    dated: DateOrigin | None
    added: datetime
    url: str | None
    path: str | None
    language: str | None
    words: int
    read: bool = False
    bookmarked: bool = False
    gone: bool = False
    """Its file has vanished; the article is kept."""
    muted: bool = False
    """A rule keeps it out of the lists."""
    tags: tuple[str, ...] = ()
    """The article's own, apart from its source's."""
    noted: bool = False
    """Whether there is a note about it."""
    copy_of: str | None = None
    """Id of the article that it is a near-identical copy of, which is no copy itself."""
    copies: int = 0
    """How many others held are the same text; a list folds them into one row."""
    progress: float = 0.0
    """How far someone has read in it, as in its Place."""
    snippet: str | None = None
    """Words around a match, matches between U+E000 and U+E001; only from a search."""


@dataclass(frozen=True, slots=True)
class Related:
    """Another article and why it stands here; or a pointer to one that is not held (`id` None)."""

    id: str | None
    title: str
    group: RelatedGroup
    score: float
    why: tuple[str, ...]
    source: str | None = None
    published: date | datetime | None = None
    url: str | None = None
    path: str | None = None
    read: bool = False
    bookmarked: bool = False
    new_sentences: int | None = None
    """Sentences told neither by the article it is related to nor by anything read of the story; None where that
    was not looked at. An article that was read has none."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of an article that was told already in another one that was read."""

    block: int
    """Index of the block it stands in."""
    start: int
    """Its first character in the block's text."""
    end: int
    """The character behind its last."""
    article: str
    """Id of the other article."""
    title: str
    """Its title."""


@dataclass(frozen=True, slots=True)
class OtherNumber:
    """A number of an article that another report of the story has otherwise."""

    block: int
    start: int
    end: int
    here: str
    """As it is written, with what it is of: "12 people", "$1.2 billion"."""
    there: str
    """What the other report has in its place."""
    article: str
    """Id of the other report."""
    teller: str
    """Who published it, else its title."""


@dataclass(frozen=True, slots=True)
class Novelty:
    """What in an article is new to the one reading it."""

    sentences: int
    """How many there are in its paragraphs, quotes and lists."""
    told: tuple[Told, ...] = ()
    """Those told already, in order."""
    numbers: tuple[OtherNumber, ...] = ()
    """In order of the text; several times the same where several reports have it otherwise."""

    @property
    def new(self) -> int:
        """How many sentences were not told before."""
        return self.sentences - len(self.told)


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one event, as one row of a list."""

    id: str
    """Stays the same while articles come and go."""
    name: str
    articles: int
    """Reports held, near-identical copies folded into one."""
    unread: int
    """Reports of which neither the article nor a copy is read."""
    first: date | datetime | None
    """When the first report was published; None where no report says when. What is only its file's time is not said."""
    last: date | datetime | None
    sources: tuple[str, ...]
    """Who reported, in the order of their first reports."""
    copies: int = 0
    """Near-identical articles folded into the reports."""
    followed: bool = False
    new: int = 0
    """Reports that came into a followed story since it was last looked at."""
    since: datetime | None = None
    """When a followed story was last looked at."""


@dataclass(frozen=True, slots=True)
class Report:
    """One article within a story."""

    headline: Headline
    copies: tuple[Headline, ...] = ()
    """The near-identical ones folded into it."""
    added: int | None = None
    """Sentences that no earlier report of the story has; None where that was not looked at."""
    new: int | None = None
    """Sentences that nothing read of the story has; None where that was not looked at."""
    fresh: bool = False
    """Whether it came into a followed story since that was last looked at."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which article held a headline means; `article` None where nothing is sure enough."""

    headline: str
    article: str | None
    url: str | None
    score: float


@dataclass(frozen=True, slots=True)
class LineRule:
    """What is to happen to lines like one, in the articles of one source or of all."""

    id: str
    """Eight hexadecimal digits made of source and line: what is said of the same line later takes its place."""
    text: str
    action: RuleAction
    source: str | None
    """The source as `reader.address.outlet` names it; None for all."""
    begins: bool = False
    """Whether it is about all lines that begin with the text."""
    origin: RuleOrigin = RuleOrigin.YOURS
    added: datetime | None = None
    """When it was made; None for what was learned."""


@dataclass(frozen=True, slots=True)
class RuleStatus:
    """A rule and how much of the library it is about."""

    rule: LineRule
    articles: int | None
    """Articles held whose text has such a line; None where that is not counted: for beginnings and what is kept."""


@dataclass(frozen=True, slots=True)
class LineVerdict:
    """What would become of a line, and why."""

    text: str
    action: RuleAction
    why: str
    """One sentence."""
    reason: Reason | None = None
    """Why it is cut, where it is."""
    rule: str | None = None
    """The rule as a cut's receipt names it; for a kept line the rule that keeps it, if one does."""


@dataclass(frozen=True, slots=True)
class Source:
    """Something articles come from, remembered by the user."""

    id: str
    kind: SourceKind
    location: str
    """A path, or the address of a feed or page."""
    name: str
    added: datetime
    tags: tuple[str, ...] = ()
    paused: bool = False
    """Whether it is left alone until someone says otherwise."""
    pages: Pages = Pages.AUTO
    """Whether the pages that a feed's entries link to are fetched."""
    named: bool = False
    """Whether somebody gave it its name, which then stays whatever it calls itself."""
    site: str | None = None
    """The page of the site that a feed belongs to, as far as a list of subscriptions told it."""


@dataclass(frozen=True, slots=True)
class Mute:
    """A rule that keeps articles out of the lists: those of one source, or of all, that a query matches."""

    id: str
    """Eight hexadecimal digits made of source and query: the same said again is the same rule."""
    query: str
    """As it was typed; days in it count back from the day it was made."""
    source: str | None
    """Id of the Source whose articles it is about; None for all."""
    added: datetime


@dataclass(frozen=True, slots=True)
class MuteStatus:
    """A mute and what it does."""

    mute: Mute
    articles: int
    """Articles held that it matches, those bookmarked aside."""
    source: str | None = None
    """The name of the source it is about."""
    problem: str | None = None
    """Why it matches nothing, in words, where it is no mute any more: its source is gone, its query was edited."""


@dataclass(frozen=True, slots=True)
class Health:
    """How a feed is doing."""

    succeeded: datetime | None = None
    """When it last answered as a feed should."""
    next_try: datetime | None = None
    """When it is asked again by itself; None where it is not, or at the next occasion."""
    failures: int = 0
    """Tries in a row that have failed."""
    gone: bool = False
    """Whether its server says that it is gone for good; then it is asked again only where someone names it."""
    weekly: float | None = None
    """Articles a week, as far as that is known."""


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """A source and how it is doing."""

    source: Source
    articles: int
    unread: int
    checked: datetime | None
    notice: str | None
    """What went wrong at the last look, in words."""
    health: Health = Health()
    """For feeds and pages."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An article someone kept, with enough of it to mean something without the Archive."""

    article: str
    title: str
    source: str | None
    published: date | datetime | None
    url: str | None
    path: str | None
    added: datetime
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """What someone wrote about an article, with enough of that to mean something without the Archive."""

    article: str
    text: str
    """Its lines, parted by line feeds; tabs may stand in them."""
    written: datetime
    """When it was first written."""
    changed: datetime
    """When it was last written anew."""
    title: str = ""
    source: str | None = None
    published: date | datetime | None = None
    url: str | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Tagging:
    """The tags someone gave an article, with enough of that to mean something without the Archive."""

    article: str
    tags: tuple[str, ...]
    """In the order they were given, each once whatever its capitals."""
    title: str = ""
    source: str | None = None
    published: date | datetime | None = None
    url: str | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query someone keeps under a name."""

    id: str
    """Eight hexadecimal digits; it stays the same under another name."""
    name: str
    """There are no two of the same name, whatever its capitals."""
    query: str
    """As it was typed; days in it count back from the day it is asked."""
    added: datetime
    stories: bool = False
    """Whether it asks for stories in place of articles."""


@dataclass(frozen=True, slots=True)
class Follow:
    """A story someone wants to hear more of, with enough of it to know it again in an Archive made anew."""

    story: str
    """Its id when it was last looked at."""
    name: str
    added: datetime
    """Since when it is followed."""
    seen: datetime
    """When it was last looked at."""
    articles: tuple[str, ...]
    """Ids of its articles at that time, copies too."""


@dataclass(frozen=True, slots=True)
class Correction:
    """Someone's word on whether two articles tell of one event."""

    articles: tuple[str, str]
    """Their ids, the smaller first."""
    together: bool
    added: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """How far someone has read: a block and a character in it, so that it survives another width."""

    block: int = 0
    offset: int = 0
    progress: float = 0.0
    """0.0 at the top, 1.0 when the end was on screen."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many articles a library holds."""

    all: int = 0
    unread: int = 0
    bookmarked: int = 0


NO_NETWORK = "no network"
"""In place of a path: no feed could be asked, because no host could be found."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was passed over, or failed, and why."""

    path: str
    reason: str
    failed: bool = False
    """True where something is wrong; False where it was passed over on purpose."""

    @property
    def told(self) -> str:
        """The path and why, in one line; a name of the file that the reason begins with is not said again."""
        if self.reason.startswith(self.path):
            return self.reason
        return f"{self.path}: {self.reason.removeprefix(PurePath(self.path).name + ': ')}"


@dataclass(frozen=True, slots=True)
class ScanReport:
    """What a look at the sources brought."""

    new: int = 0
    changed: int = 0
    gone: int = 0
    unchanged: int = 0
    skipped: tuple[Skipped, ...] = field(default=())

    def __add__(self, other: ScanReport) -> ScanReport:
        return ScanReport(
            self.new + other.new,
            self.changed + other.changed,
            self.gone + other.gone,
            self.unchanged + other.unchanged,
            self.skipped + other.skipped,
        )


def article_id(key: str) -> str:
    """The id of the article with this key: 16 hexadecimal digits, the same on every machine."""
    return hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def instant(published: date | datetime) -> float:
    """Seconds since the epoch for ordering. A bare day counts as noon UTC, which is that day in nearly every zone."""
    if isinstance(published, datetime):
        return published.timestamp()
    return datetime.combine(published, time(12), UTC).timestamp()
