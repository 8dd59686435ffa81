"""SQL expressions as the models say them: as PostgreSQL prints them under its default search path, leaving `public`
out, so that `alembic check` finds the same text in the database."""

import re
from functools import lru_cache

from sqlalchemy.sql.compiler import BIND_PARAMS, BIND_PARAMS_ESC

from designer.codegen.syntax import Value, call
from designer.model import quote
from designer.model.names import is_plain

# A literal, a quoted name, a dollar-quoted body or a plain word; what lies between is operators and space.
_TOKEN = re.compile(
    r"""(?P<literal>[eEbBxXnN]?'(?:[^'\\]|''|\\.)*')|(?P<body>\$(\w*)\$.*?\$\3\$)|"(?:[^"]|"")*"|[^\W\d]\w*|.""",
    re.DOTALL,
)
_NAMES_A_RELATION = re.compile(r"""'(?:public|"public")\.((?:[^'\\]|'')+)'(?=::regclass)""")


@lru_cache(maxsize=20_000)
def unqualified(expression: str) -> str:
    """An expression without `public.` before names. A column called public never stands before a dot."""
    if "public" not in expression:
        return expression
    tokens = [found[0] for found in _TOKEN.finditer(_NAMES_A_RELATION.sub(r"'\1'", expression))]
    kept: list[str] = []
    skip = False
    for token, following in zip(tokens, [*tokens[1:], ""], strict=True):
        if skip:
            skip = False
        elif token in {"public", '"public"'} and following == "." and (not kept or kept[-1] != "."):
            skip = True
        else:
            kept.append(token)
    return "".join(kept)


def clause(expression: str) -> Value:
    """An expression of an index, a default or a predicate. `sa.text()` takes `:name` for a parameter, and its escape
    cannot say every text: what it would read something into is a literal column, which is said as it stands."""
    sql = unqualified(expression)
    return call("sa.text" if _is_plain(sql) else "sa.literal_column", sql)


def condition(expression: str) -> Value:
    """The same where a plain string is SQL: checks and computed columns."""
    sql = unqualified(expression)
    return sql if _is_plain(sql) else call("sa.literal_column", sql)


def _is_plain(sql: str) -> bool:
    return not (BIND_PARAMS.search(sql) or BIND_PARAMS_ESC.search(sql))


def name_in_sql(name: str) -> str:
    """A column's name inside an expression."""
    return name if is_plain(name) else quote(name)
