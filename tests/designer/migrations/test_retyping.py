import pytest
from sqlalchemy.exc import DataError

from designer.migrations import Cost, plan
from designer.migrations.retyping import is_free, is_lossy
from designer.model import TypeName, TypeRef
from designer.postgres import ScratchDatabase
from tests.designer.migrations.designs import altered, bare, column
from tests.designer.migrations.running import built, migrate
from tests.designs import TEXT, design_of

FREE = [
    ("character varying(20)", "character varying(50)"),
    ("character varying(20)", "text"),
    ("text", "character varying"),
    ("numeric(10,2)", "numeric(12,2)"),
    ("numeric(10,2)", "numeric"),
    ("timestamp(3) with time zone", "timestamp with time zone"),
    ("timestamp(3) without time zone", "timestamp(6) without time zone"),
    ("cidr", "inet"),
]
COSTLY = [
    ("integer", "bigint"),
    ("bigint", "integer"),
    ("character varying(50)", "character varying(20)"),
    ("text", "character varying(20)"),
    ("numeric", "numeric(12,2)"),
    ("numeric(10,2)", "numeric(12,3)"),
    ("timestamp with time zone", "timestamp(3) with time zone"),
    ("json", "jsonb"),
    ("character(3)", "text"),
    ("text", "integer"),
    ("text", "uuid"),
]


def _relation(database: ScratchDatabase) -> object:
    with database.connect() as connection:
        return connection.execute("SELECT pg_relation_filenode('t')").fetchone()


@pytest.mark.parametrize(("old", "new", "free"), [(*pair, True) for pair in FREE] + [(*pair, False) for pair in COSTLY])
def test_rows_are_rewritten_exactly_where_it_is_said(database: ScratchDatabase, old: str, new: str, free: bool) -> None:
    before = design_of(*bare("t", column("t", "a", TypeName(old))))
    after = altered(before, "t.a", type=TypeName(new))
    planned = plan(before, after)
    built(database, before)
    rows = _relation(database)

    migrate(database, planned)

    assert is_free(TypeName(old), TypeName(new)) is free
    (step,) = planned.upgrade
    assert step.hazard is not None
    assert (step.hazard.cost is Cost.INSTANT) is free
    assert (_relation(database) == rows) is free


def test_text_that_is_too_long_is_refused_and_not_cut(database: ScratchDatabase) -> None:
    before = design_of(*bare("t", column("t", "a", TEXT)))
    built(database, before)
    with database.connect() as connection:
        connection.execute("INSERT INTO t VALUES ('too long')")

    with pytest.raises(DataError, match="too long for type"):
        migrate(database, plan(before, altered(before, "t.a", type=TypeName("character varying(3)"))))


@pytest.mark.parametrize(
    ("old", "new", "lossy"),
    [
        ("numeric(10,2)", "numeric(10,1)", True),
        ("numeric", "numeric(10,1)", True),
        ("numeric(10,2)", "numeric(5,2)", False),
        ("numeric(10,2)", "integer", True),
        ("double precision", "real", True),
        ("real", "double precision", False),
        ("numeric", "double precision", True),
        ("timestamp with time zone", "timestamp(0) with time zone", True),
        ("timestamp(0) with time zone", "timestamp with time zone", False),
        ("timestamp without time zone", "date", True),
        ("integer", "smallint", False),
        ("text", "integer", False),
    ],
)
def test_what_rounds_needs_consent(old: str, new: str, lossy: bool) -> None:
    before = design_of(*bare("t", column("t", "a", TypeName(old))))

    (step,) = plan(before, altered(before, "t.a", type=TypeName(new))).upgrade

    assert is_lossy(TypeName(old), TypeName(new)) is lossy
    assert step.loses_data is lossy
    assert step.reversible is not lossy


def test_types_of_the_design_are_neither_free_nor_lossy() -> None:
    assert not is_free(TypeRef("d"), TEXT)
    assert not is_lossy(TEXT, TypeRef("d"))
