from tests.designer.catalog.conftest import Load
from tests.designer.catalog.finding import check, entity, field, names


def test_a_table_with_its_description_and_options(load: Load) -> None:
    design = load(
        """
        CREATE SCHEMA music;
        CREATE UNLOGGED TABLE music.artist (name text) WITH (fillfactor = 70, toast.autovacuum_enabled = false);
        COMMENT ON TABLE music.artist IS 'Who plays.';
        ALTER TABLE music.artist ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY, REPLICA IDENTITY FULL;
        """
    )
    found = entity(design, "artist")
    assert design.schemas[found.schema].name == "music"
    assert (found.description, found.unlogged) == ("Who plays.", True)
    assert found.options == ("fillfactor=70", "toast.autovacuum_enabled=false")
    assert (found.row_security, found.force_row_security, found.replica_identity) == (True, True, "f")


def test_a_partitioned_table_and_its_partitions(load: Load) -> None:
    design = load(
        """
        CREATE TABLE event (id int NOT NULL, at timestamptz NOT NULL CHECK (at > '2000-01-01Z'), PRIMARY KEY (id, at))
            PARTITION BY RANGE (at);
        CREATE TABLE event_2024 PARTITION OF event FOR VALUES FROM ('2024-01-01Z') TO ('2025-01-01Z');
        CREATE TABLE event_rest (at timestamptz NOT NULL, id int NOT NULL CHECK (id > 0),
            CONSTRAINT event_at_check CHECK (at > '2000-01-01Z'));
        ALTER TABLE event ATTACH PARTITION event_rest DEFAULT;
        """
    )
    parent, child, rest = (entity(design, name) for name in ("event", "event_2024", "event_rest"))
    assert parent.partition_by == "RANGE (at)"
    assert child.partition_of == parent.id
    assert child.partition_bound == "FOR VALUES FROM ('2024-01-01 00:00:00+00') TO ('2025-01-01 00:00:00+00')"
    assert rest.partition_bound == "DEFAULT"
    assert all(each.inherited for each in design.fields_of(rest.id)), "whether attached or created as a partition"
    assert check(design, "event_rest_id_check").inherited is False
    assert {each.inherited for each in design.checks_of(child.id)} == {True}
    assert names(design, design.primary_key_fields(child.id)) == ["id", "at"]


def test_a_foreign_key_of_a_partitioned_table_is_the_parents_alone(load: Load) -> None:
    design = load(
        """
        CREATE TABLE tenant (id int PRIMARY KEY);
        CREATE TABLE event (tenant_id int REFERENCES tenant) PARTITION BY LIST (tenant_id);
        CREATE TABLE event_1 PARTITION OF event FOR VALUES IN (1);
        CREATE TABLE note (tenant_id int);
        """
    )
    assert [design.entities[each.entity].name for each in design.relationships.values()] == ["event"]


def test_plain_inheritance_keeps_the_order_of_parents(load: Load) -> None:
    design = load(
        """
        CREATE TABLE b (x int CHECK (x > 0)); CREATE TABLE a (y int);
        CREATE TABLE child () INHERITS (b, a);
        """
    )
    child = entity(design, "child")
    assert [design.entities[each].name for each in child.inherits] == ["b", "a"]
    assert [each.inherited for each in design.checks_of(child.id)] == [True]
    assert field(design, "child", "x").inherited
