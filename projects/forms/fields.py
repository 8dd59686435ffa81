"""Fields: one form a row of the grid."""

from typing import Any

from django import forms

from designer import edits
from designer.changes import Change
from designer.edits.fields import is_unique
from designer.model import (
    DataType,
    Design,
    Entity,
    Field,
    GeneratedKind,
    TypeFault,
    parse_type,
    short_type,
    type_text,
)
from projects.forms.base import EditForm, NameInput


class FieldForm(EditForm):
    """What a row of the grid and its details say."""

    name = forms.CharField(widget=NameInput, strip=False, required=False)
    type = forms.CharField(widget=NameInput({"list": "types"}), required=False, max_length=300)
    required = forms.BooleanField(required=False)
    unique = forms.BooleanField(required=False)
    sensitive = forms.BooleanField(required=False)
    default = forms.CharField(widget=NameInput({"placeholder": "none"}), required=False)
    description = forms.CharField(required=False)
    identity = forms.BooleanField(label="Identity: the database counts", required=False)
    generated = forms.CharField(
        label="Generated from", widget=NameInput({"placeholder": "an SQL expression"}), required=False
    )
    generated_kind = forms.ChoiceField(
        label="Generated",
        choices=((GeneratedKind.STORED, "stored"), (GeneratedKind.VIRTUAL, "virtual")),
        required=False,
    )
    collation = forms.CharField(widget=NameInput({"placeholder": "the type's own"}), required=False)

    def clean_generated_kind(self) -> GeneratedKind:
        return GeneratedKind(self.cleaned_data["generated_kind"] or GeneratedKind.STORED)

    def clean_type(self) -> str:
        return str(self.cleaned_data["type"]) or "text"


class NewFieldForm(FieldForm):
    def __init__(self, *args: Any, entity: Entity, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"new-field-{entity.id}-%s", **kwargs)
        self.entity = entity
        self.fields["name"].widget.attrs["placeholder"] = "name"
        self.fields["type"].widget.attrs["placeholder"] = "text"

    def changes(self, design: Design) -> tuple[Change, ...]:
        return edits.new_field(design, self.entity.id, **self.given)


class AlterFieldForm(FieldForm):
    def __init__(self, *args: Any, field: Field, **kwargs: Any) -> None:
        design: Design = kwargs["design"]
        initial = values_of(design, field, unique=is_unique(design, field.id))
        super().__init__(*args, subject=field.id, initial=initial, **kwargs)
        self.field = field
        self.entity = self.design.entities[field.entity]

    def changes(self, design: Design) -> tuple[Change, ...]:
        return edits.alter_field(design, self.field.id, **self.altered)


def values_of(design: Design, field: Field, *, unique: bool) -> dict[str, Any]:
    """What the form of a field shows before anybody types in it."""
    return {
        "name": field.name,
        "type": typed_type(design, field.type),
        "required": not field.nullable,
        "unique": unique,
        "sensitive": field.sensitive,
        "default": field.default or "",
        "description": field.description,
        "identity": field.identity is not None,
        "generated": field.generated.expression if field.generated else "",
        "generated_kind": field.generated.kind if field.generated else GeneratedKind.STORED,
        "collation": field.collation or "",
    }


def typed_type(design: Design, type: DataType) -> str:
    """A type as one would type it: the short spelling wherever it is read as the same type."""
    short = short_type(design, type)
    try:
        return short if parse_type(design, short) == type else type_text(design, type)
    except TypeFault:
        return type_text(design, type)
