"""Captions, credits, bylines and times are told by their shape, in any language."""

import pytest

from reader.cleaning.boilerplate import verdict
from reader.model import Reason


@pytest.mark.parametrize(
    "line",
    [
        "The bridge at dawn (Photo: Ann Example)",
        "Divers come up with the cracked bearing (Image: abc News)",
        "Ann Example / Reuters",
        "Ann Example / Pool via Reuters",
        "Ann Example, Associated Press",
        "AFP",
        "Die Fähre im Nebel. Foto: dpa",
        "Der Hafen bei Nacht © Gemeinde Anselhafen",
        "La gabarra, en el muelle. Ana Ejemplo (REUTERS)",
        "Grauer Mantel und Mütze von HAFEN. Foto: Ann von Beispiel. Haare: Bob Probe. Licht: Eva Muster",
        "夜の港で（山田花子撮影）",
        "By Ann Example",
        "von Ann Beispiel",
        "5 min read",
        "Lesezeit: 3 Min.",
        "Tempo de leitura: 2 minutos",
        "Updated at 1:23 p.m.",
        "Stand: 17.06.2025 18:24 Uhr",
        "20 minutes ago",
        "16 comments",
    ],
)
def test_who_made_it_and_when_goes(line: str) -> None:
    found = verdict(line)
    assert found is not None
    assert found.reason is Reason.CREDIT


@pytest.mark.parametrize(
    "line",
    [
        "The bridge was shut on Tuesday, the harbour master told Reuters.",
        "The study was paid for by the space agency (NASA).",
        "Headquarters: Port Ansel, PA",
        "By the sea",
        "By dawn nothing was left of it.",
        "Thursday, 18 July",
        "Donnerstag, 18. 7.",
        "Source code of the ferry's clock",
        "He wore a photo of his dog, and said so: it was the best of the crew.",
        (
            "The ferry was late again, the second time in a week, and those who waited for it in the rain at the quay "
            "said that they would rather swim than wait for it a third time. Photo: Ann Example"
        ),
    ],
)
def test_what_only_looks_like_it_stays(line: str) -> None:
    assert verdict(line) is None
