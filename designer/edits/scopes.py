"""Which relation a column of a query comes from."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from designer.model import Design, Field, Id


class Source(Struct, frozen=True, kw_only=True):
    """One item of FROM. name: its alias, or its own name where it has none. relation: the entity or view of the
    design. columns: what it offers; None where nobody knows (a function, a view)."""

    name: str
    relation: Id | None = None
    aliased: bool = False
    columns: frozenset[str] | None = None

    @staticmethod
    def of(design: Design, entity: Id, alias: str = "") -> "Source":
        columns = frozenset(field.name for field in design.fields_of(entity))
        name = alias or design.entities[entity].name
        return Source(name=name, relation=entity, aliased=bool(alias), columns=columns)


class Scope:
    """The sources of a query, and of the queries around it. Grows while FROM is read."""

    def __init__(self, design: Design, outer: "Scope | None" = None, sources: Iterable[Source] = ()) -> None:
        self.design = design
        self.outer = outer
        self.sources = list(sources)
        self.queries: dict[str, frozenset[str] | None] = {}  # those of WITH, by name

    def around(self) -> Iterator["Scope"]:
        """This scope and those around it, from the inside out."""
        scope: Scope | None = self
        while scope is not None:
            yield scope
            scope = scope.outer

    def inner(self) -> "Scope":
        return Scope(self.design, self)

    def query(self, name: str) -> tuple[bool, frozenset[str] | None]:
        """Whether WITH defines `name`, and the columns it offers."""
        for scope in self.around():
            if name in scope.queries:
                return True, scope.queries[name]
        return False, None

    def source(self, name: str) -> Source | None:
        return next((each for scope in self.around() for each in scope.sources if each.name == name), None)

    def field_of(self, source: Source, name: str) -> Field | None:
        if source.relation is None:
            return None
        return next((each for each in self.design.fields_of(source.relation) if each.name == name), None)

    def field(self, name: str) -> Field | None:
        """The field that an unqualified column means. None where it is none of the design's, or may be another's."""
        for scope in self.around():
            for source in scope.sources:
                if found := self.field_of(source, name):
                    return found
            if any(self.may_have(source, name) for source in scope.sources):
                return None
        return None

    def may_have(self, source: Source, name: str) -> bool:
        if source.relation in self.design.entities:
            return False  # its fields are known, and were looked at
        return source.columns is None or name in source.columns
