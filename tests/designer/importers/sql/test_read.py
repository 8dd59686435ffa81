"""SQL scripts on a real server: what comes in, and what the report says of each statement."""

import json

import pytest

from designer.importers import ImportRefused, ImportReport, Verdict, read_sql
from designer.model import Design, SqlKind, encode, problems
from designer.postgres import server
from tests.shared_schemas import FOLDER, NAMES, real_schema


def verdicts(report: ImportReport) -> list[str]:
    return [statement.verdict.value for statement in report.statements]


def names(design: Design) -> list[str]:
    return sorted(design.qualified_name(entity) for entity in design.entities.values())


DUMP = r"""
--
-- PostgreSQL database dump
--

\restrict 9fJ4

SET statement_timeout = 0;
SET client_encoding = 'UTF8';
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET default_table_access_method = heap;

DROP TABLE public.customer;
DROP SCHEMA public;
CREATE SCHEMA public;
ALTER SCHEMA public OWNER TO pg_database_owner;
COMMENT ON SCHEMA public IS 'standard public schema';

CREATE TABLE public.customer (
    id bigint NOT NULL,
    email text NOT NULL
);
ALTER TABLE public.customer OWNER TO app;
COPY public.customer (id, email) FROM stdin;
1	a@example.org
\.
SELECT pg_catalog.setval('public.customer_id_seq', 1, true);
ALTER TABLE ONLY public.customer ADD CONSTRAINT customer_pkey PRIMARY KEY (id);
GRANT SELECT ON TABLE public.customer TO reader;

\unrestrict 9fJ4
"""


def test_a_dump_is_read_as_it_is() -> None:
    design, report = read_sql(DUMP)
    assert names(design) == ["customer"]
    assert report.dropped == report.approximated == 0
    kept = [each.text.split("(")[0].strip() for each in report.statements if each.verdict is Verdict.KEPT]
    assert kept == [
        "CREATE SCHEMA public",
        "COMMENT ON SCHEMA public IS 'standard public schema'",
        "CREATE TABLE public.customer",
        "ALTER TABLE ONLY public.customer ADD CONSTRAINT customer_pkey PRIMARY KEY",
    ]
    assert "not there" in next(each.reason for each in report.statements if each.text.startswith("DROP TABLE"))


def test_statements_have_their_number_and_line() -> None:
    _, report = read_sql("CREATE TABLE a (id int);\n\n-- two\nCREATE TABLE\n  b (id int);")
    assert [(each.number, each.line, each.text) for each in report.statements] == [
        (1, 1, "CREATE TABLE a (id int)"),
        (2, 4, "CREATE TABLE b (id int)"),
    ]


def test_things_may_be_named_before_they_exist() -> None:
    design, report = read_sql(
        "CREATE VIEW v AS SELECT * FROM child; CREATE TABLE child (p int REFERENCES parent, k kind);"
        "CREATE TABLE parent (id int PRIMARY KEY); CREATE TYPE kind AS ENUM ('a');"
    )
    assert verdicts(report) == ["kept"] * 4
    assert len(design.relationships) == 1


def test_a_second_try_runs_under_the_search_path_of_its_place() -> None:
    design, report = read_sql(
        "CREATE SCHEMA a; CREATE SCHEMA b; SET search_path = a; CREATE TABLE child (id int REFERENCES parent);"
        "CREATE TABLE parent (id int PRIMARY KEY); SET search_path = b; CREATE TABLE other (id int);"
    )
    assert report.dropped == 0
    assert names(design) == ["a.child", "a.parent", "b.other"]


def test_a_drop_that_came_too_early_takes_nothing_away_later() -> None:
    design, report = read_sql(
        "DROP TABLE t; ALTER TABLE t DROP CONSTRAINT c; CREATE TABLE t (id int); SELECT nothing();"
    )
    assert names(design) == ["t"]
    assert verdicts(report) == ["ignored", "ignored", "kept", "ignored"]


def test_a_wrong_statement_is_dropped_alone_with_the_words_of_postgresql() -> None:
    design, report = read_sql(
        "CREATE TABLE a (id int); CREATE TABLE b (id nonsense); CREATE TABEL c (id int); CREATE TABLE d (id int);"
    )
    assert names(design) == ["a", "d"]
    assert verdicts(report) == ["kept", "dropped", "dropped", "kept"]
    assert 'type "nonsense" does not exist' in report.statements[1].reason
    assert 'syntax error at or near "TABEL"' in report.statements[2].reason


def test_blocks_run_and_what_they_make_is_there() -> None:
    design, report = read_sql("DO $$ BEGIN EXECUTE 'CREATE TABLE made (id int)'; END $$; CREATE TABLE t (id int)")
    assert names(design) == ["made", "t"]
    assert verdicts(report) == ["ignored", "kept"]


def test_a_block_that_was_to_make_something_and_failed_is_a_loss() -> None:
    _, report = read_sql(
        "CREATE TABLE t (id int); DO $$ BEGIN CREATE TABLE u (id nonsense); END $$; DO $$ BEGIN x; END $$"
    )
    assert verdicts(report) == ["kept", "dropped", "ignored"]


def test_roles_of_policies_come_out_right() -> None:
    design, report = read_sql(
        "CREATE TABLE t (id int); ALTER TABLE t ENABLE ROW LEVEL SECURITY;"
        'CREATE POLICY p ON t TO authenticated, "Service Role" USING (true);'
        "DO $$ BEGIN CREATE POLICY q ON t TO from_a_block USING (true); END $$"
    )
    assert report.dropped == 0
    made = {each.name: each.create[0] for each in design.sql_objects.values() if each.kind is SqlKind.POLICY}
    assert 'TO "Service Role", authenticated' in made["p"]
    assert "TO from_a_block" in made["q"]


def test_what_needs_a_superuser_is_carried_in_order_and_named() -> None:
    design, report = read_sql(
        "CREATE EXTENSION file_fdw; CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;"
        "CREATE FOREIGN TABLE log (line text) SERVER files OPTIONS (filename '/var/log/x');"
        "CREATE VIEW errors AS SELECT * FROM log; CREATE TABLE t (id int);"
    )
    assert verdicts(report) == ["approximated"] * 4 + ["kept"]
    assert report.not_verified == ("extension file_fdw", "foreign table log", "server files", "view errors")
    carried = {each.name: each for each in design.sql_objects.values()}
    assert not any(each.verified for each in carried.values())
    assert carried["errors"].depends_on == (carried["log"].id,)
    assert carried["log"].create[0].startswith("CREATE FOREIGN TABLE public.log ")
    assert carried["log"].drop == ('DROP FOREIGN TABLE "public"."log"',)


def test_a_table_that_needs_a_missing_extension_says_which() -> None:
    _, report = read_sql(
        "CREATE TABLE place (at geometry(Point, 4326)); CREATE EXTENSION postgis; CREATE TABLE t (id int)"
    )
    assert verdicts(report) == ["dropped", "approximated", "kept"]
    assert "Perhaps it needs postgis: set SCRATCH_DATABASE_URL" in report.statements[0].reason


def test_collations_that_this_server_lacks_are_carried_and_what_uses_them_is_kept() -> None:
    own = "CREATE COLLATION nocase (provider = icu, locale = 'und-u-ks-level2', deterministic = false)"
    design, report = read_sql(f'{own}; CREATE TABLE t (a text COLLATE nocase, b text COLLATE "en-US-x-icu")')
    assert verdicts(report)[1] == "kept"
    if verdicts(report)[0] == "approximated":  # a server with ICU runs it
        assert report.not_verified == ("collation en-US-x-icu", "collation nocase")
        assert "deterministic = false" in next(iter(design.sql_objects.values())).create[0]


def test_stand_ins_of_extensions_are_said() -> None:
    _, report = read_sql('CREATE EXTENSION "uuid-ossp"; CREATE TABLE t (id uuid DEFAULT uuid_generate_v4())')
    assert verdicts(report) == ["kept", "kept"]
    assert "stand-in" in report.statements[0].reason or not report.statements[0].reason


def test_rows_of_materialised_views_are_not_computed() -> None:
    design, report = read_sql(
        "CREATE MATERIALIZED VIEW m AS SELECT 1 / 0 AS boom; CREATE TABLE t AS SELECT 1 / 0 AS boom"
    )
    assert verdicts(report) == ["kept", "kept"]
    assert names(design) == ["t"]


def test_progress_goes_from_nothing_to_all() -> None:
    seen: list[tuple[float, str]] = []
    read_sql("CREATE TABLE a (id int); CREATE TABLE b (id nonsense)", progress=lambda *each: seen.append(each))
    fractions = [fraction for fraction, _ in seen]
    assert fractions == sorted(fractions)
    assert (fractions[0], fractions[-1]) == (0.0, 1.0)
    assert all(sentence.endswith(".") for _, sentence in seen)


def test_an_import_that_is_stopped_leaves_nothing_behind() -> None:
    class Stopped(Exception):
        pass

    def stop(fraction: float, sentence: str) -> None:
        if fraction > 0.5:
            raise Stopped

    with pytest.raises(Stopped):
        read_sql("CREATE TABLE a (id int)", progress=stop)


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("", "no SQL statement"),
        ("-- nothing\n\\q\n", "no SQL statement"),
        ("hello world", 'Line 1: PostgreSQL cannot read it: syntax error at or near "hello"'),
        ("SELECT 1", "no table, type or other schema object"),
        ("INSERT INTO t VALUES (1)", "no table, type or other schema object"),
        ("CREATE TABLE t (id nonsense)", 'type "nonsense" does not exist'),
        ('CREATE TABLE "a\nb" (id int)', "U\\+000A"),
        ('CREATE TABLE "a\u202eb" (id int)', "U\\+202E"),
        ('CREATE TABLE t ("a\x1bb" int)', "U\\+001B"),
    ],
)
def test_what_gives_no_design_is_refused_with_the_reason(sql: str, words: str) -> None:
    with pytest.raises(ImportRefused, match=words):
        read_sql(sql)


def test_no_control_character_reaches_the_report() -> None:
    _, report = read_sql("CREATE TABLE t (id int); CREATE TABLE \x1b[31m (id int); SELECT '\x07'::int;")
    assert all(text.isprintable() for each in report.statements for text in (each.text, each.reason))


def test_the_bookkeeping_of_alembic_is_left_out_and_said() -> None:
    design, report = read_sql(
        "CREATE TABLE t (id int PRIMARY KEY);"
        "CREATE TABLE public.alembic_version (version_num character varying(32) NOT NULL);"
        "ALTER TABLE ONLY public.alembic_version ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);"
    )
    assert [entity.name for entity in design.entities.values()] == ["t"]
    assert [statement.verdict for statement in report.statements[1:]] == [Verdict.IGNORED] * 2


def test_the_same_script_gives_the_same_design() -> None:
    first, second = (encode(read_sql(DUMP)[0]) for _ in range(2))
    assert first == second


# file_fdw with its server, table and comment; XML; a function that sets what only a superuser may.
NEEDS_MORE_THAN_THE_EMBEDDED_SERVER = {"postgrest_spec": 6}


@pytest.mark.parametrize("name", NAMES)
def test_real_schemas_come_in_whole(name: str) -> None:
    design, report = read_sql(real_schema(name))
    facts = next(each for each in json.loads((FOLDER / "facts.json").read_text()) if each["name"] == name)
    assert report.dropped == 0
    assert len(design.entities) == facts["tables"]
    assert len(design.fields) == facts["columns"]
    assert problems(design) == ()
    if server().embedded:  # another may lack extensions, or trust an owner with fewer
        carried = NEEDS_MORE_THAN_THE_EMBEDDED_SERVER.get(name, 0)
        assert report.approximated == len(report.not_verified) == carried
