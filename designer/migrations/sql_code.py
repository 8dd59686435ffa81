"""How SQL text is said in a revision, so that neither SQLAlchemy nor the driver reads anything into it."""

from sqlalchemy.sql.compiler import BIND_PARAMS, BIND_PARAMS_ESC

from designer.migrations.python_code import Call, Code, call


def execute(sql: str) -> Call:
    """`op.execute(...)` of a complete statement.

    A plain string becomes text(), which takes `:name` for a parameter. Its backslash escape cannot say every text
    (`[[:alpha:]]` loses its colon but keeps the backslash), DDL() has no parameters: there only % is doubled.
    """
    return call("op.execute", sql if _is_plain(sql) else call("sa.DDL", sql.replace("%", "%%")))


def expression(sql: str) -> Code:
    """An expression for server_default, postgresql_where or an index member."""
    return call("sa.text" if _is_plain(sql) else "sa.literal_column", sql)


def condition(sql: str) -> Code:
    """An expression where a plain string is read as SQL: check constraints, computed columns."""
    return sql if _is_plain(sql) else call("sa.literal_column", sql)


def _is_plain(sql: str) -> bool:
    """Whether text() would run it as it stands."""
    return not (BIND_PARAMS.search(sql) or BIND_PARAMS_ESC.search(sql))
