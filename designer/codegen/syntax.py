"""Python syntax trees, made from values: the only way by which anything becomes source code.

Names and dotted paths are this package's own or come from `identifiers`; user text can only become a string constant,
which `ast.unparse` writes with every quote, backslash, line break and unprintable character escaped.
"""

import ast
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

type Value = ast.expr | str | int | float | bool | Decimal | Sequence["Value"] | Mapping[str, "Value"] | None


def dotted(path: str) -> ast.expr:
    """`sa.Text` as an expression. path: identifiers joined by dots, never user text."""
    first, *rest = path.split(".")
    found: ast.expr = ast.Name(first, ast.Load())
    for each in rest:
        found = ast.Attribute(found, each, ast.Load())
    return found


def value(given: Value) -> ast.expr:
    """A value as the expression that makes it; expressions pass through. Strings are constants, lists displays."""
    match given:
        case ast.expr():
            return given
        case Decimal():
            return call("Decimal", str(given))
        case str() | bool() | None:
            return ast.Constant(given)
        case int() | float():
            return ast.UnaryOp(ast.USub(), ast.Constant(-given)) if given < 0 else ast.Constant(given)
        case Mapping():
            return ast.Dict([ast.Constant(key) for key in given], [value(each) for each in given.values()])
        case tuple():
            return ast.Tuple([value(each) for each in given], ast.Load())
        case _:
            return ast.List([value(each) for each in given], ast.Load())


def call(function: str, *arguments: Value, **keywords: Value) -> ast.Call:
    """`function(*arguments, **keywords)`. function: a dotted path. Keywords that are None stay: leave them out."""
    return ast.Call(
        dotted(function),
        [value(each) for each in arguments],
        [ast.keyword(name, value(each)) for name, each in keywords.items()],
    )


def given(**keywords: Value) -> dict[str, Value]:
    """The keywords that say something: None, False and empty ones are left out, as SQLAlchemy's defaults."""
    return {
        name: each for name, each in keywords.items() if each is not None and each is not False and each not in ([], {})
    }


def subscript(container: str, *items: ast.expr) -> ast.expr:
    """`list[item]`, `dict[key, value]`."""
    inside = items[0] if len(items) == 1 else ast.Tuple(list(items), ast.Load())
    return ast.Subscript(dotted(container), inside, ast.Load())


def union(*members: ast.expr) -> ast.expr:
    """`a | b | c`."""
    found, *rest = members
    for each in rest:
        found = ast.BinOp(found, ast.BitOr(), each)
    return found


def assign(name: str, expression: ast.expr) -> ast.stmt:
    return ast.Assign([ast.Name(name, ast.Store())], expression, lineno=0)  # ast.unparse asks for the line


def declare(name: str, annotation: ast.expr, expression: ast.expr | None) -> ast.stmt:
    """`name: annotation = expression`, or the annotation alone."""
    return ast.AnnAssign(ast.Name(name, ast.Store()), annotation, expression, simple=1)


def class_(name: str, bases: Sequence[ast.expr], body: Sequence[ast.stmt], **keywords: Value) -> ast.stmt:
    arguments = [ast.keyword(key, value(each)) for key, each in keywords.items()]
    return ast.ClassDef(name, list(bases), arguments, list(body), [], type_params=[])


def docstring(text: str) -> ast.stmt:
    """text: cleansed by `prose`, indented where it has several lines."""
    return ast.Expr(ast.Constant(text))


def gap() -> ast.stmt:
    """An empty line between statements; `source` makes it one."""
    return ast.Pass()


def module(statements: Sequence[ast.stmt]) -> ast.Module:
    return ast.Module(list(statements), [])


def names_in(statements: Iterable[ast.stmt]) -> set[str]:
    """Every name that stands in the statements."""
    found: set[str] = set()
    waiting: list[ast.AST] = list(statements)
    while waiting:
        # The commonest kinds by hand: ast.walk asks every node for every field and costs four times as much.
        match waiting.pop():
            case ast.Name(name):
                found.add(name)
            case ast.Constant():
                pass
            case ast.Attribute(inner):
                waiting.append(inner)
            case ast.Call(function, arguments, keywords):
                waiting.append(function)
                waiting += arguments
                waiting += [keyword.value for keyword in keywords]
            case node:
                waiting += ast.iter_child_nodes(node)
    return found


# Generated code has no `pass` of its own, and no line of a docstring is this word alone.
_GAP = re.compile(r"^ *pass$", re.MULTILINE)


def source(tree: ast.Module) -> str:
    """The tree as text, not yet formatted."""
    return _GAP.sub("", ast.unparse(tree)) + "\n"
