"""Comments on what a design has no description for: an identity's sequence, the index behind a key, a NOT NULL."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from designer.catalog.reading import Reading
from designer.model import Field, Id, Object, PrimaryKey, SqlKind, SqlObject, Unique, derived_id, literal


class _Row(NamedTuple):
    catalog: int
    oid: int
    type: str
    identity: str


_NAMES = """
SELECT d.classoid::int8, d.objoid::int8, i.type, i.identity
FROM pg_description d
CROSS JOIN LATERAL pg_identify_object(d.classoid, d.objoid, d.objsubid) i
WHERE d.objsubid = 0 AND d.objoid = ANY(%(oids)s::oid[])
"""

# pg_identify_object() gives the type in words of its own; the identity is what COMMENT ON wants.
_WORDS = {"sequence": "SEQUENCE", "index": "INDEX", "table constraint": "CONSTRAINT"}


def read_other_comments(reading: Reading, objects: Iterable[Object]) -> Iterator[SqlObject]:
    """To be called last: a setting for each comment that nothing has asked for, on what became a field or a key."""
    owners = {each.id: each.entity for each in objects if isinstance(each, Field | PrimaryKey | Unique)}
    left = {
        (catalog, oid): (owners[id], id, text)
        for catalog, oid, text in reading.comments.left()
        if (id := reading.identities.find(catalog, oid)) in owners
    }
    if not left:
        return
    for row in reading.snapshot.rows(_Row, _NAMES, oids=[oid for _, oid in left]):
        if row.type in _WORDS and (row.catalog, row.oid) in left:
            owner, id, text = left[row.catalog, row.oid]
            yield _setting(f"{_WORDS[row.type]} {row.identity}", owner, id, text)


def _setting(target: str, owner: Id, needs: Id, text: str) -> SqlObject:
    return SqlObject(
        id=derived_id("sql_object", SqlKind.TABLE_SETTING, "comment", target),
        kind=SqlKind.TABLE_SETTING,
        name=f"comment on {target}",
        owner=owner,
        create=(f"COMMENT ON {target} IS {literal(text)}",),
        drop=(f"COMMENT ON {target} IS NULL",),
        depends_on=(needs,),
    )
