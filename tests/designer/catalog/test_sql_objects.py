"""Objects carried as SQL: complete statements, and what they need."""

import psycopg
import pytest

from designer.catalog import read
from designer.model import Design, SqlKind, SqlObject
from tests.designer.catalog.conftest import Load
from tests.designer.catalog.everything import SQL_OBJECTS
from tests.designer.catalog.finding import entity, field, sql_object


@pytest.fixture
def design(load: Load) -> Design:
    return load(SQL_OBJECTS)


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


def test_a_comment_that_no_description_holds_is_a_setting(load: Load) -> None:
    design = load(
        """
        CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
        COMMENT ON SEQUENCE t_id_seq IS 'Counts.';
        COMMENT ON INDEX t_pkey IS 'Of the key.';
        COMMENT ON CONSTRAINT t_pkey ON t IS 'The key.';
        """
    )
    sequence = sql_object(design, SqlKind.TABLE_SETTING, "comment on SEQUENCE public.t_id_seq")
    assert sequence.create == ("COMMENT ON SEQUENCE public.t_id_seq IS 'Counts.'",)
    assert sequence.depends_on == (field(design, "t", "id").id,)
    assert sql_object(design, SqlKind.TABLE_SETTING, "comment on INDEX public.t_pkey").owner == entity(design, "t").id
    assert [each.description for each in design.primary_keys.values()] == ["The key."]
    assert len(design.sql_objects) == 2
