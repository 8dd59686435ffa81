from pathlib import Path

import pytest

from designer.importers import read_sql
from designer.model import PUBLIC, Check, SqlKind, SqlObject, TypeName
from designer.postgres import Limits, server
from designer.proof import Difference, prove
from tests.designer.catalog.everything import SQL_OBJECTS, TABLES
from tests.designs import design_of, field, shop, table
from tests.shared_schemas import real_schema


def test_a_design_is_proven() -> None:
    report = prove(shop())
    assert report.logs == {}
    assert report.differences == ()
    assert report.drift_details == ()
    assert report.proven
    assert report.server_version == server().version
    assert set(report.seconds) == {
        "bundle",
        "prepare",
        "import_models",
        "upgrade",
        "compare",
        "check",
        "downgrade",
        "reupgrade",
        "total",
    }


def test_a_real_schema_is_proven() -> None:
    design, _ = read_sql(real_schema("chinook"))
    report = prove(design)
    assert (report.logs, report.differences, report.drift) == ({}, (), 0)
    assert report.proven


def test_all_that_postgresql_has_is_proven() -> None:
    if server().version < 180000:
        pytest.skip("some of it came with PostgreSQL 18")
    design, imported = read_sql(SQL_OBJECTS + TABLES)
    assert imported.losses == ()
    report = prove(design)
    assert (report.logs, report.differences, report.drift_details) == ({}, (), ())
    assert report.proven


def view(name: str, *create: str, drop: tuple[str, ...], **rest: object) -> SqlObject:
    return SqlObject(id=name, kind=SqlKind.VIEW, name=name, schema=PUBLIC.id, create=create, drop=drop, **rest)


def test_a_database_that_refuses_fails_the_upgrade() -> None:
    wrong = Check(id="c", owner="product", name="wrong", expression="no_such_function(price)")
    report = prove(design_of(wrong, base=shop()))
    assert report.models_import
    assert not report.upgrade
    assert "no_such_function" in report.logs["upgrade"]
    assert (report.catalog_equal, report.drift, report.proven) == (False, None, False)


def test_a_database_that_differs_is_told_object_by_object() -> None:
    liar = view("said", "CREATE VIEW public.done AS SELECT 1 AS one", drop=("DROP VIEW public.done",))
    report = prove(design_of(liar, base=shop()))
    assert report.upgrade
    assert not report.catalog_equal
    assert report.differences == (
        Difference(object="view public.done", found="there"),
        Difference(object="view public.said", expected="there"),
    )
    assert not report.proven


def test_what_a_downgrade_leaves_is_told() -> None:
    stays = view("stays", "CREATE OR REPLACE VIEW public.stays AS\n SELECT 1 AS one", drop=("SELECT 1",))
    report = prove(design_of(stays, base=shop()))
    assert not report.downgrade_clean
    assert report.leftovers == ("view public.stays",)
    assert report.reupgrade
    assert not report.proven


def test_a_downgrade_that_fails_is_told() -> None:
    stuck = view("v", "CREATE VIEW public.v AS\n SELECT 1 AS one", drop=("DROP VIEW public.w",))
    report = prove(design_of(stuck, base=shop()))
    assert (report.catalog_equal, report.drift) == (True, 0)
    assert not report.downgrade_clean
    assert '"public.w"' in report.logs["downgrade"].replace("view ", "").replace('"w"', '"public.w"')


def test_what_no_server_here_can_make_is_named_and_left_out() -> None:
    design = design_of(
        SqlObject(
            id="x",
            kind=SqlKind.EXTENSION,
            name="nowhere",
            create=("CREATE EXTENSION nowhere",),
            drop=("DROP EXTENSION nowhere",),
            verified=False,
        ),
        view("v", "CREATE VIEW public.v AS SELECT nowhere()", drop=("DROP VIEW public.v",), depends_on=("x",)),
        base=shop(),
    )
    report = prove(design)
    assert report.not_verified == ("extension nowhere", "view v")
    assert (report.upgrade, report.catalog_equal, report.reupgrade) == (True, True, True)
    assert not report.proven


def test_expressions_of_ones_own_spelling_are_proven() -> None:
    design = design_of(
        *table(
            "wine",
            field("wine", "price", TypeName("numeric(8,2)"), default="10"),
            field("wine", "colour", default="lower('RED')", rank="6"),
            field("wine", "doubled", TypeName("numeric"), rank="7"),
        ),
        Check(id="c", owner="wine", name="sane", expression="price>0 and colour in ('red','white')"),
    )
    report = prove(design)
    assert report.differences == ()
    assert report.proven


def test_sql_that_never_ends_is_cut_off() -> None:
    slow = view("v", "SELECT pg_sleep(600)", "CREATE VIEW public.v AS SELECT 1", drop=("DROP VIEW public.v",))
    report = prove(design_of(slow, base=shop()), limits=Limits(seconds=12, statement_seconds=2))
    assert not report.upgrade
    assert report.logs["upgrade"]


def test_progress_goes_up_and_says_what_is_done() -> None:
    said: list[tuple[float, str]] = []
    prove(shop(), progress=lambda fraction, sentence: said.append((fraction, sentence)))
    fractions = [fraction for fraction, _ in said]
    assert fractions == sorted(fractions)
    assert (fractions[0], fractions[-1]) == (0.0, 1.0)
    assert all(sentence.endswith(".") for _, sentence in said)


class Cancelled(Exception):
    pass


def test_a_cancelled_proof_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = scratch_databases()
    meanwhile: set[str] = set()

    def cancel(fraction: float, _: str) -> None:
        if fraction > 0.5:
            meanwhile.update(scratch_databases() - before)
            raise Cancelled

    with pytest.raises(Cancelled):
        prove(shop(), progress=cancel)
    assert list(tmp_path.iterdir()) == []
    assert meanwhile - scratch_databases(), "ours is gone; those of other processes come and go"


def scratch_databases() -> set[str]:
    with server().connect() as connection:
        return {name for (name,) in connection.execute("SELECT datname FROM pg_database WHERE datname LIKE 'scratch%'")}
