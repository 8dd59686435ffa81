"""Types of columns as SQLAlchemy spells them in a revision."""

import re
from collections.abc import Callable
from functools import lru_cache
from types import MappingProxyType

from designer.migrations.python_code import Call, call
from designer.model import DataType, Design, TypeName, TypeRef
from designer.model.names import identifier
from designer.model.type_text import user_type_name

# The class that a revision defines where it uses a type that SQLAlchemy does not know.
NAMED_TYPE = "NamedType"
NAMED_TYPE_SOURCE = f'''
class {NAMED_TYPE}(sa.types.UserDefinedType[object]):
    """A type of this database, by its name."""

    cache_ok = True

    def __init__(self, name: str) -> None:
        self.name = name

    def get_col_spec(self, **_: object) -> str:
        return self.name
'''

_PLAIN = MappingProxyType(
    {
        "boolean": call("sa.Boolean"),
        "smallint": call("sa.SmallInteger"),
        "integer": call("sa.Integer"),
        "bigint": call("sa.BigInteger"),
        "real": call("sa.REAL"),
        "double precision": call("sa.Double"),
        "numeric": call("sa.Numeric"),
        "text": call("sa.Text"),
        "character varying": call("sa.String"),
        "uuid": call("sa.Uuid"),
        "bytea": call("sa.LargeBinary"),
        "date": call("sa.Date"),
        "time without time zone": call("sa.Time"),
        "time with time zone": call("sa.Time", timezone=True),
        "timestamp without time zone": call("sa.DateTime"),
        "timestamp with time zone": call("sa.DateTime", timezone=True),
        **{
            text: call(f"postgresql.{name}")
            for text, name in (
                ("interval", "INTERVAL"),
                ("json", "JSON"),
                ("jsonb", "JSONB"),
                ("inet", "INET"),
                ("cidr", "CIDR"),
                ("macaddr", "MACADDR"),
                ("macaddr8", "MACADDR8"),
                ("money", "MONEY"),
                ("oid", "OID"),
                ("regclass", "REGCLASS"),
                ("tsvector", "TSVECTOR"),
                ("tsquery", "TSQUERY"),
                ("int4range", "INT4RANGE"),
                ("int8range", "INT8RANGE"),
                ("numrange", "NUMRANGE"),
                ("daterange", "DATERANGE"),
                ("tsrange", "TSRANGE"),
                ("tstzrange", "TSTZRANGE"),
                ("int4multirange", "INT4MULTIRANGE"),
                ("int8multirange", "INT8MULTIRANGE"),
                ("nummultirange", "NUMMULTIRANGE"),
                ("datemultirange", "DATEMULTIRANGE"),
                ("tsmultirange", "TSMULTIRANGE"),
                ("tstzmultirange", "TSTZMULTIRANGE"),
            )
        },
    }
)

_SIZED: tuple[tuple[re.Pattern[str], Callable[..., Call]], ...] = (
    (re.compile(r"character varying\((\d+)\)"), lambda size: call("sa.String", int(size))),
    (re.compile(r"character\((\d+)\)"), lambda size: call("sa.CHAR", int(size))),
    (re.compile(r"numeric\((\d+),(-?\d+)\)"), lambda size, scale: call("sa.Numeric", int(size), int(scale))),
    (re.compile(r"bit\((\d+)\)"), lambda size: call("postgresql.BIT", int(size))),
    (re.compile(r"bit varying\((\d+)\)"), lambda size: call("postgresql.BIT", int(size), varying=True)),
    (
        re.compile(r"(timestamp|time)\((\d)\) (with|without) time zone"),
        lambda name, size, zone: call(f"postgresql.{name.upper()}", timezone=zone == "with", precision=int(size)),
    ),
)


def column_type(design: Design, data_type: DataType, collation: str | None = None) -> Call | None:
    """The type with its collation; None where only SQL can say it."""
    if collation is not None:
        return _collated(data_type, collation)
    match data_type:
        case TypeName(text):
            one = _named(text)
        case TypeRef(id):
            schema, name = user_type_name(design, id)
            one = _user_type(schema, name, is_enum=id in design.enum_types)
    if one is None or not data_type.dimensions:
        return one
    more = data_type.dimensions if data_type.dimensions > 1 else None
    return call("postgresql.ARRAY", one, dimensions=more)


@lru_cache(maxsize=5_000)
def _named(text: str) -> Call | None:
    if (plain := _PLAIN.get(text)) is not None:
        return plain
    for pattern, spell in _SIZED:
        if found := pattern.fullmatch(text):
            return spell(*found.groups())
    # A % would have to be doubled for the driver and must not be in `alembic upgrade --sql`: said in SQL instead.
    return None if "%" in text else call(NAMED_TYPE, text)


def _user_type(schema: str, name: str, *, is_enum: bool) -> Call | None:
    if is_enum:
        # Always with its schema: SQLAlchemy refuses a bare name that is also a built-in type's.
        return call("postgresql.ENUM", name=name, schema=schema, create_type=False)
    text = f"{identifier(schema)}.{identifier(name)}"
    return None if "%" in text else call(NAMED_TYPE, text)


_BUILT_IN_COLLATION = re.compile(r'(?:pg_catalog\.)?(?:"([^"%.]+)"|([a-z_]+))')


def _collated(data_type: DataType, collation: str) -> Call | None:
    """SQLAlchemy quotes a collation as one name: only those of pg_catalog can be said."""
    if not isinstance(data_type, TypeName) or data_type.dimensions:
        return None
    one, name = _named(data_type.text), _BUILT_IN_COLLATION.fullmatch(collation)
    if one is None or name is None or one.function not in {"sa.Text", "sa.String", "sa.CHAR"}:
        return None
    return Call(one.function, one.arguments, (("collation", name[1] or name[2]),))
