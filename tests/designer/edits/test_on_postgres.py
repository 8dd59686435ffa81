"""What intents make runs: a real PostgreSQL executes it, before and after renames."""

from designer.edits import (
    Cardinality,
    Part,
    alter_entity,
    alter_enum,
    alter_field,
    alter_relationship,
    alter_schema,
    delete,
    new_check,
    new_domain,
    new_entity,
    new_enum,
    new_exclusion,
    new_field,
    new_index,
    new_relationship,
    new_schema,
    new_sequence,
    new_sql_object,
    new_unique,
    rename_enum_value,
    set_conventions,
    subject,
)
from designer.importers.sql import read_sql
from designer.model import EMPTY, Design, Id, KeyStyle, UpdatedAt
from designer.proof import prove
from tests.designer.edits.steps import done, field
from tests.shared_schemas import real_schema


class _Drawing:
    """A design in the making: each intent gets its newest state."""

    def __init__(self, design: Design = EMPTY) -> None:
        self.design = design

    def __call__(self, intent, *args, **kwargs) -> Id:
        changes = intent(self.design, *args, **kwargs)
        self.design = done(self.design, changes)
        try:
            return subject(changes)
        except LookupError:
            return ""

    def field(self, path: str) -> Id:
        return field(self.design, path).id


def _drawn() -> _Drawing:
    """Nearly everything that intents can make."""
    to = _Drawing()
    to(set_conventions, updated_at=UpdatedAt.TRIGGER, soft_delete=True)
    sales = to(new_schema, "sales")
    customer = to(new_entity, "customer")
    to(new_field, customer, "email", "varchar(320)", required=True, unique=True)
    to(new_field, customer, "email_lower", "text", generated="lower(email)")
    order = to(new_entity, "order", schema=sales, key=KeyStyle.BIGINT)
    to(new_enum, "status", ["open", "it's paid"], schema=sales)
    to(new_field, order, "status", "sales.status", required=True, default="'open'")
    to(new_field, order, "tags", "text[]", required=True, default="'{}'")
    percent = to(new_domain, "percent", "numeric(5,2)", check="VALUE BETWEEN 0 AND 100")
    to(new_field, order, "discount", "percent", default="0")
    to(new_sequence, "number", schema=sales)
    to(new_field, order, "number", "bigint", required=True, default="nextval('sales.number'::regclass)")
    to(new_field, order, "during", "tstzrange")
    to(new_check, order, "discount < 50 OR status <> 'open'")
    to(new_check, percent, "VALUE <> 13")
    to(new_relationship, customer, order)
    to(new_relationship, customer, order, required=False, field_names=["billing_customer_id"])
    to(new_relationship, order, order, required=False)
    profile = to(new_entity, "profile", key=None)
    to(new_relationship, customer, profile, Cardinality.ONE_TO_ONE)
    to(new_relationship, customer, order, Cardinality.MANY_TO_MANY, link="favourite")
    to(new_relationship, customer, customer, Cardinality.MANY_TO_MANY)
    to(new_unique, order, [to.field("order.number"), to.field("order.status")], nulls_distinct=False)
    to(new_index, order, [Part(expression="upper(tags[1])", descending=True)], where="status = 'open'", unique=True)
    to(new_index, order, [to.field("order.tags")], method="gin")
    to(new_exclusion, order, [Part(field=to.field("order.during"), operator="&&")], where="status = 'open'")
    to(
        new_sql_object,
        'CREATE VIEW sales.open AS SELECT o.number, c.email, status FROM sales."order" o'
        " JOIN customer c ON c.id = o.customer_id WHERE status = 'open'",
    )
    to(new_sql_object, "CREATE POLICY own ON customer USING (email = CURRENT_USER AND deleted_at IS NULL)")
    to(
        new_sql_object,
        "CREATE FUNCTION sales.total(s sales.status) RETURNS bigint LANGUAGE sql"
        ' BEGIN ATOMIC SELECT count(*) FROM sales."order" WHERE status = s; END',
    )
    return to


def _renamed(to: _Drawing) -> None:
    """Every name of the drawing changed, hostile ones among them."""
    ids = {each.name: each.id for each in to.design.entities.values()}
    status = next(iter(to.design.enum_types.values())).id
    to(rename_enum_value, next(each.id for each in to.design.values_of(status) if each.value == "open"), "o\"p'en")
    to(alter_enum, status, name="Select")
    to(alter_field, to.field("order.status"), name="stätus")
    to(alter_field, to.field("order.tags"), name="user")
    to(alter_field, to.field("order.discount"), name="dis count")
    to(alter_field, to.field("order.number"), name="x" * 63)
    to(alter_field, to.field("customer.email"), name="mail")
    to(alter_field, to.field("customer.deleted_at"), name="gone_at")
    to(alter_entity, ids["customer"], name='cli"ent')
    to(alter_entity, ids["order"], name="purchase")
    to(alter_schema, next(each.id for each in to.design.schemas.values() if each.name == "sales"), name="Trade")


def _proven(design: Design) -> None:
    report = prove(design)
    assert report.proven, (report.logs, report.differences, report.drift_details, report.leftovers)


def test_what_is_drawn_is_proven() -> None:
    _proven(_drawn().design)


def test_what_is_renamed_is_proven() -> None:
    to = _drawn()
    _renamed(to)
    assert "email" not in " ".join(each.create[0] for each in to.design.sql_objects.values()).replace("AS email", "")
    _proven(to.design)


def test_what_is_left_after_deletions_is_proven() -> None:
    to = _drawn()
    to(alter_field, to.field("customer.id"), type="bigint", default="", identity=True)
    profile = next(each.id for each in to.design.entities.values() if each.name == "profile")
    (relationship,) = to.design.relationships_of(profile)
    to(alter_relationship, relationship.id, cardinality=Cardinality.ONE_TO_MANY)
    to(delete, to.field("order.status"))
    to(delete, next(each.id for each in to.design.entities.values() if each.name == "favourite"))
    _proven(to.design)


def test_a_real_schema_with_every_name_changed_is_proven() -> None:
    design, _ = read_sql(real_schema("tbls_testdb"))
    to = _Drawing(design)
    for id in design.fields:
        if not design.fields[id].inherited:
            to(alter_field, id, name=f"{design.fields[id].name} é")
    for id in design.entities:
        to(alter_entity, id, name=f"{design.entities[id].name}'s")
    for id in design.enum_types:
        to(alter_enum, id, name=f'{design.enum_types[id].name}"')
    assert len(to.design.fields) == len(design.fields)
    _proven(to.design)
