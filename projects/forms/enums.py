"""Enums."""

from typing import Any

from django import forms

from designer import edits
from designer.changes import Change
from designer.model import PUBLIC, Design, EnumType, EnumValue
from projects.forms.base import EditForm, NameInput
from projects.forms.entities import choose, schema_choices


class NewEnumForm(EditForm):
    name = forms.CharField(widget=NameInput({"autofocus": True}), strip=False)
    schema = forms.ChoiceField()
    values = forms.CharField(
        widget=forms.Textarea({"rows": 6, "class": "code", "spellcheck": "false"}), help_text="One a line, in order."
    )
    description = forms.CharField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"schema": PUBLIC.id}, **kwargs)
        choose(self, "schema", schema_choices(self.design))

    def changes(self, design: Design) -> tuple[Change, ...]:
        data = self.cleaned_data
        return edits.new_enum(
            design, data["name"], data["values"].splitlines(), schema=data["schema"], description=data["description"]
        )


class EnumForm(EditForm):
    name = forms.CharField(widget=NameInput, strip=False)
    schema = forms.ChoiceField()
    description = forms.CharField(required=False)

    def __init__(self, *args: Any, enum: EnumType, **kwargs: Any) -> None:
        initial = {name: getattr(enum, name) for name in ("name", "schema", "description")}
        super().__init__(*args, subject=enum.id, initial=initial, **kwargs)
        self.enum = enum
        choose(self, "schema", schema_choices(self.design))

    def changes(self, design: Design) -> tuple[Change, ...]:
        given = {name: self.cleaned_data[name] for name in ("name", "schema", "description")}
        return edits.alter_enum(design, self.enum.id, **given)


class NewValueForm(EditForm):
    value = forms.CharField(required=False)

    def __init__(self, *args: Any, enum: EnumType, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.enum = enum

    def changes(self, design: Design) -> tuple[Change, ...]:
        return edits.new_enum_value(design, self.enum.id, self.cleaned_data["value"])


class ValueForm(EditForm):
    """Renames a value."""

    value = forms.CharField(required=False)

    parameters = {"to": "value"}  # noqa: RUF012

    def __init__(self, *args: Any, value: EnumValue, **kwargs: Any) -> None:
        super().__init__(*args, subject=value.id, initial={"value": value.value}, **kwargs)
        self.old = value

    def changes(self, design: Design) -> tuple[Change, ...]:
        return edits.rename_enum_value(design, self.old.id, self.cleaned_data["value"])
