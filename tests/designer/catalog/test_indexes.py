import pytest

from designer.model import SqlKind
from tests.designer.catalog.conftest import Load
from tests.designer.catalog.finding import entity, index, sql_object

TABLE = "CREATE TABLE t (a int, b text, c text, d jsonb);"


def members(load: Load, definition: str) -> list[tuple[object, ...]]:
    """(field or expression, descending, nulls_first, opclass, collation, included) of each."""
    design = load(f"{TABLE} CREATE INDEX i ON t {definition}")
    return [
        (
            each.expression or design.fields[each.field or ""].name,
            each.descending,
            each.nulls_first,
            each.opclass,
            each.collation,
            each.included,
        )
        for each in design.members_of_index(index(design, "i").id)
    ]


@pytest.mark.parametrize(
    ("definition", "expected"),
    [
        ("(a)", [("a", False, None, None, None, False)]),
        ("(b, a)", [("b", False, None, None, None, False), ("a", False, None, None, None, False)]),
        ("(a DESC)", [("a", True, None, None, None, False)]),
        ("(a DESC NULLS LAST)", [("a", True, False, None, None, False)]),
        ("(a NULLS FIRST)", [("a", False, True, None, None, False)]),
        ("(b text_pattern_ops)", [("b", False, None, "text_pattern_ops", None, False)]),
        ("USING gin (d jsonb_path_ops)", [("d", False, None, "jsonb_path_ops", None, False)]),
        ('(b COLLATE "C")', [("b", False, None, None, 'pg_catalog."C"', False)]),
        ("(a) INCLUDE (b)", [("a", False, None, None, None, False), ("b", False, None, None, None, True)]),
        ("(lower(b))", [("lower(b)", False, None, None, None, False)]),
        ("((a + 1))", [("(a + 1)", False, None, None, None, False)]),
        ("((d ->> 'x'))", [("(d ->> 'x'::text)", False, None, None, None, False)]),
    ],
)
def test_members(definition: str, expected: list[tuple[object, ...]], load: Load) -> None:
    assert members(load, definition) == expected


def test_an_index_with_everything(load: Load) -> None:
    design = load(
        f"""
        {TABLE}
        CREATE UNIQUE INDEX i ON t (a) NULLS NOT DISTINCT WITH (fillfactor = 33) WHERE a > 5;
        CREATE INDEX j ON t (b);
        COMMENT ON INDEX i IS 'The big ones.';
        ALTER TABLE t CLUSTER ON j;
        """
    )
    found = index(design, "i")
    assert (found.entity, found.method, found.unique, found.nulls_distinct) == (
        entity(design, "t").id,
        "btree",
        True,
        False,
    )
    assert (found.options, found.where) == (("fillfactor=33",), "(a > 5)")
    assert (found.description, found.clustered) == ("The big ones.", False)
    assert index(design, "j").clustered


def test_an_index_as_replica_identity(load: Load) -> None:
    design = load(
        f"{TABLE} ALTER TABLE t ALTER a SET NOT NULL; CREATE UNIQUE INDEX i ON t (a);"
        "ALTER TABLE t REPLICA IDENTITY USING INDEX i"
    )
    assert (entity(design, "t").replica_identity, index(design, "i").replica_identity) == ("i", True)


def test_an_operator_class_with_parameters(load: Load) -> None:
    design = load(f"CREATE EXTENSION pg_trgm; {TABLE} CREATE INDEX i ON t USING gist (b gist_trgm_ops (siglen = 32))")
    (member,) = design.members_of_index(index(design, "i").id)
    assert member.opclass == "public.gist_trgm_ops (siglen='32')"


def test_indexes_of_partitions_are_their_own(load: Load) -> None:
    design = load(
        """
        CREATE TABLE p (a int) PARTITION BY LIST (a);
        CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
        CREATE INDEX p_a ON p (a);
        """
    )
    assert {each.name for each in design.indexes.values()} == {"p_a", "p1_a_idx"}


def test_what_is_set_on_a_keys_index_is_a_setting_of_the_table(load: Load) -> None:
    design = load(
        """
        CREATE TABLE t (a int PRIMARY KEY);
        ALTER TABLE t CLUSTER ON t_pkey;
        ALTER TABLE t REPLICA IDENTITY USING INDEX t_pkey;
        """
    )
    found = sql_object(design, SqlKind.TABLE_SETTING, "cluster")
    assert found.create == ('ALTER TABLE public.t CLUSTER ON "t_pkey"',)
    assert found.depends_on == (next(iter(design.primary_keys)),)
    assert sql_object(design, SqlKind.TABLE_SETTING, "replica identity").owner == entity(design, "t").id
