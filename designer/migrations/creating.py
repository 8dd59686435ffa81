"""Groups of units turned into the steps that create them."""

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from designer.migrations import columns, constraints, hazards, indexes, sql_objects, tables, user_types
from designer.migrations.constraints import Constraint
from designer.migrations.groups import Group
from designer.migrations.python_code import Call
from designer.migrations.step import Hazard, Step
from designer.migrations.units import Kind, Part, Unit
from designer.migrations.words import created
from designer.model import PUBLIC, Check, Design, Exclusion, Id, Index, PrimaryKey, Relationship, SqlObject, Unique

_CONSTRAINTS = frozenset({Kind.PRIMARY_KEY, Kind.UNIQUE, Kind.CHECK, Kind.EXCLUSION, Kind.FOREIGN_KEY})


class Creation(Struct, frozen=True):
    """design: what things are called and made of. fresh: the entities that this migration creates, in which nobody
    can be reading or writing. split: the functions and views that are created in two goes."""

    design: Design
    fresh: frozenset[Id]
    split: frozenset[Id] = frozenset()


def create(creation: Creation, group: Group) -> Iterator[Step]:
    """The steps of one group."""
    head = group.head
    if head.key.id == PUBLIC.id:
        return
    if head.kind is Kind.TABLE and head.key.id in creation.design.entities:
        yield from _table(creation, group)
    elif head.kind is Kind.DOMAIN:
        yield from _domain(creation, group)
    elif head.kind is Kind.COLUMN:
        yield _column(creation, group)
    else:
        for unit in (head, *group.parts):
            yield _one(creation, unit)


def _table(creation: Creation, group: Group) -> Iterator[Step]:
    """The table with all that can stand inside it, then the rest of its group."""
    design, entity = creation.design, creation.design.entities[group.head.key.id]
    parts = [unit for unit in group.parts if not _follows_its_parent(design, unit)]
    inside = _inside(design, parts)
    statements = tables.create(design, entity, inside)
    statements += [constraints.comment(design, each) for each in inside.constraints if each.description]
    standing = {each.id for each in inside.constraints}
    yield _step(creation, group.head, statements, standing)
    for unit in parts:
        if unit.kind not in {Kind.COLUMN, Kind.DEFAULT} and unit.key.id not in standing:
            yield _one(creation, unit)


def _inside(design: Design, parts: list[Unit]) -> tables.Inside:
    defaults = frozenset(unit.key.id for unit in parts if unit.kind is Kind.DEFAULT)
    standing: list[Constraint] = []
    for unit in parts:
        constraint = _constraint_of(design, unit)
        if constraint is None or constraints.inline(design, constraint) is None:
            continue
        if isinstance(constraint, Relationship) and not _key_stands(design, constraint, standing):
            continue
        standing.append(constraint)
    return tables.Inside(defaults, tuple(standing))


def _key_stands(design: Design, relationship: Relationship, standing: list[Constraint]) -> bool:
    """Whether a foreign key to its own table finds the key it rests on inside the same statement."""
    if relationship.target != relationship.entity:
        return True
    wanted = set(design.target_fields(relationship.id))
    keys = [each for each in standing if isinstance(each, PrimaryKey | Unique)]
    return any(set(design.key_fields(key.id)) == wanted for key in keys)


def _follows_its_parent(design: Design, unit: Unit) -> bool:
    """Whether a child of plain inheritance gets it from its parents."""
    check = design.checks.get(unit.key.id)
    if check is None or not check.inherited or check.owner not in design.entities:
        return False
    return tables.inherits_fields(design, design.entities[check.owner])


def _domain(creation: Creation, group: Group) -> Iterator[Step]:
    design, domain = creation.design, creation.design.domains[group.head.key.id]
    checks = tuple(design.checks[unit.key.id] for unit in group.parts)
    inside = tuple(check for check in checks if check.validated)
    statements = [user_types.create_domain(design, domain, inside)]
    if domain.description:
        statements.append(user_types.comment_on_type(design, domain))
    statements += [user_types.comment_on_domain_check(design, domain, check) for check in inside if check.description]
    yield _step(creation, group.head, statements)
    for unit, check in zip(group.parts, checks, strict=True):
        if check not in inside:
            yield _one(creation, unit)


def _column(creation: Creation, group: Group) -> Step:
    """The column with its default, unless that has to wait for something."""
    field = creation.design.fields[group.head.key.id]
    default = field.default if any(unit.kind is Kind.DEFAULT for unit in group.parts) else None
    return _step(creation, group.head, columns.add(creation.design, field, default=default))


def _one(creation: Creation, unit: Unit) -> Step:
    return _step(creation, unit, list(_statements(creation, unit)))


def _step(creation: Creation, unit: Unit, statements: list[Call], inside: Iterable[Id] = ()) -> Step:
    return Step(
        summary=created(creation.design, unit),
        statements=tuple(statements),
        object=unit.key.id,
        hazard=_hazard(creation, unit, frozenset((unit.key.id, *inside))),
    )


def _hazard(creation: Creation, unit: Unit, standing: frozenset[Id]) -> Hazard | None:
    """standing: what stands inside the unit's own statement."""
    if any(_locks_a_parent(creation, key) for key in standing):
        return hazards.REFER
    table = unit.home.id if unit.home is not None else None
    if table is None or table in creation.fresh or table in creation.design.domains:
        return None
    if unit.kind is Kind.COLUMN:
        return _column_hazard(creation.design, unit)
    hazard = hazards.of_adding(unit.kind)
    relationship = creation.design.relationships.get(unit.key.id)
    if hazard is not None and relationship is not None and not relationship.validated:
        return replace(hazard, cost=hazards.BRIEF.cost, advice=hazards.BRIEF.advice)
    return hazard


def _locks_a_parent(creation: Creation, relationship: Id) -> bool:
    """Whether a foreign key of a new table refers to one in use."""
    found = creation.design.relationships.get(relationship)
    return found is not None and found.entity in creation.fresh and found.target not in creation.fresh


def _column_hazard(design: Design, unit: Unit) -> Hazard:
    field = design.fields[unit.key.id]
    if field.generated is not None or field.identity is not None or columns.is_volatile(field.default):
        return hazards.ADD_COLUMN_REWRITE
    if not field.nullable and field.default is None:
        return hazards.ADD_REQUIRED_COLUMN
    return hazards.BRIEF


def _constraint_of(design: Design, unit: Unit) -> Constraint | None:
    found = design.find(unit.key.id) if unit.kind in _CONSTRAINTS else None
    return found if isinstance(found, PrimaryKey | Unique | Check | Exclusion | Relationship) else None


def _statements(creation: Creation, unit: Unit) -> Iterator[Call]:
    """What creates one unit by itself."""
    design = creation.design
    found = design.find(unit.key.id)
    match unit.kind, found:
        case Kind.SCHEMA, _:
            schema = design.schemas[unit.key.id]
            yield user_types.create_schema(schema)
            if schema.description:
                yield user_types.comment_on_schema(schema)
        case Kind.DEFAULT, _:
            yield columns.set_default(design, design.fields[unit.key.id])
        case Kind.ATTACHMENT, _:
            yield tables.attach(design, design.entities[unit.key.id])
        case Kind.OWNER, _:
            sequence = design.sequences[unit.key.id]
            yield user_types.own_sequence(design, sequence, sequence.owned_by)
        case Kind.SEQUENCE, _:
            sequence = design.sequences[unit.key.id]
            yield user_types.create_sequence(design, sequence)
            if sequence.description:
                yield user_types.comment_on_sequence(design, sequence)
        case Kind.INDEX, Index():
            yield from _index(design, found)
        case Kind.CHECK, Check(owner=owner) if owner in design.domains:
            yield user_types.add_domain_check(design, design.domains[owner], found)
            if found.description:
                yield user_types.comment_on_domain_check(design, design.domains[owner], found)
        case _, PrimaryKey() | Unique() | Check() | Exclusion() | Relationship():
            yield constraints.add(design, found)
            if found.description:
                yield constraints.comment(design, found)
        case _, SqlObject():
            yield from _sql_object(creation, unit, found)
        case Kind.TYPE, _:
            enum = design.enum_types[unit.key.id]
            yield user_types.create_enum(design, enum)
            if enum.description:
                yield user_types.comment_on_type(design, enum)
        case _:
            raise AssertionError(unit)  # pragma: no cover -- every kind has its arm


def _index(design: Design, index: Index) -> Iterator[Call]:
    yield indexes.create(design, index)
    if index.description:
        yield indexes.comment(design, index)
    if index.clustered:
        yield indexes.cluster(design, index)
    if index.replica_identity:
        yield indexes.identify_rows(design, index)


def _sql_object(creation: Creation, unit: Unit, found: SqlObject) -> list[Call]:
    if unit.key.part == Part.BODY:
        return sql_objects.create_body(creation.design, found)
    if found.id in creation.split:
        return sql_objects.create_shell(found)
    return sql_objects.create(creation.design, found)
