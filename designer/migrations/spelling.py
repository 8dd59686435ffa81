"""Names and small clauses of SQL, spelled as people write them: quoted only where PostgreSQL needs it."""

from functools import lru_cache

import postgast

from designer.migrations.python_code import Code
from designer.model import Design, Entity, Field, Id, SequenceOptions, literal
from designer.model.names import identifier, is_plain


def qualified(design: Design, schema: Id, name: str) -> str:
    """`schema.name` in SQL, always with the schema: no statement depends on a search_path."""
    return f"{identifier(design.schemas[schema].name)}.{identifier(name)}"


def table_name(design: Design, entity: Id) -> str:
    found = design.entities[entity]
    return qualified(design, found.schema, found.name)


def column_name(design: Design, field: Id) -> str:
    return identifier(design.fields[field].name)


def column_list(design: Design, fields: tuple[Id, ...]) -> str:
    return ", ".join(column_name(design, field) for field in fields)


def schema_argument(design: Design, schema: Id) -> str | None:
    """The `schema=` of an operation: None for public, which is the environment's search path."""
    name = design.schemas[schema].name
    return None if name == "public" else name


def readable(design: Design, entity: Entity) -> str:
    """A table's name in sentences."""
    return design.qualified_name(entity)


def readable_field(design: Design, field: Field) -> str:
    return f"{design.qualified_name(design.entities[field.entity])}.{field.name}"


@lru_cache(maxsize=20_000)
def inlined(expression: str) -> str:
    """An expression fit to stand inside a statement: a trailing comment ends with its line."""
    return f"{expression}\n" if "--" in expression else expression


@lru_cache(maxsize=20_000)
def default_clause(expression: str) -> str:
    """The expression after DEFAULT, in parentheses where the grammar wants them (DEFAULT takes no bare AND, IN, IS)."""
    try:
        postgast.parse(f"CREATE TABLE t (c text DEFAULT {inlined(expression)})")
    except postgast.PgQueryError:
        return f"({inlined(expression)})"
    return inlined(expression)


def option_list(options: tuple[str, ...]) -> str:
    """Storage parameters from pg_class form ("fillfactor=70") to the inside of WITH (...)."""
    return ", ".join(f"{name}={value}" for name, value in option_map(options).items())


def option_map(options: tuple[str, ...]) -> dict[str, Code]:
    """The same parameters as `postgresql_with=`, each value spelled as SQL."""
    return {name: _option_value(value) for name, _, value in (each.partition("=") for each in options)}


def option_names(options: tuple[str, ...]) -> str:
    """The same parameters for RESET (...)."""
    return ", ".join(each.partition("=")[0] for each in options)


def option_changes(before: tuple[str, ...], after: tuple[str, ...]) -> list[str]:
    """RESET (...) and SET (...) that turn one set of parameters into the other."""
    gone, come = (tuple(each for each in one if each not in other) for one, other in ((before, after), (after, before)))
    kept = {each.partition("=")[0] for each in come}
    gone = tuple(each for each in gone if each.partition("=")[0] not in kept)
    return [f"RESET ({option_names(gone)})"] * bool(gone) + [f"SET ({option_list(come)})"] * bool(come)


def _option_value(value: str) -> str:
    return value if is_plain(value) or value.replace(".", "", 1).lstrip("-").isdigit() else literal(value)


def sequence_options(options: SequenceOptions) -> str:
    """The clauses that differ from PostgreSQL's defaults, in the order of its manual."""
    clauses = []
    if options.start is not None:
        clauses.append(f"START WITH {options.start}")
    if options.increment != 1:
        clauses.append(f"INCREMENT BY {options.increment}")
    if options.minimum is not None:
        clauses.append(f"MINVALUE {options.minimum}")
    if options.maximum is not None:
        clauses.append(f"MAXVALUE {options.maximum}")
    if options.cache != 1:
        clauses.append(f"CACHE {options.cache}")
    if options.cycle:
        clauses.append("CYCLE")
    return " ".join(clauses)


_LIMITS = {"smallint": 2**15, "integer": 2**31, "bigint": 2**63}


def sequence_options_in_full(options: SequenceOptions, sequence_type: str) -> list[str]:
    """Every clause, defaults too: for ALTER, which keeps what it is not told. The limits are spelled out, since NO
    MAXVALUE beside a new type gives a descending sequence the limit of an ascending one."""
    limit, ascending = _LIMITS.get(sequence_type, _LIMITS["bigint"]), options.increment > 0
    minimum = options.minimum if options.minimum is not None else (1 if ascending else -limit)
    maximum = options.maximum if options.maximum is not None else (limit - 1 if ascending else -1)
    start = options.start if options.start is not None else (minimum if ascending else maximum)
    return [
        f"INCREMENT BY {options.increment}",
        f"MINVALUE {minimum}",
        f"MAXVALUE {maximum}",
        f"START WITH {start}",
        f"CACHE {options.cache}",
        "CYCLE" if options.cycle else "NO CYCLE",
    ]


def comment_text(text: str) -> str:
    """The literal of COMMENT ... IS; empty text removes the comment."""
    return literal(text) if text else "NULL"
