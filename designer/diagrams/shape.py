"""The box of an entity before it has a place: its rows, its width and height, where links meet it."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cached_property
from math import ceil

from msgspec import Struct

from designer.diagrams.scene import Scene
from designer.diagrams.text import EM, cells, clean, fit, width
from designer.model import Design, Entity, Field, Id, short_type

HEAD = 28  # height of the header
ROW = 20
FOOT = 4
NAME_X = 30  # where a field's name begins; the PK or FK mark stands before it
TITLE_X = 14
TYPE_END = 20  # the type ends so far from the right edge; the ring of a nullable field stands behind it
GAP = 16  # between name and type
BADGE = 26  # room for a mark of the checklist in the header
NARROWEST = 152
GRID = 4

TITLE_SIZE, NAME_SIZE, TYPE_SIZE = 13, 12, 11
LONGEST_TITLE, LONGEST_NAME, LONGEST_TYPE = 36, 34, 24
MOST_ROWS = 40  # a longer entity shows its keys and first fields, and says how many more there are


class Detail(StrEnum):
    """How much of an entity a diagram shows."""

    ALL = "all"
    KEYS = "keys"
    NAMES = "names"


class Mark(StrEnum):
    PK = "PK"
    FK = "FK"


class Row(Struct, frozen=True):
    """A field as it is written: name and type are clean and short enough; full_name and full_type are not cut.

    target: the entity that a folded link refers to; the row says so in place of its type.
    """

    field: Id
    name: str
    type: str
    full_name: str
    full_type: str
    mark: Mark | None
    nullable: bool
    target: Id | None


class Shape(Struct, frozen=True, dict=True):
    """title is cut to fit, full_title is not. fields: how many there are, shown or not. more: what the last line says
    in place of further rows, or empty."""

    entity: Id
    title: str
    full_title: str
    fields: int
    rows: tuple[Row, ...]
    more: str
    width: float

    @cached_property
    def height(self) -> float:
        lines = len(self.rows) + bool(self.more)
        return HEAD + ROW * lines + FOOT if lines else HEAD

    def port(self, field: Id) -> float:
        """How far under the upper edge links meet the field's row; the header's middle where it is not shown."""
        return self._ports.get(field, HEAD / 2)

    @cached_property
    def _ports(self) -> dict[Id, float]:
        return {row.field: HEAD + ROW * index + ROW / 2 for index, row in enumerate(self.rows)}


def shapes(design: Design, scene: Scene, detail: Detail, folded: Iterable[Id]) -> dict[Id, Shape]:
    """The shape of every drawn entity. folded: ids of links that a row tells in words, not a line."""
    links = (scene.links[each] for each in folded if each in scene.links)
    targets = {link.child_field: link.parent for link in links}
    foreign = {member.field for member in design.relationship_members.values()}
    foreign |= {link.child_field for link in scene.links.values()}
    linked = foreign | {link.parent_field for link in scene.links.values()}
    shapes = {}
    for entity in scene.entities.values():
        primary = set(design.primary_key_fields(entity.id))
        fields = design.fields_of(entity.id)
        shown = _shown(fields, primary, linked, detail)
        rows = tuple(_row(design, each, primary, foreign, targets.get(each.id)) for each in shown)
        more = _more(len(fields) - len(shown) if detail is Detail.ALL else 0, scene.partitions.get(entity.id, 0))
        shapes[entity.id] = _shape(design, entity, len(fields), rows, more if detail is not Detail.NAMES else "")
    return shapes


def _shown(fields: Sequence[Field], primary: set[Id], linked: set[Id], detail: Detail) -> Sequence[Field]:
    if detail is Detail.NAMES:
        return ()
    if detail is Detail.ALL and len(fields) <= MOST_ROWS:
        return fields
    keys = {each.id for each in fields if each.id in primary or each.id in linked}
    room = max(MOST_ROWS - len(keys), 0) if detail is Detail.ALL else 0
    shown = keys.union([each.id for each in fields if each.id not in keys][:room])
    return [each for each in fields if each.id in shown]


def _row(design: Design, field: Field, primary: set[Id], foreign: set[Id], target: Id | None) -> Row:
    full_name = clean(field.name)
    full_type = clean(short_type(design, field.type))
    shown_type = full_type if target is None else f"→ {clean(design.entities[target].name)}"
    return Row(
        field=field.id,
        name=fit(full_name, LONGEST_NAME),
        type=fit(shown_type, LONGEST_TYPE),
        full_name=full_name,
        full_type=full_type,
        mark=Mark.PK if field.id in primary else Mark.FK if field.id in foreign else None,
        nullable=field.nullable,
        target=target,
    )


def _more(hidden: int, partitions: int) -> str:
    fields = f"{hidden} more fields" if hidden > 1 else "1 more field" if hidden else ""
    parts = f"{partitions} partitions" if partitions > 1 else "1 partition" if partitions else ""
    return ", ".join(filter(None, [fields, parts]))


def _shape(design: Design, entity: Entity, fields: int, rows: tuple[Row, ...], more: str) -> Shape:
    full_title = clean(design.qualified_name(entity))
    # Outside of areas frames are schemas: the name of the schema stands on the frame.
    title = fit(full_title if entity.area in design.areas else clean(entity.name), LONGEST_TITLE)
    widest = max(
        [
            NARROWEST,
            TITLE_X + width(title, TITLE_SIZE) + BADGE,
            NAME_X + width(more, TYPE_SIZE) + TYPE_END,
            *(
                NAME_X + cells(row.name) * EM * NAME_SIZE + GAP + cells(row.type) * EM * TYPE_SIZE + TYPE_END
                for row in rows
            ),
        ]
    )
    return Shape(entity.id, title, full_title, fields, rows, more, ceil(widest / GRID) * GRID)
