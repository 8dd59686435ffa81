"""Types as text: what a person may write, what PostgreSQL calls it, what a diagram has room for."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import lru_cache

import postgast
from google.protobuf.message import DecodeError
from postgast import pg_query_pb2 as pb

from designer.model.design import Design
from designer.model.entity import Schema
from designer.model.expression import containment_fault
from designer.model.identity import Id
from designer.model.names import identifier, is_plain, quote
from designer.model.sql_object import SqlKind, SqlObject
from designer.model.types import DataType, TypeName, TypeRef
from designer.model.user_types import Domain, EnumType


class TypeFault(ValueError):
    """The text names no type; str() is a sentence for the user."""


# The parser's names of types in pg_catalog -> what format_type() prints.
_CANONICAL = {
    "int2": "smallint",
    "int4": "integer",
    "int8": "bigint",
    "float4": "real",
    "float8": "double precision",
    "bool": "boolean",
    "varchar": "character varying",
    "bpchar": "character",
    "decimal": "numeric",
    "timestamp": "timestamp without time zone",
    "timestamptz": "timestamp with time zone",
    "time": "time without time zone",
    "timetz": "time with time zone",
    "varbit": "bit varying",
}
_SHORT = {
    "character varying": "varchar",
    "character": "char",
    "timestamp with time zone": "timestamptz",
    "timestamp without time zone": "timestamp",
    "time with time zone": "timetz",
    "time without time zone": "time",
    "double precision": "float8",
    "bit varying": "varbit",
}
BUILT_IN_TYPES = frozenset(_CANONICAL.values()) | frozenset(
    """
    numeric money text bytea uuid json jsonb jsonpath xml date interval inet cidr macaddr macaddr8 bit
    tsvector tsquery point line lseg box path polygon circle oid name pg_lsn xid xid8 cid tid
    int4range int8range numrange daterange tsrange tstzrange
    int4multirange int8multirange nummultirange datemultirange tsmultirange tstzmultirange
    regclass regproc regprocedure regtype regrole regnamespace regconfig regdictionary regcollation
    regoper regoperator txid_snapshot pg_snapshot int2vector oidvector refcursor aclitem
    """.split()
)
# Types that come with an extension -> the extension.
EXTENSION_TYPES = {
    "citext": "citext",
    "hstore": "hstore",
    "ltree": "ltree",
    "lquery": "ltree",
    "vector": "vector",
    "halfvec": "vector",
    "sparsevec": "vector",
    "geometry": "postgis",
    "geography": "postgis",
    "cube": "cube",
    "seg": "seg",
    "isbn": "isn",
}
_SERIAL = {"serial", "bigserial", "smallserial", "serial2", "serial4", "serial8"}
_INTERVAL_FIELDS = {
    4: "year",
    2: "month",
    8: "day",
    1024: "hour",
    2048: "minute",
    4096: "second",
    6: "year to month",
    1032: "day to hour",
    3080: "day to minute",
    7176: "day to second",
    3072: "hour to minute",
    7168: "hour to second",
    6144: "minute to second",
}
_FULL_RANGE = 0x7FFF
_SHAPES = (
    "GeometryCollection",
    "Geometry",
    "Point",
    "LineString",
    "Polygon",
    "MultiPoint",
    "MultiLineString",
    "MultiPolygon",
)


def type_text(design: Design, data_type: DataType) -> str:
    """The type as SQL, qualified and quoted where it is the design's own: `"public"."order_status"[]`."""
    match data_type:
        case TypeName(text, dimensions):
            return text + "[]" * dimensions
        case TypeRef(id, dimensions):
            schema, name = user_type_name(design, id)
            return f"{quote(schema)}.{quote(name)}" + "[]" * dimensions


def short_type(design: Design, data_type: DataType) -> str:
    """The type as a person reads it: `varchar(20)`, `timestamptz`, `order_status[]`."""
    match data_type:
        case TypeName(text, dimensions):
            return _shorten(text) + "[]" * dimensions
        case TypeRef(id, dimensions):
            schema, name = user_type_name(design, id)
            return (name if schema == "public" else f"{schema}.{name}") + "[]" * dimensions


def user_type_name(design: Design, id: Id) -> tuple[str, str]:
    """(schema, name) of an enum, domain or type object of the design. Raises KeyError if there is none."""
    found: EnumType | Domain | SqlObject = design.enum_types.get(id) or design.domains.get(id) or design.sql_objects[id]
    return design.schemas[found.schema or ""].name, found.name


@lru_cache(maxsize=5_000)
def _shorten(text: str) -> str:
    text = text.removeprefix("public.")
    for full, short in _SHORT.items():
        head, _, tail = full.partition(" with")
        if text == full:
            return short
        if text.startswith(full + "("):
            return short + text[len(full) :]
        # "timestamp(3) with time zone": the precision stands inside the name
        if tail and text.startswith(head + "(") and text.endswith(" with" + tail):
            return short + text[len(head) : -len(" with" + tail)]
    return text


def parse_type(design: Design, text: str) -> DataType:
    """The type a person wrote: any PostgreSQL spelling, or a type of the design. Raises TypeFault."""
    node = _type_node(text)
    names = [name.string.sval for name in node.names]
    dimensions = len(node.array_bounds)
    if len(names) > 2:
        raise _unknown(design, ".".join(names))
    # pg_catalog comes before every schema of the search path: a type of the design called text needs its schema.
    is_built_in = names[0] == "pg_catalog" or (len(names) == 1 and _CANONICAL.get(names[0], names[0]) in BUILT_IN_TYPES)
    if not is_built_in and (found := _user_type(design, names)):
        if node.typmods:
            raise TypeFault(f"{found.name} takes no size: write {found.name} alone.")
        return TypeRef(found.id, dimensions)
    if names[-1] in _SERIAL:
        raise TypeFault(f"{names[-1]} is shorthand, not a type: choose integer or bigint, and identity as its default.")
    if is_built_in:
        name = _CANONICAL.get(names[-1], names[-1])
        if name not in BUILT_IN_TYPES:
            raise _unknown(design, names[-1])
        return TypeName(_with_modifiers(name, node), dimensions)
    if names[-1] in EXTENSION_TYPES:
        schema = names[0] if len(names) > 1 else _extension_schema(design, EXTENSION_TYPES[names[-1]])
        return TypeName(f"{identifier(schema)}.{names[-1]}" + _parenthesised(_words(node)), dimensions)
    if names == ["char"]:
        return TypeName('"char"', dimensions)
    raise _unknown(design, ".".join(names))


@lru_cache(maxsize=5_000)
def type_fault(text: str) -> str | None:
    """Why `text` cannot be the text of a TypeName; None if it is one type without array brackets, and no more."""
    try:
        node = _type_node(text)
    except TypeFault as fault:
        return str(fault)
    return f"{text!r} is an array: say so in its dimensions." if node.array_bounds else None


def _type_node(text: str) -> pb.TypeName:
    text = text.strip()
    if not text:
        raise TypeFault("Choose a type.")
    if len(text) > 300 or containment_fault(text):
        raise TypeFault("This is not a type: write for instance text, numeric(12,2) or timestamptz.")
    fault = f"{text!r} is not a type: write for instance text, numeric(12,2) or timestamptz."
    try:
        statements = postgast.parse(f"SELECT CAST(NULL AS {text})").stmts
    except (postgast.PgQueryError, DecodeError) as error:
        raise TypeFault(fault) from error
    targets = statements[0].stmt.select_stmt.target_list if len(statements) == 1 else []
    if len(targets) != 1 or not targets[0].res_target.val.HasField("type_cast") or targets[0].res_target.name:
        raise TypeFault(fault)
    cast = targets[0].res_target.val.type_cast
    if not cast.arg.a_const.isnull or cast.type_name.setof or cast.type_name.pct_type:
        raise TypeFault(fault)
    return cast.type_name


def _user_type(design: Design, names: list[str]) -> EnumType | Domain | SqlObject | None:
    def schema_of(found: EnumType | Domain | SqlObject) -> Schema | None:
        return design.schemas.get(found.schema or "")

    candidates = [
        found
        for found in _user_types(design)
        if found.name == names[-1]
        and (schema := schema_of(found)) is not None
        and (len(names) == 1 or schema.name == names[0])
    ]
    # An unqualified name means public's type first, as it does in PostgreSQL's default search path.
    candidates.sort(key=lambda found: ((schema := schema_of(found)) is None or schema.name != "public", found.id))
    return candidates[0] if candidates else None


def _user_types(design: Design) -> Iterator[EnumType | Domain | SqlObject]:
    yield from design.enum_types.values()
    yield from design.domains.values()
    for each in design.sql_objects.values():
        if each.kind in {SqlKind.COMPOSITE, SqlKind.RANGE, SqlKind.BASE_TYPE}:
            yield each


def _with_modifiers(name: str, node: pb.TypeName) -> str:
    constants = _constants(node)
    if name == "interval":
        fields = _INTERVAL_FIELDS.get(constants[0], "") if constants and constants[0] != _FULL_RANGE else ""
        return " ".join(filter(None, ["interval", fields])) + _parenthesised(constants[1:])
    if name == "character" and not constants:
        return "bpchar"  # written so: as long as need be; character alone is read as character(1)
    if name == "numeric" and len(constants) == 1:
        constants = [*constants, 0]
    _check_modifiers(name, constants)
    head, time_zone, tail = name.partition(" with")
    if head in {"timestamp", "time"} and time_zone:
        return head + _parenthesised(constants) + time_zone + tail
    return name + _parenthesised(constants)


def _check_modifiers(name: str, constants: list[int]) -> None:
    match name, constants:
        case "numeric", [precision, scale] if precision < 1 or precision > 1000:
            raise TypeFault(f"The precision of numeric goes from 1 to 1000, not {precision}.")
        case "numeric", [_, scale] if scale < -1000:
            raise TypeFault(f"The scale of numeric goes from -1000 to 1000, not {scale}.")
        case "numeric", [precision, scale] if scale > precision:
            raise TypeFault(f"Scale {scale} is larger than precision {precision}: numeric({scale},{precision})?")
        case "numeric", [_, _] | []:
            return
        case "character varying" | "character" | "bit" | "bit varying", [size] if size < 1 or size > 10_485_760:
            raise TypeFault(f"The length of {_SHORT.get(name, name)} goes from 1 to 10485760, not {size}.")
        case "character varying" | "character" | "bit" | "bit varying", [_] | []:
            return
        case (("timestamp with time zone" | "timestamp without time zone" | "time with time zone"), [size]) if (
            size <= 6
        ):
            return
        case "time without time zone", [size] if size <= 6:
            return
        case _, []:
            return
        case _:
            raise TypeFault(f"{_SHORT.get(name, name)} does not take ({', '.join(map(str, constants))}).")


def _constants(node: pb.TypeName) -> list[int]:
    return [_constant(modifier) for modifier in node.typmods]


def _constant(modifier: pb.Node) -> int:
    constant = modifier.a_const
    # protobuf leaves out the value of a zero
    if not modifier.HasField("a_const") or constant.WhichOneof("val") not in {"ival", None} or constant.isnull:
        raise TypeFault("The size of a type is a whole number.")
    return int(constant.ival.ival)


def _words(node: pb.TypeName) -> list[int | str]:
    """Sizes of an extension's type, names among them: `geometry(Point,4326)`."""
    return [_word(each) if each.HasField("column_ref") else _constant(each) for each in node.typmods]


def _word(modifier: pb.Node) -> str:
    name = ".".join(part.string.sval for part in modifier.column_ref.fields)
    if not is_plain(name):
        raise TypeFault(f"The size of a type is a number or a word, not {name}.")
    # The parser folds capitals; PostGIS spells Point, MultiPolygonZM.
    for shape in _SHAPES:
        if name.startswith(shape.lower()):
            return shape + name[len(shape) :].upper()
    return name


def _parenthesised(constants: Sequence[int | str]) -> str:
    return f"({','.join(map(str, constants))})" if constants else ""


def _extension_schema(design: Design, extension: str) -> str:
    for each in design.sql_objects.values():
        if each.kind is SqlKind.EXTENSION and each.name == extension and each.schema:
            return design.schemas[each.schema].name
    return "public"


def _unknown(design: Design, name: str) -> TypeFault:
    known = [*_SHORT.values(), *BUILT_IN_TYPES, *EXTENSION_TYPES, *(each.name for each in _user_types(design))]
    near = get_close_matches(name, known, 1)
    hint = f" Did you mean {near[0]}?" if near else " Choose a PostgreSQL type, or an enum or domain of this project."
    return TypeFault(f"There is no type {name}.{hint}")
