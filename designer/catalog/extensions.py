"""Extensions; what belongs to one is not read, it comes with it."""

from collections.abc import Iterator
from typing import NamedTuple

from designer.catalog.identities import Catalog
from designer.catalog.reading import Reading
from designer.model import SqlKind, SqlObject, derived_id


class _Row(NamedTuple):
    oid: int
    name: str
    quoted: str
    schema: int
    quoted_schema: str


# plpgsql is there in every new database.
_EXTENSIONS = """
SELECT x.oid::int8, x.extname, quote_ident(x.extname), x.extnamespace::int8, quote_ident(n.nspname)
FROM pg_extension x
JOIN pg_namespace n ON n.oid = x.extnamespace
WHERE x.extname <> 'plpgsql'
"""


class _MemberRow(NamedTuple):
    catalog: int
    oid: int
    extension: int


_MEMBERS = """
SELECT d.classid::int8, d.objid::int8, d.refobjid::int8
FROM pg_depend d
WHERE d.deptype = 'e' AND d.refclassid = 'pg_extension'::regclass
"""


class _DefaultCommentRow(NamedTuple):
    name: str
    comment: str | None


_DEFAULT_COMMENTS = "SELECT a.name, a.comment FROM pg_available_extensions() a"


def read_extensions(reading: Reading) -> Iterator[SqlObject]:
    """Every extension but plpgsql, with the schema it lives in where that is a user's."""
    rows = reading.snapshot.rows(_Row, _EXTENSIONS)
    if not rows:
        return
    # CREATE EXTENSION comments on itself: only what somebody has written over it is a description.
    usual = dict[str, str | None](reading.snapshot.rows(_DefaultCommentRow, _DEFAULT_COMMENTS))
    for row in rows:
        id = derived_id("sql_object", SqlKind.EXTENSION, row.name)
        reading.identities.add(Catalog.EXTENSION, row.oid, id)
        schema = reading.identities.find(Catalog.NAMESPACE, row.schema)
        description = reading.comments.of(Catalog.EXTENSION, row.oid)
        yield SqlObject(
            id=id,
            kind=SqlKind.EXTENSION,
            name=row.name,
            schema=schema,
            create=(
                f"CREATE EXTENSION IF NOT EXISTS {row.quoted}"
                + (f" WITH SCHEMA {row.quoted_schema}" if schema else ""),
            ),
            drop=(f"DROP EXTENSION IF EXISTS {row.quoted}",),
            description="" if description == usual.get(row.name) else description,
        )
    for member in reading.snapshot.rows(_MemberRow, _MEMBERS):
        if extension := reading.identities.find(Catalog.EXTENSION, member.extension):
            reading.identities.add(member.catalog, member.oid, extension)
