"""Statements without what belongs to a server and not to a schema: owners, tablespaces, the versions of extensions; and
without the rows of queries."""

from collections.abc import Callable
from typing import Any

import postgast
from postgast import pg_query_pb2 as pb

from designer.importers.sql.decision import Run

_STAND_IN_COLLATION = "provider = builtin, locale = 'C.UTF-8'"

# A second try at these after later statements makes what the source makes, only later. Removals and renames would hit
# what was made in the meantime.
_ADDING = frozenset(
    {
        "alter_seq_stmt",
        "comment_stmt",
        "composite_type_stmt",
        "create_cast_stmt",
        "create_domain_stmt",
        "create_enum_stmt",
        "create_extension_stmt",
        "create_function_stmt",
        "create_policy_stmt",
        "create_publication_stmt",
        "create_range_stmt",
        "create_schema_stmt",
        "create_seq_stmt",
        "create_stats_stmt",
        "create_stmt",
        "create_table_as_stmt",
        "create_trig_stmt",
        "define_stmt",
        "index_stmt",
        "rule_stmt",
        "view_stmt",
    }
)
_REMOVING_COMMANDS = {
    pb.AT_DropColumn,
    pb.AT_DropConstraint,
    pb.AT_DropExpression,
    pb.AT_DropIdentity,
    pb.AT_DropInherit,
    pb.AT_DropNotNull,
    pb.AT_DropOf,
    pb.AT_DetachPartition,
}


def rewritten(sql: str, kind: str, node: Any) -> Run:
    """What is sent for a statement that makes or changes schema objects. node: its syntax tree, which is consumed."""
    notes = [rewrite(node) for applies, rewrite in _REWRITES if applies(kind, node)]
    return Run(
        sql=deparsed(kind, node) if notes else sql,
        node=kind,
        tree=node,
        note=" ".join(filter(None, notes)),
        roles=_roles(kind, node),
        removes=kind == "drop_stmt" or (kind == "alter_table_stmt" and all(_removals(node))),
        again=kind in _ADDING or (kind == "alter_table_stmt" and not any(_removals(node))),
        stand_in=_stand_in(kind, node),
    )


def deparsed(kind: str, node: Any) -> str:
    """The text of a syntax tree. kind: libpg_query's name of its kind."""
    tree = pb.ParseResult()
    getattr(tree.stmts.add().stmt, kind).CopyFrom(node)
    return str(postgast.deparse(tree))


def _removals(node: Any) -> list[bool]:
    """Of each command of an ALTER TABLE: whether it removes something."""
    return [each.alter_table_cmd.subtype in _REMOVING_COMMANDS for each in node.cmds]


def _without_authorization(node: Any) -> str:
    node.schemaname = node.schemaname or node.authrole.rolename
    node.ClearField("authrole")
    return "AUTHORIZATION was left out: owners belong to each server."


def _unless_it_exists(node: Any) -> str:
    node.if_not_exists = True  # a dump of a database whose schema public was made anew says so
    return ""


def _without_owner(node: Any) -> str:
    kept = [each for each in node.cmds if each.alter_table_cmd.subtype != pb.AT_ChangeOwner]
    del node.cmds[:]
    node.cmds.extend(kept)
    return "OWNER TO was left out: owners belong to each server."


def _without_version(node: Any) -> str:
    _remove_options(node.options, "new_version")
    return "The version was left out: each server has its own."


def _without_oids(node: Any) -> str:
    _remove_options(node.options, "oids")
    return "OIDS was left out: PostgreSQL has had no such column since version 12."


def _without_tablespace(node: Any) -> str:
    for attribute in ("tablespacename", "table_space"):
        if hasattr(node, attribute):
            node.ClearField(attribute)
    return "The tablespace was left out: it belongs to each server."


def _without_concurrency(node: Any) -> str:
    node.concurrent = False
    return "CONCURRENTLY was left out: nobody else uses the database of an import."


def _without_rows(node: Any) -> str:
    node.into.skip_data = True  # rows are data: no need to say so
    return ""


def _has_option(node: Any, name: str) -> bool:
    return any(each.def_elem.defname.lower() == name for each in node.options)


def _remove_options(options: Any, name: str) -> None:
    kept = [each for each in options if each.def_elem.defname.lower() != name]
    del options[:]
    options.extend(kept)


type _Applies = Callable[[str, Any], bool]
type _Rewrite = Callable[[Any], str]

# When, and what: each changes the node and gives a note for the user, "" where there is nothing to know.
_REWRITES: tuple[tuple[_Applies, _Rewrite], ...] = (
    (lambda kind, node: kind == "create_schema_stmt" and node.HasField("authrole"), _without_authorization),
    (
        lambda kind, node: kind == "create_schema_stmt" and node.schemaname == "public" and not node.schema_elts,
        _unless_it_exists,
    ),
    (
        lambda kind, node: (
            kind == "alter_table_stmt" and any(each.alter_table_cmd.subtype == pb.AT_ChangeOwner for each in node.cmds)
        ),
        _without_owner,
    ),
    (lambda kind, node: kind == "create_extension_stmt" and _has_option(node, "new_version"), _without_version),
    (lambda kind, node: kind == "create_stmt" and _has_option(node, "oids"), _without_oids),
    (
        lambda _, node: bool(getattr(node, "tablespacename", "") or getattr(node, "table_space", "")),
        _without_tablespace,
    ),
    (lambda kind, node: kind == "index_stmt" and node.concurrent, _without_concurrency),
    (lambda kind, node: kind == "create_table_as_stmt" and not node.into.skip_data, _without_rows),
)


def _roles(kind: str, node: Any) -> frozenset[str]:
    """Names of roles that the statement needs to exist."""
    if kind not in {"create_policy_stmt", "alter_policy_stmt"}:
        return frozenset()
    specs = [each.role_spec for each in node.roles]
    return frozenset(spec.rolename for spec in specs if spec.roletype == pb.ROLESPEC_CSTRING)


def _stand_in(kind: str, node: Any) -> str:
    """A collation of the same name for servers that are built without ICU: what uses it can be made there."""
    if kind != "define_stmt" or node.kind != pb.OBJECT_COLLATION:
        return ""
    name = ".".join('"' + each.string.sval.replace('"', '""') + '"' for each in node.defnames)
    return f"CREATE COLLATION {name} ({_STAND_IN_COLLATION})"
