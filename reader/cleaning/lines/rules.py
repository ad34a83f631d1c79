"""Judges lines: is this the article, or a publisher speaking for itself?

A line goes only for a reason that can be told in one sentence: it is a known phrase, it begins with one, it
holds one, or it calls the reader to a channel ("follow our Google News channel"). Long lines, quoted speech
and sentences that report what somebody said stay: a sentence about newsletters is news.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from reader.cleaning.lines.credit import credited, timed
from reader.cleaning.phrases import Found, Lexicon, bare, lexicon, runs_of_letters, unnumbered
from reader.model import Reason
from reader.text import count_words, fold

__all__ = ["LONGEST_START", "Reading", "Verdict", "opens", "reading", "verdict"]

LONGEST = 45
"""Words a promotion line has at most; longer ones are paragraphs, and stay."""
LONGEST_START = 32
"""Words a line has at most that is judged by how it begins or by a phrase in it."""
LONGEST_LETTERS = 1_500
"""Characters of a line that is judged: in a "word" of a million letters a pattern is looked for a million times."""
LONGEST_LEGAL = 90
"""Words a paragraph has at most that is judged sentence by sentence."""
BRIEF = 6
"""Words a line has at most that is told by one phrase of a page's furniture."""
LONGEST_OPENER = 7
"""Words an opener has at most that goes on with a name."""
LEAST = 0.15
"""The share of a line's words that the sentence makes up at least in which a phrase is enough for all of it to go."""
LONGEST_OWN = 24
"""Words a line has at most that only names a channel of the publisher's own."""
FARTHEST = 12
"""Words that stand at most between a call and what it calls to."""
LONGEST_LABELLED = 16
"""Words a line has at most that begins with a label ("Photo: …")."""

_SENTENCE = re.compile(r"[.!?。！？।](?:(?:(?<=\.)\.\.)?[\"'”’»)\]]*\s+|(?<=[。！？]))")
_COUNT = "0123456789.,:()# "
_LEADING = re.compile(r"^\W+")
_LETTER = re.compile(r"\w")
_SENTENCE_END = re.compile(r"[.!?。！？…]$")
_BUTTON_BREAK = re.compile(r"\s*[|/·•,\t]\s*|\s+")
_BUTTON_EDGES = re.compile(r"^\W+|\W+$")
_QUOTED = re.compile(r"“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|「[^「」]*」|『[^『』]*』|\"[^\"]*\"")
_CLAUSE = re.compile(
    r"(?:^|[.!?:;,。！？、，：؛،।|–—-]\s*|\s(?:and|or|und|oder|et|ou|y|o|e|en|och|og|и|та|ve|dan|và)\s+)$"
)
_HANDLE = re.compile(r"(?<!\w)@\w{3,30}")
_HANDLED = "facebook"
_NEWS_SERVICE = re.compile(r"google(?! play)|谷歌|جوجل|غوغل|गूगल|구글")
_CLAUSE_END = re.compile(r"\s*(?:[.!?,。！？、،।…]|$)")
_NAMED_AFTER = (" by", " von", " par", " por", " di", " door", " av", " af")
"""How phrases end that a name follows."""
_VERB_LAST = frozenset({"de", "hi", "ja", "ko", "nl", "tr"})
"""Languages whose clauses can end in the verb, and so in the call."""
_UNMARKED = frozenset({"ja", "ko", "zh"})
"""Languages in which a clause's beginning cannot be told."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a line goes."""

    reason: Reason
    rule: str


class Reading:
    """A line as the rules see it; what takes long is worked out when a rule asks for it."""

    def __init__(self, text: str) -> None:
        self.words = count_words(text)
        judged = text if self.words <= LONGEST_LEGAL else ""
        self.folded = fold(judged)
        self.spoken = fold(_QUOTED.sub(_blotted, judged)) if _QUOTED.search(judged) else self.folded
        """Folded, with what stands in quotes blotted out."""

    @cached_property
    def runs(self) -> frozenset[str]:
        """The letters that stand together in it, by which phrases are looked for."""
        runs = runs_of_letters(self.spoken)
        return runs | {_HANDLED} if "@" in self.spoken else runs

    @cached_property
    def parts(self) -> list[Found]:
        """Calls, channels, letters, brands, places and words for "our"."""
        return lexicon().calls.within(_line(self.spoken), self.runs)

    @property
    def reported(self) -> bool:
        """Whether it reports what somebody said."""
        return any(found.tag == "reported" for found in self.parts)


@lru_cache(maxsize=4096)
def reading(text: str) -> Reading:
    """What the rules see in a line."""
    return Reading(text)


def _blotted(quote: re.Match[str]) -> str:
    return '"' + "·" * (len(quote.group()) - 2) + '"'


def _line(spoken: str) -> str:
    """What calls are looked for in: a handle is as good as a service's name."""
    line = spoken.replace("-", " ")
    return _HANDLE.sub(f" {_HANDLED} ", line) if "@" in line else line


@lru_cache(maxsize=8192)
def verdict(text: str) -> Verdict | None:
    """Why this line should go, or None when it is the article's own."""
    if len(text) > LONGEST_LETTERS:
        return None
    seen = reading(text)
    if seen.words > LONGEST_LEGAL:
        return None
    found = _whole(seen, lexicon()) or _shaped(text, seen.words)
    if found:
        return found
    found = _phrased(text, seen) or (_called(seen) if seen.words <= LONGEST else None)
    found = found or (_mostly(text, seen) if seen.words > LONGEST_START else None)
    return None if found and seen.reported else found


def _mostly(text: str, seen: Reading) -> Verdict | None:
    """A paragraph of small print: sentences that would each go make up most of it."""
    if not _suspicious(seen):
        return None
    sentences = [sentence for sentence in _SENTENCE.split(text) if sentence.strip()]
    if len(sentences) < 2:
        return None
    found = [(verdict(sentence), count_words(sentence)) for sentence in sentences]
    going = [(judged, words) for judged, words in found if judged]
    if len(going) < 2 or 2 * sum(words for _, words in going) < seen.words:
        return None
    first = going[0][0]
    return Verdict(first.reason, f"{len(going)} of {len(sentences)} sentences, the first {first.rule}")


def _suspicious(seen: Reading) -> bool:
    """Whether one of a paragraph's sentences begins or holds what a short line would go by."""
    rules = lexicon()
    counted = unnumbered(seen.spoken)
    if rules.holds.within(counted, seen.runs):
        return True
    return any(rules.starts.at_start(sentence.lstrip()) for sentence in _SENTENCE.split(counted))


def opens(line: str, text: str, rules: Lexicon) -> bool:
    """Whether a short line begins as an opener of related articles does and goes on with a name: "More from …".

    Takes it bare and as it is.
    """
    starts = rules.related_starts.get(line[:1], ())
    if not line.startswith(starts) or count_words(line) > LONGEST_OPENER or _SENTENCE_END.search(text):
        return False
    start = next(start for start in starts if line.startswith(start))
    return line[len(start) : len(start) + 1] in (" ", "")


def _shaped(text: str, words: int) -> Verdict | None:
    credit = credited(text, words)
    if credit:
        return Verdict(Reason.CREDIT, f"ends in a credit: {credit}")
    when = timed(text, words)
    return Verdict(Reason.CREDIT, f"only says when: … {when}") if when else None


def _whole(seen: Reading, rules: Lexicon) -> Verdict | None:
    line = bare(seen.folded) if seen.words <= LONGEST_START else ""
    if not line or not _LETTER.search(seen.spoken):
        return None
    found = rules.whole.get(line) or rules.whole.get(line.rstrip(_COUNT))
    if found:
        return Verdict(found[0], f"whole line ({found[1]}): {line}")
    if (line in rules.related and count_words(line) > 1) or opens(line, seen.folded, rules):
        return Verdict(Reason.RELATED, f"whole line: {line}")
    buttons = [part if part.isalnum() else _BUTTON_EDGES.sub("", part) for part in _BUTTON_BREAK.split(line)]
    named = len([button for button in buttons if button in rules.buttons])
    if named >= 2 and named >= min(0.75 * len(buttons), len([button for button in buttons if button]) - 1):
        return Verdict(Reason.SHARE, f"share bar: {named} buttons")
    return None


def _phrased(text: str, seen: Reading) -> Verdict | None:
    if seen.words > LONGEST_START:
        return None
    counted = unnumbered(seen.spoken)
    start = _started(counted)
    if start and start.phrase.endswith((":", "：")) and seen.words > LONGEST_LABELLED:
        start = None
    if start and start.phrase.endswith(_NAMED_AFTER) and _goes_on_small(text, start.phrase):
        start = None
    found = start or _held(counted, seen) or (_brief(seen) if seen.words <= BRIEF else None)
    if found is None:
        return None
    how = "begins with" if start else "holds"
    return Verdict(Reason(found.tag), f"{how} ({found.language}): {found.phrase}")


def _started(counted: str) -> Found | None:
    starts = lexicon().starts
    found = starts.at_start(counted)
    return found or (None if counted[:1].isalnum() else starts.at_start(_LEADING.sub("", counted)))


def _held(counted: str, seen: Reading) -> Found | None:
    held = next(iter(lexicon().holds.within(counted, seen.runs)), None)
    return held if held and _weighs(seen, held) else None


def _brief(seen: Reading) -> Found | None:
    return next(iter(lexicon().brief.within(seen.spoken, seen.runs)), None)


def _weighs(seen: Reading, held: Found) -> bool:
    """Whether the sentence that holds a phrase is as good as the line: not one of many."""
    if seen.words <= LONGEST_LABELLED:
        return True
    start = 0
    for end in [*(sentence.end() for sentence in _SENTENCE.finditer(seen.spoken)), len(seen.spoken)]:
        if end > held.start:
            return LEAST * seen.words <= count_words(seen.spoken[start:end])
        start = end
    return True


def _goes_on_small(text: str, phrase: str) -> bool:
    """Whether no name follows where one should: "editing by hand"."""
    found = re.search(re.escape(phrase) + r"\s*(\w)", text, re.IGNORECASE)
    return bool(found and found.group(1).islower())


def _called(seen: Reading) -> Verdict | None:
    """A publisher sending its readers to a channel of its own, in a sentence that makes up much of the line.

    Either it calls at the head of a clause ("follow us …"), or it names a channel, whose, and speaks of itself.
    """
    if len(seen.parts) < 2:
        return None
    line = _line(seen.spoken)
    start = 0
    for sentence in [*_SENTENCE.finditer(line), None]:
        end = sentence.end() if sentence else len(line)
        parts = [part for part in seen.parts if start <= part.start < end]
        found = _sent(line, parts, seen.words) if parts else None
        if found and 2 * count_words(line[start:end]) >= min(seen.words, LONGEST_START):
            return found
        start = end
    return None


def _sent(line: str, found: Sequence[Found], words: int) -> Verdict | None:
    """What sends a reader somewhere among the phrases of one sentence."""
    parts: dict[str, dict[str, list[Found]]] = {}
    for part in found:
        parts.setdefault(part.language, {}).setdefault(part.tag, []).append(part)
    common = parts.pop("common", {})
    brand = common.get("brands", [])
    for language, said in parts.items():
        targets = said.get("letters") or said.get("channels") or brand
        call = next((call for call in said.get("calls", []) if _calls(line, call)), None)
        ours = said.get("ours")
        if call and (ours or said.get("yours") or (brand and language not in _UNMARKED)):
            target = next((target for target in targets if _near(line, call, target)), None)
            if target:
                reason = Reason.SUBSCRIBE if said.get("letters") else Reason.PROMOTION
                return Verdict(reason, f"call ({language}): {call.phrase} … {target.phrase}")
        if brand and ours and said.get("channels") and words <= LONGEST_OWN:
            return Verdict(Reason.PROMOTION, f"own channel ({language}): {ours[0].phrase} … {brand[0].phrase}")
    news = [part for part in brand if _NEWS_SERVICE.search(part.phrase)]
    if news and common.get("places") and words <= LONGEST_START:
        return Verdict(Reason.PROMOTION, f"news service: {news[0].phrase} … {common['places'][0].phrase}")
    return None


def _near(line: str, call: Found, target: Found) -> bool:
    """Whether a call means this target: it is not the same words, and no long way off."""
    if call.start < target.end and target.start < call.end:
        return False
    between = line[min(call.end, target.end) : max(call.start, target.start)]
    return count_words(between) <= FARTHEST


def _calls(line: str, call: Found) -> bool:
    """Whether a verb stands where a call does: at the head of its clause, or at its end."""
    if call.language in _UNMARKED or _CLAUSE.search(line[: call.start]):
        return True
    return call.language in _VERB_LAST and bool(_CLAUSE_END.match(line, call.end))
