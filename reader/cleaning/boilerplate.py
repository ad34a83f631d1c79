"""Judges lines: is this the article, or a publisher speaking for itself?

A line goes only for a reason that can be told in one sentence: it is a known phrase, it begins with one, it
holds one, or it calls the reader to a channel ("follow our Google News channel"). Long lines, quoted speech
and sentences that report what somebody said stay: a sentence about newsletters is news.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from reader.cleaning.blocks import Line
from reader.cleaning.phrases import Found, Lexicon, bare, lexicon
from reader.model import BlockKind, Reason
from reader.text import count_words, fold

__all__ = ["Verdict", "judge", "verdict"]

MANY = 20_000
"""Lines of a text that are judged at most; what is longer is no article."""
LONGEST = 45
"""Words a promotion line has at most; longer ones are paragraphs, and stay."""
LONGEST_START = 32
"""Words a line has at most that is judged by how it begins or by a phrase in it."""
LONGEST_LABELLED = 16
"""Words a line has at most that begins with a label ("Photo: …")."""
MOST = 0.4
"""The share of an article's lines and of its words that may go by phrases; when it is more, nothing goes."""

_BUTTON_BREAK = re.compile(r"\s*[|/·•,\t]\s*|\s+")
_BUTTON_EDGES = re.compile(r"^\W+|\W+$")
_QUOTED = re.compile(r"“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|「[^「」]*」|『[^『』]*』|\"[^\"]*\"")
_REPORTED = re.compile(
    r"\b(?:said|says|told|asked|announced|according to|reported|ruled|urged|warned|found|showed|shows|shouted|"
    r"sagte|sagt|laut|teilte|erklarte|dit|declare|affirme|selon|dijo|dice|segun|pidio|detto|dice|ha detto|secondo|"
    r"disse|afirmou|segundo|zei|zegt|volgens|sade|sier|demanded|decia|assure|raumte|enligt|ifølge|ifolge|kertoi|mukaan|powiedzial|wedlug|rekl|podle|"
    r"сказал|сказала|заявил|заявила|сообщил|по словам|сказав|заявив|dedi|soyledi|ujar|menurut|cho biet)\b"
    r"|と述べ|と話し|によると|表示|據|据报道|전했다|말했다|밝혔다|قال|قالت|وفقا|कहा|बताया"
)
_CLAUSE = re.compile(
    r"(?:^|[.!?:;,。！？、，：؛،।|–—-]\s*|\s(?:and|or|und|oder|et|ou|y|o|e|en|och|og|и|та|ve|dan|và)\s+)$"
)
_HANDLE = re.compile(r"(?<!\w)@\w{3,30}")
_NEWS_SERVICE = re.compile(r"google|谷歌|جوجل|غوغل|गूगल|구글")
_CLAUSE_END = re.compile(r"\s*(?:[.!?,。！？、،।…]|$)")
_VERB_LAST = frozenset({"de", "hi", "ja", "ko", "nl", "tr"})
"""Languages whose clauses can end in the verb, and so in the call."""
_UNMARKED = frozenset({"ja", "ko", "zh"})
"""Languages in which a clause's beginning cannot be told."""
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
    if len(body) > MANY:
        return verdicts, f"Its {len(body):,} lines are too many to be judged one by one; nothing was cut."
    phrases: dict[int, Verdict] = {}
    for number in body:
        found = None if lines[number].block.kind in _CONTENT_KINDS else verdict(lines[number].block.text)
        if found:
            phrases[number] = found
    held_back = _too_much(lines, body, phrases)
    if held_back:
        return verdicts, held_back
    return verdicts | phrases, None


@lru_cache(maxsize=8192)
def verdict(text: str) -> Verdict | None:
    """Why this line should go, or None when it is the article's own."""
    words = count_words(text)
    if words > LONGEST:
        return None
    rules = lexicon()
    whole = _whole(fold(text), rules)
    spoken = fold(_QUOTED.sub(lambda quote: '"' + "·" * (len(quote.group()) - 2) + '"', text))
    if whole or _REPORTED.search(spoken):
        return whole
    return (_phrased(spoken, rules, words) if words <= LONGEST_START else None) or _called(spoken, rules, words)


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


def _phrased(folded: str, rules: Lexicon, words: int) -> Verdict | None:
    start = rules.starts.at_start(folded) or rules.starts.at_start(folded.lstrip("([*•-–—→►▶ "))
    if start and start.phrase.endswith((":", "：")) and words > LONGEST_LABELLED:
        start = None
    found = start or next(rules.holds.within(folded), None)
    if found is None:
        return None
    how = "begins with" if start else "holds"
    return Verdict(Reason(found.tag), f"{how} ({found.language}): {found.phrase}")


def _called(folded: str, rules: Lexicon, words: int) -> Verdict | None:
    """A publisher sending its readers to a channel of its own.

    Either it calls at the head of a clause ("follow us …"), or it names a channel, whose, and speaks of itself.
    """
    line = _HANDLE.sub(" facebook ", folded.replace("-", " "))
    parts: dict[str, dict[str, list[Found]]] = {}
    for found in rules.calls.within(line):
        parts.setdefault(found.language, {}).setdefault(found.tag, []).append(found)
    common = parts.pop("common", {})
    brand = common.get("brands", [])
    for language, said in parts.items():
        targets = said.get("letters") or said.get("channels") or brand
        call = next((call for call in said.get("calls", []) if _calls(line, call)), None)
        ours = said.get("ours")
        if targets and call and (ours or (brand and language not in _UNMARKED)):
            reason = Reason.SUBSCRIBE if said.get("letters") else Reason.PROMOTION
            return Verdict(reason, f"call ({language}): {call.phrase} … {targets[0].phrase}")
        if brand and ours and said.get("channels") and words <= LONGEST_START:
            return Verdict(Reason.PROMOTION, f"own channel ({language}): {ours[0].phrase} … {brand[0].phrase}")
    news = [found for found in brand if _NEWS_SERVICE.search(found.phrase)]
    if news and common.get("places") and words <= LONGEST_START:
        return Verdict(Reason.PROMOTION, f"news service: {news[0].phrase} … {common['places'][0].phrase}")
    return None


def _calls(line: str, call: Found) -> bool:
    """Whether a verb stands where a call does: at the head of its clause, or at its end."""
    if call.language in _UNMARKED or _CLAUSE.search(line[: call.start]):
        return True
    return call.language in _VERB_LAST and bool(_CLAUSE_END.match(line, call.end))
