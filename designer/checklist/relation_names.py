"""Names for what a fix adds."""

from designer.model import MAX_NAME_BYTES, Design, Id


class RelationNames:
    """The names taken in each schema; a name given out is taken, so that two fixes of one check do not collide."""

    def __init__(self, design: Design) -> None:
        self._taken: set[tuple[Id, str]] = set()
        self._taken |= {(entity.schema, entity.name) for entity in design.entities.values()}
        self._taken |= {(sequence.schema, sequence.name) for sequence in design.sequences.values()}
        self._taken |= {(each.schema, each.name) for each in design.sql_objects.values() if each.schema is not None}
        for table in (
            design.primary_keys, design.uniques, design.exclusions, design.indexes, design.relationships,
        ):  # fmt: skip
            for each in table.values():
                self._taken.add((design.entities[each.entity].schema, each.name))
        for check in design.checks.values():
            if check.owner in design.entities:
                self._taken.add((design.entities[check.owner].schema, check.name))

    def free(self, schema: Id, wanted: str) -> str:
        """`wanted` cut to what PostgreSQL keeps of a name, numbered where it is taken."""
        number = 1
        name = cut(wanted)
        while (schema, name) in self._taken:
            number += 1
            name = cut(wanted, f"_{number}")
        self._taken.add((schema, name))
        return name


def cut(name: str, ending: str = "") -> str:
    """A name with an ending, in at most 63 bytes; never in the middle of a character."""
    room = MAX_NAME_BYTES - len(ending.encode())
    return name.encode()[:room].decode(errors="ignore") + ending
