"""A small library of our own writing for the tests of the screen."""

from __future__ import annotations

from datetime import date, timedelta

from reader.model import (
    Article,
    Block,
    BlockKind,
    Cut,
    DateOrigin,
    Pointer,
    Reason,
    Related,
    RelatedGroup,
    Span,
    Style,
)
from tests.fakes import NOW, FakeNewsroom, made, source

__all__ = ["BRIDGE", "LONG", "TARIFF", "library"]


def _bridge() -> Article:
    spans = (
        Span("Inspectors closed the "),
        Span("Kestrel Bridge", Style.STRONG),
        Span(" on Thursday after finding a crack in its eastern hanger, the city said in "),
        Span("a notice", href="https://port-ansel.example/notice"),
        Span(". Cars are led over the "),
        Span("Old Weir", Style.EMPHASIS),
        Span(" until Monday."),
    )
    rows = (
        ("Crossing", "Detour", "Minutes"),
        ("Kestrel Bridge", "Old Weir and Quay Street", "18"),
        ("Fish Market ferry", "none, every quarter of an hour", "7"),
    )
    blocks = (
        Block(BlockKind.PARAGRAPH, spans),
        Block.of("“We would rather explain a queue than a collapse,” said Ida Varn, who leads the inspection."),
        Block.of("What is known", BlockKind.HEADING, level=2),
        Block.of("The crack is eleven centimetres long and was not there in May.", BlockKind.ITEM, marker="•"),
        Block.of("Buses 4 and 11 turn round at the fish market.", BlockKind.ITEM, marker="•"),
        Block.of("Nobody looked under it, because nobody was asked to.", BlockKind.QUOTE),
        Block(BlockKind.TABLE, (Span("\n".join("  ".join(row) for row in rows)),), rows=rows),
        Block.of("The eastern hanger, photographed from a boat.", BlockKind.CAPTION),
        Block.of("for hour in range(6, 22):\n    ferry.sail(hour, every=15)", BlockKind.CODE, marker="python"),
        Block.of("The city promises a first report before the end of the week."),
    )
    cuts = (
        Cut(
            "Follow the Harbour Post on every channel and never miss a tide.",
            Reason.PROMOTION,
            "begins with (en): follow",
            1,
        ),
        Cut("Share this article", Reason.SHARE, "whole line (en): share this article", 5),
        Cut("Subscribe for two crowns a week", Reason.SUBSCRIBE, "begins with (en): subscribe", 9),
    )
    return made(
        "bridge",
        "Port Ansel shuts Kestrel Bridge after inspectors find a crack",
        blocks=blocks,
        cuts=cuts,
        byline="Lena Osk",
        url="https://harbour-post.example/kestrel",
        published=NOW - timedelta(hours=3),
        pointers=(Pointer("Ferry queues reach the fish market"),),
    )


BRIDGE = _bridge()
TARIFF = made(
    "tariff",
    "What the new water tariff means for a household of four",
    "A household of four pays nine crowns more a month from January.",
    "Farmers pay by the season.",
    source="Dunmere Chronicle",
    published=date(2026, 11, 20),
)
LONG = made(
    "long",
    "The long way round the harbour",
    *(
        f"Paragraph {number} goes along the quay, past the cranes and the nets, and tells at some length what people "
        f"there thought of the closed bridge and of the {number} boats that had been waiting since the morning."
        for number in range(1, 41)
    ),
    published=NOW - timedelta(days=1, hours=2),
    source="Northline Wire",
    url="https://northline.example/long",
)
_OTHERS = (
    made(
        "ferry", "Ferry queues reach the fish market", "Ferries sail every quarter of an hour.", source="Harbour Post"
    ),
    made(
        "petrel",
        "Petrel-3 sends its first images from orbit 🛰 and they are sharper than hoped",
        "The first images arrived at noon.",
        source="Orbit & Weather",
        published=NOW - timedelta(days=1, hours=5),
    ),
    made(
        "jp",
        "汐ヶ崎港の橋、点検で亀裂が見つかり通行止めに",
        "汐ヶ崎市は木曜日、橋を通行止めにした。",
        source="汐ヶ崎新報",
        language="ja",
        published=NOW - timedelta(days=2),
    ),
    made(
        "nurses",
        "Maren nurses vote to strike for a second week",
        "Nurses voted on Tuesday.",
        source="Maren Courier",
        published=date(2026, 11, 17),
        dated=DateOrigin.FILE,
    ),
    made("astrolabe", "Astrolabe stolen from Brennholt museum", "It was there at six.", published=date(2025, 3, 9)),
)


def _related() -> dict[str, list[Related]]:
    ferry, tariff = _OTHERS[0], TARIFF
    return {
        BRIDGE.id: [
            Related(
                LONG.id,
                LONG.title,
                RelatedGroup.STORY,
                0.9,
                ("shares: Kestrel Bridge, Ida Varn, 14 October",),
                LONG.source,
                LONG.published,
                LONG.url,
                new_sentences=12,
            ),
            Related(ferry.id, ferry.title, RelatedGroup.POINTER, 1.0, ("the article points to it",), ferry.source),
            Related(LONG.id, LONG.title, RelatedGroup.POINTER, 1.0, ("the article points to it",), LONG.source),
            Related(None, "Why the weir is older than the town", RelatedGroup.POINTER, 0.0, ()),
            Related(
                None, "A map of all detours", RelatedGroup.POINTER, 0.0, (), url="https://harbour-post.example/map"
            ),
            Related(
                tariff.id,
                tariff.title,
                RelatedGroup.RELATED,
                0.3,
                ("shares: Port Ansel, city council",),
                tariff.source,
                tariff.published,
            ),
        ]
    }


def library() -> FakeNewsroom:
    """A newsroom with all of it."""
    return FakeNewsroom(
        [BRIDGE, TARIFF, LONG, *_OTHERS],
        _related(),
        [source("Harbour Post"), source("Northline Wire", "/wire"), source("Dunmere Chronicle", "/dunmere")],
    )
