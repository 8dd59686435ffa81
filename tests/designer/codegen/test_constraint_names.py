from sqlalchemy import Column, ForeignKeyConstraint, Index, Integer, MetaData, Table, UniqueConstraint

from designer.codegen.constraint_names import convention_of, follows, spelled
from designer.model import PUBLIC, Design, IndexMember, KeyMember, PrimaryKey, Unique
from designer.model import Index as DesignIndex
from tests.designer.codegen.designs import plain_table, reference
from tests.designs import design_of, field, shop

LONG = "a" * 40


def test_a_design_that_says_nothing_gets_the_names_of_postgres_and_sqlalchemy() -> None:
    assert convention_of(Design(schemas={PUBLIC.id: PUBLIC})) == {
        "pk": "%(table_name)s_pkey",
        "uq": "%(table_name)s_%(column_0_N_name)s_key",
        "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }


def test_the_commonest_pattern_wins() -> None:
    design = design_of(
        *plain_table("a", field("a", "x")),
        DesignIndex(id="1", entity="a", name="a_x_idx"),
        IndexMember(id="1.1", index="1", field="a.x", rank="1"),
    )
    convention = convention_of(design)
    assert convention["ix"] == "%(table_name)s_%(column_0_N_name)s_idx"
    assert follows(design, convention, design.indexes["1"])


def test_expressions_and_long_names_follow_no_pattern() -> None:
    design = design_of(
        *plain_table("a", field("a", "x")),
        DesignIndex(id="1", entity="a", name="ix_a_lower"),
        IndexMember(id="1.1", index="1", expression="lower(x)", rank="1"),
        *plain_table(LONG, field(LONG, LONG)),
        Unique(id="2", entity=LONG, name="n"),
        KeyMember(id="2.1", key="2", field=f"{LONG}.{LONG}", rank="1"),
    )
    assert spelled(design, "ix_%(table_name)s_%(column_0_N_name)s", design.indexes["1"]) is None
    assert spelled(design, "%(table_name)s_%(column_0_N_name)s_key", design.uniques["2"]) is None


def test_sqlalchemy_spells_every_pattern_the_same() -> None:
    design = design_of(
        *plain_table("a", field("a", "b", rank="1"), field("a", "c d", rank="2")),
        *reference("r", "a", "a", ("b", "id"), ("c d", "b")),
        Unique(id="u", entity="a", name="u"),
        KeyMember(id="u.1", key="u", field="a.b", rank="1"),
        KeyMember(id="u.2", key="u", field="a.c d", rank="2"),
        DesignIndex(id="i", entity="a", name="i"),
        IndexMember(id="i.1", index="i", field="a.c d", rank="1"),
    )
    for kind, pattern in {
        **convention_of(design),
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    }.items():
        found: PrimaryKey | Unique | DesignIndex | object = {
            "pk": design.primary_keys["a_pkey"],
            "uq": design.uniques["u"],
            "fk": design.relationships["r"],
            "ix": design.indexes["i"],
        }[kind]
        assert spelled(design, pattern, found) == _by_sqlalchemy(kind, pattern)  # type: ignore[arg-type]


def _by_sqlalchemy(kind: str, pattern: str) -> str:
    made = Table(
        "a",
        MetaData(naming_convention={kind: pattern}),
        Column("id", Integer, primary_key=True),
        Column("b", Integer),
        Column("c d", Integer),
        key := ForeignKeyConstraint(["b", "c d"], ["a.id", "a.b"]),
        unique := UniqueConstraint("b", "c d"),
        index := Index(None, "c d"),
    )
    return str({"pk": made.primary_key, "uq": unique, "fk": key, "ix": index}[kind].name)


def test_the_shop_follows_its_convention_everywhere() -> None:
    design = shop()
    convention = convention_of(design)
    groups = (design.primary_keys, design.uniques, design.relationships, design.indexes)
    assert all(follows(design, convention, found) for group in groups for found in group.values())
