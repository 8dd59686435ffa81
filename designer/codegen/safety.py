"""The last gate: every generated module is parsed again and held against an allowlist of shapes.

Nothing but declarations gets through: imports from a list, classes, assignments, and calls of functions from a list
with constants, lists, dictionaries and further such calls. Functions and classes with code of their own are known by
sight: their syntax trees are compared with the fixed parts of this product.
"""

import ast
import re
from collections.abc import Iterable, Mapping
from functools import cache

from designer.codegen.allowlist import CALLS, IMPORTS, JOIN_CALLS, NAMES, PATHS
from designer.codegen.type_modules import FIXED_PARTS
from designer.migrations.column_types import NAMED_TYPE_SOURCE


class UnsafeCode(Exception):
    """A generated module holds something that no generated module may; a fault of this product, never of the design."""


_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_]*\Z")
_REVISION_FUNCTIONS = frozenset({"upgrade", "downgrade"})
# Arguments that SQLAlchemy evaluates as Python.
_EVALUATED = frozenset({"primaryjoin", "foreign_keys", "remote_side"})


def check(sources: Mapping[str, str], package: str) -> None:
    """Raises UnsafeCode where one of the modules (path -> source) is not made of allowed shapes alone.

    package: whose modules may be imported.
    """
    for path, source in sources.items():
        try:
            tree = ast.parse(source)
        except (SyntaxError, ValueError) as error:
            raise UnsafeCode(f"{path} is no Python: {error}") from error
        _Gate(path, package).module(tree)


@cache
def _known_by_sight() -> Mapping[str, str]:
    """Name of a fixed function or class -> its syntax tree as text."""
    parts = [statement for part in (*FIXED_PARTS, NAMED_TYPE_SOURCE) for statement in ast.parse(part).body]
    return {each.name: ast.dump(each) for each in parts if isinstance(each, ast.FunctionDef | ast.ClassDef)}


def _is_known(node: ast.FunctionDef | ast.ClassDef) -> bool:
    known = _known_by_sight()
    return node.name in known and ast.dump(node) == known[node.name]


class _Gate:
    """Walks one module. Every method raises UnsafeCode or returns."""

    def __init__(self, path: str, package: str) -> None:
        self._path = path
        self._package = package
        self._defined: set[str] = set()

    def module(self, tree: ast.Module) -> None:
        self._defined = _defined(tree.body)
        for statement in tree.body:
            self._statement(statement)

    def _refuse(self, node: ast.AST, why: str) -> UnsafeCode:
        return UnsafeCode(f"{self._path}, line {getattr(node, 'lineno', 0)}: {why}")

    # --- statements -------------------------------------------------------------------------------------------------

    def _statement(self, node: ast.stmt) -> None:
        match node:
            case ast.Expr(ast.Constant(str())):
                return
            case ast.Import() | ast.ImportFrom():
                self._import(node)
            case ast.Assign([ast.Name()]):
                self._expression(node.value)
            case ast.AnnAssign(ast.Name(), annotation, value):
                self._annotation(annotation)
                if value is not None:
                    self._expression(value)
            case ast.ClassDef():
                self._class(node)
            case ast.FunctionDef():
                self._function(node)
            case ast.If(ast.Name("TYPE_CHECKING"), orelse=[]):
                for each in node.body:
                    self._import(each)
            case _:
                raise self._refuse(node, f"a statement of kind {type(node).__name__}")

    def _import(self, node: ast.stmt) -> None:
        match node:
            case ast.Import([ast.alias(name, alias)]) if (name, None, alias) in IMPORTS:
                return
            case ast.ImportFrom(str(module), names, 0):
                own = re.match(rf"{self._package}\.models\.[a-z][a-z0-9_]*\Z", module)
                for each in names:
                    known = (module, each.name, each.asname) in IMPORTS
                    if not known and not (own and each.asname is None and _IDENTIFIER.match(each.name)):
                        raise self._refuse(node, f"an import of {each.name} from {module}")
            case _:
                raise self._refuse(node, "an import")

    def _class(self, node: ast.ClassDef) -> None:
        if _is_known(node):
            return
        bases = [base.id for base in node.bases if isinstance(base, ast.Name)]
        if node.decorator_list or len(bases) != 1 or bases[0] not in {"Base", "SQLModel", "StrEnum"}:
            raise self._refuse(node, f"the class {node.name}")
        for keyword in node.keywords:
            self._expression(keyword.value)
        for statement in node.body:
            self._statement(statement)

    def _function(self, node: ast.FunctionDef) -> None:
        if _is_known(node):
            return
        if node.name not in _REVISION_FUNCTIONS or node.decorator_list or ast.unparse(node.args):
            raise self._refuse(node, f"the function {node.name}")
        for statement in node.body:
            match statement:
                case ast.Pass():
                    pass
                case ast.Expr(ast.Call() as call):
                    self._call(call)
                case _:
                    raise self._refuse(statement, f"a statement of kind {type(statement).__name__}")

    # --- expressions ------------------------------------------------------------------------------------------------

    def _expression(self, node: ast.expr) -> None:
        match node:
            case ast.Constant(str() | int() | float() | bool() | None):
                return
            case ast.Call():
                self._call(node)
            case ast.Name(name):
                if name not in NAMES and name not in self._defined:
                    raise self._refuse(node, f"the name {name}")
            case ast.Attribute():
                self._path_of(node)
            case ast.List(elements) | ast.Tuple(elements):
                self._expressions(elements)
            case ast.Dict(keys, values):
                self._dictionary(node, keys, values)
            case ast.UnaryOp(ast.USub(), ast.Constant(int() | float())):
                return
            case ast.BinOp(left, ast.BitOr(), right):
                self._expressions((left, right))
            case _:
                raise self._refuse(node, f"an expression of kind {type(node).__name__}")

    def _expressions(self, nodes: Iterable[ast.expr]) -> None:
        for node in nodes:
            self._expression(node)

    def _dictionary(self, node: ast.expr, keys: list[ast.expr | None], values: list[ast.expr]) -> None:
        for key, value in zip(keys, values, strict=True):
            if not isinstance(key, ast.Constant) or not isinstance(key.value, str):
                raise self._refuse(node, "a dictionary whose keys are no texts")
            if key.value in _EVALUATED:
                self._join(value)
            self._expression(value)

    def _path_of(self, node: ast.Attribute) -> None:
        """`sa.Text`, `Base.metadata`, `OrderStatus.PENDING`."""
        match node:
            case ast.Attribute(ast.Name(first), last) if f"{first}.{last}" in PATHS:
                return
            # A member of an enum: a class of the package and a constant of it.
            case ast.Attribute(ast.Name(first), last) if first in self._defined and last.isupper():
                return
            case _:
                raise self._refuse(node, f"the attribute {node.attr}")

    def _call(self, node: ast.Call) -> None:
        match node.func:
            case ast.Attribute(ast.Call(ast.Attribute(ast.Name("sa"), "literal_column")) as labelled, "label"):
                self._call(labelled)
            case ast.Attribute() | ast.Name() if (name := _dotted(node.func)) in CALLS:
                if name == "sa.Enum" and not all(isinstance(each, ast.Name) for each in node.args):
                    raise self._refuse(node, "an enum without its class")
            case _:
                raise self._refuse(node, "a call of something else")
        self._expressions(node.args)
        for keyword in node.keywords:
            if keyword.arg is None:
                raise self._refuse(node, "keywords from a dictionary")
            self._expression(keyword.value)

    def _annotation(self, node: ast.expr) -> None:
        """A type: names, unions, subscripts, and the names of classes as text."""
        match node:
            case ast.Constant(str(name)) if _IDENTIFIER.match(name):
                return
            case ast.Constant(None):
                return
            case ast.BinOp(left, ast.BitOr(), right):
                self._annotation(left)
                self._annotation(right)
            case ast.Subscript(container, ast.Tuple(elements)):
                for each in (container, *elements):
                    self._annotation(each)
            case ast.Subscript(container, inside):
                self._annotation(container)
                self._annotation(inside)
            case ast.Name() | ast.Attribute():
                self._expression(node)
            case _:
                raise self._refuse(node, "an annotation that is no type")

    def _join(self, node: ast.expr) -> None:
        """Text that SQLAlchemy evaluates: comparisons of attributes of classes, and lists of them."""
        match node:
            case ast.Constant(str(text)) if len(text) < 10_000:
                try:
                    self._joined(ast.parse(text, mode="eval").body)
                except (SyntaxError, ValueError) as error:
                    raise self._refuse(node, "a join that does not parse") from error
            case _:
                raise self._refuse(node, "a join that is no text")

    def _joined(self, node: ast.expr) -> None:
        match node:
            # Attributes of models begin with a letter, those of Python's own machinery with an underscore.
            case ast.Attribute(ast.Name(), name) if _IDENTIFIER.match(name):
                return
            case ast.List(elements):
                parts = elements
            case ast.Call(ast.Name(name), arguments, []) if name in JOIN_CALLS:
                parts = arguments
            case ast.Compare(left, [ast.Eq()], [right]):
                parts = [left, right]
            case _:
                raise self._refuse(node, "a join of other things than attributes")
        for each in parts:
            self._joined(each)


def _defined(statements: Iterable[ast.stmt]) -> set[str]:
    """Names that a module imports from the package or defines."""
    found: set[str] = set()
    for statement in statements:
        match statement:
            case ast.ClassDef() | ast.FunctionDef():
                found.add(statement.name)
            case ast.Assign([ast.Name(name)]):
                found.add(name)
            case ast.ImportFrom(_, names):
                found |= {each.name for each in names}
            case _:
                pass
    return found


def _dotted(node: ast.expr) -> str:
    match node:
        case ast.Name(name):
            return name
        case ast.Attribute(inner, last) if inside := _dotted(inner):
            return f"{inside}.{last}"
        case _:
            return ""
