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
from reader.cleaning.phrases import Found, Lexicon, bare, lexicon
from reader.model import BlockKind, Reason
from reader.text import count_words, fold

__all__ = ["Verdict", "judge", "verdict"]

LONGEST = 45
"""Words a promotion line has at most; longer ones are paragraphs, and stay."""
LONGEST_START = 32
"""Words a line has at most that is judged by how it begins or by a phrase in it."""
MOST = 0.4
"""The share of an article's lines and of its words that may go by phrases; when it is more, nothing goes."""

_BUTTON_BREAK = re.compile(r"\s*[|/·•,\t]\s*|\s+")
_BUTTON_EDGES = re.compile(r"^\W+|\W+$")
_QUOTED = re.compile(r"[\"“„«「『‘][^\"”“»」』’]{24,}[\"”“»」』’]")
_REPORTED = re.compile(
    r"\b(?:said|says|told|asked|announced|according to|reported|ruled|urged|warned|found|showed|shows|shouted|"
    r"sagte|sagt|laut|teilte|erklarte|dit|declare|affirme|selon|dijo|dice|segun|pidio|detto|dice|ha detto|secondo|"
    r"disse|afirmou|segundo|zei|zegt|volgens|sa|sade|sier|enligt|ifølge|ifolge|kertoi|mukaan|powiedzial|wedlug|rekl|podle|"
    r"сказал|сказала|заявил|заявила|сообщил|по словам|сказав|заявив|dedi|soyledi|kata|ujar|menurut|qua|cho biet)\b"
    r"|と述べ|と話し|によると|表示|據|据报道|전했다|말했다|밝혔다|قال|قالت|وفقا|कहा|बताया"
)
_CLAUSE = re.compile(
    r"(?:^|[.!?:;,。！？、，：؛،।|–—-]\s*|\s(?:and|or|und|oder|et|ou|y|o|e|en|och|og|и|та|ve|dan|và)\s+)$"
)
_CLAUSE_END = re.compile(r"\s*(?:[.!?,。！？、،।…]|$)")
_VERB_LAST = frozenset({"hi", "ja", "ko", "tr"})
"""Languages whose clauses end in the verb, and so in the call."""
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
    buttons = [_BUTTON_EDGES.sub("", part) for part in _BUTTON_BREAK.split(line)]
    named = sum(rules.whole.get(button, (None, ""))[0] is Reason.SHARE for button in buttons)
    if named >= 2 and named >= len([button for button in buttons if button]) - 1:
        return Verdict(Reason.SHARE, f"share bar: {named} buttons")
    return None


def _phrased(folded: str, rules: Lexicon) -> Verdict | None:
    start = rules.starts.at_start(folded) or rules.starts.at_start(folded.lstrip("([*•-–—→►▶ "))
    found = start or next(rules.holds.within(folded), None)
    if found is None:
        return None
    how = "begins with" if start else "holds"
    return Verdict(Reason(found.tag), f"{how} ({found.language}): {found.phrase}")


def _called(folded: str, rules: Lexicon) -> Verdict | None:
    """A call at the head of a clause, together with a channel and with the publisher speaking of itself."""
    parts: dict[str, dict[str, list[Found]]] = {}
    for found in rules.calls.within(folded):
        parts.setdefault(found.language, {}).setdefault(found.tag, []).append(found)
    brand = parts.pop("common", {}).get("brands", [])
    for language, said in parts.items():
        targets = said.get("letters") or said.get("channels") or brand
        call = next((call for call in said.get("calls", []) if _calls(folded, call)), None)
        if not targets or call is None or not (said.get("ours") or brand):
            continue
        reason = Reason.SUBSCRIBE if said.get("letters") else Reason.PROMOTION
        return Verdict(reason, f"call ({language}): {call.phrase} … {targets[0].phrase}")
    return None


def _calls(line: str, call: Found) -> bool:
    """Whether a verb stands where a call does: at the head of its clause, or at its end."""
    if _CLAUSE.search(line[: call.start]):
        return True
    return call.language in _VERB_LAST and bool(_CLAUSE_END.match(line, call.end))


def _speech(text: str, folded: str) -> bool:
    """Whether somebody is quoted, or what they said is told."""
    return bool(_QUOTED.search(text) or _REPORTED.search(folded))
