"""No alteration of any attribute of any kind of object is silently nothing."""

from collections.abc import Iterator
from typing import Any

import pytest
from msgspec.structs import fields

from designer.migrations import Unplannable, plan
from designer.model import (
    PUBLIC,
    TABLES,
    AccessPattern,
    Action,
    Area,
    Design,
    Domain,
    Entity,
    Exclusion,
    Generated,
    Identity,
    Index,
    IndexMember,
    KeyMember,
    Note,
    Object,
    RelationshipMember,
    Sequence,
    SequenceOptions,
    SqlKind,
    TypeName,
    Unique,
)
from tests.designer.migrations.designs import altered, bare, column, enum, function, schema
from tests.designs import design_of, field, foreign_key, shop, table

# What the database does not hold: why nothing is to be done.
_IN_THE_DESIGN_ALONE = {
    ("entity", "area"): "where it is drawn",
    ("entity", "x"): "where it is drawn",
    ("entity", "y"): "where it is drawn",
    ("entity", "rows"): "what the team expects",
    ("entity", "shared"): "what the checklist is told",
    ("field", "rank"): "PostgreSQL adds columns at the end and never moves them",
    ("field", "sensitive"): "what response schemas leave out",
    ("index", "rationale"): "why it is there",
    ("relationship", "child_name"): "a name in Python",
    ("relationship", "parent_name"): "a name in Python",
    ("check", "inherited"): "it follows from what the entity inherits",
    ("sql_object", "drop"): "how it will be dropped",
    ("sql_object", "depends_on"): "what comes before it",
    ("sql_object", "verified"): "what a server has said",
}
# Read only beside another attribute: changed together in test_plan_pairs.
_IN_COMPANY = {("entity", "partition_bound"), ("index_member", "expression")}
_NOT_IN_THE_DATABASE = (Area, Note, AccessPattern)

# A value that differs from what an object may hold, by the attribute's name and by its present value.
_OTHER: dict[str, Any] = {
    "type": TypeName("bytea"),
    "default": "NULL",
    "identity": Identity(always=True),
    "generated": Generated("1 + 1"),
    "options": ("fillfactor=55",),
    "expression": "1 = 1",
    "where": "1 = 1",
    "method": "hash",
    "collation": 'pg_catalog."POSIX"',
    "opclass": "text_pattern_ops",
    "operator": "<>",
    "partition_by": "LIST (id)",
    "partition_bound": "DEFAULT",
    "replica_identity": "n",
    "on_delete": Action.SET_DEFAULT,
    "on_update": Action.CASCADE,
    "nulls_first": True,
    "kind": SqlKind.PROCEDURE,
    "create": ("SELECT 2",),
    "storage": "PLAIN",
    "compression": "lz4",
    "statistics": 77,
    "rank": "zz",
    "x": 1.0,
    "y": 1.0,
    "rows": 3,
}
_OF_A_KIND: dict[tuple[str, str], Any] = {
    ("sequence", "type"): "smallint",
    ("sequence", "options"): SequenceOptions(increment=7),
    ("field", "options"): ("n_distinct=9",),
    ("key_member", "rank"): "0",
    ("index_member", "rank"): "0",
    ("relationship_member", "rank"): "0",
    ("enum_value", "rank"): "zz",
}
# What references may point at instead.
_TARGETS = {
    "schema": "other",
    "entity": "product",
    "owner": "customer",
    "target": "product",
    "partition_of": "parent",
    "inherits": ("parent",),
    "field": "purchase.note",
    "target_field": "customer.email",
    "set_fields": ("purchase.customer_id",),
    "owned_by": "purchase.note",
    "key": "spare",
    "index": "ix_spare",
    "relationship": "purchase_spare_fkey",
    "enum": "spare_status",
    "area": "frame",
    "depends_on": ("customer",),
}


def _everything() -> Design:
    return design_of(
        schema("other"),
        Area(id="frame", name="frame", rank="1"),
        *enum("spare_status", "a"),
        *bare("parent", column("parent", "a"), partition_by="RANGE (a)"),
        Domain(id="positive", schema=PUBLIC.id, name="positive", type=TypeName("text")),
        Sequence(id="counter", schema=PUBLIC.id, name="counter"),
        Exclusion(id="apart", entity="purchase", name="apart"),
        IndexMember(id="apart.1", index="apart", rank="1", field="purchase.note", operator="="),
        IndexMember(id="apart.2", index="apart", rank="2", field="purchase.status", operator="="),
        field("purchase", "second", TypeName("uuid"), rank="7"),
        KeyMember(id="customer_email_key.2", key="customer_email_key", field="customer.id", rank="2"),
        IndexMember(id="ix_purchase_customer_id.2", index="ix_purchase_customer_id", rank="2", field="purchase.second"),
        RelationshipMember(
            id="two",
            relationship="purchase_customer_id_fkey",
            rank="2",
            field="purchase.second",
            target_field="customer.created_at",
        ),
        Unique(id="spare", entity="purchase", name="spare"),
        KeyMember(id="spare.1", key="spare", field="purchase.id", rank="1"),
        Index(id="ix_spare", entity="purchase", name="ix_spare"),
        IndexMember(id="ix_spare.1", index="ix_spare", rank="1", field="purchase.id"),
        *foreign_key("purchase", "spare", "customer"),
        *table("lonely"),
        function("f()", "CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1'", "DROP FUNCTION f()"),
        base=shop(),
    )


def _alterations() -> Iterator[tuple[Object, str, Any]]:
    design = _everything()
    for kind in TABLES:
        if kind in _NOT_IN_THE_DATABASE:
            continue
        each = next(iter(getattr(design, TABLES[kind]).values()))
        if kind is Entity:
            each = design.entities["lonely"]
        if kind in (KeyMember, IndexMember, RelationshipMember):
            each = next(e for e in getattr(design, TABLES[kind]).values() if e.rank == "2")
        for attribute in fields(each):
            if attribute.name != "id" and (str(each.__struct_config__.tag), attribute.name) not in _IN_COMPANY:
                yield each, attribute.name, _other(each, attribute.name)


def _other(each: Object, attribute: str) -> Any:
    tag = str(each.__struct_config__.tag)
    value = getattr(each, attribute)
    if (tag, attribute) in _OF_A_KIND:
        return _OF_A_KIND[tag, attribute]
    if attribute in _OTHER:
        return _OTHER[attribute]
    if attribute in _TARGETS:
        return _TARGETS[attribute]
    return (not value) if isinstance(value, bool) else "another"


@pytest.mark.parametrize(
    ("each", "attribute", "other"),
    [pytest.param(*case, id=f"{case[0].__struct_config__.tag}-{case[1]}") for case in _alterations()],
)
def test_every_attribute_is_planned_refused_or_not_in_the_database(each: Object, attribute: str, other: Any) -> None:
    old = _everything()
    new = altered(old, each.id, **{attribute: other})
    assert new != old

    try:
        steps = plan(old, new).upgrade
    except Unplannable:
        return
    tag = str(each.__struct_config__.tag)
    assert bool(steps) is ((tag, attribute) not in _IN_THE_DESIGN_ALONE), f"{tag}.{attribute}"
