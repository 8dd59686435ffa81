"""What no server here can run is carried as its own text: it needs a superuser, or an extension that is missing."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import postgast
from msgspec import Struct
from msgspec.structs import replace
from postgast import pg_query_pb2 as pb
from psycopg import errors

from designer.importers.sql.decision import Run
from designer.importers.sql.rewrite import deparsed
from designer.model import Design, Schema, SqlKind, SqlObject, derived_id, quote

# Why a server cannot run what another can: rights, a feature it was built without, an extension it lacks.
_BEYOND_THIS_SERVER = (errors.InsufficientPrivilege, errors.FeatureNotSupported, errors.UndefinedFile)
_MISSING = (errors.UndefinedObject, errors.UndefinedFunction, errors.UndefinedTable, errors.InvalidSchemaName)


class _Made(Struct, frozen=True):
    """What a statement makes. path: its name, with the schema before it where the statement gives one."""

    kind: SqlKind
    path: tuple[str, ...]
    drop: str = ""


def is_carried(statement: Run, error: Exception, others: Sequence[SqlObject]) -> bool:
    """Whether a statement that a server refused is kept as it is: it may be right and only this server cannot run it,
    or it needs something that is carried already (`others`)."""
    if statement.tree is None or statement.node not in _CARRIED:
        return False
    return isinstance(error, _BEYOND_THIS_SERVER) or (bool(others) and isinstance(error, _MISSING))


def carried(
    statement: Run, others: Sequence[SqlObject], schemas: Sequence[Schema], default: Schema | None
) -> SqlObject:
    """The statement as an object of the design, unverified.

    others: what is carried before it, which it may need. schemas: of the design. default: the one that the object goes
    to where the statement names none; the name is written with it.
    """
    sql = statement.sql
    path = _PATHS.get(statement.node)
    if path is not None and _qualify(path(statement.tree), default):
        sql = deparsed(statement.node, statement.tree)
    made = _CARRIED[statement.node](statement.tree)
    schema = next((each for each in schemas if made.path[:-1] == (each.name,)), None)
    return SqlObject(
        id=derived_id("carried", made.kind, *made.path, sql),
        kind=made.kind,
        name=made.path[-1] if schema or len(made.path) == 1 else ".".join(made.path),
        create=(sql,),
        drop=(made.drop,) if made.drop else (),
        schema=schema.id if schema else None,
        depends_on=tuple(each.id for each in others[-1:]),
        verified=False,
    )


def first_schema(search_path: str, schemas: Sequence[Schema]) -> Schema | None:
    """The schema that a setting of search_path puts new objects into."""
    names = {each.name: each for each in schemas}
    for quoted, plain in re.findall(r'"((?:[^"]|"")*)"|([^,\s"]+)', search_path):
        name = quoted.replace('""', '"') or plain
        if name in names:
            return names[name]
    return None


def restored_collations(design: Design, statements: Sequence[Run]) -> Iterator[SqlObject]:
    """The collations of a design for which a stand-in ran, as their own statements, unverified."""
    collations = [each for each in design.sql_objects.values() if each.kind is SqlKind.COLLATION and each.schema]
    for statement in statements:
        for each in collations:
            schema = design.schemas[each.schema or ""]
            if _strings(statement.tree.defnames)[-2:] in ((each.name,), (schema.name, each.name)):
                _qualify(statement.tree.defnames, schema)
                yield replace(each, create=(deparsed(statement.node, statement.tree),), verified=False)


def _qualify(names: Any, schema: Schema | None) -> bool:
    """Writes the schema before a name that has none; whether it did. names: a RangeVar, or a list of names."""
    if schema is None:
        return False
    if isinstance(names, pb.RangeVar):
        if not names.schemaname:
            names.schemaname = schema.name
            return True
    elif len(names) == 1:
        own = names[0].string.sval
        names[0].string.sval = schema.name
        names.add().string.sval = own
        return True
    return False


# Where a statement says the name of what it makes.
_PATHS: dict[str, Callable[[Any], Any]] = {
    "create_foreign_table_stmt": lambda node: node.base_stmt.relation,
    "create_function_stmt": lambda node: node.funcname,
    "create_op_class_stmt": lambda node: node.opclassname,
    "create_op_family_stmt": lambda node: node.opfamilyname,
    "define_stmt": lambda node: node.defnames,
    "view_stmt": lambda node: node.view,
}


# --- what each kind of statement makes ------------------------------------------------------------------------------


def _named(kind: SqlKind, attribute: str) -> Callable[[Any], _Made]:
    """Of a statement that names its object, which lives in no schema, by one attribute."""

    def made(node: Any) -> _Made:
        name = str(getattr(node, attribute))
        return _Made(kind, (name,), f"DROP {kind} {quote(name)}")

    return made


def _relation(kind: SqlKind, of: Callable[[Any], Any]) -> Callable[[Any], _Made]:
    def made(node: Any) -> _Made:
        relation = of(node)
        path = tuple(filter(None, (relation.schemaname, relation.relname)))
        return _Made(kind, path, f"DROP {kind} {_spelt(path)}")

    return made


def _routine(node: Any) -> _Made:
    kind = SqlKind.PROCEDURE if node.is_procedure else SqlKind.FUNCTION
    return _Made(kind, _strings(node.funcname), str(postgast.to_drop(deparsed("create_function_stmt", node))))


def _family(node: Any) -> _Made:
    path = _strings(node.opfamilyname)
    return _Made(SqlKind.OPERATOR_FAMILY, path, _drop_using(SqlKind.OPERATOR_FAMILY, path, node.amname))


def _class(node: Any) -> _Made:
    path = _strings(node.opclassname)
    return _Made(SqlKind.OPERATOR_CLASS, path, _drop_using(SqlKind.OPERATOR_CLASS, path, node.amname))


def _drop_using(kind: SqlKind, path: tuple[str, ...], method: str) -> str:
    return f"DROP {kind} {_spelt(path)} USING {quote(method)}"


def _definition(node: Any) -> _Made:
    """CREATE AGGREGATE, OPERATOR, TYPE, COLLATION, TEXT SEARCH ... (what those of a signature drop by is not read)."""
    kind = _DEFINED.get(node.kind, SqlKind.OTHER)
    path = _strings(node.defnames)
    droppable = kind in {SqlKind.COLLATION, SqlKind.BASE_TYPE}
    word = "TYPE" if kind is SqlKind.BASE_TYPE else kind.value
    return _Made(kind, path, f"DROP {word} {_spelt(path)}" if droppable else "")


_DEFINED = {
    pb.OBJECT_AGGREGATE: SqlKind.AGGREGATE,
    pb.OBJECT_OPERATOR: SqlKind.OPERATOR,
    pb.OBJECT_TYPE: SqlKind.BASE_TYPE,
    pb.OBJECT_COLLATION: SqlKind.COLLATION,
    pb.OBJECT_TSDICTIONARY: SqlKind.TEXT_SEARCH_DICTIONARY,
    pb.OBJECT_TSCONFIGURATION: SqlKind.TEXT_SEARCH_CONFIGURATION,
}


def _attached(kind: SqlKind, attribute: str, table: str) -> Callable[[Any], _Made]:
    def made(node: Any) -> _Made:
        relation = getattr(node, table)
        path = tuple(filter(None, (relation.schemaname, relation.relname)))
        name = str(getattr(node, attribute))
        return _Made(kind, (f"{name} on {'.'.join(path)}",), f"DROP {kind} {quote(name)} ON {_spelt(path)}")

    return made


def _other(node: Any) -> _Made:
    """A statement about something that is carried; its first words name it."""
    text = deparsed(_ATTRIBUTES[type(node).__name__], node)
    return _Made(SqlKind.OTHER, (" ".join(text.split()[:5]),))


_ATTRIBUTES = {
    "CommentStmt": "comment_stmt",
    "CreateAmStmt": "create_am_stmt",
    "CreateConversionStmt": "create_conversion_stmt",
    "CreatePLangStmt": "create_plang_stmt",
    "CreateTransformStmt": "create_transform_stmt",
    "ImportForeignSchemaStmt": "import_foreign_schema_stmt",
    "AlterExtensionStmt": "alter_extension_stmt",
    "AlterForeignServerStmt": "alter_foreign_server_stmt",
    "AlterEventTrigStmt": "alter_event_trig_stmt",
    "CreateCastStmt": "create_cast_stmt",
    "AlterOpFamilyStmt": "alter_op_family_stmt",
}


def _strings(names: Any) -> tuple[str, ...]:
    return tuple(each.string.sval for each in names)


def _spelt(path: tuple[str, ...]) -> str:
    return ".".join(map(quote, path))


# What a statement makes, by libpg_query's name of its kind. What is not here is never carried: a table above all.
_CARRIED: dict[str, Callable[[Any], _Made]] = {
    "create_extension_stmt": _named(SqlKind.EXTENSION, "extname"),
    "create_fdw_stmt": _named(SqlKind.FOREIGN_DATA_WRAPPER, "fdwname"),
    "create_foreign_server_stmt": _named(SqlKind.SERVER, "servername"),
    "create_foreign_table_stmt": _relation(SqlKind.FOREIGN_TABLE, lambda node: node.base_stmt.relation),
    "create_event_trig_stmt": _named(SqlKind.EVENT_TRIGGER, "trigname"),
    "create_publication_stmt": _named(SqlKind.PUBLICATION, "pubname"),
    "create_op_class_stmt": _class,
    "create_op_family_stmt": _family,
    "create_function_stmt": _routine,
    "view_stmt": _relation(SqlKind.VIEW, lambda node: node.view),
    "create_trig_stmt": _attached(SqlKind.TRIGGER, "trigname", "relation"),
    "rule_stmt": _attached(SqlKind.RULE, "rulename", "relation"),
    "create_policy_stmt": _attached(SqlKind.POLICY, "policy_name", "table"),
    "define_stmt": _definition,
    **dict.fromkeys(_ATTRIBUTES.values(), _other),
}
