"""A project: its name, and the conventions that new things follow."""

from typing import Any

import msgspec
from django import forms

from designer import edits
from designer.changes import Change, apply
from designer.model import Conventions, Design, KeyStyle, TableNames, UpdatedAt
from projects.forms.base import EditForm, StyledForm
from projects.forms.entities import KEYS, choose
from projects.forms.relationships import entity_choices

_VERSIONS = [(each, f"PostgreSQL {each}") for each in (14, 15, 16, 17, 18)]


def _key_style() -> forms.ChoiceField:
    return forms.ChoiceField(label="Primary keys", choices=[(style.value, label) for style, label in KEYS])


class ConventionFields(forms.Form):
    """The conventions as controls."""

    key_style = _key_style()
    table_names = forms.ChoiceField(
        label="Table names", choices=[(TableNames.SINGULAR, "singular: order"), (TableNames.PLURAL, "plural: orders")]
    )
    target_version = forms.TypedChoiceField(label="Target", choices=_VERSIONS, coerce=int)
    updated_at = forms.ChoiceField(
        label="updated_at is kept by",
        choices=[(UpdatedAt.ONUPDATE, "the application (onupdate)"), (UpdatedAt.TRIGGER, "a trigger")],
    )
    timestamps = forms.BooleanField(label="Entities get created_at and updated_at", required=False)
    soft_delete = forms.BooleanField(label="Entities get deleted_at, to delete softly", required=False)

    def convened(self, design: Design) -> tuple[Change, ...]:
        """The changes that make a design's conventions these."""
        data = self.cleaned_data
        return edits.set_conventions(
            design,
            key_style=KeyStyle(data["key_style"]),
            table_names=TableNames(data["table_names"]),
            target_version=data["target_version"],
            updated_at=UpdatedAt(data["updated_at"]),
            timestamps=data["timestamps"],
            soft_delete=data["soft_delete"],
        )


def initial_of(conventions: Conventions) -> dict[str, Any]:
    return {name: msgspec.to_builtins(getattr(conventions, name)) for name in ConventionFields.base_fields}


class NewProjectForm(ConventionFields, StyledForm):
    name = forms.CharField(max_length=100, widget=forms.TextInput({"autofocus": True, "autocomplete": "off"}))
    start = forms.ChoiceField(choices=[("blank", "Blank"), ("import", "Paste or upload SQL")], initial="blank")

    field_order = ("name", "start")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {**initial_of(Conventions()), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)


class SettingsForm(ConventionFields, EditForm):
    """Changes the conventions by an edit; the name is the project's own."""

    name = forms.CharField(max_length=100, widget=forms.TextInput({"autocomplete": "off"}))
    owner_entity = forms.ChoiceField(
        label="Rows are owned by", required=False, help_text="The entity of users, for the checklist's ownership rules."
    )
    tenant_root = forms.ChoiceField(
        label="Tenants are", required=False, help_text="The entity whose rows keep customers apart."
    )

    field_order = ("number", "name")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        design: Design = kwargs["design"]
        now = design.conventions
        owners = {"owner_entity": now.owner_entity or "", "tenant_root": now.tenant_root or ""}
        super().__init__(*args, initial={"name": kwargs["project"].name, **initial_of(now), **owners}, **kwargs)
        for name in owners:
            choose(self, name, [("", "nothing chosen"), *entity_choices(design)])

    def changes(self, design: Design) -> tuple[Change, ...]:
        steps = self.convened(design)
        owner, tenant = (self.cleaned_data[name] or None for name in ("owner_entity", "tenant_root"))
        return steps + edits.set_conventions(apply(design, steps), owner_entity=owner, tenant_root=tenant)
