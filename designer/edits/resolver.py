"""Reads a syntax tree of PostgreSQL's and notes which things of a design it names, and where."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import postgast
from postgast import pg_query_pb2 as pb

from designer.edits.mention import Form, Mention
from designer.edits.name_index import name_index
from designer.edits.scopes import Scope, Source
from designer.edits.tokens import Token, chain, tokens
from designer.model import DataType, Design, Field, Id, TypeRef

_NAMED_BY_STRING = frozenset({"nextval", "currval", "setval"})
_OF_A_RELATION = frozenset({"OBJECT_TRIGGER", "OBJECT_POLICY", "OBJECT_RULE"})


class Resolver:
    """`visit` each statement, then `schemas`; the mentions are in `found`.

    The parser says where most names stand; those that it does not place are looked for among the tokens.
    """

    def __init__(self, design: Design, found: Sequence[Token]) -> None:
        self.design = design
        self.names = name_index(design)
        self.tokens = found
        self.found: list[Mention] = []
        self._number = {token.start: number for number, token in enumerate(found)}
        self._no_schema: set[int] = set()  # bytes where a qualified name begins that has no schema

    # --- what is noted ------------------------------------------------------------------------------------------------

    def _note(self, id: Id | None, at: Token, **rest: Any) -> None:
        if id is not None:
            self.found.append(Mention(id=id, start=at.start, end=at.end, **{"first": at.start, **rest}))

    def _chain(self, location: int) -> tuple[Token, ...]:
        """The names from this byte on: `schema.table.field`."""
        number = self._number.get(location)
        return () if number is None else chain(self.tokens, number)

    def _qualified(
        self, names: Sequence[Token], table: dict[tuple[str, str], Id], meant: Iterable[pb.Node] | None = None
    ) -> None:
        """Notes `name` or `schema.name`. meant: the names in the tree, which differ where SQL has words of its own
        for something (`int`, `substring(x from 1)`)."""
        said = tuple(each.name or "" for each in names)
        if names and (meant is None or said == tuple(each.string.sval for each in meant)):
            self._note(self.names.find(table, said), names[-1], first=names[0].start, movable=True)

    def schemas(self) -> None:
        """Notes every schema: a name before a dot that begins neither a table's nor an alias's qualification."""
        before = None
        for token, after in pairwise((*self.tokens, Token(0, 0, "", None))):
            if after.text == "." and before != "." and token.start not in self._no_schema and token.name is not None:
                self._note(self.names.schemas.get(token.name), token)
            before = token.text

    # --- the walk -----------------------------------------------------------------------------------------------------

    def visit(self, node: Any, scope: Scope, label_of: Id | None = None) -> None:
        """label_of: the enum of which a string here would be a value."""
        match node:
            case pb.Node():
                if kind := node.WhichOneof("node"):
                    self.visit(getattr(node, kind), scope, label_of)
            case pb.ColumnRef():
                self._column(node, scope)
            case pb.A_Const():
                self._constant(node, label_of)
            case pb.TypeCast():
                self._cast(node, scope)
            case pb.A_Expr():
                expected = self._enum_of(node.lexpr, scope) or self._enum_of(node.rexpr, scope)
                self._each((node.lexpr, node.rexpr), scope, expected)
            case pb.List():
                self._each(node.items, scope, label_of)
            case pb.A_ArrayExpr():
                self._each(node.elements, scope, label_of)
            case pb.CoalesceExpr():
                self._each(node.args, scope, label_of or self._enum_among(node.args, scope))
            case pb.CaseExpr():
                self._case(node, scope, label_of)
            case pb.TypeName():
                self._qualified(self._chain(node.location), self.names.types, node.names)
                self._children(node, scope)
            case pb.FuncCall():
                self._call(node, scope)
            case pb.RangeVar():
                self._qualified(self._chain(node.location), self.names.relations)
            case _:
                self._statement(node, scope)

    def _each(self, nodes: Iterable[Any], scope: Scope, label_of: Id | None = None) -> None:
        for node in nodes:
            self.visit(node, scope, label_of)

    def _children(self, node: Any, scope: Scope, *without: str) -> None:
        for descriptor, value in node.ListFields():
            if descriptor.message_type is not None and descriptor.name not in without:
                self._each(value if descriptor.is_repeated else (value,), scope)

    # --- expressions --------------------------------------------------------------------------------------------------

    def _column(self, node: pb.ColumnRef, scope: Scope, form: Form = Form.NAME) -> None:
        names = self._chain(node.location)
        star = node.fields[-1].HasField("a_star")
        if len(node.fields) < 3:
            self._no_schema.add(node.location)
        if len(names) != len(node.fields) - star:
            return
        source, field = self._origin(names, scope, star=star)
        if field is not None:
            self._note(field.id, names[-1], form=form)
        # The table's own name stands before the field, before the star, or alone for the whole row.
        tables = names if star or len(names) == 1 else names[:-1]
        if tables and source is not None and not source.aliased:
            self._note(source.relation, tables[-1], first=tables[0].start)

    def _origin(self, names: Sequence[Token], scope: Scope, *, star: bool) -> tuple[Source | None, Field | None]:
        """The source and the field that a column's names mean."""
        spelled = [each.name or "" for each in names]
        if star:
            return (scope.source(spelled[-1]) if spelled else None), None
        if len(spelled) > 1:
            source = scope.source(spelled[-2])
            return source, scope.field_of(source, spelled[-1]) if source else None
        if field := scope.field(spelled[0]):
            return None, field
        return scope.source(spelled[0]), None

    def _field(self, node: pb.ColumnRef, scope: Scope) -> Field | None:
        names = self._chain(node.location)
        return self._origin(names, scope, star=False)[1] if names and len(names) == len(node.fields) else None

    def _enum_of(self, node: pb.Node, scope: Scope) -> Id | None:
        """The enum that an expression has as its type, as far as one can see."""
        match node.WhichOneof("node"):
            case "column_ref":
                field = self._field(node.column_ref, scope)
                return enum_behind(self.design, field.type) if field else None
            case "type_cast":
                return self._enum_named(node.type_cast.type_name)
            case _:
                return None

    def _enum_among(self, nodes: Iterable[pb.Node], scope: Scope) -> Id | None:
        return next(filter(None, (self._enum_of(node, scope) for node in nodes)), None)

    def _enum_named(self, node: pb.TypeName) -> Id | None:
        id = self.names.find(self.names.types, tuple(name.string.sval for name in node.names))
        return enum_behind(self.design, TypeRef(id)) if id is not None else None

    def _constant(self, node: pb.A_Const, label_of: Id | None) -> None:
        number = self._number.get(node.location)
        if label_of is None or number is None or not node.HasField("sval"):
            return
        text = node.sval.sval
        elements = text[1:-1].split(",") if text.startswith("{") and text.endswith("}") else []
        for value in self.design.values_of(label_of):
            if value.value == text:
                self._note(value.id, self.tokens[number], form=Form.LABEL)
            elif value.value in elements:
                self._note(value.id, self.tokens[number], form=Form.ELEMENT, value=text)

    def _cast(self, node: pb.TypeCast, scope: Scope) -> None:
        self.visit(node.type_name, scope)
        if node.type_name.names[-1].string.sval == "regclass":
            self._relation_in_string(node.arg)
        self.visit(node.arg, scope, self._enum_named(node.type_name))

    def _call(self, node: pb.FuncCall, scope: Scope) -> None:
        self._qualified(self._chain(node.location), self.names.routines, node.funcname)
        if node.funcname[-1].string.sval in _NAMED_BY_STRING and node.args:
            self._relation_in_string(node.args[0])
        self._children(node, scope, "funcname")

    def _relation_in_string(self, node: pb.Node) -> None:
        constant = node.a_const
        number = self._number.get(constant.location)
        if not node.HasField("a_const") or not constant.HasField("sval") or number is None:
            return
        names = spelled(constant.sval.sval)
        id = self.names.find(self.names.relations, names)
        self._note(id, self.tokens[number], form=Form.REGCLASS, value=constant.sval.sval)
        if len(names) > 1:
            schema = self.names.schemas.get(names[0])
            self._note(schema, self.tokens[number], form=Form.REGCLASS, value=constant.sval.sval)

    def _case(self, node: pb.CaseExpr, scope: Scope, label_of: Id | None) -> None:
        self.visit(node.arg, scope)
        tested = self._enum_of(node.arg, scope)
        for each in node.args:
            self.visit(each.case_when.expr, scope, tested)
            self.visit(each.case_when.result, scope, label_of)
        self.visit(node.defresult, scope, label_of)

    # --- statements ---------------------------------------------------------------------------------------------------

    def _statement(self, node: Any, scope: Scope) -> None:
        match node:
            case pb.SelectStmt():
                self._select(node, scope)
            case pb.ViewStmt():
                self.visit(node.view, scope)
                self._query(node.query, scope)
            case pb.CreateTableAsStmt():
                self.visit(node.into, scope)
                self._query(node.query, scope)
            case pb.InsertStmt() | pb.UpdateStmt() | pb.DeleteStmt():
                self._modification(node, scope)
            case pb.CreateTrigStmt():
                self._trigger(node, scope)
            case pb.RuleStmt():
                self._children(node, self._rows(node.relation, scope))
            case pb.CreatePolicyStmt() | pb.AlterPolicyStmt():
                inner = scope.inner()
                self._from(node.table, inner)
                self._children(node, inner, "table")
            case pb.CreateStatsStmt():
                self._statistics(node, scope)
            case pb.PartitionElem() if node.name:
                self._fields(self._chain(node.location)[:1], scope)
                self._children(node, scope)
            case pb.DropStmt():
                self._drop(node, scope)
            case _:
                self._children(node, scope)

    def _query(self, node: pb.Node, scope: Scope) -> None:
        """A query whose columns have names that others rely on."""
        if node.HasField("select_stmt"):
            self._select(node.select_stmt, scope, relied_on=True)
        else:
            self.visit(node, scope)

    def _select(self, node: pb.SelectStmt, scope: Scope, *, relied_on: bool = False) -> None:
        inner = scope.inner()
        self._with(node, inner)
        if node.HasField("larg"):
            self._select(node.larg, inner, relied_on=relied_on)
            self._select(node.rarg, inner)
            self._children(node, inner, "larg", "rarg", "with_clause")
            return
        for each in node.from_clause:
            self._from(each, inner)
        for target in node.target_list:
            value = target.res_target.val
            if relied_on and not target.res_target.name and value.HasField("column_ref"):
                self._column(value.column_ref, inner, Form.OUTPUT)
            else:
                self.visit(value, inner)
        self._children(node, inner, "with_clause", "from_clause", "target_list", "locking_clause")

    def _with(self, node: Any, scope: Scope) -> None:
        for each in node.with_clause.ctes if node.HasField("with_clause") else ():
            query = each.common_table_expr
            # Known to itself before it is read: it may be recursive.
            scope.queries[query.ctename] = _outputs(query.ctequery, query.aliascolnames)
            self._query(query.ctequery, scope)

    def _from(self, node: Any, scope: Scope) -> None:
        """One item of FROM: notes what it names, and adds what it offers to the scope."""
        item = getattr(node, node.WhichOneof("node")) if isinstance(node, pb.Node) else node
        match item:
            case pb.RangeVar():
                scope.sources.append(self._table(item, scope))
            case pb.RangeSubselect():
                self._query(item.subquery, scope)
                columns = _outputs(item.subquery, item.alias.colnames)
                scope.sources.append(Source(name=item.alias.aliasname, columns=columns))
            case pb.JoinExpr():
                self._join(item, scope)
            case _:
                self._children(item, scope)
                alias = item.alias.aliasname if hasattr(item, "alias") else ""
                scope.sources.append(Source(name=alias))

    def _table(self, node: pb.RangeVar, scope: Scope) -> Source:
        alias, columns = node.alias.aliasname, node.alias.colnames
        defined, offered = (False, None) if node.schemaname else scope.query(node.relname)
        if defined:
            return Source(name=alias or node.relname, columns=_renamed(offered, columns))
        self.visit(node, scope)
        names = (node.schemaname, node.relname) if node.schemaname else (node.relname,)
        id = self.names.find(self.names.relations, names)
        if id in self.design.entities and not columns:
            return Source.of(self.design, id, alias)
        return Source(name=alias or node.relname, relation=None if columns else id, aliased=bool(alias))

    def _join(self, node: pb.JoinExpr, scope: Scope) -> None:
        before = len(scope.sources)
        self._from(node.larg, scope)
        self._from(node.rarg, scope)
        joined = scope.sources[before:]
        shared = {each.string.sval for each in node.using_clause}
        if node.is_natural:
            known = [each.columns or frozenset() for each in joined]
            shared = {name for one, other in pairwise(known) for name in one & other}
        place = self.tokens[0]
        for source in joined:
            for name in shared:
                if field := scope.field_of(source, name):
                    self._note(field.id, place, form=Form.SHARED)
        self.visit(node.quals, scope)

    def _modification(self, node: Any, scope: Scope) -> None:
        inner = scope.inner()
        self._with(node, inner)
        self._from(node.relation, inner)
        targets = node.cols if isinstance(node, pb.InsertStmt) else getattr(node, "target_list", ())
        for each in targets:
            self._fields(self._chain(each.res_target.location)[:1], inner)
        for attribute in ("from_clause", "using_clause"):
            for each in getattr(node, attribute, ()):
                self._from(each, inner)
        self._children(node, inner, "with_clause", "relation", "from_clause", "using_clause")

    def _fields(self, names: Iterable[Token], scope: Scope) -> None:
        """Notes names that are fields of the first source of the scope."""
        for token in names:
            for source in scope.sources[:1]:
                field = scope.field_of(source, token.name or "")
                self._note(field.id if field else None, token)

    def _rows(self, relation: pb.RangeVar, scope: Scope) -> Scope:
        """The scope of a trigger or rule: OLD and NEW are rows of its table."""
        inner = scope.inner()
        id = self._table(relation, Scope(self.design)).relation
        if id in self.design.entities:
            inner.sources += [Source.of(self.design, id, name) for name in ("new", "old")]
        return inner

    def _trigger(self, node: pb.CreateTrigStmt, scope: Scope) -> None:
        inner = self._rows(node.relation, scope)
        listed = {each.string.sval for each in node.columns}
        words = [token.text.lower() for token in self.tokens]
        if listed:
            begin = next(at for at, pair in enumerate(pairwise(words)) if pair == ("update", "of"))
            end = words.index("on", begin)
            self._fields((token for token in self.tokens[begin + 2 : end] if token.name in listed), inner)
        self._qualified(self._last_chain(each.string.sval for each in node.funcname), self.names.routines)
        self._children(node, inner, "relation", "columns", "funcname")

    def _statistics(self, node: pb.CreateStatsStmt, scope: Scope) -> None:
        inner = scope.inner()
        for each in node.relations:
            self._from(each, inner)
        begin = next(number for number, token in enumerate(self.tokens) if token.text.lower() == "on")
        bare = {each.stats_elem.name for each in node.exprs} - {""}
        placed = (
            token
            for token, after in pairwise(self.tokens[begin + 1 :])
            if token.name in bare and (after.text == "," or after.text.lower() == "from")
        )
        self._fields(placed, inner)
        self._children(node, inner, "relations")

    def _drop(self, node: pb.DropStmt, scope: Scope) -> None:
        kind = pb.ObjectType.Name(node.remove_type)
        for each in node.objects:
            match each.WhichOneof("node"):
                case "list":
                    names = [item.string.sval for item in each.list.items]
                    names = names[:-1] if kind in _OF_A_RELATION else names
                    self._qualified(self._last_chain(names), self.names.relations)
                case "object_with_args":
                    names = [item.string.sval for item in each.object_with_args.objname]
                    self._qualified(self._last_chain(names), self.names.routines)
                    self._each(each.object_with_args.objargs, scope)
                case _:
                    self.visit(each, scope)

    def _last_chain(self, names: Iterable[str]) -> tuple[Token, ...]:
        """The last tokens that spell these names, for what the parser does not place."""
        wanted = tuple(names)
        chains = (chain(self.tokens, number) for number in reversed(range(len(self.tokens))))
        return next((found for found in chains if tuple(each.name for each in found) == wanted), ())


def enum_behind(design: Design, data_type: DataType) -> Id | None:
    """The enum of a type: itself, or what a domain is made of."""
    if not isinstance(data_type, TypeRef):
        return None
    if data_type.id in design.enum_types:
        return data_type.id
    domain = design.domains.get(data_type.id)
    return enum_behind(design, domain.type) if domain else None


def spelled(text: str) -> tuple[str, ...]:
    """The names in a string like `public."Invoice"`; none where it is not like that."""
    try:
        return tuple(token.name for token in tokens(text) if token.name is not None)
    except (postgast.PgQueryError, UnicodeError):
        return ()


def _outputs(query: pb.Node, names: Sequence[pb.Node]) -> frozenset[str] | None:
    """Names of the columns that a query offers; None where one has to know more to tell."""
    if names:
        return frozenset(each.string.sval for each in names)
    select = query.select_stmt
    while select.HasField("larg"):
        select = select.larg
    found = set()
    for target in select.target_list:
        value = target.res_target.val
        if target.res_target.name:
            found.add(target.res_target.name)
        elif value.HasField("column_ref") and value.column_ref.fields[-1].HasField("string"):
            found.add(value.column_ref.fields[-1].string.sval)
        elif value.HasField("func_call"):
            found.add(value.func_call.funcname[-1].string.sval)
        else:
            return None
    return frozenset(found) if query.HasField("select_stmt") else None


def _renamed(columns: frozenset[str] | None, names: Sequence[pb.Node]) -> frozenset[str] | None:
    return frozenset(each.string.sval for each in names) if names else columns
