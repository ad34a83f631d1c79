"""Lines that say too little by themselves, and go by the company they keep.

What stands between two lines that went needs less of a reason: a word for a channel will do. So does what stands
behind one that went where no sentence follows any more; if it is short, it needs no word at all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from reader.cleaning.lines.rules import LONGEST_START, Verdict, reading
from reader.model import Block, BlockKind, Reason
from reader.text import count_words

__all__ = ["beside"]

LONGEST_TAIL = 12
"""Words a line has at most that goes only because it stands behind one that went, and no sentence follows."""
SENTENCE = 8
"""Words a line has at least that counts as a sentence if it ends like one."""
LONG = 14
"""Words from which a line counts as a sentence however it ends."""

_SENTENCE_END = re.compile(r"[.!?。！？…:：][\"'”’»」)]*$")
_LETTER = re.compile(r"\w")
_TELLING = {"letters", "brands", "channels"}
_REASONS = {"letters": Reason.SUBSCRIBE}


def beside(blocks: Sequence[Block], went: Mapping[int, Verdict]) -> dict[int, Verdict]:
    """Verdicts on more of these blocks, given those on blocks that went by themselves."""
    if not went:
        return {}
    last = next((at for at in reversed(range(len(blocks))) if at not in went and _is_sentence(blocks[at])), -1)
    found: dict[int, Verdict] = {}
    for at, block in enumerate(blocks):
        behind = at not in went and (at - 1 in went or at - 1 in found)
        if not behind or block.kind is not BlockKind.PARAGRAPH or not _LETTER.search(block.text):
            continue
        tail = 0 <= last < at
        judged = _telling(block.text, tail=tail) if tail or at + 1 in went else None
        if not judged and tail and _trails(block.text):
            reason = (went.get(at - 1) or found[at - 1]).reason
            judged = Verdict(reason, "stands behind what went, and no sentence follows")
        if judged:
            found[at] = judged
    return found


def _telling(text: str, *, tail: bool) -> Verdict | None:
    seen = reading(text)
    if seen.reported or seen.words > LONGEST_START:
        return None
    part = next((part for part in seen.parts if part.tag in _TELLING), None)
    if part is None:
        return None
    where = "behind what went, and no sentence follows" if tail else "between lines that went"
    return Verdict(_REASONS.get(part.tag, Reason.PROMOTION), f"names “{part.phrase}”, {where}")


def _trails(text: str) -> bool:
    return count_words(text) <= LONGEST_TAIL and not _SENTENCE_END.search(text)


def _is_sentence(block: Block) -> bool:
    words = count_words(block.text)
    return words >= LONG or (words >= SENTENCE and bool(_SENTENCE_END.search(block.text)))
