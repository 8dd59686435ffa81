"""Names for what a fix adds."""

from designer.edits.proposals import free, taken_relations
from designer.model import Design, Id


class RelationNames:
    """Free names of indexes and constraints; a name given out is taken, so that two fixes of a check do not collide."""

    def __init__(self, design: Design) -> None:
        self._design = design
        self._taken: dict[Id, set[str]] = {}

    def free(self, schema: Id, stem: str, suffix: str = "") -> str:
        """`stem` + `suffix`, cut to 63 bytes, numbered where it is taken: as `designer.edits` proposes it."""
        if schema not in self._taken:
            self._taken[schema] = taken_relations(self._design, schema) | self._constraints(schema)
        name = free(stem, suffix, self._taken[schema])
        self._taken[schema].add(name)
        return name

    def _constraints(self, schema: Id) -> set[str]:
        """Names of checks and foreign keys, which an index may share but a constraint of the same entity may not."""
        entities = {entity.id for entity in self._design.entities.values() if entity.schema == schema}
        return {
            *(check.name for check in self._design.checks.values() if check.owner in entities),
            *(each.name for each in self._design.relationships.values() if each.entity in entities),
        }
