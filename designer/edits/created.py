"""What a CREATE statement makes: kind, name, place, and the statement that removes it."""

from contextlib import suppress
from json import JSONDecodeError
from typing import Any

import postgast
from msgspec import Struct
from postgast import pg_query_pb2 as pb

from designer.edits.mentions import UNREADABLE
from designer.edits.name_index import name_index
from designer.edits.refused import NEW, refuse
from designer.model import PUBLIC, Design, Id, SqlKind, TypeFault, TypeName, parse_type
from designer.model.names import identifier
from designer.model.type_text import user_type_name

_ELSEWHERE = "Write a view, function, procedure, trigger, policy, rule, extension, type or statistics"


class Created(Struct, frozen=True, kw_only=True):
    """name: as SqlObject keeps it. schema or owner: where it lives; drop: the statement that removes it."""

    text: str
    kind: SqlKind
    name: str
    drop: str
    schema: Id | None = None
    owner: Id | None = None


def created(design: Design, text: str, *, object: Id = NEW) -> Created:  # noqa: A002 -- Problem's own name
    """Reads one CREATE statement. Raises Refused, on `text`."""
    text = text.strip().rstrip("; \n\t\r")
    try:
        statements = postgast.parse(text).stmts
        if len(statements) == 1:
            return _Reader(design, text, object).read(statements[0].stmt)
    except postgast.PgQueryError as error:
        raise refuse("text", f"PostgreSQL cannot read this: {error}.", object=object) from error
    except UNREADABLE as error:
        raise refuse("text", "This is nested too deeply, or no text: make it simpler.", object=object) from error
    raise refuse("text", f"{_ELSEWHERE}, one statement at a time.", object=object)


class _Reader:
    def __init__(self, design: Design, text: str, object: Id) -> None:  # noqa: A002
        self.design = design
        self.text = text
        self.object = object

    def refuse(self, message: str) -> Exception:
        return refuse("text", message, object=self.object)

    def read(self, statement: pb.Node) -> Created:
        node = getattr(statement, statement.WhichOneof("node"))
        match node:
            case pb.ViewStmt():
                return self.in_schema(SqlKind.VIEW, _names(node.view))
            case pb.CreateTableAsStmt() if pb.ObjectType.Name(node.objtype) == "OBJECT_MATVIEW":
                return self.in_schema(SqlKind.MATERIALIZED_VIEW, _names(node.into.rel))
            case pb.CreateFunctionStmt():
                return self.routine(node)
            case pb.CreateTrigStmt():
                return self.on_entity(SqlKind.TRIGGER, node.trigname, node.relation)
            case pb.CreatePolicyStmt():
                return self.on_entity(SqlKind.POLICY, node.policy_name, node.table)
            case pb.RuleStmt():
                return self.on_entity(SqlKind.RULE, node.rulename, node.relation)
            case pb.CreateExtensionStmt():
                return self.extension(node)
            case pb.CompositeTypeStmt():
                return self.in_schema(SqlKind.COMPOSITE, _names(node.typevar), "TYPE")
            case pb.CreateRangeStmt():
                return self.in_schema(SqlKind.RANGE, _strings(node.type_name), "TYPE")
            case pb.CreateStatsStmt() if node.defnames:
                return self.in_schema(SqlKind.STATISTICS, _strings(node.defnames))
            case pb.CreateEnumStmt() | pb.CreateDomainStmt() | pb.CreateSeqStmt() | pb.CreateStmt() | pb.IndexStmt():
                raise self.refuse("Tables, indexes, enums, domains and sequences have forms of their own: use those.")
            case _:
                raise self.refuse(f"{_ELSEWHERE}: this statement makes none of them.")

    def schema(self, names: tuple[str, ...]) -> Id:
        """The schema that a qualified name says; public where it says none."""
        if len(names) == 1:
            return PUBLIC.id
        id = name_index(self.design).schemas.get(names[0])
        if id is None:
            raise self.refuse(f"There is no schema {names[0]}: make it first, or choose another.")
        return id

    def in_schema(self, kind: SqlKind, names: tuple[str, ...], word: str = "") -> Created:
        schema = self.schema(names)
        place = f"{identifier(self.design.schemas[schema].name)}.{identifier(names[-1])}"
        return Created(text=self.text, kind=kind, name=names[-1], schema=schema, drop=f"DROP {word or kind} {place}")

    def on_entity(self, kind: SqlKind, name: str, relation: pb.RangeVar) -> Created:
        names = _names(relation)
        index = name_index(self.design)
        owner = index.find(index.relations, names)
        if owner is None or not (owner in self.design.entities or owner in self.design.sql_objects):
            raise self.refuse(f"There is no entity {'.'.join(names)}: make it first, or choose another.")
        schema = names[0] if len(names) > 1 else "public"
        place = f"{identifier(schema)}.{identifier(names[-1])}"
        drop = f"DROP {kind} {identifier(name)} ON {place}"
        return Created(text=self.text, kind=kind, name=name, owner=owner, drop=drop)

    def extension(self, node: pb.CreateExtensionStmt) -> Created:
        said = [each.def_elem.arg.string.sval for each in node.options if each.def_elem.defname == "schema"]
        return Created(
            text=self.text,
            kind=SqlKind.EXTENSION,
            name=node.extname,
            schema=self.schema((said[0], node.extname)) if said else PUBLIC.id,
            drop=f"DROP EXTENSION {identifier(node.extname)}",
        )

    def routine(self, node: pb.CreateFunctionStmt) -> Created:
        self.check_body(node)
        names = _strings(node.funcname)
        schema = self.schema(names)
        modes = ("FUNC_PARAM_IN", "FUNC_PARAM_INOUT", "FUNC_PARAM_VARIADIC", "FUNC_PARAM_DEFAULT")
        parameters = [each.function_parameter for each in node.parameters]
        taken = [each for each in parameters if pb.FunctionParameterMode.Name(each.mode) in modes]
        types = ", ".join(self.type(each.arg_type) for each in taken)
        kind = SqlKind.PROCEDURE if node.is_procedure else SqlKind.FUNCTION
        signature = f"{identifier(names[-1])}({types})"
        drop = f"DROP {kind} {identifier(self.design.schemas[schema].name)}.{signature}"
        return Created(text=self.text, kind=kind, name=signature, schema=schema, drop=drop)

    def type(self, node: pb.TypeName) -> str:
        """The type as PostgreSQL prints it in a function's identity: without a size, the design's own qualified."""
        spelled = pb.TypeName()
        spelled.CopyFrom(node)
        del spelled.typmods[:]
        text = _deparsed(spelled)
        try:
            found = parse_type(self.design, text)
        except TypeFault:
            return text  # a pseudo-type, or one that only the database knows
        brackets = "[]" if found.dimensions else ""
        if isinstance(found, TypeName):
            return found.text.removesuffix("(1)") + brackets
        return ".".join(map(identifier, user_type_name(self.design, found.id))) + brackets

    def check_body(self, node: pb.CreateFunctionStmt) -> None:
        options = {each.def_elem.defname: each.def_elem.arg for each in node.options}
        language = options["language"].string.sval.lower() if "language" in options else "sql"
        if language == "plpgsql":
            try:
                # postgast cannot read every answer of the parser; that there is one is enough.
                with suppress(JSONDecodeError):
                    postgast.parse_plpgsql(self.text)
            except UNREADABLE as error:
                raise self.refuse(f"PostgreSQL cannot read the function's body: {error}.") from error
        elif language == "sql" and "as" in options:
            try:
                postgast.parse(options["as"].list.items[0].string.sval)
            except UNREADABLE as error:
                raise self.refuse(f"PostgreSQL cannot read the function's body: {error}.") from error


def _deparsed(node: pb.TypeName) -> str:
    tree = postgast.parse("SELECT CAST(NULL AS text)")
    tree.stmts[0].stmt.select_stmt.target_list[0].res_target.val.type_cast.type_name.CopyFrom(node)
    text: str = postgast.deparse(tree)
    return text.removeprefix("SELECT NULL::").removeprefix("SELECT CAST(NULL AS ").removesuffix(")")


def _names(relation: pb.RangeVar) -> tuple[str, ...]:
    return (relation.schemaname, relation.relname) if relation.schemaname else (relation.relname,)


def _strings(nodes: Any) -> tuple[str, ...]:
    return tuple(node.string.sval for node in nodes)
