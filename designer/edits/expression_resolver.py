"""What the names in an expression mean: fields, tables, types, functions, values of enums."""

from collections.abc import Iterable, Sequence
from typing import Any

from postgast import pg_query_pb2 as pb

from designer.edits.mention import Form
from designer.edits.names_found import NamesFound, spelled
from designer.edits.scopes import Scope, Source
from designer.edits.tokens import Token
from designer.model import DataType, Design, Field, Id, TypeRef

_NAMED_BY_STRING = frozenset({"nextval", "currval", "setval"})


class ExpressionResolver(NamesFound):
    """`visit` notes what an expression names; statements are a subclass's."""

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

    def _statement(self, node: Any, scope: Scope) -> None:
        self._children(node, scope)

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


def enum_behind(design: Design, data_type: DataType) -> Id | None:
    """The enum of a type: itself, or what a domain is made of."""
    if not isinstance(data_type, TypeRef):
        return None
    if data_type.id in design.enum_types:
        return data_type.id
    domain = design.domains.get(data_type.id)
    return enum_behind(design, domain.type) if domain else None
