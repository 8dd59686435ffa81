"""Event triggers."""

from collections.abc import Iterator
from typing import NamedTuple

from designer.catalog.attached import ENABLED
from designer.catalog.identities import Catalog
from designer.catalog.reading import Reading
from designer.model import SqlKind, SqlObject, derived_id, literal


class _EventTriggerRow(NamedTuple):
    oid: int
    name: str
    quoted: str
    event: str
    function: str
    enabled: str
    tags: list[str]


_EVENT_TRIGGERS = """
SELECT t.oid::int8, t.evtname, quote_ident(t.evtname), t.evtevent, t.evtfoid::regproc::text, t.evtenabled::text,
       coalesce(t.evttags, '{}')
FROM pg_event_trigger t
WHERE NOT EXISTS (
    SELECT FROM pg_depend e
    WHERE e.classid = 'pg_event_trigger'::regclass AND e.objid = t.oid AND e.deptype = 'e')
"""


def read_event_triggers(reading: Reading) -> Iterator[SqlObject]:
    for row in reading.snapshot.rows(_EventTriggerRow, _EVENT_TRIGGERS):
        tags = f" WHEN TAG IN ({', '.join(map(literal, row.tags))})" if row.tags else ""
        create = [f"CREATE EVENT TRIGGER {row.quoted} ON {row.event}{tags} EXECUTE FUNCTION {row.function}()"]
        if row.enabled != "O":
            create.append(f"ALTER EVENT TRIGGER {row.quoted} {ENABLED[row.enabled]}")
        id = derived_id("sql_object", SqlKind.EVENT_TRIGGER, row.name)
        yield SqlObject(
            id=reading.identities.add(Catalog.EVENT_TRIGGER, row.oid, id),
            kind=SqlKind.EVENT_TRIGGER,
            name=row.name,
            create=tuple(create),
            drop=(f"DROP EVENT TRIGGER {row.quoted}",),
            description=reading.comments.of(Catalog.EVENT_TRIGGER, row.oid),
        )
