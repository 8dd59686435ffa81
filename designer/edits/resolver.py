"""Reads a syntax tree of PostgreSQL's and notes which things of a design it names, and where."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from postgast import pg_query_pb2 as pb

from designer.edits.expression_resolver import ExpressionResolver
from designer.edits.mention import Form
from designer.edits.scopes import Scope, Source
from designer.edits.tokens import Token

_OF_A_RELATION = frozenset({"OBJECT_TRIGGER", "OBJECT_POLICY", "OBJECT_RULE"})


class Resolver(ExpressionResolver):
    """`visit` each statement, then `schemas`; the mentions are in `found`.

    The parser says where most names stand; those that it does not place are looked for among the tokens.
    """

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
