"""Designs with what shops do not have: tenants, circles, trees, names that mean something in Python."""

from designer.model import (
    PUBLIC,
    Action,
    Design,
    Entity,
    Field,
    KeyMember,
    Object,
    PrimaryKey,
    Relationship,
    RelationshipMember,
    TypeName,
    Unique,
)
from tests.designs import TEXT, UUID, design_of, field, foreign_key, table

INTEGER = TypeName("integer")


def one_table(*fields: Field, name: str = "thing") -> Design:
    """An entity `thing` with an integer key `id` and these fields."""
    return design_of(*plain_table(name, *fields))


def plain_table(name: str, *fields: Field, key: tuple[str, ...] = ("id",)) -> tuple[Object, ...]:
    """An entity without timestamps; `id` is an integer field of it where it is in the key and not given."""
    own = list(fields)
    if "id" in key and not any(each.name == "id" for each in fields):
        own.insert(0, field(name, "id", INTEGER, rank="0"))
    return (
        Entity(id=name, schema=PUBLIC.id, name=name),
        *own,
        *((PrimaryKey(id=f"{name}_pkey", entity=name, name=f"{name}_pkey"),) if key else ()),
        *(
            KeyMember(id=f"{name}_pkey.{rank}", key=f"{name}_pkey", field=f"{name}.{part}", rank=str(rank))
            for rank, part in enumerate(key, 1)
        ),
    )


def reference(name: str, child: str, parent: str, *pairs: tuple[str, str], **rest: object) -> tuple[Object, ...]:
    """A relationship over fields that exist already."""
    return (
        Relationship(id=name, entity=child, target=parent, name=name, **{"on_delete": Action.CASCADE, **rest}),
        *(
            RelationshipMember(
                id=f"{name}.{rank}",
                relationship=name,
                field=f"{child}.{held}",
                target_field=f"{parent}.{wanted}",
                rank=str(rank),
            )
            for rank, (held, wanted) in enumerate(pairs, 1)
        ),
    )


def tenants() -> Design:
    """Keys that begin with the tenant: composite foreign keys that share a field, one of them to the table itself,
    another that closes a circle."""
    return design_of(
        *plain_table("tenant", field("tenant", "name")),
        *plain_table(
            "member",
            field("member", "tenant_id", INTEGER, rank="1"),
            field("member", "id", INTEGER, rank="2"),
            field("member", "manager_id", INTEGER, rank="6", nullable=True),
            field("member", "team_id", INTEGER, rank="7", nullable=True),
            key=("tenant_id", "id"),
        ),
        *plain_table(
            "team",
            field("team", "tenant_id", INTEGER, rank="1"),
            field("team", "id", INTEGER, rank="2"),
            field("team", "owner_id", INTEGER, rank="6"),
            key=("tenant_id", "id"),
        ),
        *reference("member_tenant", "member", "tenant", ("tenant_id", "id")),
        *reference("team_tenant", "team", "tenant", ("tenant_id", "id")),
        *reference(
            "member_manager",
            "member",
            "member",
            ("tenant_id", "tenant_id"),
            ("manager_id", "id"),
            on_delete=Action.SET_NULL,
            set_fields=("member.manager_id",),
        ),
        *reference(
            "member_team",
            "member",
            "team",
            ("tenant_id", "tenant_id"),
            ("team_id", "id"),
            on_delete=Action.SET_NULL,
            set_fields=("member.team_id",),
        ),
        *reference(
            "team_owner",
            "team",
            "member",
            ("tenant_id", "tenant_id"),
            ("owner_id", "id"),
            on_delete=Action.RESTRICT,
        ),
    )


def letters() -> Design:
    """Two relationships between the same two entities, a tree, and one to one."""
    return design_of(
        *table("person", field("person", "name")),
        *foreign_key("person", "parent_id", "person", nullable=True, on_delete=Action.SET_NULL),
        *table("letter", field("letter", "body", TEXT)),
        *foreign_key("letter", "sender_id", "person"),
        *foreign_key("letter", "recipient_id", "person", on_delete=Action.RESTRICT),
        *table("passport"),
        *foreign_key("passport", "person_id", "person"),
        Unique(id="passport_person_id_key", entity="passport", name="passport_person_id_key"),
        KeyMember(id="passport_person.1", key="passport_person_id_key", field="passport.person_id", rank="1"),
    )


__all__ = ["INTEGER", "UUID", "letters", "one_table", "plain_table", "reference", "tenants"]
