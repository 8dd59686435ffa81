"""What generated Python may import, name and call."""

from designer.codegen.imports import KNOWN

_SQLALCHEMY = frozenset(
    """
    BigInteger Boolean CHAR CheckConstraint Column Computed DDL Date DateTime Double Enum FetchedValue
    ForeignKeyConstraint Identity Index Integer LargeBinary MetaData Numeric PrimaryKeyConstraint REAL Sequence
    SmallInteger String Table Text Time Interval UniqueConstraint Uuid literal_column text func.now
    """.split()
)
_DIALECT = frozenset(
    """
    ARRAY BIT CIDR CITEXT DATEMULTIRANGE DATERANGE DOMAIN ENUM ExcludeConstraint HSTORE INET INT4MULTIRANGE INT4RANGE
    INT8MULTIRANGE INT8RANGE INTERVAL JSON JSONB MACADDR MACADDR8 MONEY NUMMULTIRANGE NUMRANGE OID REGCLASS REGCONFIG
    Range TIME TIMESTAMP TSMULTIRANGE TSQUERY TSRANGE TSTZMULTIRANGE TSTZRANGE TSVECTOR
    """.split()
)
_OPERATIONS = frozenset(
    """
    add_column alter_column create_check_constraint create_exclude_constraint create_foreign_key create_index
    create_primary_key create_table create_table_comment create_unique_constraint drop_column drop_constraint
    drop_index drop_table drop_table_comment execute f rename_table
    """.split()
)
_PLAIN_CALLS = frozenset(
    """
    Decimal Field MutableDict.as_mutable MutableList.as_mutable NamedType PostgresType Relationship quoted_name registry
    """.split()
)

# (module, name in it or None, alias)
IMPORTS = frozenset(
    [(module, name, here if here != (name or module) else None) for here, (module, name) in KNOWN.items()]
    + [("sqlalchemy.dialects", "postgresql", None), ("alembic", "op", None)]
)
CALLS = (
    _PLAIN_CALLS
    | {f"sa.{name}" for name in _SQLALCHEMY}
    | {f"{dialect}.{name}" for name in _DIALECT for dialect in ("pg", "postgresql")}
    | {f"op.{name}" for name in _OPERATIONS}
)
PATHS = CALLS | {"Base.metadata", "dt.date", "dt.datetime", "dt.time", "dt.timedelta"}
NAMES = frozenset(KNOWN) | frozenset("int str bool float bytes list dict".split())
# What the text of a join may call: SQLAlchemy evaluates it.
JOIN_CALLS = frozenset({"and_", "foreign", "remote"})
