"""Entities: the form that makes one, and the one for what is said about it."""

from typing import Any

from django import forms

from designer import edits
from designer.changes import Change
from designer.model import PUBLIC, Design, Entity, KeyStyle, by_name
from projects.forms.base import EditForm, NameInput

KEYS = (
    (KeyStyle.UUID, "UUID, random"),
    (KeyStyle.UUIDV7, "UUID, by time (version 7)"),
    (KeyStyle.BIGINT, "bigint, counted"),
    (KeyStyle.INTEGER, "integer, counted"),
)


def schema_choices(design: Design) -> list[tuple[str, str]]:
    return [(each.id, each.name) for each in by_name(design.schemas.values())]


class NewEntityForm(EditForm):
    """An entity with its key and timestamps as the project's conventions have them."""

    name = forms.CharField(widget=NameInput({"autofocus": True}), strip=False)
    schema = forms.ChoiceField()
    key = forms.ChoiceField(choices=(*((style.value, label) for style, label in KEYS), ("", "no key")), required=False)
    timestamps = forms.BooleanField(label="created_at and updated_at", required=False)
    soft_delete = forms.BooleanField(label="deleted_at, to delete softly", required=False)
    description = forms.CharField(widget=forms.Textarea({"rows": 2}), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        conventions = kwargs["design"].conventions
        initial = {
            "schema": PUBLIC.id,
            "key": conventions.key_style.value,
            "timestamps": conventions.timestamps,
            "soft_delete": conventions.soft_delete,
        }
        super().__init__(*args, initial=initial, **kwargs)
        choose(self, "schema", schema_choices(self.design))

    def changes(self, design: Design) -> tuple[Change, ...]:
        data = self.cleaned_data
        return edits.new_entity(
            design,
            data["name"],
            schema=data["schema"],
            key=KeyStyle(data["key"]) if data["key"] else None,
            timestamps=data["timestamps"],
            soft_delete=data["soft_delete"],
            description=data["description"],
        )


class EntityForm(EditForm):
    """Name, schema, description and expected size."""

    name = forms.CharField(widget=NameInput, strip=False)
    schema = forms.ChoiceField()
    description = forms.CharField(
        widget=forms.Textarea({"rows": 4}), required=False, help_text="Becomes the table's comment and the docstring."
    )
    rows = forms.IntegerField(
        label="Rows expected", required=False, min_value=0, help_text="Helps to judge indexes and migrations."
    )

    def __init__(self, *args: Any, entity: Entity, **kwargs: Any) -> None:
        initial = {each: getattr(entity, each) for each in ("name", "schema", "description", "rows")}
        super().__init__(*args, subject=entity.id, initial=initial, **kwargs)
        self.entity = entity
        choose(self, "schema", schema_choices(self.design))

    def changes(self, design: Design) -> tuple[Change, ...]:
        return edits.alter_entity(design, self.entity.id, **self.given)


def choose(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    """The choices of a field; a field with a single one is filled in and hidden."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- only those have choices
    field.choices = choices
    if len(choices) == 1:
        field.initial, field.widget = choices[0][0], forms.HiddenInput()
