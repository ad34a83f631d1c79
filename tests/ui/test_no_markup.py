"""Text that is not a literal never reaches what parses markup."""

import ast
import importlib
import pkgutil
from pathlib import Path

import pytest
import textual.widgets
from textual.content import Content
from textual.markup import MarkupError
from textual.widget import Widget

from tests.ui.markup_watch import _PLAIN_WIDGETS, Watch, own_widgets

UI = Path(__file__).resolve().parents[2] / "reader" / "ui"
MODULES = sorted(UI.rglob("*.py"))
TREES = {path: ast.parse(path.read_text("utf-8")) for path in MODULES}
OWN = own_widgets(TREES.values())


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(UI)))
def test_no_module_hands_text_to_a_markup_parser(path: Path) -> None:
    assert list(Watch(TREES[path], OWN).faults()) == []


WIDGETS = "from textual.widgets import "


@pytest.mark.parametrize(
    "wrong",
    [
        f'{WIDGETS}Static\nStatic(f"{{title}}")',
        f"{WIDGETS}Static\nStatic(title, markup=True)",
        f"{WIDGETS}Static\nStatic(id=x)",
        f"{WIDGETS}Label\nLabel(title)",
        f"{WIDGETS}Label as Words\nWords(title)",
        "from textual import widgets\nwidgets.Static(title)",
        "from textual import widgets as w\nw.Button(title)",
        "import textual.widgets\ntextual.widgets.Label(title)",
        "import textual.widgets as tw\ntw.Label(title)",
        "from textual.widgets._static import Static\nStatic(title)",
        f"{WIDGETS}Button\nButton(title)",
        f"{WIDGETS}Button\nButton(label=title)",
        f"{WIDGETS}Button\nButton('[b]x')",
        f"{WIDGETS}Link\nLink(title)",
        f"{WIDGETS}Checkbox\nCheckbox(title)",
        f"{WIDGETS}RadioButton\nRadioButton(title)",
        f"{WIDGETS}RadioSet\nRadioSet(*titles)",
        f"{WIDGETS}Collapsible\nCollapsible(title=title)",
        f"{WIDGETS}OptionList\nOptionList(*titles)",
        "from textual.widgets.option_list import Option\nOption(title, id=x)",
        f"{WIDGETS}SelectionList\nSelectionList((title, 1))",
        "from textual.widgets.selection_list import Selection\nSelection(title, 1)",
        f"{WIDGETS}Select\nSelect([(title, 1)])",
        f"{WIDGETS}Select\nSelect([], prompt=title)",
        f"{WIDGETS}Tab\nTab(title)",
        f"{WIDGETS}Tabs\nTabs(title)",
        f"{WIDGETS}TabPane\nTabPane(title)",
        f"{WIDGETS}TabbedContent\nTabbedContent(title)",
        f"{WIDGETS}Tree\nTree(title)",
        f"{WIDGETS}Tree\nTree[str](title)",
        f"{WIDGETS}Markdown\nMarkdown(title)",
        f"{WIDGETS}MarkdownViewer\nMarkdownViewer(title)",
        f"{WIDGETS}Placeholder\nPlaceholder(title)",
        f"{WIDGETS}Pretty\nPretty(title)",
        f"{WIDGETS}RichLog\nRichLog()",
        f"{WIDGETS}SomethingNew\nSomethingNew(title)",
        f"{WIDGETS}Static\nclass Mine(Static):\n  def __init__(self, title): super().__init__(title)",
        f"{WIDGETS}Static\nclass Mine(Static): pass\nMine(title)",
        f"{WIDGETS}Static\nclass Mine(Static): pass\nclass More(Mine): pass\nMore(title)",
        f"{WIDGETS}Button\nclass Mine(Button):\n  def __init__(self, title): super().__init__(label=title)",
        "class Mine(Widget):\n  def render(self): return f'{self.title}'",
        "class Mine(Widget):\n  def render(self): return ' '.join(self.titles)",
        "class Mine(Widget):\n  def render(self): return 'x ' + self.title",
        "class Mine(Widget):\n  BORDER_TITLE = title",
        "class Mine(App):\n  SUB_TITLE = title",
        "tree.root.add_leaf(title)",
        "node.set_label(title)",
        "table.add_column(title)",
        "table.add_row(title, x)",
        "table.update_cell(row, column, title)",
        "choices.add_option(title)",
        "choices.replace_option_prompt(one, title)",
        "tabs.add_tab(title)",
        "select.set_options(titles)",
        "line.update(text)",
        "line.update(f'{text}')",
        "app.notify(text)",
        "app.notify(text, markup=True)",
        "app.panic(text)",
        "x.border_title = title",
        "x.border_subtitle = title",
        "x.tooltip = title",
        "x.sub_title = title",
        "button.label = title",
        "option.prompt = title",
        "Anything(tooltip=title)",
        "TextArea(placeholder=x)",
        "Content.from_markup(text)",
        "Content.from_text(text)",
        "Text.from_markup(text)",
        "self.render_str(text)",
        "from textual.visual import visualize as seen\nseen(widget, text)",
        "from textual.markup import to_content\nto_content(text)",
        "from rich.markup import render\nrender(text)",
        "from textual.command import Hit\nHit(1, text, call)",
        "from textual.command import DiscoveryHit as D\nD(text, call)",
        "from textual.app import SystemCommand\nSystemCommand(text, text, call)",
        "Binding('x', 'y', f'{text}')",
        "Binding('x', 'y', 'z', tooltip='a' + text)",
    ],
)
def test_the_watch_sees_what_it_is_for(wrong: str) -> None:
    assert list(Watch(ast.parse(wrong)).faults())


@pytest.mark.parametrize(
    "right",
    [
        f"{WIDGETS}Static\nStatic(Content(title), markup=False)",
        f"{WIDGETS}Static\nStatic(title, markup=False)",
        f"{WIDGETS}Button\nButton('Open')",
        f"{WIDGETS}Button\nButton(Content(title), id=x)",
        f"{WIDGETS}Input\nInput(title)",
        "line.update(Content(text))",
        "line.update(Content(text) if text else 'nothing')",
        "seen.update()",
        "app.notify(text, markup=False)",
        "app.panic(Text(text))",
        "class Mine(Widget):\n  def render(self): return Content(self.title)",
        "Binding('x', 'y', 'z')",
    ],
)
def test_the_watch_leaves_what_is_right(right: str) -> None:
    assert list(Watch(ast.parse(right)).faults()) == []


MARKUP = "a [b]bold[/b] word"


def test_what_is_taken_to_be_plain_is_plain() -> None:
    """What Textual calls no parser in: in its own sources these widgets never come to one with their text."""
    parsers = ("from_markup", "from_text", "visualize(", "render_str(")
    for module in pkgutil.iter_modules(textual.widgets.__path__, "textual.widgets."):
        source = Path(importlib.import_module(module.name).__file__ or "").read_text("utf-8")
        for node in ast.parse(source).body:
            if isinstance(node, ast.ClassDef) and node.name in _PLAIN_WIDGETS - {"TextArea"}:
                assert not any(parser in ast.unparse(node) for parser in parsers), node.name


def test_what_the_watch_relies_on_holds() -> None:
    assert Content(MARKUP).plain == MARKUP
    assert Content.from_markup(MARKUP).plain != MARKUP
    with pytest.raises(MarkupError):
        Content.from_markup("[/x]")
    widget = Widget(markup=False)
    assert widget._render_markup is False
