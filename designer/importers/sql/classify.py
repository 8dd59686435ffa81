"""What a statement is to an import: run as it is, run in another form, or not run at all, with the reason.

Read from PostgreSQL's own syntax tree (libpg_query). Nothing here decides what is safe: the role, the limits and the
watchdog of the scratch database do. This decides what is schema.
"""

from typing import Any

import postgast
from google.protobuf.message import DecodeError
from msgspec import Struct
from postgast import pg_query_pb2 as pb

# libpg_query recurses when it writes the tree out: a chain of some ten thousand operators overflows the C stack, so a
# statement of more tokens than this is left to the server, which counts its own depth.
_MAX_TOKENS = 8_000
_LONG = 8_000  # characters: shorter statements cannot have that many tokens


class Run(Struct, frozen=True):
    """The statement goes to the server. sql: what is sent. note: how that differs from the source. roles: names that
    it gives rights to. schema: whether it makes schema content (else it is a setting or a query)."""

    sql: str
    note: str = ""
    roles: frozenset[str] = frozenset()
    schema: bool = True
    node: str = ""


class Skip(Struct, frozen=True):
    """The statement is no schema content; reason: a sentence."""

    reason: str


class Refuse(Struct, frozen=True):
    """The statement cannot be part of a design; reason: a sentence that says what to do."""

    reason: str


type Decision = Run | Skip | Refuse

_DATA = "Data, not schema."
_OWNERS = "Owners and privileges belong to each server, not to the design."
_SERVER = "It concerns the server or other databases, not the schema."
_SESSION = "A setting of the session that loads the dump."

_SKIPPED: dict[str, str] = {
    "insert_stmt": _DATA,
    "update_stmt": _DATA,
    "delete_stmt": _DATA,
    "merge_stmt": _DATA,
    "copy_stmt": _DATA,
    "truncate_stmt": _DATA,
    "refresh_mat_view_stmt": _DATA,
    "grant_stmt": _OWNERS,
    "grant_role_stmt": _OWNERS,
    "alter_default_privileges_stmt": _OWNERS,
    "alter_owner_stmt": _OWNERS,
    "reassign_owned_stmt": _OWNERS,
    "drop_owned_stmt": _OWNERS,
    "create_role_stmt": _OWNERS,
    "alter_role_stmt": _OWNERS,
    "alter_role_set_stmt": _OWNERS,
    "drop_role_stmt": _OWNERS,
    "createdb_stmt": _SERVER,
    "alter_database_stmt": _SERVER,
    "alter_database_set_stmt": _SERVER,
    "alter_database_refresh_coll_stmt": _SERVER,
    "dropdb_stmt": _SERVER,
    "alter_system_stmt": _SERVER,
    "create_table_space_stmt": _SERVER,
    "drop_table_space_stmt": _SERVER,
    "alter_table_space_options_stmt": _SERVER,
    "alter_table_move_all_stmt": _SERVER,
    "create_subscription_stmt": _SERVER,
    "alter_subscription_stmt": _SERVER,
    "drop_subscription_stmt": _SERVER,
    "load_stmt": _SERVER,
    "check_point_stmt": _SERVER,
    "transaction_stmt": "The import has a transaction of its own.",
    "vacuum_stmt": "Maintenance, not schema.",
    "reindex_stmt": "Maintenance, not schema.",
    "cluster_stmt": "Maintenance, not schema.",
    "lock_stmt": "Locks are not schema.",
    "notify_stmt": "Messages are not schema.",
    "listen_stmt": "Messages are not schema.",
    "unlisten_stmt": "Messages are not schema.",
    "discard_stmt": _SESSION,
    "variable_show_stmt": "A query, not schema.",
    "explain_stmt": "A query, not schema.",
    "prepare_stmt": "A query, not schema.",
    "execute_stmt": "A query, not schema.",
    "deallocate_stmt": "A query, not schema.",
    "declare_cursor_stmt": "A query, not schema.",
    "fetch_stmt": "A query, not schema.",
    "close_portal_stmt": "A query, not schema.",
}

# Session settings that change what later statements mean. All others (timeouts, encodings, roles) are left out.
_MEANINGFUL_SETTINGS = {
    "search_path",
    "check_function_bodies",
    "default_table_access_method",
    "quote_all_identifiers",
    "standard_conforming_strings",
    "xmloption",
    "datestyle",
    "intervalstyle",
    "timezone",
    "default_toast_compression",
}


def classify(sql: str) -> Decision:
    """What to do with one statement. Never raises: what cannot be parsed is the server's to judge."""
    if (tree := _tree(sql)) is None:
        return Run(sql)
    if isinstance(tree, str):
        return Refuse(f"PostgreSQL cannot read it: {tree}. Correct the statement and import again.")
    kind = tree.WhichOneof("node")
    node = getattr(tree, kind)
    if reason := _SKIPPED.get(kind):
        return Skip(reason)
    match kind:
        case "variable_set_stmt":
            return _setting(node, sql)
        case "alter_table_stmt" if _only_owner_changes(node):
            return Skip(_OWNERS)
        case "comment_stmt" if node.objtype == pb.OBJECT_DATABASE:
            return Skip(_SERVER)
        case "comment_stmt" if node.objtype == pb.OBJECT_EXTENSION:
            return Skip("A comment on an extension is the extension's own.")
        case "sec_label_stmt":
            return Skip("Security labels belong to each server.")
        case "create_extension_stmt" if node.extname == "plpgsql":
            return Skip("PL/pgSQL is always there.")
        case "select_stmt" if not node.HasField("into_clause"):
            # Queries run for what they do (set_config, functions that alter tables), their rows stay on the server.
            return Run(f"EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) {sql}", schema=False, node=kind)
        case "do_stmt" | "call_stmt":
            return Run(sql, schema=False, node=kind)
        case _:
            pass
    return _rewritten(sql, kind, node)


def _tree(sql: str) -> Any | str | None:
    """The statement's syntax tree; PostgreSQL's message where it is none; None where it is too deep to be read here."""
    try:
        if len(sql) > _LONG and len(postgast.scan(sql).tokens) > _MAX_TOKENS:
            return None
        statements = postgast.parse(sql).stmts
    except postgast.PgQueryError as error:
        return str(error)
    except (DecodeError, RecursionError):
        return None
    return statements[0].stmt if len(statements) == 1 else None


def _setting(node: Any, sql: str) -> Decision:
    name = node.name.lower()
    if name in _MEANINGFUL_SETTINGS and node.kind != pb.VAR_RESET_ALL:
        return Run(sql.replace("LOCAL ", "", 1) if node.is_local else sql, schema=False, node="variable_set_stmt")
    return Skip(_SESSION)


def _only_owner_changes(node: Any) -> bool:
    return all(command.alter_table_cmd.subtype == pb.AT_ChangeOwner for command in node.cmds)


def _rewritten(sql: str, kind: str, node: Any) -> Decision:
    """Without what belongs to a server: owners, tablespaces, extension versions; and without the rows of queries."""
    notes = []
    if kind == "create_schema_stmt" and node.HasField("authrole"):
        node.schemaname = node.schemaname or node.authrole.rolename
        node.ClearField("authrole")
        notes.append("AUTHORIZATION was left out: owners belong to each server.")
    if kind == "create_extension_stmt" and any(option.def_elem.defname == "new_version" for option in node.options):
        kept = [option for option in node.options if option.def_elem.defname != "new_version"]
        del node.options[:]
        node.options.extend(kept)
        notes.append("The version was left out: each server has its own.")
    for attribute in ("tablespacename", "table_space"):
        if getattr(node, attribute, ""):
            node.ClearField(attribute)
            notes.append("The tablespace was left out: it belongs to each server.")
    if kind == "index_stmt" and node.concurrent:
        node.concurrent = False
        notes.append("CONCURRENTLY was left out: nobody else uses the database of an import.")
    empty = kind == "create_table_as_stmt" and not node.into.skip_data
    if empty:
        node.into.skip_data = True  # its rows are data; no need to tell
    text = _deparsed(kind, node) if notes or empty else sql
    return Run(text, note=" ".join(notes), roles=_roles(kind, node), node=kind)


def _deparsed(kind: str, node: Any) -> str:
    tree = pb.ParseResult()
    getattr(tree.stmts.add().stmt, kind).CopyFrom(node)
    return str(postgast.deparse(tree))


def _roles(kind: str, node: Any) -> frozenset[str]:
    """Names of roles that the statement needs to exist."""
    if kind not in {"create_policy_stmt", "alter_policy_stmt", "create_user_mapping_stmt"}:
        return frozenset()
    specs = [role.role_spec for role in node.roles] if hasattr(node, "roles") else [node.user]
    return frozenset(spec.rolename for spec in specs if spec.roletype == pb.ROLESPEC_CSTRING)
