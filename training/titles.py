"""Makes the weights by which a headline finds its article: `python -m training.titles KIT/related`.

Two logistic regressions (L2, fixed order, no randomness but a seeded choice of examples). The first weighs the
features of a headline beside a title, and products of the telling ones; of the ways to read a headline the one it
likes best counts, which it chooses anew three times. The second weighs how good the best title is and how far it
leads. Beside the kit's headlines they learn from what must not be found: the same headlines with their article taken
out, titles of articles with the article itself taken out, and titles with a name or number and some words changed.

Needs numpy and scikit-learn, which the program itself does not. Tells how the model does on stories it has not seen.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from reader.linking.headline import Wording, readings
from reader.linking.resemblance import Rarity, features
from reader.linking.titles import MARGIN, NEVER, SURE, outdone, shortlist

WEIGHTS = Path(__file__).parent.parent / "reader" / "linking" / "titles.json"
KEYS = (
    "kept", "held", "added", "dropped", "swapped", "uneven", "kin", "turned", "sorted", "places", "names", "cut",
    "common", "likeness",
)  # fmt: skip
"""Features that are also weighed in pairs."""
WEIGHT = {"asked": 1.0, "gone": 0.7, "self": 0.35, "renamed": 0.35}
"""How much an example counts, by what it is: the kit's own, and what was made of it."""
TITLES, RENAMED = 1_500, 700
STRENGTH = 0.3
FOLDS = 5
ROUNDS = 3
RENAMED_AT = list(features(Wording("a"), Wording("a"), len)).index("renamed")
LEARNT = 5
"""Titles of a headline that are learned from: the others are seldom near."""
CANDIDATES = 40
"""Titles that an archive would bring for a headline."""


@dataclass(frozen=True)
class Example:
    """A headline with the titles it may mean."""

    ways: Sequence[Wording]
    kind: str
    detail: str
    story: str
    gold: str | None
    ids: list[str]
    rows: list[Any]
    """For each title a row for each way to read the headline: its features and their products."""
    right: list[bool]


@dataclass(frozen=True)
class Model:
    """Both regressions."""

    weights: Any
    bias: float
    choice: tuple[float, float, float, float]


class Library:
    """The kit's articles but for the hidden ones."""

    def __init__(self, folder: Path) -> None:
        hidden = frozenset(json.loads((folder / "titles_hidden.json").read_text("utf-8")))
        labels = json.loads(gzip.decompress((folder / "labels.json.gz").read_bytes()))
        articles = map(json.loads, gzip.decompress((folder / "articles.jsonl.gz").read_bytes()).splitlines())
        self.titles = {one["id"]: one["title"] for one in articles if one["id"] not in hidden}
        self.story = {one: labels[one]["story"] if one in labels else one for one in self.titles}
        self.words = {one: Wording(title).words for one, title in self.titles.items()}
        self.holders: dict[str, list[str]] = defaultdict(list)
        for one, words in self.words.items():
            for word in set(words):
                self.holders[word].append(one)

    def rarity(self, word: str) -> float:
        """As in an archive of these."""
        total = len(self.titles)
        return math.log((total + 1) / (len(self.holders.get(word, ())) + 0.5)) / math.log(2 * total + 2)

    def same(self, article: str) -> set[str]:
        """The articles of this title."""
        return {one for one in self.holders[self.words[article][0]] if self.words[one] == self.words[article]}


def main() -> None:
    """Read the kit, tell how well unseen stories do, and write the weights made from all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the folder with titles.jsonl and articles.jsonl.gz")
    folder = parser.parse_args().folder
    library = Library(folder)
    asked = [json.loads(line) for line in (folder / "titles.jsonl").read_text("utf-8").splitlines()]
    examples = list(_examples(library, asked))
    names = list(features(Wording("a"), Wording("a"), library.rarity))
    print(_table(library, held_out(library, examples, names)))
    WEIGHTS.write_text(written(names, fitted(examples, names)), "utf-8")
    print(f"{len(examples)} headlines: {WEIGHTS}")


def held_out(
    library: Library, examples: Sequence[Example], names: Sequence[str]
) -> list[tuple[Example, str | None, float]]:
    """What each headline means to a model that has not seen its story, and how sure that is."""
    stories = sorted({one.story for one in examples})
    random.Random(0).shuffle(stories)
    fold = {story: number % FOLDS for number, story in enumerate(stories)}
    found = []
    for number in range(FOLDS):
        model = fitted([one for one in examples if fold[one.story] != number], names)
        unseen = [one for one in examples if fold[one.story] == number]
        found += [(one, *_answer(library, one, model)) for one in unseen]
    return found


def fitted(examples: Sequence[Example], names: Sequence[str]) -> Model:
    """The model of these headlines."""
    pairs = [(one, place) for one in examples for place in range(min(len(one.ids), LEARNT))]
    rows = [one.rows[place] for one, place in pairs]
    right = np.array([one.right[place] for one, place in pairs])
    counts = np.array([WEIGHT[one.kind] for one, _ in pairs])
    everything = np.concatenate(rows)
    mean, spread = everything.mean(axis=0), everything.std(axis=0)
    spread[spread == 0] = 1
    first = [names.index("held"), names.index("sorted")]
    chosen = [row[int(np.argmax(row[:, first].sum(axis=1)))] for row in rows]
    for _ in range(ROUNDS):
        model = LogisticRegression(C=STRENGTH, max_iter=300)
        model.fit((np.array(chosen) - mean) / spread, right, sample_weight=counts)
        weights = model.coef_[0] / spread
        bias = float(model.intercept_[0] - (weights * mean).sum())
        chosen = [row[int(np.argmax(row @ weights))] for row in rows]
    return Model(weights, bias, _choice(examples, weights, bias))


def _choice(examples: Sequence[Example], weights: Any, bias: float) -> Any:
    ranked = [(one, _ranked(one, weights, bias)) for one in examples if one.ids]
    model = LogisticRegression()
    model.fit(
        [_clarity(odds, lead) for _, (_, odds, lead) in ranked],
        [one.right[place] for one, (place, _, _) in ranked],
        sample_weight=[WEIGHT[one.kind] for one, _ in ranked],
    )
    return (*map(float, model.coef_[0]), float(model.intercept_[0]))


def _answer(library: Library, one: Example, model: Model) -> tuple[str | None, float]:
    if not one.ids:
        return None, 0.0
    place, odds, lead = _ranked(one, model.weights, model.bias)
    *factors, bias = model.choice
    sure = 1 / (1 + math.exp(-(float(np.dot(_clarity(odds, lead), factors)) + bias)))
    title, *others = (Wording(library.titles[held]) for held in (one.ids[place], *one.ids))
    found = sure >= SURE and not outdone(one.ways, title, others)
    return (one.ids[place] if found else None), sure


def _ranked(one: Example, weights: Any, bias: float) -> tuple[int, float, float]:
    """Place and log odds of the best title, and its lead on the next that is another."""
    odds = [float(np.where(rows[:, RENAMED_AT] > 0, NEVER, rows @ weights + bias).max()) for rows in one.rows]
    place = int(np.argmax(odds))
    rivals = [other for at, other in enumerate(odds) if at != place and not (one.right[at] and one.right[place])]
    return place, odds[place], min(odds[place] - max(rivals, default=-math.inf), MARGIN)


def _clarity(odds: float, lead: float) -> list[float]:
    odds = max(NEVER, min(odds, -NEVER))
    return [odds, lead, odds * lead]


def _examples(library: Library, asked: Sequence[dict[str, Any]]) -> Iterator[Example]:
    chance = random.Random(5)
    for one in asked:
        yield _example(library, "asked", one["kind"], one["q"], one["story"], one["gold"], ())
        if one["gold"]:
            yield _example(library, "gone", one["kind"], one["q"], one["story"], None, library.same(one["gold"]))
    for one in chance.sample(sorted(library.titles), TITLES):
        yield _example(library, "self", "", library.titles[one], library.story[one], None, library.same(one))
    for one, title in _renamed(library, chance):
        yield _example(library, "renamed", "", title, library.story[one], None, ())


def _example(
    library: Library, kind: str, detail: str, headline: str, story: str, gold: str | None, without: Iterable[str]
) -> Example:
    ways = readings(headline)
    out = set(without)
    shared: dict[str, float] = defaultdict(float)
    for word in sorted({word for way in ways for word in way.words}):
        for one in library.holders.get(word, ()):
            shared[one] += library.rarity(word)
    held = sorted(shared.keys() - out, key=lambda one: (-shared[one], one))[:CANDIDATES]
    near = shortlist(ways, [(one, Wording(library.titles[one])) for one in held], library.rarity)
    rows = [_rows(ways, title, library.rarity) for _, title in near]
    right = [gold is not None and library.words[one] == library.words[gold] for one, _ in near]
    return Example(ways, kind, detail, story, gold, [one for one, _ in near], rows, right)


def _rows(ways: Sequence[Wording], title: Wording, rarity: Rarity) -> Any:
    found = [features(way, title, rarity) for way in ways]
    keys = list(combinations_with_replacement(KEYS, 2))
    return np.array([[*one.values(), *(one[key] * one[other] for key, other in keys)] for one in found], np.float32)


def _renamed(library: Library, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Titles in which a name or number, and up to five words more, are others: they speak of something else."""
    plain = sorted(one for one, title in library.titles.items() if Wording(title).names)
    names = sorted({name for one in plain for name in _names(library.titles[one])})
    numbers = sorted({number for title in library.titles.values() for number in _numbers(title)})
    small = sorted({word for one in plain for word in _small(library.titles[one])})
    for one in chance.sample(plain, RENAMED):
        title = library.titles[one]
        numbered = _numbers(title) if chance.random() < 0.4 else []
        held, others = (numbered, numbers) if numbered else (_names(title), names)
        changed = title.replace(chance.choice(held), chance.choice(others), 1) if held else title
        for word in chance.sample(_small(title), min(chance.randrange(6), len(_small(title)))):
            changed = changed.replace(word, chance.choice(small), 1)
        if changed != title:
            yield one, changed


def _small(title: str) -> list[str]:
    return [word for word in re.findall(r"[^\W_]+", title) if word[0].islower() and len(word) > 4]


def _names(title: str) -> list[str]:
    return [word for word in re.findall(r"[^\W_]+", title)[1:] if word[0].isupper() and len(word) > 3]


def _numbers(title: str) -> list[str]:
    return re.findall(r"\b\d[\d,.]*\b", title)


def _table(library: Library, found: Sequence[tuple[Example, str | None, float]]) -> str:
    """Precision and recall as the kit counts them, kinds, and what was found that is of another story."""
    asked = [(one, answer) for one, answer, _ in found if one.kind == "asked"]
    answered = [(one, answer) for one, answer in asked if answer]
    hits = sum(answer == one.gold for one, answer in answered)
    wanted = sum(one.gold is not None for one, _ in asked)
    strangers = sum(library.story[answer] != one.story for one, answer in answered)
    absent = sum(one.gold is None for one, _ in answered)
    lines = [f"stories not seen: P {hits / len(answered):.4f} R {hits / wanted:.4f}"]
    lines.append(f"  answers for an absent article {absent}, of another story {strangers}, of {len(answered)}")
    kinds: dict[str, Counter[bool]] = defaultdict(Counter)
    for one, answer, _ in found:
        kinds[one.detail if one.kind == "asked" else f"({one.kind})"][answer == one.gold] += 1
    lines += [
        f"  {kind:<16}{right[True] / right.total():6.3f} of {right.total()}" for kind, right in sorted(kinds.items())
    ]
    for start in range(4, 10):
        sure = [
            (one, answer) for one, answer, score in found if one.kind == "asked" and start <= score * 10 < start + 1
        ]
        hits = sum(one.gold == answer for one, answer in sure)
        lines.append(f"  score {start / 10:.1f}: right {hits} of {len(sure)}")
    return "\n".join(lines)


def unseen(folder: Path) -> list[str | None]:
    """For each headline of the kit the article it means to a model that has not seen its story."""
    library = Library(folder)
    asked = [json.loads(line) for line in (folder / "titles.jsonl").read_text("utf-8").splitlines()]
    examples = list(_examples(library, asked))
    found = held_out(library, examples, list(features(Wording("a"), Wording("a"), library.rarity)))
    answers = {id(one): answer for one, answer, _ in found}
    return [answers[id(one)] for one in examples if one.kind == "asked"]


def written(names: Sequence[str], model: Model) -> str:
    """The model as JSON."""
    pairs = [f"{one}*{other}" for one, other in combinations_with_replacement(KEYS, 2)]
    numbers = [_rounded(weight) for weight in model.weights]
    data = {
        "bias": _rounded(model.bias),
        "single": dict(zip(names, numbers, strict=False)),
        "product": dict(zip(pairs, numbers[len(names) :], strict=True)),
        "choice": [_rounded(number) for number in model.choice],
    }
    return json.dumps(data, indent=1) + "\n"


def _rounded(number: float) -> float:
    return float(f"{number:.4g}")


if __name__ == "__main__":
    main()
