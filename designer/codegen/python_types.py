"""What a PostgreSQL type is in Python: the annotation of an attribute, and SQLAlchemy's type of a column."""

import ast
import re
from collections.abc import Callable
from functools import lru_cache

from msgspec import Struct

from designer.codegen.names import Names
from designer.codegen.syntax import Value, call, dotted, given, subscript
from designer.model import DataType, Design, Domain, EnumType, Field, SqlObject, TypeName, TypeRef, quote
from designer.model.names import is_plain


class PythonType(Struct, frozen=True):
    """annotation: without `| None`. sql: SQLAlchemy's type, an instance or a class. implied: whether SQLModel chooses
    `sql` by itself from the annotation. max_length, digits: (precision, scale): what pydantic can check. enum: id of
    the EnumType whose members are the values. items: dimensions of an array."""

    annotation: str
    sql: ast.expr
    implied: bool = False
    max_length: int | None = None
    digits: tuple[int, int] | None = None
    enum: str | None = None
    items: int = 0

    def annotated(self) -> ast.expr:
        """The annotation as an expression."""
        found = _annotation(self.annotation)
        for _ in range(self.items):
            found = subscript("list", found)
        return found


@lru_cache(maxsize=2_000)
def _annotation(text: str) -> ast.expr:
    """One of this module's annotations, or an enum class's name, as an expression: never user text."""
    return ast.parse(text, mode="eval").body


_SHAPE = re.compile(r"(?P<head>[^()]*?) ?(?:\((?P<inside>[^()]*)\))?(?P<tail>[^()]*)\Z")
# PostgreSQL's name -> (annotation, SQLAlchemy's type). What the two call by other names or with options is below.
_PLAIN = {
    "smallint": ("int", "sa.SmallInteger"),
    "integer": ("int", "sa.Integer"),
    "bigint": ("int", "sa.BigInteger"),
    "real": ("float", "sa.REAL"),
    "double precision": ("float", "sa.Double"),
    "numeric": ("Decimal", "sa.Numeric"),
    "money": ("str", "pg.MONEY"),
    "boolean": ("bool", "sa.Boolean"),
    "text": ("str", "sa.Text"),
    "character varying": ("str", "sa.String"),
    "citext": ("str", "pg.CITEXT"),
    "uuid": ("UUID", "sa.Uuid"),
    "bytea": ("bytes", "sa.LargeBinary"),
    "date": ("dt.date", "sa.Date"),
    "interval": ("dt.timedelta", "sa.Interval"),
    "inet": ("InetValue", "pg.INET"),
    "cidr": ("CidrValue", "pg.CIDR"),
    "macaddr": ("str", "pg.MACADDR"),
    "macaddr8": ("str", "pg.MACADDR8"),
    "tsvector": ("str", "pg.TSVECTOR"),
    "tsquery": ("str", "pg.TSQUERY"),
    "regconfig": ("str", "pg.REGCONFIG"),
    "regclass": ("str", "pg.REGCLASS"),
    "oid": ("int", "pg.OID"),
    "int4range": ("pg.Range[int]", "pg.INT4RANGE"),
    "int8range": ("pg.Range[int]", "pg.INT8RANGE"),
    "numrange": ("pg.Range[Decimal]", "pg.NUMRANGE"),
    "daterange": ("pg.Range[dt.date]", "pg.DATERANGE"),
    "tsrange": ("pg.Range[dt.datetime]", "pg.TSRANGE"),
    "tstzrange": ("pg.Range[dt.datetime]", "pg.TSTZRANGE"),
    "int4multirange": ("list[pg.Range[int]]", "pg.INT4MULTIRANGE"),
    "int8multirange": ("list[pg.Range[int]]", "pg.INT8MULTIRANGE"),
    "nummultirange": ("list[pg.Range[Decimal]]", "pg.NUMMULTIRANGE"),
    "datemultirange": ("list[pg.Range[dt.date]]", "pg.DATEMULTIRANGE"),
    "tsmultirange": ("list[pg.Range[dt.datetime]]", "pg.TSMULTIRANGE"),
    "tstzmultirange": ("list[pg.Range[dt.datetime]]", "pg.TSTZMULTIRANGE"),
    # SQLAlchemy takes these two for texts when it reads a database, and Alembic would find the exact type different.
    "name": ("str", "sa.String"),
    '"char"': ("str", "sa.String"),
    "hstore": ("dict[str, str | None]", "pg.HSTORE"),
}
# Annotations from which SQLModel draws the very same type.
_IMPLIED = frozenset({"integer", "boolean", "uuid", "date"})
_TEXTUAL = frozenset({"text", "character varying", "character", "citext"})
# A JSON document of unknown shape; its default may tell (see `json_shape`).
_JSON = "dict[str, Any] | list[Any]"


def python_type(design: Design, names: Names, field: Field) -> PythonType:
    """The type of a field, its collation included."""
    shape = json_shape(field)
    found = type_of(design, names, field.type, collation=field.collation)
    return found if shape is None or found.annotation != _JSON else _with_shape(found, shape)


def json_shape(field: Field) -> str | None:
    """`dict` or `list` where the default of a JSON or array field is an empty one."""
    match re.fullmatch(r"'(\{\}|\[\])'(?:::[\w .\"\[\]]+)?", field.default or ""):
        case re.Match() as found:
            return "dict" if found[1] == "{}" else "list"
        case _:
            return None


def _with_shape(found: PythonType, shape: str) -> PythonType:
    return PythonType("dict[str, Any]" if shape == "dict" else "list[Any]", found.sql, items=found.items)


def type_of(design: Design, names: Names, data_type: DataType, *, collation: str | None = None) -> PythonType:
    """The Python type of a type of the design or of PostgreSQL. An array's elements may be NULL; no type says so."""
    match data_type:
        case TypeName(text, dimensions):
            scalar = _built_in(text, collation)
        case TypeRef(id, dimensions):
            found = design.enum_types.get(id) or design.domains.get(id) or design.sql_objects[id]
            scalar = _of_design(design, names, found)
    return scalar if not dimensions else _array(scalar, dimensions)


def _array(scalar: PythonType, dimensions: int) -> PythonType:
    sql = call("pg.ARRAY", scalar.sql, **given(dimensions=dimensions if dimensions > 1 else None))
    return PythonType(scalar.annotation, sql, enum=scalar.enum, items=dimensions)


def _of_design(design: Design, names: Names, found: EnumType | Domain | SqlObject) -> PythonType:
    match found:
        case EnumType():
            return PythonType(names.enums[found.id], dotted(names.constants[found.id]), enum=found.id)
        case Domain():
            base = type_of(design, names, found.type)
            sql = dotted(names.constants[found.id])
            return PythonType(base.annotation, sql, False, base.max_length, base.digits, base.enum, base.items)
        case SqlObject():
            schema = design.schemas[found.schema or ""].name
            return _custom(_spelled(found.name) if schema == "public" else f"{_spelled(schema)}.{_spelled(found.name)}")


def _spelled(name: str) -> str:
    return name if is_plain(name) else quote(name)


def _custom(text: str, annotation: str = "Any") -> PythonType:
    return PythonType(annotation, call("PostgresType", text))


@lru_cache(maxsize=2_000)
def _built_in(text: str, collation: str | None) -> PythonType:
    """text: as format_type() spells it."""
    text = text.removeprefix("public.")
    shape = _SHAPE.match(text)
    inside = [int(each) for each in (shape["inside"] or "").split(",") if each.strip().isdigit()] if shape else []
    base = (shape["head"] + shape["tail"]).strip() if shape else text
    options = collation_arguments(collation) if collation and base in _TEXTUAL else {}
    if base in _FITTED:
        return _FITTED[base](inside, options)
    if base in _PLAIN:
        annotation, sql = _PLAIN[base]
        length = inside[0] if inside and base == "character varying" else None
        built = call(sql, *inside, **options) if inside or options else dotted(sql)
        digits = (inside[0], inside[1]) if base == "numeric" and len(inside) == 2 and inside[1] <= inside[0] else None
        return PythonType(annotation, built, base in _IMPLIED, length, digits)
    if base.startswith("interval "):
        return _interval(base, inside)
    return _custom(text, _EXTENDED.get(base, "str"))


# Types that are not text in Python although SQLAlchemy has no class for them.
_EXTENDED = {"xid": "int", "xid8": "int", "cid": "int"}


def _interval(base: str, inside: list[int]) -> PythonType:
    fields = base.removeprefix("interval").strip()
    return PythonType("dt.timedelta", call("pg.INTERVAL", **given(fields=fields or None, precision=_first(inside))))


def _fitted_interval(inside: list[int], _: dict[str, Value]) -> PythonType:
    return _interval("interval", inside) if inside else PythonType("dt.timedelta", dotted("sa.Interval"))


def _first(inside: list[int]) -> int | None:
    return inside[0] if inside else None


def _moment(
    annotation: str, generic: str, exact: str, *, zone: bool
) -> Callable[[list[int], dict[str, Value]], PythonType]:
    def fitted(inside: list[int], _: object) -> PythonType:
        if inside:
            return PythonType(annotation, call(exact, **given(timezone=zone, precision=inside[0])))
        return PythonType(annotation, call(generic, timezone=True) if zone else dotted(generic))

    return fitted


def _character(inside: list[int], options: dict[str, Value]) -> PythonType:
    length = _first(inside)
    if length is None:
        return _custom("bpchar", "str")
    return PythonType("str", call("sa.CHAR", length, **options), max_length=length)


def _bits(*, varying: bool) -> Callable[[list[int], dict[str, Value]], PythonType]:
    return lambda inside, _: PythonType("str", call("pg.BIT", *inside, **given(varying=varying)))


def _document(sql: str) -> Callable[[list[int], dict[str, Value]], PythonType]:
    # None is SQL's NULL, not the JSON document null.
    return lambda inside, _: PythonType(_JSON, call(sql, none_as_null=True))


_FITTED: dict[str, Callable[[list[int], dict[str, Value]], PythonType]] = {
    "timestamp with time zone": _moment("dt.datetime", "sa.DateTime", "pg.TIMESTAMP", zone=True),
    "timestamp without time zone": _moment("dt.datetime", "sa.DateTime", "pg.TIMESTAMP", zone=False),
    "time with time zone": _moment("dt.time", "sa.Time", "pg.TIME", zone=True),
    "time without time zone": _moment("dt.time", "sa.Time", "pg.TIME", zone=False),
    "interval": _fitted_interval,
    "character": _character,
    "bit": _bits(varying=False),
    "bit varying": _bits(varying=True),
    "json": _document("pg.JSON"),
    "jsonb": _document("pg.JSONB"),
}
_QUALIFIED = re.compile(r'(?:(?P<schema>"(?:[^"]|"")+"|\w+)\.)?(?P<name>"(?:[^"]|"")+"|\w+)\Z')


def collation_arguments(collation: str) -> dict[str, Value]:
    """`pg_catalog."C"` as SQLAlchemy's arguments."""
    found = _QUALIFIED.match(collation)
    if not found:
        return {}
    schema, name = (part and part.strip('"').replace('""', '"') for part in (found["schema"], found["name"]))
    return given(collation=name, collation_schema=None if schema in {"pg_catalog", "public"} else schema)
