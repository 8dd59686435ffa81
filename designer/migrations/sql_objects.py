"""Objects carried as SQL: their own statements, comments, and the stubs that break circles."""

import postgast
from postgast import pg_query_pb2 as pb

from designer.migrations.python_code import Call
from designer.migrations.spelling import comment_text, qualified, table_name
from designer.migrations.sql_code import execute
from designer.model import Design, SqlKind, SqlObject
from designer.model.names import identifier

_BY_SIGNATURE = frozenset(
    {
        SqlKind.FUNCTION,
        SqlKind.PROCEDURE,
        SqlKind.AGGREGATE,
        SqlKind.OPERATOR,
        SqlKind.OPERATOR_CLASS,
        SqlKind.OPERATOR_FAMILY,
    }
)
_BY_OWNER = frozenset({SqlKind.TRIGGER, SqlKind.RULE, SqlKind.POLICY})
_TYPES = frozenset({SqlKind.COMPOSITE, SqlKind.RANGE, SqlKind.BASE_TYPE})


def create(design: Design, found: SqlObject) -> list[Call]:
    """All its statements, and its comment."""
    return [*map(execute, found.create), *comment(design, found)]


def drop(found: SqlObject) -> list[Call]:
    return [execute(text) for text in found.drop]


def is_splittable(found: SqlObject) -> bool:
    """Whether it can be created in two goes: a routine whose body names things as syntax (one in a string names
    nothing), a view that brings its own placeholder as its first statement."""
    match found.kind:
        case SqlKind.FUNCTION | SqlKind.PROCEDURE:
            head = _create_function(found.create[0])
            return head is not None and head.HasField("sql_body")
        case SqlKind.VIEW:
            return len(found.create) > 1 and found.create[1].startswith("CREATE OR REPLACE VIEW")
        case _:
            return False


def create_shell(found: SqlObject) -> list[Call]:
    """What must be there before the circle it is part of can be closed: a function's stub, a view's placeholder."""
    return [execute(found.create[0] if found.kind is SqlKind.VIEW else _stub(found))]


def create_body(design: Design, found: SqlObject) -> list[Call]:
    """What turns the shell into the object."""
    if found.kind in {SqlKind.FUNCTION, SqlKind.PROCEDURE}:
        first, *rest = found.create
        statements = [postgast.ensure_or_replace(first), *rest]
    else:
        statements = list(found.create[1:])
    return [*map(execute, statements), *comment(design, found)]


def drop_body(found: SqlObject) -> list[Call]:
    """Puts the shell back, so that what the body refers to can be dropped."""
    return [execute(postgast.ensure_or_replace(found.create[0]) if found.kind is SqlKind.VIEW else _stub(found))]


def _stub(found: SqlObject) -> str:
    """The routine with a body that gives NULL and names nothing."""
    tree = postgast.parse(found.create[0])
    function = tree.stmts[0].stmt.create_function_stmt
    function.replace = True
    function.ClearField("sql_body")
    body = function.options.add().def_elem
    body.defname, body.defaction = "as", pb.DEFELEM_UNSPEC
    body.arg.list.items.add().string.sval = _nothing(function)
    return str(postgast.deparse(tree))


def _nothing(function: pb.CreateFunctionStmt) -> str:
    """A query of one NULL of the type that a function returns."""
    tree = postgast.parse("SELECT NULL::integer")
    if function.HasField("return_type"):
        cast = tree.stmts[0].stmt.select_stmt.target_list[0].res_target.val.type_cast
        cast.type_name.CopyFrom(function.return_type)
        cast.type_name.setof = False
    return str(postgast.deparse(tree))


def comment(design: Design, found: SqlObject) -> list[Call]:
    """COMMENT ON it, where it has a description that can be said."""
    return [comment_on(design, found)] if found.description else []


def comment_on(design: Design, found: SqlObject) -> Call:
    return execute(f"COMMENT ON {_target(design, found)} IS {comment_text(found.description)}")


def _target(design: Design, found: SqlObject) -> str:
    """How COMMENT ON and the like name it. Functions and operators are named by their signature, quoted already."""
    word = "TYPE" if found.kind in _TYPES else found.kind.value
    if found.kind in _BY_OWNER and found.owner is not None:
        return f"{word} {identifier(found.name)} ON {_owner(design, found.owner)}"
    if found.kind in _BY_SIGNATURE and found.schema is not None:
        return f"{word} {identifier(design.schemas[found.schema].name)}.{found.name}"
    if found.kind is SqlKind.CAST:
        return f"{word} {found.name}"
    if found.schema is None or found.kind is SqlKind.EXTENSION:
        return f"{word} {identifier(found.name)}"
    return f"{word} {qualified(design, found.schema, found.name)}"


def _owner(design: Design, owner: str) -> str:
    if owner in design.entities:
        return table_name(design, owner)
    view = design.sql_objects[owner]
    return qualified(design, view.schema or "", view.name)


def is_another(before: SqlObject, after: SqlObject) -> bool:
    """Whether only dropping the one and creating the other will do."""
    what = (before.kind, before.name, before.schema, before.owner)
    if what != (after.kind, after.name, after.schema, after.owner):
        return True
    return before.create != after.create and not can_take_the_place(before, after)


def can_take_the_place(before: SqlObject, after: SqlObject) -> bool:
    """Whether CREATE OR REPLACE turns the one into the other: a routine with the same signature and another body."""
    if after.kind not in {SqlKind.FUNCTION, SqlKind.PROCEDURE}:
        return False
    one, other = _signature(before.create[0]), _signature(after.create[0])
    return one is not None and one == other


def _signature(create: str) -> str | None:
    """The head of CREATE FUNCTION; None where it cannot be read."""
    function = _create_function(create)
    if function is None:
        return None
    function.ClearField("sql_body")
    function.ClearField("options")
    function.replace = True
    for _, node in postgast.walk(function):
        if "location" in node.DESCRIPTOR.fields_by_name:
            node.ClearField("location")
    return str(function)


def _create_function(create: str) -> pb.CreateFunctionStmt | None:
    """The syntax tree of a CREATE FUNCTION or PROCEDURE; None where the text is none."""
    try:
        statements = postgast.parse(create).stmts
    except postgast.PgQueryError:
        return None
    statement = statements[0].stmt if len(statements) == 1 else None
    return statement.create_function_stmt if statement and statement.HasField("create_function_stmt") else None
