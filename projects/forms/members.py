"""The members of an index or a key as one line of SQL: `email`, `lower(name) DESC, created_at`."""

import postgast
from django.core.exceptions import ValidationError
from postgast import pg_query_pb2 as pb

from designer.edits import Part
from designer.edits.indexes import METHODS
from designer.model import Design, Id, literal, quote
from designer.model.names import is_plain

_DESCENDING = pb.SORTBY_DESC
_NULLS = {pb.SORTBY_NULLS_FIRST: True, pb.SORTBY_NULLS_LAST: False}


def read_members(design: Design, entity: Id, text: str, method: str = "btree") -> tuple[Part, ...]:
    """The parts that a person wrote as in CREATE INDEX. Raises ValidationError."""
    ids = {field.name: field.id for field in design.fields_of(entity)}
    return tuple(_part(element, ids) for element in _elements(text, method))


def read_fields(design: Design, entity: Id, text: str) -> tuple[Id, ...]:
    """The ids of plain fields that a person wrote as "a, b". Raises ValidationError."""
    parts = read_members(design, entity, text)
    for part in parts:
        if part != Part(field=part.field):
            raise ValidationError("A key takes plain fields: write their names, with commas between them.")
    return tuple(part.field for part in parts if part.field is not None)


def members_text(design: Design, index: Id) -> str:
    """The members of an Index or Exclusion as they would be typed, without its payload."""
    return ", ".join(
        " ".join(
            filter(
                None,
                (
                    typed_name(design.fields[each.field].name) if each.field else f"({each.expression})",
                    each.collation and f"COLLATE {each.collation}",
                    each.opclass,
                    "DESC" if each.descending else "",
                    "" if each.nulls_first is None else f"NULLS {'FIRST' if each.nulls_first else 'LAST'}",
                ),
            )
        )
        for each in design.members_of_index(index)
        if not each.included
    )


def fields_text(design: Design, fields: tuple[Id, ...]) -> str:
    return ", ".join(typed_name(design.fields[each].name) for each in fields)


def typed_name(name: str) -> str:
    """A name as one types it in SQL: quoted only where it must be."""
    return name if is_plain(name) else quote(name)


def _elements(text: str, method: str) -> list[pb.IndexElem]:
    if not text.strip():
        raise ValidationError("Choose at least one field or expression.")
    if method not in METHODS:
        raise ValidationError("Choose a method.")
    fault = "Write fields with commas between them; an expression stands in parentheses: email, (lower(name)) DESC."
    if "\0" in text:
        raise ValidationError(fault)
    try:
        statements = postgast.parse(f"CREATE INDEX ON t USING {method} ({text}\n)").stmts
    except postgast.PgQueryError as error:
        raise ValidationError(f"{fault} (PostgreSQL: {error}.)") from error
    statement = statements[0].stmt.index_stmt
    if len(statements) != 1 or statement.HasField("where_clause") or statement.index_including_params:
        raise ValidationError(fault)
    return [each.index_elem for each in statement.index_params]


def _part(element: pb.IndexElem, ids: dict[str, Id]) -> Part:
    if element.name and element.name not in ids:
        known = ", ".join(ids) or "none yet"
        raise ValidationError(f"There is no field {element.name} here. Fields: {known}.")
    return Part(
        field=ids[element.name] if element.name else None,
        expression="" if element.name else _sql(element.expr),
        descending=element.ordering == _DESCENDING,
        nulls_first=_NULLS.get(element.nulls_ordering),
        opclass=_dotted(element.opclass) + _options(element.opclassopts),
        collation=_dotted(element.collation),
    )


def _sql(expression: pb.Node) -> str:
    tree = postgast.parse("SELECT 1")
    tree.stmts[0].stmt.select_stmt.target_list[0].res_target.val.CopyFrom(expression)
    return str(postgast.deparse(tree)).removeprefix("SELECT ")


def _dotted(names: object) -> str:
    return ".".join(typed_name(each.string.sval) for each in names)  # type: ignore[attr-defined]


def _options(options: object) -> str:
    said = []
    for each in options:  # type: ignore[attr-defined]
        value = each.def_elem.arg
        text = str(value.integer.ival) if value.HasField("integer") else value.string.sval
        said.append(f"{typed_name(each.def_elem.defname)}={literal(text)}")
    return f"({', '.join(said)})" if said else ""
