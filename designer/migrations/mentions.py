"""What an SQL text mentions beside columns: functions, types, relations, collations, operators."""

from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

import postgast
from postgast import pg_query_pb2 as pb

from designer.model.expression import ExpressionError, parse_expression

_NAMES_A_RELATION = frozenset({"nextval", "currval", "setval"})


class Sort(StrEnum):
    FUNCTION = "function"
    TYPE = "type"
    RELATION = "relation"
    COLLATION = "collation"
    OPERATOR = "operator"


class Mention(NamedTuple):
    """schema is empty where the text names none."""

    sort: Sort
    schema: str
    name: str


@lru_cache(maxsize=50_000)
def mentions(expression: str) -> frozenset[Mention]:
    """Everything that an expression mentions; nothing where it does not parse (the invariants tell that)."""
    try:
        return frozenset(_in_tree(parse_expression(expression)))
    except ExpressionError:
        return frozenset()


@lru_cache(maxsize=5_000)
def type_mentions(text: str) -> frozenset[Mention]:
    """What a type's text mentions: itself, and a collation after it."""
    try:
        tree = postgast.parse(f"CREATE TABLE t (c {text}\n)")
    except postgast.PgQueryError:
        return frozenset()
    return frozenset(_in_tree(tree))


@lru_cache(maxsize=5_000)
def partition_mentions(clause: str) -> frozenset[Mention]:
    """What the clause after PARTITION BY mentions."""
    try:
        tree = postgast.parse(f"CREATE TABLE t () PARTITION BY {clause}")
    except postgast.PgQueryError:
        return frozenset()
    return frozenset(_in_tree(tree))


def name_parts(text: str) -> tuple[str, str]:
    """(schema, name) of a qualified SQL name: `"a".b` -> ("a", "b"); the schema is empty where none is written."""
    found = next(iter(type_mentions(text)), None)
    return (found.schema, found.name) if found else ("", text)


def _in_tree(tree: pb.Node | pb.ParseResult) -> Iterator[Mention]:
    for _, node in postgast.walk(tree):
        match node:
            case pb.FuncCall():
                name = _mention(Sort.FUNCTION, node.funcname)
                yield name
                if name.name in _NAMES_A_RELATION and node.args:
                    yield from _relation_text(node.args[0])
            case pb.TypeName():
                yield _mention(Sort.TYPE, node.names)
            case pb.TypeCast() if node.type_name.names and node.type_name.names[-1].string.sval == "regclass":
                yield from _relation_text(node.arg)
            case pb.CollateClause():
                yield _mention(Sort.COLLATION, node.collname)
            case pb.A_Expr():
                yield _mention(Sort.OPERATOR, node.name)
            case _:
                pass


def _mention(sort: Sort, names: list[pb.Node]) -> Mention:
    parts = [part.string.sval for part in names]
    return Mention(sort, parts[-2] if len(parts) > 1 else "", parts[-1] if parts else "")


def _relation_text(node: pb.Node) -> Iterator[Mention]:
    """The relation that a string constant names, as in 'public.s'::regclass."""
    if node.HasField("type_cast"):
        node = node.type_cast.arg
    text = node.a_const.sval.sval if node.HasField("a_const") else ""
    if text:
        schema, name = name_parts(text)
        yield Mention(Sort.RELATION, schema, name)
