"""What a statement is to an import: run as it is, run in another form, or not run at all, with the reason.

Read from PostgreSQL's own syntax tree (libpg_query). Nothing here decides what is safe: the role, the limits and the
watchdog of the scratch database do. This decides what is schema.
"""

import re
from typing import Any

import postgast
from google.protobuf.message import DecodeError
from postgast import pg_query_pb2 as pb

from designer.importers.sql.decision import Decision, Refuse, Run, Skip
from designer.importers.sql.rewrite import rewritten
from designer.importers.sql.skipped import BY_FIRST_WORD, BY_NODE, COMMAND, COMMANDS, INCLUDES, OWNERS, SERVER, SESSION
from designer.importers.sql.split import Piece, PieceKind

# libpg_query recurses when it writes the tree out: a chain of some ten thousand operators overflows the C stack, so a
# statement of more tokens than this is left to the server, which counts its own depth.
_MAX_TOKENS = 8_000
_LONG = 8_000  # characters: shorter statements cannot have that many tokens

# Session settings that change what later statements mean. All others (timeouts, encodings, roles) are left out.
_MEANINGFUL_SETTINGS = {
    "search_path",
    "check_function_bodies",
    "default_table_access_method",
    "standard_conforming_strings",
    "xmloption",
    "datestyle",
    "intervalstyle",
    "timezone",
    "default_toast_compression",
}
# Dumps of servers before version 12; the parser knows the other spelling alone.
_WITH_OIDS = re.compile(r"\s+WITH\s+OIDS\s*$", re.IGNORECASE)
_OTHER_DIALECTS = {"`": "Backquotes are MySQL's. ", "[": "Brackets are SQL Server's. ", "AUTO_INC": "It is MySQL's. "}
_SERVER_OBJECTS = {pb.OBJECT_DATABASE, pb.OBJECT_ROLE, pb.OBJECT_TABLESPACE, pb.OBJECT_SUBSCRIPTION}


def decide(piece: Piece) -> Decision:
    """What to do with a piece of a script. Never raises: what cannot be parsed here is the server's to judge."""
    match piece.kind:
        case PieceKind.DATA:
            return Skip("Data, not schema.")
        case PieceKind.COMMAND:
            return _command(piece.text)
        case PieceKind.STATEMENT:
            return classify(piece.text)


def _command(text: str) -> Decision:
    words = text[1:].split(maxsplit=1)
    name = words[0] if words else ""
    if name in INCLUDES:
        return Refuse("It includes another file, which is not here: paste that file too.")
    return Skip(COMMANDS["!"] if name.startswith("!") else COMMANDS.get(name, COMMAND))


def classify(sql: str) -> Decision:
    """What to do with one statement."""
    if reason := BY_FIRST_WORD.get(sql[:8].split(maxsplit=1)[0].upper()):
        return Skip(reason)
    tree = _tree(sql)
    if isinstance(tree, str) and _WITH_OIDS.search(sql):
        tree = _tree(sql := _WITH_OIDS.sub(" WITH (oids = true)", sql))
    if tree is None:
        return Run(sql=sql, again=False)
    if isinstance(tree, str):
        hint = next((hint for sign, hint in _OTHER_DIALECTS.items() if f'near "{sign}' in tree), "")
        return Refuse(f"PostgreSQL cannot read it: {tree}. {hint}Correct the statement and import again.")
    kind = tree.WhichOneof("node")
    node = getattr(tree, kind)
    if reason := BY_NODE.get(kind) or _other_reason(kind, node):
        return Skip(reason)
    match kind:
        case "variable_set_stmt":
            return _setting(node, sql)
        case "select_stmt" if not node.HasField("into_clause"):
            # Queries run for what they do (set_config, functions that alter tables), their rows stay on the server.
            return Run(sql=f"EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) {sql}", schema=False, again=False, node=kind)
        case "do_stmt" | "call_stmt":
            return Run(sql=sql, schema=False, again=False, node=kind, tree=node)
        case _:
            return rewritten(sql, kind, node)


def _tree(sql: str) -> Any | str | None:
    """The statement's syntax tree; PostgreSQL's message where it is none; None where it is too deep to be read here."""
    try:
        if len(sql) > _LONG and len(postgast.scan(sql).tokens) > _MAX_TOKENS:
            return None
        statements = postgast.parse(sql).stmts
    except postgast.PgQueryError as error:
        return str(error)[:300]
    except (DecodeError, RecursionError):
        return None
    return statements[0].stmt if len(statements) == 1 else None


def _other_reason(kind: str, node: Any) -> str:
    """Why a statement of a kind that is mostly schema is none; "" if it is."""
    match kind:
        case "alter_table_stmt" if all(each.alter_table_cmd.subtype == pb.AT_ChangeOwner for each in node.cmds):
            return OWNERS
        case "comment_stmt" if node.objtype in _SERVER_OBJECTS:
            return SERVER
        case "comment_stmt" if node.objtype == pb.OBJECT_EXTENSION:
            return "A comment on an extension is the extension's own."
        case "create_extension_stmt" | "create_plang_stmt" if _name_of_language(node) == "plpgsql":
            return "PL/pgSQL is always there."
        case _:
            return ""


def _name_of_language(node: Any) -> str:
    return str(node.extname if hasattr(node, "extname") else node.plname).lower()


def _setting(node: Any, sql: str) -> Decision:
    if node.name.lower() not in _MEANINGFUL_SETTINGS or node.kind == pb.VAR_RESET_ALL:
        return Skip(SESSION)
    # SET LOCAL would end with the transaction of the script, which the import does not keep.
    return Run(sql=sql.replace("LOCAL ", "", 1) if node.is_local else sql, schema=False, again=False)
