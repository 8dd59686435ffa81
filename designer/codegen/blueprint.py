"""What every part of the models is made from: the design, its Python names, and what was decided for all of it once."""

from collections.abc import Mapping

from msgspec import Struct

from designer.codegen.constraint_names import Convention, convention_of
from designer.codegen.cycles import circular_relationships
from designer.codegen.inline import Inline, inline
from designer.codegen.names import Names, name_design
from designer.codegen.options import Options
from designer.model import Design, Field, Id


class Blueprint(Struct, frozen=True):
    """convention: of constraint names. circular: relationships that close a circle of tables. inline: by entity."""

    design: Design
    options: Options
    names: Names
    convention: Convention
    circular: frozenset[Id]
    inline: Mapping[Id, Inline]

    def schema(self, schema: Id) -> str | None:
        """The schema's name as an argument of SQLAlchemy's; None for public, which the search path holds."""
        name = self.design.schemas[schema].name
        return None if name == "public" else name

    def table_path(self, entity: Id) -> str:
        """`schema.table`, by which foreign keys name a table of the metadata."""
        found = self.design.entities[entity]
        schema = self.schema(found.schema)
        return f"{schema}.{found.name}" if schema else found.name

    def key(self, field: Id) -> str:
        """The key of a column in its table, by which constraints name it: its name, unless a dot makes that a path."""
        name = self.design.fields[field].name
        return self.names.attributes[field] if "." in name else name

    def column_path(self, field: Field) -> str:
        """`schema.table.column`."""
        return f"{self.table_path(field.entity)}.{self.key(field.id)}"


def blueprint(design: Design, options: Options) -> Blueprint:
    """Everything about a design that takes more than one entity to decide."""
    convention = convention_of(design)
    circular = circular_relationships(design)
    return Blueprint(
        design,
        options,
        name_design(design),
        convention,
        circular,
        {entity: inline(design, convention, entity, circular) for entity in design.entities},
    )
