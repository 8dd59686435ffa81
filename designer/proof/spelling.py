"""Expressions as PostgreSQL spells them: a person writes `price > 0`, the catalog says `(price > (0)::numeric)`.

PostgreSQL itself is asked, on the migrated database: each text is tried where it belongs, read back, and undone. So two
spellings count as equal only where one server makes the same of both.
"""

from collections.abc import Collection, Iterator

import psycopg
from msgspec.structs import replace

from designer.catalog import read
from designer.model import (
    TABLES,
    Check,
    Design,
    Domain,
    Entity,
    Exclusion,
    Field,
    Id,
    Index,
    Object,
    SqlObject,
)
from designer.proof.keys import Key, key_of
from designer.proof.probes import (
    Probe,
    bound_probe,
    check_probe,
    default_probe,
    domain_default_probe,
    generated_probe,
    member_probe,
    partition_probe,
    predicate_probe,
)


def spelled(connection: psycopg.Connection, design: Design, keys: Collection[Key]) -> Design:
    """The design with the expressions and statements of these objects as the server spells them; what it does not
    accept stays as it is. The database must hold what the design says, and is left as it was."""
    changed: dict[str, dict[Id, Object]] = {}
    for each in design.objects():
        if key_of(design, each) in keys:
            for better in _spelled(connection, design, each):
                table = TABLES[type(better)]
                changed.setdefault(table, dict(getattr(design, table)))[better.id] = better
    return replace(design, **changed)


def _spelled(connection: psycopg.Connection, design: Design, each: Object) -> Iterator[Object]:
    def ask(text: str | None, probe: Probe | None) -> str | None:
        return text if text is None or probe is None else probe.spelling(connection) or text

    match each:
        case Check():
            yield replace(each, expression=ask(each.expression, check_probe(design, each)))
        case Field(generated=None):
            yield replace(each, default=ask(each.default, default_probe(design, each)))
        case Field(generated=generated) if generated is not None:
            expression = ask(generated.expression, generated_probe(design, each))
            yield replace(each, generated=replace(generated, expression=expression))
        case Domain():
            yield replace(each, default=ask(each.default, domain_default_probe(design, each)))
        case Entity():
            partition_by = ask(each.partition_by, partition_probe(design, each))
            yield replace(
                each, partition_by=partition_by, partition_bound=ask(each.partition_bound, bound_probe(design, each))
            )
        case Index() | Exclusion():
            yield replace(each, where=ask(each.where, predicate_probe(design, each)))
            for member in design.members_of_index(each.id):
                yield replace(member, expression=ask(member.expression, member_probe(design, each, member)))
        case SqlObject():
            yield replace(each, create=_statements(connection, design, each))
        case _:
            pass


def _statements(connection: psycopg.Connection, design: Design, each: SqlObject) -> tuple[str, ...]:
    """The object made anew by the design's own statements, and read."""
    try:
        with connection.transaction(force_rollback=True):
            connection.execute("SET LOCAL search_path TO public; SET LOCAL check_function_bodies = off")
            for statement in each.drop:
                # What needs the object goes too, for the moment: only this object is read.
                cascade = " CASCADE" if statement.startswith("DROP ") else ""
                connection.execute((statement + cascade).encode())
            for statement in each.create:
                connection.execute(statement.encode())
            again = read(connection)
    except psycopg.Error:
        return each.create
    key = key_of(design, each)
    found = [other for other in again.sql_objects.values() if key_of(again, other) == key]
    return found[0].create if found else each.create
