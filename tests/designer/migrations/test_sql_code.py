import pytest
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations

from designer.migrations.python_code import Call, Name, source
from designer.migrations.sql_code import condition, execute, expression
from designer.model import literal
from designer.postgres import ScratchDatabase

TEXTS = [
    "plain",
    ":name",
    "a:b:c::d",
    "[[:alpha:]]+ [[:alnum:]_:]",
    ":ab: :ab:c :1 ::x",
    "100% %s %(x)s %%",
    "\\:x \\\\:y \\",
    'it\'s "q" {x} ${y}',
    "12:30:45 :_",
]


def _run(database: ScratchDatabase, code: Call, op: str = "op") -> None:
    engine = sa.create_engine(database.url, poolclass=sa.NullPool)
    with engine.begin() as connection, Operations.context(MigrationContext.configure(connection)):
        from alembic import op as alembic_op

        exec(source(code), {"sa": sa, op: alembic_op})


@pytest.mark.parametrize("text", TEXTS)
def test_statement_runs_as_it_is_written(database: ScratchDatabase, text: str) -> None:
    _run(database, execute(f"CREATE TABLE t AS SELECT {literal(text)} AS said"))

    with database.connect() as connection:
        assert connection.execute("SELECT said FROM t").fetchone() == (text,)


@pytest.mark.parametrize("text", TEXTS)
def test_default_is_the_text_that_is_written(database: ScratchDatabase, text: str) -> None:
    column = Call("sa.Column", ("a", Call("sa.Text")), (("server_default", expression(literal(text))),))
    _run(database, Call("op.create_table", ("t", column)))

    with database.connect() as connection:
        assert connection.execute("INSERT INTO t DEFAULT VALUES RETURNING a").fetchone() == (text,)


@pytest.mark.parametrize("text", TEXTS)
def test_check_compares_with_the_text_that_is_written(database: ScratchDatabase, text: str) -> None:
    check = Call("sa.CheckConstraint", (condition(f"a = {literal(text)}"),))
    _run(database, Call("op.create_table", ("t", Call("sa.Column", ("a", Call("sa.Text"))), check)))

    with database.connect() as connection:
        connection.execute("INSERT INTO t VALUES (%s)", (text,))


def test_text_without_traps_is_a_plain_string() -> None:
    assert source(execute("SELECT 1 %")) == "op.execute('SELECT 1 %')"
    assert source(expression("now()")) == "sa.text('now()')"
    assert condition("a > 0::integer") == "a > 0::integer"


def test_text_with_a_colon_is_no_parameter() -> None:
    assert source(execute("SELECT ':a 1%'")) == "op.execute(sa.DDL(\"SELECT ':a 1%%'\"))"
    assert source(expression("':a'")) == "sa.literal_column(\"':a'\")"


def test_a_name_is_said_as_it_is() -> None:
    assert source(Name("sa.x")) == "sa.x"
