"""Objects carried as SQL: complete statements, and what they need."""

import psycopg
import pytest

from designer.catalog import read
from designer.model import Design, SqlKind, SqlObject
from tests.designer.catalog.conftest import Load
from tests.designer.catalog.finding import entity, field, sql_object

EVERYTHING = r"""
CREATE SCHEMA "Odd s";
CREATE EXTENSION citext;
CREATE EXTENSION hstore SCHEMA "Odd s";
COMMENT ON EXTENSION hstore IS 'Of our own words.';
CREATE COLLATION "Odd s".plain (provider = libc, locale = 'C');
CREATE TYPE mood AS ENUM ('calm', 'wild');
CREATE TYPE address AS (street text COLLATE "C", numbers int[]);
COMMENT ON COLUMN address.street IS 'With it''s number.';
CREATE TYPE span AS RANGE (subtype = float8, subtype_diff = float8mi, multirange_type_name = spans);
CREATE TABLE artist (id int PRIMARY KEY, name varchar(40), feeling mood, lives address, "Col""umn" citext);
CREATE TABLE album (id int PRIMARY KEY, artist_id int REFERENCES artist);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN new; END$$;
CREATE FUNCTION double(n int DEFAULT 1, VARIADIC rest int[] DEFAULT '{}') RETURNS int LANGUAGE sql IMMUTABLE
    RETURN n * 2;
CREATE FUNCTION all_of(artist) RETURNS TABLE (a int, b text) LANGUAGE sql BEGIN ATOMIC SELECT 1, 'a'; END;
CREATE PROCEDURE "Odd s"."do it"(INOUT n int, t text DEFAULT 'x') LANGUAGE plpgsql AS $$BEGIN NULL; END$$;
CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0', PARALLEL = SAFE);
CREATE FUNCTION same(int, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
CREATE OPERATOR "Odd s".=== (LEFTARG = int, RIGHTARG = text, FUNCTION = same, RESTRICT = eqsel);
CREATE FUNCTION as_number(mood) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE CAST (mood AS int) WITH FUNCTION as_number(mood) AS ASSIGNMENT;
CREATE VIEW names WITH (security_barrier) AS SELECT id, name FROM artist WHERE name IN ('a', 'b');
COMMENT ON COLUMN names.name IS 'Theirs.';
ALTER VIEW names ALTER name SET DEFAULT 'nobody';
CREATE VIEW per_artist AS SELECT artist.*, count(*) AS albums FROM artist JOIN album ON artist_id = artist.id
    GROUP BY artist.id;
CREATE VIEW checked AS SELECT * FROM album WHERE id > 0 WITH LOCAL CHECK OPTION;
CREATE MATERIALIZED VIEW busy WITH (fillfactor = 80) AS SELECT id, total(id) AS t FROM album GROUP BY id WITH NO DATA;
CREATE UNIQUE INDEX busy_id ON busy (id);
COMMENT ON INDEX busy_id IS 'To refresh concurrently.';
CREATE TRIGGER "On change" BEFORE INSERT OR UPDATE OF name ON artist
    FOR EACH ROW WHEN (new.name IN ('a', 'b')) EXECUTE FUNCTION touch('x', 'y''z');
ALTER TABLE artist DISABLE TRIGGER "On change";
CREATE CONSTRAINT TRIGGER later AFTER INSERT ON album DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TRIGGER instead INSTEAD OF INSERT ON names FOR EACH ROW EXECUTE FUNCTION touch();
CREATE RULE quiet AS ON DELETE TO album WHERE old.id IN (1, 2) DO ALSO UPDATE artist SET name = 'x';
ALTER TABLE artist ENABLE ROW LEVEL SECURITY;
CREATE POLICY "p q" ON artist AS RESTRICTIVE FOR UPDATE TO pg_monitor USING (id IN (1, 2)) WITH CHECK (name <> '');
CREATE POLICY everyone ON artist;
CREATE STATISTICS "Odd s".pairs (ndistinct) ON id, name FROM artist;
ALTER STATISTICS "Odd s".pairs SET STATISTICS 55;
CREATE TEXT SEARCH DICTIONARY words (TEMPLATE = simple, stopwords = english);
CREATE TEXT SEARCH CONFIGURATION search (COPY = pg_catalog.english);
ALTER TEXT SEARCH CONFIGURATION search ALTER MAPPING FOR word WITH words, english_stem;
CREATE TYPE typed_row AS (a int, b text);
CREATE TABLE typed OF typed_row;
"""


@pytest.fixture
def design(load: Load) -> Design:
    return load(EVERYTHING)


def test_everything_is_read(design: Design) -> None:
    found = sorted({(each.kind.value, each.name) for each in design.sql_objects.values()})
    assert found == [
        ("AGGREGATE", "total(integer)"),
        ("CAST", "(public.mood AS integer)"),
        ("COLLATION", "plain"),
        ("EXTENSION", "citext"),
        ("EXTENSION", "hstore"),
        ("FUNCTION", "all_of(public.artist)"),
        ("FUNCTION", "as_number(public.mood)"),
        ("FUNCTION", "double(integer, integer[])"),
        ("FUNCTION", "same(integer, text)"),
        ("FUNCTION", "touch()"),
        ("MATERIALIZED VIEW", "busy"),
        ("OPERATOR", "===(integer, text)"),
        ("POLICY", "everyone"),
        ("POLICY", "p q"),
        ("PROCEDURE", '"do it"(integer, text)'),
        ("RANGE TYPE", "span"),
        ("RULE", "quiet"),
        ("STATISTICS", "pairs"),
        ("TABLE SETTING", "of type"),
        ("TEXT SEARCH CONFIGURATION", "search"),
        ("TEXT SEARCH DICTIONARY", "words"),
        ("TRIGGER", "On change"),
        ("TRIGGER", "instead"),
        ("TRIGGER", "later"),
        ("TYPE", "address"),
        ("TYPE", "typed_row"),
        ("VIEW", "checked"),
        ("VIEW", "names"),
        ("VIEW", "per_artist"),
    ]


def test_dropped_and_made_again_each_reads_the_same(design: Design, connection: psycopg.Connection) -> None:
    """The law of SQL objects: `create` makes all of it, `drop` removes all of it."""
    needed = {each for found in design.sql_objects.values() for each in found.depends_on}
    needed |= {found.owner for found in design.sql_objects.values() if found.owner}
    leaves = [
        each for each in design.sql_objects.values() if each.id not in needed and not _is_a_fields_type(design, each)
    ]
    assert len(leaves) > 15
    for each in leaves:
        for statement in each.drop:
            connection.execute(statement.encode())
    without = read(connection)
    assert set(without.sql_objects) == set(design.sql_objects) - {each.id for each in leaves}
    for each in leaves:
        for statement in each.create:
            connection.execute(statement.encode())
        connection.execute(_comment(each).encode())
    assert read(connection) == design


def _is_a_fields_type(design: Design, each: SqlObject) -> bool:
    return each.kind in {SqlKind.EXTENSION, SqlKind.COMPOSITE} and each.name in {"citext", "address"}


def _comment(each: SqlObject) -> str:
    return f"COMMENT ON EXTENSION {each.name} IS '{each.description}'" if each.description else "SELECT"


def test_a_view_needs_its_tables_fields_and_functions(design: Design) -> None:
    names = sql_object(design, SqlKind.VIEW, "names")
    artist = entity(design, "artist").id
    assert set(names.depends_on) == {artist, field(design, "artist", "id").id, field(design, "artist", "name").id}
    busy = sql_object(design, SqlKind.MATERIALIZED_VIEW, "busy")
    assert sql_object(design, SqlKind.AGGREGATE, "total(integer)").id in busy.depends_on
    per_artist = sql_object(design, SqlKind.VIEW, "per_artist")
    key = design.primary_key_of(artist)
    assert key
    assert key.id in per_artist.depends_on, "it groups by the key"


def test_what_hangs_on_a_table_has_it_as_owner(design: Design) -> None:
    artist = entity(design, "artist").id
    trigger = sql_object(design, SqlKind.TRIGGER, "On change")
    assert trigger.owner == artist
    assert set(trigger.depends_on) == {
        sql_object(design, SqlKind.FUNCTION, "touch()").id,
        field(design, "artist", "name").id,
    }
    assert trigger.create[1] == 'ALTER TABLE public.artist DISABLE TRIGGER "On change"'
    assert sql_object(design, SqlKind.TRIGGER, "instead").owner == sql_object(design, SqlKind.VIEW, "names").id
    assert sql_object(design, SqlKind.POLICY, "p q").owner == artist


def test_only_words_of_ones_own_describe_an_extension(design: Design) -> None:
    assert sql_object(design, SqlKind.EXTENSION, "citext").description == ""
    assert sql_object(design, SqlKind.EXTENSION, "hstore").description == "Of our own words."


def test_a_view_of_itself_is_made_in_two_steps(load: Load) -> None:
    design = load(
        """
        CREATE VIEW ring AS SELECT 1 AS id, 'a'::varchar(3) COLLATE "C" AS name;
        CREATE OR REPLACE VIEW ring AS SELECT id, name FROM ring;
        """
    )
    ring = sql_object(design, SqlKind.VIEW, "ring")
    assert len(ring.create) == 2
    assert 'NULL::character varying(3) COLLATE pg_catalog."C" AS name' in ring.create[0]
    assert ring.create[1].startswith("CREATE OR REPLACE VIEW public.ring")


def test_a_partitions_trigger_switched_off_alone_is_a_setting(load: Load) -> None:
    design = load(
        """
        CREATE TABLE p (a int) PARTITION BY LIST (a);
        CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
        CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN new; END$$;
        CREATE TRIGGER moved AFTER INSERT ON p FOR EACH ROW EXECUTE FUNCTION touch();
        ALTER TABLE p1 DISABLE TRIGGER moved;
        """
    )
    setting = sql_object(design, SqlKind.TABLE_SETTING, "trigger moved")
    assert setting.owner == entity(design, "p1").id
    assert setting.depends_on == (sql_object(design, SqlKind.TRIGGER, "moved").id,)
