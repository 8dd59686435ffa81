"""Two spellings are one where PostgreSQL makes the same of both."""

from collections.abc import Iterator

import psycopg
import pytest
from msgspec.structs import replace

from designer.catalog import read
from designer.model import Design
from designer.postgres import scratch_database
from designer.proof import compare
from designer.proof.spelling import spelled

SQL = """
CREATE DOMAIN positive AS int DEFAULT 1 CONSTRAINT above CHECK (VALUE > 0);
CREATE TABLE wine (
    id int PRIMARY KEY,
    name varchar(40) DEFAULT 'none',
    price numeric(8,2) CONSTRAINT sane CHECK (price > 0 AND name IN ('red', 'white')),
    doubled numeric GENERATED ALWAYS AS (price * 2) STORED,
    aged tstzrange
);
CREATE INDEX by_name ON wine (lower(name), (price + 1)) WHERE name <> '';
CREATE TABLE event (id int, at timestamptz) PARTITION BY RANGE (at);
CREATE TABLE event_2024 PARTITION OF event FOR VALUES FROM ('2024-01-01Z') TO ('2025-01-01Z');
CREATE FUNCTION twice(int) RETURNS int LANGUAGE sql AS 'SELECT 2 * $1';
CREATE VIEW cheap AS SELECT id, twice(id) AS two FROM wine WHERE price < 5;
CREATE VIEW cheapest AS SELECT id FROM cheap;
CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TRIGGER note BEFORE INSERT ON wine FOR EACH ROW EXECUTE FUNCTION noted();
"""


@pytest.fixture(scope="module")
def connection() -> Iterator[psycopg.Connection]:
    with scratch_database() as database, database.connect() as found:
        found.execute(SQL.encode())
        found.commit()
        yield found


@pytest.fixture(scope="module")
def found(connection: psycopg.Connection) -> Design:
    return read(connection)


def left(connection: psycopg.Connection, written: Design, found: Design) -> list[str]:
    """Differences that are more than spelling."""
    keys = compare(written, found).keys()
    assert keys, "the test changes something"
    return [each.object for several in compare(spelled(connection, written, keys), found).values() for each in several]


def altered(design: Design, table: str, name: str, **attributes: object) -> Design:
    """The design with attributes of the object of this name changed."""
    objects = getattr(design, table)
    (each,) = (each for each in objects.values() if each.name == name)
    return replace(design, **{table: {**objects, each.id: replace(each, **attributes)}})


def member_altered(design: Design, before: str, after: str) -> Design:
    (each,) = (each for each in design.index_members.values() if each.expression == before)
    return replace(design, index_members={**design.index_members, each.id: replace(each, expression=after)})


def generated(design: Design, expression: str) -> Design:
    (each,) = (each for each in design.fields.values() if each.generated)
    assert each.generated
    return altered(design, "fields", "doubled", generated=replace(each.generated, expression=expression))


SAME = {
    "check": lambda d: altered(d, "checks", "sane", expression="price>0 and name in ('red','white')"),
    "check with a comment": lambda d: altered(
        d, "checks", "sane", expression="price>0 and name in ('red','white') -- both"
    ),
    "domain check": lambda d: altered(d, "checks", "above", expression="value > 0"),
    "domain default": lambda d: altered(d, "domains", "positive", default="(1)"),
    "default": lambda d: altered(d, "fields", "name", default="'none'"),
    "generated": lambda d: generated(d, "price*2"),
    "predicate": lambda d: altered(d, "indexes", "by_name", where="name<>''"),
    "index expression": lambda d: member_altered(d, "(price + (1)::numeric)", "price+1"),
    "index function": lambda d: member_altered(d, "lower((name)::text)", "lower(name)"),
    "partition key": lambda d: altered(d, "entities", "event", partition_by="range (at)"),
    "partition bound": lambda d: altered(
        d, "entities", "event_2024", partition_bound="for values from ('2024-01-01 00:00Z') to ('2025-01-01 00:00Z')"
    ),
    "view": lambda d: altered(
        d, "sql_objects", "cheap", create=("create view cheap as select id, twice(id) two from wine where price<5",)
    ),
    "function": lambda d: altered(
        d,
        "sql_objects",
        "twice(integer)",
        create=("CREATE FUNCTION twice(int) RETURNS integer AS 'SELECT 2 * $1' LANGUAGE sql",),
    ),
    "trigger": lambda d: altered(
        d,
        "sql_objects",
        "note",
        create=("create trigger note before insert on wine for each row execute procedure noted()",),
    ),
}

OTHER = {
    "check": lambda d: altered(d, "checks", "sane", expression="price >= 0 AND name IN ('red', 'white')"),
    "default": lambda d: altered(d, "fields", "name", default="'nothing'"),
    "generated": lambda d: generated(d, "price * 3"),
    "predicate": lambda d: altered(d, "indexes", "by_name", where="name <> 'x'"),
    "index expression": lambda d: member_altered(d, "(price + (1)::numeric)", "price + 2"),
    "partition bound": lambda d: altered(
        d, "entities", "event_2024", partition_bound="FOR VALUES FROM ('2024-01-01Z') TO ('2026-01-01Z')"
    ),
    "view": lambda d: altered(
        d, "sql_objects", "cheap", create=("CREATE VIEW cheap AS SELECT id, id AS two FROM wine",)
    ),
    "an expression that cannot be": lambda d: altered(d, "checks", "sane", expression="no_such_field > 0"),
}


@pytest.mark.parametrize("kind", SAME)
def test_another_spelling_is_no_difference(kind: str, connection: psycopg.Connection, found: Design) -> None:
    assert left(connection, SAME[kind](found), found) == []


@pytest.mark.parametrize("kind", OTHER)
def test_another_meaning_is(kind: str, connection: psycopg.Connection, found: Design) -> None:
    assert len(left(connection, OTHER[kind](found), found)) == 1


def test_the_database_is_as_it_was(connection: psycopg.Connection, found: Design) -> None:
    for change in (*SAME.values(), *OTHER.values()):
        left(connection, change(found), found)
    assert read(connection) == found
