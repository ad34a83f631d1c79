"""Judges lines: is this the article, or a publisher speaking for itself?

A line goes only for a reason that can be told in one sentence: it is a known phrase, it begins with one, it
holds one, or it calls the reader to a channel ("follow our Google News channel"). Long lines, quoted speech
and sentences that report what somebody said stay: a sentence about newsletters is news.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.cleaning.blocks import Line
from reader.cleaning.phrases import Lexicon, bare, lexicon
from reader.model import BlockKind, Reason
from reader.text import count_words, fold

__all__ = ["Verdict", "judge", "verdict"]

LONGEST = 45
"""Words a promotion line has at most; longer ones are paragraphs, and stay."""
LONGEST_START = 32
"""Words a line has at most that is judged by how it begins or by a phrase in it."""
MOST = 0.4
"""The share of an article's lines and of its words that may go by phrases; when it is more, nothing goes."""

_LETTERS = re.compile(r"[^\W\d_]")
_QUOTED = re.compile(r"[\"“„«「『‘][^\"”“»」』’]{12,}[\"”“»」』’]")
_REPORTED = re.compile(
    r"\b(?:said|says|told|asked|announced|according to|reported|ruled|urged|warned|found|showed|shows|shouted|"
    r"sagte|sagt|laut|teilte|erklarte|dit|declare|affirme|selon|dijo|dice|segun|pidio|detto|dice|ha detto|secondo|"
    r"disse|afirmou|segundo|zei|zegt|volgens|sa|sade|sier|enligt|ifølge|ifolge|kertoi|mukaan|powiedzial|wedlug|rekl|podle|"
    r"сказал|сказала|заявил|заявила|сообщил|по словам|сказав|заявив|dedi|soyledi|kata|ujar|menurut|qua|cho biet)\b"
    r"|と述べ|と話し|によると|表示|據|据报道|전했다|말했다|밝혔다|قال|قالت|وفقا|कहा|बताया"
)
_CLAUSE = re.compile(r"(?:^|[.!?:;,。！？、，：؛،।|–—-]\s*|\s(?:and|or|und|oder|et|ou|y|o|e|en|och|og|и|та|ve|dan|và)\s+)$")
_CONTENT_KINDS = frozenset({BlockKind.CODE, BlockKind.TABLE, BlockKind.QUOTE})
_ZONES = {
    "share": Reason.SHARE,
    "newsletter": Reason.SUBSCRIBE,
    "related": Reason.RELATED,
    "nav": Reason.NAVIGATION,
    "footer": Reason.NAVIGATION,
    "header": Reason.NAVIGATION,
    "aside": Reason.NAVIGATION,
    "comments": Reason.NAVIGATION,
    "byline": Reason.CREDIT,
    "figure": Reason.CREDIT,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a line goes."""

    reason: Reason
    rule: str


def judge(lines: Sequence[Line], settled: frozenset[int]) -> tuple[dict[int, Verdict], str | None]:
    """Verdicts by line number for all that goes, and a notice when the guard held them back.

    `settled` are lines judged already (a related list), which count neither way.
    """
    verdicts = {number: _outside(line) for number, line in enumerate(lines) if line.outside and number not in settled}
    body = [number for number, line in enumerate(lines) if not line.outside and number not in settled]
    phrases: dict[int, Verdict] = {}
    for number in body:
        found = None if lines[number].block.kind in _CONTENT_KINDS else verdict(lines[number].block.text)
        if found:
            phrases[number] = found
    held_back = _too_much(lines, body, phrases)
    if held_back:
        return verdicts, held_back
    return verdicts | phrases, None


def verdict(text: str) -> Verdict | None:
    """Why this line should go, or None when it is the article's own."""
    words = count_words(text)
    if words > LONGEST:
        return None
    rules = lexicon()
    folded = fold(text)
    return (
        _whole(folded, rules)
        or (_phrased(folded, rules) if words <= LONGEST_START and not _speech(text, folded) else None)
        or (_called(folded, rules) if not _speech(text, folded) else None)
    )


def _outside(line: Line) -> Verdict:
    return Verdict(_ZONES.get(line.zone, Reason.NAVIGATION), line.outside)


def _too_much(lines: Sequence[Line], body: Sequence[int], phrases: dict[int, Verdict]) -> str | None:
    total = sum(count_words(lines[number].block.text) for number in body)
    going = sum(count_words(lines[number].block.text) for number in phrases)
    if len(body) < 3 or len(phrases) <= MOST * len(body) or going <= MOST * total:
        return None
    return f"{len(phrases)} lines look like promotion, too much of so short a text; nothing was cut."


def _whole(folded: str, rules: Lexicon) -> Verdict | None:
    line = bare(folded)
    if not line:
        return None
    found = rules.whole.get(line)
    if found:
        return Verdict(found[0], f"whole line ({found[1]}): {line}")
    rest, buttons = rules.shares.subn("", line)
    if buttons >= 2 and not _LETTERS.search(rest.replace("x", "")):
        return Verdict(Reason.SHARE, f"share bar: {buttons} buttons")
    return None


def _phrased(folded: str, rules: Lexicon) -> Verdict | None:
    start = rules.starts.match(folded) or rules.starts.match(folded.lstrip("([*•-–—→►▶ "))
    found = start or rules.holds.search(folded)
    if found is None or not found.lastgroup:
        return None
    language, _, reason = found.lastgroup.partition("_")
    how = "begins with" if start else "holds"
    return Verdict(Reason(reason.replace("_", " ")), f"{how} ({language}): {found.group()}")


def _called(folded: str, rules: Lexicon) -> Verdict | None:
    """A call at the head of a clause, together with a channel and with the publisher speaking of itself."""
    if not rules.targets.search(folded):
        return None
    brand = rules.brands.search(folded)
    for language in rules.languages:
        letter = language.letters.search(folded)
        channel = language.channels.search(folded) or brand
        if not (letter or channel):
            continue
        own = language.ours.search(folded)
        call = next((call for call in language.calls.finditer(folded) if _CLAUSE.search(folded[: call.start()])), None)
        if call is None or not (own or brand):
            continue
        target = letter or channel
        reason = Reason.SUBSCRIBE if letter else Reason.PROMOTION
        return Verdict(reason, f"call ({language.code}): {call.group()} … {target.group() if target else ''}")
    return None


def _speech(text: str, folded: str) -> bool:
    """Whether somebody is quoted, or what they said is told."""
    return bool(_QUOTED.search(text) or _REPORTED.search(folded))
