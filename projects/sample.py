"""The sample project: a small shop, built by the same edits as a person makes."""

from collections.abc import Iterator

from django.contrib.auth.models import User

from designer import edits
from designer.edits import Cardinality
from designer.model import Action, Design, Entity, Id
from projects import journal
from projects.journal import Build
from projects.models import Project

# entity -> (description, fields as (name, type, required, default, unique, sensitive))
_ENTITIES: dict[str, tuple[str, tuple[tuple[str, str, bool, str, bool, bool], ...]]] = {
    "customer": (
        "Somebody who buys.",
        (
            ("email", "varchar(320)", True, "", True, True),
            ("full_name", "varchar(200)", True, "", False, True),
            ("phone", "varchar(40)", False, "", False, True),
        ),
    ),
    "product": (
        "Something that is sold.",
        (
            ("sku", "varchar(40)", True, "", True, False),
            ("name", "varchar(200)", True, "", False, False),
            ("price", "numeric(12,2)", True, "", False, False),
            ("description", "text", False, "", False, False),
        ),
    ),
    "category": ("A shelf of the shop.", (("name", "varchar(100)", True, "", True, False),)),
    "purchase": (
        "An order by a customer.",
        (
            ("status", "purchase_status", True, "'pending'", False, False),
            ("placed_at", "timestamptz", False, "", False, False),
            ("note", "text", False, "", False, False),
        ),
    ),
    "purchase_line": (
        "One product of a purchase.",
        (
            ("quantity", "integer", True, "1", False, False),
            ("unit_price", "numeric(12,2)", True, "", False, False),
        ),
    ),
}
_RELATIONSHIPS = (
    ("customer", "purchase", Cardinality.ONE_TO_MANY, True, Action.RESTRICT),
    ("purchase", "purchase_line", Cardinality.ONE_TO_MANY, True, Action.CASCADE),
    ("product", "purchase_line", Cardinality.ONE_TO_MANY, True, Action.RESTRICT),
    ("category", "category", Cardinality.ONE_TO_MANY, False, Action.SET_NULL),
    ("product", "category", Cardinality.MANY_TO_MANY, True, Action.CASCADE),
)
_CHECKS = (
    ("product", "price >= 0"),
    ("purchase_line", "quantity > 0"),
    ("purchase_line", "unit_price >= 0"),
)


def build_shop(project: Project, author: User) -> None:
    for build in _steps():
        journal.save(project, author, build)


def _steps() -> Iterator[Build]:
    values = ("pending", "paid", "shipped", "cancelled")
    yield lambda design: edits.new_enum(design, "purchase_status", values)
    for name, (description, fields) in _ENTITIES.items():
        yield _entity(name, description)
        yield from (_field(name, each) for each in fields)
    for parent, child, cardinality, required, action in _RELATIONSHIPS:
        yield _relationship(parent, child, cardinality, required=required, action=action)
    yield from (_check(entity, expression) for entity, expression in _CHECKS)


def _entity(name: str, description: str) -> Build:
    return lambda design: edits.new_entity(design, name, description=description)


def _field(entity: str, field: tuple[str, str, bool, str, bool, bool]) -> Build:
    name, type_text, required, default, unique, sensitive = field
    return lambda design: edits.new_field(
        design,
        _id(design, entity),
        name,
        type_text,
        required=required,
        default=default,
        unique=unique,
        sensitive=sensitive,
    )


def _relationship(parent: str, child: str, cardinality: Cardinality, *, required: bool, action: Action) -> Build:
    return lambda design: edits.new_relationship(
        design, _id(design, parent), _id(design, child), cardinality, required=required, on_delete=action
    )


def _check(entity: str, expression: str) -> Build:
    return lambda design: edits.new_check(design, _id(design, entity), expression)


def _id(design: Design, name: str) -> Id:
    found: Entity = next(each for each in design.entities.values() if each.name == name)
    return found.id
