"""Who may import whom: the layers, and which library belongs to which part."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "reader"

LAYERS = [
    {"cli", "ui", "__main__"},
    {"newsroom"},
    {"sources", "cleaning", "linking", "store", "exporting"},
    {
        *("text", "query", "config", "paths", "actions", "guard", "address", "feed", "parcel"),
        *("days", "first_keys", "folders", "glimpse", "last_screen"),
    },
    {"model", "errors"},
]
"""From the top down; a part imports only from layers below its own, and from itself."""

OWNERS = {
    "textual": {"ui"},
    "rich": {"ui"},
    "pygments": {"ui"},
    "pyphen": {"ui"},
    "bidi": {"ui"},
    "feedparser": {"sources"},
    "watchfiles": {"sources"},
    "urllib3": {"sources"},
    "readability": {"cleaning"},
    "lxml": {"cleaning"},
    "PIL": {"sources"},
    "tinydb": {"store"},
    "filelock": {"store"},
    "sqlite3": {"store"},
    "shtab": {"cli"},
}
"""Libraries that only one part may know of."""


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""


def part(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def layer(name: str) -> int:
    return next(number for number, names in enumerate(LAYERS) if name in names)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_keep_to_the_borders(path: Path) -> None:
    own = part(path)
    for name in imports(path):
        top, _, rest = name.partition(".")
        assert own in OWNERS.get(top, {own}), f"{path} imports {name}"
        if top == "reader" and rest and own != "__init__":
            other = rest.split(".")[0]
            if other != own and other != "__version__":
                allowed = layer(own) < layer(other) or (own in LAYERS[-1] and layer(other) == layer(own))
                allowed = allowed or (own == "__main__" and other in {"cli", "ui"})
                allowed = allowed or (layer(own) == layer(other) == 3)
                allowed = allowed or (own == "cli" and path.name == "screen.py" and other == "ui")
                assert allowed, f"{path} imports {name}"


@pytest.mark.parametrize("library", ["textual", "lxml", "feedparser", "readability", "rapidfuzz", "watchfiles"])
def test_opening_a_library_loads_nothing_heavy(library: str, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from reader.newsroom import open_newsroom; from reader.paths import Home\n"
        f"newsroom = open_newsroom(Home.under(Path({str(tmp_path)!r}))); newsroom.counts(); newsroom.close()\n"
        f"sys.exit({library!r} in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
