"""Changes of a column's type: which are free, and how the others convert the values.

Source: measured with relfilenode on PostgreSQL 14 to 18 (no rewrite where the old values are valid as they are).
"""

import re

from designer.migrations.column_types import column_type
from designer.migrations.python_code import Call, call
from designer.migrations.spelling import column_name, schema_argument, table_name
from designer.migrations.sql_code import execute
from designer.model import DataType, Design, Field, TypeName, TypeRef, type_text

_VARCHAR = re.compile(r"character varying(?:\((\d+)\))?")
_STRING = re.compile(r"text|character varying(?:\(\d+\))?|character\(\d+\)")
_NUMERIC = re.compile(r"numeric(?:\((\d+),(-?\d+)\))?")
_TIMESTAMPTZ = re.compile(r"timestamp(?:\((\d)\))? with time zone")
_TIMESTAMP = re.compile(r"timestamp(?:\((\d)\))? without time zone")


def is_free(before: DataType, after: DataType) -> bool:
    """Whether PostgreSQL keeps the rows as they are."""
    if not isinstance(before, TypeName) or not isinstance(after, TypeName) or before.dimensions != after.dimensions:
        return False
    old, new = before.text, after.text
    if old == new or (old, new) == ("cidr", "inet"):
        return True
    if (was := _VARCHAR.fullmatch(old)) and (becomes := _VARCHAR.fullmatch(new)):
        return becomes[1] is None or (was[1] is not None and int(was[1]) <= int(becomes[1]))
    if (_VARCHAR.fullmatch(old) and new == "text") or (old == "text" and new == "character varying"):
        return True
    if (was := _NUMERIC.fullmatch(old)) and (becomes := _NUMERIC.fullmatch(new)):
        same_scale = was[2] == becomes[2] and was[1] is not None
        return becomes[1] is None or (same_scale and int(was[1]) <= int(becomes[1]))
    for precise in (_TIMESTAMPTZ, _TIMESTAMP):
        if (was := precise.fullmatch(old)) and (becomes := precise.fullmatch(new)):
            return becomes[1] is None or (was[1] is not None and int(was[1]) <= int(becomes[1]))
    return False


def converts_itself(before: DataType, after: DataType) -> bool:
    """Whether no USING is wanted: the rows stay, or the new type is a string, which PostgreSQL assigns anything to but
    refuses what is too long, where a cast would cut it off."""
    string = isinstance(after, TypeName) and not after.dimensions and _STRING.fullmatch(after.text) is not None
    return is_free(before, after) or string


def is_lossy(before: DataType, after: DataType) -> bool:
    """Whether values are rounded or cut without a word: digits after the point, fractions of a second, times of day."""
    if not isinstance(before, TypeName) or not isinstance(after, TypeName):
        return False
    old, new = before.text, after.text
    if (was := _NUMERIC.fullmatch(old)) and (becomes := _NUMERIC.fullmatch(new)):
        return becomes[2] is not None and (was[2] is None or int(becomes[2]) < int(was[2]))
    for moment in (_TIMESTAMPTZ, _TIMESTAMP):
        if (was := moment.fullmatch(old)) and (becomes := moment.fullmatch(new)):
            return becomes[1] is not None and (was[1] is None or int(becomes[1]) < int(was[1]))
    if old.startswith("timestamp"):
        return new == "date" or new.startswith(("time ", "time("))
    if old in {"real", "double precision"} or old.startswith("numeric"):
        fewer_digits = {"smallint", "integer", "bigint", "real"} | ({"double precision"} if old != "real" else set())
        return new in fewer_digits and new != old
    return False


def retype(design: Design, field: Field, before: DataType) -> Call:
    """ALTER COLUMN ... TYPE, converting values by a cast where they do not fit as they are."""
    entity = design.entities[field.entity]
    using = None if converts_itself(before, field.type) else conversion(design, field, before)
    spelled = column_type(design, field.type, field.collation)
    if spelled is None or "%" in (using or ""):
        text = f"ALTER TABLE {table_name(design, entity.id)} ALTER COLUMN {column_name(design, field.id)}"
        text += f" TYPE {type_text(design, field.type)}"
        if field.collation is not None:
            text += f" COLLATE {field.collation}"
        return execute(text + (f" USING {using}" if using else ""))
    return call(
        "op.alter_column",
        entity.name,
        field.name,
        type_=spelled,
        schema=schema_argument(design, entity.schema),
        postgresql_using=using,
    )


def conversion(design: Design, field: Field, before: DataType) -> str:
    """The value as the new type; by way of text where an enum is on either side."""
    name, target = column_name(design, field.id), type_text(design, field.type)
    by_text = isinstance(before, TypeRef) or isinstance(field.type, TypeRef)
    if by_text and type_text(design, field.type) != "text":
        return f"{name}::text{'[]' * before.dimensions}::{target}"
    return f"{name}::{target}"
