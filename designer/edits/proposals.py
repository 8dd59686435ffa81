"""Names by convention: what a constraint, an index or an attribute is called where nobody has chosen.

Constraints are named as PostgreSQL names them itself (`customer_email_key`), indexes as SQLAlchemy does
(`ix_order_customer_id`). Every proposal is free in its scope and no longer than 63 bytes.
"""

import keyword
import re
import unicodedata
from collections.abc import Collection, Iterable
from hashlib import blake2b
from itertools import chain, count

from designer.model import MAX_NAME_BYTES, Design, Exclusion, Id, Index, PrimaryKey, SqlKind, Unique
from designer.model.inflection import plural, singular

_RELATIONS = frozenset({SqlKind.VIEW, SqlKind.MATERIALIZED_VIEW, SqlKind.FOREIGN_TABLE, SqlKind.COMPOSITE})


def fitted(stem: str, suffix: str = "", number: int = 0) -> str:
    """`stem` + `suffix` (+ `number`) within 63 bytes: a stem that is too long is cut and gets a hash of the whole."""
    tail = suffix + (str(number) if number else "")
    if len((stem + tail).encode()) <= MAX_NAME_BYTES:
        return stem + tail
    digest = "_" + blake2b(stem.encode(), digest_size=3).hexdigest()
    room = MAX_NAME_BYTES - len((digest + tail).encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip("_") + digest + tail


def free(stem: str, suffix: str, taken: Collection[str]) -> str:
    """The first of `stem_suffix`, `stem_suffix1`, ... that is not taken: PostgreSQL's own way to choose."""
    return next(name for number in count() if (name := fitted(stem, suffix, number)) not in taken)


def taken_relations(design: Design, schema: Id) -> set[str]:
    """Names in pg_class for a schema: tables, views, sequences and every index, those of keys included."""
    indexed = chain[PrimaryKey | Unique | Exclusion | Index](
        design.primary_keys.values(), design.uniques.values(), design.exclusions.values(), design.indexes.values()
    )
    return {
        *(each.name for each in design.entities.values() if each.schema == schema),
        *(each.name for each in design.sequences.values() if each.schema == schema),
        *(each.name for each in design.sql_objects.values() if each.schema == schema and each.kind in _RELATIONS),
        *(each.name for each in indexed if design.entities[each.entity].schema == schema),
        *(
            field.identity.sequence
            for field in design.fields.values()
            if field.identity and field.identity.sequence and design.entities[field.entity].schema == schema
        ),
    }


def taken_constraints(design: Design, owner: Id) -> set[str]:
    """Names in pg_constraint for an entity or domain."""
    key = design.primary_key_of(owner)
    return {
        *((key.name,) if key else ()),
        *(each.name for each in design.uniques_of(owner)),
        *(each.name for each in design.exclusions_of(owner)),
        *(each.name for each in design.checks_of(owner)),
        *(each.name for each in design.relationships_of(owner)),
        *(field.not_null_name for field in design.fields_of(owner) if field.not_null_name),
    }


def taken_tables(design: Design, schema: Id) -> set[str]:
    """Names that a new table cannot have: those in pg_class, and types, because a table brings a row type."""
    return {
        *taken_relations(design, schema),
        *(each.name for each in design.enum_types.values() if each.schema == schema),
        *(each.name for each in design.domains.values() if each.schema == schema),
    }


def _taken(design: Design, entity: Id) -> set[str]:
    return taken_relations(design, design.entities[entity].schema) | taken_constraints(design, entity)


def _stem(design: Design, entity: Id, fields: Iterable[str]) -> str:
    return "_".join((design.entities[entity].name, *fields))


def primary_key_name(design: Design, entity: Id) -> str:
    return free(_stem(design, entity, ()), "_pkey", _taken(design, entity))


def unique_name(design: Design, entity: Id, fields: Iterable[str]) -> str:
    """fields: their names, in order."""
    return free(_stem(design, entity, fields), "_key", _taken(design, entity))


def check_name(design: Design, owner: Id, fields: Iterable[str] = ()) -> str:
    """owner: an Entity or a Domain. One field gives `<table>_<field>_check`, none or several `<table>_check`."""
    named = tuple(fields)
    found = design.entities.get(owner) or design.domains[owner]
    stem = "_".join((found.name, *(named if len(named) == 1 else ())))
    return free(stem, "_check", taken_constraints(design, owner))


def exclusion_name(design: Design, entity: Id, fields: Iterable[str]) -> str:
    return free(_stem(design, entity, fields), "_excl", _taken(design, entity))


def foreign_key_name(design: Design, entity: Id, fields: Iterable[str]) -> str:
    return free(_stem(design, entity, fields), "_fkey", taken_constraints(design, entity))


def index_name(design: Design, entity: Id, fields: Iterable[str]) -> str:
    """fields: names of the members; an expression is called "expr", as PostgreSQL does."""
    stem = "_".join(("ix", design.entities[entity].name, *fields))
    return free(stem, "", taken_relations(design, design.entities[entity].schema))


# --- attributes by which the two sides of a relationship reach each other ---------------------------------------------

# Attributes that SQLAlchemy's declarative base and pydantic keep for themselves.
_RESERVED_ATTRIBUTES = frozenset({"metadata", "registry", "cls", "self"})
_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_]*\Z")
_NO_IDENTIFIER = re.compile(r"[^A-Za-z0-9]+")


def attribute_fault(name: str) -> str | None:
    """Why `name` cannot be an attribute of a model class, as a sentence for the user; None if it can."""
    if not _IDENTIFIER.match(name):
        return (
            f"{name!r} becomes an attribute in Python: use the letters a to z, digits and _, and begin with a letter."
        )
    if keyword.iskeyword(name):
        return f"{name} is a word of Python's: choose another name."
    if name in _RESERVED_ATTRIBUTES or name.startswith("model_"):
        return f"{name} is reserved in SQLModel classes: choose another name."
    return None


def attribute_name(text: str) -> str:
    """The nearest name that can be an attribute of a model class."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss")).encode("ascii", "ignore").decode()
    name = _NO_IDENTIFIER.sub("_", plain).strip("_") or "related"
    if name[0].isdigit():
        name = f"n{name}"
    if attribute_fault(name) is None:
        return name
    return f"the_{name}" if name.startswith("model_") else f"{name}_"


def taken_attributes(design: Design, entity: Id, *, besides: Id | None = None) -> set[str]:
    """Attributes that an entity's class has already: fields and navigation, without those of relationship `besides`."""
    return {
        *(attribute_name(field.name) for field in design.fields_of(entity)),
        *(each.child_name for each in design.relationships_of(entity) if each.id != besides),
        *(each.parent_name for each in design.relationships_to(entity) if each.id != besides),
    }


def role_of(field: str, target_field: str, parent: str) -> str:
    """What a foreign-key field calls the parent: `billing_customer_id` -> `billing_customer`; the parent's own name
    where the field does not tell."""
    for suffix in (f"_{target_field}", "_id", "_uuid", "_key", "_fk", "_ref"):
        if field.endswith(suffix) and len(field) > len(suffix):
            return field.removesuffix(suffix)
    return singular(parent)


def navigation_names(
    design: Design,
    child: Id,
    parent: Id,
    role: str,
    *,
    one: bool,
    besides: Id | None = None,
    fields: Iterable[str] = (),
) -> tuple[str, str]:
    """(child_name, parent_name): `customer` on the child, `orders` on the parent.

    role: what the child calls the parent (`role_of`). one: whether the parent has one child at most. besides: the
    relationship that the names are for, where it exists already. fields: those that the child is about to get.
    Free among the attributes of both classes.
    """
    parents, children = singular(design.entities[parent].name), design.entities[child].name
    on_child = taken_attributes(design, child, besides=besides) | set(map(attribute_name, fields))
    child_name = _first_free((role, f"{role}_{parents}"), on_child)
    on_parent = taken_attributes(design, parent, besides=besides)
    kin = singular(children) if one else plural(children)
    wishes = [kin, f"{role.removesuffix(parents).strip('_') or role}_{kin}"]
    if child == parent:
        on_parent |= {*on_child, child_name}
        wishes = ["child" if one else "children", *wishes] if role == "parent" else wishes
    return child_name, _first_free(wishes, on_parent)


def _first_free(wishes: Iterable[str], taken: Collection[str]) -> str:
    names = [attribute_name(wish) for wish in wishes]
    numbered = (f"{names[-1]}_{number}" for number in count(2))
    return next(name for name in chain(names, numbered) if name not in taken)
