"""Text that is not a literal never reaches what parses markup."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

UI = Path(__file__).resolve().parents[2] / "reader" / "ui"
PARSES = {
    "Static",
    "Label",
    "Button",
    "Option",
    "Checkbox",
    "RadioButton",
    "Collapsible",
    "Markdown",
    "Rule",
}
ATTRIBUTES = {"border_title", "border_subtitle", "tooltip", "from_markup", "sub_title"}


def modules() -> list[Path]:
    return sorted(UI.rglob("*.py"))


def faults(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in ATTRIBUTES:
            yield f"line {node.lineno}: {node.attr}"
        if isinstance(node, ast.Call):
            yield from called(node)


def called(node: ast.Call) -> Iterator[str]:
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    plain = any(
        keyword.arg == "markup" and isinstance(keyword.value, ast.Constant) and keyword.value.value is False
        for keyword in node.keywords
    )
    if name in PARSES | {"notify"} and not plain:
        yield f"line {node.lineno}: {name} without markup=False"
    # What is written in a TextArea is shown as it is; what stands there before that is parsed.
    if name == "TextArea" and (node.args or {keyword.arg for keyword in node.keywords} & {"placeholder", "tooltip"}):
        yield f"line {node.lineno}: TextArea with a text to parse"
    if name == "update" and node.args and not _content(node.args[0]):
        yield f"line {node.lineno}: update without Content"
    if name == "Binding" and any(isinstance(argument, ast.JoinedStr) for argument in node.args[2:]):
        yield f"line {node.lineno}: a made-up description"


def _content(node: ast.expr) -> bool:
    if isinstance(node, ast.Name):
        return node.id == "headline"
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Content"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(UI)))
def test_no_module_hands_text_to_a_markup_parser(path: Path) -> None:
    assert list(faults(ast.parse(path.read_text("utf-8")))) == []


@pytest.mark.parametrize(
    "wrong",
    [
        'Static(f"{title}")',
        "Label(title)",
        "app.notify(text)",
        "x.border_title = title",
        "TextArea(placeholder=x)",
        "line.update(text)",
    ],
)
def test_the_watch_sees_what_it_is_for(wrong: str) -> None:
    assert list(faults(ast.parse(wrong)))
