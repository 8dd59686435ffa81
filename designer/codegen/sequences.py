"""Sequences: those that a field owns and draws from, and those that stand by themselves."""

import ast

from designer.codegen.sql_text import unqualified
from designer.codegen.syntax import Value, call, dotted, given
from designer.model import Design, Field, Sequence, SequenceOptions

_TYPES = {"smallint": "sa.SmallInteger", "integer": "sa.Integer"}


def drawn_sequence(design: Design, field: Field) -> Sequence | None:
    """The sequence that a field both owns and draws its default from: a serial field's."""
    if field.default is None or "nextval(" not in field.default:
        return None
    drawn = unqualified(field.default).replace('"', "")
    for each in design.sequences.values():
        if each.owned_by == field.id and f"nextval('{_name(design, each)}'" in drawn:
            return each
    return None


def _name(design: Design, sequence: Sequence) -> str:
    schema = design.schemas[sequence.schema].name
    name = sequence.name if schema == "public" else f"{schema}.{sequence.name}"
    return name.replace("'", "''").replace('"', "")


def stands_alone(design: Design, sequence: Sequence) -> bool:
    """Whether the metadata has to name a sequence by itself: no field of a model brings it."""
    owner = design.fields.get(sequence.owned_by or "")
    return owner is None or drawn_sequence(design, owner) != sequence


def sequence_call(design: Design, sequence: Sequence, *, in_metadata: bool = False) -> ast.expr:
    """`sa.Sequence(...)`. in_metadata: as a part of the metadata, where no column brings it."""
    schema = design.schemas[sequence.schema].name
    options = given(
        schema=schema if schema != "public" else None,
        data_type=dotted(_TYPES[sequence.type]) if sequence.type in _TYPES else None,
        metadata=dotted("Base.metadata") if in_metadata else None,
    )
    return call("sa.Sequence", sequence.name, **sequence_options(sequence.options), **options)


def sequence_options(options: SequenceOptions) -> dict[str, Value]:
    """Arguments of sa.Identity and sa.Sequence that differ from PostgreSQL's defaults."""
    return given(
        start=options.start,
        increment=options.increment if options.increment != 1 else None,
        minvalue=options.minimum,
        maxvalue=options.maximum,
        cache=options.cache if options.cache != 1 else None,
        cycle=options.cycle,
    )
