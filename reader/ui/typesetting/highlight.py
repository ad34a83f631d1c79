"""What the parts of a program are, as Pygments tells them; colours are for roles, and few of those.

Only for languages that the page names and that are known here: nothing is guessed. Pygments is imported when there is
code to look at. Its lexers are regular expressions and may be slow on what somebody made for that, so only short code
is looked at, in one go and once; the screen has it done in the thread that fetches an article (`prepare`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from time import perf_counter
from typing import TYPE_CHECKING, Any

from reader.model import Block, BlockKind

if TYPE_CHECKING:
    from pygments.lexer import Lexer

__all__ = ["Part", "highlights", "prepare"]

Part = tuple[int, int, str]
"""From which character of a code to which it is something, and the role of that."""

_LONGEST = 12_000
"""Characters of a code that is looked at."""
_WIDEST = 500
"""Characters of a line of it: longer ones are data, or made to be slow."""
_PATIENCE = 0.2
"""Seconds after which the rest of a code stays as it is."""
_LANGUAGES = frozenset([
    "bash", "c", "c#", "c++", "clojure", "cmake", "cpp", "cs", "csharp", "css", "dart", "diff", "docker", "dockerfile",
    "elixir", "erlang", "fish", "go", "golang", "graphql", "groovy", "haskell", "hs", "html", "http", "ini", "java",
    "javascript", "js", "json", "json5", "jsx", "julia", "kotlin", "latex", "less", "lisp", "lua", "make",
    "makefile", "markdown", "matlab", "md", "nginx", "nix", "objective-c", "objectivec", "ocaml", "pascal", "perl",
    "php", "pl", "powershell", "proto", "protobuf", "ps1", "py", "python", "python3", "r", "rb", "rs", "ruby", "rust",
    "scala", "scheme", "scss", "sh", "shell", "sql", "swift", "tcl", "terraform", "tex", "toml", "ts", "tsx",
    "typescript", "vim", "xml", "yaml", "yml", "zig", "zsh",
])  # fmt: skip
"""Names of languages, as pages write them, of which the lexers are well worn."""
_ALIASES = {"json5": "json", "jsx": "javascript", "tsx": "typescript", "dockerfile": "docker", "python3": "python"}
_ROLES = (
    ("Comment", "code-comment"),
    ("Keyword", "code-keyword"),
    ("Operator.Word", "code-keyword"),
    ("Literal.String", "code-string"),
    ("Literal.Number", "code-number"),
    ("Name.Function", "code-name"),
    ("Name.Class", "code-name"),
    ("Name.Tag", "code-name"),
    ("Name.Decorator", "code-name"),
    ("Name.Attribute", "code-name"),
    ("Generic.Deleted", "removed"),
    ("Generic.Inserted", "added"),
    ("Generic.Heading", "code-name"),
)


def prepare(blocks: Sequence[Block]) -> None:
    """Look at the code of an article beforehand, so that laying it out does not wait for that."""
    for block in blocks:
        if block.kind is BlockKind.CODE and block.marker:
            highlights(block.text, block.marker)


@lru_cache(256)
def highlights(text: str, language: str) -> tuple[Part, ...]:
    """The parts of a code that stand out, in order; none where its language is not known."""
    name = language.strip().lower()
    if name not in _LANGUAGES or len(text) > _LONGEST or max(map(len, text.split("\n"))) > _WIDEST:
        return ()
    return tuple(_joined(_parts(text, _ALIASES.get(name, name))))


def _parts(text: str, name: str) -> Iterator[Part]:
    until = perf_counter() + _PATIENCE
    lexer = _lexer(name)
    if lexer is None:
        return
    roles: dict[Any, str] = {}
    for at, kind, value in lexer.get_tokens_unprocessed(text):
        if kind not in roles:
            roles[kind] = _role(str(kind))
        if roles[kind] and value:
            yield at, at + len(value), roles[kind]
        if perf_counter() > until:
            return


@lru_cache(32)
def _lexer(name: str) -> Lexer | None:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(name)
    except ClassNotFound:
        return None


def _role(kind: str) -> str:
    named = kind.removeprefix("Token.")
    return next((role for prefix, role in _ROLES if named == prefix or named.startswith(f"{prefix}.")), "")


def _joined(parts: Iterator[Part]) -> Iterator[Part]:
    """Neighbours that are the same as one."""
    held: Part | None = None
    for start, end, role in parts:
        if held and held[1] == start and held[2] == role:
            held = (held[0], end, role)
            continue
        if held:
            yield held
        held = (start, end, role)
    if held:
        yield held
