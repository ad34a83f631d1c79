"""Finds in source code where text could come to what parses markup: by Textual 8.2's own sources, all there is.

What a widget parses is what reaches `Content.from_markup`, `Content.from_text`, `visualize` or Rich's
`Text.from_markup` there: labels, prompts, titles, cells, tooltips, borders, what `update` and `render` give. Text may
come there as `Content(...)` only, which holds it as it is, or as a literal without brackets.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

__all__ = ["Watch", "own_widgets"]

_PLAIN_WIDGETS = frozenset(
    {
        *("Input", "MaskedInput", "TextArea", "Log", "Digits", "ProgressBar", "Sparkline", "Switch"),
        *("LoadingIndicator", "ContentSwitcher", "ListView", "ListItem", "ToastHolder"),
    }
)
"""Of what `textual.widgets` has, what shows text as it is; all else is taken to parse it."""
_PARSE_TOO = frozenset(
    {
        *("Hit", "DiscoveryHit", "SystemCommand", "Notification"),
    }
)
"""What parses and comes from other modules."""
_SWITCHED = frozenset({"Static", "Label", "RichLog"})
"""Told by `markup=False` that nothing is to be parsed, also in what is put into them later."""
_ALWAYS = frozenset({"from_markup", "from_text", "render_str", "visualize", "to_content", "render_markup"})
"""Functions that parse, whatever they are given."""
_METHODS = frozenset(
    {
        *("update", "set_label", "set_options", "add_option", "add_options", "add_leaf", "add_tab"),
        *("add_column", "add_columns", "add_row", "add_rows", "update_cell", "update_cell_at"),
        *("replace_option_prompt", "replace_option_prompt_at_index", "panic"),
    }
)
"""Methods whose arguments are parsed by one widget or another."""
_ATTRIBUTES = frozenset(
    {
        *("border_title", "border_subtitle", "tooltip", "sub_title", "BORDER_TITLE", "BORDER_SUBTITLE"),
        *("SUB_TITLE",),
    }
)
_OTHERS = frozenset({"prompt", "label"})
"""Attributes of Textual's buttons, tabs and choices; a class of ours may have its own of that name."""
_OURS = frozenset({"Headline"})
"""Values of ours that are no text: lists of ours have an `update` that takes them."""
_NEVER = frozenset({"border_title", "border_subtitle", "tooltip", "sub_title"})
"""Attributes that are not used at all."""
_KEYWORDS = frozenset(
    {
        *("label", "prompt", "prompts", "title", "titles", "content", "renderable", "tooltip"),
        *("border_title", "border_subtitle", "message", "display", "help"),
    }
)


def own_widgets(trees: Iterable[ast.AST]) -> dict[str, str]:
    """The classes made of ones that parse, by their names, each with the one of Textual's that it is made of."""
    found: dict[str, str] = {}
    known = -1
    held = list(trees)
    while known != len(found):
        known = len(found)
        for tree in held:
            names = _Names(tree, found)
            for node in ast.walk(tree):
                if isinstance(node, ast.ClassDef):
                    bases = [parsing for base in node.bases if (parsing := names.parsing(base))]
                    if bases and node.name not in found:
                        found[node.name] = bases[0]
    return found


class _Names:
    """What names in a module mean, however they were imported."""

    def __init__(self, tree: ast.AST, own: Mapping[str, str]) -> None:
        self._meant: dict[str, str] = dict(own)
        self._modules: set[str] = set()
        self.functions: dict[str, str] = {}
        self.values = _values(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                self._from(node)
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    if alias.name.startswith("textual"):
                        self._modules.add(alias.asname or alias.name)

    def _from(self, node: ast.ImportFrom) -> None:
        module = node.module or ""
        for alias in node.names:
            name = alias.asname or alias.name
            if module == "textual" and alias.name == "widgets":
                self._modules.add(name)
            of_widgets = module.startswith("textual.widgets") and alias.name[:1].isupper()
            if (of_widgets and alias.name not in _PLAIN_WIDGETS) or (
                module.startswith("textual") and alias.name in _PARSE_TOO
            ):
                self._meant[name] = alias.name
            if (module, alias.name) == ("rich.markup", "render"):
                self.functions[name] = "render_markup"
            elif alias.name in _ALWAYS and module.startswith(("textual", "rich")):
                self.functions[name] = alias.name

    def parsing(self, node: ast.expr) -> str | None:
        """The class of Textual's that parses and is meant, or that what is meant is made of."""
        if isinstance(node, ast.Name):
            return self._meant.get(node.id)
        if isinstance(node, ast.Subscript):
            return self.parsing(node.value)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) in self._modules:
            name = node.attr
            return name if name[:1].isupper() and name not in _PLAIN_WIDGETS else None
        return None


def _values(tree: ast.AST) -> set[str]:
    """What parameters are called that are one of our own values wherever they are one: `headline: Headline`."""
    said = [(node.arg, node.annotation) for node in ast.walk(tree) if isinstance(node, ast.arg)]
    other = {name for name, annotation in said if not isinstance(annotation, ast.Name) or annotation.id not in _OURS}
    return {name for name, _ in said} - other


@dataclass
class Watch:
    """What is wrong in one module."""

    tree: ast.AST
    own: Mapping[str, str] = field(default_factory=dict)
    """What `own_widgets` found."""

    def faults(self) -> Iterator[str]:
        """A line for each."""
        names = _Names(self.tree, own_widgets([self.tree]) | dict(self.own))
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield from _call(node, names)
            elif isinstance(node, ast.Attribute) and node.attr in _NEVER:
                yield f"line {node.lineno}: {node.attr}"
            elif isinstance(node, ast.Assign | ast.AnnAssign):
                yield from _assigned(node)
            elif isinstance(node, ast.ClassDef):
                yield from _class(node, names)


def _call(node: ast.Call, names: _Names) -> Iterator[str]:
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    called = names.functions.get(called, called)
    parsing = names.parsing(node.func)
    if called in _ALWAYS:
        yield f"line {node.lineno}: {called} parses"
    elif called == "notify" and not _switched_off(node):
        yield f"line {node.lineno}: notify without markup=False"
    elif parsing in _SWITCHED and not _switched_off(node):
        yield f"line {node.lineno}: {parsing} without markup=False"
    elif parsing is not None and parsing not in _SWITCHED:
        yield from _texts(node, parsing, {keyword.arg or "" for keyword in node.keywords})
    elif called in _METHODS and isinstance(node.func, ast.Attribute):
        yield from _texts(node, called, _KEYWORDS, names.values)
    elif called == "TextArea" and (node.args or {"placeholder", "tooltip"} & {one.arg for one in node.keywords}):
        # What is written in it is shown as it is; what stands there before that is parsed.
        yield f"line {node.lineno}: TextArea with a text to parse"
    elif called == "Binding":
        told = [*node.args[2:], *(one.value for one in node.keywords if one.arg in ("description", "tooltip"))]
        if any(isinstance(one, ast.JoinedStr | ast.BinOp) for one in told):
            yield f"line {node.lineno}: a made-up description"
    elif called not in _ALWAYS:
        yield from (
            f"line {node.lineno}: {one.arg}"
            for one in node.keywords
            if one.arg in ("tooltip", "border_title", "border_subtitle") and not _plain(one.value)
        )


def _texts(node: ast.Call, what: str, keywords: Collection[str], values: Collection[str] = ()) -> Iterator[str]:
    about = ("id", "classes", "name", "disabled", "markup", "severity", "timeout", "key", "width", "variant")
    given = [*node.args, *(one.value for one in node.keywords if one.arg in keywords and one.arg not in about)]
    if not all(_plain(one) or getattr(one, "id", "") in values for one in given):
        yield f"line {node.lineno}: {what} with what may be a str"


def _switched_off(node: ast.Call) -> bool:
    return any(
        one.arg == "markup" and isinstance(one.value, ast.Constant) and one.value.value is False
        for one in node.keywords
    )


def _assigned(node: ast.Assign | ast.AnnAssign) -> Iterator[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    for target in targets:
        name = target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")
        constant = isinstance(target, ast.Name) and name.isupper()
        own = isinstance(target, ast.Attribute) and ast.unparse(target.value) == "self"
        named = (name in _ATTRIBUTES and (isinstance(target, ast.Attribute) or constant)) or (
            name in _OTHERS and isinstance(target, ast.Attribute) and not own
        )
        if named and not _plain(node.value):
            yield f"line {node.lineno}: {name}"


def _class(node: ast.ClassDef, names: _Names) -> Iterator[str]:
    parsing = next((found for base in node.bases if (found := names.parsing(base))), None)
    for method in node.body:
        if not isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        for inner in ast.walk(method):
            if method.name == "render" and isinstance(inner, ast.Return) and _is_text(inner.value):
                yield f"line {inner.lineno}: render gives a str, which is parsed"
            if parsing and method.name == "__init__" and isinstance(inner, ast.Call) and _is_super(inner):
                if parsing in _SWITCHED and not _switched_off(inner):
                    yield f"line {inner.lineno}: {node.name} is a {parsing} without markup=False"
                elif parsing not in _SWITCHED:
                    yield from _texts(inner, parsing, {one.arg or "" for one in inner.keywords})


def _is_super(node: ast.Call) -> bool:
    of = node.func
    return (
        isinstance(of, ast.Attribute)
        and of.attr == "__init__"
        and isinstance(of.value, ast.Call)
        and getattr(of.value.func, "id", "") == "super"
    )


def _is_text(node: ast.expr | None) -> bool:
    """Whether what is given is sure to be a str: a literal with brackets, or one that is put together."""
    if isinstance(node, ast.Call):
        return getattr(node.func, "id", "") == "str" or getattr(node.func, "attr", "") in ("join", "format")
    return isinstance(node, ast.JoinedStr | ast.BinOp) or (isinstance(node, ast.Constant) and not _plain(node))


def _plain(node: ast.expr | None) -> bool:
    """Whether this cannot be parsed for markup."""
    match node:
        case None:
            return True
        case ast.Constant(value=value):
            return not isinstance(value, str) or "[" not in value
        case ast.Call(func=ast.Name(id="Content" | "Text")):
            return True
        case ast.Call(func=ast.Attribute(value=ast.Name(id="Content"), attr="assemble")):
            return True
        case ast.IfExp(body=one, orelse=other):
            return _plain(one) and _plain(other)
        case ast.BoolOp(values=values):
            return all(map(_plain, values))
        case ast.List(elts=parts) | ast.Tuple(elts=parts):
            return all(map(_plain, parts))
    return False
