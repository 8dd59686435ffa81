"""The naming convention of a design's metadata: the patterns that most of its own constraint names follow.

A name that follows its pattern need not be written: `Field(unique=True)` says it all. The patterns are SQLAlchemy's
(MetaData.naming_convention); checks have none, since SQLAlchemy would apply it to explicit names too.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from designer.codegen.order import index_members, key_members, pairs
from designer.model import MAX_NAME_BYTES, Design, Index, PrimaryKey, Relationship, Unique

# For each kind PostgreSQL's or SQLAlchemy's own way first: it is taken where a design says nothing.
_PATTERNS = {
    "pk": ("%(table_name)s_pkey", "pk_%(table_name)s", "PK_%(table_name)s"),
    "uq": ("%(table_name)s_%(column_0_N_name)s_key", "uq_%(table_name)s_%(column_0_N_name)s"),
    "fk": (
        "%(table_name)s_%(column_0_N_name)s_fkey",
        "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "fk_%(table_name)s_%(column_0_N_name)s",
    ),
    "ix": (
        "ix_%(table_name)s_%(column_0_N_name)s",
        "%(table_name)s_%(column_0_N_name)s_idx",
        "idx_%(table_name)s_%(column_0_N_name)s",
        "index_%(table_name)s_on_%(column_0_N_name)s",
    ),
}

type Convention = Mapping[str, str]
type Named = PrimaryKey | Unique | Relationship | Index


def convention_of(design: Design) -> Convention:
    """Kind -> pattern: for each kind the pattern that most names follow."""
    followed: Counter[tuple[str, str]] = Counter()
    for kind, found in _named(design):
        followed.update((kind, pattern) for pattern in _PATTERNS[kind] if found.name == spelled(design, pattern, found))
    return {kind: max(patterns, key=lambda pattern: followed[kind, pattern]) for kind, patterns in _PATTERNS.items()}


def follows(design: Design, convention: Convention, found: Named) -> bool:
    """Whether SQLAlchemy would give a constraint or index the very name it has."""
    return found.name == spelled(design, convention[_kind(found)], found)


def spelled(design: Design, pattern: str, found: Named) -> str | None:
    """The name that a pattern gives; None where it is too long, since SQLAlchemy cuts names in its own way."""
    columns = _columns(design, found)
    if columns is None:
        return None
    name = pattern % {
        "table_name": design.entities[found.entity].name,
        "column_0_N_name": "_".join(columns),
        "referred_table_name": design.entities[found.target].name if isinstance(found, Relationship) else "",
    }
    return name if len(name.encode()) <= MAX_NAME_BYTES else None


def _named(design: Design) -> Iterator[tuple[str, Named]]:
    groups: tuple[Mapping[str, Named], ...] = (
        design.primary_keys,
        design.uniques,
        design.relationships,
        design.indexes,
    )
    return ((_kind(found), found) for group in groups for found in group.values())


def _kind(found: Named) -> str:
    match found:
        case PrimaryKey():
            return "pk"
        case Unique():
            return "uq"
        case Relationship():
            return "fk"
        case Index():
            return "ix"


def _columns(design: Design, found: Named) -> Sequence[str] | None:
    match found:
        case PrimaryKey() | Unique():
            fields: list[str | None] = [each.field for each in key_members(design, found.id) if not each.included]
        case Relationship():
            fields = [each.field for each in pairs(design, found.id)]
        case Index():
            fields = [each.field for each in index_members(design, found.id) if not each.included]
    names = [design.fields[field].name for field in fields if field is not None]
    return names if len(names) == len(fields) else None
