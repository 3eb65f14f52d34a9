"""What a mutant changes: an operator or a constant, every number that a module assigns, or the reading of a setting."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd, ast.And: ast.Or, ast.Or: ast.And, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.LShift: ast.RShift, ast.RShift: ast.LShift,
}  # fmt: skip
NAMES = {"min": "max", "max": "min", "minimum": "maximum", "maximum": "minimum", "any": "all", "all": "any"}
CONFIGS = ("config", "self", "gates", "chosen", "limits", "wanted", "front", "settings", "s")
"""What a configuration is called where it is read."""
WORDS = {"left": "right", "right": "left", "ascending": "descending", "descending": "ascending"}


@dataclass(frozen=True)
class Mutant:
    """A changed module: the file, the line of the change, and the whole new source."""

    path: Path
    line: int
    change: str
    source: str


def moved_operators(path: Path) -> Iterator[Mutant]:
    """Every mutant of a module; what no result can show is left alone."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for number, node in enumerate(_candidates(tree)):
        changed = copy.deepcopy(tree)
        target = list(_candidates(changed))[number]
        change = _mutate(target)
        yield Mutant(path, node.lineno, change, ast.unparse(changed))


def moved_constants(path: Path) -> Iterator[Mutant]:
    """Every number that a module or a class assigns, moved a quarter down and up; defaults of settings left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for number, node in enumerate(_constants(tree)):
        for value in _quarter_away(node.value):
            changed = copy.deepcopy(tree)
            target = list(_constants(changed))[number]
            target.value = value
            yield Mutant(path, node.lineno, f"{node.value} -> {value}", ast.unparse(changed))


def _constants(tree: ast.Module) -> Iterator[ast.Constant]:
    bodies = [tree.body, *(node.body for node in tree.body if isinstance(node, ast.ClassDef))]
    values = (node.value for body in bodies for node in body if isinstance(node, ast.Assign | ast.AnnAssign))
    for value in (value for value in values if value is not None and not _is_setting(value)):
        nodes = (node for node in ast.walk(value) if isinstance(node, ast.Constant))
        yield from (node for node in nodes if isinstance(node.value, int | float))


def _is_setting(value: ast.expr) -> bool:
    return isinstance(value, ast.Call) and ast.unparse(value.func) == "setting"


def _quarter_away(value: object) -> list[object]:
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        step = max(1, abs(value) // 4)
        return [value - step, value + step]
    return [float(str(value)) * 0.75, float(str(value)) * 1.25]


def _candidates(tree: ast.Module) -> list[ast.expr]:
    skipped = {id(inner) for outer in ast.walk(tree) for part in _unseen(outer) for inner in ast.walk(part)}
    nodes = (node for node in ast.walk(tree) if isinstance(node, ast.expr) and id(node) not in skipped)
    return [node for node in nodes if _can_change(node)]


def _unseen(node: ast.AST) -> list[ast.AST]:
    """Parts of a node whose change no result can show: annotations, decorators, `strict=True`."""
    names = ("annotation", "returns")
    parts = [part for name in names if isinstance(part := getattr(node, name, None), ast.AST)]
    parts += getattr(node, "decorator_list", [])
    if isinstance(node, ast.keyword) and node.arg in ("strict", "repr", "compare"):
        parts.append(node.value)
    return parts


def _can_change(node: ast.expr) -> bool:
    if isinstance(node, ast.Compare):
        return type(node.ops[-1]) in SWAPS
    if isinstance(node, ast.BinOp | ast.BoolOp):
        return type(node.op) in SWAPS
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.Not | ast.Invert)
    if isinstance(node, ast.Constant):
        return node.value in WORDS if isinstance(node.value, str) else isinstance(node.value, int | float)
    return _name(node) in NAMES


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) else ""


def _mutate(node: ast.expr) -> str:
    """Change a node in place; say how."""
    before = ast.unparse(node)
    if isinstance(node, ast.Compare):
        node.ops[-1] = SWAPS[type(node.ops[-1])]()  # type: ignore[assignment]
    elif isinstance(node, ast.BinOp | ast.BoolOp):
        node.op = SWAPS[type(node.op)]()  # type: ignore[assignment]
    elif isinstance(node, ast.UnaryOp):
        node.operand = ast.UnaryOp(node.op, node.operand)
    elif isinstance(node, ast.Constant):
        node.value = _moved(node.value, node.lineno)  # type: ignore[assignment]
    elif isinstance(node, ast.Attribute):
        node.attr = NAMES[node.attr]
    elif isinstance(node, ast.Name):
        node.id = NAMES[node.id]
    return f"{before} -> {ast.unparse(node)}"


def _moved(value: object, line: int) -> object:
    """Another constant: booleans flip, integers move by one, floats by a quarter; up or down by the line's parity."""
    if isinstance(value, str):
        return WORDS[value]
    if isinstance(value, bool):
        return not value
    up = line % 2 == 0
    if isinstance(value, int):
        return value + 1 if up or not value else value - 1
    return float(str(value)) * (1.25 if up else 0.8) or 1.0


def ignored_settings(path: Path) -> Iterator[Mutant]:
    """Every place where a setting is read, with the default there instead."""
    defaults = _defaults(path)
    source = path.read_text(encoding="utf-8")
    for number, node in enumerate(_read_settings(ast.parse(source), defaults)):
        changed = ast.parse(source)
        target = list(_read_settings(changed, defaults))[number]
        before = ast.unparse(target)
        default = ast.parse(defaults[target.attr], mode="eval").body
        text = ast.unparse(_Replacing(target, default).visit(changed))
        yield Mutant(path, node.lineno, f"{before} -> {defaults[target.attr]}", text)


class _Replacing(ast.NodeTransformer):
    """One node in place of another."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        found: ast.AST = self._new if node is self._old else self.generic_visit(node)
        return found


def _read_settings(tree: ast.Module, defaults: dict[str, str]) -> list[ast.Attribute]:
    nodes = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load))
    return [node for node in nodes if node.attr in defaults and ast.unparse(node.value).split(".")[-1] in CONFIGS]


def _defaults(path: Path) -> dict[str, str]:
    """Setting → its default, as source, where that is a value: the room's own before others of the same name."""
    found: dict[str, str] = {}
    for file in sorted(_declarations(), key=lambda file: file.parent == path.parent):
        found |= _declarations()[file]
    return {name: default for name, default in found.items() if not default.split("[")[0].isupper()}


@cache
def _declarations() -> dict[Path, dict[str, str]]:
    """The settings that each file of the package declares."""
    texts = {file: file.read_text(encoding="utf-8") for file in sorted((ROOT / "pipeline").rglob("*.py"))}
    return {file: _declared(ast.parse(text)) for file, text in texts.items() if " = setting(" in text}


def _declared(tree: ast.Module) -> dict[str, str]:
    fields = (node for node in ast.walk(tree) if isinstance(node, ast.AnnAssign))
    calls = ((node.target, node.value) for node in fields if node.value is not None and _is_setting(node.value))
    return {ast.unparse(target): ast.unparse(value.args[0]) for target, value in calls if isinstance(value, ast.Call)}


KINDS: dict[str, Callable[[Path], Iterator[Mutant]]] = {
    "operators": moved_operators,
    "constants": moved_constants,
    "settings": ignored_settings,
}
