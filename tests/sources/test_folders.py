import os
from pathlib import Path

import pytest

from reader.model import Skipped
from reader.sources import stamp, walk


def names(root: Path) -> list[str]:
    return [str(found.relative_to(root)) for found in walk(root) if isinstance(found, Path)]


def skipped(root: Path) -> dict[str, Skipped]:
    return {os.path.relpath(found.path, root): found for found in walk(root) if isinstance(found, Skipped)}


def make(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("words")


def test_files_are_found_however_deep_and_always_in_the_same_order(tmp_path):
    make(tmp_path, "b.txt", "a.md", "z/1.html", "c/d/e/2.eml", "c/3.jsonl")
    assert names(tmp_path) == ["a.md", "b.txt", "c/3.jsonl", "c/d/e/2.eml", "z/1.html"]


def test_of_json_only_feeds_are_taken(tmp_path):
    make(tmp_path, "a.txt", "package.json")
    (tmp_path / "feed.json").write_text('{"version": "https:\\/\\/jsonfeed.org\\/version\\/1.1", "items": []}')
    assert names(tmp_path) == ["a.txt", "feed.json"]
    assert not skipped(tmp_path)["package.json"].failed


def test_hidden_ones_go_without_a_word(tmp_path):
    make(tmp_path, ".hidden.txt", ".git/a.txt", "a.txt")
    assert names(tmp_path) == ["a.txt"]
    assert skipped(tmp_path) == {}


def test_other_kinds_of_files_are_named_and_are_no_failure(tmp_path):
    make(tmp_path, "a.png", "README")
    assert set(skipped(tmp_path)) == {"a.png", "README"}
    assert not any(found.failed for found in skipped(tmp_path).values())


def test_links_within_the_folder_are_followed_once(tmp_path):
    make(tmp_path, "a/1.txt", ".store/2.txt")
    (tmp_path / "a/loop").symlink_to("..")
    (tmp_path / "again.txt").symlink_to("a/1.txt")
    (tmp_path / "kept.txt").symlink_to(".store/2.txt")
    assert sorted(names(tmp_path)) == [".store/2.txt", "a/1.txt"]


def test_links_out_of_the_folder_are_not_followed(tmp_path):
    make(tmp_path, "out/secret.txt", "in/a.txt")
    (tmp_path / "in/file.txt").symlink_to("../out/secret.txt")
    (tmp_path / "in/folder").symlink_to("../out")
    (tmp_path / "in/dead.txt").symlink_to("nowhere.txt")
    (tmp_path / "in/self.txt").symlink_to("self.txt")
    assert names(tmp_path / "in") == ["a.txt"]
    found = skipped(tmp_path / "in")
    assert "out of the folder" in found["file.txt"].reason
    assert "out of the folder" in found["folder"].reason
    assert "nowhere" in found["dead.txt"].reason
    assert "nowhere" in found["self.txt"].reason


def test_a_folder_that_is_a_link_itself_is_walked(tmp_path):
    make(tmp_path, "real/a.txt", "real/b/c.txt")
    (tmp_path / "real/again.txt").symlink_to("b/c.txt")
    (tmp_path / "link").symlink_to("real")
    assert names(tmp_path / "link") == ["a.txt", "b/c.txt"]


def test_pipes_are_named(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert "pipe" in skipped(tmp_path)["pipe.txt"].reason


def test_a_folder_that_is_not_there_failed(tmp_path):
    (found,) = walk(tmp_path / "no\x1b[2J")
    assert found.failed
    assert found.path == f"{tmp_path}/no"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_failed_and_the_rest_goes_on(tmp_path):
    make(tmp_path, "a/1.txt", "b/2.txt")
    (tmp_path / "a").chmod(0)
    try:
        assert names(tmp_path) == ["b/2.txt"]
        assert skipped(tmp_path)["a"].failed
    finally:
        (tmp_path / "a").chmod(0o700)


def test_depth_does_not_matter(tmp_path):
    path = tmp_path
    for _ in range(500):
        path /= "d"
    path.mkdir(parents=True)
    (path / "a.txt").write_text("words")
    assert len(names(tmp_path)) == 1


def test_a_stamp_changes_with_the_file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("one")
    os.utime(path, ns=(0, 1))
    first = stamp(path)
    assert stamp(path) == first
    os.utime(path, ns=(0, 2))
    assert stamp(path) != first
    path.write_text("three")
    os.utime(path, ns=(0, 1))
    assert stamp(path) != first
