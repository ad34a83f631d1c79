"""Of two articles in a language that few others here are in, the words that any text has in it bind nothing."""

from pathlib import Path

from reader.newsroom import Newsroom

GERMAN = {
    "meteorit": "Der Meteorit schlug in das Dach ein. Die Bewohner haben nichts gehört, und sie sind froh, dass das "
    "Haus noch steht. Das Loch ist so groß wie ein Fußball, und der Stein war noch warm.",
    "rennen": "Der Fahrer gewann das Rennen vor dem Dänen. Die Zuschauer haben ihn gefeiert, und sie sind froh, dass "
    "das Wetter noch hielt. Das Feld ist so stark wie noch nie, und der Sieger war sehr müde.",
}


def test_two_articles_in_a_language_that_is_rare_here_are_no_story(newsroom: Newsroom, tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"e{number}.txt").write_text(f"Report {number}\n\nThe item {number} was found by Smith{number}.\n")
    for name, text in GERMAN.items():
        (tmp_path / f"{name}.txt").write_text(f"{name.capitalize()}\n\n{text}\n")
    newsroom.add([str(tmp_path)])
    article = newsroom.find(str(tmp_path / "meteorit.txt"))
    said = [reason for one in newsroom.related(article) for reason in one.why]
    assert not any(word in reason.split(": ")[-1].split(", ") for reason in said for word in ("der", "das", "sie"))
    assert [len(reports) for story, reports in newsroom.stories.each() if article in str(reports)] == []
