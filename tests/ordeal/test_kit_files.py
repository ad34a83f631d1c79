"""Every file of the development kit, given to the program: what its index says must hold."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.config import Config
from reader.errors import SourceError
from reader.newsroom import open_newsroom
from reader.paths import Home
from reader.ui.app import ReaderApp
from reader.ui.visiting.addresses import destination
from tests.cli.conftest import Ran, Reader
from tests.kit import KIT, needs_kit
from tests.ordeal import addresses
from tests.ordeal.hostile import controls
from tests.ordeal.screens import heeded, read_through
from tests.ordeal.texts import _strings
from tests.ui.conftest import Session

pytestmark = needs_kit
FILES = KIT / "hostile" / "hostile"
INDEX = json.loads((FILES / "index.json").read_text())["files"] if FILES.is_dir() else []
CANARY = re.compile(r"CANARY\d+")
PWNED = Path("/tmp/CANARY_PWNED")  # what the kit's files would make
SUBSCRIPTIONS = (".opml",)


def named(*classes: str) -> list[str]:
    return [one["file"] for one in INDEX if one["class"] in classes]


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> tuple[Reader, Ran, dict[str, list[dict]]]:
    """All files in one library, and the articles that each became, by the file's name in the kit."""
    folder = tmp_path_factory.mktemp("kit")
    shutil.copytree(FILES, folder / "files")
    (folder / "files" / "index.json").unlink()
    reader = Reader(folder / "home")
    with addresses._connections() as made:
        added = reader("add", "--verbose", str(folder / "files"))
        assert made == []
    articles: dict[str, list[dict]] = {}
    ids = [row["id"] for row in reader("list", "--json", "--limit", "0").records]
    for row in reader("show", "--json", *ids).records:
        path = Path(row["path"]).relative_to(folder / "files") if row["path"] else Path()
        articles.setdefault(str(path).partition("#")[0], []).append(row)
    return reader, added, articles


def everything_said(reader: Reader, added: Ran) -> Iterator[str]:
    ids = [row["id"] for row in reader("list", "--json").records]
    yield added.out + added.err
    for words in (
        ["list"],
        ["show", "--cuts", *ids],
        ["related", *ids],
        ["search", "CANARY*"],
        ["sources"],
        ["doctor"],
    ):
        for more in ([], ["--json"] * (words[0] != "show")):
            ran = reader(*words[:1], *more, *words[1:])
            yield ran.out + ran.err


def test_all_classes_are_known() -> None:
    known = "escape markup spoof link ssrf command parser-input xxe bomb redos malformed encoding depth active identity"
    assert {one["class"] for one in INDEX} <= {*known.split(), "path", "time", "export", "secret", "import-hijack"}


def test_nothing_of_it_reaches_a_terminal_an_export_or_the_log(held, tmp_path: Path) -> None:
    reader, added, _ = held
    for said in everything_said(reader, added):
        assert list(controls(said.replace("\n", "").replace("\t", ""))) == []
        assert "went wrong inside" not in said
    for name in ("all.md", "all.jsonl", "each/"):
        reader("export", "-o", f"{tmp_path}/{name}")
    assert {path.parent.name for path in tmp_path.rglob("*.md")} == {tmp_path.name, "each"}
    for file in [*tmp_path.rglob("*"), *reader.home.rglob("*.log")]:
        if file.is_file():
            assert list(controls(file.read_text("utf-8").replace("\n", "").replace("\t", ""))) == []
    assert not PWNED.exists()


@pytest.mark.parametrize(
    "file", named("escape", "markup", "spoof", "malformed", "encoding", "active", "depth", "link", "time")
)
def test_words_of_it_stay_readable(held, file: str) -> None:
    _, added, articles = held
    if file.endswith(SUBSCRIPTIONS) or "_v2" in file:
        pytest.skip("no articles are expected of it")
    text = (FILES / file).read_bytes().decode("utf-16" if "utf16" in file else "utf-8", "replace")
    words = set(CANARY.findall(text)) if "script" not in file else set()
    shown = json.dumps(articles.get(file, []), ensure_ascii=False)
    assert words <= set(CANARY.findall(shown)) or (not articles.get(file) and Path(file).name in added.out + added.err)


@pytest.mark.parametrize("file", named("markup"))
def test_markup_is_shown_letter_for_letter(held, file: str) -> None:
    _, _, articles = held
    shown = " ".join(value for one in articles[file] for value in _strings(one))
    text = re.sub(r"https?://[^\s\"<]*", "", (FILES / file).read_text("utf-8"))
    for bracketed in re.findall(r"\[[^\]\n<]*\]", text):
        if "CDATA" not in bracketed:
            assert bracketed in shown


async def test_the_screen_shows_each_as_text(held) -> None:
    reader, _, articles = held
    with closing(open_newsroom(Home.under(reader.home), Config())):
        pass
    app = ReaderApp(lambda: open_newsroom(Home.under(reader.home), Config()), Config(ascii=False))
    async with app.run_test(size=(100, 50), notifications=True, tooltips=True) as pilot:
        session = Session(app, pilot, None)  # type: ignore[arg-type]
        await session.until(lambda: session.main.browsing.query is not None and session.main.headlines.count > 0, 60)
        await session.settle()
        found = heeded(session, "list")
        for rows in list(articles.values()):
            session.main.reading.open(rows[0]["id"])
            await session.settle()
            found += heeded(session, rows[0]["title"][:20])
            seen = await read_through(session)
            words = {word for block in rows[0]["blocks"][:20] for word in CANARY.findall(block["text"])}
            found += [f"{rows[0]['path']}: {word} is not seen" for word in words if word not in seen]
        assert found == []
        assert app.is_running


@pytest.mark.parametrize("file", named("link"))
def test_links_open_only_where_they_may(held, file: str) -> None:
    _, added, articles = held
    rows = articles.get(file, [])
    urls = [row["url"] for row in rows] + [pointer["url"] for row in rows for pointer in row["pointers"]]
    for url in filter(None, urls):
        found = destination(url)
        assert found is None or found.url.startswith(("http://", "https://"))
    text = (FILES / file).read_text("utf-8", "replace")
    if not ({"userinfo.md", "shell_meta.xml"} & {Path(file).name}):
        assert "link" in json.dumps([row["notices"] for row in rows]) or Path(file).name in added.err + added.out, text


@pytest.mark.parametrize(("file", "host"), [("links/userinfo.md", None), ("unicode/homograph_link.md", "xn--")])
def test_the_real_host_is_shown_first(file: str, host: str | None) -> None:
    (url,) = re.findall(r"https?://[^)\s>]+", (FILES / file).read_text("utf-8"))
    found = destination(url)
    assert found is not None
    assert found.doubt
    assert (host or url.rpartition("@")[2].partition("/")[0]) in found.host


def test_shell_signs_are_one_argument(tmp_path: Path) -> None:
    urls = re.findall(r"<link>(https?://[^<]+)</link>", (FILES / "links" / "shell_meta.xml").read_text("utf-8"))
    from html import unescape

    from tests.ordeal.spellings import Link

    assert urls
    assert list(addresses.run_by_program([Link(unescape(url), "", "", False) for url in urls], tmp_path)) == []
    assert not PWNED.exists()


@pytest.mark.parametrize("file", [*named("ssrf", "command", "secret"), "xml/opml_xxe.opml"])
def test_lists_of_subscriptions(tmp_path: Path, file: str) -> None:
    reader = Reader(tmp_path / "home")
    with addresses._connections() as made:
        ran = reader("import", "--verbose", str(FILES / file))
        again = reader("refresh", "--verbose")
    said = ran.out + ran.err + again.out + again.err + reader("sources").out + reader("sources", "--json").out
    assert made == []
    assert "root:" not in said
    assert not PWNED.exists()
    assert all(line.isprintable() for line in said.replace("\t", " ").splitlines())
    for secret in re.findall(r"//[^/@\"]+:([^/@\"]+)@|token=([^\"&]+)", (FILES / file).read_text("utf-8")):
        assert not any(part and part in said for part in secret)
    out = reader("export", "--opml").out
    assert "passw" not in out


@pytest.mark.parametrize("file", named("parser-input"))
def test_a_body_is_data(file: str) -> None:
    from reader.feed import FeedBytes
    from reader.sources.feeds import read

    said = ""
    with addresses._connections() as made:
        try:
            assert (
                read(FeedBytes((FILES / file).read_bytes(), "s", "https://a.example/", known=frozenset())).entries == ()
            )
        except SourceError as error:
            said = str(error)
    assert said.isprintable()
    assert made == []


@pytest.mark.parametrize("file", named("xxe"))
def test_nothing_from_outside_comes_in(held, file: str) -> None:
    _, _, articles = held
    assert "root:x:0" not in json.dumps(articles.get(file, []))


@pytest.mark.parametrize(("first", "second"), [("no_guid_v1", "no_guid_v2"), ("guid_flip_v1", "guid_flip_v2")])
def test_the_same_entries_stay_the_same(tmp_path: Path, first: str, second: str) -> None:
    from tests.sources.web.server import Server, answer

    reader = Reader(tmp_path / "home")
    with Server({}) as server:
        server.routes["/"] = answer(200, (FILES / "ids" / f"{first}.xml").read_bytes())
        assert reader("add", "--allow-private", server.url()).status == 0
        ids = [row["id"] for row in reader("list", "--json").records]
        reader("mark-read", *ids)
        server.routes["/"] = answer(200, (FILES / "ids" / f"{second}.xml").read_bytes())
        reader("refresh", "--allow-private")
    rows = reader("list", "--json").records
    assert len(rows) == len(ids)
    assert all(row["read"] for row in rows)


def test_no_item_of_one_guid_is_lost(held) -> None:
    assert len(held[2]["ids/dup_guids.xml"]) == 6


def test_every_date_is_one_row_in_one_order(held) -> None:
    reader, _, articles = held
    assert len({row["id"] for row in articles["ids/dates.xml"]}) == (FILES / "ids" / "dates.xml").read_text().count(
        "<item>"
    )
    order = [[row["id"] for row in reader("list", "--json").records] for _ in range(2)]
    assert order[0] == order[1]


def test_a_formula_comes_back_as_it_was(held, tmp_path: Path) -> None:
    reader, _, articles = held
    (row,) = articles["ids/csv_formula.txt"]
    reader("export", "--article", row["id"], "-o", f"{tmp_path}/one.jsonl")
    again = Reader(tmp_path / "home")
    again("import", f"{tmp_path}/one.jsonl")
    (ident,) = [one["id"] for one in again("list", "--json").records]
    assert again("show", "--json", ident).records[0]["text"] == row["text"]


def test_nothing_is_run_out_of_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "text"
    shutil.copytree(FILES / "text", folder)
    program = str(Path(sys.executable).with_name("reader"))
    for words in (["list"], ["add", "."], ["show", "front_matter.md"]):
        ran = subprocess.run(
            [program, *words],
            cwd=folder,
            env={**os.environ, "READER_HOME": str(tmp_path / "home")},
            capture_output=True,
            check=False,
        )
        assert b"PWNED" not in ran.stdout + ran.stderr
    assert not PWNED.exists()


def test_the_rest_opens_in_time(held) -> None:
    _, added, articles = held
    for file in named("bomb", "redos", "depth", "malformed", "encoding", "active"):
        assert articles.get(file) or Path(file).name in added.out + added.err, file
    (nested,) = articles["html/nested_300.html"]
    assert nested["text"]
