import pytest

from designer.model import Action, IndexMember
from tests.designer.catalog.conftest import Load
from tests.designer.catalog.finding import check, domain, entity, field, names, relationship


def test_a_composite_key_with_payload_and_options(load: Load) -> None:
    design = load(
        """
        CREATE TABLE t (a int, b int, c int,
            CONSTRAINT t_key PRIMARY KEY (b, a) INCLUDE (c) WITH (fillfactor = 70) DEFERRABLE INITIALLY DEFERRED);
        COMMENT ON CONSTRAINT t_key ON t IS 'Two of a kind.';
        """
    )
    (key,) = design.primary_keys.values()
    assert (key.name, key.deferrable, key.initially_deferred) == ("t_key", True, True)
    assert (key.options, key.description) == (("fillfactor=70",), "Two of a kind.")
    members = design.members_of_key(key.id)
    assert names(design, tuple(each.field for each in members)) == ["b", "a", "c"]
    assert [each.included for each in members] == [False, False, True]


def test_unique_constraints_and_nulls(load: Load) -> None:
    design = load("CREATE TABLE t (a int UNIQUE, b int UNIQUE NULLS NOT DISTINCT)")
    distinct = {each.name: each.nulls_distinct for each in design.uniques.values()}
    assert distinct == {"t_a_key": True, "t_b_key": False}
    assert not design.indexes


def test_checks_of_tables_and_domains(load: Load) -> None:
    design = load(
        """
        CREATE DOMAIN positive AS int NOT NULL DEFAULT 1 CONSTRAINT is_positive CHECK (VALUE > 0);
        CREATE TABLE t (a int CONSTRAINT a_small CHECK (a < 9) NO INHERIT);
        ALTER TABLE t ADD CONSTRAINT later CHECK (a <> 3) NOT VALID;
        COMMENT ON CONSTRAINT is_positive ON DOMAIN positive IS 'Above zero.';
        COMMENT ON DOMAIN positive IS 'A count.';
        """
    )
    found = check(design, "is_positive")
    assert (found.owner, found.expression) == (domain(design, "positive").id, "(VALUE > 0)")
    assert (found.description, domain(design, "positive").description) == ("Above zero.", "A count.")
    assert (domain(design, "positive").nullable, domain(design, "positive").default) == (False, "1")
    small = check(design, "a_small")
    assert (small.owner, small.no_inherit, small.validated) == (entity(design, "t").id, True, True)
    assert check(design, "later").validated is False


def test_an_exclusion_with_its_operators(load: Load) -> None:
    design = load(
        """
        CREATE EXTENSION btree_gist;
        CREATE TABLE booking (room int, during tstzrange,
            CONSTRAINT no_overlap EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (room > 0) DEFERRABLE);
        """
    )
    (exclusion,) = design.exclusions.values()
    assert (exclusion.name, exclusion.method, exclusion.where) == ("no_overlap", "gist", "(room > 0)")
    assert exclusion.deferrable
    members = design.members_of_index(exclusion.id)
    assert [each.operator for each in members] == ["=", "&&"]
    assert not design.indexes


def test_an_undecided_action_is_none(load: Load) -> None:
    design = load(
        """
        CREATE TABLE parent (id int PRIMARY KEY);
        CREATE TABLE child (
            a int CONSTRAINT undecided REFERENCES parent,
            b int CONSTRAINT decided REFERENCES parent ON DELETE CASCADE ON UPDATE RESTRICT,
            c int CONSTRAINT emptied REFERENCES parent ON DELETE SET NULL ON UPDATE SET DEFAULT
        );
        COMMENT ON CONSTRAINT decided ON child IS 'Gone with it.';
        """
    )
    assert (relationship(design, "undecided").on_delete, relationship(design, "undecided").on_update) == (None, None)
    decided = relationship(design, "decided")
    assert (decided.on_delete, decided.on_update) == (Action.CASCADE, Action.RESTRICT)
    assert decided.description == "Gone with it."
    emptied = relationship(design, "emptied")
    assert (emptied.on_delete, emptied.on_update) == (Action.SET_NULL, Action.SET_DEFAULT)


def test_a_composite_foreign_key_in_the_order_of_its_pairs(load: Load) -> None:
    design = load(
        """
        CREATE TABLE parent (x int, y int, PRIMARY KEY (x, y));
        CREATE TABLE child (a int, b int);
        ALTER TABLE child ADD CONSTRAINT pair FOREIGN KEY (b, a) REFERENCES parent (y, x) MATCH FULL
            ON DELETE SET NULL (a) DEFERRABLE INITIALLY DEFERRED NOT VALID;
        """
    )
    found = relationship(design, "pair")
    assert names(design, design.foreign_key_fields(found.id)) == ["b", "a"]
    assert names(design, design.target_fields(found.id)) == ["y", "x"]
    assert names(design, found.set_fields) == ["a"]
    assert (found.match_full, found.deferrable, found.initially_deferred, found.validated) == (True, True, True, False)


def test_a_table_that_refers_to_itself(load: Load) -> None:
    design = load("CREATE TABLE employee (id int PRIMARY KEY, manager_id int CONSTRAINT boss REFERENCES employee)")
    assert relationship(design, "boss").entity == relationship(design, "boss").target


def test_what_postgresql_18_brings(load: Load, version: int) -> None:
    if version < 180000:
        pytest.skip("since PostgreSQL 18")
    design = load(
        """
        CREATE EXTENSION btree_gist;
        CREATE TABLE price (item int, valid daterange, CONSTRAINT price_key PRIMARY KEY (item, valid WITHOUT OVERLAPS),
            CONSTRAINT wished CHECK (item > 0) NOT ENFORCED);
        CREATE TABLE sale (item int, valid daterange,
            CONSTRAINT at_price FOREIGN KEY (item, PERIOD valid) REFERENCES price (item, PERIOD valid));
        """
    )
    assert [each.without_overlaps for each in design.primary_keys.values()] == [True]
    assert check(design, "wished").enforced is False
    assert relationship(design, "at_price").period


def test_an_index_that_a_foreign_key_rests_on_is_still_an_index(load: Load) -> None:
    # pg_constraint.conindid names the target's index too: that must not make it a constraint's.
    design = load(
        """
        CREATE TABLE parent (code text);
        CREATE UNIQUE INDEX parent_code ON parent (code);
        CREATE TABLE child (code text CONSTRAINT to_parent REFERENCES parent (code));
        """
    )
    (index,) = design.indexes.values()
    (member,) = design.members_of_index(index.id)
    assert isinstance(member, IndexMember)
    assert member.field == field(design, "parent", "code").id
