"""Designs to draw: a shop in three areas, random ones, and many tables."""

from random import Random

from designer.model import PUBLIC, Action, Area, Design, Entity, EnumType, EnumValue, TypeName, TypeRef
from tests.designs import TEXT, UUID, design_of, field, foreign_key, table

NUMERIC = TypeName("numeric(12,2)")
AREAS = {
    "sales": ("customer", "customer_address", "order", "order_line", "payment"),
    "catalogue": ("category", "product", "product_category", "product_variant", "price"),
    "fulfilment": ("shipment", "shipment_line", "stock_level", "warehouse"),
}


def shop_in_areas() -> Design:
    """14 entities in three areas, with optional and self relationships."""
    objects = [
        *table("customer", field("customer", "email"), field("customer", "phone", rank="6", nullable=True)),
        *table("customer_address", field("customer_address", "line_1"), field("customer_address", "city", rank="6")),
        *foreign_key("customer_address", "customer_id", "customer"),
        *table("order", field("order", "total_amount", NUMERIC), field("order", "note", rank="6", nullable=True)),
        field("order", "status", TypeRef("order_status"), rank="7"),
        *foreign_key("order", "customer_id", "customer", on_delete=Action.RESTRICT),
        *foreign_key("order", "shipping_address_id", "customer_address", nullable=True),
        *table("order_line", field("order_line", "quantity", TypeName("integer"))),
        *foreign_key("order_line", "order_id", "order"),
        *foreign_key("order_line", "variant_id", "product_variant"),
        *table("payment", field("payment", "amount", NUMERIC)),
        *foreign_key("payment", "order_id", "order"),
        *table("category", field("category", "name")),
        *foreign_key("category", "parent_id", "category", nullable=True),
        *table("product", field("product", "name"), field("product", "description", rank="6", nullable=True)),
        *table("product_category"),
        *foreign_key("product_category", "product_id", "product"),
        *foreign_key("product_category", "category_id", "category"),
        *table("product_variant", field("product_variant", "sku")),
        *foreign_key("product_variant", "product_id", "product"),
        *table("price", field("price", "amount", NUMERIC)),
        *foreign_key("price", "variant_id", "product_variant"),
        *table("shipment", field("shipment", "tracking_code", nullable=True)),
        *foreign_key("shipment", "order_id", "order"),
        *foreign_key("shipment", "warehouse_id", "warehouse"),
        *table("shipment_line", field("shipment_line", "quantity", TypeName("integer"))),
        *foreign_key("shipment_line", "shipment_id", "shipment"),
        *foreign_key("shipment_line", "order_line_id", "order_line"),
        *table("stock_level", field("stock_level", "on_hand", TypeName("integer"))),
        *foreign_key("stock_level", "warehouse_id", "warehouse"),
        *foreign_key("stock_level", "variant_id", "product_variant"),
        *table("warehouse", field("warehouse", "code")),
        EnumType(id="order_status", schema=PUBLIC.id, name="order_status"),
        EnumValue(id="order_status.open", enum="order_status", value="open", rank="1"),
        *(Area(id=area, name=area.title(), rank=str(hue), hue=hue) for hue, area in enumerate(AREAS, 1)),
    ]
    homes = {entity: area for area, entities in AREAS.items() for entity in entities}
    return design_of(*(_in_area(each, homes) for each in objects))


def _in_area(thing, homes):
    if not isinstance(thing, Entity):
        return thing
    return Entity(id=thing.id, schema=thing.schema, name=thing.name, area=homes[thing.id])


def many(count: int, *, seed: int = 1) -> Design:
    """`count` entities in groups by name prefix, each but the first of a prefix related to one before it."""
    random = Random(seed)
    words = ("billing", "catalog", "content", "crm", "hr", "inventory", "sales", "support")
    names = [f"{words[index * len(words) // count]}_{index}" for index in range(count)]
    objects = []
    for index, name in enumerate(names):
        fields = [field(name, f"field_{number}", TEXT, rank=f"6{number:02}") for number in range(random.randint(1, 9))]
        objects += table(name, *fields)
        for number in range(random.choice((0, 1, 1, 2))):
            if index:
                parent = names[random.randrange(max(0, index - 12), index)]
                objects += foreign_key(name, f"parent_{number}_id", parent, nullable=random.random() < 0.4)
    return design_of(*objects)


__all__ = ["NUMERIC", "UUID", "many", "shop_in_areas"]
