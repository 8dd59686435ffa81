"""What several rules need to know of a design, found out once a check."""

from functools import cached_property

from designer.changes import Change
from designer.checklist.mentions import Mentions
from designer.checklist.relation_names import RelationNames
from designer.checklist.words import normal_form
from designer.model import (
    Design,
    Domain,
    Entity,
    EnumType,
    Field,
    Id,
    Relationship,
    Schema,
    SqlObject,
)

# Tables that migration tools and extensions make and look after themselves.
_OWNED_BY_TOOLS = frozenset(
    """
    alembic_version schema_migrations ar_internal_metadata django_migrations _prisma_migrations flyway_schema_history
    databasechangelog databasechangeloglock knex_migrations knex_migrations_lock goose_db_version
    __drizzle_migrations __efmigrationshistory spatial_ref_sys atlas_schema_revisions _sqlx_migrations
    """.split()
)


class Survey:
    """A design as the rules see it. Partitions are left out: what is wrong with one is wrong with its parent."""

    def __init__(self, design: Design) -> None:
        self.design = design
        # Relationship id -> the index that fixes propose for it.
        self.proposed_indexes: dict[Id, tuple[Change, ...]] = {}
        # Schema id -> the function that fixes propose for its triggers.
        self.proposed_functions: dict[Id, SqlObject] = {}

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """What rules look at, by qualified name: no partitions, no tables of migration tools."""
        found = [
            entity
            for entity in self.design.entities.values()
            if entity.partition_of is None and entity.name.lower() not in _OWNED_BY_TOOLS
        ]
        return tuple(sorted(found, key=lambda entity: (self.design.qualified_name(entity), entity.id)))

    def fields(self, entity: Entity) -> tuple[Field, ...]:
        """The fields that an entity defines itself, in order; what it inherits is checked on the parent."""
        return tuple(field for field in self.design.fields_of(entity.id) if not field.inherited)

    @cached_property
    def all_fields(self) -> tuple[tuple[Entity, Field], ...]:
        """Each entity with the fields it defines."""
        return tuple((entity, field) for entity in self.entities for field in self.fields(entity))

    @cached_property
    def relationships(self) -> tuple[tuple[Entity, Relationship], ...]:
        """Each child entity with its relationships, in the order of their foreign-key fields."""
        design = self.design

        def place(relationship: Relationship) -> tuple[str, ...]:
            return tuple(design.fields[field].rank for field in design.foreign_key_fields(relationship.id))

        return tuple(
            (entity, relationship)
            for entity in self.entities
            for relationship in sorted(design.relationships_of(entity.id), key=place)
        )

    @cached_property
    def foreign_keys(self) -> dict[Id, tuple[Relationship, ...]]:
        """Field id -> the relationships whose foreign key it belongs to."""
        found: dict[Id, list[Relationship]] = {}
        for member in self.design.relationship_members.values():
            found.setdefault(member.field, []).append(self.design.relationships[member.relationship])
        return {field: tuple(relationships) for field, relationships in found.items()}

    @cached_property
    def targets(self) -> dict[Id, tuple[Id, ...]]:
        """Field id -> the foreign-key fields that refer to it."""
        found: dict[Id, list[Id]] = {}
        for member in self.design.relationship_members.values():
            found.setdefault(member.target_field, []).append(member.field)
        return {field: tuple(sorted(set(fields))) for field, fields in found.items()}

    @cached_property
    def _children(self) -> dict[Id, tuple[Id, ...]]:
        found: dict[Id, list[Id]] = {}
        for entity in self.design.entities.values():
            for parent in {*entity.inherits, *([entity.partition_of] if entity.partition_of else [])}:
                found.setdefault(parent, []).append(entity.id)
        return {parent: tuple(sorted(children)) for parent, children in found.items()}

    def heirs(self, entity: Id) -> tuple[Id, ...]:
        """Partitions of an entity and entities that inherit from it, at any depth, each once."""
        seen: dict[Id, None] = {}
        waiting = [entity]
        while waiting:
            for child in self._children.get(waiting.pop(), ()):
                if child not in seen and child != entity:
                    seen[child] = None
                    waiting.append(child)
        return tuple(seen)

    def with_heirs(self, field: Field) -> tuple[Field, ...]:
        """A field, and the fields that partitions and inheriting entities have of it."""
        heirs = (
            each for heir in self.heirs(field.entity) for each in self.design.fields_of(heir) if each.name == field.name
        )
        return (field, *heirs)

    @cached_property
    def by_word(self) -> dict[str, tuple[Entity, ...]]:
        """Name without case, separators and plural -> the entities it may mean."""
        found: dict[str, list[Entity]] = {}
        for entity in self.entities:
            found.setdefault(normal_form(entity.name), []).append(entity)
        return {word: tuple(entities) for word, entities in found.items()}

    @cached_property
    def mentions(self) -> Mentions:
        """Which fields expressions and SQL name."""
        return Mentions(self.design)

    @cached_property
    def relation_names(self) -> RelationNames:
        """Free names for what fixes add."""
        return RelationNames(self.design)

    def is_link(self, entity: Entity) -> bool:
        """Whether an entity only joins others: it has two foreign keys at least and no field beside them and a key."""
        own = set(self.design.primary_key_fields(entity.id))
        held = [field for field in self.design.fields_of(entity.id) if field.id in self.foreign_keys]
        rest = [field for field in self.design.fields_of(entity.id) if field.id not in self.foreign_keys]
        parents = {relationship.id for relationship in self.design.relationships_of(entity.id)}
        return len(held) > 1 and len(parents) > 1 and all(field.id in own for field in rest)

    # --- names ------------------------------------------------------------------------------------------------------

    def entity_of(self, at: Schema | EnumType | Domain | Entity | Field | Relationship) -> Id | None:
        match at:
            case Entity():
                return at.id
            case Field() | Relationship():
                return at.entity
            case Schema() | EnumType() | Domain():
                return None

    def name_of(self, at: Schema | EnumType | Domain | Entity | Field | Relationship) -> str:
        """Where a finding is, for people: `order`, `order.customer_id`, `sales.order (tenant_id, customer_id)`."""
        match at:
            case Schema():
                return at.name
            case Entity() | EnumType() | Domain():
                return self.design.qualified_name(at)
            case Field():
                return f"{self.design.qualified_name(self.design.entities[at.entity])}.{at.name}"
            case Relationship():
                return self.columns(at.entity, self.design.foreign_key_fields(at.id))

    def columns(self, entity: Id, fields: tuple[Id, ...]) -> str:
        """`order.customer_id` for one field, `order (tenant_id, customer_id)` for several."""
        name = self.design.qualified_name(self.design.entities[entity])
        names = [self.design.fields[field].name for field in fields]
        return f"{name}.{names[0]}" if len(names) == 1 else f"{name} ({', '.join(names)})"
