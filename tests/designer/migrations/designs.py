"""Changes to designs, said shortly."""

from typing import Any

from msgspec.structs import replace

from designer.model import (
    PUBLIC,
    TABLES,
    Design,
    Entity,
    EnumType,
    EnumValue,
    Field,
    Id,
    Object,
    Schema,
    SqlKind,
    SqlObject,
    TypeName,
    TypeRef,
)

INTEGER = TypeName("integer")
BIGINT = TypeName("bigint")
BOOLEAN = TypeName("boolean")
VARCHAR_20 = TypeName("character varying(20)")
NUMERIC = TypeName("numeric(12,2)")
JSONB = TypeName("jsonb")


def edited(design: Design, changes: dict[Id, dict[str, Any]]) -> Design:
    """The design with attributes of several objects changed."""
    for id, attributes in changes.items():
        design = altered(design, id, **attributes)
    return design


def altered(design: Design, id: Id, **attributes: Any) -> Design:
    """The design with attributes of one object changed."""
    for table in TABLES.values():
        objects = getattr(design, table)
        if id in objects:
            return replace(design, **{table: {**objects, id: replace(objects[id], **attributes)}})
    raise KeyError(id)


def without(design: Design, *ids: Id) -> Design:
    """The design without these objects."""
    tables = {table: getattr(design, table) for table in TABLES.values()}
    return replace(
        design, **{name: {id: each for id, each in table.items() if id not in ids} for name, table in tables.items()}
    )


def bare(name: str, *fields: Field, schema: Id = PUBLIC.id, **rest: Any) -> tuple[Object, ...]:
    """An entity of these fields and nothing else."""
    return (Entity(id=name, schema=schema, name=name, **rest), *fields)


def column(entity: str, name: str, type: TypeName | TypeRef = INTEGER, **rest: Any) -> Field:
    """A nullable field `entity.name`."""
    return Field(id=f"{entity}.{name}", entity=entity, name=name, type=type, **{"rank": name, **rest})


def enum(name: str, *values: str, schema: Id = PUBLIC.id) -> tuple[Object, ...]:
    """An enum whose values have the ids `name.value`."""
    ranked = (
        EnumValue(id=f"{name}.{value}", enum=name, value=value, rank=f"{at:02}1") for at, value in enumerate(values)
    )
    return (EnumType(id=name, schema=schema, name=name), *ranked)


def schema(name: str) -> Schema:
    return Schema(id=name, name=name)


def function(name: str, create: str, drop: str, *depends_on: Id) -> SqlObject:
    """A function of the schema public, by its signature."""
    return SqlObject(
        id=name,
        kind=SqlKind.FUNCTION,
        name=name,
        schema=PUBLIC.id,
        create=(create,),
        drop=(drop,),
        depends_on=depends_on,
    )


def view(name: str, query: str, *depends_on: Id) -> SqlObject:
    return SqlObject(
        id=name,
        kind=SqlKind.VIEW,
        name=name,
        schema=PUBLIC.id,
        create=(f"CREATE VIEW public.{name} AS {query}",),
        drop=(f"DROP VIEW public.{name}",),
        depends_on=depends_on,
    )
