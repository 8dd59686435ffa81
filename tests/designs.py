"""Designs to test with, built from values alone."""

from designer.model import (
    EMPTY,
    PUBLIC,
    TABLES,
    Action,
    Check,
    Design,
    Entity,
    EnumType,
    EnumValue,
    Field,
    Index,
    IndexMember,
    KeyMember,
    Object,
    PrimaryKey,
    Relationship,
    RelationshipMember,
    TypeName,
    TypeRef,
    Unique,
)

UUID = TypeName("uuid")
TEXT = TypeName("text")
TIMESTAMPTZ = TypeName("timestamp with time zone")


def design_of(*objects: Object, base: Design = EMPTY) -> Design:
    """`base` with these objects added."""
    tables = {attribute: dict(getattr(base, attribute)) for attribute in TABLES.values()}
    for each in objects:
        tables[TABLES[type(each)]][each.id] = each
    return Design(conventions=base.conventions, **tables)


def table(name: str, *fields: Field, description: str = "") -> tuple[Object, ...]:
    """An entity `name` (its id) with a uuid key `id`, the fields given, and timestamps."""
    own = [
        Field(
            id=f"{name}.id", entity=name, name="id", rank="1", type=UUID, nullable=False, default="gen_random_uuid()"
        ),
        *fields,
        *(
            Field(
                id=f"{name}.{at}",
                entity=name,
                name=at,
                rank=rank,
                type=TIMESTAMPTZ,
                nullable=False,
                default="now()",
            )
            for at, rank in (("created_at", "y1"), ("updated_at", "y2"))
        ),
    ]
    return (
        Entity(id=name, schema=PUBLIC.id, name=name, description=description),
        *own,
        PrimaryKey(id=f"{name}_pkey", entity=name, name=f"{name}_pkey"),
        KeyMember(id=f"{name}_pkey.1", key=f"{name}_pkey", field=f"{name}.id", rank="1"),
    )


def field(entity: str, name: str, type: TypeName | TypeRef = TEXT, **rest: object) -> Field:
    """A required field `entity.name`, ranked by `rank` ("5" unless told)."""
    return Field(id=f"{entity}.{name}", entity=entity, name=name, type=type, **{"rank": "5", "nullable": False, **rest})


def foreign_key(child: str, name: str, parent: str, **rest: object) -> tuple[Object, ...]:
    """A relationship `child.name` -> `parent.id` with its field and its index."""
    given = {"on_delete": Action.CASCADE, "on_update": Action.NO_ACTION, **rest}
    nullable = bool(given.pop("nullable", False))
    id = f"{child}_{name}_fkey"
    return (
        field(child, name, UUID, rank="4", nullable=nullable),
        Relationship(id=id, entity=child, target=parent, name=id, **given),
        RelationshipMember(
            id=f"{id}.1", relationship=id, field=f"{child}.{name}", target_field=f"{parent}.id", rank="1"
        ),
        Index(id=f"ix_{child}_{name}", entity=child, name=f"ix_{child}_{name}", rationale="Joins and cascades."),
        IndexMember(id=f"ix_{child}_{name}.1", index=f"ix_{child}_{name}", field=f"{child}.{name}", rank="1"),
    )


def shop() -> Design:
    """Customers, their orders with a status, the lines of an order, and products: 1:n, n:m with attributes, an enum,
    a check, a unique key."""
    return design_of(
        EnumType(id="order_status", schema=PUBLIC.id, name="order_status"),
        *(
            EnumValue(id=f"order_status.{value}", enum="order_status", value=value, rank=str(rank))
            for rank, value in enumerate(("pending", "paid", "shipped"), 1)
        ),
        *table("customer", field("customer", "email", description="Where receipts go."), description="Who buys."),
        Unique(id="customer_email_key", entity="customer", name="customer_email_key"),
        KeyMember(id="customer_email_key.1", key="customer_email_key", field="customer.email", rank="1"),
        *table("product", field("product", "name"), field("product", "price", TypeName("numeric(12,2)"), rank="6")),
        Check(id="product_price_check", owner="product", name="product_price_check", expression="price >= 0"),
        *table(
            "purchase",
            field("purchase", "status", TypeRef("order_status"), default="'pending'::public.order_status"),
            field("purchase", "note", rank="6", nullable=True),
        ),
        *foreign_key("purchase", "customer_id", "customer", on_delete=Action.RESTRICT),
        *table("purchase_line", field("purchase_line", "quantity", TypeName("integer"))),
        *foreign_key("purchase_line", "purchase_id", "purchase"),
        *foreign_key("purchase_line", "product_id", "product", on_delete=Action.RESTRICT),
    )
