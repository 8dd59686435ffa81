"""Enums."""

from typing import Any

from django import forms

from designer import edits
from designer.changes import Change
from designer.model import PUBLIC, Design, EnumType
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

    def summary(self) -> str:
        return f"Added enum {self.cleaned_data['name']}"


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

    def summary(self) -> str:
        return f"Changed enum {self.cleaned_data['name']}"
