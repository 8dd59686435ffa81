"""Which surviving units of a design a migration has to drop and create again."""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from designer.migrations import sql_objects, tables
from designer.migrations.constraints import Constraint, definition
from designer.migrations.definitions import index_definition
from designer.migrations.step import Unplannable
from designer.migrations.units import Key, Kind, Part, Unit, Units
from designer.model import (
    Action,
    Check,
    Design,
    Exclusion,
    Field,
    Id,
    Index,
    PrimaryKey,
    Relationship,
    SqlObject,
    Unique,
)
from designer.model.expression import column_names

# Kinds that hold rows, or that columns are made of.
_LASTING = frozenset(
    {Kind.SCHEMA, Kind.EXTENSION, Kind.TYPE, Kind.DOMAIN, Kind.SEQUENCE, Kind.TABLE, Kind.COLUMN, Kind.SERVER}
)
# Kinds that PostgreSQL adapts by itself when the type of a column changes.
_ADAPTED = frozenset(
    {Kind.DEFAULT, Kind.PRIMARY_KEY, Kind.UNIQUE, Kind.CHECK, Kind.EXCLUSION, Kind.INDEX, Kind.FOREIGN_KEY, Kind.OWNER}
)


class Surviving(Struct, frozen=True):
    """settled: the old design under its new names. before, after: the units of the old and the new design."""

    settled: Design
    new: Design
    before: Units
    after: Units

    def both(self) -> set[Key]:
        """The units that are in both designs."""
        return self.before.keys() & self.after.keys()


def replaced(surviving: Surviving, rebuilt: frozenset[Id]) -> frozenset[Key]:
    """Keys of the units to drop and create again: those whose definition changed beyond what ALTER can say, what
    stands in the way of a new column type, and whatever needs one of these. rebuilt: the enums whose values go.

    Raises Unplannable where that would take rows along.
    """
    needed_by = _needed_by(surviving)
    found = {key for key in surviving.both() if _differs(surviving, key)}
    found |= set(_in_the_way(surviving, needed_by, rebuilt))
    waiting = list(found)
    while waiting:
        for unit in needed_by.get(waiting.pop(), ()):
            if unit.key not in found:
                found.add(unit.key)
                waiting.append(unit.key)
    for key in sorted(found, key=lambda key: surviving.after[key].place):
        if not _can_go(surviving, surviving.after[key]):
            name = ".".join(surviving.after[key].name)
            raise Unplannable(
                f"{name} would have to be dropped and created again, with the rows in it: change it in smaller steps."
            )
    return frozenset(found)


def _needed_by(surviving: Surviving) -> dict[Key, list[Unit]]:
    """Who needs a unit, before or after."""
    needed_by: dict[Key, list[Unit]] = {}
    for key in surviving.both():
        unit = surviving.after[key]
        for need in surviving.before[key].needs | unit.needs:
            needed_by.setdefault(need, []).append(unit)
    return needed_by


def _can_go(surviving: Surviving, unit: Unit) -> bool:
    if unit.kind not in _LASTING:
        return True
    before, after = surviving.settled.find(unit.key.id), surviving.new.find(unit.key.id)
    match before, after:
        case (Field(), Field()):  # what is computed can be computed again
            return before.generated is not None and after.generated is not None
        case (SqlObject(), SqlObject()):
            return unit.kind is not Kind.EXTENSION
        case _:
            return False


def _differs(surviving: Surviving, key: Key) -> bool:
    """Whether the unit is another thing now, names aside."""
    old, new = surviving.settled, surviving.new
    before, after = old.find(key.id), new.find(key.id)
    if key.part == Part.ATTACHMENT:
        return tables.attach(old, old.entities[key.id]) != tables.attach(new, new.entities[key.id])
    if key.part != Part.WHOLE:
        return False
    match before, after:
        case (Index(), Index()):
            one, other = replace(before, options=()), replace(after, options=())
            return index_definition(old, one) != index_definition(new, other)
        case (Field(), Field()):
            return before.generated != after.generated and None not in {before.generated, after.generated}
        case (SqlObject(), SqlObject()):
            return sql_objects.is_another(before, after)
        case (
            PrimaryKey() | Unique() | Exclusion() | Check() | Relationship(),
            PrimaryKey() | Unique() | Exclusion() | Check() | Relationship(),
        ):
            invalidated = _is_valid(before) and not _is_valid(after)
            return invalidated or _essence(old, before) != _essence(new, after)
        case _:
            return False


def _is_valid(each: Constraint) -> bool:
    return each.validated if isinstance(each, Check | Relationship) else True


def _essence(design: Design, each: Constraint) -> tuple[Id, str]:
    """A constraint without what ALTER can change: whether it is validated, and the storage of its index."""
    match each:
        case Check():
            return each.owner, definition(design, replace(each, validated=True))
        case Relationship():
            # "Nobody has chosen" is NO ACTION too.
            actions = {name: _chosen(getattr(each, name)) for name in ("on_delete", "on_update")}
            return each.entity, definition(design, replace(each, validated=True, **actions))
        case _:
            return each.entity, definition(design, replace(each, options=()))


def _chosen(action: Action | None) -> Action | None:
    return None if action is Action.NO_ACTION else action


def _in_the_way(surviving: Surviving, needed_by: dict[Key, list[Unit]], rebuilt: frozenset[Id]) -> Iterator[Key]:
    """What PostgreSQL would refuse a change of type for."""
    for id, before in surviving.settled.fields.items():
        after = surviving.new.fields.get(id)
        if after is None:
            continue
        retyped = (before.type, before.collation) != (after.type, after.collation)
        if not retyped and getattr(before.type, "id", None) not in rebuilt:
            continue
        for unit in needed_by.get(Key(id), ()):
            if unit.kind not in _ADAPTED:
                yield unit.key
        for unit in needed_by.get(Key(before.entity), ()):
            if _computed_from(surviving, unit, before) or _may_read(surviving, unit, before):
                yield unit.key
    for enum in rebuilt:
        # Columns and their defaults are carried over; what else names the type or one of its values is not.
        for unit in needed_by.get(Key(enum), ()):
            if unit.kind not in {Kind.COLUMN, Kind.DEFAULT}:
                yield unit.key


def _may_read(surviving: Surviving, unit: Unit, field: Field) -> bool:
    """Whether a view or rule reads a table without saying which columns: then it may be any."""
    if unit.kind not in {Kind.VIEW, Kind.RULE}:
        return False
    return not any(Key(each.id) in unit.needs for each in surviving.new.fields_of(field.entity))


def _computed_from(surviving: Surviving, unit: Unit, field: Field) -> bool:
    """Whether a unit is a generated column that is computed from `field`."""
    column = surviving.new.fields.get(unit.key.id)
    if column is None or column.generated is None or column.entity != field.entity:
        return False
    return field.name in column_names(column.generated.expression)
