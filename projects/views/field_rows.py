"""The field grid: one row a field, as plain values (a form object a row would cost more than the whole page)."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from designer.edits.fields import is_unique
from designer.model import Design, Entity, Field, GeneratedKind, Id, by_name
from projects.forms.fields import FieldForm, NewFieldForm, values_of
from projects.models import Project

COMMON_TYPES = (
    *("text", "varchar(100)", "integer", "bigint", "smallint", "boolean", "numeric(12,2)", "uuid", "timestamptz"),
    *("date", "time", "interval", "jsonb", "bytea", "float8", "real", "inet", "text[]", "citext", "tstzrange"),
)


class Row(Struct, frozen=True, kw_only=True):
    """key: "PK", "FK" or "". sole_key: it alone is the primary key, and unique by that. values: by name of FieldForm.
    errors: sentences. previous, next: ids of its neighbours."""

    id: Id
    key: str
    sole_key: bool = False
    values: Mapping[str, Any]
    errors: Sequence[str] = ()
    previous: Id = ""
    next: Id = ""

    @property
    def extra(self) -> bool:
        """Whether the details hold something that the row itself does not show."""
        return any(self.values.get(name) for name in ("default", "description", "identity", "generated", "collation"))


def grid(project: Project, design: Design, entity: Entity, form: FieldForm | None) -> dict[str, Any]:
    """What the grid shows; `form` is a row that could not be saved, with what was typed in it."""
    fields = design.fields_of(entity.id)
    keys = _keys(design, entity)
    unique = {each.id for each in fields if is_unique(design, each.id)}
    ids = ["", *(each.id for each in fields), ""]
    rows = [
        Row(
            id=each.id,
            key=keys.get(each.id, ""),
            sole_key=design.primary_key_fields(entity.id) == (each.id,),
            values=_typed(form) if _is(form, each) else values_of(design, each, unique=each.id in unique),
            errors=_errors(form) if _is(form, each) else (),
            previous=ids[place],
            next=ids[place + 2],
        )
        for place, each in enumerate(fields)
    ]
    new = form if isinstance(form, NewFieldForm) else None
    return {
        "rows": rows,
        "new": Row(id="", key="", values=_typed(new) if new else {}, errors=_errors(new)),
        "number": form.data.get("number", project.number) if form else project.number,
        "types": [*(each.name for each in _own_types(design)), *COMMON_TYPES],
        "kinds": list(GeneratedKind),
    }


def _is(form: FieldForm | None, field: Field) -> bool:
    return form is not None and form.subject == field.id


def _typed(form: FieldForm | None) -> dict[str, Any]:
    return {name: form[name].value() for name in form.fields} if form else {}


def _errors(form: FieldForm | None) -> tuple[str, ...]:
    return tuple(str(fault) for faults in form.errors.values() for fault in faults) if form else ()


def _keys(design: Design, entity: Entity) -> dict[Id, str]:
    foreign = (field for each in design.relationships_of(entity.id) for field in design.foreign_key_fields(each.id))
    return {**dict.fromkeys(foreign, "FK"), **dict.fromkeys(design.primary_key_fields(entity.id), "PK")}


def _own_types(design: Design) -> tuple[Any, ...]:
    return (*by_name(design.enum_types.values()), *by_name(design.domains.values()))
